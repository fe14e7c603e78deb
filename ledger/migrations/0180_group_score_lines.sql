-- 0180_group_score_lines: the points of an office could not be added up by 保障、管理、服务、绩效、激励 (I-22).
-- A table of its own: lines written before have no class and stay as they were hashed. The list is closed, so that
-- no class can be a person.

create table score_line_classes (
    id integer primary key check (id > 0),
    sheet_id integer not null,
    ordinal integer not null,
    class text not null check (class in ('保障', '管理', '服务', '绩效', '激励')),
    event_seq integer not null references events (seq),
    unique (sheet_id, ordinal),
    foreign key (sheet_id, ordinal) references score_lines (sheet_id, ordinal)
) strict;

create trigger signed_sheets_keep_their_classes before insert on score_line_classes
when exists (select 1 from score_signatures where sheet_id = new.sheet_id)
begin select raise(abort, 'score_line_classes: this sheet is signed'); end;

create trigger score_line_classes_refuse_update before update on score_line_classes
begin select raise(abort, 'score_line_classes: rows are never changed'); end;
create trigger score_line_classes_refuse_delete before delete on score_line_classes
begin select raise(abort, 'score_line_classes: rows are never deleted'); end;
create trigger score_line_classes_refuse_replace before insert on score_line_classes
when exists (select 1 from score_line_classes where id = new.id)
   or exists (select 1 from score_line_classes where sheet_id = new.sheet_id and ordinal = new.ordinal)
begin select raise(abort, 'score_line_classes: this row is already there'); end;
