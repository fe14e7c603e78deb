"""The closed list of what a notice may show: each column argued, the personal ones few and named."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import KindError
from contracts.kinds import load_kind, shipped_folder
from contracts.kinds.public_columns import COLUMNS, NAMING_KINDS, PERSONAL_COLUMNS, PUBLIC_COLUMNS
from tests.contracts.own_notices import MANIFEST


def test_the_columns_about_a_person_are_these_and_no_others() -> None:
    """More needs a change of the law and of this test (U-05)."""
    assert {"name", "gender", "group", "category", "surname", "exit_code", "old_number"} == PERSONAL_COLUMNS


def test_every_column_says_why_it_may_be_read_by_everybody() -> None:
    """And has a Chinese heading."""
    assert all(len(column.why) >= 4 and column.label for column in COLUMNS.values())
    assert PUBLIC_COLUMNS["households"] == "户数"


def test_no_column_holds_a_number_an_account_a_telephone_a_birthday_a_child_or_a_house() -> None:
    """Whatever the key is called."""
    words = " ".join(f"{key} {column.label}" for key, column in COLUMNS.items())

    for forbidden in ("id_number", "account", "phone", "birth", "child", "address", "身份证", "账号", "电话", "子女"):
        assert forbidden not in words


def test_only_shipped_kinds_may_name_persons_each_with_its_reason() -> None:
    """A kind that is gone may not leave its right behind."""
    for name, why in NAMING_KINDS.items():
        kind = load_kind(shipped_folder() / name)
        assert kind.family == "notice"
        assert PERSONAL_COLUMNS & {column.key for table in kind.tables for column in table.columns}
        assert why


def test_whoever_writes_a_notice_finds_the_columns_in_the_readme_of_the_kinds() -> None:
    """Each by key and heading; columns about persons belong to the few kinds that may name them."""
    words = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    named = {key for key, label in PUBLIC_COLUMNS.items() if f"`{key}` {label}" in words}

    assert named == PUBLIC_COLUMNS.keys() - PERSONAL_COLUMNS


@pytest.mark.parametrize("name", ["name", "group"])
def test_a_notice_of_ones_own_has_no_column_about_persons(tmp_path: Path, name: str) -> None:
    """Only the notices that a procedure prescribes have; nor is it drafted from a roster or numbered by its rows."""
    folder = tmp_path / "service_day"
    folder.mkdir()
    words = MANIFEST.replace('key = "service"', f'key = "{name}"').replace('service = "代', f'{name} = "代')
    words = words.replace('subject = "ledger"', 'subject = "village"').replace("{{ serial }}", "{{ row }}")
    (folder / "manifest.toml").write_text(words, encoding="utf-8")
    with pytest.raises(KindError) as caught:
        load_kind(folder)

    assert [problem.message for problem in caught.value.problems] == [
        f"这个公示不得有栏目 {name}", "公示不能是 village", "公示没有 row",
    ]  # fmt: skip
