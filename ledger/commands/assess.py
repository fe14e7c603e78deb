"""``shouyue assess``: offices and villages by the agreements they signed; never a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from contracts.commands.options import FILE, OUT_FILE, Output, as_of_option, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Cell, Listing
from ledger.commands.desk import OUT, opened, press_for, printed, writer
from ledger.commands.grading import ON, grade, list_grades, list_indicators, told, withdraw_grade
from ledger.commands.ladder import list_standings, standing, withdraw_standing
from ledger.commands.vetoes import list_vetoes, veto, withdraw

_PERIOD = click.option("--period", "written", required=True, metavar="PERIOD", help="2026-03、2026Q1、2026H1 或 2026")
_SHEET = FILE

_AGREEMENTS = (
    ("contract", "责任书"), ("party", "单位"), ("year", "年度"), ("period", "考核期"), ("sheet", "评分表"),
    ("score", "得分"), ("signed", "双方签字"), ("closed", "已关闭"),
)  # fmt: skip
_RANKS = (
    ("rank", "名次"), ("party", "单位"), ("score", "得分"), ("change", "比上期"), ("awardable", "可评先"),
    ("vetoes", "否决事项"), ("contract", "责任书"),
)  # fmt: skip
_LINES = (
    ("sheet", "评分表"), ("ordinal", "序号"), ("indicator", "考核项目"), ("target", "考核内容"), ("points", "分值"),
    ("scoring", "评分标准"), ("method", "方法"), ("actual", "完成情况"), ("deduction", "扣分"), ("score", "得分"),
    ("evidence", "依据"), ("class", "类别"),
)  # fmt: skip
_CLASSES = (("sheet", "评分表"), ("class", "类别"), ("points", "分值"), ("deduction", "扣分"), ("score", "得分"))


@click.group("assess")
def command() -> None:
    """考核：只考核签了责任书的单位，不给任何人打分。

    记分 → 双方签字 → 关闭考核期 → 排名 → 次年二月底前兑现。有异议的复核，两次评分都保留。
    """


@command.command("columns")
@click.argument("contract")
@click.option("-o", "--out", required=True, type=OUT_FILE, metavar="FILE",
              help="写成空白评分表 .xlsx")  # fmt: skip
@dry_run
@pass_session
def columns(session: Session, contract: str, out: Path, *, dry_run: bool) -> None:
    """按责任书的指标写出一张空白评分表。

    表头上面写明责任书编号和被考核单位，记分时核对：一个村的表不能记到另一个村。
    方法填 定性、定量、经常、抽样、单项、综合、测评、民意 之一；差额按计分办法的单位填写，扣分由程序计算。
    空白不等于 0。

    例：shouyue assess columns 429999101201-责任-2026Z-001 -o 评分表.xlsx
    """
    from contracts.sheets import OutSheet, write_workbook
    from ledger.assessing.scoresheets import HEAD, blank_rows, whose
    from ledger.signed import signed_draft

    with opened(session, read_only=True) as ledger:
        draft, _ = signed_draft(ledger, contract)
    rows = blank_rows(draft)
    count = len(rows) - len(HEAD) - 1
    if dry_run:
        say(f"试运行：将写出 {count} 项指标。未写任何文件。")
        return
    write_workbook(out, [OutSheet(name="评分表", rows=rows)])
    tell(f"{out}：{whose(draft)[1]}，{count} 项指标")


@command.command("score")
@click.argument("contract")
@click.argument("sheet", type=_SHEET)
@_PERIOD
@dry_run
@pass_session
def score(session: Session, contract: str, sheet: Path, written: str, *, dry_run: bool) -> None:
    """记分：把填好的评分表 SHEET 记入台账。

    每一项都要有依据；有计分办法的按办法扣分，考核人不能另定。奖励的兑现率由台账算出，完成情况和差额空着；
    台账没有到期奖励的才由考核人填写。

    例：shouyue assess score 429999101201-责任-2026Z-001 评分表.xlsx --period 2026Q1
    """
    from ledger.assessing.assessment import may_be_scored
    from ledger.assessing.assessment import score as record
    from ledger.assessing.payout import computed
    from ledger.assessing.periods import parse_period
    from ledger.assessing.scoresheets import indicators, points_words, read_sheet
    from ledger.faults import Faults
    from ledger.signed import signed_draft

    faults = Faults()
    period = faults.of(lambda: parse_period(written))
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        signed = faults.of(lambda: signed_draft(tx, contract))
        if signed and period:
            faults.of(lambda: may_be_scored(tx, contract, period))
        lines = None
        if signed:
            draft, _ = signed
            lines = faults.of(
                lambda: read_sheet(sheet, draft, computed(tx, contract, indicators(draft), period) if period else None)
            )
        faults.refuse()
        assert period is not None and lines is not None  # noqa: S101, PT018 - else it was refused
        done = record(tx, contract, period, lines)
    words = f"{contract} {period}得分 {points_words(done.score)}（满分 {points_words(done.total)}）"
    if dry_run:
        say(f"试运行：{words}。台账未动。")
        return
    tell(f"已记第 {done.sheet} 号评分表：{words}。")
    say(f"下一步：shouyue assess show {done.sheet} --print 打印，双方签字后 shouyue assess sign {done.sheet}")


@command.command("sign")
@click.argument("sheet", type=int)
@click.option("--assessor", required=True, metavar="NAME", help="考核人")
@click.option("--assessed", required=True, metavar="NAME", help="被考核单位的签字人")
@click.option("--checker", metavar="NAME", default="", help="复核人")
@ON
@dry_run
@pass_session
def sign(
    session: Session, sheet: int, assessor: str, assessed: str, checker: str, on: date | None, *, dry_run: bool
) -> None:
    """记双方签字；三个名字各不相同。签字后评分表不能再改。

    例：shouyue assess sign 1 --assessor 李敏 --assessed 周主任 --on 2026-04-05
    """
    from ledger.assessing.assessment import sign as record

    names = {"assessor": assessor, "assessed": assessed, **({"checker": checker} if checker else {})}
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        record(tx, sheet, names=names, signed_on=on or session.today)
    told(f"第 {sheet} 号评分表双方已签字", dry_run=dry_run)


@command.command("close")
@_PERIOD
@click.option("--unscored", is_flag=True, help="有的责任书没有评分表也关闭；以后不能再记分")
@dry_run
@pass_session
def close(session: Session, written: str, *, unscored: bool, dry_run: bool) -> None:
    """关闭考核期：双方都签了字才能关闭，关闭以后才能排名、通报。

    这一期在履行的责任书都要有评分表；没有的逐份列出，关闭以后就补不上了。

    例：shouyue assess close --period 2026Q1
    """
    from ledger.assessing.assessment import close as record
    from ledger.assessing.periods import parse_period

    period = parse_period(written)
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        count = record(tx, period, unscored_too=unscored)
    told(f"{period}已关闭，{count} 张评分表", dry_run=dry_run)


@command.command("rank")
@_PERIOD
@click.option("--print", "to_print", is_flag=True, help="打印排名表，作责任书或通报的附件")
@OUT
@listing_options
@dry_run
@pass_session
def rank(session: Session, written: str, out: Path | None, *, to_print: bool, output: Output, dry_run: bool) -> None:
    """排名：只排已经关闭的考核期；同分同名次。有否决事项的不评先，分数照列。

    例：shouyue assess rank --period 2026Q1 --print
    """
    from ledger.assessing.periods import parse_period
    from ledger.assessing.ranking import results
    from ledger.assessing.scoresheets import points_words

    period = parse_period(written)
    if to_print:
        from ledger.publishing.ranking_paper import ranking_paper

        with opened(session) as ledger:
            press = press_for(session, ledger, out, "排名表")
            printed(press, ranking_paper(press, session.office(), period), dry_run=dry_run)
        return
    with opened(session, read_only=True) as ledger:
        found = results(ledger, period)
    rows = tuple(
        (
            item.rank, item.party, points_words(item.score),
            None if item.change is None else points_words(item.change), item.may_be_awarded,
            "、".join(item.vetoes) or None, item.contract,
        )
        for item in found
    )  # fmt: skip
    output.show(Listing(columns=_RANKS, rows=rows), f"{period}排名", screen=map(_rank_line, rows))


@command.command("object")
@click.argument("sheet", type=int)
@click.option("--by", "raised_by", required=True, metavar="NAME", help="由谁提出，如 上坪村村民委员会")
@click.option("--because", required=True, metavar="TEXT", help="理由")
@ON
@dry_run
@pass_session
def raise_objection(
    session: Session, sheet: int, raised_by: str, because: str, on: date | None, *, dry_run: bool
) -> None:
    """记异议：被考核单位对得分不服。

    例：shouyue assess object 1 --by 上坪村村民委员会 --because 会议记录漏看一次 --on 2026-04-10
    """
    from ledger.assessing.objections import raise_objection as record

    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        number = record(tx, sheet, raised_on=on or session.today, raised_by=raised_by, because=because)
    told(f"已记第 {number} 号异议（第 {sheet} 号评分表）", dry_run=dry_run)


@command.command("rescore")
@click.argument("objection", type=int)
@click.option("--sheet", type=_SHEET, metavar="FILE", help="重新评分的表；不写就是维持原分")
@click.option("--because", required=True, metavar="TEXT", help="维持或改分的理由")
@ON
@dry_run
@pass_session
def rescore(
    session: Session, objection: int, sheet: Path | None, because: str, on: date | None, *, dry_run: bool
) -> None:
    """答复异议：重新记分，或者维持原分。两次评分都保留，新的一张要重新签字。

    例：shouyue assess rescore 1 --sheet 复核评分表.xlsx --because 补看会议记录 --on 2026-04-12
    """
    from ledger.assessing.assessment_list import contract_of_objection, period_of_objection
    from ledger.assessing.objections import may_be_answered
    from ledger.assessing.objections import rescore as record
    from ledger.assessing.payout import computed
    from ledger.assessing.scoresheets import indicators, points_words, read_sheet
    from ledger.faults import Faults
    from ledger.signed import signed_draft

    faults, day = Faults(), on or session.today
    with opened(session) as ledger, ledger.write(by=writer(session), now=session.now, dry_run=dry_run) as tx:
        faults.of(lambda: may_be_answered(tx, objection, answered_on=day, because=because, anew=sheet is not None))
        contract = faults.of(lambda: contract_of_objection(tx, objection))
        lines = None
        if sheet is not None and contract:
            draft, _ = signed_draft(tx, contract)
            known = computed(tx, contract, indicators(draft), period_of_objection(tx, objection))
            lines = faults.of(lambda: read_sheet(sheet, draft, known))
        faults.refuse()
        done = record(tx, objection, lines=lines, answered_on=day, because=because)
    if done is None:
        told(f"第 {objection} 号异议：维持原分", dry_run=dry_run)
    else:
        told(f"第 {objection} 号异议：改记第 {done.sheet} 号评分表，得分 {points_words(done.score)}", dry_run=dry_run)


@command.command("list")
@as_of_option
@listing_options
@pass_session
def list_sheets(session: Session, as_of: date | None, *, output: Output) -> None:
    """列出责任书和评分表；一月一日起提醒还没有兑现的，最迟二月底。"""
    from ledger.assessing.assessment_list import agreements
    from ledger.assessing.ranking import settlements
    from ledger.assessing.targets import copied_targets

    day = as_of or session.today
    with opened(session, read_only=True) as ledger:
        rows = agreements(ledger, day)
        late = settlements(ledger, day)
        copied = copied_targets(ledger, day)
    output.show(Listing(columns=_AGREEMENTS, rows=rows), "责任书和评分表", screen=map(_agreement_line, rows))
    for item in late:
        left = f"还有 {item.days_left} 天" if item.days_left >= 0 else f"已逾期 {-item.days_left} 天"
        done = f"shouyue record fulfilment {item.contract} --obligation {item.obligation} --on 日期"
        last = item.due_on
        say(f"提醒：{item.contract} {item.party} {item.year}年度结果最迟 {last} 公布并兑现，{left}。办了就记：{done}")
    for number, before in copied:
        say(f"请确认：{number} 的指标和目标与上一份 {before} 一字不差，目标应当一村一年一定。")
    if copied:
        say("确实照旧的：shouyue books record target_confirmations --contract 编号 --set decided_by=… --set reason=…")


@command.command("show")
@click.argument("sheet", type=int)
@click.option("--classes", "by_class", is_flag=True, help="只列各类的分值、扣分和得分")
@click.option("--print", "to_print", is_flag=True, help="打印成评分表，供双方签字")
@OUT
@listing_options
@dry_run
@pass_session
def show(
    session: Session, sheet: int, out: Path | None, *, by_class: bool, to_print: bool, output: Output, dry_run: bool
) -> None:
    """显示一张评分表：逐项得分和依据、签字、异议和复核。

    指标分了类（保障、管理、服务、绩效、激励）的，--classes 列出各类合计。

    例：shouyue assess show 1 --print
    """
    from ledger.assessing.assessment_list import class_sums, lines, story

    if by_class and to_print:
        raise click.UsageError("--classes 和 --print 只能选一个；打印的评分表本来就有各类合计")
    if to_print:
        from ledger.publishing.score_paper import score_paper

        with opened(session) as ledger:
            press = press_for(session, ledger, out, "评分表")
            printed(press, score_paper(press, session.office(), sheet), dry_run=dry_run)
        return
    with opened(session, read_only=True) as ledger:
        rows, sums, told = lines(ledger, sheet), class_sums(ledger, sheet), story(ledger, sheet)
    if by_class:
        output.show(Listing(columns=_CLASSES, rows=sums), f"第 {sheet} 号评分表各类得分")
        return
    output.show(Listing(columns=_LINES, rows=rows), f"第 {sheet} 号评分表", screen=map(_sheet_line, rows))
    say(*told)


def _agreement_line(row: Sequence[Cell]) -> str:
    """Return an agreement on a line: its number stays whole, to be copied."""
    contract, party, _, period, sheet, score, signed, closed = row
    if sheet is None:
        return f"{contract}  {party}  还没有评分表"
    state = "已关闭" if closed else "双方已签字" if signed else "还没有签字"
    return f"{contract}  {party}  {period}  第 {sheet} 号评分表  {score} 分  {state}"


def _sheet_line(row: Sequence[Cell]) -> str:
    """Return a line of a sheet on two: the points in the first, what they rest on in the second."""
    _, ordinal, indicator, target, points, scoring, method, actual, deduction, score, evidence, group = row
    found = f"{actual}；" if actual else ""
    label = f"【{group}】" if group else ""
    return (
        f"{ordinal}  {label}{indicator}（{target}）  {score} / {points} 分，扣 {deduction}\n"
        f"   {scoring}  {method}：{found}{evidence}"
    )


def _rank_line(row: Sequence[Cell]) -> str:
    rank, party, score, change, _, vetoes, contract = row
    words = "" if change is None else f"  比上期 {change}"
    cancelled = f"  不评先：{vetoes}" if vetoes else ""
    return f"第 {rank} 名  {party}  {score} 分{words}{cancelled}  {contract}"


for item in (
    veto, list_vetoes, withdraw, grade, withdraw_grade, standing, withdraw_standing, list_standings, list_grades,
    list_indicators,
):  # fmt: skip
    command.add_command(item)
