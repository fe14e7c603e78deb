-- 0040_add_certificate_numbers: every number of a series has a fate, and so has every sheet and every blank form.
-- A number is taken once; a spoilt sheet is followed by another under the same number. Numbers registered before
-- this step stay in certificates; certificate_register shows both. Who holds a certificate stands in its paper.

create table certificate_numbers (
    id integer primary key check (id > 0),
    kind text not null check (length(kind) > 0),
    series text not null check (length(series) > 0),
    year integer check (year between 1900 and 9999),
    serial integer check (serial > 0),
    number text not null unique check (length(trim(number)) > 0),
    holder text not null,
    village text not null default '',
    contract_id integer references contracts (id),
    party_id integer references parties (id),
    replaces_id integer unique references certificate_numbers (id),
    event_seq integer not null references events (seq),
    unique (kind, series, year, serial),
    check ((serial is null) = (year is null))
) strict;
create index certificate_numbers_by_contract on certificate_numbers (contract_id) where contract_id is not null;

-- Pre-printed blank forms come in runs of serials: prefix and number, e.g. A 000101 to A 000200.
create table form_receipts (
    id integer primary key check (id > 0),
    form text not null check (length(form) > 0),
    prefix text not null,
    first integer not null check (first >= 0),
    last integer not null,
    digits integer not null check (digits between 1 and 12),
    received_on text not null check (date(received_on, '+0 days') is received_on),
    source text not null check (length(trim(source)) > 0),
    event_seq integer not null references events (seq),
    check (first <= last and last - first < 1000000 and length(cast(last as text)) <= digits)
) strict;

-- Blank forms that never went through a printer and cannot any more.
create table form_losses (
    id integer primary key check (id > 0),
    form text not null,
    prefix text not null,
    serial integer not null check (serial >= 0),
    fate text not null check (fate in ('spoilt', 'lost', 'returned')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    unique (form, prefix, serial)
) strict;

-- One sheet of paper through the printer. Its words have a hash of their own, which its code carries.
create table certificate_sheets (
    id integer primary key check (id > 0),
    number_id integer not null references certificate_numbers (id),
    sheet integer not null check (sheet > 0),
    draft_sha256 text not null unique check (length(draft_sha256) = 64),
    form text,
    prefix text,
    serial integer,
    printer text not null default '',
    right_shift integer not null default 0,
    down_shift integer not null default 0,
    event_seq integer not null references events (seq),
    unique (number_id, sheet),
    unique (form, prefix, serial),
    check ((form is null) = (serial is null) and (form is null) = (prefix is null))
) strict;

create table certificate_steps (
    id integer primary key check (id > 0),
    number_id integer not null references certificate_numbers (id),
    step text not null check (step in ('entered', 'spoilt', 'issued', 'voided', 'replaced', 'revoked', 'withdrawn')),
    sheet_id integer unique references certificate_sheets (id),
    happened_on text not null check (
        date(substr(happened_on || '-01-01', 1, 10), '+0 days') is substr(happened_on || '-01-01', 1, 10)),
    received_by text not null default '',
    because text not null default '',
    law text,
    article text,
    told_on text check (date(told_on, '+0 days') is told_on),
    withdraws integer unique references certificate_steps (id),
    event_seq integer not null references events (seq),
    check ((step = 'spoilt') = (sheet_id is not null)),
    check ((step = 'issued') = (length(trim(received_by)) > 0)),
    check (step in ('entered', 'issued') or length(trim(because)) > 0),
    check ((step = 'revoked') = (length(trim(law)) > 0 and length(trim(article)) > 0 and told_on is not null)),
    check ((step = 'withdrawn') = (withdraws is not null))
) strict;
create index certificate_steps_by_number on certificate_steps (number_id);

create table certificate_seats (
    id integer primary key check (id > 0),
    ceremony text not null check (length(trim(ceremony)) > 0),
    seat integer not null check (seat > 0),
    number_id integer not null references certificate_numbers (id),
    event_seq integer not null references events (seq),
    unique (ceremony, seat),
    unique (ceremony, number_id)
) strict;

create view standing_certificate_steps as
select s.* from certificate_steps s
where s.step <> 'withdrawn' and not exists (select 1 from certificate_steps w where w.withdraws = s.id);

create view certificate_register as
select n.id as number_id, n.kind, n.series, n.year, n.serial, n.number, n.holder, n.village, n.contract_id, n.party_id,
       o.number as original_number, x.number as successor,
       (select count(*) from certificate_sheets h where h.number_id = n.id) as sheets,
       coalesce(i.happened_on, e.happened_on) as issued_on, c.step as ended, c.happened_on as ended_on,
       case when c.step is not null then c.step
            when i.id is not null or e.id is not null then 'issued'
            when exists (select 1 from certificate_sheets h where h.number_id = n.id
                         and not exists (select 1 from standing_certificate_steps s where s.sheet_id = h.id))
            then 'printed' else 'taken' end as state
from certificate_numbers n
left join certificate_numbers o on o.id = n.replaces_id
left join certificate_numbers x on x.replaces_id = n.id
left join standing_certificate_steps e on e.number_id = n.id and e.step = 'entered'
left join standing_certificate_steps i on i.number_id = n.id and i.step = 'issued'
left join standing_certificate_steps c on c.number_id = n.id and c.step in ('voided', 'replaced', 'revoked')
union all
select null, 'only_child_certificate', c.series, null, null, c.number, p.name, k.village, c.contract_id, c.party_id,
       c.original_number, (select s.number from certificates s where s.series = c.series and s.original_number = c.number),
       0, c.happened_on, case when x.id is not null then 'replaced' end, x.happened_on,
       case when x.id is not null then 'replaced' else 'issued' end
from certificates c
join parties p on p.id = c.party_id
join contracts k on k.id = c.contract_id
left join certificates x on x.series = c.series and x.number = c.number and x.event = 'cancelled'
where c.event <> 'cancelled' and not exists (select 1 from certificate_numbers n where n.number = c.number);

-- received = used + spoilt + lost + returned + left, by construction; verify counts it by another road.
create view form_stock as
select r.form, r.received, coalesce(u.used, 0) as used, coalesce(u.spoilt, 0) + coalesce(l.spoilt, 0) as spoilt,
       coalesce(l.lost, 0) as lost, coalesce(l.returned, 0) as returned,
       r.received - coalesce(u.used, 0) - coalesce(u.spoilt, 0)
           - coalesce(l.spoilt, 0) - coalesce(l.lost, 0) - coalesce(l.returned, 0) as remaining
from (select form, sum(last - first + 1) as received from form_receipts group by form) r
left join (select h.form, sum(s.id is null) as used, sum(s.id is not null) as spoilt
           from certificate_sheets h left join standing_certificate_steps s on s.sheet_id = h.id
           where h.form is not null group by h.form) u on u.form = r.form
left join (select form, sum(fate = 'spoilt') as spoilt, sum(fate = 'lost') as lost, sum(fate = 'returned') as returned
           from form_losses group by form) l on l.form = r.form;

create trigger form_receipts_do_not_overlap before insert on form_receipts
when exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
             and first <= new.last and last >= new.first)
