"""``shouyue publish certificate KIND``: print certificates of a kind that the office made itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.draft import decision_of
from contracts.commands.options import FILE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import InputError
from contracts.model import Problem
from contracts.partial_dates import parse_partial_date
from ledger.commands.certificate_desk import Printing, certificates_printed, desk_for, printing_options
from ledger.commands.desk import OUT, opened
from ledger.commands.publish_certificates import NEXT

if TYPE_CHECKING:
    from contracts.kinds import Kind
    from ledger.paying.slips import Slip
    from ledger.publishing.own_certificate import Row


@click.command("certificate")
@click.argument("kind_id", metavar="KIND")
@click.argument("sheet", type=FILE, metavar="LIST")
@click.option("--accept", "accepts", multiple=True, metavar="RULE", help="对规则不能判断的话作出决定")
@click.option("--because", metavar="TEXT", default="", help="作出决定的理由，与证件一起保存")
@click.option("--ceremony", default="", metavar="NAME", help="在哪次会上发：按表里的先后排座次，先印后发")
@printing_options
@OUT
@dry_run
@pass_session
def own_certificate(
    session: Session,
    kind_id: str,
    sheet: Path,
    accepts: tuple[str, ...],
    because: str,
    ceremony: str,
    printing: Printing,
    out: Path | None,
    *,
    dry_run: bool,
) -> None:
    """本单位自己写的证件文种：每行一份，证号、存根、空白证、二维码同别的证件一样。

    KIND 是单位文件夹的 templates 里的证件文种，LIST 的表头同它的栏目（label），栏目 recipient 是发给谁。表里
    没有的栏目取自 office.toml 的 [values.KIND] 或者文种里的默认值。规则不认得的话由负责人决定，重印、换证时照旧。

    例：shouyue publish certificate volunteer_card 名单.xlsx
    """
    from contracts.kinds import find_kind
    from ledger.publishing import own_certificate as own
    from ledger.publishing.certificates import said

    decision = decision_of(accepts, because, session)
    if decision:
        said("--because", "理由", because)
    with opened(session) as ledger:
        desk = replace(desk_for(session, ledger, out, printing, ceremony=ceremony), decision=decision)
        kind = find_kind(desk.press.kinds, kind_id)
        own.check_own(kind, has_command=_has_command(kind_id))
        certificates_printed(desk, own.own_certificates(desk, kind, _rows(sheet, kind)), dry_run=dry_run)
    if not dry_run:
        say(NEXT)


def _has_command(kind_id: str) -> bool:
    """Return whether the command group beside this one knows the figures of that kind."""
    from ledger.commands import publish_certificates

    return isinstance(getattr(publish_certificates, kind_id, None), click.Command)


def _rows(path: Path, kind: Kind) -> list[Row]:
    """Return the rows of the sheet as text.

    Raises:
        InputError: No sheet has the headings, or a cell cannot be read; all at once.
    """
    from ledger.paying.slips import read_slips
    from ledger.publishing.own_certificate import headings_of

    headings = headings_of(kind)
    types = {item.name: item.type for item in kind.fields if {item.name, f"{item.name}?"} & headings.keys()}
    rows: list[Row] = []
    problems: list[Problem] = []
    for slip in read_slips(path, headings):
        try:
            rows.append((slip.where, {key: _words(slip, key, types[key]) for key in types}))
        except ValueError as error:
            message, _, cure = str(error).partition("，请")
            problems.append(Problem(where=slip.where, message=message, hint=f"请{cure}"))
    if problems:
        raise InputError("没有出件。", problems)
    return rows


def _words(slip: Slip, key: str, sort: str) -> str:
    if sort == "date" and slip.text(key):
        return str(parse_partial_date(slip.cells[key]) or "")
    return slip.text(key)
