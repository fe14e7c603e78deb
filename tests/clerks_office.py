"""The invented office on disk, as a clerk has it: office.toml, ledger, a roster, and the program run on it."""

from __future__ import annotations

import csv
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from click.testing import CliRunner, Result

import cli
from contracts.identity import parse_id_number
from contracts.kinds import shipped_folder
from contracts.settings import FILE_NAME, Office, office_toml
from contracts.word.reading import printed
from ledger.store import open_ledger
from tests.contracts.example_office import OFFICE
from tests.empty_ledgers import empty_ledger

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=cli.SHANGHAI)
SIGNED = "2026-03-05"
BATCH = "service_contract_2026A"
ELDERS, CHILD_2014, ALONE, ACROSS = (
    "429999101201-计服-2026A-001",
    "429999101201-计服-2026A-002",
    "429999101201-计服-2026A-003",
    "429999101202-计服-2026A-004",
)
"""Two parents past sixty; a couple with a child of twelve; a mother without certificate; elders of 石桥村."""

HEADINGS = ("组别", "女方姓名", "女方身份证号", "女方联系电话", "男方姓名", "男方身份证号", "男方联系电话", "现居住地",
            "独生子女证号", "发证日期", "子女姓名", "子女性别", "子女出生日期")  # fmt: skip


def id_number(born: str, place_in_line: int) -> str:
    """Return an invented number of the example county whose check digit fits; ``born`` is YYMMDD, 19YY."""
    return parse_id_number(f"429999{born}{place_in_line:03}")


ROWS = (
    ("1组", "周桂兰", id_number("640512", 2), "19900000001", "沈大河", id_number("620301", 1), "19900000002",
     "上坪村1组5号", "鄂示198900011", "1989-06-01", "沈小川", "男", "1988-03-04"),
    ("2组", "王梅珍", id_number("891215", 482), "19900000003", "陶立志", id_number("870610", 391), "",
     "上坪村2组8号", "鄂示201503178", "2015-08-08", "陶新雨", "女", "2014-06-25"),
    ("3组", "赵兰", id_number("850302", 6), "19900000005", "", "", "", "上坪村3组1号", "", "", "", "", ""),
    ("1组", "李秀", id_number("630302", 8), "19900000006", "陈国石", id_number("610302", 7), "",
     "石桥村1组 A&B<1>号 ../../x", "鄂示199000012", "1990-06-01", "陈小石", "男", "1989-02-04"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Somebody at work in an office's folder."""

    folder: Path

    def run(self, *arguments: str | Path, now: datetime = NOW) -> Result:
        """Run the program on this office; stdout, stderr and exit code are in the result."""
        words = ["--office", str(self.folder), *map(str, arguments)]
        return CliRunner().invoke(cli.shouyue, words, prog_name="shouyue", obj=now, catch_exceptions=False)

    def done(self, *arguments: str | Path, now: datetime = NOW) -> str:
        """Run what must succeed; return its stdout."""
        result = self.run(*arguments, now=now)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def draft(self, *more: str | Path, kind: str = "service_contract") -> Result:
        """Draft the roster as batch 2026A into the office's folder."""
        roster = self.folder / "名册.csv"
        return self.run("draft", kind, roster, "--batch", "2026A", "--signing", SIGNED, "-o", self.folder, *more)

    def rows(self, sql: str) -> list[dict[str, Any]]:
        """Ask the ledger."""
        with open_ledger(self.folder / "ledger.db", read_only=True) as ledger:
            return ledger.rows(sql)

    def obligation(self, contract: str, code: str, number: int = 0) -> str:
        """Return the id of a contract's promise by the code of its clause, the first or a later one."""
        found = self.rows(
            "select o.id from obligations o join contracts c on c.id = o.contract_id join terms t on t.id = o.term_id"
            f" where c.number = '{contract}' and t.code = '{code}' order by o.id"
        )
        return str(found[number]["id"])

    def begin_the_year(self) -> None:
        """Record a breach of the village's, a payment run, an application and a training."""
        self.done("record", "breach", ELDERS, "--party", "party_a", "--term", "2", "--found-on", "2026-07-10",
                  "--found-how", "家庭来电反映")  # fmt: skip
        self.done("pay", "prepare", "年度", "--by", "2026-12-31", "--programme", "reward_support")
        self.done("application", "submit", self.folder / "名册.csv", "--programme", "reward_support", "--received-by",
                  "田小芳", "--on", "2026-01-05", "--how", "written")  # fmt: skip
        self.done("books", "record", "trainings", "--set", "topic=政策", "--set", "attended=12", "--set",
                  "evidence=签到表", "--on", "2026-05-06")  # fmt: skip

    def state(self) -> dict[str, bytes]:
        """Return every file of the office with its bytes; equal states mean that nothing was written."""
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def text(self, folder: str) -> str:
        """Return what the Word files of one of the office's folders say, one after the other."""
        return "\n".join(printed(path.read_bytes()) for path in self.papers(folder))

    def papers(self, folder: str) -> list[Path]:
        """Return the Word files of one of the office's folders, by name."""
        return sorted(path for path in (self.folder / folder).glob("*.docx") if not path.name.startswith("."))


def office_at(folder: Path, *, office: Office = OFFICE, rows: tuple[tuple[str, ...], ...] = ROWS) -> Clerk:
    """Make an office's folder with an empty ledger and a roster, and return who works there."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(office_toml(office), encoding="utf-8")
    empty_ledger(folder / "ledger.db", now=datetime(2026, 1, 1, tzinfo=cli.SHANGHAI), by="李敏")
    with (folder / "名册.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows])
    return Clerk(folder=folder)


def own_kind(clerk: Clerk, kind: str, *, instead: tuple[str, str] = ("", ""), typed: str = "") -> None:
    """Give the office a copy of a kind: other words in the manifest, a paragraph typed into the Word file."""
    folder = clerk.folder / "templates" / kind
    shutil.copytree(shipped_folder() / kind, folder)
    manifest = folder / "manifest.toml"
    before, after = instead
    words = manifest.read_text(encoding="utf-8")
    assert before in words
    manifest.write_text(words.replace(before, after, 1), encoding="utf-8")
    if typed:
        paper = docx.Document(str(folder / "zh_CN.docx"))
        paper.add_paragraph(typed)
        paper.save(str(folder / "zh_CN.docx"))
