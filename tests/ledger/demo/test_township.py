"""The invented township."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from contracts.identity import birth_of, gender_of, parse_id_number
from contracts.settings import load_office, office_toml
from ledger.demo.township import LAST_CERTIFICATE_YEAR, Adult, Family, township

SIGNING = date(2026, 3, 5)


def adults(family: Family) -> list[Adult]:
    """Return the adults of a family."""
    return [adult for adult in (family.wife, family.husband) if adult]


def test_the_township_has_four_villages_of_sixty_families_or_more() -> None:
    """The issue asks for at least 240 families."""
    town = township()

    assert [village.short for village in town.office.villages] == ["上坪村", "石桥村", "东湾村", "柳林村"]
    assert all(len(town.families_of(village)) >= 60 for village in town.office.villages)
    assert len(town.families) >= 240


def test_the_township_is_the_same_at_every_run() -> None:
    """Two runs of the demo must print the same papers."""
    assert township(5) == township(5)


def test_every_id_number_is_valid_invented_and_given_once() -> None:
    """429999 is no place, so the numbers belong to nobody; the sex and the age are those of the person."""
    families = township().families
    numbers = [adult.id_number for family in families for adult in adults(family)]

    assert all(parse_id_number(number, as_of=SIGNING) == number for number in numbers)
    assert all(number.startswith("429999") for number in numbers)
    assert len(set(numbers)) == len(numbers)
    assert {gender_of(family.wife.id_number) for family in families if family.wife} == {"female"}
    assert {gender_of(family.husband.id_number) for family in families if family.husband} == {"male"}


def test_every_family_has_a_plausible_story() -> None:
    """Parents are grown up at the birth, and the certificate follows the child, in the years of certificates."""
    for family in township().families:
        born, issued = family.child_birth, family.issued_on
        assert adults(family)
        assert all(18 <= born.year - birth_of(adult.id_number).year <= 36 for adult in adults(family))
        assert (born.year, born.month or 0) <= (issued.year, issued.month or 0)
        assert issued.year <= LAST_CERTIFICATE_YEAR


def test_some_families_are_widowed_and_some_names_are_long() -> None:
    """A township in which everybody is alike would try nothing."""
    families = township().families

    assert any(family.wife is None for family in families)
    assert any(family.husband is None for family in families)
    assert any("·" in adult.name for family in families for adult in adults(family))


def test_its_office_can_be_written_and_read_as_the_clerks_own_file(tmp_path: Path) -> None:
    """``office.toml`` is the clerk's: what the demo writes must pass the same checks."""
    office = township(1).office
    (tmp_path / "office.toml").write_text(office_toml(office), encoding="utf-8")

    assert load_office(tmp_path) == office
