"""The household's page: every figure is one of the ledger's, and no voluntary item is held against anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from contracts.amounts import parse_fen
from contracts.errors import InputError
from contracts.numerals import yuan
from contracts.past.history import KIND as HISTORY
from contracts.word.reading import printed
from ledger.publishing.household_page import (
    leaving_words,
    life_words,
    pages,
    programme_words,
    promise_rows,
    short_words,
    standing_words,
    undertaking_rows,
)
from ledger.publishing.press import Press
from ledger.publishing.statements import Line, statement
from ledger.query import sql_of
from ledger.standings import Ending
from ledger.store import open_ledger
from tests.clerks_office import ACROSS, ALONE, CHILD_2014, ELDERS, ROWS, Clerk
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_documents import press

TODAY = date(2026, 11, 22)
SUM = Line(
    obligation=7, owed_by="青河镇人民政府", ordinal=5, text="奖励扶助：标准为每年960元。", label="2026年度",
    programme="reward_support", due_on=date(2026, 9, 30), promised_fen=960_00, paid_fen=500_00, ended_fen=60_00,
    owed_fen=400_00, times_done=1, last_done_on=None, overdue_days=53, state="逾期53天，已付一部分",
)  # fmt: skip
DUTY = replace(
    SUM, ordinal=7, text="甲方每季度公布一次。另行通知。", label="", programme="", promised_fen=None, paid_fen=None,
    ended_fen=None, owed_fen=None, times_done=0, overdue_days=0, state="",
)  # fmt: skip


def quarters(*done: int) -> list[Line]:
    """Return a duty of four quarters; ``done`` are those that were done."""
    days = (date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31))
    return [replace(DUTY, due_on=day, times_done=int(place in done)) for place, day in enumerate(days, 1)]


def test_a_sum_shows_promised_paid_ended_and_owed() -> None:
    """400 + 500 + 60 is 960."""
    assert list(promise_rows([SUM], TODAY)) == [
        {
            "promise": "奖励扶助 2026年度（依法终止60元）", "due_on": "2026年9月30日", "promised": "960元",
            "paid": "500元", "owed": "400元",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "words"), [("carried_over", "60元由新合同给"), ("promised_twice", "60元由另一份合同给")]
)
def test_what_another_contract_gives_is_not_called_ended(reason: str, words: str) -> None:
    """The family reads which paper a part of the year stands in; other reasons together are an ending."""
    moved = replace(SUM, ended_because=reason)

    assert [row["promise"] for row in promise_rows([moved], TODAY)] == [f"奖励扶助 2026年度（{words}）"]
    later = replace(SUM, obligation=8, ended_because="died", label="2025年度", due_on=date(2025, 9, 30))
    assert "依法终止120元" in next(iter(promise_rows([later, moved], date(2027, 1, 5))))["promise"]


def test_a_sum_of_one_of_a_couple_says_whose_it_is(clerk: Clerk) -> None:
    """Two rows of the same year and sum are two persons', not one sum printed twice."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        rows = promise_rows(statement(ledger, ELDERS, TODAY).promises, TODAY)

    assert [row["promise"] for row in rows if row["promised"] == "800元"] == [
        "2026年度（周桂兰）", "2026年度（沈大河）",
    ]  # fmt: skip


def test_a_duty_that_comes_again_is_one_row_with_its_counts() -> None:
    """Three fell due, one was done, two are missing; the next day is named."""
    (row,) = promise_rows(quarters(2), TODAY)

    assert (row["promised"], row["paid"], row["owed"]) == ("3次", "1次", "2次")
    assert row["due_on"] == "每季度末"


def test_sums_come_before_duties() -> None:
    """Money first: that is what people ask about."""
    assert [row["promised"] for row in promise_rows([*quarters(), SUM], TODAY)] == ["960元", "3次"]


