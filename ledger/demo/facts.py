"""What was entered on each day of the story: kept, kept late, not kept; by the office, the villages, families.

Each function writes the facts of one day and yields them. Nothing here is by chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from ledger.demo.duties import YEAR, Duty, dated, mover, payments
from ledger.demo.township import every
from ledger.entries import Entry, record_breach, record_ending, record_fulfilment, record_payment, retract
from ledger.store import Transaction

_SIGNED_ON = date(YEAR, 3, 5)
_NEW_YEAR, _NEW_YEARS_EVE = date(YEAR, 1, 1), date(YEAR, 12, 31)
_SLOW_VILLAGE = "柳林村"
_SILENT_VILLAGE = "东湾村"
_WRONG_VOUCHER, _RIGHT_VOUCHER = "青财奖〔2026〕910号", "青财奖〔2026〕019号"


def copies_delivered(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """Families get their own copy within ten working days; one village is not quite done."""
    in_time = [duty for duty in _copies(known) if not _is_slow(duty)]
    return _done(tx, in_time, date(YEAR, 3, 17))


def spring(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """Most families check their record with the village; the first quarter is posted."""
    for duty in dated(known, "yearly_check", _NEW_YEAR, date(YEAR, 3, 31)):
        if not every(7, duty.row):
            day = date(YEAR, 3, 9) + timedelta(days=duty.row % 20)
            yield record_fulfilment(tx, duty.id, happened_on=day, note="电话核对" if duty.row % 2 else "到村核对")
    yield from _done(tx, dated(known, "payout_disclosure", _NEW_YEAR, date(YEAR, 3, 31)), date(YEAR, 3, 30))


def late_copies(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """The copies that were still missing arrive three weeks late."""
    return _done(tx, filter(_is_slow, _copies(known)), date(YEAR, 4, 9), note="补送")


def half_year(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """Families are told of the year's programmes, the villages get their funds; one of them waits."""
    last = date(YEAR, 6, 30)
    told = (duty for duty in dated(known, "policy_notice", _NEW_YEAR, last) if not _is_untold(duty))
    yield from _done(tx, told, date(YEAR, 6, 12), note="入户告知")
    yield from _done(tx, dated(known, "payout_disclosure", date(YEAR, 4, 1), last), date(YEAR, 6, 29))
    yield from _village_work(tx, known, _NEW_YEAR, last)
    yield from _done(tx, dated(known, "training", _NEW_YEAR, last), date(YEAR, 5, 21), note="业务培训")
    for number, duty in enumerate(_funds(known), 1):
        if duty.village != _SLOW_VILLAGE:
            yield _paid(tx, duty, date(YEAR, 6, 18), f"青财拨〔{YEAR}〕{number:03d}号")


