-- 0210_withdraw_grades: a step of a grade, or a rung of the ladder, entered for the wrong village stood there for good.
-- As in 0181: the row stays, what is added says that it counts no more. The last one is taken back first, so that no
-- step stands without the one below it.

create table grade_withdrawals (
    id integer primary key check (id > 0),
    grade_id integer not null unique references village_grades (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

create table rung_withdrawals (
    id integer primary key check (id > 0),
    rung_id integer not null unique references office_standings (id),
    because text not null check (length(trim(because)) > 0),
    event_seq integer not null references events (seq)
) strict;

create view standing_grades as
select g.* from village_grades g where not exists (select 1 from grade_withdrawals w where w.grade_id = g.id);

create view standing_rungs as
select o.* from office_standings o where not exists (select 1 from rung_withdrawals w where w.rung_id = o.id);

create trigger grade_withdrawals_refuse_update before update on grade_withdrawals
begin select raise(abort, 'grade_withdrawals: rows are never changed'); end;
create trigger grade_withdrawals_refuse_delete before delete on grade_withdrawals
begin select raise(abort, 'grade_withdrawals: rows are never deleted'); end;
create trigger grade_withdrawals_refuse_replace before insert on grade_withdrawals
when exists (select 1 from grade_withdrawals where id = new.id)
   or exists (select 1 from grade_withdrawals where grade_id = new.grade_id)
begin select raise(abort, 'grade_withdrawals: this row is already there'); end;
create trigger rung_withdrawals_refuse_update before update on rung_withdrawals
begin select raise(abort, 'rung_withdrawals: rows are never changed'); end;
create trigger rung_withdrawals_refuse_delete before delete on rung_withdrawals
begin select raise(abort, 'rung_withdrawals: rows are never deleted'); end;
create trigger rung_withdrawals_refuse_replace before insert on rung_withdrawals
when exists (select 1 from rung_withdrawals where id = new.id)
   or exists (select 1 from rung_withdrawals where rung_id = new.rung_id)
begin select raise(abort, 'rung_withdrawals: this row is already there'); end;

create trigger grades_are_taken_back_from_the_top before insert on grade_withdrawals
when exists (
    select 1 from village_grades g
    join standing_grades a on a.division_code = g.division_code and a.scheme = g.scheme and a.grade = g.grade
                          and a.year = g.year and a.id > g.id
    where g.id = new.grade_id)
begin select raise(abort, 'grade_withdrawals: a later step of this grade stands'); end;

create trigger rungs_are_taken_back_from_the_top before insert on rung_withdrawals
when exists (
    select 1 from office_standings o join standing_rungs a on a.division_code = o.division_code and a.id > o.id
    where o.id = new.rung_id)
begin select raise(abort, 'rung_withdrawals: a later rung of this office stands'); end;

drop trigger grades_climb_step_by_step;
create trigger grades_climb_step_by_step before insert on village_grades
when new.level <> 'village' and not exists (
    select 1 from standing_grades g
    where g.division_code = new.division_code and g.scheme = new.scheme and g.grade = new.grade
      and g.year = new.year and g.decision = 'passed'
      and g.level = case new.level when 'township' then 'village' when 'county' then 'township' else 'county' end)
begin select raise(abort, 'village_grades: the level below has not passed it'); end;
