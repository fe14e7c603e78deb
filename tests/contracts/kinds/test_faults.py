"""Every fault of an unsound kind is named at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.kinds import PUBLIC_COLUMNS
from tests.contracts.kind_folders import MANIFEST, faults_of


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{{ site }}", "{{ sight }}", "占位符 sight"),
        ('keep = "30年"', 'keep = "30年"\nperiod_year = 3', "不认识的项 period_year"),
        ('from = "village"', 'from = "village"\nlable = "甲方"', "roles.party_a：不认识的项 lable"),
        ('heading = "承诺"', 'heading = "承诺"\nannexe = "附件一"', "sections a：不认识的项 annexe"),
        ('brief = "咨询"', 'brief = "咨询"\nvoluntarily = true', "voluntarily"),
        ("{{ site }}", "{{ site|upper }}", "没有过滤器 upper"),
        ("{{ site }}", "{{ site|yuan }}", "site 不能用过滤器 yuan"),
        ("{{ site }}", "{{ site }}{{ starts_on|yuan }}", "starts_on 不能用过滤器 yuan"),
        ('owed_by = "party_a"', 'owed_by = "party_a"\namount = "site"', "金额栏 site 没有登记"),
        ("{{ site }}", "｛｛ site ｝｝", "占位符写法不对"),
        ("{{ site }}", "{{ site", "占位符写法不对"),
        ('owed_by = "party_a"', 'owed_by = "party_z"', "没有角色 party_z"),
        ('owed_by = "party_a"\n', "", "甲方没有任何责任"),
        ('family = "contract"', 'family = "poem"', "poem"),
        ('brief = "咨询"\n', "", "没有简称"),
        ('owed_by = "party_a"', 'owed_by = "party_a"\nowed_to = "party_a"', "欠谁写成了自己"),
        ('owed_by = "party_a"', "due = { settlement = true }", "有 due，却没有写谁来做"),
        ('types = ["village_committee"]', 'types = ["couple"]', "types 里写上 community、village_committee"),
        ('from = "village"', 'from = "ledger"', 'subject 是 "household"，from 不能是 "ledger"'),
        ("{{ place }}-{{ batch }}-{{ row }}", "{{ place }}-{{ batch }}", "几份纸的编号会一样，写上 {{ row }}"),
        ('subject = "household"', 'subject = "ledger"', "number：没有 {{ serial }}，每一份的编号会一样"),
        ('family = "contract"', 'family = "certificate"', '证件的 subject 不能是 "household"'),
        ("[fields.site]", '[fields.party_a]\nlabel = "号"\n[fields.site]', "fields.party_a：与当事人或选择项同名"),
        ("[example]", '[[sections]]\ncode = "a"\nheading = "乙"\n[example]', "sections a：章节代码重复"),
        ('{ zh_CN = "zh_CN.docx" }', '{ zh_CN = "zh_CN.docx", fr = "fr.docx" }', "documents.fr：没有这种文字"),
        ('{ zh_CN = "zh_CN.docx" }', '{ zh_Hant = "zh_Hant.docx" }', "没有 zh_CN 的 Word 文件"),
        ("version = 1", "version = 1\nissued = { from = 2022-01-01, to = 2021-01-01 }", "2022-01-01 晚于 2021-01-01"),
        ("version = 1", 'version = 1\nstub_fields = ["site"]', "stub_fields：每套里没有存根"),
        ('id = "pledge"', 'id = "vow"', "与文件夹名"),
        ('title = "双向承诺书"\n', "", "title"),
        ("version = 1", "version = ", "写法不对"),
    ],
)
def test_a_faulty_manifest_says_what_is_wrong(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each fault is named in words that lead to the line."""
    assert said in faults_of(tmp_path, MANIFEST.replace(old, new))


def test_points_that_do_not_add_up_are_refused(tmp_path: Path) -> None:
    """A score sheet of 99 points is nobody's intention (row A-01)."""
    table = """
[tables.goals]
caption = "目标"
points = "points"
total = 100
columns = [{ key = "goal", label = "指标", width_mm = 50 }, { key = "points", label = "分值", width_mm = 20 }]
rows = [["兑现率", "60"], ["准确率", "39"]]
"""
    assert "分值合计 99，应为 100" in faults_of(tmp_path, MANIFEST + table)


