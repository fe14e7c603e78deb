"""All kinds at hand: those that come with the program and those of the office."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from pathlib import Path

from contracts.errors import KindError
from contracts.kinds.kind import Kind
from contracts.kinds.manifest import load_kind
from contracts.kinds.refused import refuse_by_name
from contracts.kinds.sorts import CODE_FORM
from contracts.model import Problem


class Shelf(dict[str, Kind]):
    """Kinds by id. ``faulty`` are those that cannot be used, each with its faults: asked for, it says them."""

    def __init__(self) -> None:
        super().__init__()
        self.faulty: dict[str, KindError] = {}


def load_kinds(*folders: Path) -> Shelf:
    """Return every kind below the folders by id; a later folder's kind stands in for an earlier one's.

    One that somebody is still writing hinders no other; where it was to stand in for another, neither is there.
    """
    found = Shelf()
    for root in folders:
        for manifest in sorted(root.glob("*/manifest.toml")):
            try:
                kind = load_kind(manifest.parent)
            except KindError as error:
                found.faulty[manifest.parent.name] = error
                found.pop(manifest.parent.name, None)
            else:
                found[kind.id] = kind
    return found


def kind_at_hand(kind_id: str, *folders: Path) -> Kind:
    """Return the kind of that id without reading the others, or else the one of that printed title.

    Raises:
        LawError: See :func:`find_kind`.
        KindError: There is none, or its manifest has faults.
    """
    for root in reversed(folders):
        if kind_id.isidentifier() and (root / kind_id / "manifest.toml").exists():
            return load_kind(root / kind_id)
    return find_kind(load_kinds(*folders), kind_id)


def find_kind(kinds: Mapping[str, Kind], kind_id: str) -> Kind:
    """Return the kind of that id, or of that printed title.

    Raises:
        LawError: The name is that of a paper nobody may be given; says the article and the lawful way.
        KindError: There is none; kinds of a similar name are asked about. Or the kind has faults.
    """
    if kind_id in kinds:
        return kinds[kind_id]
    if isinstance(kinds, Shelf) and kind_id in kinds.faulty:
        raise kinds.faulty[kind_id]
    plain = _YEAR.sub("", kind_id)
    titled = [kind for kind in kinds.values() if kind.title == (plain if kind.yearly else kind_id)]
    if len(titled) == 1:
        return titled[0]
    refuse_by_name(kind_id)
    near = difflib.get_close_matches(kind_id, kinds, n=3, cutoff=0.75)
    hint = f"是不是指 {'、'.join(near)}？" if near else "见 shouyue kinds list"
    raise KindError(f"没有文种 {kind_id}。", [Problem(where="KIND", message=f"没有 {kind_id}", hint=hint)])


_YEAR = re.compile(r"\A\d{4}年")
_ID = re.compile(r"^id\s*=.*$", re.MULTILINE)
_HEAD = re.compile(r"\A(?:#.*\n)+")
_VERSION = re.compile(r"^version = \d+$", re.MULTILINE)


def folder_to_start_from(kind: Kind, name: str) -> dict[str, bytes]:
    """Return the files of a new kind's folder by name: the words and looks of an old one, under the new id, version 1.

    Raises:
        KindError: The name is no id of a kind: small letters, digits and underscores.
    """
    if not CODE_FORM.fullmatch(name):
        hint = "文件夹名用小写字母和下划线，不带年份，如 elder_care_pledge"
        raise KindError("没有抄写文种。", [Problem(where=name, message="不能作文种的名字", hint=hint)])
    paths = [path for path in sorted(kind.folder.iterdir()) if path.suffix in {".docx", ".toml"}]
    files = {path.name: path.read_bytes() for path in paths}
    words = _HEAD.sub(f"# 从 {kind.id} 抄来。\n", files["manifest.toml"].decode("utf-8"), count=1)
    words = _VERSION.sub("version = 1", _ID.sub(f'id = "{name}"', words, count=1), count=1)
    return files | {"manifest.toml": words.encode()}


def shipped_folder() -> Path:
    """Return the folder of the kinds that come with the program."""
    import templates

    return Path(next(iter(templates.__path__)))
