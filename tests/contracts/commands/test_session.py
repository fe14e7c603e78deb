"""What a run knows from outside, and what it says when that is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from contracts.commands.session import Session
from contracts.errors import SettingsError
from contracts.settings import Office, office_toml

NOW = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=8)))
OFFICE = Office(name="某镇", short="某", type="township", division_code="429999101", operator="某经办")


def test_today_is_the_day_in_china() -> None:
    """Half past midnight there is still the day before in UTC."""
    assert Session(now=NOW).today == date(2026, 11, 22)
    assert NOW.astimezone(UTC).date() == date(2026, 11, 21)


def test_without_an_office_folder_the_cure_is_named() -> None:
    """Commands that need no office still work without one."""
    with pytest.raises(SettingsError) as caught:
        _ = Session(now=NOW).ledger_path

    assert "shouyue init" in str(caught.value.problems[0])


def test_the_operator_is_who_was_named_else_who_the_office_says(tmp_path: Path) -> None:
    """Every write in the ledger names somebody."""
    (tmp_path / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8")

    assert Session(now=NOW, office_dir=tmp_path).operator == "某经办"
    assert Session(now=NOW, office_dir=tmp_path, named_operator="某代班").operator == "某代班"
    assert Session(now=NOW, office_dir=tmp_path).ledger_path == tmp_path / "ledger.db"
