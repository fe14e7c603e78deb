"""The last thing on the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from contracts.model import Problem
from ledger.demo.batches import Intake
from ledger.demo.summary import Debt, Made, Outcome, debts, left_open, summary
from ledger.demo.year import AS_OF
from ledger.obligations import due
from ledger.store import Ledger


def intake(village: str, *messages: str) -> Intake:
    """Return a village's roster with faults of these words."""
    return Intake(
        village=village,
        sent=Path(f"{village}.xlsx"),
        corrected=Path(f"{village}_已改正.xlsx"),
        families=2,
        faults=tuple(Problem(where="花名册!C8", message=message, hint="请核对") for message in messages),
        dropped=("避孕措施",),
    )


OUTCOME = Outcome(
    folder=Path("out"),
    as_of=date(2026, 11, 20),
    intakes=(
        intake("上坪村", "身份证号校验位不对", "没有姓名"),
        intake("石桥村", "身份证号校验位不对", "没有这一天"),
        intake("东湾村", "电话号码不对"),
    ),
    made=(Made(what="计划生育服务合同", count=248, where="service_contract_2026A 至 D"),),
    obligations=7642,
    entries=1625,
    debts=(
        Debt(owed_by="青河镇人民政府", what="独生子女父母奖励费", owed_to=12, fen=1_100_00, overdue_days=20),
        Debt(owed_by="东湾村村民委员会", what="告知当年政策", owed_to=10, fen=None, overdue_days=143),
    ),
    left_open=36,
)


def test_it_says_what_was_made_how_many_and_where() -> None:
    """The reader opens the folder next."""
    text = summary(OUTCOME)

    assert "3 个村，6 户" in text
    assert "计划生育服务合同   248  service_contract_2026A 至 D" in text
    assert "7642 项" in text


def test_it_names_three_faults_of_different_kinds_from_different_files() -> None:
    """Five faults, three shown; none of them is said to have been repaired."""
    text = summary(OUTCOME)

    assert "读出 5 处错误，一处也没有替人改" in text
    assert text.count("花名册!C8") == 3
    assert "石桥村.xlsx 花名册!C8：没有这一天" in text


def test_it_says_what_the_office_still_owes_to_how_many_and_how_late() -> None:
    """Sums before tasks, and what families left open is no debt."""
    text = summary(OUTCOME)

    assert "钱 1,100元，事 1 类" in text
    assert text.index("独生子女父母奖励费") < text.index("告知当年政策")
    assert "20天" in text
    assert "36 项没有办：不算违约" in text


def test_it_ends_with_commands_to_try() -> None:
    """They name the folder and the day of the story."""
    last = summary(OUTCOME).splitlines()[-4:]

    assert last[0].strip() == "shouyue --office out due --by 2026-11-20 --as-of 2026-11-20 --owed-by office"
    assert "ledger verify" in last[-2]
    assert "verify" in last[-1]
    assert "年终材料/2026年_截至2026-11-20" in last[-1]


def test_the_debts_told_are_the_debts_of_the_ledger(lived: Ledger) -> None:
    """No sum is lost between the ledger and the screen."""
    told = debts(lived, AS_OF)
    owed = [item for item in due(lived, by=AS_OF, as_of=AS_OF, owed_by="office") if item.overdue_days]

    assert sum(debt.fen or 0 for debt in told) == sum(item.outstanding_fen or 0 for item in owed) > 0
    assert any(debt.fen is None for debt in told)


def test_a_voluntary_item_is_counted_apart(lived: Ledger) -> None:
    """It is never overdue and never a debt."""
    assert left_open(lived, AS_OF) == len(due(lived, by=AS_OF, as_of=AS_OF, owed_by="family"))
