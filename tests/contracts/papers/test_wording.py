"""Days, sums and laws as papers word them, in each language."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.kinds import BILINGUAL, CHINESE, TRADITIONAL
from contracts.model import Citation
from contracts.papers.wording import citations, english_citations, english_worded, in_language, worded


@pytest.mark.parametrize(
    ("value", "how", "kind_of_field", "printed"),
    [
        (96000, "yuan", "int", "960元"),
        (96000, "", "money", "960元"),
        (96000, "yuan_upper", "money", "人民币玖佰陆拾元整"),
        (date(2026, 3, 5), "", "date", "2026年3月5日"),
        (date(2026, 3, 5), "chinese_day", "date", "二〇二六年三月五日"),
        ("98", "", "percent", "98%"),
        (3, "", "int", "3"),
    ],
)
def test_a_value_is_worded_by_its_filter_or_its_field(
    value: str | int | date, how: str, kind_of_field: str, printed: str
) -> None:
    """Sums, days and rates look as they do on paper."""
    assert worded(value, how, kind_of_field) == printed


@pytest.mark.parametrize(("value", "how"), [("九百", "yuan"), ("三月", "day")])
def test_a_filter_that_does_not_fit_its_value_is_refused(value: str, how: str) -> None:
    """A sum that is no sum is never printed as one."""
    with pytest.raises(TypeError):
        worded(value, how, "text")


def test_citations_run_on_as_one_text() -> None:
    """The basis line of a recital; a law is named once."""
    laws = [Citation(law="民法典", version=date(2021, 1, 1), article=article) for article in ("509", "577")]
    other = Citation(law="人口与计划生育法", version=date(2021, 8, 20), article="31")

    assert citations([*laws, other]) == "《民法典》第509条、第577条、《人口与计划生育法》第31条"


@pytest.mark.parametrize(
    ("value", "how", "kind_of_field", "printed"),
    [
        (1_409_50, "yuan", "int", "CNY 1,409.50"),
        (96000, "yuan_upper", "money", "CNY 960"),
        (date(2026, 3, 5), "day", "date", "5 March 2026"),
        ("青河镇", "", "text", "青河镇"),
        ("98", "", "percent", "98%"),
    ],
)
def test_english_words_days_and_sums_in_its_own_way(
    value: str | int | date, how: str, kind_of_field: str, printed: str
) -> None:
    """What people wrote stays as it is; capitals guard a sum that is written in Chinese."""
    assert english_worded(value, how, kind_of_field) == printed


def test_laws_are_cited_by_their_english_names_where_they_are_known() -> None:
    """A law without one keeps its own."""
    laws = [Citation(law=law, version=date(2021, 1, 1), article="5") for law in ("民法典", "某法")]
    assert (
        english_citations(laws, {"民法典": "Civil Code"}) == "Article 5 of the Civil Code and Article 5 of the 《某法》"
    )


@pytest.mark.parametrize(
    ("key", "locale", "printed"),
    [
        ("standard", TRADITIONAL, "每對夫妻每月"),
        ("name", TRADITIONAL, "每对夫妻每月"),
        ("standard", CHINESE, "每对夫妻每月"),
        ("standard", BILINGUAL, "每对夫妻每月"),
    ],
)
def test_only_what_the_program_words_is_put_into_traditional_characters(key: str, locale: str, printed: str) -> None:
    """Names and places stay as somebody wrote them."""
    assert in_language("每对夫妻每月", key, locale) == printed
