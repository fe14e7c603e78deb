"""A file written whole or not at all: a killed run or a full disk leaves the old one as it was."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, sync it, and move it there; an older one is replaced.

    Raises:
        OSError: The folder is missing, may not be written, or is full; nothing is left behind.
    """
    aside = path.with_name(f".{path.name}.part")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
