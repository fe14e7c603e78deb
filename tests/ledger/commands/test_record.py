"""``shouyue record``: one fact about one promise; what is not lawful or not proved is refused with a cure."""

from __future__ import annotations

import json

import pytest
from click.testing import Result

from tests.clerks_office import ACROSS, ALONE, CHILD_2014, ELDERS, ROWS, SIGNED, Clerk


def record(clerk: Clerk, what: str, contract: str, *more: str) -> Result:
    """Record a fact of November."""
    day = () if what == "breach" else ("--on", "2026-11-20")
    return clerk.run("record", what, contract, *day, *more)


def pay(clerk: Clerk, contract: str, amount: str, *more: str, voucher: str = "V-1") -> Result:
    """Pay."""
    return record(clerk, "payment", contract, "--amount", amount, "--voucher", voucher, *more)


def breach(clerk: Clerk, *, party: str, term: str, how: str = "家庭来电反映") -> Result:
    """Record a breach found in July."""
    return record(
        clerk, "breach", ELDERS, "--party", party, "--term", term, "--found-on", "2026-07-10", "--found-how", how
    )


def article(clerk: Clerk, code: str) -> str:
    """Return the printed number of a clause of the elders' contract."""
    found = clerk.rows(
        f"select t.ordinal from terms t join contracts c on c.id = t.contract_id"
        f" where c.number = '{ELDERS}' and t.code = '{code}'"
    )
    return str(found[0]["ordinal"])


def test_a_payment_takes_its_voucher_and_names_how_to_take_it_back(clerk: Clerk) -> None:
    """Entry, contract, day on stdout; the rest on stderr."""
    result = pay(clerk, CHILD_2014, "100元")

    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"已记第 1 笔：{CHILD_2014} 兑现，2026-11-20。\n"
    assert "shouyue retract 1" in result.stderr
    assert clerk.rows("select amount_fen, voucher from entries") == [{"amount_fen": 100_00, "voucher": "V-1"}]


def test_a_sum_may_be_paid_in_parts_by_each_payer(clerk: Clerk) -> None:
    """What one level has paid is not asked of it again."""
    assert pay(clerk, CHILD_2014, "50", "--payer", "县级财政").exit_code == 0
    again = pay(clerk, CHILD_2014, "1", "--payer", "县级财政", voucher="V-2")
    assert again.exit_code == 5
    assert pay(clerk, CHILD_2014, "50", voucher="V-3").exit_code == 0
    assert pay(clerk, CHILD_2014, "0.01", voucher="V-4").exit_code == 5


def test_more_than_is_owed_is_not_paid(clerk: Clerk) -> None:
    """With what is still owed."""
    before = clerk.state()
    result = pay(clerk, CHILD_2014, "100.01")

    assert result.exit_code == 5
    assert "尚欠 100元" in result.stderr
    assert clerk.state() == before


@pytest.mark.parametrize("voucher", ["", "  "])
def test_no_voucher_no_payment(clerk: Clerk, voucher: str) -> None:
    """Inspectors match payments to vouchers."""
    before = clerk.state()
    result = pay(clerk, CHILD_2014, "100", voucher=voucher)

    assert result.exit_code == 5
    assert "填写付款凭证号" in result.stderr
    assert clerk.state() == before


def test_the_option_for_the_voucher_cannot_be_left_out(clerk: Clerk) -> None:
    """Wrong usage."""
    assert record(clerk, "payment", CHILD_2014, "--amount", "100").exit_code == 2


@pytest.mark.parametrize("amount", ["-5", "0", "甲", "1.005", "1e3", ""])
def test_what_is_no_sum_is_not_paid(clerk: Clerk, amount: str) -> None:
    """Nothing is rounded, nothing guessed."""
    before = clerk.state()

    assert pay(clerk, CHILD_2014, amount).exit_code in {2, 5}
    assert clerk.state() == before


@pytest.mark.parametrize("day", ["2026-03-04", "2026-11-23"])
def test_nothing_happens_before_signing_or_tomorrow(clerk: Clerk, day: str) -> None:
    """A day out of the question is a slip of the pen."""
    duty = clerk.obligation(CHILD_2014, "reward")
    result = clerk.run(
        "record", "payment", CHILD_2014, "--amount", "1", "--voucher", "V", "--on", day, "--obligation", duty
    )

    assert result.exit_code == 5
    assert "核对日期" in result.stderr


