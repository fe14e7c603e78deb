"""Named questions: titled, bound, masked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LedgerError
from contracts.model import Column, PartialDate, Person, Table
from contracts.rewards.shares import split
from ledger.assessing.assessment import close, score, sign
from ledger.assessing.periods import parse_period
from ledger.entries import record_breach, record_payment
from ledger.query import Question, ask, questions, record_unmasked, sql_of
from ledger.register import register
from ledger.store import Ledger
from ledger.verify import verify
from tests.clerks_office import ELDERS, ROWS, Clerk
from tests.ledger.conftest import NOW, SIGNED_ON, TOWNSHIP, VILLAGE, draft, family, signed
from tests.ledger.score_builders import lines, registered

DAY = date(2026, 11, 22)
ANSWERS: dict[str, str | int | date] = {
    "as_of": DAY, "by": date(2026, 1, 31), "text": "李明", "programme": "reward_support", "drafts": "[]",
    "old_fen": 960_00, "new_fen": 640_00, "end_age": 12, "shares": '[["县",1]]',
}  # fmt: skip


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_a_question_has_a_chinese_title_and_answers_masked(signed_ledger: Ledger, question: Question) -> None:
    """No whole name of a person, ID number or phone in any cell of any answer."""
    given = {key: value for key, value in ANSWERS.items() if key in question.parameters}

    answer = ask(signed_ledger, question.name, given)

    assert question.title
    assert question.title[0] > "\u4e00"
    assert all(f":{name}" in "".join(question.notes) for name in question.parameters), "every parameter is explained"
    cells = " ".join(str(cell) for row in answer for cell in row.values())
    assert not any(secret in cells for secret in ("李明", "王小", "429999198001010029", "13800138000"))


def test_the_questions_that_were_asked_for_are_there() -> None:
    """Officials' questions of every week."""
    assert {question.name for question in questions()} >= {
        "overdue_obligations", "due_unpaid_by_village", "payout_rate_by_programme", "contracts_by_kind",
        "breaches_by_side", "certificates", "balance_by_side", "find",
    }  # fmt: skip


def test_a_name_of_two_characters_is_found(signed_ledger: Ledger) -> None:
    """Full-text search with trigrams finds nothing under three."""
    found = ask(signed_ledger, "find", {"text": "李明"})

    assert [(row["contract"], row["party"]) for row in found] == [
        (draft(1).number, "王**、李**"), (draft(2).number, "王**、李**"),
    ]  # fmt: skip
    assert ask(signed_ledger, "find", {"text": "赵六"}) == ()
    assert ask(signed_ledger, "find", {"text": "' or 1 = 1 --"}) == ()


def test_a_whole_number_finds_its_contract_and_a_piece_every_one_that_has_it(ledger: Ledger) -> None:
    """Nobody who wrote the whole number wants those that go on after it."""
    papers = [signed(draft(row, number=number)) for row, number in ((1, "青2026-1"), (2, "青2026-12"))]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)

    def found(text: str) -> set[str]:
        return {row["contract"] for row in ask(ledger, "find", {"text": text})}

    assert found("青2026-1") == {"青2026-1"}
    assert found("2026-1") == {"青2026-1", "青2026-12"}
    assert found("-12") == {"青2026-12"}


def test_a_whole_id_number_finds_the_family_and_is_not_answered(clerk: Clerk) -> None:
    """What a clerk has at the desk is the card; a small x, blanks and the old 15 digits are the same number."""
    number, old = ROWS[0][2], ROWS[0][2][:6] + ROWS[0][2][8:17]
    typed = (number, number.lower(), f"{number[:6]} {number[6:]}", old)
    answers = [clerk.run("query", "find", "--set", f"text={text}") for text in typed]
    other = clerk.run("query", "find", "--set", f"text={number[:17]}")
    whole = clerk.run("query", "find", "--set", f"text={number}", "--unmasked", "--because", "本人到窗口查询")

    for answer in (*answers, whole):
        assert (answer.exit_code, ELDERS in answer.stdout) == (0, True)
    assert [text for answer in (*answers, whole) for text in typed if text in answer.output] == []
    assert ["周桂兰" in answer.output for answer in (*answers, whole)] == [False] * 4 + [True]
    assert ELDERS not in other.stdout, "a piece of an ID number is nobody's"
    assert [row for row in clerk.rows("select body from events where kind = 'unmasked'") if number in row["body"]] == []