def test_what_a_family_offered_is_never_called_owed_or_late() -> None:
    """Not done is a fact, not a reproach."""
    offered = [replace(line, text="乙方自愿核对一次信息。") for line in quarters()]
    (open_row,) = undertaking_rows(offered, TODAY)
    (done_row,) = undertaking_rows([replace(line, times_done=1) for line in offered], TODAY)
    (told_row,) = undertaking_rows([replace(offered[0], due_on=None)], TODAY)

    assert open_row["done"] == "还没有做"
    assert told_row["done"] == "没有记录", "nobody knows that there was anything to tell"
    assert done_row["done"] == "已做4次"
    assert not set(open_row) & {"owed", "overdue"}


def test_what_waits_for_its_occasion_is_named_once_with_what_was_done() -> None:
    """It has no day and no row; the family reads that it may ask."""
    line = replace(DUTY, due_on=None, label="协助申报", times_done=2)

    assert promise_rows([line], TODAY) == ()
    assert standing_words([line]) == "协助申报（已做2次）"


def test_a_sum_that_ended_says_why() -> None:
    """Who is told that money ended lawfully has to know what to object to; a cause not on record is not made up."""
    gone = replace(SUM, owed_fen=0, paid_fen=900_00, overdue_days=0, ended_because="moved_out")
    (row,) = promise_rows([gone], TODAY)
    assert row["promise"] == "奖励扶助 2026年度（依法终止60元：户籍迁出本省）"


def test_later_years_of_one_reward_stand_in_one_row_that_adds_up() -> None:
    """The page stays one page; no fen is lost in it."""
    years = [
        replace(SUM, label=f"{year}年度", due_on=date(year, 9, 30), promised_fen=96000, paid_fen=0, ended_fen=0,
                owed_fen=96000, overdue_days=0)
        for year in (2027, 2028)
    ]  # fmt: skip

    (row,) = promise_rows(years, TODAY)

    assert (row["promise"], row["promised"], row["owed"]) == ("奖励扶助 2027至2028年", "1,920元", "1,920元")
    assert row["due_on"] == "每年9月30日"


def year(number: int, *, paid: int = 0, ended: int = 0) -> Line:
    """Return the 960 yuan of a year, with what was paid and what ended of it, in yuan."""
    return replace(
        SUM, obligation=number, label=f"{number}年度", due_on=date(number, 9, 30), paid_fen=paid * 100,
        ended_fen=ended * 100, owed_fen=(960 - paid - ended) * 100, overdue_days=int(paid + ended < 960),
    )  # fmt: skip


def cells(rows: Iterable[dict[str, str]]) -> list[tuple[str, ...]]:
    """Return the cells of rows as printed."""
    return [tuple(row[key] for key in ("promise", "due_on", "promised", "paid", "owed")) for row in rows]


def test_years_that_came_out_alike_stand_in_one_row_under_the_rewards_name_and_no_fen_is_lost() -> None:
    """Settled together, in arrears together since the first of their days; paid in part, and this year, alone."""
    paid = [year(number, paid=960) for number in (2018, 2019, 2020, 2024)]
    late = [year(number) for number in (2023, 2025, 2026)]
    parts = [year(2021, paid=500), year(2022, paid=500, ended=460)]

    assert cells(promise_rows([*paid, *parts, *late], TODAY)) == [
        ("奖励扶助", "", "", "", ""),
        ("2018至2020、2024年", "2024年9月30日", "3,840元", "3,840元", "0元"),
        ("2021年度", "2021年9月30日", "960元", "500元", "460元"),
        ("2022年度（依法终止460元）", "2022年9月30日", "960元", "500元", "0元"),
        ("2023、2025年", "2023年9月30日起", "1,920元", "0元", "1,920元"),
        ("2026年度", "2026年9月30日", "960元", "0元", "960元"),
    ]


