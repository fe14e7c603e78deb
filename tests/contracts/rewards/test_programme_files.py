"""A pack is read whole or refused with every fault named; nothing in it is taken on trust."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import PackError
from contracts.rewards.programme_files import read_packs, shipped_programmes
from contracts.rewards.programme_packs import Programme, covers

GOOD = """
place = "429999"
place_name = "湖北省示范县"

[[programmes]]
id = "village_reward"
title = "村级奖励"
unit = "couple_month"
claim = "any"
start = { rule = "programme" }
end = { rule = "open" }
source = ["虚构"]
amounts = [{ from = 2020-01-01, fen = 1000 }]
"""


def read(folder: Path, text: str) -> tuple[Programme, ...]:
    """Read one pack written into a folder."""
    (folder / "429999.toml").write_text(text, encoding="utf-8")
    return read_packs(folder)


def faults(folder: Path, text: str) -> str:
    """Return what the loader says of a faulty pack, one fault a line."""
    with pytest.raises(PackError) as refused:
        read(folder, text)
    return "\n".join(map(str, refused.value.problems))


def test_a_complete_pack_is_read(tmp_path: Path) -> None:
    """Place and name of the file hold for every programme in it."""
    (programme,) = read(tmp_path, GOOD)
    assert (programme.id, programme.place, programme.amounts[0].fen) == ("village_reward", "429999", 1000)


def test_every_shipped_programme_has_a_source_or_a_doubt() -> None:
    """Law is dated data with its source; what could not be checked says so."""
    for programme in read_packs(shipped_programmes()):
        assert programme.cite or programme.source or (not programme.verified and programme.doubt), programme.id


def test_every_reward_row_of_the_sources_is_covered() -> None:
    """W-01 to W-19, and the indicators and rules that are about rewards."""
    rows = {row for programme in read_packs(shipped_programmes()) for row in programme.rows}
    assert {f"W-{number:02}" for number in range(1, 20)} | {"I-08", "I-11", "I-20", "I-21", "A-12"} <= rows


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('source = ["虚构"]', "", "没有出处"),
        ('source = ["虚构"]', "verified = false", "没有写原因"),
        ('title = "村级奖励"', "", "缺少 title"),
        (", fen = 1000", "", "只写一个"),
        ("fen = 1000", 'fen = 1000, unknown = "不知道"', "只写一个"),
        ("fen = 1000", "fen = 10.5", "写成了 10.5，应当是 int"),
        ("fen = 1000", "fen = true", "写成了 True"),
        ("fen = 1000", "fen = -1", "负数"),
        ("from = 2020-01-01", 'from = "2020-01-01"', "应当是 date"),
        ("from = 2020-01-01", "from = 2020-01-01, to = 2019-12-31", "结束日期早于开始日期"),
        ("from = 2020-01-01", 'from = 2020-01-01, place = "430000"', "430000 不在 429999 之内"),
        ("}]", "}, { from = 2021-01-01, fen = 2000 }]", "重叠"),
        ('unit = "couple_month"', 'unit = "couple_day"', "应当是 couple_month"),
        ('claim = "any"', 'claim = "any"\ncolour = "red"', "不认识的项 colour"),
        ('place_name = "湖北省示范县"', 'place_name = "湖北省示范县"\ncolour = "red"', "不认识的项 colour"),
        ('place = "429999"', 'place = "42"', "不是六位数字"),
        ('{ rule = "programme" }', '{ rule = "age_month", wife = 55 }', "没有写年龄"),
        ('{ rule = "programme" }', '{ rule = "wife_age_month" }', "没有写年龄"),
        ('{ rule = "programme" }', '"programme"', "应当是一张表"),
        ('{ rule = "open" }', '{ rule = "child_age" }', "没有写年龄"),
        ('{ rule = "open" }', '{ rule = "months" }', "没有写月数"),
        ('claim = "any"', 'claim = "any"\npaid = "lump_sum"', "没有期满的日子"),
        ('claim = "any"', 'claim = "any"\ndue = ["06-30", "12-31"]', "应当有 1 个"),
        ('claim = "any"', 'claim = "any"\ndue = ["02-30"]', "写法不对"),
        ("amounts = [{ from = 2020-01-01, fen = 1000 }]", "", "没有标准"),
    ],
)
def test_a_fault_in_a_pack_is_named_with_its_place(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """File, programme, what is wrong and what to do."""
    told = faults(tmp_path, GOOD.replace(old, new))
    assert fault in told
    assert "429999.toml" in told


@pytest.mark.parametrize(
    ("shares", "fault"),
    [
        ("", "只写一个"),
        ('shares = [{ name = "县" }]', "只写一种"),
        ('shares = [{ name = "县", weight = 1, fen = 1000 }]', "只写一种"),
        ('shares = [{ name = "县", weight = 1 }, { name = "乡", fen = 500 }]', "混用"),
        ('shares = [{ name = "县", weight = 2 }, { name = "乡", weight = -1 }]', "负数"),
        ('shares = [{ name = "县", fen = 600 }, { name = "乡", fen = 300 }]', "加起来不等于标准"),
        ('shares = [{ name = "县", weight = 1 }, { name = "县", weight = 1 }]', "写了两次"),
        ('shares = [{ name = "女方单位", weight = 1, employer = "wife" }]', "由谁承担"),
    ],
)
def test_shares_that_cannot_add_up_are_refused(tmp_path: Path, shares: str, fault: str) -> None:
    """Fixed sums make the standard exactly, fractions are of one kind."""
    separator = ", " if shares else ""
    told = faults(tmp_path, f"{GOOD}\nsharing = [{{ from = 2020-01-01{separator}{shares} }}]")
    assert fault in told


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """A clerk mends a pack in one go."""
    told = faults(tmp_path, GOOD.replace("fen = 1000", "fen = -1").replace('source = ["虚构"]', ""))
    assert "没有出处" in told
    assert "负数" in told


def test_the_same_programme_twice_in_one_place_is_refused(tmp_path: Path) -> None:
    """Which of the two would be paid?"""
    entry = GOOD[GOOD.index("[[programmes]]") :]
    assert "同名项目" in faults(tmp_path, GOOD + entry)


def test_a_file_that_is_not_toml_is_named(tmp_path: Path) -> None:
    """No traceback for a clerk."""
    assert "不是有效的 TOML" in faults(tmp_path, "place = ")


def test_packs_of_other_places_are_not_read_for_an_office() -> None:
    """Nothing that the office could promise is left out."""
    office = "420117102000"
    near, every = read_packs(shipped_programmes(), near=office), read_packs(shipped_programmes())

    assert {item for item in every if covers(item.place, office)} <= set(near)
    assert len(near) < len(every)
    assert read_packs(shipped_programmes(), near="") == every
