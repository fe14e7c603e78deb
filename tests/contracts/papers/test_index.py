"""The index of a batch is a stream: one line for each paper, read one at a time, and damage is said."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from contracts.errors import InputError
from contracts.papers.index import Paper, line_at, line_of, paper_of, papers_at, read_head, scanned, write_index
from tests.contracts.word.papers import draft, lawful

HEAD = {"batch": "示例", "form": 1}


def papers(count: int) -> list[Paper]:
    """Return so many papers, each with a line break in a name of its file."""
    drafts = [replace(draft("service_contract"), row=row, number=f"示例\n{row}") for row in range(1, count + 1)]
    return [Paper(draft=item, review=lawful(item), file=f"{item.row}.docx", sha256="0" * 64) for item in drafts]


def written(path: Path, items: list[Paper]) -> list[int]:
    """Write an index and return where its lines begin."""
    with path.open("wb") as file:
        return list(write_index(file, HEAD, items).places)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_what_is_written_reads_back_one_by_one_and_as_a_whole(tmp_path: Path, count: int) -> None:
    """Head, places and papers; and any program that reads JSON reads it too."""
    path, items = tmp_path / "batch.json", papers(count)
    places = written(path, items)

    assert read_head(path) == {**HEAD, "papers": []}
    assert [place for place, _ in scanned(path)] == places
    assert [paper_of(line, path) for _, line in scanned(path)] == items
    assert papers_at(path, places) == tuple(items)
    assert len(json.loads(path.read_bytes())["papers"]) == count


def test_a_file_replaced_meanwhile_is_not_read_on(tmp_path: Path) -> None:
    """The places are of another file; half a line of it would be taken for a paper."""
    path = tmp_path / "batch.json"
    found = papers_at(path, written(path, papers(2)))
    assert found[1].draft.row == 2

    written(path, papers(3))

    with pytest.raises(InputError, match="被改写了"):
        found[1]


@pytest.mark.parametrize("cut", [5, 300, -3])
def test_a_file_cut_short_is_damaged(tmp_path: Path, cut: int) -> None:
    """In its head, in a paper, or before its end."""
    path = tmp_path / "batch.json"
    written(path, papers(2))
    path.write_bytes(path.read_bytes()[:cut])

    with pytest.raises(InputError, match="已损坏"):
        list(scanned(path))


def test_a_line_with_strange_members_is_damaged(tmp_path: Path) -> None:
    """Somebody wrote into it."""
    (item,) = papers(1)
    data = json.loads(line_of(item.draft, item.review, item.file, item.sha256))

    for changed in (data | {"colour": "red"}, {key: data[key] for key in ("draft", "file")}, data | {"review": 3}):
        path = tmp_path / "batch.json"
        with pytest.raises(InputError, match="已损坏"):
            paper_of(line_at(json.dumps(changed).encode(), path), path)


def test_a_line_that_another_program_saved_is_still_of_its_draft(tmp_path: Path) -> None:
    """Spaces and the order of members are no change of words; one other letter is."""
    (item,) = papers(1)
    content = line_of(item.draft, item.review, item.file, item.sha256)
    data = json.loads(content)
    saved = json.dumps({key: data[key] for key in ("review", "file", "sha256", "draft")}, indent=1).encode()
    path = tmp_path / "batch.json"

    for line in (line_at(content, path), line_at(saved, path)):
        assert line.is_of(item.draft.sha256)
        assert paper_of(line, path) == item
    assert not line_at(content.replace("示例".encode(), "事例".encode(), 1), path).is_of(item.draft.sha256)
