"""``shouyue review``: exit 4 for what the law refuses, 0 for what it lets stand, 3 for what cannot be read."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from contracts.kinds import load_kind, shipped_folder
from contracts.model import Review
from contracts.papers.batch import read_batch
from contracts.papers.printing import print_batch
from contracts.papers.proofs import example
from tests.conftest import Run
from tests.contracts.word.conftest import VOID, p, table, unzipped, word_file

PROMISE = "第一条 甲方于每年12月31日前向乙方兑现奖励扶助金960元。"
LAWFUL = word_file(p("计划生育服务合同"), p(PROMISE), p("甲方（盖章）："))
BAD = word_file(p(PROMISE), table(("序号", "内容"), ("1", VOID)), p("第八条 乙方交纳押金500元。"))
OPEN = "乙方每月向村图书室捐书一本。"
SIGNED = date(2026, 3, 5)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A stranger's file with two void clauses."""
    path = tmp_path / "合同.docx"
    path.write_bytes(BAD)
    return path


def test_a_lawful_file_ends_with_zero(run: Run, tmp_path: Path) -> None:
    """And says what was looked at."""
    (tmp_path / "a.docx").write_bytes(LAWFUL)
    result = run("review", "a.docx")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "审查了 3 段文字，其中 1 段是条款" in result.stderr
    assert "没有发现不合法的条款" in result.stderr


def test_each_void_clause_is_a_line_with_place_article_and_cure(run: Run, bad: Path) -> None:
    """Exit 4."""
    result = run("review", bad)
    lines = result.stdout.splitlines()

    assert result.exit_code == 4
    assert [line.split("“")[0] for line in lines] == ["【无效】表1第2行第2列", "【无效】第八条"]
    assert all("依据：《" in line and "改法：" in line for line in lines)
    assert "有 2 处条款无效" in result.stderr


def test_in_english_only_quotations_and_names_of_laws_stay_chinese(run: Run, bad: Path) -> None:
    """Verdict, place, why, article, what instead and what is in doubt are said; the clause is quoted as it is."""
    result = run("--lang", "en", "review", bad)
    bare = re.sub("“[^”]*”|《[^》]*》", "", result.stdout)

    assert result.exit_code == 4
    assert not re.search("[\u3400-\u9fff]", bare)
    assert result.stdout.splitlines()[1].startswith("[void] article 8 “第八条 乙方交纳押金500元。”: ")
    assert "Articles " in bare


def test_the_marked_copy_carries_the_findings(run: Run, bad: Path, tmp_path: Path) -> None:
    """The stranger's file itself is not touched."""
    assert run("review", bad, "--mark", "审查.docx").exit_code == 4

    comments = list(docx.Document(str(tmp_path / "审查.docx")).comments)
    assert bad.read_bytes() == BAD
    assert [comment.author for comment in comments] == ["守约", "守约"]
    assert [comment.text.split("：")[0] for comment in comments] == ["【无效】表1第2行第2列", "【无效】第八条"]
    assert all("依据：" in comment.text and "改法：" in comment.text for comment in comments)
    assert unzipped((tmp_path / "审查.docx").read_bytes())["_rels/.rels"] == unzipped(BAD)["_rels/.rels"]


def test_the_marked_copy_never_takes_the_place_of_the_original(run: Run, bad: Path) -> None:
    """It is somebody else's paper."""
    assert run("review", bad, "--mark", bad).exit_code == 2
    assert bad.read_bytes() == BAD


def test_a_trial_run_writes_no_copy(run: Run, bad: Path, tmp_path: Path) -> None:
    """It says what it would write."""
    result = run("review", bad, "--mark", "审查.docx", "--dry-run")

    assert "试运行：将在 审查.docx 写 2 处批注" in result.stderr
    assert not (tmp_path / "审查.docx").exists()


def test_the_day_and_the_place_can_be_named(run: Run, tmp_path: Path) -> None:
    """A fee of 2010 is obsolete today and had its basis then."""
    fee = "第三条 乙方不符合法定条件生育的，由县级计划生育部门依法征收社会抚养费。"
    (tmp_path / "a.docx").write_bytes(word_file(p(fee)))

    assert run("review", "a.docx").exit_code == 4
    assert run("review", "a.docx", "--as-of", "2010-03-05", "--place", "429999").exit_code == 0


