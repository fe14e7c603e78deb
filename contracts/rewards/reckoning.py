"""A sum as a tree: what it is made of, down to the standard, its source and the shares of each payer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from contracts.dates import day
from contracts.model import Instalment
from contracts.numerals import yuan
from contracts.rewards.facts import NAMES
from contracts.rewards.programmes import UNIT_WORDS, Entitlement, Part, Programme, named

_SCALE = ("标准：", "起算：", "截止：", "退出：", "依据：", "出处：", "未核实：")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One step of a reckoning. Where a node has parts with sums, they add up to its own; ``None`` is no sum."""

    text: str
    amount_fen: int | None = None
    parts: tuple[Node, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the tree as plain data: ``text``, ``amount_fen`` in fen, ``parts``."""
        return {
            "text": self.text,
            "amount_fen": self.amount_fen,
            "parts": [part.as_data() for part in self.parts],
        }

    def lines(self, indent: int = 0) -> Iterator[str]:
        """Yield the tree as people read it, two spaces a level."""
        sum_words = "" if self.amount_fen is None else f"：{yuan(self.amount_fen)}"
        yield f"{'  ' * indent}{self.text}{sum_words}"
        for part in self.parts:
            yield from part.lines(indent + 1)


def reckoning(programme: Programme, item: Entitlement) -> Node:
    """Return how the sum of an entitlement came about: instalments, then months and payers, then the rules.

    The same sum stands on each level: the instalments add up to the whole, the months of each instalment to it,
    and its payers too.
    """
    rules = tuple(Node(text=line) for line in item.because if line.startswith(_SCALE))
    known = {line for line in item.because if line.startswith(_SCALE)}
    told = ("项目：", "合计：", *(f"{named(part)}：" for part in item.instalments))
    rest = tuple(Node(text=line) for line in item.because if line not in known and not line.startswith(told))
    return Node(
        text=f"{item.title}（{programme.place_name}）",
        amount_fen=item.amount_fen,
        parts=(*(_instalment(item, part, programme) for part in item.instalments), *rest, *rules),
    )


def _instalment(item: Entitlement, instalment: Instalment, programme: Programme) -> Node:
    owed_to = instalment.payee or "household"
    earned = tuple(
        _months(part, programme) for part in item.parts if part.label == instalment.label and part.who == owed_to
    )
    payers = tuple(Node(text=payer.name, amount_fen=payer.amount_fen) for payer in instalment.payers)
    shares = Node(text="由谁承担", amount_fen=instalment.amount_fen, parts=payers) if payers else None
    unknown = Node(text="由谁承担：比例没有收录，请向县级核实")
    return Node(
        text=f"{named(instalment)}，{day(instalment.due_on)}前兑现",
        amount_fen=instalment.amount_fen,
        parts=(Node(text="怎样算出", amount_fen=instalment.amount_fen, parts=earned), shares or unknown),
    )


def _months(part: Part, programme: Programme) -> Node:
    standard = f"{UNIT_WORDS[programme.unit]}{yuan(part.standard.fen or 0)}"
    who = "" if part.who == "household" else NAMES[part.who]
    if programme.end.rule == "once":
        return Node(text=f"{who}{standard}", amount_fen=part.amount_fen, parts=_source(part))
    monthly = ["每月为其十二分之一"] if programme.unit.endswith("_year") else []
    text = f"{who}{day(part.first)}至{day(part.last)}，{part.months}个月，{'，'.join([standard, *monthly])}"
    return Node(text=text, amount_fen=part.amount_fen, parts=_source(part))


def _source(part: Part) -> tuple[Node, ...]:
    """Return from when the standard holds and who says so."""
    standard = part.standard
    words = [f"标准{day(standard.from_on)}起", "最低标准" if standard.floor else "", standard.source]
    doubt = f"；未核实：{standard.doubt}" if standard.doubt else ""
    return (Node(text="，".join(filter(None, words)) + doubt),)
