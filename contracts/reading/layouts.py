"""The heading maps of ``rosters/*.toml``: which column of which paper is which field.

A layout names the headings of one known paper; the vocabulary knows the words that headings are made
of. Both are data: adding a paper changes no program.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

_PERSON_FIELDS = frozenset({"name", "id_number", "phones", "birth_date", "gender", "relation", "side", "children"})
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SLOTS = frozenset({"wife", "husband", "person", "spouse", "head", "child", "child2", "child3"})
_AFTER = {"any": _SLOTS, "parents": frozenset({"wife", "husband"}), "spouse": frozenset({"spouse"})}
_NUMBERS = frozenset({"money", "monthly", "count", "digits", "division", "percent", "phone", "credit_code"})
_TYPES = _NUMBERS | {"text", "date", "flag", "name"}


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
    """One known paper. ``refused`` says in Chinese why it is no roster of ours, empty if it is."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of headings. Keys are plain headings (:func:`plain_heading`)."""

    roles: tuple[tuple[str, str], ...]
    person: dict[str, str]
    values: dict[str, str]
    types: dict[str, str]
    unread: frozenset[str]
    forbidden: tuple[str, ...]
    forbidden_cells: tuple[str, ...]
    violation: tuple[str, ...]
    summary: frozenset[str]
    relations: dict[str, str]
    sides: dict[str, str]
    insured: frozenset[str]
    signers: frozenset[str]
    before: tuple[tuple[str, frozenset[str]], ...]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    person_patterns: tuple[tuple[str, re.Pattern[str]], ...]
    weak: frozenset[str]
    either: frozenset[str]

    def person_word(self, text: str) -> str:
        """Return what of a person a word is (``id_number``), empty if nothing; no word at all is the name."""
        if text in self.person:
            return self.person[text]
        return next((key for key, pattern in self.person_patterns if pattern.fullmatch(text)), "")

    def by_pattern(self, text: str) -> str | None:
        """Return the value that a heading is made to mean, empty if it is not read, ``None`` if none fits."""
        found = next((field for field, pattern in self.patterns if pattern.fullmatch(text)), None)
        return "" if found == "unread" else found


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
    before = [(word, _AFTER[kind]) for kind, words in data["before"].items() for word in words]
    roles = [(plain_heading(word), role) for role, words in data["roles"].items() for word in words]
    known = {word for word, _ in roles}
    roles += [(word, role) for word, role in _numbered(data["numbered"]) if word not in known]
    return Vocabulary(
        roles=tuple(sorted(roles, key=lambda pair: -len(pair[0]))),
        person={plain_heading(word): field for field, words in data["person"].items() for word in words},
        values={plain_heading(word): field for field, entry in data["values"].items() for word in entry["words"]},
        types={field: entry["type"] for field, entry in data["values"].items()},
        unread=frozenset(map(plain_heading, data["unread"]["words"])),
        forbidden=tuple(data["forbidden"]["words"]),
        forbidden_cells=tuple(data["forbidden"]["cells"]),
        violation=tuple(data["violation"]["words"]),
        summary=frozenset(data["summary"]["words"]),
        relations={word: role for role, words in data["relations"].items() for word in words},
        sides={word: role for role, words in data["sides"].items() for word in words},
        insured=frozenset(data["insured"]["words"]),
        signers=frozenset(data["signers"]["words"]),
        before=tuple(sorted(before, key=lambda pair: -len(pair[0]))),
        patterns=_patterns(data["patterns"]),
        person_patterns=_patterns(data["person_patterns"]),
        weak=frozenset(data["weak"]["words"]),
        either=frozenset(data["either"]["words"]),
    )


def _numbered(data: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Yield the words for the first, second and third child that carry a number, with their slot."""
    for slot, numbers in (("child", "1一"), ("child2", "2二"), ("child3", "3三")):
        for number in numbers:
            yield from ((word + number, slot) for word in data["behind"])
            yield from ((before + number + word, slot) for word in data["before"] for before in ("", "第"))


def _patterns(data: dict[str, list[str]]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((field, re.compile("|".join(forms))) for field, forms in data.items())


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


def intake_headings(name: str) -> tuple[str, ...]:
    """Return the headings of an intake form of ours, in order, as ``roster columns`` prints them.

    Raises:
        KeyError: No intake layout has this name.
    """
    layout = layout_named(name)
    if layout is None or not layout.intake:
        raise KeyError(name)
    return tuple(rule.heading for rule in layout.columns)


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
