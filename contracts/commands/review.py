"""``shouyue review``: a batch folder, or a Word file that somebody else wrote, before the law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.bar import with_bar
from contracts.commands.draft import decision_of
from contracts.commands.law import VERDICTS
from contracts.commands.options import DATE, DIVISION, OUT_FILE, Output, dry_run, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import finding_line, masked, say, tell
from contracts.errors import DocumentError, LawError
from contracts.i18n import Told, in_english, told
from contracts.listing import Listing
from contracts.model import Finding, Problem

if TYPE_CHECKING:
    from contracts.judging.examination import Examined
    from contracts.model import Review
    from contracts.papers.verdicts import Decision
    from contracts.word.foreign import WordText

_COLUMNS = (
    ("document", "文件"), ("where", "位置"), ("section", "所在部分"), ("verdict", "结论"), ("rule", "规则"),
    ("message", "理由"), ("article", "依据"), ("hint", "改法"), ("text", "原文"),
)  # fmt: skip
_LARGEST_FILE = 64 << 20
_QUOTED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A finding as it is shown: of which paper, under which heading, and whether a person has decided it."""

    document: str
    finding: Finding
    section: str = ""
    decided: str = ""

    def __str__(self) -> str:
        """Return ``【无效】第八条“乙方……”：…``, the paper's name before it where there is one."""
        section = "" if self.finding.where.startswith(self.section) else self.section
        words = self.finding.text.replace("\n", " ")
        quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
        verdict = VERDICTS[self.finding.verdict]
        if in_english():
            context = f" ({told(section)})" if section else ""
            place = told(self.finding.where)
            where = f"{told(self.document)} {place}".strip()
            decided = f" Decided: {self.decided}" if self.decided else ""
            line = finding_line(self.finding).removeprefix(f"{place}: ")
            return Told(f"[{told(verdict)}] {where}{context} “{quoted}”: {line}{decided}")
        context = f"（{section}）" if section else ""
        where = f"{self.document} {self.finding.where}".strip()
        decided = f" 已决定：{self.decided}" if self.decided else ""
        line = finding_line(self.finding).removeprefix(f"{self.finding.where}：")
        return f"【{verdict}】{where}{context}“{quoted}”：{line}{decided}"

    def row(self) -> tuple[str, ...]:
        """Return the cells of the listing."""
        finding = self.finding
        cite = "；".join(str(item) for item in finding.cite)
        cells = (
            self.document, finding.where, self.section, VERDICTS[finding.verdict], finding.rule, finding.message, cite,
            finding.hint, finding.text,
        )  # fmt: skip
        return tuple(masked(cell) for cell in cells)


@click.command("review")
@click.argument("target", metavar="TARGET", type=click.Path(exists=True, readable=False, path_type=Path))
@click.option("--as-of", type=DATE, metavar="DATE", help="按哪一天的法律；默认拟签订日期，Word 文件默认今天")
@click.option("--place", type=DIVISION, metavar="CODE", help="签订地的区划代码，默认本单位；只用于 Word 文件")
@click.option("--mark", type=OUT_FILE, metavar="OUT.docx", help="另存一份带批注的")
@click.option("--accept", "accepts", multiple=True, metavar="RULE", help="对规则不能判断的条款作出决定；只用于批次")
@click.option("--because", metavar="TEXT", default="", help="作出决定的理由，与合同一起保存")
@dry_run
@listing_options
@pass_session
def command(
    session: Session,
    target: Path,
    as_of: date | None,
    place: str | None,
    mark: Path | None,
    accepts: tuple[str, ...],
    because: str,
    output: Output,
    *,
    dry_run: bool,
) -> None:
    """对一批草稿或一个 Word 文件做合法性审查。

    TARGET 是 shouyue draft 写出的批次文件夹，或者别人写的 .docx。正文、表格、文本框、页眉页脚、脚注、
    批注、修订、隐藏文字、附件都审。有无效或已失效的条款时以 4 结束。图片里的文字读不到，只报数目。

    例：shouyue review 合同.docx --mark 合同_审查.docx
    """
    decision = decision_of(accepts, because, session)
    if target.is_dir():
        if place or mark:
            raise click.UsageError("--place 和 --mark 只用于 Word 文件；批次按各份合同自己的签订地审查。")
        lines = _batch_lines(target, as_of, decision, dry_run=dry_run)
    else:
        if decision:
            raise click.UsageError("--accept 只用于批次文件夹；别人的 Word 文件请改写后再审。")
        if mark and mark.exists() and mark.samefile(target):
            raise click.UsageError("--mark 不能写回原件；请另起一个文件名。")
        lines = _word_lines(session, target, as_of or session.today, place, mark, dry_run=dry_run)
    _show(lines, output)