begin select raise(abort, 'form_receipts: some of these serials were received before'); end;

create trigger form_losses_are_of_forms_at_hand before insert on form_losses
when not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                 and new.serial between first and last)
  or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'form_losses: this blank form is not at hand'); end;

create trigger sheets_use_forms_at_hand before insert on certificate_sheets
when new.form is not null
 and (not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                  and new.serial between first and last)
      or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial))
begin select raise(abort, 'certificate_sheets: this blank form is not at hand'); end;

create trigger sheets_follow_spoilt_ones before insert on certificate_sheets
when new.sheet <> 1 + (select count(*) from certificate_sheets where number_id = new.number_id)
  or exists (select 1 from certificate_sheets h where h.number_id = new.number_id
             and not exists (select 1 from standing_certificate_steps s where s.sheet_id = h.id))
  or exists (select 1 from standing_certificate_steps where number_id = new.number_id and step <> 'spoilt')
begin select raise(abort, 'certificate_sheets: a number is printed once, and again only where the sheet was spoilt'); end;

create trigger certificate_steps_follow_each_other before insert on certificate_steps
when (new.step = 'entered' and exists (select 1 from certificate_steps where number_id = new.number_id))
  or (new.step in ('spoilt', 'issued')
      and not exists (select 1 from certificate_register where number_id = new.number_id and state = 'printed'))
  or (new.step = 'revoked'
      and not exists (select 1 from certificate_register where number_id = new.number_id and state = 'issued'))
  or (new.step in ('voided', 'replaced')
      and exists (select 1 from certificate_register where number_id = new.number_id and ended is not null))
begin select raise(abort, 'certificate_steps: this step does not follow the last one'); end;

