"""``shouyue publish list`` and what follows a posting, as a clerk types it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from tests.clerks_office import ALONE, NOW, Clerk
from tests.ledger.publishing.test_postings import NUMBER, POST

TOMORROW = NOW + timedelta(days=1)


def test_a_posting_from_going_up_to_coming_down(clerk: Clerk) -> None:
    """Photo, objection, answer, taken down; each listed."""
    clerk.done(*POST)
    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xff Exif picture")
    day_two = NOW + timedelta(days=2)
    shot = clerk.run("publish", "proof", "青公示[2026]1号", photo, "--place", "村部", "--on", "2026-11-24", "--copy",
                     now=day_two)  # fmt: skip
    clerk.done("publish", "object", NUMBER, "--by", "马小妹", "--because", "组别写错", "--on", "2026-11-24",
               now=day_two)  # fmt: skip
    (open_one,) = json.loads(clerk.done("publish", "objections", "--json", now=day_two))
    clerk.done("publish", "answer", "1", "--outcome", "corrected", "--because", "已改为3组", "--on", "2026-11-25",
               now=NOW + timedelta(days=3))  # fmt: skip
    late = NOW.replace(month=12, day=10)
    day_to_come = clerk.run("publish", "takedown", NUMBER, "--on", "2026-12-11", "--dry-run", now=late)
    (hanging,) = json.loads(clerk.done("publish", "list", "--overdue", "--json", now=late))
    overdue = clerk.done("publish", "list", "--overdue", now=late)
    early = clerk.run("publish", "takedown", NUMBER, "--on", "2026-11-26", "--dry-run", now=late)
    clerk.done("publish", "takedown", NUMBER, now=late)
    on_screen = clerk.done("publish", "list", now=late).splitlines()

    assert on_screen == [
        f"{NUMBER}  农村部分计划生育家庭奖励扶助对象公示  上坪村",
        "    2026-11-23 至 2026-12-02，2026-11-24 有照片，2026-12-10 撤下",
    ]
    assert overdue.splitlines()[1] == "    2026-11-23 至 2026-12-02，2026-11-24 有照片，超期 8 天，应撤下"
    assert (early.exit_code, "公示期到 2026-12-02 才满" in early.stderr) == (0, True)
    assert (day_to_come.exit_code, "2026-12-11 还没有到" in day_to_come.stderr) == (5, True)
    assert "拍摄信息" in shot.stderr
    assert len(list((clerk.folder / "公示照片").iterdir())) == 1
    assert (open_one["raised_by"], open_one["answer_by"]) == ("马某", "2026-12-03")
    assert (hanging["number"], hanging["days_over"], hanging["photo_on"]) == (NUMBER, 8, "2026-11-24")
    assert clerk.done("publish", "list", "--overdue", now=late) == ""
    assert clerk.run("ledger", "verify").output == ""


@pytest.mark.parametrize(
    "hidden", ["１３９１２３４５６７８", "1 3 9 1 2 3 4 5 6 7 8", "沈小川", "沈-小-川", "6222-0200-0000-0000-000"]
)
def test_what_follows_a_posting_keeps_no_number_and_no_child(clerk: Clerk, hidden: str) -> None:
    """Objection, answer, photo, taking down, consent: each free text, and not a word of it repeated."""
    clerk.done(*POST)
    clerk.done("publish", "object", NUMBER, "--because", "组别写错", "--on", "2026-11-23", now=TOMORROW)
    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xff picture")
    kept = clerk.rows("select count(*) as n from events")
    for words in (
        ("object", NUMBER, "--because", f"第2行{hidden}写错"), ("object", NUMBER, "--because", "写错", "--by", hidden),
        ("answer", "1", "--outcome", "kept", "--because", f"问过{hidden}"),
        ("proof", NUMBER, photo, "--place", f"村部{hidden}"), ("takedown", NUMBER, "--from", f"村部{hidden}"),
        ("consent", ALONE, "--evidence", f"同意书{hidden}"),
    ):  # fmt: skip
        refused = clerk.run("publish", *words, now=TOMORROW)

        assert (refused.exit_code, "不能" in refused.stderr, hidden in refused.stderr) == (5, True, False), words
    assert clerk.rows("select count(*) as n from events") == kept


def test_consent_is_given_in_writing_and_taken_back(clerk: Clerk) -> None:
    """Without evidence it is no consent."""
    assert clerk.run("publish", "consent", ALONE).exit_code == 2
    clerk.done("publish", "consent", ALONE, "--evidence", "同意书第3号")
    clerk.done("publish", "consent", ALONE, "--withdraw")

    assert len(clerk.rows("select * from standing_consents")) == 0


def test_duties_of_the_year_are_listed_for_every_village(clerk: Clerk) -> None:
    """Four quarters, two villages, nothing done."""
    rows = json.loads(clerk.done("publish", "duties", "--json"))

    assert len(rows) == 8
    assert {row["state"] for row in rows} == {"没有公开"}


def test_trial_runs_change_nothing(clerk: Clerk) -> None:
    """Of all that is recorded here."""
    clerk.done(*POST)
    photo = clerk.folder / "栏.jpg"
    photo.write_bytes(b"\xff\xd8\xffpicture")
    before = clerk.state()
    for words in (
        ("takedown", NUMBER, "--on", "2026-12-03"), ("object", NUMBER, "--because", "组别写错", "--on", "2026-11-24"),
        ("proof", NUMBER, str(photo), "--place", "村部", "--on", "2026-11-24", "--copy"),
        ("consent", ALONE, "--evidence", "同意书"),
    ):  # fmt: skip
        clerk.done("publish", *words, "--dry-run", now=NOW + timedelta(days=12))

    assert clerk.state() == before


def test_the_number_of_a_notice_is_known_to_copy_and_to_verify(clerk: Clerk) -> None:
    """Neither says that the ledger has no such number; a notice is printed again from its file, not copied."""
    clerk.done(*POST)
    typed = NUMBER.replace("〔", "[").replace("〕", "]")
    copied = clerk.run("copy", typed)

    assert copied.exit_code == 5
    assert "是“农村部分计划生育家庭奖励扶助对象公示”的编号，不是合同、证件" in copied.stderr
    assert f"{clerk.papers('公示')[0].name}，照它打印" in copied.stderr
    assert clerk.done("verify", typed) == (
        f"{NUMBER}：台账里有这个编号。农村部分计划生育家庭奖励扶助对象公示，由本台账出具。\n"
    )
