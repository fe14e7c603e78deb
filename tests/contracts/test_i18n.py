"""Click speaks Chinese: the catalogue is compiled, complete and right."""

from __future__ import annotations

import gettext
import io
import re
import string

from babel.messages.pofile import read_po

from contracts.i18n import catalogue, compiled, speak_chinese


def entries(content: bytes) -> dict[object, str]:
    """Return a compiled catalogue's messages, without its header, which names the compiler."""
    loaded = dict(gettext.GNUTranslations(io.BytesIO(content))._catalog)  # type: ignore[attr-defined]
    return {key: text for key, text in loaded.items() if key}


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    """Both files are kept; a change in one without the other is caught here."""
    source, kept = catalogue(".po").read_bytes(), catalogue(".mo").read_bytes()

    assert entries(kept) == entries(compiled(source))


def test_every_message_is_translated_with_its_own_placeholders() -> None:
    """A placeholder that Click does not fill would end the program instead of explaining a slip."""
    for message in read_po(io.BytesIO(catalogue(".po").read_bytes())):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        given = {name for text in ids for name in names(text)}

        assert all(texts), ids
        assert {name for text in texts for name in names(text)} <= given, ids


def names(text: str) -> set[str]:
    """Return the placeholders of a message, in either spelling."""
    if found := re.findall(r"%\((\w+)\)s", text):
        return set(found)
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_click_speaks_chinese_whatever_the_machine_speaks() -> None:
    """The choice is the program's, so that help pages and the README agree everywhere."""
    speak_chinese()

    assert gettext.gettext("Usage:") == "用法："
    assert gettext.ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1) == (
        "是不是 {possibilities}？"
    )
