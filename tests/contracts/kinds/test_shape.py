"""Every slip of a manifest has its place and says what may stand there; no shipped kind has one."""

from __future__ import annotations

import tomllib

import pytest

from contracts.kinds import shipped_folder
from contracts.kinds.shape import shape_faults
from tests.contracts.own_notices import MANIFEST

TERM = """
[[sections]]
code = "a"
heading = "甲"
[[sections.terms]]
code = "serve"
text = "咨询。"
due = { every = "quarter", last_day = "last" }
"""


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ('type = "date"', 'type = "日期"', "fields.service_on.type", "“日期”不能用"),
        ('every = "quarter"', 'every = "季"', "sections a 条款 serve due.every", "year、half_year、quarter、month"),
        ('last_day = "last"', 'last_day = "12-31"', "sections a 条款 serve due.last_day", "写几号"),
        ('"quarter", last_day = "last"', '"year", last_day = "31"', "sections a 条款 serve due.last_day", "写月日"),
        ('every = "quarter", last_day = "last"', "", "sections a 条款 serve due", "没有写什么时候到期"),
        ('every = "quarter", last', "on = 2026-03-05, last", "sections a 条款 serve due.last_day", "没有 every"),
        ('last_day = "last"', "settlement = true", "sections a 条款 serve due", "写了every、settlement"),
        (', last_day = "last"', "", "sections a 条款 serve due.last_day", "没有写哪一天"),
        ('every = "quarter", last_day = "last"', "settlement = false", "sections a 条款 serve due.settlement", "true"),
        ('every = "quarter", last_day = "last"', "within_days = 0", "sections a 条款 serve due.within_days", "3660"),
        ("version = 1", 'version = 1\nlayout = "poem"', "layout", "其中一个：contract、notice"),
        ("version = 1", "version = 1\nissued = { since = 2021-01-01 }", "issued", "不认识的项 since"),
        ("version = 1", 'version = 1\nissued = { from = "2021-01-01" }', "issued.from", "日期，不加引号"),
        ("version = 1", "version = 1\nperiod_years = -1", "period_years", "0 到 100"),
        ('"张贴", "存档"', '"张贴", { lable = "存档" }', "copies 第2份", "不认识的项 lable"),
        ('code = "a"', 'code = "a-b"', "sections a-b.code", "下划线"),
        ("service_on = {", '"service-on" = {', "fields.service-on", "不能作名称"),
        ('service_on = "2026-05-06"', 'service_on = ["五月"]', "example.service_on", "[[example.roster]]"),
        ("version = 1", "version = 1\ntitles = { party_a = { community = 1 } }", "titles", '选项 = "题目"'),
        ('"zh_CN.docx"', '"zh_CN.doc"', "documents", "zh_CN.docx"),
        ('last_day = "last"', 'last_day = "13-31"', "sections a 条款 serve due.last_day", "“13-31”不能用"),
        ("width_mm = 90", "width = 90", "tables.programme 第2栏", "不认识的项 width"),
        ("width_mm = 90", 'width_mm = "90"', "tables.programme 第2栏.width_mm", "整数，不加引号"),
        ('align = "center"', 'align = "中"', "tables.programme 第1栏.align", "left、center、right"),
        ("version = 1", 'version = "一"', "version", "整数，不加引号"),
        ('copies = ["张贴", "存档"]', 'copies = "张贴"', "copies", "写在 [ ] 里"),
        ('keep = "10年"', "", "keep", "没有 keep"),
        ('from = "village"', 'from = "名册"', "roles.party_a.from", "village、township、county"),
        ('code = "a"', "", "sections 第1个", "没有 code"),
        ("[roles.party_a]", '[roles]\nparty_c = "甲方"\n[roles.party_a]', "roles.party_c", "写法不对"),
    ],
)
def test_a_slip_is_told_with_its_place_and_what_to_write(old: str, new: str, where: str, said: str) -> None:
    """In Chinese, for somebody who knows Word."""
    fault, *_ = shape_faults(tomllib.loads((MANIFEST + TERM).replace(old, new, 1)), "service_day")

    assert fault.where == f"service_day/manifest.toml {where}"
    assert said in f"{fault.message}，{fault.hint}"


def test_shipped_kinds_have_none() -> None:
    """Nor does the notice that the tests write."""
    for path in shipped_folder().glob("*/manifest.toml"):
        assert list(shape_faults(tomllib.loads(path.read_text(encoding="utf-8")), path.parent.name)) == []
    assert list(shape_faults(tomllib.loads(MANIFEST + TERM), "service_day")) == []
