"""contracts/judging/candidate.py: which rules could speak."""

from __future__ import annotations

from contracts.judging.books import rules_for
from contracts.judging.candidate import Candidate, Candidates
from contracts.judging.clause import normalised

RULES = rules_for("420000")
CANDIDATES = Candidates(RULES)
ALL = frozenset(range(len(RULES)))


def asked(sentence: str, kind: str) -> list[Candidate]:
    """Return the rules of one kind of check that could speak of a sentence."""
    return CANDIDATES.of(sentence, ALL).get(kind, [])


def test_every_rule_is_a_candidate_for_what_it_accepts_or_rejects() -> None:
    """Looking words up first loses nothing: every phrase that stands in a sentence is among its candidates."""
    missed = [
        (rule.id, phrase.source, sentence)
        for rule in RULES
        for sentence in map(normalised, (*rule.accepts, *rule.rejects))
        for phrase in rule.check.says
        if phrase.stands_in(sentence)
        and not any(one.rule is rule and phrase in one.says for one in asked(sentence, rule.check.type))
    ]

    assert not missed


def test_candidates_are_few_and_in_the_order_of_the_packs() -> None:
    """A sentence calls up some of hundreds of rules."""
    found = CANDIDATES.of("乙方须交纳押金500元", ALL)["clause"]

    assert 0 < len(found) < len(RULES) / 20
    places = [list(RULES).index(one.rule) for one in found]
    assert places == sorted(places)


def test_only_the_rules_that_are_asked_can_speak() -> None:
    """One index serves every day; what no longer applies stays silent, and the others say the same."""
    sentence = "乙方须交纳押金500元"
    found = CANDIDATES.of(sentence, ALL)["clause"]
    silent = list(RULES).index(found[0].rule)

    rest = CANDIDATES.of(sentence, ALL - {silent}).get("clause", [])
    assert [(one.rule, one.says) for one in rest] == [(one.rule, one.says) for one in found[1:]]


def test_a_rule_without_the_words_of_its_exception_is_not_harmless() -> None:
    """The exception's words are looked up as well."""
    found = {one.rule.id: one for one in CANDIDATES.of("甲方退还押金", ALL)["clause"]}

    assert found["CN-DEPOSIT-001"].is_harmless("甲方退还押金")
    for candidate in found.values():
        assert candidate.is_harmless("甲方退还押金") == any(
            phrase.stands_in("甲方退还押金") for phrase in candidate.rule.check.unless
        )