create trigger spoilt_sheets_are_of_their_number before insert on certificate_steps
when new.sheet_id is not null
 and not exists (select 1 from certificate_sheets where id = new.sheet_id and number_id = new.number_id)
begin select raise(abort, 'certificate_steps: the sheet is of another number'); end;

create trigger only_some_certificate_steps_are_withdrawn before insert on certificate_steps
when new.step = 'withdrawn'
 and not exists (select 1 from certificate_steps w where w.id = new.withdraws and w.number_id = new.number_id
                 and w.step in ('issued', 'voided', 'revoked')
                 and not exists (select 1 from standing_certificate_steps l
                                 where l.number_id = w.number_id and l.id > w.id))
begin select raise(abort, 'certificate_steps: only the last step, if it was issued, voided or revoked, is withdrawn'); end;

create trigger certificate_numbers_refuse_update before update on certificate_numbers
begin select raise(abort, 'certificate_numbers: rows are never changed'); end;
create trigger certificate_numbers_refuse_delete before delete on certificate_numbers
begin select raise(abort, 'certificate_numbers: rows are never deleted'); end;
create trigger certificate_numbers_refuse_replace before insert on certificate_numbers
when exists (select 1 from certificate_numbers where id = new.id)
   or exists (select 1 from certificate_numbers where number = new.number)
   or exists (select 1 from certificate_numbers where replaces_id = new.replaces_id)
   or exists (select 1 from certificate_numbers where kind = new.kind and series = new.series and year = new.year and serial = new.serial)
begin select raise(abort, 'certificate_numbers: this row is already there'); end;

create trigger form_receipts_refuse_update before update on form_receipts
begin select raise(abort, 'form_receipts: rows are never changed'); end;
create trigger form_receipts_refuse_delete before delete on form_receipts
begin select raise(abort, 'form_receipts: rows are never deleted'); end;
create trigger form_receipts_refuse_replace before insert on form_receipts
when exists (select 1 from form_receipts where id = new.id)
begin select raise(abort, 'form_receipts: this row is already there'); end;

create trigger form_losses_refuse_update before update on form_losses
begin select raise(abort, 'form_losses: rows are never changed'); end;
create trigger form_losses_refuse_delete before delete on form_losses
begin select raise(abort, 'form_losses: rows are never deleted'); end;
create trigger form_losses_refuse_replace before insert on form_losses
when exists (select 1 from form_losses where id = new.id)
   or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'form_losses: this row is already there'); end;

create trigger certificate_sheets_refuse_update before update on certificate_sheets
begin select raise(abort, 'certificate_sheets: rows are never changed'); end;
create trigger certificate_sheets_refuse_delete before delete on certificate_sheets
begin select raise(abort, 'certificate_sheets: rows are never deleted'); end;
create trigger certificate_sheets_refuse_replace before insert on certificate_sheets
when exists (select 1 from certificate_sheets where id = new.id)
   or exists (select 1 from certificate_sheets where draft_sha256 = new.draft_sha256)
   or exists (select 1 from certificate_sheets where number_id = new.number_id and sheet = new.sheet)
   or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'certificate_sheets: this row is already there'); end;

create trigger certificate_steps_refuse_update before update on certificate_steps
begin select raise(abort, 'certificate_steps: rows are never changed'); end;
create trigger certificate_steps_refuse_delete before delete on certificate_steps
begin select raise(abort, 'certificate_steps: rows are never deleted'); end;
create trigger certificate_steps_refuse_replace before insert on certificate_steps
when exists (select 1 from certificate_steps where id = new.id)
   or exists (select 1 from certificate_steps where sheet_id = new.sheet_id)
   or exists (select 1 from certificate_steps where withdraws = new.withdraws)
begin select raise(abort, 'certificate_steps: this row is already there'); end;

create trigger certificate_seats_refuse_update before update on certificate_seats
begin select raise(abort, 'certificate_seats: rows are never changed'); end;
create trigger certificate_seats_refuse_delete before delete on certificate_seats
begin select raise(abort, 'certificate_seats: rows are never deleted'); end;
create trigger certificate_seats_refuse_replace before insert on certificate_seats
when exists (select 1 from certificate_seats where id = new.id)
   or exists (select 1 from certificate_seats where ceremony = new.ceremony and seat = new.seat)
   or exists (select 1 from certificate_seats where ceremony = new.ceremony and number_id = new.number_id)
begin select raise(abort, 'certificate_seats: this row is already there'); end;
