"""The lawful ways in which a promise ends without being kept: a closed list.

An office's promise does not end because the law changed or because the family left: rewards of families
from before a change go on (Population and Family Planning Law 2021, articles 31 and 32).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.model import Side
from contracts.rewards.programme_packs import EXITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """One reason. ``sides``: whose promises may end by it. ``money``: whether an office's sums may.

    ``from_the_start``: the promise was never due, so also what fell due before goes. ``by_change``: only a change
    of the contract ends promises so, after it was seen that the new paper promises no less.
    """

    label: str
    sides: tuple[Side, ...] = ("office", "family", "unit")
    money: bool = True
    from_the_start: bool = False
    by_change: bool = False


ENDINGS: dict[str, Ending] = {
    **{code: Ending(label=label, from_the_start=code == "wrongly_confirmed") for code, label in EXITS.items()},
    "law_changed_family_burden": Ending(label="法律修改，家庭负担取消", sides=("family", "unit")),
    "terminated_by_family": Ending(label="乙方解除合同", money=False),
    "terminated_by_agreement": Ending(label="双方协商解除合同", money=False),
    "carried_over": Ending(label="由新合同承接", by_change=True),
    "promised_twice": Ending(label="另一份合同已作同样约定", from_the_start=True),
    "contract_expired": Ending(label="合同期满", money=False),
}
"""Reason code → what it may end (domain table of exit codes, §5.3, and the life of a contract)."""
_FORMER = {
    "became_urban": "urban", "gained_child": "family_changed", "has_employee_pension": "employee_pension",
    "recovered": "no_longer_qualifies",
}  # fmt: skip
"""Codes that older entries hold → the same reason by the name that programmes have for it."""


def reason_now(code: str) -> str:
    """Return a recorded reason by its present code."""
    return _FORMER.get(code, code)


def label_of(code: str) -> str:
    """Return a recorded reason in words; what is no code is in words already."""
    ending = ENDINGS.get(reason_now(code))
    return ending.label if ending else code


def objection(
    reason: str, *, side: Side, due_on: date | None, amount_fen: int | None, ended_on: date
) -> tuple[str, str] | None:
    """Return why a promise cannot end for this reason, and what to do; ``None`` where it can."""
    ending = ENDINGS.get(reason)
    if ending is None:
        known = "、".join(f"{code}（{item.label}）" for code, item in ENDINGS.items())
        return f"“{reason}”不是终止原因代码", f"只用：{known}"
    if side not in ending.sides:
        return (
            f"“{ending.label}”不能终止办事单位的承诺",
            "办事单位应继续兑现（《人口与计划生育法》第31、32条）；只终止家庭一方的义务",
        )
    if side == "office" and amount_fen is not None and not ending.money:
        return (
            f"“{ending.label}”不影响已经承诺的奖励",
            "应付的钱继续支付；资格发生变化的，用相应的退出原因记录",
        )
    if side == "office" and due_on and due_on <= ended_on and not ending.from_the_start:
        return (
            f"这项义务 {due_on} 已经到期，不能因 {ended_on} 的“{ending.label}”终止",
            "到期未付的仍应支付给本人或者继承人；只终止以后到期的部分",
        )
    return None


def earned_before(
    reason: str, *, side: Side, label: str, amount_fen: int | None, outstanding_fen: int, ended_on: date
) -> tuple[str, str] | None:
    """Return why a sum may not end whole, and what to do: the event falls into the time it is for, nothing was paid.

    The months up to the event stay due to the person or the heirs (domain §5.3); a clerk says which part ends.
    ``None`` where the whole rest may end: another year, a part was paid, or the promise was never due.
    """
    ending = ENDINGS[reason]
    if side != "office" or amount_fen is None or ending.from_the_start or ending.by_change:
        return None
    if not label.startswith(f"{ended_on.year}年") or outstanding_fen < amount_fen:
        return None
    return (
        f"{label}的这笔钱，{ended_on} 以前的月份已经应得，不能随“{ending.label}”整笔终止",
        "月份或者规定不清楚，算不出：用 --amount 写明终止多少；规定见 shouyue reward show 项目，应得的照付本人或继承人",
    )
