"""``shouyue verify``: is this paper ours, and does it hold?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import DocumentError, InputError
from contracts.model import Problem
from ledger.commands.desk import opened

if TYPE_CHECKING:
    from ledger.publishing.authenticity import Finding
    from ledger.store import Ledger

_PDF = b"%PDF-"
_PAPERS = frozenset({".docx", ".pdf"})
_PACK_INDEX = "index.json"


@click.command("verify")
@click.argument("papers", metavar="FILE|CODE|DIR|ZIP...", nargs=-1, required=True)
@pass_session
def command(session: Session, papers: tuple[str, ...]) -> None:
    """查验文件（Word 或 PDF）、扫二维码得到的文字、证号或合同编号，或者年终材料（文件夹或 zip）。

    可以一次写几个；不是年终材料的文件夹，查里面的每个 Word 和 PDF 文件，逐个作答。

    PDF 不论在哪里转换，核对编号、文字和画出的二维码与存底是否一致，一个 PDF 里有几份就答几份。证件多一个字、少一个
    字、换一个字都是查无此件；别的文件改了、少了登记的内容是查无此件，多写的没有核对，答案里会说明。扫描件、照片没有
    文字：扫二维码再查。

    只写编号的，说明这个号现在的状态，不能证明手里的纸件。其余的答案：正本、副本、已印未发、印坏的、作废、
    已换证、已撤销、已登记的合同（到期、变更、被代替、解除的，写明哪一天、由哪一份接替）——台账里有的，
    退出码 0；查无此件（包括改动过的文件）退出码 3，并说明为什么。年终材料逐个文件核对校验值，哪些改动过、
    缺了、多了一一列出。只读，不写台账。

    例：shouyue verify 证件/429999101-荣-2026-0001_上坪村村民委员会.docx
    """
    asked = [one for paper in papers for one in _each(Path(paper), paper)]
    for pack in filter(_is_pack, asked):
        _check_pack(session, Path(pack))
    alone = [one for one in asked if not _is_pack(one)]
    faults: list[Problem] = []
    if alone:
        with opened(session, read_only=True) as ledger:
            for one in alone:
                faults += _answered(ledger, one, session.today, many=len(asked) > 1)
    if faults:
        raise InputError("查无此件。" if len(asked) == 1 else f"有 {len(faults)} 处查无此件。", faults)


def _answered(ledger: Ledger, one: str, today: date, *, many: bool) -> Sequence[Problem]:
    """Say what is known of one thing; return what is not known. Of many, one that cannot be read stops nothing."""
    try:
        found = _judged(ledger, one, today)
    except (DocumentError, InputError) as error:
        if not many:
            raise
        return [replace(problem, where=Path(one).name) for problem in error.problems]
    return _told(found, Path(one).name, many=many and Path(one).is_file())


def _each(path: Path, paper: str) -> list[str]:
    """Return what one argument asks about: every paper of a folder that is no year's pack, else itself.

    Raises:
        InputError: A folder without a paper.
    """
    if not path.is_dir() or (path / _PACK_INDEX).exists():
        return [paper]
    found = sorted(str(item) for item in path.iterdir() if item.suffix.lower() in _PAPERS and item.name[0] not in "~.")
    if not found:
        message = "里面没有 Word、PDF 文件，也没有年终材料的 index.json"
        problem = Problem(where=path.name, message=message, hint="核对是哪一个文件夹；年终材料写它的文件夹或 zip")
        raise InputError("没有查验。", [problem])
    return found


def _is_pack(one: str) -> bool:
    path = Path(one)
    return path.is_dir() or (path.is_file() and path.suffix.lower() == ".zip")


def _judged(ledger: Ledger, paper: str, today: date) -> Sequence[Finding]:
    """Return what the ledger says of a file, a code or a number.

    Raises:
        InputError: The name of a file that is not there.
        DocumentError: A PDF that cannot be opened.
    """
    from ledger.publishing.authenticity import judged_code, judged_file
    from ledger.publishing.pdf_papers import judged_pdf

    path = Path(paper)
    if path.is_file():
        content = path.read_bytes()
        is_pdf = content.startswith(_PDF)
        return judged_pdf(ledger, content, as_of=today) if is_pdf else (judged_file(ledger, content, as_of=today),)
    if path.suffix.lower() in {*_PAPERS, ".zip"}:
        problem = Problem(where=paper, message="没有这个文件", hint="核对路径；查二维码就写扫出的文字")
        raise InputError("没有查验。", [problem])
    return (judged_code(ledger, paper, as_of=today),)


def _told(found: Sequence[Finding], name: str, *, many: bool) -> list[Problem]:
    """Say what is known, of which file where there are many; return what is not known."""
    from ledger.publishing.authenticity import ANSWERS

    head = f"{name}　" if many else ""
    for finding in found:
        if finding.is_known:
            tell(f"{head}{finding.number}：{ANSWERS[finding.answer]}。{finding.because}。".replace("。。", "。"))
        if finding.answer == "number":
            say("只查了编号：手里的是不是登记的那一件，以二维码或文件为准。")
    hint = "向出具单位核实；不要据此办理"
    return [Problem(where=name, message=item.because, hint=hint) for item in found if not item.is_known]


def _check_pack(session: Session, place: Path) -> None:
    """Check a year's pack file by file, and by the ledger where there is one: an archive may have none."""
    from ledger.yearend.folder import checked, recorded

    pack = checked(place)
    words = f"{pack.office} {pack.year} 年年终材料（截至 {pack.as_of}）：{pack.files} 个文件与目录一致"
    if pack.missing:
        words += f"；目录写明有 {pack.missing} 份合同原件没有收到"
    if session.office_dir is None or not session.ledger_path.exists():
        tell(f"{words}。")
        say("这里没有台账，只核对了文件与目录；要核对目录本身，请到出具的单位查验。")
        return
    with opened(session, read_only=True) as ledger:
        later = recorded(ledger, pack)
    if later is None:
        problem = Problem(where=place.name, message="台账里没有汇集过这份目录", hint="向出具单位核实；不要据此归档")
        raise InputError("查无此件。", [problem])
    tell(f"{words}，由本台账出具；其后台账又有 {later} 笔记录。")
