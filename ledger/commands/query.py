"""``shouyue query``: named questions about the ledger, persons masked unless a reason is given."""

from __future__ import annotations

from datetime import date

import click

from contracts.commands.options import Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.listing import Listing
from ledger.commands.desk import opened

_QUESTIONS = (("name", "名称"), ("title", "问题"), ("parameters", "参数"))


@click.command("query")
@click.argument("name", required=False)
@click.option("--set", "given", multiple=True, metavar="KEY=VALUE", help="参数，如 village=上坪村；日期默认今天")
@listing_options
@pass_session
def command(session: Session, name: str | None, given: tuple[str, ...], *, output: Output) -> None:
    """按名称查台账；不写 NAME 就列出能问的问题。姓名、电话隐去一部分。

    例：shouyue query due_unpaid_by_village
    """
    from ledger.query import ask, questions

    if name is None:
        rows = tuple((item.name, item.title, "、".join(item.parameters)) for item in questions())
        output.show(Listing(columns=_QUESTIONS, rows=rows), "能问的问题")
        return
    known = next((item for item in questions() if item.name == name), None)
    wanted = known.parameters if known else ()
    parameters: dict[str, str | int | date | None] = {key: session.today for key in ("as_of", "by") if key in wanted}
    parameters |= _assigned(given)
    with opened(session, read_only=True) as ledger:
        answer = ask(ledger, name, parameters)
    columns = tuple((key, key) for key in answer[0]) if answer else ()
    output.show(
        Listing(columns=columns, rows=tuple(tuple(row.values()) for row in answer)),
        known.title if known else name,
    )


def _assigned(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [item.partition("=") for item in given]
    wrong = [item for item, (_, sign, _) in zip(given, pairs, strict=True) if not sign]
    if wrong:
        raise click.UsageError(f"--set 写作 KEY=VALUE，不认识“{wrong[0]}”。")
    return {key: value for key, _, value in pairs}
