"""A comment on a cell of an ``.ods``."""

from __future__ import annotations

from contracts.sheets.odf_comments import HeardComment


def test_a_comment_keeps_its_lines_its_spaces_its_author_and_its_size() -> None:
    """Two paragraphs, of which one has three spaces in a row and a tab; the day is not a part of it."""
    heard = HeardComment({"svg:width": "2in", "svg:height": "0.1in"})
    for name, text, attributes in (
        ("dc:creator", "王会计", {}), ("dc:date", "2026-03-05", {}), ("text:p", "电话", {}),
        ("text:s", "", {"text:c": "3"}), ("text:tab", "", {}),
    ):  # fmt: skip
        heard.start(name, attributes)
        heard.text(text)
        if name != "text:p":
            heard.end(name)
    heard.end("text:p")
    heard.start("text:p", {})
    heard.text("已改")
    heard.start("text:line-break", {})

    made = heard.made()

    assert made is not None
    assert (made.text, made.author, made.width, made.height) == ("电话   \t\n已改\n", "王会计", 192, 40)


def test_a_comment_that_says_nothing_is_none() -> None:
    """And spaces without number do not fill the memory."""
    heard = HeardComment({})
    heard.start("text:p", {})
    heard.start("text:s", {"text:c": "999999999"})

    assert heard.made() is None
    heard.text("甲")
    made = heard.made()
    assert made is not None
    assert (len(made.text), made.author) == (101, "批注")
