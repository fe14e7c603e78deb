"""What exists is known by name; what does not is told with what is near."""

from __future__ import annotations

import pytest

from contracts.kinds import BILINGUAL, CHINESE, TRADITIONAL
from ledger.names import WORDS, has_contract, known_names, person_as_compared, plain_words, title_of, unknown_words
from ledger.store import Ledger
from tests.ledger.conftest import draft


def test_the_ledger_knows_what_stands_in_its_contracts(signed_ledger: Ledger) -> None:
    """A village by its name or code, payers and programmes by what was promised."""
    assert known_names(signed_ledger, "village") == {"上坪村", "429999101201"}
    assert {"国家", "市", "县"} < known_names(signed_ledger, "payer")
    assert known_names(signed_ledger, "programme") == {"reward_support"}
    assert known_names(signed_ledger, "kind") == {"service_contract"}
    assert known_names(signed_ledger, "fund") == known_names(signed_ledger, "series") == frozenset()
    assert has_contract(signed_ledger, draft(1).number)
    assert not has_contract(signed_ledger, "没有")
    assert WORDS.keys() - {"contract"} == {"village", "payer", "programme", "kind", "fund", "series"}


@pytest.mark.parametrize(
    ("known", "words"),
    [
        (("上坪村", "石桥村"), "没有名为“上平村”的村；是不是“上坪村”？有：上坪村、石桥村"),
        (("东湾村",), "没有名为“上平村”的村。有：东湾村"),
        ((), "没有名为“上平村”的村。台账里还一个也没有"),
    ],
)
def test_near_names_come_first(known: tuple[str, ...], words: str) -> None:
    """A slip of the pen is recognised; otherwise all there is."""
    asked = unknown_words("village", "上平村", known)

    assert asked == words or asked.startswith(words[:12])


def test_a_long_list_is_cut() -> None:
    """Four hundred villages fit on no screen."""
    assert "等 40 个" in unknown_words("village", "某", [f"第{number}村" for number in range(40)])


@pytest.mark.parametrize(
    ("locale", "title"), [(TRADITIONAL, "服务合同"), (CHINESE, "服務合同"), (BILINGUAL, "服務合同")]
)
def test_only_a_paper_in_traditional_characters_is_entered_under_another_spelling(locale: str, title: str) -> None:
    """The kind's own title; what a kind in simplified characters is called is its own affair."""
    paper = draft(1, locale=locale, title="服務合同")

    assert (title_of(paper), plain_words(paper, "獎勵")) == (title, "奖励" if locale == TRADITIONAL else "獎勵")


@pytest.mark.parametrize(
    "written",
    [
        "文书 李默", "李默（会计）", "李 默", "李默.", "李默\ufe00", "李默\u034f", "副主任 李默", "李默主任", "李默、",
        "(经办)李默",
    ],
)
def test_one_person_is_one_however_they_sign(written: str) -> None:
    """A post, a bracket, a stop or a sign nobody sees does not make a second pair of hands."""
    assert person_as_compared(written) == person_as_compared("李默")


@pytest.mark.parametrize(
    ("one", "other"), [("张丽", "张丽华"), ("李主任", "王主任"), ("李默", "李黙然"), ("主任", "会计"), ("文书", "李默")]
)
def test_two_persons_stay_two(one: str, other: str) -> None:
    """A name that begins another name is another person's; a post alone is somebody."""
    assert person_as_compared(one) != person_as_compared(other)
