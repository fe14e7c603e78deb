"""Village disclosure due and done (O-10): a quarter without a posting, one without a photo, one that is proved."""

from __future__ import annotations

from datetime import date

from ledger.publishing.disclosure_duties import disclosure_duties
from tests.clerks_office import Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_postings import opened


def test_each_village_and_quarter_says_what_was_done(clerk: Clerk) -> None:
    """Only a photo proves it; what was not done is listed."""
    clerk.done("publish", "village_disclosure", "--village", "上坪村")
    with opened(clerk) as ledger:
        found = disclosure_duties(ledger, OFFICE.villages, 2026, date(2026, 11, 22))
    states = [(item.village, item.state) for item in found]

    assert len(found) == 8
    assert states[3] == ("上坪村", "没有照片")
    assert {state for village, state in states if village == "石桥村"} == {"没有公开"}
    assert found[3].due_by == date(2026, 12, 31)

    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xffpicture")
    clerk.done("publish", "proof", "青村务公开[2026]1号", photo, "--place", "村部")
    with opened(clerk) as ledger:
        done = disclosure_duties(ledger, OFFICE.villages, 2026, date(2026, 11, 22))[3]
    assert (done.state, done.photo_on, done.number) == ("已公开", date(2026, 11, 22), "青村务公开〔2026〕1号")


def test_quarters_that_have_not_begun_are_not_due(clerk: Clerk) -> None:
    """In May there are two."""
    with opened(clerk) as ledger:
        assert len(disclosure_duties(ledger, OFFICE.villages[:1], 2026, date(2026, 5, 1))) == 2


def test_what_was_posted_after_its_quarter_is_late(clerk: Clerk) -> None:
    """It counts, and it is said."""
    clerk.done("publish", "village_disclosure", "--village", "上坪村", "--quarter", "2026-08-01")
    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xffpicture")
    clerk.done("publish", "proof", "青村务公开[2026]1号", photo, "--place", "村部")
    with opened(clerk) as ledger:
        late = disclosure_duties(ledger, OFFICE.villages[:1], 2026, date(2026, 11, 22))[2]

    assert late.state == "逾期公开"
