"""``office.toml``: who the office is, its villages, its standing values; and the environment variables.

The file stands in the office's folder beside ``ledger.db``. It is the clerk's own file: everything in
it may be typed by hand, so every fault in it is reported at once, with its key and its cure.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

from contracts.errors import SettingsError
from contracts.model import Problem
from contracts.printers import Printer, printer_faults, printer_lines

OfficeType = Literal["township", "subdistrict"]

FILE_NAME: Final = "office.toml"

_TOWNSHIP_DIGITS: Final = 9
_VILLAGE_DIGITS: Final = 12
_CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_SHORT = re.compile(r"[\w〔〕·]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One environment variable: ``name`` of the thing, ``env``, what it means, what holds without it."""

    name: str
    env: str
    meaning: str
    default: str


SETTINGS: Final = (
    Setting(
        name="办公室文件夹",
        env="SHOUYUE_OFFICE",
        meaning="office.toml 和 ledger.db 所在的文件夹，同 --office",
        default="当前文件夹，或上级文件夹中最近的有 office.toml 的一个",
    ),
    Setting(
        name="经办人",
        env="SHOUYUE_OPERATOR",
        meaning="记入台账的经办人姓名，同 --operator",
        default="office.toml 的 operator",
    ),
    Setting(
        name="LibreOffice",
        env="SHOUYUE_SOFFICE",
        meaning="soffice 程序的位置，只有 --pdf 用到",
        default="在系统路径中寻找",
    ),
    Setting(
        name="界面语言",
        env="SHOUYUE_LANG",
        meaning="界面的语言 zh_CN 或 en，同 --lang；不影响纸件",
        default="zh_CN",
    ),
    Setting(name="颜色", env="NO_COLOR", meaning="有任何值时不用颜色", default="终端支持时用"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Village:
    """A villagers' or residents' committee. ``name`` is printed in full; ``division_code`` has 12 digits."""

    name: str
    short: str
    division_code: str
    representative: str = ""
    post: str = ""
    secretary: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """The family planning association (计生协会) that may sign a contract beside the office."""

    name: str
    representative: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The township or subdistrict office. ``short`` is the 代字 of its paper numbers, ``county_short`` the county's.

    ``values`` are standing words for the fields of kinds: ``(kind, field, text)``, where an empty kind
    means every kind. ``honours`` are the titles that honour certificates may give; empty for the usual ones.
    ``association`` is ``None`` where the office has named none.
    """

    name: str
    short: str
    type: OfficeType
    division_code: str
    representative: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    county_name: str = ""
    county_short: str = ""
    county_phone: str = ""
    complaint_phone: str = ""
    paying_channel: str = ""
    operator: str = ""
    villages: tuple[Village, ...] = ()
    values: tuple[tuple[str, str, str], ...] = ()
    printers: tuple[Printer, ...] = ()
    honours: tuple[str, ...] = ()
    association: Association | None = None

    @property
    def county_office(self) -> str:
        """The county's health office as a paper names it, also where nobody wrote its full name down."""
        return self.county_name or "县级卫生健康部门"

    def values_for(self, kind: str) -> dict[str, str]:
        """Return the standing values of a kind; its own stand before the general ones."""
        general = {field: text for owner, field, text in self.values if not owner}
        return general | {field: text for owner, field, text in self.values if owner == kind}

    def language_of(self, kind: str) -> str:
        """Return the language in which the office prints a kind, as ``[values]`` says; else empty."""
        return self.values_for(kind).get("locale", "")

    def village(self, words: str) -> Village | None:
        """Return the village of that name, short name or division code, if the office has it."""
        for village in self.villages:
            if words in {village.name, village.short, village.division_code}:
                return village
        return None


_Owner = Office | Village | Association

_OFFICE_LABELS: Final[Mapping[str, str]] = {
    "name": "机关全称，印在合同上",
    "short": "发文代字，如“青”",
    "type": "township（乡镇）或 subdistrict（街道）",
    "division_code": "行政区划代码，9 位数字",
    "representative": "负责人",
    "post": "负责人职务",
    "address": "地址",
    "phone": "办公电话",
    "county_name": "县级卫生健康局全称",
    "county_short": "县级卫生健康局发文代字，如“示卫”，不写印全称",
    "county_phone": "县级卫生健康局电话",
    "complaint_phone": "投诉举报电话",
    "paying_channel": "奖励扶助金发放渠道，如“一卡通”",
    "operator": "经办人，可用 --operator 另指",
}
_VILLAGE_LABELS: Final[Mapping[str, str]] = {
    "name": "村（居）民委员会全称",
    "short": "村（社区）名，名册里写的那个",
    "division_code": "行政区划代码，12 位数字",
    "representative": "主任",
    "post": "职务",
    "secretary": "党组织书记",
    "address": "地址",
    "phone": "电话",
}
_ASSOCIATION_LABELS: Final[Mapping[str, str]] = {
    "name": "计生协会全称；参加签订的合同上印",
    "representative": "会长",
    "post": "职务",
    "address": "地址",
    "phone": "电话",
}
LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "office": _OFFICE_LABELS, "villages": _VILLAGE_LABELS, "association": _ASSOCIATION_LABELS,
}  # fmt: skip
"""What each key of the file means, by its part of the file."""

_NEEDED: Final = ("name", "short", "type", "division_code")


def find_office(start: Path) -> Path | None:
    """Return ``start`` or its nearest parent that has an ``office.toml``."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def load_office(folder: Path) -> Office:
    """Read and check the ``office.toml`` of a folder.

    Raises:
        SettingsError: The file is missing or unreadable, or holds any fault; every fault is listed.
    """
    path = folder / FILE_NAME
    try:
        return parse_office(path.read_bytes().decode("utf-8-sig"), where=str(path))
    except FileNotFoundError as error:
        hint = "请先运行 shouyue init 建立，或用 --office 指明文件夹"
        raise _unreadable(str(path), "没有这个文件", hint) from error
    except UnicodeDecodeError as error:
        hint = "请用记事本打开，另存为，编码选 UTF-8"
        raise _unreadable(str(path), "不是 UTF-8 编码", hint) from error


def parse_office(text: str, *, where: str = FILE_NAME) -> Office:
    """Return the office that the text of an ``office.toml`` describes.

    Raises:
        SettingsError: The text is no TOML, or holds any fault; every fault is listed.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"{where} 第{found[1]}行第{found[2]}字" if found else f"{where} 末尾"
        hint = '每行写作 名称 = "文字"，引号用半角，同一名称只写一次'
        raise _unreadable(place, "写法不对", hint) from error
    problems = tuple(_faults(data))
    if problems:
        raise SettingsError(f"{FILE_NAME} 有 {len(problems)} 处问题。改正后请重新运行。", problems)
    villages = tuple(Village(**item) for item in data.get("villages", ()))
    return Office(
        **data["office"],
        villages=villages,
        values=tuple(_values(data.get("values", {}))),
        printers=tuple(Printer(**item) for item in data.get("printers", ())),
        honours=tuple(data.get("honours", {}).get("titles", ())),
        association=Association(**data["association"]) if "association" in data else None,
    )


def unset(office: Office) -> tuple[str, ...]:
    """Return the keys that are still empty, as ``office.phone`` or ``villages[2].phone``, in file order."""
    owners: list[tuple[str, _Owner, Mapping[str, str]]] = [("office", office, _OFFICE_LABELS)]
    if office.association:
        owners.append(("association", office.association, _ASSOCIATION_LABELS))
    for number, village in enumerate(office.villages, 1):
        owners.append((f"villages[{number}]", village, _VILLAGE_LABELS))
    return tuple(f"{where}.{key}" for where, owner, keys in owners for key in keys if not getattr(owner, key))


def office_toml(office: Office) -> str:
    """Return the text of an ``office.toml`` with a comment behind each key; ``load_office`` reads it back."""
    lines = ["# 本单位的资料。用记事本修改，存为 UTF-8；改后请运行 shouyue config check。", "", "[office]"]
    lines += _assignments(office, _OFFICE_LABELS)
    if office.association:
        lines += ["", "[association]", *_assignments(office.association, _ASSOCIATION_LABELS)]
    for village in office.villages:
        lines += ["", "[[villages]]", *_assignments(village, _VILLAGE_LABELS)]
    lines += printer_lines(office.printers)
    if office.honours:
        titles = ", ".join(map(_quoted, office.honours))
        lines += ["", "[honours]", f"titles = [{titles}]  # 荣誉证书可以授予的称号，只给单位"]
    lines += ["", '# 各文种都用的固定内容：栏目 = "文字"；只给一个文种用的写在 [values.文种] 下。']
    for kind in sorted({"", *(kind for kind, _, _ in office.values)}):
        lines.append(f"[values.{kind}]" if kind else "[values]")
        lines += [f"{field} = {_quoted(text)}" for owner, field, text in office.values if owner == kind]
    return "\n".join(lines) + "\n"


def _assignments(owner: _Owner, labels: Mapping[str, str]) -> list[str]:
    pairs = [(f"{key} = {_quoted(getattr(owner, key))}", label) for key, label in labels.items()]
    return [f"{assignment}  # {label}" for assignment, label in pairs]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unreadable(where: str, message: str, hint: str) -> SettingsError:
    return SettingsError("单位资料无法读取。", [Problem(where=where, message=message, hint=hint)])


def _values(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from ((name, field, text) for field, text in value.items())
        else:
            yield "", name, value


def _faults(data: Mapping[str, Any]) -> Iterator[Problem]:
    for name in sorted(data.keys() - {"office", "villages", "values", "printers", "honours", "association"}):
        known = "[office]、[[villages]]、[values]、[[printers]]、[honours]、[association]"
        yield _fault(f"[{name}]", "不认识的部分", f"只用 {known}；请改正或删去")
    yield from (_fault(*fault) for fault in printer_faults(data.get("printers", [])))
    honours = data.get("honours", {})
    titles = honours.get("titles") if isinstance(honours, dict) else None
    if honours and not (isinstance(titles, list) and all(isinstance(item, str) and item.strip() for item in titles)):
        yield _fault("[honours] titles", "应是一串称号", '写作 titles = ["称号一", "称号二"]')
    office = data.get("office", {})
    yield from _table_faults("[office]", office, _OFFICE_LABELS)
    if "association" in data:
        yield from _table_faults("[association]", data["association"], _ASSOCIATION_LABELS)
    code = office.get("division_code") if isinstance(office, dict) else None
    villages = data.get("villages", [])
    if isinstance(villages, list):
        for number, village in enumerate(villages, 1):
            yield from _table_faults(f"[[villages]] 第{number}个", village, _VILLAGE_LABELS, code)
        yield from _twice(villages)
    else:
        yield _fault("[villages]", "应是一串村", "写作 [[villages]]，两层方括号，每村一段")
    yield from _value_faults(data.get("values", {}))


def _table_faults(where: str, table: Any, labels: Mapping[str, str], prefix: Any = None) -> Iterator[Problem]:
    if not isinstance(table, dict):
        yield _fault(where, "应是一段“名称 = 文字”", f"写作 {where} 一行，其下每行一项")
        return
    for key in _NEEDED:
        if key in labels and not table.get(key):
            yield _fault(f"{where} {key}", "没有填写", f"请填写{labels[key]}")
    for key, value in table.items():
        if key not in labels:
            yield _fault(f"{where} {key}", "不认识的名称", f"可用的有 {'、'.join(labels)}；请改正或删去")
        elif not isinstance(value, str):
            yield _fault(f"{where} {key}", "不是文字", "请给内容加上半角引号")
        elif value:
            yield from _text_faults(f"{where} {key}", key, value, prefix)


def _text_faults(where: str, key: str, value: str, prefix: Any) -> Iterator[Problem]:
    if _CONTROL.search(value):
        yield _fault(where, "含有换行或看不见的控制字符", "请删去，写成一行")
    if key == "type" and value not in get_args(OfficeType):
        yield _fault(where, f"不能是“{value}”", f"请写 {_OFFICE_LABELS['type']}")
    if key in {"short", "county_short"} and not _SHORT.fullmatch(value):
        yield _fault(where, f"不能是“{value}”", "请用 1 至 8 个汉字、字母或数字，不要空格和斜线")
    if key == "division_code":
        yield from _code_faults(where, value, prefix)


def _code_faults(where: str, value: str, prefix: Any) -> Iterator[Problem]:
    village = where.startswith("[[")
    digits = _VILLAGE_DIGITS if village else _TOWNSHIP_DIGITS
    if not re.fullmatch(rf"[0-9]{{{digits}}}", value):
        yield _fault(where, f"“{value}”不是 {digits} 位数字", f"请填写 {digits} 位行政区划代码")
    elif village and isinstance(prefix, str) and len(prefix) == _TOWNSHIP_DIGITS and value[:9] != prefix:
        yield _fault(where, f"{value} 不属于本单位 {prefix}", "村代码的前 9 位应与本单位代码相同，请核对")


def _twice(villages: list[Any]) -> Iterator[Problem]:
    for key in ("name", "short", "division_code"):
        seen: dict[str, int] = {}
        for number, village in enumerate(villages, 1):
            value = village.get(key) if isinstance(village, dict) else None
            if isinstance(value, str) and value and seen.setdefault(value, number) != number:
                where = f"[[villages]] 第{number}个 {key}"
                yield _fault(where, f"“{value}”与第{seen[value]}个相同", "每村只写一段，请核对")


def _value_faults(values: Any) -> Iterator[Problem]:
    if not isinstance(values, dict):
        yield _fault("values", "应是一段“栏目 = 文字”", "写作 [values] 一行，其下每行一项")
        return
    for name, value in values.items():
        for field, text in value.items() if isinstance(value, dict) else [("", value)]:
            where = f"[values.{name}] {field}" if field else f"[values] {name}"
            if not isinstance(text, str):
                yield _fault(where, "不是文字", "请给内容加上半角引号")
            elif _CONTROL.search(text):
                yield _fault(where, "含有换行或看不见的控制字符", "请删去，写成一行")


def _fault(where: str, message: str, hint: str) -> Problem:
    return Problem(where=f"{FILE_NAME} {where}", message=message, hint=hint)
