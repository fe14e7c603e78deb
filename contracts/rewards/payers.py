"""Which level or employer pays what part of an instalment."""

from __future__ import annotations

from datetime import date

from contracts.model import Payer
from contracts.rewards.claims import Case, holding
from contracts.rewards.facts import NAMES, Claimant, Facts
from contracts.rewards.months import month_of
from contracts.rewards.programme_packs import Programme, Share
from contracts.rewards.shares import split


def payers_of(case: Case, month: int, fen: int, who: Claimant = "household") -> tuple[Payer, ...]:
    """Return the payers of a sum owed to ``who``, by the shares that hold in a month; the parts add up to it.

    None where the shares are not on record. An employer that is not known is noted in the case as missing.
    """
    here = holding(case, case.programme.sharing, month)
    shares = here[0].shares if here else ()
    if not shares:
        return ()
    weights = [share.weight if share.weight is not None else share.fen or 0 for share in shares]
    sums: dict[str, int] = {}
    for share, part in zip(shares, split(fen, weights), strict=True):
        name = _payer_name(case, share, month, who)
        sums[name] = sums.get(name, 0) + part
    return tuple(Payer(name=name, amount_fen=part) for name, part in sums.items())


def old_payers(
    programme: Programme, fen: int, *, promised_on: date, place: str, due_on: date | None = None
) -> tuple[Payer, ...]:
    """Return who pays a sum of an old contract; they add up to it.

    What is paid once is shared as on the day it was promised (W-06); what is paid year by year, or month by month, as
    in the year it fell due (W-02), or as on the day of the promise where the sheet names no day.

    None where the shares are not on record, an employer is among them (an old sheet names none), or fixed sums do not
    make up what was promised: who pays is then not known.
    """
    case = Case(programme, Facts(promised_on=promised_on), promised_on, promised_on, place)
    month = month_of(promised_on if programme.unit == "once" else due_on or promised_on)
    here = holding(case, programme.sharing, month)
    shares = here[0].shares if here else ()
    fixed = [share.fen for share in shares if share.fen is not None]
    if any(share.employer for share in shares) or (fixed and sum(fixed) != fen):
        return ()
    return payers_of(case, month, fen)


def _payer_name(case: Case, share: Share, month: int, who: Claimant) -> str:
    """Return who pays a share: for an employer that is no more, its successor (W-13)."""
    adult = who if share.employer == "payee" else share.employer
    if adult is None or adult == "household":
        return share.name
    own = case.facts.employer_of(adult, month)
    if own is None:
        hint = f"在名册“{NAMES[adult]}工作单位”一栏填写单位名称；没有单位或者单位已不存在的填“无”"
        case.missing(f"{NAMES[adult]}工作单位没有填写", hint)
        return share.name
    other = case.facts.employer_of("husband" if adult == "wife" else "wife", month)
    return own or (other if share.other_first else "") or share.successor
