"""A kind in another language: same clauses, other words, every difference named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from contracts.commands.options import LANGUAGE
from contracts.errors import KindError
from contracts.kinds import (
    BILINGUAL,
    CHINESE,
    LANGUAGES,
    TRADITIONAL,
    Kind,
    language_faults,
    language_of,
    load_kind,
    printed_words,
    shipped_folder,
    spoken,
    unread_clauses,
    words_file,
)
from contracts.traditional import simplified
from tests.contracts.word.papers import shipped

Spoil = Callable[[str, str], Kind]


@pytest.fixture
def spoil(tmp_path: Path) -> Spoil:
    """Return how to put other words into the translation of a copied kind."""

    def spoilt(before: str, after: str) -> Kind:
        name, locale = ("honour_certificate", TRADITIONAL) if "Party" not in before else _MIGRANT
        folder = Path(shutil.copytree(shipped_folder() / name, tmp_path / name))
        path = folder / f"{locale}.toml"
        words = path.read_text(encoding="utf-8")
        assert before in words
        path.write_text(words.replace(before, after, 1), encoding="utf-8")
        return load_kind(folder)

    return spoilt


_MIGRANT = ("migrant_service_agreement", BILINGUAL)


def test_traditional_characters_stand_in_the_place_of_the_simplified_ones() -> None:
    """Every printed word; codes, numbers and duties are the same."""
    plain, other = shipped("service_contract"), spoken(shipped("service_contract"), TRADITIONAL)

    assert other.title == "計劃生育服務合同"
    assert [simplified(text) for text in printed_words(other)] == [simplified(text) for text in printed_words(plain)]
    assert [(term.code, term.owed_by, term.due, term.brief) for term in other.terms()] == [
        (term.code, term.owed_by, term.due, term.brief) for term in plain.terms()
    ]
    assert other.number == plain.number


def test_a_bilingual_kind_keeps_its_chinese() -> None:
    """What is judged and entered in the ledger does not change."""
    plain = shipped("migrant_service_agreement")
    other = spoken(plain, BILINGUAL)

    assert printed_words(other) == printed_words(plain)
    assert dict(other.beside)["乙方的居住情况"] == "Residence of Party B"


@pytest.mark.parametrize("locale", [TRADITIONAL, CHINESE])
def test_a_kind_comes_back_from_one_language_to_another(locale: str) -> None:
    """A copy of an old paper is printed in its own language, whatever the office prints today."""
    kind = spoken(shipped("service_contract"), TRADITIONAL)

    assert spoken(kind, locale).locale == locale
    assert spoken(spoken(kind, CHINESE), TRADITIONAL) == kind


def test_what_is_wished_must_be_there_and_what_the_office_likes_only_where_it_is() -> None:
    """An office that prints in traditional characters still has kinds that are not there in them."""
    there, absent = shipped("service_contract"), shipped("score_sheet")

    assert language_of(there, "", TRADITIONAL).locale == TRADITIONAL
    assert language_of(there, CHINESE, TRADITIONAL).locale == CHINESE
    assert language_of(absent, "", TRADITIONAL).locale == CHINESE
    with pytest.raises(KindError, match="现有：zh_CN"):
        language_of(absent, TRADITIONAL)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"正本" = "正本"\n', "", "没有“正本”的译文"),
        ('"正本" = "正本"', '"正本" = "正本"\n"旧题" = "舊題"', "“旧题”在文种里没有"),
        ("授予“{{ honour }}”稱號", "授予稱號", "占位符与原文不同"),
        ('"授予機關"', '"授與單位"', "不是同一句话"),
        ('"Party B\'s copy"', '"Party B\'s copy {{ number }}"', "占位符与原文不同"),
    ],
)
def test_every_difference_between_the_words_is_named(spoil: Spoil, before: str, after: str, told: str) -> None:
    """A word left out, one too many, a value lost, another word than the one that was judged."""
    kind = spoil(before, after)
    locale = TRADITIONAL if kind.id == "honour_certificate" else BILINGUAL

    assert told in " ".join(str(item) for item in language_faults(kind, locale, others=_FIXED))


_FIXED = frozenset(dict(spoken(shipped("migrant_service_agreement"), BILINGUAL).beside)) - frozenset(
    printed_words(shipped("migrant_service_agreement"))
)


@pytest.mark.parametrize("broken", ["[words", "[other]\n", '[words]\n"甲方" = 3\n'])
def test_words_that_cannot_be_read_are_a_clear_error(tmp_path: Path, broken: str) -> None:
    """No TOML, no table of words, a number."""
    folder = Path(shutil.copytree(shipped_folder() / "honour_certificate", tmp_path / "honour_certificate"))
    (folder / "zh_Hant.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(KindError, match="译文"):
        spoken(load_kind(folder), TRADITIONAL)

    (folder / "zh_Hant.toml").unlink()
    with pytest.raises(KindError) as caught:
        spoken(load_kind(folder), TRADITIONAL)
    assert "--words" in caught.value.problems[0].hint


@pytest.mark.parametrize("kind", ["service_contract", "migrant_service_agreement"])
def test_the_file_to_begin_with_keeps_what_was_written(kind: str) -> None:
    """Written anew after the manifest changed, it loses no translation."""
    (locale,) = (name for name, _ in shipped(kind).template if name != CHINESE)
    path = shipped_folder() / kind / f"{locale}.toml"

    assert words_file(shipped(kind), locale) == path.read_text(encoding="utf-8")


def test_a_kind_that_was_never_translated_gets_characters_or_room() -> None:
    """Traditional characters are proposed and read over; another language is left to somebody who knows it."""
    assert '"评分表编号" = "評分表編號"' in words_file(shipped("score_sheet"), TRADITIONAL)
    assert '= ""' in words_file(shipped("score_sheet"), BILINGUAL)


def test_nobody_vouches_for_an_offices_own_translation(tmp_path: Path) -> None:
    """It is judged like any clause: what no rule can read waits for a person."""
    own = load_kind(Path(shutil.copytree(shipped_folder() / _MIGRANT[0], tmp_path / _MIGRANT[0])))

    assert unread_clauses(spoken(shipped(_MIGRANT[0]), BILINGUAL)) == ()
    assert any("may not collect any fee" in clause.text for clause in unread_clauses(spoken(own, BILINGUAL)))


def test_the_option_offers_every_language() -> None:
    """The commands name them without asking for the kinds."""
    assert tuple(LANGUAGE.choices) == tuple(item.locale for item in LANGUAGES)
