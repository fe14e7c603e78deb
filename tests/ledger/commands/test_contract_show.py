"""A clerk asks: show me this contract."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.text_width import display_width
from tests.clerks_office import CHILD_2014, ELDERS, SIGNED, Clerk


def test_one_contract_is_shown_whole_within_the_screen(clerk: Clerk) -> None:
    """Part by part, the sums in the heading, no line wider than 80 columns, no whole name, ID or phone."""
    clerk.begin_the_year()
    clerk.done("statement", ELDERS)
    shown = clerk.done("contract", "show", ELDERS)

    heads = [line.partition("：")[0] for line in shown.splitlines() if line and not line.startswith(" ")]
    assert heads[1:] == ["合同", "当事人", "办事单位的承诺", "家庭自愿的事", "怎样算出", "违约", "出过的纸件", "条款"]
    assert "乙方，周**、沈**" in shown
    assert "还欠" in next(line for line in shown.splitlines() if line.startswith("办事单位的承诺"))
    assert max(map(display_width, shown.splitlines())) <= 80
    assert not [secret for secret in ("周桂兰", "沈大河", "19900000001", "429999196405", "来电") if secret in shown]


def test_quarters_of_one_service_share_a_line(clerk: Clerk) -> None:
    """Three years of them would fill the screen; programs get each with its number."""
    shown = clerk.done("contract", "show", ELDERS)
    rows = json.loads(clerk.done("contract", "show", ELDERS, "--json"))

    assert "2026-12-31、2027-03-31、" in shown.replace("\n      ", "")
    quarters = [row for row in rows if row["what"] == "按季公布发放情况" and row["part"] == "办事单位的承诺"]
    assert len({row["id"] for row in quarters}) == 12


def test_a_sum_for_one_of_a_couple_says_for_whom(clerk: Clerk) -> None:
    """The reward of each is a promise of its own; a service is for both."""
    shown = clerk.done("contract", "show", ELDERS).replace("\n      ", "")
    rows = json.loads(clerk.done("contract", "show", ELDERS, "--json"))

    assert "付给周**" in shown
    assert "付给沈**" in shown
    owed = {(row["payee"], row["promised_fen"] is None) for row in rows if row["part"] == "办事单位的承诺"}
    assert owed == {("周**", False), ("沈**", False), (None, True)}


def test_a_sum_carries_how_it_was_reckoned_and_no_birthday_unless_asked_for(clerk: Clerk) -> None:
    """The same lines that ``reward entitle`` gave for the contract's time; from when and until when only unmasked."""
    asked = ("reward", "entitle", clerk.folder / "名册.csv", "--row", "3", "--from", SIGNED, "--to", "2029-03-04")
    first, *_ = json.loads(clerk.done(*asked, "--json"))
    whole = json.loads(clerk.done("contract", "show", CHILD_2014, "--json", "--unmasked", "--because", "本人核对"))
    masked = clerk.done("contract", "show", CHILD_2014)

    told = [row for row in whole if row["part"] == "怎样算出"]
    lines = [row["what"] for row in told[1:]] + told[0]["note"].split("；")
    assert told[0]["what"] == "独生子女父母奖励费"
    assert sorted(lines) == sorted(first["reckoning"].split("；"))
    assert "截止：子女2028年6月年满14周岁，当月计入" in lines
    assert "  2026年度：10个月，100元\n  乡镇财政50元、县级财政50元\n" in masked
    assert "周岁" not in masked.partition("怎样算出")[2].partition("违约")[0]


def test_names_and_notes_are_whole_for_a_reason_that_is_kept(clerk: Clerk) -> None:
    """The journal says who asked and why; nothing is written otherwise."""
    clerk.begin_the_year()
    before = clerk.state()
    assert "note" in clerk.done("contract", "show", ELDERS, "--json")
    assert clerk.state() == before

    shown = clerk.done("contract", "show", ELDERS, "--unmasked", "--because", "本人到窗口核对")
    assert "周桂兰、沈大河" in shown
    assert "家庭来电反映" in shown
    (event,) = clerk.rows("select subject, body from events where kind = 'unmasked'")
    assert (event["subject"], "本人到窗口核对" in event["body"]) == ("contract show", True)


def test_a_past_day_and_every_form(clerk: Clerk, tmp_path: Path) -> None:
    """As of a day; as a workbook and as CSV."""
    assert clerk.run("contract", "show", ELDERS, "--as-of", "2026-03-04").exit_code == 5
    book, table = tmp_path / "合同.xlsx", tmp_path / "合同.csv"
    clerk.done("contract", "show", ELDERS, "--as-of", "2026-03-05", "--xlsx", book)
    clerk.done("contract", "show", ELDERS, "--as-of", "2026-03-05", "--csv", table)

    assert book.stat().st_size > 1000
    assert table.read_text(encoding="utf-8-sig").startswith("部分,条,事项,谁,付给,日期,情况")
    assert len(clerk.done("contract", "show", ELDERS, "--jsonl").splitlines()) > 30
