"""Templates that were understood once stay understood: what was made of them lies in the user's own cache.

Nothing that lies there is ever run. An entry holds the patched text and the steps, which are data and can
only print, loop and decide (:mod:`contracts.word.program`); the function is made from the steps anew in
every process. But whoever could change an entry could change the words of a contract: so each is sealed
with a key that lies beside it, folder and files belong to their owner alone, and an entry that is damaged,
foreign, sealed with another key or made by another version of the program is made again.
"""

from __future__ import annotations

import functools
import hashlib
import hmac
import json
import os
import secrets
import stat
import sys
from contextlib import suppress
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_KEY = "key"
_KEY_BYTES = 32
_SEAL_BYTES = 32
_MOST = 64
_LARGEST = 64 << 20
_MADE_BY = ("template", "program", "balance", "edges", "lint", "grid", "ink", "revisions", "seams", "shelf", "archive")


def shelf() -> Path:
    """Return the folder of the cache: where the system keeps what may be thrown away."""
    home = Path.home()
    if sys.platform == "win32":
        return home / "AppData" / "Local" / "shouyue" / "templates"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "shouyue" / "templates"
    return home / ".cache" / "shouyue" / "templates"


def kept(template_sha256: str, folder: Path) -> dict[str, Any] | None:
    """Return what was made of a template, or ``None`` where there is nothing that can be trusted."""
    try:
        if not _is_ours(folder):
            return None
        key = _own_bytes(folder / _KEY)
        content = _own_bytes(folder / _name(template_sha256))
    except OSError:
        return None
    seal, body = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
    if len(key) != _KEY_BYTES or not hmac.compare_digest(seal, _seal(key, template_sha256, body)):
        return None
    found: dict[str, Any] = json.loads(body)
    return found


def keep(template_sha256: str, made: dict[str, Any], folder: Path) -> None:
    """Keep what was made of a template; a cache that cannot be written is no fault."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(folder):
            return
        body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
        aside = folder / f".{secrets.token_hex(8)}.part"
        _write_new(aside, _seal(_key(folder), template_sha256, body) + body)
        aside.replace(folder / _name(template_sha256))
        _thin_out(folder)


def _name(template_sha256: str) -> str:
    return f"{template_sha256[:32]}-{version()[:16]}"


@functools.cache
def version() -> str:
    """Return the hash of all that decides what is made of a template: our modules and the libraries' versions."""
    room = files("contracts.word")
    whole = b"".join((room / f"{name}.py").read_bytes() for name in _MADE_BY)
    return hashlib.sha256(whole + f"{installed('docxtpl')} {installed('jinja2')}".encode()).hexdigest()


def installed(name: str) -> str:
    """Return what tells one version of an installed library from another, without importing anything.

    The standard library's own answer imports a reader of mail, which costs more than to fill a paper; so it is
    asked only where no folder beside the library names its version.
    """
    spec = find_spec(name)
    folder = Path(spec.origin).parents[1] if spec and spec.origin else Path()
    start = f"{name}-"
    found = [path.name for path in folder.glob("*.dist-info") if path.name.lower().startswith(start)]
    if len(found) == 1:
        return found[0].lower().removeprefix(start).removesuffix(".dist-info")
    from importlib.metadata import version as told

    return told(name)


def _seal(key: bytes, template_sha256: str, body: bytes) -> bytes:
    return hmac.digest(key, f"{template_sha256} {version()}\n".encode() + body, "sha256")


def _key(folder: Path) -> bytes:
    """Return the key of the folder; the first run makes one, and of two at once the first one's holds."""
    path = folder / _KEY
    with suppress(FileExistsError):
        _write_new(path, secrets.token_bytes(_KEY_BYTES))
    return _own_bytes(path)


def _write_new(path: Path, content: bytes) -> None:
    """Write a file for its owner alone, whatever the system's habit is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with open(handle, "wb") as file:  # noqa: PTH123 - a handle, not a path
        file.write(content)


def _own_bytes(path: Path) -> bytes:
    """Return a file's content if nobody else could have written it.

    Raises:
        OSError: It is missing, not ours, open to others, no plain file or too large.
    """
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST or not _is_private(found):
        raise PermissionError(path)
    return path.read_bytes()


def _is_ours(folder: Path) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and _is_private(found)


def _is_private(found: os.stat_result) -> bool:
    """Windows gives a user's folder to the user alone; elsewhere the owner and the mode say so."""
    return sys.platform == "win32" or (found.st_uid == os.getuid() and not found.st_mode & 0o077)


def _thin_out(folder: Path) -> None:
    entries = [path for path in folder.iterdir() if path.name != _KEY]
    for path in sorted(entries, key=lambda item: item.stat().st_mtime)[:-_MOST]:
        path.unlink(missing_ok=True)
