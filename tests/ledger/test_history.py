"""Old contracts in the ledger: burdens lapse, promises stay due, deposits go back with interest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cli import SHANGHAI
from contracts.errors import LedgerError
from contracts.kinds import load_kinds, shipped_folder
from contracts.past.history import old_contracts
from contracts.past.history_sheet import read_history
from contracts.past.interest import Interest, interest
from contracts.sheets import read_sheets
from ledger.entries import record_ending, record_payment
from ledger.history import HistoryRegistered, register_history
from ledger.obligations import balance, due
from ledger.publishing.documents import copy_of
from ledger.publishing.household_page import promise_rows, undertaking_rows
from ledger.publishing.press import Press
from ledger.publishing.statements import statement
from ledger.query import ask
from ledger.store import Ledger
from ledger.verify import verify
from tests.conftest import Run
from tests.contracts.old_papers import (
    CLAUSES,
    HEADINGS,
    HEADS,
    N1998,
    N2006,
    N2012,
    N2018,
    TODAY,
    contracts,
    desk,
    rows,
    sheet,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=SHANGHAI)
BODIES = re.compile("上环|结扎|手术|孕|节育")


def entered(
    ledger: Ledger, tmp_path: Path, *clauses: tuple[str, ...], dry_run: bool = False, by: str = "张会计"
) -> HistoryRegistered:
    """Register the invented old contracts, or those clauses."""
    template = desk().kind.template_path("zh_CN").read_bytes()
    return register_history(
        ledger, contracts(tmp_path, *clauses), template=template, sheet_sha256="a" * 64, by=by, now=NOW,
        dry_run=dry_run,
    )  # fmt: skip


@pytest.fixture
def old(ledger: Ledger, tmp_path: Path) -> Ledger:
    """Return a ledger with the four old contracts."""
    entered(ledger, tmp_path)
    return ledger


def copied(ledger: Ledger, tmp_path: Path, number: str) -> str:
    """Return the words at the end of a certified copy, after printing it."""
    press = Press(ledger=ledger, kinds=load_kinds(shipped_folder()), folder=tmp_path / "副本", by="张会计", now=NOW)
    (paper,) = press.issue(copy_of(press, number))
    return "\n".join(paper.draft.closing)


def test_rewards_stay_due_since_the_day_they_were_promised_for(old: Ledger) -> None:
    """Offices' own lateness, in days; what was paid with a voucher is not asked again."""
    late = {
        (item.contract, item.due_on): (item.overdue_days, item.outstanding_fen)
        for item in due(old, by=TODAY, as_of=TODAY, owed_by="office")
        if item.overdue_days
    }

    assert late == {
        (N1998, date(1998, 12, 31)): ((TODAY - date(1998, 12, 31)).days, 60_00),
        (N2006, date(2006, 12, 31)): ((TODAY - date(2006, 12, 31)).days, 1000_00),
        (N2012, date(2012, 12, 31)): ((TODAY - date(2012, 12, 31)).days, 3000_00),
        (N2018, date(2018, 12, 31)): ((TODAY - date(2018, 12, 31)).days, 2000_00),
    }


def test_a_familys_burden_ended_on_the_day_after_its_basis(old: Ledger) -> None:
    """As of the day before, it was still there."""
    states = {line.ordinal: line.state for line in statement(old, N2006, TODAY).undertakings}
    before = {line.ordinal: line.state for line in statement(old, N2006, date(2015, 12, 31)).undertakings}
    ended = old.rows(
        "select c.number, e.happened_on from entries e join contracts c on c.id = e.contract_id"
        " where e.what = 'ending' order by e.id"
    )

    assert states == dict.fromkeys((1, 4), "已终止：法律修改，家庭负担取消")
    assert before == dict.fromkeys((1, 4), "随时可以要求")
    assert [tuple(row.values()) for row in ended] == [
        (N2006, "2016-01-01"), (N2006, "2021-08-20"), (N2012, "2021-09-09"), (N2018, "2021-08-20"),
    ]  # fmt: skip


def test_no_family_owes_anything_today(old: Ledger) -> None:
    """What was void never bound, what had a basis has lost it."""
    assert due(old, by=date(2100, 1, 1), as_of=TODAY, owed_by="family") == ()
    open_now = "select count(*) as n from obligation_status where side = 'family' and is_open"
    assert old.rows(open_now) == [{"n": 0}]


