"""The formulas of an ``.ods`` as Excel writes them."""

from __future__ import annotations

import pytest

from contracts.sheets.odf_formulas import Dialect, address, translated

SHEETS = {"册": "册", "它's": "它's", "长/名": "长_名"}
EXCEL = Dialect(sheets=SHEETS, excel_strings=True)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM([.B2:.B5])", "SUM(B2:B5)"),
        ("[.$A$1]+[.A$1]*[.$A1]", "$A$1+A$1*$A1"),
        ('IF([.A1]>=60;"合""格";)', 'IF(A1>=60,"合""格",)'),
        ("[$册.A1]&[$'它''s'.$B$2:.C3]", "'册'!A1&'它''s'!$B$2:C3"),
        ("[册.A1:册.B2]", "'册'!A1:B2"),
        ("[$'长/名'.A1]", "'长_名'!A1"),
        ("SUM([.A:.B];[.1:.$2])", "SUM(A:B,1:$2)"),
        ("-[.A1]^2%+(1-2)", "-A1^2%+(1-2)"),
        ("[.A1:.B2]![.B:.B]", "A1:B2 B:B"),
        ("SUM(([.A1]~[.B2:.B3]))", "SUM((A1,B2:B3))"),
        ('MATCH(2;{1;2|-3;"四;|"};0)', 'MATCH(2,{1,2;-3,"四;|"},0)'),
        ("ROW()+TODAY()", "ROW()+TODAY()"),
        ("AND(TRUE();FALSE())", "AND(TRUE,FALSE)"),
        ("COM.MICROSOFT.CONCAT([.A1])", "_xlfn.CONCAT(A1)"),
        ("COUNTIF(OFFSET([.A1];1;1);([.B1]))", "COUNTIF(OFFSET(A1,1,1),(B1))"),
        ("sum( [.A1] ;\n1.5E+3 )", "SUM( A1 , 1.5E+3 )"),
        ('INDIRECT("A1")', 'INDIRECT("A1")'),
        ("#N/A", "#N/A"),
        ("[.XFD1048576]", "XFD1048576"),
    ],
)  # fmt: skip
def test_a_formula_is_read_from_left_to_right(formula: str, expected: str) -> None:
    """As LibreOffice writes it, and as the clerk typed it."""
    assert translated(f"of:={formula}", EXCEL) == f"={expected}"


@pytest.mark.parametrize(
    "formula",
    [
        "", "[.A1", "[.A1]]", "SUM([.A1]", "[.A1])", "[.A1][.B1]", "[.A1] [.B1]", "1+", "*1", "(1;2)", "()", "1;2",
        'WEBSERVICE("http://x.example")', 'DDE("soffice";"x";"y")', "名称+1", "总额", "'金额'", "LET([.A1])",
        "['file:///x.ods'#$册.A1]", "[$别.A1]", "[.A1:别.B2]", "[.A1:$册.B2]", "[$册.A1:$'它''s'.B2]", "[.#REF!]",
        "[.A]", "[.1]", "[.A:.1]", "[.A0]", "[.XFE1]", "[.A1048577]", "[.AAAA1]", "[A1]",
        "ROUND([.A1])", "SUM()", "IF(1)", "TRUE(1)", "NOT(1;2)", "COUNTIF(1;2)", "COUNTIF({1;2};1)", "RANK(1;2)",
        "SUMIF([.A1]+1;1)", "CEILING([.A1];2)", "SUM([.A1]~[.B1])", "([.A1]~1)", "1![.A1]", "{1;[.A1]}", "{}",
        '"a', '"' + "字" * 256 + '"', "12345678901234567", "1E999", "0x1", "((" * 40 + "1" + "))" * 40, '"\a"',
        "[.A1]%%%" + "+1" * 5000,
    ],
)  # fmt: skip
def test_a_formula_with_a_part_that_is_not_understood_is_none(formula: str) -> None:
    """Names, other files, unknown functions, what Excel calls damage: its result is kept, nothing is guessed."""
    assert translated(f"of:={formula}", EXCEL) is None


@pytest.mark.parametrize(
    ("formula", "dialect", "expected"),
    [
        ("oooc:=[.A1]", EXCEL, "=A1"),
        ("msoxl:=A1", EXCEL, None),
        ("=A1", EXCEL, None),
        ("of:=1", Dialect(sheets={}, certain=False), None),
        ('of:=INDIRECT("册.A1")', Dialect(sheets={}), None),
        ('of:=COUNTIF([.A1:.A9];"一村")', Dialect(sheets={}, wildcards=False), '=COUNTIF(A1:A9,"一村")'),
        ('of:=COUNTIF([.A1:.A9];"一.*")', Dialect(sheets={}, wildcards=False), None),
        ("of:=VLOOKUP([.B1];[.A1:.A9];1)", Dialect(sheets={}, wildcards=False), None),
        ("of:=VLOOKUP([.B1];[.A1:.A9];1)", EXCEL, "=VLOOKUP(B1,A1:A9,1)"),
        ("of:=SUMIFS([.A1:.A9];[.B1:.B9];2)", Dialect(sheets={}, wildcards=False), "=SUMIFS(A1:A9,B1:B9,2)"),
    ],
)
def test_what_a_whole_file_says_of_its_formulas_counts(formula: str, dialect: Dialect, expected: str | None) -> None:
    """Where texts are looked for as patterns, Excel would find others."""
    assert translated(formula, dialect) == expected


def test_a_place_alone_is_an_address() -> None:
    """As filters and printed lines have it."""
    assert address("册.A1:册.$B$9", SHEETS) == "'册'!A1:$B$9"
    assert address("x", SHEETS) is None
