"""A kind whose words changed under the version that papers were signed under is told, before and after signing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clerks_office import BATCH, Clerk, office_at, own_kind
from tests.contracts.own_notices import MANIFEST
from tests.contracts.word.papers import shipped

VERSION = shipped("service_contract").version


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """An office with its own service contract, of which papers of its first words are in the ledger."""
    clerk = office_at(tmp_path / "青河镇")
    own_kind(clerk, "service_contract", instead=(', zh_Hant = "zh_Hant.docx"', ""))
    assert clerk.draft().exit_code == 0
    clerk.done("register", clerk.folder / BATCH, "--signed-on", "2026-03-05")
    return clerk


def rewrite(clerk: Clerk, before: str, after: str, kind: str = "service_contract") -> None:
    """Change words in the manifest of a kind of the office."""
    path = clerk.folder / "templates" / kind / "manifest.toml"
    words = path.read_text(encoding="utf-8")
    assert before in words
    path.write_text(words.replace(before, after, 1), encoding="utf-8")


def reword(clerk: Clerk) -> None:
    """Change a clause that was signed."""
    rewrite(clerk, "告知一次当年的", "告知两次当年的")


def test_the_words_that_were_signed_are_in_order(clerk: Clerk) -> None:
    """Nothing is said."""
    assert clerk.run("kinds", "check", "service_contract").output == ""


def test_other_words_under_the_same_version_are_told_with_the_way(clerk: Clerk) -> None:
    """Where they are, which paper says otherwise, and what to write; a raised version is in order."""
    reword(clerk)
    result = clerk.run("kinds", "check", "service_contract")

    assert result.exit_code == 3
    assert "service_contract/manifest.toml terms.policy_notice：" in result.stderr
    assert f"与台账里第 {VERSION} 版的不同（429999101201-计服-2026A-001）" in result.stderr
    assert f"把 version = {VERSION} 改成 version = {VERSION + 1}" in result.stderr

    rewrite(clerk, f"version = {VERSION}", f"version = {VERSION + 1}")
    assert clerk.run("kinds", "check", "service_contract").output == ""


def test_other_looks_other_values_and_another_number_are_no_other_words(clerk: Clerk) -> None:
    """The Word file, the example and the form of the number may change at any time."""
    rewrite(clerk, "计服", "服计")
    assert clerk.run("kinds", "check", "service_contract").output == ""


def test_drafting_and_registering_give_the_hint_and_go_on(clerk: Clerk) -> None:
    """The clerk decides; nothing is refused for it."""
    reword(clerk)
    drafted = clerk.run("draft", "service_contract", clerk.folder / "名册.csv", "--batch", "2026B", "--signing",
                        "2026-03-05", "-o", clerk.folder)  # fmt: skip
    registered = clerk.run("register", clerk.folder / "service_contract_2026B", "--signed-on", "2026-03-05")

    assert (drafted.exit_code, registered.exit_code) == (0, 0)
    assert "提示：service_contract/manifest.toml terms.policy_notice" in drafted.stderr
    assert "提示：service_contract/manifest.toml terms.policy_notice" in registered.stderr


def test_words_taken_back_after_some_were_signed_are_found_too(clerk: Clerk) -> None:
    """The last papers are looked at as well as the first."""
    reword(clerk)
    clerk.done("draft", "service_contract", clerk.folder / "名册.csv", "--batch", "2026B", "--signing", "2026-03-05",
               "-o", clerk.folder)  # fmt: skip
    clerk.done("register", clerk.folder / "service_contract_2026B", "--signed-on", "2026-03-05")
    rewrite(clerk, "告知两次当年的", "告知一次当年的")

    assert "2026B" in clerk.run("kinds", "check", "service_contract").stderr


def test_a_notice_that_was_posted_keeps_its_words(tmp_path: Path) -> None:
    """What was issued from the ledger counts like what was signed."""
    clerk = office_at(tmp_path / "青河镇")
    folder = clerk.folder / "templates" / "service_day"
    folder.mkdir(parents=True)
    lawful = MANIFEST.replace("不清楚的，请打电话", "咨询电话：")
    (folder / "manifest.toml").write_text(lawful, encoding="utf-8")
    clerk.done("kinds", "show", "service_day", "--word", folder / "zh_CN.docx")
    clerk.done("publish", "notice", "service_day", "--village", "上坪村", "--set", "村（社区）=上坪村", "--set",
               "服务日期=2026-12-01", "--days", "7")  # fmt: skip
    assert clerk.run("kinds", "check", "service_day").output == ""
    rewrite(clerk, "举办服务日", "举行服务日", "service_day")

    assert "service_day/manifest.toml recital 第1段" in clerk.run("kinds", "check", "service_day").stderr


def test_a_ledger_that_cannot_be_read_is_said_and_the_rest_is_checked(clerk: Clerk) -> None:
    """The kind is sound; that it was not compared is no secret."""
    (clerk.folder / "ledger.db").write_bytes(b"no ledger")
    result = clerk.run("kinds", "check", "service_contract")

    assert result.exit_code == 0
    assert "没有与台账里的文字核对" in result.stderr


def test_an_office_without_a_ledger_has_nothing_to_compare(clerk: Clerk) -> None:
    """As before ``init``."""
    (clerk.folder / "ledger.db").unlink()
    reword(clerk)

    assert clerk.run("kinds", "check", "service_contract").output == ""
