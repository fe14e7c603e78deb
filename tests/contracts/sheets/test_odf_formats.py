"""Number, date and money formats of an ``.ods`` as Excel writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.sheets.odf_formats import format_code
from contracts.sheets.odf_parts import CONTENT, walk
from contracts.sheets.odf_styles import Styles
from tests.contracts.sheets.test_odf_parts import part
from tests.contracts.sheets.test_preflight import packed

TELEPHONE = (
    '<number:number number:decimal-places="0" number:min-integer-digits="11">'
    '<number:embedded-text number:position="8">-</number:embedded-text>'
    '<number:embedded-text number:position="4">-</number:embedded-text></number:number>'
)
TOO_FAR = TELEPHONE.replace('"8"', '"12"')
TWO = '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
PLAIN = '<number:number number:decimal-places="0" number:min-integer-digits="1"/>'
YEAR, MONTH, DAY = '<number:year number:style="long"/>', "<number:month/>", '<number:day number:style="long"/>'
HOURS, MINUTES = "<number:hours/>", '<number:minutes number:style="long"/>'


def written(text: str) -> str:
    """Return the words of a format."""
    return f"<number:text>{text}</number:text>"


def code(kind: str, inside: str, said: str = "", before: str = "", *, path: Path) -> str | None:
    """Return the format of that kind, with others before it to which it gives way."""
    styles = Styles()
    own = f'<number:{kind}-style style:name="N" {said}>{inside}</number:{kind}-style>'
    walk(packed(path / "a.ods", {CONTENT: part(before + own)}), CONTENT, styles)
    return format_code("N", styles.formats)


@pytest.mark.parametrize(
    ("kind", "inside", "said", "expected"),
    [
        ("number", PLAIN, "", "0"),
        ("number", TWO, "", "#,##0.00"),
        ("number", '<number:number number:min-integer-digits="1"/>' + written("元"), "", 'General"元"'),
        ("number", '<number:number number:decimal-places="3" number:min-decimal-places="1"/>', "", "0.0##"),
        ("number", '<number:number number:decimal-places="2" number:decimal-replacement=""/>', "", "0.##"),
        ("number", '<number:number number:decimal-places="0" number:min-integer-digits="0"/>', "", "#"),
        ("number", '<number:number number:decimal-places="0" number:min-integer-digits="6"/>', "", "000000"),
        ("number", '<number:number number:decimal-places="0" number:display-factor="1000"/>', "", "0,"),
        ("number", written("a&quot;/") + PLAIN, "", '"a"\\""/"0'),
        ("number", '<style:text-properties fo:color="#FF0000"/>' + PLAIN, "", "[Red]0"),
        ("number", '<number:scientific-number number:decimal-places="2" number:min-exponent-digits="3"/>', "",
         "0.00E+000"),
        ("number", '<number:fraction number:min-integer-digits="0" number:denominator-value="8"/>', "", "# ?/8"),
        ("number", '<number:fraction number:min-numerator-digits="2" number:min-denominator-digits="2"/>', "",
         "??/??"),
        ("number", TELEPHONE, "", "000-0000-0000"),
        ("number", "<number:fill-character>*</number:fill-character>" + PLAIN, "", "**0"),
        ("percentage", PLAIN + written(" %"), "", "0 %"),
        ("percentage", "<number:number/>" + written("%"), "", "0%"),
        ("currency", '<number:currency-symbol number:language="zh" number:country="CN">¥</number:currency-symbol>'
         + TWO, "", "[$¥-804]#,##0.00"),
        ("currency", "<number:currency-symbol>￥</number:currency-symbol>" + PLAIN, "", '"￥"0'),
        ("text", "<number:text-content/>", "", "@"),
        ("date", YEAR + written("年") + MONTH + written("月") + DAY + written("日"), "", 'yyyy"年"m"月"dd"日"'),
        ("date", YEAR + written("/") + MONTH + written(".") + DAY, "", "yyyy/m.dd"),
        ("date", '<number:month number:textual="true" number:style="long"/>', "", "mmmm"),
        ("date", '<number:day-of-week number:style="long"/>', 'number:language="zh" number:country="CN"',
         "[$-804]dddd"),
        ("date", YEAR, 'number:transliteration-format="一" number:transliteration-language="zh"',
         "[DBNum1][$-804]yyyy"),
        ("time", HOURS + written(":") + MINUTES + '<number:seconds number:decimal-places="1"/><number:am-pm/>', "",
         "h:mms.0AM/PM"),
        ("time", HOURS + written(":") + MINUTES, 'number:truncate-on-overflow="false"', "[h]:mm"),
        ("boolean", "", "", "General"),
    ],
)  # fmt: skip
def test_a_format_is_written_in_excels_letters(
    kind: str, inside: str, said: str, expected: str, tmp_path: Path
) -> None:
    """Digits, words, money, days and hours."""
    assert code(kind, inside, said, path=tmp_path) == expected


@pytest.mark.parametrize(
    ("kind", "inside", "said"),
    [
        ("date", "<number:quarter/>", ""),
        ("date", "<number:year number:calendar='ROC'/>", ""),
        ("date", YEAR, 'number:transliteration-format="壱" number:transliteration-language="ja"'),
        ("number", '<number:number number:decimal-places="99"/>', ""),
        ("number", '<number:number number:decimal-places="x"/>', ""),
        ("number", '<number:number number:decimal-places="0" number:display-factor="7"/>', ""),
        ("number", TOO_FAR, ""),
        ("number", '<number:fraction number:denominator-value="x"/>', ""),
        ("number", "<number:fill-character>ab</number:fill-character>", ""),
        ("number", written("字" * 300), ""),
        ("currency", "<number:currency-symbol/>" + TWO, ""),
        ("number", PLAIN + '<style:map style:condition="value()&gt;=0" style:apply-style-name="N9"/>', ""),
        ("number", PLAIN + '<style:map style:condition="cell()" style:apply-style-name="P"/>', ""),
    ],
)  # fmt: skip
def test_a_format_that_excel_has_not_is_none(kind: str, inside: str, said: str, tmp_path: Path) -> None:
    """The caller says that some are lost; a wrong one would show another number."""
    before = f'<number:number-style style:name="P">{PLAIN}</number:number-style>'

    assert code(kind, inside, said, before, path=tmp_path) is None


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([], "0"),
        ([">=0"], "#,##0.00;0"),
        ([">0", "<0"], "#,##0.00;#,##0.00;0"),
        ([">=100", ">=60"], "[>=100]#,##0.00;[>=60]#,##0.00;0"),
        (["!=1"], "[<>1]#,##0.00;0"),
        ([">1", ">2", ">3"], None),
    ],
)
def test_formats_for_some_numbers_only_are_sections(
    conditions: list[str], expected: str | None, tmp_path: Path
) -> None:
    """Excel knows two conditions and the rest; the usual ones go without saying."""
    maps = "".join(
        f'<style:map style:condition="value(){sign}" style:apply-style-name="P"/>'.replace(")<", ")&lt;")
        for sign in conditions
    )
    before = f'<number:number-style style:name="P">{TWO}</number:number-style>'

    assert code("number", PLAIN + maps, before=before, path=tmp_path) == expected


def test_a_format_for_texts_has_its_place_behind_those_for_numbers(tmp_path: Path) -> None:
    """And a name that is not there is no format."""
    signs = ("&gt;0", "&lt;0", "=0")
    maps = "".join(f'<style:map style:condition="value(){sign}" style:apply-style-name="P"/>' for sign in signs)
    before = f'<number:number-style style:name="P">{PLAIN}</number:number-style>'

    assert code("text", "<number:text-content/>" + maps, before=before, path=tmp_path) == "0;0;0;@"
    assert format_code("N", {}) == "General"
