"""Certificates proved against themselves: no number without a fate, no gap without a reason, no blank form missing."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.store import Ledger


def certificate_faults(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield ``(where, message)`` for everything about certificates that does not add up."""
    yield from _gaps(ledger)
    yield from _fateless(ledger)
    yield from _sheets(ledger)
    yield from _forms(ledger)


def _gaps(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Serials of a series and year run on without a gap to its counter, from where the older register stopped."""
    found = ledger.rows(
        """
        select c.series, c.year, c.value, count(n.id) as numbers, min(n.serial) as first, max(n.serial) as last,
               coalesce((select o.value from counters o where o.year = c.year
                         and c.series = 'numbers:only_child_certificate:' || substr(o.series, 13)
                         and o.series like 'certificate:%'), 0) as older
        from counters c
        left join certificate_numbers n on c.series = 'numbers:' || n.kind || ':' || n.series and n.year = c.year
        where c.series like 'numbers:%' group by c.series, c.year
        """
    )
    for row in found:
        if (row["first"], row["last"], row["numbers"]) != (row["older"] + 1, row["value"], row["value"] - row["older"]):
            name = row["series"].removeprefix("numbers:")
            yield f"{name} {row['year']}", f"发号到 {row['value']}，登记了 {row['numbers']} 个，号码有缺口"
    (uncounted,) = ledger.rows(
        "select count(*) as n from certificate_numbers n where n.serial is not null and not exists"
        " (select 1 from counters c where c.series = 'numbers:' || n.kind || ':' || n.series and c.year = n.year)"
    )
    if uncounted["n"]:
        yield "证号", f"有 {uncounted['n']} 个证号没有经过发号"


def _fateless(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every number was entered, printed, or has a reason why not; every chain of replacements has both its ends."""
    found = ledger.rows(
        "select number from certificate_numbers n"
        " where not exists (select 1 from certificate_sheets h where h.number_id = n.id)"
        " and not exists (select 1 from standing_certificate_steps s where s.number_id = n.id"
        "                 and s.step in ('entered', 'voided'))"
    )
    yield from ((row["number"], "取了号，没有印过，也没有说明去向") for row in found)
    found = ledger.rows(
        "select o.number from certificate_numbers n join certificate_numbers o on o.id = n.replaces_id"
        " where not exists (select 1 from standing_certificate_steps s"
        "                   where s.number_id = o.id and s.step = 'replaced')"
        " union select o.number from standing_certificate_steps s join certificate_numbers o on o.id = s.number_id"
        " where s.step = 'replaced' and not exists (select 1 from certificate_numbers n where n.replaces_id = o.id)"
    )
    yield from ((row["number"], "换证只登记了一半：旧号和新号对不上") for row in found)


def _sheets(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every sheet has its paper; all sheets of a number but the last are spoilt."""
    found = ledger.rows(
        "select n.number, h.sheet from certificate_sheets h join certificate_numbers n on n.id = h.number_id"
        " where not exists (select 1 from papers p where p.draft_sha256 = h.draft_sha256)"
    )
    yield from ((row["number"], f"第 {row['sheet']} 张没有存底") for row in found)
    found = ledger.rows(
        "select n.number, count(h.id) - count(s.id) as good, count(h.id) as sheets, max(h.sheet) as last"
        " from certificate_numbers n join certificate_sheets h on h.number_id = n.id"
        " left join standing_certificate_steps s on s.sheet_id = h.id group by n.id"
        " having good > 1 or sheets <> last"
    )
    yield from ((row["number"], f"同一证号有 {row['good']} 张没有注明印坏的") for row in found)


def _forms(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Blank forms add up: what is gone is counted one by one inside the runs received, and none twice."""
    found = ledger.rows(
        """
        with gone as (
            select form, prefix, serial from certificate_sheets where form is not null
            union all select form, prefix, serial from form_losses
            union all select form, prefix, serial from form_uses u where serial is not null
                      and not exists (select 1 from form_uses w where w.replaces_id = u.id)
        )
        select r.form, sum(r.last - r.first + 1) as received,
               sum((select count(distinct g.serial) from gone g
                    where g.form = r.form and g.prefix = r.prefix and g.serial between r.first and r.last)) as gone,
               (select count(*) from gone g where g.form = r.form) as counted,
               (select remaining from form_stock s where s.form = r.form) as remaining
        from form_receipts r group by r.form
        """
    )
    for row in found:
        if row["gone"] != row["counted"] or row["received"] - row["gone"] != row["remaining"] or row["remaining"] < 0:
            yield row["form"], f"空白证对不上：领取 {row['received']}，用去 {row['counted']}，结存 {row['remaining']}"
    (stray,) = ledger.rows(
        "select count(*) as n from certificate_sheets h where h.form is not null and not exists"
        " (select 1 from form_receipts r where r.form = h.form)"
    )
    if stray["n"]:
        yield "空白证", f"有 {stray['n']} 张用过的空白证没有领取记录"
