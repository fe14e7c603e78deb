"""``shouyue certificate list`` and ``show``: every number, what became of it, and who holds it."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import click

from contracts.commands.options import Output, as_of_option, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import tell
from contracts.listing import Listing
from ledger.commands.desk import opened
from ledger.commands.unmasking import note_whole, shown_as, whole_on_request

if TYPE_CHECKING:
    from ledger.publishing.certificates import Certificate

_COLUMNS = (
    ("kind", "文种"), ("number", "证号"), ("holder", "持证人"), ("village", "村"), ("state", "状态"),
    ("issued_on", "发证日期"), ("ended_on", "终止日期"), ("original_number", "原证号"), ("successor", "新证号"),
    ("sheets", "印了几张"),
)  # fmt: skip
_SEATS = (("seat", "座次"), ("number", "证号"), ("holder", "领取单位或个人"), ("state", "状态"))
_STEPS = (
    ("happened_on", "日期"), ("step", "事项"), ("received_by", "领取人"), ("because", "原因"), ("law", "依据"),
    ("told_on", "告知日期"), ("by", "经办人"),
)  # fmt: skip


@click.command("list")
@click.option("--kind", metavar="KIND", help="只列这个文种")
@click.option("--state", type=click.Choice(["taken", "printed", "issued", "voided", "replaced", "revoked"]),
              help="只列这个状态：已取号、已印、已发、作废、已换、撤销")  # fmt: skip
@click.option("--village", metavar="NAME", help="只列这个村")
@click.option("--ceremony", metavar="NAME", help="列出这次会的座次表，按座次")
@as_of_option
@whole_on_request
@listing_options
@pass_session
def list_certificates(
    session: Session,
    kind: str | None,
    state: str | None,
    village: str | None,
    ceremony: str | None,
    as_of: date | None,
    *,
    why: str,
    output: Output,
) -> None:
    """列出证件；每个号都有去向。清单里没有孩次、证件号和子女资料，姓名隐去一部分。

    例：shouyue certificate list --ceremony 2026年总结会 --xlsx 座次.xlsx
    """
    from ledger.publishing.certificates import SKIPPED, STATES, register, seated

    asked = {"kind": kind, "state": state, "village": village, "ceremony": ceremony, "as_of": as_of}
    with opened(session, read_only=not why) as ledger:
        name = shown_as(why, ledger)
        placed = seated(ledger, ceremony, as_of) if ceremony else ()
        held = () if ceremony else register(ledger, as_of=as_of, kind=kind, state=state, village=village)
        note_whole(session, ledger, "certificate list", asked, why=why, rows=len(placed) + len(held))
    if ceremony:
        seats = tuple((seat, one.number, name(one.holder), STATES[one.state]) for seat, one in placed)
        output.show(Listing(columns=_SEATS, rows=seats), f"{ceremony}座次表")
        return
    found = [one if one.holder == SKIPPED else dataclasses.replace(one, holder=name(one.holder)) for one in held]
    rows = tuple(
        (
            one.kind, one.number, one.holder, one.village, STATES[one.state], str(one.issued_on or "") or None,
            one.ended_on, one.original_number, one.successor, one.sheets,
        )
        for one in found
    )  # fmt: skip
    screen = (line for one in found for line in _shown(one))
    output.show(Listing(columns=_COLUMNS, rows=rows), "证件", screen)


@click.command("show")
@click.argument("number")
@whole_on_request
@listing_options
@pass_session
def show(session: Session, number: str, *, why: str, output: Output) -> None:
    """显示一个证号的全部经过：每一步、原因、依据、经办人，用的空白证。领证人的姓名隐去一部分。

    例：shouyue certificate show 429999101-荣-2026-0001
    """
    from ledger.publishing.certificates import SKIPPED, STEPS, certificate, steps_of
    from ledger.publishing.forms import FATES, forms_of

    with opened(session, read_only=not why) as ledger:
        name = shown_as(why, ledger)
        found = certificate(ledger, number)
        steps = steps_of(ledger, number)
        forms = [f"  空白证 {form.written}　{FATES[form.fate]}" for form in forms_of(ledger, found)]
        note_whole(session, ledger, "certificate show", {"number": number}, why=why, rows=1)
    one = found if found.holder == SKIPPED else dataclasses.replace(found, holder=name(found.holder))
    rows = tuple(
        (step["happened_on"], STEPS[step["step"]], name(step["received_by"]) or None, step["because"] or None,
         f"《{step['law']}》第{step['article']}条" if step["law"] else None, step["told_on"], step["actor"])
        for step in steps
    )  # fmt: skip
    lines = [*_shown(one), *(f"  {'　'.join(str(cell) for cell in row if cell)}" for row in rows), *forms]
    if output.is_screen:  # one that was only printed has no step yet, and is on record all the same
        for line in lines:
            tell(line)
    else:
        output.show(Listing(columns=_STEPS, rows=rows), number)


def _shown(one: Certificate) -> list[str]:
    """Return a certificate in a line or two of the screen."""
    from ledger.publishing.certificates import STATES

    days = [f"{one.issued_on} 发出"] if one.issued_on else []
    days += [f"{one.ended_on} 终止"] if one.ended_on else []
    chain = [f"原证号 {one.original_number}"] if one.original_number else []
    chain += [f"新证号 {one.successor}"] if one.successor else []
    lines = [f"{one.number}　{one.holder}　{STATES[one.state]}"]
    return lines + ([f"  {'　'.join([*days, *chain])}"] if days or chain else [])
