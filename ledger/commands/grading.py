"""``shouyue assess grade, grades, withdraw-grade, indicators``: grades of villages, and old sets of indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from contracts.commands.options import DATE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import PAGE_WIDTH, Cell, Listing, wrapped
from ledger.commands.desk import OUT, opened, press_for, printed, writer

ON = click.option("--on", type=DATE, metavar="DATE", help="日期，默认今天")
"""Decorator: the command gets ``on: date | None``."""
WITHDRAWN_BECAUSE = click.option("--because", required=True, metavar="TEXT", help="撤销原因，如 记错了村")
"""Decorator: the command gets ``because: str``, why something entered wrongly is taken back."""

_STEPS = (
    ("id", "编号"), ("division_code", "区划代码"), ("unit", "单位"), ("scheme", "类别"), ("grade", "等次"),
    ("year", "年度"), ("level", "环节"), ("decision", "结果"), ("decided_on", "日期"), ("checker", "检查人"),
    ("evidence", "依据"), ("certificate_number", "证书编号"), ("withdrawn", "撤销原因"),
)  # fmt: skip
_COUNTS = (
    ("year", "年度"), ("scheme", "类别"), ("grade", "等次"), ("applied", "申报"), ("granted", "取得证书"),
)
_SET = (
    ("set", "出处"), ("indicator", "编号"), ("title", "指标"), ("target", "目标"), ("also", "正文另写"),
    ("treatment", "今天怎样办"), ("hint", "说明"), ("article", "依据"),
)  # fmt: skip


def told(words: str, *, dry_run: bool) -> None:
    """Say what was recorded, or what a trial run would have."""
    if dry_run:
        say(f"试运行：{words}。台账未动。")
    else:
        tell(f"{words}。")


@click.command("grade")
@click.argument("village")
@click.option("--scheme", required=True, metavar="CODE", help="类别，如 model_village、four_no、classes")
@click.option("--grade", "grade_name", required=True, metavar="NAME", help="等次，如 示范村")
@click.option("--year", required=True, type=int, metavar="YEAR", help="年度")
@click.option("--level", required=True, type=click.Choice(["village", "township", "county", "city"]),
              help="哪一级：村、镇、县、市")  # fmt: skip
@click.option("--decision", type=click.Choice(["passed", "returned"]), default="passed", show_default=True,
              help="通过或退回")  # fmt: skip
@click.option("--checker", required=True, metavar="NAME", help="检查人")
@click.option("--evidence", required=True, metavar="TEXT", help="依据")
@click.option("--certificate", default="", metavar="NO", help="证书编号，最后一级通过时填写；须是这个村的荣誉证书")
@click.option("--issued-by", default="", metavar="NAME", help="证书由上级颁发的，写颁发单位")
@ON
@dry_run
@pass_session
def grade(
    session: Session,
    village: str,
    scheme: str,
    grade_name: str,
    year: int,
    level: str,
    decision: str,
    checker: str,
    evidence: str,
    certificate: str,
    issued_by: str,
    on: date | None,
    *,
    dry_run: bool,
) -> None:
    """记等次评定的一步：村申报 → 乡镇 → 县（区） → 市，逐级通过才有证书。

    记错了用 shouyue assess withdraw-grade 从最后一号撤起。

    例：shouyue assess grade 上坪村 --scheme model_village --grade 示范村 --year 2026 --level village
    --checker 周主任 --evidence 自查报告
    """
    from ledger.assessing.grades import DECISIONS, LEVELS, GradeStep, record_grade
    from ledger.commands.villages import code_of, unit_of

    step = GradeStep(
        division_code=code_of(session, village), scheme=scheme, grade=grade_name, year=year, level=level,
        decision=decision, decided_on=on or session.today, checker=checker, evidence=evidence,
        certificate_number=certificate,
    )  # fmt: skip
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        record_grade(tx, step, unit=unit_of(session, village), issued_by=issued_by)
    told(f"{village} {year}年“{grade_name}”：{LEVELS[level]}{DECISIONS[decision]}", dry_run=dry_run)


@click.command("grades")
@click.argument("village", required=False)
@click.option("--count", "counted", is_flag=True, help="每年每个等次几个单位申报、几个取得证书")
@as_of_option
@listing_options
@pass_session
def list_grades(
    session: Session, village: str | None, as_of: date | None, *, counted: bool, output: Output
) -> None:
    """列出各村的等次评定，一步一行；往年的称号也在内，撤销的写明原因。

    例：shouyue assess grades --count
    """
    from ledger.assessing.grades import DECISIONS, LEVELS, SCHEMES, grade_steps, title_counts
    from ledger.commands.villages import code_of, unit_of

    if counted and village:
        raise click.UsageError("--count 数的是全部单位，不写村名")
    if counted:
        with opened(session, read_only=True) as ledger:
            counts = title_counts(ledger, as_of=as_of or session.today)
        lines = tuple((one.year, SCHEMES[one.scheme].title, one.grade, one.applied, one.granted) for one in counts)
        output.show(Listing(columns=_COUNTS, rows=lines), "等次统计")
        return
    with opened(session, read_only=True) as ledger:
        found = grade_steps(ledger, code_of(session, village) if village else None, as_of=as_of or session.today)
    rows = tuple(
        tuple({
            **asdict(item), "unit": unit_of(session, item.division_code), "scheme": SCHEMES[item.scheme].title,
            "level": LEVELS[item.level], "decision": DECISIONS[item.decision],
        }[key] for key, _ in _STEPS)
        for item in found
    )  # fmt: skip
    output.show(Listing(columns=_STEPS, rows=rows), "等次评定")


@click.command("withdraw-grade")
@click.argument("number", type=int)
@WITHDRAWN_BECAUSE
@dry_run
@pass_session
def withdraw_grade(session: Session, number: int, because: str, *, dry_run: bool) -> None:
    """撤销记错的一步评定，从最后一号撤起；原来的一行和撤销原因都留在台账里。

    例：shouyue assess withdraw-grade 1 --because 记错了村
    """
    from ledger.assessing.grades import LEVELS
    from ledger.assessing.grades import withdraw_grade as record
    from ledger.commands.villages import unit_of

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        known = record(tx, number, because=because)
    unit, level = unit_of(session, known.division_code), LEVELS[known.level]
    told(f"{unit} {known.year}年“{known.grade}”：{level}这一步已撤销", dry_run=dry_run)


@click.command("indicators")
@click.option("--print", "to_print", is_flag=True, help="打印成 Word 存档，每页带“历史存档”字样")
@OUT
@listing_options
@dry_run
@pass_session
def list_indicators(session: Session, out: Path | None, *, to_print: bool, output: Output, dry_run: bool) -> None:
    """列出旧责任书的指标：原来的目标、今天怎样办、依据。不得用于新的责任书。

    各村往年的目标用 shouyue books record old_targets 登记，同一指标写了两个数的各记一行。
    --print 打印的是历史存档，不得作为签订依据；新的责任书写了不得再用的指标，照样不能起草。

    例：shouyue assess indicators --print
    """
    from contracts.papers.indicators import indicator_sets

    if to_print:
        from ledger.publishing.indicator_archive import indicator_archive

        with opened(session) as ledger:
            press = press_for(session, ledger, out, "历史存档")
            printed(press, indicator_archive(press, session.office()), dry_run=dry_run)
        return
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (item.set, item.id, item.title, item.target, item.also or None, item.treatment_words, item.hint,
         "；".join(map(str, item.cite)) or None)
        for item in indicator_sets()
    )  # fmt: skip
    title = "旧指标（历史，不得用于新的责任书）"
    output.show(Listing(columns=_SET, rows=rows), title, screen=(line for row in rows for line in _old_lines(row)))


def _old_lines(row: tuple[Cell, ...]) -> Iterator[str]:
    """Yield an old indicator on a line, what is said of it today on the next."""
    _, number, title, target, also, treatment, hint, article = row
    yield f"{number}  {title}  {target}" + (f"（正文另写 {also}）" if also else "") + f"  {treatment}"
    yield from (f"      {line}" for words in (hint, article) if words for line in wrapped(str(words), PAGE_WIDTH - 6))
