"""contracts/judging/books.py: the rule book of a place, with what an office adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from contracts.errors import PackError
from contracts.judging.books import all_rules, jurisdictions, rules_for
from contracts.judging.review import broken_examples, judge
from contracts.judging.shelf import use_office

TODAY = date(2026, 11, 26)
COUNTY = "429998"
PACK = """\
    jurisdiction = "429998"
    title = "某县（虚构）"
    reviewed_on = 2026-11-26
    sources = ["某县细则（虚构）"]
    [laws]
    "某县细则" = { law = "某县计划生育服务细则（虚构）", version = 2024-01-01 }
    [words]
    "某县上门" = ["敲门行动", "敲门服务"]
    [[rules]]
    id = "MX-KNOCK-001"
    family = "P-33"
    title = "敲门行动按细则开展"
    verdict = "lawful"
    check = { type = "duty", says = ["<某县上门>"], calms = ["CN-OPEN-BODY", "CN-OPEN-MONEY", "CN-OPEN-SANCTION"] }
    hint = "合法。"
    cite = ["某县细则 3"]
    accepts = ["敲门行动按月开展。"]
    rejects = ["走访按月开展。"]
    [[rules]]
    id = "MX-BELL-001"
    family = "P-33"
    title = "不得设信访铃"
    verdict = "void"
    check = { type = "clause", says = ["信访铃"] }
    hint = "删除该条。"
    cite = ["某县细则 4"]
    accepts = ["不得设信访铃。"]
    rejects = ["村里设信访铃。"]
"""


@pytest.fixture(autouse=True)
def _no_office_afterwards() -> Iterator[None]:
    """No test leaves its office to the next."""
    yield
    use_office(None)


def office(tmp_path: Path, pack: str = PACK, name: str = "429998.toml") -> None:
    """Let an office with one pack of its own be at work."""
    (tmp_path / "law").mkdir()
    (tmp_path / "law" / name).write_text(dedent(pack), encoding="utf-8")
    use_office(tmp_path)


def verdict(text: str, place: str = COUNTY) -> str:
    """Return the verdict on a family's clause today."""
    return judge(text, party_bound="family", as_of=TODAY, place=place).verdict


def test_packs_add_up_by_place() -> None:
    """Nation, province, county; a village code of twelve digits finds all three."""
    assert jurisdictions("330106101201") == ("000000", "330000", "330106")
    assert {rule.jurisdiction for rule in rules_for("330106")} == {"000000", "330000"}
    assert {rule.jurisdiction for rule in rules_for("429999101201")} == {"000000", "420000", "429999"}


def test_every_example_of_every_pack_satisfies_its_rule() -> None:
    """A rule shows what it accepts and rejects, and does so."""
    assert broken_examples(all_rules()) == ()


def test_all_pattern_families_and_prohibitions_have_rules() -> None:
    """P-01 to P-34 of the domain, QBZ1 to QBZ7."""
    book = rules_for()

    assert {f"P-{number:02}" for number in range(1, 35)} <= {rule.pattern_family for rule in book}
    assert {f"QBZ{number}" for number in range(1, 8)} <= {rule.code for rule in book}


def test_what_was_not_verified_says_why() -> None:
    """Domain section 9: memory is marked as memory."""
    doubtful = [rule for rule in all_rules() if not rule.verified]

    assert doubtful
    assert all(rule.doubt for rule in doubtful)


def test_an_own_pack_speaks_in_its_county_only(tmp_path: Path) -> None:
    """It refuses and recognises there, and is in the list of all rules."""
    assert (verdict("敲门行动按月开展。"), verdict("乙方装信访铃。")) == ("needs_review", "needs_review")

    office(tmp_path)

    assert (verdict("敲门行动按月开展。"), verdict("乙方装信访铃。")) == ("lawful", "void")
    assert (verdict("敲门行动按月开展。", "330106"), verdict("乙方装信访铃。", "")) == ("needs_review", "needs_review")
    assert all_rules()[-1].id == "MX-BELL-001"
    assert broken_examples(all_rules()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "敲门行动时乙方交纳押金500元。",
        "敲门行动中未参加孕检的，罚款200元。",
        "乙方须按敲门行动的安排上环。",
        "敲门行动按月开展，公布违约户名单。",
        "社会抚养费按敲门行动征收。",
    ],
)
def test_an_own_pack_never_clears_what_the_nation_refuses(tmp_path: Path, text: str) -> None:
    """However much its lawful rule recognises and calms."""
    office(tmp_path)

    assert verdict(text) in {"void", "obsolete"}


def test_every_void_rule_of_the_nation_still_strikes_beside_an_own_pack(tmp_path: Path) -> None:
    """Each example that is void without the office's pack is void with its words put before it."""
    texts = [text for rule in rules_for() if rule.verdict == "void" for text in rule.rejects]
    struck = [text for text in texts if verdict(text) == "void"]

    office(tmp_path)

    assert len(struck) > 80
    assert [text for text in struck if verdict("敲门行动，" + text) != "void"] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"429998"', '"420000"', "只能是一个县"),
        ('"某县上门" =', '"押金" =', "词表不能改"),
        ('"某县细则" = {', '"民法典" = { law = "民法典", version = 2021-01-01 }\n"某县细则" = {', "文本不能改"),
        ('"MX-BELL-001"', '"CN-FINE-001"', "规则不能改"),
        ('verdict = "void"', 'verdict = "obsolete"\nbasis = { to = 2030-01-01 }', "不能下结论 obsolete"),
        ('type = "duty"', 'type = "clause"', "不能用检查方法 clause"),
        ("[words]", '[actors]\noffice = ["乙方"]\n[words]', "共用的内容"),
        ('cite = ["某县细则 4"]', 'cite = ["某县细则"]', "没有写条号"),
    ],
)
def test_an_own_pack_that_goes_too_far_is_refused(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Nothing is judged anywhere with it; place and cure are named."""
    office(tmp_path, dedent(PACK).replace(old, new), "420000.toml" if "420000" in new else "429998.toml")

    with pytest.raises(PackError) as caught:
        rules_for("330106")

    assert any(fault in problem.message and problem.hint for problem in caught.value.problems)


def test_a_pack_that_was_corrected_is_read_again(tmp_path: Path) -> None:
    """Within one run, too."""
    office(tmp_path, PACK.replace("某县细则 4", "某县细则"))
    with pytest.raises(PackError):
        rules_for(COUNTY)
    path = tmp_path / "law" / "429998.toml"
    path.write_text(dedent(PACK), encoding="utf-8")

    assert rules_for(COUNTY).rule("MX-BELL-001").verdict == "void"
