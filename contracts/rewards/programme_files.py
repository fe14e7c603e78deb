"""Packs of reward programmes, read from their files with every fault named."""

from __future__ import annotations

import dataclasses
import tomllib
import types
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from contracts.errors import PackError
from contracts.model import Problem
from contracts.rewards.programme_packs import Amount, Programme, Sharing, covers, prefix

_PLACE_DIGITS = 6


def shipped_programmes() -> Traversable:
    """Return the folder of the packs that come with the program."""
    return files("contracts") / "law" / "programmes"


def read_packs(folder: Traversable | Path, near: str = "") -> tuple[Programme, ...]:
    """Return the programmes of every ``*.toml`` in a folder, in file and then written order.

    With a division code, files named after a place that neither holds that division nor lies in it are not read.

    Raises:
        PackError: Any entry is incomplete or impossible; every fault of every file is named.
    """
    problems: list[Problem] = []
    found: list[Programme] = []
    every = (item for item in folder.iterdir() if item.name.endswith(".toml"))
    packs = sorted((item for item in every if _concerns(item.name, near)), key=lambda item: item.name)
    for pack in packs:
        found += _read_pack(pack, problems)
    problems += _twice(found)
    if problems:
        raise PackError(f"奖励项目资料有 {len(problems)} 处问题，没有采用。改正后请重新运行。", problems)
    return tuple(found)


def _concerns(name: str, division_code: str) -> bool:
    place = name.removesuffix(".toml")
    if not place.isdigit() or not division_code:
        return True
    return covers(place, division_code) or place.startswith(division_code)


def _read_pack(pack: Traversable, problems: list[Problem]) -> tuple[Programme, ...]:
    found, faults = _read(pack.name, pack.read_bytes())
    problems += faults
    return found


@cache
def _read(name: str, content: bytes) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    """Return the sound programmes of a file and what is wrong with the others."""
    problems: list[Problem] = []
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return (), (Problem(where=name, message=f"不是有效的 TOML 文件（{error}）", hint="请检查语法和编码"),)
    return tuple(_programmes(data, name, problems)), tuple(problems)


def _programmes(data: dict[str, Any], name: str, problems: list[Problem]) -> Iterator[Programme]:
    common = {key: data[key] for key in ("place", "place_name") if key in data}
    unknown = sorted(data.keys() - {"place", "place_name", "programmes"})
    problems.extend(_fault(name, f"不认识的项 {key}", "请删除或改正") for key in unknown)
    for table in data.get("programmes", ()):
        where = f"{name}：{table.get('id', '（没有 id）')}"
        before = len(problems)
        programme = _build(Programme, common | table, where, problems)
        if programme is not None:
            problems += _contradictions(programme, where)
        if programme is not None and len(problems) == before:
            yield programme


def _fault(where: str, message: str, hint: str) -> Problem:
    return Problem(where=where, message=message, hint=hint)


def _build(kind: type[Any], table: Any, where: str, problems: list[Problem]) -> Any:
    """Return the dataclass that a table describes, or ``None`` after naming what is wrong with it."""
    if not isinstance(table, dict):
        problems.append(_fault(where, "应当是一张表", "请按 { 项 = 值 } 填写"))
        return None
    before, hints = len(problems), _hints(kind)  # type: ignore[arg-type]  # a class has a hash
    names = {name.removesuffix("_on") if name in {"from_on", "to_on"} else name: name for name in hints}
    values = {}
    for key, value in table.items():
        if key not in names:
            problems.append(_fault(where, f"不认识的项 {key}", "请对照其他项目的写法改正"))
            continue
        values[names[key]] = _converted(hints[names[key]], value, f"{where} {key}", problems)
    problems.extend(
        _fault(where, f"缺少 {field.name.removesuffix('_on')}", "请补填")
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.name not in values
    )
    return kind(**values) if len(problems) == before else None


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """Return what each item of a dataclass may be; a pack builds the same few hundreds of times."""
    return get_type_hints(kind)


def _converted(hint: Any, value: Any, where: str, problems: list[Problem]) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        hint = next(argument for argument in arguments if argument is not type(None))
        return _converted(hint, value, where, problems)
    if origin is tuple and isinstance(value, list):
        return tuple(
            _converted(arguments[0], item, f"{where}[{number}]", problems) for number, item in enumerate(value, 1)
        )
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _build(hint, value, where, problems)
    allowed = value in arguments if origin is Literal else type(value) is hint
    if not allowed:
        expected = "、".join(map(str, arguments)) if origin is Literal else getattr(hint, "__name__", "列表")
        problems.append(_fault(where, f"写成了 {value!r}", f"应当是 {expected}"))
    return value


