"""Rules listed, shown and applied from the command line."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path

from contracts.commands.law import VERDICTS
from contracts.judging.books import all_rules
from contracts.sheets import OutSheet, write_workbook
from tests.conftest import NOW, Run

CLAUSES = (
    "id,clause_zh,party_bound\n"
    "C1,乙方逾期不参加的，罚款二百元。,family\n"
    "C2,甲方于每年12月31日前向乙方兑现奖励扶助金九百六十元。,village\n"
)


def test_every_rule_is_listed_with_its_verdict(run: Run) -> None:
    """Data for people and for programs."""
    rows = json.loads(run("law", "list", "--json").stdout)

    assert [row["rule"] for row in rows] == [rule.id for rule in all_rules()]
    assert {row["verdict"] for row in rows} <= set(VERDICTS.values())


def test_a_day_narrows_the_list_to_the_rules_of_that_day(run: Run) -> None:
    """What is closed stays in the pack and out of today's list."""
    listed = {row["rule"] for row in json.loads(run("law", "list", "--as-of", "2026-03-05", "--json").stdout)}
    closed = {rule.id for rule in all_rules() if NOW.date() not in rule.in_force}

    assert listed
    assert not listed & (closed - {rule.id for rule in all_rules() if NOW.date() in rule.in_force})


def test_a_pack_nobody_compared_for_a_year_is_named(run: Run) -> None:
    """The words appear exactly when there is such a pack."""
    stale = [pack for pack in all_rules().packs if NOW.date() - pack.reviewed_on > timedelta(days=365)]

    assert ("没有与原文核对过" in run("law", "list").stderr) == bool(stale)


def test_a_rule_is_shown_with_article_and_lawful_way(run: Run) -> None:
    """Small letters are enough to find it."""
    rule = all_rules()[0]
    shown = json.loads(run("law", "show", rule.id.lower(), "--json").stdout)
    texts = {row["value"] for row in shown}

    assert {rule.id, rule.title, rule.hint} <= texts


def test_an_unknown_rule_says_where_to_look(run: Run) -> None:
    """Exit 3."""
    result = run("law", "show", "CN-NOTHING-999")

    assert result.exit_code == 3
    assert "shouyue law list" in result.stderr


def test_clauses_are_judged_in_order_with_article_and_cure(run: Run, tmp_path: Path) -> None:
    """A fine in a contract is void; a promise of the office is lawful."""
    (tmp_path / "条款.csv").write_text(CLAUSES, encoding="utf-8")

    result = run("law", "judge", "条款.csv", "--signing", "2026-03-05", "--place", "429999101")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))

    assert result.exit_code == 0, result.stderr
    assert [(row["id"], row["verdict"]) for row in rows] == [("C1", "void"), ("C2", "lawful")]
    assert rows[0]["article"].startswith("《")
    assert rows[0]["hint"]
    assert "按 2026-03-05 签订、429999101 的规则评判 2 条。" in result.stderr


def test_the_answer_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """The same rows, nothing on stdout."""
    (tmp_path / "条款.csv").write_text(CLAUSES, encoding="utf-8")
    shown = run("law", "judge", "条款.csv").stdout

    result = run("law", "judge", "条款.csv", "-o", "结论.csv")

    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "结论.csv").read_text(encoding="utf-8").splitlines() == shown.splitlines()


def test_a_table_without_the_columns_is_refused(run: Run, tmp_path: Path) -> None:
    """The missing ones are named."""
    (tmp_path / "条款.csv").write_text("id,text\n1,某\n", encoding="utf-8")

    result = run("law", "judge", "条款.csv")

    assert result.exit_code == 3
    assert "clause_zh、party_bound" in result.stderr


def test_blank_lines_and_short_rows_are_no_missing_columns(run: Run, tmp_path: Path) -> None:
    """A blank line is no row; a row without its last cell is one."""
    (tmp_path / "条款.csv").write_text(CLAUSES.rstrip() + "\n\nC3,乙方罚款二百元。\n", encoding="utf-8")

    result = run("law", "judge", "条款.csv")

    assert result.exit_code == 0, result.stderr
    assert [row["id"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["C1", "C2", "C3"]


def test_a_number_in_a_workbook_stays_the_number_it_was(run: Run, tmp_path: Path) -> None:
    """Row 1 is answered as row 1, not as 1.0."""
    rows = [("id", "clause_zh", "party_bound"), (1, "乙方罚款二百元。", "family")]
    write_workbook(tmp_path / "条款.xlsx", [OutSheet(name="条款", rows=rows)])

    result = run("law", "judge", "条款.xlsx")

    assert [row["id"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["1"]


def test_the_answer_never_takes_the_place_of_the_question(run: Run, tmp_path: Path) -> None:
    """The clauses are somebody's only copy."""
    (tmp_path / "条款.csv").write_text(CLAUSES, encoding="utf-8")

    assert run("law", "judge", "条款.csv", "-o", "条款.csv").exit_code == 2
    assert (tmp_path / "条款.csv").read_text(encoding="utf-8") == CLAUSES


def test_every_shipped_rule_keeps_to_its_own_sentences(run: Run) -> None:
    """Silence is the good answer; a rule that does not strike its own example would be named."""
    result = run("law", "check")
    assert (result.exit_code, result.output) == (0, "")


def test_the_pack_of_the_office_is_listed_and_judges_in_its_county(run: Run, tmp_path: Path) -> None:
    """It lies in the ``law`` folder of the office; a faulty one is refused with place and cure, exit 3."""
    pack = tmp_path / "office" / "law" / "429998.toml"
    pack.parent.mkdir(parents=True)
    pack.write_text(
        'jurisdiction = "429998"\ntitle = "某县（虚构）"\nreviewed_on = 2024-01-01\nsources = ["某县细则（虚构）"]\n'
        '[laws]\n"某县细则" = { law = "某县细则（虚构）", version = 2024-01-01 }\n'
        '[[rules]]\nid = "MX-BELL-001"\nfamily = "P-33"\ntitle = "不得设信访铃"\nverdict = "void"\n'
        'check = { type = "clause", says = ["信访铃"] }\nhint = "删除该条。"\ncite = ["某县细则 4"]\n'
        'accepts = ["走访。"]\nrejects = ["设信访铃。"]\n',
        encoding="utf-8",
    )
    clauses = tmp_path / "条款.csv"
    clauses.write_text("id,clause_zh,party_bound\nC1,乙方装信访铃。,family\n", encoding="utf-8")
    office = ("--office", str(tmp_path / "office"))

    listed = run(*office, "law", "list", "--json")
    here = run(*office, "law", "judge", str(clauses), "--place", "429998101")
    elsewhere = run(*office, "law", "judge", str(clauses), "--place", "330106")
    pack.write_text(pack.read_text(encoding="utf-8").replace("某县细则 4", "某县细则"), encoding="utf-8")
    faulty = run(*office, "law", "judge", str(clauses))

    assert "MX-BELL-001" in {row["rule"] for row in json.loads(listed.stdout)}
    assert "某县（虚构）（429998.toml）" in listed.stderr
    assert ("C1,void,MX-BELL-001" in here.stdout, "C1,needs_review" in elsewhere.stdout) == (True, True)
    assert (faulty.exit_code, "429998.toml MX-BELL-001" in faulty.stderr) == (3, True)
