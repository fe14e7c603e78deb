"""Who is new to a programme, who was in it before, and of whom the ledger cannot know.

A family whose first contract is of this year may have been paid for years: that it has no earlier promise here says
only that the ledger is young. New is who the ledger knows could not have been in the programme before.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Literal

from contracts.rewards.programme_packs import Start
from ledger.payees import RECIPIENTS
from ledger.store import Ledger, Row, Transaction

Standing = Literal["earlier", "new", "unknown"]
"""``earlier``: in the programme before the year; ``new``: only since; ``unknown``: nothing here tells."""

_PROMISED = """exists (
    select 1 from persons a join persons b on b.id_number = a.id_number
    join obligations x on x.owed_to = b.party_id
    where a.party_id = p.id and x.side = 'office' and x.amount_fen > 0 and {which}
      and substr(x.due_on, 1, 4) < cast(:year as text))"""
_EARLIER = _PROMISED.format(which="x.programme = :programme")
_OTHERS = _PROMISED.format(which="x.programme not in (:programme, '')")
"""Whether somebody of a family was promised money before the year: of the programme, of others."""

_CONFIRMED = """(
    select f.value ->> 1 from json_each(c.draft_json, '$.facts') f where f.value ->> 0 = 'confirmed_on' and exists (
        select 1 from json_each(c.draft_json, '$.facts') g
        where g.value ->> 0 = 'confirmed_programme' and g.value ->> 1 in (:programme, :title)))"""
_BORN = "coalesce(n.birth, substr(n.id_number, 7, 4), '')"


def standings(
    tx: Ledger | Transaction,
    contracts: Collection[int],
    *,
    programme: str,
    title: str,
    year: int,
    start: Start | None,
) -> dict[int, Standing]:
    """Return, for each contract with the programme, whether its family is new to it in a year.

    A family was in it **before** where the ledger promised it its money before the year, or the county confirmed it
    before. It is **new** where the county confirmed it in the year; where all who are paid came of age for it in the
    year, or the children it is paid for were born in it; or where the ledger already kept what the family was promised
    before the year, and this programme was not among it.

    Args:
        tx: The ledger.
        contracts: Ids of contracts with the programme.
        programme: Its code.
        title: Its name, as a roster may have it instead of the code.
        year: The year in question.
        start: From when the programme pays, ``None`` where no pack tells.
    """
    rows = tx.rows(
        f"""
        select c.id, {_EARLIER} as earlier, {_OTHERS} as others, coalesce({_CONFIRMED}, '') as confirmed,
               (select json_group_array(json_array(r.gender, {_BORN})) from {RECIPIENTS} r
                join persons n on n.id = r.id) as adults,
               (select json_group_array({_BORN}) from persons n where n.party_id = p.id and n.role = 'child')
                   as children
        from contracts c join contract_parties s on s.contract_id = c.id
        join parties p on p.id = s.party_id and p.side = 'family'
        where c.id in (select value from json_each(:contracts))
        """,
        {"programme": programme, "title": title, "year": year, "contracts": json.dumps(sorted(contracts))},
    )
    return {row["id"]: _standing(row, year, start) for row in rows}


def _standing(row: Row, year: int, start: Start | None) -> Standing:
    confirmed = row["confirmed"][:4]
    if row["earlier"] or (confirmed.isdecimal() and int(confirmed) < year):
        return "earlier"
    if row["others"] or confirmed == str(year) or _could_not_before(row, year, start):
        return "new"
    return "unknown"


def _could_not_before(row: Row, year: int, start: Start | None) -> bool:
    """Say whether all who are paid first could be in the year: they came of age in it, or were born in it."""
    if start is None:
        return False
    if start.rule == "birth_month":
        years = [born[:4] for born in json.loads(row["children"])]
        return bool(years) and set(years) == {str(year)}
    if start.rule not in {"age_month", "wife_age_month"}:
        return False
    adults = json.loads(row["adults"])
    paid = [item for item in adults if start.rule == "age_month" or item[0] == "female"]
    return bool(paid) and all(_came_of_age(gender, born, year, start) for gender, born in paid)


def _came_of_age(gender: str, born: str, year: int, start: Start) -> bool:
    age = start.age_of("wife" if gender == "female" else "husband")
    return age is not None and born[:4].isdecimal() and int(born[:4]) + age == year