def test_several_open_duties_are_asked_about_with_their_words(clerk: Clerk) -> None:
    """A number alone would have to be looked up."""
    result = record(clerk, "fulfilment", ELDERS)

    assert result.exit_code == 5
    assert "“交付合同原件”2026-03-19 到期" in result.stderr
    assert f"--obligation {clerk.obligation(ELDERS, 'copy_delivered')}" in result.stderr


def test_a_duty_done_is_recorded_once(clerk: Clerk) -> None:
    """Twice would be a slip."""
    duty = ("--obligation", clerk.obligation(ELDERS, "copy_delivered"))

    assert record(clerk, "fulfilment", ELDERS, *duty).exit_code == 0
    assert record(clerk, "fulfilment", ELDERS, *duty).exit_code == 5


def test_a_sum_is_not_done_by_saying_so(clerk: Clerk) -> None:
    """Money wants an amount and a voucher."""
    assert record(clerk, "fulfilment", ELDERS, "--obligation", clerk.obligation(ELDERS, "reward")).exit_code == 5


def test_another_contracts_promise_is_not_meant(clerk: Clerk) -> None:
    """A slip in a digit pays nobody else's money."""
    result = pay(clerk, CHILD_2014, "100", "--obligation", clerk.obligation(ACROSS, "reward"))

    assert result.exit_code == 5
    assert "没有编号" in result.stderr


def test_an_office_can_break_its_word_and_it_is_recorded(clerk: Clerk) -> None:
    """By article, day and who found it."""
    result = breach(clerk, party="party_a", term=f"第{article(clerk, 'policy_notice')}条")

    assert result.exit_code == 0, result.stderr
    assert clerk.rows("select what, side, note from entries") == [
        {"what": "breach", "side": "office", "note": "家庭来电反映"}
    ]


def test_what_a_family_offered_of_its_own_accord_cannot_be_broken(clerk: Clerk) -> None:
    """No breach, no deduction; the office is told so."""
    before = clerk.state()
    result = breach(clerk, party="party_b", term=article(clerk, "yearly_check"))

    assert result.exit_code == 5
    assert "自愿事项，没有违约可记" in result.stderr
    assert "不得扣减待遇" in result.stderr
    assert clerk.state() == before


def test_one_sides_duty_is_not_the_others_breach(clerk: Clerk) -> None:
    """Article 2 binds the village, not the family."""
    assert breach(clerk, party="party_b", term=article(clerk, "policy_notice")).exit_code == 5


@pytest.mark.parametrize("how", ["已上环", f"身份证{ROWS[0][2]}", "电话19900000001"])
def test_a_note_about_bodies_or_numbers_is_refused(clerk: Clerk, how: str) -> None:
    """The ledger keeps neither; nothing of it is repeated whole."""
    before = clerk.state()
    result = breach(clerk, party="party_a", term=article(clerk, "policy_notice"), how=how)

    assert result.exit_code == 5
    assert ROWS[0][2] not in result.output
    assert clerk.state() == before


def test_a_change_of_law_does_not_release_an_office(clerk: Clerk) -> None:
    """What was promised stays due; the article is named."""
    before = clerk.state()
    duty = clerk.obligation(ELDERS, "reward", 1)
    result = record(clerk, "ending", ELDERS, "--reason", "law_changed_family_burden", "--obligation", duty)

    assert result.exit_code == 5
    assert "《人口与计划生育法》第31、32条" in result.stderr
    assert clerk.state() == before


def test_a_sum_that_fell_due_does_not_end_by_moving_away(clerk: Clerk) -> None:
    """Only what falls due later."""
    past, later = (("--obligation", clerk.obligation(ELDERS, "reward", place)) for place in (0, 2))

    assert record(clerk, "ending", ELDERS, "--reason", "moved_out", *past).exit_code == 5
    assert record(clerk, "ending", ELDERS, "--reason", "moved_out", *later).exit_code == 0