def test_findings_can_be_had_as_data(run: Run, bad: Path, tmp_path: Path) -> None:
    """JSON to stdout, CSV to a file; the exit code is the same."""
    result = run("review", bad, "--json")
    rows = json.loads(result.stdout)
    run("review", bad, "--csv", "a.csv")
    written = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))

    assert result.exit_code == 4
    assert [row["where"] for row in rows] == ["表1第2行第2列", "第八条"] == [row["位置"] for row in written]


def test_no_whole_id_number_is_shown(run: Run, tmp_path: Path) -> None:
    """Not in the quotation and not in the data."""
    clause = "乙方（身份证号110105194912310037）必须在四十二天内上环，公布身份证号110105194912310037。"
    (tmp_path / "a.docx").write_bytes(word_file(p(clause)))

    for form in ((), ("--json",)):
        assert "110105194912310037" not in run("review", "a.docx", *form).output


@pytest.mark.parametrize(("content", "words"), [
    (b"", "空的"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧式 .doc"), (BAD[:300], "a.docx"), (b"%PDF-1.4", "PDF"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_by_name(run: Run, tmp_path: Path, content: bytes, words: str) -> None:
    """Exit 3, place and cure."""
    (tmp_path / "a.docx").write_bytes(content)
    result = run("review", "a.docx")

    assert result.exit_code == 3
    assert result.stderr.startswith("a.docx：")
    assert words in result.stderr


def batch(folder: Path) -> Path:
    """Write a batch of two papers with one clause that no rule knows; return its folder."""
    kind = load_kind(shipped_folder() / "service_contract")
    first = example(kind, signing_on=SIGNED)
    term = replace(first.terms[0], text=OPEN)
    drafts = [replace(first, row=row, number=f"{first.number}-{row}", terms=(term, *first.terms[1:])) for row in (1, 2)]
    reviews = [Review(draft_sha256=draft.sha256, as_of=SIGNED, place=draft.place, packs=()) for draft in drafts]
    print_batch(drafts, reviews, kind=kind, folder=folder)
    return folder


def test_a_batch_is_reviewed_again_and_equal_findings_stand_once(run: Run, tmp_path: Path) -> None:
    """Open questions wait for a person and are no refusal."""
    result = run("review", batch(tmp_path / "b"))

    assert result.exit_code == 0
    assert len([line for line in result.stdout.splitlines() if OPEN in line]) == 1
    assert "等 2 份" in result.stdout
    assert "规则不能判断" in result.stderr


def test_a_decision_is_kept_with_the_batch(run: Run, tmp_path: Path) -> None:
    """With the reason, who and when; the next review shows it."""
    folder = batch(tmp_path / "b")
    rule = json.loads(run("review", folder, "--json").stdout)[0]["rule"]

    result = run("--operator", "李某", "review", folder, "--accept", rule, "--because", "已请示司法所")

    assert result.exit_code == 0
    kept = [item for paper in read_batch(folder).papers for item in paper.review.accepted]
    assert {(item.rule, item.because, item.by) for item in kept} == {(rule, "已请示司法所", "李某")}
    assert "已决定：已请示司法所（李某，2026-11-22）" in run("review", folder).stdout


def test_a_trial_run_keeps_no_decision(run: Run, tmp_path: Path) -> None:
    """And a rule without an open question is named."""
    folder = batch(tmp_path / "b")
    before = (folder / "batch.json").read_bytes()
    result = run("--operator", "李某", "review", folder, "--accept", "CN-X-001", "--because", "无", "--dry-run")

    assert "CN-X-001 没有待决定的条款" in result.stderr
    assert (folder / "batch.json").read_bytes() == before


@pytest.mark.parametrize("options", [
    ("--accept", "CN-OPEN-001"), ("--accept", "CN-OPEN-001", "--because", "已请示"), ("--json", "--jsonl"),
])  # fmt: skip
def test_a_decision_belongs_to_a_batch_and_needs_a_reason(run: Run, bad: Path, options: tuple[str, ...]) -> None:
    """Wrong usage is exit 2."""
    assert run("--operator", "李某", "review", bad, *options).exit_code == 2


def test_marks_and_places_belong_to_word_files(run: Run, tmp_path: Path) -> None:
    """A batch is corrected in its roster and drafted again."""
    assert run("review", batch(tmp_path / "b"), "--mark", "a.docx").exit_code == 2
