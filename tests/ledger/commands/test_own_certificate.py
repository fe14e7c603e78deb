"""``shouyue publish certificate``: a kind of the office's own is numbered, stubbed, handed over and replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clerks_office import Clerk
from tests.contracts.own_certificates import MANIFEST

FIRST = "429999101-志-2026-0001"


@pytest.fixture
def own(clerk: Clerk) -> Clerk:
    """Return an office with a certificate of its own, drawn by the program."""
    folder = clerk.folder / "templates" / "volunteer_card"
    folder.mkdir(parents=True)
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    clerk.done("kinds", "show", "volunteer_card", "--word", folder / "zh_CN.docx")
    return clerk


def listed(clerk: Clerk, *rows: str) -> Path:
    """Return a sheet of who gets a certificate."""
    sheet = clerk.folder / "名单.csv"
    sheet.write_text("\n".join(("姓名,村,服务开始日期", *rows)), encoding="utf-8")
    return sheet


def test_an_own_certificate_goes_the_way_of_every_other(own: Clerk) -> None:
    """Printed with number and stub, handed over, replaced by one that names the old number; verify knows both."""
    assert own.run("kinds", "check", "volunteer_card").output == ""
    own.done("publish", "certificate", "volunteer_card", listed(own, "沈小平,上坪村,2026.12.5", "赵大为,,2026-12-06"))
    text = own.text("证件")
    assert all(words in text for words in (FIRST, "存根", "沈小平", "2026年12月5日"))

    own.done("certificate", "issue", FIRST)
    own.done("certificate", "replace", FIRST, "--because", "遗失")
    assert own.rows("select number, holder, village, state from certificate_register order by number_id") == [
        {"number": FIRST, "holder": "沈小平", "village": "上坪村", "state": "replaced"},
        {"number": "429999101-志-2026-0002", "holder": "赵大为", "village": "", "state": "printed"},
        {"number": "429999101-志-2026-0003", "holder": "沈小平", "village": "上坪村", "state": "printed"},
    ]
    (first,) = (path for path in own.papers("证件") if path.name.startswith(f"{FIRST}_沈小平"))
    assert "代替" in own.done("verify", first)
    assert own.run("ledger", "verify").output == ""


UNKNOWN = "持证人凭本证参加协会举办的趣味运动会。"
DECIDED = ("--accept", "CN-OPEN-001", "--because", "协会章程的活动")


def test_words_that_no_rule_knows_wait_for_a_person_and_the_decision_holds_for_every_sheet(own: Clerk) -> None:
    """Refused, then decided with a reason that is kept; spoilt and replaced without asking again."""
    manifest = own.folder / "templates" / "volunteer_card" / "manifest.toml"
    words = manifest.read_text(encoding="utf-8").replace('，特发此证。"]', f'，特发此证。", "{UNKNOWN}"]')
    manifest.write_text(words, encoding="utf-8")
    names = listed(own, "沈小平,上坪村,2026-12-05")
    refused = own.run("publish", "certificate", "volunteer_card", names)
    assert (refused.exit_code, "publish certificate 的 --accept" in refused.stderr) == (4, True)

    own.done("publish", "certificate", "volunteer_card", names, *DECIDED)
    own.done("certificate", "spoilt", FIRST, "--because", "卡纸")
    own.done("certificate", "issue", FIRST)
    own.done("certificate", "replace", FIRST, "--because", "遗失")
    kept = own.rows("select draft_json ->> '$.facts' as facts from papers where kind = 'volunteer_card'")
    assert len(kept) == 3
    assert all('["accepted_because","协会章程的活动"]' in row["facts"] for row in kept)


def test_a_reason_about_somebodys_body_is_not_kept(own: Clerk) -> None:
    """As everywhere in the ledger."""
    decided = ("--accept", "CN-OPEN-001", "--because", "她怀孕了")
    result = own.run("publish", "certificate", "volunteer_card", listed(own, "沈小平,,2026-12-05"), *decided)

    assert (result.exit_code, "不得记录的内容" in result.stderr) == (5, True)


@pytest.mark.parametrize(
    ("rows", "code", "said"),
    [
        (["沈小平,上坪村,2026-12-05"], 5, f"已有 {FIRST}（已印，未发）"),
        (["赵大为,,2026-12-06", "赵大为,,2026-12-06"], 5, "名单.csv 第 3 行：与前面一行相同"),
        ([",上坪村,2026-12-05", "赵大为,北坪村,2026-12-05"], 3, "名单.csv 第 2 行：没有姓名"),
        (["赵大为,北坪村,2026-12-05"], 3, "没有北坪村"),
        (["赵大为,,下月初"], 3, "名单.csv 第 2 行"),
        ([], 3, "表里没有要办的行"),
    ],
)
def test_a_list_with_a_fault_prints_nothing(own: Clerk, rows: list[str], code: int, said: str) -> None:
    """No number is taken; the row is named."""
    own.done("publish", "certificate", "volunteer_card", listed(own, "沈小平,上坪村,2026-12-05"))
    result = own.run("publish", "certificate", "volunteer_card", listed(own, *rows))

    assert (result.exit_code, said in result.stderr) == (code, True)
    assert own.rows("select count(*) as n from certificate_numbers") == [{"n": 1}]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("publish", "certificate", "honour_certificate"), "用 shouyue publish honour_certificate"),
        (("publish", "certificate", "service_contract"), "用 shouyue draft service_contract 名册"),
        (("publish", "certificate", "policy_notice"), "用 shouyue publish notice policy_notice"),
        (("draft", "volunteer_card", "--batch", "1"), "用 shouyue publish certificate volunteer_card 名单"),
        (("publish", "notice", "volunteer_card"), "用 shouyue publish certificate volunteer_card 名单"),
        (("roster", "columns", "volunteer_card"), "用 shouyue publish certificate volunteer_card 名单"),
    ],
)
def test_the_wrong_command_names_the_right_one(own: Clerk, words: tuple[str, ...], said: str) -> None:
    """Exit 3, whichever was tried."""
    needs_list = words[:2] == ("publish", "certificate") or words[0] == "draft"
    result = own.run(*words, *([listed(own, "沈小平,,2026-12-05")] if needs_list else []))

    assert (result.exit_code, said in result.stderr) == (3, True)
