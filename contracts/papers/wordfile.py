"""The Word files of a kind, found sound before anything is printed; what is wrong with one is told with its name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from contracts.errors import DocumentError, KindError
from contracts.files import read_word_file
from contracts.kinds import Kind, unread_clauses
from contracts.model import Clause
from contracts.papers.render import compiled

_NO_PLACE = frozenset({"Word 文件", "Word 模板"})


def sound_word_file(path: Path) -> bytes:
    """Return the content of a kind's Word file, after it was opened safely and all its tags were understood.

    Raises:
        DocumentError: Missing, held open, or no Word file that is safe to open; the file is named.
        KindError: With every tag that is misspelt or reaches too far, each with the file's name.
    """
    content = read_word_file(path)
    with named(path):
        compiled(content)
    return content


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Name the Word file in whatever is found wrong with it.

    Raises:
        DocumentError: As raised inside, each problem with the file's name.
        KindError: The same.
    """
    try:
        yield
    except (DocumentError, KindError) as error:
        problems = [
            replace(item, where=str(path) if item.where in _NO_PLACE else f"{path} {item.where}")
            for item in error.problems
        ]
        summary = error.summary.split("，")[0].rstrip("。")  # what was not done follows
        raise type(error)(f"{summary}，未生成任何文件。", dict.fromkeys(problems)) from error


def fixed_words(kind: Kind) -> tuple[Clause, ...]:
    """Return the words typed straight into a kind's Word files, and translations; they are judged like any clause.

    Raises:
        DocumentError: See :func:`sound_word_file`.
        KindError: See :func:`sound_word_file`.
    """
    from contracts.word import fixed_texts

    stub = kind.stub_path(kind.locale)
    paths = [kind.template_path(kind.locale), *([stub] if stub else [])]
    typed = (clause for path in paths for clause in fixed_texts(sound_word_file(path)))
    return (*typed, *unread_clauses(kind))
