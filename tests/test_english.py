"""The interface in English: help of every command, errors, tables, summaries; data and papers stay Chinese."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import cli
from contracts.i18n import speak
from contracts.kinds import load_kinds, printed_words, shipped_folder
from contracts.rewards.programmes import Programme, load_programmes
from ledger.publishing.honours import TITLES
from tests.clerks_office import ELDERS, NOW, Clerk, office_at
from tests.contracts.interface_messages import CHINESE

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|\[(?:default: )?[^\[\]]*\]")


def bare(text: str) -> list[str]:
    """Return the paragraphs with Chinese outside quotation marks, defaults, choices and examples."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    plain = [_QUOTED.sub("", paragraph) for paragraph in paragraphs if not paragraph.startswith("Example: ")]
    return [paragraph for paragraph in plain if CHINESE.search(paragraph)]


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    """Leave the interface as the next test expects it."""
    yield
    speak()


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


def test_a_refusal_says_why_by_which_article_and_what_to_do(clerk: Clerk) -> None:
    """Laws keep their names; why and what instead is said in English."""
    result = english(clerk, "draft", "社会抚养费征收决定书", clerk.folder / "名册.csv", "--batch", "2026A")

    assert result.exit_code == 4
    assert "Basis: " in result.stderr
    assert "the social maintenance fee was abolished on 2021-08-20" in result.stderr
    assert "Cure: the county's health authority clears old cases by law" in result.stderr
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


def test_the_first_help_page_is_in_the_language_of_the_environment() -> None:
    """``--help`` answers before any option is read; a language named on the line wins."""
    asked = {words: CliRunner().invoke(cli.shouyue, words, prog_name="shouyue", env={"SHOUYUE_LANG": "en"}).stdout
             for words in ("--help", "--lang zh_CN --help")}  # fmt: skip

    assert asked["--help"].startswith("Usage")
    assert asked["--lang zh_CN --help"].startswith("用法")


def test_what_click_keeps_from_an_english_run_is_not_english() -> None:
    """Commands are made once: names of types and help options must not depend on who asked first."""
    for words in (("--lang", "en"), ()):
        missing = CliRunner().invoke(cli.shouyue, [*words, "pdf", "没有"], prog_name="shouyue", obj=NOW).stderr
        page = CliRunner().invoke(cli.shouyue, [*words, "pdf", "--help"], prog_name="shouyue", obj=NOW).stdout

    assert missing.splitlines()[-1] == "错误：'BATCH' 的值不对：没有文件夹 没有。"
    assert page.rstrip().endswith("显示本说明")


LEGAL = ("law show", "kinds show")
"""Commands whose answer is law or the words of a paper: those stay as they are published and signed."""

