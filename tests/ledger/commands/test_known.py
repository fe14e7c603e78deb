"""A name nobody knows is wrong usage, an unknown contract does not fit the ledger, whatever command it is given to."""

from __future__ import annotations

import pytest

from tests.clerks_office import Clerk


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("query", "due_unpaid_by_age", "--set", "village=上平村"), "是不是“上坪村”"),
        (("query", "what_if_programme_ended", "--set", "programme=reward_suport"), "“reward_support”"),
        (("query", "due_unpaid_by_age", "--set", "payer=县财政"), "没有名为“县财政”的承担单位"),
        (("query", "what_if_amount_changed", "--set", "programme=reward_support", "--set", "old_fen=999元", "--set",
          "new_fen=720元"), "没有过这个标准"),
        (("query", "funding_trace", "--set", "fund=没有"), "台账里还一个也没有"),
        (("due", "--village", "上平村"), "上坪村"),
        (("breach", "list", "--village", "上平村"), "上坪村"),
        (("statement", "--village", "上平村"), "上坪村"),
        (("pay", "prepare", "一批", "--programme", "reward_suport"), "没有名为“reward_suport”的项目"),
        (("pay", "prepare", "一批", "--village", "上平村"), "上坪村"),
        (("publish", "payout_announcement", "--new-date", "nosuch=2026-12-20"), "没有名为“nosuch”的项目"),
        (("publish", "payout_announcement", "--reason", "资金未到"), "--reason 写作"),
    ],
)  # fmt: skip
def test_an_unknown_name_is_no_empty_answer(clerk: Clerk, words: tuple[str, ...], said: str) -> None:
    """Exit 2, what is near and what there is; nothing is written."""
    before = clerk.state()
    refused = clerk.run(*words)

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert clerk.state() == before


UNKNOWN = (
    "contract show 没有", "contract list 没有", "contract terminate 没有 --on 2026-11-20",
    "contract amend 没有 --to 没有 --on 2026-11-20",
    "contract renew 没有 --to 没有 --on 2026-11-20", "query statement_lines --set contract=没有", "statement 没有",
    "copy 没有", "publish consent 没有 --evidence 签字单", "publish reward_support_certificate 没有 --confirmed 2024",
    "publish only_child_certificate 没有 --because 遗失", "assess columns 没有 -o 空白.xlsx",
    "assess veto 没有 --cause 拖欠奖励 --evidence 记录", "record fulfilment 没有 --on 2026-11-20",
    "record payment 没有 --amount 9 --voucher 1 --on 2026-11-20", "record ending 没有 --reason died --on 2026-11-20",
    "record breach 没有 --party party_a --term 1 --found-on 2026-11-20 --found-how 检查",
)  # fmt: skip


@pytest.mark.parametrize("words", UNKNOWN)
def test_a_contract_that_is_not_in_the_ledger_is_one_code_everywhere(clerk: Clerk, words: str) -> None:
    """Exit 5, as the README's table says, whether it is asked about or written to."""
    refused = clerk.run(*words.split())

    assert (refused.exit_code, refused.stdout) == (5, "")
    assert "台账里没有这" in refused.stderr


def test_what_the_office_knows_is_known_before_its_first_contract(clerk: Clerk) -> None:
    """A village of office.toml, a programme of the packs: there is simply nothing."""
    for question, setting in (
        ("due_unpaid_by_age", "village=429999101202"), ("what_if_programme_ended", "programme=special_support"),
    ):  # fmt: skip
        assert clerk.run("query", question, "--set", setting).exit_code == 0, setting
