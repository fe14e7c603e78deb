"""``shouyue contract show``: all that is on record about one contract, for whoever sits at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from contracts.commands.options import DATE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.i18n import in_english, known, told
from contracts.listing import PAGE_WIDTH, Listing, wrapped
from contracts.numerals import yuan
from ledger.commands.desk import opened
from ledger.commands.known import refuse_unknown
from ledger.commands.titles import SEATS
from ledger.commands.unmasking import note_whole, shown_as, whole_on_request

if TYPE_CHECKING:
    from ledger.dossiers import Fact

_COLUMNS = (
    ("part", "部分"), ("ordinal", "条"), ("what", "事项"), ("who", "谁"), ("payee", "付给"), ("happened_on", "日期"),
    ("state", "情况"), ("promised_fen", "应给（元）"), ("paid_fen", "已给（元）"), ("owed_fen", "还欠（元）"),
    ("id", "编号"), ("note", "备注"),
)  # fmt: skip
_MARGIN = "      "
_COMMA = {False: "，", True: ", "}


@click.command("show")
@click.argument("contract")
@click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况，默认今天")
@whole_on_request
@listing_options
@pass_session
def show_contract(session: Session, contract: str, as_of: date | None, *, why: str, output: Output) -> None:
    """显示一份合同：当事人、双方的承诺和情况、变更、违约、记账、出过的纸件、条款。

    家庭的姓名隐去一部分，经办人写的备注不显示；要写全的，用 --unmasked --because。
    家庭的证件号、电话、账号从不显示。

    例：shouyue contract show 429999101201-计服-2026A-001
    """
    from ledger.dossiers import dossier

    asked = {"contract": contract, "as_of": as_of}
    with opened(session, read_only=not why) as ledger:
        refuse_unknown(session, ledger, {"contract": contract})
        found = dossier(ledger, contract, as_of or session.today, name=shown_as(why))
        note_whole(session, ledger, "contract show", asked, why=why, rows=1)
    rows = tuple(_cells(fact, why=why) for fact in found.facts)
    screen = _page(f"{found.number}　{known(found.title)}", found.facts, why=why)
    output.show(Listing(columns=_COLUMNS, rows=rows), contract, screen)


def _cells(fact: Fact, *, why: str) -> tuple[str | int | None, ...]:
    return (
        fact.part,
        fact.ordinal,
        SEATS.get(fact.what, fact.what),
        fact.who or None,
        fact.payee or None,
        fact.on,
        fact.state or None,
        fact.promised_fen,
        fact.paid_fen,
        fact.owed_fen,
        fact.id,
        (fact.note or None) if why else None,
    )


def _page(title: str, facts: Sequence[Fact], *, why: str) -> Iterator[str]:
    """Yield the contract as a clerk reads it: part by part, a heading with the sums over what was promised."""
    yield title
    for part, group in groupby(facts, key=lambda fact: fact.part):
        items = tuple(group)
        yield ""
        yield known(part) if part == "违约" else f"{known(part)}{_sums(items)}"
        for _, alike in groupby(items, key=lambda fact: _alike(fact, noted=bool(why))):
            yield from _lines(tuple(alike), why=why)


def _sums(items: Sequence[Fact]) -> str:
    """Return what the promises of a part come to; nothing where there is no money in them."""
    money = [fact for fact in items if fact.promised_fen is not None]
    if not money:
        return ""
    promised, paid, owed = (
        sum(getattr(fact, key) or 0 for fact in money) for key in ("promised_fen", "paid_fen", "owed_fen")
    )
    ended = promised - paid - owed
    if ended:
        return told(f"：应给 {yuan(promised)}，已给 {yuan(paid)}，终止 {yuan(ended)}，还欠 {yuan(owed)}")
    return told(f"：应给 {yuan(promised)}，已给 {yuan(paid)}，还欠 {yuan(owed)}")


def _alike(fact: Fact, *, noted: bool) -> tuple[object, ...]:
    """Return what the quarters of one service share: one line on the screen is enough for them."""
    own = fact.promised_fen is not None or fact.paid_fen is not None or (noted and fact.note)
    alone = fact.id if own else None
    return fact.part, fact.ordinal, fact.what, fact.who, fact.payee, fact.state, alone


def _lines(alike: Sequence[Fact], *, why: str) -> Iterator[str]:
    """Yield one fact, or several alike, in lines of the screen's width: what, who, when and how it stands."""
    fact = alike[0]
    number = [told(f"第{fact.ordinal}条")] if fact.ordinal else []
    what = " ".join([*number, known(SEATS.get(fact.what, fact.what))])
    days = dict.fromkeys(item.on for item in alike if item.on)
    ids = "、".join(str(item.id) for item in alike if item.id)
    payee = told(f"付给{fact.payee}") if fact.payee else ""
    about = [known(fact.who), payee, "、".join(days), told(fact.state), *_sum(fact), told(f"编号 {ids}") if ids else ""]
    if fact.part == "条款":
        about = []
    note = [fact.note] if why else []
    first, *rest = wrapped(_COMMA[in_english()].join(filter(None, [what, *about, *note])), PAGE_WIDTH - len(_MARGIN))
    yield f"  {first}"
    yield from (f"{_MARGIN}{line}" for line in rest)


def _sum(fact: Fact) -> Iterator[str]:
    if fact.promised_fen is None:
        yield from [] if fact.paid_fen is None else [yuan(fact.paid_fen)]
        return
    yield told(f"应给 {yuan(fact.promised_fen)}")
    if fact.paid_fen:
        yield told(f"已给 {yuan(fact.paid_fen)}")
    if ended := fact.promised_fen - (fact.paid_fen or 0) - (fact.owed_fen or 0):
        yield told(f"终止 {yuan(ended)}")
    if fact.owed_fen:
        yield told(f"还欠 {yuan(fact.owed_fen)}")
