"""``shouyue publish <notice>``: three forms, no personal data in any, refusals with their exit codes."""

from __future__ import annotations

import pytest

from contracts.traditional import simplified
from contracts.word.reading import printed
from tests.clerks_office import CHILD_2014, NOW, ROWS, Clerk
from tests.ledger.publishing.test_notice_words import breach, family_breach

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
PLAIN = (
    ("county_approval_notice",), ("village_disclosure", "--village", "上坪村"), ("policy_notice",),
    ("tip_line_notice",),
    ("payout_announcement", "--new-date", "2026-12-20"),
    ("openness_item", "兑现公告", "--index", "429999101-2026-0001", "--formed-on", "2026-11-20",
     "--reviewed-by", "何静", "--reviewed-on", "2026-11-21"),
)  # fmt: skip


@pytest.mark.parametrize("words", PLAIN, ids=lambda words: words[0])
def test_a_notice_without_names_comes_in_three_forms_and_names_nobody(clerk: Clerk, words: tuple[str, ...]) -> None:
    """Searched for every name, number, telephone, child, birthday and address of the roster, in all forms."""
    clerk.done("publish", *words)
    (page,) = (clerk.folder / "公示").glob("*.html")
    said = clerk.text("公示") + page.read_text(encoding="utf-8")
    private = [cell for row in ROWS for place in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12) if (cell := row[place])]

    assert [path.name.endswith("_A3大字.docx") for path in clerk.papers("公示")] == [False, True]
    assert [cell for cell in private if cell in said] == []
    assert clerk.run("ledger", "verify").output == ""


@pytest.mark.parametrize(
    "words",
    [("county_approval_notice", "--year", "2027"),
     ("payout_announcement", "--year", "2026", "--new-date", "2027-03-20", "--from", "2026-11-23", "--days", "7")],
    ids=lambda words: words[0],
)  # fmt: skip
def test_the_year_printed_is_the_year_asked_for(clerk: Clerk, words: tuple[str, ...]) -> None:
    """Not that of the day of posting: what was due last year hangs in January too."""
    now = NOW.replace(year=2027, month=1, day=8) if words[0] == "payout_announcement" else NOW
    clerk.done("publish", *words, now=now)
    text = clerk.text("公示")

    asked, other = ("2026", "2027") if words[0] == "payout_announcement" else ("2027", "2026")
    assert f"{asked}年度" in text
    assert f"{other}年度" not in text


def test_the_township_names_households_with_their_sums(clerk: Clerk) -> None:
    """Both villages, in one table."""
    clerk.done("publish", "township_review_notice")
    text = clerk.text("公示")

    assert "周桂兰、沈大河" in text
    assert "李秀、陈国石" in text
    assert "王梅珍" not in text


def test_replaced_certificates_show_the_old_number_and_a_surname(clerk: Clerk) -> None:
    """Nobody's first name, and no child."""
    clerk.done("publish", "only_child_certificate", CHILD_2014, "--because", "遗失")
    clerk.done("certificate", "issue", "429999101-补-2026-0001")
    clerk.done("publish", "certificate_notice")
    text = clerk.text("公示")

    assert "鄂示201503178" in text
    assert "王某、陶某" in text
    assert "王梅珍" not in text
    assert "陶新雨" not in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("special_support_notice",), 5, "没有享受特别扶助的人"),
        (("township_review_notice", "--programme", "special_support"), 4, "特别扶助不公布名单"),
        (("payout_announcement",), 3, "没有写明新的发放日期"),
        (("policy_notice", "--days", "7"), 3, "“计划生育奖励扶助政策告知”没有公示期，挂出以后不计天数，不写 --days"),
        (("assessment_circular", "--period", "2026Q1"), 5, "还没有关闭"),
        (("village_disclosure", "--village", "没有村"), 2, "本单位没有"),
        (("rectification_notice", "1", "--remedy", "补做", "--new-date", "2026-01-01"), 3, "不是以后的日期"),
        (("village_rules_notice", "--village", "上坪村", "9"), 5, "不是上坪村的村规民约"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else None,
)
def test_what_may_not_or_cannot_be_posted_is_refused(
    clerk: Clerk, words: tuple[str, ...], code: int, said: str
) -> None:
    """Nothing written, no number taken."""
    result = clerk.run("publish", *words)

    assert result.exit_code == code, result.stderr
    assert said in result.stderr
    assert clerk.rows("select * from postings") == []


def test_a_familys_breach_is_refused_with_exit_four(clerk: Clerk) -> None:
    """P-23."""
    entry = family_breach(clerk)
    result = clerk.run("publish", "rectification_notice", str(entry), "--remedy", "补做。", "--new-date", "2026-12-20")

    assert result.exit_code == 4
    assert "个人信息保护法" in result.stderr
    assert not (clerk.folder / "公示").exists() or clerk.papers("公示") == []


