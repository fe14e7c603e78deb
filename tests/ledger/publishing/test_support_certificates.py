"""The certificate of support: every year as the ledger has it, ID numbers masked (§2.8)."""

from __future__ import annotations

from contracts.word.reading import printed
from tests.clerks_office import ALONE, CHILD_2014, ELDERS, ROWS, Clerk


def sheets(clerk: Clerk) -> dict[str, str]:
    """Return the text of each certificate by its number."""
    rows = clerk.rows("select number, name from papers where kind = 'reward_support_certificate' order by id")
    return {row["number"]: printed((clerk.folder / "证件" / row["name"]).read_bytes()) for row in rows}


def test_each_of_a_couple_has_a_certificate_with_their_own_sums(clerk: Clerk) -> None:
    """§2.8, one person one certificate: what the wife was paid is not on the husband's; ID numbers show their ends."""
    duty = clerk.rows(
        "select o.id, o.amount_fen as fen from obligations o join contracts c on c.id = o.contract_id"
        " join obligation_payees y on y.obligation_id = o.id and y.role = 'wife'"
        f" where c.number = '{ELDERS}' and o.programme = 'reward_support' order by o.due_on limit 1"
    )[0]
    paid = ("--amount", str(duty["fen"] // 100), "--voucher", "V1", "--on", "2026-09-30")
    clerk.done("record", "payment", ELDERS, "--obligation", str(duty["id"]), *paid)
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    hers, his = sheets(clerk).values()

    assert all(words in hers for words in ("周桂兰", "2024年", "2026年9月30日", "1964年5月12日"))
    assert (f"{duty['fen'] // 100:,}元" in hers, "沈大河" in hers, "周桂兰" in his) == (True, False, False)
    assert ("沈大河" in his, "2026年9月30日" in his, "男" in his) == (True, False, True)
    assert ROWS[0][2] not in hers
    assert f"{ROWS[0][2][:6]}********{ROWS[0][2][-4:]}" in hers


def test_who_has_none_gets_one_and_who_has_one_gets_no_second(clerk: Clerk) -> None:
    """The husband's was spoilt for good: only his is printed anew."""
    words = ("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    clerk.done(*words)
    clerk.done("certificate", "void", "429999101-扶-2026-0002", "--because", "名字印错")
    clerk.done(*words)

    assert list(sheets(clerk)) == [f"429999101-扶-2026-000{serial}" for serial in (1, 2, 3)]
    assert "沈大河" in sheets(clerk)["429999101-扶-2026-0003"]
    assert clerk.run(*words).exit_code == 5


def test_a_sum_of_the_household_stands_on_one_certificate_with_both_names(clerk: Clerk) -> None:
    """Where the programme pays by couple, both are named."""
    words = ("--confirmed", "2024", "--programme", "only_child_reward")
    clerk.done("publish", "reward_support_certificate", CHILD_2014, *words)
    (text,) = sheets(clerk).values()

    assert "王梅珍、陶立志" in text


def test_one_certificate_at_a_time_and_none_without_a_promise(clerk: Clerk) -> None:
    """The second is a replacement."""
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")

    again = clerk.run("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    assert (again.exit_code, "429999101-扶-2026-0001" in again.stderr) == (5, True)
    nothing = clerk.run("publish", "reward_support_certificate", ALONE, "--confirmed", "2024")
    assert (nothing.exit_code, "没有 reward_support 的约定" in nothing.stderr) == (5, True)


def test_a_full_one_is_replaced_by_the_payments_of_today(clerk: Clerk) -> None:
    """What was paid since stands on the new one; the old paper said nothing of it."""
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    clerk.done("certificate", "issue", "429999101-扶-2026-0001")
    duty = clerk.obligation(ELDERS, "reward")
    clerk.done("record", "payment", ELDERS, "--obligation", duty, "--amount", "800", "--voucher", "V1",
               "--on", "2026-11-20")  # fmt: skip
    before = clerk.text("证件")
    clerk.done("certificate", "replace", "429999101-扶-2026-0001", "--because", "记满")

    assert "2026年11月20日" not in before
    assert "2026年11月20日" in clerk.text("证件")
    assert clerk.run("ledger", "verify").output == ""


def test_what_ended_lawfully_is_not_printed_as_due(clerk: Clerk) -> None:
    """The certificate and the statement of one household say the same."""
    duty = clerk.rows(
        "select o.id, o.amount_fen as fen from obligations o join contracts c on c.id = o.contract_id"
        f" where c.number = '{ELDERS}' and o.programme = 'reward_support' order by o.due_on limit 1"
    )[0]
    ended = ("--reason", "moved_out", "--on", "2026-08-20", "--amount", str(duty["fen"] // 100))
    clerk.done("record", "ending", ELDERS, "--obligation", str(duty["id"]), *ended)
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")

    assert sorted(f"{duty['fen'] // 100:,}元" in text for text in sheets(clerk).values()) == [False, True]
