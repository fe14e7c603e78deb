"""The certificate of support: every year as the ledger has it, ID numbers masked (§2.8)."""

from __future__ import annotations

from tests.clerks_office import ALONE, ELDERS, ROWS, Clerk


def test_years_paid_and_owed_come_from_the_ledger(clerk: Clerk) -> None:
    """What is due this year, what was paid and when; numbers show only their ends."""
    duty = clerk.rows(
        "select o.id, o.amount_fen as fen from obligations o join contracts c on c.id = o.contract_id"
        f" where c.number = '{ELDERS}' and o.programme = 'reward_support' order by o.due_on limit 1"
    )[0]
    paid = ("--amount", str(duty["fen"] // 100), "--voucher", "V1", "--on", "2026-09-30")
    clerk.done("record", "payment", ELDERS, "--obligation", str(duty["id"]), *paid)
    clerk.done("publish", "reward_support_certificate", ELDERS, "--confirmed", "2024")
    text = clerk.text("证件")

    assert all(words in text for words in ("周桂兰、沈大河", "2024年", "2026", "2026年9月30日", "1964年5月12日"))
    assert f"{duty['fen'] // 100:,}元" in text
    assert ROWS[0][2] not in text
    assert f"{ROWS[0][2][:6]}********{ROWS[0][2][-4:]}" in text


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
