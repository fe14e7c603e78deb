"""The ladder of offices (A-09): warned, under special supervision, followed up, normal again; one rung at a time.

A rung that was entered wrongly is withdrawn, the last one first, and stays on record with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ledger.assessing.assessment import refused
from ledger.assessing.withdrawing import withdrawable, withdrawals
from ledger.faults import Faults
from ledger.store import Ledger, Transaction
from ledger.wording import forbidden_words

STANDINGS = {"normal": "正常", "yellow_card": "黄牌警告", "special_supervision": "重点管理", "followed_up": "追踪"}
_STEPS = {
    "normal": ("yellow_card",), "yellow_card": ("normal", "special_supervision"),
    "special_supervision": ("followed_up",), "followed_up": ("normal", "special_supervision"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One rung of the ladder as recorded; ``standing`` is a code of :data:`STANDINGS`, the last one is today's.

    ``withdrawn`` is the reason why it counts no more, ``None`` while it counts.
    """

    id: int
    division_code: str
    standing: str
    happened_on: date
    because: str
    case_number: str
    withdrawn: str | None


def record_standing(
    tx: Transaction, division_code: str, standing: str, *, happened_on: date, because: str, case_number: str = "",
    unit: str = "",
) -> str:  # fmt: skip
    """Move an office one rung on the ladder of A-09. Returns the standing in Chinese; a refusal says its ``unit``.

    Raises:
        LedgerError: No such standing, a leap over a rung, no reason, a day to come or before the last rung, words
            that may not be kept.
    """
    where = unit or division_code
    code = next((key for key, label in STANDINGS.items() if standing in {key, label}), None)
    now = standing_of(tx, division_code)
    faults = Faults()
    if code is None or code not in _STEPS[now]:
        ways = "、".join(STANDINGS[item] for item in _STEPS[now])
        faults.add(refused(where, f"现在是“{STANDINGS[now]}”，不能改为“{standing}”", f"下一步可以是：{ways}"))
    if not because.strip():
        faults.add(refused(where, "没有写明原因", "写明为什么"))
    if happened_on.isoformat() > tx.day:
        faults.add(refused(where, f"日期 {happened_on} 晚于今天", "核对日期"))
    before = [item.happened_on for item in standings(tx, division_code) if item.withdrawn is None]
    if before and happened_on < before[-1]:
        faults.add(refused(where, f"“{STANDINGS[now]}”是 {before[-1]} 记的，这一步不能更早", "核对 --on"))
    if words := forbidden_words(f"{because} {case_number}"):
        faults.add(refused(where, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    faults.refuse()
    assert code is not None  # noqa: S101 - else it was refused
    row = {"division_code": division_code, "standing": code, "happened_on": happened_on.isoformat(),
           "because": because.strip(), "case_number": case_number.strip()}  # fmt: skip
    tx.record("standing_changed", division_code, {"standing": code}, {"office_standings": [row]})
    return STANDINGS[code]


def standing_of(ledger: Ledger | Transaction, division_code: str) -> str:
    """Return the code of an office's standing; ``normal`` where nothing is on record."""
    found = [rung for rung in standings(ledger, division_code) if rung.withdrawn is None]
    return found[-1].standing if found else "normal"


def standings(
    ledger: Ledger | Transaction, division_code: str | None = None, *, as_of: date = date.max
) -> tuple[Standing, ...]:
    """Return every rung that offices were put on by a day, in the order recorded, those withdrawn too (A-09).

    One that was withdrawn after that day stands as it stood then.
    """
    found = ledger.rows(
        "select o.id, o.division_code, o.standing, o.happened_on, o.because, o.case_number, w.because as withdrawn"
        f" from office_standings o {withdrawals('rung_withdrawals', 'rung_id', 'o.id')}"
        " where o.happened_on <= :day and (:code is null or o.division_code = :code) order by o.id",
        {"code": division_code, "day": as_of.isoformat()},
    )
    return tuple(Standing(**row | {"happened_on": date.fromisoformat(row["happened_on"])}) for row in found)


def withdraw_standing(tx: Transaction, number: int, *, because: str) -> Standing:
    """Withdraw a rung that was entered wrongly; the office stands where it stood before. Returns it as it was.

    Raises:
        LedgerError: No such rung, withdrawn before, later rungs of the office that stand, no reason, or words that
            may not be kept.
    """
    rungs = standings(tx)
    found = next((rung for rung in rungs if rung.id == number), None)
    after = [rung for rung in rungs if found and rung.id > number and rung.division_code == found.division_code]
    later = [rung.id for rung in after if rung.withdrawn is None]
    look = "用 shouyue assess standings 查看"
    known = withdrawable(f"第 {number} 号变动", found, because, look=look, later=later)
    row = {"rung_id": number, "because": because.strip()}
    tx.record("standing_withdrawn", known.division_code, {}, {"rung_withdrawals": [row]})
    return known
