"""A seat that may stay empty: nobody is named or bound on a paper who does not sit there."""

from __future__ import annotations

from dataclasses import replace

from contracts.kinds import Kind, KindTerm, PrintCopy
from contracts.kinds.faults import faults
from contracts.kinds.seat_faults import seat_faults
from tests.contracts.word.papers import shipped

SERVICE = shipped("service_contract")
JOINS = (("association", ("joins",)),)


def with_term(**changes: object) -> Kind:
    """Return the service contract with another first clause."""
    section = SERVICE.sections[0]
    term: KindTerm = replace(section.terms[0], **changes)  # type: ignore[arg-type]
    return replace(SERVICE, sections=(replace(section, terms=(term, *section.terms[1:])), *SERVICE.sections[1:]))


def told(kind: Kind) -> list[str]:
    """Return what is said of the seats of a kind."""
    return [str(problem) for problem in seat_faults(kind)]


def test_the_association_signs_and_is_bound_only_where_it_joins() -> None:
    """As the service contract ships."""
    assert told(SERVICE) == []
    assert SERVICE.copies == ("甲方存", "乙方存", "丙方存")
    assert SERVICE.copies_of({"association": "joins"}) == ("甲方存", "乙方存", "丙方存", "丁方存")
    assert [role.name for role in SERVICE.seats({"association": "none"})] == ["party_a", "party_b", "party_c"]


def test_a_clause_that_binds_or_names_an_empty_seat_is_told_the_condition() -> None:
    """Under the same condition it is in order."""
    for changes in ({"owed_by": "party_d"}, {"text": "由{{ party_d.name }}协助。"}):
        (line,) = told(with_term(**changes))
        assert "写到了丁方（计划生育协会），而这一方可以不参加" in line
        assert "条款写同样的 only（association = [joins]）" in line
        assert told(with_term(**changes, only=JOINS)) == []


def test_a_recital_cannot_name_an_empty_seat() -> None:
    """It stands on every paper."""
    (line,) = told(replace(SERVICE, recital=("甲方和{{ party_d.name }}共同服务。",)))

    assert "写成一条条款，only 与 roles.party_d 的相同" in line


def test_party_a_and_the_family_always_sign() -> None:
    """A contract without them would promise nothing to nobody."""
    roles = tuple(replace(role, only=JOINS) for role in SERVICE.roles)
    found = told(replace(SERVICE, roles=roles))

    assert [line.partition("：")[0] for line in found if "不能空着" in line] == [
        "service_contract/manifest.toml roles.party_a only", "service_contract/manifest.toml roles.party_b only",
    ]  # fmt: skip


def test_a_condition_of_a_seat_or_a_piece_names_a_choice_that_there_is() -> None:
    """A slip of the pen would leave the seat empty for ever."""
    wrong = (("asociation", ("joins",)),)
    roles = tuple(replace(role, only=wrong) if role.only else role for role in SERVICE.roles)
    pieces = (*SERVICE.print_set, PrintCopy(label="另存", only=wrong))
    found = [str(problem) for problem in faults(replace(SERVICE, roles=roles, print_set=pieces))]

    assert any("roles.party_d only：没有选择项 asociation" in line for line in found)
    assert any("copies 另存 only：没有选择项 asociation" in line for line in found)