def test_the_months_before_a_death_stay_due_and_the_rest_is_reckoned(clerk: Clerk) -> None:
    """March to December are 800 yuan; after a death in April March and April are earned (§5.3), 640 end, and why."""
    duty = clerk.obligation(ELDERS, "reward", 0)
    whole = ("record", "ending", ELDERS, "--reason", "died", "--obligation", duty, "--on", "2026-04-15")
    before = clerk.state()

    tried = clerk.run(*whole, "--dry-run")
    assert "女方2026年度 800元（10个月），应得到2026年4月，2个月 160元，终止 640元" in tried.stderr
    assert clerk.state() == before
    clerk.done(*whole)
    assert promised(clerk, duty) == (800_00, 160_00)
    again = clerk.run(*whole)
    assert (again.exit_code, "没有要终止的" in again.stderr) == (5, True)


def test_a_clerk_may_state_another_part_and_is_told_the_one_that_was_reckoned(clerk: Clerk) -> None:
    """What is stated counts; the same sum needs no word."""
    duty = clerk.obligation(ELDERS, "reward", 0)
    some = ("record", "ending", ELDERS, "--reason", "died", "--obligation", duty, "--on", "2026-04-15", "--dry-run")

    assert "算出终止 640元；现按写明的 100元记" in clerk.run(*some, "--amount", "100").stderr
    assert "算出" not in clerk.run(*some, "--amount", "640").stderr


def test_what_was_paid_does_not_end(clerk: Clerk) -> None:
    """500 of 800 were paid: 300 end, nothing is asked back, and the clerk reads that 340 were not earned."""
    duty = clerk.obligation(ELDERS, "reward", 0)
    clerk.done("record", "payment", ELDERS, "--amount", "500", "--voucher", "V1", "--obligation", duty, "--on",
               "2026-05-01")  # fmt: skip
    said = clerk.run("record", "ending", ELDERS, "--reason", "died", "--obligation", duty, "--on", "2026-04-15").stderr

    assert "终止 300元；已付的比应得的多 340元，请核对" in said
    assert promised(clerk, duty) == (800_00, 0)


def test_one_command_ends_the_sums_of_one_person_in_all_years(clerk: Clerk) -> None:
    """Of the wife's four years 640 + 960 + 960 + 160 end, the husband's stand; nobody's where it was not said whose."""
    all_years = ("record", "ending", ELDERS, "--reason", "died", "--on", "2026-04-15", "--programme", "reward_support")
    before = clerk.state()

    asked = clerk.run(*all_years)
    assert (asked.exit_code, "--for" in asked.stderr, clerk.state()) == (5, True, before)
    assert clerk.run(*all_years, "--for", "wife", "--amount", "1").exit_code == 2
    assert "没有这份合同" in clerk.run(*all_years[:2], "无号", *all_years[3:], "--for", "wife").stderr
    assert clerk.run(*all_years[:-2], "--for", "wife").exit_code == 2
    clerk.done(*all_years, "--for", "wife")

    ended = clerk.rows("select amount_fen from standing_entries where what = 'ending' order by id")
    assert [row["amount_fen"] for row in ended] == [640_00, 960_00, 960_00, 160_00]
    assert promised(clerk, clerk.obligation(ELDERS, "reward", 1)) == (800_00, 800_00)
    assert clerk.run(*all_years, "--for", "wife").exit_code == 5, "160 of the first year are open, and earned"
    assert clerk.run("ledger", "verify").exit_code == 0


def promised(clerk: Clerk, duty: str) -> tuple[int, int]:
    """Return what a sum was promised at and what is still owed."""
    (row,) = clerk.rows(f"select promised_fen, outstanding_fen from obligation_status where obligation_id = {duty}")
    return row["promised_fen"], row["outstanding_fen"]


def test_a_duty_without_a_sum_does_not_end_in_part(clerk: Clerk) -> None:
    """--amount speaks of money only."""
    duty = clerk.obligation(ELDERS, "yearly_check")

    result = record(clerk, "ending", ELDERS, "--reason", "moved_out", "--obligation", duty, "--amount", "1")

    assert result.exit_code == 5
    assert "没有金额" in result.stderr


def test_an_unknown_reason_is_answered_with_the_list(clerk: Clerk) -> None:
    """Codes with their words."""
    result = record(clerk, "ending", ELDERS, "--reason", "gone", "--obligation", clerk.obligation(ELDERS, "reward", 2))

    assert result.exit_code == 5
    assert "died（本人死亡）" in result.stderr


