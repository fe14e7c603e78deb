-- 0021_add_books: the registers an office keeps beside its contracts; each book's columns are a closed list.
-- cells holds the columns of that book as JSON text; ledger/registers/*.toml says which they are. A wrong line is
-- withdrawn by another that names it; both stay.
create table book_lines (
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
create index book_lines_by_book on book_lines (book, happened_on);
create index book_lines_by_follows on book_lines (follows) where follows is not null;

create trigger book_retractions_stay_in_their_book before insert on book_lines
when new.retracts is not null
 and not exists (select 1 from book_lines where id = new.retracts and book = new.book and retracts is null)
begin select raise(abort, 'book_lines: a line withdraws a line of the same book'); end;

create view standing_book_lines as
select b.* from book_lines b
where b.retracts is null and not exists (select 1 from book_lines r where r.retracts = b.id);

create trigger book_lines_refuse_update before update on book_lines
begin select raise(abort, 'book_lines: rows are never changed'); end;
create trigger book_lines_refuse_delete before delete on book_lines
begin select raise(abort, 'book_lines: rows are never deleted'); end;
create trigger book_lines_refuse_replace before insert on book_lines
when exists (select 1 from book_lines where id = new.id)
   or exists (select 1 from book_lines where retracts = new.retracts)
begin select raise(abort, 'book_lines: this row is already there'); end;
