"""A void clause is found in every place where a Word file can hide it."""

from __future__ import annotations

import io

import docx
import pytest

from contracts.errors import DocumentError
from contracts.word.foreign import read_clauses, read_word
from tests.contracts.word.conftest import CORE, SPACES, VOID, Part, p, r, t, table, word_file

FIRST = p("第一条 甲方免费提供宣传服务。")
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wp:extent cx='{size}' cy='1'/>"
    "<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{new}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
    "</a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{old}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
STYLE = Part("styles", "styles", (
    '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="base"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Below"><w:name w:val="below"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
))  # fmt: skip
NOTE = '<w:r><w:{kind}Reference w:id="2"/></w:r>'
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"


def note(kind: str, root: str) -> bytes:
    """Return a file with a separator and one note of a kind."""
    content = f'<w:{kind} w:id="0" w:type="separator">{p()}</w:{kind}><w:{kind} w:id="2">{p(VOID)}</w:{kind}>'
    return word_file(p("见注", NOTE.format(kind=kind)), parts={f"{root}.xml": Part(root, root, content)})


def numbered(text: str, list_id: str = "1", level: str = "0") -> str:
    """Return a paragraph that Word numbers."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


ARTICLES = Part("numbering", "numbering", (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
))  # fmt: skip

PLACES = {
    "a typed article": (word_file(FIRST, p("第八条　" + VOID)), "第八条"),
    "an article that Word numbers": (
        word_file(*[numbered("甲方提供服务。")] * 7, numbered(VOID), parts={"numbering.xml": ARTICLES}), "第八条"),
    "a paragraph without number": (word_file(p("协议书"), p(), p(VOID)), "第2段"),
    "an item of an article": (word_file(FIRST, p("（二）" + VOID)), "第一条（二）"),
    "a table": (word_file(FIRST, table(("序号", "内容"), ("1", VOID))), "表1第2行第2列"),
    "a table in a table": (
        word_file(table(("甲",), ("<w:p/>" + table(("1",), (VOID,)) + "<w:p/>",))), "表1第2行第1列内表1第2行第1列"),
    "a text box": (word_file(p(BOX.format(size=9, new=p(VOID), old=p(VOID)))), "文本框1"),
    "a text box of the old kind": (
        word_file(p(f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(VOID)}</w:txbxContent></v:textbox></v:shape>"
                    "</w:pict></w:r>")), "文本框1"),
    "the alternative that only old programs show": (
        word_file(p(BOX.format(size=9, new=p("服务热线"), old=p(VOID)))), "文本框2"),
    "a table in a text box": (
        word_file(p(BOX.format(size=9, new=table((VOID,)), old=table((VOID,))))), "文本框1表1第1行第1列"),
    "a header": (word_file(FIRST, parts={"header1.xml": Part("header", "hdr", p(VOID))}), "页眉"),
    "a footer": (word_file(FIRST, parts={"footer1.xml": Part("footer", "ftr", p(VOID))}), "页脚"),
    "a header that no section shows": (
        word_file(FIRST, parts={"header1.xml": Part("header", "hdr", p("青河镇")),
                                "header2.xml": Part("header", "hdr", p(VOID))}), "页眉2"),
    "a footnote": (note("footnote", "footnotes"), "脚注1"),
    "an endnote": (note("endnote", "endnotes"), "尾注1"),
    "a comment": (note("comment", "comments"), "批注1"),
    "a tracked insertion": (word_file(FIRST, p(f"<w:ins w:id='1'>{t(VOID)}</w:ins>")), "第一条第2款（修订插入）"),
    "the new place of moved words": (word_file(p(f"<w:moveTo w:id='1'>{t(VOID)}</w:moveTo>")), "第1段（修订插入）"),
    "hidden words": (word_file(p("服务", r(VOID, "<w:vanish/>"))), "第1段隐藏文字"),
    "words hidden by a paragraph style": (
        word_file(p(VOID, properties='<w:pStyle w:val="Below"/>'), parts={"styles.xml": STYLE}), "第1段隐藏文字"),
    "words hidden by a character style": (
        word_file(p(r(VOID, '<w:rStyle w:val="Gone"/>')), parts={"styles.xml": STYLE}), "第1段隐藏文字"),
    "white words": (word_file(p(r(VOID, '<w:color w:val="FFFFFF"/>'))), "第1段白色文字"),
    "words of one point": (word_file(p(r(VOID, '<w:sz w:val="2"/>'))), "第1段极小文字"),
    "a content control": (word_file(f"<w:sdt><w:sdtPr/><w:sdtContent>{p(VOID)}</w:sdtContent></w:sdt>"), "第1段"),
    "a content control in a line": (word_file(p(f"<w:sdt><w:sdtContent>{t(VOID)}</w:sdtContent></w:sdt>")), "第1段"),
    "a choice of a content control": (
        word_file(p(f"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='{VOID}' w:value='1'/></w:dropDownList>"
                    "</w:sdtPr><w:sdtContent/></w:sdt>")), "第1段控件"),
    "the result of a field": (
        word_file(p(FIELD.format("begin"), "<w:r><w:instrText>QUOTE</w:instrText></w:r>", FIELD.format("separate"),
                    VOID, FIELD.format("end"))), "第1段"),
    "the code of a field": (
        word_file(p(FIELD.format("begin"), f"<w:r><w:instrText>{VOID}</w:instrText></w:r>", FIELD.format("end"))),
        "第1段域代码"),
    "a simple field": (word_file(p(f"<w:fldSimple w:instr='TITLE'>{t(VOID)}</w:fldSimple>")), "第1段"),
    "a link": (word_file(p(f"<w:hyperlink w:anchor='a'>{t(VOID)}</w:hyperlink>")), "第1段"),
    "an annex behind the signatures": (
        word_file(FIRST, p("甲方（盖章）：　　乙方（签字）："), p("附件1：补充约定"), p("第一条 " + VOID)),
        "附件1第一条"),
    "the text beside a picture": (
        word_file(p(f"<w:r><w:drawing><wp:docPr id='1' descr='{VOID}'/></w:drawing></w:r>")), "第1段替代文字"),
    "drawn letters": (
        word_file(p(f"<w:r><w:pict><v:shape><v:textpath string='{VOID}'/></v:shape></w:pict></w:r>")), "第1段艺术字"),
    "the reading over a word": (
        word_file(p(f"<w:r><w:ruby><w:rt>{t(VOID)}</w:rt><w:rubyBase>{t('约')}</w:rubyBase></w:ruby></w:r>")),
        "第1段注音"),
    "a formula": (word_file(p(f"<m:oMath><m:r><m:t>{VOID}</m:t></m:r></m:oMath>")), "第1段"),
    "the number drawn before a paragraph": (
        word_file(numbered(""), parts={"numbering.xml": Part("numbering", "numbering", ARTICLES.content.replace(
            "第%1条", VOID))}), "第1段"),
    "the title among the properties": (
        word_file(FIRST, raw={"docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{VOID}</dc:title></cp:coreProperties>")}), "文档属性：标题"),
    "the keywords": (
        word_file(FIRST, raw={"docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{CORE}"><cp:keywords>{VOID}</cp:keywords></cp:coreProperties>')}),
        "文档属性：关键词"),
    "a drawing of boxes and arrows": (
        word_file(FIRST, raw={
            "word/diagrams/data1.xml": f"<a:x {SPACES}><a:p><a:r><a:t>{VOID}</a:t></a:r></a:p></a:x>"}), "图示"),
    "data that a control shows": (
        word_file(FIRST, raw={"customXml/item1.xml": f"<合同><条款>{VOID}</条款></合同>"}), "文档数据"),
    "a second text that is shown instead": (
        word_file(FIRST, raw={"word/other.xml": f"<w:document {SPACES}><w:body>{p(VOID)}</w:body></w:document>"}),
        "另一正文"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "where"), PLACES.values(), ids=PLACES.keys())
def test_a_clause_is_found_where_it_hides(content: bytes, where: str) -> None:
    """Once, whole, and with a place that a person can find."""
    found = [clause for clause in read_clauses(content) if VOID in clause.text]

    assert [clause.where for clause in found] == [where]


def test_deleted_words_are_told_only_to_those_who_ask() -> None:
    """A deletion is not in force, and neither is the old place of moved words."""
    content = word_file(p("约定", f"<w:del w:id='1'><w:r><w:delText>{VOID}</w:delText></w:r></w:del>"),
                        p("搬走", f"<w:moveFrom w:id='2'>{t(VOID)}</w:moveFrom>"))  # fmt: skip

    assert [clause.text for clause in read_clauses(content)] == ["约定", "搬走"]
    assert [clause.where for clause in read_clauses(content, deleted=True) if clause.unseen] == [
        "第1段已删除", "第2段已删除",
    ]  # fmt: skip


def test_the_two_alternatives_of_a_drawing_count_once() -> None:
    """Sizes and shapes differ between them; only the words are compared."""
    first, second = (BOX.format(size=9, new=p(words), old=p(words)) for words in (VOID, "二"))
    content = word_file(p(first), p(second))

    assert [clause.where for clause in read_clauses(content)] == ["文本框1", "文本框2"]


def test_hidden_words_are_told_apart_and_in_their_place() -> None:
    """甲方可以收取 is what is printed; a hidden 不得 does not mend it."""
    content = word_file(p("甲方", r("不", "<w:vanish/>"), "可以收取押金。"))

    visible, hidden = read_clauses(content)

    assert visible.text == "甲方可以收取押金。"
    assert (hidden.text, hidden.whole) == ("不", "甲方不可以收取押金。")


def test_white_words_on_a_dark_ground_can_be_read() -> None:
    """A table head in white on blue hides nothing."""
    cell = "<w:tcPr><w:shd w:val='clear' w:fill='1F4E79'/></w:tcPr>" + p(r("项目", '<w:color w:val="FFFFFF"/>'))

    assert [clause.unseen for clause in read_clauses(word_file(table((cell,))))] == [""]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    """Accepting the changes joins the two."""
    content = word_file(p("乙方必须", properties="<w:rPr><w:del w:id='1'/></w:rPr>"), p("在四十二天内放置宫内节育器。"))

    assert [clause.text for clause in read_clauses(content)] == [VOID]


def test_runs_soft_breaks_and_odd_spaces_do_not_cut_a_clause() -> None:
    """Word cuts words into runs at every whim of an editor."""
    content = word_file(p("乙方必", "<w:proofErr w:type='spellStart'/>", "须在",
                          "<w:r><w:br/></w:r>", "四十二天内放置宫内节育器。"))  # fmt: skip

    assert [clause.text for clause in read_clauses(content)] == [VOID]


def test_headings_are_the_context_of_what_follows() -> None:
    """一、… is no article: paragraphs are counted and the heading goes along."""
    content = word_file(p("二、乙方自愿承担的事项"), p("1．自愿参加学习。"))

    assert [(clause.where, clause.section) for clause in read_clauses(content)] == [
        ("第1段", "二、乙方自愿承担的事项"),
        ("第2段", "二、乙方自愿承担的事项"),
    ]


def test_the_other_dialect_of_words_xml_is_read_alike() -> None:
    """A file saved as strict Open XML has other namespaces and the same words."""
    from tests.contracts.word.conftest import W, unzipped, zipped

    parts = {
        name: data.replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        for name, data in unzipped(word_file(p(VOID, r("暗", "<w:vanish/>")))).items()
    }

    assert [clause.text for clause in read_clauses(zipped(parts))] == [VOID, "暗"]


def test_a_file_of_python_docx_is_read_with_its_pictures_counted() -> None:
    """What cannot be read is not passed over in silence."""
    document = docx.Document()
    document.add_paragraph(VOID)
    pixel = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
        "0def46b80000000049454e44ae426082"
    )
    document.add_picture(io.BytesIO(pixel))
    content = io.BytesIO()
    document.save(content)

    word = read_word(content.getvalue())

    assert [clause.where for clause in word.clauses if clause.text == VOID] == ["第1段"]
    assert word.pictures == 1


def test_a_file_with_more_words_than_any_contract_is_refused() -> None:
    """The judge reads every word; half a million is no contract."""
    blocks = ("、".join(f"第{number}次服务" for number in range(at, at + 1000)) for at in range(0, 60_000, 1000))
    with pytest.raises(DocumentError) as refusal:
        read_clauses(word_file(*map(p, blocks)))

    assert "50 万字" in refusal.value.problems[0].message
