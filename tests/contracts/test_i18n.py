"""Click speaks Chinese: the catalogue is compiled, complete and right; the interface speaks what is asked for."""

from __future__ import annotations

import gettext
import io
import re
import string
import subprocess
import sys

from babel.messages.pofile import read_po

from contracts.i18n import ENGLISH, Told, catalogue, compiled, in_english, known, speak, told, told_together


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
    speak()

    assert gettext.gettext("Usage:") == "用法："
    assert gettext.ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1) == (
        "是不是 {possibilities}？"
    )


def test_our_own_texts_are_told_in_the_language_of_the_run() -> None:
    """In Chinese they go out as they are; what was told once is not told again."""
    speak(ENGLISH)
    assert (told("没有姓名"), known("家庭"), in_english()) == ("no name", "family", True)
    assert gettext.gettext("Usage:") == "Usage:"
    assert told("没有姓...") == "no name"
    assert told(Told("没有姓名")) == "没有姓名"

    speak()
    assert (told("没有姓名"), known("家庭"), in_english()) == ("没有姓名", "家庭", False)


def test_a_fault_and_its_cure_are_told_as_one_where_they_were_written_as_one() -> None:
    """Some messages are cut at their comma before they get here."""
    speak(ENGLISH)
    assert told_together("没有姓名", "填写姓名") == "no name; fill in the name"
    assert told_together("单元格出错或公式还没有计算", "请在 Excel/WPS 里改正后保存").endswith("Excel or WPS and save")

    speak()
    assert told_together("没有姓名", "填写姓名") == "没有姓名，填写姓名"


def test_chinese_does_not_load_the_catalogue() -> None:
    """Nobody pays for a language that is not spoken."""
    script = "import sys, cli; cli.speak(); print('contracts.translation' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"
