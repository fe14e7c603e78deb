"""The published figures come out, and every sum carries the reckoning that made it."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.errors import PackError
from contracts.model import PartialDate, Payer, Problem
from contracts.rewards.facts import Facts
from contracts.rewards.programme_packs import Amount, End, Programme, Share, Sharing, Start
from contracts.rewards.programmes import Entitlement, entitlement, load_programmes, programmes_for
from contracts.rewards.shares import split

PROGRAMMES = load_programmes()
VILLAGE = "429999101201"
FAMILY = Facts(
    certificate_number="鄂A001",
    certificate_issued_on=PartialDate(year=2013, month=5, day=20),
    child_birth=PartialDate(year=2013, month=3),
)


def programme(name: str, place: str) -> Programme:
    """Return a shipped programme."""
    return next(item for item in PROGRAMMES if (item.id, item.place) == (name, place))


def entitled(item: Programme, facts: Facts, years: str = "2026-2028", place: str = VILLAGE) -> Entitlement:
    """Return the entitlement for whole calendar years."""
    first, _, last = years.partition("-")
    found = entitlement(
        item, facts, starts_on=date(int(first), 1, 1), ends_on=date(int(last or first), 12, 31), place=place
    )
    assert isinstance(found, Entitlement), found
    return found


def refused(item: Programme, facts: Facts, place: str = VILLAGE) -> str:
    """Return the problems for the years 2026 to 2028, one a line."""
    found = entitlement(item, facts, starts_on=date(2026, 1, 1), ends_on=date(2028, 12, 31), place=place)
    assert isinstance(found, tuple), found
    return "\n".join(map(str, found))


COUNTY = programme("only_child_reward", "429999")


def test_the_example_countys_reward_is_paid_year_by_year_to_the_birthday_month() -> None:
    """10 yuan a month until March 2027, shared half and half."""
    found = entitled(COUNTY, FAMILY)
    sums = [(item.label, item.amount_fen, [payer.amount_fen for payer in item.payers]) for item in found.instalments]
    assert sums == [("2026年度", 120_00, [60_00, 60_00]), ("2027年度", 30_00, [15_00, 15_00])]
    assert (found.amount_fen, found.standard) == (150_00, "每对夫妻每月10元")
    assert (found.starts_on, found.ends_on) == (date(2026, 1, 1), date(2027, 3, 31))


def test_a_sum_carries_the_rules_and_figures_that_made_it() -> None:
    """Standard, start, end, contract, each year, total, law: a person can check it by hand."""
    because = "\n".join(entitled(COUNTY, FAMILY).because)
    for words in (
        "标准：每对夫妻每月10元，2010年1月1日起", "起算：光荣证2013年5月签发，自当月起",
        "截止：子女2027年3月年满14周岁，当月计入", "合同期：2026年1月1日至2028年12月31日",
        "2027年度：3个月，30元；乡镇财政15元、县级财政15元", "合计：150元", "第31条",
        "2013年5月至2025年12月在合同期以前，不在本合同金额内，没有发放的仍应补发",
    ):  # fmt: skip
        assert words in because


def test_a_household_without_a_claim_gets_no_instalment_and_the_reason() -> None:
    """Neither a sum nor a fault."""
    found = entitled(COUNTY, Facts())
    assert (found.instalments, found.amount_fen) == ((), 0)
    assert any("没有光荣证记录" in line for line in found.because)
    assert (found.starts_on, found.ends_on) == (date(2026, 1, 1), date(2028, 12, 31))


def test_a_claim_that_ended_before_the_contract_gives_nothing_and_says_so() -> None:
    """Fourteen in 2024."""
    found = entitled(COUNTY, dataclasses.replace(FAMILY, child_birth=PartialDate(year=2010, month=3)))
    assert found.instalments == ()
    assert "合同期内没有应发的月份" in found.because


@pytest.mark.parametrize("birth", [None, PartialDate(year=2013), PartialDate(year=2016)])
def test_an_unknown_birth_month_gives_a_problem_and_no_sum(birth: PartialDate | None) -> None:
    """The printed end of the payments depends on it."""
    assert "子女出生日期" in refused(COUNTY, dataclasses.replace(FAMILY, child_birth=birth))


def test_an_unknown_standard_is_never_guessed() -> None:
    """The nation's row says only that the province decides."""
    told = refused(programme("only_child_reward", "000000"), FAMILY)
    assert "标准没有收录" in told
    assert "县级卫生健康部门" in told
    assert told.count("\n") == 0


def test_half_a_year_of_support_for_3626_persons_is_the_published_sum() -> None:
    """W-02, 2004: 300 yuan each, 1,087,800 in all."""
    facts = Facts(adults=("wife",), wife_birth=PartialDate(year=1940, month=1), confirmed=("reward_support",))
    wuhan = programme("reward_support", "420100")
    half = entitled(wuhan, facts, "2004", "420117101201")
    assert half.amount_fen == 300_00
    assert 3_626 * half.amount_fen == 1_087_800_00
    assert half.instalments[0].payers == ()


