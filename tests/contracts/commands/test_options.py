"""Days, places and listings are asked for in the same way everywhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from contracts.commands.options import DATE, DIVISION, Output, listing_options
from contracts.listing import Listing

ROWS = Listing(columns=(("village", "村"), ("left_fen", "未付（元）")), rows=(("上坪村", 96000),))


@click.command()
@click.option("--by", type=DATE)
@click.option("--place", type=DIVISION)
@click.option("--empty", is_flag=True)
@listing_options
def command(*, by: date | None, place: str | None, empty: bool, output: Output) -> None:
    """List."""
    if by or place:
        click.echo(f"{by} {place}")
    else:
        output.show(Listing(columns=ROWS.columns, rows=()) if empty else ROWS, "欠付清单")


def ask(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("text", ["2026-03-05", "2026年3月5日"])
def test_a_day_may_be_written_either_way(text: str) -> None:
    """And is a day afterwards."""
    assert ask("--by", text).stdout == "2026-03-05 None\n"


@pytest.mark.parametrize("arguments", [("--by", "2026-02-30"), ("--by", "明天"), ("--place", "42")])
def test_what_is_no_day_and_no_place_is_wrong_usage(arguments: tuple[str, str]) -> None:
    """Exit 2 before anything is read."""
    assert ask(*arguments).exit_code == 2


def test_a_place_is_a_code_of_six_nine_or_twelve_digits() -> None:
    """Full-width digits are read as digits."""
    assert ask("--place", "４２９９９９101").stdout == "None 429999101\n"


def test_the_table_is_what_people_get_without_asking() -> None:
    """Data on stdout, nothing on stderr."""
    result = ask()

    assert (result.stdout, result.stderr) == ("村      未付（元）\n------  ----------\n上坪村      960.00\n", "")


def test_an_empty_listing_says_so_to_people_and_is_empty_for_programs() -> None:
    """A program never has to read a sentence."""
    assert (ask("--empty").stdout, ask("--empty").stderr) == ("", "欠付清单：没有符合的记录。\n")
    assert json.loads(ask("--empty", "--json").stdout) == []
    assert ask("--empty", "--jsonl").stdout == ""


def test_csv_goes_to_the_screen_or_a_file(tmp_path: Path) -> None:
    """Talk about the file stands on stderr."""
    target = tmp_path / "欠付.csv"
    result = ask("--csv", str(target))

    assert ask("--csv", "-").stdout.splitlines() == ["村,未付（元）", "上坪村,960.00"]
    assert target.read_text(encoding="utf-8-sig").splitlines() == ["村,未付（元）", "上坪村,960.00"]
    assert (result.stdout, result.stderr) == ("", f"{target}：1 行\n")


def test_a_workbook_is_written_where_asked(tmp_path: Path) -> None:
    """The clerk goes on in it."""
    assert ask("--xlsx", str(tmp_path / "欠付.xlsx")).exit_code == 0
    assert (tmp_path / "欠付.xlsx").read_bytes()[:2] == b"PK"


def test_two_forms_at_once_are_wrong_usage() -> None:
    """One of them would be dropped in silence."""
    result = ask("--json", "--csv", "-")

    assert result.exit_code == 2
    assert "只能选一个" in result.stderr


@pytest.mark.parametrize(
    ("option", "name", "said"),
    [
        ("--xlsx", "欠付.csv", "写作 欠付.xlsx"),
        ("--csv", "欠付.xlsx", "写作 欠付.csv"),
        ("--csv", "无夹/欠付.csv", "无夹”这个文件夹"),
        ("--xlsx", "-", "写作 -.xlsx"),
    ],
)
def test_a_file_that_cannot_be_written_is_wrong_usage(tmp_path: Path, option: str, name: str, said: str) -> None:
    """Said before anything is asked of a ledger, in the clerk's words and not in those of a hidden file."""
    result = ask(option, name if name == "-" else str(tmp_path / name))

    assert result.exit_code == 2
    assert said in result.stderr
    assert ".part" not in result.stderr
    assert list(tmp_path.iterdir()) == []
