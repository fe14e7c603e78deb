"""Mappings: an unknown sheet is asked about, never guessed, and the answers are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import RosterError
from contracts.reading.mappings import OPEN, field_of, load_mappings, sketch, unfinished
from contracts.reading.roster import read_roster

HIS = "420117198503020036"
HERS = "429999198407023380"
SHEET = f"队别,当家,证件编码,绰号,手机\n一组,张三,{HIS},钓鱼,13800000001\n"
ANSWERS = {"A": "组别", "B": "户主姓名", "C": "head.id_number", "D": "不读", "E": "户主电话"}


def written(folder: Path, text: str = SHEET, name: str = "东湾.csv") -> Path:
    """Write a roster."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def kept(office: Path, text: str, name: str = "东湾") -> Path:
    """Keep a mapping in an office's folder."""
    folder = office / "rosters"
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_the_headings_leave_open_is_a_question(tmp_path: Path) -> None:
    """Known words are filled in; bodies and columns we have no use for are not read."""
    drawn = sketch(written(tmp_path, "女方姓名,身份证号,备注,孕检时间,绰号,姓名\n张三,1,,,,\n"))

    assert [(column.heading, column.field) for column in drawn.columns] == [
        ("女方姓名", "wife.name"), ("身份证号", "wife.id_number"), ("备注", ""), ("孕检时间", ""),
        ("绰号", OPEN), ("姓名", OPEN),
    ]  # fmt: skip
    assert drawn.columns[3].note == "不该由名册收集，不读"


def test_answers_make_a_mapping_that_reads_the_sheet(tmp_path: Path) -> None:
    """The office's own layout stands before the shipped ones and is recognised by its headings."""
    roster = written(tmp_path)
    kept(tmp_path, sketch(roster, answers=ANSWERS).text("东湾"))

    reading = read_roster(roster, own=load_mappings(tmp_path))

    assert reading.layout == "东湾"
    (record,) = reading.records
    assert (record.persons[0].role, record.persons[0].id_number, record.value("group")) == ("head", HIS, "一组")
    assert reading.problems == ()
    with pytest.raises(RosterError):
        read_roster(roster)


def test_a_mapping_with_an_open_question_is_not_used(tmp_path: Path) -> None:
    """Its own sheet is refused and the open columns are named; other sheets are read; answers stay answered."""
    roster = written(tmp_path)
    path = kept(tmp_path, sketch(roster, answers={"A": "组别"}).text("东湾"))

    own = load_mappings(tmp_path)
    (note,) = unfinished(own)
    assert note.startswith("映射 rosters/东湾.toml 里还有没回答的列")
    assert "“当家”“证件编码”“绰号”“手机”" in note
    for layout in (None, "东湾"):
        with pytest.raises(RosterError) as caught:
            read_roster(roster, layout, own=own)
        assert "“当家”“证件编码”“绰号”“手机”" in caught.value.problems[0].message
    other = written(tmp_path, f"女方姓名,女方身份证号,队别\n张三,{HERS},一组\n", "另一份.csv")
    assert len(read_roster(other, own=own).records) == 1

    rest = {column: words for column, words in ANSWERS.items() if column != "A"}
    assert sketch(roster, answers=rest, earlier=path).open == ()


def test_a_mapping_reads_only_where_its_headings_stand_as_often(tmp_path: Path) -> None:
    """Answered for two of each, it says nothing of a sheet with one: whose it is is asked (found by an examiner)."""
    roster = written(tmp_path, f"姓名,身份证号,姓名,身份证号\n张三,{HERS},李四,{HIS}\n")
    answers = {"A": "女方姓名", "B": "女方身份证号", "C": "男方姓名", "D": "男方身份证号"}
    kept(tmp_path, sketch(roster, answers=answers).text("东湾"))
    own = load_mappings(tmp_path)
    single = written(tmp_path, f"姓名,身份证号\n李四,{HIS}\n", "一人.csv")

    assert read_roster(roster, own=own).layout == "东湾"
    assert [person.role for person in read_roster(single, own=own).records[0].persons] == ["person"]
    with pytest.raises(RosterError) as caught:
        read_roster(single, "东湾", own=own)
    assert "姓名（2 栏）、身份证号（2 栏）" in caught.value.problems[0].message


def test_a_mapping_keeps_the_merged_headings(tmp_path: Path) -> None:
    """The same headings under 男方 and 女方 the other way round are another sheet."""
    people = f"张三,{HERS},李四,{HIS}\n"
    roster = written(tmp_path, f"女方,,男方,\n姓名,证件号,姓名,证件号\n{people}")
    answers = {"A": "女方姓名", "B": "女方身份证号", "C": "男方姓名", "D": "男方身份证号"}
    kept(tmp_path, sketch(roster, answers=answers).text("东湾"))
    turned = written(tmp_path, f"男方,,女方,\n姓名,证件号,姓名,证件号\n李四,{HIS},张三,{HERS}\n", "反过来.csv")
    own = load_mappings(tmp_path)

    assert read_roster(roster, own=own).layout == "东湾"
    (record,) = read_roster(turned, own=own).records
    assert {person.role: person.name for person in record.persons} == {"wife": "张三", "husband": "李四"}


