"""A breach of either side, step by step; the office's lateness is derived and stands first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from contracts.errors import LawError, LedgerError
from ledger.breaches import appeal, dispute, excuse, record_cure, remedy, serve_notice, withdraw_step
from ledger.entries import record_breach, retract
from ledger.query import ask, sql_of
from ledger.store import Ledger
from ledger.verify import verify
from tests.ledger.conftest import NOW, draft

FOUND, SERVED = date(2026, 7, 10), date(2026, 7, 15)
TODAY = date(2026, 11, 22)


@pytest.fixture
def office_breach(signed_ledger: Ledger) -> int:
    """Return the id of a breach of the village."""
    return broken(signed_ledger, "party_a", "service")


def broken(ledger: Ledger, party: str, term: str) -> int:
    """Record a breach."""
    with ledger.write(by="张会计", now=NOW) as tx:
        return record_breach(tx, draft(1).number, party=party, term=term, found_on=FOUND, found_how="家庭来电反映").id


def stages(ledger: Ledger, as_of: date = TODAY) -> list[tuple[str, str]]:
    """Return side and stage of each line of the list."""
    return [(row["side"], row["stage"]) for row in ask(ledger, "breach_stages", {"as_of": as_of})]


def test_the_offices_lateness_needs_no_entry_and_stands_first(signed_ledger: Ledger) -> None:
    """Before what anybody recorded, of whichever side; a family's lateness is no breach."""
    broken(signed_ledger, "party_b", "true_papers")

    found = ask(signed_ledger, "breach_stages", {"as_of": TODAY})

    assert [(row["side"], row["stage"], row["times"]) for row in found] == [
        ("office", "late", 6), ("office", "late", 2), ("family", "found", 1),
    ]  # fmt: skip
    assert found[1]["outstanding_fen"] == 1_920_00
    assert stages(signed_ledger, date(2026, 3, 30)) == []
    assert ask(signed_ledger, "breach_stages", {"as_of": TODAY, "village": "石桥村"}) == ()


def test_time_to_make_good_is_counted_in_working_days(signed_ledger: Ledger, office_breach: int) -> None:
    """The day of service is not counted: 15 working days after Wednesday 15 July are Wednesday 5 August."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        step = serve_notice(tx, office_breach, on=SERVED, how="书面送到村委会")

    assert (step.cure_by, step.note) == (date(2026, 8, 5), "")
    assert ("office", "notice_served") in stages(signed_ledger)
    assert verify(signed_ledger) == ()


def test_a_remedy_comes_after_notice_and_time(signed_ledger: Ledger, office_breach: int) -> None:
    """Not before, not while the matter is denied or before a court; then it is closed."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match="送达通知"):
            remedy(tx, office_breach, on=TODAY, kind="perform", how="补公布")
        serve_notice(tx, office_breach, on=SERVED, how="书面")
        with pytest.raises(LedgerError, match="改正期限到 2026-08-05"):
            remedy(tx, office_breach, on=date(2026, 8, 5), kind="perform", how="补公布")
        step = dispute(tx, office_breach, on=date(2026, 8, 6), how="村委会书面异议")
        with pytest.raises(LedgerError, match="有异议"):
            remedy(tx, office_breach, on=date(2026, 8, 7), kind="perform", how="补公布")
        withdraw_step(tx, step.id, because="记错")
        remedy(tx, office_breach, on=date(2026, 8, 7), kind="compensate", how="按约定")
        with pytest.raises(LedgerError, match="已经补救"):
            appeal(tx, office_breach, on=TODAY, how="复议")

    assert ("office", "remedied") in stages(signed_ledger)


