"""Birth registration: free, from the couple's own words; child order on the paper alone (§2.8)."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.clerks_office import Clerk, id_number

HEADINGS = ("女方姓名", "女方身份证号", "男方姓名", "男方身份证号", "户籍地址", "现居住地")
COUPLE = ("王小兰", id_number("900101", 2), "李大力", id_number("890101", 1), "青河镇上坪村1组", "上坪村1组5号")
MEAN = ("阿依古丽·买买提吐尔逊江", id_number("910101", 4), "赵大海", id_number("880101", 3), "石桥村{{x}} & <3组>",
        "石桥村3组")  # fmt: skip


def roster(clerk: Clerk, *rows: tuple[str, ...]) -> Path:
    """Write a sheet of couples."""
    path = clerk.folder / "登记.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return path


def test_the_paper_says_who_registered_and_that_it_costs_nothing(clerk: Clerk) -> None:
    """Both spouses with their numbers, both places; no row that nobody filled in."""
    clerk.done("publish", "birth_registration_certificate", roster(clerk, COUPLE))
    text = clerk.text("证件")

    assert all(words in text for words in (*COUPLE, "免费办理", "429999101-登-2026-0001"))
    assert "孩次" not in text
    assert "现有子女数" not in text


def test_child_order_is_on_the_card_alone(clerk: Clerk) -> None:
    """Not on the stub, not in a list, not in the day's register."""
    path = roster(clerk, COUPLE)
    clerk.done("publish", "birth_registration_certificate", path, "--order", "二孩", "--children", "1")

    assert clerk.text("证件").count("二孩") == 1
    listed = clerk.done("certificate", "list", "--json") + clerk.done("query", "certificates", "--json")
    assert "二孩" not in listed
    assert COUPLE[1] not in listed


def test_rows_are_chosen_and_values_of_every_sort_are_printed_whole(clerk: Clerk) -> None:
    """Markup, braces, a name of twelve letters."""
    clerk.done("publish", "birth_registration_certificate", roster(clerk, COUPLE, MEAN), "--only", "2")
    text = clerk.text("证件")

    assert all(words in text for words in (MEAN[0], MEAN[4]))
    assert COUPLE[0] not in text


def test_what_is_missing_is_told_for_every_row(clerk: Clerk) -> None:
    """Nothing is printed for the others."""
    bad = (COUPLE[0], "", *COUPLE[2:])
    result = clerk.run("publish", "birth_registration_certificate", roster(clerk, bad, (*MEAN[:4], "", "石桥村")))
    assert result.exit_code == 3
    assert "2 处问题" in result.stderr
    assert clerk.papers("证件") == []

    two = clerk.run("publish", "birth_registration_certificate", roster(clerk, COUPLE, MEAN), "--order", "一孩")
    assert "一次只能用于一对夫妻" in two.stderr
