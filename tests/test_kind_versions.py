"""The words of every kind that ships belong to its version: whoever changes the one raises the other."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import pytest

from contracts.kinds import Kind, load_kinds, printed_words, shipped_folder
from contracts.model import DueRule

KINDS = load_kinds(shipped_folder())
FILE = Path(__file__).with_name("kind_versions.csv")
Versions = Mapping[str, tuple[int, str]]
"""Version and hash of the words by kind."""


def words_sha256(kind: Kind) -> str:
    """Return the hash of what ``kinds show --words`` lists, and of who owes each clause to whom, and when."""
    duties = [
        (term.code, term.text, term.owed_by, term.owed_to, falls_due(term.due), term.voluntary, term.only,
         *(["lasting"] if term.lasting else []))
        for term in kind.terms()
    ]
    content = json.dumps([printed_words(kind), duties], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def falls_due(rule: DueRule | None) -> dict[str, str]:
    """Return what a manifest writes of when a clause falls due."""
    return {name: str(value) for name, value in asdict(rule).items() if value} if rule else {}


def read_versions(path: Path) -> Versions:
    """Return what the file holds."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["kind"]: (int(row["version"]), row["words_sha256"]) for row in csv.DictReader(file)}


def write_versions(path: Path, versions: Versions) -> None:
    """Write the file, by kind."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["kind", "version", "words_sha256"])
        writer.writerows([name, *versions[name]] for name in sorted(versions))


def not_raised(known: Versions, now: Versions) -> list[str]:
    """Return what is to be done for each kind with other words and no higher version."""
    return [
        f"templates/{name}/manifest.toml: the words changed: version = {known[name][0] + 1}"
        for name, (version, words) in now.items()
        if name in known and words != known[name][1] and version <= known[name][0]
    ]


def test_changed_words_raise_the_version_of_their_kind(pytestconfig: pytest.Config) -> None:
    """``pytest --update`` takes in new kinds and raised versions, never other words under an old one."""
    now = {name: (kind.version, words_sha256(kind)) for name, kind in KINDS.items()}
    known = read_versions(FILE)
    assert not_raised(known, now) == []
    if pytestconfig.getoption("--update"):
        write_versions(FILE, now)

    assert read_versions(FILE) == now


@pytest.mark.parametrize(
    ("version", "words", "told"),
    [
        (4, "a", []),
        (4, "b", ["templates/pledge/manifest.toml: the words changed: version = 5"]),
        (3, "b", ["templates/pledge/manifest.toml: the words changed: version = 5"]),
        (5, "b", []),
    ],
)
def test_other_words_are_told_unless_the_version_is_higher(version: int, words: str, told: list[str]) -> None:
    """The way out is in the message."""
    assert not_raised({"pledge": (4, "a")}, {"pledge": (version, words)}) == told