def test_tables_of_the_clerk_are_read_and_their_faults_named(clerk: Clerk) -> None:
    """A timetable goes on the board; a count that is none does not."""
    times, counts = clerk.folder / "时间.csv", clerk.folder / "人数.csv"
    times.write_text("服务内容,时间,地点\n优生咨询（免费）,每月10日,村部\n", encoding="utf-8")
    counts.write_text("项目,乡镇,新增人数,退出人数,在册人数\n奖励扶助,白沙镇,五,0,9\n", encoding="utf-8")
    clerk.done("publish", "village_disclosure", "--village", "上坪村", "--timetable", times)
    refused = clerk.run("publish", "county_approval_notice", "--also", counts)

    assert "每月10日" in clerk.text("公示")
    assert refused.exit_code == 3
    assert "“新增人数”不是整数" in refused.stderr


def test_the_county_seals_its_notice_and_numbers_it(clerk: Clerk) -> None:
    """By its own 代字, by its full name where nobody told it, or by the number it gave; not by the township's."""
    settings = clerk.folder / "office.toml"
    told = settings.read_text(encoding="utf-8")
    clerk.done("publish", "county_approval_notice")
    clerk.done("publish", "county_approval_notice", "--number", "示卫公告[2026]3号")
    settings.write_text(told.replace('county_short = "示卫"', ""), encoding="utf-8")
    clerk.done("publish", "county_approval_notice", "--days", "9")
    settings.write_text(told.replace('county_name = "示范县卫生健康局"', ""), encoding="utf-8")
    nobody = clerk.run("publish", "county_approval_notice", "--days", "10")
    text = clerk.text("公示")

    for number in ("示卫审批公告〔2026〕1号", "示卫公告〔2026〕3号", "示范县卫生健康局审批公告〔2026〕2号"):
        assert number in text
    assert nobody.exit_code == 3
    assert "county_name" in nobody.stderr


def test_objections_to_the_countys_notice_go_to_the_county(clerk: Clerk) -> None:
    """Where its address is not known that is said, and the township passes them on."""
    clerk.done("publish", "county_approval_notice")
    settings = clerk.folder / "office.toml"
    told = settings.read_text(encoding="utf-8")
    addressed = '\n[values.county_approval_notice]\ncounty_address = "示范县文昌路2号"\n'
    settings.write_text(told + addressed, encoding="utf-8")
    clerk.done("publish", "county_approval_notice", "--days", "9")
    text = clerk.text("公示")

    assert "书面意见交：示范县卫生健康局，地址可以打上列电话询问；也可以交青河镇人民政府转交" in text
    assert "书面意见交：示范县卫生健康局，示范县文昌路2号；也可以交青河镇人民政府转交" in text


@pytest.mark.parametrize("words", [("county_approval_notice",), ("reward_support_notice", "--village", "上坪村")],
                         ids=lambda words: words[0])  # fmt: skip
def test_a_list_says_who_may_claim_in_the_words_of_the_pack(clerk: Clerk, words: tuple[str, ...]) -> None:
    """An office's own words, in its settings, stand before them."""
    clerk.done("publish", *words)
    settings = clerk.folder / "office.toml"
    told = settings.read_text(encoding="utf-8")
    own = f'\n[values.{words[0]}]\nconditions = "具体条件请向村民委员会询问。"\n'
    settings.write_text(told + own, encoding="utf-8")
    clerk.done("publish", *words, "--days", "9")
    text = clerk.text("公示")

    assert "本县农村居民；1933年1月1日以后出生，年满六十周岁；持有《独生子女父母光荣证》。" in text
    assert "享受条件：具体条件请向村民委员会询问。" in text
    assert "规定的条件" not in text


def test_the_policy_says_how_the_money_is_paid(clerk: Clerk) -> None:
    """By the office's own channel, or by the account where nobody told one (O-07)."""
    clerk.done("publish", "policy_notice")
    settings = clerk.folder / "office.toml"
    told = settings.read_text(encoding="utf-8")
    channel = told.replace('paying_channel = ""', 'paying_channel = "惠民惠农一卡通"')
    settings.write_text(channel, encoding="utf-8")
    clerk.done("publish", "policy_notice")
    first, second = (printed(path.read_bytes()) for path in clerk.papers("公示")[::2])

    assert "怎样领取：以直接转入本人的银行账户的方式发放。" in first
    assert "怎样领取：以惠民惠农一卡通的方式发放。" in second


def test_a_timetable_with_a_persons_number_is_stopped(clerk: Clerk) -> None:
    """The scan reads all three forms; exit 4."""
    times = clerk.folder / "时间.csv"
    times.write_text(f"服务内容,时间,地点\n上门,每月10日,{ROWS[0][1]}家 19900000001\n", encoding="utf-8")
    result = clerk.run("publish", "village_disclosure", "--village", "上坪村", "--timetable", times)

    assert result.exit_code == 4
    assert "19900000001" not in result.stderr