def _batch_lines(folder: Path, as_of: date | None, decision: Decision | None, *, dry_run: bool) -> list[Line]:
    """Review a batch again, keep what a person decides, and return every finding."""
    from contracts.papers.batch import keep_decisions, read_batch
    from contracts.papers.verdicts import reviewed
    from contracts.word import fixed_texts

    batch = read_batch(folder)
    day = as_of or batch.signing_on
    drafts = batch.drafts
    fresh = reviewed(drafts, as_of=day, fixed=fixed_texts(batch.template), progress=with_bar)
    kept = [replace(item, accepted=paper.review.accepted) for item, paper in zip(fresh, batch.papers, strict=True)]
    reviews = [decision.applied(item) for item in kept] if decision else kept
    new = sum(len(item.accepted) for item in reviews) - sum(len(item.accepted) for item in kept)
    if decision:
        unknown = [rule for rule in decision.rules if not any(rule in _rules(item.undecided) for item in kept)]
        if unknown:
            say(f"规则 {'、'.join(unknown)} 没有待决定的条款。")
        if not dry_run:
            drafts = keep_decisions(batch, reviews).drafts
        say(f"{'试运行：将' if dry_run else '已'}保存 {new} 处决定。")
    say(f"按 {day} 的法律审查了 {len(drafts)} 份。")
    return [
        Line(document=draft.number, finding=finding, decided=_decided(item, finding))
        for draft, item in zip(drafts, reviews, strict=True)
        for finding in item.findings
    ]


def _rules(findings: Iterable[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def _decided(item: Review, finding: Finding) -> str:
    for decision in item.accepted:
        if (decision.rule, decision.where) == (finding.rule, finding.where) and finding.verdict == "needs_review":
            return f"{decision.because}（{decision.by}，{decision.on}）"
    return ""


def _word_lines(
    session: Session, path: Path, as_of: date, place: str | None, mark: Path | None, *, dry_run: bool
) -> list[Line]:
    """Examine a Word file, write the marked copy if it is wanted, and return every finding."""
    from contracts.judging.examination import examined, summary

    content, word = _read(path)
    where = _own_place(session) if place is None else place
    items = examined(word.clauses, as_of=as_of, place=where)
    total = summary(items)
    say(f"{path.name}：按 {as_of} 的法律审查了 {len(items)} 段文字，其中 {len(items) - total.passed} 段是条款。")
    if word.pictures:
        say(f"有 {word.pictures} 幅图片，里面的文字没有审查，请人工看一遍。")
    if mark:
        _write_marked(content, items, mark, session.today, dry_run=dry_run)
    return [
        Line(document="", finding=item.finding, section=item.section)
        for item in items
        if item.finding and item.verdict != "lawful"
    ]


def _own_place(session: Session) -> str:
    """Return the office's own division code, or nothing where the program runs outside an office folder."""
    return session.office().division_code if session.office_dir else ""


def _read(path: Path) -> tuple[bytes, WordText]:
    """Return a file's bytes and its text; faults name the file.

    Raises:
        DocumentError: The file cannot be read.
    """
    from contracts.files import read_word_file
    from contracts.word.foreign import read_word

    if path.stat().st_size > _LARGEST_FILE:
        problem = Problem(where=path.name, message="文件超过 64 MB", hint="压缩或删去图片，再另存")
        raise DocumentError("Word 文件不能使用，未作审查。", [problem])
    content = read_word_file(path)
    try:
        return content, read_word(content)
    except DocumentError as error:
        problems = [replace(problem, where=path.name) for problem in error.problems]
        raise DocumentError(error.summary, problems) from error


def _write_marked(content: bytes, items: Sequence[Examined], out: Path, on: date, *, dry_run: bool) -> None:
    from contracts.files import write_whole
    from contracts.word.remarks import Remark, mark

    remarks = [
        Remark(anchor=item.anchor, lines=_remark_lines(item.finding))
        for item in items
        if item.finding and item.verdict != "lawful"
    ]
    marked = mark(content, remarks, on=on)
    if dry_run:
        say(f"试运行：将在 {out} 写 {len(remarks)} 处批注。")
        return
    write_whole(out, marked)
    say(f"{out}：{len(remarks)} 处批注")


def _remark_lines(finding: Finding) -> tuple[str, ...]:
    """Return what the comment says: verdict and place, reason, article, lawful wording, doubt."""
    lines = [f"【{VERDICTS[finding.verdict]}】{finding.where}：{finding.message}"]
    if finding.cite:
        lines.append(f"依据：{'；'.join(str(item) for item in finding.cite)}")
    if finding.window:
        lines.append(f"有依据的签订日期：{finding.window}")
    if finding.hint:
        lines.append(f"改法：{finding.hint}")
    if finding.doubt:
        lines.append(f"存疑：{finding.doubt}")
    return (*lines, f"规则 {finding.rule}")


def _grouped(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield each different finding once, with the number of papers that have it."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line in lines:
        finding = line.finding
        groups.setdefault((finding.rule, finding.where, finding.text, line.section, line.decided), []).append(line)
    for group in groups.values():
        more = f" 等 {len(group)} 份" if len(group) > 1 and group[0].document else ""
        yield replace(group[0], document=group[0].document + more)


def _show(lines: Sequence[Line], output: Output) -> None:
    """Print the findings and end as the verdicts say.

    Raises:
        LawError: Something is void or obsolete.
    """
    if output == Output():
        for line in _grouped(lines):
            tell(masked(str(line)))
    else:
        output.show(Listing(columns=_COLUMNS, rows=tuple(line.row() for line in lines)), "审查结果")
    refused = sum(line.finding.verdict in {"void", "obsolete"} for line in lines)
    waiting = sum(line.finding.verdict == "needs_review" and not line.decided for line in lines)
    if waiting:
        say(f"有 {waiting} 处规则不能判断，要由负责人决定。")
    if refused:
        raise LawError(f"有 {refused} 处条款无效或已失效，不能签订。")
    if not waiting:
        say("没有发现不合法的条款。")
