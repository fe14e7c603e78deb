"""A kind, parties and values become a draft; what is missing is named, never guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import InputError, LawError
from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.model import Citation, Draft, Instalment
from contracts.papers.derive import RepeatedTerm, Source
from contracts.papers.drafting import Sheet, check_issuable, compose
from contracts.papers.proofs import example

SIGNED = date(2026, 3, 5)


def kind(name: str) -> Kind:
    """Return a shipped kind."""
    return load_kind(shipped_folder() / name)


def contract(**changes: object) -> Draft:
    """Return the example of the service contract."""
    return replace(example(kind("service_contract"), signing_on=SIGNED), **changes)


@pytest.mark.parametrize("name", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_the_example_of_every_shipped_kind_can_be_drafted(name: str) -> None:
    """A kind whose own example lacks a value teaches nobody."""
    assert example(kind(name), signing_on=SIGNED).kind == name


@pytest.mark.parametrize("name", sorted(path.parent.name for path in shipped_folder().glob("*/manifest.toml")))
def test_no_placeholder_is_left_on_any_paper(name: str) -> None:
    """A brace on paper is a clerk's embarrassment."""
    text = example(kind(name), signing_on=SIGNED).canonical().decode()
    assert "{{" not in text
    assert "}}" not in text


def test_articles_are_numbered_through_the_paper() -> None:
    """第八条 is the eighth clause, whichever section it stands in."""
    assert [term.ordinal for term in contract().terms] == list(range(1, len(contract().terms) + 1))


def test_a_reward_is_one_clause_with_its_instalments_and_sum_in_capitals() -> None:
    """The printed sum, the words of it and what the ledger will count are one row."""
    reward = next(term for term in contract().terms if term.code == "reward")
    assert reward.amount_fen == sum(item.amount_fen for item in reward.instalments) == 12000
    assert "120元（人民币壹佰贰拾元整）" in reward.text
    assert reward.programme == "only_child_reward"


def test_a_household_without_rewards_has_no_reward_clause() -> None:
    """Nothing is promised that nobody owes; the other clauses close up."""
    shipped = kind("service_contract")
    full = example(shipped, signing_on=SIGNED)
    sheet = Sheet(
        batch="A", row=1, place=full.place, signing_on=SIGNED, starts_on=SIGNED, ends_on=date(2029, 3, 4),
        parties=full.parties, values=dict(shipped.example), sources={"rewards": Source()},
    )  # fmt: skip

    bare = compose(shipped, sheet)

    assert [term.code for term in bare.terms] == [term.code for term in full.terms if term.code != "reward"]
    assert [term.ordinal for term in bare.terms] == list(range(1, len(bare.terms) + 1))


def test_every_missing_value_is_named_at_once() -> None:
    """The clerk learns all that is missing in one go, and where to write it."""
    shipped = kind("service_contract")
    sheet = Sheet(place="429999101201", signing_on=SIGNED, starts_on=SIGNED, ends_on=SIGNED, where="花名册 第3行")

    with pytest.raises(InputError) as caught:
        compose(shipped, sheet)

    told = " ".join(map(str, caught.value.problems))
    assert "花名册 第3行：没有“服务地点”" in told
    assert "没有“县级监督电话”" in told


def test_the_agreement_gives_party_a_duties_and_goals_that_add_up() -> None:
    """An agreement that only binds the village is none (domain §2.6)."""
    agreement = example(kind("village_responsibility_agreement"), signing_on=SIGNED)
    assert [term.code for term in agreement.terms if term.owed_by == "party_a"]
    assert sum(int(row[3]) for row in agreement.table("indicators").rows) == 100


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("village_responsibility_agreement", "2026年人口和计划生育服务目标管理责任书"),
        ("service_contract", "计划生育服务合同"),
    ],
)
def test_a_responsibility_agreement_has_its_year_in_the_title(name: str, title: str) -> None:
    """As it is sought in a drawer (domain §2.6); a contract runs over years and has none."""
    assert example(kind(name), signing_on=SIGNED).title == title


@pytest.mark.parametrize(
    ("name", "chosen", "title"),
    [
        ("village_rules", {"party_a": "village_committee"}, "村规民约"),
        ("village_rules", {"party_a": "community"}, "居民公约"),
        ("county_township_agreement", {"party_b": "subdistrict"}, "2026年街道人口和计划生育目标管理责任书"),
    ],
)
def test_a_paper_is_called_by_who_makes_it(name: str, chosen: dict[str, str], title: str) -> None:
    """Residents agree on a 居民公约, a subdistrict is no 乡镇; the clauses speak the same way."""
    paper = example(kind(name), signing_on=SIGNED, chosen=chosen)

    assert paper.title == title
    assert [term.text for term in paper.terms if "村规民约" in term.text and title == "居民公约"] == []


def test_a_kind_is_refused_outside_the_days_it_may_be_issued() -> None:
    """What the law ended is not printed anew, and the refusal says what still can be done."""
    ended = replace(kind("service_contract"), issued_to=date(2025, 12, 31))

    with pytest.raises(LawError) as caught:
        check_issuable(ended, SIGNED)

    finding = caught.value.findings[0]
    assert finding.verdict == "obsolete"
    assert finding.cite
    assert "copy" in finding.hint


def test_only_laws_in_force_on_the_signing_day_are_cited() -> None:
    """A basis line names no law of the future."""
    shipped = kind("service_contract")
    later = Citation(law="将来的法", version=date(2030, 1, 1), article="1")
    draft = example(replace(shipped, basis=(*shipped.basis, later)), signing_on=SIGNED)
    assert "将来的法" not in draft.recital[0]


def test_repeated_clauses_take_their_own_cells() -> None:
    """Two programmes, two clauses, each with its own name and due days."""
    shipped = kind("service_contract")
    full = example(shipped, signing_on=SIGNED)
    part = Instalment(label="2026年度", due_on=date(2026, 9, 30), amount_fen=100)
    terms = tuple(
        RepeatedTerm(
            cells={"title": title, "standard": "每年1元", "starts_on": SIGNED, "ends_on": SIGNED, "amount": 100},
            instalments=(part,),
            amount_fen=100,
            programme=title,
        )
        for title in ("甲奖", "乙奖")
    )
    sheet = Sheet(
        batch="A", row=1, place=full.place, signing_on=SIGNED, starts_on=SIGNED, ends_on=SIGNED,
        parties=full.parties, values=dict(shipped.example), sources={"rewards": Source(terms=terms)},
    )  # fmt: skip

    rewards = [term for term in compose(shipped, sheet).terms if term.code == "reward"]

    assert [term.text[:2] for term in rewards] == ["甲奖", "乙奖"]


def test_the_number_names_the_kind_of_office_that_signs() -> None:
    """A 街道办事处 is no 镇 and no government: 政计服 of a township, 街办计服 of a subdistrict."""
    shipped = kind("township_service_contract")
    whole = example(shipped, signing_on=SIGNED)
    numbers = []
    for office in ("township", "subdistrict"):
        parties = tuple(replace(p, type=office) if p.role == "party_a" else p for p in whole.parties)
        sheet = Sheet(
            number="", batch="2026A", row=1, place="429999101201", signing_on=SIGNED, parties=parties,
            starts_on=SIGNED, ends_on=date(2027, 3, 4),
            values={item.name: "某" for item in shipped.fields}, chosen=shipped.first_options(),
        )  # fmt: skip
        numbers.append(compose(shipped, sheet).number)

    assert numbers == ["429999101201-政计服-2026A-001", "429999101201-街办计服-2026A-001"]
