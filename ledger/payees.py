"""Whom a sum is for: one of a couple where the programme pays by person, otherwise the family.

A sum promised before this was kept has no name of its own: then it is the family's, or that of the one for whom the
county confirmed it, where the contract says so.
"""

from __future__ import annotations

PAYEE = (
    "coalesce((select n.name from obligation_payees y join persons n on n.party_id = o.owed_to and n.role = y.role"
    " where y.obligation_id = o.id limit 1), p.name, '')"
)
"""SQL: the name of who is paid obligation ``o`` of party ``p``."""

PAYEE_ROLE = "coalesce((select y.role from obligation_payees y where y.obligation_id = o.id), '')"
"""SQL: the role of the one person that obligation ``o`` is for, else an empty text."""

_OWN = """
    from obligations x join obligation_payees y on y.obligation_id = x.id
    where x.contract_id = c.id and x.owed_to = p.id and x.programme = :programme
      and substr(x.due_on, 1, 4) = cast(:year as text)
"""
_FOR = (
    "select case f.value ->> 1 when '女方' then 'female' when '男方' then 'male' end"
    " from json_each(c.draft_json, '$.facts') f where f.value ->> 0 = 'confirmed_for' limit 1"
)
CONFIRMED_FOR = f"({_FOR})"
"""SQL: the gender of the one for whom the county confirmed what contract ``c`` pays; null where it does not say."""

RECIPIENTS = f"""(
    select n.id, n.name, n.gender from persons n where n.party_id = p.id and n.role <> 'child'
      and case when exists (select 1 {_OWN}) then n.role in (select y.role {_OWN})
               else coalesce(n.gender = {CONFIRMED_FOR}, 1) end
    order by n.id)"""
"""SQL: the persons of party ``p`` that contract ``c`` pays under ``:programme`` in ``:year``."""

NAMES = f"coalesce((select group_concat(r.name, '、') from {RECIPIENTS} r), p.name)"
GENDERS = f"(select json_group_array(r.gender) from {RECIPIENTS} r)"
PERSONS = f"(select json_group_array(r.id) from {RECIPIENTS} r)"
"""SQL: their names, joined; their genders and their ids as JSON."""
