"""A file that cannot be read is refused with place and cure, in bounded time, never with a traceback."""

from __future__ import annotations

import itertools
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import DocumentError
from contracts.word import intake
from contracts.word.foreign import read_clauses
from tests.contracts.word.conftest import SPACES, VOID, Part, p, table, unzipped, word_file, zipped

GOOD = word_file(
    p("第一条 " + VOID), table(("序号", VOID)),
    parts={
        "header1.xml": Part("header", "hdr", p("页眉")),
        "comments.xml": Part("comments", "comments", f'<w:comment w:id="1">{p("批注")}</w:comment>'),
        "styles.xml": Part("styles", "styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'),
        "numbering.xml": Part("numbering", "numbering", (
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')),
    },
)  # fmt: skip
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
BILLION = (
    '<!DOCTYPE w [<!ENTITY a "押金押金押金押金"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
START, END = f"<w:document {SPACES}><w:body>", "</w:body></w:document>"
DEEP = f"{START}{'<w:sdt><w:sdtContent>' * 5000}{'</w:sdtContent></w:sdt>' * 5000}{END}"


def text_of(document: str | bytes) -> bytes:
    """Return a file whose text is this."""
    return word_file(raw={"word/document.xml": document})


def locked() -> bytes:
    """Return a zip whose members say that they need a password."""
    content = bytearray(GOOD)
    for sign, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = content.find(sign)
        while start >= 0:
            content[start + offset] |= 1
            start = content.find(sign, start + 4)
    return bytes(content)


BAD = {
    "nothing": (b"", "空的"),
    "an old .doc": (OLE, "旧式 .doc"),
    "a file with an opening password": (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "a zip with a password": (locked(), "密码"),
    "RTF": (b"{\\rtf1 text}", "RTF"),
    "PDF": (b"%PDF-1.7", "PDF"),
    "a page of the web": (b"<html><body>", "网页"),
    "a flat XML file": (b'<?xml version="1.0"?><pkg/>', "XML"),
    "a workbook": (zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "表格"),
    "an OpenDocument file": (zipped({"content.xml": ""}), "OpenDocument"),
    "words": ("乙方必须上环".encode(), ".docx"),
    "half a file": (GOOD[: len(GOOD) // 2], ".docx"),
    "a text that is no XML": (text_of("<w:document"), "XML"),
    "a text with entities": (text_of(BILLION), "DOCTYPE"),
    "a DOCTYPE behind a long comment": (text_of(f"<!--{'x' * 9000}-->{BILLION}"), "DOCTYPE"),
    "a text in another encoding": (
        text_of(f"<?xml version='1.0' encoding='UTF-16'?><w:document {SPACES}/>".encode("utf-16")), "UTF-8"),
    "an encoding nobody knows": (text_of(f"<?xml version='1.0' encoding='x-none'?><w:document {SPACES}/>"), "UTF-8"),
    "controls in controls without end": (text_of(DEEP), "XML"),
    "a bomb": (zipped({**unzipped(GOOD), "word/media/a.bin": b"\0" * (17 << 20)}), "大得不合常理"),
    "a million paragraphs": (text_of(f"{START}{'<w:p/>' * 1_000_000}{END}"), "大得不合常理"),
    "two parts of one name": (zipped({**unzipped(GOOD), "Word/Document.xml": "<a/>"}), "两次"),
    "a text that is a picture of one": (text_of("<svg/>"), "没有正文"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, words: str) -> None:
    """Where, what, and what to do."""
    with pytest.raises(DocumentError) as refusal:
        read_clauses(content)

    problems = refusal.value.problems
    assert any(words in problem.message for problem in problems), problems
    assert all(problem.where and problem.hint for problem in problems)


def test_a_sound_file_gives_its_parts() -> None:
    """Every member, byte for byte."""
    assert intake.opened(GOOD) == unzipped(GOOD)


def survives(content: bytes) -> bool:
    """Say whether a file is read or refused; anything else fails the test."""
    try:
        read_clauses(content)
    except DocumentError as error:
        return bool(error.problems)
    return True


def test_damaged_files_are_read_or_refused() -> None:
    """Bytes turned, cut out and doubled, in the zip and inside its parts."""
    chance = random.Random(20261122)  # noqa: S311  # no secret hangs on it
    parts = unzipped(GOOD)
    for round_ in range(400):
        if round_ % 2:
            name = chance.choice(sorted(parts))
            content = zipped({**parts, name: mangled(parts[name], chance)})
        else:
            content = mangled(GOOD, chance)
        assert survives(content)


def mangled(data: bytes, chance: random.Random) -> bytes:
    """Return data with a few wounds."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(out) or 1)
        wound = chance.randrange(4)
        if wound == 0 and out:
            out[place] = chance.randrange(256)
        elif wound == 1:
            del out[place : place + chance.randint(1, 40)]
        elif wound == 2:
            out[place:place] = out[place : place + chance.randint(1, 60)]
        elif tags := [place for place, sign in enumerate(out) if sign == ord("<")]:
            first, last = sorted(chance.choices(tags, k=2))
            out[first:last] = b""
    return bytes(out)


SPEAKING = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sdt", "w:txbxContent", "w:ruby", "w:rt",
            "w:instrText", "w:hyperlink", "w:smartTag", "w:fldSimple", "wps:wsp", "v:shape"]  # fmt: skip
SILENT = ["mc:AlternateContent", "mc:Choice", "mc:Fallback", "w:pPr", "w:rPr", "w:numPr", "w:sdtPr", "w:sectPr"]
LEAVES = ["", "押金", "&lt;", "<w:t>约</w:t>", "<w:br/>", '<w:fldChar w:fldCharType="begin"/>', "<!--约-->"]


def trees(tags: list[str]) -> st.SearchStrategy[str]:
    """Return a strategy for elements of these names, nested anyhow."""
    return st.recursive(
        st.sampled_from(LEAVES),
        lambda inner: st.tuples(st.sampled_from(tags), st.lists(inner, max_size=4)).map(
            lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
        ),
        max_leaves=40,
    )


@settings(max_examples=150)
@given(trees(SPEAKING + SILENT))
def test_any_tree_of_words_elements_is_read(tree: str) -> None:
    """Elements where they do not belong confuse nobody."""
    assert survives(word_file(tree))


@settings(max_examples=60)
@given(trees(SPEAKING))
def test_no_word_that_stands_in_the_file_is_lost(tree: str) -> None:
    """Every text run is among what was found, deleted ones included; each is told from the others by its number."""
    numbers = itertools.count(100)
    numbered = re.sub("<w:t>约", lambda match: f"{match[0]}{next(numbers)}", tree)
    found = read_clauses(word_file(f"<w:p>{numbered}</w:p>"), deleted=True)

    said = "".join(clause.text for clause in found)
    assert [word for word in re.findall("<w:t>(约[0-9]+)", numbered) if word not in said] == []