def test_a_certificates_number_or_a_piece_of_it_finds_the_family(clerk: Clerk) -> None:
    """Of one printed or registered here; both of the couple have one."""
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    for text in ("429999101-扶-2026-0001", "扶-2026", "2026-0002"):
        assert ELDERS in clerk.done("query", "find", "--set", f"text={text}")


def test_a_certificate_that_only_the_contract_states_is_found(clerk: Clerk) -> None:
    """The household's own card: the whole number, how it begins, its last four; no longer piece of it, no fewer."""
    for text in ("鄂示198900011", "鄂示1989", "198900011", "0011"):
        assert ELDERS in clerk.done("query", "find", "--set", f"text={text}")
    for text in ("011", "示1989", "鄂示198900012"):
        assert ELDERS not in clerk.done("query", "find", "--set", f"text={text}")
    assert clerk.run("ledger", "verify").output == ""


def test_a_certificate_is_found_however_the_paper_states_it(ledger: Ledger) -> None:
    """First or last of the facts, with marks that JSON escapes, long, in a unit's list of holders; empty is none."""
    long = "示" * 90 + "1"
    unit = replace(family(5), role="party_b", type="employer", name="示范服装公司", persons=())
    columns = tuple(Column(key=key, label=key, width_mm=50) for key in ("holder", "certificate_number"))
    holders = Table(code="holders", caption="名单", columns=columns, rows=(("某甲", "厂示0007"), ("某乙", "")))
    papers = [
        signed(draft(1, facts=(("village", "上坪村"), ("certificate_number", "示后0001")))),
        signed(draft(2, facts=(("certificate_number", '示"0\\2'), ("village", ',"family":"')))),
        signed(draft(3, facts=(("certificate_number", long),))),
        signed(draft(4, facts=(("certificate_number", " "), ("village", "certificate_number")))),
        signed(draft(5, parties=(VILLAGE, unit, TOWNSHIP), tables=(holders,))),
        signed(draft(6, tables=(holders,))),
    ]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)

    stated = ledger.rows("select number, contract_id as contract from stated_certificates order by contract")
    assert [tuple(row.values()) for row in stated] == [("示后0001", 1), ('示"0\\2', 2), (long, 3), ("厂示0007", 5)]
    assert verify(ledger, only="summaries") == ()
    assert {row["party"] for row in ask(ledger, "find", {"text": "厂示0007"})} >= {"示范服装公司"}


def test_an_agreement_is_found_by_its_title_and_by_an_index(signed_ledger: Ledger) -> None:
    """Contracts of families all have the same title and are found by name."""
    numbers = registered(signed_ledger)

    assert {row["contract"] for row in ask(signed_ledger, "find", {"text": "目标管理责任书"})} == set(numbers)
    assert ask(signed_ledger, "find", {"text": "服务合同"}) == ()
    asked = {"text": "责任书", "as_of": None}
    plan = [row["detail"] for row in signed_ledger.rows(f"explain query plan {sql_of('find')}", asked)]
    assert [step for step in plan if "agreements_by_title" in step]
    assert not [step for step in plan if step.startswith("SCAN a") and "agreements_by_title" not in step]


@pytest.mark.parametrize("name", ["find", "contracts_by_kind"])
def test_a_question_goes_from_what_was_found_to_the_contract_and_not_through_all_days(
    signed_ledger: Ledger, name: str
) -> None:
    """Else finding one family in a county of 400,000 contracts costs as much as reading them all."""
    plan = signed_ledger.rows(f"explain query plan {sql_of(name)}", {"text": "李明", "as_of": str(DAY)})

    assert not [row["detail"] for row in plan if "contracts_by_day" in row["detail"] or "AUTOMATIC" in row["detail"]]


def test_names_are_whole_only_when_asked_for(signed_ledger: Ledger) -> None:
    """The caller keeps the reason."""
    found = ask(signed_ledger, "find", {"text": "李明"}, unmasked=True)

    assert found[0]["party"].endswith("、李明")


