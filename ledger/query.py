"""Named questions: one SQL file each, plain enough for other engines, parameters bound, persons masked.

The first comment line of a file is its title in Chinese, the next ones say what its parameters mean.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contracts.errors import LedgerError
from contracts.model import Problem
from ledger.masking import masked_rows
from ledger.names import WORDS, known_names, listed
from ledger.query_parameters import EXAMPLES
from ledger.store import Ledger, Transaction
from ledger.wording import forbidden_words

_PARAMETER = re.compile(r":([a-z_]+)")
_COMMENT = re.compile(r"--.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question: its title, what its parameters mean, and the SQL.

    ``necessary`` are the parameters that the SQL does not read as "all" when they are NULL.
    """

    name: str
    title: str
    notes: tuple[str, ...]
    parameters: tuple[str, ...]
    necessary: tuple[str, ...]
    sql: str

    def meaning(self, parameter: str) -> str:
        """Return what the notes say of a parameter, or ``""``."""
        found = re.search(rf":{parameter} ([^；，。:]+)", "；".join(self.notes))
        return found[1] if found else ""


@functools.cache
def questions() -> tuple[Question, ...]:
    """Return all named questions, by name."""
    from importlib.resources import files

    found = (item for item in (files("ledger") / "queries").iterdir() if item.name.endswith(".sql"))
    made = (_question(item.name.removesuffix(".sql"), item.read_text(encoding="utf-8")) for item in found)
    return tuple(sorted(made, key=lambda question: question.name))


def sql_of(name: str) -> str:
    """Return the SQL of a question of that name.

    Raises:
        LedgerError: There is none.
    """
    return _named(name).sql


def ask(
    ledger: Ledger, name: str, parameters: Mapping[str, str | int | date | None], *, unmasked: bool = False
) -> tuple[dict[str, Any], ...]:
    """Return the answer to a named question, one dict per row in the file's order of columns.

    Persons are hidden as :mod:`ledger.masking` says. Parameters that are not
    given are NULL, which the question reads as "all", except those that are ``necessary``.

    Raises:
        LedgerError: No such question, a parameter it does not have, or a necessary one that is missing; each
            with what it means, and programmes with those there are.
    """
    question = _named(name)
    strange = sorted(parameters.keys() - set(question.parameters))
    wants = "、".join(question.parameters) or "没有参数"
    faults = [Problem(where=key, message="没有这个参数", hint=f"它的参数：{wants}") for key in strange]
    faults += [_missing(ledger, question, key) for key in question.necessary if parameters.get(key) in {None, ""}]
    if faults:
        raise LedgerError(f"查询 {name} 的参数不对：{'、'.join(fault.where for fault in faults)}", faults)
    bound = {key: _bound(parameters.get(key)) for key in question.parameters}
    found = ledger.rows(question.sql, bound)
    return tuple(found) if unmasked else masked_rows(ledger, found)


def headings(ledger: Ledger, name: str) -> tuple[str, ...]:
    """Return the columns of a named question, so that an empty answer has a heading too.

    Raises:
        LedgerError: No such question.
    """
    question = _named(name)
    nothing = f"select * from ({question.sql.rstrip().rstrip(';')}\n) limit 0"
    (row,) = ledger.rows(f"select q.* from (select 1) left join ({nothing}) q", dict.fromkeys(question.parameters))
    return tuple(row)


def _missing(ledger: Ledger, question: Question, key: str) -> Problem:
    """Say what a question still wants, and what there is to choose from."""
    meaning = question.meaning(key)
    hint = f"加上 --set {key}=…，如 {EXAMPLES.get(key, '2026-03-05')}"
    if key in WORDS and (known := known_names(ledger, key)):
        hint += f"；台账里有：{listed(known)}"
    return Problem(where=key, message=f"没有写{meaning and f'（{meaning}）'}", hint=hint)


def record_unmasked(
    tx: Transaction, name: str, parameters: Mapping[str, str | int | date | None], *, because: str, rows: int
) -> None:
    """Record that somebody saw whole names: which question, which parameters were given, how many rows, why.

    What was searched for is not kept: it may itself be a name.

    Raises:
        LedgerError: No reason, or one that says what may not be kept.
    """
    words = forbidden_words(because)
    if words or not any(map(str.isalnum, because)):
        problem = Problem(where=name, message="原因没有写，或者里面有不得记录的内容", hint="写明用途，不写姓名和证件号")
        raise LedgerError("没有显示完整姓名。", [problem])
    given = sorted(key for key, value in parameters.items() if value is not None)
    tx.record("unmasked", name, {"because": because, "given": given, "answers": rows}, {})


def _bound(value: str | int | date | None) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _named(name: str) -> Question:
    for question in questions():
        if question.name == name:
            return question
    names = "、".join(question.name for question in questions())
    raise LedgerError(
        f"没有名为 {name} 的查询", [Problem(where=name, message="没有这个查询", hint=f"可用的有：{names}")]
    )


def _question(name: str, sql: str) -> Question:
    head = [line.removeprefix("--").strip() for line in sql.splitlines() if line.startswith("--")]
    used = _PARAMETER.findall(_COMMENT.sub("", sql))
    parameters = tuple(dict.fromkeys(used))
    necessary = tuple(key for key in parameters if f":{key} is null" not in sql)
    return Question(
        name=name, title=head[0], notes=tuple(head[1:]), parameters=parameters, necessary=necessary, sql=sql
    )
