"""A score sheet of the ledger as a paper, for both sides to sign."""

from __future__ import annotations

from dataclasses import replace

from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.assessing.assessment import refused
from ledger.assessing.assessment_list import NO_CLASS, class_sums, lines
from ledger.assessing.periods import period_of
from ledger.assessing.ranking import change_words, score_before
from ledger.assessing.scoresheets import CLASSES, points_words
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.signed import signed_draft
from ledger.store import Row, Transaction

_KEYS = ("sheet", "ordinal", "indicator", "target", "points", "scoring", "method", "actual", "deduction", "score",
         "evidence", "class")  # fmt: skip
_CLASS_KEYS = ("support", "management", "service", "result", "incentive", "rest")
_COLUMNS = dict(zip((*CLASSES, NO_CLASS), _CLASS_KEYS, strict=True))


def score_paper(press: Press, office: Office, sheet: int) -> Reissue:
    """Return how a score sheet is printed: each line with its points and evidence, places for both signatures.

    Raises (when prepared):
        LedgerError: There is no such sheet.
    """
    kind = press.kind("score_sheet")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        found = tx.rows(
            "select x.*, c.number from sheet_scores x join contracts c on c.id = x.contract_id where x.sheet_id = ?",
            [sheet],
        )
        if not found:
            raise refused(f"第 {sheet} 号评分表", "台账里没有", "用 shouyue assess list 查看")
        head = found[0]
        draft, _ = signed_draft(tx, head["number"])
        rows = [_with_method(dict(zip(_KEYS, map(_text, row), strict=True))) for row in lines(tx, sheet)]
        party = replace(draft.party("party_b"), persons=())
        paper = Sheet(
            place=office.division_code,
            signing_on=press.today,
            parties=tuple(
                township_party(office, role) if role.source == "township" else replace(party, role=role.name)
                for role in kind.roles
            ),
            values={
                "contract_number": head["number"],
                "period": str(period_of(head["period"], head["starts_on"], head["ends_on"])),
                "total": points_words(head["total_hundredths"]),
                "score": points_words(head["score_hundredths"]),
                **_change(tx, head),
            },
            sources={"score_lines": Source(rows=tuple(rows)), "score_classes": Source(rows=_classes(tx, sheet))},
            where=f"第 {sheet} 号评分表",
        )
        return (Wanted(kind=kind, sheet=paper, series=f"{office.short}考核", contract=head["number"]),)

    return Reissue(press, gather)


def _change(tx: Transaction, head: Row) -> dict[str, str]:
    """Return the difference to the period before, where that was scored."""
    before = score_before(tx, head)
    return {} if before is None else {"change": f"{change_words(head['score_hundredths'] - before)}分"}


def _classes(tx: Transaction, sheet: int) -> tuple[dict[str, str], ...]:
    """Return one row with score and points of each class, a dash where no line has it; no row without classes."""
    sums = {name: f"{score} / {points}" for _, name, points, _, score in class_sums(tx, sheet)}
    return ({key: sums.get(name, "—") for name, key in _COLUMNS.items()},) if sums else ()


def _with_method(row: dict[str, str]) -> dict[str, str]:
    """Return a line whose target says its class, its evidence how it was assessed and what was found (A-06, I-22)."""
    group = f"【{row['class']}】" if row["class"] else ""
    found = f"{row['actual']}；" if row["actual"] else ""
    return {**row, "target": f"{group}{row['target']}", "evidence": f"{row['method']}：{found}{row['evidence']}"}


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