def test_deposits_are_owed_at_once_with_interest_to_the_day_that_is_known(old: Ledger) -> None:
    """Who, how much, receipt, taken on, interest, paid on (row U-06)."""
    found = ask(old, "deposits_to_refund", {"as_of": TODAY}, unmasked=True)
    expected = interest(2000_00, taken_on=date(2006, 3, 8), until=TODAY)

    assert isinstance(expected, Interest)
    shown = [(row["owed_to"], row["refund_fen"], row["receipt"], row["taken_on"], row["paid_on"]) for row in found]
    assert shown == [
        ("田秀兰、陈大山", 500_00, "0001877", "1998-05-12", None),
        ("阮桂英、罗建军", 2000_00, "00231", "2006-03-08", None),
        ("方小梅", 1000_00, None, None, None),
    ]
    assert [row["village"] for row in found] == ["上坪村", "石桥村", "上坪村"]
    assert found[1]["interest_fen"] == expected.amount_fen
    assert found[1]["outstanding_fen"] == 2000_00 + expected.amount_fen
    labels = {item.obligation: item.label for item in due(old, by=TODAY, as_of=TODAY)}
    assert f"算至{expected.until.year}年" in labels[found[1]["interest_obligation"]]


def test_interest_that_cannot_be_known_is_owed_without_a_sum_and_said_so(ledger: Ledger, tmp_path: Path) -> None:
    """Nothing is invented, nothing is forgotten."""
    done = entered(ledger, tmp_path)
    (row,) = ask(ledger, "deposits_to_refund", {"as_of": TODAY, "village": "上坪村"})[1:]
    listed = {item.obligation: item for item in due(ledger, by=TODAY, as_of=TODAY)}

    assert row["interest_fen"] is None
    assert listed[row["interest_obligation"]].outstanding_fen is None
    assert "待查明后计算" in listed[row["interest_obligation"]].label
    assert any("O14" in note.where and "收取日不详" in note.message and note.hint for note in done.notes)


def test_a_refund_is_paid_like_any_debt(old: Ledger) -> None:
    """The register shows when, and what is left."""
    (row, *_) = ask(old, "deposits_to_refund", {"as_of": TODAY})
    with old.write(by="张会计", now=NOW) as tx:
        record_payment(tx, row["obligation"], happened_on=TODAY, amount_fen=500_00, voucher="2026-88")
    found = ask(old, "deposits_to_refund", {"as_of": TODAY})
    (paid,) = [item for item in found if item["obligation"] == row["obligation"]]

    assert (paid["paid_on"], paid["paid_fen"]) == (TODAY.isoformat(), 500_00)
    assert paid["outstanding_fen"] == paid["interest_fen"]


def test_what_was_paid_back_long_ago_is_entered_with_its_voucher(ledger: Ledger, tmp_path: Path) -> None:
    """Interest runs to the day of the refund and no further."""
    clause = (N2006, "1", "乙方交押金1000元。", "乙方", "1000", "2006-03-08", "1", "已退还 2007-03-08 凭证号7")
    entered(ledger, tmp_path, clause)
    (row,) = ask(ledger, "deposits_to_refund", {"as_of": TODAY})
    expected = interest(1000_00, taken_on=date(2006, 3, 8), until=date(2007, 3, 8))

    assert isinstance(expected, Interest)
    assert (row["paid_on"], row["paid_fen"]) == ("2007-03-08", 1000_00)
    assert row["interest_fen"] == row["outstanding_fen"] == expected.amount_fen


def test_promised_is_paid_and_ended_and_outstanding_for_every_programme(old: Ledger) -> None:
    """The law of conservation holds with history in the books."""
    sums = {row.programme: row for row in balance(old, TODAY) if row.side == "office"}

    assert all(row.promised_fen == row.paid_fen + row.ended_fen + row.outstanding_fen for row in sums.values())
    assert sum(row.promised_fen for row in balance(old, TODAY) if row.programme == "deposit_refund") == 3500_00
    assert verify(old) == ()


def test_a_change_of_law_cannot_end_what_the_office_owes(old: Ledger) -> None:
    """Neither a reward nor a refund."""
    for programme in ("deposit_refund", "measures_reward"):
        (row, *_) = old.rows("select id from obligations where programme = ?", [programme])
        with pytest.raises(LedgerError), old.write(by="张会计", now=NOW) as tx:
            record_ending(tx, row["id"], reason="law_changed_family_burden", happened_on=TODAY)


def test_a_contract_is_entered_once_and_a_sheet_whole_or_not_at_all(ledger: Ledger, tmp_path: Path) -> None:
    """The number that is there already stops the sheet, and says so."""
    entered(ledger, tmp_path, *(item for item in CLAUSES if item[0] == N2006))
    with pytest.raises(LedgerError) as caught:
        entered(ledger, tmp_path)

    assert [problem.where for problem in caught.value.problems] == [N2006]
    assert ledger.rows("select count(*) as n from contracts") == [{"n": 1}]


