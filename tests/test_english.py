"""The interface in English: help of every command, errors, tables, summaries; data and papers stay Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import cli
from tests.clerks_office import NOW, Clerk, office_at
from tests.contracts.interface_messages import CHINESE

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|\[(?:default: )?[^\[\]]*\]")


def bare(text: str) -> list[str]:
    """Return the paragraphs with Chinese outside quotation marks, defaults, choices and examples."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    plain = [_QUOTED.sub("", paragraph) for paragraph in paragraphs if not paragraph.startswith("Example: ")]
    return [paragraph for paragraph in plain if CHINESE.search(paragraph)]


def english(clerk: Clerk, *words: str | Path) -> Result:
    """Run a command in English."""
    return clerk.run("--lang", "en", *words)


def paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command below one."""
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from paths(below, (*path, name))


def help_of(path: tuple[str, ...]) -> str:
    """Return a help page in English on a terminal of the usual width."""
    words = ["--lang", "en", *path, "--help"]
    return CliRunner().invoke(cli.shouyue, words, prog_name="shouyue", obj=NOW, env={"COLUMNS": "80"}).stdout


def test_every_help_page_is_english() -> None:
    """All commands; only what has to be typed in Chinese, in quotation marks, is left."""
    left = {" ".join(path): lines for path in paths(cli.shouyue) if (lines := bare(help_of(path)))}

    assert left == {}


def test_a_help_page_reads_well() -> None:
    """Usage, options, what Click adds."""
    page = help_of(("retract",))

    assert page.startswith("Usage: shouyue retract [OPTIONS] ENTRY\n\n  Retract a wrong entry: ENTRY is the number")
    assert "Options:\n" in page
    assert "Show this message and exit." in page


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A new office with a roster."""
    return office_at(tmp_path / "office")


def test_a_year_of_commands_speaks_english(clerk: Clerk) -> None:
    """Draft, register, due, record: what is said is English, names and titles are data."""
    drafted = english(clerk, "draft", "service_contract", clerk.folder / "名册.csv", "--batch", "2026A",
                      "--signing", "2026-03-05", "-o", clerk.folder)  # fmt: skip
    registered = english(clerk, "register", clerk.folder / "service_contract_2026A", "--signed-on", "2026-03-05")
    due = english(clerk, "due", "--by", "2026-12-31")

    assert drafted.stdout.endswith("service_contract_2026A: 4 papers “计划生育服务合同”\n")
    assert "After signing: shouyue register" in drafted.stderr
    assert registered.stdout.startswith("4 papers registered, ")
    assert bare(registered.stderr) == []
    assert "owed by offices" in due.stdout + due.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("kinds", "show", "servise_contract"), 3, "Error: There is no kind servise_contract."),
        (("draft", "service_contract", "no.csv", "--batch", "2026A"), 2, "Error: Invalid value for 'ROSTER'"),
        (("draft", "service_contract", "名册.csv", "--batch", "a/b"), 2, "“a/b” cannot be a batch label"),
        (("retract", "99", "--because", "x"), 5, "the ledger has no such entry; check the number of the entry"),
        (("publish", "openness_item", "x", "--index", "1", "--formed-on", "2026-02-30"), 2, "please check year"),
        (("review", "名册.csv", "--accept", "X", "--because", "x"), 2, "--accept is for batch folders only"),
        (("record", "payment", "X", "--amount", "1", "--voucher", "1", "--on", "2026-03-05"), 5, "find the number"),
        (("query", "nothing"), 5, "there is no question called nothing"),
    ],
)
def test_errors_say_where_what_and_what_to_do(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], code: int, told: str
) -> None:
    """The same exit codes, no Chinese but what was given."""
    monkeypatch.chdir(clerk.folder)
    result = english(clerk, *words)

    assert result.exit_code == code, result.stderr
    assert told in result.stderr
    assert bare(result.stderr.replace("名册.csv", "")) == []


def test_faults_of_a_roster_are_told_in_english(clerk: Clerk) -> None:
    """Each with its place; what the clerk wrote is quoted."""
    roster = clerk.folder / "名册.csv"
    text = roster.read_text(encoding="utf-8-sig").replace("王梅珍", "").replace("2015-08-08", "2015-13-08")
    roster.write_text(text, encoding="utf-8")
    result = english(clerk, "roster", "check", roster)

    assert result.exit_code == 3
    assert "fill in the name in this cell" in result.stderr
    assert "Error: The roster has 2 faults. Correct them and check again." in result.stderr


def test_a_refusal_names_the_article_and_quotes_the_law(clerk: Clerk) -> None:
    """What a rule says is law and stays in its own words."""
    result = english(clerk, "draft", "社会抚养费征收决定书", clerk.folder / "名册.csv", "--batch", "2026A")

    assert result.exit_code == 4
    assert "Basis: " in result.stderr
    assert "Cure: " in result.stderr
    assert "Error: “社会抚养费征收决定书” may not be made; no file was made." in result.stderr


def test_tables_have_english_headings_and_data_for_programs_does_not_change(clerk: Clerk) -> None:
    """JSON and CSV are data, whatever the interface speaks."""
    table = english(clerk, "query").stdout
    assert table.splitlines()[0].split() == ["Name", "Question", "Parameters"]
    assert bare(table) == []

    for form in ("--json", "--csv=-"):
        assert english(clerk, "query", form).stdout == clerk.done("query", form)


def test_what_is_printed_does_not_depend_on_the_interface(clerk: Clerk, tmp_path: Path) -> None:
    """The same bytes of the same paper."""
    words = ("draft", "service_contract", clerk.folder / "名册.csv", "--batch", "2026A", "--signing", "2026-03-05")
    clerk.done(*words, "-o", tmp_path / "a")
    assert english(clerk, *words, "-o", tmp_path / "b").exit_code == 0
    first, second = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.docx")} for name in ("a", "b")
    )

    assert first == second


def test_after_english_comes_chinese_again() -> None:
    """The choice is that of one run; the environment may make it too."""
    words = ["query"]
    chosen = CliRunner().invoke(cli.shouyue, words, prog_name="shouyue", obj=NOW, env={"SHOUYUE_LANG": "en"})
    plain = CliRunner().invoke(cli.shouyue, words, prog_name="shouyue", obj=NOW)

    assert chosen.stdout.startswith("Name")
    assert plain.stdout.startswith("名称")


def test_what_click_keeps_from_an_english_run_is_not_english() -> None:
    """Commands are made once: names of types and help options must not depend on who asked first."""
    for words in (("--lang", "en"), ()):
        missing = CliRunner().invoke(cli.shouyue, [*words, "pdf", "没有"], prog_name="shouyue", obj=NOW).stderr
        page = CliRunner().invoke(cli.shouyue, [*words, "pdf", "--help"], prog_name="shouyue", obj=NOW).stdout

    assert missing.splitlines()[-1] == "错误：'BATCH' 的值不对：没有文件夹 没有。"
    assert page.rstrip().endswith("显示本说明")
