"""Where in a template a fault is: the tags of its paragraph, and which of several equal ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_REACH = re.compile(r"\{%-?\s*(?:p|tr|tc|r)\s")
LONGEST = 80
"""So many letters of the tags of a paragraph are quoted."""


def tags_in(text: str) -> list[str]:
    """Return the tags of some markup or words, in order."""
    return TAG.findall(_MARKUP.sub("", text))


def tags_of(line: str) -> str:
    """Return the tags of one paragraph as a person reads them, without what stands between them."""
    return " ".join(tags_in(line))


def spot_of_tag(place: str, tags: Sequence[str], at: int) -> str:
    """Return a place such as ``正文“{% endfor %}”第3处``, where a tag stands several times.

    Args:
        place: What the part is called.
        tags: All tags of the part.
        at: Which of them, from 0.
    """
    tag = plain(tags[at])
    same = [number for number, other in enumerate(tags) if plain(other) == tag]
    nth = f"第{same.index(at) + 1}处" if len(same) > 1 else ""
    return f"{place}“{tags[at][:LONGEST]}”{nth}"


def spot(place: str, lines: Sequence[str], number: int) -> str:
    """Return the place of a paragraph by its tags, and which it is of several with the same single tag.

    Args:
        place: What the part is called.
        lines: The paragraphs of the part.
        number: Which of them, from 1; one without tags is named by the first tags behind it, else before it.
    """
    told = [tags_in(line) for line in lines]
    at = next((at for at in (*range(number - 1, len(told)), *range(number - 1)) if told[at]), None)
    if at is None:
        return place
    if len(told[at]) > 1:
        return f"{place}“{' '.join(told[at])[:LONGEST]}”"
    return spot_of_tag(place, [*chain.from_iterable(told)], sum(map(len, told[:at])))


def plain(text: str) -> str:
    """Return words for comparison: without blanks, with straight quotes, and tags without their reach."""
    near = _REACH.sub("{%", text).translate(str.maketrans("“”‘’", "\"\"''"))
    return "".join(near.split())
