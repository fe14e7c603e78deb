"""A roster becomes a roll of drafts, or every fault of every row is named and nothing is drafted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.errors import LawError, RosterError
from contracts.kinds import Kind, load_kind, shipped_folder
from contracts.model import PartialDate, Person, Problem
from contracts.papers import roll
from contracts.papers.roll import Order, contract_period, drafts_from, facts_of
from contracts.records import Record
from contracts.rewards.programmes import load_programmes
from contracts.settings import Office
from tests.contracts.example_office import CHILD, HUSBAND, OFFICE, WIFE, reading, record

SIGNED = date(2026, 3, 5)


def order(kind: str = "service_contract", **changes: object) -> Order:
    """Return a clerk's order for this office."""
    whole = Order(
        kind=load_kind(shipped_folder() / kind),
        office=OFFICE,
        batch="2026A",
        signing_on=SIGNED,
        programmes=load_programmes(),
    )
    return replace(whole, **changes)


def second_family(row: int = 4) -> object:
    """Return another row, of other people."""
    wife = Person(role="wife", name="赵兰", id_number="420117198503020036")
    return record(row, persons=(wife,), certificate_number=None, issued_on=None)


def test_each_row_becomes_one_contract_with_its_own_number() -> None:
    """Numbers name village, kind, batch and row."""
    drafts = drafts_from(reading(record(), second_family()), order())
    assert [draft.number for draft in drafts] == [
        "429999101202-计服-2026A-001",
        "429999101202-计服-2026A-002",
    ]


def test_a_certificate_holder_is_promised_the_reward_with_days_and_payers() -> None:
    """The child turns fourteen in June 2028: 34 months from March 2026 make 10 yuan each."""
    draft = drafts_from(reading(record()), order())[0]
    reward = next(term for term in draft.terms if term.code == "reward")

    assert reward.programme == "only_child_reward"
    assert reward.amount_fen == sum(item.amount_fen for item in reward.instalments)
    assert all(sum(payer.amount_fen for payer in item.payers) == item.amount_fen for item in reward.instalments)
    assert [item.due_on for item in reward.instalments] == [date(year, 10, 31) for year in (2026, 2027, 2028)]


def test_a_household_without_certificate_is_promised_services_only() -> None:
    """No claim, no sum, no problem."""
    draft = drafts_from(reading(second_family()), order())[0]
    assert [term.code for term in draft.terms if term.programme] == []


def test_facts_of_the_certificate_go_with_the_contract() -> None:
    """Replacement of a lost certificate is proved from these."""
    draft = drafts_from(reading(record()), order())[0]
    assert dict(draft.facts[:2]) == {"certificate_number": "鄂示201503178", "certificate_issued_on": "2015-08-08"}


CONFIRMED = {
    "confirmed_programme": "计划生育家庭特别扶助（分级）", "confirmed_class": "二级", "confirmed_on": "2026-03-02",
    "confirmed_for": "女方", "proof_seen_by": "周平",
}  # fmt: skip


def test_a_confirmed_grade_is_promised_to_the_one_it_is_of() -> None:
    """390 yuan a month for her from the month of the confirmation; the certificate's reward stays the couple's."""
    draft = drafts_from(reading(record(**CONFIRMED)), order())[0]
    reward, graded = (term for term in draft.terms if term.code == "reward")

    assert (reward.programme, graded.programme) == ("only_child_reward", "special_support_graded")
    assert [item.amount_fen for item in graded.instalments] == [10 * 390_00, 12 * 390_00, 12 * 390_00, 2 * 390_00]
    assert "女方一份" in graded.text
    assert dict(draft.facts).items() >= CONFIRMED.items(), "the grade and who saw the proof, nothing else"


def test_a_paper_that_promises_no_money_keeps_no_grade() -> None:
    """What a paper does not need is not on it."""
    draft = drafts_from(reading(record(**CONFIRMED)), order("mutual_pledge"))[0]
    assert not set(CONFIRMED) & dict(draft.facts).keys()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"confirmed_on": "2026-04-01"}, "确认日期 2026-04-01 在签订日期 2026-03-05 以后"),
        ({"confirmed_programme": "计划生育家庭特别扶助", "confirmed_class": "甲类"}, "在合同期内没有应发的月份"),
        ({"proof_seen_by": None}, "没有填“证明查看人”"),
    ],
)
def test_a_confirmation_that_cannot_be_is_never_silence(changes: dict[str, str | None], message: str) -> None:
    """The clerk named a programme: a contract without it would look complete."""
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(record(**(CONFIRMED | changes))), order())
    assert [problem.message for problem in caught.value.problems if message in problem.message]


def test_an_unknown_birth_month_is_asked_for_not_assumed() -> None:
    """The end of a promise is never guessed."""
    child = replace(CHILD, birth=PartialDate(year=2014))
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(record(persons=(WIFE, HUSBAND, child))), order())
    assert caught.value.problems[0].where == "花名册 第3行"


