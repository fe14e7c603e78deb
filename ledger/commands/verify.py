"""``shouyue verify``: is this paper ours, and does it hold?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import InputError
from contracts.model import Problem
from ledger.commands.desk import opened

if TYPE_CHECKING:
    from ledger.publishing.authenticity import Finding

_PDF = b"%PDF-"


@click.command("verify")
@click.argument("paper", metavar="FILE|CODE|DIR|ZIP")
@pass_session
def command(session: Session, paper: str) -> None:
    """查验一份文件（Word 或 PDF）、扫二维码得到的文字、一个证号或合同编号，或者年终材料（文件夹或 zip）。

    PDF 不论在哪里转换，核对编号、全部文字和画出的二维码与存底是否一致，一个 PDF 里有几份就答几份；改了一个字
    就是查无此件。扫描件、照片没有文字：扫二维码再查。

    只写编号的，说明这个号现在的状态，不能证明手里的纸件。其余的答案：正本、副本、已印未发、印坏的、作废、
    已换证、已撤销、已登记的合同（到期、变更、被代替、解除的，写明哪一天、由哪一份接替）——台账里有的，
    退出码 0；查无此件（包括改动过的文件）退出码 3，并说明为什么。年终材料逐个文件核对校验值，哪些改动过、
    缺了、多了一一列出。只读，不写台账。

    例：shouyue verify 证件/429999101-荣-2026-0001_上坪村村民委员会.docx
    """
    from ledger.publishing.authenticity import judged_code, judged_file
    from ledger.publishing.pdf_papers import judged_pdf

    path, today = Path(paper), session.today
    if path.is_dir() or (path.is_file() and path.suffix.lower() == ".zip"):
        _check_pack(session, path)
        return
    with opened(session, read_only=True) as ledger:
        if path.is_file():
            content = path.read_bytes()
            is_pdf = content.startswith(_PDF)
            found = judged_pdf(ledger, content, as_of=today) if is_pdf else (judged_file(ledger, content, as_of=today),)
        elif path.suffix.lower() in {".docx", ".pdf", ".zip"}:
            problem = Problem(where=paper, message="没有这个文件", hint="核对路径；查二维码就写扫出的文字")
            raise InputError("没有查验。", [problem])
        else:
            found = (judged_code(ledger, paper, as_of=today),)
    _tell(found, path.name)


def _tell(found: Sequence[Finding], name: str) -> None:
    """Say what is known; what is not known ends with exit code 3."""
    from ledger.publishing.authenticity import ANSWERS

    for finding in found:
        if finding.is_known:
            tell(f"{finding.number}：{ANSWERS[finding.answer]}。{finding.because}。".replace("。。", "。"))
        if finding.answer == "number":
            say("只查了编号：手里的是不是登记的那一件，以二维码或文件为准。")
    hint = "向出具单位核实；不要据此办理"
    problems = [Problem(where=name, message=item.because, hint=hint) for item in found if not item.is_known]
    if problems:
        raise InputError(f"{ANSWERS['unknown']}。", problems)


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
