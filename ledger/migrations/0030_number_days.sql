-- 0030_number_days: how late is asked in plain SQL: every engine subtracts numbers, none does it with days like another.
-- The number of a day is days_before of its month plus its day of the month; between two numbers lie as many days.

create table month_days (
    month text primary key check (length(month) = 7),
    days_before integer not null unique
) strict;
insert into month_days
with recursive months (first_day) as (
    select '1900-01-01' union all select date(first_day, '+1 month') from months where first_day < '2199-12-01'
)
select substr(first_day, 1, 7), cast(julianday(first_day) - 0.5 as integer) from months;

create trigger month_days_refuse_update before update on month_days
begin select raise(abort, 'month_days: rows are never changed'); end;
create trigger month_days_refuse_delete before delete on month_days
begin select raise(abort, 'month_days: rows are never deleted'); end;
create trigger month_days_refuse_insert before insert on month_days
begin select raise(abort, 'month_days: there are all of them'); end;

-- Agreements are few among many contracts.
create index agreements_by_end on contracts (ends_on) where family = 'agreement';
