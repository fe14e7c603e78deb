"""``shouyue publish notice KIND``: post a notice of a kind that the office made itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.draft import decision_of
from contracts.commands.options import FILE
from contracts.commands.session import Session, pass_session
from contracts.errors import InputError
from contracts.model import Problem
from ledger.commands.notices import NOTICES, Hanging, hanging_options, post, village_named
from ledger.commands.side_tables import table_rows

if TYPE_CHECKING:
    from contracts.kinds import Kind
    from contracts.papers.derive import Printable
    from ledger.publishing.board import Gather
    from ledger.publishing.press import Press

_KNOWN = frozenset({"reward_support_notice", *(str(item.name) for item in NOTICES)})


@click.command("notice")
@click.argument("kind_id", metavar="KIND")
@click.option("--village", default="", metavar="NAME", help="哪个村；不写为全镇")
@click.option("--set", "given", multiple=True, metavar="LABEL=TEXT", help="填一栏，如 服务日期=2026-12-08")
@click.option("--list", "sheet", type=FILE, metavar="FILE", help="表里的各行：表头同文种的栏目")
@click.option("--accept", "accepts", multiple=True, metavar="RULE", help="对规则不能判断的话作出决定")
@click.option("--because", metavar="TEXT", default="", help="作出决定的理由，与公示一起保存")
@hanging_options
@pass_session
def own_notice(
    session: Session,
    kind_id: str,
    village: str,
    given: tuple[str, ...],
    sheet: Path | None,
    accepts: tuple[str, ...],
    because: str,
    *,
    hanging: Hanging,
) -> None:
    """本单位自己写的公示文种：三种样式，登记公示期。

    KIND 是单位文件夹的 templates 里的公示文种。先取 --set，再取 office.toml 的 [values.KIND]，再取文种里的默认值。
    台账里任何一家的姓名、证件号、电话和子女都不能出现。

    例：shouyue publish notice service_day_notice --village 上坪村 --set 服务日期=2026-12-08 --days 5
    """
    from ledger.publishing import own_notice as own
    from ledger.publishing.certificates import said

    decision = decision_of(accepts, because, session)
    if decision:
        said("--because", "理由", because)

    def make(press: Press) -> Gather:
        from contracts.kinds import find_kind

        kind = find_kind(press.kinds, kind_id)
        own.check_own(kind, has_command=kind_id in _KNOWN)
        where = village_named(session, village) if village else None
        rows = table_rows(sheet, own.columns_of(kind)) if sheet else ()
        return own.own_notice(kind, where, dict(_values(session, kind, given)), rows, decision)

    post(session, hanging, make)


def _values(session: Session, kind: Kind, given: tuple[str, ...]) -> Iterator[tuple[str, Printable]]:
    """Yield what was given for each field, the office's own words where nothing was.

    Raises:
        InputError: A word that is no field, or a text that is no day or sum; all unknown words at once.
    """
    from contracts.papers.values import field_value

    pairs = [item.partition("=") for item in given]
    fields = {name: item for item in kind.fields for name in (item.name, item.label)}
    labels = "、".join(item.label for item in kind.fields)
    unknown = [
        Problem(where=f"--set {key}", message="不是这个文种的栏目", hint=f"写作 栏目=内容；可用：{labels}")
        for key, sign, _ in pairs
        if not sign or key.strip() not in fields
    ]
    if unknown:
        raise InputError("没有公示。", unknown)
    said = {fields[key.strip()].name: (words.strip(), f"--set {key}") for key, _, words in pairs}
    standing = session.office().values_for(kind.id)
    for item in kind.fields:
        if item.name in said:
            yield item.name, field_value(item, *said[item.name])
        elif standing.get(item.name):
            yield item.name, field_value(item, standing[item.name], f"office.toml [values.{kind.id}] {item.name}")
