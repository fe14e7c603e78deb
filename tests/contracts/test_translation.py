"""The English catalogue holds every message, nothing stale; texts are found whole, as templates, in pieces."""

from __future__ import annotations

import re

import pytest

from contracts.i18n import catalogue
from contracts.translation import CHINESE, PATH, Catalogue, read_catalogue
from tests.contracts.english_catalogue import written
from tests.contracts.interface_messages import is_word, messages, required

FEWEST = 2_600
"""So many messages were translated when the catalogue was made; far fewer would mean that none are found."""


def holes(text: str) -> list[str]:
    """Return the values a text takes, each once."""
    return sorted(set(re.findall(r"\{\d+\}", text)))


def test_every_message_has_its_english_and_nothing_is_stale(pytestconfig: pytest.Config) -> None:
    """``--update`` writes new messages with an empty translation and drops old ones; somebody fills them in."""
    found = messages()
    places = required()
    held = read_catalogue(PATH.read_text(encoding="utf-8"))
    click = catalogue(".po").read_text(encoding="utf-8")
    optional = {text for text in found if is_word(text)} | {text for text in held if f'"{text}"' in click}
    words = {text: other for text, other in held.items() if text in optional - places.keys()}
    fresh = written(places, held, words)
    if pytestconfig.getoption("--update"):
        PATH.write_text(fresh, encoding="utf-8")
    missing = [f"{place}: msgid {text}" for text, place in places.items() if not held.get(text)]
    stale = sorted(held.keys() - places.keys() - words.keys())

    assert not missing, "fill in these in shouyue.po (--update writes them there):\n" + "\n".join(missing)
    assert not stale, "remove these from shouyue.po (or run --update):\n" + "\n".join(stale)
    assert len(places) > FEWEST
    assert PATH.read_text(encoding="utf-8") == fresh, "run with --update: the order is that of the sources"


def test_a_translation_takes_the_values_of_its_message() -> None:
    """A value left out would be lost, one too many would end the program."""
    held = read_catalogue(PATH.read_text(encoding="utf-8"))

    assert [text for text, other in held.items() if other and holes(text) != holes(other)] == []


def test_chinese_in_a_translation_is_quoted_or_a_file_name() -> None:
    """What somebody has to type in Chinese, or what stands on a paper, stands in quotation marks."""
    held = read_catalogue(PATH.read_text(encoding="utf-8"))
    plain = re.compile(r"“[^”]*”|\"[^\"]*\"|《[^》]*》|[^\s]*\.docx|[a-z_]+\.[a-z_]+ [\u3400-\u9fff]+")
    bare = {text: other for text, other in held.items() if CHINESE.search(plain.sub("", other)) and other != text}

    assert bare == {text: other for text, other in bare.items() if text in DATA}


DATA = {"{1}某", "{1}_已改正"}
"""What is shown as it is: a masked name, the name of a file."""

SMALL = Catalogue(
    {
        "没有姓名": "no name", "名册": "roster", "请填写{1}": "fill in {1}", "{1}：有 {2} 处问题": "{1}: {2} faults",
        "“{1}”不是日期": "“{1}” is no day", "没有{1}": "there is no {1}", "家庭": "family",
        "“{1}”看不懂，请改正": "“{1}” cannot be read; correct it",
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("没有姓名", "no name"),
        ("没有姓名。", "no name."),
        ("  没有姓名", "  no name"),
        ("名册：有 3 处问题", "roster: 3 faults"),
        ("没有姓名，请填写名册。", "no name, fill in roster."),
        ("名册：有 3 处问题。", "roster: 3 faults."),
        ("“名册”不是日期", "“名册” is no day"),
        ("没有名册", "there is no roster"),
        ("没有楼房村", "没有楼房村"),
        ("家庭、名册", "family, roster"),
        ("家庭、单位", "家庭, 单位"),
        ("张三、李四：家庭", "张三, 李四: family"),
        ("没有名册、家庭", "there is no roster, family"),
        ("家庭3天", "家庭3天"),
        ("家庭960元", "family 960 yuan"),
        ("某村（家庭）", "某村 (family)"),
        ("家庭（某村）", "family (某村)"),
        ("某某（某村）", "某某（某村）"),
        ("家庭（text，名册）", "family (text, roster)"),
        ("家庭，某某　名册", "family, 某某  roster"),
        ("省、市规定，县没有收录", "省、市规定，县没有收录"),
        ("没有三", "there is no 3"),
        ("2026年3月5日、960元、2026年", "2026-03-05, 960 yuan, 2026"),
        ("没有姓名\n家庭", "no name\nfamily"),
        ("甲方不得收取任何费用。", "甲方不得收取任何费用。"),
        ("plain（text）", "plain (text)"),
        ("名册 'x' 没有姓名", "roster 'x' no name"),
        ("office.toml 家庭", "office.toml family"),
        ("“家庭”名册", "“家庭”名册"),
        ("《家庭、名册》", "《家庭、名册》"),
        ("《家庭》（2025-07-28 版）全文", "《家庭》 (version of 2025-07-28), whole text"),
    ],
)
def test_a_text_is_told_as_far_as_it_is_known(text: str, english: str) -> None:
    """Whole, as a template, in pieces; quoted words and data stay."""
    assert SMALL.told(text) == english


@pytest.mark.parametrize(
    ("text", "english"),
    [("家庭", "family"), ("家庭、单位", "家庭、单位"), ("名册：有 3 处问题", "roster: 3 faults"), ("张家庭", "张家庭")],
)
def test_a_cell_is_told_only_where_all_of_it_is_known(text: str, english: str) -> None:
    """It may be somebody's name."""
    assert SMALL.known(text) == english


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("没有姓名", "no name"),
        ("“家庭”看不懂，请改正", "“家庭” cannot be read; correct it"),
        ("没有姓名，家庭", None),
        ("名册，家庭", None),
    ],
)
def test_a_sentence_is_told_whole_or_not_at_all(text: str, english: str | None) -> None:
    """What was cut at a comma is one message; what is quoted stays."""
    assert SMALL.whole(text) == english


def test_a_value_that_the_english_quotes_stays_as_it_is() -> None:
    """Words that somebody has to type are no use in another language."""
    catalogue = Catalogue({"请写 {1}": "write “{1}”", "家庭": "family"})

    assert catalogue.told("请写 家庭") == "write “家庭”"


def test_a_text_that_was_cut_off_is_told_whole() -> None:
    """Click shortens the first line of a long help page for its list."""
    assert SMALL.begun("没有姓...") == "no name"
    assert SMALL.begun("别的...") == "别的..."


def test_a_file_that_is_no_catalogue_is_refused() -> None:
    """A message without its translation would shift all that follow."""
    with pytest.raises(ValueError, match="名册"):
        read_catalogue('msgid "名册"\nmsgid "家庭"\nmsgstr "family"\nmsgstr "x"\n')