def late_funds(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """The last village gets its funds six weeks late."""
    for duty in _funds(known):
        if duty.village == _SLOW_VILLAGE:
            yield _paid(tx, duty, date(YEAR, 8, 11), f"青财拨〔{YEAR}〕007号", note="迟拨，已向村说明原因")


def family_moves(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """A family moves to another province: what was earned is paid, what would come later ends lawfully."""
    moved_on, moving = date(YEAR, 8, 18), mover(known)
    if moving is None:
        return
    earned = moving.fen // 2
    yield record_payment(tx, moving.id, happened_on=moved_on, amount_fen=earned, voucher=f"青财奖〔{YEAR}〕001号")
    later = [duty for duty in known if duty.contract == moving.contract and duty.programme == moving.programme]
    for duty in later:
        yield record_ending(tx, duty.id, reason="moved_out", happened_on=moved_on, note="迁出证明已核对")


def support_paid(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """Support for parents past sixty is paid, except where it comes late or not yet."""
    for number, duty in enumerate(payments(known, "reward_support").punctual, 1):
        yield _paid(tx, duty, date(YEAR, 9, 24), f"青财扶〔{YEAR}〕{number:03d}号")


def autumn(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """The third quarter is posted in three villages; the fourth forgets it."""
    first, last = date(YEAR, 7, 1), date(YEAR, 9, 30)
    yield from _done(tx, dated(_not_silent(known), "payout_disclosure", first, last), date(YEAR, 9, 28))
    yield from _village_work(tx, _not_silent(known), first, last)


def rewards_paid(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """The yearly reward is paid with its voucher numbers, the first one copied wrongly; October's village work."""
    for number, duty in enumerate(payments(known, "only_child_reward").punctual, 19):
        voucher = _WRONG_VOUCHER if number == 19 else f"青财奖〔{YEAR}〕{number:03d}号"  # noqa: PLR2004
        yield _paid(tx, duty, date(YEAR, 10, 20), voucher)
    yield from _village_work(tx, _not_silent(known), date(YEAR, 10, 1), date(YEAR, 10, 31))


def late_payments(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """What was late is paid late, and stays late in the ledger."""
    late = (*payments(known, "reward_support").late, *payments(known, "only_child_reward").late)
    for number, duty in enumerate(late, 1):
        yield _paid(tx, duty, date(YEAR, 11, 9), f"青财补〔{YEAR}〕{number:03d}号", note="迟发，已向本户说明原因")


def breaches(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """Each side breaks its word once: the township does not pay, a village is silent, a family claims twice."""
    found_on = date(YEAR, 11, 11)
    rewards = payments(known, "only_child_reward")
    for duty in rewards.unpaid[:1]:
        yield record_breach(
            tx, duty.contract, party="party_c", term=str(duty.ordinal), obligation=duty.id, found_on=found_on,
            found_how="本户电话催告，镇财政所核对发放名单后确认没有发放",
        )  # fmt: skip
    third_quarter = dated(known, "payout_disclosure", date(YEAR, 9, 30), date(YEAR, 9, 30))
    for duty in [duty for duty in third_quarter if duty.village == _SILENT_VILLAGE][:1]:
        yield record_breach(
            tx, duty.contract, party="party_a", term=duty.code, obligation=duty.id, found_on=found_on,
            found_how="村民反映第三季度发放情况没有公布，镇里到公开栏查看属实",
        )  # fmt: skip
    for duty in rewards.punctual[-1:]:
        yield record_breach(
            tx, duty.contract, party="party_b", term="family_breach", found_on=found_on,
            found_how="县里比对发放名单，同一份奖励在两地申领；本户说明情况并退回重复的一份",
        )  # fmt: skip


def voucher_corrected(tx: Transaction, known: Sequence[Duty]) -> Iterator[Entry]:
    """The wrong voucher number is withdrawn and entered again; both stay visible."""
    wrong = tx.rows("select id, obligation_id from standing_entries where voucher = ?", [_WRONG_VOUCHER])
    by_id = {duty.id: duty for duty in known}
    for row in wrong:
        yield retract(tx, row["id"], because="凭证号抄错，应为019号")
        yield _paid(tx, by_id[row["obligation_id"]], date(YEAR, 10, 20), _RIGHT_VOUCHER)


def _done(tx: Transaction, duties: Iterable[Duty], day: date, note: str = "") -> Iterator[Entry]:
    for duty in duties:
        yield record_fulfilment(tx, duty.id, happened_on=day, note=note)


def _paid(tx: Transaction, duty: Duty, day: date, voucher: str, note: str = "") -> Entry:
    return record_payment(tx, duty.id, happened_on=day, amount_fen=duty.fen, voucher=voucher, note=note)


def _village_work(tx: Transaction, known: Sequence[Duty], first: date, last: date) -> Iterator[Entry]:
    """Yield what the villages did for the township: meetings and publicity, each by its day."""
    for code in ("publicity", "meetings"):
        for duty in dated(known, code, first, last):
            yield record_fulfilment(tx, duty.id, happened_on=max(_SIGNED_ON, duty.due - timedelta(days=2)))


def _copies(known: Sequence[Duty]) -> Iterator[Duty]:
    return dated(known, "copy_delivered", _NEW_YEAR, _NEW_YEARS_EVE)


def _funds(known: Sequence[Duty]) -> Iterator[Duty]:
    return dated(known, "work_funds", _NEW_YEAR, _NEW_YEARS_EVE)


def _not_silent(known: Sequence[Duty]) -> list[Duty]:
    return [duty for duty in known if duty.village != _SILENT_VILLAGE]


def _is_slow(duty: Duty) -> bool:
    return duty.village == _SLOW_VILLAGE and every(3, duty.row)


def _is_untold(duty: Duty) -> bool:
    return duty.village == _SILENT_VILLAGE and every(6, duty.row)