def test_a_notice_cannot_name_a_column_outside_the_whitelist(tmp_path: Path) -> None:
    """No ID number, account or phone reaches a board (charter 4)."""
    table = """
[tables.posting]
caption = "名单"
source = "posting"
columns = [{ key = "name", label = "姓名", width_mm = 50 }, { key = "id_number", label = "身份证号", width_mm = 50 }]
"""
    said = faults_of(tmp_path, MANIFEST.replace('"contract"', '"notice"') + table)
    assert "公示不得有栏目 id_number" in said
    assert "id_number" not in PUBLIC_COLUMNS


def test_a_circular_names_offices_and_no_person(tmp_path: Path) -> None:
    """Praise and blame are for offices (D-19)."""
    table = """
[tables.ranking]
caption = "名次"
source = "ranking"
columns = [{ key = "office", label = "单位", width_mm = 50 }, { key = "name", label = "姓名", width_mm = 50 }]
"""
    words = MANIFEST.replace('"contract"', '"notice"').replace("version = 1", 'version = 1\nlayout = "circular"')
    said = faults_of(tmp_path, words + table)

    assert "通报不得有栏目 name" in said
    assert "栏目 office" not in said


CHOICE = """
[choices.department]
label = "部门"
options = { police = "公安", civil = "民政" }
[tables.goals]
caption = "目标"
points = "points"
total = 100
columns = [{ key = "goal", label = "指标", width_mm = 50 }, { key = "points", label = "分值", width_mm = 20 }]
rows = [["政策宣传", "60"]]
rows_for = { department = { police = [["信息核对", "40"]], civil = [["困难帮扶", "30"]] } }
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "tables.goals civil：分值合计 90，应为 100"),
        ('civil = [["困难帮扶", "30"]]', 'civil = [["困难帮扶"]]', "tables.goals civil 第1行：有 1 格，应为 2 格"),
        ("department = { police = [[", "office = { police = [[", "没有选择项 office"),
        ("civil = [[", "youth = [[", "department 没有选项 youth"),
        ('text = "甲方在', 'only = { department = ["tax"] }\ntext = "甲方在', "department 没有选项 tax"),
        ('{ police = "公安", civil = "民政" }', "{}", "choices.department：没有选项"),
        ("[tables.goals]", '[titles.department]\nschool = "协议"\n[tables.goals]', "department 没有选项 school"),
    ],
)
def test_clause_sets_are_whole_for_every_option(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Each department's points add up by themselves (domain D-06); a misspelt option is named."""
    whole = MANIFEST.replace("[[sections]]", CHOICE + "[[sections]]", 1)

    assert said in faults_of(tmp_path, whole.replace(old, new) if old else whole)


@pytest.mark.parametrize(
    ("copies", "said"),
    [
        ('["甲方存", "甲方存"]', "“甲方存”写了两次"),
        ('["甲方存", { label = "乙方存", annexes = ["list"] }]', "没有附件 list"),
        ('["甲方存", { label = "存根", stub = true }]', "没有存根的 Word 文件"),
    ],
)
def test_a_print_set_names_what_is_there(tmp_path: Path, copies: str, said: str) -> None:
    """What goes into one set is said once, and must exist."""
    assert said in faults_of(tmp_path, MANIFEST.replace('["甲方存"]', copies))


def test_a_stub_is_wanted_in_every_language(tmp_path: Path) -> None:
    """Else the whole paper would be printed in its place."""
    copies = '["甲方存", { label = "存根", stub = true }]\nstubs = { zh_CN = "zh_CN_stub.docx" }'
    manifest = MANIFEST.replace('["甲方存"]', copies).replace(
        'documents = { zh_CN = "zh_CN.docx" }', 'documents = { zh_CN = "zh_CN.docx", zh_Hant = "zh_Hant.docx" }'
    )

    assert 'zh_Hant = "zh_Hant_stub.docx"' in faults_of(tmp_path, manifest)
