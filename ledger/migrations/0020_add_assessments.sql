-- 0020_add_assessments: how an office kept its agreement, period by period; persons are never scored.
-- Points are whole hundredths: 2.5 points is 250. No score is stored: views add up the lines.
-- The assessed is the office of a signed agreement. There is no column in which a person's score could stand.

create table score_sheets (
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
create unique index score_sheets_once on score_sheets (contract_id, period, starts_on) where replaces is null;

create table score_lines (
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

create table score_signatures (
    id integer primary key check (id > 0),
    sheet_id integer not null references score_sheets (id),
    role text not null check (role in ('assessor', 'assessed', 'checker')),
    name text not null check (length(trim(name)) > 0),
    signed_on text not null check (date(signed_on, '+0 days') is signed_on),
    event_seq integer not null references events (seq),
    unique (sheet_id, role)
) strict;

create table period_closings (
    id integer primary key check (id > 0),
    period text not null check (period in ('month', 'quarter', 'half_year', 'year')),
    starts_on text not null check (date(starts_on, '+0 days') is starts_on),
    ends_on text not null check (date(ends_on, '+0 days') is ends_on),
    event_seq integer not null references events (seq),
    unique (period, starts_on)
) strict;

-- The closed list of A-08: what an office did, never what a family had.
create table score_vetoes (
    id integer primary key check (id > 0),
    contract_id integer not null references contracts (id),
    cause text not null check (cause in ('coercion', 'false_data', 'unpaid_rewards', 'data_leak')),
    found_on text not null check (date(found_on, '+0 days') is found_on),
    evidence text not null check (length(trim(evidence)) > 0),
    case_number text not null default '',
    event_seq integer not null references events (seq)
) strict;

create table score_objections (
    id integer primary key check (id > 0),
    sheet_id integer not null references score_sheets (id),
    raised_on text not null check (date(raised_on, '+0 days') is raised_on),
    raised_by text not null check (length(trim(raised_by)) > 0),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

create table score_answers (
    id integer primary key check (id > 0),
    objection_id integer not null unique references score_objections (id),
    outcome text not null check (outcome in ('kept', 'rescored')),
    sheet_id integer references score_sheets (id),
    answered_on text not null check (date(answered_on, '+0 days') is answered_on),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq),
    check ((outcome = 'rescored') = (sheet_id is not null))
) strict;

-- The ladder of A-09, for offices. case_number links an investigation that is kept elsewhere (A-11).
create table office_standings (
    id integer primary key check (id > 0),
    division_code text not null check (length(division_code) in (9, 12)),
    standing text not null check (standing in ('normal', 'yellow_card', 'special_supervision', 'followed_up')),
    happened_on text not null check (date(happened_on, '+0 days') is happened_on),
    because text not null check (length(trim(because)) > 0),
    case_number text not null default '',
    event_seq integer not null references events (seq)
) strict;

-- One row for each step of the four-step chain of A-17.
create table village_grades (
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

create index score_lines_by_sheet on score_lines (sheet_id);
create index score_vetoes_by_contract on score_vetoes (contract_id);
create index score_objections_by_sheet on score_objections (sheet_id);
create index village_grades_by_village on village_grades (division_code, scheme, year);

create trigger only_offices_are_scored before insert on score_sheets
when not exists (
    select 1 from contract_parties s join parties p on p.id = s.party_id join contracts c on c.id = s.contract_id
    where s.contract_id = new.contract_id and s.party_id = new.party_id and c.family = 'agreement'
      and p.type in ('township', 'subdistrict', 'department', 'village_committee', 'community', 'fp_association',
                     'unit', 'employer'))
begin select raise(abort, 'score_sheets: only an office that signed an agreement is assessed, never a person'); end;

create trigger closed_periods_stay_closed before insert on score_sheets
when new.replaces is null
 and exists (select 1 from period_closings where period = new.period and starts_on = new.starts_on)
begin select raise(abort, 'score_sheets: this period is closed'); end;

create trigger signed_sheets_stay_as_signed before insert on score_lines
when exists (select 1 from score_signatures where sheet_id = new.sheet_id)
begin select raise(abort, 'score_lines: this sheet is signed'); end;

create trigger sheets_add_up_when_signed before insert on score_signatures
when (select coalesce(sum(weight_hundredths), 0) from score_lines where sheet_id = new.sheet_id)
     <> (select total_hundredths from score_sheets where id = new.sheet_id)
begin select raise(abort, 'score_signatures: the weights do not add up to the total'); end;

create trigger two_hands_sign_a_sheet before insert on score_signatures
when exists (select 1 from score_signatures where sheet_id = new.sheet_id and name = new.name)
begin select raise(abort, 'score_signatures: assessor, assessed and checker are different people'); end;

create trigger periods_close_signed before insert on period_closings
when exists (
    select 1 from score_sheets s
    where s.period = new.period and s.starts_on = new.starts_on
      and 2 > (select count(*) from score_signatures g
               where g.sheet_id = s.id and g.role in ('assessor', 'assessed')))
begin select raise(abort, 'period_closings: a sheet of this period is not signed by both'); end;

create trigger grades_climb_step_by_step before insert on village_grades
when new.level <> 'village' and not exists (
    select 1 from village_grades g
    where g.division_code = new.division_code and g.scheme = new.scheme and g.grade = new.grade
      and g.year = new.year and g.decision = 'passed'
      and g.level = case new.level when 'township' then 'village' when 'county' then 'township' else 'county' end)
begin select raise(abort, 'village_grades: the level below has not passed it'); end;

-- The sheet that counts is the one nobody replaced; both stay.
create view sheet_scores as
select s.id as sheet_id, s.contract_id, s.party_id, s.period, s.starts_on, s.ends_on, s.total_hundredths,
       s.total_hundredths - coalesce(sum(l.deduction_hundredths), 0) as score_hundredths,
       (select count(*) from score_signatures g
        where g.sheet_id = s.id and g.role in ('assessor', 'assessed')) = 2 as is_signed,
       not exists (select 1 from score_sheets r where r.replaces = s.id) as counts,
       s.replaces
from score_sheets s left join score_lines l on l.sheet_id = s.id
group by s.id;

create trigger score_sheets_refuse_update before update on score_sheets
begin select raise(abort, 'score_sheets: rows are never changed'); end;
create trigger score_sheets_refuse_delete before delete on score_sheets
begin select raise(abort, 'score_sheets: rows are never deleted'); end;
create trigger score_sheets_refuse_replace before insert on score_sheets
when exists (select 1 from score_sheets where id = new.id)
   or exists (select 1 from score_sheets where replaces = new.replaces)
   or exists (select 1 from score_sheets where contract_id = new.contract_id and period = new.period and starts_on = new.starts_on and replaces is null and new.replaces is null)
begin select raise(abort, 'score_sheets: this row is already there'); end;

create trigger score_lines_refuse_update before update on score_lines
begin select raise(abort, 'score_lines: rows are never changed'); end;
create trigger score_lines_refuse_delete before delete on score_lines
begin select raise(abort, 'score_lines: rows are never deleted'); end;
create trigger score_lines_refuse_replace before insert on score_lines
when exists (select 1 from score_lines where id = new.id)
   or exists (select 1 from score_lines where sheet_id = new.sheet_id and ordinal = new.ordinal)
begin select raise(abort, 'score_lines: this row is already there'); end;

create trigger score_signatures_refuse_update before update on score_signatures
begin select raise(abort, 'score_signatures: rows are never changed'); end;
create trigger score_signatures_refuse_delete before delete on score_signatures
begin select raise(abort, 'score_signatures: rows are never deleted'); end;
create trigger score_signatures_refuse_replace before insert on score_signatures
when exists (select 1 from score_signatures where id = new.id)
   or exists (select 1 from score_signatures where sheet_id = new.sheet_id and role = new.role)
begin select raise(abort, 'score_signatures: this row is already there'); end;

create trigger period_closings_refuse_update before update on period_closings
begin select raise(abort, 'period_closings: rows are never changed'); end;
create trigger period_closings_refuse_delete before delete on period_closings
begin select raise(abort, 'period_closings: rows are never deleted'); end;
create trigger period_closings_refuse_replace before insert on period_closings
when exists (select 1 from period_closings where id = new.id)
   or exists (select 1 from period_closings where period = new.period and starts_on = new.starts_on)
begin select raise(abort, 'period_closings: this row is already there'); end;

create trigger score_vetoes_refuse_update before update on score_vetoes
begin select raise(abort, 'score_vetoes: rows are never changed'); end;
create trigger score_vetoes_refuse_delete before delete on score_vetoes
begin select raise(abort, 'score_vetoes: rows are never deleted'); end;
create trigger score_vetoes_refuse_replace before insert on score_vetoes
when exists (select 1 from score_vetoes where id = new.id)
begin select raise(abort, 'score_vetoes: this row is already there'); end;

create trigger score_objections_refuse_update before update on score_objections
begin select raise(abort, 'score_objections: rows are never changed'); end;
create trigger score_objections_refuse_delete before delete on score_objections
begin select raise(abort, 'score_objections: rows are never deleted'); end;
create trigger score_objections_refuse_replace before insert on score_objections
when exists (select 1 from score_objections where id = new.id)
begin select raise(abort, 'score_objections: this row is already there'); end;

create trigger score_answers_refuse_update before update on score_answers
begin select raise(abort, 'score_answers: rows are never changed'); end;
create trigger score_answers_refuse_delete before delete on score_answers
begin select raise(abort, 'score_answers: rows are never deleted'); end;
create trigger score_answers_refuse_replace before insert on score_answers
when exists (select 1 from score_answers where id = new.id)
   or exists (select 1 from score_answers where objection_id = new.objection_id)
begin select raise(abort, 'score_answers: this row is already there'); end;

create trigger office_standings_refuse_update before update on office_standings
begin select raise(abort, 'office_standings: rows are never changed'); end;
create trigger office_standings_refuse_delete before delete on office_standings
begin select raise(abort, 'office_standings: rows are never deleted'); end;
create trigger office_standings_refuse_replace before insert on office_standings
when exists (select 1 from office_standings where id = new.id)
begin select raise(abort, 'office_standings: this row is already there'); end;

create trigger village_grades_refuse_update before update on village_grades
begin select raise(abort, 'village_grades: rows are never changed'); end;
create trigger village_grades_refuse_delete before delete on village_grades
begin select raise(abort, 'village_grades: rows are never deleted'); end;
create trigger village_grades_refuse_replace before insert on village_grades
when exists (select 1 from village_grades where id = new.id)
begin select raise(abort, 'village_grades: this row is already there'); end;
