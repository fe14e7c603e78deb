"""A kind's Word file is found sound before anything is reviewed or printed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.errors import DocumentError, InputError, KindError
from contracts.papers.wordfile import fixed_words, named, sound_word_file
from contracts.word import blank, fixed_texts
from contracts.word.markup import cell, paragraph, row, table
from contracts.word.template import Template
from tests.contracts.word.papers import shipped, word_file


def bomb(content: bytes) -> bytes:
    """Return the file with sixty megabytes of nothing in it."""
    target = io.BytesIO(content)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.bin", bytes(60 << 20))
    return target.getvalue()


FAULTY: dict[str, tuple[Callable[[], bytes], type[InputError], str]] = {
    "syntax": (lambda: word_file(paragraph("Body", "{% if name ，乙方")), KindError, "占位标记没有写完整"),
    "filter": (lambda: word_file(paragraph("Body", "{{ name|upper_case }}")), KindError, "不能用过滤器"),
    "border": (
        lambda: word_file(
            paragraph("Body", "{% if name %}") + table([9], row([cell(9, paragraph("Body", "{% endif %}"))]))
        ),
        KindError,
        "跨过了段落或表格的边",
    ),
    "bomb": (lambda: bomb(word_file("<w:p/>")), DocumentError, "解开以后大得不合常理"),
    "doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), DocumentError, "旧式 .doc"),
    "locked": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
        DocumentError,
        "设了打开密码",
    ),
    "empty": (lambda: b"", DocumentError, "0 字节"),
    "torn": (lambda: word_file("<w:p/>")[:3000], DocumentError, "不是完整的 .docx"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_word_file_is_named_with_place_reason_and_cure(name: str, tmp_path: Path) -> None:
    """Exit 3; the clerk sees which file, which words, what is wrong and what to do."""
    made, kind, told = FAULTY[name]
    path = tmp_path / "zh_CN.docx"
    path.write_bytes(made())

    with pytest.raises(kind) as caught:
        sound_word_file(path)

    assert caught.value.exit_code == 3
    assert "未生成任何文件" in caught.value.summary
    assert all(item.where.startswith(str(path)) and item.hint for item in caught.value.problems)
    assert any(told in item.message for item in caught.value.problems)


def test_what_shows_only_in_printing_is_named_too(tmp_path: Path) -> None:
    """A name that the papers do not know: whole, with the file that asks for it."""
    path = tmp_path / "zh_CN.docx"
    template = Template(word_file(paragraph("Body", "{{ party_a.nmae }}{{ nmae }}")))
    with pytest.raises(KindError) as caught, named(path):
        template.render({"party_a": {"name": "甲"}, "nmae": ""})
    (problem,) = caught.value.problems

    assert problem.where == str(path)
    assert "用到 nmae、party_a.nmae，" in problem.message
    assert caught.value.summary == "缺少要填的内容，未生成任何文件。"


def test_a_sound_file_is_returned_as_it_is(tmp_path: Path) -> None:
    """Nothing is changed in it."""
    path = tmp_path / "zh_CN.docx"
    path.write_bytes(blank(shipped("service_contract")))

    assert sound_word_file(path) == path.read_bytes()


def test_the_words_of_every_word_file_of_a_kind_are_judged() -> None:
    """The stub's too."""
    kind = shipped("informed_choice_record")
    stub = kind.stub_path("zh_CN")

    assert stub
    assert {clause.text for clause in fixed_texts(stub.read_bytes())} <= {clause.text for clause in fixed_words(kind)}
