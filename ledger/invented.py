"""What a county has beside its families' contracts, invented for a big ledger, so that every question has an answer.

A fund; villages' agreements with score sheets; certificates; refunds of old deposits; breaches made good; contracts
that families left.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from contracts.model import Draft, Party, Person, Term
from ledger.pieces import Piece, Promise, Village, keep, paper, promise, term
from ledger.store import Transaction

FUND = ("县", "县级奖励扶助专项")
"""A payer, and the pot from which his shares are paid from :data:`FUNDED_FROM` on."""
FUNDED_FROM = 2020

_CERTIFICATE_EACH, _REFUND_EACH, _BREACH_EACH, _LEFT_EACH = 100, 1000, 500, 250
_ITEMS = ("奖励费兑现率", "奖扶资金到位率", "统计准确率", "服务覆盖率", "群众满意率")
_DUTIES = (
    Term(code="meetings", ordinal=1, section="主要工作", owed_by="party_b", owed_to="party_a",
         text="乙方每年公布一次奖励扶助的发放户数、总金额和尚未兑现的户数及原因。"),
    Term(code="settlement", ordinal=2, section="考核兑现", owed_by="party_a", owed_to="party_b",
         text="甲方在次年二月底以前公布考核结果并兑现奖励。"),
)  # fmt: skip
_DEPOSIT = Term(
    code="clause_1", ordinal=1, section="原合同条款", owed_by="party_a", owed_to="party_b", programme="deposit_refund",
    text="乙方签订合同时交押金贰佰元，期满退还。",
)  # fmt: skip


def fund(tx: Transaction, piece: Piece) -> None:
    """Add the county's pot for reward support."""
    payer, name = FUND
    piece.put(tx, "funds", name=name, payer=payer, programme="reward_support", purpose="发放奖励扶助金",
              payees="family", starts_on=f"{FUNDED_FROM}-01-01", basis="示财〔2020〕1号")  # fmt: skip


def agreement(tx: Transaction, piece: Piece, number: int, year: int, village: Village, *, is_open: bool) -> None:
    """Add a village's agreement of a year with a score sheet for each quarter and for the year.

    All are signed by both and settled, unless ``is_open``: then the year's sheet waits for its second signature.
    """
    seats = {"party_a": village.township, "party_b": village.committee}
    draft = Draft(
        kind="village_responsibility_agreement", kind_version=1, family="agreement", locale="zh_CN",
        number=f"{village.code}-责任-{year}-{number:06}", title="人口和计划生育服务目标管理责任书", batch=f"{year}",
        row=number, place=village.code, signing_on=date(year, 1, 5), starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31), terms=_DUTIES, parties=(
            Party(role="party_b", type="village_committee", name=f"{village.name}村民委员会",
                  division_code=village.code),
        ),
    )  # fmt: skip
    contract = paper(tx, piece, draft, village, seats)
    for said, due_on in zip(_DUTIES, (f"{year}-12-31", f"{year + 1}-02-28"), strict=True):
        made = Promise(
            contract=contract, term=term(tx, piece, contract, said), side="office", owed_by=seats[said.owed_by],
            owed_to=seats[said.owed_to], village=village.name, due_on=due_on,
        )  # fmt: skip
        obligation = promise(tx, piece, made)
        if said.code != "settlement" or not is_open:
            keep(tx, piece, obligation, made, due_on)
    for period, starts_on, ends_on in _periods(year):
        _sheet(
            tx, piece, (contract, village.committee), (period, starts_on, ends_on), both=period != "year" or not is_open
        )


