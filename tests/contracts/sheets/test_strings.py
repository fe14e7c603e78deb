"""How long texts are, seen in pieces."""

from __future__ import annotations

import itertools

import pytest

from contracts.sheets.strings import LONGEST_TEXT, TextMeter, has_long_inline, pointed_to, text_lengths

PART = (
    "<x:sst><x:si><x:t>姓名</x:t></x:si><x:si/>"
    "<x:si><x:r><x:t>甲&lt;</x:t></x:r><x:r><x:t>乙</x:t></x:r></x:si></x:sst>"
)


def cut(text: str, size: int) -> list[bytes]:
    """Return a part in pieces of so many bytes."""
    content = text.encode()
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [7, 16, 1000])
def test_texts_are_measured_wherever_the_pieces_are_cut(size: int) -> None:
    """Letters count, not bytes or markup; an empty text keeps its number."""
    assert list(text_lengths(cut(PART, size))) == [2, 0, 3]


def test_the_longest_text_is_known_and_other_parts_have_none() -> None:
    """Styles are no texts."""
    strings, styles = TextMeter(), TextMeter()
    part = PART.replace("乙", "乙" * 70)
    for one, other in itertools.zip_longest(cut(part, 40), cut(part.replace("sst", "styleSheet"), 40), fillvalue=b""):
        strings.look(one)
        styles.look(other)

    assert (strings.longest, strings.is_strings) == (72, True)
    assert (styles.longest, styles.is_strings) == (0, False)


def test_only_cells_of_shared_texts_point_to_them() -> None:
    """A number is no place; a place that is not there counts nothing."""
    piece = b'<c r=\'A1\' t=\'s\'><v>1</v></c><c r="B1"><v>0</v></c><c t="s" r="C1"><v>0</v></c><c t="s"><v>9</v></c>'

    assert pointed_to(piece, text_lengths(cut(PART.replace("<x:si/>", "<x:si>12345</x:si>"), 999))) == 7


def test_a_text_in_its_cell_is_long_where_no_cell_can_hold_it() -> None:
    """Four bytes to a character at most."""
    piece = b'<c t="inlineStr"><is><t>%b</t></is></c>'

    assert has_long_inline(piece % (b"x" * 4 * LONGEST_TEXT))
    assert not has_long_inline(piece % (b"x" * LONGEST_TEXT))
