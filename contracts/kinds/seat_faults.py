"""What is said of a seat that stays empty unless somebody chose it: a text may not name who is not there."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.kinds.kind import Condition, Kind, KindTerm, Role, fault, placeholders
from contracts.model import Problem


def seat_faults(kind: Kind) -> Iterator[Problem]:
    """Yield each seat that may not be empty, and each text that would name or bind somebody who does not sit there."""
    optional = {role.name: role for role in kind.roles if role.only}
    for role in optional.values():
        if role.name == "party_a" or not role.of_the_office:
            hint = "删去 only：甲方和名册里的一方总要签"
            yield fault(kind, f"roles.{role.name} only", "这一方不能空着", hint)
    terms = {f"terms.{term.code}": term for term in kind.terms()}
    for where, text in kind.texts():
        named = {name.partition(".")[0] for name, _ in placeholders(text)}
        term = terms.get(where)
        bound = {term.owed_by, term.owed_to} if term else set()
        for name in sorted((named | bound) & optional.keys()):
            if term is None or not _within(term.only, optional[name].only):
                message = f"写到了{optional[name].label}，而这一方可以不参加"
                yield fault(kind, where, message, _cure(term, optional[name]))


def _within(only: Condition, wanted: Condition) -> bool:
    """Return whether every paper with one condition meets another as well."""
    given = dict(only)
    return all(name in given and set(given[name]) <= set(options) for name, options in wanted)


def _cure(term: KindTerm | None, role: Role) -> str:
    condition = "、".join(f"{name} = [{'、'.join(options)}]" for name, options in role.only)
    return f"条款写同样的 only（{condition}）" if term else f"写成一条条款，only 与 roles.{role.name} 的相同"