def test_who_saw_whole_names_is_on_record_and_what_was_searched_for_is_not(signed_ledger: Ledger) -> None:
    """Question, reason, number of answers; the name itself may be the very thing to protect."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_unmasked(tx, "find", {"text": "李明"}, because="电话通知领款", rows=2)
        for because in (" ", "查怀孕情况"):
            with pytest.raises(LedgerError):
                record_unmasked(tx, "find", {"text": "李明"}, because=because, rows=2)

    (event,) = signed_ledger.rows("select actor, subject, body from events where kind = 'unmasked'")
    assert (event["actor"], event["subject"]) == ("张会计", "find")
    assert "电话通知领款" in event["body"]
    assert "李明" not in event["body"]


def test_what_a_programme_is_worth_to_whom_if_it_ended(signed_ledger: Ledger) -> None:
    """What falls due after a day and is not paid, by household."""
    asked = {"as_of": DAY, "by": date(2026, 6, 30), "programme": "reward_support"}

    found = ask(signed_ledger, "what_if_programme_ended", asked)

    assert [(row["obligations"], row["outstanding_fen"]) for row in found] == [(1, 480_00), (1, 480_00)]
    assert ask(signed_ledger, "what_if_programme_ended", {**asked, "programme": "none"}) == ()


def test_a_lower_standard_costs_each_household_its_part_and_nothing_that_was_paid(signed_ledger: Ledger) -> None:
    """960 to 640 a year is a third less; of a sum half paid no more than the other half can be lost."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=800_00, voucher="V1")
    asked = {"as_of": DAY, "by": date(2026, 1, 31), "programme": "reward_support", "old_fen": 960_00}

    lower = ask(signed_ledger, "what_if_amount_changed", {**asked, "new_fen": 640_00})
    higher = ask(signed_ledger, "what_if_amount_changed", {**asked, "new_fen": 960_01})

    assert [(row["obligations"], row["change_fen"]) for row in lower] == [(2, -480_00), (2, -160_00 - 160_00)]
    assert [row["change_fen"] for row in higher] == [2, 2], "1 fen in 960 yuan, half a fen rounded up in 480"


def test_a_lower_end_age_costs_whole_years_and_part_of_one(ledger: Ledger) -> None:
    """A child of 2014 is twelve in 2026: that year in part, later years whole; without a birth nobody knows."""
    child = Person(role="child", name="李小满", birth=PartialDate(year=2014, month=6))
    born = family(1)
    couple = replace(born, persons=(*born.persons, child))
    papers = [signed(draft(1, parties=(VILLAGE, couple, TOWNSHIP))), signed(draft(2))]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)
    asked = {"as_of": DAY, "by": date(2026, 1, 31), "programme": "reward_support"}

    def lost(age: int) -> list[tuple[int | None, int | None]]:
        found = ask(ledger, "what_if_end_age_changed", {**asked, "end_age": age})
        return [(row["lost_fen"], row["most_lost_fen"]) for row in found]

    assert lost(11) == [(1_440_00, 1_440_00), (None, None)]
    assert lost(12) == [(0, 1_440_00), (None, None)]
    assert lost(14) == [(None, None)]


def test_another_split_moves_sums_between_payers_and_no_fen_is_lost(signed_ledger: Ledger) -> None:
    """What is still owed is shared anew by largest remainder; families get the same."""
    asked = {"as_of": DAY, "by": date(2026, 1, 31), "programme": "reward_support"}

    found = ask(signed_ledger, "what_if_payers_changed", {**asked, "shares": '[["县", 1], ["镇", 2], ["村", 4]]'})

    assert sum(row["now_fen"] for row in found) == sum(row["then_fen"] for row in found) == 2 * 1_440_00
    parts = [split(sum_fen, (1, 2, 4)) for sum_fen in (960_00, 480_00)] * 2
    wanted = {name: sum(part[place] for part in parts) for place, name in enumerate(("县", "镇", "村"))}
    assert {row["payer"]: row["then_fen"] for row in found if row["then_fen"]} == wanted
    assert {row["payer"] for row in found if row["change_fen"] < 0} == {"国家", "市", "县", "青河镇人民政府"}


