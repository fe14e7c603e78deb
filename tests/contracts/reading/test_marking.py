"""Two rounds of a roster between clerk and program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from contracts.errors import RosterError
from contracts.reading.marking import NO_ROW, marking_of
from contracts.reading.roster import read_roster
from contracts.records import SUMMARY
from tests.contracts.dirty_rosters import PAPERS, make, write_rows

DAY = date(2026, 11, 22)
HIS = "420117198503020036"
HERS = "420117198503020028"


def test_every_problem_is_a_coloured_cell_with_a_comment_and_a_line(tmp_path: Path) -> None:
    """In every paper that offices keep; nothing else is coloured."""
    for paper in PAPERS[:6]:
        source = make(paper, 25, 3).write(tmp_path / "册.xlsx")
        marking = marking_of(source)
        marking.write(tmp_path / "标.xlsx", on=DAY)

        wanted = {problem.where.rpartition("!")[2] for problem in read_roster(source).problems}
        book = openpyxl.load_workbook(tmp_path / "标.xlsx")
        cells = [cell for row in book["花名册"].iter_rows() for cell in row]
        assert {cell.coordinate for cell in cells if cell.comment} == wanted
        assert {cell.coordinate for cell in cells if cell.fill.fill_type} == wanted
        assert [row[0].value for row in book[SUMMARY].iter_rows()][-1] == len(marking.problems)


def test_the_second_round_reads_only_what_changed(tmp_path: Path) -> None:
    """Mended rows are good, an old fault is told again, a new fault in a good row is found."""
    rows = [("姓名", "身份证号"), ("张三", HIS), ("李四", HERS[:-1] + "1"), ("王五", "1"), ("赵六", HERS)]
    marking_of(write_rows(tmp_path / "册.xlsx", rows)).write(tmp_path / "一.xlsx", on=DAY)
    book = openpyxl.load_workbook(tmp_path / "一.xlsx")
    page = book["花名册"]
    page["B3"], page["B5"] = "429999198503020024", "2"
    page.insert_rows(2)
    book.save(tmp_path / "一.xlsx")

    second = marking_of(tmp_path / "一.xlsx")

    assert second.this_round.passed == 1
    assert second.this_round.changed == [("花名册", 4), ("花名册", 6)]
    assert second.this_round.still == [("花名册", 5)]
    assert [problem.where for problem in second.problems] == ["花名册!B5", "花名册!B6"]
    assert "第二次核对：1 行上次没有问题、没有改动，不再重读。" in second.lines(DAY)

    second.write(tmp_path / "二.xlsx", on=DAY)
    page = openpyxl.load_workbook(tmp_path / "二.xlsx")["花名册"]
    assert [page[cell].comment is None for cell in ("B4", "B5", "B6")] == [True, False, False]
    assert len(read_roster(tmp_path / "二.xlsx").records) == 4


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
def test_an_untouched_second_round_finds_the_same_faults(paper: object, tmp_path: Path) -> None:
    """Nothing is lost by passing rows over: merged cells, 同上 and headings included."""
    source = make(paper, 30, 4).write(tmp_path / "册.xlsx")  # type: ignore[arg-type]
    first = marking_of(source)
    first.write(tmp_path / "一.xlsx", on=DAY)

    second = marking_of(tmp_path / "一.xlsx")

    assert second.problems == first.problems
    assert second.this_round.changed == []
    assert second.this_round.passed > 0


def test_a_number_that_stands_in_a_good_row_already_is_found_in_the_second_round(tmp_path: Path) -> None:
    """Rows passed over still count for repetitions, and give 同上 and merged names to rows below."""
    head, first = ("组别", "姓名", "身份证号"), ("一组", "张三", HIS)
    rows = [head, first, ("", "李四", "1"), ("二组", "王五", HERS), ("同上", "赵六", "")]
    source = write_rows(tmp_path / "册.xlsx", rows, merges=["A2:A3"])
    marking_of(source).write(tmp_path / "一.xlsx", on=DAY)
    book = openpyxl.load_workbook(tmp_path / "一.xlsx")
    book["花名册"]["C3"] = HIS
    book["花名册"]["C5"] = "429999198503020024"
    book.save(tmp_path / "一.xlsx")

    second = marking_of(tmp_path / "一.xlsx")

    assert second.problems == ()
    assert second.reading is not None
    assert second.reading.repeated() == (("花名册!C2", "花名册!C3"),)


def test_a_row_that_means_what_stands_three_rows_above_is_read_in_the_second_round(tmp_path: Path) -> None:
    """Every row between was good and says 〃 itself."""
    rows = [("姓名", "现住址", "身份证号"), ("张三", "石桥村1组", HIS), ("李四", "〃", HERS), ("王五", "〃", ""),
            ("赵六", "〃", "1")]  # fmt: skip
    marking_of(write_rows(tmp_path / "册.xlsx", rows)).write(tmp_path / "一.xlsx", on=DAY)

    second = marking_of(tmp_path / "一.xlsx")

    assert second.this_round.passed == 2
    assert [problem.where for problem in second.problems] == ["花名册!C4", "花名册!C5"]


def test_a_changed_heading_makes_everything_fresh(tmp_path: Path) -> None:
    """Another column has another meaning; what was good says nothing then."""
    source = write_rows(tmp_path / "册.xlsx", [("女方姓名", "身份证号"), ("张三", HERS), ("李四", "1")])
    marking_of(source).write(tmp_path / "一.xlsx", on=DAY)
    book = openpyxl.load_workbook(tmp_path / "一.xlsx")
    book["花名册"]["A1"] = "男方姓名"
    book.save(tmp_path / "一.xlsx")

    second = marking_of(tmp_path / "一.xlsx")

    assert second.this_round.passed == 0
    assert [problem.where for problem in second.problems] == ["花名册!B2", "花名册!B3"]


def test_open_questions_about_headings_are_marked_too(tmp_path: Path) -> None:
    """The roster is not read, and the summary says so."""
    source = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号", "姓名", "身份证号"), ("张三", HIS, "李四", HERS)])

    marking = marking_of(source)
    marking.write(tmp_path / "一.xlsx", on=DAY)

    assert [problem.where for problem in marking.problems] == ["花名册!C1", "花名册!D1"]
    assert any("没有读入" in line for line in marking.lines(DAY))
    assert not marking_of(tmp_path / "一.xlsx").this_round.is_second


def test_a_list_of_violators_is_given_back_to_nobody(tmp_path: Path) -> None:
    """It is refused whole, by its headings or its sheet's name."""
    with pytest.raises(RosterError):
        marking_of(write_rows(tmp_path / "a.xlsx", [("姓名", "身份证号", "征收金额"), ("张三", HIS, 1)]))
    with pytest.raises(RosterError):
        marking_of(write_rows(tmp_path / "b.xlsx", [("姓名", "身份证号"), ("张三", HIS)], sheet_name="超生户"))


