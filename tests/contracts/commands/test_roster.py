"""Rosters looked at from the command line: every fault at once, nothing written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent

import openpyxl
import pytest

from contracts.sheets import read_sheets
from tests.clerks_office import office_at
from tests.conftest import Run

GOOD = """\
    组别,女方姓名,女方身份证号,女方联系电话,男方姓名,男方身份证号,男方联系电话,现居住地
    一组,赵某云,429999198503020024,13800000001,钱某山,42999919840101001X,13800000002,上坪村一组
"""
BAD = GOOD.replace("429999198503020024", "429999198503020029").replace("42999919840101001X", "")


def roster(folder: Path, text: str) -> Path:
    """Write a roster as CSV."""
    path = folder / "名册.csv"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def test_a_good_roster_is_counted_on_stdout(run: Run, tmp_path: Path) -> None:
    """Exit 0, one line."""
    result = run("roster", "check", roster(tmp_path, GOOD))

    assert (result.exit_code, result.stdout) == (0, "名册.csv：版式 couples，读到 1 行\n"), result.stderr


def test_a_roster_without_a_row_is_said_to_have_none(run: Run, tmp_path: Path) -> None:
    """No fault, and nobody either: perhaps the wrong file."""
    result = run("roster", "check", roster(tmp_path, GOOD.splitlines()[0]))

    assert (result.exit_code, result.stdout) == (0, "名册.csv：版式 couples，读到 0 行\n")
    assert "没有读到一行" in result.stderr


def test_every_fault_is_named_with_its_cell_and_no_whole_number(run: Run, tmp_path: Path) -> None:
    """Exit 3, the faults on stderr."""
    result = run("roster", "check", roster(tmp_path, BAD))

    assert result.exit_code == 3
    assert "名册!C2：身份证号 429999********0029 校验位不对" in result.stderr
    assert "名册!F2：没有身份证号" in result.stderr
    assert "429999198503020029" not in result.output
    assert result.stderr.endswith("错误：名册有 2 处问题。改正后请重新检查。\n")


def test_programs_get_the_whole_reading(run: Run, tmp_path: Path) -> None:
    """Rows with the cell of every value, and the problems too; the exit code is the same."""
    result = run("roster", "check", roster(tmp_path, BAD), "--json")
    reading = json.loads(result.stdout)

    assert result.exit_code == 3
    assert reading["layout"] == "couples"
    assert [problem["cell"] for problem in reading["problems"]] == ["C2", "F2"]
    assert reading["records"][0]["provenance"]["persons.0.name"] == "B2"

    (line,) = run("roster", "check", roster(tmp_path, GOOD), "--jsonl").stdout.splitlines()
    assert json.loads(line)["persons"][0]["name"] == "赵某云"


def test_what_is_not_read_is_said(run: Run, tmp_path: Path) -> None:
    """A column about bodies is dropped unread, and the clerk is told so."""
    text = dedent(GOOD).replace("现居住地", "避孕措施").replace("上坪村一组", "某物")
    (tmp_path / "名册.csv").write_text(text, encoding="utf-8")

    result = run("roster", "check", "名册.csv", "--json")

    assert "不读的栏目（不该由名册收集）：避孕措施" in result.stderr
    assert "某物" not in result.output


def test_one_number_in_two_rows_is_a_question(run: Run, tmp_path: Path) -> None:
    """Whether it is one person twice, a person decides."""
    row = dedent(GOOD).splitlines()[1]
    (tmp_path / "名册.csv").write_text(f"{dedent(GOOD)}{row}\n", encoding="utf-8")

    assert "名册!C2、名册!C3：同一身份证号出现多次，请确认是否重复" in run("roster", "check", "名册.csv").stderr


def test_two_forms_at_once_are_wrong_usage(run: Run, tmp_path: Path) -> None:
    """One of them would be dropped in silence."""
    assert run("roster", "check", roster(tmp_path, GOOD), "--json", "--jsonl").exit_code == 2


def test_the_known_layouts_are_listed(run: Run) -> None:
    """With the ones that are no rosters and why."""
    shown = run("roster", "columns").stdout

    assert "couples" in shown
    assert "这是人数和资金的汇总表" in shown


def test_an_empty_form_can_be_filled_in_and_read_back(run: Run, tmp_path: Path) -> None:
    """Every heading is one the program knows, so a form of ours is never misread."""
    result = run("roster", "columns", "service_contract", "-o", "空白.xlsx")

    sheet, notes = read_sheets(tmp_path / "空白.xlsx")
    headings = next(cells for _, cells in sheet.rows())
    assert result.exit_code == 0, result.stderr
    assert [heading for heading in headings if heading not in result.stdout] == []
    assert "女方身份证号" in headings
    assert notes.name == "守约填写说明"
    assert run("roster", "check", "空白.xlsx").stdout == "空白.xlsx：版式 couples，读到 0 行\n"


def test_a_paper_made_from_the_ledger_gives_the_form_of_the_list_of_its_name(run: Run) -> None:
    """The list of certificates is readable, so it has a form, although the certificate itself has no roster."""
    result = run("roster", "columns", "only_child_certificate", "-o", "空白.xlsx")

    assert result.exit_code == 0, result.stderr
    assert run("roster", "check", "空白.xlsx").stdout == "空白.xlsx：版式 only_child_certificate，读到 0 行\n"


def test_a_trial_run_writes_no_form(run: Run, tmp_path: Path) -> None:
    """It only says what it would do."""
    assert run("roster", "columns", "villages", "-o", "空白.xlsx", "--dry-run").exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_the_form_of_a_certificate_that_is_printed_from_a_roster_is_read_back(run: Run, tmp_path: Path) -> None:
    """Birth registration is no draft, and its roster has a form all the same."""
    assert run("roster", "columns", "birth_registration_certificate", "-o", "登记.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "登记.xlsx")
    page = book.worksheets[0]
    typed = {"女方姓名": "赵某云", "男方姓名": "钱某山", "户籍地": "上坪村", "现居住地": "上坪村一组"}
    typed["办结时间"] = "2026-11-02"
    numbers = iter(["429999198503020024", "42999919840101001X"])
    for cell in list(page[1]):
        heading = str(cell.value)
        value = next(numbers) if "身份证号" in heading else next((typed[key] for key in typed if key in heading), None)
        page.cell(row=2, column=cell.column).value = value
    book.save(tmp_path / "登记.xlsx")

    result = run("roster", "check", "登记.xlsx", "--json")

    (record,) = json.loads(result.stdout)["records"]
    assert [person["name"] for person in record["persons"]] == ["赵某云", "钱某山"]
    assert [person["role"] for person in record["persons"]] == ["wife", "husband"]
    assert record["values"]["registered_place"] == "上坪村"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("reward_support_notice", "shouyue publish reward_support_notice --help"),
        ("payment_list", "shouyue pay print"),
        ("score_sheet", "shouyue assess columns"),
        ("nothing", "shouyue roster columns"),
    ],
)
def test_a_kind_made_from_the_ledger_has_no_roster(kind: str, words: str, run: Run) -> None:
    """An unknown name is no kind; each says which command it is."""
    result = run("roster", "columns", kind)

    assert (result.exit_code, words in result.stderr) == (3, True)


def test_every_kind_has_a_form_or_a_command_that_makes_it(run: Run) -> None:
    """A message that names a command which is not there would send the clerk in a circle."""
    kinds = json.loads(run("kinds", "list", "--json").stdout)
    ids = [kind["kind"] for kind in kinds]
    results = {name: run("roster", "columns", name) for name in ids}
    forms = {name for name, result in results.items() if result.exit_code == 0}
    said = [result.stderr for name, result in results.items() if name not in forms]
    commands = {words for text in said for words in re.findall(r"shouyue ([a-z_ ]+[a-z_])", text)}

    all_of_publish = run("publish", "--help").stdout.split()

    assert {"service_contract", "birth_registration_certificate", "reward_application"} <= forms
    assert len(commands) >= len(said)
    assert all(name in all_of_publish for words in commands if (name := words.removeprefix("publish ")) != words)
    others = [words for words in commands if not words.startswith("publish ")]
    assert [words for words in others if run(*words.split(), "--help").exit_code != 0] == []


def test_a_marked_workbook_goes_back_and_the_second_round_is_short(run: Run, tmp_path: Path) -> None:
    """A trial run writes nothing; the second round says what was not read again."""
    path = roster(tmp_path, BAD)
    trial = run("roster", "mark", path, "-o", "标.xlsx", "--dry-run")
    assert (trial.exit_code, [item.name for item in tmp_path.iterdir()]) == (0, ["名册.csv"])
    assert "标 2 处" in trial.stderr

    first = run("roster", "mark", path, "-o", "标.xlsx")
    assert (first.exit_code, first.stdout) == (0, "标.xlsx：标出 2 处问题\n"), first.stderr
    again = run("roster", "check", "标.xlsx")
    assert again.exit_code == 3
    assert "上次有问题、还没有改 1 行：第 2 行。" in again.stderr
    assert len(json.loads(run("roster", "check", "标.xlsx", "--json").stdout)["records"]) == 1
    assert run("roster", "mark", "标.xlsx", "-o", "再标.xlsx").exit_code == 0


def test_a_marked_workbook_never_replaces_the_roster(run: Run, tmp_path: Path) -> None:
    """And it is a workbook."""
    path = roster(tmp_path, BAD)

    assert run("roster", "mark", path, "-o", path).exit_code == 2
    assert run("roster", "mark", path, "-o", "a.csv").exit_code == 2
    run("roster", "mark", path, "-o", "a.xlsx")
    assert run("roster", "mark", "a.xlsx", "-o", "a.xlsx").exit_code == 2


def test_an_unknown_sheet_is_mapped_once_and_read_from_then_on(run: Run, tmp_path: Path) -> None:
    """Questions first, then the answers, kept in the office's folder."""
    assert run("--operator", "某", "init", "镇", "--name", "青河镇人民政府", "--code", "429999101").exit_code == 0
    (tmp_path / "东湾.csv").write_text("片区名,当家,证件编码\n一组,张三,420117198503020036\n", encoding="utf-8")
    assert run("--office", "镇", "roster", "check", "东湾.csv").exit_code == 3

    trial = run("--office", "镇", "roster", "map", "东湾.csv", "--dry-run")
    assert "A 列“片区名”：不读\nB 列“当家”：?（不认得）\nC 列“证件编码”：?（看不出属于谁）" in trial.stdout
    assert not (tmp_path / "镇" / "rosters").exists()
    answers = ("--set", "A=组别", "--set", "B=户主姓名", "--set", "c=户主身份证号")
    assert run("--office", "镇", "roster", "map", "东湾.csv", *answers).exit_code == 0

    result = run("--office", "镇", "roster", "check", "东湾.csv", "--layout", "东湾", "--json")
    assert json.loads(result.stdout)["layout"] == "东湾"
    assert result.exit_code == 0, result.stderr
    assert "东湾" in run("--office", "镇", "roster", "columns").stdout
    assert run("--office", "镇", "roster", "map", "东湾.csv", "--set", "片区名").exit_code == 2