def test_what_is_unpaid_is_listed_by_village_payer_and_age(signed_ledger: Ledger) -> None:
    """One family was paid the state's part; the bands follow the day that is asked of."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=480_00, voucher="V1", payer="国家")

    found = ask(signed_ledger, "due_unpaid_by_age", {"as_of": DAY})

    assert [(row["payer"], row["age"], row["households"], row["unpaid_fen"]) for row in found] == [
        ("县", "91天至1年", 2, 480_00), ("国家", "91天至1年", 1, 480_00), ("市", "91天至1年", 2, 480_00),
    ]  # fmt: skip
    for day, age in (("2026-07-30", "30天以内"), ("2026-07-31", "31至90天"), ("2026-09-28", "31至90天"),
                     ("2027-06-30", "91天至1年"), ("2027-07-01", "1年至3年"), ("2029-06-29", "1年至3年"),
                     ("2029-06-30", "3年以上")):  # fmt: skip
        ages = {
            row["age"]
            for row in ask(signed_ledger, "due_unpaid_by_age", {"as_of": day, "payer": "市", "village": "上坪村"})
        }
        assert ages == {age}, day


def test_agreements_without_a_signed_sheet_or_settlement_are_overdue(ledger: Ledger) -> None:
    """A quarter closed for one village only; the year unscored; settlement shown from 1 January."""
    one, two = registered(ledger)
    with ledger.write(by="李敏", now=NOW) as tx:
        quarter = parse_period("2026Q1")
        sheet = score(tx, one, quarter, lines(0)).sheet
        sign(tx, sheet, names={"assessor": "李敏", "assessed": "周主任"}, signed_on=date(2026, 4, 5))
        close(tx, quarter, unscored_too=True)
        half = score(tx, one, parse_period("2026H1"), lines(0))

    def found(day: str) -> list[tuple[str, str, str, int]]:
        rows = ask(ledger, "overdue_assessments", {"as_of": day})
        return [(row["what"], row["contract"], row["period"], row["overdue_days"]) for row in rows]

    assert half.sheet
    assert found("2026-07-03") == [("unscored", two, "quarter", 94), ("unscored", one, "half_year", 3)], "not yet"
    assert found("2026-12-31") == [("unscored", two, "quarter", 275), ("unsigned", one, "half_year", 184)]
    assert found("2027-01-01")[2:] == [
        ("unscored", one, "year", 1), ("unscored", two, "year", 1),
        ("unsettled", one, "year", 0), ("unsettled", two, "year", 0),
    ]  # fmt: skip
    assert found("2027-03-01")[-1] == ("unsettled", two, "year", 1)


def test_drafts_that_nobody_signed_are_counted_by_batch(signed_ledger: Ledger) -> None:
    """A signed row is not among them; the day before the signing it was."""
    drafts = json.dumps([["service_contract", "2026A", row, "上坪村", "2026-01-15"] for row in (1, 2, 3, 4)])

    (found,) = ask(signed_ledger, "unsigned_drafts", {"drafts": drafts, "as_of": DAY})
    (before,) = ask(signed_ledger, "unsigned_drafts", {"drafts": drafts, "as_of": date(2026, 1, 14)})

    assert (found["batch"], found["drafts"], found["rows"]) == ("2026A", 2, "3、4")
    assert before["drafts"] == 4
    assert ask(signed_ledger, "find", {"text": "李明", "as_of": date(2026, 1, 14)}) == ()


def test_rows_that_stand_together_are_told_as_from_and_to(signed_ledger: Ledger) -> None:
    """Five thousand rows of one batch must not fill a thousand lines of the screen."""
    rows = (*range(1, 9), 11, 20, 21, *range(30, 5001))
    waiting = [["service_contract", "2026B", row, "上坪村", "2026-01-15"] for row in rows]

    (found,) = ask(signed_ledger, "unsigned_drafts", {"drafts": json.dumps(waiting), "as_of": DAY})

    assert (found["drafts"], found["rows"]) == (len(waiting), "1至8、11、20、21、30至5000")


def test_unpaid_sums_and_payout_rates_follow_the_payments(signed_ledger: Ledger) -> None:
    """One of two families has its first half-year: 1,920 due, 960 paid."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        record_payment(tx, 5, happened_on=date(2026, 7, 2), amount_fen=960_00, voucher="V1")

    (village,) = ask(signed_ledger, "due_unpaid_by_village", {"as_of": DAY})
    (programme,) = ask(signed_ledger, "payout_rate_by_programme", {"as_of": DAY, "year": 2026})

    assert (village["households"], village["unpaid_fen"], village["oldest_due_on"]) == (1, 960_00, "2026-06-30")
    assert (programme["due_fen"], programme["paid_fen"], programme["rate_per_10000"]) == (1_920_00, 960_00, 5_000)
    assert ask(signed_ledger, "payout_rate_by_programme", {"as_of": DAY, "year": 2025}) == ()