def test_three_rewards_with_mixed_arrears_fold_further_and_still_add_up() -> None:
    """What is settled, what is due, what is to come: the page stays one page."""
    late = [year(number, paid=paid) for number, paid in ((2018, 960), (2019, 500), (2020, 0), (2021, 960), (2026, 0))]
    coming = [replace(year(number), overdue_days=0) for number in (2027, 2028)]
    lines = [
        replace(line, ordinal=ordinal, text=f"{name}：标准。")
        for ordinal, name in enumerate(("奖励扶助", "特别扶助", "奖励费")) for line in (*late, *coming)
    ]  # fmt: skip

    rows = promise_rows([*lines, *quarters(2)], TODAY)

    assert cells(rows)[:4] == [
        ("奖励扶助", "", "", "", ""),
        ("2018、2021年", "2021年9月30日", "1,920元", "1,920元", "0元"),
        ("2019至2020、2026年", "2019年9月30日起", "2,880元", "500元", "2,380元"),
        ("2027至2028年", "每年9月30日", "1,920元", "0元", "1,920元"),
    ]
    assert len(rows) == 13
    wide = promise_rows([*lines, *quarters(2)], TODAY, room=40)
    for key in ("promised", "paid", "owed"):
        sums = {sum(fen(row[key]) for row in table if row[key].endswith("元")) for table in (rows, wide)}
        assert sums == {sum(getattr(line, f"{key}_fen") for line in lines)}, key


def test_an_old_contract_is_told_line_by_line() -> None:
    """Its sums carry names of their own, which no span of years can replace."""
    kept = [replace(year(number), kind=HISTORY, label=name) for number, name in ((2001, "退还押金"), (2003, "补发"))]

    assert [row["promise"] for row in promise_rows(kept, TODAY)] == ["退还押金", "补发"]


@pytest.mark.parametrize(
    ("text", "words"), [("甲方公布一次。另行通知。", "甲方公布一次"), ("甲" * 50 + "。", "甲" * 34 + "…")]
)
def test_a_clause_is_told_in_one_line(text: str, words: str) -> None:
    """Its first sentence, cut at the margin."""
    assert short_words(text) == words


def test_a_sum_without_programme_is_told_by_its_clause() -> None:
    """A colon in an ordinary clause cuts nothing off."""
    assert programme_words(replace(SUM, programme="", text="工作经费：每年拨付。")) == "工作经费：每年拨付"


def test_what_a_termination_ended_is_no_longer_asked_of_anybody() -> None:
    """Neither side: the family's items are gone, the ended round is counted apart, no service is offered in vain."""
    ended = "已终止：乙方解除合同"
    first, *others = (replace(line, state=ended if place else "逾期236天") for place, line in enumerate(quarters()))
    (row,) = promise_rows([first, *others], TODAY)

    assert row == {"promise": "甲方每季度公布一次（依法终止2次）", "due_on": "2026年3月31日", "promised": "3次",
                   "paid": "0次", "owed": "1次"}  # fmt: skip
    assert list(undertaking_rows([replace(DUTY, due_on=TODAY, state=ended)], TODAY)) == []
    assert standing_words([replace(DUTY, due_on=None, state=ended)]) == ""


def test_a_changed_contract_says_so_and_names_who_answers_now(clerk: Clerk) -> None:
    """C-03, W-13, U-11: the family reads that it has left, that its money is due, and from which office."""
    clerk.done("contract", "terminate", ELDERS, "--on", "2026-07-01", "--oral", "--note", "村主任听本人说的")
    clerk.done("contract", "succeed", "青河镇人民政府", "--to", "青河街道办事处", "--on", "2026-11-10",
               "--because", "省函")  # fmt: skip
    text, _ = page(clerk, ELDERS)

    assert "合同解除日期：2026年7月1日（您提出）；答应您的钱照给。" in text
    assert "钱由青河街道办事处付给您，服务由上坪村村民委员会、青河街道办事处提供。" in text
    assert "核对本户资料" not in text, "the family left"
    assert "合同已经解除，不用再退出；法定奖励不受影响。" in text
    assert "您可以随时退出" not in text, "what has ended nobody can leave"
    assert "免费服务" not in text, "services of a contract that ended are not offered"
    assert "可以要求：查阅和更正记录、答复投诉、保护个人信息、处理信息泄露、补发逾期奖励。" in text


