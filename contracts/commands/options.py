"""Options that mean the same under every command: days, places, listings, trial runs."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from contracts.commands.talk import say, tell
from contracts.listing import Listing, csv_bytes, csv_text, json_text, jsonl_text, on_screen, write_xlsx


class DayType(click.ParamType[date]):
    """A day, as ``2026-03-05`` or ``2026年3月5日``."""

    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; wrong usage (exit 2) where there is no such day."""
        from contracts.dates import parse_day

        try:
            return value if isinstance(value, date) else parse_day(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


class DivisionType(click.ParamType[str]):
    """A division code of 6, 9 or 12 digits."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code; wrong usage (exit 2) where it is none."""
        from contracts.identity import parse_division_code

        try:
            return parse_division_code(value).code
        except ValueError as error:
            self.fail(str(error), param, ctx)


class RowsType(click.ParamType[tuple[int, ...]]):
    """Rows of a batch, as ``1,3,7-9``."""

    name = "rows"

    def convert(
        self, value: str | tuple[int, ...], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """Return the row numbers; wrong usage (exit 2) where they are none."""
        if isinstance(value, tuple):
            return value
        found: list[int] = []
        for part in value.replace("，", ",").replace("、", ",").split(","):
            first, _, last = part.strip().partition("-")
            numbers = [int(word) for word in (first, last or first) if word.isdecimal()]
            if numbers[1:] == [] or not 0 < numbers[0] <= numbers[1]:
                self.fail(f"写作 1,3,7-9，不认识“{part}”。", param, ctx)
            found += range(numbers[0], numbers[1] + 1)
        return tuple(found)


LANGUAGE = click.Choice(("zh_CN", "zh_Hant", "zh_CN_en"))
LANGUAGE_NAMES = "zh_CN 简体，zh_Hant 繁体，zh_CN_en 中文旁附英文"
"""The languages of :mod:`contracts.kinds`, which are not asked for before a command needs them."""

FILE = click.Path(exists=True, dir_okay=False, readable=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, readable=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, readable=False, path_type=Path)
OUT_FOLDER = click.Path(file_okay=False, readable=False, path_type=Path)
"""Places that a person names. A missing one is wrong usage (exit 2); one that may not be read, above all a file that
Word holds open, is told by who reads it (exit 3), and so not looked for here."""

DATE = DayType()
ROWS = RowsType()
DIVISION = DivisionType()

as_of_option = click.option("--as-of", type=DATE, metavar="DATE", help="按这一天的情况，默认今天")
"""Decorator: the command gets ``as_of: date | None``; facts after that day do not count, nor does their lateness."""

dry_run = click.option("--dry-run", is_flag=True, help="只检查，不写任何文件，不动台账")
"""Decorator: the command gets ``dry_run: bool``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """How the person wants a listing: at most one of the forms; the table where none is chosen."""

    json: bool = False
    jsonl: bool = False
    csv: Path | None = None
    xlsx: Path | None = None

    @property
    def is_screen(self) -> bool:
        """Whether a person reads it here and now; files and programs get it as it is on record."""
        return not (self.json or self.jsonl or self.csv or self.xlsx)

    def show(self, listing: Listing, title: str, screen: Iterable[str] | None = None) -> None:
        """Put a listing where it was asked for: data to stdout or a file, talk to stderr.

        Args:
            listing: The rows.
            title: What they are; the name of the sheet in a workbook.
            screen: Lines shown instead of the table, where a table would be wider than the screen.
        """
        if self.json:
            click.echo(json_text(listing), nl=False)
        elif self.jsonl:
            click.echo(jsonl_text(listing), nl=False)
        elif self.csv == Path("-"):
            click.echo(csv_text(listing), nl=False)
        elif self.csv:
            from contracts.files import write_whole

            write_whole(self.csv, csv_bytes(listing))
            say(f"{self.csv}：{len(listing.rows)} 行")
        elif self.xlsx:
            write_xlsx(listing, self.xlsx, title)
            say(f"{self.xlsx}：{len(listing.rows)} 行")
        elif listing.rows and screen is not None:
            for line in screen:
                tell(line)
        elif listing.rows:
            text, is_table = on_screen(listing)
            click.echo(text, nl=False)
            if not is_table:
                say("栏目多，屏幕放不下表格，所以逐条列出；要表格，加 --xlsx 或 --csv。")
        else:
            say(f"{title}：没有符合的记录。")


class OutFileType(click.ParamType[Path]):
    """A file to be written, of one suffix, in a folder that is there; ``-`` for the screen where that may be."""

    name = "file"

    def __init__(self, suffix: str, *, screen: bool = False) -> None:
        self.suffix = suffix
        self.screen = screen

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; wrong usage (exit 2) where nothing of that kind can be written there."""
        path = Path(value)
        if self.screen and str(value) == "-":
            return path
        if path.suffix.lower() != self.suffix:
            self.fail(f"文件名写作 {path.stem or '清单'}{self.suffix}，不是“{value}”。", param, ctx)
        if not path.parent.is_dir():
            self.fail(f"没有“{path.parent}”这个文件夹，先建好，或换一个地方。", param, ctx)
        if path.is_dir():
            self.fail(f"“{value}”是文件夹，写一个文件名。", param, ctx)
        return path


_FORMS = (
    click.option("--json", "as_json", is_flag=True, help="以 JSON 输出"),
    click.option("--jsonl", "as_jsonl", is_flag=True, help="以 JSONL 输出，每行一条"),
    click.option("--csv", "csv", type=OutFileType(".csv", screen=True), metavar="FILE", help="写成 CSV 文件；- 为屏幕"),
    click.option("--xlsx", "xlsx", type=OutFileType(".xlsx"), metavar="FILE", help="写成工作簿"),
)


def listing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command that lists: it gets ``output: Output`` for ``--json --jsonl --csv --xlsx``."""

    @functools.wraps(function)
    def with_output(
        *arguments: Any, as_json: bool, as_jsonl: bool, csv: Path | None, xlsx: Path | None, **options: Any
    ) -> Any:
        if sum(map(bool, (as_json, as_jsonl, csv, xlsx))) > 1:
            raise click.UsageError("--json、--jsonl、--csv、--xlsx 只能选一个。")
        output = Output(json=as_json, jsonl=as_jsonl, csv=csv, xlsx=xlsx)
        return function(*arguments, output=output, **options)

    for option in reversed(_FORMS):
        with_output = option(with_output)
    return with_output
