-- 0050_keep_postings: what hangs where and until when, who objected and what was answered, the photo, the taking down.
-- publications keeps the rows of each list as they were read; a posting is the paper that hangs, lists or not.

-- posted_to is empty where nothing is to be taken down (a circular). content_sha256 tells the same notice posted twice.
create table postings (
    id integer primary key check (id > 0),
    kind text not null check (length(kind) > 0),
    number text not null unique check (length(trim(number)) > 0),
    title text not null check (length(trim(title)) > 0),
    village text not null,
    division_code text not null check (length(division_code) in (9, 12)),
    about text not null default '',
    issued_on text not null check (date(issued_on, '+0 days') is issued_on),
    posted_from text not null check (date(posted_from, '+0 days') is posted_from),
    posted_to text check (posted_to is null or date(posted_to, '+0 days') is posted_to),
    answer_days integer check (answer_days > 0),
    answer_working integer check (answer_working in (0, 1)),
    content_sha256 text not null check (length(content_sha256) = 64),
    event_seq integer not null references events (seq),
    check (posted_to is null or posted_from <= posted_to),
    check ((answer_days is null) = (answer_working is null))
) strict;
create index postings_by_content on postings (content_sha256);

create table posting_lists (
    id integer primary key check (id > 0),
    posting_id integer not null references postings (id),
    publication_id integer not null unique references publications (id),
    event_seq integer not null references events (seq)
) strict;

-- The photo itself lies in a folder, or only where file_name says; its hash is here.
create table posting_proofs (
    id integer primary key check (id > 0),
    posting_id integer not null references postings (id),
    taken_on text not null check (date(taken_on, '+0 days') is taken_on),
    place text not null check (length(trim(place)) > 0),
    file_name text not null check (length(trim(file_name)) > 0),
    file_sha256 text not null check (length(file_sha256) = 64),
    kept text not null check (kept in ('copied', 'referenced')),
    event_seq integer not null references events (seq)
) strict;

create table posting_takedowns (
    id integer primary key check (id > 0),
    posting_id integer not null unique references postings (id),
    taken_down_on text not null check (date(taken_down_on, '+0 days') is taken_down_on),
    where_from text not null check (length(trim(where_from)) > 0),
    event_seq integer not null references events (seq)
) strict;

-- raised_by may say that the person gave no name; it is printed nowhere.
create table posting_objections (
    id integer primary key check (id > 0),
    posting_id integer not null references postings (id),
    raised_on text not null check (date(raised_on, '+0 days') is raised_on),
    raised_by text not null check (length(trim(raised_by)) > 0),
    raised_to text not null check (raised_to in ('village', 'township', 'county')),
    form text not null check (form in ('oral', 'written', 'telephone')),
    because text not null check (length(trim(because)) > 0),
    answer_by text not null check (date(answer_by, '+0 days') is answer_by),
    is_estimated integer not null check (is_estimated in (0, 1)),
    event_seq integer not null references events (seq)
) strict;

