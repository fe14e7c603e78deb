"""Photos of what hangs: hash kept, byte for byte, nothing taken out in silence."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import pytest

from contracts.errors import InputError, LedgerError
from ledger.publishing.posting_proofs import keep_copy, record_proof
from ledger.publishing.postings import posting_of
from tests.clerks_office import NOW, Clerk
from tests.ledger.publishing.test_postings import NUMBER, POST, opened

PHOTO = b"\xff\xd8\xff\xe1\x00\x20Exif\x00\x00 a picture with its place"
DAY = date(2026, 11, 24)
LATER = NOW + timedelta(days=2)


def test_a_photo_is_copied_as_it_is_and_its_hash_kept(clerk: Clerk) -> None:
    """That it tells more than it shows is said, not mended."""
    clerk.done(*POST)
    photo, kept = clerk.folder / "栏.JPG", clerk.folder / "公示照片"
    photo.write_bytes(PHOTO)
    with opened(clerk) as ledger:
        with ledger.write(by="李敏", now=LATER) as tx:
            made = record_proof(tx, NUMBER, photo, taken_on=DAY, place="村部公示栏", keep_in=kept)
        keep_copy(photo, made)
        keep_copy(photo, made)

        assert made.has_details
        assert made.path.read_bytes() == PHOTO
        assert made.path.suffix == ".jpg"
        assert made.sha256 == hashlib.sha256(PHOTO).hexdigest()
        assert posting_of(ledger, NUMBER).photo_on == DAY
        made.path.write_bytes(b"another")
        with pytest.raises(InputError):
            keep_copy(photo, made)


def test_a_photo_may_stay_where_it_is(clerk: Clerk) -> None:
    """Its name and hash are enough."""
    clerk.done(*POST)
    photo = clerk.folder / "栏.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=LATER) as tx:
        made = record_proof(tx, NUMBER, photo, taken_on=DAY, place="村部公示栏", keep_in=None)
        (row,) = tx.rows("select file_name, kept from posting_proofs")

    assert (made.path, made.has_details) == (photo, False)
    assert row == {"file_name": "栏.png", "kept": "referenced"}


def test_a_photo_of_another_day_an_empty_one_another_file_and_none_are_refused(clerk: Clerk) -> None:
    """What proves nothing is not recorded."""
    clerk.done(*POST)
    empty = clerk.folder / "空.jpg"
    empty.write_bytes(b"")
    picture = clerk.folder / "栏.png"
    picture.write_bytes(b"\xff\xd8\xffpicture")
    letter = clerk.folder / "公函.jpg"
    letter.write_bytes(b"PK\x03\x04 a Word file under another name")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=LATER) as tx:
        with pytest.raises(InputError) as told:
            record_proof(tx, NUMBER, letter, taken_on=DAY, place="村部", keep_in=None)
        assert [item.message for item in told.value.problems] == ["不是照片，只收 JPEG、PNG"]
        with pytest.raises(InputError):
            record_proof(tx, NUMBER, empty, taken_on=DAY, place="村部", keep_in=None)
        with pytest.raises(InputError):
            record_proof(tx, NUMBER, clerk.folder / "无.jpg", taken_on=DAY, place="村部", keep_in=None)
        with pytest.raises(LedgerError, match="没有记录"):
            record_proof(tx, NUMBER, picture, taken_on=date(2027, 1, 1), place="村部", keep_in=None)
        with pytest.raises(LedgerError):
            record_proof(tx, NUMBER, empty, taken_on=date(2026, 11, 1), place="村部", keep_in=None)
        for place in (" ", "王家门口 电话13912345678"):
            with pytest.raises(LedgerError) as refused:
                record_proof(tx, NUMBER, picture, taken_on=DAY, place=place, keep_in=None)
            assert "13912345678" not in refused.value.problems[0].message
