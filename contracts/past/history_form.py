"""The blank sheet on which old contracts are typed: drop-downs, rules, and how each column is filled in."""

from __future__ import annotations

from pathlib import Path

from contracts.past.history_sheet import COLUMNS, NEEDED, UNKNOWN
from contracts.reading.intake_form import DAY_RULE, ID_RULE
from contracts.sheets.forms import FormColumn, write_form
from contracts.text_width import display_width

_ONCE = "合同的这一栏只写在它的第一行。"
_WHOLE_DAY = f"=IF(LEN({{cell}})=10,{DAY_RULE[1:]},FALSE)"
_DAY_OR_UNKNOWN = f'=IF({{cell}}="{UNKNOWN}",TRUE,{_WHOLE_DAY[1:]})'
_SUM = "=AND(ISNUMBER({cell}),{cell}>=0)"
_NAME_RULE = "=LEN({cell})>=2"
_BEARERS = ("甲方", "乙方", "双方")
_KEPT = ("已退还", "未退还", "已兑现", "未兑现", "已履行", "未履行", "未收", UNKNOWN)
_TEXTS = {
    "number": ("照原合同填写，每一行都写。", "青计合（1998）7号"),
    "signed_on": (f"写成 1998-05-01，要写到日。{_ONCE}", "1998-05-01"),
    "office": (f"照原合同写签约机关的全称。{_ONCE}", "青河镇上坪村村民委员会"),
    "village": (f"家庭所在的村组。{_ONCE}", "上坪村1组"),
    "wife": (f"夫妻签的写这两栏。{_ONCE}", "某小云"),
    "wife_id": (f"照身份证填 18 位，末位可以是 X；查不到就空着。{_ONCE}", ""),
    "husband": (f"夫妻签的写这两栏。{_ONCE}", "某大山"),
    "husband_id": (f"照身份证填 18 位，末位可以是 X；查不到就空着。{_ONCE}", ""),
    "person": (f"一个人签的写这一栏。{_ONCE}", ""),
    "person_id": (f"照身份证填 18 位，末位可以是 X；查不到就空着。{_ONCE}", ""),
    "article": ("写 3 或 第三条；没有条号的按顺序编。", "3"),
    "text": ("一条一行，照原件一字不改地录入。", ""),
    "bearer": ("这一条由谁承担，从下拉表里选；只是声明的空着。", "甲方"),
    "amount": ("只填数额，单位是元；不涉及钱的空着。", "960.00"),
    "day": (f"收钱或应付的那一天，写到日；查不到的写“{UNKNOWN}”。", "2006-05-01"),
    "receipt": ("收据上的号码；没有就空着。", "0012345"),
    "kept": ("从下拉表里选；有凭证的可写成“已退还 2010-05-06 凭证号123”。", "未退还"),
}
_RULES = {
    "signed_on": _WHOLE_DAY, "day": _DAY_OR_UNKNOWN, "amount": _SUM, "wife": _NAME_RULE, "husband": _NAME_RULE,
    "person": _NAME_RULE, "wife_id": ID_RULE, "husband_id": ID_RULE, "person_id": ID_RULE,
}  # fmt: skip
_CHOICES = {"bearer": _BEARERS, "kept": _KEPT}


def history_columns() -> tuple[FormColumn, ...]:
    """Return the columns of the sheet of old contracts, in its order; what may be written otherwise is only asked."""
    return tuple(_column(key, words[0]) for key, words in COLUMNS.items())


def write_history_form(path: Path) -> None:
    """Write the blank sheet of old contracts.

    Raises:
        OSError: It cannot be written, e.g. because it is open in another program.
    """
    write_form(path, "旧合同登记表", history_columns())


def _column(key: str, heading: str) -> FormColumn:
    how, example = _TEXTS[key]
    return FormColumn(
        heading=heading, how=how, example=example, needed=key in NEEDED, rule=_RULES.get(key, ""),
        choices=_CHOICES.get(key, ()), firm=key == "bearer", number_format="0.00" if key == "amount" else "@",
        width=max(display_width(heading) + 4, 21 if key.endswith("_id") else 12),
    )  # fmt: skip
