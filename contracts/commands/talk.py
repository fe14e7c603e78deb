"""What is said on stderr: every fault on a line, then one sentence; never a whole ID number."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator
from types import TracebackType

import click

from contracts import identity
from contracts.errors import LawError, ShouyueError
from contracts.i18n import Told, in_english, known, told, told_together
from contracts.model import Finding, Problem

_ID_NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_SPELT = re.compile(r"(?<!\d)(?:\d[\s\-_.·]?){17}[\dXxＸｘ](?!\d)")
_BIRTHDAY = re.compile(r"[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
_QUOTED = 30
_INDENT = "    "
_TIED = "`"
"""Stands for the blanks of a command while a line is folded: a word of Latin letters is not broken."""
_COMMAND = re.compile(r"shouyue(?: [!-~]+)+")


def masked(text: str) -> str:
    """Return the text with every 18-place ID number as ``110105********0037``, in whatever digits it is written.

    One that is cut up or full-width is known by the birthday in it: several days in a row are no number.
    """
    return _SPELT.sub(_mask, _ID_NUMBER.sub(lambda found: identity.masked(found[0]), text))


def _mask(found: re.Match[str]) -> str:
    number = re.sub(r"[^0-9Xx]", "", unicodedata.normalize("NFKC", found[0]))
    return identity.masked(number) if _BIRTHDAY.match(number) else found[0]


def finding_line(finding: Finding) -> str:
    """Return a finding on one line: where, what, by which article, the lawful way, the rule to look up."""
    if in_english():
        return _english_finding(finding)
    cite = "、".join(str(citation) for citation in finding.cite)
    basis = f" 依据：{cite}。" if cite else ""
    doubt = f" 存疑：{_closed(finding.doubt)}" if finding.doubt else ""
    message, hint = _closed(finding.message), _closed(finding.hint)
    return f"{finding.where}：{message}{basis} 改法：{hint}{doubt}（{finding.rule}）"


def _english_finding(finding: Finding) -> str:
    """Return the same in English; articles and the words of clauses stay as they are."""
    basis = f" Basis: {', '.join(told(str(citation)) for citation in finding.cite)}." if finding.cite else ""
    doubt = f" In doubt: {known(finding.doubt)}" if finding.doubt else ""
    message, hint = (f"{known(text).rstrip('.。')}." for text in (finding.message, finding.hint))
    return Told(f"{told(finding.where)}: {message}{basis} Cure: {hint}{doubt} ({finding.rule})")


def problem_line(problem: Problem) -> str:
    """Return a problem on one line: where, what, what to do."""
    if not in_english():
        return str(problem)
    return Told(f"{told(problem.where)}: {told_together(problem.message, problem.hint)}")


def error_lines(error: ShouyueError) -> Iterator[str]:
    """Yield what a person reads of an error: its problems or findings, then its summary."""
    yield from map(problem_line, error.problems)
    if isinstance(error, LawError):
        yield from map(_refusal_line, error.findings)
    yield Told(f"Error: {told(error.summary)}") if in_english() else f"错误：{_closed(error.summary)}"


def _refusal_line(finding: Finding) -> str:
    """Return a finding with the words it is about: the clerk looks for them in the template or the roster."""
    words = " ".join(finding.text.split())
    if not words or words in f"{finding.where}{finding.message}":
        return finding_line(finding)
    quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    if in_english():
        rest = finding_line(finding).removeprefix(f"{told(finding.where)}: ")
        return Told(f"{told(finding.where)} “{quoted}”: {rest}")
    rest = finding_line(finding).removeprefix(f"{finding.where}：")
    return f"{finding.where}“{quoted}”：{rest}"


def say(*lines: str) -> None:
    """Write lines to stderr in the language of the interface, ID numbers masked.

    On a terminal a line that is wider is folded between words; in a file or a pipe each stays one line.
    """
    width = shutil.get_terminal_size().columns if sys.stderr is not None and sys.stderr.isatty() else 0
    for line in lines:
        text = masked(told(line))
        click.echo("\n".join(folded(text, width)) if width else text, err=True)


def folded(line: str, width: int) -> list[str]:
    """Return a line as a terminal shows it: what goes on is indented, a command to be copied stays whole if it fits.

    >>> folded("上坪村：没有这份合同，用 shouyue query find 查编号", 32)
    ['上坪村：没有这份合同，用', '    shouyue query find 查编号']
    """
    from contracts.listing import wrapped

    kept = " ".join(line.split())
    if _TIED not in kept:
        kept = _COMMAND.sub(lambda found: found[0].replace(" ", _TIED), kept)
    first = wrapped(kept, width)[0]
    rest = kept.removeprefix(first).lstrip()
    parts = [first, *(f"{_INDENT}{part}" for part in wrapped(rest, width - len(_INDENT)))] if rest else [first]
    return [part.replace(_TIED, " ") if _TIED not in line else part for part in parts]


def tell(text: str, *, nl: bool = True) -> None:
    """Write an answer to stdout in the language of the interface."""
    click.echo(told(text), nl=nl)


def say_unforeseen(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
    """Stand in for ``sys.excepthook``: one line instead of a traceback; the exit code stays 1."""
    if sys.stderr is not None:
        words = " ".join(str(error).split())
        say(f"错误：程序内部出错（{kind.__name__}: {words}）。请加 --debug 再运行一次，把输出交给维护人员。")


def _closed(text: str) -> str:
    return text if text.endswith(("。", "！", "？")) else f"{text}。"
