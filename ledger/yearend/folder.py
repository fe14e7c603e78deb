"""A pack on the disk: written whole or not at all, entered in the journal, checked file by file."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from contracts.errors import InputError, LedgerError, UnfinishedError
from contracts.model import Problem
from ledger.files import TEMPORARY, sha256_of, sync_folder
from ledger.store import Ledger, Transaction
from ledger.yearend.pack import FORMAT, INDEX, Pack

_CURE = "以台账出具的那一份为准；查明是谁改动的，或者重新汇集到别的文件夹"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a folder says it is, and how many files in it were checked."""

    office: str
    year: int
    as_of: str
    files: int
    index_sha256: str


def keep_pack(ledger: Ledger, pack: Pack, folder: Path, *, by: str, now: datetime) -> bool:
    """Put a pack into a new folder and enter it in the journal. Returns whether anything was written.

    The same pack again is left as it is. A killed run leaves at most a hidden folder, which the next one clears.

    Raises:
        LedgerError: Something else is in the folder.
        UnfinishedError: The disk is full; nothing was entered.
    """
    there = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if there:
        _refuse_other(pack, folder)
    else:
        try:
            _write(pack, folder)
        except OSError as error:
            problem = Problem(where=folder.name, message=f"写不进去（{error.strerror}）", hint="腾出空间后重新运行")
            raise UnfinishedError("没有汇集", [problem]) from error
    known = ledger.rows("select 1 from year_packs where index_sha256 = ?", [pack.index_sha256])
    if not known:
        with ledger.write(by=by, now=now) as tx:
            _enter(tx, pack)
    return not there


def checked(folder: Path) -> Checked:
    """Check every file of a folder against its index.

    Raises:
        InputError: No index, an index that is none, or files changed, missing, or not in it; all of them.
    """
    data = _index(folder)
    listed = {item["path"]: item["sha256"] for item in data["files"]}
    problems = [*_changed(folder, listed), *_strays(folder, listed)]
    if problems:
        raise InputError(f"年终材料与目录不符，有 {len(problems)} 处。", problems)
    return Checked(
        office=data["office"], year=data["year"], as_of=data["as_of"], files=len(listed),
        index_sha256=sha256_of(folder / INDEX),
    )  # fmt: skip


def recorded(ledger: Ledger, pack: Checked) -> int | None:
    """Return how many events followed a pack of this ledger; ``None`` where the ledger never made it."""
    found = ledger.rows("select event_seq from year_packs where index_sha256 = ?", [pack.index_sha256])
    if not found:
        return None
    (later,) = ledger.rows("select count(*) as n from events where seq > ?", [found[0]["event_seq"]])
    return int(later["n"])


def _write(pack: Pack, folder: Path) -> None:
    place = folder.absolute()
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = place.with_name(f"{TEMPORARY}{place.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    try:
        for item in pack.files:
            path = aside / item.path
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.write_bytes(item.content)
        sync_folder(aside)
        if place.exists():
            place.rmdir()
        aside.rename(place)
        sync_folder(place.parent)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_other(pack: Pack, folder: Path) -> None:
    wanted = {item.path: item.sha256 for item in pack.files}
    if not folder.is_dir() or [*_changed(folder, wanted), *_strays(folder, wanted)]:
        hint = "用 -o 另指一个文件夹，或先移走它"
        problem = Problem(where=str(folder), message="已有别的内容，或台账在汇集以后有了新的记录", hint=hint)
        raise LedgerError("没有汇集，没有覆盖已有的文件。", [problem])


def _enter(tx: Transaction, pack: Pack) -> None:
    row = {
        "year": pack.span.year, "as_of": pack.span.last, "files": len(pack.files), "last_event": pack.last_event,
        "index_sha256": pack.index_sha256,
    }  # fmt: skip
    tx.record("year_packed", str(pack.span.year), {"files": len(pack.files)}, {"year_packs": [row]})


def _index(folder: Path) -> Any:
    try:
        data = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        whole = data["format"] == FORMAT and all(
            isinstance(data[key], kind) for key, kind in (("office", str), ("year", int), ("as_of", str))
        )
        names = [PurePosixPath(item["path"]) for item in data["files"] if _is_hash(item["sha256"])]
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = Problem(where=folder.name, message=f"没有 {INDEX}，或者读不出来", hint="核对是不是年终材料的文件夹")
        raise InputError("没有查验。", [problem]) from error
    if not whole or len(names) != len(data["files"]) or any(name.is_absolute() or ".." in name.parts for name in names):
        problem = Problem(where=INDEX, message="不是守约汇集的目录", hint=_CURE)
        raise InputError("没有查验。", [problem])
    return data


def _is_hash(text: str) -> bool:
    return len(text) == hashlib.sha256().digest_size * 2


def _changed(folder: Path, listed: dict[str, str]) -> Iterator[Problem]:
    for name, digest in listed.items():
        path = folder / name
        if not path.is_file():
            yield Problem(where=name, message="目录里有，文件夹里没有", hint=_CURE)
        elif sha256_of(path) != digest:
            yield Problem(where=name, message="内容被改动过", hint=_CURE)


def _strays(folder: Path, listed: dict[str, str]) -> Iterator[Problem]:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    for name in found:
        if name not in listed and name != INDEX:
            yield Problem(where=name, message="目录里没有这个文件", hint="移走它，或者重新汇集")
