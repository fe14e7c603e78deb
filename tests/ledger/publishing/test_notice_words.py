"""Notices in words: an office's own failure and never a family's, rules of a village, index, policy, complaints."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import InputError, LawError, LedgerError
from contracts.judging.review import review
from contracts.rewards.programmes import load_programmes, programmes_for
from ledger.journal import canonical
from ledger.publishing.notice_words import ReviewSheet, openness, policy, rectification, tip_line, village_rules
from ledger.register import register
from tests.clerks_office import ELDERS, NOW, Clerk
from tests.contracts.example_office import OFFICE
from tests.contracts.word.papers import draft
from tests.ledger.conftest import SIGNED_ON, signed
from tests.ledger.conftest import draft as paper
from tests.ledger.publishing.test_postings import opened

TODAY = date(2026, 11, 22)
SHEET = ReviewSheet(checker="何静", signed_on=TODAY)
PLACES = sorted({item.place for item in load_programmes()})


@pytest.mark.parametrize("place", PLACES)
def test_the_policy_of_every_place_we_know_can_be_posted(place: str) -> None:
    """Conditions that no rule knows are asked for at the office; what is posted passes the review."""
    office = replace(OFFICE, division_code=f"{place}101")
    notice = policy(office, programmes_for(place, TODAY), TODAY)(None)  # type: ignore[arg-type]
    blank = draft("policy_notice")
    (table,) = blank.tables
    rows = tuple(tuple(row[column.key] for column in table.columns) for row in notice.sources["policies"])
    filled = replace(blank, signing_on=TODAY, place=place, tables=(replace(table, rows=rows),))

    assert rows
    assert review(filled, as_of=TODAY).findings == ()


def test_standards_and_days_are_those_of_the_pack() -> None:
    """Ten yuan a month for each couple, in the example county, by the end of October."""
    programmes = programmes_for("429999101", TODAY)
    rows = policy(OFFICE, programmes, TODAY)(None).sources["policies"]  # type: ignore[arg-type]
    found = next(row for row in rows if row["programme"] == "独生子女父母奖励费")

    assert (found["standard"], found["paid_on"]) == ("每对夫妻每月10元", "每年10月31日前")


def test_a_programme_whose_pack_names_no_day_is_paid_as_the_contract_says() -> None:
    """Unknown is unknown: the board does not promise the last of December for it."""
    nameless = {item.title for item in programmes_for("429999101", TODAY) if not item.due}
    rows = policy(OFFICE, programmes_for("429999101", TODAY), TODAY)(None).sources["policies"]  # type: ignore[arg-type]
    told = {row["programme"]: row["paid_on"] for row in rows if row["programme"] in nameless}

    assert set(told.values()) == {"以合同约定的日期为准"}


def test_a_programme_in_several_classes_stands_once() -> None:
    """特别扶助 and 特别扶助（分级） say the same to who reads the board."""
    rows = policy(OFFICE, programmes_for("429999101", TODAY), TODAY)(None).sources["policies"]  # type: ignore[arg-type]

    assert [row["programme"] for row in rows if "特别扶助" in row["programme"]] == ["计划生育家庭特别扶助"]


def breach(clerk: Clerk, party: str, term: str) -> int:
    """Record a breach and return its number."""
    clerk.done("record", "breach", ELDERS, "--party", party, "--term", term, "--found-on", "2026-07-10",
               "--found-how", "家庭来电反映")  # fmt: skip
    return int(clerk.rows("select max(id) as id from entries where what = 'breach'")[0]["id"])


def family_breach(clerk: Clerk) -> int:
    """Register a contract in which the family owes papers, record that it did not bring them; return the entry."""
    with opened(clerk) as ledger:
        register(ledger, [signed(paper(9, batch="2026B"))], signed_on=SIGNED_ON, by="李敏", now=NOW)
    clerk.done("record", "breach", "青计服〔2026〕A009号", "--party", "party_b", "--term", "6", "--found-on",
               "2026-07-10", "--found-how", "核对资料")  # fmt: skip
    return int(clerk.rows("select max(id) as id from entries where what = 'breach'")[0]["id"])


def test_an_offices_failure_is_posted_with_the_remedy(clerk: Clerk) -> None:
    """Whose, what, since when, until when; not to whom."""
    entry = breach(clerk, "party_a", "2")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx:
        notice = rectification(entry, {}, remedy="甲方补做并说明原因。", new_date=date(2026, 12, 20))(tx)

    assert notice.values["office_name"] == "上坪村村民委员会"
    assert notice.values["new_date"] == "2026年12月20日"
    assert "周桂兰" not in str(notice)


def test_a_familys_breach_is_refused_with_its_articles(clerk: Clerk) -> None:
    """P-23; exit 4, nothing printed, the lawful way named."""
    entry = family_breach(clerk)
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx, pytest.raises(LawError) as caught:
        rectification(entry, {}, remedy="乙方补做。", new_date=date(2026, 12, 20))(tx)

    (finding,) = caught.value.findings
    assert [item.law for item in finding.cite] == [
        "中华人民共和国个人信息保护法", "中华人民共和国民法典", "中华人民共和国政府信息公开条例",
    ]  # fmt: skip
    assert "breach notice" in finding.hint


def test_a_breach_nobody_recorded_is_not_posted(clerk: Clerk) -> None:
    """Nor any other entry."""
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx, pytest.raises(LedgerError):
        rectification(1, {}, remedy="甲方补做。", new_date=date(2026, 12, 20))(tx)


def test_an_unpaid_reward_is_named_without_what_the_contract_says_of_the_family(clerk: Clerk) -> None:
    """The clause has the family's sum and the day it ends, from which a child's birthday follows (U-05)."""
    entry = breach(clerk, "party_c", "5")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx:
        notice = rectification(entry, {"reward_support": "奖励扶助"}, remedy="补发。", new_date=date(2026, 12, 20))(tx)

    assert notice.values["promise"] == "按时兑现奖励扶助"


def test_what_nobody_has_verified_is_not_promised_to_a_township() -> None:
    """A programme whose source is doubtful stays off the board, and no sum or condition is made up for it."""
    listed = policy(OFFICE, programmes_for("429999101", TODAY), TODAY)(None).sources["policies"]  # type: ignore[arg-type]
    doubted = {item.title for item in programmes_for("429999101", TODAY) if not item.verified}

    assert doubted
    assert doubted.isdisjoint(row["programme"] for row in listed)


def test_adopted_rules_come_from_the_register(clerk: Clerk) -> None:
    """Who came, who agreed, whether the township was told (O-09)."""
    cells = ("title=上坪村村规民约", "version=1", "text=村民自愿参加村务监督。", "counted_by=户代表", "entitled=300",
             "attended=200", "in_favour=101", "opinion=司法所审定")  # fmt: skip
    given = [word for cell in cells for word in ("--set", cell)]
    clerk.done("books", "record", "village_rules", "--village", "上坪村", *given, "--on", "2026-05-08")
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx:
        notice = village_rules(OFFICE.villages[0], 1)(tx)
        with pytest.raises(LedgerError):
            village_rules(OFFICE.villages[1], 1)(tx)

    assert (notice.values["in_favour"], notice.values["adopted_on"]) == ("101", "2026年5月8日")
    assert "尚未报镇备案" in notice.values["filed"]
    assert notice.sources["rules"] == ({"clause_no": "1", "clause": "村民自愿参加村务监督。"},)


def test_the_whole_text_hangs_as_it_was_registered(clerk: Clerk) -> None:
    """Clause by clause, with what the legal office decided; words the rules leave open do not stop it twice."""
    cells = ("title=上坪村村规民约", "version=1", "text=第一条 谁家有困难，小组长上门问需要。第二条 邻里和睦。",
             "counted_by=户代表", "entitled=300", "attended=200", "in_favour=101", "opinion=司法所审定")  # fmt: skip
    given = [word for cell in cells for word in ("--set", cell)]
    clerk.done("books", "record", "village_rules", "--village", "上坪村", *given, "--on", "2026-05-08")
    clerk.done("publish", "village_rules_notice", "--village", "上坪村", "1", "--days", "30", "--calendar-days")

    assert all(words in clerk.text("公示") for words in ("第一条 谁家有困难", "第二条 邻里和睦。", "全文如下"))


def test_rules_adopted_under_an_older_law_are_not_posted_today(clerk: Clerk) -> None:
    """A clause that was lawful then and is not now stops the notice with its article."""
    with opened(clerk) as ledger, ledger.write(by="李敏", now=NOW) as tx:
        cells = {"title": "村规", "version": 1, "text": "违反规约的村民罚款五百元。", "counted_by": "户代表",
                 "entitled": 300, "attended": 200, "in_favour": 150}  # fmt: skip
        row = {"book": "village_rules", "division_code": OFFICE.villages[0].division_code, "contract_id": None,
               "happened_on": "1995-05-08", "cells": canonical(cells), "because": ""}  # fmt: skip
        tx.record("book_line", "village_rules", {}, {"book_lines": [row]})
        with pytest.raises(LawError, match="今天不合法"):
            village_rules(OFFICE.villages[0], 1)(tx)


@pytest.mark.parametrize(("formed", "said"), [(date(2026, 11, 2), "已按时公开"), (date(2026, 9, 1), "逾期公开")])
def test_information_is_open_within_twenty_working_days_or_says_that_it_is_late(formed: date, said: str) -> None:
    """OGI art. 26."""
    gather = openness(OFFICE, index_no="x-1", item="兑现公告", formed_on=formed, published_on=TODAY, sheet=SHEET)

    notice = gather(None)  # type: ignore[arg-type]
    (row,) = notice.sources["items"]
    assert said in notice.values["timeliness"]
    assert row["formed_on"] == formed.isoformat()


def test_what_nobody_reviewed_is_not_published() -> None:
    """OGI art. 17, with the way to do it; a signature after the publication is none."""
    with pytest.raises(LawError) as caught:
        openness(OFFICE, index_no="x-1", item="兑现公告", formed_on=TODAY, published_on=TODAY, sheet=None)
    (finding,) = caught.value.findings
    assert (finding.cite[0].article, "--reviewed-by" in finding.hint) == ("17", True)

    late = ReviewSheet(checker="何静", signed_on=date(2026, 12, 1))
    with pytest.raises(InputError, match="没有公示"):
        openness(OFFICE, index_no="x-1", item="兑现公告", formed_on=TODAY, published_on=TODAY, sheet=late)


def test_nothing_is_published_before_it_was_formed() -> None:
    """A day to come would print a time limit that starts in the future."""
    with pytest.raises(InputError, match="没有公示"):
        openness(OFFICE, index_no="x-1", item="兑现公告", formed_on=date(2027, 1, 1), published_on=TODAY, sheet=SHEET)


def test_the_complaint_line_needs_nothing_but_the_offices_telephones() -> None:
    """D-25."""
    assert tip_line()(None).values == {}  # type: ignore[arg-type]