def test_a_hidden_column_is_read_and_said(tmp_path: Path) -> None:
    """Numbers are hidden for printing, and a mark there would not be seen; a hidden row is left out."""
    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", HERS), ("李四", HIS)], hidden=[2])
    book = openpyxl.load_workbook(path)
    book["花名册"].column_dimensions["B"].hidden = True
    book.save(path)

    marking = marking_of(path)

    assert marking.reading is not None
    assert [record.persons[0].id_number for record in marking.reading.records] == [HIS]
    lines = list(marking.lines(DAY))
    assert "花名册!B：“身份证号”是隐藏的列，照样读入；改正前先取消隐藏" in lines
    assert lines[lines.index("没有读入 1 处：") + 1].startswith("    花名册 第 2 行：隐藏")


def test_a_workbook_of_another_suffix_is_read_and_marked(tmp_path: Path) -> None:
    """The content decides: systems name a new workbook .xls."""
    path = write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号"), ("张三", "1")]).rename(tmp_path / "册.xls")

    marking = marking_of(path)
    marking.write(tmp_path / "标.xlsx", on=date(2026, 1, 2))

    assert [item.where for item in marking.problems] == ["花名册!B2"]
    assert openpyxl.load_workbook(tmp_path / "标.xlsx")["花名册"]["B2"].comment is not None


def test_a_roster_without_a_row_is_not_said_to_be_right(tmp_path: Path) -> None:
    """Headings and nobody below: perhaps the wrong file."""
    marking = marking_of(write_rows(tmp_path / "册.xlsx", [("姓名", "身份证号")]))
    lines = list(marking.lines(date(2026, 1, 2)))

    assert NO_ROW in lines
    assert "没有问题。" not in lines


def test_a_kind_of_fault_is_one_sentence_whatever_its_places(tmp_path: Path) -> None:
    """The places in the number differ; what is said of all of them is still Chinese."""
    rows = [("姓名", "身份证号"), ("张三", "42999919891215O824"), ("李四", "4299991989I2I54824")]
    marking = marking_of(write_rows(tmp_path / "册.xlsx", rows))

    assert "    身份证号某位不是数字：2 处" in list(marking.lines(date(2026, 1, 2)))
