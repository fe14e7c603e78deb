"""``shouyue law``: the dated rules, one by one, and what they say of clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from contracts.commands.options import DATE, DIVISION, FILE, OUT_FILE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say
from contracts.errors import InputError, PackError
from contracts.listing import Cell, Listing, csv_text
from contracts.model import Problem

if TYPE_CHECKING:
    from contracts.judging.rules import Pack, Rule

VERDICTS: Final = {"lawful": "合法", "void": "无效", "obsolete": "已失去依据", "needs_review": "待人工审定"}
_STALE: Final = timedelta(days=365)
_COLUMNS: Final = (
    ("rule", "规则"),
    ("verdict", "结论"),
    ("title", "名称"),
    ("in_force", "适用的签订日期"),
    ("jurisdiction", "地区"),
)


@click.group("law")
def command() -> None:
    """法规规则：列出、查看、评判条款。

    规则是带施行日期和出处的数据；签订日期和签订地点决定适用哪些规则。
    """


@command.command("list")
@click.option("--place", type=DIVISION, metavar="CODE", help="只列适用于该地的；不写列全部")
@click.option("--as-of", type=DATE, metavar="DATE", help="只列该日适用的")
@listing_options
@pass_session
def list_rules(session: Session, place: str | None, as_of: date | None, *, output: Output) -> None:
    """列出规则；一年没有与法规原文核对过的规则包另作提示。"""
    from contracts.judging.books import all_rules, rules_for

    book = rules_for(place) if place else all_rules()
    rules = [rule for rule in book if as_of is None or as_of in rule.in_force]
    rows = tuple((rule.id, VERDICTS[rule.verdict], rule.title, str(rule.in_force), rule.jurisdiction) for rule in rules)
    output.show(Listing(columns=_COLUMNS, rows=rows), "规则")
    say(*_stale(book.packs, session.today))


@command.command("show")
@click.argument("rule_id", metavar="RULE")
@listing_options
def show_rule(rule_id: str, *, output: Output) -> None:
    """显示一条规则：结论、适用日期、依据、改法、例句。

    例：shouyue law show CN-FINE-001
    """
    from contracts.judging.books import all_rules

    found = [rule for rule in all_rules() if rule.id == rule_id.upper()]
    if not found:
        problem = Problem(where=rule_id, message="没有这条规则", hint="用 shouyue law list 查看全部规则")
        raise InputError("没有找到规则。", [problem])
    rows: list[tuple[Cell, ...]] = [row for rule in found for row in _description(rule)]
    output.show(Listing(columns=(("key", "项目"), ("value", "内容")), rows=tuple(rows)), "规则")


@command.command("check")
def check_rules() -> None:
    """检查全部规则包：出处、施行日期、句式，以及每条规则自己的正反例句。

    没有问题时不说话。加一条规则只要在规则包里写一段 TOML，不用写程序。
    """
    from contracts.judging.books import all_rules
    from contracts.judging.review import broken_examples

    problems = broken_examples(all_rules())
    if problems:
        raise PackError(f"规则包有 {len(problems)} 处例句与规则不符。", problems)


@command.command("judge")
@click.argument("clauses", type=FILE, metavar="CLAUSES")
@click.option("-o", "--out", type=OUT_FILE, metavar="FILE", help="写成 CSV 文件")
@click.option("--signing", type=DATE, metavar="DATE", help="签订日期，默认今天；表中 signed_on 列优先")
@click.option("--place", type=DIVISION, metavar="CODE", help="签订地点；不写只用全国的规则")
@pass_session
def judge(session: Session, clauses: Path, out: Path | None, signing: date | None, place: str | None) -> None:
    """逐条评判一张条款表，每条给出结论、规则、依据、改法。

    CLAUSES 是表格文件，第一行须有 id、clause_zh、party_bound（谁受约束），可有 signed_on。
    只作评判，不改任何东西；结论不替代法制机构的审查。

    例：shouyue law judge 条款.csv --signing 2026-03-05 --place 429999101 -o 结论.csv
    """
    from contracts.files import write_whole
    from contracts.judging.review import COLUMNS, judge_rows

    if out and out.exists() and out.samefile(clauses):
        raise click.UsageError("-o 不能写回条款表本身；请另起一个文件名。")
    day = signing or session.today
    rows = tuple(judge_rows(_clauses(clauses), signing=day, place=place or ""))
    columns = tuple((name, name) for name in COLUMNS)
    text = csv_text(Listing(columns=columns, rows=tuple(tuple(row[name] for name in COLUMNS) for row in rows)))
    say(f"按 {day} 签订、{place or '全国'} 的规则评判 {len(rows)} 条。")
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text.encode("utf-8"))
        say(f"结论：{out}")


def _clauses(path: Path) -> Iterator[dict[str, str]]:
    from contracts.sheets import read_sheets

    lines = read_sheets(path)[0].rows()
    _, heading = next(lines, (0, ()))
    names = [str(name).strip() for name in heading]
    for _, values in lines:
        texts = [_cell_text(value) for value in values[: len(names)]]
        yield dict(zip_longest(names, texts, fillvalue="")) if any(texts) else {}


def _cell_text(value: object) -> str:
    """Return a cell's words as they stand; a table program's whole number keeps the look it has there."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _stale(packs: Sequence[Pack], today: date) -> Iterator[str]:
    for pack in packs:
        if today - pack.reviewed_on > _STALE:
            yield f"{pack.title}（{pack.file}）：{pack.reviewed_on} 后没有与原文核对过，请核对"


def _description(rule: Rule) -> Iterator[tuple[Cell, ...]]:
    yield "规则", rule.id
    yield "名称", rule.title
    yield "结论", VERDICTS[rule.verdict]
    yield "适用的签订日期", str(rule.in_force) or "不限"
    yield from (("曾有依据的日期", str(rule.basis)) for _ in [rule.basis] if str(rule.basis))
    yield from (("依据", f"{citation}{f'：{citation.quote}' if citation.quote else ''}") for citation in rule.cite)
    yield "理由", rule.message
    yield "改法", rule.hint
    yield from (("这样写不触发", example) for example in rule.accepts)
    yield from (("这样写会触发", example) for example in rule.rejects)
    if rule.doubt or not rule.verified:
        yield "存疑", rule.doubt or "原文尚未核对"
