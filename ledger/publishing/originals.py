"""An original is printed once: a second of the same words is refused with the ways to get another sheet (§2.8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from contracts.model import Draft
from ledger.publishing.certificate_papers import Words, last_sheet
from ledger.publishing.certificates import STATES, Certificate, certificate, refused
from ledger.publishing.documents import Preparation
from ledger.publishing.issue import NewPaper
from ledger.store import Transaction

_HINT = "印坏的用 shouyue certificate spoilt 重印，遗失、损毁的用 replace 换证，要副本用 shouyue copy"


def once(
    preparation: Preparation, kind: str, many: Sequence[Words], *, same: Sequence[str], since: date | None = None
) -> Preparation:
    """Return how originals are printed where none of the same holder says the same already.

    Args:
        preparation: How they are printed.
        kind: Their kind.
        many: What is going to be printed.
        same: Values that make it the same certificate.
        since: Those handed over before this day are no obstacle, as the paper may be asked for again; those
            printed and not handed over always are.

    Raises (when prepared):
        LedgerError: One that has not ended says the same; no number is taken.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        for words in many:
            for item in _standing(tx, kind, words.holder.name):
                if _is_past(item, since) or not _says_the_same(tx, item, words, same):
                    continue
                raise refused(words.where, f"已有 {item.number}（{STATES[item.state]}）", _HINT)
        return tuple(preparation(tx))

    return prepare


def once_as_printed(
    preparation: Preparation, kind: str, many: Sequence[Words], *, apart: Collection[str]
) -> Preparation:
    """Return how originals are printed where no two of one holder say the same as printed.

    Args:
        preparation: How they are printed, one paper for each of ``many``.
        kind: Their kind.
        many: What is going to be printed.
        apart: Values that do not make it another certificate, as the seam number.

    Raises (when prepared):
        LedgerError: One that has not ended says the same, or two of the new ones do; no number is taken.
    """

    def prepare(tx: Transaction) -> tuple[NewPaper, ...]:
        held = {
            name: [(item, _said(last_sheet(tx, item)[0], apart)) for item in _standing(tx, kind, name)]
            for name in {words.holder.name for words in many}
        }
        made = tuple(preparation(tx))
        told: set[tuple[tuple[str, str], ...]] = set()
        for words, paper in zip(many, made, strict=True):
            said = _said(paper.draft, apart)
            if said in told:
                raise refused(words.where, "与前面一行相同", "每份写一行，删去重复的")
            told.add(said)
            for item, known in held[words.holder.name]:
                if known == said:
                    raise refused(words.where, f"已有 {item.number}（{STATES[item.state]}）", _HINT)
        return made

    return prepare


def _said(draft: Draft, apart: Collection[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in draft.values if name not in apart)


def _standing(tx: Transaction, kind: str, holder: str) -> list[Certificate]:
    """Return the certificates of a holder that have not ended and were printed here."""
    found = tx.rows(
        "select number from certificate_register where kind = ? and holder = ? and sheets > 0 and ended is null",
        [kind, holder],
    )
    return [certificate(tx, row["number"]) for row in found]


def _is_past(item: Certificate, since: date | None) -> bool:
    return since is not None and item.issued_on is not None and str(item.issued_on) < since.isoformat()


def _says_the_same(tx: Transaction, item: Certificate, words: Words, same: Sequence[str]) -> bool:
    printed = dict(last_sheet(tx, item)[0].values)
    return all(printed.get(name, "") == str(words.values.get(name, "")) for name in same)
