"""Score sheets: an agreement's indicators with their weights, and what a filled-in sheet takes off.

Points are whole hundredths (2.5 points is 250), so that no sum passes through a fraction. A blank cell is never a
zero: who found nothing missing writes 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from contracts.errors import InputError
from contracts.model import Draft, Problem, Table
from ledger.wording import forbidden_words

METHODS = {
    "qualitative": "定性", "quantitative": "定量", "routine": "经常", "sample": "抽样", "single": "单项",
    "overall": "综合", "measurement": "测评", "villagers_view": "民意",
}  # fmt: skip
"""Row A-06: qualitative with quantitative, routine with sample, single with overall, measurement with view."""

COLUMNS = (
    ("ordinal", "序号"), ("indicator", "考核项目"), ("target", "考核内容"), ("points", "分值"), ("scoring", "评分标准"),
    ("method", "方法"), ("actual", "完成情况"), ("shortfall", "差额"), ("deduction", "扣分"), ("evidence", "依据"),
    ("sampled_at", "抽查地点"), ("class", "类别"),
)  # fmt: skip
"""The columns of a sheet, §2.7; the clerk fills those from 方法 on."""

CLASSES = ("保障", "管理", "服务", "绩效", "激励")
"""Row I-22, a closed list: under a class of one's own choosing the points of a person could be added up."""

HEAD = ("责任书", "被考核单位")
"""What stands above the heading of a sheet, each with its words beside it: whose sheet it is."""

