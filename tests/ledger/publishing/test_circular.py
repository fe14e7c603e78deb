"""The circular of a closed period: offices, ranks, points; and where its imprint stands."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import LedgerError
from contracts.kinds import load_kind, shipped_folder
from ledger.assessing.assessment import close, score, sign
from ledger.assessing.periods import parse_period
from ledger.publishing.circular import circular, issuer_mark, needs_turn, printed_by
from ledger.store import Ledger
from tests.contracts.example_office import OFFICE
from tests.contracts.word.papers import draft, printed
from tests.ledger.score_builders import NOW, lines, registered
from tests.typesetting import with_faces

KIND = load_kind(shipped_folder() / "assessment_circular")
PERIOD = parse_period("2026Q1")
WORDS = dict(draft(KIND.id).values)


def row(words: str = "保持") -> dict[str, str]:
    """Return a line of the ranking."""
    return {"rank": "1", "office": "上坪村村民委员会", "score": "96", "change": "+2", "improvement": words}


def scored(ledger: Ledger) -> None:
    """Score two villages for the first quarter and close it."""
    with ledger.write(by="李敏", now=NOW) as tx:
        for number, contract in enumerate(registered_numbers(ledger)):
            done = score(tx, contract, PERIOD, lines(number, 150 * number))
            names = {"assessor": "李敏", "assessed": f"主任{number}"}
            sign(tx, done.sheet, names=names, signed_on=PERIOD.ends_on)
        close(tx, PERIOD)


def registered_numbers(ledger: Ledger) -> list[str]:
    """Return the numbers of the agreements on record."""
    return [item["number"] for item in ledger.rows("select number from contracts order by id")]


def test_offices_are_ranked_with_points_and_demands(ledger: Ledger) -> None:
    """The total is that of the sheets; nobody is named."""
    registered(ledger)
    scored(ledger)
    with ledger.write(by="李敏", now=NOW) as tx:
        notice = circular(KIND, OFFICE, PERIOD, number="青政发[2026]12号", demands={"石桥村村民委员会": "按季公布"})(tx)

    ranking = notice.sources["ranking"]
    assert [(item["rank"], item["office"], item["score"]) for item in ranking] == [
        ("1", "上坪村村民委员会", "100"), ("2", "石桥村村民委员会", "98.5"),
    ]  # fmt: skip
    assert [item["improvement"] for item in ranking] == ["保持", "按季公布"]
    with ledger.write(by="李敏", now=NOW) as tx:
        unasked = circular(KIND, OFFICE, PERIOD, demands={})(tx).sources["ranking"]
    assert [item["improvement"] for item in unasked] == ["保持", "对照评分表改进扣分项"], "who lost points improves"
    assert (notice.values["offices"], notice.values["total"]) == ("2", "100")
    assert not notice.names


def test_an_open_period_has_no_circular(ledger: Ledger) -> None:
    """A-02."""
    registered(ledger)
    with ledger.write(by="李敏", now=NOW) as tx, pytest.raises(LedgerError):
        circular(KIND, OFFICE, PERIOD, demands={})(tx)


@pytest.mark.parametrize(
    ("name", "plain", "narrow"),
    [
        ("青河镇人民政府", "青河镇人民政府文件", ""),
        ("示范县城关街道办事处", "", "示范县城关街道办事处文件"),
        ("湖北省示范县城关街道办事处", "", "湖北省示范县城关街道办事处文件"),
        (
            "黔东南苗族侗族自治州示范县青河布依族苗族彝族乡人民政府", "",
            "黔东南苗族侗族自治州示范县\n青河布依族苗族彝族乡人民政府文件",
        ),
        ("广州市示范区北京东路街道办事处", "广州市示范区\n北京东路街道办事处文件", ""),
        ("青河流域水源涵养与家庭服务综合工作站", "青河流域水源涵养与家\n庭服务综合工作站文件", ""),
    ],
)  # fmt: skip
def test_a_long_name_in_the_red_heading_turns_after_a_place(name: str, plain: str, narrow: str) -> None:
    """Eleven letters fit a line, sixteen narrow ones; more turn where no name is torn."""
    assert issuer_mark(name) == {"issuer_mark": plain, "issuer_mark_narrow": narrow}


def test_neither_the_office_that_prints_nor_the_day_is_torn() -> None:
    """办公|室 at the end of a line reads as two offices; nineteen letters fit beside the day."""
    assert printed_by("青河镇人民政府办公室") == "青河镇人民政府办公室"
    assert printed_by("州" * 16 + "办公室") == "州" * 16 + "办公室"
    assert printed_by("州" * 17 + "办公室") == "州" * 17 + "\n办公室"
    assert printed_by("州" * 17 + "综合科") == "州" * 17 + "综合\n科"


def test_the_imprint_names_whom_the_office_says(ledger: Ledger) -> None:
    """Many towns print at the 党政综合办公室, and send copies to more than the county's health office."""
    registered(ledger)
    scored(ledger)
    own = (KIND.id, "printed_by", "青河镇党政综合办公室"), (KIND.id, "copied_to", "示范县卫生健康局，示范县民政局")
    with ledger.write(by="李敏", now=NOW) as tx:
        usual = circular(KIND, OFFICE, PERIOD, demands={})(tx).values
        said = circular(KIND, replace(OFFICE, values=own), PERIOD, demands={})(tx).values

    assert (usual["printed_by"], usual["copied_to"]) == ("青河镇人民政府办公室", OFFICE.county_name)
    assert (said["printed_by"], said["copied_to"]) == (own[0][2], own[1][2])


@with_faces
@pytest.mark.parametrize(
    ("offices", "demand"), [(2, "保持"), (40, "保持"), (22, "未兑现的奖励应当在年内兑现"), (70, "保持")]
)
def test_the_imprint_stands_on_the_last_even_page(tmp_path: Path, offices: int, demand: str) -> None:
    """Counted before it is printed, looked at after: the number of pages is even."""
    rows = (row(demand),) * offices
    turn = "　" if needs_turn(KIND, WORDS, rows) else ""
    paper = draft(KIND.id)
    (table,) = paper.tables
    filled = replace(
        paper,
        values=tuple((name, turn if name == "imprint_turn" else words) for name, words in paper.values),
        tables=(replace(table, rows=tuple(tuple(item[c.key] for c in table.columns) for item in rows)),),
    )
    file = tmp_path / "circular.docx"
    file.write_bytes(printed(KIND.id, filled).content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    said = subprocess.run(["pdfinfo", tmp_path / "circular.pdf"], check=True, capture_output=True, text=True).stdout
    pages = int(next(line.split()[1] for line in said.splitlines() if line.startswith("Pages")))

    assert pages % 2 == 0
