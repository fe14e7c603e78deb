-- 0001_create_ledger: what was signed, what both sides promised, what came of it; rows are only ever added.
-- Money is integer fen. A day is YYYY-MM-DD; date(x, '+0 days') is the only form that catches 30 February.
-- No status is stored: 0003 derives it. Who and when stand in events, to which every row points.
-- json_valid is not used: with trusted_schema off, SQLite refuses it in a schema.

create table migrations (
    name text primary key,
    sha256 text not null check (length(sha256) = 64),
    applied_at text not null,
    actor text not null check (length(trim(actor)) > 0)
) strict;

create table events (
    seq integer primary key check (seq > 0),
    at text not null check (datetime(at) is not null and substr(at, 20) = '+08:00'),
    actor text not null check (length(trim(actor)) > 0),
    kind text not null check (length(kind) > 0),
    subject text not null,
    body text not null check (substr(body, 1, 1) in ('{', '[')),
    prev text not null check (length(prev) = 64),
    hash text not null unique check (length(hash) = 64)
) strict;
create index events_by_subject on events (subject);

-- The one table whose rows change, and only upwards.
create table counters (
    series text not null check (length(series) > 0),
    year integer not null check (year = 0 or year between 1900 and 9999),
    value integer not null check (value >= 0),
    primary key (series, year)
) strict;

create table templates (
    id integer primary key check (id > 0),
    sha256 text not null unique check (length(sha256) = 64),
    content blob not null,
    event_seq integer not null references events (seq)
) strict;

create table parties (
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

create table persons (
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

create table contracts (
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

create table contract_parties (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    role text not null,
    party_id integer not null references parties (id),
    event_seq integer not null references events (seq),
    unique (contract_id, role)
) strict;

create table terms (
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

-- Fixed at signing. due_on is null for what is owed whenever its occasion comes; the label says which.
create table obligations (
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

create table obligation_payers (
    id integer primary key check (id > 0),
    obligation_id integer not null references obligations (id),
    payer text not null check (length(trim(payer)) > 0),
    amount_fen integer not null check (amount_fen >= 0),
    event_seq integer not null references events (seq),
    unique (obligation_id, payer)
) strict;

-- One fact each. party_id and side: who paid, fulfilled, was released or is in breach.
create table entries (
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

create table entry_payers (
    id integer primary key check (id > 0),
    entry_id integer not null references entries (id),
    payer text not null check (length(trim(payer)) > 0),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (entry_id, payer)
) strict;

-- What was to be printed from the ledger, before a byte of it is on disk; its later fate is in paper_states.
create table papers (
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

-- A file nobody knows has no paper: it is only noted where it was put aside.
create table paper_states (
    id integer primary key check (id > 0),
    paper_id integer references papers (id),
    state text not null check (state in ('issued', 'quarantined')),
    name text not null,
    content_sha256 text not null check (length(content_sha256) = 64),
    event_seq integer not null references events (seq),
    check (paper_id is not null or state = 'quarantined')
) strict;

create table certificates (
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

create table publications (
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

create index persons_by_party on persons (party_id);
create index contracts_by_village on contracts (village, kind);
create index contract_parties_by_party on contract_parties (party_id);
create index terms_by_contract on terms (contract_id);
create index obligations_by_due on obligations (due_on) where due_on is not null;
create index obligations_by_contract on obligations (contract_id);
create index entries_by_obligation on entries (obligation_id) where obligation_id is not null;
create index entries_by_contract on entries (contract_id);
create index paper_states_by_paper on paper_states (paper_id);
create index certificates_by_contract on certificates (contract_id);
