"""Registers with closed columns: households, never marked persons; lines are added and withdrawn, never changed."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.errors import InputError, LawError, LedgerError
from ledger.bookkeeping.books import book_named, books, endings, lines, record_line, retract_line
from ledger.store import Ledger
from tests.ledger.score_builders import NOW

CODE = "429999101201"
ORAL = {"applicant": "王小花", "matter": "申领奖励扶助", "how": "口头", "note": "本人到村办公室口述",
        "received_by": "周平"}  # fmt: skip
FUND = {
    "household": "王小花", "fund": "三结合周转金", "purpose": "种蘑菇", "payee_class": "家庭", "amount_fen": "1,000元",
    "repayable": "是", "instalments": "2026-06-30=500；2026-12-31=500",
}  # fmt: skip
MEETING = {"matter": "宅基地", "decision": "同等条件下优先", "counted_by": "村民", "entitled": "900", "attended": "451",
           "in_favour": "226", "evidence": "会议记录第2号"}  # fmt: skip
RULES = {"title": "上坪村村规民约", "version": "1", "text": "村民自愿参加村务监督。", "counted_by": "户代表",
         "entitled": "300", "attended": "200", "in_favour": "101", "opinion": "司法所审定"}  # fmt: skip


def record(
    ledger: Ledger, book: str, given: dict[str, str], *, village: bool = True, follows: int | None = None,
    on: date = date(2026, 5, 1),
) -> int:  # fmt: skip
    """Record one line, of 1 May 2026 if nothing else is said."""
    with ledger.write(by="李敏", now=NOW) as tx:
        return record_line(
            tx, book_named(book), given, happened_on=on, division_code=CODE if village else "", follows=follows
        )


def test_there_is_a_register_for_everything_an_office_keeps() -> None:
    """A closed list, each with a title; deposits come from the ledger itself."""
    names = {book.name for book in books()}

    assert {
        "applications", "contact_persons", "refunds", "support_funds", "preference_decisions", "village_rules",
        "meetings", "reports", "handovers",
    } <= names  # fmt: skip
    assert book_named("申请登记簿").name == "applications"


@pytest.mark.parametrize("book", books(), ids=lambda book: book.name)
def test_no_register_has_a_column_for_bodies_numbers_or_marks(book: object) -> None:
    """What has no column cannot be kept."""
    keys = {column.key for column in book.columns}  # type: ignore[attr-defined]
    labels = "".join(column.label for column in book.columns)  # type: ignore[attr-defined]

    assert not keys & {"id_number", "account", "risk", "key_person", "score", "health"}
    assert not [word for word in ("身份证", "账号", "重点", "避孕", "孕", "得分") if word in labels]


def test_an_oral_application_is_an_application(ledger: Ledger) -> None:
    """Typed as it was said; its answer follows it."""
    number = record(ledger, "applications", ORAL)
    record(ledger, "application_answers", {"answer": "同意", "reason": "符合条件"}, village=False, follows=number)

    assert lines(ledger, "applications")[0].cells["note"] == "本人到村办公室口述"
    assert lines(ledger, "application_answers")[0].follows == number


def test_an_answer_is_entered_once_and_can_be_put_right(ledger: Ledger) -> None:
    """Typed again, on whatever day, it is refused with its line; another answer follows, a wrong one is retracted."""
    number = record(ledger, "applications", ORAL)
    asked = {"answer": "一次性告知补齐材料", "reason": "缺结婚证"}
    first = record(ledger, "application_answers", asked, village=False, follows=number)
    with pytest.raises(LedgerError, match=f"第 {first} 行已是对第 {number} 行申请的同样答复") as refusal:
        record(ledger, "application_answers", asked | {"reason": "缺 结婚证"}, village=False, follows=number)
    record(ledger, "application_answers", {"answer": "同意", "reason": "已补齐"}, village=False, follows=number)
    with ledger.write(by="李敏", now=NOW) as tx:
        retract_line(tx, first, because="缺的是户口簿")
    record(ledger, "application_answers", asked, village=False, follows=number)

    assert f"books retract {first}" in refusal.value.problems[0].hint
    assert len(lines(ledger, "application_answers")) == 2


def test_the_very_same_line_is_not_entered_twice(ledger: Ledger) -> None:
    """In any book: same day, same village, same words; where a word differs it is another line."""
    first = record(ledger, "applications", ORAL)
    with pytest.raises(LedgerError, match=f"第 {first} 行已是同一天的同样一行"):
        record(ledger, "applications", ORAL)

    record(ledger, "applications", ORAL | {"matter": "补办光荣证"})
    assert len(lines(ledger, "applications")) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"matter": ""}, "没有填写"),
        ({"how": "飞鸽"}, "不在可选的之内"),
        ({"note": "她怀孕了"}, "怀孕"),
        ({"note": "电话13800138000"}, "不得记录"),
        ({"id_number": "1"}, "没有“id_number”这一栏"),
        ({"due_on": "2026-02-30"}, "最迟答复"),
    ],
)
def test_a_faulty_line_is_refused_whole(ledger: Ledger, change: dict[str, str], told: str) -> None:
    """Every fault is named, nothing is kept."""
    with pytest.raises(InputError) as refusal:
        record(ledger, "applications", ORAL | change)

    assert told in "；".join(map(str, refusal.value.problems))
    assert lines(ledger, "applications") == ()


def test_a_person_is_never_marked(ledger: Ledger) -> None:
    """R-15: 重点对象 is refused with the articles."""
    with pytest.raises(LawError) as refusal:
        record(ledger, "contact_persons", {"household": "王小花", "contact": "周平", "post": "重点对象包保人",
                                           "purpose": "联系帮扶"})  # fmt: skip

    assert [citation.article for citation in refusal.value.findings[0].cite] == ["6", "28"]


def test_a_contact_is_for_help_and_for_no_procedure(ledger: Ledger) -> None:
    """The purposes are a closed list."""
    with pytest.raises(InputError):
        record(ledger, "contact_persons", {"household": "王小花", "contact": "周平", "post": "专干",
                                           "purpose": "督促检查"})  # fmt: skip


def test_a_contact_ends_on_a_day_and_for_a_reason_once(ledger: Ledger) -> None:
    """§5.1: who looks after a family changes; nobody has to pretend that the line was a mistake."""
    given = {"household": "王小花", "contact": "周平", "post": "专干", "purpose": "联系帮扶"}
    one, two = (record(ledger, "contact_persons", {**given, "contact": name}) for name in ("周平", "田小芳"))
    end = {"reason": "换人", "note": "调到镇里"}
    record(ledger, "contact_endings", end, village=False, follows=one, on=date(2026, 10, 31))
    book = book_named("contact_persons")

    assert endings(ledger, book) == {one: (date(2026, 10, 31), "换人：调到镇里")}
    assert endings(ledger, book, as_of=date(2026, 10, 30)) == {}
    assert [line.id for line in lines(ledger, "contact_persons")] == [one, two]
    with pytest.raises(LedgerError, match="已在 2026-10-31 终止"):
        record(ledger, "contact_endings", {"reason": "本户要求"}, village=False, follows=one, on=date(2026, 11, 1))
    with pytest.raises(LedgerError, match="不能更早"):
        record(ledger, "contact_endings", end, village=False, follows=two, on=date(2026, 4, 30))
    assert endings(ledger, book_named("meetings")) == {}


def test_a_withdrawn_line_counts_no_more_and_stays_in_the_file(ledger: Ledger) -> None:
    """Once."""
    number = record(ledger, "applications", ORAL)
    with ledger.write(by="李敏", now=NOW) as tx:
        retract_line(tx, number, because="记错了村")

    assert lines(ledger, "applications") == ()
    assert ledger.rows("select count(*) as n from book_lines") == [{"n": 2}]
    with pytest.raises(LedgerError), ledger.write(by="李敏", now=NOW) as tx:
        retract_line(tx, number, because="再来")


def test_a_line_that_others_follow_is_not_withdrawn_from_under_them(ledger: Ledger) -> None:
    """W-07: a loan withdrawn with money already back would lose that money."""
    loan = record(ledger, "support_funds", FUND)
    back = record(
        ledger, "support_repayments", {"amount_fen": "500", "voucher": "收1"}, village=False, follows=loan
    )
    with pytest.raises(LedgerError, match=f"第 {back} 行"), ledger.write(by="李敏", now=NOW) as tx:
        retract_line(tx, loan, because="记错")
    with ledger.write(by="李敏", now=NOW) as tx:
        retract_line(tx, back, because="记错")
        retract_line(tx, loan, because="记错")

    assert lines(ledger, "support_funds") == ()


def test_a_loan_comes_back_without_interest_and_not_twice(ledger: Ledger) -> None:
    """W-07: instalments add up to the loan; no more than is open comes back."""
    number = record(ledger, "support_funds", FUND)
    record(ledger, "support_repayments", {"amount_fen": "500", "voucher": "收1"}, village=False, follows=number)
    with pytest.raises(LedgerError, match="凭证 收1 已登记"):
        record(ledger, "support_repayments", {"amount_fen": "500", "voucher": "收1"}, village=False, follows=number)
    with pytest.raises(LedgerError):
        record(ledger, "support_repayments", {"amount_fen": "501", "voucher": "收2"}, village=False, follows=number)
    with pytest.raises(InputError):
        record(ledger, "support_funds", FUND | {"instalments": "2026-06-30=500；2026-12-31=600"})
    with pytest.raises(InputError):
        record(ledger, "support_funds", FUND | {"repayable": "否"})


def test_support_is_not_given_for_births(ledger: Ledger) -> None:
    """D-22: help has no birth condition; the refusal has its articles."""
    with pytest.raises(LawError) as refusal:
        record(ledger, "support_funds", FUND | {"purpose": "养殖，不再生育"})

    assert [item.article for item in refusal.value.findings[0].cite] == ["17、18"]
    assert lines(ledger, "support_funds") == ()


@pytest.mark.parametrize(
    ("book", "given", "on", "told"),
    [
        ("applications", ORAL | {"due_on": "2026-04-30"}, date(2026, 5, 1), "早于这件事的日期 2026-05-01"),
        ("village_rules", RULES | {"filed_on": "2026-04-30"}, date(2026, 5, 1), "早于这件事的日期 2026-05-01"),
        ("village_rules", RULES | {"filed_on": "2026-11-23"}, date(2026, 5, 1), "晚于今天"),
        ("applications", ORAL, date(2026, 11, 23), "晚于今天"),
    ],
)
def test_days_stand_in_their_order(ledger: Ledger, book: str, given: dict[str, str], on: date, told: str) -> None:
    """Nothing is answered or filed before it happened, and nothing has been filed that is still to come."""
    with pytest.raises(LedgerError, match=told):
        record(ledger, book, given, on=on)


def test_an_answer_is_not_older_than_what_it_answers(ledger: Ledger) -> None:
    """The same for money that comes back."""
    number = record(ledger, "applications", ORAL)
    with pytest.raises(LedgerError, match=f"第 {number} 行是 2026-05-01 的"):
        record(ledger, "application_answers", {"answer": "同意", "reason": "符合"}, village=False, follows=number,
               on=date(2026, 4, 30))  # fmt: skip


def test_a_meeting_of_nobody_and_a_place_beyond_the_last_are_refused(ledger: Ledger) -> None:
    """A duty is not done by an empty room; a rank stands among those that were ranked (A-04)."""
    with pytest.raises(InputError, match="1 处"):
        record(ledger, "meetings", {"topic": "公开", "attended": "0", "evidence": "照片"})
    check = {"authority": "县卫生健康局", "place": "上坪村1组", "checker": "郑立", "source": "通报"}
    for change in ({"rank": "12", "ranked": "10"}, {"rank": "1"}):
        with pytest.raises(InputError):
            record(ledger, "spot_checks", check | change)
    record(ledger, "spot_checks", check | {"rank": "2", "ranked": "10"})


def test_deposits_are_obligations_and_not_entered_a_second_time(ledger: Ledger) -> None:
    """They come from the old contracts themselves."""
    with pytest.raises(LedgerError):
        record(ledger, "refunds", {}, village=False)


def test_a_preference_needs_a_lawful_assembly(ledger: Ledger) -> None:
    """W-16: more than half came, more than half of them agreed."""
    record(ledger, "preference_decisions", MEETING)
    for change in ({"attended": "450"}, {"in_favour": "225"}):
        with pytest.raises(LawError) as refusal:
            record(ledger, "preference_decisions", MEETING | change)
        assert refusal.value.findings[0].cite[0].article == "22"
    with pytest.raises(LawError) as robbed:
        record(ledger, "preference_decisions", MEETING | {"decision": "多生的户不得分配"})
    assert robbed.value.findings[0].rule == "CN-LAND-001", "no majority takes land away"


def test_rules_that_are_at_version_three_on_paper_begin_there_with_a_note(ledger: Ledger) -> None:
    """D-13: the first to be registered bears its own number, and says where the others are; later ones follow it."""
    third = RULES | {"version": "3"}
    with pytest.raises(LedgerError) as refusal:
        record(ledger, "village_rules", third)
    record(ledger, "village_rules", third | {"note": "第1、2版存村档案柜"})
    for leap in ("3", "5", "1"):
        with pytest.raises(LedgerError, match="应是第 4 版"):
            record(ledger, "village_rules", RULES | {"version": leap, "note": "存村档案柜"})
    record(ledger, "village_rules", RULES | {"version": "4"})

    assert "--set note=" in refusal.value.problems[0].hint
    assert [line.cells["version"] for line in lines(ledger, "village_rules")] == [3, 4]


@pytest.mark.parametrize("decision", ["扣发违反计划生育户的分配款", "多生一个孩子的少分一半"])
def test_a_preference_gives_and_never_takes(ledger: Ledger, decision: str) -> None:
    """W-16: words that deduct or withhold are refused with an article, also where no rule calls them void."""
    with pytest.raises(LawError) as refusal:
        record(ledger, "preference_decisions", MEETING | {"decision": decision})
    assert refusal.value.findings[0].cite
    assert refusal.value.findings[0].hint


@pytest.mark.parametrize(
    "decision",
    [
        "不实行计划生育的，不安排就业", "只给计划生育家庭安排公益岗位，其他家庭不安排",
        "未领取独生子女证的，一律不安排公益岗位", "超计划生育的，推迟三年安排就业", "其他家庭排在最后安排宅基地",
        "仅计划生育家庭可以参加招工", "安排就业以实行计划生育为前提",
    ],
)  # fmt: skip
def test_a_preference_shuts_nobody_out_and_puts_nobody_back(ledger: Ledger, decision: str) -> None:
    """W-16: no opinion helps; the refusal names the article and words that may stand instead, and those are taken."""
    with pytest.raises(LawError) as refusal:
        record(ledger, "preference_decisions", MEETING | {"decision": decision, "opinion": "司法所审定可用"})
    finding = refusal.value.findings[0]
    instead = finding.hint.split("“")[1].split("”")[0]
    record(ledger, "preference_decisions", MEETING | {"decision": instead})

    assert finding.verdict == "void"
    assert ("村民委员会组织法", "27") in {(cited.law, cited.article) for cited in finding.cite}


def test_a_decision_that_the_rules_leave_open_waits_for_an_opinion(ledger: Ledger) -> None:
    """What nobody has decided is not taken in silence: the message says with which option it goes on."""
    odd = MEETING | {"decision": "计划生育家庭优先安排就业"}
    with pytest.raises(LawError) as refusal:
        record(ledger, "preference_decisions", odd)
    record(ledger, "preference_decisions", odd | {"opinion": "司法所审定：同等条件下优先"})

    assert "--set opinion=" in str(refusal.value)
    assert lines(ledger, "preference_decisions")[0].cells["opinion"].startswith("司法所")


def test_an_unlawful_decision_shows_beside_everything_else_that_is_wrong(ledger: Ledger) -> None:
    """Who typed it mends the majority, the words and the day in one go; the law decides the exit code."""
    wrong = MEETING | {"decision": "其他家庭不安排就业", "attended": "450"}
    with pytest.raises(LawError) as refusal:
        record(ledger, "preference_decisions", wrong, on=date(2030, 1, 1))

    assert [finding.rule for finding in refusal.value.findings] == ["BOOK-ASSEMBLY", "CN-EXCLUDE-001"]
    assert ["2030-01-01" in problem.message for problem in refusal.value.problems] == [True]
    assert refusal.value.summary == "有 3 处不对，台账未动。"


def test_a_village_rule_that_fines_is_refused_and_versions_do_not_leap(ledger: Ledger) -> None:
    """D-13."""
    with pytest.raises(LawError) as refusal:
        record(ledger, "village_rules", RULES | {"text": "计划外生育的，罚款一千元，取消集体分红。"})
    assert refusal.value.findings[0].cite
    record(ledger, "village_rules", RULES)
    with pytest.raises(LedgerError):
        record(ledger, "village_rules", RULES | {"version": "3"})
    with pytest.raises(LedgerError, match="上一版是 2026-05-01 通过的"):
        record(ledger, "village_rules", RULES | {"version": "2"}, on=date(2026, 4, 30))
    record(ledger, "village_rules", RULES | {"version": "2"})
    assert [line.cells["version"] for line in lines(ledger, "village_rules")] == [1, 2]


def test_a_rule_the_law_leaves_open_says_how_an_opinion_is_given(ledger: Ledger) -> None:
    """The refusal has the option's own words; with them the same text is entered, and the opinion stands in it."""
    text = {"text": "第一条 邻里和睦。第二条 女儿户子女中考加10分。", "opinion": ""}
    with pytest.raises(LawError, match="--set opinion=谁审定、为什么"):
        record(ledger, "village_rules", RULES | text)
    with pytest.raises(LawError) as void:
        record(ledger, "village_rules", RULES | {"text": "计划外生育的，罚款一千元。", "opinion": ""})
    record(ledger, "village_rules", RULES | text | {"opinion": "司法所王敏2026-05-01审定，省里当年有此规定"})

    assert "--set opinion" not in str(void.value)
    (line,) = lines(ledger, "village_rules")
    assert line.cells["opinion"] == "司法所王敏2026-05-01审定，省里当年有此规定"
