"""The lawfulness review: a draft before the rules of its signing day and place.

:func:`review` reads every clause of a :class:`~contracts.model.Draft`; :func:`judge` reads one clause;
:func:`judge_rows` reads a file of them. Nothing here knows any law: that is in ``contracts/law/*.toml``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from contracts.errors import InputError
from contracts.judging.books import rules_for
from contracts.judging.checks import numbers_in
from contracts.judging.judge import Judge, Ruling, judge_for
from contracts.judging.names import alarming_names, without
from contracts.judging.passages import Passage, passages
from contracts.judging.rules import Pack, Rule, RuleBook
from contracts.model import Acceptance, Clause, Draft, Finding, Problem, Review, Side
from contracts.partial_dates import parse_partial_date
from contracts.partner import Partner, can_share

COLUMNS = ("id", "verdict", "rule", "article", "hint")
"""What :func:`judge_rows` yields."""

MANY = 2000
"""From so many clauses on a second process is worth its start."""
_SHEET = 50
"""So many clauses are handed over at a time."""

_NEEDED = ("id", "clause_zh", "party_bound")
_LONGEST_CELL = 60
_DAY_HINT = "要写到日；留空则用 --signing 的日期"


def review(
    draft: Draft,
    *,
    as_of: date,
    place: str | None = None,
    rules: Sequence[Rule] | None = None,
    accepted: Sequence[Acceptance] = (),
) -> Review:
    """Return the review of a draft: one finding for every rule that a clause meets, lawful clauses none.

    Args:
        draft: What is going to be printed.
        as_of: The signing day; it decides which law applies.
        place: Division code of the place of signing; the draft's own if not given.
        rules: Rules to use instead of the bundled packs.
        accepted: A person's decisions on findings that the rules left open.
    """
    where = draft.place if place is None else place
    book = _book(rules, where)
    bench = judge_for(book, as_of, draft.family)
    second: Side = next((party.side for party in draft.parties if party.role == "party_b"), "family")
    parts = passages(draft)
    names = alarming_names(draft, parts, bench)
    findings = tuple(finding for passage in parts for finding in _found(bench, passage, second, names))
    return Review(
        draft_sha256=draft.sha256, as_of=as_of, place=where, findings=findings, accepted=tuple(accepted),
        packs=_named(book.packs),
    )  # fmt: skip


@functools.cache
def _named(packs: tuple[Pack, ...]) -> tuple[str, ...]:
    """Return the packs as a review names them; the reviews of a batch share the one tuple."""
    return tuple(f"{pack.file} {pack.title}（{pack.reviewed_on} 核对）" for pack in packs)


def judge(
    text: str, *, party_bound: str, as_of: date, place: str = "", rules: Sequence[Rule] | None = None, paper: str = ""
) -> Finding:
    """Return the gravest thing the rules say of one clause; for a lawful one, the rule that recognised it.

    Args:
        text: The clause, in any spelling.
        party_bound: Whom it binds: family, office, village, both, employer, landlord, unit, department,
            group-head, guarantor, youth, third-party; nothing if unknown.
        as_of: The signing day.
        place: Division code of the place of signing, or nothing for the law of the whole country.
        rules: Rules to use instead of the bundled packs.
        paper: The family of paper it stands in, or ``decision`` for one of the villagers' assembly; nothing if unknown.
    """
    bench = judge_for(_book(rules, place), as_of, paper)
    return bench.finding(bench.rulings(text, party_bound)[0], "", text)


def explain(finding: Finding) -> str:
    """Return the verdict in one sentence that ends in *because*: rule, article and version, window, words."""
    verdicts = {"lawful": "合法", "void": "无效", "obsolete": "已失去依据", "needs_review": "待人工审定"}
    because = [f"规则 {finding.rule}（{finding.message}）"]
    if finding.cite:
        because.append("依据" + "、".join(map(str, finding.cite)))
    if finding.window:
        because.append(f"有依据的签订日期为 {finding.window}")
    if finding.words:
        because.append("触发词句：" + "……".join(word for word in finding.words if word))
    if finding.doubt:
        because.append(f"尚未核实：{finding.doubt}")
    place = f"{finding.where}：" if finding.where else ""
    return f"{place}{verdicts[finding.verdict]}。{finding.hint}因为：{'；'.join(because)}。"


def judge_rows(rows: Iterable[Mapping[str, str]], *, signing: date, place: str = "") -> Iterator[dict[str, str]]:
    """Yield one row of :data:`COLUMNS` for each row given, in the same order.

    Args:
        rows: Rows with ``id``, ``clause_zh``, ``party_bound`` and perhaps ``signed_on`` (a whole day in any
            usual form), which wins over ``signing``. An empty mapping is a blank line and yields nothing.
        signing: The signing day of rows that name none.
        place: Division code, or nothing.

    Raises:
        InputError: A column is missing; or every day that is not one, with its row. Then nothing was judged.
    """
    tasks: list[tuple[str, str, str, date]] = []
    faults: list[Problem] = []
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        missing = [name for name in _NEEDED if name not in row]
        if missing:
            fault = Problem(
                where="表头", message=f"缺少列 {'、'.join(missing)}",
                hint="第一行须有 id、clause_zh、party_bound 三列，另存为 UTF-8 编码的 CSV",
            )  # fmt: skip
            raise InputError("条款文件不能使用，未作任何判断", [fault])
        try:
            day = _day(row.get("signed_on") or "") or signing
        except ValueError as fault:
            faults.append(Problem(where=f"第{number}行 signed_on", message=str(fault), hint=_DAY_HINT))
            continue
        tasks.append((row["id"], row["clause_zh"] or "", row["party_bound"] or "", day))
    if faults:
        raise InputError("条款文件不能使用，未作任何判断", faults)

    def work(sheet: int) -> list[dict[str, str]]:
        return [_judged(*task, place) for task in tasks[sheet * _SHEET : (sheet + 1) * _SHEET]]

    sheets = -(-len(tasks) // _SHEET)
    done = _by_two(work, sheets) if len(tasks) >= MANY and can_share() else map(work, range(sheets))
    yield from chain.from_iterable(done)


def _judged(key: str, text: str, party_bound: str, as_of: date, place: str) -> dict[str, str]:
    finding = judge(text, party_bound=party_bound, as_of=as_of, place=place)
    return {
        "id": key, "verdict": finding.verdict, "rule": finding.rule,
        "article": "；".join(map(str, finding.cite)), "hint": finding.hint,
    }  # fmt: skip


def _by_two(work: Callable[[int], list[dict[str, str]]], count: int) -> Iterator[list[dict[str, str]]]:
    """Do every other sheet in a second process; what it leaves undone this one does."""
    partner = Partner(work, range(1, count, 2))
    try:
        results: Iterator[list[dict[str, str]]] = partner.results()
        for number in range(count):
            yield next(results, []) or work(number) if number % 2 else work(number)
    finally:
        partner.end()


def _day(text: str) -> date | None:
    """Return the signing day of a row; a table program writes ``2026/3/5`` whatever was typed."""
    if not text.strip():
        return None
    found = parse_partial_date(text)
    if found is None or found.whole is None:
        raise ValueError(f"“{text}”没有写到日")
    return found.whole


def _book(rules: Sequence[Rule] | None, place: str) -> RuleBook:
    if rules is None:
        return rules_for(place)
    if isinstance(rules, RuleBook):
        return rules
    shared = rules_for(place)
    return RuleBook(
        rules=tuple(rules), packs=(), actors=shared.actors, earlier=shared.earlier, severed=shared.severed,
        doubts=shared.doubts,
    )  # fmt: skip


@functools.lru_cache(maxsize=256)
def _found(bench: Judge, passage: Passage, party_b: Side, names: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what is found in a passage, which papers of a batch may share."""
    return tuple(finding for clause in passage.clauses for finding in _findings(bench, clause, party_b, names))


