"""A manifest that was typed wrong is told with its line, in words for somebody who knows Notepad."""

from __future__ import annotations

import pytest

from contracts.errors import KindError
from contracts.kinds.handwriting import read_toml


def told(content: bytes) -> str:
    """Return the one line that is said of a file."""
    with pytest.raises(KindError) as caught:
        read_toml(content, "承诺/manifest.toml", "无法读取。")
    (problem,) = caught.value.problems
    return str(problem)


def test_the_mark_that_notepad_writes_before_utf_8_is_no_fault() -> None:
    """Older Notepads write it without asking."""
    assert read_toml('title = "承诺书"'.encode("utf-8-sig"), "", "") == {"title": "承诺书"}


def test_a_file_saved_in_another_encoding_is_told_how_to_save_it() -> None:
    """ANSI is GBK on a Chinese Windows."""
    assert told('title = "承诺书"'.encode("gbk")) == (
        "承诺/manifest.toml：不是 UTF-8 编码，用记事本打开，另存为，编码选 UTF-8"
    )


@pytest.mark.parametrize(
    ("text", "line", "cure"),
    [
        ('id = "a"\ntitle = “承诺书”', "第2行：“title = “承诺书””写法不对", "都用半角"),
        ('title ＝ "承诺书"', "第1行", "都用半角"),
        ('title = "承诺书', "第1行", "半角引号括起来"),
        ("title = 承诺书", "第1行", "半角引号括起来"),
        ('code = "a"\ncode = "b"', "第2行", "只写一次"),
        ('copies = ["甲方存",', "末尾：没有写完，少了引号或括号", ""),
    ],
)
def test_a_slip_of_the_pen_is_told_with_its_line_and_cure(text: str, line: str, cure: str) -> None:
    """No English, no column numbers."""
    said = told(text.encode())

    assert said.startswith(f"承诺/manifest.toml {line}")
    assert cure in said
