"""Where the values of a row were read."""

from __future__ import annotations

from contracts.reading.paths import PathBook, paths_of

PEOPLE = [{"name": "B", "relation": "C"}, {"name": "D", "id_number": "E"}]


def test_people_come_first_and_what_only_says_who_somebody_is_has_no_path() -> None:
    """The shape of ``roster check --json``."""
    assert paths_of(PEOPLE, {"group": "A"}) == (
        ("persons.0.name", "B"),
        ("persons.1.name", "D"),
        ("persons.1.id_number", "E"),
        ("values.group", "A"),
    )


def test_rows_that_filled_the_same_columns_with_the_same_people_share_their_paths() -> None:
    """Another column, or another person in the same columns, has paths of its own."""
    book = PathBook()
    first = book.keep_for_alike(0b11, ("wife",), paths_of(PEOPLE, {}))

    assert book.of_alike(0b11, ("wife",)) is first
    assert book.of_alike(0b111, ("wife",)) is None
    assert book.of_alike(0b11, ("husband",)) is None


def test_equal_paths_are_one_object() -> None:
    """A group merged down over twenty rows is kept once."""
    book = PathBook()
    first = book.keep((("values.group", "B7"),))

    assert book.keep((*first,)) is first
