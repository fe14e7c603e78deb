"""A ceremony: its certificates as one print file in the order of the seats, and which still wait for a hand."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.errors import UnfinishedError
from contracts.files import reason_of, write_whole
from contracts.model import Problem
from ledger.publishing.certificates import refused, seated
from ledger.publishing.issue import content_of, papers_of_draft
from ledger.publishing.press import PRINT_FOLDER, Press
from ledger.store import Ledger


def ceremony_file(press: Press, ceremony: str) -> tuple[str, int]:
    """Write the print file of a ceremony: the last sheet of each certificate that is good, seat by seat.

    Returns its name below the press's folder and how many sheets it holds. Where a certificate was printed for a
    pre-printed form, its sheet is the one with the words alone. It can always be made again.

    Raises:
        LedgerError: Nobody is seated, or nothing good is printed.
        UnfinishedError: A sheet cannot be had any more, or the disk is full.
    """
    from contracts.word import join
    from contracts.word.archive import read_parts

    sheets = list(_sheets(press, ceremony))
    if not sheets:
        raise refused(ceremony, "这次会上没有已印的证件", "先用 shouyue publish 带 --ceremony 印证件")
    name = "".join(letter for letter in ceremony if letter.isalnum() or letter in "-_〔〕")
    folder = press.folder / PRINT_FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"打印_{name}.docx"
    try:
        write_whole(path, join(map(read_parts, sheets)))
    except OSError as error:
        problem = Problem(where=path.name, message=f"写不进去（{reason_of(error)}）", hint="腾出空间后重新运行")
        raise UnfinishedError("打印文件没有写成", [problem]) from error
    return f"{PRINT_FOLDER}/{path.name}", len(sheets)


def waiting(ledger: Ledger, ceremony: str) -> tuple[str, ...]:
    """Return the numbers that are printed for a ceremony and not handed over, seat by seat.

    Raises:
        LedgerError: There is none.
    """
    found = tuple(one.number for _, one in seated(ledger, ceremony) if one.state == "printed")
    if not found:
        raise refused(ceremony, "这次会上没有已印、未发的证件", "核对会名；每一张的状态见 shouyue certificate list")
    return found


def _sheets(press: Press, ceremony: str) -> Iterator[bytes]:
    for seat, item in seated(press.ledger, ceremony):
        if item.state not in {"printed", "issued"}:
            continue
        (last,) = press.ledger.rows(
            "select draft_sha256 from certificate_sheets where number_id = ? order by sheet desc limit 1", [item.id]
        )
        folder, paper = papers_of_draft(press.ledger, last["draft_sha256"])[-1]
        content = content_of(press.ledger, folder, paper, press.again)
        if content is None:
            hint = "放回原处，或用 shouyue certificate spoilt 重印这一张"
            problem = Problem(where=f"第{seat}座 {item.number}", message="文件不在原处，也不能重新生成", hint=hint)
            raise UnfinishedError("打印文件没有写成", [problem])
        yield content