def test_a_year_of_support_for_3375_persons_splits_as_published() -> None:
    """W-02, 2005: 2,025,000 = 1,012,500 + 506,250 + 506,250."""
    facts = Facts(adults=("husband",), husband_birth=PartialDate(year=1940, month=1), confirmed=("reward_support",))
    (year,) = entitled(programme("reward_support", "420100"), facts, "2005", "420117101201").instalments
    assert 3_375 * year.amount_fen == 2_025_000_00
    assert [3_375 * payer.amount_fen for payer in year.payers] == [1_012_500_00, 506_250_00, 506_250_00]


@pytest.mark.parametrize(
    ("place", "parts", "households", "published"),
    [
        ("420117", [600_00, 400_00], 1_100, [660_000_00, 440_000_00]),
        ("420116", [600_00, 400_00], 377, [226_200_00, 150_800_00]),
    ],
)
def test_old_promises_of_a_thousand_yuan_stay_payable_with_their_shares(
    place: str, parts: list[int], households: int, published: list[int]
) -> None:
    """W-06: 60/40 in one district, 600 + 400 in the other; promised in 2006."""
    facts = Facts(promised_on=date(2006, 9, 1))
    (once,) = entitled(programme("two_daughters_reward", place), facts, "2006", f"{place}101201").instalments
    assert [payer.amount_fen for payer in once.payers] == parts
    assert [households * part for part in parts] == published
    assert once.label == "2006年一次性"


def test_no_new_promise_is_made_under_a_history_programme() -> None:
    """Not listed for a new contract, refused for a new promise, listed where old ones are paid."""
    on, place = date(2026, 3, 5), "420117101201"
    new = {item.id for item in programmes_for(place, on, PROGRAMMES)}
    old = {item.id for item in programmes_for(place, on, PROGRAMMES, history=True)}
    assert "two_daughters_reward" not in new
    assert "two_daughters_reward" in old
    found = entitled(programme("two_daughters_reward", "420117"), Facts(promised_on=date(2026, 3, 5)), place=place)
    assert found.instalments == ()


def test_the_budget_per_head_of_2005_adds_up_to_ten_yuan() -> None:
    """I-20: 0.53 + 1.25 + 1.38 + 6.84."""
    facts = Facts(confirmed=("work_funding",))
    (year,) = entitled(programme("work_funding", "420000"), facts, "2005", "420117101201").instalments
    assert [payer.amount_fen for payer in year.payers] == [53, 1_25, 1_38, 6_84]
    assert year.amount_fen == 10_00


@pytest.mark.parametrize(
    ("born", "fen"),
    [
        ("2021-12", 0), ("2022-01", 300_00), ("2023-12", 7_200_00), ("2024-12", 10_800_00),
        ("2025-06", 10_800_00), ("2026-01", 10_800_00),
    ],
)  # fmt: skip
def test_the_child_care_allowance_follows_the_published_months(born: str, fen: int) -> None:
    """§5.1: (birth year + 3 - 2025) x 12 + birth month, at 300 yuan; 36 months for those born later."""
    facts = Facts(child_birth=PartialDate.parse(born), confirmed=("child_care_allowance",))
    found = entitled(programme("child_care_allowance", "000000"), facts, "2025-2029")
    assert found.amount_fen == fen


@given(st.integers(2022, 2024), st.integers(1, 12))
def test_every_child_born_before_2025_gets_the_formulas_months(year: int, month: int) -> None:
    """The formula and the calendar agree for all thirty-six birth months."""
    facts = Facts(child_birth=PartialDate(year=year, month=month), confirmed=("child_care_allowance",))
    found = entitled(programme("child_care_allowance", "000000"), facts, "2025-2028")
    assert found.amount_fen == ((year + 3 - 2025) * 12 + month) * 300_00


def test_a_change_of_the_standard_within_a_year_counts_from_its_month() -> None:
    """The special support rose on 1 July 2022: six months at 350, six at 460."""
    facts = Facts(
        adults=("wife",), wife_birth=PartialDate(year=1960, month=1), confirmed=("special_support",),
        payment_class="甲类",
    )  # fmt: skip
    found = entitled(programme("special_support", "000000"), facts, "2022")
    assert found.amount_fen == 6 * 350_00 + 6 * 460_00
    assert found.standard == "每人每月350元，2022年7月1日起每人每月460元"
    assert any("最低标准" in line for line in found.because)
    assert any("未核实" in line for line in found.because)


