"""One original of the same words: the second time the way to another sheet is told, and no number is taken."""

from __future__ import annotations

import csv
from datetime import timedelta

from tests.clerks_office import NOW, Clerk, id_number

HONOUR = ("publish", "honour_certificate", "上坪村", "--title", "无泄密村")
BIRTH = ("publish", "birth_registration_certificate")


def test_a_unit_gets_one_certificate_of_a_title_and_year(clerk: Clerk) -> None:
    """Another year or title is another certificate; after an end it may be printed anew."""
    clerk.done(*HONOUR)
    again = clerk.run(*HONOUR)
    assert again.exit_code == 5
    assert "已有 429999101-荣-2026-0001（已印，未发）" in again.stderr
    assert "certificate spoilt" in again.stderr

    clerk.done(*HONOUR, "--year", "2025")
    clerk.done("certificate", "void", "429999101-荣-2026-0001", "--because", "会前取消")
    clerk.done(*HONOUR)
    assert [row["serial"] for row in clerk.rows("select serial from certificate_numbers")] == [1, 2, 3]


def test_a_couple_registers_again_another_day_but_not_twice_at_once(clerk: Clerk) -> None:
    """One that waits, or was handed over today, is told; one handed over before is no obstacle."""
    roster = clerk.folder / "登记.csv"
    with roster.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([
            ("女方姓名", "女方身份证号", "男方姓名", "男方身份证号", "户籍地址", "现居住地"),
            ("王小兰", id_number("900101", 2), "李大力", id_number("890101", 1), "青河镇上坪村1组", "上坪村1组5号"),
        ])  # fmt: skip
    clerk.done(*BIRTH, roster)
    assert "已印，未发" in clerk.run(*BIRTH, roster).stderr
    clerk.done("certificate", "issue", "429999101-登-2026-0001")
    assert "已发" in clerk.run(*BIRTH, roster).stderr

    clerk.done(*BIRTH, roster, now=NOW + timedelta(days=400))
    assert len(clerk.papers("证件")) == 2


def test_a_year_to_come_is_refused(clerk: Clerk) -> None:
    """Nobody has won it yet."""
    refused = clerk.run(*HONOUR, "--year", "2031")
    assert refused.exit_code == 5
    assert "还没有到" in refused.stderr
