"""An own certificate: which columns its list has, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import Kind, load_kind
from ledger.publishing.own_certificate import check_own, headings_of
from tests.contracts.own_certificates import MANIFEST


def kind_of(tmp_path: Path, manifest: str) -> Kind:
    """Return a kind with that manifest."""
    folder = tmp_path / "volunteer_card"
    folder.mkdir()
    (folder / "manifest.toml").write_text(manifest, encoding="utf-8")
    return load_kind(folder)


def test_the_list_asks_for_every_field_but_those_of_a_replacement(tmp_path: Path) -> None:
    """Only who gets it must be a column; the rest may stand in office.toml."""
    kind = kind_of(tmp_path, MANIFEST)
    check_own(kind, has_command=False)

    assert headings_of(kind) == {"recipient": ("姓名",), "village?": ("村",), "served_from?": ("服务开始日期",)}


def test_a_certificate_without_a_recipient_is_told_what_to_write(tmp_path: Path) -> None:
    """The program would not know whose it is."""
    kind = kind_of(tmp_path, MANIFEST.replace("recipient", "bearer"))

    with pytest.raises(KindError) as caught:
        check_own(kind, has_command=False)
    assert "[fields.recipient]" in caught.value.problems[0].hint