def test_a_family_whose_contract_was_amended_reads_which_one_it_may_leave(clerk: Clerk) -> None:
    """The page of the old paper names the new one, and the review knows the sentence."""
    folder = clerk.folder / "二批"
    clerk.done("draft", "service_contract", clerk.folder / "名册.csv", "--batch", "2026B", "--signing", "2026-03-05",
               "-o", folder)  # fmt: skip
    clerk.done("register", next(folder.glob("*2026B*")), "--signed-on", "2026-03-05", "--only", "1")
    newer = ELDERS.replace("2026A", "2026B")
    clerk.done("contract", "amend", ELDERS, "--to", newer, "--on", "2026-03-05")

    assert f"您可以随时退出新合同{newer}；退出不影响法定奖励。" in page(clerk, ELDERS)[0]
    assert "您可以随时退出合同；退出不影响法定奖励。" in page(clerk, newer)[0]


def test_a_page_on_which_only_money_is_owed_is_printed_too(clerk: Clerk) -> None:
    """Every service was done, the money was not: the office that pays stands there alone, and the page comes out."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        found = statement(ledger, ELDERS, TODAY)
        money = tuple(line for line in found.promises if line.promised_fen is not None)
        desk = press(clerk, ledger)
        (paper,) = desk.issue(pages(desk, OFFICE, [replace(found, promises=money)]))

    assert money
    assert "钱由青河镇人民政府付给您。" in printed((desk.folder / paper.name).read_bytes())


def test_a_page_on_which_nothing_is_owed_any_more_is_printed_too(clerk: Clerk) -> None:
    """All was done or has ended: no office is named, and the review still knows every sentence."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        found = statement(ledger, ALONE, TODAY)
        over = tuple(replace(line, times_done=1, state="已终止：乙方解除合同") for line in found.promises)
        desk = press(clerk, ledger)
        (paper,) = desk.issue(pages(desk, OFFICE, [replace(found, promises=over)]))

    assert "明细见下表。" in printed((desk.folder / paper.name).read_bytes())


@pytest.mark.parametrize(
    ("what", "contract", "words"),
    [
        ("amended", "甲", "变更日期：2026年6月1日；新合同编号：乙。"),
        ("superseded", "甲", "代替日期：2026年6月1日；新合同编号：乙。"),
        ("amended", "乙", "原合同编号：甲（2026年6月1日变更），没有兑现的照给。"),
        ("renewed", "乙", "原合同编号：甲（到期续签），没有兑现的照给。"),
    ],
)
def test_each_version_names_the_other(what: str, contract: str, words: str) -> None:
    """Old and new paper are found from one another."""
    row = {"contract": "甲", "successor": "乙", "what": what, "happened_on": "2026-06-01", "asked_by": ""}
    assert life_words([row], contract) == words


@pytest.mark.parametrize(
    ("newer", "ended", "words"),
    [
        ("甲", None, ""),
        ("甲", "terminated", "合同已经解除，不用再退出；法定奖励不受影响。"),
        ("甲", "expired", "合同已经到期，不用再退出；法定奖励不受影响。"),
        ("乙", None, "您可以随时退出新合同乙；退出不影响法定奖励。"),
        ("乙", "terminated", "新合同乙也已经解除，不用再退出；法定奖励不受影响。"),
        ("乙", "expired", "新合同乙也已经到期，不用再退出；法定奖励不受影响。"),
    ],
)
def test_a_family_is_told_what_it_can_leave(newer: str, ended: Ending | None, words: str) -> None:
    """A contract that runs has the words of the template; of one that another follows, the newest counts."""
    assert leaving_words("甲", newer, ended) == words


def page(clerk: Clerk, contract: str) -> tuple[str, Press]:
    """Print one household's page and return what stands on it."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        (paper,) = desk.issue(pages(desk, OFFICE, [statement(ledger, contract, TODAY)]))
        return printed((desk.folder / paper.name).read_bytes()), desk


def test_the_page_says_what_the_ledger_says(clerk: Clerk) -> None:
    """Owed in all and overdue, three telephones, and no number of anybody."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        asked = statement(ledger, CHILD_2014, TODAY)
    text, _ = page(clerk, CHILD_2014)

    assert (asked.owed_fen, asked.overdue_fen) == (280_00, 100_00)
    for words in ("280元", "100元", CHILD_2014, "0710-5550111", "0710-5550101", "0710-5550102", "王梅珍、陶立志"):
        assert words in text
    for secret in (ROWS[1][2], ROWS[1][5], ROWS[1][3], "陶新雨"):
        assert secret not in text