def test_other_brackets_do_not_make_another_contract(ledger: Ledger, tmp_path: Path) -> None:
    """The same number in half-width signs is the same contract, in the sheet and in the ledger."""
    entered(ledger, tmp_path, *(item for item in CLAUSES if item[0] == N2006))
    HEADS["青计合(2006) 112号"] = HEADS[N2006]
    with pytest.raises(LedgerError) as caught:
        entered(ledger, tmp_path, ("青计合(2006) 112号", "1", "本合同一式两份。"))

    assert N2006 in caught.value.problems[0].message


def test_a_trial_run_keeps_nothing(ledger: Ledger, tmp_path: Path) -> None:
    """It says what would be owed."""
    done = entered(ledger, tmp_path, dry_run=True)

    assert (done.promised_fen, done.refund_fen, done.lapsed) == (6_120_00, 3_500_00, 4)
    assert ledger.rows("select count(*) as n from contracts") == [{"n": 0}]


def test_nothing_about_bodies_is_anywhere_in_the_ledger(old: Ledger) -> None:
    """Not in a term, a label, a note, a draft or a review; the names of public rules aside."""
    for table in ("contracts", "terms", "obligations", "entries", "events"):
        for row in old.rows(f"select * from {table}"):
            assert not BODIES.search(" ".join(str(value) for value in row.values())), (table, row)


def test_a_copy_names_what_binds_nobody_since_when_and_by_which_article(old: Ledger, tmp_path: Path) -> None:
    """It is printed although today's review refuses the clauses."""
    words = copied(old, tmp_path, N2006)

    assert "第一条自2016年1月1日起失去依据，不再约束任何人" in words
    assert "（原依据：《人口与计划生育法》（2002-09-01 版）第18条" in words
    assert "第三条自始无效，不约束任何人（依据：《人口与计划生育法》（2021-08-20 版）第4条" in words
    assert "第四条自2021年8月20日起失去依据" in words
    assert "第二条里办事单位承诺的事项继续履行，承诺的奖励照付" in words
    assert "依照第三条收取的款项应当退还，并支付资金占用利息" in words
    assert "第五条" not in words
    assert "原件于2006年3月8日签订" in words


def test_a_copy_says_of_unkept_words_by_which_rule_they_bind_nobody(old: Ledger, tmp_path: Path) -> None:
    """And that a reward stays although its condition was void."""
    assert "第二条自始无效，不约束任何人（依据：《人口与计划生育法》（2021-08-20 版）第4、19、20条" in copied(
        old, tmp_path, N1998
    )
    assert "第三条签订时没有查到依据" in copied(old, tmp_path, N2018)
    assert "第二条所附的条件自始无效，奖励照付" in copied(old, tmp_path, N2012)


VILLAGES = ("--village", "上坪村=429999101201", "--village", "石桥村=429999101202")


