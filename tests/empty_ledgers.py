"""Empty ledgers, each made once from all its migrations and copied from then on."""

from __future__ import annotations

import functools
import tempfile
from datetime import datetime
from pathlib import Path

from ledger.store import create_ledger


def empty_ledger(path: Path, *, now: datetime, by: str) -> Path:
    """Write what :func:`create_ledger` makes at that instant for that person, mode 0600 too; return where it lies."""
    with path.open("xb") as file:
        file.write(_made(now, by))
    path.chmod(0o600)
    return path


@functools.cache
def _made(now: datetime, by: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        create_ledger(path, now=now, by=by)
        return path.read_bytes()