def _findings(bench: Judge, clause: Clause, party_b: Side, names: tuple[str, ...]) -> Iterator[Finding]:
    if not clause.cells:
        for ruling in bench.rulings(without(clause.text, names), clause.party_bound, party_b):
            if ruling.verdict != "lawful":
                yield bench.finding(ruling, clause.where, clause.text)
        return
    for cell in clause.cells:
        yield from _cell_findings(bench, clause, cell, without(cell, names), party_b)


def _cell_findings(bench: Judge, clause: Clause, cell: str, words: str, party_b: Side) -> Iterator[Finding]:
    """Yield what is found in a cell; ``words`` are the cell without names that only look like something else."""
    for rule in bench.row_rules:
        numbers = numbers_in(rule, cell)
        if numbers:
            yield bench.finding(Ruling(rule, rule.verdict, numbers), clause.where, "、".join(numbers))
    if len(words) <= _LONGEST_CELL and not bench.alarmed(words):
        return
    for ruling in bench.rulings(words, clause.party_bound, party_b):
        if ruling.verdict != "lawful":
            yield bench.finding(ruling, clause.where, cell)


def broken_examples(book: RuleBook, as_of: date | None = None) -> tuple[Problem, ...]:
    """Return every example sentence that its own rule does not satisfy.

    A rule must speak on each sentence of ``rejects`` (a lawful rule: of ``accepts``) and be silent on the
    others. Each is judged within the rule's own window, by that rule alone.

    Args:
        book: The rules.
        as_of: A day; by default one on which the rule itself and its basis apply.
    """
    return tuple(problem for rule in book for problem in _broken(book, rule, as_of))


def _broken(book: RuleBook, rule: Rule, as_of: date | None) -> Iterator[Problem]:
    first = max(rule.in_force.starts_on, rule.basis.starts_on)
    day = as_of or max(first, min(rule.in_force.ends_on, rule.basis.ends_on, date(2026, 1, 1)))
    bench = judge_for(book, day, next(iter(rule.applies_to), ""))
    lawful = rule.verdict == "lawful"
    for sentences, expected in ((rule.accepts, lawful), (rule.rejects, not lawful)):
        for sentence in sentences:
            if bench.speaks(rule, sentence) is not expected:
                said = "没有说话" if expected else "不应说话"
                where = f"{rule.jurisdiction} {rule.id}"
                yield Problem(where=where, message=f"规则对例句“{sentence}”{said}", hint="请改正句式或者例句")
