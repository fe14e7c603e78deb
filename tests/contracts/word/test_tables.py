"""Tables of Word files as grids."""

from __future__ import annotations

import pytest

from contracts.errors import DocumentError
from contracts.word.tables import read_tables
from tests.contracts.word.conftest import p, r, t, table, word_file


def cell(text: str, properties: str = "") -> str:
    """Return a table cell with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def grid(*rows: str) -> str:
    """Return a table of rows made by hand."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def test_tables_have_names_rows_and_the_lines_above_them() -> None:
    """A title above the first does not stand above the second."""
    first = table(("姓名", "金额"), ("张三", "1"))
    one, two = read_tables(word_file(p("花名册"), p("单位：万元"), first, table(("乙",))))

    assert (one.name, one.rows, one.titles) == ("表1", (("姓名", "金额"), ("张三", "1")), ("花名册", "单位：万元"))
    assert (two.name, two.rows, two.titles) == ("表2", (("乙",),), ())


def test_merged_cells_are_areas_and_their_words_stand_once() -> None:
    """Over columns, down rows, and both at once; a second merge below is another area."""
    content = word_file(
        grid(
            row(cell("组", '<w:vMerge w:val="restart"/>'), cell("女方", '<w:gridSpan w:val="2"/>')),
            row(cell("", "<w:vMerge/>"), cell("姓名"), cell("身份证号")),
            row(cell("一组", '<w:vMerge w:val="restart"/>'), cell("张三"), cell("1")),
            row(cell("旧字", "<w:vMerge/>"), cell("李四"), cell("2")),
        )
    )

    (found,) = read_tables(content)

    assert found.rows == (("组", "女方", ""), ("", "姓名", "身份证号"), ("一组", "张三", "1"), ("", "李四", "2"))
    assert set(found.merges) == {(1, 1, 2, 1), (1, 2, 1, 3), (3, 1, 4, 1)}


def test_what_no_reader_sees_is_not_read() -> None:
    """Deleted rows and words, hidden words; what was put in is there; an inner table is none of ours."""
    gone = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    new = f'<w:ins w:id="2" w:author="a">{t("新")}</w:ins>'
    content = word_file(
        grid(
            row(f"<w:tc>{p(gone, new, r('暗', '<w:vanish/>'))}{table(('内表',))}{p('下行')}</w:tc>"),
            row(cell("删去的行"), properties='<w:del w:id="3" w:author="a"/>'),
        )
    )

    assert [item.rows for item in read_tables(content)] == [(("新\n下行",),)]


def test_a_table_wider_than_any_roster_is_refused() -> None:
    """A span is a number anybody can write."""
    with pytest.raises(DocumentError):
        read_tables(word_file(grid(row(cell("x", '<w:gridSpan w:val="99999999"/>')))))
