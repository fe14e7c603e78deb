-- 0002_guard_rows: a promise in prose is a trigger. No row is changed, deleted or replaced, by whatever program.
-- The last kind is needed because INSERT OR REPLACE deletes silently wherever recursive_triggers is off.

create trigger migrations_refuse_update before update on migrations
begin select raise(abort, 'migrations: rows are never changed'); end;
create trigger migrations_refuse_delete before delete on migrations
begin select raise(abort, 'migrations: rows are never deleted'); end;
create trigger migrations_refuse_replace before insert on migrations
when exists (select 1 from migrations where name = new.name)
begin select raise(abort, 'migrations: this row is already there'); end;

create trigger events_refuse_update before update on events
begin select raise(abort, 'events: rows are never changed'); end;
create trigger events_refuse_delete before delete on events
begin select raise(abort, 'events: rows are never deleted'); end;
create trigger events_refuse_replace before insert on events
when exists (select 1 from events where seq = new.seq)
   or exists (select 1 from events where hash = new.hash)
begin select raise(abort, 'events: this row is already there'); end;

create trigger templates_refuse_update before update on templates
begin select raise(abort, 'templates: rows are never changed'); end;
create trigger templates_refuse_delete before delete on templates
begin select raise(abort, 'templates: rows are never deleted'); end;
create trigger templates_refuse_replace before insert on templates
when exists (select 1 from templates where id = new.id)
   or exists (select 1 from templates where sha256 = new.sha256)
begin select raise(abort, 'templates: this row is already there'); end;

create trigger parties_refuse_update before update on parties
begin select raise(abort, 'parties: rows are never changed'); end;
create trigger parties_refuse_delete before delete on parties
begin select raise(abort, 'parties: rows are never deleted'); end;
create trigger parties_refuse_replace before insert on parties
when exists (select 1 from parties where id = new.id)
   or exists (select 1 from parties where sha256 = new.sha256)
begin select raise(abort, 'parties: this row is already there'); end;

create trigger persons_refuse_update before update on persons
begin select raise(abort, 'persons: rows are never changed'); end;
create trigger persons_refuse_delete before delete on persons
begin select raise(abort, 'persons: rows are never deleted'); end;
create trigger persons_refuse_replace before insert on persons
when exists (select 1 from persons where id = new.id)
begin select raise(abort, 'persons: this row is already there'); end;

create trigger contracts_refuse_update before update on contracts
begin select raise(abort, 'contracts: rows are never changed'); end;
create trigger contracts_refuse_delete before delete on contracts
begin select raise(abort, 'contracts: rows are never deleted'); end;
create trigger contracts_refuse_replace before insert on contracts
when exists (select 1 from contracts where id = new.id)
   or exists (select 1 from contracts where number = new.number)
   or exists (select 1 from contracts where kind = new.kind and batch = new.batch and row = new.row)
begin select raise(abort, 'contracts: this row is already there'); end;

create trigger contract_parties_refuse_update before update on contract_parties
begin select raise(abort, 'contract_parties: rows are never changed'); end;
create trigger contract_parties_refuse_delete before delete on contract_parties
begin select raise(abort, 'contract_parties: rows are never deleted'); end;
create trigger contract_parties_refuse_replace before insert on contract_parties
when exists (select 1 from contract_parties where id = new.id)
   or exists (select 1 from contract_parties where contract_id = new.contract_id and role = new.role)
begin select raise(abort, 'contract_parties: this row is already there'); end;

create trigger terms_refuse_update before update on terms
begin select raise(abort, 'terms: rows are never changed'); end;
create trigger terms_refuse_delete before delete on terms
begin select raise(abort, 'terms: rows are never deleted'); end;
create trigger terms_refuse_replace before insert on terms
when exists (select 1 from terms where id = new.id)
begin select raise(abort, 'terms: this row is already there'); end;

create trigger obligations_refuse_update before update on obligations
begin select raise(abort, 'obligations: rows are never changed'); end;
create trigger obligations_refuse_delete before delete on obligations
begin select raise(abort, 'obligations: rows are never deleted'); end;
create trigger obligations_refuse_replace before insert on obligations
when exists (select 1 from obligations where id = new.id)
begin select raise(abort, 'obligations: this row is already there'); end;

create trigger obligation_payers_refuse_update before update on obligation_payers
begin select raise(abort, 'obligation_payers: rows are never changed'); end;
create trigger obligation_payers_refuse_delete before delete on obligation_payers
begin select raise(abort, 'obligation_payers: rows are never deleted'); end;
create trigger obligation_payers_refuse_replace before insert on obligation_payers
when exists (select 1 from obligation_payers where id = new.id)
   or exists (select 1 from obligation_payers where obligation_id = new.obligation_id and payer = new.payer)
begin select raise(abort, 'obligation_payers: this row is already there'); end;

create trigger entries_refuse_update before update on entries
begin select raise(abort, 'entries: rows are never changed'); end;
create trigger entries_refuse_delete before delete on entries
begin select raise(abort, 'entries: rows are never deleted'); end;
create trigger entries_refuse_replace before insert on entries
when exists (select 1 from entries where id = new.id)
   or exists (select 1 from entries where retracts = new.retracts)
begin select raise(abort, 'entries: this row is already there'); end;

create trigger entry_payers_refuse_update before update on entry_payers
begin select raise(abort, 'entry_payers: rows are never changed'); end;
create trigger entry_payers_refuse_delete before delete on entry_payers
begin select raise(abort, 'entry_payers: rows are never deleted'); end;
create trigger entry_payers_refuse_replace before insert on entry_payers
when exists (select 1 from entry_payers where id = new.id)
   or exists (select 1 from entry_payers where entry_id = new.entry_id and payer = new.payer)
