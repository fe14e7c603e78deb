"""A pack on the disk, a folder or a zip file: written whole or not at all, entered in the journal, checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from contracts.errors import InputError, LedgerError
from contracts.model import Problem
from ledger.store import Ledger, Transaction
from ledger.yearend.contents import Contents, contents
from ledger.yearend.pack import FORMAT, INDEX, Pack, Put
from ledger.yearend.wrapping import is_zip, wrapped

_LONGEST_INDEX = 1 << 28
_CURE = "以台账出具的那一份为准；查明是谁改动的，或者重新汇集到别的文件夹"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a pack says it is, how many files in it were checked, and how many contracts it says it has not got."""

    office: str
    year: int
    as_of: str
    files: int
    missing: int
    index_sha256: str


Listed = Mapping[str, tuple[int, str]]
"""Path → size and hash."""


Assemble = Callable[[Put], Pack]
"""Puts a pack together, handing each of its files on."""


def tried(assemble: Assemble) -> Pack:
    """Put a pack together and keep nothing of it."""
    return assemble(lambda _path, _content: None)


def keep_pack(
    ledger: Ledger, assemble: Assemble, place: Path, *, by: str, now: datetime
) -> tuple[Pack, bool]:
    """Put a pack into a new folder or zip file and enter it in the journal. Returns it, and whether it was written.

    The same pack again is left as it is. A killed run leaves at most something hidden, which the next one clears.

    Raises:
        LedgerError: Something else is there.
        UnfinishedError: The disk is full; nothing was entered.
    """
    with wrapped(place) as wrapping:
        pack = assemble(wrapping.put)
        there = place.exists() and (not place.is_dir() or any(place.iterdir()))
        if there:
            _refuse_other(pack, place)
        else:
            wrapping.finish()
    known = ledger.rows("select 1 from year_packs where index_sha256 = ?", [pack.index_sha256])
    if not known:
        with ledger.write(by=by, now=now) as tx:
            _enter(tx, pack)
    return pack, not there


def checked(place: Path) -> Checked:
    """Check every file of a folder or zip file against its index.

    Raises:
        InputError: No index, an index that is none, or files changed, missing, or not in it; all of them.
    """
    with contents(place) as found:
        words = _read_index(found, place)
        data = _parsed(words)
        listed = {item["path"]: (item["bytes"], item["sha256"]) for item in data["files"]}
        problems = [*_changed(found, listed), *_strays(found, listed)]
    if problems:
        raise InputError(f"年终材料与目录不符，有 {len(problems)} 处。", problems)
    return Checked(
        office=data["office"], year=data["year"], as_of=data["as_of"], files=len(listed),
        missing=len(data.get("missing", ())), index_sha256=hashlib.sha256(words).hexdigest(),
    )  # fmt: skip


def recorded(ledger: Ledger, pack: Checked) -> int | None:
    """Return how many events followed a pack, packings aside; ``None`` where this ledger never made it."""
    found = ledger.rows("select event_seq from year_packs where index_sha256 = ?", [pack.index_sha256])
    if not found:
        return None
    (later,) = ledger.rows(
        "select count(*) as n from events where seq > ? and kind <> 'year_packed'", [found[0]["event_seq"]]
    )
    return int(later["n"])


def _refuse_other(pack: Pack, place: Path) -> None:
    try:
        same = place.is_dir() != is_zip(place) and checked(place).index_sha256 == pack.index_sha256
    except InputError:
        same = False
    if not same:
        hint = "用 -o 另指一处，或先移走它"
        problem = Problem(where=str(place), message="已有别的内容，或台账在汇集以后有了新的记录", hint=hint)
        raise LedgerError("没有汇集，没有覆盖已有的文件。", [problem])


def _enter(tx: Transaction, pack: Pack) -> None:
    row = {
        "year": pack.span.year, "as_of": pack.span.last, "files": len(pack.files), "last_event": pack.last_event,
        "index_sha256": pack.index_sha256,
    }  # fmt: skip
    tx.record("year_packed", str(pack.span.year), {"files": len(pack.files)}, {"year_packs": [row]})


def _read_index(found: Contents, place: Path) -> bytes:
    try:
        words = found.read(INDEX, _LONGEST_INDEX + 1)
    except OSError as error:
        problem = Problem(where=place.name, message=f"没有 {INDEX}", hint="核对是不是年终材料")
        raise InputError("没有查验。", [problem]) from error
    if len(words) > _LONGEST_INDEX:
        raise _no_index()
    return words


def _parsed(words: bytes) -> Any:
    try:
        data = json.loads(words)
        whole = data["format"] == FORMAT and all(
            isinstance(data[key], kind) for key, kind in (("office", str), ("year", int), ("as_of", str))
        )
        names = [PurePosixPath(item["path"]) for item in data["files"] if _is_sound(item)]
    except (ValueError, KeyError, TypeError) as error:
        raise _no_index() from error
    if not whole or len(names) != len(data["files"]) or any(name.is_absolute() or ".." in name.parts for name in names):
        raise _no_index()
    return data


def _no_index() -> InputError:
    problem = Problem(where=INDEX, message="不是守约汇集的目录，或者读不出来", hint=_CURE)
    return InputError("没有查验。", [problem])


def _is_sound(item: Any) -> bool:
    return len(item["sha256"]) == hashlib.sha256().digest_size * 2 and isinstance(item["bytes"], int)


def _changed(found: Contents, listed: Listed) -> Iterator[Problem]:
    for name, (size, digest) in listed.items():
        there = found.size(name)
        if there is None:
            yield Problem(where=name, message="目录里有，材料里没有", hint=_CURE)
        elif there != size or found.sha256(name) != digest:
            yield Problem(where=name, message="内容被改动过", hint=_CURE)


def _strays(found: Contents, listed: Listed) -> Iterator[Problem]:
    names = found.names()
    for place, name in enumerate(names):
        if name not in listed and name != INDEX:
            yield Problem(where=name, message="目录里没有这个文件", hint="移走它，或者重新汇集")
        elif place and names[place - 1] == name:
            yield Problem(where=name, message="同名的文件有两个", hint=_CURE)
