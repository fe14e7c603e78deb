"""Honours: for units, by the office's own titles, never by those of old (D-18, G-02)."""

from __future__ import annotations

import pytest

from contracts.kinds import find_kind, load_kinds, shipped_folder
from ledger.publishing.honours import TITLES, titles_of
from tests.clerks_office import Clerk
from tests.contracts.example_office import OFFICE


def test_a_village_gets_its_certificate_across_the_cut(clerk: Clerk) -> None:
    """Number, unit, title, year, issuer; and the seam number on the stub."""
    clerk.done("publish", "honour_certificate", "上坪村", "--title", "无泄密村", "--year", "2025")
    text = clerk.text("证件")

    wanted = ("荣誉证书", "上坪村村民委员会：", "在2025年度", "“无泄密村”", "骑缝 429999101-荣-2026-0001")
    assert [words for words in wanted if words not in text] == []


def test_the_titles_are_the_offices_own(clerk: Clerk) -> None:
    """Its list stands instead of the usual one."""
    assert titles_of(OFFICE) == TITLES
    office = clerk.folder / "office.toml"
    office.write_text(office.read_text("utf-8") + '\n[honours]\ntitles = ["优质服务村"]\n', "utf-8")

    clerk.done("publish", "honour_certificate", "上坪村", "--title", "优质服务村")
    assert clerk.run("publish", "honour_certificate", "石桥村", "--title", "无泄密村").exit_code == 5


def test_everything_wrong_with_an_honour_is_told_at_once(clerk: Clerk) -> None:
    """A newcomer who errs in title, year and names mends them in one go; no number is taken."""
    result = clerk.run(
        "publish", "honour_certificate", "乌有村", "上坪村", "上坪村", "--title", "最美家庭", "--year", "2031"
    )

    assert result.exit_code == 5
    for said in ("没有这个称号", "还没有到", "乌有村：不是本单位登记", "写了两次"):
        assert said in result.stderr
    assert clerk.rows("select * from papers") == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("周桂兰", "--title", "无泄密村"), 5, "不发给个人"),
        (("上坪村", "上坪村", "--title", "无泄密村"), 5, "写了两次"),
        (("上坪村", "--title", "无计划外生育村"), 4, "第18条"),
        (("上坪村", "--title", "三为主"), 4, "第18条"),
        (("上坪村", "--title", "最美家庭"), 5, "没有这个称号"),
    ],
)
def test_persons_and_titles_of_old_are_refused(clerk: Clerk, words: tuple[str, ...], code: int, said: str) -> None:
    """And no number is taken."""
    result = clerk.run("publish", "honour_certificate", *words)

    assert result.exit_code == code
    assert said in result.stderr
    assert clerk.rows("select * from certificate_numbers") == []


def test_the_example_bears_a_title_that_may_be_awarded() -> None:
    """Whoever copies the example types what the command accepts."""
    assert dict(find_kind(load_kinds(shipped_folder()), "honour_certificate").example)["honour"] in TITLES
