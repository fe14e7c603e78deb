"""What may be typed into the cells of an ``.ods``, as rules of a workbook."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from contracts.sheets.odf_formulas import Dialect
from contracts.sheets.odf_rules import Rule

DIALECT = Dialect(sheets={"册": "册", "码": "码"})


def laid(condition: str, *areas: tuple[range, range], base: str = "码.B2", **said: str) -> tuple[Any, bool]:
    """Return a page with a rule of that condition, and whether Excel knows it."""
    page: Any = openpyxl.Workbook().worksheets[0]
    named = {f"table:{name.replace('_', '-')}": value for name, value in said.items()}
    rule = Rule({"table:condition": condition, "table:base-cell-address": base} | named)
    for rows, columns in areas or [(range(2, 9), range(2, 3))]:
        rule.note("册", rows, columns)
    return page, rule.lay_on({"册": page}, DIALECT)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('of:cell-content-is-in-list("男";"女")', ("list", None, '"男,女"', None)),
        ("of:cell-content-is-in-list([$码.$A$1:.$A$3])", ("list", None, "'码'!$A$1:$A$3", None)),
        ("of:cell-content-is-in-list([.A1])", ("list", None, "A1", None)),
        ("of:cell-content-is-decimal-number() and cell-content-is-between(0,99)", ("decimal", "between", "0", "99")),
        (
            "of:cell-content-is-whole-number() and cell-content-is-not-between(MAX(1;2);5)",
            ("whole", "notBetween", "MAX(1,2)", "5"),
        ),
        ("of:cell-content-is-date() and cell-content()<DATE(2000;1;1)", ("date", "lessThan", "DATE(2000,1,1)", None)),
        ("of:cell-content-is-time() and cell-content()!=0.5", ("time", "notEqual", "0.5", None)),
        ("of:cell-content-text-length()=18", ("textLength", "equal", "18", None)),
        ("of:cell-content-text-length-is-between(15;18)", ("textLength", "between", "15", "18")),
        ("of:is-true-formula(COUNTIF([.$B$2:.$B$9];[.B2])=1)", ("custom", None, "COUNTIF($B$2:$B$9,B2)=1", None)),
        ("", (None, None, None, None)),
    ],
)  # fmt: skip
def test_lists_limits_and_formulas_become_rules(condition: str, expected: tuple[str | None, ...]) -> None:
    """As LibreOffice writes them, with ``,`` or with the standard's ``;`` between two limits."""
    page, is_known = laid(condition)
    (rule,) = page.data_validations.dataValidation

    assert is_known
    assert (rule.type, rule.operator, rule.formula1, rule.formula2) == expected
    assert str(rule.sqref) == "B2:B8"


@pytest.mark.parametrize(
    ("condition", "base"),
    [
        ('of:cell-content-is-in-list("男,女")', "册.B2"),
        (f'of:cell-content-is-in-list("{"男" * 256}")', "册.B2"),
        ('of:cell-content-is-in-list("男";[.A1])', "册.B2"),
        ("of:is-true-formula([.A1]=1)", "册.C9"),
        ("of:is-true-formula([.A1]=1)", ""),
        ("of:is-true-formula(WEBSERVICE(1))", "册.B2"),
        ("of:cell-content-is-date() and cell-content()>=", "册.B2"),
        ("of:cell-content-is-date() and cell-content-is-between(1)", "册.B2"),
        ("of:cell-content()=1", "册.B2"),
    ],
)
def test_a_rule_that_excel_knows_only_in_other_words_is_left_out(condition: str, base: str) -> None:
    """Or one that would point elsewhere from there."""
    page, is_known = laid(condition, base=base)

    assert (is_known, page.data_validations.dataValidation) == (False, [])


def test_areas_under_one_another_are_one_and_messages_come_along() -> None:
    """A thousand cells are one area; the arrow may be hidden, and what is said is cut to what Excel holds."""
    page: Any = openpyxl.Workbook().worksheets[0]
    rule = Rule({"table:condition": "of:cell-content-text-length()=18", "table:allow-empty-cell": "false",
                 "table:display-list": "none"})  # fmt: skip
    for row in range(2, 1002):
        rule.note("册", range(row, row + 1), range(3, 4))
    rule.note("册", range(2, 3), range(5, 7))
    for name, title, words in (("help", "提示" * 30, ("十八位", "数字")), ("error", "", ("字" * 300,))):
        rule.start(
            f"table:{name}-message",
            {"table:display": "true", "table:title": title, "table:message-type": "warning"},
        )
        for line in words:
            rule.start("text:p", {})
            rule.text(line)
            rule.end("text:p")
        rule.end(f"table:{name}-message")
    rule.text("\n")

    assert rule.lay_on({"册": page}, DIALECT)
    (made,) = page.data_validations.dataValidation
    assert set(str(made.sqref).split()) == {"C2:C1001", "E2:F2"}
    assert (made.prompt, len(made.promptTitle), len(made.error), made.errorTitle) == ("十八位\n数字", 30, 220, None)
    assert (made.errorStyle, made.allow_blank, made.showDropDown) == ("warning", False, True)
    assert (made.showInputMessage, made.showErrorMessage) == (True, True)


def test_a_rule_in_thousands_of_places_is_left_out() -> None:
    """Every other cell of a column: the workbook would open slowly or not at all."""
    areas = [(range(row, row + 1), range(2, 3)) for row in range(2, 5002, 2)]

    page, is_known = laid("of:cell-content-text-length()=18", *areas)

    assert (is_known, page.data_validations.dataValidation) == (False, [])
