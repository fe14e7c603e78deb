"""What becomes of a breach of either side: notice, working days to make it good, cured, excused, disputed, remedied.

The lateness of an office is not entered here or anywhere: it follows from the days (``overdue_obligations``), and
stands first. Remedies are a closed list: nothing of a family may be withheld, fined or published.

Source: Civil Code (2020-05-28), articles 509, 525 to 527, 563, 577 to 585, 590; Population and Family Planning Law
(2021-08-20), article 31.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from contracts.dates import ESTIMATED, working_days_after
from contracts.errors import LawError, LedgerError
from contracts.model import Citation, Finding, Problem
from ledger.faults import Faults
from ledger.store import Row, Transaction
from ledger.wording import forbidden_words

CURE_DAYS = 15
"""Working days to make a breach good where the paper names none."""

_LEAST_FOR_FAMILY = 10
_CIVIL_CODE = date(2020, 5, 28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """What may follow from a breach, against which sides, by which article of the Civil Code."""

    label: str
    sides: tuple[str, ...]
    article: str


REMEDIES = {
    "perform": Remedy(label="继续履行", sides=("office", "unit", "family"), article="577"),
    "make_good": Remedy(label="采取补救措施", sides=("office", "unit", "family"), article="582"),
    "pay_interest": Remedy(label="支付逾期利息", sides=("office", "unit"), article="579、584"),
    "compensate": Remedy(label="赔偿损失", sides=("office", "unit"), article="584"),
    "apologise": Remedy(label="书面说明并道歉", sides=("office", "unit"), article="582"),
}
"""Remedies the law allows; money is never asked of a family."""

UNLAWFUL = {
    "fine": "对乙方罚款。", "liquidated_damages": "要求乙方支付违约金。", "forfeit_deposit": "没收乙方押金。",
    "withhold_reward": "扣发乙方奖励扶助金。", "withhold_certificate": "不予办理乙方子女的出生证明。",
    "stop_benefits": "停发乙方其他待遇。", "publish": "公开曝光乙方。",
}  # fmt: skip
"""What clerks may still ask for, as a clause: the rules say why it is refused, with the article."""

EXCUSES = {
    "force_majeure": "不可抗力（《民法典》第590条）",
    "other_side_first": "对方应先履行而没有履行（《民法典》第525、526条）",
    "law_changed": "法律修改，义务取消",
    "not_of_its_own": "并非本方的原因",
}
"""Grounds on which a breach is excused; a change of law excuses no office (:func:`excuse`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as recorded; ``cure_by`` only of a notice. ``note`` warns where the calendar did not reach."""

    id: int
    step: str
    entry: int
    contract: str
    happened_on: date
    cure_by: date | None = None
    note: str = ""


def serve_notice(tx: Transaction, entry: int, *, on: date, how: str, days: int = CURE_DAYS) -> Step:
    """Record that the party in breach was told, and until when it may make good. The day of service is not counted.

    Args:
        tx: The open transaction.
        entry: The breach.
        on: Day of service.
        how: How the notice was served, and to whom.
        days: Working days to make good; a family has at least ten.

    Raises:
        LedgerError: No standing breach of that number, closed before, no words on how, too few days, or a notice
            of the same day on record.
        LawError: The notice threatens with what the law does not allow.
    """
    faults = Faults()
    breach = _known(tx, entry, faults)
    _refuse_unlawful(breach, how, on)
    if breach["side"] == "family" and days < _LEAST_FOR_FAMILY:
        faults.add(_refused(breach, f"给家庭的期限 {days} 个工作日太短", f"至少 {_LEAST_FOR_FAMILY} 个工作日"))
    ends = working_days_after(on, days)
    columns = {"cure_days": days, "cure_by": ends.day.isoformat(), "is_estimated": int(ends.estimated)}
    return _step(tx, breach, "notice_served", on=on, note=how, columns=columns,
                 told=ESTIMATED if ends.estimated else "", cure_by=ends.day, faults=faults)  # fmt: skip


def record_cure(tx: Transaction, entry: int, *, on: date, how: str) -> Step:
    """Record that the party in breach has made it good; within its time or later, both count."""
    faults = Faults()
    return _step(tx, _known(tx, entry, faults), "cured", on=on, note=how, faults=faults)


def excuse(tx: Transaction, entry: int, *, on: date, ground: str, how: str) -> Step:
    """Record that nobody answers for a breach.

    Raises:
        LedgerError: A ground that is not one of :data:`EXCUSES`.
        LawError: An office pleads that the law has changed: what it promised it still owes.
    """
    faults = Faults()
    breach = _known(tx, entry, faults)
    if ground == "law_changed" and breach["side"] == "office":
        raise LawError("没有记录。", [_new_law_frees_no_office(breach)])
    if ground not in EXCUSES:
        known = "、".join(f"{code}（{words}）" for code, words in EXCUSES.items())
        faults.add(_refused(breach, f"“{ground}”不是免责事由代码", f"只用：{known}"))
    return _step(tx, breach, "excused", on=on, note=how, columns={"code": ground}, faults=faults)


def dispute(tx: Transaction, entry: int, *, on: date, how: str) -> Step:
    """Record that the party denies the breach; nothing is done about it until that is settled.

    Raises:
        LedgerError: As for every step; or it is denied already.
    """
    faults = Faults()
    return _step(tx, _known(tx, entry, faults), "disputed", on=on, note=how, faults=faults)


def appeal(tx: Transaction, entry: int, *, on: date, how: str) -> Step:
    """Record that the matter went to reconsideration, a court or mediation."""
    faults = Faults()
    return _step(tx, _known(tx, entry, faults), "appealed", on=on, note=how, faults=faults)


def remedy(tx: Transaction, entry: int, *, on: date, kind: str, how: str) -> Step:
    """Record what followed from a breach, after notice and the time to make it good.

    Raises:
        LedgerError: A remedy nobody knows, no notice, time left, a dispute or appeal that is open.
        LawError: A remedy that may not be asked of this side, or of nobody (:data:`UNLAWFUL`), or words that threaten
            with one.
    """
    faults = Faults()
    breach = _known(tx, entry, faults)
    _refuse_unlawful(breach, UNLAWFUL.get(kind, how), on)
    if kind not in REMEDIES:
        known = "、".join(f"{code}（{item.label}）" for code, item in REMEDIES.items())
        faults.add(_refused(breach, f"“{kind}”不是补救方式代码", f"只用：{known}"))
    elif breach["side"] and breach["side"] not in REMEDIES[kind].sides:
        raise LawError("没有记录。", [_against_a_family(breach, REMEDIES[kind])])
    if breach["side"]:
        faults.of(lambda: _refuse_untimely(breach, _steps(tx, entry), on))
    return _step(tx, breach, "remedied", on=on, note=how, columns={"code": kind}, faults=faults)


def withdraw_step(tx: Transaction, step: int, *, because: str) -> Step:
    """Withdraw a step recorded in error; it stays visible.

    Raises:
        LedgerError: No such step, withdrawn before, no reason.
    """
    found = tx.rows("select entry_id from standing_breach_steps where id = ?", [step])
    breach, faults = {**_NONE, "number": f"步骤 {step}"}, Faults()
    if found:
        breach = _breach(tx, found[0]["entry_id"], closed=True)
    else:
        faults.add(_refused(breach, "没有这一步，或者已经撤回", "用 shouyue contract show 合同编号 查看"))
    on = date.fromisoformat(tx.day)
    return _step(tx, breach, "withdrawn", on=on, note=because, columns={"withdraws": step}, faults=faults)


_OPEN_SANCTIONS = {"CN-OPEN-SANCTION", "CN-OPEN-PUBLISH", "CN-OPEN-MONEY"}
_GIVEN_BACK = re.compile("退还|返还|退回|退给")
_CLOSED = {"cured": "已经改正", "excused": "已经免责", "remedied": "已经补救"}


_NONE: Row = {"id": None, "side": "", "happened_on": ""}
"""Stands for a breach that the ledger has not, so that what else is wrong can be told with it."""


def _known(tx: Transaction, entry: int, faults: Faults) -> Row:
    return faults.of(lambda: _breach(tx, entry)) or {**_NONE, "number": f"记录 {entry}"}


def _breach(tx: Transaction, entry: int, *, closed: bool = False) -> Row:
    found = tx.rows(
        "select e.id, e.side, e.happened_on, c.number from standing_entries e join contracts c on c.id = e.contract_id"
        " where e.id = ? and e.what = 'breach'", [entry],
    )  # fmt: skip
    if not found:
        raise _refused({"number": f"记录 {entry}"}, "不是一条有效的违约记录", "用 shouyue breach list 查笔号")
    ended = next((row["step"] for row in _steps(tx, entry) if row["step"] in _CLOSED), None)
    if ended and not closed:
        raise _refused(found[0], f"这项违约{_CLOSED[ended]}", "记错的先撤回那一步")
    return found[0]


def _steps(tx: Transaction, entry: int) -> list[Row]:
    return tx.rows("select * from standing_breach_steps where entry_id = ? order by happened_on, id", [entry])


def _step(
    tx: Transaction, breach: Row, step: str, *, on: date, note: str, columns: Row | None = None, told: str = "",
    cure_by: date | None = None, faults: Faults | None = None,
) -> Step:  # fmt: skip
    faults = faults or Faults()
    if not note.strip():
        faults.add(_refused(breach, "没有写明情况", "写明怎样送达、怎样改正、依据什么"))
    if words := forbidden_words(note):
        faults.add(_refused(breach, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    if not breach["happened_on"] <= on.isoformat() <= tx.day:
        outside = f"日期 {on} 不在发现日 {breach['happened_on']} 至今天 {tx.day} 之间"
        faults.add(_refused(breach, outside if breach["side"] else f"日期 {on} 晚于今天", "核对日期"))
    faults.of(lambda: _refuse_out_of_turn(tx, breach, step, on))
    faults.refuse()
    (row_id,) = tx.ids("breach_steps", 1)
    row = {"id": row_id, "entry_id": breach["id"], "step": step, "happened_on": on.isoformat(), "is_estimated": 0,
           "code": "", "note": note, **(columns or {})}  # fmt: skip
    tx.record(f"breach_{step}", breach["number"], {"entry": breach["id"]}, {"breach_steps": [row]})
    return Step(id=row_id, step=step, entry=breach["id"], contract=breach["number"], happened_on=on,
                cure_by=cure_by, note=told)  # fmt: skip


_STEPS = {"notice_served": "送达通知", "disputed": "对方有异议", "appealed": "已申诉"}
_WORDS = {**_STEPS, **_CLOSED}


def _refuse_out_of_turn(tx: Transaction, breach: Row, step: str, on: date) -> None:
    """Refuse a step before the last one, one that stands already, and a second denial while one is open.

    What was closed on a day before a notice would stand as open again after it.
    """
    known = _steps(tx, breach["id"])
    if step != "withdrawn" and known and on.isoformat() < known[-1]["happened_on"]:
        last = known[-1]
        message = f"{on} 早于已记的“{_WORDS[last['step']]}”{last['happened_on']}（第 {last['id']} 步）"
        raise _refused(breach, message, "按日期先后记；那一步记错的先用 shouyue breach retract 撤回")
    if step not in _STEPS:
        return
    same = [row for row in known if row["step"] == step and row["happened_on"] == on.isoformat()]
    is_open = bool(known) and known[-1]["step"] == step != "notice_served"
    if same or is_open:
        row = same[0] if same else known[-1]
        message = f"{row['happened_on']} 已经记过“{_STEPS[step]}”（第 {row['id']} 步：{row['note']}）"
        raise _refused(breach, message, "不用再记；那一步记错的先用 shouyue breach retract 撤回")


def _refuse_untimely(breach: Row, steps: Sequence[Row], on: date) -> None:
    """Refuse a remedy before notice, before the time to make good is over, and while a denial or appeal is open."""
    notice = next((row for row in reversed(steps) if row["step"] == "notice_served"), None)
    faults = Faults()
    if notice is None:
        faults.add(_refused(breach, "还没有送达通知", "先用 shouyue breach notice 送达，给对方改正的时间"))
    elif on.isoformat() <= notice["cure_by"]:
        faults.add(_refused(breach, f"改正期限到 {notice['cure_by']}，还没有过", "期满没有改正再记"))
    if steps and steps[-1]["step"] in {"disputed", "appealed"}:
        hint = "异议成立的记免责 excused；不成立的重新送达通知，期满再记"
        faults.add(_refused(breach, "对方有异议或已申诉，还没有结果", hint))
    faults.refuse()


def _refuse_unlawful(breach: Row, text: str, on: date) -> None:
    """Refuse words by which a fine, a deduction or a threat would come into the ledger as a remedy.

    Of a family nothing may be asked that the rules leave open either. An office may give back what was taken.
    """
    from contracts.judging.review import judge

    of_family = breach["side"] == "family"
    found = judge(text, party_bound="family" if of_family else "office", as_of=on)
    refused = found.verdict in {"void", "obsolete"} or (of_family and found.rule in _OPEN_SANCTIONS)
    if refused and (of_family or not _GIVEN_BACK.search(text)):
        hint = "只能请对方继续履行、采取补救措施；办事单位还可以付逾期利息、赔偿、书面道歉"
        where = f"{breach['number']}“{text.removesuffix('。')}”"
        raise LawError("没有记录。", [replace(found, where=where, text="", verdict="void", hint=hint)])


def _against_a_family(breach: Row, item: Remedy) -> Finding:
    cite = (
        Citation(law="人口与计划生育法", version=date(2021, 8, 20), article="31"),
        Citation(law="民法典", version=_CIVIL_CODE, article="153"),
    )
    return Finding(
        rule="BREACH-FAMILY", verdict="void", where=str(breach["number"]), text="",
        message=f"不得要求家庭“{item.label}”", hint="只能请其继续履行或者补救；奖励照付，不扣减", cite=cite,
    )  # fmt: skip


def _new_law_frees_no_office(breach: Row) -> Finding:
    cite = (
        Citation(law="人口与计划生育法", version=date(2021, 8, 20), article="31"),
        Citation(law="民法典", version=_CIVIL_CODE, article="509"),
        Citation(law="民法典", version=_CIVIL_CODE, article="577"),
    )
    return Finding(
        rule="BREACH-NEW-LAW", verdict="void", where=str(breach["number"]), text="",
        message="办事单位的承诺不因法律修改而终止，违约也不因此免责",
        hint="照约履行，做到了记改正 cured；确有不可抗力等事由的，用那一个事由并写明依据", cite=cite,
    )  # fmt: skip


def _refused(about: Row, message: str, hint: str) -> LedgerError:
    where = str(about["number"])
    return LedgerError(f"{where}：{message}，没有记录。", [Problem(where=where, message=message, hint=hint)])
