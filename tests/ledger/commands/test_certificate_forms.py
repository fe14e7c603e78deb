"""``shouyue certificate receive, discard, stock, grid``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contracts.word.reading import printed
from tests.clerks_office import Clerk

PRINT = ("publish", "honour_certificate", "上坪村", "--title", "无泄密村")


def counts(clerk: Clerk) -> dict[str, object]:
    """Return the stock of the one form there is."""
    (row,) = json.loads(clerk.done("certificate", "stock", "--json"))
    return dict(row)


def test_forms_received_are_used_spoilt_and_counted(clerk: Clerk) -> None:
    """Every sheet takes the next one; the spoilt one stays counted."""
    clerk.done("certificate", "receive", "honour_certificate", "--first", "A01", "--last", "A05", "--from", "县卫健局")
    clerk.done("certificate", "discard", "honour_certificate", "A01", "--because", "受潮")
    clerk.done(*PRINT)
    clerk.done("certificate", "spoilt", "429999101-荣-2026-0001", "--because", "卡纸")

    assert counts(clerk) == {
        "form": "honour_certificate", "received": 5, "used": 1, "spoilt": 2, "lost": 0, "returned": 0,
        "remaining": 2, "next": "A04",
    }  # fmt: skip
    assert clerk.run("ledger", "verify").output == ""
    table = clerk.done("certificate", "stock")
    assert "荣誉证书" in table
    assert "honour_certificate" not in table


def test_a_form_written_on_by_hand_is_counted_and_told_by_its_certificate(clerk: Clerk) -> None:
    """Which one is asked, not guessed; a slip is mended by saying it anew."""
    hand = ("certificate", "skip", "honour_certificate", "--because", "停电手写", "--issued-to", "石桥村村民委员会")
    clerk.done("certificate", "receive", "honour_certificate", "--first", "A01", "--last", "A05", "--from", "县卫健局")
    asked = clerk.run(*hand)
    assert (asked.exit_code, "没有写明手写用的是哪一张空白证" in asked.stderr) == (5, True)

    clerk.done(*hand, "--form", "A02")
    clerk.done("certificate", "handwritten", "429999101-荣-2026-0001", "--form", "A03", "--because", "看错一位")
    clerk.done(*PRINT)
    clerk.done(*PRINT, "--year", "2025")

    gone = json.loads(clerk.done("certificate", "stock", "honour_certificate", "--json"))
    assert [(row["written"], row["fate"], row["number"]) for row in gone] == [
        ("A01", "已用", "429999101-荣-2026-0002"),
        ("A02", "已用", "429999101-荣-2026-0003"),
        ("A03", "已用（手写）", "429999101-荣-2026-0001"),
    ]
    assert (counts(clerk)["used"], counts(clerk)["remaining"], counts(clerk)["next"]) == (3, 2, "A04")
    assert "空白证 A03　已用（手写）" in clerk.done("certificate", "show", "429999101-荣-2026-0001")
    assert clerk.run("ledger", "verify").output == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("skip", "honour_certificate", "--because", "写坏", "--form", "A01"), "certificate discard"),
        (("skip", "honour_certificate", "--because", "x", "--issued-to", "x", "--form", "A01", "--plain-paper"),
         "二者选一"),
        (("handwritten", "429999101-荣-2026-0001"), "二者选一"),
    ],
)  # fmt: skip
def test_a_form_and_plain_paper_are_not_said_together(clerk: Clerk, words: tuple[str, ...], said: str) -> None:
    """And a number nobody got takes no form with it."""
    result = clerk.run("certificate", *words)

    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_form_is_named_by_its_title_too(clerk: Clerk) -> None:
    """As it is printed on the box; an unknown kind is told, exit 3."""
    said = clerk.done("certificate", "receive", "荣誉证书", "--first", "A01", "--last", "A02", "--from", "县卫健局")
    clerk.done("certificate", "discard", "荣誉证书", "A01", "--because", "受潮")

    assert said == "领取“荣誉证书”空白证 2 张。\n"
    assert counts(clerk)["spoilt"] == 1
    assert clerk.run("certificate", "discard", "没有的证", "A02", "--because", "受潮").exit_code == 3


def test_the_form_in_the_printer_can_be_named(clerk: Clerk) -> None:
    """And one that is not at hand stops the command, without taking a number."""
    clerk.done("certificate", "receive", "honour_certificate", "--first", "A01", "--last", "A02", "--from", "县卫健局")
    clerk.done(*PRINT, "--form", "A02")
    assert clerk.run(*PRINT, "--form", "A02").exit_code == 5
    clerk.done(*PRINT, "--year", "2025")

    result = clerk.run(*PRINT, "--year", "2024")
    assert (result.exit_code, "空白证不够：要用 1 张，还有 0 张" in result.stderr) == (5, True)
    assert len(clerk.rows("select * from certificate_numbers")) == 2


def test_too_few_forms_for_all_are_counted_and_none_is_used(clerk: Clerk) -> None:
    """One left and two needed is not the same as none left; the one stays at hand."""
    clerk.done("certificate", "receive", "honour_certificate", "--first", "A01", "--last", "A01", "--from", "县卫健局")

    result = clerk.run("publish", "honour_certificate", "上坪村", "石桥村", "--title", "无泄密村")

    assert (result.exit_code, "空白证不够：要用 2 张，还有 1 张" in result.stderr) == (5, True)
    assert counts(clerk)["remaining"] == 1
    assert clerk.rows("select * from certificate_numbers") == []


def test_the_test_grid_names_its_printer_and_offset(clerk: Clerk, tmp_path: Path) -> None:
    """Printed as moved as a certificate would be."""
    office = clerk.folder / "office.toml"
    office.write_text(office.read_text("utf-8") + '\n[[printers]]\nname = "旧机"\nright = 3\ndown = -12\n', "utf-8")
    clerk.done("certificate", "grid", "-o", tmp_path / "g.docx")

    text = printed((tmp_path / "g.docx").read_bytes())
    assert "打印机：旧机" in text
    assert "向右 0.3 毫米，向上 1.2 毫米" in text


def test_the_places_of_a_form_are_begun_once_and_tried_on_plain_paper(clerk: Clerk, tmp_path: Path) -> None:
    """What somebody measured is never written over; without a measured form nothing is overprinted."""
    refused = clerk.run(*PRINT, "--overprint")
    assert (refused.exit_code, "还没有量过" in refused.stderr) == (5, True)
    assert clerk.rows("select * from certificate_numbers") == []

    clerk.done("certificate", "places", "honour_certificate", "-o", tmp_path / "试.docx")
    path = clerk.folder / "套打" / "honour_certificate.toml"
    path.write_text(path.read_text("utf-8").replace("left = 120", "left = 99"), "utf-8")
    again = clerk.done("certificate", "places", "honour_certificate", "-o", tmp_path / "试.docx")

    assert again.split() == [str(tmp_path / "试.docx")]
    assert "left = 99" in path.read_text("utf-8")
    assert "上坪村村民委员会" in printed((tmp_path / "试.docx").read_bytes())
