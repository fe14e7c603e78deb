"""Applications of families: from desk to desk by moves that are data, each step with who, when and why (§2.9, D-14).

A family may withdraw at any time and at no cost. What is missing is told once and completely; a refusal names the
article and where to object. A day that an office missed ends nothing.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from contracts.errors import InputError, LedgerError
from contracts.model import Party, Problem
from contracts.plain import as_data, from_data
from contracts.settings import Office
from ledger.faults import Faults
from ledger.journal import canonical
from ledger.names import person_as_compared
from ledger.store import Ledger, Row, Transaction, next_number
from ledger.wording import forbidden_words

DEADLINES = "申报期限.toml"
"""The office's own file of days, beside ``office.toml``; without it no day is known."""

LEVELS = ("village", "township", "county", "confirmed")
HOW = {"oral": "口头", "written": "书面", "online": "网上"}
_PASSED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What goes with a step; empty where nothing is said. ``missing`` is the complete list of what is missing."""

    because: str = ""
    checker: str = ""
    missing: tuple[str, ...] = ()
    article: str = ""
    qualifies: bool | None = None
    pay_grade: str = ""
    seen_by: str = ""
    seen_on: date | None = None


NOTHING = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One application as it stands. ``level`` is the desk it lies on, empty when it lies on none."""

    id: int
    number: str
    programme: str
    year: int
    village: str
    applicant: str
    how: str
    note: str
    received_by: str
    submitted_on: date
    state: int
    since: date
    level: str
    party: Party = field(repr=False)

    @property
    def state_words(self) -> str:
        """The state in Chinese."""
        return str(rules()["states"][str(self.state)])


@functools.cache
def rules() -> dict[str, Any]:
    """Return states, levels and moves as the package's file says."""
    from importlib.resources import files

    return tomllib.loads((files("ledger") / "bookkeeping" / "application_moves.toml").read_text(encoding="utf-8"))


