"""Proof that a notice hung: a photo with day and place. Its hash is kept; the file is copied as it is, or left."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contracts.errors import InputError
from contracts.files import reason_of
from contracts.model import Problem
from ledger.faults import Faults
from ledger.files import put_in_place, sha256_of, write_aside
from ledger.publishing.postings import posting_of, refuse_words, refused
from ledger.store import Row, Transaction

FOLDER = "公示照片"
_HEAD = 65536
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How a JPEG and a PNG file begin, whatever they are called (ISO/IEC 10918-1, B.1.1.3; ISO/IEC 15948, 5.2)."""
_SHOWN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A photo as recorded. ``path`` is the copy, or the file itself; ``has_details`` says it tells more than it shows.

    Cameras write the place, the hour and themselves into a picture; nothing of that is taken out.
    """

    path: Path
    sha256: str
    has_details: bool


def record_proof(
    tx: Transaction, number: str, photo: Path, *, taken_on: date, place: str, keep_in: Path | None
) -> Proof:
    """Record a photo of a notice.

    Args:
        tx: The open transaction.
        number: Number of the notice.
        photo: The file.
        taken_on: Day of the photo.
        place: Where the notice hung.
        keep_in: Folder for a copy; ``None`` leaves the file where it is and keeps name and hash.

    Raises:
        LedgerError: No such notice, it did not hang on that day, the day is still to come, or the place says what
            may not be kept.
        InputError: The file cannot be read, is empty or no picture.
    """
    faults = Faults()
    item = faults.of(lambda: posting_of(tx, number))
    if taken_on.isoformat() > tx.day:
        faults.add(refused(number, f"照片日期 {taken_on} 晚于今天", "核对照片日期"))
    elif item and (taken_on < item.posted_from or (item.taken_down_on and taken_on > item.taken_down_on)):
        faults.add(refused(number, f"{taken_on} 不在张贴期间", f"张贴日期是 {item.posted_from}，核对照片日期"))
    faults.of(lambda: refuse_words(tx, number, place))
    content = faults.of(lambda: _picture(photo))
    faults.refuse()
    assert item is not None and content is not None  # noqa: S101, PT018 - else it was refused
    digest = hashlib.sha256(content).hexdigest()
    name = f"{digest[:_SHOWN]}{photo.suffix.lower()}" if keep_in else photo.name
    row: Row = {
        "posting_id": item.id, "taken_on": taken_on.isoformat(), "place": place, "file_name": name,
        "file_sha256": digest, "kept": "copied" if keep_in else "referenced",
    }  # fmt: skip
    tx.record("photographed", item.number, {"on": taken_on.isoformat()}, {"posting_proofs": [row]})
    return Proof(
        path=(keep_in / name) if keep_in else photo, sha256=digest, has_details=b"Exif" in content[:_HEAD]
    )


def _picture(photo: Path) -> bytes:
    try:
        content = photo.read_bytes()
    except OSError as error:
        problem = Problem(where=photo.name, message=f"读不出来（{reason_of(error)}）", hint="核对文件名和位置")
        raise InputError("没有记录。", [problem]) from error
    if not content:
        raise InputError("没有记录。", [Problem(where=photo.name, message="是空文件", hint="换一张照片")])
    if not content.startswith(_PICTURES):
        hint = "用相机或手机拍的原照片，不要改扩展名"
        problem = Problem(where=photo.name, message="不是照片，只收 JPEG、PNG", hint=hint)
        raise InputError("没有记录。", [problem])
    return content


def keep_copy(photo: Path, proof: Proof) -> None:
    """Copy a photo byte for byte to where its proof says; an equal copy that is there already stays.

    Raises:
        InputError: Another file of that name is there.
    """
    proof.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if proof.path.exists():
        if sha256_of(proof.path) == proof.sha256:
            return
        problem = Problem(where=proof.path.name, message="已有同名的别的文件", hint="移开后重新运行")
        raise InputError("照片没有复制。", [problem])
    put_in_place(write_aside(proof.path.parent, proof.path.name, photo.read_bytes()), proof.path)
