"""One paragraph of somebody else's Word file: what can be read, what cannot be seen, what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELETED = "已删除"
_ENDS = "。；;：:！!？?"
_ITEM = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百0-9]+[条款项]|[一二三四五六七八九十]+、|[（(]|[0-9]+[.、．)）]|[①-⑳])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of one make: ``unseen`` is why nobody sees them on paper, empty for plain text."""

    text: str
    unseen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph as it stands. ``where`` is its table cell or text box, empty in running text.

    ``asides`` are words beside the text: (kind, words). ``anchor`` counts the paragraphs of the part.
    """

    where: str
    anchor: int
    pieces: tuple[Piece, ...]
    label: str = ""
    style: str = ""
    row: str = ""
    inserted: bool = False
    asides: tuple[tuple[str, str], ...] = ()
    references: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """What can be read on paper once all tracked changes are accepted."""
        return unbroken("".join(piece.text for piece in self.pieces if not piece.unseen))

    @property
    def whole(self) -> str:
        """The same with the words that cannot be seen, in their places."""
        return unbroken("".join(piece.text for piece in self.pieces if piece.unseen != DELETED))

    def unseen(self) -> Iterator[tuple[str, str]]:
        """Yield (reason, words) of what cannot be seen, each reason once."""
        for reason in dict.fromkeys(piece.unseen for piece in self.pieces if piece.unseen):
            yield reason, unbroken("".join(piece.text for piece in self.pieces if piece.unseen == reason))


def unbroken(text: str) -> str:
    r"""Return a text whose lines go on where only the typist broke them; real ends of a line stay.

    >>> unbroken("乙方必须" + chr(10) + "上环。" + chr(10) + "另行通知")
    '乙方必须上环。\n另行通知'
    """
    out: list[str] = []
    last = ""
    for line in text.split("\n"):
        ended = not last or last[-1] in _ENDS or _ITEM.match(line)
        out.append(f"\n{line}" if ended and out else line)
        last = line.rstrip() or last
    return "".join(out).strip()
