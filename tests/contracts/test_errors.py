"""The error tree says how the program ends."""

from __future__ import annotations

import pytest

from contracts import errors
from contracts.model import Problem


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (errors.ShouyueError, 1),
        (errors.RosterError, 3),
        (errors.KindError, 3),
        (errors.SettingsError, 3),
        (errors.PackError, 3),
        (errors.DocumentError, 3),
        (errors.LawError, 4),
        (errors.LedgerError, 5),
        (errors.UnfinishedError, 6),
    ],
)
def test_each_kind_of_error_has_its_exit_code(kind: type[errors.ShouyueError], code: int) -> None:
    """Scripts and clerks tell a bad roster from an unlawful clause by the number alone."""
    assert kind("x").exit_code == code


def test_an_error_carries_every_problem() -> None:
    """All faults at once, in order."""
    problems = [Problem(where=f"表!A{row}", message="空", hint="填写") for row in range(3)]
    assert errors.RosterError("名册有问题。", problems).problems == tuple(problems)


def test_the_drawn_tree_names_every_error() -> None:
    """The picture in the docstring is the tree."""
    drawn = errors.__doc__ or ""
    defined = [name for name, value in vars(errors).items() if isinstance(value, type) and name.endswith("Error")]
    assert [name for name in defined if name not in drawn] == []
