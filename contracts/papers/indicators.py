"""Old sets of indicators as data: what stood in them, what the law makes of each today, and why.

They are kept to be read, never to be signed again; a row whose table and text differ keeps both figures.
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

from contracts.errors import PackError
from contracts.model import Citation, Problem

Treatment = Literal["keep", "transform", "history", "refuse"]

TREATMENTS: dict[Treatment, str] = {
    "keep": "可以继续用", "transform": "改写后可以用", "history": "只作历史", "refuse": "不得再用",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class OldIndicator:
    """One row of an old plan. ``also`` is the other figure where the paper says two; ``cite`` why it is refused."""

    set: str
    id: str
    title: str
    target: str
    also: str = ""
    treatment: Treatment
    hint: str = ""
    cite: tuple[Citation, ...] = ()

    @property
    def treatment_words(self) -> str:
        """What to do with it today, in Chinese."""
        return TREATMENTS[self.treatment]


@functools.cache
def indicator_sets() -> tuple[OldIndicator, ...]:
    """Return the rows of every set that comes with the program, set by set in written order.

    Raises:
        PackError: A row is incomplete, has an unknown treatment, or is refused without an article.
    """
    folder = files("contracts") / "law" / "indicators"
    packs = sorted((item for item in folder.iterdir() if item.name.endswith(".toml")), key=lambda item: item.name)
    found = [row for pack in packs for row in _rows(tomllib.loads(pack.read_text(encoding="utf-8")))]
    faults = [
        Problem(where=f"{item.set} {item.id}", message="没有依据或办法不对", hint="补上 cite 和 treatment")
        for item in found
        if item.treatment not in get_args(Treatment) or (item.treatment == "refuse" and not item.cite)
    ]
    if faults:
        raise PackError("旧指标资料有问题。", faults)
    return tuple(found)


def _rows(data: dict[str, object]) -> list[OldIndicator]:
    rows = data["indicators"]
    assert isinstance(rows, list)  # noqa: S101 - the shape of our own package data
    return [
        OldIndicator(
            set=str(data["title"]), cite=tuple(Citation(**item) for item in row.get("cite", ())),
            **{key: value for key, value in row.items() if key != "cite"},
        )
        for row in rows
    ]  # fmt: skip
