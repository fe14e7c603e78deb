"""Who claims, from which month and to which; what is missing is asked for, never guessed."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from contracts.model import PartialDate
from contracts.rewards.claims import Case, no_claim, spans
from contracts.rewards.facts import Exit, Facts
from contracts.rewards.months import month_words
from contracts.rewards.programme_packs import Amount, End, ExitRule, Programme, Start

PLACE = "429999101201"
REWARD = Programme(
    id="reward", title="奖励费", place="429999", place_name="示范县", unit="couple_month", claim="certificate",
    start=Start(rule="certificate_month"), end=End(rule="child_age", age=14),
    certificate_until=date(2015, 12, 31), amounts=(Amount(from_on=date(2002, 9, 1), fen=10_00),),
    exits=(ExitRule(code="moved_out", title="迁出"), ExitRule(code="died", title="死亡", ends="year")),
)  # fmt: skip
SUPPORT = dataclasses.replace(
    REWARD, id="support", unit="person_year", start=Start(rule="age_month", age=60), end=End(rule="life"),
    born_from=date(1933, 1, 1),
)  # fmt: skip
FAMILY = Facts(
    certificate_number="鄂A001",
    certificate_issued_on=PartialDate(year=2013, month=5, day=20),
    child_birth=PartialDate(year=2013, month=3),
    wife_birth=PartialDate(year=1966, month=9, day=1),
    husband_birth=PartialDate(year=1958, month=2),
)


def case(programme: Programme, facts: Facts, place: str = PLACE) -> Case:
    """Return a case for the three years from January 2026."""
    return Case(programme, facts, date(2026, 1, 1), date(2028, 12, 31), place)


def months(programme: Programme, facts: Facts) -> list[str]:
    """Return each claimant's months in words; an open end is 终身."""
    found = case(programme, facts)
    words = [
        f"{item.who} {month_words(item.first)}—{month_words(item.last) if item.last else '终身'}"
        for item in spans(found)
    ]
    assert not found.problems
    return words


def missing(programme: Programme, facts: Facts) -> str:
    """Return what is said to be missing, one fact a line."""
    found = case(programme, facts)
    spans(found)
    return "\n".join(item.message for item in found.problems)


def changed(**facts: object) -> Facts:
    """Return the family with some facts changed."""
    return dataclasses.replace(FAMILY, **facts)  # type: ignore[arg-type]


def test_a_reward_runs_from_the_certificate_month_to_the_birthday_month() -> None:
    """Both included."""
    assert months(REWARD, FAMILY) == ["household 2013年5月—2027年3月"]


@pytest.mark.parametrize(
    ("age", "counted", "last"), [(14, False, "2027年2月"), (16, True, "2029年3月"), (18, True, "2031年3月")]
)
def test_the_end_age_belongs_to_the_province(age: int, counted: bool, last: str) -> None:
    """14, 16 or 18, the birthday's month paid or not."""
    programme = dataclasses.replace(REWARD, end=End(rule="child_age", age=age, birthday_month=counted))
    assert months(programme, FAMILY) == [f"household 2013年5月—{last}"]


@pytest.mark.parametrize(
    ("rule", "first"),
    [("certificate_year", "2013年1月"), ("application_month", "2016年7月"), ("programme", "2002年9月")],
)
def test_the_start_belongs_to_the_province(rule: str, first: str) -> None:
    """Year of the certificate, month of the application, or the programme's own start."""
    programme = dataclasses.replace(REWARD, start=Start(rule=rule))  # type: ignore[arg-type]
    assert months(programme, changed(applied_on=date(2016, 7, 9))) == [f"household {first}—2027年3月"]


def test_nothing_is_paid_for_months_before_the_programme_began() -> None:
    """The first amount's day is the programme's first."""
    late = dataclasses.replace(REWARD, amounts=(Amount(from_on=date(2020, 1, 1), fen=10_00),))
    assert months(late, FAMILY) == ["household 2020年1月—2027年3月"]


def test_a_programme_that_ended_pays_to_its_last_month() -> None:
    """Its end is a bound like the birthday."""
    ended = dataclasses.replace(REWARD, in_force_to=date(2026, 6, 30))
    assert months(ended, FAMILY) == ["household 2013年5月—2026年6月"]