@pytest.mark.parametrize("changes", [{"child": "2034-06-25"}, {"issued_on": "2026-04-01"}])
def test_a_day_that_has_not_come_promises_no_money(changes: dict[str, str]) -> None:
    """A child born eight years after the signing is a slip of the pen."""
    child = replace(CHILD, birth=PartialDate.parse(changes.get("child", "2014-06-25")))
    row = record(persons=(WIFE, HUSBAND, child), issued_on=changes.get("issued_on", "2015-08-08"))

    with pytest.raises(RosterError) as caught:
        drafts_from(reading(row), order())

    assert sum("签订日期 2026-03-05 以后" in problem.message for problem in caught.value.problems) == 1


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    """Cells first, then rows; good rows do not hide bad ones."""
    cell = Problem(where="花名册!C9", message="身份证号校验位不对", hint="请与身份证核对")
    lost = record(5, persons=(replace(WIFE, id_number="11010519491231002X"),), group="1组")

    with pytest.raises(RosterError) as caught:
        drafts_from(reading(record(), lost, problems=(cell,)), order())

    assert caught.value.problems[0] == cell
    assert any("看不出属于哪个村" in problem.message for problem in caught.value.problems)
    assert "未生成任何文件" in caught.value.summary


def test_one_person_on_two_rows_is_one_contract_too_many() -> None:
    """The clerk decides which row stays."""
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(record(3), record(8)), order())
    assert [problem.where for problem in caught.value.problems] == ["花名册 第8行", "花名册 第8行"]
    assert "与第3行" in caught.value.problems[0].message


def test_what_follows_from_a_bad_cell_is_not_told_twice() -> None:
    """A bad ID cell is one line, not three."""
    cell = Problem(where="花名册!C3", message="身份证号校验位不对", hint="请与身份证核对")
    broken = replace(record(persons=(replace(WIFE, id_number=None),)), bad=("persons.0.id_number",))

    with pytest.raises(RosterError) as caught:
        drafts_from(reading(broken, problems=(cell,)), order())

    assert caught.value.problems == (cell,)


def test_an_empty_roster_is_no_batch() -> None:
    """Nothing in, nothing out, and it is said where rows belong."""
    with pytest.raises(RosterError, match="没有可用的行") as caught:
        drafts_from(reading(), order())
    assert "roster columns" in caught.value.problems[0].hint


def test_a_kind_that_ended_is_refused_before_any_row_is_read() -> None:
    """The law comes first: exit 4, not a list of cells."""
    ended: Kind = replace(order().kind, issued_to=date(2015, 12, 31))
    with pytest.raises(LawError):
        drafts_from(reading(), replace(order(), kind=ended))


def test_a_village_row_becomes_the_agreement_with_its_own_targets() -> None:
    """Targets differ by village (row A-14)."""
    row = record(3, persons=(), group=None, certificate_number=None, issued_on=None,
                 village="上坪村", service_coverage="96%")  # fmt: skip
    draft = drafts_from(reading(row), order("village_responsibility_agreement"))[0]

    assert draft.party("party_b").name == "上坪村村民委员会"
    assert dict(draft.values)["service_coverage"] == "96%"
    assert dict(draft.values)["work_funds"] == "6,000元"
    assert (draft.starts_on, draft.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))


def test_a_community_is_not_spoken_of_as_a_village() -> None:
    """居务公开 and 先进社区, known by the full name in office.toml."""
    place = replace(OFFICE.villages[0], name="城关社区居民委员会", short="城关社区")
    row = record(3, persons=(), group=None, certificate_number=None, issued_on=None, village="城关社区")
    kind = order("village_responsibility_agreement")
    draft = drafts_from(reading(row), replace(kind, office=replace(OFFICE, villages=(place,))))[0]
    cells = [cell for row in draft.tables[0].rows for cell in row]
    words = [*draft.recital, *(term.text for term in draft.terms), *cells]

    assert "居务公开和会议次数" in words
    assert any("先进社区" in text for text in words)
    assert not [text for text in words if "村" in text.replace("各村（社区）", "")]


def test_a_contract_runs_whole_years_and_an_agreement_the_calendar_year() -> None:
    """Three years from 5 March end on 4 March."""
    assert contract_period(order().kind, SIGNED) == (SIGNED, date(2029, 3, 4))


def test_births_of_adults_are_read_from_their_numbers() -> None:
    """Age decides when support begins; the number on the card says it."""
    facts, problems = facts_of(record())
    assert str(facts.wife_birth) == "1989-12-15"
    assert problems == ()


def test_employers_that_pay_a_share_are_read_from_the_row() -> None:
    """W-13: 无 is an answer, a blank is none; of an adult who is not in the row nothing is asked."""
    facts, _ = facts_of(record(wife_employer="青河镇农机厂", husband_employer="无"))
    alone, _ = facts_of(record(persons=(WIFE, CHILD)))

    assert (facts.wife_employer, facts.husband_employer) == ("青河镇农机厂", "无")
    assert (alone.wife_employer, alone.husband_employer) == (None, "无")