SMUGGLED = (
    ROWS[0][2].translate(FULL_WIDTH), ROWS[0][2].translate(CHINESE), " ".join("13912345678"), "139\n1234\n5678",
    "-".join("6222020000000000000"), ROWS[0][10], "-".join(ROWS[0][10]),
)  # fmt: skip
"""An ID number, a phone that nobody knows, a bank card, a child's name: as somebody writes what a form refuses."""

OPEN = ("publish", "openness_item", "--formed-on", "2026-11-20", "--reviewed-on", "2026-11-21")
FIELDS = {
    "remedy": ("publish", "rectification_notice", "{entry}", "--new-date", "2026-12-20", "--remedy", "补做{}。"),
    "item": (*OPEN, "公告{}", "--index", "x-1", "--reviewed-by", "何静"),
    "index": (*OPEN, "公告", "--index", "x{}", "--reviewed-by", "何静"),
    "checker": (*OPEN, "公告", "--index", "x-1", "--reviewed-by", "何静{}"),
    "plan": ("publish", "village_disclosure", "--village", "上坪村", "--plan", "落实{}。"),
    "timetable": ("publish", "village_disclosure", "--village", "上坪村", "--timetable", "{times}"),
    "number": ("publish", "county_approval_notice", "--number", "示卫[2026]{}号"),
    "township": ("publish", "county_approval_notice", "--also", "{places}"),
    "count": ("publish", "county_approval_notice", "--also", "{counts}"),
    "reason": ("publish", "payout_announcement", "--new-date", "2026-12-20", "--reason", "reward_support=资金{}"),
}
"""Every place in which words of a clerk's own go on a notice; ``{}`` is what is smuggled in."""


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_of_a_person_is_smuggled_through_a_free_text(clerk: Clerk, field: str) -> None:
    """Nothing is printed or numbered, and no message repeats it."""
    entry = str(breach(clerk, "party_a", "2"))
    for hidden in SMUGGLED:
        sheets = {
            "times": f'服务内容,时间,地点\n咨询,每月10日,"村部{hidden}"\n',
            "places": f'项目,乡镇,新增人数,退出人数,在册人数\n奖励扶助,"白沙镇{hidden}",1,0,9\n',
            "counts": f'项目,乡镇,新增人数,退出人数,在册人数\n奖励扶助,白沙镇,1,0,"{hidden}"\n',
        }
        paths = {name: clerk.folder / f"{name}.csv" for name in sheets}
        for name, text in sheets.items():
            paths[name].write_text(text, encoding="utf-8")
        refused = clerk.run(*(word.format(hidden, entry=entry, **paths) for word in FIELDS[field]))

        assert refused.exit_code in {3, 4, 5}, f"{hidden}: {refused.output}"
        assert hidden not in refused.stderr
    assert clerk.rows("select * from postings") == []


def test_a_trial_run_writes_nothing(clerk: Clerk) -> None:
    """To the byte."""
    before = clerk.state()
    clerk.done("publish", "tip_line_notice", "--dry-run")

    assert clerk.state() == before


def test_an_office_that_writes_traditional_characters_posts_its_notice_in_them(clerk: Clerk) -> None:
    """Word file, board and page alike; names of people and places stay as they are written."""
    settings = clerk.folder / "office.toml"
    words = settings.read_text(encoding="utf-8").replace("[values]", '[values]\nlocale = "zh_Hant"', 1)
    settings.write_text(words, encoding="utf-8")
    clerk.done("publish", "reward_support_notice", "--village", "上坪村")
    (page,) = (clerk.folder / "公示").glob("*.html")

    for text in (clerk.text("公示"), page.read_text(encoding="utf-8")):
        assert "農村部分計劃生育家庭獎勵扶助對象公示" in text
        assert "沈大河" in text
    title = "农村部分计划生育家庭奖励扶助对象公示"
    assert {row["title"] for row in clerk.rows("select title from postings")} == {title}
    (listed,) = clerk.rows("select title from publications")
    assert listed["title"].startswith(f"{title}（上坪村，2026年）")
    assert simplified(listed["title"]) == listed["title"]
    assert "農" not in clerk.done("verify", page)
    assert clerk.run("ledger", "verify").output == ""


@pytest.mark.parametrize("words", ["6217000010001234567", "429999198912154824", "13900000001"])
@pytest.mark.parametrize(("kind", "field", "more"), [
    ("policy_notice", "papers", ()), ("tip_line_notice", "objection_address", ()),
    ("county_approval_notice", "county_address", ("--days", "7")),
])  # fmt: skip
def test_nobodys_number_gets_on_a_board_through_the_offices_own_words(
    clerk: Clerk, kind: str, field: str, more: tuple[str, ...], words: str
) -> None:
    """An account without a check digit, an ID number, a phone: whatever office.toml holds is scanned like the rest."""
    settings = clerk.folder / "office.toml"
    told = settings.read_text(encoding="utf-8")
    settings.write_text(f'{told}\n[values.{kind}]\n{field} = "{words}"\n', encoding="utf-8")

    refused = clerk.run("publish", kind, *more)

    assert refused.exit_code == 4, refused.stderr
    assert words not in refused.stderr
