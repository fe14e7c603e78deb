"""The roster group as people see it: what reads lists and what keeps them stand under one name."""

from __future__ import annotations

from contracts.commands.roster import command as reading
from ledger.commands.roster import command
from tests.conftest import Run


def test_all_commands_about_rosters_are_in_one_group(run: Run) -> None:
    """The reading ones come from the room below; both are listed."""
    shown = run("roster", "--help").stdout

    assert reading.commands.keys() < command.commands.keys()
    assert [name for name in command.commands if f"\n  {name} " not in shown] == []


def test_the_room_below_knows_nothing_of_the_ledger() -> None:
    """Its own group is not added to."""
    assert "import" not in reading.commands
