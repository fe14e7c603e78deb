"""What of an assessment people look at: agreements with their sheets, the lines of one, and its story."""

from __future__ import annotations

from datetime import date

from contracts.listing import Cell
from ledger.assessing.assessment import ASSESSED, SHEETS_ON_A_DAY, SIGNERS, refused
from ledger.assessing.periods import Period, period_of
from ledger.assessing.scoresheets import CLASSES, METHODS, points_words
from ledger.store import Ledger, Row, Transaction

OUTCOMES = {"kept": "维持原分", "rescored": "重新记分"}
NO_CLASS = "其他"
"""What the sum of lines without a class is called."""
_LINES = """
select l.*, coalesce(k.class, '') as class from score_lines l
left join score_line_classes k on k.sheet_id = l.sheet_id and k.ordinal = l.ordinal
where l.sheet_id = ? order by l.ordinal
"""


def agreements(ledger: Ledger, as_of: date = date.max) -> tuple[tuple[Cell, ...], ...]:
    """Return one row for each agreement whose year is settled and each of its sheets that counts; unscored ones too.

    The duty sheet of a person is none of them: only bodies are assessed. What was signed, scored or closed after
    ``as_of`` is left out.

    A row is contract, party, year, period, sheet, score, whether both signed, whether the period is closed.
    """
    found = ledger.rows(
        f"""
        with sheets as ({SHEETS_ON_A_DAY})
        select c.number, p.name, c.starts_on as first_day, x.*,
               exists (select 1 from period_closings k join events v on v.seq = k.event_seq
                       where k.period = x.period and k.starts_on = x.starts_on
                         and substr(v.at, 1, 10) <= :day) as closed
        from contracts c
        join contract_parties s on s.contract_id = c.id and s.role = 'party_b'
        join parties p on p.id = s.party_id
        left join sheets x on x.contract_id = c.id
        where c.family = 'agreement' and c.signed_on <= :day and p.type in {ASSESSED}
          and (x.sheet_id is not null
               or exists (select 1 from terms t where t.contract_id = c.id and t.code = 'settlement'))
        order by c.number, x.ends_on, x.starts_on desc, x.sheet_id
        """,
        {"day": as_of.isoformat()},
    )
    return tuple(_agreement_row(row) for row in found)


def lines(ledger: Ledger | Transaction, sheet: int) -> tuple[tuple[Cell, ...], ...]:
    """Return the lines of a sheet as printed; points in words.

    Raises:
        LedgerError: There is no such sheet.
    """
    found = ledger.rows(_LINES, [sheet])
    if not found:
        raise refused(f"第 {sheet} 号评分表", "台账里没有", "用 shouyue assess list 查看")
    return tuple(
        (
            sheet, row["ordinal"], row["indicator"], row["target"], points_words(row["weight_hundredths"]),
            row["scoring"], METHODS[row["method"]], row["actual"] or None, points_words(row["deduction_hundredths"]),
            points_words(row["weight_hundredths"] - row["deduction_hundredths"]), _evidence(row),
            row["class"] or None,
        )
        for row in found
    )  # fmt: skip


def class_sums(ledger: Ledger | Transaction, sheet: int) -> tuple[tuple[Cell, ...], ...]:
    """Return sheet, class, points, deduction and score of each class of indicators, in words (I-22).

    In the order of :data:`CLASSES`, 其他 for lines without a class last; nothing where no line has one.
    """
    found = ledger.rows(_LINES, [sheet])
    names = [name for name in (*CLASSES, "") if any(row["class"] == name for row in found)]
    if not any(names):
        return ()
    sums: list[tuple[Cell, ...]] = []
    for name in names:
        of_it = [row for row in found if row["class"] == name]
        points = sum(row["weight_hundredths"] for row in of_it)
        off = sum(row["deduction_hundredths"] for row in of_it)
        sums.append((sheet, name or NO_CLASS, *map(points_words, (points, off, points - off))))
    return tuple(sums)


def story(ledger: Ledger | Transaction, sheet: int) -> tuple[str, ...]:
    """Return what became of a sheet, a sentence each: score, signatures, objections, answers, the sheet after it."""
    (head,) = ledger.rows(
        "select x.*, c.number, p.name from sheet_scores x join contracts c on c.id = x.contract_id"
        " join parties p on p.id = x.party_id where x.sheet_id = ?",
        [sheet],
    )
    period = period_of(head["period"], head["starts_on"], head["ends_on"])
    told = [f"{head['number']} {head['name']} {period}：得分 {points_words(head['score_hundredths'])}"]
    if sums := class_sums(ledger, sheet):
        each = (f"{name} {score} / {points}" for _, name, points, _, score in sums)
        told.append(f"各类得分：{'，'.join(each)}")
    if head["replaces"]:
        told.append(f"由第 {head['replaces']} 号评分表复核而来")
    told += [
        f"{SIGNERS[row['role']]}：{row['name']}，{row['signed_on']}"
        for row in ledger.rows("select * from score_signatures where sheet_id = ? order by id", [sheet])
    ]
    told += [
        words
        for row in ledger.rows(
            "select o.*, a.outcome, a.answered_on, a.because as answer, a.sheet_id as fresh from score_objections o"
            " left join score_answers a on a.objection_id = o.id where o.sheet_id = ? order by o.id",
            [sheet],
        )
        for words in _objection(row)
    ]
    return tuple(told)


def contract_of_objection(tx: Transaction, objection: int) -> str:
    """Return the number of the agreement whose score an objection is about.

    Raises:
        LedgerError: There is no such objection.
    """
    found = tx.rows(
        "select c.number from score_objections o join score_sheets s on s.id = o.sheet_id"
        " join contracts c on c.id = s.contract_id where o.id = ?",
        [objection],
    )
    if not found:
        raise refused(f"第 {objection} 号异议", "台账里没有这个异议", "用 shouyue assess show 查看")
    return str(found[0]["number"])


def period_of_objection(tx: Transaction, objection: int) -> Period:
    """Return the period of the sheet that an objection is about.

    Raises:
        LedgerError: There is no such objection.
    """
    found = tx.rows(
        "select s.period, s.starts_on, s.ends_on from score_objections o join score_sheets s on s.id = o.sheet_id"
        " where o.id = ?",
        [objection],
    )
    if not found:
        raise refused(f"第 {objection} 号异议", "台账里没有这个异议", "用 shouyue assess show 查看")
    return period_of(found[0]["period"], found[0]["starts_on"], found[0]["ends_on"])


def _agreement_row(row: Row) -> tuple[Cell, ...]:
    year = int(row["first_day"][:4]) if row["first_day"] else None
    if row["sheet_id"] is None:
        return (row["number"], row["name"], year, None, None, None, None, None)
    period = period_of(row["period"], row["starts_on"], row["ends_on"])
    score = points_words(row["score_hundredths"])
    return (
        row["number"], row["name"], period.starts_on.year, str(period), row["sheet_id"], score, bool(row["is_signed"]),
        bool(row["closed"]),
    )  # fmt: skip


def _evidence(row: Row) -> str:
    return f"{row['evidence']}（{row['sampled_at']}）" if row["sampled_at"] else str(row["evidence"])


def _objection(row: Row) -> tuple[str, ...]:
    raised = f"第 {row['id']} 号异议（{row['raised_on']}，{row['raised_by']}）：{row['because']}"
    if row["outcome"] is None:
        return (raised, "还没有答复")
    fresh = f"，第 {row['fresh']} 号评分表" if row["fresh"] else ""
    return (raised, f"答复（{row['answered_on']}）：{OUTCOMES[row['outcome']]}{fresh}，{row['answer']}")
