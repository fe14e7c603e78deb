-- 0120_count_handwritten_forms: a blank form written on by hand is gone too; the stock went on as if it lay in the box.
-- Which form a certificate entered before this step stands on is not known, and nothing is invented: it is said later,
-- or never. What was said wrongly is said anew, and both stay; no serial means: it was plain paper after all.

create table form_uses (
    id integer primary key check (id > 0),
    number_id integer not null references certificate_numbers (id),
    form text not null check (length(form) > 0),
    prefix text,
    serial integer check (serial >= 0),
    replaces_id integer unique references form_uses (id),
    because text not null default '',
    event_seq integer not null references events (seq),
    check ((serial is null) = (prefix is null)),
    check (serial is not null or replaces_id is not null),
    check ((replaces_id is null) = (length(trim(because)) = 0))
) strict;
create index form_uses_by_form on form_uses (form, prefix, serial);
create index form_uses_by_number on form_uses (number_id);

create view standing_form_uses as
select u.* from form_uses u
where u.serial is not null and not exists (select 1 from form_uses w where w.replaces_id = u.id);

-- Every blank form that is not in the box any more, once, with the certificate it bears; written as on the form.
create view gone_forms as
select g.*, g.prefix || substr('000000000000' || g.serial, -r.digits) as written
from (
    select h.form, h.prefix, h.serial, case when s.id is null then 'used' else 'spoilt' end as fate, h.number_id,
           coalesce(s.happened_on, substr(e.at, 1, 10)) as happened_on, coalesce(s.because, '') as because
    from certificate_sheets h
    join events e on e.seq = h.event_seq
    left join standing_certificate_steps s on s.sheet_id = h.id
    where h.form is not null
    union all
    select u.form, u.prefix, u.serial, 'written', u.number_id, t.happened_on, t.because
    from standing_form_uses u
    join certificate_steps t on t.number_id = u.number_id and t.step = 'entered'
    union all
    select l.form, l.prefix, l.serial, l.fate, null, l.happened_on, l.because from form_losses l
) g
join form_receipts r on r.form = g.form and r.prefix = g.prefix and g.serial between r.first and r.last;

drop view form_stock;
drop trigger form_losses_are_of_forms_at_hand;
drop trigger sheets_use_forms_at_hand;

-- received = used + spoilt + lost + returned + left, by construction; verify counts it by another road.
create view form_stock as
select r.form, r.received, coalesce(u.used, 0) + coalesce(w.used, 0) as used,
       coalesce(u.spoilt, 0) + coalesce(l.spoilt, 0) as spoilt,
       coalesce(l.lost, 0) as lost, coalesce(l.returned, 0) as returned,
       r.received - coalesce(u.used, 0) - coalesce(w.used, 0) - coalesce(u.spoilt, 0)
           - coalesce(l.spoilt, 0) - coalesce(l.lost, 0) - coalesce(l.returned, 0) as remaining
from (select form, sum(last - first + 1) as received from form_receipts group by form) r
left join (select h.form, sum(s.id is null) as used, sum(s.id is not null) as spoilt
           from certificate_sheets h left join standing_certificate_steps s on s.sheet_id = h.id
           where h.form is not null group by h.form) u on u.form = r.form
left join (select form, count(*) as used from standing_form_uses group by form) w on w.form = r.form
left join (select form, sum(fate = 'spoilt') as spoilt, sum(fate = 'lost') as lost, sum(fate = 'returned') as returned
           from form_losses group by form) l on l.form = r.form;

create trigger form_losses_are_of_forms_at_hand before insert on form_losses
when not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                 and new.serial between first and last)
  or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
  or exists (select 1 from standing_form_uses where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'form_losses: this blank form is not at hand'); end;

create trigger sheets_use_forms_at_hand before insert on certificate_sheets
when new.form is not null
 and (not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                  and new.serial between first and last)
      or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from standing_form_uses
                 where form = new.form and prefix = new.prefix and serial = new.serial))
begin select raise(abort, 'certificate_sheets: this blank form is not at hand'); end;

create trigger form_uses_are_of_forms_at_hand before insert on form_uses
when new.serial is not null
 and (not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                  and new.serial between first and last)
      or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from standing_form_uses
                 where form = new.form and prefix = new.prefix and serial = new.serial))
begin select raise(abort, 'form_uses: this blank form is not at hand'); end;

create trigger form_uses_are_of_numbers_written_by_hand before insert on form_uses
when not exists (select 1 from certificate_numbers n
                 join standing_certificate_steps s on s.number_id = n.id and s.step = 'entered'
                 where n.id = new.number_id and n.serial is not null and n.kind = new.form)
  or exists (select 1 from certificate_sheets where number_id = new.number_id)
begin select raise(abort, 'form_uses: this number was not written by hand'); end;

create trigger form_uses_follow_each_other before insert on form_uses
when new.replaces_id is not
     (select max(u.id) from form_uses u where u.number_id = new.number_id)
begin select raise(abort, 'form_uses: a number stands on one form, the one said last'); end;

create trigger form_uses_refuse_update before update on form_uses
begin select raise(abort, 'form_uses: rows are never changed'); end;
create trigger form_uses_refuse_delete before delete on form_uses
begin select raise(abort, 'form_uses: rows are never deleted'); end;
create trigger form_uses_refuse_replace before insert on form_uses
when exists (select 1 from form_uses where id = new.id)
   or exists (select 1 from form_uses where replaces_id = new.replaces_id)
begin select raise(abort, 'form_uses: this row is already there'); end;
