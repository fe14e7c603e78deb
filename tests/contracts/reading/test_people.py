"""One person of a row."""

from __future__ import annotations

import pytest

from contracts.model import PartialDate, Person
from contracts.reading.people import Found, is_named_again, role_of

HERS = "420117198503020028"


def test_a_person_is_there_where_something_names_one() -> None:
    """A 关系 of nobody is nobody; a spoilt number is somebody; without a column for names all that is said counts."""
    relation = Found(values={"relation": "妻"}, cells={"relation": "C"})

    assert not relation.is_present(named=True)
    assert relation.is_present(named=False)
    assert Found(bad={"id_number"}).is_present(named=True)
    assert not Found().is_present(named=False)


def test_the_row_itself_says_who_somebody_is_before_the_column_does() -> None:
    """母 in a column of sides, 户主 in one of relations; what nobody knows leaves the column's word."""
    assert role_of("person", {"side": "wife"}) == "wife"
    assert role_of("person", {"relation": "户主"}) == "head"
    assert role_of("person", {"relation": "远亲"}) == "person"
    assert role_of("child2", {}) == "child"


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ({"birth_date": PartialDate(year=1985, month=3)}, []),
        ({"birth_date": PartialDate(year=1985, month=4)}, ["birth_date"]),
        ({"gender": "male"}, ["gender"]),
        ({}, []),
    ],
)
def test_an_id_number_contradicts_another_birthday_and_sex(said: dict[str, object], keys: list[str]) -> None:
    """A month without a day agrees with any day of it; each contradiction is told in its own column."""
    found = Found(values={"id_number": HERS, **said}, cells=dict.fromkeys(said, "D"))

    assert [key for key, _, _ in found.contradictions("wife")] == keys


def test_a_womans_number_in_the_mans_column_is_told_at_the_number() -> None:
    """There is no column of sexes to point to."""
    assert [key for key, _, _ in Found(values={"id_number": HERS}).contradictions("husband")] == ["id_number"]
    assert Found().contradictions("husband") == []


def test_the_head_named_again_on_the_members_row_is_named_again() -> None:
    """Only where the row says 户主 of a member of that name, and of the head nothing but the name."""
    head = Found(values={"name": "张三"}, cells={"name": "A"})
    member = Found(values={"name": "张三", "relation": "户主"}, cells={"name": "B"})

    assert is_named_again(head, {"person": member})
    for values in ({"name": "张三", "relation": "妻"}, {"name": "李四", "relation": "户主"}):
        assert not is_named_again(head, {"person": Found(values=values)})
    assert not is_named_again(Found(values=head.values, cells={"name": "A", "phones": "C"}), {"person": member})


def test_the_head_who_is_the_husband_is_one_person() -> None:
    """户主 beside 男方 and 女方 is one of them where the name says so and no other number contradicts."""
    head = Found(values={"name": "张三"}, cells={"name": "A"})
    numbered = Found(values={"name": "张三", "id_number": "1"}, cells={"name": "A", "id_number": "B"})
    couple = {"wife": Found(values={"name": "李四"}), "husband": Found(values={"name": "张三", "id_number": "1"})}

    assert is_named_again(head, couple)
    assert is_named_again(numbered, couple)
    assert not is_named_again(head, {"wife": couple["wife"]})
    other = Found(values={"name": "张三", "id_number": "2"})
    assert not is_named_again(numbered, {"husband": other})
    assert not is_named_again(head, {"wife": other, "husband": other})


def test_what_the_cells_do_not_say_is_unknown() -> None:
    """An empty name is told as a fault elsewhere; nothing is made up."""
    assert Found(values={"id_number": HERS}).person("wife") == Person(role="wife", name="", id_number=HERS)
