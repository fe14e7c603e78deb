"""A household's own statement: large print, one page, what is owed to it first."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

from contracts.model import Draft
from contracts.word import texts
from contracts.word.style import STYLES
from tests.contracts.word.papers import draft, printed, shipped, xml
from tests.typesetting import with_faces

SUMS = tuple(
    row
    for programme in ("农村部分计划生育家庭奖励扶助", "计划生育家庭特别扶助", "独生子女父母奖励费")
    for row in (
        (programme, "", "", "", ""),
        *((years, "2021年9月30日起", "45,120元", "11,280元", "33,840元")
          for years in ("2018至2020、2023年", "2021至2022、2024至2026年", "2027至2029年")),
    )
)  # fmt: skip
DUTIES = tuple(
    (words, "2026年12月31日", "3次", "3次", "0次") for words in ("告知当年政策", "交付合同原件", "按季公布发放情况")
)
OFFERED = (("核对本户资料", "2027年3月31日", "已做1次"), ("告知联系方式变更", "有变化时", "还没有做"))


def filled(*promises: tuple[str, ...]) -> Draft:
    """Return the example statement with these rows of promises and the two usual undertakings."""
    paper = draft("household_statement")
    first, second = paper.tables
    return replace(paper, tables=(replace(first, rows=promises), replace(second, rows=OFFERED)))


def test_a_statement_shows_the_offices_promises_before_the_familys() -> None:
    """What is owed to the family comes first."""
    said = [item.text for item in texts(printed("household_statement").content)]

    first, second = (table.caption for table in shipped("household_statement").tables)
    assert said.index(first) < said.index(second)


def test_a_statement_is_set_in_large_print() -> None:
    """It is read at home, often without glasses: nothing in the body under 14 points."""
    sizes = {style.id: style.size for style in STYLES}
    used = set(re.findall(r'<w:pStyle w:val="(\w+)"/>', xml(printed("household_statement").content)))

    assert min(sizes[name] for name in used - {"End", "AfterTable", "Tag"}) >= 14


def test_telephones_and_seal_are_never_on_a_page_of_their_own() -> None:
    """However many lines there are, the last row of the last table goes over with what may be objected and where."""
    body = xml(printed("household_statement", filled(*SUMS, *SUMS, *SUMS)).content)
    last = body[body.rindex("告知联系方式变更") : body.index("（盖章）")]
    paragraphs = re.findall(r"<w:pPr>.*?</w:pPr>", last)

    assert len(paragraphs) > len(("dated", "done", "air", "standing", "objections"))
    assert all("<w:keepNext/>" in item or '"Seal"' in item for item in paragraphs)


@with_faces
def test_twelve_years_of_three_rewards_stand_on_one_page_and_more_says_its_pages(tmp_path: Path) -> None:
    """Arrears, three duties, two undertakings and three telephones: one sheet; three times the sums are two."""
    for name, promises in (("usual", SUMS + DUTIES), ("long", SUMS * 3 + DUTIES)):
        (tmp_path / f"{name}.docx").write_bytes(printed("household_statement", filled(*promises)).content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf"]
    files = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=180)

    def told(*arguments: str) -> str:
        return subprocess.run(arguments, check=True, capture_output=True, text=True, cwd=tmp_path).stdout

    assert re.search(r"^Pages:\s+1$", told("pdfinfo", "usual.pdf"), re.MULTILINE)
    assert re.search(r"^Pages:\s+2$", told("pdfinfo", "long.pdf"), re.MULTILINE)
    said = re.sub(r"\s", "", told("pdftotext", "long.pdf", "-"))
    assert "第1页共2页" in said
    assert "第2页共2页" in said