WALK = (
    "due --by 2026-12-31", "due --by 2027-12-31 --owed-by family", "books list", "books columns meetings",
    "books list trainings", "books due", "publish duties", "publish list", "publish objections", "certificate list",
    "certificate stock", "certificate show 429999101-荣-2026-0001", "assess list", "assess columns VILLAGE",
    "assess rank 2026Q1", "assess grades", "pay list", "pay list 年度", "fund list", "breach list", "contract list",
    "contract terminate FIRST --on 2026-11-01 --asked-by family --dry-run", "application list",
    "application list 青申报〔2026〕1号", "roster profiles", "roster columns service_contract", "roster imports",
    "roster check 名册.csv", "config show", "config check", "kinds list", "kinds show service_contract",
    "kinds show only_child_certificate", "kinds check service_contract", "law list", "law show CN-FINE-001",
    "reward list", "reward show only_child_reward --place 429999101",
    "reward entitle 名册.csv",
    "reward entitle 名册.csv --from 2020-01-01 --to 2020-12-31 --confirmed reward_support",
    "ledger verify", "ledger migrate --dry-run",
    "yearend 2026 --dry-run", "yearend 2028", "statement FIRST --dry-run", "copy FIRST --dry-run", "verify SY1:x",
    "verify 名册.csv", "publish tip_line_notice --dry-run", "publish policy_notice --dry-run",
    "publish county_approval_notice --dry-run", "publish payout_announcement --dry-run",
    "publish reward_support_notice --village 上坪村 --dry-run", "publish village_disclosure --village 上坪村 --dry-run",
    "publish honour_certificate 上坪村 --title 没有 --dry-run", "publish takedown 青公示〔2026〕9号 --on 2026-11-20",
    "certificate void 429999101-荣-2026-0001 --because 写错 --dry-run", "certificate issue 429999101-荣-2026-0009",
    "record payment FIRST --amount 5 --voucher V --on 2026-11-01",
    "record breach FIRST --party party_b --term 2 --found-on 2026-07-10 --found-how x",
    "pay prepare 又一批 --by 2026-12-31 --programme reward_support --dry-run", "retract 99999 --because x",
    "query due --set village=上平村", "query find --set text=周", "draft service_contrac 名册.csv --batch 2026B",
    "register service_contract_2026A --signed-on 2026-03-05", "books record meetings --set topic=x --on 2026-05-05",
)  # fmt: skip
"""Answers, refusals and trial runs; FIRST is the first contract, VILLAGE the first agreement of a village."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Clerk:
    """An office with contracts, a payment, a breach, a run, an application, a certificate and a notice."""
    clerk = office_at(tmp_path_factory.mktemp("english") / "青河镇")
    clerk.draft()
    clerk.done("register", clerk.folder / "service_contract_2026A", "--signed-on", "2026-03-05")
    clerk.begin_the_year()
    clerk.done("publish", "honour_certificate", "上坪村", "--title", "无强制村")
    clerk.done("publish", "reward_support_notice", "--village", "上坪村", "--from", "2026-11-22")
    return clerk


@pytest.fixture(scope="module")
def names(lived: Clerk) -> str:
    """What may stand in Chinese anywhere: names of people, offices, papers, programmes, clauses; what clerks wrote."""
    tables = {"parties": "name, address, post", "persons": "name", "obligation_payers": "payer", "events": "actor",
              "contracts": "number, village", "papers": "name", "postings": "title, about"}  # fmt: skip
    rows = [row for table, columns in tables.items() for row in lived.rows(f"select distinct {columns} from {table}")]
    kinds = load_kinds(shipped_folder()).values()
    labels = [word for kind in kinds for word in printed_words(kind) if len(word) <= _LABEL]
    briefs = [term.brief for kind in kinds for section in kind.sections for term in section.terms]
    columns = [word for path in ROSTERS.glob("**/*.toml") for word in _strings(tomllib.loads(path.read_text("utf-8")))]
    programmes = [word for item in load_programmes() for word in (item.title, item.place_name, *_documents(item))]
    programmes += [share.name for item in load_programmes() for part in item.sharing for share in part.shares]
    office = (lived.folder / "office.toml").read_text(encoding="utf-8")
    known = (*TITLES, "签到表", *labels, *briefs, *columns, *programmes, *WALK, *lived.state())
    return "\n".join((str(rows), office, *known))


def _documents(item: Programme) -> Iterator[str]:
    """Yield the documents a programme goes by: they keep their names."""
    yield from (f"{cite.law}{cite.article}" for cite in item.cite)
    yield from (amount.source for amount in item.amounts if "〔" in amount.source)


_LABEL = 30
ROSTERS = Path(shipped_folder()).parent / "contracts" / "rosters"
LAW = ROSTERS.parent / "law"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, str):
        yield value


@pytest.fixture(scope="module")
def law() -> str:
    """What laws, programmes and manifests say."""
    files = [*LAW.glob("**/*.toml"), *shipped_folder().glob("*/manifest.toml")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


@pytest.mark.parametrize("line", WALK)
def test_nothing_but_names_papers_and_law_is_left_in_chinese(
    lived: Clerk, names: str, law: str, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Word by word: what stands outside quotation marks is on record, or is law."""
    monkeypatch.chdir(lived.folder)
    words = line.replace("FIRST", ELDERS).replace("VILLAGE", "village_responsibility_agreement").split()
    result = english(lived, *words)
    known = names + law if line.startswith(LEGAL) else names
    left = [word for word in _RUN.findall(_QUOTED.sub(" ", result.stdout + result.stderr)) if word not in known]

    assert left == []


_RUN = re.compile("[\u3400-\u9fff]+")