def test_each_household_has_a_number_of_its_own(clerk: Clerk) -> None:
    """Two households, two papers."""
    assert "青对账〔2026〕1号" in page(clerk, ELDERS)[0]
    assert "青对账〔2026〕2号" in page(clerk, ALONE)[0]


def test_a_page_of_a_contract_that_has_run_out_says_so(clerk: Clerk) -> None:
    """The day after its last: nobody can leave it, and what the law gives stays."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        last = date.fromisoformat(ledger.rows("select ends_on from contracts where number = ?", [ALONE])[0]["ends_on"])
        desk = press(clerk, ledger)
        papers = [
            desk.issue(pages(desk, OFFICE, [statement(ledger, ALONE, day)]))[0] for day in (last, last + timedelta(1))
        ]
    running, over = (printed((desk.folder / paper.name).read_bytes()) for paper in papers)

    assert "您可以随时退出合同；退出不影响法定奖励。" in running
    assert "合同已经到期，不用再退出；法定奖励不受影响。" in over


def test_a_village_without_telephone_is_no_missing_page(clerk: Clerk) -> None:
    """石桥村 has filled none in: the page is refused with what to fill in, not printed with a gap."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        desk = press(clerk, ledger)
        with pytest.raises(InputError) as caught:
            desk.issue(pages(desk, OFFICE, [statement(ledger, ACROSS, TODAY)]))

    assert "村级电话" in caught.value.problems[0].message


AMOUNT = re.compile(r"(?<![\d,.])(\d[\d,]*(?:\.\d\d)?)元")


def fen(text: str) -> int:
    """Read a sum as it is printed."""
    read = parse_fen(text)
    assert read is not None
    return read


@pytest.mark.parametrize("contract", [ELDERS, CHILD_2014, ALONE])
@pytest.mark.parametrize("paid", ["0", "0.01", "99.97"])
def test_page_and_ledger_hold_the_same_figures(clerk: Clerk, contract: str, paid: str) -> None:
    """Both ways: sums of the table against rows asked directly; no amount on the paper is from anywhere else."""
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        rows = ledger.rows(sql_of("statement_lines"), {"as_of": str(TODAY), "contract": contract})
    money = [row for row in rows if row["promised_fen"] is not None and row["side"] != "family"]
    late = [row for row in money if row["due_on"] and row["due_on"] <= str(TODAY)]
    if paid != "0" and late:
        clerk.done("record", "payment", contract, "--obligation", str(late[0]["obligation"]), "--amount", paid,
                   "--voucher", "V-1", "--on", "2026-11-20")  # fmt: skip
    with open_ledger(clerk.folder / "ledger.db") as ledger:
        asked = statement(ledger, contract, TODAY)
        table = list(promise_rows(asked.promises, TODAY))
        desk = press(clerk, ledger)
        (paper,) = desk.issue(pages(desk, OFFICE, [asked]))
        text = printed((desk.folder / paper.name).read_bytes())
        own = ledger.rows(
            "select coalesce(sum(promised_fen), 0) as promised, coalesce(sum(paid_fen), 0) as paid,"
            " coalesce(sum(outstanding_fen), 0) as owed"
            " from obligation_status s join contracts c on c.id = s.contract_id"
            " where c.number = ? and s.side <> 'family' and s.promised_fen is not null", [contract],
        )[0]  # fmt: skip

    sums = [row for row in table if row["promised"].endswith("元")]
    assert {key: sum(fen(row[key]) for row in sums) for key in ("promised", "paid", "owed")} == own
    assert all(cell in text for row in table for cell in row.values()), "what the ledger says is on the page"
    shown = {found.group() for found in AMOUNT.finditer(text)}
    known = {cell for row in table for cell in row.values()} | {yuan(asked.owed_fen), yuan(asked.overdue_fen)}
    assert shown <= {found.group() for cell in known for found in AMOUNT.finditer(cell)}, "nothing else is"
    assert asked.owed_fen == own["owed"]
