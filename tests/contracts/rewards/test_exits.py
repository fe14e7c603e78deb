"""One vocabulary of exits: packs, reckoning, ledger and both help pages."""

from __future__ import annotations

from typing import get_args

import pytest
from click.testing import CliRunner

import cli
from contracts.rewards.exits import EXITS, FORMER, ExitCode, current
from contracts.rewards.programmes import load_programmes
from ledger.endings import ENDINGS


def test_every_exit_has_its_words_and_can_be_recorded() -> None:
    """What a pack may name is what the ledger takes; no earlier word is among them."""
    assert tuple(EXITS) == get_args(ExitCode)
    assert {rule.code for programme in load_programmes() for rule in programme.exits} <= set(EXITS)
    assert set(EXITS) < set(ENDINGS)
    assert not set(FORMER) & set(ENDINGS)


def test_an_earlier_word_reads_as_todays_and_every_other_as_itself() -> None:
    """Nothing is guessed."""
    assert (current("recovered"), current("died"), current("carried_over")) == (
        "no_longer_qualifies", "died", "carried_over",
    )  # fmt: skip


@pytest.mark.parametrize("command", [("reward", "entitle"), ("record", "ending")])
def test_both_help_pages_list_the_same_words(command: tuple[str, str]) -> None:
    """With what they mean."""
    said = "".join(CliRunner().invoke(cli.shouyue, [*command, "--help"]).output.split())

    assert [code for code, words in EXITS.items() if f"{code}{words}" not in said] == []
