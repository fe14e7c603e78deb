-- 0060_keep_applications: a family's application goes from desk to desk; every step says who, when and why.
-- States: 0 submitted, 1 in review, 2 passed, 3 returned, 4 withdrawn, 5 cancelled, 6 waiting, 9 archived (§2.9).
-- Of body, death or disability nothing stands here: whether it qualifies, the grade for payment, who saw the proof.
create table applications (
    id integer primary key check (id > 0),
    number text not null unique check (length(trim(number)) > 0),
    programme text not null check (length(trim(programme)) > 0),
    year integer not null check (year between 1980 and 9999),
    division_code text not null,
    village text not null,
    applicant text not null check (length(trim(applicant)) > 0),
    party_json text not null check (substr(party_json, 1, 1) = '{'),
    how text not null check (how in ('oral', 'written', 'online')),
    note text not null default '',
    received_by text not null check (length(trim(received_by)) > 0),
    submitted_on text not null check (date(submitted_on, '+0 days') is submitted_on),
    event_seq integer not null references events (seq),
    check (how <> 'oral' or length(trim(note)) > 0)
) strict;
create index applications_by_year on applications (year, programme);

create table application_steps (
    id integer primary key check (id > 0),
    application_id integer not null references applications (id),
    move text not null check (length(move) > 0),
    state integer not null check (state in (0, 1, 2, 3, 4, 5, 6, 9)),
    level text not null check (level in ('', 'village', 'township', 'county', 'confirmed')),
    checker text not null default '',
    because text not null default '',
    missing text not null default '[]' check (substr(missing, 1, 1) = '['),
    article text not null default '',
    qualifies integer check (qualifies in (0, 1)),
    pay_grade text not null default '',
    seen_by text not null default '',
    seen_on text check (date(seen_on, '+0 days') is seen_on),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    event_seq integer not null references events (seq),
    check (state <> 3 or missing <> '[]'),
    check (move <> 'refuse' or length(trim(article)) > 0),
    check ((seen_by = '') = (seen_on is null)),
    check (qualifies is null or seen_by <> '')
) strict;
create index application_steps_by_application on application_steps (application_id);

create trigger ended_applications_are_only_archived before insert on application_steps
when (select s.state from application_steps s where s.application_id = new.application_id order by s.id desc limit 1)
     in (4, 5, 9) and (new.state <> 9 or exists (
         select 1 from application_steps where application_id = new.application_id and state = 9))
begin select raise(abort, 'application_steps: what is withdrawn or cancelled is only archived, once'); end;

create trigger a_level_returns_an_application_once before insert on application_steps
when new.state = 3 and exists (
    select 1 from application_steps
    where application_id = new.application_id and state = 3 and level = new.level)
begin select raise(abort, 'application_steps: what is missing is told once and completely'); end;

create view application_status as
select a.id as application_id, s.state, s.happened_on as since,
       (select count(*) from application_steps p where p.application_id = a.id and p.move = 'pass') as passed
from applications a
join application_steps s on s.id = (select max(x.id) from application_steps x where x.application_id = a.id);

create trigger applications_refuse_update before update on applications
begin select raise(abort, 'applications: rows are never changed'); end;
create trigger applications_refuse_delete before delete on applications
begin select raise(abort, 'applications: rows are never deleted'); end;
create trigger applications_refuse_replace before insert on applications
when exists (select 1 from applications where id = new.id)
   or exists (select 1 from applications where number = new.number)
begin select raise(abort, 'applications: this row is already there'); end;

create trigger application_steps_refuse_update before update on application_steps
begin select raise(abort, 'application_steps: rows are never changed'); end;
create trigger application_steps_refuse_delete before delete on application_steps
begin select raise(abort, 'application_steps: rows are never deleted'); end;
create trigger application_steps_refuse_replace before insert on application_steps
when exists (select 1 from application_steps where id = new.id)
begin select raise(abort, 'application_steps: this row is already there'); end;
