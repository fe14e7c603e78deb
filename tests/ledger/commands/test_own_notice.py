"""``shouyue publish notice``: a kind of the office's own, written without Python, is posted like any other."""

from __future__ import annotations

import pytest

from tests.clerks_office import Clerk
from tests.contracts.own_notices import MANIFEST

SET = ("publish", "notice", "service_day", "--village", "上坪村", "--set", "服务日期=2026-12-08", "--days", "5")


@pytest.fixture
def own(clerk: Clerk) -> Clerk:
    """Return an office with a notice of its own, drawn by the program."""
    folder = clerk.folder / "templates" / "service_day"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    clerk.done("kinds", "show", "service_day", "--word", folder / "zh_CN.docx")
    return clerk


def test_an_own_notice_comes_in_three_forms_with_its_list_and_is_on_the_books(own: Clerk) -> None:
    """Words from the command, a list from a sheet, the period counted in working days."""
    sheet = own.folder / "安排.csv"
    sheet.write_text("内容,户数\n代办申报,12\n政策咨询,30\n", encoding="utf-8")

    words = (*SET, "--set", "place_name=上坪村", "--list", sheet)
    undecided = own.run(*words)
    own.done(*words, "--accept", "CN-OPEN-001", "--because", "只是告知")

    assert (undecided.exit_code, "--accept" in undecided.stderr) == (4, True)

    (page,) = (own.folder / "公示").glob("*.html")
    assert page.name.startswith("青服务日〔2026〕1号")
    assert [path.name.endswith("_A3大字.docx") for path in own.papers("公示")] == [False, True]
    said = page.read_text(encoding="utf-8")
    assert ("2026年12月8日" in said, "代办申报" in said, "30" in said) == (True, True, True)
    assert "青服务日〔2026〕1号" in own.done("publish", "list")


@pytest.mark.parametrize(
    "words",
    [
        "上坪村王梅珍家", "上坪村 13800138000", "上坪村 42999919800101002X", "上坪村陶新雨",
        "上坪村陶-新-雨", "上坪村一三八〇〇一三八〇〇〇", "上坪村 6 2 2 2 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0",
    ],
)  # fmt: skip
def test_a_name_a_number_or_a_child_stops_it(own: Clerk, words: str) -> None:
    """Also a number with a slip in it; nothing is written and no number is taken."""
    events = own.rows("select count(*) as n from events")
    result = own.run(*SET, "--set", f"place_name={words}")

    assert result.exit_code == 4
    assert words.removeprefix("上坪村").strip() not in result.output
    assert own.papers("公示") == []
    assert own.rows("select count(*) as n from events") == events


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("publish", "notice", "policy_notice"), 3, "用 shouyue publish policy_notice"),
        (("publish", "notice", "service_contract"), 3, "不是公示"),
        ((*SET, "--set", "天气=晴"), 3, "不是这个文种的栏目"),
        ((*SET, "--set", "服务日期=下月初"), 3, "服务日期不是日期"),
        (("draft", "service_day", "ROSTER", "--batch", "A1"), 3, "shouyue publish notice service_day"),
        (
            ("draft", "only_child_certificate", "ROSTER", "--batch", "A1"),
            3,
            "shouyue publish only_child_certificate",
        ),
        (("draft", "payment_list", "ROSTER", "--batch", "A1"), 3, "由台账出"),
    ],
)
def test_what_is_no_notice_of_ones_own_says_which_command_makes_it(
    own: Clerk, words: tuple[str, ...], code: int, said: str
) -> None:
    """Nothing is drafted from a roster that the ledger makes."""
    roster = own.folder / "名册.csv"
    roster.write_text("村名,行政区划代码\n上坪村,429999101201\n", encoding="utf-8")
    result = own.run(*(roster if word == "ROSTER" else word for word in words))

    assert (result.exit_code, said in result.stderr) == (code, True)


def test_what_an_own_notice_lacks_is_told_with_the_option_that_gives_it(own: Clerk) -> None:
    """It has no roster: neither a blank one nor a column to fill in."""
    columns = own.run("roster", "columns", "service_day")
    lacking = own.run(*SET)

    assert (columns.exit_code, "shouyue publish notice service_day，表写在 --list" in columns.stderr) == (3, True)
    assert (lacking.exit_code, "用 --set 村（社区）=… 写" in lacking.stderr) == (3, True)


def test_a_period_declared_as_days_is_printed_as_days(own: Clerk) -> None:
    """A kind may call the first and the last day dates, with the filter, as it does any other day."""
    path = own.folder / "templates" / "service_day" / "manifest.toml"
    words = path.read_text(encoding="utf-8")
    for end in ("from", "to"):
        words = words.replace(f"{{{{ posting_{end} }}}}", f"{{{{ posting_{end}|day }}}}")
    for label in ("公示第一天", "公示最后一天"):
        words = words.replace(f'label = "{label}"', f'label = "{label}", type = "date"')
    words = words.replace('"2026年5月6日"', "2026-05-06").replace('"2026年5月12日"', "2026-05-12")
    path.write_text(words, encoding="utf-8")
    own.done(*SET, "--set", "place_name=上坪村", "--accept", "CN-OPEN-001", "--because", "只是告知")

    (page,) = (own.folder / "公示").glob("*.html")
    assert "公示时间：2026年11月22日至2026年11月27日" in page.read_text(encoding="utf-8")


def test_the_reason_of_a_decision_is_kept_with_the_notice_and_tells_nothing_of_bodies(own: Clerk) -> None:
    """Whoever asks later why these words were posted finds it; a reason about somebody's body is refused."""
    words = (*SET, "--set", "place_name=上坪村", "--accept", "CN-OPEN-001", "--because")
    refused = own.run(*words, "她怀孕了")
    assert (refused.exit_code, "不得记录的内容" in refused.stderr) == (5, True)

    own.done(*words, "只是告知")
    kept = own.rows("select draft_json ->> '$.facts' as facts from papers where kind = 'service_day'")
    assert '["accepted_because","只是告知"]' in kept[0]["facts"]