def test_a_payment_class_that_is_needed_is_asked_for_without_its_reason() -> None:
    """Only the class; and one that does not exist is refused."""
    support = programme("special_support", "000000")
    facts = Facts(adults=("wife",), wife_birth=PartialDate(year=1960, month=1), confirmed=("special_support",))
    assert "发放类别没有填写" in refused(support, facts)
    assert "有：甲类、甲类城镇、" in refused(support, facts)
    told = refused(support, dataclasses.replace(facts, payment_class="丙类"))
    assert "“丙类”没有适用的标准" in told
    assert told.count("\n") == 0, "one line for one fault, not one for each month of three years"


def test_each_parent_is_paid_in_henan_and_the_couple_in_beijing() -> None:
    """Unit traps: 20 for each parent, 10 for both; 2.5 for each in Hechuan."""
    facts = dataclasses.replace(FAMILY, adults=("wife", "husband"))
    henan = entitled(programme("only_child_reward", "410000"), facts, "2026", "410101101201")
    beijing = entitled(programme("only_child_reward", "110000"), facts, "2026", "110101101201")
    hechuan = entitled(programme("only_child_reward", "500117"), facts, "2026", "500117101201")
    assert [item.amount_fen for item in (henan, beijing, hechuan)] == [480_00, 120_00, 60_00]


def test_a_yearly_standard_is_not_taken_for_a_monthly_one() -> None:
    """4,200 a year in an Anhui county is 350 a month."""
    facts = Facts(
        adults=("wife",), wife_birth=PartialDate(year=1960, month=1), confirmed=("special_support",),
        payment_class="甲类",
    )  # fmt: skip
    assert entitled(programme("special_support", "340321"), facts, "2022", "340321101201").amount_fen == 2_100_00


def test_half_yearly_payment_gives_two_instalments_a_year() -> None:
    """Xi'an: 30 yuan for each side and half-year."""
    facts = dataclasses.replace(FAMILY, wife_employer="某纺织厂", husband_employer="某机械厂")
    found = entitled(programme("only_child_reward", "610000"), facts, "2026", "610101101201")
    assert [(item.label, item.due_on) for item in found.instalments] == [
        ("2026年上半年", date(2026, 6, 30)),
        ("2026年下半年", date(2026, 12, 31)),
    ]
    assert found.instalments[0].payers == (
        Payer(name="某纺织厂", amount_fen=30_00),
        Payer(name="某机械厂", amount_fen=30_00),
    )


def test_a_lump_sum_falls_due_whole_in_the_year_of_the_end() -> None:
    """Huangpi pays when the child turns fourteen: May 2013 to March 2027 at 10 yuan."""
    lump = dataclasses.replace(COUNTY, paid="lump_sum")
    (once,) = entitled(lump, FAMILY).instalments
    assert (once.label, once.amount_fen) == ("2027年一次性", (8 + 13 * 12 + 3) * 10_00)
    assert entitled(lump, FAMILY, "2028").instalments == ()


def test_one_payment_for_each_parent_falls_in_the_year_of_the_age() -> None:
    """Beijing: 1,000 for women at 55, for men at 60."""
    facts = dataclasses.replace(
        FAMILY, wife_birth=PartialDate(year=1971, month=8), husband_birth=PartialDate(year=1968, month=2)
    )
    found = entitled(programme("only_child_retirement", "110000"), facts, place="110101101201")
    assert [(item.label, item.amount_fen) for item in found.instalments] == [
        ("2026年一次性", 1_000_00),
        ("2028年一次性", 1_000_00),
    ]


def test_a_result_of_offices_is_settled_by_the_end_of_february() -> None:
    """W-19 and A-12: for 2026 not later than 28 February 2027."""
    award = dataclasses.replace(
        programme("commendation", "000000"), amounts=(Amount(from_on=date(2026, 1, 1), fen=5_000_00),)
    )
    (once,) = entitled(award, Facts(confirmed=("commendation",), event_on=date(2026, 12, 31))).instalments
    assert once.due_on == date(2027, 2, 28)


def test_a_promise_never_falls_due_before_it_is_made() -> None:
    """Signed in November, the round of October is over; the next one pays."""
    autumn = dataclasses.replace(COUNTY, due=("10-31",))
    found = entitlement(autumn, FAMILY, starts_on=date(2026, 11, 5), ends_on=date(2027, 12, 31), place=VILLAGE)
    assert isinstance(found, Entitlement)
    assert [item.due_on for item in found.instalments] == [date(2027, 10, 31), date(2027, 10, 31)]


def test_the_nearest_place_decides_which_programme_counts() -> None:
    """The county before the province before the nation; other provinces never."""
    at_home = {item.id: item.place for item in programmes_for(VILLAGE, date(2026, 3, 5))}
    elsewhere = {item.id: item.place for item in programmes_for("430102", date(2026, 3, 5), PROGRAMMES)}
    assert (at_home["only_child_reward"], at_home["reward_support"]) == ("429999", "429999")
    assert (elsewhere["only_child_reward"], elsewhere["reward_support"]) == ("000000", "000000")
    assert "only_child_retirement" not in elsewhere


