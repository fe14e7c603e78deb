"""The closed list of what a notice may show: each column argued, the personal ones few and named."""

from __future__ import annotations

from contracts.kinds.public_columns import COLUMNS, PERSONAL_COLUMNS, PUBLIC_COLUMNS


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