def test_a_run_of_months_may_be_limited() -> None:
    """By the end rule or by the longest run."""
    fixed = dataclasses.replace(REWARD, end=End(rule="months", months=3))
    limited = dataclasses.replace(REWARD, max_months=36)
    assert months(fixed, FAMILY) == ["household 2013年5月—2013年7月"]
    assert months(limited, FAMILY) == ["household 2013年5月—2016年4月"]


def test_each_parent_is_paid_from_their_own_sixtieth_birthday_for_life() -> None:
    """W-02: the month of the birthday counts."""
    assert months(SUPPORT, FAMILY) == ["wife 2026年9月—终身", "husband 2018年2月—终身"]


def test_ages_may_differ_between_the_parents() -> None:
    """Beijing pays women at 55 and men at 60."""
    programme = dataclasses.replace(SUPPORT, start=Start(rule="age_month", wife=55, husband=60))
    assert months(programme, FAMILY) == ["wife 2021年9月—终身", "husband 2018年2月—终身"]


def test_the_wifes_age_may_open_the_claim_of_both() -> None:
    """The special support waits for the woman's 49th birthday."""
    programme = dataclasses.replace(SUPPORT, start=Start(rule="wife_age_month", age=49))
    assert months(programme, FAMILY) == ["wife 2015年9月—终身", "husband 2015年9月—终身"]


def test_a_parent_alone_claims_alone() -> None:
    """Stated, or because nothing is on record of another."""
    assert months(SUPPORT, changed(adults=("wife",))) == ["wife 2026年9月—终身"]
    found = case(SUPPORT, changed(husband_birth=None))
    assert [item.who for item in spans(found)] == ["wife"]
    assert "男方的出生年月没有记录，没有计入" in found.because


def test_people_born_before_the_programmes_first_year_have_no_claim() -> None:
    """Born in 1932: not a fault of the record, and said so."""
    found = case(SUPPORT, changed(husband_birth=PartialDate(year=1932, month=12)))
    assert [item.who for item in spans(found)] == ["wife"]
    assert any("1933-01-01以前出生" in line for line in found.because)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"certificate_issued_on": None}, "光荣证发证日期没有填写"),
        ({"certificate_issued_on": PartialDate(year=2016, month=1)}, "晚于 2015-12-31"),
        ({"child_birth": None}, "子女出生日期没有填写"),
        ({"child_birth": PartialDate(year=2013)}, "子女出生日期只有年份（2013），缺少月份"),
        ({"exits": (Exit(code="urban", on=date(2026, 5, 1)),)}, "退出原因 urban 不是"),
    ],
)
def test_a_missing_fact_is_asked_for_by_name(facts: dict[str, object], message: str) -> None:
    """No month is guessed."""
    assert message in missing(REWARD, changed(**facts))


def test_every_missing_fact_is_named_at_once() -> None:
    """One visit to the family is enough."""
    told = missing(REWARD, changed(certificate_issued_on=None, child_birth=None))
    assert "光荣证发证日期" in told
    assert "子女出生日期" in told


def test_a_certificate_known_by_its_year_is_enough_where_its_month_changes_nothing() -> None:
    """Issued in 2013, the contract starts in 2026; issued in the contract's own year it would matter."""
    assert missing(REWARD, changed(certificate_issued_on=PartialDate(year=2013))) == ""
    late = dataclasses.replace(REWARD, certificate_until=None)
    told = missing(late, changed(certificate_issued_on=PartialDate(year=2026)))
    assert "光荣证发证日期只有年份（2026），缺少月份" in told


@pytest.mark.parametrize(("year", "asked"), [(1950, False), (1966, True), (1968, True), (1970, False)])
def test_a_birth_known_by_its_year_is_enough_where_its_month_changes_nothing(year: int, asked: bool) -> None:
    """Sixty long before the contract or after it; within it the month decides."""
    told = missing(SUPPORT, changed(wife_birth=PartialDate(year=year)))
    assert ("缺少月份" in told) is asked


