"""Papers that are refused by name: why, by which article, and what can lawfully be done instead.

The list is data, ``law/papers/refused.toml``. A clerk who asks for one of them is answered with the article,
not with "no such kind".
"""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Literal

from contracts.errors import LawError
from contracts.model import Citation, Finding

Treatment = Literal["refused", "history"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPaper:
    """A paper that is not printed. ``row`` is its row in the domain notes; ``words`` know it by name.

    ``history`` papers were lawful once: what was issued is registered and copied, what was promised stays due.
    """

    row: str
    title: str
    treatment: Treatment
    words: tuple[str, ...]
    message: str
    instead: str
    law: Citation


@functools.cache
def refused_papers() -> tuple[RefusedPaper, ...]:
    """Return the papers that are refused, in the order of the list."""
    file = resources.files("contracts") / "law" / "papers" / "refused.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(
        RefusedPaper(**{**item, "words": tuple(item["words"]), "law": Citation(**item["law"])})
        for item in data["papers"]
    )


def refuse_by_name(name: str) -> None:
    """Refuse a paper that must not be made, whatever it is called exactly.

    Raises:
        LawError: The name is that of a refused paper; says the article and the lawful way.
    """
    paper = next((item for item in refused_papers() if any(word in name for word in item.words)), None)
    if paper is None:
        return
    finding = Finding(
        rule=f"PAPER-{paper.row}",
        verdict="obsolete" if paper.treatment == "history" else "void",
        where=paper.title,
        text=name,
        message=paper.message,
        hint=paper.instead,
        cite=(paper.law,),
    )
    raise LawError(f"“{name}”不能制作，未生成任何文件。", [finding])
