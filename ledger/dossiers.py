"""One contract with all that is on record about it: parties, promises and their state, versions, breaches, papers.

Nothing is added to what other questions answer; it stands together for whoever has the family at the counter. What an
office is late with follows from the days and is the first of the breaches. Names are shown as the caller says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.errors import LedgerError
from contracts.model import Problem, Side
from contracts.papers.drafting import RECKONING
from ledger.breaches import EXCUSES, REMEDIES
from ledger.endings import label_of
from ledger.heirs import heirs
from ledger.paying.reported import STILL_HERE
from ledger.picking import duty_words
from ledger.publishing.statements import Line, lines_of
from ledger.query import sql_of
from ledger.standings import ending
from ledger.store import Ledger, Row

SIDES = {"office": "办事单位的承诺", "unit": "单位的承诺", "family": "家庭自愿的事"}
_STEPS = {
    "notice_served": "送达通知", "cured": "已改正", "excused": "已免责", "disputed": "对方有异议",
    "appealed": "已申诉", "remedied": "已补救",
}  # fmt: skip
_CHANGES = {"amended": "变更", "renewed": "续签", "superseded": "被替代", "terminated": "解除"}
_TELLS_A_DAY = ("起算：", "截止：", "退出：")
_BEFORE = "没有发放的仍应补发"
_ENTRIES = {"payment": "兑现", "fulfilment": "做到", "ending": "终止"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line about a contract. Sums in fen; ``id`` is what a command takes to withdraw or settle it.

    ``part`` is the heading it stands under; ``payee`` is the one of a couple for whom alone a sum is, else empty;
    ``note`` was typed by somebody and may name people.
    """

    part: str
    what: str
    ordinal: int | None = None
    who: str = ""
    payee: str = ""
    on: str | None = None
    state: str = ""
    promised_fen: int | None = None
    paid_fen: int | None = None
    owed_fen: int | None = None
    id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A contract as of a day. ``facts`` are in the order of their parts."""

    number: str
    title: str
    standing: str
    facts: tuple[Fact, ...]


def dossier(ledger: Ledger, number: str, as_of: date, *, name: Callable[[str], str] = str) -> Dossier:
    """Return all that was on record about a contract on a day.

    Args:
        ledger: Any open ledger.
        number: The contract's.
        as_of: What happened later does not count.
        name: How the name of a person is shown; offices are named whole.

    Raises:
        LedgerError: There was no such contract on that day.
    """
    found = ledger.rows(
        "select c.*, e.at, e.actor from contracts c join events e on e.seq = c.event_seq where c.number = ?", [number]
    )
    if not found or found[0]["signed_on"] > as_of.isoformat():
        problem = Problem(where=number, message=f"{as_of} 时台账里还没有这份合同", hint="核对合同编号和日期")
        raise LedgerError(f"{number}：还没有这份合同。", [problem])
    (contract,) = found
    changes = ledger.rows(sql_of("contract_changes"), {"as_of": as_of.isoformat(), "contract": number})
    standing = _standing(contract, changes, as_of)
    lines = sorted(lines_of(ledger, number, as_of), key=_place)
    facts = (
        *_head(contract, standing),
        *_parties(ledger, contract, as_of, name),
        *(_promise(SIDES[side], side, line, name) for side, line in lines),
        *_reckonings(ledger, contract),
        *_changes(changes, number),
        *_breaches(ledger, contract, lines, as_of, name),
        *_entries(ledger, contract, as_of),
        *_reports(ledger, contract, as_of, name),
        *_papers(ledger, contract, as_of),
        *_terms(ledger, contract),
    )
    return Dossier(number=number, title=contract["title"], standing=standing, facts=facts)


def _place(line: tuple[Side, Line]) -> tuple[int, bool, int, date]:
    """Return where a promise stands: offices first, money before services, then clause by clause."""
    side, own = line
    return tuple(SIDES).index(side), own.promised_fen is None, own.ordinal, own.due_on or date.max


def _standing(contract: Row, changes: list[Row], as_of: date) -> str:
    """Say in Chinese how a contract stands on a day."""
    ends_on = date.fromisoformat(contract["ends_on"]) if contract["ends_on"] else None
    if ended := ending(contract["number"], ends_on, changes, as_of):
        how, day = ended
        if how != "expired":
            return f"{day} {_CHANGES[how]}"
        renewed = any(row["contract"] == contract["number"] for row in changes)
        return "已到期，已续签" if renewed else "已到期"
    if ends_on is None:
        return "没有写到哪一天为止"
    return "履行期内" if (contract["starts_on"] or contract["signed_on"]) <= as_of.isoformat() else "还没有开始"


def _head(contract: Row, standing: str) -> Iterator[Fact]:
    part = "合同"
    yield Fact(part=part, what="文种", state=f"{contract['title']}（第 {contract['kind_version']} 版）")
    yield Fact(part=part, what="签订", on=contract["signed_on"], state=contract["village"])
    start = contract["starts_on"] or contract["signed_on"]
    period = f"{start} 至 {contract['ends_on']}" if contract["ends_on"] else f"{start} 起"
    yield Fact(part=part, what="期限", state=f"{period}，{standing}")
    batch = f"批次 {contract['batch']} 第 {contract['row']} 行"
    yield Fact(part=part, what="登记", who=contract["actor"], on=contract["at"][:10], state=batch)


def _parties(ledger: Ledger, contract: Row, as_of: date, name: Callable[[str], str]) -> Iterator[Fact]:
    """Yield who signed; of an office also who took over from it, and who answers for it now."""
    found = ledger.rows(
        "select s.role, p.side, p.name, p.representative from contract_parties s join parties p on p.id = s.party_id"
        " where s.contract_id = ? order by s.role", [contract["id"]],
    )  # fmt: skip
    heir_of = heirs(ledger, as_of)
    people = ledger.rows(
        "select successor, representative from standing_successions where happened_on <= ? and representative <> ''"
        " order by happened_on, id", [as_of.isoformat()],
    )  # fmt: skip
    heads = {row["successor"]: row["representative"] for row in people}
    for row in found:
        heir = heir_of.get(row["name"], row["name"])
        head = heads.get(heir, row["representative"] if heir == row["name"] else "")
        now = [f"现由 {heir} 负责" if heir != row["name"] else "", f"负责人 {head}" if head else ""]
        family = row["side"] == "family"
        yield Fact(part="当事人", what=row["role"], who=name(row["name"]) if family else row["name"],
                   state="" if family else "，".join(filter(None, now)))  # fmt: skip


def _promise(part: str, side: Side, line: Line, name: Callable[[str], str]) -> Fact:
    return Fact(
        part=part, what=duty_words(line.text, line.label, line.programme), ordinal=line.ordinal,
        who=name(line.owed_by) if side == "family" else line.owed_by, payee=name(line.payee) if line.payee else "",
        on=str(line.due_on) if line.due_on else None, state=line.state,
        promised_fen=line.promised_fen, paid_fen=line.paid_fen, owed_fen=line.owed_fen, id=line.obligation,
    )  # fmt: skip


def _reckonings(ledger: Ledger, contract: Row) -> Iterator[Fact]:
    """Yield how each promised sum came about, line by line, as it was reckoned when the paper was drafted.

    From which month and until when it is paid tells a birthday or the day of a certificate: that is in the note.
    """
    part = "怎样算出"
    terms = {row["ordinal"]: row for row in ledger.rows(
        "select ordinal, text, programme from terms where contract_id = ?", [contract["id"]]
    )}  # fmt: skip
    for key, words in json.loads(contract["draft_json"]).get("facts", ()):
        if not key.startswith(RECKONING):
            continue
        ordinal = int(key.removeprefix(RECKONING))
        lines = words.split("；")
        own = [line for line in lines if line.startswith(_TELLS_A_DAY) or line.endswith(_BEFORE)]
        title = duty_words(terms[ordinal]["text"], "", terms[ordinal]["programme"])
        yield Fact(part=part, ordinal=ordinal, what=title, state="起止月份写全时才列出", note="；".join(own))
        yield from (Fact(part=part, what=line) for line in lines if line not in own)


def _changes(changes: list[Row], number: str) -> Iterator[Fact]:
    for row in changes:
        mine = row["contract"] == number
        other = row["successor"] if mine else row["contract"]
        who = {"family": "乙方提出", "agreement": "双方协商"}.get(row["asked_by"], "")
        oral = "，口头" if row["form"] == "oral" else ""
        which = "" if not other else "：新合同" if mine else "：原合同"
        yield Fact(part="变更", what=f"{_CHANGES[row['what']]}{which}", who=other or "", on=row["happened_on"],
                   state=f"{who}{oral}", id=row["change"])  # fmt: skip


def _breaches(
    ledger: Ledger, contract: Row, lines: list[tuple[Side, Line]], as_of: date, name: Callable[[str], str]
) -> Iterator[Fact]:
    """Yield what offices are late with, then the breaches found, each followed by its steps."""
    for side, line in lines:
        if side != "family" and line.overdue_days:
            yield _promise("违约", side, line, name)
    found = ledger.rows(
        "select e.id, e.happened_on, e.note, e.side, p.name, t.ordinal, t.text from standing_entries e"
        " join terms t on t.id = e.term_id join parties p on p.id = e.party_id"
        " where e.contract_id = ? and e.what = 'breach' and e.happened_on <= ? order by e.happened_on, e.id",
        [contract["id"], as_of.isoformat()],
    )
    for row in found:
        who = name(row["name"]) if row["side"] == "family" else row["name"]
        yield Fact(part="违约", what=duty_words(row["text"], ""), ordinal=row["ordinal"], on=row["happened_on"],
                   who=who, state="发现", id=row["id"], note=row["note"])  # fmt: skip
        steps = ledger.rows(
            "select * from standing_breach_steps where entry_id = ? and happened_on <= ? order by happened_on, id",
            [row["id"], as_of.isoformat()],
        )
        for step in steps:
            ground = REMEDIES[step["code"]].label if step["code"] in REMEDIES else EXCUSES.get(step["code"], "")
            until = f"改正期限到 {step['cure_by']}" if step["cure_by"] else ground
            yield Fact(part="违约", what=f"第 {row['id']} 笔：{_STEPS[step['step']]}", on=step["happened_on"],
                       state=until, id=step["id"], note=step["note"])  # fmt: skip


def _entries(ledger: Ledger, contract: Row, as_of: date) -> Iterator[Fact]:
    """Yield what was recorded, also what was withdrawn since: an entry stays visible."""
    found = ledger.rows(
        """
        select e.*, o.label, o.programme, t.ordinal, t.text,
               exists (select 1 from entries r where r.retracts = e.id) as is_retracted
        from entries e join obligations o on o.id = e.obligation_id join terms t on t.id = o.term_id
        where e.contract_id = ? and e.what in ('payment', 'fulfilment', 'ending') and e.happened_on <= ?
        order by e.happened_on, e.id
        """,
        [contract["id"], as_of.isoformat()],
    )
    for row in found:
        voucher = f"凭证 {row['voucher']}" if row["voucher"] else ""
        ended = label_of(row["reason"]) if row["reason"] else ""
        what = duty_words(row["text"], row["label"], row["programme"])
        yield Fact(
            part="记账", what=f"{_ENTRIES[row['what']]}：{what}", ordinal=row["ordinal"], on=row["happened_on"],
            state="，".join(filter(None, (voucher, ended, "已冲销" if row["is_retracted"] else ""))),
            paid_fen=row["amount_fen"], id=row["id"], note=row["note"],
        )  # fmt: skip


def _reports(ledger: Ledger, contract: Row, as_of: date, name: Callable[[str], str]) -> Iterator[Fact]:
    """Yield what a list of the dead and gone said of somebody here, and that somebody has looked into it."""
    found = ledger.rows(
        """
        select n.name, r.reason, r.note, substr(v.at, 1, 10) as reported_on
        from contract_parties s join reported_exits r on r.party_id = s.party_id
        join persons n on n.party_id = r.party_id and n.role = r.role join events v on v.seq = r.event_seq
        where s.contract_id = ? and substr(v.at, 1, 10) <= ? order by r.id
        """,
        [contract["id"], as_of.isoformat()],
    )
    for row in found:
        wrong = row["reason"] == STILL_HERE
        state = "核对过，名单有误" if wrong else f"{label_of(row['reason'])}（{row['note']}）"
        who = name(row["name"])
        yield Fact(part="死亡、退出名单", what="发放时的名单", who=who, on=row["reported_on"], state=state)


def _papers(ledger: Ledger, contract: Row, as_of: date) -> Iterator[Fact]:
    """Yield the papers printed for a contract since it was signed by kind and number; file names hold people's."""
    found = ledger.rows(
        """
        select p.id, p.kind, p.number, p.draft_json ->> 'title' as title, substr(e.at, 1, 10) as printed_on, e.actor
        from papers p join events e on e.seq = p.event_seq
        where p.contract_id = ? and substr(e.at, 1, 10) <= ? order by p.id
        """,
        [contract["id"], as_of.isoformat()],
    )
    for row in found:
        yield Fact(part="出过的纸件", what=row["title"] or row["kind"], who=row["number"] or "", on=row["printed_on"],
                   state=row["actor"])  # fmt: skip


def _terms(ledger: Ledger, contract: Row) -> Iterator[Fact]:
    found = ledger.rows(
        "select ordinal, section, text from terms where contract_id = ? order by ordinal", [contract["id"]]
    )
    for row in found:
        yield Fact(part="条款", ordinal=row["ordinal"], what=row["text"], state=row["section"])