def _periods(year: int) -> Iterator[tuple[str, date, date]]:
    for month in (1, 4, 7, 10):
        after = date(year + month // 10, (month + 2) % 12 + 1, 1)
        yield "quarter", date(year, month, 1), after - timedelta(days=1)
    yield "year", date(year, 1, 1), date(year, 12, 31)


def _sheet(tx: Transaction, piece: Piece, whose: tuple[int, int], when: tuple[str, date, date], *, both: bool) -> None:
    (contract, committee), (period, starts_on, ends_on) = whose, when
    sheet = piece.put(tx, "score_sheets", contract_id=contract, party_id=committee, period=period,
                      starts_on=starts_on.isoformat(), ends_on=ends_on.isoformat(), total_hundredths=100_00,
                      because="")  # fmt: skip
    for ordinal, item in enumerate(_ITEMS, 1):
        piece.put(tx, "score_lines", sheet_id=sheet, ordinal=ordinal, indicator=item, target="100%",
                  weight_hundredths=20_00, scoring="每低1个百分点扣1分", method="quantitative", actual="98%",
                  shortfall_hundredths=2_00, deduction_hundredths=2_00 * (contract % 3), evidence="台账",
                  sampled_at="")  # fmt: skip
    for role, name in (("assessor", "示范考核员"), ("assessed", "示范村主任"))[: 2 if both else 1]:
        piece.put(tx, "score_signatures", sheet_id=sheet, role=role, name=name, signed_on=ends_on.isoformat())


def closings(tx: Transaction, piece: Piece, years: Iterable[int]) -> None:
    """Close every quarter: all its sheets are signed."""
    for year in years:
        for period, starts_on, ends_on in _periods(year):
            if period == "quarter":
                piece.put(tx, "period_closings", period=period, starts_on=starts_on.isoformat(),
                          ends_on=ends_on.isoformat())  # fmt: skip


def certificate(
    tx: Transaction, piece: Piece, number: int, contract: int, family: int, year: int, village: Village
) -> None:
    """Add a certificate for one family in a hundred: half of them in the older register, half in today's."""
    if number % _CERTIFICATE_EACH:
        return
    said, day = f"示证{number:07}", f"{year}-03-01"
    if number // _CERTIFICATE_EACH % 2:
        piece.put(tx, "certificates", series=village.code[:9], number=said, event="issued", contract_id=contract,
                  party_id=family, happened_on=day, because="")  # fmt: skip
        return
    entered = piece.put(tx, "certificate_numbers", kind="only_child_certificate", series=village.code[:9], number=said,
                        holder="", village=village.name, contract_id=contract, party_id=family)  # fmt: skip
    piece.put(tx, "certificate_steps", number_id=entered, step="entered", happened_on=day, received_by="", because="")


def refund(
    tx: Transaction, piece: Piece, number: int, family: int, year: int, village: Village, names: tuple[str, str],
    *, is_open: bool,
) -> None:  # fmt: skip
    """Add an old contract with a deposit for one family in a thousand, paid back unless ``is_open``."""
    if number % _REFUND_EACH:
        return
    label = "第一条押金"
    seats = {"party_a": village.committee, "party_b": family}
    draft = Draft(
        kind="historical_contract", kind_version=1, family="record", locale="zh_CN", number=f"示旧-{number:06}",
        title="计划生育合同（旧合同登记）", batch="旧", row=number, place=village.code, signing_on=date(2009, 5, 1),
        terms=(_DEPOSIT,), facts=((f"receipt {label}", f"示据{number}"), (f"taken_on {label}", "2009-05-01")),
        parties=(Party(role="party_b", type="couple", name="、".join(names), persons=(
            Person(role="wife", name=names[0]), Person(role="husband", name=names[1]))),),
    )  # fmt: skip
    contract = paper(tx, piece, draft, village, seats)
    made = Promise(
        contract=contract, term=term(tx, piece, contract, _DEPOSIT), side="office", owed_by=village.committee,
        owed_to=family, village=village.name, due_on=f"{year}-06-01", label=label, programme="deposit_refund",
        shares=(("村", 200_00),),
    )  # fmt: skip
    obligation = promise(tx, piece, made)
    if not is_open:
        keep(tx, piece, obligation, made, f"{year}-06-01")


def stir(
    tx: Transaction, piece: Piece, number: int, contract: int, term_id: int, village: Village, year: int,
    *, is_open: bool,
) -> None:  # fmt: skip
    """Add a breach of the committee in one contract of five hundred, and let one family of 250 leave at its wish.

    The breach was notified and made good, unless ``is_open``.
    """
    if number % _BREACH_EACH == 1:
        breach = piece.put(tx, "entries", what="breach", contract_id=contract, term_id=term_id,
                           party_id=village.committee, side="office", happened_on=f"{year}-07-01",
                           note="群众反映没有协助填写")  # fmt: skip
        piece.put(tx, "breach_steps", entry_id=breach, step="notice_served", happened_on=f"{year}-07-05", cure_days=10,
                  cure_by=f"{year}-07-19", is_estimated=0, code="", note="当面送达")  # fmt: skip
        if not is_open:
            piece.put(tx, "breach_steps", entry_id=breach, step="cured", happened_on=f"{year}-07-10", is_estimated=0,
                      code="", note="已上门补办")  # fmt: skip
    if number % _LEFT_EACH == 2:  # noqa: PLR2004 - other families than those above
        piece.put(tx, "contract_changes", what="terminated", contract_id=contract, happened_on=f"{year}-11-01",
                  asked_by="family", form="written", note="")  # fmt: skip
