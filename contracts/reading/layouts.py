"""The heading maps of ``rosters/*.toml``: which column of which paper is which field.

A layout names the headings of one known paper; the vocabulary knows the words that headings are made
of. Both are data: adding a paper changes no program.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

_PERSON_FIELDS = frozenset({"name", "id_number", "phones", "birth_date", "gender", "relation", "side", "children"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SLOTS = frozenset({"wife", "husband", "person", "spouse", "head", "child", "child2", "child3"})
_NUMBERS = frozenset({"money", "monthly", "count", "digits", "division", "percent", "phone", "credit_code"})
_TYPES = _NUMBERS | {"text", "bare", "date", "flag", "name"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRule:
    """One column of a layout.

    ``under`` is the merged heading above it; ``nth`` counts equal headings from 1 where they repeat;
    ``number`` is the place of a column that no heading names. ``field`` is ``wife.name``,
    ``values.group``, or empty for a column that is known and not read.
    """

    heading: str
    field: str
    under: str = ""
    nth: int = 0
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One known paper. ``refused`` says in Chinese why it is no roster of ours, empty if it is.

    ``beside`` names the layout that these columns may stand beside, where they are no paper of their own.
    """

    name: str
    title: str
    columns: tuple[ColumnRule, ...]
    required: tuple[str, ...]
    types: tuple[tuple[str, str], ...] = ()
    heading_rows: int = 0
    join: str = ""
    intake: bool = False
    refused: str = ""
    hint: str = ""
    beside: str = ""

    def widened(self, added: Layout) -> Layout:
        """Return this paper with further columns behind its own."""
        return replace(self, columns=(*self.columns, *added.columns), types=(*added.types, *self.types))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What words mean together: a heading that ends in one of ``last``, with all of one and some of the others."""

    key: str
    last: frozenset[str]
    every: frozenset[str]
    some: frozenset[str]
    none: frozenset[str]

    def fits(self, last: str, kinds: frozenset[str]) -> bool:
        """Whether words of these kinds, the last one of that kind, mean it."""
        return (
            (not self.last or last in self.last)
            and self.every <= kinds
            and (not self.some or not self.some.isdisjoint(kinds))
            and self.none.isdisjoint(kinds)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of headings.

    ``kinds`` are the kinds of words (``女方`` is ``wife``, ``身份证`` is ``id``), ``longest`` the letters of the
    longest, ``rules`` what they mean together, ``types`` how the cells of a value are read, ``called`` what a
    clerk calls each field, ``events`` what may have happened to the people of a list that stands beside others,
    ``lost_children`` tell a list of parents whose child died. ``violation_at`` is from how many rows on, and from
    which share of all rows, remarks about violations make the whole a list of violators. ``same_as`` are the words of a
    cell that mean another place of the same row; ``surnames`` are those of most people, of one letter or two.
    """

    kinds: dict[str, str]
    longest: int
    rules: tuple[Rule, ...]
    types: dict[str, str]
    called: dict[str, str]
    forbidden: tuple[str, ...]
    forbidden_cells: tuple[str, ...]
    events: tuple[str, ...]
    lost_children: tuple[str, ...]
    violation: tuple[str, ...]
    violation_cells: re.Pattern[str]
    violation_at: tuple[tuple[int, float], ...]
    summary: frozenset[str]
    same_as: dict[str, str]
    relations: dict[str, str]
    sides: dict[str, str]
    surnames: frozenset[str]


def plain_heading(text: object) -> str:
    """Return a heading for comparison: compatibility forms folded, spaces, stars and colons out."""
    return _plain(text if isinstance(text, str) else str(text))


@functools.lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text)
    return "".join(
        character
        for character in folded
        if not character.isspace()
        and character not in "*:﹡'’‘\"“”"
        and unicodedata.category(character) not in {"Cc", "Cf"}
    )


