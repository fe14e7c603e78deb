"""What a household is owed, from the command line: sums with their tree, gaps by name, nothing guessed."""

from __future__ import annotations

import json
from pathlib import Path

from contracts.listing import PAGE_WIDTH
from contracts.text_width import display_width
from tests.clerks_office import office_at
from tests.conftest import Run

HOUSE = ("--certificate-number", "鄂A001", "--issued-on", "2013-05", "--child-birth", "2013-03")
YEARS = ("--from", "2026-01-01", "--to", "2028-12-31")
COUNTY = ("--place", "429999101", "--programme", "only_child_reward")


def test_a_households_facts_become_dated_sums_with_payers(run: Run) -> None:
    """10 yuan a month to the fourteenth birthday, halves of two levels."""
    rows = json.loads(run("reward", "entitle", *COUNTY, *HOUSE, *YEARS, "--json").stdout)

    assert [(row["label"], row["due_on"], row["amount_fen"], row["payers"]) for row in rows] == [
        ("2026年度", "2026-10-31", 120_00, "乡镇财政60元；县级财政60元"),
        ("2027年度", "2027-10-31", 30_00, "乡镇财政15元；县级财政15元"),
    ]
    assert "光荣证2013年5月签发" in rows[0]["reckoning"]


def test_the_screen_shows_the_tree_and_a_program_gets_it_as_data(run: Run) -> None:
    """Rules and figures that produced the sum stand under it."""
    screen = run("reward", "entitle", *COUNTY, *HOUSE, *YEARS).stdout
    (data,) = json.loads(run("reward", "entitle", *COUNTY, *HOUSE, *YEARS, "--tree").stdout)

    assert "3个月，每对夫妻每月10元：30元" in screen
    assert "依据：《中华人民共和国人口与计划生育法》（2021-08-20 版）第31条" in screen
    assert (data["programme"], data["amount_fen"]) == ("only_child_reward", 150_00)
    assert [part["amount_fen"] for part in data["parts"][:2]] == [120_00, 30_00]


def test_a_missing_fact_is_named_and_what_is_known_is_still_listed(run: Run) -> None:
    """Unknown is unknown: exit 3, no sum for that programme, the others stand."""
    result = run("reward", "entitle", "--place", "429999101", *HOUSE, *YEARS)

    assert result.exit_code == 3
    assert "独生子女父母奖励费" in result.stdout
    assert "出生年月都没有填写，算不出农村部分计划生育家庭奖励扶助" in result.stderr


def test_an_old_promise_is_payable_and_a_new_one_is_not_made(run: Run) -> None:
    """W-06, Huangpi: 600 and 400; a promise of this year gives nothing and says why."""
    words = ("reward", "entitle", "--place", "420116101", "--programme", "two_daughters_reward", "--promised-on")
    (old,) = json.loads(run(*words, "2008-05-01", "--json").stdout)
    fresh = run(*words, "2026-03-05")

    assert (old["amount_fen"], old["payers"]) == (1_000_00, "区级财政600元；镇级财政400元")
    assert fresh.stdout == ""
    assert "不再作新的承诺" in fresh.stderr


def test_an_unpaid_old_promise_is_named_though_its_year_is_past(run: Run) -> None:
    """Nothing expires in silence."""
    told = run("reward", "entitle", "--place", "420116101", "--programme", "two_daughters_reward",
               "--promised-on", "2008-05-01", "--from", "2026-01-01").stderr  # fmt: skip

    assert "没有发放的仍应补发" in told


def test_a_firm_that_is_gone_is_followed_by_its_successor(run: Run) -> None:
    """W-13: to the year's end in which the firm was there it pays, then the township."""
    rows = json.loads(run(
        "reward", "entitle", "--place", "370000", "--programme", "only_child_reward", *HOUSE,
        "--applied-on", "2013-06-01", "--wife-employer", "纸厂", "--wife-employer-until", "2026-05-31",
        "--husband-employer", "无", "--from", "2025-01-01", "--to", "2026-12-31", "--json",
    ).stdout)  # fmt: skip

    assert [row["payers"] for row in rows] == ["纸厂60元；乡镇财政60元", "乡镇财政120元"]


