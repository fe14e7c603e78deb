"""Notices that list or count persons: township check, county approval, special support, replaced certificates.

Who enters is somebody of whom the ledger knows that the programme is new to them (:mod:`ledger.publishing.newcomers`);
of whom it cannot know stands apart and is counted as neither. Who leaves is somebody whose promises of the year ended,
with a code that says nothing of death, marriage or a court.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from contracts.dates import day
from contracts.errors import LawError
from contracts.model import Citation, Finding
from contracts.numerals import yuan
from contracts.rewards.programme_packs import Start
from ledger.payees import GENDERS, NAMES, PAYEE, PAYEE_ROLE, PERSONS
from ledger.publishing.board import Gather, Notice, Rows, nothing
from ledger.publishing.consents import consenting
from ledger.publishing.newcomers import standings
from ledger.publishing.publication import posted_group
from ledger.store import Ledger, Row, Transaction

Titles = Mapping[str, str]
"""Programme code → its title for people."""

Starts = Mapping[str, Start]
"""Programme code → from when it pays."""

EXIT_CODES = {"moved_out": "T1", "wrongly_confirmed": "T2"}
"""Reason of an ending → neutral code; every other reason is T3 and is told to the family alone."""

_OTHER_EXIT = "T3"
_TELLING = frozenset({"only_child_hardship"})
"""Programmes of other names whose title alone tells the reason."""
_NO_EXIT = ("carried_over", "contract_expired", "promised_twice", "terminated_by_family", "terminated_by_agreement")
_GENDERS = {"female": "女", "male": "男"}
_COMPOUND = ("欧阳", "上官", "司马", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "司徒", "令狐", "夏侯", "东方", "端木")
_LONGEST_HAN_NAME = 4


def is_sensitive(programme: str) -> bool:
    """Say whether even a count of a few tells who lost or nursed a child: special support in all its forms."""
    return programme.startswith("special_") or programme in _TELLING


def township_review(programme: str, title: str, year: int, start: Start | None = None) -> Gather:
    """Return the township's first check: who enters, of whom the ledger cannot know whether they do, and who leaves.

    Raises (when gathered):
        LawError: A programme whose members are named only with their consent.
        LedgerError: Nobody enters or leaves.
    """

    def gather(tx: Transaction) -> Notice:
        _refuse_sensitive(programme, title)
        rows, leaving = _households(tx, programme, year), _leavers(tx, programme, year)
        ids = {row["contract_id"] for row in rows}
        known = standings(tx, ids, programme=programme, title=title, year=year, start=start)
        listed = {of: [row for row in rows if known[row["contract_id"]] == of] for of in ("new", "unknown")}
        if not any(listed.values()) and not leaving:
            raise nothing(title, f"{year}年没有新增也没有退出的对象", "核对项目代码和年度")
        return Notice(
            kind="township_review_notice", programme=programme, about=f"{year}年 {title}", names=True,
            year=year, values={"programme_title": title},
            sources={
                "entering": _receiving(listed["new"], year), "unknown": _receiving(listed["unknown"], year),
                "leaving": _leaving(leaving),
            },
        )  # fmt: skip

    return gather


def county_approval(
    titles: Titles,
    township: str,
    year: int,
    others: Rows = (),
    *,
    number: str = "",
    starts: Starts | None = None,
    said: Mapping[str, str] | None = None,
) -> Gather:
    """Return the county's result: counts by programme and township, and of how many the ledger cannot know.

    ``others`` are rows of other townships; ``number`` is the county's own number where it has given one; ``said`` is a
    sentence for each programme's code: who may claim it.
    """

    def gather(tx: Transaction) -> Notice:
        place = township.removesuffix("人民政府").removesuffix("办事处")
        found = {
            code: _counted(tx, code, title, place, year, (starts or {}).get(code)) for code, title in titles.items()
        }
        own = [row for row in found.values() if row]
        unknown = tuple(
            {"programme": row["programme"], "township": place, "count": count}
            for row in own
            if (count := row.pop("unknown")) != "0"
        )
        rows = [*own, *others]
        if not rows:
            raise nothing(township, f"{year}年没有审批结果", "先登记合同，或用 --also 给出各乡镇的人数")
        conditions = "".join(dict.fromkeys(said[code] for code, row in found.items() if row and said))
        totals = {f"{key}_total": str(sum(int(row[key]) for row in rows)) for key in ("added", "exited")}
        return Notice(
            kind="county_approval_notice", about=f"{year}年", number=number, values=totals,
            year=year, sources={"counts": tuple(rows), "unknown": unknown},
            usual={"conditions": conditions} if conditions else {},
        )  # fmt: skip

    return gather


def special_support(year: int) -> Gather:
    """Return the number of persons with special support; surname and village only of whoever consented (U-12)."""

    def gather(tx: Transaction) -> Notice:
        rows = [row for code in _sensitive_programmes(tx) for row in _households(tx, code, year)]
        people = len({person for row in rows for person in json.loads(row["persons"])})
        if not people:
            raise nothing("特别扶助", f"{year}年没有享受特别扶助的人", "核对年度")
        agreed = consenting(tx)
        named = sorted({(surname(row["name"]), row["village"]) for row in rows if row["contract_id"] in agreed})
        listed = tuple(
            {"serial": str(serial), "surname": name, "village": village}
            for serial, (name, village) in enumerate(named, 1)
        )
        return Notice(
            kind="special_support_notice", programme="special_support", about=f"{year}年",
            year=year, values={"persons": str(people)}, sources={"posting": listed},
        )  # fmt: skip

    return gather


_CERTIFICATE_EVENTS = """
select 'replaced' as event, r.number, p.name from certificate_register r join parties p on p.id = r.party_id
where r.kind = 'only_child_certificate' and r.original_number is not null and r.issued_on between :since and :until
union all
select 'cancelled', r.number, p.name from certificate_register r join parties p on p.id = r.party_id
where r.kind = 'only_child_certificate' and r.ended is not null and r.ended_on between :since and :until
"""


def certificates(since: date, until: date) -> Gather:
    """Return how many certificates were replaced, and which old numbers are void, holders by surname."""

    def gather(tx: Transaction) -> Notice:
        found = tx.rows(_CERTIFICATE_EVENTS, {"since": since.isoformat(), "until": until.isoformat()})
        if not found:
            raise nothing("光荣证", f"{since} 至 {until} 没有补发或作废的证件", "核对日期")
        counts = {"补发": "replaced", "作废": "cancelled"}
        void = [row for row in found if row["event"] == "cancelled"]
        return Notice(
            kind="certificate_notice", about=f"{since} 至 {until}",
            values={"since": day(since), "until": day(until)},
            sources={
                "counts": tuple(
                    {"event": word, "count": str(sum(row["event"] == event for row in found))}
                    for word, event in counts.items()
                ),
                "cancelled": tuple(
                    {"serial": str(serial), "old_number": row["number"], "surname": surname(row["name"])}
                    for serial, row in enumerate(void, 1)
                ),
            },
        )  # fmt: skip

    return gather


def surname(names: str) -> str:
    """Return the surnames of a family as notices print them: ``王某``, ``欧阳某、李某``.

    A name with a dot, or longer than Han names are, has no surname to cut off: it is ``某某``.

    >>> surname("王梅珍、欧阳立志"), surname("阿依古丽·买买提")
    ('王某、欧阳某', '某某')
    """
    return "、".join(map(_surname, names.split("、")))


def _surname(name: str) -> str:
    if "·" in name or len(name) > _LONGEST_HAN_NAME:
        return "某某"
    return f"{name[:2] if name.startswith(_COMPOUND) else name[:1]}某"


def _refuse_sensitive(programme: str, title: str) -> None:
    if is_sensitive(programme):
        cite = Citation(law="中华人民共和国个人信息保护法", version=date(2021, 11, 1), article="28、29")
        finding = Finding(
            rule="CN-PUBLISH-003", verdict="void", where=title, text=title,
            message="特别扶助不公布名单", cite=(cite,),
            hint="用 shouyue publish special_support_notice 只公布人数；写姓氏和村的，先记书面同意",
        )  # fmt: skip
        raise LawError("没有公示。", [finding])


def _households(tx: Ledger | Transaction, programme: str, year: int) -> list[Row]:
    """Return each family with a promise of the programme in a year."""
    return tx.rows(
        f"""
        select c.id as contract_id, {NAMES} as name, p.group_name, p.address, o.village,
               sum(o.amount_fen) as amount_fen,
               {GENDERS} as genders, {PERSONS} as persons
        from obligations o join contracts c on c.id = o.contract_id join parties p on p.id = o.owed_to
        where o.programme = :programme and o.side = 'office' and p.side = 'family'
          and o.amount_fen is not null and substr(o.due_on, 1, 4) = cast(:year as text)
          and not exists (select 1 from standing_entries e where e.obligation_id = o.id and e.what = 'ending')
        group by c.id, p.id order by c.division_code, o.village, p.group_name, c.id
        """,
        {"programme": programme, "year": year},
    )


def _leavers(tx: Ledger | Transaction, programme: str, year: int) -> list[Row]:
    return tx.rows(
        f"""
        select c.id as contract_id, {PAYEE} as name, p.group_name, p.address, o.village, min(e.reason) as reason,
               case when {PAYEE_ROLE} <> '' then 1
                    else (select count(*) from persons n where n.party_id = p.id and n.role <> 'child') end as people
        from standing_entries e join obligations o on o.id = e.obligation_id
        join contracts c on c.id = o.contract_id join parties p on p.id = o.owed_to
        where e.what = 'ending' and o.programme = :programme and o.side = 'office' and p.side = 'family'
          and substr(e.happened_on, 1, 4) = cast(:year as text)
          and e.reason not in (select value from json_each(:no_exit))
        group by c.id, p.id, {PAYEE_ROLE} order by c.division_code, o.village, p.group_name, c.id
        """,
        {"programme": programme, "year": year, "no_exit": json.dumps(_NO_EXIT)},
    )


def _receiving(rows: Sequence[Row], year: int) -> Rows:
    return tuple(
        {
            "serial": str(serial), "name": row["name"], "village": row["village"],
            "gender": "、".join(_GENDERS.get(gender, "") for gender in json.loads(row["genders"])),
            "group": posted_group(row),
            "standard": f"{yuan(row['amount_fen'])}（{year}年）",
        }
        for serial, row in enumerate(rows, 1)
    )  # fmt: skip


def _leaving(rows: Sequence[Row]) -> Rows:
    return tuple(
        {
            "serial": str(serial), "name": row["name"], "village": row["village"],
            "group": posted_group(row),
            "exit_code": EXIT_CODES.get(row["reason"], _OTHER_EXIT),
        }
        for serial, row in enumerate(rows, 1)
    )  # fmt: skip


def _counted(
    tx: Transaction, programme: str, title: str, township: str, year: int, start: Start | None
) -> dict[str, str]:
    """Return who entered, who left, who is there, and of how many nobody knows whether they entered.

    Who entered and left in one year is in the first two.
    """
    rows, left = _households(tx, programme, year), _leavers(tx, programme, year)
    if not rows and not left:
        return {}
    ids = {row["contract_id"] for row in (*rows, *left)}
    known = standings(tx, ids, programme=programme, title=title, year=year, start=start)
    people = [(known[row["contract_id"]], len(json.loads(row["genders"]))) for row in rows]
    people += [(known[row["contract_id"]], row["people"]) for row in left]
    sums = {of: str(sum(count for standing, count in people if standing == of)) for of in ("new", "unknown")}
    return {
        "programme": title, "township": township, "added": sums["new"], "unknown": sums["unknown"],
        "exited": str(sum(row["people"] for row in left)),
        "count": str(sum(len(json.loads(row["genders"])) for row in rows)),
    }  # fmt: skip


def _sensitive_programmes(tx: Transaction) -> list[str]:
    found = tx.rows("select distinct programme from obligations where side = 'office' and programme <> ''")
    return sorted(row["programme"] for row in found if is_sensitive(row["programme"]))