def _contradictions(programme: Programme, where: str) -> Iterator[Problem]:
    """Yield what a programme says that cannot be, or leaves out that must be said."""
    if not (programme.cite or any(programme.source) or (not programme.verified and programme.doubt)):
        yield _fault(where, "没有出处", "请填写 cite 或 source；查不到的写 verified = false 和 doubt")
    if not programme.verified and not programme.doubt:
        yield _fault(where, "标明未核实，却没有写原因", "请填写 doubt")
    if len(programme.place) != _PLACE_DIGITS or not programme.place.isdigit():
        yield _fault(where, f"地区代码 {programme.place} 不是六位数字", "请填写六位行政区划代码，全国写 000000")
    if programme.form == "money" and not programme.amounts:
        yield _fault(where, "没有标准", "请填写 amounts；不知道的写 unknown 和原因")
    yield from _missing_ages(programme, where)
    yield from _wrong_due(programme, where)
    for number, amount in enumerate(programme.amounts, 1):
        yield from _wrong_amount(programme, amount, f"{where} amounts[{number}]")
    for number, sharing in enumerate(programme.sharing, 1):
        yield from _wrong_sharing(programme, sharing, f"{where} sharing[{number}]")
    for what, entries in (("标准", programme.amounts), ("分担比例", programme.sharing)):
        for one, two in _overlapping(entries):
            yield _fault(where, f"{one.from_on} 起和 {two.from_on} 起的{what}在同一时段重叠", "请填写 to 分开")


def _missing_ages(programme: Programme, where: str) -> Iterator[Problem]:
    start, end = programme.start, programme.end
    if start.rule == "age_month" and None in (start.age_of("wife"), start.age_of("husband")):
        yield _fault(where, "按年龄起算，却没有写年龄", "请填写 start 的 age，或者 wife 和 husband")
    if start.rule == "wife_age_month" and start.age_of("wife") is None:
        yield _fault(where, "按女方年龄起算，却没有写年龄", "请填写 start 的 age")
    if end.rule == "child_age" and end.age is None:
        yield _fault(where, "按子女年龄截止，却没有写年龄", "请填写 end 的 age")
    if end.rule == "months" and end.months is None:
        yield _fault(where, "按月数截止，却没有写月数", "请填写 end 的 months")
    if programme.paid == "lump_sum" and end.rule in {"life", "open"}:
        yield _fault(where, "期满一次发给，却没有期满的日子", "请改正 paid 或 end")


def _wrong_due(programme: Programme, where: str) -> Iterator[Problem]:
    parts = 2 if programme.paid == "half_year" else 1
    if programme.due and len(programme.due) != parts:
        yield _fault(where, f"due 有 {len(programme.due)} 个日子", f"应当有 {parts} 个")
    for words in programme.due:
        month, _, number = words.partition("-")
        try:
            date(2000, int(month), 1 if number == "last" else int(number))
        except ValueError:
            yield _fault(where, f"兑现日“{words}”写法不对", "请写成 12-31 或 02-last")


def _wrong_amount(programme: Programme, amount: Amount, where: str) -> Iterator[Problem]:
    if (amount.fen is None) == (not amount.unknown):
        yield _fault(where, "标准和“不知道”要写而且只写一个", "请填写 fen，或者填写 unknown 说明原因")
    if amount.fen is not None and amount.fen < 0:
        yield _fault(where, "标准是负数", "请核对")
    if amount.to_on is not None and amount.to_on < amount.from_on:
        yield _fault(where, "结束日期早于开始日期", "请核对 from 和 to")
    if amount.place and not amount.place.startswith(prefix(programme.place)):
        yield _fault(where, f"{amount.place} 不在 {programme.place} 之内", "请核对地区代码")


def _wrong_sharing(programme: Programme, sharing: Sharing, where: str) -> Iterator[Problem]:
    shares = sharing.shares
    if bool(shares) == bool(sharing.unknown):
        yield _fault(where, "分担比例和“不知道”要写而且只写一个", "请填写 shares，或者填写 unknown 说明原因")
    if any((share.weight is None) == (share.fen is None) for share in shares):
        yield _fault(where, "每个承担单位写比例或者定额，只写一种", "请填写 weight 或 fen")
    if len({share.fen is None for share in shares}) > 1:
        yield _fault(where, "比例和定额混用", "请统一成一种")
    if any(min(share.weight or 0, share.fen or 0) < 0 for share in shares):
        yield _fault(where, "比例或定额是负数", "请核对")
    if any(share.employer and not share.successor for share in shares):
        yield _fault(where, "由单位承担，却没有写单位不在了由谁承担", "请填写 successor")
    if "payee" in {share.employer for share in shares} and not programme.unit.startswith(("person", "parent")):
        yield _fault(where, "由本人单位承担，标准却不是按人计的", "请写明 wife 或 husband，或者改正 unit")
    if shares and len({share.name for share in shares}) < len(shares):
        yield _fault(where, "同一承担单位写了两次", "请合并")
    fixed = sum(share.fen or 0 for share in shares)
    paid = {item.fen for item in programme.amounts if item.fen is not None and _share_time(item, sharing)}
    if fixed and paid - {fixed}:
        yield _fault(where, "各单位定额加起来不等于标准", "请核对，合计应当分毫不差")


def _overlapping(entries: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    for number, one in enumerate(entries):
        for two in entries[number + 1 :]:
            classes = set(getattr(one, "payment_class", ())), set(getattr(two, "payment_class", ()))
            apart = all(classes) and not classes[0] & classes[1]
            if one.place == two.place and not apart and _share_time(one, two):
                yield one, two


def _share_time(one: Amount | Sharing, two: Amount | Sharing) -> bool:
    return one.from_on <= (two.to_on or date.max) and two.from_on <= (one.to_on or date.max)


def _twice(programmes: list[Programme]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for programme in programmes:
        key = (programme.id, programme.place)
        if key in seen:
            yield _fault(f"{programme.place}：{programme.id}", "同一地区有两个同名项目", "请合并成一个")
        seen.add(key)
