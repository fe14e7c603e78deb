"""contracts/judging/judge.py: one clause before the rules."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.judging.books import rules_for
from contracts.judging.judge import judge_for, side_bound
from contracts.judging.review import judge

TODAY = date(2026, 11, 22)


def verdict(text: str, *, bound: str = "", day: date = TODAY, place: str = "") -> str:
    """Return the verdict alone."""
    return judge(text, party_bound=bound, as_of=day, place=place).verdict


def test_one_void_statement_makes_the_whole_clause_void() -> None:
    """The lawful half does not heal the other; it must be split."""
    assert verdict("甲方每年发放奖励金960元，乙方必须每季度参加孕检。", bound="both") == "void"


def test_a_reward_hung_on_a_void_condition_stays_due() -> None:
    """Civil Code 156: the condition falls, the promise does not."""
    finding = judge("乙方参加孕检满四次的，方可领取奖励费，甲方每年发放奖励费960元。", party_bound="both", as_of=TODAY)

    assert finding.verdict == "void"
    assert "156" in finding.hint
    assert any(cite.article == "156" for cite in finding.cite)


def test_both_directions_of_coercion_are_void() -> None:
    """Not to bear and to bear."""
    assert verdict("乙方生育第三个子女的，取消全部惠农补贴。", bound="family") == "void"
    assert verdict("乙方两年内不生育二孩的，取消全部惠农补贴。", bound="family") == "void"


@pytest.mark.parametrize("word", ["上环", "放环", "戴环", "放置宫内节育器", "放置节育环", "IUD", "上環"])
def test_synonyms_and_traditional_signs_are_one_word(word: str) -> None:
    """Domain section 4, edge behaviour."""
    assert verdict(f"乙方必须{word}。", bound="family") == "void"


@pytest.mark.parametrize("money", ["押金", "保证金", "信誉金", "抵押金", "诚信金", "押 金"])
def test_a_deposit_is_one_under_any_name(money: str) -> None:
    """Names are data of the packs."""
    assert verdict(f"乙方交纳{money}壹万元。", bound="family") == "void"


def test_an_old_text_cites_what_was_in_force_then() -> None:
    """In 2005 neither the Civil Code nor today's statute stood; the Contract Law did."""
    finding = judge("乙方缴纳押金两千元。", party_bound="family", as_of=date(2005, 1, 1))

    assert finding.verdict == "void"
    assert all(cite.version <= date(2005, 1, 1) for cite in finding.cite)


def test_the_place_answers_what_the_nation_leaves_open() -> None:
    """Zhejiang says that an only child counts twice; Henan that money received is kept."""
    share = "持有光荣证家庭的独生子女按两人份计算。"
    clawback = "领取光荣证后又生育的，退回已领取的全部奖励费。"

    assert [verdict(share, place=place) for place in ("", "330106")] == ["needs_review", "lawful"]
    assert [verdict(clawback, place=place) for place in ("", "410100")] == ["needs_review", "void"]


def test_doubt_about_a_renumbered_law_is_shown_from_its_day() -> None:
    """The villagers' committee law was renumbered on 2026-01-01; the new numbers were not seen."""
    clause = "政策外生育的子女不得参加村集体收益分配。"
    before = judge(clause, party_bound="village", as_of=date(2025, 12, 31))
    after = judge(clause, party_bound="village", as_of=date(2026, 1, 1))

    assert "新条号" not in before.doubt
    assert "新条号" in after.doubt


@pytest.mark.parametrize(
    ("word", "side"), [("village", "office"), ("youth", "family"), ("landlord", "unit"), ("nobody", "")]
)
def test_the_column_party_bound_names_a_side(word: str, side: str) -> None:
    """Unknown words say nothing rather than something wrong."""
    assert side_bound(word) == side


def test_a_clause_that_says_nothing_is_left_to_a_person() -> None:
    """Empty text has no statement at all."""
    assert verdict("。") == "needs_review"


def test_a_judge_is_made_once_for_book_and_day() -> None:
    """Compiling a thousand phrases for each clause would take minutes."""
    book = rules_for()

    assert judge_for(book, TODAY) is judge_for(book, TODAY)


def test_a_general_rule_speaks_only_where_no_nearer_one_has() -> None:
    """One clause, one reason: the catch-all of the body does not repeat what the check-up rule says."""
    judge_today = judge_for(rules_for(), TODAY)
    near = [ruling.rule.id for ruling in judge_today.rulings("乙方必须每季度参加孕检。", "family")]
    rest = [ruling.rule.id for ruling in judge_today.rulings("凡备孕未满一年的，不给预约。", "family")]

    assert near == ["CN-CHECKUP-001"]
    assert rest == ["CN-BODY-001"]


@pytest.mark.parametrize("text", ["任何单位不得查验妇女的孕检证明。", "甲方免费提供避孕节育咨询，由乙方自愿选择。"])
def test_the_general_rule_of_the_body_lets_care_and_protection_pass(text: str) -> None:
    """What forbids the watching, or only offers, is no duty."""
    assert verdict(text, bound="office") == "lawful"


PLACES = (
    "健康路12号", "青河镇健康大道5号", "健康社区居委会二楼", "健康北路8号", "健康胡同3号", "健康村委会",
    "青河镇健康里2号",
    "环城东路药王巷6号", "示范县医院妇科楼一楼", "示范县体检中心对面", "精神病医院旁边的便民服务中心",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_place_called_after_health_speaks_of_no_body(place: str) -> None:
    """An address stops no notice; what is done there to bodies still does."""
    assert verdict(f"服务地点：{place}。") == "lawful"
    assert verdict(f"在{place}登记妇女的身体健康情况。") == "needs_review"
    assert verdict(f"在{place}查清怀孕妇女名单。") == "void"


@pytest.mark.parametrize("text", ["登记健康村民和上环村民。", "乙方健康里外都要登记。", "乙方到妇科楼一楼登记月经。"])
def test_no_place_hides_a_body(text: str) -> None:
    """A word that only begins like a village's name is no name."""
    assert verdict(text, bound="family") in {"needs_review", "void"}


@pytest.mark.parametrize(("text", "said"), [
    ("甲方公布奖励标准，并告知乙方家庭成员。", "lawful"),
    ("甲方公开办事流程，为家庭成员提供免费咨询。", "lawful"),
    ("甲方公示享受奖励的家庭，并列出家庭成员。", "void"),
    ("甲方公布乙方姓名和家庭成员。", "void"),
    ("公布栏上写家庭成员的收入。", "void"),
])  # fmt: skip
def test_to_tell_a_family_is_not_to_post_it(text: str, said: str) -> None:
    """Only who stands on the board is published, not who is told what stands there."""
    assert verdict(text, bound="office") == said


def test_a_notice_of_vacancies_to_families_is_left_to_a_person() -> None:
    """A preference is weighed; nobody's data is published by it."""
    assert verdict("甲方发布招工信息，组织技能培训，优先告知家庭成员。", bound="office") == "needs_review"