def test_a_trial_run_of_any_fact_leaves_the_ledgers_bytes_unchanged(clerk: Clerk) -> None:
    """Every sort of fact."""
    before = clerk.state()
    tried = (
        pay(clerk, CHILD_2014, "100", "--dry-run"),
        record(clerk, "fulfilment", ELDERS, "--obligation", clerk.obligation(ELDERS, "copy_delivered"), "--dry-run"),
        record(clerk, "ending", ELDERS, "--reason", "moved_out", "--obligation", clerk.obligation(ELDERS, "reward", 2),
               "--dry-run"),
        clerk.run("record", "breach", ELDERS, "--party", "party_a", "--term", article(clerk, "policy_notice"),
                  "--found-on", "2026-07-10", "--found-how", "来电", "--dry-run"),
    )  # fmt: skip

    assert [result.exit_code for result in tried] == [0] * 4
    assert ["台账未动" in result.stderr for result in tried] == [True] * 4
    assert clerk.state() == before


def test_after_a_year_promised_is_paid_and_outstanding_and_ended_on_each_side(clerk: Clerk) -> None:
    """Paid whole, in part, by one payer, taken back, ended: to the fen, and the ledger is sound."""
    assert pay(clerk, CHILD_2014, "100").exit_code == 0
    hers, theirs = (("--obligation", clerk.obligation(contract, "reward")) for contract in (ELDERS, ACROSS))
    assert pay(clerk, ELDERS, "333.33", *hers).exit_code == 0
    assert pay(clerk, ELDERS, "0.01", *hers, "--payer", "省级财政", voucher="V-2").exit_code == 0
    assert pay(clerk, ACROSS, "800元", *theirs, voucher="V-3").exit_code == 0
    assert clerk.run("retract", "4", "--because", "凭证号抄错").exit_code == 0
    assert pay(clerk, ACROSS, "800", *theirs, voucher="V-4").exit_code == 0
    later = clerk.obligation(ELDERS, "reward", 2)
    assert record(clerk, "ending", ELDERS, "--reason", "moved_out", "--obligation", later).exit_code == 0
    duty = clerk.obligation(ACROSS, "yearly_check")
    assert record(clerk, "fulfilment", ACROSS, "--obligation", duty).exit_code == 0

    sums = json.loads(clerk.done("query", "balance_by_side", "--json"))
    counts = json.loads(clerk.done("query", "duties_by_side", "--json"))
    assert {row["side"] for row in counts} == {"office", "family"}
    for row in sums:
        assert row["promised_fen"] == row["paid_fen"] + row["outstanding_fen"] + row["ended_fen"]
    for row in counts:
        assert row["promised"] == row["fulfilled"] + row["outstanding"] + row["ended"]
    assert sum(row["paid_fen"] for row in sums) == 100_00 + 333_33 + 1 + 800_00
    assert sum(row["ended_fen"] for row in sums) > 0
    assert clerk.run("ledger", "verify").output == ""


def test_a_misspelt_programme_is_answered_with_those_that_are_open(clerk: Clerk) -> None:
    """What is not owed under a name may be owed under another; nothing is written."""
    before = clerk.state()
    ended = ("record", "ending", ELDERS, "--reason", "died", "--on", "2026-04-15", "--for", "wife", "--programme")
    misspelt = clerk.run(*ended, "reward_suport")
    nothing = clerk.run(*(ALONE if word == ELDERS else word for word in ended), "reward_support")

    assert (misspelt.exit_code, nothing.exit_code, clerk.state()) == (5, 5, before)
    assert "有未清款项的项目：reward_support（农村部分计划生育家庭奖励扶助）" in misspelt.stderr
    assert "这份合同没有任何项目的未清款项" in nothing.stderr


def test_other_contracts_of_the_same_person_are_named_when_a_programme_ends(clerk: Clerk) -> None:
    """Who died did so under every contract: the next ones to be entered are told, one after the other."""
    clerk.done("draft", "township_service_contract", clerk.folder / "名册.csv", "--batch", "2026B", "--signing", SIGNED,
               "-o", clerk.folder)  # fmt: skip
    clerk.done("register", clerk.folder / "township_service_contract_2026B", "--signed-on", SIGNED)
    ended = ("--reason", "died", "--on", "2026-04-15", "--for", "wife", "--programme", "reward_support")
    other = "429999101201-政计服-2026B-001"

    assert f"各记一次：{other}" in clerk.run("record", "ending", ELDERS, *ended).stderr
    assert "各记一次" not in clerk.run("record", "ending", other, *ended).stderr
