"""A village by its name, short name or code; the office by its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
import pytest

import cli
from contracts.commands.session import Session
from ledger.commands.villages import code_of, unit_of
from tests.clerks_office import office_at


def test_a_village_is_found_by_name_and_code_and_nothing_else_is(tmp_path: Path) -> None:
    """Those the office has are named in the refusal."""
    office_at(tmp_path)
    session = Session(now=datetime(2026, 11, 22, tzinfo=cli.SHANGHAI), office_dir=tmp_path)

    assert code_of(session, "上坪村") == code_of(session, "429999101201") == "429999101201"
    assert code_of(session, session.office().name) == session.office().division_code
    with pytest.raises(click.UsageError, match="本单位的村：上坪村"):
        code_of(session, "周桂兰")


def test_a_unit_is_called_by_its_full_name_and_never_by_a_code_where_it_has_one(tmp_path: Path) -> None:
    """A village that was merged away keeps the words it is on record with."""
    office_at(tmp_path)
    session = Session(now=datetime(2026, 11, 22, tzinfo=cli.SHANGHAI), office_dir=tmp_path)
    office = session.office()

    assert unit_of(session, "429999101201") == unit_of(session, "上坪村") == "上坪村村民委员会"
    assert unit_of(session, office.division_code) == office.name
    assert unit_of(session, "429999101299") == "429999101299"
