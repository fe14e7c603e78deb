"""The export profiles that there are: the shipped ones, and those that the office keeps in its own folder.

A file of the office that is written wrongly stops only the exports that ask for it, even where a shipped profile has
its name: the office wanted its own.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from contracts.errors import RosterError
from contracts.model import Problem
from contracts.reading.own_files import place_of_column, place_of_member, place_of_syntax
from contracts.reading.profiles import FORMATS, ExportColumn, Profile, is_exported

FOLDER = "profiles"
_COLUMN = {member.name for member in fields(ExportColumn)}
_WORDS = {member.name for member in fields(Profile)} - {"columns"}


@dataclass(frozen=True, slots=True)
class Profiles:
    """``usable`` profiles by name, and for each file that is none, by its name, what is wrong with it."""

    usable: dict[str, Profile]
    faults: dict[str, Problem] = field(default_factory=dict)

    def named(self, name: str) -> Profile:
        """Return the profile of that name.

        Raises:
            RosterError: There is none, or the office's own of that name is written wrongly: file, place, cure.
        """
        if fault := self.faults.get(name):
            raise RosterError(f"导出格式“{name}”不能用，没有导出。", [fault])
        if name not in self.usable:
            problem = Problem(where=name, message="没有这种导出格式", hint=f"有这些：{'、'.join(self.usable)}")
            raise RosterError("没有导出。", [problem])
        return self.usable[name]


def load_profiles(office: Path | None = None) -> Profiles:
    """Return the shipped profiles and those in the office's ``rosters/profiles``, which stand before them."""
    found = Profiles(usable=dict(_shipped()))
    folder = office / "rosters" / FOLDER if office else None
    for path in sorted(folder.glob("*.toml")) if folder else ():
        name, loaded = path.stem, _loaded(path)
        if isinstance(loaded, Profile):
            found.usable[name] = loaded
        else:
            found.usable.pop(name, None)
            found.faults[name] = loaded
    return found


@functools.cache
def _shipped() -> tuple[tuple[str, Profile], ...]:
    folder: Traversable = resources.files("contracts") / "rosters" / FOLDER
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    names = [file.name.removesuffix(".toml") for file in files]
    texts = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return tuple((name, _profile(name, data)) for name, data in zip(names, texts, strict=True))


def _profile(name: str, data: Mapping[str, Any]) -> Profile:
    columns = tuple(ExportColumn(**entry) for entry in data["columns"])
    return Profile(**{**data, "name": name, "columns": columns})


def _loaded(path: Path) -> Profile | Problem:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults = [place_of_syntax(error)]
    except (OSError, UnicodeDecodeError):
        faults = ["打不开，或不是 UTF-8 编码的文字"]
    else:
        faults = list(_faults(data, text))
        if not faults:
            return _profile(path.stem, data)
    return Problem(
        where=f"rosters/{FOLDER}/{path.name}",
        message=f"导出格式写得不对（{'、'.join(faults)}）",
        hint="改正这几处，或删去这个文件；别的导出格式照常可用",
    )


def _faults(data: Mapping[str, Any], text: str) -> Iterator[str]:
    """Yield what is wrong in a profile that is TOML: where, and what."""
    for key, value in data.items():
        if key == "columns":
            continue
        if key not in _WORDS:
            yield f"{place_of_member(text, key)}不认得 {key}"
        elif not isinstance(value, str):
            yield f"{place_of_member(text, key)} {key} 后面不是用引号括起来的字".strip()
        elif key in FORMATS and value not in FORMATS[key]:
            only = " ".join(sorted(FORMATS[key]))
            yield f"{place_of_member(text, key)} {key} 不能是“{value}”，只能是 {only}".strip()
    if not data.get("title"):
        yield "没有 title"
    columns = data.get("columns")
    if not isinstance(columns, list) or not columns or not all(isinstance(entry, dict) for entry in columns):
        yield "columns 不是一列一行的 { heading = …, field = … }"
        return
    for number, entry in enumerate(columns, 1):
        yield from _faults_of_column(entry, place_of_column(text, number))


def _faults_of_column(entry: Mapping[str, Any], place: str) -> Iterator[str]:
    if not entry.get("heading"):
        yield f"{place}没有写 heading"
    for key, value in entry.items():
        if key not in _COLUMN:
            yield f"{place}不认得 {key}"
        elif key == "required" and not isinstance(value, bool):
            yield f"{place} required 只能是 true 或 false"
        elif key != "required" and not isinstance(value, str):
            yield f"{place} {key} 后面不是用引号括起来的字"
        elif key == "field" and value and not is_exported(value):
            yield f"{place}不认得 field“{value}”"
