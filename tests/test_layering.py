"""Who may import whom, read from the syntax trees; the picture of it is in the README."""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATTERNS = ("contracts/**/*.py", "ledger/**/*.py", "templates/*.py", "cli.py")
SOURCES = sorted(path for pattern in PATTERNS for path in ROOT.glob(pattern))
OURS = ("contracts", "ledger", "templates", "cli")
HOMES = {
    "click": ("cli.py", "contracts/commands/", "ledger/commands/"),
    "docx": ("contracts/word/",),
    "docxtpl": ("contracts/word/",),
    "jinja2": ("contracts/word/",),
    "lxml": ("contracts/word/",),
    "isal": ("contracts/word/",),
    "pypdf": ("contracts/pdf/",),
    "python_calamine": ("contracts/sheets/",),
    "openpyxl": ("contracts/sheets/",),
    "babel": ("contracts/i18n.py",),
    "chinese_calendar": ("contracts/dates.py",),
    "segno": ("contracts/qr.py",),
    "sqlite_utils": ("ledger/store.py",),
    "sqlite3": ("ledger/store.py",),
}


def place(path: Path) -> str:
    """Return a file's path in the project, with slashes."""
    return path.relative_to(ROOT).as_posix()


@functools.cache
def imported(path: Path) -> tuple[str, ...]:
    """Return the dotted name of everything a file imports, at its top or inside functions."""
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{place(path)}: relative import"
            found += (f"{node.module}.{name.name}" for name in node.names)
    return tuple(found)


def may_import(importer: str, name: str) -> bool:
    """Say whether a file may import one of our own names."""
    room = name.partition(".")[0]
    if importer == "cli.py":
        return room != "templates"
    from_commands = "/commands/" in importer
    if room == "cli" or (".commands" in name and not from_commands):
        return False
    return room == "contracts" or room == importer.partition("/")[0] or (room, importer) in _DATA


_DATA = {("templates", "contracts/kinds/catalogue.py")}


def test_a_file_imports_only_from_its_own_room_and_the_rooms_below() -> None:
    """The way is cli → ledger → contracts → data; commands are imported by commands and cli alone."""
    ours = [(place(path), name) for path in SOURCES for name in imported(path) if name.split(".")[0] in OURS]

    assert [arrow for arrow in ours if not may_import(*arrow)] == []


# Rooms of one house from the ground up; what stands outside them is used by all of them.
FLOORS = {
    "contracts": ("word", "sheets", "pdf", "judging", "reading", "rewards", "papers", "past", "page", "commands"),
    "ledger": ("bookkeeping", "rosters", "paying", "assessing", "publishing", "yearend", "demo", "commands"),
}


def floor_of(name: str) -> int | None:
    """Return the floor of the room in which a dotted name of ours stands; ``None`` outside the rooms."""
    house, _, rest = name.partition(".")
    room = rest.partition(".")[0]
    return FLOORS[house].index(room) if room in FLOORS.get(house, ()) else None


def test_a_room_uses_only_rooms_below_it() -> None:
    """Within a house the arrows between rooms point down, so that no two rooms need each other."""
    assert [f"{place(path)}: {name}" for path in SOURCES for name in above(path)] == []


def above(path: Path) -> Iterator[str]:
    """Yield what a file imports from a room of its own house that stands above its own."""
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    floor = floor_of(own)
    for name in imported(path):
        there = floor_of(name) if name.split(".")[0] == own.split(".")[0] else None
        if floor is not None and there is not None and there > floor:
            yield name


def test_an_outside_library_is_imported_only_in_its_home() -> None:
    """Each outside library is met in one place and spoken of in our own words everywhere else."""
    arrows = [(place(path), name) for path in SOURCES for name in imported(path)]

    assert [(file, name) for file, name in arrows if not file.startswith(HOMES.get(name.split(".")[0], (file,)))] == []


def test_nobody_below_cli_reads_the_clock() -> None:
    """The day is always handed in, so that last year's answer can be had again."""
    clocks = ("date.today", "datetime.now", "datetime.utcnow", "datetime.today", "time.time", "time.localtime")
    calls = [
        (place(path), node.lineno, ast.unparse(node.func))
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if path.name != "cli.py" and isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]

    assert [call for call in calls if call[2].endswith(clocks)] == []


@pytest.mark.parametrize(
    ("importer", "name", "allowed"),
    [
        ("contracts/reading/roster.py", "contracts.model.Party", True),
        ("contracts/reading/roster.py", "ledger.store", False),
        ("contracts/reading/roster.py", "contracts.commands.session", False),
        ("contracts/commands/law.py", "contracts.commands.options", True),
        ("contracts/commands/law.py", "ledger.store", False),
        ("ledger/register.py", "contracts.judging.review", True),
        ("ledger/register.py", "ledger.commands.due", False),
        ("ledger/commands/due.py", "contracts.commands.options", True),
        ("ledger/commands/due.py", "cli.shouyue", False),
        ("contracts/reading/roster.py", "templates", False),
        ("contracts/kinds/catalogue.py", "templates", True),
        ("cli.py", "ledger.commands.due", True),
    ],
)
def test_the_rule_itself_refuses_what_it_should(importer: str, name: str, *, allowed: bool) -> None:
    """A rule that lets everything pass would never fail above."""
    assert may_import(importer, name) is allowed
