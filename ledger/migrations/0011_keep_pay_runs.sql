-- 0011_keep_pay_runs: one person prepares a payment run, another approves it; what the bank did is on record.
-- No account number stands here: it comes from a sheet when the bank file is written, and goes with it.

create table pay_runs (
    id integer primary key check (id > 0),
    name text not null unique check (length(trim(name)) > 0),
    programme text not null,
    village text not null,
    due_by text not null check (date(due_by, '+0 days') is due_by),
    prepared_by text not null check (length(trim(prepared_by)) > 0),
    prepared_on text not null check (date(prepared_on, '+0 days') is prepared_on),
    event_seq integer not null references events (seq)
) strict;

create table pay_lines (
    id integer primary key check (id > 0),
    pay_run_id integer not null references pay_runs (id),
    obligation_id integer not null references obligations (id),
    amount_fen integer not null check (amount_fen > 0),
    event_seq integer not null references events (seq),
    unique (pay_run_id, obligation_id)
) strict;
create index pay_lines_by_obligation on pay_lines (obligation_id);

-- What was due and is not in the run; it stays due. reason is a code of the endings, or no_payee.
create table pay_holds (
    id integer primary key check (id > 0),
    pay_run_id integer not null references pay_runs (id),
    obligation_id integer not null references obligations (id),
    reason text not null check (length(trim(reason)) > 0),
    note text not null default '',
    event_seq integer not null references events (seq),
    unique (pay_run_id, obligation_id)
) strict;

create table pay_steps (
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
create index pay_steps_by_run on pay_steps (pay_run_id);

create table pay_results (
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

create trigger pay_runs_refuse_update before update on pay_runs
begin select raise(abort, 'pay_runs: rows are never changed'); end;
create trigger pay_runs_refuse_delete before delete on pay_runs
begin select raise(abort, 'pay_runs: rows are never deleted'); end;
create trigger pay_runs_refuse_replace before insert on pay_runs
when exists (select 1 from pay_runs where id = new.id)
   or exists (select 1 from pay_runs where name = new.name)
begin select raise(abort, 'pay_runs: this row is already there'); end;

create trigger pay_lines_refuse_update before update on pay_lines
begin select raise(abort, 'pay_lines: rows are never changed'); end;
create trigger pay_lines_refuse_delete before delete on pay_lines
begin select raise(abort, 'pay_lines: rows are never deleted'); end;
create trigger pay_lines_refuse_replace before insert on pay_lines
when exists (select 1 from pay_lines where id = new.id)
   or exists (select 1 from pay_lines where pay_run_id = new.pay_run_id and obligation_id = new.obligation_id)
begin select raise(abort, 'pay_lines: this row is already there'); end;

create trigger pay_holds_refuse_update before update on pay_holds
begin select raise(abort, 'pay_holds: rows are never changed'); end;
create trigger pay_holds_refuse_delete before delete on pay_holds
begin select raise(abort, 'pay_holds: rows are never deleted'); end;
create trigger pay_holds_refuse_replace before insert on pay_holds
when exists (select 1 from pay_holds where id = new.id)
   or exists (select 1 from pay_holds where pay_run_id = new.pay_run_id and obligation_id = new.obligation_id)
begin select raise(abort, 'pay_holds: this row is already there'); end;

create trigger pay_steps_refuse_update before update on pay_steps
begin select raise(abort, 'pay_steps: rows are never changed'); end;
create trigger pay_steps_refuse_delete before delete on pay_steps
begin select raise(abort, 'pay_steps: rows are never deleted'); end;
create trigger pay_steps_refuse_replace before insert on pay_steps
when exists (select 1 from pay_steps where id = new.id)
begin select raise(abort, 'pay_steps: this row is already there'); end;

create trigger pay_results_refuse_update before update on pay_results
begin select raise(abort, 'pay_results: rows are never changed'); end;
create trigger pay_results_refuse_delete before delete on pay_results
begin select raise(abort, 'pay_results: rows are never deleted'); end;
create trigger pay_results_refuse_replace before insert on pay_results
when exists (select 1 from pay_results where id = new.id)
   or exists (select 1 from pay_results where pay_line_id = new.pay_line_id)
begin select raise(abort, 'pay_results: this row is already there'); end;

create trigger pay_runs_have_two_names before insert on pay_steps
when new.step = 'approved'
 and new.actor = (select prepared_by from pay_runs where id = new.pay_run_id)
begin select raise(abort, 'pay_steps: who prepared a run does not approve it'); end;

create trigger pay_runs_take_their_steps_in_order before insert on pay_steps
when new.step in ('approved', 'cancelled')
 and exists (select 1 from pay_steps where pay_run_id = new.pay_run_id
             and step in (new.step, 'cancelled', 'exported'))
  or new.step in ('exported', 'reconciled')
 and (not exists (select 1 from pay_steps where pay_run_id = new.pay_run_id and step = 'approved')
      or exists (select 1 from pay_steps where pay_run_id = new.pay_run_id and step = 'cancelled'))
begin select raise(abort, 'pay_steps: approved once, then exported; what is with the bank is not cancelled'); end;

create trigger pay_lines_go_with_their_run before insert on pay_lines
when exists (select 1 from pay_steps where pay_run_id = new.pay_run_id)
begin select raise(abort, 'pay_lines: a run is not altered once it is approved'); end;

create trigger pay_results_pay_their_line before insert on pay_results
when new.entry_id is not null
 and not exists (select 1 from entries e join pay_lines l on l.obligation_id = e.obligation_id
                 where e.id = new.entry_id and l.id = new.pay_line_id and e.what = 'payment')
begin select raise(abort, 'pay_results: the entry is not a payment of this line'); end;

-- A payment that was retracted later is not paid; the promise is open again and may go into another run.
create view pay_run_status as
select r.id as pay_run_id,
       case when exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'cancelled') then 'cancelled'
            when not exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'approved') then 'prepared'
            when not exists (select 1 from pay_steps s where s.pay_run_id = r.id and s.step = 'exported') then 'approved'
            when exists (select 1 from pay_lines l where l.pay_run_id = r.id
                         and not exists (select 1 from pay_results x where x.pay_line_id = l.id)) then 'exported'
            else 'closed' end as state
from pay_runs r;

-- Lines that wait for their run or for the bank: the same promise does not go into two runs.
create view waiting_pay_lines as
select l.id as pay_line_id, l.pay_run_id, l.obligation_id, l.amount_fen
from pay_lines l
where not exists (select 1 from pay_results x where x.pay_line_id = l.id)
  and not exists (select 1 from pay_steps s where s.pay_run_id = l.pay_run_id and s.step = 'cancelled');
