"""contracts/judging/shelf.py: where the office's own law packs stand."""

from __future__ import annotations

from pathlib import Path

from contracts.judging.shelf import own_packs, use_office


def test_the_packs_of_the_office_at_work_are_found_and_put_away(tmp_path: Path) -> None:
    """By name; other files are not packs; without an office, or without the folder, there are none."""
    (tmp_path / "law").mkdir()
    for name in ("429998-b.toml", "429998-a.toml", "说明.txt"):
        (tmp_path / "law" / name).write_text("", encoding="utf-8")

    use_office(tmp_path)
    found = [path.name for path in own_packs()]
    use_office(tmp_path / "law")
    elsewhere = own_packs()
    use_office(None)

    assert (found, elsewhere, own_packs()) == (["429998-a.toml", "429998-b.toml"], (), ())