def test_a_support_without_any_birth_on_record_asks_for_them() -> None:
    """Unknown is not nobody."""
    assert "夫妻双方的出生年月都没有填写" in missing(SUPPORT, changed(wife_birth=None, husband_birth=None))
    assert "男方出生年月没有填写" in missing(SUPPORT, changed(adults=("husband",), husband_birth=None))


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("application_month", "申请日期没有填写"), ("event", "发放事由发生的日期"), ("promise", "当年承诺的日期"),
        ("confirmation_month", "县级确认日期没有填写"),
    ],
)  # fmt: skip
def test_a_missing_day_of_application_or_event_is_asked_for(rule: str, message: str) -> None:
    """Each start rule names its own fact."""
    programme = dataclasses.replace(REWARD, start=Start(rule=rule))  # type: ignore[arg-type]
    assert message in missing(programme, FAMILY)


@pytest.mark.parametrize(
    ("claim", "paper"),
    [("certificate", "光荣证"), ("confirmation", "县级资格确认文件"), ("promise", "承诺凭据"), ("any", "请按户口簿")],
)
def test_a_missing_fact_is_looked_up_in_the_paper_that_the_claim_rests_on(claim: str, paper: str) -> None:
    """The certificate says nothing of the day on which the county confirmed a grade (W-14)."""
    found = case(dataclasses.replace(REWARD, claim=claim, start=Start(rule="event")), FAMILY)  # type: ignore[arg-type]
    spans(found)
    assert paper in found.problems[0].hint


def test_payment_ends_with_the_month_or_the_year_of_an_exit() -> None:
    """By the programme's own rule for that cause."""
    moved = changed(exits=(Exit(code="moved_out", on=date(2026, 5, 2)),))
    both = changed(exits=(Exit(code="died", on=date(2026, 5, 2)), Exit(code="moved_out", on=date(2026, 8, 1))))
    died = changed(exits=(Exit(code="died", on=date(2026, 5, 2)),))
    assert months(REWARD, moved) == ["household 2013年5月—2026年5月"]
    assert months(REWARD, died) == ["household 2013年5月—2026年12月"]
    assert months(REWARD, both) == ["household 2013年5月—2026年8月"]


def test_one_parents_exit_leaves_the_other_and_the_household_their_claim() -> None:
    """The surviving parent goes on being paid."""
    widowed = changed(exits=(Exit(code="died", on=date(2027, 3, 1), who="husband"),))
    assert months(SUPPORT, widowed) == ["wife 2026年9月—终身", "husband 2018年2月—2027年12月"]
    assert months(REWARD, widowed) == ["household 2013年5月—2027年3月"]


@pytest.mark.parametrize(
    ("programme", "facts", "why"),
    [
        (REWARD, Facts(), "没有光荣证记录"),
        (dataclasses.replace(REWARD, claim="confirmation"), FAMILY, "没有县级资格确认记录"),
        (dataclasses.replace(REWARD, claim="promise"), FAMILY, "没有当年承诺的记录"),
        (dataclasses.replace(REWARD, form="service"), FAMILY, "不是金钱给付"),
        (dataclasses.replace(REWARD, place="430000", place_name="湖南省"), FAMILY, "只适用于湖南省"),
        (dataclasses.replace(REWARD, promise_until=date(2015, 12, 31)), FAMILY, "不再作新的承诺"),
        (dataclasses.replace(REWARD, child_born_until=date(2012, 12, 31)), FAMILY, "不在本项目范围"),
    ],
)
def test_a_household_without_a_claim_is_told_why(programme: Programme, facts: Facts, why: str) -> None:
    """No fault of the record, so no problem."""
    assert why in no_claim(case(programme, facts))


def test_an_old_promise_stays_payable_after_new_ones_ended() -> None:
    """W-06: pay what was promised."""
    history = dataclasses.replace(REWARD, claim="promise", promise_until=date(2015, 12, 31))
    assert no_claim(case(history, changed(promised_on=date(2006, 7, 1)))) == ""
    assert no_claim(case(history, changed(promised_on=date(2016, 1, 1)))) != ""