begin select raise(abort, 'entry_payers: this row is already there'); end;

create trigger papers_refuse_update before update on papers
begin select raise(abort, 'papers: rows are never changed'); end;
create trigger papers_refuse_delete before delete on papers
begin select raise(abort, 'papers: rows are never deleted'); end;
create trigger papers_refuse_replace before insert on papers
when exists (select 1 from papers where id = new.id)
   or exists (select 1 from papers where folder = new.folder and name = new.name)
begin select raise(abort, 'papers: this row is already there'); end;

create trigger paper_states_refuse_update before update on paper_states
begin select raise(abort, 'paper_states: rows are never changed'); end;
create trigger paper_states_refuse_delete before delete on paper_states
begin select raise(abort, 'paper_states: rows are never deleted'); end;
create trigger paper_states_refuse_replace before insert on paper_states
when exists (select 1 from paper_states where id = new.id)
begin select raise(abort, 'paper_states: this row is already there'); end;

create trigger certificates_refuse_update before update on certificates
begin select raise(abort, 'certificates: rows are never changed'); end;
create trigger certificates_refuse_delete before delete on certificates
begin select raise(abort, 'certificates: rows are never deleted'); end;
create trigger certificates_refuse_replace before insert on certificates
when exists (select 1 from certificates where id = new.id)
   or exists (select 1 from certificates where series = new.series and number = new.number and event = new.event)
begin select raise(abort, 'certificates: this row is already there'); end;

create trigger publications_refuse_update before update on publications
begin select raise(abort, 'publications: rows are never changed'); end;
create trigger publications_refuse_delete before delete on publications
begin select raise(abort, 'publications: rows are never deleted'); end;
create trigger publications_refuse_replace before insert on publications
when exists (select 1 from publications where id = new.id)
begin select raise(abort, 'publications: this row is already there'); end;

create trigger counters_refuse_delete before delete on counters
begin select raise(abort, 'counters: rows are never deleted'); end;
create trigger counters_refuse_replace before insert on counters
when exists (select 1 from counters where series = new.series and year = new.year)
begin select raise(abort, 'counters: this row is already there'); end;
create trigger counters_only_grow before update on counters
when new.series is not old.series or new.year is not old.year or new.value < old.value
begin select raise(abort, 'counters: a counter only grows'); end;

create trigger events_follow_each_other before insert on events
when new.seq <> (select coalesce(max(seq), 0) + 1 from events)
   or new.prev <> coalesce((select hash from events order by seq desc limit 1), printf('%064d', 0))
   or new.at < coalesce((select at from events order by seq desc limit 1), '')
begin select raise(abort, 'events: seq, prev or clock does not follow the last event'); end;

create trigger retractions_only_of_facts before insert on entries
when new.what = 'retraction'
 and not exists (select 1 from entries where id = new.retracts and what <> 'retraction'
                 and contract_id = new.contract_id)
begin select raise(abort, 'entries: a retraction withdraws a fact of the same contract'); end;

create trigger entries_stay_in_their_contract before insert on entries
when not exists (select 1 from obligations where id = new.obligation_id and contract_id = new.contract_id)
     and new.obligation_id is not null
  or not exists (select 1 from terms where id = new.term_id and contract_id = new.contract_id)
     and new.term_id is not null
begin select raise(abort, 'entries: obligation and term must be of the same contract'); end;

create trigger entries_suit_their_obligation before insert on entries
when new.what in ('fulfilment', 'payment', 'ending')
 and exists (select 1 from obligations where id = new.obligation_id
             and (amount_fen is null) <> (new.amount_fen is null))
begin select raise(abort, 'entries: money is paid or ended with an amount, other duties without'); end;

create trigger payments_stay_within_the_promise before insert on entries
when new.amount_fen is not null
 and new.amount_fen + (select coalesce(sum(e.amount_fen), 0) from entries e
                       where e.obligation_id = new.obligation_id
                         and not exists (select 1 from entries r where r.retracts = e.id))
     > (select amount_fen from obligations where id = new.obligation_id)
begin select raise(abort, 'entries: paid and ended would be more than was promised'); end;

create trigger shares_stay_within_their_payer before insert on entry_payers
when new.amount_fen + (select coalesce(sum(p.amount_fen), 0)
                       from entry_payers p join entries e on e.id = p.entry_id
                       where p.payer = new.payer
                         and e.obligation_id = (select obligation_id from entries where id = new.entry_id)
                         and not exists (select 1 from entries r where r.retracts = e.id))
     > coalesce((select o.amount_fen from obligation_payers o
                 where o.payer = new.payer
                   and o.obligation_id = (select obligation_id from entries where id = new.entry_id)), 0)
begin select raise(abort, 'entry_payers: more than this payer promised'); end;

create trigger duties_are_done_or_ended_once before insert on entries
when new.what in ('fulfilment', 'ending') and new.amount_fen is null
 and exists (select 1 from obligations o join entries e on e.obligation_id = o.id
             where o.id = new.obligation_id
               and not exists (select 1 from entries r where r.retracts = e.id)
               and (e.what = 'ending' or (e.what = 'fulfilment' and o.due_on is not null)))
begin select raise(abort, 'entries: this duty is already fulfilled or ended'); end;

create trigger offices_are_not_released_by_new_law before insert on entries
when new.what = 'ending' and new.reason = 'law_changed_family_burden'
 and exists (select 1 from obligations where id = new.obligation_id and side = 'office')
begin select raise(abort, 'entries: a change of law does not end what an office promised'); end;
