"""The old indicators come out as an archive paper that nobody can take for something to sign."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.papers.indicators import indicator_sets
from contracts.word.reading import printed
from ledger.publishing.indicator_archive import indicator_archive
from ledger.store import Ledger
from tests.clerks_office import office_at, own_kind
from tests.contracts.example_office import OFFICE
from tests.ledger.publishing.test_score_paper import press


def test_the_old_set_is_printed_whole_and_marked_as_history(ledger: Ledger, tmp_path: Path) -> None:
    """I-01 to I-11: every figure, both where there are two, each refusal with its article; again, the same number."""
    made = press(ledger, tmp_path)
    (paper,) = made.issue(indicator_archive(made, OFFICE))
    text = printed((made.folder / paper.name).read_bytes())
    again = indicator_archive(made, OFFICE)

    assert paper.number == f"{OFFICE.short}旧指标〔2026〕1号"
    for words in ("历史存档，不得作为签订依据", "《中华人民共和国人口与计划生育法》第4、18、19条", "≥80%", "95%"):
        assert words in text
    for item in indicator_sets():
        assert (item.title in text, item.target in text, all(str(cite) in text for cite in item.cite)) == (True,) * 3
    assert (made.issue(again), [item.number for item in again.kept]) == ((), [paper.number])


def test_the_archive_paper_can_be_made_again_byte_for_byte(ledger: Ledger, tmp_path: Path) -> None:
    """A killed run is finished with the same mark behind the text."""
    made = press(ledger, tmp_path)
    (paper,) = made.issue(indicator_archive(made, OFFICE))
    content = (made.folder / paper.name).read_bytes()
    (row,) = ledger.rows("select content from templates")

    assert made.again(paper, row["content"]) == content


def test_history_is_printed_and_a_new_agreement_with_it_is_refused(tmp_path: Path) -> None:
    """I-04: the archive prints what a new agreement may not say; that is refused with article 19 (exit 4)."""
    clerk = office_at(tmp_path / "青河镇")
    (path,) = clerk.done("assess", "indicators", "--print").splitlines()
    own = clerk.folder / "templates" / "village_responsibility_agreement"
    clerk.done("kinds", "show", "village_responsibility_agreement", "--folder", own)
    manifest = own / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("统计准确率", "期内结扎率"), encoding="utf-8")
    (clerk.folder / "村.csv").write_text("村名,行政区划代码\n上坪村,429999101201\n", encoding="utf-8-sig")
    refused = clerk.run("draft", "village_responsibility_agreement", clerk.folder / "村.csv", "--batch", "2027Z")
    drafted = clerk.run("draft", "historical_indicators", clerk.folder / "村.csv", "--batch", "2027Z")

    assert "期内结扎率" in printed(Path(path).read_bytes())
    assert (refused.exit_code, "期内结扎率" in refused.stderr, "第4、19、20条" in refused.stderr) == (4, True, True)
    assert (drafted.exit_code, "历史存档" in drafted.stderr) == (4, True)
    assert json.loads(clerk.done("assess", "indicators", "--json"))[0]["indicator"] == "I-01"


def test_a_kind_that_may_be_issued_today_is_no_history(tmp_path: Path) -> None:
    """Nothing slips past the review under the name of history: an own kind without a last day is refused (exit 3)."""
    clerk = office_at(tmp_path / "青河镇")
    own = clerk.folder / "templates" / "historical_indicators"
    clerk.done("kinds", "show", "historical_indicators", "--folder", own)
    manifest = own / "manifest.toml"
    words = manifest.read_text(encoding="utf-8").replace(
        "issued = { to = 2021-09-08 }", "issued = { from = 2021-08-20 }"
    )
    manifest.write_text(words, encoding="utf-8")
    refused = clerk.run("assess", "indicators", "--print")

    assert (refused.exit_code, "不是历史" in refused.stderr) == (3, True)
    assert not list(clerk.folder.glob("历史存档/*.docx"))


def test_unlawful_words_of_the_kind_itself_are_refused(tmp_path: Path) -> None:
    """Only the quoted rows are exempt: a fine typed beside them is refused (exit 4) and takes no number."""
    clerk = office_at(tmp_path / "青河镇")
    own_kind(clerk, "historical_indicators", typed="乙方逾期不参加的，罚款二百元。")
    refused = clerk.run("assess", "indicators", "--print")

    assert (refused.exit_code, "没有出件" in refused.stderr, clerk.rows("select * from counters")) == (4, True, [])
