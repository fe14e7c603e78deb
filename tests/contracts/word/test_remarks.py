"""Remarks stand at their clauses; everything else in the file stays as it was."""

from __future__ import annotations

import io
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import docx

from contracts.word import intake
from contracts.word.foreign import read_clauses
from contracts.word.remarks import Remark, mark
from tests.contracts.word.conftest import VOID, Part, p, t, table, unzipped, word_file
from tests.typesetting import with_libreoffice

DAY = date(2026, 11, 22)
LINES = ("【无效】第八条：不得强制上环", "依据：《人口与计划生育法》")
PROPERTIES = "<w:keepNext/>"
PLAIN = word_file(
    p("第一条 提供服务。"), p("第八条 " + VOID, properties=PROPERTIES), table(("序号", VOID)),
    parts={"header1.xml": Part("header", "hdr", p(VOID))},
)  # fmt: skip
COMMENTED = word_file(
    p('<w:commentRangeStart w:id="4"/>', VOID, '<w:commentRangeEnd w:id="4"/>',
      '<w:r><w:commentReference w:id="4"/></w:r>'),
    parts={"comments.xml": Part("comments", "comments", (
        f'<w:comment w:id="4" w:author="李秘书">{p("请核对")}</w:comment>'))},
)  # fmt: skip


def remarked(content: bytes, *anchors: int) -> bytes:
    """Return the file with the same remark at these paragraphs."""
    return mark(content, [Remark(anchor=anchor, lines=LINES) for anchor in anchors], on=DAY)


def test_a_remark_says_who_when_and_what() -> None:
    """python-docx reads what we wrote."""
    comments = list(docx.Document(io.BytesIO(remarked(PLAIN, 1))).comments)

    assert [(item.author, item.initials, item.text) for item in comments] == [("守约", "守", "\n".join(LINES))]
    assert comments[0].timestamp == datetime(2026, 11, 22, tzinfo=UTC)


def test_a_remark_encloses_its_paragraph_behind_the_properties() -> None:
    """Word refuses a paragraph whose properties do not come first."""
    root = intake.tree(unzipped(remarked(PLAIN, 1)), "word/document.xml")
    paragraph = list(root.iter("{*}p"))[1]

    assert [str(child.tag).rpartition("}")[2] for child in paragraph] == [
        "pPr", "commentRangeStart", "r", "commentRangeEnd", "r",
    ]  # fmt: skip


def test_only_the_text_the_comments_and_the_two_lists_change() -> None:
    """Every other part is the same byte for byte, and the words are the same."""
    before, after = unzipped(PLAIN), unzipped(remarked(PLAIN, 0, 1, 3))
    changed = {name for name in after if before.get(name) != after[name]}

    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert read_clauses(remarked(PLAIN, 0, 1, 3)) == read_clauses(PLAIN)


def test_the_text_itself_loses_nothing() -> None:
    """With the marks taken out again the text is what it was."""
    root = intake.tree(unzipped(remarked(PLAIN, 1, 3)), "word/document.xml")
    for element in [item for item in root.iter() if "comment" in str(item.tag)]:
        owner = element.getparent()
        assert owner is not None
        owner.remove(element)
        if not len(owner) and (outer := owner.getparent()) is not None:
            outer.remove(owner)
    original = intake.tree(unzipped(PLAIN), "word/document.xml")

    assert canonical(root) == canonical(original)


def canonical(root: object) -> bytes:
    """Return XML in its one canonical form."""
    from lxml import etree

    return etree.tostring(root, method="c14n")  # type: ignore[arg-type]


def test_other_peoples_comments_are_kept() -> None:
    """Ours get numbers of their own."""
    comments = docx.Document(io.BytesIO(remarked(COMMENTED, 0, 0))).comments

    assert [(item.comment_id, item.author) for item in comments] == [(4, "李秘书"), (5, "守约"), (6, "守约")]


def test_marking_again_replaces_our_own_remarks() -> None:
    """A clause that was mended carries no stale verdict."""
    twice = remarked(remarked(COMMENTED, 0), 0)

    assert [item.author for item in docx.Document(io.BytesIO(twice)).comments] == ["李秘书", "守约"]
    assert twice == remarked(COMMENTED, 0)


def test_our_remarks_are_not_read_as_clauses() -> None:
    """They quote what they refuse."""
    assert read_clauses(remarked(PLAIN, 0, 1)) == read_clauses(PLAIN)


def test_nothing_to_say_changes_nothing() -> None:
    """The very bytes come back."""
    assert mark(PLAIN, [], on=DAY) == PLAIN


def test_equal_remarks_give_equal_bytes() -> None:
    """No clock, no chance."""
    assert remarked(PLAIN, 1, 3) == remarked(PLAIN, 3, 1)


def test_a_file_of_python_docx_can_be_marked() -> None:
    """Its comments part, if it has one, is used."""
    document = docx.Document()
    run = document.add_paragraph(VOID).runs[0]
    document.add_comment(run, text="旧批注", author="李秘书")
    content = io.BytesIO()
    document.save(content)

    authors = [item.author for item in docx.Document(io.BytesIO(remarked(content.getvalue(), 0))).comments]

    assert authors == ["李秘书", "守约"]


def test_signs_that_xml_does_not_know_are_left_out() -> None:
    """A clause may quote a control character of an old file."""
    content = mark(PLAIN, [Remark(anchor=0, lines=("押\x01金\x0b<&>",))], on=DAY)

    assert [item.text for item in docx.Document(io.BytesIO(content)).comments] == ["押金<&>"]


@with_libreoffice
def test_libreoffice_opens_the_marked_file(tmp_path: Path) -> None:
    """The words of text and comments come out of the conversion."""
    (tmp_path / "a.docx").write_bytes(remarked(word_file(p("第八条 ", t(VOID))), 0))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")

    assert VOID in text
    assert LINES[0] in text
    assert "<dc:creator>守约</dc:creator>" in text