def test_equal_and_missing_headings_are_told_apart_by_place(tmp_path: Path) -> None:
    """The second 姓名 and a column without a heading have their own lines."""
    roster = written(tmp_path, f"姓名,证件,姓名,,证件\n张三,{HIS},李四,x,\n")
    answers = {"A": "女方姓名", "B": "女方身份证号", "C": "男方姓名", "D": "备注说明", "E": "男方身份证号"}
    with pytest.raises(RosterError, match="写映射"):
        sketch(roster, answers=answers)
    kept(tmp_path, sketch(roster, answers=answers | {"D": "values.nickname"}).text("东湾"))

    (record,) = read_roster(roster, own=load_mappings(tmp_path)).records

    assert [(person.role, person.name, person.id_number) for person in record.persons] == [
        ("wife", "张三", HIS), ("husband", "李四", None),
    ]  # fmt: skip
    assert record.value("nickname") == "x"


def test_a_mapping_cannot_read_what_is_forbidden(tmp_path: Path) -> None:
    """Neither by its heading nor, under a harmless one, by its content."""
    roster = written(tmp_path, f"当家,证件编码,孕检时间,情况\n张三,{HIS},2016,已上环\n李四,{HIS},,好\n")
    answers = {"A": "户主姓名", "B": "户主身份证号", "C": "values.check", "D": "values.state"}
    kept(tmp_path, sketch(roster, answers=answers).text("东湾"))

    reading = read_roster(roster, own=load_mappings(tmp_path))

    assert reading.dropped == ("孕检时间", "情况")
    assert all(record.values == () for record in reading.records)
    assert "上环" not in "".join(reading.json_lines())


def test_a_mapping_written_wrongly_is_told_and_stops_no_other_roster(tmp_path: Path) -> None:
    """Written by hand, they may be anything; each is one line: file, place, cure."""
    kept(tmp_path, 'title = "x"\ncolumns = 3', "a")
    kept(tmp_path, "name = x", "b")
    kept(tmp_path, 'columns = [\n{ heading = "x", field = "wife.shoe" },\n{ heading = "y", nr = 1 },\n]', "c")
    (tmp_path / "rosters" / "d.toml").write_bytes("当家".encode("gb18030"))
    kept(tmp_path, 'title = "x"\nrequired = ["z"]\ncolumns = [{ heading = "x", field = "wife.name" }]', "e")
    (tmp_path / "rosters" / "f.toml").mkdir()

    own = load_mappings(tmp_path)

    assert [note.split("；")[0].removeprefix("映射 rosters/") for note in unfinished(own)] == [
        "a.toml 写得不对（columns 不是一列一行的 { heading = …, field = … }）",
        "b.toml 写得不对（第 1 行第 8 个字附近）",
        "c.toml 写得不对（没有 title、第 2 行不认得 field“wife.shoe”、第 3 行不认得 nr、第 3 行没有写 field）",
        "d.toml 写得不对（打不开，或不是 UTF-8 编码的文字）",
        "e.toml 写得不对（required 里的“z”不在 columns 里）",
        "f.toml 写得不对（打不开，或不是 UTF-8 编码的文字）",
    ]
    assert all(note.endswith("，照 shouyue roster map 写出的样子改正，或删去这个文件") for note in unfinished(own))
    assert len(read_roster(written(tmp_path, f"女方姓名,女方身份证号\n张三,{HERS}\n"), own=own).records) == 1
    assert load_mappings(None) == load_mappings(tmp_path / "none") == ()
    with pytest.raises(RosterError):
        sketch(written(tmp_path), earlier=tmp_path / "rosters" / "b.toml")


def test_the_roster_that_a_broken_mapping_was_made_for_says_so(tmp_path: Path) -> None:
    """By its headings or by its name; nothing is guessed in the mapping's place."""
    roster = written(tmp_path)
    kept(tmp_path, sketch(roster, answers=ANSWERS).text("东湾").replace('"head.name"', '"head.name'))
    own = load_mappings(tmp_path)

    for layout in (None, "东湾"):
        with pytest.raises(RosterError) as caught:
            read_roster(roster, layout, own=own)
        assert "映射 rosters/东湾.toml 写得不对（第 9 行" in caught.value.problems[0].message
        assert "roster map" in caught.value.problems[0].hint


def test_a_sheet_and_a_row_may_be_named(tmp_path: Path) -> None:
    """And a wrong name lists the right ones."""
    roster = written(tmp_path, f"说明\n甲,乙\n张三,{HIS}\n")

    assert [column.heading for column in sketch(roster, row=2).columns] == ["甲", "乙"]
    with pytest.raises(RosterError) as caught:
        sketch(roster, sheet="nothing")
    assert "东湾" in caught.value.problems[0].hint
    with pytest.raises(RosterError):
        sketch(written(tmp_path, "1,2\n", "空.csv"))


@pytest.mark.parametrize(
    ("words", "field"),
    [("女方姓名", "wife.name"), ("户主手机", "head.phones"), ("金额", "values.amount_fen"), ("不读", ""), ("", ""),
     ("values.nickname", "values.nickname"), ("姓名", None), ("天气", None), ("wife.shoe", None)],
)  # fmt: skip
def test_an_answer_is_a_field_in_chinese_or_by_its_name(words: str, field: str | None) -> None:
    """A bare 姓名 does not say whose."""
    assert field_of(words) == field
