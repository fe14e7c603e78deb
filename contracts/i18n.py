"""Chinese for the texts of our outside libraries: Click's catalogue, and how to compile it.

Our own texts are written in Chinese where they are used; Click's come through ``gettext``.
"""

from __future__ import annotations

import gettext
import io
import os
from pathlib import Path
from typing import Final

LOCALE: Final = "zh_CN"
DOMAIN: Final = "click"


def locale_folder() -> Path:
    """Return the folder of the catalogues, in gettext's own layout."""
    return Path(__file__).parent / "locale"


def catalogue(suffix: str) -> Path:
    """Return the catalogue's file with that suffix: ``.po`` is written by hand, ``.mo`` compiled from it."""
    return locale_folder() / LOCALE / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


def speak_chinese() -> None:
    """Let Click speak Chinese from now on, whatever the machine's language is.

    Python's gettext looks at environment variables only, on Windows too, so the choice is set there:
    half a page in another language would help nobody.
    """
    os.environ["LANGUAGE"] = LOCALE
    gettext.bindtextdomain(DOMAIN, locale_folder())
    gettext.textdomain(DOMAIN)


def compiled(source: bytes) -> bytes:
    """Return the ``.mo`` content of a ``.po`` file's content."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    content = io.BytesIO()
    write_mo(content, read_po(io.BytesIO(source), locale=LOCALE))
    return content.getvalue()


if __name__ == "__main__":
    catalogue(".mo").write_bytes(compiled(catalogue(".po").read_bytes()))