def test_a_local_standard_that_the_nation_overtook_no_longer_counts() -> None:
    """Shandong's 400 of 2017 gave way to the nation's 460 in July 2022."""
    places = [
        next(item.place for item in programmes_for("370101", on, PROGRAMMES) if item.id == "special_support")
        for on in (date(2020, 1, 1), date(2022, 6, 30), date(2022, 7, 1))
    ]
    assert places == ["370000", "370000", "000000"]


def test_an_office_fills_in_what_the_shipped_pack_leaves_open(tmp_path: Path) -> None:
    """Its own folder replaces the same programme of the same place, and is checked as strictly."""
    pack = tmp_path / "420100.toml"
    text = """place = "420100"
        place_name = "湖北省武汉市"
        [[programmes]]
        id = "only_child_reward"
        title = "独生子女父母保健费"
        unit = "couple_month"
        claim = "certificate"
        start = { rule = "certificate_month" }
        end = { rule = "child_age", age = 14 }
        source = ["本市文件"]
        amounts = [{ from = 2010-01-01, fen = 1000 }]
        """
    pack.write_text(text, encoding="utf-8")
    found = next(item for item in load_programmes(tmp_path) if (item.id, item.place) == ("only_child_reward", "420100"))
    assert entitled(found, FAMILY, "2026", "420102101201").amount_fen == 120_00
    pack.write_text(text.replace("本市文件", "").replace('[""]', "[]"), encoding="utf-8")
    with pytest.raises(PackError) as told:
        load_programmes(tmp_path)
    assert any("没有出处" in item.message for item in told.value.problems)


@pytest.mark.parametrize("item", PROGRAMMES, ids=lambda item: f"{item.id}-{item.place}")
def test_every_shipped_programme_gives_a_sum_a_reason_or_a_question(item: Programme) -> None:
    """No programme of the packs fails on a household that fulfils it; shares add up."""
    facts = Facts(
        certificate_number="鄂A001",
        certificate_issued_on=PartialDate(year=2013, month=5),
        child_birth=PartialDate(year=2013, month=3),
        wife_birth=PartialDate(year=1960, month=1),
        husband_birth=PartialDate(year=1960, month=1),
        wife_employer="无",
        husband_employer="某厂",
        applied_on=date(2013, 5, 1),
        event_on=date(2014, 1, 1),
        promised_on=date(2010, 1, 1),
        payment_class=next((name for entry in item.amounts for name in entry.payment_class), None),
        confirmed=(item.id,),
    )
    place = f"{item.place[:2] if item.place.strip('0') else '42'}{item.place[2:]}101201"
    found = entitlement(item, facts, starts_on=date(2003, 1, 1), ends_on=date(2029, 12, 31), place=place)
    if isinstance(found, Entitlement):
        assert found.because
        assert all(
            sum(payer.amount_fen for payer in part.payers) == part.amount_fen
            for part in found.instalments
            if part.payers
        )
    else:
        assert all(isinstance(problem, Problem) and "没有" in problem.message for problem in found)


@given(
    st.integers(1, 10**6),
    st.lists(st.integers(1, 100), min_size=1, max_size=5),
    st.dates(date(2024, 1, 1), date(2027, 12, 31)),
    st.integers(40, 1_500),
)
def test_payers_always_add_up_and_successive_contracts_pay_every_month_once(
    fen: int, weights: list[int], start: date, days: int
) -> None:
    """Cutting a contract in two changes no sum."""
    shares = tuple(Share(name=f"第{number}级", weight=weight) for number, weight in enumerate(weights))
    item = Programme(
        id="any", title="任意", place="000000", place_name="全国", unit="household_year", claim="any",
        start=Start(rule="programme"), end=End(rule="open"), source=("虚构",),
        amounts=(Amount(from_on=date(2020, 1, 1), fen=fen),),
        sharing=(Sharing(from_on=date(2020, 1, 1), shares=shares),),
    )  # fmt: skip
    middle = date.fromordinal(start.toordinal() + days // 2)
    end = date.fromordinal(start.toordinal() + days)
    periods = ((start, end), (start, middle), (date.fromordinal(middle.toordinal() + 1), end))
    whole, one, two = (
        entitlement(item, Facts(), starts_on=first, ends_on=last, place=VILLAGE) for first, last in periods
    )
    assert isinstance(whole, Entitlement)
    assert isinstance(one, Entitlement)
    assert isinstance(two, Entitlement)
    assert whole.amount_fen == one.amount_fen + two.amount_fen
    for part in whole.instalments:
        assert tuple(payer.amount_fen for payer in part.payers) == split(part.amount_fen, weights)
