"""The blank roster of a layout: for each column its rule, its drop-down, and how it is filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from contracts.reading.layouts import ColumnRule, Layout, vocabulary
from contracts.sheets.forms import FormColumn, write_form
from contracts.text_width import display_width

_SERIAL = frozenset({"序号", "编号"})
ID_RULE = (
    '=IF(LEN({cell})=15,TRUE,IF(LEN({cell})=18,MID("10X98765432",MOD(SUMPRODUCT('
    'MID({cell},ROW(INDIRECT("1:17")),1)*2^(18-ROW(INDIRECT("1:17")))),11)+1,1)=UPPER(RIGHT({cell})),FALSE))'
)
"""GB 11643-1999 as a formula, without the array constants that such rules may not hold."""

DAY_RULE = (
    '=IF(LEN({cell})=4,TRUE,IF(LEN({cell})=7,AND(MID({cell},5,1)="-",VALUE(RIGHT({cell},2))<13,'
    "VALUE(RIGHT({cell},2))>0),IF(LEN({cell})=10,TEXT(DATE(LEFT({cell},4),MID({cell},6,2),RIGHT({cell},2)),"
    '"yyyy-mm-dd")={cell},FALSE)))'
)
"""A year, ``2008-06`` or ``2008-06-15``, as text; a day that does not exist fails."""

_TEXTS: dict[str, tuple[str, str]] = {
    "name": ("照身份证填写，不要加空格、括号和备注。", "某小云"),
    "id_number": ("照身份证填 18 位，末位可以是 X。填完若提示校验不对，请再看一遍身份证。", ""),
    "phones": ("11 位手机号，或带区号的座机号；几个号码用顿号隔开。", "0713-8812345"),
    "birth_date": ("写成 2008-06-15；只知道年月写 2008-06，只知道年写 2008。不要填农历。", "2008-06-15"),
    "date": ("写成 2008-06-15；只知道年月写 2008-06，只知道年写 2008。", "2005-09"),
    "gender": ("从下拉表里选。", "女"),
    "relation": ("与户主的关系，从下拉表里选。", "配偶"),
    "children": ("每个孩子写排行、姓名、出生年月，用分号隔开。", "长女张小红1998.5"),
    "money": ("只填数额，单位是元。", "960.00"),
    "monthly": ("每月的数额，单位是元。", "80.00"),
    "count": ("填整数。", "12"),
    "flag": ("从下拉表里选；不清楚就空着，不要填“否”。", "是"),
    "percent": ("填百分率。", "98%"),
    "division": ("行政区划代码，村（社区）12 位。", "429999101201"),
    "credit_code": ("照营业执照或者登记证书填 18 位，数字和大写字母。", ""),
    "digits": ("全是数字，照原件填。", ""),
    "phone": ("11 位手机号，或带区号的座机号。", "0713-8812345"),
    "wife_employer": ("奖励由单位承担一部分的地方才填；没有单位或者单位已不存在的填“无”。", "示范县青河毛纺织有限公司"),
    "husband_employer": ("奖励由单位承担一部分的地方才填；没有单位或者单位已不存在的填“无”。", "无"),
    "confirmed_programme": (
        "没有县级确认的就空着；有的写项目名称，一行写一个，同一户有几个的照写几行；可用的名称看 shouyue reward list。",
        "计划生育家庭特别扶助（分级）",
    ),
    "confirmed_class": ("照县级确认文件只写等级，不写原因；项目不分等级的空着。", "二级"),
    "confirmed_on": ("县级确认文件上的日期，写到日。", "2026-03-02"),
    "event_on": ("县级确认之外另有发放事由的（如退休、入学），写那一天；没有就空着。", "2026-03-02"),
    "confirmed_for": ("发给夫妻哪一方，从下拉表里选；等级不同的，另一方在下一行照写一遍。", "女方"),
    "proof_seen_by": ("看过县级确认文件的工作人员姓名；文件不收、不抄。", "周小平"),
    "village": ("本单位的村（社区），从下拉表里选。", "上坪村"),
    "text": ("照原件填写。", ""),
}
_RULES = {
    "id_number": ID_RULE,
    "birth_date": DAY_RULE,
    "date": DAY_RULE,
    "confirmed_on": DAY_RULE,
    "event_on": DAY_RULE,
    "money": "=AND(ISNUMBER({cell}),{cell}>=0)",
    "monthly": "=AND(ISNUMBER({cell}),{cell}>=0)",
    "count": "=AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))",
    "phones": "=LEN({cell})>=7",
    "phone": "=LEN({cell})>=7",
    "name": "=LEN({cell})>=2",
    "credit_code": "=LEN({cell})=18",
    "division": "=OR(LEN({cell})=6,LEN({cell})=9,LEN({cell})=12)",
}
_CHOICES = {
    "gender": ("女", "男"), "flag": ("是", "否"), "relation": ("户主", "配偶", "子", "女"),
    "confirmed_for": ("女方", "男方", "双方"),
}  # fmt: skip
_BY_KEY = frozenset({
    "village", "wife_employer", "husband_employer", "confirmed_programme", "confirmed_class", "confirmed_on",
    "event_on", "confirmed_for", "proof_seen_by",
})  # fmt: skip
"""Values that are filled in by what they are, not only by the type of their cells."""
_NEEDED = frozenset({"name", "id_number", "village", "division"})
_WHOSE = {"person": "本人", "spouse": "配偶", "child": "子女", "head": "户主", "wife": "女方", "husband": "男方"}
_FORMATS = {"money": "0.00", "monthly": "0.00", "count": "0"}


def form_columns(
    layout: Layout, villages: Sequence[str] = (), choices: Mapping[str, Sequence[str]] | None = None
) -> tuple[FormColumn, ...]:
    """Return the columns of a form for a layout: those that are read or tell the paper, and the serial number.

    Args:
        layout: The paper.
        villages: Short names of the office's villages, for the drop-down.
        choices: The labels of a kind's options by the column that chooses among them.
    """
    needed = {*_SERIAL, *layout.required}
    rules = (rule for rule in layout.columns if rule.field or (rule.heading in needed and not rule.under))
    once = {rule.field or rule.heading: rule for rule in reversed([*rules])}
    lists = {f"values.{name}": tuple(labels) for name, labels in (choices or {}).items()}
    return tuple(_column(layout, rule, villages, lists.get(rule.field, ())) for rule in reversed(once.values()))


def write_intake(
    path: Path, layout: Layout, villages: Sequence[str] = (), choices: Mapping[str, Sequence[str]] | None = None
) -> None:
    """Write the blank roster of a layout.

    Raises:
        OSError: It cannot be written, e.g. because it is open in another program.
    """
    write_form(path, layout.title, form_columns(layout, villages, choices))


def _column(layout: Layout, rule: ColumnRule, villages: Sequence[str], options: tuple[str, ...]) -> FormColumn:
    kind = _kind(layout, rule)
    serial = rule.heading in _SERIAL and not rule.field
    how, example = ("从 1 起编号。", "1") if serial else _TEXTS[kind]
    choices = options or _CHOICES.get(kind, ())
    if options:
        how, example = "从下拉表里选；空着就是第一项。", options[0]
    if kind == "village":
        choices = tuple(villages)
    return FormColumn(
        heading=_heading(rule),
        how=how,
        example=example,
        needed=rule.heading in layout.required and kind in _NEEDED,
        rule=_RULES.get(kind, "") if rule.field else "",
        choices=choices,
        firm=kind in _CHOICES or bool(options),
        number_format="0" if serial else _FORMATS.get(kind, "@"),
        width=max(display_width(rule.heading) + 4, 21 if kind == "id_number" else 12),
    )


def _heading(rule: ColumnRule) -> str:
    """Return a heading that says whose it is; a form has no merged headings to say it."""
    whose = _WHOSE.get(rule.field.partition(".")[0], "") if rule.under else ""
    return rule.heading if rule.heading.startswith(whose) else whose + rule.heading


def _kind(layout: Layout, rule: ColumnRule) -> str:
    """Return what kind of value a column holds."""
    slot, _, key = rule.field.partition(".")
    if slot != "values":
        return key or "text"
    if key in _BY_KEY:
        return key
    kind = dict(layout.types).get(key) or vocabulary().types.get(key, "text")
    return kind if kind in _TEXTS else "text"