def test_overdue_leaves_out_what_is_voluntary_and_breaches_put_offices_first(signed_ledger: Ledger) -> None:
    """A free offer cannot be late; a breach is counted by term, never by family."""
    with signed_ledger.write(by="张会计", now=NOW) as tx:
        for party, term in (("party_b", "true_papers"), ("party_a", "service")):
            record_breach(tx, draft(1).number, party=party, term=term, found_on=DAY, found_how="抽查")

    overdue = ask(signed_ledger, "overdue_obligations", {"as_of": DAY})
    breaches = ask(signed_ledger, "breaches_by_side", {"as_of": DAY})

    assert [row["side"] for row in overdue] == ["office"] * 8 + ["family"] * 2
    assert [(row["side"], row["found"]) for row in breaches] == [("office", 1), ("family", 1)]
    assert "contract" not in breaches[0]


def test_the_changes_of_one_contract_are_found_by_their_index(signed_ledger: Ledger) -> None:
    """As older and as newer paper; no step reads the whole table of contracts."""
    asked = {"as_of": str(DAY), "contract": draft(1).number}
    plan = [row["detail"] for row in signed_ledger.rows(f"explain query plan {sql_of('contract_changes')}", asked)]

    for index in ("contract_changes_by_contract", "contract_changes_by_successor"):
        assert [step for step in plan if index in step]
    assert not [step for step in plan if step.startswith("SCAN c")]


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("nothing", {}, "可用的有"),
        ("due", {}, "as_of、by"),
        ("find", {"text": "李", "colour": "red"}, "colour"),
        ("find", {"text": ""}, "要找的字"),
        (
            "what_if_programme_ended",
            {"as_of": DAY, "by": DAY},
            "没有写（项目代码），加上 --set programme=…，如 only_child_reward；台账里有：reward_support",
        ),
        ("what_if_amount_changed", {"as_of": DAY, "by": DAY, "old_fen": 1}, "new_fen、programme"),
    ],
)
def test_a_question_that_cannot_be_asked_is_answered_with_what_can(
    signed_ledger: Ledger, name: str, parameters: dict[str, str | int | date | None], words: str
) -> None:
    """No such question, a parameter it does not have, a necessary one that is missing: no empty answer instead."""
    with pytest.raises(LedgerError) as caught:
        ask(signed_ledger, name, parameters)

    assert words in caught.value.summary + str(caught.value.problems[0])


def test_a_question_is_plain_sql_in_a_file() -> None:
    """Others may run it elsewhere."""
    assert sql_of("due").startswith("-- 到期的义务")


def test_any_piece_of_a_number_with_a_digit_finds_the_contracts_that_have_it(ledger: Ledger) -> None:
    """Wherever it begins and ends, in capitals or not; as many as if each number had been read."""
    numbers = ("青计服〔2026〕A001号", "青计服〔2026〕A012号", "429999101201-计服-2026A-012", "2026A12-号3", "服012",
               "1号2号")  # fmt: skip
    papers = [signed(draft(row, number=number)) for row, number in enumerate(numbers, 1)]
    register(ledger, papers, signed_on=SIGNED_ON, by="张会计", now=NOW)
    pieces = {number[start:end] for number in numbers for end in range(len(number) + 1) for start in range(end)}
    pieces = {piece for piece in pieces if any(map(str.isdigit, piece))} - set(numbers)

    for piece in sorted(pieces):
        found = {row["contract"] for row in ask(ledger, "find", {"text": piece.lower()})}
        assert found == {number for number in numbers if piece.lower() in number.lower()}, piece
