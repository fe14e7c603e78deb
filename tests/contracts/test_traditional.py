"""Traditional characters: one answer towards the simplified ones, the word decides the other way."""

from __future__ import annotations

import pytest

from contracts.kinds import load_kinds, printed_words, shipped_folder
from contracts.traditional import PHRASES, simplified, traditional


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("以后、之后、皇后", "以後、之後、皇后"),
        ("册里、邻里、公里", "冊裡、鄰里、公里"),
        ("发放、头发", "發放、頭髮"),
        ("干部、干预、干净", "幹部、干預、乾淨"),
        ("只有、只写", "只有、只寫"),
        ("示范、规范", "示範、規範"),
        ("余额、其余", "餘額、其餘"),
        ("联系、关系、系统", "聯繫、關係、系統"),
        ("复印、恢复、答复、行政复议", "複印、恢復、答覆、行政復議"),
        ("制度、复制、制作", "制度、複製、製作"),
        ("标准、批准", "標準、批准"),
        ("并且、合并、一并", "並且、合併、一併"),
        ("签字、书签", "簽字、書籤"),
        ("注意、备注、注销", "注意、備註、註銷"),
        ("公历、历史", "公曆、歷史"),
        ("尽力、尽快", "盡力、儘快"),
        ("周建国、周岁", "周建國、週歲"),
        ("退汇、汇总", "退匯、彙總"),
        ("采取、委托、台账、征收", "採取、委託、臺賬、徵收"),
        ("人民币壹佰贰拾叁万元整", "人民幣壹佰貳拾叄萬元整"),
    ],
)
def test_the_word_decides_where_a_sign_has_several(text: str, other: str) -> None:
    """Looked over by eye: 后 is 後 or 后, 发 is 發 or 髮, 复 has three."""
    assert traditional(text) == other
    assert simplified(other) == text


@pytest.mark.parametrize("word", PHRASES)
def test_a_phrase_says_the_same_word(word: str) -> None:
    """Another spelling, never another word."""
    assert simplified(PHRASES[word]) == simplified(word)


def test_every_word_of_every_kind_comes_back_the_same() -> None:
    """What is printed in traditional characters is the clause that was judged."""
    words = {text for kind in load_kinds(shipped_folder()).values() for text in printed_words(kind)}

    assert [text for text in sorted(words) if simplified(traditional(text)) != text] == []


def test_variants_of_a_sign_are_read_too() -> None:
    """Hong Kong, Taiwan and old books do not always write the same sign."""
    assert simplified("為爲衆眾裏裡羣群臺檯覈佈説說") == "为为众众里里群群台台核布说说"
