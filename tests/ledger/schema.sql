CREATE TABLE migrations (
    name text primary key,
    sha256 text not null check (length(sha256) = 64),
    applied_at text not null,
    actor text not null check (length(trim(actor)) > 0)
) strict;

CREATE TABLE events (
    seq integer primary key check (seq > 0),
    at text not null check (datetime(at) is not null and substr(at, 20) = '+08:00'),
    actor text not null check (length(trim(actor)) > 0),
    kind text not null check (length(kind) > 0),
    subject text not null,
    body text not null check (substr(body, 1, 1) in ('{', '[')),
    prev text not null check (length(prev) = 64),
    hash text not null unique check (length(hash) = 64)
) strict;

CREATE INDEX events_by_subject on events (subject);

CREATE TABLE counters (
    series text not null check (length(series) > 0),
    year integer not null check (year = 0 or year between 1900 and 9999),
    value integer not null check (value >= 0),
    primary key (series, year)
) strict;

CREATE TABLE templates (
    id integer primary key check (id > 0),
    sha256 text not null unique check (length(sha256) = 64),
    content blob not null,
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE parties (
    id integer primary key check (id > 0),
    sha256 text not null unique check (length(sha256) = 64),
    type text not null,
    side text not null check (side in ('office', 'family', 'unit')),
    name text not null check (length(trim(name)) > 0),
    division_code text not null default '',
    group_name text not null default '',
    address text not null default '',
    phone text not null default '',
    representative text not null default '',
    post text not null default '',
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE persons (
    id integer primary key check (id > 0),
    party_id integer not null references parties (id),
    role text not null,
    name text not null check (length(trim(name)) > 0),
    id_number text check (id_number is null or length(id_number) = 18),
    gender text check (gender in ('female', 'male')),
    birth text,
    phones text not null default '[]' check (substr(phones, 1, 1) in ('{', '[')),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE contracts (
    id integer primary key check (id > 0),
    number text not null unique check (length(trim(number)) > 0),
    kind text not null,
    kind_version integer not null,
    title text not null,
    family text not null check (family in ('contract', 'agreement', 'certificate', 'notice', 'application', 'record')),
    place text not null,
    division_code text not null,
    village text not null,
    signed_on text not null check (date(signed_on, '+0 days') is signed_on),
    starts_on text check (date(starts_on, '+0 days') is starts_on),
    ends_on text check (date(ends_on, '+0 days') is ends_on),
    batch text not null,
    row integer not null,
    draft_json text not null check (substr(draft_json, 1, 1) in ('{', '[')),
    draft_sha256 text not null check (length(draft_sha256) = 64),
    review_json text not null check (substr(review_json, 1, 1) in ('{', '[')),
    template_sha256 text not null references templates (sha256),
    document_sha256 text not null check (length(document_sha256) = 64),
    event_seq integer not null references events (seq),
    unique (kind, batch, row),
    check (ends_on is null or starts_on is null or starts_on <= ends_on)
) strict;

CREATE TABLE contract_parties (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    role text not null,
    party_id integer not null references parties (id),
    event_seq integer not null references events (seq),
    unique (contract_id, role)
) strict;

CREATE TABLE terms (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    code text not null,
    ordinal integer not null,
    section text not null,
    text text not null,
    owed_by text not null,
    owed_to text not null,
    amount_fen integer,
    programme text not null,
    voluntary integer not null check (voluntary in (0, 1)),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE obligations (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    term_id integer not null references terms (id),
    owed_by integer not null references parties (id),
    owed_to integer references parties (id),
    side text not null check (side in ('office', 'family', 'unit')),
    due_on text check (date(due_on, '+0 days') is due_on),
    amount_fen integer check (amount_fen >= 0),
    label text not null,
    programme text not null,
    voluntary integer not null check (voluntary in (0, 1)),
    village text not null,
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE obligation_payers (
    id integer primary key check (id > 0),
    obligation_id integer not null references obligations (id),
    payer text not null check (length(trim(payer)) > 0),
    amount_fen integer not null check (amount_fen >= 0),
    event_seq integer not null references events (seq),
    unique (obligation_id, payer)
) strict;

CREATE TABLE entries (
    id integer primary key check (id > 0),
    what text not null check (what in ('fulfilment', 'payment', 'breach', 'ending', 'retraction')),
    contract_id integer not null references contracts (id),
    obligation_id integer references obligations (id),
    term_id integer references terms (id),
    party_id integer references parties (id),
    side text check (side in ('office', 'family', 'unit')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    amount_fen integer check (amount_fen > 0),
    voucher text check (voucher is null or length(trim(voucher)) > 0),
    reason text check (reason is null or length(trim(reason)) > 0),
    note text not null default '',
    retracts integer unique references entries (id),
    event_seq integer not null references events (seq),
    check (what <> 'retraction' or (retracts is not null and length(trim(note)) > 0)),
    check (what = 'retraction' or retracts is null),
    check (what not in ('fulfilment', 'payment', 'ending') or obligation_id is not null),
    check (what <> 'payment' or (amount_fen is not null and voucher is not null)),
    check (what <> 'breach' or (term_id is not null and side is not null and length(trim(note)) > 0)),
    check ((what = 'ending') = (reason is not null)),
    check (what in ('payment', 'ending') or amount_fen is null)
) strict;

CREATE TABLE entry_payers (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    payer text not null check (length(trim(payer)) > 0),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (entry_id, payer)
) strict;

CREATE TABLE papers (
    id integer primary key check (id > 0),
    kind text not null check (length(kind) > 0),
    folder text not null,
    name text not null check (length(name) > 0 and instr(name, '/') = 0 and instr(name, '\') = 0),
    number text check (number is null or length(trim(number)) > 0),
    contract_id integer references contracts (id),
    draft_json text not null check (substr(draft_json, 1, 1) in ('{', '[')),
    draft_sha256 text not null check (length(draft_sha256) = 64),
    template_sha256 text not null references templates (sha256),
    content_sha256 text not null check (length(content_sha256) = 64),
    event_seq integer not null references events (seq),
    unique (folder, name)
) strict;

CREATE TABLE paper_states (
    id integer primary key check (id > 0),
    paper_id integer references papers (id),
    state text not null check (state in ('issued', 'quarantined')),
    name text not null,
    content_sha256 text not null check (length(content_sha256) = 64),
    event_seq integer not null references events (seq),
    check (paper_id is not null or state = 'quarantined')
) strict;

CREATE TABLE certificates (
    id integer primary key check (id > 0),
    series text not null check (length(series) > 0),
    number text not null check (length(trim(number)) > 0),
    event text not null check (event in ('issued', 'replaced', 'cancelled')),
    contract_id integer not null references contracts (id),
    party_id integer not null references parties (id),
    original_number text,
    happened_on text not null check (
        date(substr(happened_on || '-01-01', 1, 10), '+0 days') is substr(happened_on || '-01-01', 1, 10)),
    because text not null default '',
    event_seq integer not null references events (seq),
    unique (series, number, event),
    check ((event = 'replaced') = (original_number is not null)),
    check (event = 'issued' or length(trim(because)) > 0)
) strict;

CREATE TABLE publications (
    id integer primary key check (id > 0),
    programme text not null check (length(trim(programme)) > 0),
    title text not null check (length(trim(title)) > 0),
    village text not null,
    columns_json text not null check (substr(columns_json, 1, 1) in ('{', '[')),
    rows_json text not null check (substr(rows_json, 1, 1) in ('{', '[')),
    posted_from text not null check (date(posted_from, '+0 days') is posted_from),
    posted_to text not null check (date(posted_to, '+0 days') is posted_to),
    event_seq integer not null references events (seq),
    check (posted_from <= posted_to)
) strict;

CREATE INDEX persons_by_party on persons (party_id);

CREATE INDEX contracts_by_village on contracts (village, kind);

CREATE INDEX contract_parties_by_party on contract_parties (party_id);

CREATE INDEX terms_by_contract on terms (contract_id);

CREATE INDEX obligations_by_due on obligations (due_on) where due_on is not null;

CREATE INDEX obligations_by_contract on obligations (contract_id);

CREATE INDEX entries_by_obligation on entries (obligation_id) where obligation_id is not null;

CREATE INDEX entries_by_contract on entries (contract_id);

CREATE INDEX paper_states_by_paper on paper_states (paper_id);

CREATE INDEX certificates_by_contract on certificates (contract_id);

CREATE TRIGGER migrations_refuse_update before update on migrations
begin select raise(abort, 'migrations: rows are never changed'); end;

CREATE TRIGGER migrations_refuse_delete before delete on migrations
begin select raise(abort, 'migrations: rows are never deleted'); end;

CREATE TRIGGER migrations_refuse_replace before insert on migrations
when exists (select 1 from migrations where name = new.name)
begin select raise(abort, 'migrations: this row is already there'); end;

CREATE TRIGGER events_refuse_update before update on events
begin select raise(abort, 'events: rows are never changed'); end;

CREATE TRIGGER events_refuse_delete before delete on events
begin select raise(abort, 'events: rows are never deleted'); end;

CREATE TRIGGER events_refuse_replace before insert on events
when exists (select 1 from events where seq = new.seq)
   or exists (select 1 from events where hash = new.hash)
begin select raise(abort, 'events: this row is already there'); end;

CREATE TRIGGER templates_refuse_update before update on templates
begin select raise(abort, 'templates: rows are never changed'); end;

CREATE TRIGGER templates_refuse_delete before delete on templates
begin select raise(abort, 'templates: rows are never deleted'); end;

CREATE TRIGGER templates_refuse_replace before insert on templates
when exists (select 1 from templates where id = new.id)
   or exists (select 1 from templates where sha256 = new.sha256)
begin select raise(abort, 'templates: this row is already there'); end;

CREATE TRIGGER parties_refuse_update before update on parties
begin select raise(abort, 'parties: rows are never changed'); end;

CREATE TRIGGER parties_refuse_delete before delete on parties
begin select raise(abort, 'parties: rows are never deleted'); end;

CREATE TRIGGER parties_refuse_replace before insert on parties
when exists (select 1 from parties where id = new.id)
   or exists (select 1 from parties where sha256 = new.sha256)
begin select raise(abort, 'parties: this row is already there'); end;

CREATE TRIGGER persons_refuse_update before update on persons
begin select raise(abort, 'persons: rows are never changed'); end;

CREATE TRIGGER persons_refuse_delete before delete on persons
begin select raise(abort, 'persons: rows are never deleted'); end;

CREATE TRIGGER persons_refuse_replace before insert on persons
when exists (select 1 from persons where id = new.id)
begin select raise(abort, 'persons: this row is already there'); end;

CREATE TRIGGER contracts_refuse_update before update on contracts
begin select raise(abort, 'contracts: rows are never changed'); end;

CREATE TRIGGER contracts_refuse_delete before delete on contracts
begin select raise(abort, 'contracts: rows are never deleted'); end;

CREATE TRIGGER contracts_refuse_replace before insert on contracts
when exists (select 1 from contracts where id = new.id)
   or exists (select 1 from contracts where number = new.number)
   or exists (select 1 from contracts where kind = new.kind and batch = new.batch and row = new.row)
begin select raise(abort, 'contracts: this row is already there'); end;

CREATE TRIGGER contract_parties_refuse_update before update on contract_parties
begin select raise(abort, 'contract_parties: rows are never changed'); end;

CREATE TRIGGER contract_parties_refuse_delete before delete on contract_parties
begin select raise(abort, 'contract_parties: rows are never deleted'); end;

CREATE TRIGGER contract_parties_refuse_replace before insert on contract_parties
when exists (select 1 from contract_parties where id = new.id)
   or exists (select 1 from contract_parties where contract_id = new.contract_id and role = new.role)
begin select raise(abort, 'contract_parties: this row is already there'); end;

CREATE TRIGGER terms_refuse_update before update on terms
begin select raise(abort, 'terms: rows are never changed'); end;

CREATE TRIGGER terms_refuse_delete before delete on terms
begin select raise(abort, 'terms: rows are never deleted'); end;

CREATE TRIGGER terms_refuse_replace before insert on terms
when exists (select 1 from terms where id = new.id)
begin select raise(abort, 'terms: this row is already there'); end;

CREATE TRIGGER obligations_refuse_update before update on obligations
begin select raise(abort, 'obligations: rows are never changed'); end;

CREATE TRIGGER obligations_refuse_delete before delete on obligations
begin select raise(abort, 'obligations: rows are never deleted'); end;

CREATE TRIGGER obligations_refuse_replace before insert on obligations
when exists (select 1 from obligations where id = new.id)
begin select raise(abort, 'obligations: this row is already there'); end;

CREATE TRIGGER obligation_payers_refuse_update before update on obligation_payers
begin select raise(abort, 'obligation_payers: rows are never changed'); end;

CREATE TRIGGER obligation_payers_refuse_delete before delete on obligation_payers
begin select raise(abort, 'obligation_payers: rows are never deleted'); end;

CREATE TRIGGER obligation_payers_refuse_replace before insert on obligation_payers
when exists (select 1 from obligation_payers where id = new.id)
   or exists (select 1 from obligation_payers where obligation_id = new.obligation_id and payer = new.payer)
begin select raise(abort, 'obligation_payers: this row is already there'); end;

CREATE TRIGGER entries_refuse_update before update on entries
begin select raise(abort, 'entries: rows are never changed'); end;

CREATE TRIGGER entries_refuse_delete before delete on entries
begin select raise(abort, 'entries: rows are never deleted'); end;

CREATE TRIGGER entries_refuse_replace before insert on entries
when exists (select 1 from entries where id = new.id)
   or exists (select 1 from entries where retracts = new.retracts)
begin select raise(abort, 'entries: this row is already there'); end;

CREATE TRIGGER entry_payers_refuse_update before update on entry_payers
begin select raise(abort, 'entry_payers: rows are never changed'); end;

CREATE TRIGGER entry_payers_refuse_delete before delete on entry_payers
begin select raise(abort, 'entry_payers: rows are never deleted'); end;

CREATE TRIGGER entry_payers_refuse_replace before insert on entry_payers
when exists (select 1 from entry_payers where id = new.id)
   or exists (select 1 from entry_payers where entry_id = new.entry_id and payer = new.payer)
begin select raise(abort, 'entry_payers: this row is already there'); end;

CREATE TRIGGER papers_refuse_update before update on papers
begin select raise(abort, 'papers: rows are never changed'); end;

CREATE TRIGGER papers_refuse_delete before delete on papers
begin select raise(abort, 'papers: rows are never deleted'); end;

CREATE TRIGGER papers_refuse_replace before insert on papers
when exists (select 1 from papers where id = new.id)
   or exists (select 1 from papers where folder = new.folder and name = new.name)
begin select raise(abort, 'papers: this row is already there'); end;

CREATE TRIGGER paper_states_refuse_update before update on paper_states
begin select raise(abort, 'paper_states: rows are never changed'); end;

CREATE TRIGGER paper_states_refuse_delete before delete on paper_states
begin select raise(abort, 'paper_states: rows are never deleted'); end;

CREATE TRIGGER paper_states_refuse_replace before insert on paper_states
when exists (select 1 from paper_states where id = new.id)
begin select raise(abort, 'paper_states: this row is already there'); end;

CREATE TRIGGER certificates_refuse_update before update on certificates
begin select raise(abort, 'certificates: rows are never changed'); end;

CREATE TRIGGER certificates_refuse_delete before delete on certificates
begin select raise(abort, 'certificates: rows are never deleted'); end;

CREATE TRIGGER certificates_refuse_replace before insert on certificates
when exists (select 1 from certificates where id = new.id)
   or exists (select 1 from certificates where series = new.series and number = new.number and event = new.event)
begin select raise(abort, 'certificates: this row is already there'); end;

CREATE TRIGGER publications_refuse_update before update on publications
begin select raise(abort, 'publications: rows are never changed'); end;

CREATE TRIGGER publications_refuse_delete before delete on publications
begin select raise(abort, 'publications: rows are never deleted'); end;

CREATE TRIGGER publications_refuse_replace before insert on publications
when exists (select 1 from publications where id = new.id)
begin select raise(abort, 'publications: this row is already there'); end;

CREATE TRIGGER counters_refuse_delete before delete on counters
begin select raise(abort, 'counters: rows are never deleted'); end;

CREATE TRIGGER counters_refuse_replace before insert on counters
when exists (select 1 from counters where series = new.series and year = new.year)
begin select raise(abort, 'counters: this row is already there'); end;

CREATE TRIGGER counters_only_grow before update on counters
when new.series is not old.series or new.year is not old.year or new.value < old.value
begin select raise(abort, 'counters: a counter only grows'); end;

CREATE TRIGGER events_follow_each_other before insert on events
when new.seq <> (select coalesce(max(seq), 0) + 1 from events)
   or new.prev <> coalesce((select hash from events order by seq desc limit 1), printf('%064d', 0))
   or new.at < coalesce((select at from events order by seq desc limit 1), '')
begin select raise(abort, 'events: seq, prev or clock does not follow the last event'); end;

CREATE TRIGGER retractions_only_of_facts before insert on entries
when new.what = 'retraction'
 and not exists (select 1 from entries where id = new.retracts and what <> 'retraction'
                 and contract_id = new.contract_id)
begin select raise(abort, 'entries: a retraction withdraws a fact of the same contract'); end;

CREATE TRIGGER entries_stay_in_their_contract before insert on entries
when not exists (select 1 from obligations where id = new.obligation_id and contract_id = new.contract_id)
     and new.obligation_id is not null
  or not exists (select 1 from terms where id = new.term_id and contract_id = new.contract_id)
     and new.term_id is not null
begin select raise(abort, 'entries: obligation and term must be of the same contract'); end;

CREATE TRIGGER entries_suit_their_obligation before insert on entries
when new.what in ('fulfilment', 'payment', 'ending')
 and exists (select 1 from obligations where id = new.obligation_id
             and (amount_fen is null) <> (new.amount_fen is null))
begin select raise(abort, 'entries: money is paid or ended with an amount, other duties without'); end;

CREATE TRIGGER payments_stay_within_the_promise before insert on entries
when new.amount_fen is not null
 and new.amount_fen + (select coalesce(sum(e.amount_fen), 0) from entries e
                       where e.obligation_id = new.obligation_id
                         and not exists (select 1 from entries r where r.retracts = e.id))
     > (select amount_fen from obligations where id = new.obligation_id)
begin select raise(abort, 'entries: paid and ended would be more than was promised'); end;

CREATE TRIGGER shares_stay_within_their_payer before insert on entry_payers
when new.amount_fen + (select coalesce(sum(p.amount_fen), 0)
                       from entry_payers p join entries e on e.id = p.entry_id
                       where p.payer = new.payer
                         and e.obligation_id = (select obligation_id from entries where id = new.entry_id)
                         and not exists (select 1 from entries r where r.retracts = e.id))
     > coalesce((select o.amount_fen from obligation_payers o
                 where o.payer = new.payer
                   and o.obligation_id = (select obligation_id from entries where id = new.entry_id)), 0)
begin select raise(abort, 'entry_payers: more than this payer promised'); end;

CREATE TRIGGER duties_are_done_or_ended_once before insert on entries
when new.what in ('fulfilment', 'ending') and new.amount_fen is null
 and exists (select 1 from obligations o join entries e on e.obligation_id = o.id
             where o.id = new.obligation_id
               and not exists (select 1 from entries r where r.retracts = e.id)
               and (e.what = 'ending' or (e.what = 'fulfilment' and o.due_on is not null)))
begin select raise(abort, 'entries: this duty is already fulfilled or ended'); end;

CREATE TRIGGER offices_are_not_released_by_new_law before insert on entries
when new.what = 'ending' and new.reason = 'law_changed_family_burden'
 and exists (select 1 from obligations where id = new.obligation_id and side = 'office')
begin select raise(abort, 'entries: a change of law does not end what an office promised'); end;

CREATE VIEW standing_entries as
select e.* from entries e
where e.what <> 'retraction' and not exists (select 1 from entries r where r.retracts = e.id);

CREATE VIEW obligation_status as
select o.id as obligation_id, o.contract_id, o.side, o.programme, o.due_on,
       o.amount_fen as promised_fen,
       case when o.amount_fen is not null then coalesce(s.paid_fen, 0) end as paid_fen,
       case when o.amount_fen is not null then coalesce(s.ended_fen, 0) end as ended_fen,
       o.amount_fen - coalesce(s.paid_fen, 0) - coalesce(s.ended_fen, 0) as outstanding_fen,
       coalesce(s.fulfilments, 0) as fulfilments,
       case when o.amount_fen is null then coalesce(s.fulfilments, 0) > 0
            else coalesce(s.paid_fen, 0) = o.amount_fen end as is_fulfilled,
       case when o.amount_fen is null then coalesce(s.endings, 0) > 0
            else coalesce(s.ended_fen, 0) > 0 end as is_ended,
       case when o.amount_fen is null
            then coalesce(s.endings, 0) = 0 and (o.due_on is null or coalesce(s.fulfilments, 0) = 0)
            else o.amount_fen > coalesce(s.paid_fen, 0) + coalesce(s.ended_fen, 0) end as is_open
from obligations o
left join (
    select obligation_id,
           sum(case when what = 'payment' then amount_fen end) as paid_fen,
           sum(case when what = 'ending' then amount_fen end) as ended_fen,
           sum(what = 'fulfilment') as fulfilments,
           sum(what = 'ending') as endings
    from standing_entries where obligation_id is not null group by obligation_id
) s on s.obligation_id = o.id;

CREATE VIEW certificate_status as
select c.*, not exists (select 1 from certificates x
                        where x.series = c.series and x.number = c.number and x.event = 'cancelled') as is_in_force
from certificates c where c.event <> 'cancelled';

CREATE VIEW paper_status as
select p.*, coalesce((select s.state from paper_states s where s.paper_id = p.id and s.state = 'issued'
                      order by s.id desc limit 1), 'intent') as state
from papers p;