def office(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make an office folder, stand in it, and put the sheet there."""
    run("--operator", "张会计", "init", "青河镇", "--name", "青河镇人民政府", "--code", "429999101", *VILLAGES)
    monkeypatch.chdir(tmp_path / "青河镇")
    sheet(tmp_path / "青河镇", rows(*CLAUSES))


def test_a_clerk_registers_asks_and_copies(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the sheet to the copy in the family's hand."""
    office(run, tmp_path, monkeypatch)
    tried = run("register", "--history", "旧合同.csv", "--dry-run")
    done = run("register", "--history", "旧合同.csv")

    assert (tried.exit_code, done.exit_code) == (0, 0), done.stderr
    assert tried.stdout == ""
    assert "试运行：可以登记 4 份旧合同" in tried.stderr
    assert "已登记 4 份旧合同：办事单位承诺 6,120元，应退 3,500元" in done.stdout
    assert "四舍五入到分" in done.stderr
    assert "法释〔2023〕13号" in done.stderr
    assert "收取日不详" in done.stderr
    assert "0001877" in run("query", "deposits_to_refund", "--json").stdout
    assert f"{N2006}" in run("due", "--owed-by", "office", "--json").stdout
    copy = run("copy", N2006)
    assert copy.exit_code == 0, copy.stderr
    assert (tmp_path / "青河镇" / copy.stdout.strip()).is_file()
    assert run("ledger", "verify").exit_code == 0


def test_a_second_time_and_a_faulty_sheet_change_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 5 for what is there already, exit 3 with every cell for what cannot be used."""
    office(run, tmp_path, monkeypatch)
    run("register", "--history", "旧合同.csv")
    again = run("register", "--history", "旧合同.csv")
    content = rows(*CLAUSES)
    content[0]["合同编号"], content[1]["合同编号"] = "青计合新号", "青计合新号"
    content[0]["日期"], content[0]["女方姓名"] = "", "田某某"
    (folder := tmp_path / "另").mkdir()
    faulty = run("register", "--history", sheet(folder, content))

    assert (again.exit_code, again.stderr.count("不要重复登记；从表里删去")) == (5, 4)
    assert faulty.exit_code == 3
    assert "旧合同!E2" in faulty.stderr


def test_batch_and_history_are_not_mixed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong usage is said so (exit 2)."""
    office(run, tmp_path, monkeypatch)

    assert run("register").exit_code == 2
    assert run("register", ".", "--history", "旧合同.csv").exit_code == 2
    assert run("register", ".").exit_code == 2
    assert run("register", "--history", "旧合同.csv", "--signed-on", "2026-01-01").exit_code == 2


def test_draft_refuses_the_kind_with_article_and_lawful_way(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit 4, today and with an old date."""
    office(run, tmp_path, monkeypatch)
    for more in ((), ("--signing", "2006-03-08")):
        result = run("draft", "historical_contract", "旧合同.csv", "--batch", "2026A", *more)

        assert result.exit_code == 4
        assert "第4、31条" in result.stderr
        assert "shouyue copy" in result.stderr


def test_the_empty_sheet_has_the_headings_that_are_read(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A clerk need not invent them; a second sheet says how each is filled in."""
    office(run, tmp_path, monkeypatch)
    result = run("roster", "columns", "historical_contract", "-o", "空白.xlsx")
    page, _ = read_sheets(tmp_path / "青河镇" / "空白.xlsx")

    assert result.exit_code == 0
    assert tuple(next(iter(page.rows()))[1]) == HEADINGS


def test_an_office_may_bring_newer_rates(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then interest runs to today and nothing is left open."""
    office(run, tmp_path, monkeypatch)
    (tmp_path / "青河镇" / "rates.toml").write_text(
        'known_until = 2026-11-22\n[[rates]]\nfrom = 2025-06-20\npercent = "3.00"\ntable = "LPR"\n', encoding="utf-8"
    )
    result = run("register", "--history", "旧合同.csv")

    assert result.exit_code == 0
    assert "利率没有收录" not in result.stderr
    assert "算至2026年11月22日" in run("due", "--json").stdout


def test_a_household_is_told_what_it_gets_and_not_reminded_of_what_lapsed(old: Ledger) -> None:
    """Its statement names clauses by number, not by words that are void today."""
    found = statement(old, N2006, TODAY)
    promised = " ".join(row["promise"] for row in promise_rows(found.promises, TODAY))

    assert "计划生育奖励费（历史项目）（原第二条）" in promised
    assert "退还原第三条所收款项" in promised
    assert "保证金" not in promised
    assert list(undertaking_rows(found.undertakings, TODAY)) == []


@pytest.mark.parametrize("district", ["420117", "420116"])
def test_an_old_reward_is_owed_by_the_levels_that_share_it(ledger: Ledger, tmp_path: Path, district: str) -> None:
    """W-06: 60/40 in one district, 600 + 400 in the other, from the promise to what is still owed after a payment."""
    at = desk()
    villages = tuple(replace(item, division_code=district + item.division_code[6:]) for item in at.office.villages)
    there = replace(at.office, division_code=f"{district}101", villages=villages)
    clauses = rows((N2006, "1", "甲方给予乙方双女户奖励1000元。", "甲方", "1000", "2006-12-31"))
    old = old_contracts(read_history(sheet(tmp_path, clauses)), replace(at, office=there))
    template = at.kind.template_path("zh_CN").read_bytes()
    register_history(ledger, old, template=template, sheet_sha256="a" * 64, by="张会计", now=NOW)
    with ledger.write(by="张会计", now=NOW) as tx:
        (owed,) = tx.rows("select id from obligations where side = 'office'")
        record_payment(tx, owed["id"], happened_on=TODAY, amount_fen=500_00, voucher="记-7")

    found = {
        row["payer"]: (row["promised_fen"], row["paid_fen"], row["outstanding_fen"])
        for row in ask(ledger, "balance_by_side", {"as_of": TODAY})
    }
    assert found == {"区级财政": (600_00, 300_00, 300_00), "镇级财政": (400_00, 200_00, 200_00)}
    assert verify(ledger) == ()