def read_deadlines(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return programme → level → ``MM-DD`` of the office's own file; empty where it has none.

    Raises:
        InputError: The file cannot be read, or a day is none.
    """
    path = folder / DEADLINES
    if not path.exists():
        return {}
    try:
        found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        for days in found.values():
            for level, day in days.items():
                date.fromisoformat(f"2024-{day}")
                LEVELS.index(level)
    except (tomllib.TOMLDecodeError, ValueError, TypeError, AttributeError) as error:
        hint = '写作 [reward_support] 和 village = "01-15"；可写 village、township、county、confirmed'
        raise InputError("申报期限没有读成。", [Problem(where=path.name, message=str(error), hint=hint)]) from error
    return found


def due_on(item: Application, deadlines: Mapping[str, Mapping[str, str]]) -> date | None:
    """Return the day by which the desk it lies on was to act; ``None`` where the office has set none."""
    day = deadlines.get(item.programme, {}).get(item.level)
    if not day:
        return None
    try:
        return date.fromisoformat(f"{item.year}-{day}")
    except ValueError:  # 29 February
        return date(item.year, 2, 28)


def submit(
    tx: Transaction, office: Office, party: Party, *, programme: str, year: int, division_code: str, village: str,
    how: str, note: str, received_by: str, submitted_on: date,
) -> str:  # fmt: skip
    """Enter an application, spoken ones too. Returns its number.

    Raises:
        InputError: An oral one without a note, words that may not be kept.
        LedgerError: The same family has applied for the same programme and year already, or a day to come.
    """
    problems = [
        Problem(where="申请", message=f"有不得记录的内容：{'、'.join(words)}", hint="删去后重新登记")
        for text in (note, received_by)
        if (words := forbidden_words(text))
    ]
    if how == "oral" and not note.strip():
        problems.append(Problem(where="口头申请", message="没有记录", hint="用 --note 写明本人怎样提出"))
    faults = Faults()
    if problems:
        faults.add(InputError(f"有 {len(problems)} 处问题，没有登记。", problems))
    if submitted_on.isoformat() > tx.day:
        faults.add(_refused("提交日期", f"{submitted_on} 晚于今天", "核对日期"))
    content = canonical(as_data(party))
    faults.of(lambda: _refuse_twice(tx, party, programme, year, content))
    faults.refuse()
    number = f"{office.short}申报〔{year}〕{next_number(tx, 'applications', year)}号"
    (row_id,) = tx.ids("applications", 1)
    row = {
        "id": row_id, "number": number, "programme": programme, "year": year, "division_code": division_code,
        "village": village, "applicant": party.name, "party_json": content, "how": how, "note": note.strip(),
        "received_by": received_by, "submitted_on": submitted_on.isoformat(),
    }  # fmt: skip
    first = _step_row(row_id, "submit", 0, "", NOTHING, submitted_on.isoformat())
    tx.record("application_submitted", number, {}, {"applications": [row], "application_steps": [first]})
    return number


def move(tx: Transaction, number: str, name: str, said: Said = NOTHING, *, on: date) -> Application:
    """Take one step with an application. Returns it as it stands then.

    Raises:
        InputError: Something that must be said is not, or may not be kept.
        LedgerError: No such application, the step does not follow from its state, told twice what is missing,
            or the same person passes it at two levels.
    """
    rule, faults = rules()["moves"][name], Faults()
    item = faults.of(lambda: application(tx, number))
    if item and item.state not in rule["from"]:
        message = f"现在是“{item.state_words}”，不能“{rule['label']}”"
        faults.add(_refused(number, message, "用 shouyue application list 查看"))
    faults.of(lambda: _refuse_unsaid(number, rule, said))
    if on.isoformat() > tx.day:
        faults.add(_refused(number, f"日期 {on} 晚于今天", "核对日期"))
    if item and on < item.since:
        faults.add(_refused(number, f"日期 {on} 早于上一步 {item.since}", "核对日期"))
    level = item.level if item and name != "withdraw" else ""
    if item:
        faults.of(lambda: _refuse_again(tx, item, name, level, said))
    faults.refuse()
    assert item is not None  # noqa: S101 - else it was refused
    state = _PASSED if name == "pass" and level == LEVELS[-1] else rule["to"]
    row = _step_row(item.id, name, state, level, said, on.isoformat())
    tx.record(f"application_{name}", number, {}, {"application_steps": [row]})
    return application(tx, number)


def _refuse_again(tx: Transaction, item: Application, name: str, level: str, said: Said) -> None:
    """Refuse a second list of what is missing at one level, and one hand at two levels."""
    before = steps(tx, item.id)
    to = rules()["moves"][name]["to"]
    if name == "return" and any(row["state"] == to and row["level"] == level for row in before):
        hint = "不能再次要求补充；依现有材料审核，或作出不予确认的决定"
        raise _refused(item.number, "这一级已经一次性告知过", hint)
    hands = {person_as_compared(row["checker"]) for row in before if row["move"] == "pass"}
    if name == "pass" and person_as_compared(said.checker) in hands:
        raise _refused(item.number, f"{said.checker}已在另一级审核", "每一级由不同的人审核")


def application(ledger: Ledger | Transaction, number: str) -> Application:
    """Return an application by its number.

    Raises:
        LedgerError: There is none.
    """
    found = applications(ledger, number=number)
    if not found:
        raise _refused(number, "台账里没有这份申报", "用 shouyue application list 查看编号")
    return found[0]


def applications(
    ledger: Ledger | Transaction, *, number: str = "", as_of: date | None = None
) -> tuple[Application, ...]:
    """Return every application as it stands, or stood on a day, in the order in which they came."""
    found = ledger.rows(
        """
        select a.*, s.state, s.happened_on as since,
               (select count(*) from application_steps p
                where p.application_id = a.id and p.move = 'pass' and p.happened_on <= :as_of) as passed
        from applications a
        join application_steps s on s.id = (select max(x.id) from application_steps x
                                            where x.application_id = a.id and x.happened_on <= :as_of)
        where :number = '' or a.number = :number
        order by a.id
        """,
        {"number": number, "as_of": (as_of or date.max).isoformat()},
    )
    return tuple(map(_application, found))


def steps(ledger: Ledger | Transaction, application_id: int) -> list[Row]:
    """Return the steps of an application, oldest first."""
    return ledger.rows(
        "select s.*, e.actor from application_steps s join events e on e.seq = s.event_seq"
        " where s.application_id = ? order by s.id",
        [application_id],
    )


def _application(row: Row) -> Application:
    open_now = row["state"] in {0, 1, 3, 6}
    keys = ("id", "number", "programme", "year", "village", "applicant", "how", "note", "received_by", "state")
    return Application(
        **{key: row[key] for key in keys},
        submitted_on=date.fromisoformat(row["submitted_on"]),
        since=date.fromisoformat(row["since"]),
        level=LEVELS[row["passed"]] if open_now else "",
        party=from_data(Party, json.loads(row["party_json"])),
    )


def _refuse_unsaid(number: str, rule: Mapping[str, Any], said: Said) -> None:
    labels = {"because": "原因（--because）", "checker": "审核人（--checker）", "missing": "缺少的材料（--missing）",
              "article": "依据的条款（--article）"}  # fmt: skip
    problems = [
        Problem(where=number, message=f"没有写明{labels[key]}", hint="写明后重新运行")
        for key in rule.get("needs", ())
        if not getattr(said, key)
    ]
    text = "；".join((said.because, *said.missing, said.pay_grade, said.article))
    if words := forbidden_words(text):
        hint = "只写是否符合、发放档次、凭证由谁何时核看"
        problems.append(Problem(where=number, message=f"有不得记录的内容：{'、'.join(words)}", hint=hint))
    if bool(said.seen_by) != (said.seen_on is not None) or (said.qualifies is not None and not said.seen_by):
        hint = "--seen-by 和 --seen-on 一起写"
        problems.append(Problem(where=number, message="没有写明凭证由谁、何时核看", hint=hint))
    if problems:
        raise InputError(f"有 {len(problems)} 处问题，没有登记。", problems)


def _refuse_twice(tx: Transaction, party: Party, programme: str, year: int, content: str) -> None:
    numbers = {person.id_number for person in party.signers if person.id_number}
    for row in tx.rows(
        "select a.number, a.party_json from applications a join application_status s on s.application_id = a.id"
        " where a.programme = ? and a.year = ? and s.state not in (4, 5)",
        [programme, year],
    ):
        known = {person.id_number for person in from_data(Party, json.loads(row["party_json"])).signers}
        if row["party_json"] == content or numbers & known:
            hint = "同一年度同一项目只登记一次；记错的先 cancel 或由本人 withdraw"
            raise _refused(party.name, f"已有申报 {row['number']}", hint)


def _step_row(application_id: int, name: str, state: int, level: str, said: Said, on: str) -> Row:
    return {
        "application_id": application_id, "move": name, "state": state, "level": level,
        "checker": said.checker.strip(), "because": said.because.strip(), "missing": canonical(list(said.missing)),
        "article": said.article.strip(), "qualifies": None if said.qualifies is None else int(said.qualifies),
        "pay_grade": said.pay_grade.strip(), "seen_by": said.seen_by.strip(),
        "seen_on": said.seen_on.isoformat() if said.seen_on else None, "happened_on": on,
    }  # fmt: skip


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}，没有登记。", [Problem(where=where, message=message, hint=hint)])