def test_a_confirmed_household_has_its_claim() -> None:
    """By the programme's name."""
    confirmed = dataclasses.replace(REWARD, claim="confirmation")
    assert no_claim(case(confirmed, changed(confirmed=("reward",)))) == ""


def test_nobody_is_paid_after_death_even_where_a_pack_is_silent() -> None:
    """U-03: a pack without exits must not keep paying; that the month is our reading is said."""
    silent = dataclasses.replace(SUPPORT, exits=())
    found = case(silent, changed(exits=(Exit(code="died", on=date(2027, 5, 3), who="wife"),)))
    assert [month_words(item.last) for item in spans(found) if item.last] == ["2027年5月"]
    assert any("请核对当地规定" in line for line in found.because)


REWARD_OF_EACH = dataclasses.replace(REWARD, unit="parent_month")


def test_a_reward_of_each_parent_asks_for_no_parents_birth() -> None:
    """Henan pays each parent whatever their age: an unknown birth halves nothing (§5.2)."""
    births = changed(wife_birth=None, husband_birth=None)
    both = ["wife 2013年5月—2027年3月", "husband 2013年5月—2027年3月"]
    assert months(REWARD_OF_EACH, births) == both
    assert months(REWARD_OF_EACH, changed(husband_birth=None)) == both
    assert months(REWARD_OF_EACH, changed(parents=("wife",))) == both[:1]


def test_a_household_is_not_paid_after_both_parents_died() -> None:
    """U-03: one death leaves the claim, two end it with the later one; a parent alone ends it alone."""
    wife, husband = (
        Exit(code="died", on=day, who=who)  # type: ignore[arg-type]
        for day, who in ((date(2024, 5, 2), "wife"), (date(2026, 1, 9), "husband"))
    )
    silent = dataclasses.replace(REWARD, exits=())
    assert months(silent, changed(exits=(wife,))) == ["household 2013年5月—2027年3月"]
    assert months(silent, changed(exits=(wife, husband))) == ["household 2013年5月—2026年1月"]
    assert months(silent, changed(exits=(wife,), parents=("wife",))) == ["household 2013年5月—2024年5月"]


def test_a_childs_exit_ends_what_hangs_on_the_childs_age_alone() -> None:
    """Parents whose child has died keep what they are paid for life (W-02)."""
    lost = changed(exits=(Exit(code="died", on=date(2026, 2, 3), who="child"),))
    silent = dataclasses.replace(REWARD, exits=())
    assert months(silent, lost) == ["household 2013年5月—2026年2月"]
    assert months(SUPPORT, lost) == ["wife 2026年9月—终身", "husband 2018年2月—终身"]


def test_what_the_wifes_age_opens_is_not_paid_before_its_cause() -> None:
    """W-14: she was 49 in 2015; what is paid for happened in 2027."""
    programme = dataclasses.replace(SUPPORT, start=Start(rule="wife_age_month", age=49))
    late, early = changed(event_on=date(2027, 6, 15)), changed(event_on=date(2010, 6, 15))
    assert months(programme, late) == ["wife 2027年6月—终身", "husband 2027年6月—终身"]
    assert months(programme, early) == ["wife 2015年9月—终身", "husband 2015年9月—终身"]


def test_a_sum_paid_once_is_not_moved_into_a_programme_that_began_later() -> None:
    """An event before the programme is not covered; an older promise is asked for, not dated anew (W-06)."""
    begun = (Amount(from_on=date(2006, 7, 1), fen=2_000_00),)
    event = dataclasses.replace(REWARD, start=Start(rule="event"), end=End(rule="once"), amounts=begun)
    found = case(event, changed(event_on=date(2006, 6, 30)))
    assert spans(found) == ()
    assert any("不在本项目范围" in line for line in found.because)
    promised = dataclasses.replace(event, claim="promise", start=Start(rule="promise"))
    assert "承诺在有标准（2006年7月1日）以前" in missing(promised, changed(promised_on=date(2006, 6, 30)))
    assert months(promised, changed(promised_on=date(2006, 7, 1))) == ["household 2006年7月—2006年7月"]
