"""A batch as PDF: every copy of every paper, in print order, with bookmarks and page labels.

Some two hundred papers at a time become one Word file and are converted as one: that costs a third of
converting each, and the typefaces are embedded once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from contracts.errors import ShouyueError, UnfinishedError
from contracts.files import FULL, alone, write_whole
from contracts.kinds import TRADITIONAL
from contracts.papers.printing import Copies, Copy, Press
from contracts.papers.progress import Progress, silently
from contracts.pdf import Sheets, collated, convert_all, find_soffice
from contracts.pdf.pages import labelled
from contracts.pdf.soffice import WORKERS

if TYPE_CHECKING:
    from contracts.word.stack import Parts

TOGETHER = 200
"""How many papers LibreOffice is given at once; more cost more each."""
MOST = 1000
"""How many papers one PDF holds; a thicker one is slow to open."""
_BEHIND = WORKERS + 1
"""So many Word files may still be waiting for a worker, or be in its hands."""


def write_pdf(
    copies: Copies,
    press: Press,
    target: Path,
    *,
    soffice: str = "",
    sheets: Sheets | None = None,
    archive: bool = False,
    progress: Progress = silently,
) -> tuple[Path, ...]:
    """Write copies of papers as PDF and return the files, one unless there are too many for one.

    What is converted lies in a hidden folder beside the target until all is written: the same call again after a
    kill or a full disk goes on there.

    Args:
        copies: In print order, at least one.
        press: Kind, Word file and mark of the papers.
        target: Where the PDF goes; further volumes carry 第2册 and so on behind the name.
        soffice: The LibreOffice program, if the office has named one.
        sheets: How the pages lie on the sheets.
        archive: PDF/A-2b as LibreOffice makes it; then each file holds no more papers than are converted
            at once, and pages lie one to a sheet.
        progress: Shows how many papers have been handed over.

    Raises:
        SettingsError: LibreOffice is not there.
        DocumentError: A file did not become a PDF, or a paper is missing in it; nothing was written of it.
        UnfinishedError: The disk is full, and which volumes are written; or another program is at this PDF.
    """
    find_soffice(soffice)  # before anything is bound
    with alone(target):
        return _written(
            copies, press, target, soffice=soffice, sheets=sheets, archive=archive, progress=progress,
        )  # fmt: skip


def _written(
    copies: Copies,
    press: Press,
    target: Path,
    *,
    soffice: str,
    sheets: Sheets | None,
    archive: bool,
    progress: Progress,
) -> tuple[Path, ...]:
    """Return the files after they were written; clear away what was kept for a second run, unless one is needed."""
    written: list[Path] = []
    kept = target.with_name(f".{target.name}.pages")
    kept.mkdir(mode=0o700, exist_ok=True)
    try:
        _write(
            copies, press, target, written, soffice=soffice, sheets=sheets, archive=archive, progress=progress,
            kept=kept,
        )  # fmt: skip
    except OSError as error:
        if error.errno not in FULL:
            shutil.rmtree(kept, ignore_errors=True)
            raise
        with suppress(OSError):
            kept.rmdir()  # nothing was converted
        done = f"已写好 {len(written)} 个：{'、'.join(map(str, written))}" if written else "没有写出 PDF"
        raise UnfinishedError(f"磁盘已满，{done}；腾出空间后，用同一条命令再运行一次，已转换的不再转换。") from error
    except ShouyueError:
        shutil.rmtree(kept, ignore_errors=True)
        raise
    shutil.rmtree(kept, ignore_errors=True)
    return tuple(written)


def _write(
    copies: Copies,
    press: Press,
    target: Path,
    written: list[Path],
    *,
    soffice: str,
    sheets: Sheets | None,
    archive: bool,
    progress: Progress,
    kept: Path,
) -> None:
    """Write one PDF after the other and note each when it is written."""
    volume = TOGETHER if archive else MOST
    bar = iter(progress("转换", range(len(copies)), len(copies)))
    with tempfile.TemporaryDirectory(prefix="shouyue-print-") as name:
        names: deque[list[tuple[str, str]]] = deque()
        sources = _sources(copies, press, Path(name), bar, names)
        with closing(convert_all(sources, soffice=soffice, archive=archive, kept=kept)) as made:
            for number, start in enumerate(range(0, len(copies), volume), 1):
                parts = range(start, min(start + volume, len(copies)), TOGETHER)
                stacks = [(content, names.popleft()) for _, content in zip(parts, made, strict=False)]
                file = target if len(copies) <= volume else target.with_stem(f"{target.stem}_第{number}册")
                write_whole(file, _volume(stacks, sheets, copies.pairs[0][0].locale, archive=archive))
                written.append(file)


def _volume(
    stacks: Sequence[tuple[bytes, list[tuple[str, str]]]], sheets: Sheets | None, locale: str, *, archive: bool
) -> bytes:
    from contracts.word.section import FIRST_PAGE

    language = "zh-Hant" if locale == TRADITIONAL else "zh-CN"
    if archive:
        return labelled(*stacks[0], marks=FIRST_PAGE, language=language)
    return collated(stacks, marks=FIRST_PAGE, sheets=sheets, language=language)


def _sources(
    copies: Copies, press: Press, folder: Path, bar: Iterator[object], names: deque[list[tuple[str, str]]]
) -> Iterator[Path]:
    """Yield the Word files to convert; each is bound when there is a worker for it, and its papers are named."""
    from contracts.word import join

    for start in range(0, len(copies), TOGETHER):
        path = folder / f"{start}.docx"
        bound: list[tuple[str, str]] = []
        path.write_bytes(join(_noted(copies.between(start, start + TOGETHER), press, bound)))
        names.append(bound)
        yield path
        (folder / f"{start - _BEHIND * TOGETHER}.docx").unlink(missing_ok=True)
        for _ in zip(bound, bar, strict=False):
            pass
    next(bar, None)


def _noted(copies: Iterator[Copy], press: Press, bound: list[tuple[str, str]]) -> Iterator[Parts]:
    for draft, item, label in copies:
        bound.append((draft.number, label))
        yield press.loose(draft, item, label)
