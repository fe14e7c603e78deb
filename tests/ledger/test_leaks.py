"""Personal data found by shape and by value, in every disguise that was met."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.leaks import account_like, leaks

ID = "42999919800101007X"  # an invented place; the check character is right
PHONE = "13800138000"
CARD = "6222020000000000000"


@pytest.mark.parametrize(
    "text",
    [
        ID, f"身份证号{ID}。", ID.lower(), "４２９９９９１９８００１０１００７Ｘ", "429999 19800101 007X",
        "429999-1980-0101-007X", "4299991980\u200b0101007X", "四二九九九九一九八〇〇一〇一〇〇七X",
        "42999919800101007\u0425", "429999|19800101|007X", "429999800101002",
        "420117198503020021",
    ],
)  # fmt: skip
def test_an_identity_number_is_seen_in_any_disguise(text: str) -> None:
    """Full-width, cut up, with invisible characters, in Chinese digits, with a slip in it; and never quoted whole."""
    (leak,) = leaks(text)

    assert "身份证号" in leak.what
    assert not {"19800101", "19850302"} & {leak.masked[6:14]}


@pytest.mark.parametrize("text", [PHONE, f"电话：{PHONE}", "138 0013 8000", "１３８００１３８０００", "+8613800138000"])
def test_a_phone_is_seen(text: str) -> None:
    """Mobile numbers are persons'; the complaint line on a notice is a landline."""
    assert [leak.what for leak in leaks(text)] == ["手机号"]


@pytest.mark.parametrize("text", [CARD, "6222 0200 0000 0000 000"])
def test_a_card_number_is_seen_by_its_check_digit(text: str) -> None:
    """Whole or in groups of four."""
    assert [leak.what for leak in leaks(text)] == ["银行账号"]


SIGNS = (" ", "　", "    ", "-", "–", "—", "−", "\n", "·", "，", "；", "。", "*", "~", "/", "+", "=", "#", "|", ")(")
WRITTEN = {
    "as it is": "0123456789", "full-width": "０１２３４５６７８９", "Chinese": "〇一二三四五六七八九",
    "capital": "零壹贰叁肆伍陆柒捌玖", "on the telephone": "零幺二三四五六七八九", "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
}  # fmt: skip
SECRETS = {"身份证号": "420117198503020021", "手机号": PHONE, "银行账号": CARD}


@pytest.mark.parametrize("what", SECRETS)
@pytest.mark.parametrize("digits", WRITTEN.values(), ids=WRITTEN)
def test_a_number_is_seen_however_its_digits_are_written_and_cut(what: str, digits: str) -> None:
    """Each digit apart, in fours, or once by the end of a line, whatever stands between; beside an honest number."""
    number = SECRETS[what].translate(str.maketrans("0123456789", digits))
    fours = [number[place : place + 4] for place in range(0, len(number), 4)]
    cut = [*(sign.join(number) for sign in SIGNS), *(sign.join(fours) for sign in SIGNS), f"{number[:7]}\n{number[7:]}"]

    assert [text for text in cut if what not in {leak.what for leak in leaks(f"电话{text}，2026年")}] == []


@pytest.mark.parametrize("number", SECRETS.values(), ids=SECRETS)
def test_a_name_that_ends_in_a_digit_hides_no_number_behind_it(number: str) -> None:
    """王五, 初一, 赵九."""
    assert all(leaks(f"{name}{text}") for name in ("王五", "赵九") for text in (number, " ".join(number)))


@pytest.mark.parametrize("sign", [" ", "-", "—", "·", ".", "*", "/", "|", "+", "\n"])
def test_a_name_is_seen_cut_up(sign: str) -> None:
    """As a child's would be smuggled in."""
    assert leaks(f"家长是{sign.join('王小明')}", ["王小明"])


@pytest.mark.parametrize("mark", ["，", "。", "；", "、", "：", ",", ";", "， "])
def test_a_name_is_seen_cut_up_with_marks(mark: str) -> None:
    """Between all its letters or only after the family name; of two letters where nothing else stands beside them."""
    name = mark.join("王小明")

    assert [leaks(text, ["王小明"]) != () for text in (f"家长是{name}", f"家长是王{mark}小明的")] == [True, True]
    assert leaks(f"家长：（陈{mark}新）", ["陈新"])
    assert leaks(f"这户姓陈{mark}新增二户", ["陈新"]) == ()


def test_a_familys_landline_is_seen_in_chinese_digits() -> None:
    """It has no shape of its own: an office has such a number as well."""
    assert leaks("零七一〇 五五五六七八九", ["0710-5556789"])
    assert leaks("电话0710-5550101", ["0710-5556789"]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "8:30-11:30，14:30-17:30", "08:30—11:30、14:30—17:30", "第31、32、33、34、35、36、37、38户",
        "12\n3\n160\n5\n1\n40",
        "公示时间：2026年11月23日至2026年12月1日", "2026-11-23 2026-12-01", "电话：0710-5550101、0710-5550102",
        "429999101201-计服-2026A-001", "标准：1,440元（2026年）", "共计 2,025,000.00 元", "420117101203020021",
    ],
)  # fmt: skip
def test_an_honest_line_of_a_notice_passes(text: str) -> None:
    """Days, landlines, contract numbers, sums and numbers without a birthday are nobody's secret."""
    assert leaks(text) == ()


def test_a_known_value_is_seen_whatever_its_shape() -> None:
    """A child's name or a passbook has no shape; the ledger knows it."""
    assert [leak.masked for leak in leaks("家长：王 小 明", ["王小明"])] == ["王**"]
    assert leaks("家长：王小", ["王小明", "", "王"]) == ()


@given(st.text())
def test_no_text_stops_the_scan(text: str) -> None:
    """Whatever a file holds, the scan answers."""
    assert isinstance(leaks(text, [text]), tuple)


@pytest.mark.parametrize("text", [
    "6217000010001234567", "账号6217 0000 1000 1231 567。", "６２１７００００１０００１２３４５６７",
    "81010000012345678",
])  # fmt: skip
def test_a_number_as_long_as_an_account_is_seen_without_a_check_digit(text: str) -> None:
    """A passbook has none; the number is never quoted whole."""
    assert leaks(text) == ()
    (leak,) = account_like(text)
    assert leak.masked.count("*") >= 12


@pytest.mark.parametrize("text", [
    "电话0710-5550101、0710-5550102", "429999101-2026-0001", "鄂示青河字第201300000002号",
    "2026年11月23日至2026年12月1日", "1,012,500元 1,012,500元", "20261123 20261201",
])  # fmt: skip
def test_telephones_days_sums_and_certificate_numbers_are_no_accounts(text: str) -> None:
    """What honest notices print."""
    assert account_like(text) == ()


@pytest.mark.parametrize("text", ["1", "1 ", "一", "1-", "1\n23 "])
def test_a_text_ten_times_as_long_is_scanned_in_ten_times_the_time(text: str) -> None:
    """A slip of the keyboard or a pasted table of digits keeps nobody waiting: never with the square of its length."""

    def seconds(length: int) -> float:
        started = process_time()
        leaks(text * (length // len(text)))
        return process_time() - started

    assert min(seconds(20_000) for _ in range(3)) < 40 * min(seconds(2_000) for _ in range(3)) + 0.05