def _rosters() -> Traversable:
    return resources.files("contracts") / "rosters"


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of headings from ``rosters/vocabulary.toml``."""
    data = tomllib.loads((_rosters() / "vocabulary.toml").read_text(encoding="utf-8"))
    kinds = {
        plain_heading(word): kind
        for part in ("who", "person", "topics", "plain", "numbers", "unread")
        for kind, words in data[part].items()
        for word in words.split()
    }
    return Vocabulary(
        kinds=kinds,
        longest=max(map(len, kinds)),
        rules=tuple(map(_rule, data["rules"])),
        types=data["values"],
        called=data["called"],
        forbidden=tuple(data["forbidden"]["words"]),
        forbidden_cells=tuple(data["forbidden"]["cells"]),
        events=tuple(data["abreast"]["events"]),
        lost_children=tuple(data["abreast"]["lost_children"]),
        violation=tuple(data["violation"]["words"]),
        violation_cells=_said_of_violators(data["violation"]),
        violation_at=tuple((rows, share) for rows, share in data["violation"]["refused_at"]),
        summary=frozenset(data["summary"]["words"]),
        same_as={word: key for key, words in data["same_as"].items() for word in words},
        relations={word: role for role, words in data["relations"].items() for word in words},
        surnames=frozenset([*data["surnames"]["common"], *data["surnames"]["double"].split()]),
        sides={word: role for role, words in data["sides"].items() for word in words},
    )


def _said_of_violators(data: dict[str, list[str]]) -> re.Pattern[str]:
    """Return what finds a word about a violation in a cell; the group ``said`` is empty where the cell denies it."""
    words, denied, between = ("|".join(map(re.escape, data[part])) for part in ("cells", "not", "between"))
    return re.compile(rf"(?:{denied})(?:{between})*(?:{words})|(?P<said>{words})")


def _rule(data: dict[str, str]) -> Rule:
    last, every, some, none = (frozenset(data.get(part, "").split()) for part in ("last", "all", "any", "none"))
    return Rule(key=data["key"], last=last, every=every, some=some, none=none)


@functools.cache
def layouts() -> tuple[Layout, ...]:
    """Return every known layout, by name.

    Raises:
        ValueError: A file of ``rosters`` contradicts itself; a fault of ours, found by the tests.
    """
    files = sorted(_rosters().iterdir(), key=lambda file: file.name)
    return tuple(
        layout_from(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8")))
        for file in files
        if file.name.endswith(".toml") and file.name != "vocabulary.toml"
    )


def layout_named(name: str, own: Sequence[Layout] = ()) -> Layout | None:
    """Return the layout of that name, the office's own before the shipped ones, or ``None``."""
    return next((layout for layout in (*own, *layouts()) if layout.name == name), None)


def layout_from(name: str, data: dict[str, Any]) -> Layout:
    """Return the layout that a TOML file of that name says.

    Raises:
        KeyError: It has no title.
        TypeError: A column has a member nobody knows.
        ValueError: It contradicts itself or reads into a field that does not exist.
    """
    if data.get("name") != name:
        raise ValueError(f"rosters/{name}.toml: name is {data.get('name')!r}")
    columns = tuple(_column(name, entry) for entry in data.get("columns", []))
    headings = {rule.heading for rule in columns}
    unknown = [heading for heading in data.get("required", []) if heading not in headings]
    types = data.get("types", {})
    if unknown or not set(types.values()) <= _TYPES:
        raise ValueError(f"rosters/{name}.toml: unknown {unknown or types}")
    return Layout(
        name=name,
        title=data["title"],
        columns=columns,
        required=tuple(data.get("required", [])),
        types=tuple(types.items()),
        heading_rows=data.get("heading_rows", 0),
        join=data.get("join", ""),
        intake=data.get("intake", False),
        refused=data.get("refused", ""),
        hint=data.get("hint", ""),
    )


def _column(name: str, entry: dict[str, Any]) -> ColumnRule:
    rule = ColumnRule(**entry)
    slot, _, key = rule.field.partition(".")
    known = (
        not rule.field
        or (slot == "values" and _KEY.fullmatch(key) is not None)
        or (slot in _SLOTS and key in _PERSON_FIELDS)
    )
    if not known:
        raise ValueError(f"rosters/{name}.toml: unknown field {rule.field}")
    return rule
