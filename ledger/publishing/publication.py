"""What may be posted: a closed list of columns, a period, and a scan that lets nothing else through.

A notice names who gets what, so that the village can object; identity numbers, accounts, phones, addresses,
birthdays and children stand on no notice (Personal Information Protection Law, articles 6, 25 and 28).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.errors import InputError, LawError
from contracts.kinds import PUBLIC_COLUMNS
from contracts.model import Citation, Finding, Problem
from contracts.numerals import yuan
from ledger.journal import canonical
from ledger.leaks import account_like, leaks
from ledger.payees import GENDERS, NAMES
from ledger.store import Ledger, Row, Transaction
from ledger.wording import forbidden_words

_PIPL = tuple(
    Citation(law="中华人民共和国个人信息保护法", version=date(2021, 11, 1), article=article)
    for article in ("6", "25", "28")
)
_ONE_CHILD = re.compile(
    r"(?:其[子女](?![女方性])|之[子女](?!女)|[长次三幼][子女](?!女)|[大小养继](?:儿子|女儿)|[养继][子女](?![女性])"
    r"|[的家他她其户](?:儿子|女儿|孙子|孙女|小孩)|(?:子女|儿子|女儿|孩子|小孩)(?:姓名|名叫|叫|就读|出生日期)(?!、|不))"
)
"""Words about one family's child, whether or not the ledger knows its name."""
_GROUP = re.compile(r"第?[0-9一二三四五六七八九十]{1,3}(?:村民小)?组")
_GENDERS = {"female": "女", "male": "男"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A list as it was posted: column keys, rows of text, first and last day of posting."""

    id: int
    programme: str
    title: str
    village: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    posted_from: date
    posted_to: date


def refuse_columns(columns: Iterable[str]) -> None:
    """Let only columns of :data:`~contracts.kinds.PUBLIC_COLUMNS` pass.

    Raises:
        LawError: One finding for each other column, naming the articles and what to do.
    """
    findings = [
        Finding(
            rule="CN-PUBLISH-001", verdict="void", where=f"公示栏目 {column}", text=column,
            message=f"公示不得出现“{column}”栏", cite=_PIPL,
            hint=f"删去该栏；可以公示的只有：{'、'.join(PUBLIC_COLUMNS.values())}",
        )
        for column in columns
        if column not in PUBLIC_COLUMNS
    ]  # fmt: skip
    if findings:
        raise LawError("公示栏目超出法律允许的范围，没有公示", findings)


def posting_rows(
    ledger: Ledger | Transaction,
    *,
    programme: str,
    year: int,
    village: str | None,
    columns: Sequence[str],
    title: str = "",
) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a posting list: one for each household with a promise of a programme in a year.

    Households all of whose promises of that year ended are left out. ``standard`` is the year's sum.
    ``count`` is the number of adults, ``amount`` the year's sum in yuan.

    Args:
        ledger: The ledger.
        programme: Programme code, as the obligations carry it.
        year: Year in which the sums fall due.
        village: Short name or division code; ``None`` for all.
        columns: Keys of :data:`~contracts.kinds.PUBLIC_COLUMNS`, in the order of the table.
        title: The programme's name as people read it.

    Raises:
        LawError: A column that may not be posted.
    """
    refuse_columns(columns)
    households = _households(ledger, programme, year, village)
    return tuple(
        tuple(_cell(column, serial, household, title or programme) for column in columns)
        for serial, household in enumerate(households, 1)
    )


def record_publication(
    tx: Transaction,
    *,
    programme: str,
    title: str,
    village: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    posted_from: date,
    posted_to: date,
    adults: bool = False,
) -> Publication:
    """Enter what is about to be posted, exactly as it will be read.

    Raises:
        LawError: A column that may not be posted, or a cell with personal data.
        InputError: A row with more or fewer cells than columns, or a period that ends before it starts.
    """
    refuse_columns(columns)
    uneven = [number for number, row in enumerate(rows, 1) if len(row) != len(columns)]
    if uneven or posted_to < posted_from:
        problems = [Problem(where=f"第{number}行", message="格数与栏数不符", hint="核对名单") for number in uneven]
        if posted_to < posted_from:
            message = f"{posted_from} 至 {posted_to} 不是一段时间"
            problems.append(Problem(where="公示时间", message=message, hint="核对公示的起止日期"))
        raise InputError("公示名单有误，没有公示", problems)
    refuse_leaks("\n".join(" ".join(row) for row in rows), known_values(tx, adults=adults))
    (publication_id,) = tx.ids("publications", 1)
    row: Row = {
        "id": publication_id, "programme": programme, "title": title, "village": village,
        "columns_json": canonical(list(columns)), "rows_json": canonical([list(row) for row in rows]),
        "posted_from": posted_from.isoformat(), "posted_to": posted_to.isoformat(),
    }  # fmt: skip
    tx.record("published", title, {"rows": len(rows)}, {"publications": [row]})
    return _publication(row)


def publications(ledger: Ledger, *, posted_on: date | None = None) -> tuple[Publication, ...]:
    """Return what was posted, oldest first; with a day, only what hangs on that day."""
    day = posted_on.isoformat() if posted_on else None
    found = ledger.rows(
        "select * from publications where :day is null or :day between posted_from and posted_to order by id",
        {"day": day},
    )
    return tuple(_publication(row) for row in found)


def leak_scan(text: str, known_values: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return one problem for each piece of personal data in a text, masked; none if it may be posted.

    Found by shape, disguises taken off: ID numbers (checksum), phones, card numbers (check digit), any number
    as long as an account; by value: ``known_values``, as :func:`known_values` gives them; and words about one
    family's child, whose name the ledger need not know.
    """
    seen = leaks(text, known_values)
    masked = {leak.masked for leak in seen}
    found = [
        Problem(where=leak.masked, message=f"含有{leak.what}", hint="删去后再公示")
        for leak in (*seen, *(leak for leak in account_like(text) if leak.masked not in masked))
    ]
    children = dict.fromkeys(match[0] for match in _ONE_CHILD.finditer(text))
    hint = "公示只写大人的姓名、村组、项目、标准，删去孩子的资料后再公示"
    return (*found, *(Problem(where=words, message="写到了某一家的孩子", hint=hint) for words in children))


def refuse_leaks(text: str, values: Iterable[str]) -> None:
    """Let a text pass that :func:`leak_scan` finds nothing in.

    Raises:
        LawError: Otherwise; one finding for each.
    """
    findings = [
        Finding(
            rule="CN-PUBLISH-002", verdict="void", where="公示内容", text=problem.where,
            message=f"公示内容{problem.message}", hint=problem.hint, cite=_PIPL,
        )
        for problem in leak_scan(text, values)
    ]  # fmt: skip
    if findings:
        raise LawError("公示内容含有不得公开的个人信息，没有公示", findings)


def known_values(ledger: Ledger | Transaction, *, adults: bool = False) -> tuple[str, ...]:
    """Return what the ledger knows and no notice may show: ID numbers, phones, children's names.

    With ``adults`` also the names of grown people, for notices that name nobody. A child's name that is part of
    an adult's, or of an office's, would stop honest notices and is left out.
    """
    found = ledger.rows(
        """
        select n.role, n.name, n.id_number, n.phones, p.phone from persons n join parties p on p.id = n.party_id
        where p.side = 'family'
        """
    )
    grown = {row["name"] for row in found if row["role"] != "child"}
    children = {row["name"] for row in found if row["role"] == "child"}
    hidden = grown | children if adults else {name for name in children if not any(name in adult for adult in grown)}
    for row in found:
        hidden |= {row["id_number"], row["phone"], *json.loads(row["phones"])}
    return tuple(sorted(value for value in hidden if value))


def private_words(ledger: Ledger | Transaction, text: str) -> tuple[str, ...]:
    """Return what a note about a notice may not keep, masked: bodies, numbers, and the names of families' children."""
    known = leaks(text, known_values(ledger))
    return tuple(dict.fromkeys((*forbidden_words(text), *(f"{leak.what} {leak.masked}" for leak in known))))


def _households(ledger: Ledger | Transaction, programme: str, year: int, village: str | None) -> list[Row]:
    return ledger.rows(
        f"""
        select {NAMES} as name, p.group_name, p.address, o.village,
               sum(o.amount_fen) as amount_fen, {GENDERS} as genders,
               exists (select 1 from json_each(c.draft_json, '$.facts') f
                       where f.value ->> 0 = 'certificate_number' and f.value ->> 1 <> '') as certificate,
               (select json_group_array(n.gender) from persons n
                where n.party_id = p.id and n.role = 'child') as children
        from obligations o
        join contracts c on c.id = o.contract_id
        join parties p on p.id = o.owed_to
        where o.programme = :programme and o.side = 'office' and p.side = 'family'
          and o.amount_fen is not null and substr(o.due_on, 1, 4) = cast(:year as text)
          and (:village is null or o.village = :village or c.division_code = :village)
        group by c.id, p.id
        having sum(o.amount_fen) > coalesce((
            select sum(e.amount_fen) from standing_entries e join obligations x on x.id = e.obligation_id
            where x.contract_id = c.id and x.programme = :programme and e.what = 'ending'
              and substr(x.due_on, 1, 4) = cast(:year as text)), 0)
        order by o.village, p.group_name, c.id
        """,
        {"programme": programme, "year": year, "village": village},
    )


def _cell(column: str, serial: int, household: Mapping[str, object], title: str) -> str:
    genders = [_GENDERS.get(gender, "") for gender in json.loads(str(household["genders"]))]
    amount = int(str(household["amount_fen"]))
    return {
        "serial": str(serial), "name": str(household["name"]), "gender": "、".join(filter(None, genders)),
        "group": posted_group(household),
        "category": _category(household),
        "programme": title, "standard": yuan(amount), "village": str(household["village"]),
        "count": str(len(genders)), "households": "1", "amount": yuan(amount),
    }[column]  # fmt: skip


def _category(household: Mapping[str, object]) -> str:
    """Return what a household is in the programme's words (domain §2.10); nothing where the ledger does not know.

    A certificate says that the child is the only one; a roster that names one child does not.
    """
    if household["certificate"]:
        return "独生子女户"
    return "双女户" if json.loads(str(household["children"])) == ["female", "female"] else ""


def posted_group(household: Mapping[str, object]) -> str:
    """Return a household's group without the village before it; where no group was given, that of its address.

    >>> posted_group({"group_name": "上坪村2组", "village": "上坪村", "address": ""})
    '2组'
    >>> posted_group({"group_name": "", "village": "石桥村", "address": "青河镇石桥村1组9号"})
    '1组'
    """
    words, village = str(household["group_name"]), str(household["village"])
    if words:
        return words.rpartition(village)[2] if village and village in words else words
    found = _GROUP.match(str(household["address"]).rpartition(village)[2]) if village else None
    return found[0] if found else ""


def _publication(row: Row) -> Publication:
    return Publication(
        id=row["id"], programme=row["programme"], title=row["title"], village=row["village"],
        columns=tuple(json.loads(row["columns_json"])),
        rows=tuple(tuple(cells) for cells in json.loads(row["rows_json"])),
        posted_from=date.fromisoformat(row["posted_from"]), posted_to=date.fromisoformat(row["posted_to"]),
    )  # fmt: skip
