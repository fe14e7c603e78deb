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

CREATE TABLE imports (
    id integer primary key check (id > 0),
    file_name text not null check (length(trim(file_name)) > 0),
    file_sha256 text not null check (length(file_sha256) = 64),
    layout text not null check (length(layout) > 0),
    dropped_json text not null check (substr(dropped_json, 1, 1) = '['),
    left_out integer not null check (left_out >= 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE imported_rows (
    id integer primary key check (id > 0),
    import_id integer not null references imports (id),
    sheet text not null,
    row integer not null check (row > 0),
    village text not null,
    values_json text not null check (substr(values_json, 1, 1) = '{'),
    cells_json text not null check (substr(cells_json, 1, 1) = '{'),
    event_seq integer not null references events (seq),
    unique (import_id, sheet, row)
) strict;

CREATE TABLE imported_persons (
    id integer primary key check (id > 0),
    imported_row_id integer not null references imported_rows (id),
    place integer not null check (place >= 0),
    role text not null,
    name text not null,
    id_number text check (id_number is null or length(id_number) = 18),
    had_15_digits integer not null check (had_15_digits in (0, 1)),
    gender text check (gender in ('female', 'male')),
    birth text,
    phones text not null default '[]' check (substr(phones, 1, 1) = '['),
    identity text not null check (length(identity) = 64),
    event_seq integer not null references events (seq),
    unique (imported_row_id, place)
) strict;

CREATE TABLE import_undoings (
    id integer primary key check (id > 0),
    import_id integer not null unique references imports (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE identity_decisions (
    id integer primary key check (id > 0),
    one_identity text not null check (length(one_identity) = 64),
    other_identity text not null check (length(other_identity) = 64),
    import_id integer references imports (id),
    verdict text not null check (verdict in ('same', 'different')),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check (one_identity <= other_identity)
) strict;

CREATE INDEX imported_rows_by_import on imported_rows (import_id);

CREATE INDEX imported_persons_by_row on imported_persons (imported_row_id);

CREATE INDEX imported_persons_by_id_number on imported_persons (id_number) where id_number is not null;

CREATE TRIGGER imports_refuse_update before update on imports
begin select raise(abort, 'imports: rows are never changed'); end;

CREATE TRIGGER imports_refuse_delete before delete on imports
begin select raise(abort, 'imports: rows are never deleted'); end;

CREATE TRIGGER imports_refuse_replace before insert on imports
when exists (select 1 from imports where id = new.id)
begin select raise(abort, 'imports: this row is already there'); end;

CREATE TRIGGER imported_rows_refuse_update before update on imported_rows
begin select raise(abort, 'imported_rows: rows are never changed'); end;

CREATE TRIGGER imported_rows_refuse_delete before delete on imported_rows
begin select raise(abort, 'imported_rows: rows are never deleted'); end;

CREATE TRIGGER imported_rows_refuse_replace before insert on imported_rows
when exists (select 1 from imported_rows where id = new.id)
   or exists (select 1 from imported_rows where import_id = new.import_id and sheet = new.sheet and row = new.row)
begin select raise(abort, 'imported_rows: this row is already there'); end;

CREATE TRIGGER imported_persons_refuse_update before update on imported_persons
begin select raise(abort, 'imported_persons: rows are never changed'); end;

CREATE TRIGGER imported_persons_refuse_delete before delete on imported_persons
begin select raise(abort, 'imported_persons: rows are never deleted'); end;

CREATE TRIGGER imported_persons_refuse_replace before insert on imported_persons
when exists (select 1 from imported_persons where id = new.id)
   or exists (select 1 from imported_persons where imported_row_id = new.imported_row_id and place = new.place)
begin select raise(abort, 'imported_persons: this row is already there'); end;

CREATE TRIGGER import_undoings_refuse_update before update on import_undoings
begin select raise(abort, 'import_undoings: rows are never changed'); end;

CREATE TRIGGER import_undoings_refuse_delete before delete on import_undoings
begin select raise(abort, 'import_undoings: rows are never deleted'); end;

CREATE TRIGGER import_undoings_refuse_replace before insert on import_undoings
when exists (select 1 from import_undoings where id = new.id)
   or exists (select 1 from import_undoings where import_id = new.import_id)
begin select raise(abort, 'import_undoings: this row is already there'); end;

CREATE TRIGGER identity_decisions_refuse_update before update on identity_decisions
begin select raise(abort, 'identity_decisions: rows are never changed'); end;

CREATE TRIGGER identity_decisions_refuse_delete before delete on identity_decisions
begin select raise(abort, 'identity_decisions: rows are never deleted'); end;

CREATE TRIGGER identity_decisions_refuse_replace before insert on identity_decisions
when exists (select 1 from identity_decisions where id = new.id)
begin select raise(abort, 'identity_decisions: this row is already there'); end;

CREATE TRIGGER imports_take_a_file_once before insert on imports
when exists (select 1 from imports i where i.file_sha256 = new.file_sha256
             and not exists (select 1 from import_undoings u where u.import_id = i.id))
begin select raise(abort, 'imports: this file has been imported'); end;

CREATE VIEW standing_imports as
select i.* from imports i where not exists (select 1 from import_undoings u where u.import_id = i.id);

CREATE VIEW standing_imported_persons as
select p.*, r.import_id, r.sheet, r.row, r.village, r.cells_json, i.file_name, i.layout
from standing_imports i join imported_rows r on r.import_id = i.id
join imported_persons p on p.imported_row_id = r.id;

CREATE TABLE open_obligations (
    side text not null,
    voluntary integer not null,
    due_on text not null,
    obligation_id integer not null,
    division_code text not null,
    village text not null,
    primary key (side, voluntary, due_on, obligation_id)
) without rowid, strict;

CREATE INDEX open_obligations_by_place on open_obligations (division_code, due_on);

CREATE TABLE duty_sums (
    side text not null,
    programme text not null,
    due_on text not null,
    voluntary integer not null,
    happened_on text not null,
    promised integer not null,
    fulfilled integer not null,
    ended integer not null,
    primary key (side, programme, due_on, voluntary, happened_on)
) without rowid, strict;

CREATE TABLE household_sums (
    programme text not null,
    due_on text not null,
    signed_on text not null,
    households integer not null,
    primary key (programme, due_on, signed_on)
) without rowid, strict;

CREATE TABLE contract_sums (
    division_code text not null,
    village text not null,
    kind text not null,
    title text not null,
    signed_on text not null,
    starts_on text not null,
    ends_on text not null,
    contracts integer not null,
    primary key (division_code, village, kind, title, signed_on, starts_on, ends_on)
) without rowid, strict;

CREATE TABLE name_grams (
    gram text not null,
    party_id integer not null,
    primary key (gram, party_id)
) without rowid, strict;

CREATE TABLE letter_places (place integer primary key check (place > 0)) strict;

CREATE TRIGGER letter_places_refuse_update before update on letter_places
begin select raise(abort, 'letter_places: rows are never changed'); end;

CREATE TRIGGER letter_places_refuse_delete before delete on letter_places
begin select raise(abort, 'letter_places: rows are never deleted'); end;

CREATE TRIGGER letter_places_refuse_insert before insert on letter_places
begin select raise(abort, 'letter_places: there are all of them'); end;

CREATE VIEW open_obligations_anew as
select o.side, o.voluntary, o.due_on, o.id as obligation_id, c.division_code, o.village
from obligations o join contracts c on c.id = o.contract_id
where o.due_on is not null
  and case when o.amount_fen is null
           then not exists (select 1 from entries e
                            where e.obligation_id = o.id and e.what in ('fulfilment', 'ending')
                              and not exists (select 1 from entries r where r.retracts = e.id))
           else o.amount_fen > (select coalesce(sum(e.amount_fen), 0) from entries e
                                where e.obligation_id = o.id
                                  and not exists (select 1 from entries r where r.retracts = e.id)) end;

CREATE VIEW duty_sums_anew as
select side, programme, due_on, voluntary, happened_on, sum(promised) as promised, sum(fulfilled) as fulfilled,
       sum(ended) as ended
from (
    select o.side, o.programme, o.due_on, o.voluntary, c.signed_on as happened_on,
           1 as promised, 0 as fulfilled, 0 as ended
    from obligations o join contracts c on c.id = o.contract_id
    where o.amount_fen is null and o.due_on is not null
    union all
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, e.what = 'fulfilment', e.what = 'ending'
    from standing_entries e join obligations o on o.id = e.obligation_id
    where e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
)
group by side, programme, due_on, voluntary, happened_on;

CREATE VIEW household_sums_anew as
select o.programme, o.due_on, c.signed_on, count(*) as households
from (
    select programme, contract_id, min(due_on) as due_on from obligations
    where side = 'office' and amount_fen is not null and due_on is not null
    group by programme, contract_id, substr(due_on, 1, 4)
) o join contracts c on c.id = o.contract_id
group by o.programme, o.due_on, c.signed_on;

CREATE VIEW contract_sums_anew as
select division_code, village, kind, title, signed_on, coalesce(starts_on, '') as starts_on,
       coalesce(ends_on, '') as ends_on, count(*) as contracts
from contracts
group by division_code, village, kind, title, signed_on, coalesce(starts_on, ''), coalesce(ends_on, '');

CREATE VIEW name_grams_anew as
select distinct substr(n.name, l.place, 2) as gram, n.party_id
from (select id as party_id, name from parties union all select party_id, name from persons) n
join letter_places l on l.place <= length(n.name);

CREATE TRIGGER contracts_count after insert on contracts
begin
    insert into contract_sums values (new.division_code, new.village, new.kind, new.title, new.signed_on,
                                      coalesce(new.starts_on, ''), coalesce(new.ends_on, ''), 1)
    on conflict do update set contracts = contracts + 1;
end;

CREATE TRIGGER parties_are_found after insert on parties
begin
    insert into name_grams
    select substr(new.name, place, 2), new.id from letter_places where place <= length(new.name)
    on conflict do nothing;
end;

CREATE TRIGGER persons_are_found after insert on persons
begin
    insert into name_grams
    select substr(new.name, place, 2), new.party_id from letter_places where place <= length(new.name)
    on conflict do nothing;
end;

CREATE TRIGGER households_count after insert on obligations
when new.due_on is not null and new.amount_fen is not null and new.side = 'office'
 and not exists (select 1 from obligations o
                 where o.contract_id = new.contract_id and o.id <> new.id and o.programme = new.programme
                   and o.side = 'office' and o.amount_fen is not null and o.due_on <= new.due_on
                   and substr(o.due_on, 1, 4) = substr(new.due_on, 1, 4))
begin
    -- A later day of the same year was counted before: the household moves to the earlier one.
    insert into household_sums
    select new.programme, min(o.due_on), (select c.signed_on from contracts c where c.id = new.contract_id), -1
    from obligations o
    where o.contract_id = new.contract_id and o.id <> new.id and o.programme = new.programme
      and o.side = 'office' and o.amount_fen is not null
      and substr(o.due_on, 1, 4) = substr(new.due_on, 1, 4)
    having min(o.due_on) is not null
    on conflict do update set households = households - 1;
    insert into household_sums
    select new.programme, new.due_on, c.signed_on, 1 from contracts c where c.id = new.contract_id
    on conflict do update set households = households + 1;
end;

CREATE TRIGGER duties_are_settled after insert on entries
when new.what in ('fulfilment', 'ending') and new.amount_fen is null
begin
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, new.happened_on, 0, new.what = 'fulfilment', new.what = 'ending'
    from obligations o where o.id = new.obligation_id and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

CREATE INDEX contracts_by_day on contracts (signed_on);

CREATE INDEX entries_by_day on entries (happened_on, obligation_id);

CREATE INDEX breaches_by_day on entries (happened_on) where what = 'breach';

CREATE INDEX persons_by_id_number on persons (id_number) where id_number is not null;

CREATE INDEX obligations_to_refund on obligations (contract_id) where programme = 'deposit_refund';

CREATE INDEX interest_to_pay on obligations (term_id) where programme = 'deposit_interest';

CREATE TABLE pay_runs (
    id integer primary key check (id > 0),
    name text not null unique check (length(trim(name)) > 0),
    programme text not null,
    village text not null,
    due_by text not null check (date(due_by, '+0 days') is due_by),
    prepared_by text not null check (length(trim(prepared_by)) > 0),
    prepared_on text not null check (date(prepared_on, '+0 days') is prepared_on),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE pay_lines (
    id integer primary key check (id > 0),
    pay_run_id integer not null references pay_runs (id),
    obligation_id integer not null references obligations (id),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (pay_run_id, obligation_id)
) strict;

CREATE INDEX pay_lines_by_obligation on pay_lines (obligation_id);

CREATE TABLE pay_holds (
    id integer primary key check (id > 0),
    pay_run_id integer not null references pay_runs (id),
    obligation_id integer not null references obligations (id),
    reason text not null check (length(trim(reason)) > 0),
    note text not null default '',
    event_seq integer not null references events (seq),
    unique (pay_run_id, obligation_id)
) strict;

CREATE TABLE pay_steps (
    id integer primary key check (id > 0),
    pay_run_id integer not null references pay_runs (id),
    step text not null check (step in ('approved', 'cancelled', 'exported', 'reconciled')),
    actor text not null check (length(trim(actor)) > 0),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    file_sha256 text check (file_sha256 is null or length(file_sha256) = 64),
    note text not null default '',
    event_seq integer not null references events (seq),
    check (step <> 'cancelled' or length(trim(note)) > 0),
    check ((step in ('exported', 'reconciled')) = (file_sha256 is not null))
) strict;

CREATE INDEX pay_steps_by_run on pay_steps (pay_run_id);

CREATE TABLE pay_results (
    id integer primary key check (id > 0),
    pay_line_id integer not null unique references pay_lines (id),
    outcome text not null check (outcome in ('paid', 'failed')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    entry_id integer references entries (id),
    reason text not null default '',
    event_seq integer not null references events (seq),
    check ((outcome = 'paid') = (entry_id is not null)),
    check (outcome = 'paid' or length(trim(reason)) > 0)
) strict;

CREATE TRIGGER pay_runs_refuse_update before update on pay_runs
begin select raise(abort, 'pay_runs: rows are never changed'); end;

CREATE TRIGGER pay_runs_refuse_delete before delete on pay_runs
begin select raise(abort, 'pay_runs: rows are never deleted'); end;

CREATE TRIGGER pay_runs_refuse_replace before insert on pay_runs
when exists (select 1 from pay_runs where id = new.id)
   or exists (select 1 from pay_runs where name = new.name)
begin select raise(abort, 'pay_runs: this row is already there'); end;

CREATE TRIGGER pay_lines_refuse_update before update on pay_lines
begin select raise(abort, 'pay_lines: rows are never changed'); end;

CREATE TRIGGER pay_lines_refuse_delete before delete on pay_lines
begin select raise(abort, 'pay_lines: rows are never deleted'); end;

CREATE TRIGGER pay_lines_refuse_replace before insert on pay_lines
when exists (select 1 from pay_lines where id = new.id)
   or exists (select 1 from pay_lines where pay_run_id = new.pay_run_id and obligation_id = new.obligation_id)
begin select raise(abort, 'pay_lines: this row is already there'); end;

CREATE TRIGGER pay_holds_refuse_update before update on pay_holds
begin select raise(abort, 'pay_holds: rows are never changed'); end;

CREATE TRIGGER pay_holds_refuse_delete before delete on pay_holds
begin select raise(abort, 'pay_holds: rows are never deleted'); end;

CREATE TRIGGER pay_holds_refuse_replace before insert on pay_holds
when exists (select 1 from pay_holds where id = new.id)
   or exists (select 1 from pay_holds where pay_run_id = new.pay_run_id and obligation_id = new.obligation_id)
begin select raise(abort, 'pay_holds: this row is already there'); end;

CREATE TRIGGER pay_steps_refuse_update before update on pay_steps
begin select raise(abort, 'pay_steps: rows are never changed'); end;

CREATE TRIGGER pay_steps_refuse_delete before delete on pay_steps
begin select raise(abort, 'pay_steps: rows are never deleted'); end;

CREATE TRIGGER pay_steps_refuse_replace before insert on pay_steps
when exists (select 1 from pay_steps where id = new.id)
begin select raise(abort, 'pay_steps: this row is already there'); end;

CREATE TRIGGER pay_results_refuse_update before update on pay_results
begin select raise(abort, 'pay_results: rows are never changed'); end;

CREATE TRIGGER pay_results_refuse_delete before delete on pay_results
begin select raise(abort, 'pay_results: rows are never deleted'); end;

CREATE TRIGGER pay_results_refuse_replace before insert on pay_results
when exists (select 1 from pay_results where id = new.id)
   or exists (select 1 from pay_results where pay_line_id = new.pay_line_id)
begin select raise(abort, 'pay_results: this row is already there'); end;

CREATE TRIGGER pay_runs_have_two_names before insert on pay_steps
when new.step = 'approved'
 and new.actor = (select prepared_by from pay_runs where id = new.pay_run_id)
begin select raise(abort, 'pay_steps: who prepared a run does not approve it'); end;

CREATE TRIGGER pay_runs_take_their_steps_in_order before insert on pay_steps
when new.step in ('approved', 'cancelled')
 and exists (select 1 from pay_steps where pay_run_id = new.pay_run_id
             and step in (new.step, 'cancelled', 'exported'))
  or new.step in ('exported', 'reconciled')
 and (not exists (select 1 from pay_steps where pay_run_id = new.pay_run_id and step = 'approved')
      or exists (select 1 from pay_steps where pay_run_id = new.pay_run_id and step = 'cancelled'))
begin select raise(abort, 'pay_steps: approved once, then exported; what is with the bank is not cancelled'); end;

CREATE TRIGGER pay_lines_go_with_their_run before insert on pay_lines
when exists (select 1 from pay_steps where pay_run_id = new.pay_run_id)
begin select raise(abort, 'pay_lines: a run is not altered once it is approved'); end;

CREATE TRIGGER pay_results_pay_their_line before insert on pay_results
when new.entry_id is not null
 and not exists (select 1 from entries e join pay_lines l on l.obligation_id = e.obligation_id
                 where e.id = new.entry_id and l.id = new.pay_line_id and e.what = 'payment')
begin select raise(abort, 'pay_results: the entry is not a payment of this line'); end;

CREATE VIEW pay_run_status as
select r.id as pay_run_id,
       case when exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'cancelled') then 'cancelled'
            when not exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'approved') then 'prepared'
            when not exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'exported') then 'approved'
            when exists (select 1 from pay_lines l where l.pay_run_id = r.id
                         and not exists (select 1 from pay_results x where x.pay_line_id = l.id)) then 'exported'
            else 'closed' end as state
from pay_runs r;

CREATE VIEW waiting_pay_lines as
select l.id as pay_line_id, l.pay_run_id, l.obligation_id, l.amount_fen
from pay_lines l
where not exists (select 1 from pay_results x where x.pay_line_id = l.id)
  and not exists (select 1 from pay_steps s where s.pay_run_id = l.pay_run_id and s.step = 'cancelled');

CREATE TABLE contract_changes (
    id integer primary key check (id > 0),
    what text not null check (what in ('amended', 'renewed', 'superseded', 'terminated', 'withdrawn')),
    contract_id integer not null references contracts (id),
    successor_id integer references contracts (id),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    asked_by text not null check (asked_by in ('family', 'agreement', '')),
    form text not null check (form in ('written', 'oral', '')),
    note text not null default '',
    withdraws integer unique references contract_changes (id),
    event_seq integer not null references events (seq),
    check ((what in ('amended', 'renewed', 'superseded')) = (successor_id is not null)),
    check ((what = 'terminated') = (asked_by <> '' and form <> '')),
    check ((what = 'withdrawn') = (withdraws is not null)),
    check (what <> 'withdrawn' or length(trim(note)) > 0),
    check (form <> 'oral' or length(trim(note)) > 0),
    check (successor_id is null or successor_id <> contract_id)
) strict;

CREATE INDEX contract_changes_by_contract on contract_changes (contract_id);

CREATE INDEX contracts_by_end on contracts (ends_on) where ends_on is not null;

CREATE TABLE successions (
    id integer primary key check (id > 0),
    office text not null check (length(trim(office)) > 0),
    successor text not null check (length(trim(successor)) > 0),
    representative text not null,
    post text not null,
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check (office <> successor or length(trim(representative)) > 0)
) strict;

CREATE TRIGGER contract_changes_refuse_update before update on contract_changes
begin select raise(abort, 'contract_changes: rows are never changed'); end;

CREATE TRIGGER contract_changes_refuse_delete before delete on contract_changes
begin select raise(abort, 'contract_changes: rows are never deleted'); end;

CREATE TRIGGER contract_changes_refuse_replace before insert on contract_changes
when exists (select 1 from contract_changes where id = new.id)
   or exists (select 1 from contract_changes where withdraws = new.withdraws)
begin select raise(abort, 'contract_changes: this row is already there'); end;

CREATE TRIGGER successions_refuse_update before update on successions
begin select raise(abort, 'successions: rows are never changed'); end;

CREATE TRIGGER successions_refuse_delete before delete on successions
begin select raise(abort, 'successions: rows are never deleted'); end;

CREATE TRIGGER successions_refuse_replace before insert on successions
when exists (select 1 from successions where id = new.id)
begin select raise(abort, 'successions: this row is already there'); end;

CREATE TRIGGER contracts_end_once before insert on contract_changes
when new.what in ('amended', 'superseded', 'terminated')
 and exists (select 1 from contract_changes x
             where x.contract_id = new.contract_id and x.what in ('amended', 'superseded', 'terminated')
               and not exists (select 1 from contract_changes w where w.withdraws = x.id))
begin select raise(abort, 'contract_changes: this contract was replaced or terminated before'); end;

CREATE VIEW standing_changes as
select x.* from contract_changes x
where x.what <> 'withdrawn' and not exists (select 1 from contract_changes w where w.withdraws = x.id);

CREATE TABLE breach_steps (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    step text not null check (step in ('notice_served', 'cured', 'excused', 'disputed', 'appealed', 'remedied', 'withdrawn')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    cure_days integer check (cure_days > 0),
    cure_by text check (date(cure_by, '+0 days') is cure_by),
    is_estimated integer not null check (is_estimated in (0, 1)),
    code text not null,
    note text not null check (length(trim(note)) > 0),
    withdraws integer unique references breach_steps (id),
    event_seq integer not null references events (seq),
    check ((step = 'notice_served') = (cure_days is not null and cure_by is not null)),
    check ((step in ('excused', 'remedied')) = (code <> '')),
    check ((step = 'withdrawn') = (withdraws is not null))
) strict;

CREATE INDEX breach_steps_by_entry on breach_steps (entry_id);

CREATE TRIGGER breach_steps_refuse_update before update on breach_steps
begin select raise(abort, 'breach_steps: rows are never changed'); end;

CREATE TRIGGER breach_steps_refuse_delete before delete on breach_steps
begin select raise(abort, 'breach_steps: rows are never deleted'); end;

CREATE TRIGGER breach_steps_refuse_replace before insert on breach_steps
when exists (select 1 from breach_steps where id = new.id)
   or exists (select 1 from breach_steps where withdraws = new.withdraws)
begin select raise(abort, 'breach_steps: this row is already there'); end;

CREATE TRIGGER breach_steps_follow_a_breach before insert on breach_steps
when not exists (select 1 from entries e where e.id = new.entry_id and e.what = 'breach'
                 and not exists (select 1 from entries r where r.retracts = e.id))
begin select raise(abort, 'breach_steps: there is no standing breach of that number'); end;

CREATE VIEW standing_breach_steps as
select s.* from breach_steps s
where s.step <> 'withdrawn' and not exists (select 1 from breach_steps w where w.withdraws = s.id);

CREATE TABLE score_sheets (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    party_id integer not null references parties (id),
    period text not null check (period in ('month', 'quarter', 'half_year', 'year')),
    starts_on text not null check (date(starts_on, '+0 days') is starts_on),
    ends_on text not null check (date(ends_on, '+0 days') is ends_on),
    total_hundredths integer not null check (total_hundredths > 0),
    replaces integer unique references score_sheets (id),
    because text not null default '',
    event_seq integer not null references events (seq),
    check (starts_on <= ends_on),
    check ((replaces is null) = (length(trim(because)) = 0))
) strict;

CREATE UNIQUE INDEX score_sheets_once on score_sheets (contract_id, period, starts_on) where replaces is null;

CREATE TABLE score_lines (
    id integer primary key check (id > 0),
    sheet_id integer not null references score_sheets (id),
    ordinal integer not null check (ordinal > 0),
    indicator text not null check (length(trim(indicator)) > 0),
    target text not null,
    weight_hundredths integer not null check (weight_hundredths > 0),
    scoring text not null,
    method text not null check (method in ('qualitative', 'quantitative', 'routine', 'sample', 'single', 'overall',
                                           'measurement', 'villagers_view')),
    actual text not null default '',
    shortfall_hundredths integer check (shortfall_hundredths >= 0),
    deduction_hundredths integer not null check (deduction_hundredths between 0 and weight_hundredths),
    evidence text not null check (length(trim(evidence)) > 0),
    sampled_at text not null default '',
    event_seq integer not null references events (seq),
    unique (sheet_id, ordinal),
    check (method <> 'sample' or length(trim(sampled_at)) > 0)
) strict;

CREATE TABLE score_signatures (
    id integer primary key check (id > 0),
    sheet_id integer not null references score_sheets (id),
    role text not null check (role in ('assessor', 'assessed', 'checker')),
    name text not null check (length(trim(name)) > 0),
    signed_on text not null check (date(signed_on, '+0 days') is signed_on),
    event_seq integer not null references events (seq),
    unique (sheet_id, role)
) strict;

CREATE TABLE period_closings (
    id integer primary key check (id > 0),
    period text not null check (period in ('month', 'quarter', 'half_year', 'year')),
    starts_on text not null check (date(starts_on, '+0 days') is starts_on),
    ends_on text not null check (date(ends_on, '+0 days') is ends_on),
    event_seq integer not null references events (seq),
    unique (period, starts_on)
) strict;

CREATE TABLE score_vetoes (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    cause text not null check (cause in ('coercion', 'false_data', 'unpaid_rewards', 'data_leak')),
    found_on text not null check (date(found_on, '+0 days') is found_on),
    evidence text not null check (length(trim(evidence)) > 0),
    case_number text not null default '',
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE score_objections (
    id integer primary key check (id > 0),
    sheet_id integer not null references score_sheets (id),
    raised_on text not null check (date(raised_on, '+0 days') is raised_on),
    raised_by text not null check (length(trim(raised_by)) > 0),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE score_answers (
    id integer primary key check (id > 0),
    objection_id integer not null unique references score_objections (id),
    outcome text not null check (outcome in ('kept', 'rescored')),
    sheet_id integer references score_sheets (id),
    answered_on text not null check (date(answered_on, '+0 days') is answered_on),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check ((outcome = 'rescored') = (sheet_id is not null))
) strict;

CREATE TABLE office_standings (
    id integer primary key check (id > 0),
    division_code text not null check (length(division_code) in (9, 12)),
    standing text not null check (standing in ('normal', 'yellow_card', 'special_supervision', 'followed_up')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    because text not null check (length(trim(because)) > 0),
    case_number text not null default '',
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE village_grades (
    id integer primary key check (id > 0),
    division_code text not null check (length(division_code) in (9, 12)),
    scheme text not null check (length(scheme) > 0),
    grade text not null check (length(trim(grade)) > 0),
    year integer not null check (year between 1980 and 9999),
    level text not null check (level in ('village', 'township', 'county', 'city')),
    decision text not null check (decision in ('passed', 'returned')),
    decided_on text not null check (date(decided_on, '+0 days') is decided_on),
    checker text not null check (length(trim(checker)) > 0),
    evidence text not null check (length(trim(evidence)) > 0),
    certificate_number text not null default '',
    event_seq integer not null references events (seq)
) strict;

CREATE INDEX score_lines_by_sheet on score_lines (sheet_id);

CREATE INDEX score_vetoes_by_contract on score_vetoes (contract_id);

CREATE INDEX score_objections_by_sheet on score_objections (sheet_id);

CREATE INDEX village_grades_by_village on village_grades (division_code, scheme, year);

CREATE TRIGGER only_offices_are_scored before insert on score_sheets
when not exists (
    select 1 from contract_parties s join parties p on p.id = s.party_id join contracts c on c.id = s.contract_id
    where s.contract_id = new.contract_id and s.party_id = new.party_id and c.family = 'agreement'
      and p.type in ('township', 'subdistrict', 'department', 'village_committee', 'community', 'fp_association',
                     'unit', 'employer'))
begin select raise(abort, 'score_sheets: only an office that signed an agreement is assessed, never a person'); end;

CREATE TRIGGER closed_periods_stay_closed before insert on score_sheets
when new.replaces is null
 and exists (select 1 from period_closings where period = new.period and starts_on = new.starts_on)
begin select raise(abort, 'score_sheets: this period is closed'); end;

CREATE TRIGGER signed_sheets_stay_as_signed before insert on score_lines
when exists (select 1 from score_signatures where sheet_id = new.sheet_id)
begin select raise(abort, 'score_lines: this sheet is signed'); end;

CREATE TRIGGER sheets_add_up_when_signed before insert on score_signatures
when (select coalesce(sum(weight_hundredths), 0) from score_lines where sheet_id = new.sheet_id)
     <> (select total_hundredths from score_sheets where id = new.sheet_id)
begin select raise(abort, 'score_signatures: the weights do not add up to the total'); end;

CREATE TRIGGER two_hands_sign_a_sheet before insert on score_signatures
when exists (select 1 from score_signatures where sheet_id = new.sheet_id and name = new.name)
begin select raise(abort, 'score_signatures: assessor, assessed and checker are different people'); end;

CREATE TRIGGER periods_close_signed before insert on period_closings
when exists (
    select 1 from score_sheets s
    where s.period = new.period and s.starts_on = new.starts_on
      and 2 > (select count(*) from score_signatures g
               where g.sheet_id = s.id and g.role in ('assessor', 'assessed')))
begin select raise(abort, 'period_closings: a sheet of this period is not signed by both'); end;

CREATE VIEW sheet_scores as
select s.id as sheet_id, s.contract_id, s.party_id, s.period, s.starts_on, s.ends_on, s.total_hundredths,
       s.total_hundredths - coalesce(sum(l.deduction_hundredths), 0) as score_hundredths,
       (select count(*) from score_signatures g
        where g.sheet_id = s.id and g.role in ('assessor', 'assessed')) = 2 as is_signed,
       not exists (select 1 from score_sheets r where r.replaces = s.id) as counts,
       s.replaces
from score_sheets s left join score_lines l on l.sheet_id = s.id
group by s.id;

CREATE TRIGGER score_sheets_refuse_update before update on score_sheets
begin select raise(abort, 'score_sheets: rows are never changed'); end;

CREATE TRIGGER score_sheets_refuse_delete before delete on score_sheets
begin select raise(abort, 'score_sheets: rows are never deleted'); end;

CREATE TRIGGER score_sheets_refuse_replace before insert on score_sheets
when exists (select 1 from score_sheets where id = new.id)
   or exists (select 1 from score_sheets where replaces = new.replaces)
   or exists (select 1 from score_sheets where contract_id = new.contract_id and period = new.period and starts_on = new.starts_on and replaces is null and new.replaces is null)
begin select raise(abort, 'score_sheets: this row is already there'); end;

CREATE TRIGGER score_lines_refuse_update before update on score_lines
begin select raise(abort, 'score_lines: rows are never changed'); end;

CREATE TRIGGER score_lines_refuse_delete before delete on score_lines
begin select raise(abort, 'score_lines: rows are never deleted'); end;

CREATE TRIGGER score_lines_refuse_replace before insert on score_lines
when exists (select 1 from score_lines where id = new.id)
   or exists (select 1 from score_lines where sheet_id = new.sheet_id and ordinal = new.ordinal)
begin select raise(abort, 'score_lines: this row is already there'); end;

CREATE TRIGGER score_signatures_refuse_update before update on score_signatures
begin select raise(abort, 'score_signatures: rows are never changed'); end;

CREATE TRIGGER score_signatures_refuse_delete before delete on score_signatures
begin select raise(abort, 'score_signatures: rows are never deleted'); end;

CREATE TRIGGER score_signatures_refuse_replace before insert on score_signatures
when exists (select 1 from score_signatures where id = new.id)
   or exists (select 1 from score_signatures where sheet_id = new.sheet_id and role = new.role)
begin select raise(abort, 'score_signatures: this row is already there'); end;

CREATE TRIGGER period_closings_refuse_update before update on period_closings
begin select raise(abort, 'period_closings: rows are never changed'); end;

CREATE TRIGGER period_closings_refuse_delete before delete on period_closings
begin select raise(abort, 'period_closings: rows are never deleted'); end;

CREATE TRIGGER period_closings_refuse_replace before insert on period_closings
when exists (select 1 from period_closings where id = new.id)
   or exists (select 1 from period_closings where period = new.period and starts_on = new.starts_on)
begin select raise(abort, 'period_closings: this row is already there'); end;

CREATE TRIGGER score_vetoes_refuse_update before update on score_vetoes
begin select raise(abort, 'score_vetoes: rows are never changed'); end;

CREATE TRIGGER score_vetoes_refuse_delete before delete on score_vetoes
begin select raise(abort, 'score_vetoes: rows are never deleted'); end;

CREATE TRIGGER score_vetoes_refuse_replace before insert on score_vetoes
when exists (select 1 from score_vetoes where id = new.id)
begin select raise(abort, 'score_vetoes: this row is already there'); end;

CREATE TRIGGER score_objections_refuse_update before update on score_objections
begin select raise(abort, 'score_objections: rows are never changed'); end;

CREATE TRIGGER score_objections_refuse_delete before delete on score_objections
begin select raise(abort, 'score_objections: rows are never deleted'); end;

CREATE TRIGGER score_objections_refuse_replace before insert on score_objections
when exists (select 1 from score_objections where id = new.id)
begin select raise(abort, 'score_objections: this row is already there'); end;

CREATE TRIGGER score_answers_refuse_update before update on score_answers
begin select raise(abort, 'score_answers: rows are never changed'); end;

CREATE TRIGGER score_answers_refuse_delete before delete on score_answers
begin select raise(abort, 'score_answers: rows are never deleted'); end;

CREATE TRIGGER score_answers_refuse_replace before insert on score_answers
when exists (select 1 from score_answers where id = new.id)
   or exists (select 1 from score_answers where objection_id = new.objection_id)
begin select raise(abort, 'score_answers: this row is already there'); end;

CREATE TRIGGER office_standings_refuse_update before update on office_standings
begin select raise(abort, 'office_standings: rows are never changed'); end;

CREATE TRIGGER office_standings_refuse_delete before delete on office_standings
begin select raise(abort, 'office_standings: rows are never deleted'); end;

CREATE TRIGGER office_standings_refuse_replace before insert on office_standings
when exists (select 1 from office_standings where id = new.id)
begin select raise(abort, 'office_standings: this row is already there'); end;

CREATE TRIGGER village_grades_refuse_update before update on village_grades
begin select raise(abort, 'village_grades: rows are never changed'); end;

CREATE TRIGGER village_grades_refuse_delete before delete on village_grades
begin select raise(abort, 'village_grades: rows are never deleted'); end;

CREATE TRIGGER village_grades_refuse_replace before insert on village_grades
when exists (select 1 from village_grades where id = new.id)
begin select raise(abort, 'village_grades: this row is already there'); end;

CREATE TABLE book_lines (
    id integer primary key check (id > 0),
    book text not null check (length(book) > 0),
    division_code text not null default '',
    contract_id integer references contracts (id),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    due_on text check (date(due_on, '+0 days') is due_on),
    amount_fen integer check (amount_fen >= 0),
    cells text not null check (substr(cells, 1, 1) = '{'),
    follows integer references book_lines (id),
    retracts integer unique references book_lines (id),
    because text not null default '',
    event_seq integer not null references events (seq),
    check (retracts is null or length(trim(because)) > 0)
) strict;

CREATE INDEX book_lines_by_book on book_lines (book, happened_on);

CREATE INDEX book_lines_by_follows on book_lines (follows) where follows is not null;

CREATE TRIGGER book_retractions_stay_in_their_book before insert on book_lines
when new.retracts is not null
 and not exists (select 1 from book_lines where id = new.retracts and book = new.book and retracts is null)
begin select raise(abort, 'book_lines: a line withdraws a line of the same book'); end;

CREATE VIEW standing_book_lines as
select b.* from book_lines b
where b.retracts is null and not exists (select 1 from book_lines r where r.retracts = b.id);

CREATE TRIGGER book_lines_refuse_update before update on book_lines
begin select raise(abort, 'book_lines: rows are never changed'); end;

CREATE TRIGGER book_lines_refuse_delete before delete on book_lines
begin select raise(abort, 'book_lines: rows are never deleted'); end;

CREATE TRIGGER book_lines_refuse_replace before insert on book_lines
when exists (select 1 from book_lines where id = new.id)
   or exists (select 1 from book_lines where retracts = new.retracts)
begin select raise(abort, 'book_lines: this row is already there'); end;

CREATE TABLE month_days (
    month text primary key check (length(month) = 7),
    days_before integer not null unique
) strict;

CREATE TRIGGER month_days_refuse_update before update on month_days
begin select raise(abort, 'month_days: rows are never changed'); end;

CREATE TRIGGER month_days_refuse_delete before delete on month_days
begin select raise(abort, 'month_days: rows are never deleted'); end;

CREATE TRIGGER month_days_refuse_insert before insert on month_days
begin select raise(abort, 'month_days: there are all of them'); end;

CREATE INDEX agreements_by_end on contracts (ends_on) where family = 'agreement';

CREATE TABLE funds (
    id integer primary key check (id > 0),
    name text not null unique check (length(trim(name)) > 0),
    payer text not null check (length(trim(payer)) > 0),
    programme text not null,
    purpose text not null check (length(trim(purpose)) > 0),
    payees text not null check (payees in ('family', 'office', 'unit')),
    starts_on text not null check (date(starts_on, '+0 days') is starts_on),
    basis text not null check (length(trim(basis)) > 0),
    event_seq integer not null references events (seq),
    unique (payer, programme, payees, starts_on)
) strict;

CREATE TABLE obligation_funds (
    id integer primary key check (id > 0),
    obligation_id integer not null references obligations (id),
    payer text not null,
    fund text not null references funds (name),
    amount_fen integer not null check (amount_fen <> 0),
    because text not null,
    event_seq integer not null references events (seq),
    check (amount_fen > 0 or length(trim(because)) > 0)
) strict;

CREATE INDEX obligation_funds_by_obligation on obligation_funds (obligation_id);

CREATE INDEX obligation_funds_by_fund on obligation_funds (fund);

CREATE TABLE entry_funds (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    payer text not null,
    fund text not null references funds (name),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (entry_id, payer, fund)
) strict;

CREATE TRIGGER funds_refuse_update before update on funds
begin select raise(abort, 'funds: rows are never changed'); end;

CREATE TRIGGER funds_refuse_delete before delete on funds
begin select raise(abort, 'funds: rows are never deleted'); end;

CREATE TRIGGER funds_refuse_replace before insert on funds
when exists (select 1 from funds where id = new.id)
   or exists (select 1 from funds where name = new.name)
   or exists (select 1 from funds where payer = new.payer and programme = new.programme and payees = new.payees
              and starts_on = new.starts_on)
begin select raise(abort, 'funds: this row is already there'); end;

CREATE TRIGGER obligation_funds_refuse_update before update on obligation_funds
begin select raise(abort, 'obligation_funds: rows are never changed'); end;

CREATE TRIGGER obligation_funds_refuse_delete before delete on obligation_funds
begin select raise(abort, 'obligation_funds: rows are never deleted'); end;

CREATE TRIGGER obligation_funds_refuse_replace before insert on obligation_funds
when exists (select 1 from obligation_funds where id = new.id)
begin select raise(abort, 'obligation_funds: this row is already there'); end;

CREATE TRIGGER entry_funds_refuse_update before update on entry_funds
begin select raise(abort, 'entry_funds: rows are never changed'); end;

CREATE TRIGGER entry_funds_refuse_delete before delete on entry_funds
begin select raise(abort, 'entry_funds: rows are never deleted'); end;

CREATE TRIGGER entry_funds_refuse_replace before insert on entry_funds
when exists (select 1 from entry_funds where id = new.id)
   or exists (select 1 from entry_funds where entry_id = new.entry_id and payer = new.payer and fund = new.fund)
begin select raise(abort, 'entry_funds: this row is already there'); end;

CREATE TRIGGER funds_serve_their_purpose before insert on obligation_funds
when not exists (select 1 from funds f
                 join obligations o on o.id = new.obligation_id
                 join parties p on p.id = o.owed_to
                 where f.name = new.fund and f.payer = new.payer and f.programme in ('', o.programme)
                   and f.payees = p.side)
begin select raise(abort, 'obligation_funds: this fund is not for that payer, programme or payee'); end;

CREATE TRIGGER funds_stay_within_their_share after insert on obligation_funds
when (select sum(f.amount_fen) from obligation_funds f
      where f.obligation_id = new.obligation_id and f.payer = new.payer and f.fund = new.fund)
     < (select coalesce(sum(x.amount_fen), 0) from entry_funds x join entries e on e.id = x.entry_id
        where e.obligation_id = new.obligation_id and x.payer = new.payer and x.fund = new.fund
          and not exists (select 1 from entries r where r.retracts = e.id))
  or (select sum(f.amount_fen) from obligation_funds f
      where f.obligation_id = new.obligation_id and f.payer = new.payer)
     + (select coalesce(sum(p.amount_fen - (select coalesce(sum(x.amount_fen), 0) from entry_funds x
                                            where x.entry_id = p.entry_id and x.payer = p.payer)), 0)
        from entry_payers p join entries e on e.id = p.entry_id
        where e.obligation_id = new.obligation_id and p.payer = new.payer
          and not exists (select 1 from entries r where r.retracts = e.id))
     > coalesce((select p.amount_fen from obligation_payers p
                 where p.obligation_id = new.obligation_id and p.payer = new.payer), 0)
begin select raise(abort, 'obligation_funds: more than the share, or less than was drawn on'); end;

CREATE TRIGGER payments_stay_within_their_fund after insert on entry_funds
when (select coalesce(sum(x.amount_fen), 0) from entry_funds x join entries e on e.id = x.entry_id
      where x.payer = new.payer and x.fund = new.fund
        and e.obligation_id = (select obligation_id from entries where id = new.entry_id)
        and not exists (select 1 from entries r where r.retracts = e.id))
     > (select coalesce(sum(f.amount_fen), 0) from obligation_funds f
        where f.payer = new.payer and f.fund = new.fund
          and f.obligation_id = (select obligation_id from entries where id = new.entry_id))
  or (select sum(x.amount_fen) from entry_funds x where x.entry_id = new.entry_id and x.payer = new.payer)
     > coalesce((select p.amount_fen from entry_payers p
                 where p.entry_id = new.entry_id and p.payer = new.payer), 0)
begin select raise(abort, 'entry_funds: more than this fund holds for it, or than was paid'); end;

CREATE VIEW obligation_parts as
select p.obligation_id, p.payer, '' as fund,
       p.amount_fen - (select coalesce(sum(f.amount_fen), 0) from obligation_funds f
                       where f.obligation_id = p.obligation_id and f.payer = p.payer) as amount_fen
from obligation_payers p
union all
select obligation_id, payer, fund, sum(amount_fen) from obligation_funds group by obligation_id, payer, fund;

CREATE VIEW entry_parts as
select p.entry_id, p.payer, '' as fund,
       p.amount_fen - (select coalesce(sum(f.amount_fen), 0) from entry_funds f
                       where f.entry_id = p.entry_id and f.payer = p.payer) as amount_fen
from entry_payers p
union all
select entry_id, payer, fund, amount_fen from entry_funds;

CREATE TABLE money_sums (
    side text not null,
    payer text not null,
    programme text not null,
    fund text not null,
    due_on text not null,
    happened_on text not null,
    promised_fen integer not null,
    paid_fen integer not null,
    ended_fen integer not null,
    primary key (side, payer, programme, fund, due_on, happened_on)
) without rowid, strict;

CREATE TRIGGER promises_add_up after insert on obligation_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, '', coalesce(o.due_on, ''), c.signed_on, new.amount_fen, 0, 0
    from obligations o join contracts c on c.id = o.contract_id where o.id = new.obligation_id
    on conflict do update set promised_fen = promised_fen + excluded.promised_fen;
end;

CREATE TRIGGER payments_add_up after insert on entry_payers
begin
    insert into money_sums
    select o.side, new.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then new.amount_fen else 0 end,
           case when e.what = 'ending' then new.amount_fen else 0 end
    from entries e join obligations o on o.id = e.obligation_id where e.id = new.entry_id
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
end;

CREATE TABLE certificate_numbers (
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

CREATE INDEX certificate_numbers_by_contract on certificate_numbers (contract_id) where contract_id is not null;

CREATE TABLE form_receipts (
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

CREATE TABLE form_losses (
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

CREATE TABLE certificate_sheets (
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

CREATE TABLE certificate_steps (
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

CREATE INDEX certificate_steps_by_number on certificate_steps (number_id);

CREATE TABLE certificate_seats (
    id integer primary key check (id > 0),
    ceremony text not null check (length(trim(ceremony)) > 0),
    seat integer not null check (seat > 0),
    number_id integer not null references certificate_numbers (id),
    event_seq integer not null references events (seq),
    unique (ceremony, seat),
    unique (ceremony, number_id)
) strict;

CREATE VIEW standing_certificate_steps as
select s.* from certificate_steps s
where s.step <> 'withdrawn' and not exists (select 1 from certificate_steps w where w.withdraws = s.id);

CREATE VIEW certificate_register as
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

CREATE TRIGGER form_receipts_do_not_overlap before insert on form_receipts
when exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
             and first <= new.last and last >= new.first)
begin select raise(abort, 'form_receipts: some of these serials were received before'); end;

CREATE TRIGGER sheets_follow_spoilt_ones before insert on certificate_sheets
when new.sheet <> 1 + (select count(*) from certificate_sheets where number_id = new.number_id)
  or exists (select 1 from certificate_sheets h where h.number_id = new.number_id
             and not exists (select 1 from standing_certificate_steps s where s.sheet_id = h.id))
  or exists (select 1 from standing_certificate_steps where number_id = new.number_id and step <> 'spoilt')
begin select raise(abort, 'certificate_sheets: a number is printed once, and again only where the sheet was spoilt'); end;

CREATE TRIGGER certificate_steps_follow_each_other before insert on certificate_steps
when (new.step = 'entered' and exists (select 1 from certificate_steps where number_id = new.number_id))
  or (new.step in ('spoilt', 'issued')
      and not exists (select 1 from certificate_register where number_id = new.number_id and state = 'printed'))
  or (new.step = 'revoked'
      and not exists (select 1 from certificate_register where number_id = new.number_id and state = 'issued'))
  or (new.step in ('voided', 'replaced')
      and exists (select 1 from certificate_register where number_id = new.number_id and ended is not null))
begin select raise(abort, 'certificate_steps: this step does not follow the last one'); end;

CREATE TRIGGER spoilt_sheets_are_of_their_number before insert on certificate_steps
when new.sheet_id is not null
 and not exists (select 1 from certificate_sheets where id = new.sheet_id and number_id = new.number_id)
begin select raise(abort, 'certificate_steps: the sheet is of another number'); end;

CREATE TRIGGER only_some_certificate_steps_are_withdrawn before insert on certificate_steps
when new.step = 'withdrawn'
 and not exists (select 1 from certificate_steps w where w.id = new.withdraws and w.number_id = new.number_id
                 and w.step in ('issued', 'voided', 'revoked')
                 and not exists (select 1 from standing_certificate_steps l
                                 where l.number_id = w.number_id and l.id > w.id))
begin select raise(abort, 'certificate_steps: only the last step, if it was issued, voided or revoked, is withdrawn'); end;

CREATE TRIGGER certificate_numbers_refuse_update before update on certificate_numbers
begin select raise(abort, 'certificate_numbers: rows are never changed'); end;

CREATE TRIGGER certificate_numbers_refuse_delete before delete on certificate_numbers
begin select raise(abort, 'certificate_numbers: rows are never deleted'); end;

CREATE TRIGGER certificate_numbers_refuse_replace before insert on certificate_numbers
when exists (select 1 from certificate_numbers where id = new.id)
   or exists (select 1 from certificate_numbers where number = new.number)
   or exists (select 1 from certificate_numbers where replaces_id = new.replaces_id)
   or exists (select 1 from certificate_numbers where kind = new.kind and series = new.series and year = new.year and serial = new.serial)
begin select raise(abort, 'certificate_numbers: this row is already there'); end;

CREATE TRIGGER form_receipts_refuse_update before update on form_receipts
begin select raise(abort, 'form_receipts: rows are never changed'); end;

CREATE TRIGGER form_receipts_refuse_delete before delete on form_receipts
begin select raise(abort, 'form_receipts: rows are never deleted'); end;

CREATE TRIGGER form_receipts_refuse_replace before insert on form_receipts
when exists (select 1 from form_receipts where id = new.id)
begin select raise(abort, 'form_receipts: this row is already there'); end;

CREATE TRIGGER form_losses_refuse_update before update on form_losses
begin select raise(abort, 'form_losses: rows are never changed'); end;

CREATE TRIGGER form_losses_refuse_delete before delete on form_losses
begin select raise(abort, 'form_losses: rows are never deleted'); end;

CREATE TRIGGER form_losses_refuse_replace before insert on form_losses
when exists (select 1 from form_losses where id = new.id)
   or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'form_losses: this row is already there'); end;

CREATE TRIGGER certificate_sheets_refuse_update before update on certificate_sheets
begin select raise(abort, 'certificate_sheets: rows are never changed'); end;

CREATE TRIGGER certificate_sheets_refuse_delete before delete on certificate_sheets
begin select raise(abort, 'certificate_sheets: rows are never deleted'); end;

CREATE TRIGGER certificate_sheets_refuse_replace before insert on certificate_sheets
when exists (select 1 from certificate_sheets where id = new.id)
   or exists (select 1 from certificate_sheets where draft_sha256 = new.draft_sha256)
   or exists (select 1 from certificate_sheets where number_id = new.number_id and sheet = new.sheet)
   or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'certificate_sheets: this row is already there'); end;

CREATE TRIGGER certificate_steps_refuse_update before update on certificate_steps
begin select raise(abort, 'certificate_steps: rows are never changed'); end;

CREATE TRIGGER certificate_steps_refuse_delete before delete on certificate_steps
begin select raise(abort, 'certificate_steps: rows are never deleted'); end;

CREATE TRIGGER certificate_steps_refuse_replace before insert on certificate_steps
when exists (select 1 from certificate_steps where id = new.id)
   or exists (select 1 from certificate_steps where sheet_id = new.sheet_id)
   or exists (select 1 from certificate_steps where withdraws = new.withdraws)
begin select raise(abort, 'certificate_steps: this row is already there'); end;

CREATE TRIGGER certificate_seats_refuse_update before update on certificate_seats
begin select raise(abort, 'certificate_seats: rows are never changed'); end;

CREATE TRIGGER certificate_seats_refuse_delete before delete on certificate_seats
begin select raise(abort, 'certificate_seats: rows are never deleted'); end;

CREATE TRIGGER certificate_seats_refuse_replace before insert on certificate_seats
when exists (select 1 from certificate_seats where id = new.id)
   or exists (select 1 from certificate_seats where ceremony = new.ceremony and seat = new.seat)
   or exists (select 1 from certificate_seats where ceremony = new.ceremony and number_id = new.number_id)
begin select raise(abort, 'certificate_seats: this row is already there'); end;

CREATE TABLE postings (
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

CREATE INDEX postings_by_content on postings (content_sha256);

CREATE TABLE posting_lists (
    id integer primary key check (id > 0),
    posting_id integer not null references postings (id),
    publication_id integer not null unique references publications (id),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE posting_proofs (
    id integer primary key check (id > 0),
    posting_id integer not null references postings (id),
    taken_on text not null check (date(taken_on, '+0 days') is taken_on),
    place text not null check (length(trim(place)) > 0),
    file_name text not null check (length(trim(file_name)) > 0),
    file_sha256 text not null check (length(file_sha256) = 64),
    kept text not null check (kept in ('copied', 'referenced')),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE posting_takedowns (
    id integer primary key check (id > 0),
    posting_id integer not null unique references postings (id),
    taken_down_on text not null check (date(taken_down_on, '+0 days') is taken_down_on),
    where_from text not null check (length(trim(where_from)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE posting_objections (
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

CREATE TABLE posting_answers (
    id integer primary key check (id > 0),
    objection_id integer not null unique references posting_objections (id),
    answered_on text not null check (date(answered_on, '+0 days') is answered_on),
    answered_by text not null check (length(trim(answered_by)) > 0),
    outcome text not null check (outcome in ('kept', 'corrected', 'removed', 'withdrawn')),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE name_consents (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    programme text not null check (length(trim(programme)) > 0),
    given_on text not null check (date(given_on, '+0 days') is given_on),
    evidence text not null check (length(trim(evidence)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE consent_withdrawals (
    id integer primary key check (id > 0),
    consent_id integer not null unique references name_consents (id),
    withdrawn_on text not null check (date(withdrawn_on, '+0 days') is withdrawn_on),
    event_seq integer not null references events (seq)
) strict;

CREATE VIEW standing_consents as
select c.* from name_consents c
where not exists (select 1 from consent_withdrawals w where w.consent_id = c.id);

CREATE VIEW hanging_postings as
select p.* from postings p
where p.posted_to is not null and not exists (select 1 from posting_takedowns t where t.posting_id = p.id);

CREATE TRIGGER postings_refuse_update before update on postings
begin select raise(abort, 'postings: rows are never changed'); end;

CREATE TRIGGER postings_refuse_delete before delete on postings
begin select raise(abort, 'postings: rows are never deleted'); end;

CREATE TRIGGER postings_refuse_replace before insert on postings
when exists (select 1 from postings where id = new.id)
   or exists (select 1 from postings where number = new.number)
begin select raise(abort, 'postings: this row is already there'); end;

CREATE TRIGGER posting_lists_refuse_update before update on posting_lists
begin select raise(abort, 'posting_lists: rows are never changed'); end;

CREATE TRIGGER posting_lists_refuse_delete before delete on posting_lists
begin select raise(abort, 'posting_lists: rows are never deleted'); end;

CREATE TRIGGER posting_lists_refuse_replace before insert on posting_lists
when exists (select 1 from posting_lists where id = new.id)
   or exists (select 1 from posting_lists where publication_id = new.publication_id)
begin select raise(abort, 'posting_lists: this row is already there'); end;

CREATE TRIGGER posting_proofs_refuse_update before update on posting_proofs
begin select raise(abort, 'posting_proofs: rows are never changed'); end;

CREATE TRIGGER posting_proofs_refuse_delete before delete on posting_proofs
begin select raise(abort, 'posting_proofs: rows are never deleted'); end;

CREATE TRIGGER posting_proofs_refuse_replace before insert on posting_proofs
when exists (select 1 from posting_proofs where id = new.id)
begin select raise(abort, 'posting_proofs: this row is already there'); end;

CREATE TRIGGER posting_takedowns_refuse_update before update on posting_takedowns
begin select raise(abort, 'posting_takedowns: rows are never changed'); end;

CREATE TRIGGER posting_takedowns_refuse_delete before delete on posting_takedowns
begin select raise(abort, 'posting_takedowns: rows are never deleted'); end;

CREATE TRIGGER posting_takedowns_refuse_replace before insert on posting_takedowns
when exists (select 1 from posting_takedowns where id = new.id)
   or exists (select 1 from posting_takedowns where posting_id = new.posting_id)
begin select raise(abort, 'posting_takedowns: this row is already there'); end;

CREATE TRIGGER posting_objections_refuse_update before update on posting_objections
begin select raise(abort, 'posting_objections: rows are never changed'); end;

CREATE TRIGGER posting_objections_refuse_delete before delete on posting_objections
begin select raise(abort, 'posting_objections: rows are never deleted'); end;

CREATE TRIGGER posting_objections_refuse_replace before insert on posting_objections
when exists (select 1 from posting_objections where id = new.id)
begin select raise(abort, 'posting_objections: this row is already there'); end;

CREATE TRIGGER posting_answers_refuse_update before update on posting_answers
begin select raise(abort, 'posting_answers: rows are never changed'); end;

CREATE TRIGGER posting_answers_refuse_delete before delete on posting_answers
begin select raise(abort, 'posting_answers: rows are never deleted'); end;

CREATE TRIGGER posting_answers_refuse_replace before insert on posting_answers
when exists (select 1 from posting_answers where id = new.id)
   or exists (select 1 from posting_answers where objection_id = new.objection_id)
begin select raise(abort, 'posting_answers: this row is already there'); end;

CREATE TRIGGER name_consents_refuse_update before update on name_consents
begin select raise(abort, 'name_consents: rows are never changed'); end;

CREATE TRIGGER name_consents_refuse_delete before delete on name_consents
begin select raise(abort, 'name_consents: rows are never deleted'); end;

CREATE TRIGGER name_consents_refuse_replace before insert on name_consents
when exists (select 1 from name_consents where id = new.id)
begin select raise(abort, 'name_consents: this row is already there'); end;

CREATE TRIGGER consent_withdrawals_refuse_update before update on consent_withdrawals
begin select raise(abort, 'consent_withdrawals: rows are never changed'); end;

CREATE TRIGGER consent_withdrawals_refuse_delete before delete on consent_withdrawals
begin select raise(abort, 'consent_withdrawals: rows are never deleted'); end;

CREATE TRIGGER consent_withdrawals_refuse_replace before insert on consent_withdrawals
when exists (select 1 from consent_withdrawals where id = new.id)
   or exists (select 1 from consent_withdrawals where consent_id = new.consent_id)
begin select raise(abort, 'consent_withdrawals: this row is already there'); end;

CREATE TABLE applications (
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

CREATE INDEX applications_by_year on applications (year, programme);

CREATE TABLE application_steps (
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

CREATE INDEX application_steps_by_application on application_steps (application_id);

CREATE TRIGGER ended_applications_are_only_archived before insert on application_steps
when (select s.state from application_steps s where s.application_id = new.application_id order by s.id desc limit 1)
     in (4, 5, 9) and (new.state <> 9 or exists (
         select 1 from application_steps where application_id = new.application_id and state = 9))
begin select raise(abort, 'application_steps: what is withdrawn or cancelled is only archived, once'); end;

CREATE TRIGGER a_level_returns_an_application_once before insert on application_steps
when new.state = 3 and exists (
    select 1 from application_steps
    where application_id = new.application_id and state = 3 and level = new.level)
begin select raise(abort, 'application_steps: what is missing is told once and completely'); end;

CREATE VIEW application_status as
select a.id as application_id, s.state, s.happened_on as since,
       (select count(*) from application_steps p where p.application_id = a.id and p.move = 'pass') as passed
from applications a
join application_steps s on s.id = (select max(x.id) from application_steps x where x.application_id = a.id);

CREATE TRIGGER applications_refuse_update before update on applications
begin select raise(abort, 'applications: rows are never changed'); end;

CREATE TRIGGER applications_refuse_delete before delete on applications
begin select raise(abort, 'applications: rows are never deleted'); end;

CREATE TRIGGER applications_refuse_replace before insert on applications
when exists (select 1 from applications where id = new.id)
   or exists (select 1 from applications where number = new.number)
begin select raise(abort, 'applications: this row is already there'); end;

CREATE TRIGGER application_steps_refuse_update before update on application_steps
begin select raise(abort, 'application_steps: rows are never changed'); end;

CREATE TRIGGER application_steps_refuse_delete before delete on application_steps
begin select raise(abort, 'application_steps: rows are never deleted'); end;

CREATE TRIGGER application_steps_refuse_replace before insert on application_steps
when exists (select 1 from application_steps where id = new.id)
begin select raise(abort, 'application_steps: this row is already there'); end;

CREATE INDEX papers_by_contract on papers (contract_id, kind) where contract_id is not null;

CREATE INDEX papers_of_no_contract on papers (kind) where contract_id is null;

CREATE INDEX papers_by_draft on papers (draft_sha256);

CREATE VIEW fund_moves as
select f.*, case when f.because = '' then c.signed_on else max(c.signed_on, substr(v.at, 1, 10)) end as named_on
from obligation_funds f
join events v on v.seq = f.event_seq
join obligations o on o.id = f.obligation_id
join contracts c on c.id = o.contract_id;

CREATE VIEW fund_draws as
select x.*, max(e.happened_on, coalesce((
           select min(m.named_on) from fund_moves m
           where m.obligation_id = e.obligation_id and m.payer = x.payer and m.fund = x.fund and m.amount_fen > 0), '')
       ) as drawn_on
from entry_funds x join entries e on e.id = x.entry_id;

CREATE VIEW money_sums_anew as
select side, payer, programme, fund, due_on, happened_on, sum(promised_fen) as promised_fen,
       sum(paid_fen) as paid_fen, sum(ended_fen) as ended_fen
from (
    select o.side, p.payer, o.programme, '' as fund, coalesce(o.due_on, '') as due_on, c.signed_on as happened_on,
           p.amount_fen as promised_fen, 0 as paid_fen, 0 as ended_fen
    from obligation_payers p
    join obligations o on o.id = p.obligation_id
    join contracts c on c.id = o.contract_id
    union all
    select o.side, m.payer, o.programme, case n.sign when 1 then m.fund else '' end, coalesce(o.due_on, ''),
           m.named_on, n.sign * m.amount_fen, 0, 0
    from (select 1 as sign union all select -1) n
    cross join fund_moves m
    join obligations o on o.id = m.obligation_id
    union all
    select o.side, x.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then x.amount_fen else 0 end,
           case when e.what = 'ending' then x.amount_fen else 0 end
    from standing_entries e
    join entry_payers x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
    union all
    select o.side, x.payer, o.programme, case n.sign when 1 then x.fund else '' end, coalesce(o.due_on, ''),
           x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * x.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * x.amount_fen else 0 end
    from (select 1 as sign union all select -1) n
    cross join standing_entries e
    join fund_draws x on x.entry_id = e.id
    join obligations o on o.id = e.obligation_id
)
group by side, payer, programme, fund, due_on, happened_on;

CREATE TRIGGER promises_go_to_their_fund after insert on obligation_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), m.named_on, n.sign * new.amount_fen, 0, 0
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
    join fund_moves m on m.id = new.id
    join obligations o on o.id = new.obligation_id
    where true
    on conflict do update set promised_fen = promised_fen + excluded.promised_fen;
end;

CREATE TRIGGER payments_come_from_their_fund after insert on entry_funds
begin
    insert into money_sums
    select o.side, new.payer, o.programme, n.fund, coalesce(o.due_on, ''), x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * new.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * new.amount_fen else 0 end
    from (select '' as fund, -1 as sign union all select new.fund, 1) n
    join fund_draws x on x.id = new.id
    join entries e on e.id = new.entry_id join obligations o on o.id = e.obligation_id
    where true
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
end;

CREATE TRIGGER retractions_take_off after insert on entries
when new.what = 'retraction'
begin
    insert into money_sums
    select o.side, x.payer, o.programme, '', coalesce(o.due_on, ''), e.happened_on, 0,
           case when e.what = 'payment' then -x.amount_fen else 0 end,
           case when e.what = 'ending' then -x.amount_fen else 0 end
    from entries e join entry_payers x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where e.id = new.retracts
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into money_sums
    select o.side, x.payer, o.programme, case n.sign when 1 then '' else x.fund end, coalesce(o.due_on, ''),
           x.drawn_on, 0,
           case when e.what = 'payment' then n.sign * x.amount_fen else 0 end,
           case when e.what = 'ending' then n.sign * x.amount_fen else 0 end
    from (select 1 as sign union all select -1) n
    join entries e on e.id = new.retracts
    join fund_draws x on x.entry_id = e.id join obligations o on o.id = e.obligation_id
    where true
    on conflict do update set paid_fen = paid_fen + excluded.paid_fen, ended_fen = ended_fen + excluded.ended_fen;
    insert into duty_sums
    select o.side, o.programme, o.due_on, o.voluntary, e.happened_on, 0, -(e.what = 'fulfilment'), -(e.what = 'ending')
    from entries e join obligations o on o.id = e.obligation_id
    where e.id = new.retracts and e.what in ('fulfilment', 'ending') and o.amount_fen is null and o.due_on is not null
    on conflict do update set fulfilled = fulfilled + excluded.fulfilled, ended = ended + excluded.ended;
end;

CREATE INDEX score_sheets_by_contract on score_sheets (contract_id, period, starts_on);

CREATE INDEX score_signatures_by_day on score_signatures (signed_on);

CREATE TABLE open_assessments (
    contract_id integer not null,
    period text not null,
    starts_on text not null,
    ends_on text not null,
    primary key (contract_id, period, starts_on, ends_on)
) without rowid, strict;

CREATE TABLE open_settlements (
    obligation_id integer primary key,
    due_on text not null
) strict;

CREATE VIEW assessed_agreements as
select c.id, c.starts_on, c.ends_on from contracts c
where c.family = 'agreement' and c.ends_on > '' and c.starts_on > ''
  and exists (select 1 from terms t where t.contract_id = c.id and t.code = 'settlement');

CREATE VIEW open_settlements_anew as
select n.obligation_id, n.due_on
from open_obligations_anew n join obligations o on o.id = n.obligation_id join terms t on t.id = o.term_id
where t.code = 'settlement';

CREATE TRIGGER agreements_want_their_sheets after insert on terms
when new.code = 'settlement'
begin
    insert into open_assessments select * from open_assessments_anew where contract_id = new.contract_id
    on conflict do nothing;
end;

CREATE TRIGGER closed_periods_want_their_sheets after insert on period_closings
begin
    insert into open_assessments
    select * from open_assessments_anew where period = new.period and starts_on = new.starts_on
    on conflict do nothing;
end;

CREATE TRIGGER sheets_want_their_signatures after insert on score_sheets
begin
    insert into open_assessments
    select * from open_assessments_anew
    where contract_id = new.contract_id and period = new.period and starts_on = new.starts_on
    on conflict do nothing;
end;

CREATE TRIGGER signed_sheets_are_done after insert on score_signatures
begin
    delete from open_assessments
    where (contract_id, period, starts_on) = (
              select x.contract_id, x.period, x.starts_on from score_sheets x where x.id = new.sheet_id)
      and not exists (select 1 from score_sheets r where r.replaces = new.sheet_id)
      and 2 = (select count(*) from score_signatures g
               where g.sheet_id = new.sheet_id and g.role in ('assessor', 'assessed'));
end;

CREATE TRIGGER settlements_close after delete on open_obligations
begin
    delete from open_settlements where obligation_id = old.obligation_id;
end;

CREATE TABLE late_entries (
    happened_on text not null,
    obligation_id integer not null,
    primary key (happened_on, obligation_id)
) without rowid, strict;

CREATE VIEW late_entries_anew as
select distinct e.happened_on, e.obligation_id
from entries e join obligations o on o.id = e.obligation_id
where e.happened_on > o.due_on;

CREATE TRIGGER entries_come_late after insert on entries
when new.happened_on > (select o.due_on from obligations o where o.id = new.obligation_id)
begin
    insert into late_entries values (new.happened_on, new.obligation_id) on conflict do nothing;
end;

CREATE TABLE year_packs (
    id integer primary key check (id > 0),
    year integer not null check (year between 1900 and 9999),
    as_of text not null check (date(as_of, '+0 days') is as_of),
    files integer not null check (files > 0),
    last_event integer not null references events (seq),
    index_sha256 text not null unique check (length(index_sha256) = 64),
    event_seq integer not null references events (seq),
    check (substr(as_of, 1, 4) = cast(year as text))
) strict;

CREATE TRIGGER year_packs_refuse_update before update on year_packs
begin select raise(abort, 'year_packs: rows are never changed'); end;

CREATE TRIGGER year_packs_refuse_delete before delete on year_packs
begin select raise(abort, 'year_packs: rows are never deleted'); end;

CREATE TRIGGER year_packs_refuse_replace before insert on year_packs
when exists (select 1 from year_packs where id = new.id)
   or exists (select 1 from year_packs where index_sha256 = new.index_sha256)
begin select raise(abort, 'year_packs: this row is already there'); end;

CREATE TABLE breach_sums (
    side text not null,
    kind text not null,
    ordinal integer not null,
    term text not null,
    village text not null,
    happened_on text not null,
    breaches integer not null,
    primary key (side, kind, ordinal, term, village, happened_on)
) without rowid, strict;

CREATE VIEW breach_sums_anew as
select e.side, c.kind, t.ordinal, t.code as term, c.village, e.happened_on, count(*) as breaches
from standing_entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
where e.what = 'breach'
group by e.side, c.kind, t.ordinal, t.code, c.village, e.happened_on;

CREATE TRIGGER breaches_count after insert on entries
when new.what = 'breach'
begin
    insert into breach_sums
    select new.side, c.kind, t.ordinal, t.code, c.village, new.happened_on, 1
    from contracts c join terms t on t.id = new.term_id where c.id = new.contract_id
    on conflict do update set breaches = breaches + 1;
end;

CREATE TRIGGER retracted_breaches_do_not_count after insert on entries
when new.what = 'retraction'
begin
    insert into breach_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, e.happened_on, -1
    from entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where e.id = new.retracts and e.what = 'breach'
    on conflict do update set breaches = breaches - 1;
end;

CREATE INDEX contract_changes_by_successor on contract_changes (successor_id) where successor_id is not null;

CREATE VIEW import_papers as
select m.id as import_id, c.number, c.title, c.signed_on, c.batch, null as name, null as sheet, c.row
from imports m join contracts c on c.event_seq > m.event_seq join events e on e.seq = c.event_seq
where instr(e.body, '"roster":"' || m.file_sha256 || '"') > 0
union all
select distinct m.id, c.number, c.title, c.signed_on, c.batch, i.name, r.sheet, r.row
from imports m
join imported_rows r on r.import_id = m.id
join imported_persons i on i.imported_row_id = r.id
join persons p on p.id_number = i.id_number
join contract_parties cp on cp.party_id = p.party_id
join contracts c on c.id = cp.contract_id and c.event_seq > m.event_seq
join events e on e.seq = c.event_seq
where instr(e.body, '"roster":"') = 0;

CREATE TRIGGER imports_stay_under_signed_papers before insert on import_undoings
when exists (select 1 from import_papers where import_id = new.import_id)
begin select raise(abort, 'import_undoings: signed papers rest on this import'); end;

CREATE TRIGGER obligations_open after insert on obligations
when new.due_on is not null and new.amount_fen is not 0
begin
    insert into open_obligations values (new.side, new.voluntary, new.due_on, new.id,
        (select c.division_code from contracts c where c.id = new.contract_id), new.village);
    insert into open_settlements
    select new.id, new.due_on from terms t where t.id = new.term_id and t.code = 'settlement';
end;

CREATE TRIGGER duties_count after insert on obligations
when new.due_on is not null and new.amount_fen is null
begin
    insert into duty_sums values (new.side, new.programme, new.due_on, new.voluntary,
        (select c.signed_on from contracts c where c.id = new.contract_id), 1, 0, 0)
    on conflict do update set promised = promised + 1;
end;

CREATE TRIGGER obligations_close_and_open_again after insert on entries
when new.what <> 'breach'
begin
    delete from open_obligations where (side, voluntary, due_on, obligation_id) = (
        select o.side, o.voluntary, o.due_on, o.id from obligations o where o.id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach')));
    insert into open_obligations
    select * from open_obligations_anew where obligation_id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach'));
    insert into open_settlements
    select * from open_settlements_anew where obligation_id = coalesce(
        new.obligation_id, (select e.obligation_id from entries e where e.id = new.retracts and e.what <> 'breach'));
end;

CREATE TABLE number_stems (stem text primary key) without rowid, strict;

CREATE TABLE number_tails (
    tail text not null,
    contract_id integer not null,
    primary key (tail, contract_id)
) without rowid, strict;

CREATE VIEW number_stems_anew as
select distinct rtrim(number, '0123456789号') as stem from contracts;

CREATE VIEW number_tails_anew as
select substr(c.number, l.place) as tail, c.id as contract_id
from contracts c
join letter_places l on l.place > length(rtrim(c.number, '0123456789号')) and l.place <= length(c.number);

CREATE TRIGGER numbers_are_found after insert on contracts
begin
    insert into number_stems values (rtrim(new.number, '0123456789号')) on conflict do nothing;
    insert into number_tails
    select substr(new.number, place), new.id from letter_places
    where place > length(rtrim(new.number, '0123456789号')) and place <= length(new.number);
end;

CREATE TABLE obligation_payees (
    id integer primary key check (id > 0),
    obligation_id integer not null unique references obligations (id),
    role text not null check (role in ('wife', 'husband', 'person', 'spouse')),
    event_seq integer not null references events (seq)
) strict;

CREATE TRIGGER obligation_payees_refuse_update before update on obligation_payees
begin select raise(abort, 'obligation_payees: rows are never changed'); end;

CREATE TRIGGER obligation_payees_refuse_delete before delete on obligation_payees
begin select raise(abort, 'obligation_payees: rows are never deleted'); end;

CREATE TRIGGER obligation_payees_refuse_replace before insert on obligation_payees
when exists (select 1 from obligation_payees where id = new.id)
   or exists (select 1 from obligation_payees where obligation_id = new.obligation_id)
begin select raise(abort, 'obligation_payees: this row is already there'); end;

CREATE TRIGGER obligation_payees_are_persons_of_the_creditor before insert on obligation_payees
when not exists (select 1 from obligations o join persons n on n.party_id = o.owed_to
                 where o.id = new.obligation_id and n.role = new.role)
begin select raise(abort, 'obligation_payees: the creditor has no such person'); end;

CREATE INDEX parties_that_are_no_family on parties (name, type, side) where side <> 'family';

CREATE TABLE form_uses (
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

CREATE INDEX form_uses_by_form on form_uses (form, prefix, serial);

CREATE INDEX form_uses_by_number on form_uses (number_id);

CREATE VIEW standing_form_uses as
select u.* from form_uses u
where u.serial is not null and not exists (select 1 from form_uses w where w.replaces_id = u.id);

CREATE VIEW gone_forms as
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

CREATE VIEW form_stock as
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

CREATE TRIGGER form_losses_are_of_forms_at_hand before insert on form_losses
when not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                 and new.serial between first and last)
  or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
  or exists (select 1 from standing_form_uses where form = new.form and prefix = new.prefix and serial = new.serial)
begin select raise(abort, 'form_losses: this blank form is not at hand'); end;

CREATE TRIGGER sheets_use_forms_at_hand before insert on certificate_sheets
when new.form is not null
 and (not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                  and new.serial between first and last)
      or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from standing_form_uses
                 where form = new.form and prefix = new.prefix and serial = new.serial))
begin select raise(abort, 'certificate_sheets: this blank form is not at hand'); end;

CREATE TRIGGER form_uses_are_of_forms_at_hand before insert on form_uses
when new.serial is not null
 and (not exists (select 1 from form_receipts where form = new.form and prefix = new.prefix
                  and new.serial between first and last)
      or exists (select 1 from form_losses where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from certificate_sheets where form = new.form and prefix = new.prefix and serial = new.serial)
      or exists (select 1 from standing_form_uses
                 where form = new.form and prefix = new.prefix and serial = new.serial))
begin select raise(abort, 'form_uses: this blank form is not at hand'); end;

CREATE TRIGGER form_uses_are_of_numbers_written_by_hand before insert on form_uses
when not exists (select 1 from certificate_numbers n
                 join standing_certificate_steps s on s.number_id = n.id and s.step = 'entered'
                 where n.id = new.number_id and n.serial is not null and n.kind = new.form)
  or exists (select 1 from certificate_sheets where number_id = new.number_id)
begin select raise(abort, 'form_uses: this number was not written by hand'); end;

CREATE TRIGGER form_uses_follow_each_other before insert on form_uses
when new.replaces_id is not
     (select max(u.id) from form_uses u where u.number_id = new.number_id)
begin select raise(abort, 'form_uses: a number stands on one form, the one said last'); end;

CREATE TRIGGER form_uses_refuse_update before update on form_uses
begin select raise(abort, 'form_uses: rows are never changed'); end;

CREATE TRIGGER form_uses_refuse_delete before delete on form_uses
begin select raise(abort, 'form_uses: rows are never deleted'); end;

CREATE TRIGGER form_uses_refuse_replace before insert on form_uses
when exists (select 1 from form_uses where id = new.id)
   or exists (select 1 from form_uses where replaces_id = new.replaces_id)
begin select raise(abort, 'form_uses: this row is already there'); end;

CREATE TABLE stated_certificates (
    number text not null,
    contract_id integer not null,
    primary key (number, contract_id)
) without rowid, strict;

CREATE INDEX stated_certificates_by_end on stated_certificates (substr(number, -4));

CREATE VIEW stated_certificates_anew as
select trim(v.value) as number, c.id as contract_id
from contracts c, json_each(c.draft_json, '$.facts') f, json_each(f.value) n, json_each(f.value) v
where n.key = 0 and n.value = 'certificate_number' and v.key = 1 and trim(v.value) <> ''
union
select trim(v.value), c.id
from contracts c
join contract_parties s on s.contract_id = c.id
join parties p on p.id = s.party_id and p.side = 'unit',
json_each(c.draft_json, '$.tables') t, json_each(t.value, '$.columns') k, json_each(k.value) n,
json_each(t.value, '$.rows') w, json_each(w.value) v
where n.key = 'key' and n.value = 'certificate_number' and v.key = k.key and trim(v.value) <> '';

CREATE TRIGGER certificates_of_families_are_found after insert on contracts
when instr(substr(new.draft_json, 1, instr(new.draft_json, ',"family":"')), '["certificate_number","') > 0
begin
    insert into stated_certificates
    select trim(said), new.id
    from (select substr(start, 1, instr(start, '"') - 1) as said
          from (select substr(new.draft_json, instr(new.draft_json, ',"facts":[["certificate_number","') + 33, 80)
                       as start limit 1)
          where instr(new.draft_json, ',"facts":[["certificate_number","') > 0 and instr(start, '"') > 0
            and instr(start, '\') = 0 limit 1)
    where trim(said) <> '';
end;

CREATE TRIGGER certificates_written_otherwise_are_found after insert on contracts
when instr(substr(new.draft_json, 1, instr(new.draft_json, ',"family":"')), '["certificate_number","') > 0
 and not exists (
    select 1 from (select substr(new.draft_json, instr(new.draft_json, ',"facts":[["certificate_number","') + 33, 80)
                          as start limit 1)
    where instr(new.draft_json, ',"facts":[["certificate_number","') > 0 and instr(start, '"') > 0
      and instr(start, '\') = 0)
begin
    insert into stated_certificates
    select trim(v.value), new.id
    from json_each(new.draft_json, '$.facts') f, json_each(f.value) n, json_each(f.value) v
    where n.key = 0 and n.value = 'certificate_number' and v.key = 1 and trim(v.value) <> ''
    on conflict do nothing;
end;

CREATE TRIGGER certificates_of_units_are_found after insert on contract_parties
when (select side from parties where id = new.party_id) = 'unit'
begin
    insert into stated_certificates
    select trim(v.value), c.id
    from contracts c, json_each(c.draft_json, '$.tables') t, json_each(t.value, '$.columns') k, json_each(k.value) n,
         json_each(t.value, '$.rows') w, json_each(w.value) v
    where c.id = new.contract_id and n.key = 'key' and n.value = 'certificate_number' and v.key = k.key
      and trim(v.value) <> ''
    on conflict do nothing;
end;

CREATE TABLE cure_sums (
    side text not null,
    kind text not null,
    ordinal integer not null,
    term text not null,
    village text not null,
    happened_on text not null,
    cures integer not null,
    primary key (side, kind, ordinal, term, village, happened_on)
) without rowid, strict;

CREATE VIEW cure_sums_anew as
select e.side, c.kind, t.ordinal, t.code as term, c.village, s.happened_on, count(*) as cures
from standing_breach_steps s join standing_entries e on e.id = s.entry_id
join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
where s.step in ('cured', 'remedied')
group by e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on;

CREATE TRIGGER cures_count after insert on breach_steps
when new.step in ('cured', 'remedied')
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, new.happened_on, 1
    from entries e join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where e.id = new.entry_id
    on conflict do update set cures = cures + 1;
end;

CREATE TRIGGER withdrawn_cures_do_not_count after insert on breach_steps
when new.step = 'withdrawn'
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on, -1
    from breach_steps s join entries e on e.id = s.entry_id
    join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where s.id = new.withdraws and s.step in ('cured', 'remedied')
    on conflict do update set cures = cures - 1;
end;

CREATE TRIGGER cures_of_retracted_breaches_do_not_count after insert on entries
when new.what = 'retraction'
begin
    insert into cure_sums
    select e.side, c.kind, t.ordinal, t.code, c.village, s.happened_on, -1
    from standing_breach_steps s join entries e on e.id = s.entry_id
    join contracts c on c.id = e.contract_id join terms t on t.id = e.term_id
    where s.entry_id = new.retracts and s.step in ('cured', 'remedied')
    on conflict do update set cures = cures - 1;
end;

CREATE INDEX agreements_by_title on contracts (title) where family = 'agreement';

CREATE INDEX contracts_by_version on contracts (kind, kind_version);

CREATE INDEX breach_steps_set_apart on breach_steps (entry_id) where step in ('excused', 'disputed', 'appealed');

CREATE TABLE score_line_classes (
    id integer primary key check (id > 0),
    sheet_id integer not null,
    ordinal integer not null,
    class text not null check (class in ('保障', '管理', '服务', '绩效', '激励')),
    event_seq integer not null references events (seq),
    unique (sheet_id, ordinal),
    foreign key (sheet_id, ordinal) references score_lines (sheet_id, ordinal)
) strict;

CREATE TRIGGER signed_sheets_keep_their_classes before insert on score_line_classes
when exists (select 1 from score_signatures where sheet_id = new.sheet_id)
begin select raise(abort, 'score_line_classes: this sheet is signed'); end;

CREATE TRIGGER score_line_classes_refuse_update before update on score_line_classes
begin select raise(abort, 'score_line_classes: rows are never changed'); end;

CREATE TRIGGER score_line_classes_refuse_delete before delete on score_line_classes
begin select raise(abort, 'score_line_classes: rows are never deleted'); end;

CREATE TRIGGER score_line_classes_refuse_replace before insert on score_line_classes
when exists (select 1 from score_line_classes where id = new.id)
   or exists (select 1 from score_line_classes where sheet_id = new.sheet_id and ordinal = new.ordinal)
begin select raise(abort, 'score_line_classes: this row is already there'); end;

CREATE TABLE veto_withdrawals (
    id integer primary key check (id > 0),
    veto_id integer not null unique references score_vetoes (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TRIGGER veto_withdrawals_refuse_update before update on veto_withdrawals
begin select raise(abort, 'veto_withdrawals: rows are never changed'); end;

CREATE TRIGGER veto_withdrawals_refuse_delete before delete on veto_withdrawals
begin select raise(abort, 'veto_withdrawals: rows are never deleted'); end;

CREATE TRIGGER veto_withdrawals_refuse_replace before insert on veto_withdrawals
when exists (select 1 from veto_withdrawals where id = new.id)
   or exists (select 1 from veto_withdrawals where veto_id = new.veto_id)
begin select raise(abort, 'veto_withdrawals: this row is already there'); end;

CREATE VIEW standing_vetoes as
select v.* from score_vetoes v where not exists (select 1 from veto_withdrawals w where w.veto_id = v.id);

CREATE TABLE reported_exits (
    id integer primary key check (id > 0),
    party_id integer not null references parties (id),
    role text not null check (length(role) > 0),
    reason text not null check (length(trim(reason)) > 0),
    note text not null default '',
    event_seq integer not null references events (seq)
) strict;

CREATE INDEX reported_exits_by_person on reported_exits (party_id, role, id);

CREATE TRIGGER reported_exits_refuse_update before update on reported_exits
begin select raise(abort, 'reported_exits: rows are never changed'); end;

CREATE TRIGGER reported_exits_refuse_delete before delete on reported_exits
begin select raise(abort, 'reported_exits: rows are never deleted'); end;

CREATE TRIGGER reported_exits_refuse_replace before insert on reported_exits
when exists (select 1 from reported_exits where id = new.id)
begin select raise(abort, 'reported_exits: this row is already there'); end;

CREATE TABLE succession_withdrawals (
    id integer primary key check (id > 0),
    succession_id integer not null unique references successions (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TRIGGER succession_withdrawals_refuse_update before update on succession_withdrawals
begin select raise(abort, 'succession_withdrawals: rows are never changed'); end;

CREATE TRIGGER succession_withdrawals_refuse_delete before delete on succession_withdrawals
begin select raise(abort, 'succession_withdrawals: rows are never deleted'); end;

CREATE TRIGGER succession_withdrawals_refuse_replace before insert on succession_withdrawals
when exists (select 1 from succession_withdrawals where id = new.id)
   or exists (select 1 from succession_withdrawals where succession_id = new.succession_id)
begin select raise(abort, 'succession_withdrawals: this row is already there'); end;

CREATE VIEW standing_successions as
select s.* from successions s
where not exists (select 1 from succession_withdrawals w where w.succession_id = s.id);

CREATE TABLE grade_withdrawals (
    id integer primary key check (id > 0),
    grade_id integer not null unique references village_grades (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE TABLE rung_withdrawals (
    id integer primary key check (id > 0),
    rung_id integer not null unique references office_standings (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

CREATE VIEW standing_grades as
select g.* from village_grades g where not exists (select 1 from grade_withdrawals w where w.grade_id = g.id);

CREATE VIEW standing_rungs as
select o.* from office_standings o where not exists (select 1 from rung_withdrawals w where w.rung_id = o.id);

CREATE TRIGGER grade_withdrawals_refuse_update before update on grade_withdrawals
begin select raise(abort, 'grade_withdrawals: rows are never changed'); end;

CREATE TRIGGER grade_withdrawals_refuse_delete before delete on grade_withdrawals
begin select raise(abort, 'grade_withdrawals: rows are never deleted'); end;

CREATE TRIGGER grade_withdrawals_refuse_replace before insert on grade_withdrawals
when exists (select 1 from grade_withdrawals where id = new.id)
   or exists (select 1 from grade_withdrawals where grade_id = new.grade_id)
begin select raise(abort, 'grade_withdrawals: this row is already there'); end;

CREATE TRIGGER rung_withdrawals_refuse_update before update on rung_withdrawals
begin select raise(abort, 'rung_withdrawals: rows are never changed'); end;

CREATE TRIGGER rung_withdrawals_refuse_delete before delete on rung_withdrawals
begin select raise(abort, 'rung_withdrawals: rows are never deleted'); end;

CREATE TRIGGER rung_withdrawals_refuse_replace before insert on rung_withdrawals
when exists (select 1 from rung_withdrawals where id = new.id)
   or exists (select 1 from rung_withdrawals where rung_id = new.rung_id)
begin select raise(abort, 'rung_withdrawals: this row is already there'); end;

CREATE TRIGGER grades_are_taken_back_from_the_top before insert on grade_withdrawals
when exists (
    select 1 from village_grades g
    join standing_grades a on a.division_code = g.division_code and a.scheme = g.scheme and a.grade = g.grade
                          and a.year = g.year and a.id > g.id
    where g.id = new.grade_id)
begin select raise(abort, 'grade_withdrawals: a later step of this grade stands'); end;

CREATE TRIGGER rungs_are_taken_back_from_the_top before insert on rung_withdrawals
when exists (
    select 1 from office_standings o join standing_rungs a on a.division_code = o.division_code and a.id > o.id
    where o.id = new.rung_id)
begin select raise(abort, 'rung_withdrawals: a later rung of this office stands'); end;

CREATE TRIGGER grades_climb_step_by_step before insert on village_grades
when new.level <> 'village' and not exists (
    select 1 from standing_grades g
    where g.division_code = new.division_code and g.scheme = new.scheme and g.grade = new.grade
      and g.year = new.year and g.decision = 'passed'
      and g.level = case new.level when 'township' then 'village' when 'county' then 'township' else 'county' end)
begin select raise(abort, 'village_grades: the level below has not passed it'); end;

CREATE VIEW open_assessments_anew as
select distinct d.contract_id, d.period, d.starts_on, d.ends_on
from (
    select a.id as contract_id, 'year' as period, a.starts_on, a.ends_on from assessed_agreements a
    union all
    select a.id, k.period, k.starts_on, k.ends_on
    from assessed_agreements a join period_closings k on k.starts_on >= a.starts_on and k.ends_on <= a.ends_on
    union all
    select a.id, x.period, x.starts_on, x.ends_on from assessed_agreements a join score_sheets x on x.contract_id = a.id
) d
where not exists (select 1 from score_sheets x
                  where x.contract_id = d.contract_id and x.period = d.period and x.starts_on = d.starts_on
                    and not exists (select 1 from score_sheets r where r.replaces = x.id)
                    and 2 = (select count(*) from score_signatures g
                             where g.sheet_id = x.id and g.role in ('assessor', 'assessed')));