create table posting_answers (
    id integer primary key check (id > 0),
    objection_id integer not null unique references posting_objections (id),
    answered_on text not null check (date(answered_on, '+0 days') is answered_on),
    answered_by text not null check (length(trim(answered_by)) > 0),
    outcome text not null check (outcome in ('kept', 'corrected', 'removed', 'withdrawn')),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

-- Special support names nobody unless the family said in writing that its surname and village may be posted.
create table name_consents (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    programme text not null check (length(trim(programme)) > 0),
    given_on text not null check (date(given_on, '+0 days') is given_on),
    evidence text not null check (length(trim(evidence)) > 0),
    event_seq integer not null references events (seq)
) strict;

create table consent_withdrawals (
    id integer primary key check (id > 0),
    consent_id integer not null unique references name_consents (id),
    withdrawn_on text not null check (date(withdrawn_on, '+0 days') is withdrawn_on),
    event_seq integer not null references events (seq)
) strict;

create view standing_consents as
select c.* from name_consents c
where not exists (select 1 from consent_withdrawals w where w.consent_id = c.id);

-- What hangs, in the order in which it must come down.
create view hanging_postings as
select p.* from postings p
where p.posted_to is not null and not exists (select 1 from posting_takedowns t where t.posting_id = p.id);

create trigger postings_refuse_update before update on postings
begin select raise(abort, 'postings: rows are never changed'); end;
create trigger postings_refuse_delete before delete on postings
begin select raise(abort, 'postings: rows are never deleted'); end;
create trigger postings_refuse_replace before insert on postings
when exists (select 1 from postings where id = new.id)
   or exists (select 1 from postings where number = new.number)
begin select raise(abort, 'postings: this row is already there'); end;

create trigger posting_lists_refuse_update before update on posting_lists
begin select raise(abort, 'posting_lists: rows are never changed'); end;
create trigger posting_lists_refuse_delete before delete on posting_lists
begin select raise(abort, 'posting_lists: rows are never deleted'); end;
create trigger posting_lists_refuse_replace before insert on posting_lists
when exists (select 1 from posting_lists where id = new.id)
   or exists (select 1 from posting_lists where publication_id = new.publication_id)
begin select raise(abort, 'posting_lists: this row is already there'); end;

create trigger posting_proofs_refuse_update before update on posting_proofs
begin select raise(abort, 'posting_proofs: rows are never changed'); end;
create trigger posting_proofs_refuse_delete before delete on posting_proofs
begin select raise(abort, 'posting_proofs: rows are never deleted'); end;
create trigger posting_proofs_refuse_replace before insert on posting_proofs
when exists (select 1 from posting_proofs where id = new.id)
begin select raise(abort, 'posting_proofs: this row is already there'); end;

create trigger posting_takedowns_refuse_update before update on posting_takedowns
begin select raise(abort, 'posting_takedowns: rows are never changed'); end;
create trigger posting_takedowns_refuse_delete before delete on posting_takedowns
begin select raise(abort, 'posting_takedowns: rows are never deleted'); end;
create trigger posting_takedowns_refuse_replace before insert on posting_takedowns
when exists (select 1 from posting_takedowns where id = new.id)
   or exists (select 1 from posting_takedowns where posting_id = new.posting_id)
begin select raise(abort, 'posting_takedowns: this row is already there'); end;

create trigger posting_objections_refuse_update before update on posting_objections
begin select raise(abort, 'posting_objections: rows are never changed'); end;
create trigger posting_objections_refuse_delete before delete on posting_objections
begin select raise(abort, 'posting_objections: rows are never deleted'); end;
create trigger posting_objections_refuse_replace before insert on posting_objections
when exists (select 1 from posting_objections where id = new.id)
begin select raise(abort, 'posting_objections: this row is already there'); end;

create trigger posting_answers_refuse_update before update on posting_answers
begin select raise(abort, 'posting_answers: rows are never changed'); end;
create trigger posting_answers_refuse_delete before delete on posting_answers
begin select raise(abort, 'posting_answers: rows are never deleted'); end;
create trigger posting_answers_refuse_replace before insert on posting_answers
when exists (select 1 from posting_answers where id = new.id)
   or exists (select 1 from posting_answers where objection_id = new.objection_id)
begin select raise(abort, 'posting_answers: this row is already there'); end;

create trigger name_consents_refuse_update before update on name_consents
begin select raise(abort, 'name_consents: rows are never changed'); end;
create trigger name_consents_refuse_delete before delete on name_consents
begin select raise(abort, 'name_consents: rows are never deleted'); end;
create trigger name_consents_refuse_replace before insert on name_consents
when exists (select 1 from name_consents where id = new.id)
begin select raise(abort, 'name_consents: this row is already there'); end;

create trigger consent_withdrawals_refuse_update before update on consent_withdrawals
begin select raise(abort, 'consent_withdrawals: rows are never changed'); end;
create trigger consent_withdrawals_refuse_delete before delete on consent_withdrawals
begin select raise(abort, 'consent_withdrawals: rows are never deleted'); end;
create trigger consent_withdrawals_refuse_replace before insert on consent_withdrawals
when exists (select 1 from consent_withdrawals where id = new.id)
   or exists (select 1 from consent_withdrawals where consent_id = new.consent_id)
begin select raise(abort, 'consent_withdrawals: this row is already there'); end;
