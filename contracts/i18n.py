"""The language of the interface: Chinese, or English where somebody asks for it.

Our own texts are written in Chinese where they are used, and so they go out, unchanged; in English each is looked
up on its way out (:mod:`contracts.translation`, which nobody loads for Chinese). Click's texts come through
``gettext``: its own are English, ours in ``click.po`` Chinese.
"""

from __future__ import annotations

import gettext
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from contracts.translation import Catalogue

LOCALE: Final = "zh_CN"
ENGLISH: Final = "en"
DOMAIN: Final = "click"
_NONE: Final = "messages"
"""A domain without catalogue: Click's texts come as Click wrote them, in English."""


def locale_folder() -> Path:
    """Return the folder of the catalogues, in gettext's own layout."""
    return Path(__file__).parent / "locale"


def catalogue(suffix: str) -> Path:
    """Return the catalogue's file with that suffix: ``.po`` is written by hand, ``.mo`` compiled from it."""
    return locale_folder() / LOCALE / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


class Told(str):
    """A text that is in the language of the interface already and is not looked up again."""

    __slots__ = ()


_voice: list[Catalogue] = []


def speak(language: str = LOCALE) -> None:
    """Let the program and Click speak a language from now on, whatever the machine's language is.

    Python's gettext looks at environment variables only, on Windows too, so the choice is set there:
    half a page in another language would help nobody.
    """
    _voice.clear()
    os.environ["LANGUAGE"] = LOCALE
    gettext.bindtextdomain(DOMAIN, locale_folder())
    gettext.textdomain(DOMAIN if language == LOCALE else _NONE)
    if language == ENGLISH:
        from contracts.translation import english

        _voice.append(english())


@contextmanager
def as_written() -> Iterator[None]:
    """Let Click word in Chinese what it keeps for later: commands outlive the run that imported them."""
    before = gettext.textdomain()
    gettext.textdomain(DOMAIN)
    try:
        yield
    finally:
        gettext.textdomain(before)


def in_english() -> bool:
    """Return whether the interface speaks English."""
    return bool(_voice)


def told(text: str) -> str:
    """Return a text of the interface in its language; data in it stays as it is."""
    if not _voice or isinstance(text, Told):
        return text
    return Told(_voice[0].begun(text) if text.endswith("...") else _voice[0].told(text))


def told_together(first: str, second: str) -> str:
    """Return two parts of one sentence in the language of the interface: a fault and what to do about it.

    Some are written as one message and cut at the comma; they are looked up as one first.
    """
    whole = _voice[0].whole(f"{first}，{second}") if _voice else f"{first}，{second}"
    return Told(f"{told(first)}; {told(second)}" if whole is None else whole)


def known(text: str) -> str:
    """Return a text that may be data in the language of the interface, only where the whole of it is known."""
    return text if not _voice or isinstance(text, Told) else Told(_voice[0].known(text))


def compiled(source: bytes) -> bytes:
    """Return the ``.mo`` content of a ``.po`` file's content."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    content = io.BytesIO()
    write_mo(content, read_po(io.BytesIO(source), locale=LOCALE))
    return content.getvalue()


if __name__ == "__main__":
    catalogue(".mo").write_bytes(compiled(catalogue(".po").read_bytes()))