@pytest.mark.parametrize("kind", ["compensate", "pay_interest", "apologise"])
def test_nothing_is_asked_of_a_family_but_to_do_it(signed_ledger: Ledger, kind: str) -> None:
    """The refusal names the article and the lawful way."""
    entry = broken(signed_ledger, "party_b", "true_papers")

    with pytest.raises(LawError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        remedy(tx, entry, on=TODAY, kind=kind, how="x")

    (finding,) = caught.value.findings
    assert finding.cite
    assert "奖励照付" in finding.hint


@pytest.mark.parametrize(
    ("kind", "how", "article"),
    [
        ("fine", "x", "第"), ("forfeit_deposit", "x", "第"), ("withhold_certificate", "x", "第"),
        ("stop_benefits", "x", "第"), ("withhold_reward", "x", "第"), ("publish", "x", "第"),
        ("perform", "罚款二百元", "第"), ("make_good", "没收押金500元", "第"), ("perform", "停发低保", "第"),
    ],
)  # fmt: skip
def test_what_the_law_does_not_allow_is_refused_with_its_article(
    signed_ledger: Ledger, kind: str, how: str, article: str
) -> None:
    """Whatever it is called, in the code or in the words; of either side (C-07, C-08)."""
    breaches = [broken(signed_ledger, *whose) for whose in (("party_b", "true_papers"), ("party_a", "service"))]
    for entry in breaches[: 1 if how == "停发低保" else 2]:
        with signed_ledger.write(by="张会计", now=NOW) as tx:
            serve_notice(tx, entry, on=SERVED, how="当面送达")
        with pytest.raises(LawError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
            remedy(tx, entry, on=date(2026, 9, 1), kind=kind, how=how)
        (finding,) = caught.value.findings
        assert finding.verdict == "void"
        assert "继续履行" in finding.hint
        assert article in "".join(map(str, finding.cite))


def test_a_notice_does_not_threaten_and_what_was_taken_may_be_given_back(signed_ledger: Ledger) -> None:
    """A notice of a fine is refused; an office that returns an old fine may say so."""
    family, office = (broken(signed_ledger, *whose) for whose in (("party_b", "true_papers"), ("party_a", "service")))
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LawError):
            serve_notice(tx, family, on=SERVED, how="送达通知，逾期罚款二百元")
        serve_notice(tx, office, on=SERVED, how="书面送达")
        step = remedy(tx, office, on=date(2026, 9, 1), kind="make_good", how="退还以前收取的罚款200元")
    assert step.step == "remedied"


def test_time_runs_over_a_long_holiday_with_its_working_weekends(signed_ledger: Ledger, office_breach: int) -> None:
    """National Day 2026: 29 and 30 September, Saturday 10 October and 12 to 16 October, not the first week."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        step = serve_notice(tx, office_breach, on=date(2026, 9, 28), how="书面送达", days=10)

    assert (step.cure_by, step.note) == (date(2026, 10, 16), "")


def test_a_family_has_ten_working_days_at_least(signed_ledger: Ledger) -> None:
    """An office can be given fewer."""
    entry = broken(signed_ledger, "party_b", "true_papers")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match="太短"):
            serve_notice(tx, entry, on=SERVED, how="上门", days=9)
        serve_notice(tx, entry, on=SERVED, how="上门", days=10)
        record_cure(tx, entry, on=SERVED + timedelta(days=1), how="已补材料")

    assert ("family", "cured") in stages(signed_ledger)
    assert ("family", "notice_served") in stages(signed_ledger, SERVED), "as of the day before it was made good"


def test_a_breach_is_excused_on_a_ground_of_the_law(signed_ledger: Ledger, office_breach: int) -> None:
    """The grounds are a closed list."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LedgerError, match="不是免责事由代码"):
            excuse(tx, office_breach, on=TODAY, ground="no_money", how="没有钱")
        excuse(tx, office_breach, on=TODAY, ground="force_majeure", how="洪水期间停电")
        with pytest.raises(LedgerError, match="已经免责"):
            dispute(tx, office_breach, on=TODAY, how="x")


def test_a_change_of_law_excuses_a_family_and_no_office(signed_ledger: Ledger, office_breach: int) -> None:
    """What an office promised stays due; the refusal names its articles and a lawful way."""
    of_family = broken(signed_ledger, "party_b", "true_papers")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        with pytest.raises(LawError) as caught:
            excuse(tx, office_breach, on=TODAY, ground="law_changed", how="政策变了")
        excuse(tx, of_family, on=TODAY, ground="law_changed", how="2021年修法取消了这一项")

    (finding,) = caught.value.findings
    assert {"31", "509", "577"} == {item.article for item in finding.cite}
    assert "cured" in finding.hint
    assert set(stages(signed_ledger)) >= {("office", "found"), ("family", "excused")}


def test_a_step_needs_a_breach_words_and_a_possible_day(signed_ledger: Ledger, office_breach: int) -> None:
    """Nothing about bodies; nothing on a breach that was withdrawn."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        for how, on, words in (
            (" ", TODAY, "没有写明"), ("因怀孕未办", TODAY, "不得记录"), ("书面", date(2026, 7, 9), "发现日"),
            ("书面", date(2027, 1, 1), "今天"),
        ):  # fmt: skip
            with pytest.raises(LedgerError, match=words):
                record_cure(tx, office_breach, on=on, how=how)
        with pytest.raises(LedgerError, match="不是一条"):
            record_cure(tx, 99, on=TODAY, how="x")
        retract(tx, office_breach, because="记错")
        with pytest.raises(LedgerError, match="不是一条"):
            record_cure(tx, office_breach, on=TODAY, how="x")


def test_a_step_is_recorded_once_and_in_turn(signed_ledger: Ledger, office_breach: int) -> None:
    """What is on record is said; a party does not deny what it was told only later."""
    after = SERVED + timedelta(days=20)
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        first = serve_notice(tx, office_breach, on=SERVED, how="书面送达")
        with pytest.raises(LedgerError, match=f"2026-07-15 已经记过“送达通知”（第 {first.id} 步：书面送达）"):
            serve_notice(tx, office_breach, on=SERVED, how="书面送达")
        with pytest.raises(LedgerError, match="早于已记的“送达通知”2026-07-15"):
            dispute(tx, office_breach, on=SERVED - timedelta(days=1), how="口头异议")
        serve_notice(tx, office_breach, on=after, how="再次送达")
        dispute(tx, office_breach, on=after, how="口头异议")
        with pytest.raises(LedgerError, match="已经记过“对方有异议”"):
            dispute(tx, office_breach, on=after + timedelta(days=1), how="口头异议")

    assert stages(signed_ledger)[-1] == ("office", "disputed")


def test_a_year_without_a_calendar_is_said_to_be_estimated(signed_ledger: Ledger, office_breach: int) -> None:
    """The 2027 calendar is not announced: the day is given with a warning."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        step = serve_notice(tx, office_breach, on=TODAY, how="书面", days=60)

    assert step.cure_by
    assert step.cure_by.year == 2027
    assert "推算" in step.note


def test_what_was_made_good_stays_closed_whatever_day_is_asked_for(signed_ledger: Ledger, office_breach: int) -> None:
    """A cure dated before the notice would stand as served again from the notice on: it is asked for in order."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        serve_notice(tx, office_breach, on=SERVED, how="书面")
    for step in (record_cure, appeal):
        with pytest.raises(LedgerError, match="早于已记的“送达通知”"), signed_ledger.write(by="张会计", now=NOW) as tx:
            step(tx, office_breach, on=SERVED - timedelta(days=1), how="补公布")
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_cure(tx, office_breach, on=SERVED, how="补公布")

    assert stages(signed_ledger)[-1] == ("office", "cured")


def test_a_denial_that_fails_ends_with_a_new_notice(signed_ledger: Ledger, office_breach: int) -> None:
    """Nothing follows while it is open; after it the party has its time again, and only then a remedy."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        serve_notice(tx, office_breach, on=SERVED, how="书面")
        dispute(tx, office_breach, on=SERVED + timedelta(days=5), how="书面异议")
    late = date(2026, 10, 20)
    with pytest.raises(LedgerError) as caught, signed_ledger.write(by="张会计", now=NOW) as tx:
        remedy(tx, office_breach, on=late, kind="perform", how="约谈")
    assert "不成立的重新送达通知" in caught.value.problems[0].hint
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        serve_notice(tx, office_breach, on=SERVED + timedelta(days=40), how="异议不成立，再次送达")
        remedy(tx, office_breach, on=late, kind="perform", how="约谈")

    assert stages(signed_ledger)[-1] == ("office", "remedied")


def test_a_breach_that_was_retracted_is_counted_no_more_and_leaves_no_day_behind(signed_ledger: Ledger) -> None:
    """Of two days the second is the first once the first was an error; before it nothing was found."""
    asked = {"party": "party_a", "term": "service", "found_how": "抽查"}
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        wrong = record_breach(tx, draft(1).number, found_on=date(2026, 6, 1), **asked)
        retract(tx, wrong.id, because="记错了合同")
        record_breach(tx, draft(2).number, found_on=TODAY, **asked)

    (row,) = ask(signed_ledger, "breaches_by_side", {"as_of": TODAY})

    assert (row["found"], row["first_found_on"], row["last_found_on"]) == (1, str(TODAY), str(TODAY))
    assert ask(signed_ledger, "breaches_by_side", {"as_of": date(2026, 11, 21)}) == ()
    assert verify(signed_ledger, only="summaries") == ()


def test_what_was_made_good_excused_or_is_disputed_is_counted_apart(signed_ledger: Ledger) -> None:
    """Of three breaches of one clause none is open any more; before they were, and if a step is withdrawn."""
    found = {"party": "party_a", "term": "service", "found_how": "抽查"}
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        cured, excused, disputed = (
            record_breach(tx, draft(row).number, found_on=date(2026, 7, day), **found).id
            for row, day in ((1, 1), (2, 2), (2, 3))
        )
        excuse(tx, excused, on=date(2026, 7, 10), ground="force_majeure", how="洪水冲断道路")
        dispute(tx, disputed, on=date(2026, 7, 11), how="村里说讲过课，有签到表")
        step = record_cure(tx, cured, on=date(2026, 7, 12), how="补讲了一次")

    def counts(as_of: date) -> list[tuple[int, ...]]:
        rows = ask(signed_ledger, "breaches_by_side", {"as_of": as_of})
        return [tuple(row[key] for key in ("found", "cured", "excused", "disputed", "open")) for row in rows]

    assert counts(TODAY) == [(3, 1, 1, 1, 0)]
    assert counts(date(2026, 7, 11)) == [(3, 0, 1, 1, 1)]
    assert counts(date(2026, 7, 10)) == [(3, 0, 1, 0, 2)]
    assert counts(date(2026, 7, 1)) == [(1, 0, 0, 0, 1)]
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        withdraw_step(tx, step.id, because="记错了")
    assert counts(TODAY) == [(3, 0, 1, 1, 1)]
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_cure(tx, cured, on=date(2026, 7, 13), how="补讲了一次")
        retract(tx, cured, because="记错了合同")
    assert counts(TODAY) == [(2, 0, 1, 1, 0)]
    assert verify(signed_ledger, only="summaries") == ()


def test_breaches_made_good_are_counted_without_the_steps_of_all_others(signed_ledger: Ledger) -> None:
    """Cures are kept as sums, the few steps that set a breach apart have an index; nothing reads all of either."""
    plan = [row["detail"] for row in
            signed_ledger.rows(f"explain query plan {sql_of('breaches_by_side')}", {"as_of": str(TODAY)})]

    assert [step for step in plan if "breach_steps_set_apart" in step]
    assert not [step for step in plan if step.startswith(("SCAN entries", "SCAN e", "SCAN c", "SCAN t"))]
