"""Numbers of persons, bodies and places."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.identity import (
    DivisionCode,
    birth_of,
    birth_words,
    check_digit_hint,
    gender_of,
    masked,
    parse_credit_code,
    parse_division_code,
    parse_id_number,
)
from contracts.model import PartialDate, Person


def checked(body: str) -> str:
    """Return 17 places with their check character, by the powers of 2 that ISO 7064 MOD 11-2 is made of."""
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "0123456789X"[(12 - total % 11) % 11]


id_numbers = st.builds(
    lambda place, born, order: checked(f"{place:06d}{born:%Y%m%d}{order:03d}"),
    st.integers(110000, 659999),
    st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    st.integers(0, 999),
)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("11010519491231002X", "11010519491231002X"),
        ("34052419800101001X", "34052419800101001X"),
        ("420117198503020036", "420117198503020036"),
        ("42011720080229001X", "42011720080229001X"),
        ("420117850302002", "420117198503020028"),
        ("４２０１１７１９８５０３０２００３６", "420117198503020036"),
        ("42011720080229001x", "42011720080229001X"),
        ("42011720080229001Ｘ", "42011720080229001X"),
        ("'420117198503020036", "420117198503020036"),
        ("420117 19850302 0036", "420117198503020036"),
        ("（420117198503020036）", "420117198503020036"),
        ("420117198503020036。", "420117198503020036"),
        ("\u3000420117198503020036\u200b", "420117198503020036"),
    ],
)
def test_a_number_is_read_however_it_was_typed(written: str, number: str) -> None:
    """Old form, full width, spaces, apostrophe and small x stand for one number."""
    assert parse_id_number(written) == number


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("420117200902290017", "出生日期不存在"),
        ("4.20117E+17", "科学计数"),
        ("4.20117198503020e+17", "科学计数"),
        ("420117198503020000", "可能已被表格软件改成零"),
        ("420117198503020035", "末位应为 6"),
        ("42011719850302O036", "第 15 位不是数字"),
        ("42011719850302003", "有 17 位"),
        ("", "有 0 位"),
        ("420117851302002", "出生日期不存在"),
    ],
)
def test_a_broken_number_is_refused_with_reason_and_cure(written: str, reason: str) -> None:
    """Nothing is mended; the message says what to compare and never shows the whole number."""
    with pytest.raises(ValueError, match=reason) as caught:
        parse_id_number(written)

    assert "，请" in str(caught.value)
    assert not written or written not in str(caught.value)


def test_a_birthday_after_the_day_of_reading_is_refused_only_when_that_day_is_known() -> None:
    """A roster of births may hold tomorrow's child; a contract signed today may not."""
    number = checked("42999920270101001")

    assert parse_id_number(number) == number
    with pytest.raises(ValueError, match="还没有到"):
        parse_id_number(number, as_of=date(2026, 11, 22))


@given(id_numbers)
def test_every_valid_number_comes_back_unchanged(number: str) -> None:
    """Reading is the identity on what is right already."""
    assert parse_id_number(number) == number


@given(id_numbers, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, shift: int) -> None:
    """The check of modulus 11 finds every slip of one digit."""
    old = number[place]
    wrong = "0123456789"[(int(old) + shift) % 10] if old.isdigit() else str(shift)

    with pytest.raises(ValueError, match="请"):
        parse_id_number(number[:place] + wrong + number[place + 1 :])


@given(id_numbers)
def test_what_a_number_says_of_birth_and_sex_agrees_with_how_it_was_made(number: str) -> None:
    """Birthday and sex stand in the number."""
    assert f"{birth_of(number):%Y%m%d}" == number[6:14]
    assert gender_of(number) == ("male" if number[16] in "13579" else "female")


@pytest.mark.parametrize(
    ("birth", "number", "words"),
    [
        (PartialDate(year=1989, month=12), "429999198912154824", "1989年12月"),
        (None, "429999198912154824", "1989年12月15日"),
        (None, None, ""),
    ],
)
def test_a_birthday_is_printed_as_the_roster_or_the_number_says_it(
    birth: PartialDate | None, number: str | None, words: str
) -> None:
    """The roster first: whoever corrected it knew why; what nobody knows stays empty."""
    assert birth_words(Person(role="wife", name="王梅珍", id_number=number, birth=birth)) == words


def test_a_hint_names_the_last_digit_and_a_single_swap_and_nothing_for_a_good_number() -> None:
    """The hint is for the eye of whoever holds the card."""
    assert "末位应为 6" in check_digit_hint("420117198503020035")
    assert "抄倒" in check_digit_hint("420171198503020036") or "末位" in check_digit_hint("420171198503020036")
    assert check_digit_hint("420117198503020036") == ""
    assert check_digit_hint("123") == ""


def test_a_masked_number_hides_the_birthday_and_keeps_its_length() -> None:
    """Six leading and four trailing places may be shown; a short text shows nothing."""
    assert masked("420117198503020036") == "420117********0036"
    assert masked("420117") == "******"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "N2330110MF1234567"[:17] + "0"])
def test_credit_codes_are_checked_and_may_begin_with_a_letter(code: str) -> None:
    """Exactly one check character fits each body, for collectives beginning with N too."""
    fitting = []
    for last in "0123456789ABCDEFGHJKLMNPQRTUWXY":
        try:
            fitting.append(parse_credit_code(code[:17] + last))
        except ValueError as error:
            assert "校验位不对" in str(error)  # noqa: PT017

    assert len(fitting) == 1


def test_a_credit_code_of_the_standard_is_accepted_and_a_letter_o_is_not() -> None:
    """The example of GB 32100 passes; letters outside the set are named."""
    assert parse_credit_code(" 91350100m000100y43 ") == "91350100M000100Y43"
    with pytest.raises(ValueError, match="没有 I、O"):
        parse_credit_code("9135O100M000100Y43")
    with pytest.raises(ValueError, match="有 3 位"):
        parse_credit_code("913")


def test_division_codes_have_six_nine_or_twelve_digits_and_fifteen_give_the_group() -> None:
    """The old system wrote the villagers' group behind the village."""
    assert parse_division_code("429999") == DivisionCode(code="429999")
    assert parse_division_code("429999101").code == "429999101"
    assert parse_division_code("429999 101 201").code == "429999101201"
    assert parse_division_code("429999101201003") == DivisionCode(code="429999101201", group="003")
    for wrong in ("4299", "99999910", "999999", "42999910120X"):
        with pytest.raises(ValueError, match="行政区划代码"):
            parse_division_code(wrong)
