"""An own notice: what it says, which columns its sheet has, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import Kind, load_kind, shipped_folder
from ledger.publishing.own_notice import check_own, columns_of, own_notice
from ledger.store import Ledger
from tests.contracts.own_notices import MANIFEST
from tests.ledger.conftest import NOW


@pytest.fixture
def kind(tmp_path: Path) -> Kind:
    """Return the kind."""
    folder = tmp_path / "service_day"
    folder.mkdir()
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    return load_kind(folder)


def test_the_rows_are_numbered_and_nobody_may_be_named(kind: Kind, ledger: Ledger) -> None:
    """The serial number is no column of the sheet."""
    assert columns_of(kind) == {"service": ("内容",), "households": ("户数",)}

    with ledger.write(by="李敏", now=NOW, dry_run=True) as tx:
        notice = own_notice(kind, None, {"place_name": "上坪村"}, ({"service": "代办", "households": "3"},))(tx)

    assert notice.sources == {"roster": ({"serial": "1", "service": "代办", "households": "3"},)}
    assert (notice.kind, notice.names) == ("service_day", False)


def test_a_kind_with_a_command_and_one_that_is_no_notice_are_refused(kind: Kind) -> None:
    """Each with the command that makes it."""
    check_own(kind, has_command=False)
    for other, known in ((kind, True), (load_kind(shipped_folder() / "service_contract"), False)):
        with pytest.raises(KindError) as caught:
            check_own(other, has_command=known)
        assert "shouyue" in caught.value.problems[0].hint
