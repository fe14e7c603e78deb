"""Items are made when they are asked for, and none is kept."""

from __future__ import annotations

from contracts.papers.sequence import OnDemand, remembering


def squares(count: int, made: list[int]) -> OnDemand[int]:
    """Return square numbers, and remember which were made."""

    def square(place: int) -> int:
        made.append(place)
        return place * place

    return OnDemand(count, square)


def test_nothing_is_made_before_it_is_asked_for_and_again_each_time() -> None:
    """That is what saves the memory."""
    made: list[int] = []
    items = squares(4, made)

    assert (len(items), made) == (4, [])
    assert (items[3], items[3], items[-1]) == (9, 9, 9)
    assert made == [3, 3, 3]


def test_a_part_of_it_makes_only_its_own() -> None:
    """A slice is on demand too."""
    made: list[int] = []
    part = squares(9, made)[2:6:2]

    assert made == []
    assert list(part) == [4, 16]
    assert made == [2, 4]


def test_it_equals_what_holds_the_same() -> None:
    """A tuple, or another one; not one of another length."""
    assert squares(3, []) == (0, 1, 4) == squares(3, [])
    assert squares(3, []) != squares(4, [])
    assert squares(1, []) != [0]


def test_the_first_made_are_kept_and_the_memory_has_an_end() -> None:
    """A batch of ordinary size is made once, a huge one in little memory."""
    made: list[int] = []

    def square(place: int) -> int:
        made.append(place)
        return place * place

    items = OnDemand(4, remembering(square, 2))

    assert [list(items), list(items)] == [[0, 1, 4, 9]] * 2
    assert made == [0, 1, 2, 3, 2, 3]