_NUMBERS = {word: value for value, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_DEDUCTION = re.compile(
    r"每[^\d一二两三四五六七八九十扣]{0,8}(\d+(?:\.\d+)?|[一二两三四五六七八九十])(个百分点|[个次处户项天件份])"
    r"[^扣]{0,10}扣(\d+(?:\.\d+)?)分"
)
_CAP = re.compile(r"(?:最多|至多|不超过|封顶)扣?(\d+(?:\.\d+)?)分")
_HUNDRED = 100

_Fault = Callable[[str, str], None]
"""Notes what is wrong with a line and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """A rule like 每低1个百分点扣3分: for each full ``per`` of ``unit`` so much off, never more than ``cap``."""

    per: int
    unit: str
    off: int
    cap: int

    def of(self, shortfall: int) -> int:
        """Return what a shortfall (hundredths of a unit) takes off, in hundredths; only full units count."""
        return min(self.cap, shortfall // self.per * self.off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One line of an agreement's table. ``rule`` is ``None`` where the wording leaves the points to the assessor.

    ``group`` is one of :data:`CLASSES` where the agreement has a column ``class``, else empty.
    """

    ordinal: int
    name: str
    target: str
    weight: int
    scoring: str
    rule: Deduction | None
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One line as assessed; sums in hundredths of a point, shortfall in hundredths of its unit."""

    indicator: Indicator
    method: str
    actual: str
    shortfall: int | None
    deduction: int
    evidence: str
    sampled_at: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What the ledger itself knows of an indicator: the figures, how far from the target, and as of when."""

    actual: str
    shortfall: int
    evidence: str


def indicators(draft: Draft) -> tuple[Indicator, ...]:
    """Return the indicators of a signed agreement, in its order.

    Raises:
        InputError: It has no table with points, a weight is no number, or the weights do not add up.
    """
    table = next((item for item in draft.tables if {"points", "indicator"} <= _keys(item)), None)
    if table is None:
        hint = "只有带指标表的责任书可以记分"
        raise InputError("没有评分表。", [Problem(where=draft.number, message="没有指标表", hint=hint)])
    found = tuple(_indicator(draft, dict(zip(_order(table), row, strict=True))) for row in table.rows)
    total = sum(item.weight for item in found)
    if total != _HUNDRED * _HUNDRED:
        message = f"分值合计 {points_words(total)}，应为 100"
        raise InputError("没有评分表。", [Problem(where=draft.number, message=message, hint="核对责任书的指标表")])
    return found


def deduction_rule(scoring: str, weight: int) -> Deduction | None:
    """Return the rule that a 计分办法 states, capped by its own words or the weight; ``None`` if it states none.

    >>> deduction_rule("每低1个百分点扣3分，扣完为止", 3000)
    Deduction(per=100, unit='个百分点', off=300, cap=3000)
    """
    match = _DEDUCTION.search(scoring)
    if match is None:
        return None
    per = _NUMBERS.get(match[1]) or Decimal(match[1])
    cap = _CAP.search(scoring)
    return Deduction(
        per=int(per * _HUNDRED),
        unit=match[2],
        off=int(Decimal(match[3]) * _HUNDRED),
        cap=min(weight, int(Decimal(cap[1]) * _HUNDRED)) if cap else weight,
    )


def whose(draft: Draft) -> tuple[str, str]:
    """Return what :data:`HEAD` says of an agreement: its number and who is assessed by it."""
    return draft.number, draft.party("party_b").name


def read_sheet(path: Path, draft: Draft, known: Mapping[int, Computed] | None = None) -> tuple[ScoreLine, ...]:
    """Return the lines of a filled-in sheet, one for each indicator.

    Args:
        path: The sheet.
        draft: The agreement as signed: the sheet must name it, and hold its indicators.
        known: What the ledger has computed, by number: that stands, and who wrote something else is told.

    Raises:
        InputError: Every fault of every line: missing, twice, blank, no evidence, a weight, target or rule that is
            not the agreement's, a deduction the rule denies, a figure that the ledger contradicts; a sheet of another
            agreement, or that names none.
    """
    from contracts.sheets import read_sheets

    lines_read = [_texts(values) for _, values in read_sheets(path)[0].rows()]
    if others := tuple(_another(path, lines_read, draft)):
        raise InputError("不是这份责任书的评分表，没有记分。", others)
    problems: list[Problem] = []
    rows = _rows(path, lines_read)
    wanted = indicators(draft)
    figures = known or {}
    lines = [line for item in wanted if (line := _line(item, rows, path.name, problems, figures.get(item.ordinal)))]
    strange = sorted(rows.keys() - {item.ordinal for item in wanted})
    problems += [
        Problem(where=f"{path.name} 序号{number}", message="责任书里没有这一项", hint="只填责任书里的指标")
        for number in strange
    ]
    if problems:
        raise InputError(f"评分表有 {len(problems)} 处问题，没有记分。", problems)
    return tuple(lines)


def blank_rows(draft: Draft) -> tuple[tuple[str, ...], ...]:
    """Return a sheet to be filled in: whose it is, the heading of :data:`COLUMNS`, a row for each indicator."""
    head = zip(HEAD, whose(draft), strict=True)
    rows = (
        (str(item.ordinal), item.name, item.target, points_words(item.weight), item.scoring, *[""] * 6, item.group)
        for item in indicators(draft)
    )
    return (*head, tuple(label for _, label in COLUMNS), *rows)


def _texts(values: Sequence[object]) -> list[str]:
    return ["" if value is None else str(value).strip().removesuffix(".0") for value in values]


def _another(path: Path, lines: Sequence[Sequence[str]], draft: Draft) -> Iterator[Problem]:
    """Yield what the head of a sheet says otherwise than the agreement it is read for."""
    said = {line[0]: next(filter(None, line[1:]), "") for line in lines if line and line[0] in HEAD}
    for label, wanted in zip(HEAD, whose(draft), strict=True):
        if not said.get(label):
            hint = f"在表头上面加一行：{label}、{wanted}；或用 shouyue assess columns 取表"
            yield Problem(where=path.name, message=f"没有写明{label}，分不清是谁的表", hint=hint)
        elif said[label] != wanted:
            hint = "拿错了表；换成这份责任书的评分表，或改命令里的合同编号"
            yield Problem(where=path.name, message=f"表上的{label}是 {said[label]}，应为 {wanted}", hint=hint)


def points_words(hundredths: int) -> str:
    """Return points as people write them: ``97.5``, ``30``."""
    sign, whole = ("-" if hundredths < 0 else ""), abs(hundredths)
    return f"{sign}{whole // _HUNDRED}" + (f".{whole % _HUNDRED:02d}".rstrip("0") if whole % _HUNDRED else "")


def _keys(table: Table) -> set[str]:
    return set(_order(table))


def _order(table: Table) -> list[str]:
    return [column.key for column in table.columns]


def _indicator(draft: Draft, cells: Mapping[str, str]) -> Indicator:
    where = f"{draft.number} 指标{cells.get('serial', '')}"
    weight = _hundredths(cells["points"])
    serial = cells.get("serial", "")
    if weight is None or weight <= 0 or not serial.isdecimal():
        raise InputError("没有评分表。", [Problem(where=where, message="分值或序号不是数字", hint="核对责任书")])
    scoring, group = cells.get("scoring", ""), cells.get("class", "")
    if group and group not in CLASSES:
        problem = Problem(where=where, message=f"没有类别“{group}”", hint=f"类别只用：{'、'.join(CLASSES)}，或者空着")
        raise InputError("没有评分表。", [problem])
    return Indicator(
        ordinal=int(serial),
        name=cells["indicator"],
        target=cells.get("target", ""),
        weight=weight,
        scoring=scoring,
        rule=deduction_rule(scoring, weight),
        group=group,
    )


def _rows(path: Path, lines: Sequence[list[str]]) -> dict[int, dict[str, str]]:
    """Return the rows below the heading by their 序号, each cell as text under its key."""
    labels = {label: key for key, label in COLUMNS}
    heading: list[str] = []
    found: dict[int, dict[str, str]] = {}
    for texts in lines:
        if not heading:
            heading = texts if {"序号", "依据"} <= set(texts) else []
            continue
        cells = {labels[name]: text for name, text in zip(heading, texts, strict=False) if name in labels}
        if not cells.get("ordinal", "").isdecimal():
            continue
        number = int(cells["ordinal"])
        if number in found:
            problem = Problem(where=f"{path.name} 序号{number}", message="出现两次", hint="保留一行")
            raise InputError("评分表有问题，没有记分。", [problem])
        found[number] = cells
    if not heading:
        hint = "用 shouyue assess columns 合同编号 -o 评分表.xlsx 取一张空白表"
        raise InputError("评分表不能用。", [Problem(where=path.name, message="没有“序号”“依据”表头", hint=hint)])
    return found


def _line(
    item: Indicator, rows: Mapping[int, Mapping[str, str]], name: str, problems: list[Problem], known: Computed | None
) -> ScoreLine | None:
    where = f"{name} 序号{item.ordinal}（{item.name}）"
    before = len(problems)

    def fault(message: str, hint: str) -> None:
        problems.append(Problem(where=where, message=message, hint=hint))

    cells = rows.get(item.ordinal)
    if cells is None:
        fault("没有这一行", "每项指标都要记分")
        return None
    _refuse_other_words(item, cells, fault)
    if known:
        cells = _with_computed(cells, known, fault)
    method = next((key for key, label in METHODS.items() if cells.get("method") in {key, label}), "")
    if not method:
        fault("没有写考核方法", f"填写：{'、'.join(METHODS.values())}")
    if not cells.get("evidence"):
        fault("没有依据", "写明凭什么记分，如 发放凭证、抽查记录")
    if method == "sample" and not cells.get("sampled_at"):
        fault("抽样没有写抽查地点", "写明在哪里抽查")
    for key in ("actual", "evidence", "sampled_at"):
        if words := forbidden_words(cells.get(key, "")):
            fault(f"文字里有不得记录的内容：{'、'.join(words)}", "删去；考核不涉及村民个人")
    group = _group(item, cells, fault)
    shortfall, deduction = _points(item, cells, fault)
    if len(problems) > before or deduction is None:
        return None
    return ScoreLine(
        indicator=item, method=method, actual=cells.get("actual", ""), shortfall=shortfall, deduction=deduction,
        evidence=cells["evidence"], sampled_at=cells.get("sampled_at", ""),
        group=group,
    )  # fmt: skip


def _refuse_other_words(item: Indicator, cells: Mapping[str, str], fault: _Fault) -> None:
    """Hold what the sheet says of an indicator against the agreement: no weight or rule is changed on a sheet."""
    signed = {"indicator": item.name, "target": item.target, "scoring": item.scoring}
    signed |= {"class": item.group} if item.group else {}
    for key, label in COLUMNS:
        said = cells.get(key, "")
        wanted = points_words(item.weight) if key == "points" else signed.get(key, said)
        same = _hundredths(said) == item.weight if key == "points" else "".join(said.split()) == "".join(wanted.split())
        if said and not same:
            fault(f"{label}写的是“{said}”，责任书上是“{wanted}”", "评分表不能改责任书；照责任书改回，或取一张空白表")


def _group(item: Indicator, cells: Mapping[str, str], fault: _Fault) -> str:
    """Return the class of a line: the agreement's, or what is written on the sheet where the agreement has none."""
    group = cells.get("class", "")
    if group and group not in CLASSES:
        fault(f"没有类别“{group}”", f"只填：{'、'.join(CLASSES)}；不分类的空着")
    return group or item.group


def _with_computed(cells: Mapping[str, str], known: Computed, fault: _Fault) -> dict[str, str]:
    """Return a line with the ledger's figures; a figure of the assessor's own is refused, not overwritten."""
    typed = cells.get("shortfall", "")
    if typed and _hundredths(typed) != known.shortfall:
        fault(
            f"台账算出{known.actual}，差额 {points_words(known.shortfall)}，表上写的是 {typed}",
            "这一格空着由程序计算；台账不对的先补记、冲销，不能改分",
        )
    evidence = "；".join(text for text in (cells.get("evidence", ""), known.evidence) if text)
    return {**cells, "actual": known.actual, "shortfall": points_words(known.shortfall), "evidence": evidence}


def _points(item: Indicator, cells: Mapping[str, str], fault: _Fault) -> tuple[int | None, int | None]:
    """Return shortfall and deduction; where the agreement has a rule it decides, not the assessor."""
    given = {key: _hundredths(cells.get(key, "")) for key in ("shortfall", "deduction")}
    for key, label in (("shortfall", "差额"), ("deduction", "扣分")):
        if cells.get(key) and (given[key] is None or (given[key] or 0) < 0):
            fault(f"{label}“{cells[key]}”不是数字", "写成如 2 或 2.5；没有扣分写 0")
            return None, None
    shortfall, stated = given["shortfall"], given["deduction"]
    if item.rule is None:
        if stated is None:
            fault("没有写扣分", "没有扣分写 0；空白不等于 0")
        elif stated > item.weight:
            fault(f"扣分 {points_words(stated)} 超过分值 {points_words(item.weight)}", "最多扣完本项分值")
        return shortfall, stated
    if shortfall is None:
        fault(f"没有写差额（单位：{item.rule.unit}）", f"按“{item.scoring}”填写差多少；没有差的写 0")
        return None, None
    deduction = item.rule.of(shortfall)
    if stated is not None and stated != deduction:
        fault(
            f"按“{item.scoring}”应扣 {points_words(deduction)} 分，表上写的是 {points_words(stated)} 分",
            "改正差额，或删去扣分一格由程序计算",
        )
    return shortfall, deduction


def _hundredths(text: str) -> int | None:
    """Return a number in hundredths, ``None`` where it is none or finer than that."""
    try:
        value = Decimal(text.strip().rstrip("%分")) * _HUNDRED
    except InvalidOperation:
        return None
    return int(value) if value.is_finite() and value == value.to_integral_value() else None
