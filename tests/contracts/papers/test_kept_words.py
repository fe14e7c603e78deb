"""The words of a kind against a paper that was made from it: values are no words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from contracts.kinds import Kind, KindTerm, load_kinds, shipped_folder, spoken
from contracts.model import DueRule
from contracts.papers.kept_words import changed_words
from contracts.papers.proofs import every_choice, example

KINDS = load_kinds(shipped_folder())
SERVICE = KINDS["service_contract"]
PAPER = example(SERVICE, signing_on=date(2026, 3, 5))


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_kind_says_what_its_own_papers_say_whatever_was_chosen_and_filled_in(name: str) -> None:
    """No option, value, row or language of a shipped kind is taken for a change of its words."""
    kind = KINDS[name]
    on = min(date(2026, 3, 5), kind.issued_to or date.max)
    for locale, _ in kind.template:
        told = spoken(kind, locale)
        for chosen in every_choice(told):
            for long in (False, True):
                assert changed_words(told, example(told, signing_on=on, chosen=chosen, long=long)) == ()


def with_term(change: Callable[[KindTerm], KindTerm], code: str = "policy_notice") -> Kind:
    """Return the service contract with one clause changed."""
    sections = tuple(
        replace(section, terms=tuple(change(term) if term.code == code else term for term in section.terms))
        for section in SERVICE.sections
    )
    return replace(SERVICE, sections=sections)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (replace(SERVICE, title="服务合同"), "title"),
        (replace(SERVICE, recital=("为了服务。", *SERVICE.recital[1:])), "recital 第1段"),
        (replace(SERVICE, recital=SERVICE.recital[:-1]), f"recital 第{len(SERVICE.recital)}段"),
        (replace(SERVICE, closing=(*SERVICE.closing, "又一段。")), f"closing 第{len(SERVICE.closing) + 1}段"),
        (with_term(lambda term: replace(term, text=term.text + "另行通知。")), "terms.policy_notice"),
        (with_term(lambda term: replace(term, owed_by="party_b")), "terms.policy_notice"),
        (with_term(lambda term: replace(term, due=DueRule(every="year", last_day="01-31"))), "terms.policy_notice"),
        (with_term(lambda term: replace(term, code="other_services")), "terms.other_services"),
        (replace(SERVICE, tables=SERVICE.tables[1:]), f"tables.{SERVICE.tables[0].code}"),
        (replace(SERVICE, tables=(replace(SERVICE.tables[0], caption="表"), *SERVICE.tables[1:])),
         f"tables.{SERVICE.tables[0].code}"),
    ],
)  # fmt: skip
def test_a_changed_word_a_changed_duty_and_a_changed_table_are_found(kind: Kind, where: str) -> None:
    """Each with its place in the manifest."""
    assert where in [place for place, _ in changed_words(kind, PAPER)]


def test_a_changed_row_of_a_table_is_found() -> None:
    """The points of an agreement are its words."""
    kind = KINDS["village_responsibility_agreement"]
    paper = example(kind, signing_on=date(2026, 3, 5))
    first = next(table for table in kind.tables if table.rows)
    other = replace(first, rows=(*first.rows[:-1], tuple("改" for _ in first.columns)))
    changed = replace(kind, tables=tuple(other if table is first else table for table in kind.tables))

    assert [place for place, _ in changed_words(changed, paper)] == [f"tables.{first.code} 第{len(first.rows)}行"]


def test_what_the_kind_says_no_longer_is_named_without_its_words() -> None:
    """They may hold names."""
    sections = tuple(
        replace(section, terms=tuple(term for term in section.terms if term.code != "policy_notice"))
        for section in SERVICE.sections
    )
    assert ("terms.policy_notice", "") in changed_words(replace(SERVICE, sections=sections), PAPER)