def test_a_broken_mapping_is_told_on_one_line_and_other_rosters_are_read(run: Run, tmp_path: Path) -> None:
    """It stopped every roster of the office once; its own is refused with the same words."""
    run("--operator", "某", "init", "镇", "--name", "青河镇人民政府", "--code", "429999101")
    (tmp_path / "镇" / "rosters").mkdir(exist_ok=True)
    broken = 'title = "x"\ncolumns = [\n  { heading = "当家", field = "head.nam" },\n]\n'
    (tmp_path / "镇" / "rosters" / "东湾.toml").write_text(broken, encoding="utf-8")
    (tmp_path / "好.csv").write_text("姓名,身份证号\n张三,420117198503020036\n", encoding="utf-8")
    told = "映射 rosters/东湾.toml 写得不对（第 3 行不认得 field“head.nam”）"

    good = run("--office", "镇", "roster", "check", "好.csv")
    own = run("--office", "镇", "roster", "check", "好.csv", "--layout", "东湾")

    assert (good.exit_code, own.exit_code) == (0, 3)
    assert good.stderr.splitlines() == [
        f"{told}；这份映射没有使用，照 shouyue roster map 写出的样子改正，或删去这个文件"
    ]
    assert f"好.csv：{told}" in own.stderr


def test_what_of_a_roster_is_not_read_is_said(tmp_path: Path) -> None:
    """A column of no use and a total: what is on no paper is no surprise at the counter."""
    clerk = office_at(tmp_path / "青河镇")
    with (clerk.folder / "名册.csv").open("a", encoding="utf-8") as file:
        file.write("合计,4户\n")
    lines = (clerk.folder / "名册.csv").read_text(encoding="utf-8-sig").splitlines()
    told = "\n".join(f"{line},{'备注' if not place else '已核'}" for place, line in enumerate(lines))
    (clerk.folder / "名册.csv").write_text(told, encoding="utf-8")

    result = clerk.draft("--dry-run")

    assert "列“备注”；其中有要用的" in result.stderr
    assert "名册!6：没有读入：合计行" in result.stderr
