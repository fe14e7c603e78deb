"""What a kind asks of a roster beside the columns of its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.papers.columns import added_columns, with_what_is_asked
from contracts.reading.layouts import Layout, layout_named
from contracts.reading.roster import read_roster
from tests.clerks_office import office_at

NOTICE = """\
id = "service_day"
version = 1
title = "服务日约定"
family = "record"
subject = "{subject}"
documents = {{ zh_CN = "zh_CN.docx" }}
number = "{{{{ place }}}}-服务日-{{{{ batch }}}}-{{{{ row }}}}"
keep = "10年"
copies = ["存档"]
recital = ["{{{{ service_on|day }}}}{{{{ site_name }}}}{{{{ amount }}}}{{{{ note }}}}{{{{ holder_id }}}}{{{{ way }}}}"]

[roles.party_a]
label = "甲方"
types = ["village_committee", "community"]
from = "village"

[choices.way]
label = "办理方式"
options = {{ home = "上门", office = "到点" }}

[fields]
service_on = {{ label = "服务日期", type = "date" }}
site_name = {{ label = "服务地点" }}
amount = {{ label = "慰问金额", type = "money" }}
note = {{ label = "说明", default = "无" }}
holder_id = {{ label = "经办人身份证号" }}

[tables.visits]
caption = "安排"
source = "roster"
columns = [
    {{ key = "serial", label = "序号", width_mm = 16 }},
    {{ key = "visited_on", label = "上门日期", width_mm = 140 }},
]

[example]
service_on = "2026-05-06"
site_name = "便民服务中心"
amount = "20000"
holder_id = "无"
"""


def made(folder: Path, subject: str) -> Kind:
    """Return a kind of an office's own about a village or a household."""
    room = folder / "service_day"
    room.mkdir()
    (room / "manifest.toml").write_text(NOTICE.format(subject=subject), encoding="utf-8")
    return load_kind(room)


def form(name: str) -> Layout:
    """Return a shipped form."""
    found = layout_named(name)
    assert found
    return found


def test_each_field_choice_and_row_of_a_kind_is_a_column_under_its_own_label(tmp_path: Path) -> None:
    """README of the kinds: a value is taken from the column of the same name; a number of a person never is."""
    added = added_columns(made(tmp_path, "village"), form("villages"))

    assert {rule.heading: rule.field for rule in added.columns} == {
        "服务日期": "values.service_on",
        "服务地点": "values.site_name",
        "慰问金额": "values.amount",
        "说明": "values.note",
        "办理方式": "values.way",
        "上门日期": "values.visited_on",
    }
    assert dict(added.types)["amount"] == "money"
    assert dict(added.types)["visited_on"] == "date"


def test_a_blank_roster_asks_for_what_nobody_else_fills_in(tmp_path: Path) -> None:
    """What the office has filled in or the kind has a default for is no column; nor are other kinds' targets."""
    kind = made(tmp_path, "village")
    villages = form("villages")

    asked = with_what_is_asked(villages, added_columns(kind, villages), kind, {"site_name"})

    headings = [rule.heading for rule in asked.columns]
    assert headings[-4:] == ["服务日期", "慰问金额", "办理方式", "上门日期"]
    assert "统计准确率" not in headings
    assert "党组织书记" in headings
    assert asked.title == "服务日约定名册"


def test_a_form_of_a_kind_keeps_the_targets_that_the_kind_prints() -> None:
    """The village's targets of the year stay in the form of its responsibility agreement."""
    kind = load_kind(shipped_folder() / "village_responsibility_agreement")
    villages = form("villages")

    asked = with_what_is_asked(villages, added_columns(kind, villages), kind, ())

    assert "统计准确率" in [rule.heading for rule in asked.columns]


@pytest.mark.parametrize(
    ("subject", "name", "sheet"),
    [
        ("village", "villages", "村名,行政区划代码,服务日期,慰问金额\n上坪村,429999101201,2026-05-06,200\n"),
        ("household", "couples", "序号,女方姓名,服务日期,慰问金额,男方姓名\n1,吴小云,2026年5月6日,200元,高建军\n"),
    ],
)
def test_own_columns_are_read_beside_a_known_form_and_beside_any_other_paper(
    subject: str, name: str, sheet: str, tmp_path: Path
) -> None:
    """A clerk who adds the column to whatever roster there is has it read."""
    path = tmp_path / "名册.csv"
    path.write_text(sheet, encoding="utf-8")
    added = added_columns(made(tmp_path, subject), form(name))

    [record] = read_roster(path, added=added).records

    assert (record.value("service_on"), record.value("amount")) == ("2026-05-06", 20000)


@pytest.mark.parametrize("language", ["zh_CN", "zh_Hant"])
def test_a_field_of_the_kind_is_read_from_its_own_column_in_every_language(tmp_path: Path, language: str) -> None:
    """Each family asks something else; the roster has the Chinese label, whatever the paper is printed in."""
    clerk = office_at(tmp_path / "青河镇")
    roster = clerk.folder / "名册.csv"
    head, *rows = roster.read_text(encoding="utf-8").splitlines()
    asked = (f"{row},何静（村专干）,第{number}户问申报时间" for number, row in enumerate(rows, 1))
    roster.write_text("\n".join((f"{head},告知人和职务,提出的问题", *asked)) + "\n", encoding="utf-8")
    result = clerk.draft("--language", language, kind="informed_choice_record")

    assert result.exit_code == 0, result.stderr
    text = clerk.text("informed_choice_record_2026A")
    assert ("第1户问申报时间" in text, "第2户问申报时间" in text) == (True, True)
