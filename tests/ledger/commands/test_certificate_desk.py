"""Which printer a certificate goes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import cli
from contracts.commands.session import Session
from contracts.errors import SettingsError
from contracts.printers import Printer
from contracts.settings import FILE_NAME, office_toml
from ledger.commands.certificate_desk import chosen_printer
from tests.clerks_office import Clerk
from tests.contracts.example_office import OFFICE


def test_the_printer_named_or_the_first_is_chosen(tmp_path: Path) -> None:
    """One that office.toml does not name is refused, with those it does."""
    printers = (Printer(name="证件机", right=3), Printer(name="大厅"))
    (tmp_path / FILE_NAME).write_text(office_toml(replace(OFFICE, printers=printers)), encoding="utf-8")
    session = Session(now=datetime(2026, 11, 22, tzinfo=cli.SHANGHAI), office_dir=tmp_path, named_operator="")

    assert chosen_printer(session, "") == printers[0]
    assert chosen_printer(session, "大厅") == printers[1]
    with pytest.raises(SettingsError) as caught:
        chosen_printer(session, "没有的")
    assert "证件机、大厅" in caught.value.problems[0].hint


def test_the_file_of_a_ceremony_is_made_again_on_its_own(clerk: Clerk) -> None:
    """After a spoilt sheet; nobody seated is exit 5."""
    clerk.done("publish", "honour_certificate", "上坪村", "--title", "无泄密村", "--ceremony", "总结会")

    assert "1 张" in clerk.done("certificate", "print", "总结会")
    assert clerk.run("certificate", "print", "别的会").exit_code == 5