def test_a_roster_that_says_applicant_and_spouse_knows_the_parents_too() -> None:
    """The report of a village says 本人 and 配偶; which of them is the mother is in the number."""
    persons = (replace(HUSBAND, role="person"), replace(WIFE, role="spouse"), CHILD)
    told, known = facts_of(record(persons=persons))[0], facts_of(record())[0]

    assert (told.wife_birth, told.husband_birth) == (known.wife_birth, known.husband_birth)


def test_a_certificate_with_two_children_is_asked_about() -> None:
    """The paper and the row contradict each other; a person decides."""
    _, problems = facts_of(record(persons=(WIFE, CHILD, replace(CHILD, name="陶二"))))
    assert "几个子女" in problems[0].message


@pytest.mark.parametrize(
    ("words", "option", "last"),
    [
        (None, "mid", date(2029, 3, 4)),
        ("短期", "short", date(2027, 3, 4)),
        ("长期", "long", date(2031, 3, 4)),
    ],
)
def test_a_contract_is_long_mid_or_short_with_real_days(words: str | None, option: str, last: date) -> None:
    """None is without an end (domain K-1)."""
    draft = drafts_from(reading(record(term_kind=words)), order())[0]

    assert (draft.ends_on, dict(draft.facts)["term_kind"]) == (last, option)
    assert f"（{words or '中期'}）" in draft.terms[-2].text


def test_a_family_from_elsewhere_has_one_clause_more() -> None:
    """The same services, and help to apply at home (domain K-3)."""
    here, away = (drafts_from(reading(record(residence_kind=kind)), order())[0] for kind in ("常住", "流动"))

    assert {term.code for term in away.terms} - {term.code for term in here.terms} == {"away_from_home"}


def test_a_word_that_is_no_length_is_named_with_its_row() -> None:
    """Nothing is drafted."""
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(record(term_kind="终身")), order())
    assert "不能是“终身”" in caught.value.problems[0].message


UNIT = {"group": None, "organisation": "青河毛纺织有限公司", "credit_code": "91429900MA48000018"}
HOLDER = {"holder": "吴小琴", "certificate_number": "鄂示201203117", "amount_fen": 6000}


def employers(*rows: dict[str, object]) -> list[Record]:
    """Return rows of an employers' roster."""
    empty = {"issued_on": None}
    return [record(number, persons=(), **(UNIT | HOLDER | empty | row)) for number, row in enumerate(rows, 2)]


def standing(**values: str) -> Office:
    """Return the office with standing values for the employer agreement."""
    given = {"contact": "李敏，0710-5550100"} | values
    return replace(OFFICE, values=tuple(("employer_agreement", key, text) for key, text in given.items()))


def test_an_employer_owes_each_holder_a_share_every_year() -> None:
    """Two rows, one agreement, two duties with their sums (PFPL art. 31)."""
    rows = employers({}, {"holder": "高建军", "amount_fen": 12000})
    (draft,) = drafts_from(reading(*rows), order("employer_agreement", office=standing()))

    shares = [term for term in draft.terms if term.code == "share"]
    assert [term.amount_fen for term in shares] == [6000, 12000]
    assert "高建军" in shares[1].text
    assert draft.place == "429999101"
    assert draft.party("party_a").name == "青河镇人民政府"


def test_the_village_may_sign_in_the_townships_place() -> None:
    """As office.toml says; then the row must name the village."""
    office = standing(party_a="village")
    (draft,) = drafts_from(reading(*employers({"village": "石桥村"})), order("employer_agreement", office=office))

    assert draft.party("party_a").name == "石桥村村民委员会"
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(*employers({})), order("employer_agreement", office=office))
    assert "看不出属于哪个村" in caught.value.problems[0].message


def test_a_holder_without_a_number_is_asked_about() -> None:
    """Unknown is unknown: no bracket is printed empty."""
    with pytest.raises(RosterError) as caught:
        drafts_from(reading(*employers({"certificate_number": None})), order("employer_agreement", office=standing()))
    assert "没有“证号”" in caught.value.problems[0].message


def test_two_agreements_with_one_unit_are_asked_about_unless_for_two_houses() -> None:
    """A company may let several houses; the same one twice is a slip."""
    office = replace(standing(), values=(("landlord_agreement", "rooms", "6"), ("", "service_site", "服务中心")))
    two = employers({"room_address": "石桥村8号"}, {"room_address": "石桥村9号"})
    assert len(drafts_from(reading(*two), order("landlord_agreement", office=office))) == 2

    with pytest.raises(RosterError) as caught:
        drafts_from(reading(two[0], replace(two[0], row=3)), order("landlord_agreement", office=office))
    assert "同一统一社会信用代码" in caught.value.problems[0].message


@pytest.mark.parametrize("kept", [0, 9])
def test_drafts_are_composed_when_they_are_asked_for(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A roll of a hundred thousand is not a hundred thousand drafts in memory; an ordinary one is composed once."""
    monkeypatch.setattr(roll, "KEPT", kept)
    drafts = drafts_from(reading(record(3), second_family()), order())

    assert drafts[1] == drafts[1]
    assert (drafts[1] is drafts[1]) == bool(kept)