def test_a_death_ends_the_payment_with_its_month(run: Run) -> None:
    """The other parent's claim goes on."""
    rows = json.loads(run(
        "reward", "entitle", "--place", "429999101", "--programme", "reward_support", *HOUSE[:4],
        "--wife-birth", "1960-01", "--husband-birth", "1960-01", "--exit", "died=2026-03-10@wife",
        "--from", "2026-01-01", "--json",
    ).stdout)  # fmt: skip

    assert [(row["payee"], row["amount_fen"]) for row in rows] == [("女方", 240_00), ("男方", 960_00)]


def test_a_roster_gives_one_reckoning_for_each_row(tmp_path: Path) -> None:
    """The same facts as drafting uses."""
    clerk = office_at(tmp_path / "青河镇")
    rows = json.loads(clerk.done(
        "reward", "entitle", clerk.folder / "名册.csv", "--row", "3",
        "--programme", "only_child_reward", *YEARS, "--json",
    ))  # fmt: skip

    assert {row["household"] for row in rows} == {"第3行 王梅珍、陶立志"}
    assert sum(row["amount_fen"] for row in rows) == 30 * 10_00


def test_programmes_are_listed_and_shown_with_source_and_doubt(run: Run) -> None:
    """A history programme takes no new promise."""
    listed = json.loads(run("reward", "list", "--place", "420116101", "--json").stdout)
    shown = run("reward", "show", "only_child_reward", "--place", "370000").stdout
    unknown = run("reward", "show", "nothing")

    assert [row["takes_promises"] for row in listed if row["programme"] == "two_daughters_reward"] == [False]
    assert "未核实" in shown
    assert (unknown.exit_code, "没有这个项目" in unknown.stderr) == (3, True)


def test_on_the_screen_a_programmes_name_is_not_cut_into_slices(run: Run) -> None:
    """Eighty columns hold seven letters of a name in a line; only what is unlike most stands beside them."""
    screen = run("reward", "list", "--place", "420116101").stdout
    table = [line for line in screen.splitlines() if line.startswith(("reward_support ", "two_daughters_reward "))]

    assert max(map(display_width, screen.splitlines())) <= PAGE_WIDTH
    assert "农村部分计划生" in table[0]
    assert not table[0].endswith(("不作新承诺", "未核实"))
    assert "不作新承诺" in table[1]


def test_an_exit_nobody_knows_is_wrong_usage_with_the_list(run: Run) -> None:
    """The codes are a closed list."""
    result = run("reward", "entitle", *COUNTY, "--exit", "超生=2026-01-01")

    assert result.exit_code == 2
    assert "wrongly_confirmed" in result.stderr


def test_a_programme_asked_for_that_is_not_in_force_is_said(run: Run) -> None:
    """No silence: a programme of another time or place is named as such."""
    ended = run("reward", "entitle", "--place", "420117101", "--programme", "work_funding", "--from", "2026-01-01")
    assert "work_funding 在这段时间、这个地方没有施行" in ended.stderr, ended.output


def test_three_months_of_a_yearly_sum_are_a_quarter_to_the_cent(run: Run) -> None:
    """§5.2, Zhejiang: 100 yuan a year until the birthday month, March: 25.00 and not 25.02."""
    found = run("reward", "entitle", "--place", "330102101", "--programme", "only_child_reward", "--class", "职工",
                "--certificate-number", "浙A1", "--issued-on", "2012-05", "--child-birth", "2012-03",
                "--wife-employer", "甲厂", "--husband-employer", "乙厂",
                "--from", "2025-01-01", "--to", "2026-12-31", "--json")  # fmt: skip

    assert [item["amount_fen"] for item in json.loads(found.stdout)] == [100_00, 25_00], found.output
