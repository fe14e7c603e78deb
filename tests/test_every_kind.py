"""Every kind that ships: its words are kept, no value breaks its paper, and no day outside its window is signed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from contracts.errors import InputError, LawError
from contracts.kinds import Kind, PrintCopy, load_kinds, shipped_folder, spoken
from contracts.model import Draft, Party, Review, Table
from contracts.papers.columns import INTAKE
from contracts.papers.drafting import check_issuable
from contracts.papers.printing import Press
from contracts.papers.proofs import every_choice, example
from contracts.reading.layouts import ColumnRule, Layout, layout_named
from contracts.settings import FILE_NAME, office_toml
from contracts.word.archive import read_parts
from contracts.word.board import enlarged
from contracts.word.reading import printed
from contracts.word.remarks import Remark, mark
from tests.clerks_office import office_at
from tests.contracts.example_office import OFFICE
from tests.contracts.word.conftest import Part, p, word_file
from tests.contracts.word.schema_order import disorder

KINDS = load_kinds(shipped_folder())
GOLDEN = Path(__file__).parent / "golden"
SIGNED = date(2026, 3, 5)
ISSUED = date(2026, 11, 23)
"""When papers from the ledger are made: the days of which their examples speak are past, or their posting begins."""
HOSTILE = "A&B<某>\"甲\"'乙' {{ 7*7 }} {% raw %} ${x} ../"
LARGEST_FEN = 1_012_500_00
LARGEST = "壹佰零壹万贰仟伍佰元整"


def signing_day(kind: Kind) -> date:
    """Return a day on which the kind may or might be signed."""
    day = ISSUED if kind.subject == "ledger" else SIGNED
    return min(day, kind.issued_to or day)


def paper_of(draft: Draft, kind: Kind, label: str = "") -> bytes:
    """Return one finished copy, whatever a review would say."""
    lawful = Review(draft_sha256=draft.sha256, as_of=draft.signing_on, place=draft.place, packs=())
    template = kind.template_path(kind.locale).read_bytes()
    return Press(kind=kind, template=template, mark="").paper(draft, lawful, label).content


def with_piece(kind: Kind, piece: PrintCopy) -> Draft:
    """Return the example under options for which there is that piece of the print set."""
    chosen = kind.first_options() | {name: codes[0] for name, codes in piece.only}
    return example(kind, signing_on=signing_day(kind), chosen=chosen)


def words_of(kind: Kind) -> str:
    """Return the words of the example, then for each option what it adds, then each copy that is not the whole."""
    first, *others = every_choice(kind)
    draft = example(kind, signing_on=signing_day(kind), chosen=first)
    whole = printed(paper_of(draft, kind, kind.copies[0] if kind.copies else "")).splitlines()
    parts = ["\n".join(whole)]
    for chosen in others:
        lines = printed(paper_of(example(kind, signing_on=signing_day(kind), chosen=chosen), kind)).splitlines()
        option = next(f"{name} = {code}" for name, code in chosen.items() if first[name] != code)
        parts.append("\n".join([f"=== {option}", *(line for line in lines if line not in whole)]))
    parts += [
        f"=== {copy.label}\n" + printed(paper_of(with_piece(kind, copy), kind, copy.label))
        for copy in kind.print_set[1:]
        if copy.stub or copy.annexes is not None
    ]
    return "\n\n".join(parts).rstrip() + "\n"


IN_LANGUAGES = {
    name if locale == "zh_CN" else f"{name}.{locale}": (name, locale)
    for name, kind in KINDS.items()
    for locale, _ in kind.template
}


@pytest.mark.parametrize("words", sorted(IN_LANGUAGES))
def test_the_words_of_a_kind_change_only_on_purpose(words: str, pytestconfig: pytest.Config) -> None:
    """What a clerk signs is read in review as text, in every language; ``pytest --update`` rewrites it."""
    name, locale = IN_LANGUAGES[words]
    path = GOLDEN / f"{words}.txt"
    fresh = words_of(spoken(KINDS[name], locale))
    if pytestconfig.getoption("--update"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(fresh, encoding="utf-8")

    assert path.read_text(encoding="utf-8") == fresh


def test_no_golden_text_outlives_its_kind() -> None:
    """A kind that has gone takes its words with it."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(IN_LANGUAGES)


def spoilt(kind: Kind, words: str, fen: int = LARGEST_FEN) -> Kind:
    """Return a kind whose example has these words in every text and this sum in every money field."""
    types: Mapping[str, str] = {item.name: item.type for item in kind.fields}

    def value(name: str, old: str) -> str:
        kept = {"money": str(fen), "date": old, "int": old, "percent": old}
        return kept.get(types.get(name, "text"), words)

    given = dict(kind.example) | {item.name: item.default or words for item in kind.fields if not item.required}
    rows = tuple(
        (source, tuple({key: str(fen) if key.endswith("_fen") else words for key in row} for row in rows))
        for source, rows in kind.example_rows
    )
    return replace(kind, example=tuple((name, value(name, old)) for name, old in given.items()), example_rows=rows)


def everywhere(party: Party, words: str) -> Party:
    """Return a party with these words wherever somebody may type."""
    persons = tuple(replace(person, name=words) for person in party.persons)
    return replace(
        party, name=words, persons=persons, representative=words, post=words, address=words, group=words,
        liaison=words,
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(KINDS))
def test_hostile_words_are_printed_as_they_are(name: str) -> None:
    """Markup, quotes, braces and ways out of the folder are words like any others, in every field and party."""
    kind = KINDS[name]
    whole = example(spoilt(kind, HOSTILE), signing_on=signing_day(kind))
    draft = replace(whole, parties=tuple(everywhere(party, HOSTILE) for party in whole.parties))

    for label in ("", *(copy.label for copy in kind.print_set if copy.stub)):
        content = paper_of(draft, kind, label)
        assert HOSTILE in printed(content) or not draft.parties
        assert docx.Document(io.BytesIO(content)).paragraphs


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_longest_values_are_printed_whole(name: str) -> None:
    """A name of twelve characters, an address of forty, a sum of a million: nothing is cut (issue 5)."""
    kind = KINDS[name]
    draft = example(spoilt(kind, "阿依古丽·买买提吐尔逊江"), signing_on=signing_day(kind), long=True)
    text = printed(paper_of(draft, kind))

    if kind.family == "contract" and not kind.register_only:
        assert all(party.address in text for party in draft.parties)
        assert all(person.name in text for party in draft.parties for person in party.signers)
    if any(term.amount_fen == LARGEST_FEN for term in draft.terms):
        assert LARGEST in text


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind.fields or kind.roles))
@pytest.mark.parametrize("letter", ["\x07", "\x00", "\u2028"])
def test_a_control_character_is_refused_in_every_field(name: str, letter: str) -> None:
    """It would break the file or hide words."""
    kind = KINDS[name]
    whole = example(kind, signing_on=signing_day(kind))
    parties = tuple(everywhere(party, f"张{letter}三") for party in whole.parties)
    spoilt = [replace(whole, parties=parties)] if parties else []
    spoilt += [replace(whole, tables=tables) for tables in _spoilt_tables(whole, f"上{letter}坪")]
    if whole.recital:
        spoilt.append(replace(whole, recital=(f"为{letter}落实", *whole.recital[1:])))

    assert spoilt
    for draft in spoilt:
        with pytest.raises(InputError):
            paper_of(draft, kind)


def _spoilt_tables(draft: Draft, words: str) -> list[tuple[Table, ...]]:
    """Return the tables with one cell spoilt: the first of the first row of one that is printed with rows."""
    return [
        tuple(replace(item, rows=((words, *item.rows[0][1:]), *item.rows[1:])) if item is one else item
              for item in draft.tables)
        for one in draft.tables[:1]
        if one.rows
    ]  # fmt: skip


SAMPLES = {
    "wife.name": "王梅珍", "wife.id_number": "429999198912154824", "husband.name": "陶立志",
    "husband.id_number": "429999198706103911", "person.name": "王梅珍", "person.id_number": "429999198912154824",
    "values.organisation": "示范县青河毛纺织有限公司", "values.address": "青河镇工业路3号",
    "values.room_address": "上坪村2组11号", "values.village": "上坪村",
    "values.residence_place": "上坪村2组8号", "values.group": "2组",
}  # fmt: skip
BY_TYPE = {
    "date": "2026-02-10", "count": "12", "money": "60元", "percent": "98%", "division": "429999101201", "name": "李敏",
    "credit_code": "91429900MA48000018", "phone": "13900000002",
}  # fmt: skip
DRAFTED = sorted(name for name, kind in KINDS.items() if kind.subject != "ledger" and not kind.register_only)


def sample(rule: ColumnRule, layout: Layout, kind: Kind) -> str:
    """Return what a clerk might write under a heading of the kind's intake form."""
    key = rule.field.partition(".")[2]
    rows = [row for _, rows in kind.example_rows for row in rows[:1]]
    shown = dict(kind.example) | {name: text for row in rows for name, text in row.items()}
    choice = next((item.options[0][1] for item in kind.choices if item.name == key), "")
    known = SAMPLES.get(rule.field) or choice or BY_TYPE.get(dict(layout.types).get(key, ""), "")
    return known or ("" if rule.field.startswith(("child", "husband", "wife")) else shown.get(key, ""))


@pytest.mark.parametrize("name", DRAFTED)
def test_a_kind_is_drafted_from_its_own_intake_form(name: str, tmp_path: Path) -> None:
    """The form that ``roster columns`` gives, filled in, is enough; whatever is missing would be asked for."""
    kind = KINDS[name]
    layout = layout_named(kind.roster or INTAKE[kind.subject])
    assert layout is not None
    clerk = office_at(tmp_path / "青河镇")
    values = tuple((name, key, text) for key, text in kind.example)
    (clerk.folder / FILE_NAME).write_text(office_toml(replace(OFFICE, values=values)), encoding="utf-8")
    roster = clerk.folder / "名册.csv"
    cells = [sample(rule, layout, kind) for rule in layout.columns]
    with roster.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[rule.heading for rule in layout.columns], cells])

    drafted = clerk.run("draft", name, roster, "--batch", "2026A", "--one-file", "-o", clerk.folder)

    assert drafted.exit_code == 0, drafted.stderr
    bound = printed((clerk.folder / f"{name}_2026A" / f"打印_{name}_2026A.docx").read_bytes())
    assert all(label in bound for label in kind.copies)
    registered = clerk.run("register", clerk.folder / f"{name}_2026A", "--signed-on", "2026-11-22")
    assert registered.exit_code == 0, registered.stderr


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind.issued_from))
def test_a_kind_is_refused_before_its_first_day(name: str) -> None:
    """Exit 4, with the window."""
    kind = KINDS[name]
    assert kind.issued_from is not None
    with pytest.raises(LawError) as caught:
        check_issuable(kind, kind.issued_from - timedelta(days=1))
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind.issued_to))
def test_a_kind_is_refused_after_its_last_day(name: str) -> None:
    """What is out of date is copied, never issued (domain 1.1, history)."""
    kind = KINDS[name]
    assert kind.issued_to is not None
    with pytest.raises(LawError) as caught:
        check_issuable(kind, kind.issued_to + timedelta(days=1))
    assert "shouyue copy" in caught.value.findings[0].hint


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_piece_of_the_print_set_carries_its_own_label(name: str) -> None:
    """Whoever holds one of several copies sees whose it is."""
    kind = KINDS[name]
    drafts = [example(kind, signing_on=signing_day(kind), chosen=chosen) for chosen in every_choice(kind)]
    pieces: tuple[PrintCopy, ...] = kind.print_set

    assert {label for draft in drafts for label in draft.copies} == {piece.label for piece in pieces}
    for piece in pieces if len(pieces) > 1 else ():
        draft = with_piece(kind, piece)
        assert piece.label in draft.copies
        assert piece.label in printed(paper_of(draft, kind, piece.label))


def papers_of(kind: Kind) -> Iterator[bytes]:
    """Yield the example in each language under each option, and of the first option the last copy too."""
    for locale, _ in kind.template:
        said = spoken(kind, locale)
        for number, chosen in enumerate(every_choice(said)):
            draft = example(said, signing_on=signing_day(said), chosen=chosen)
            ends = (*said.copies[:1], *(said.copies[-1:] if not number else ()))
            yield from (paper_of(draft, said, label) for label in dict.fromkeys(ends or ("",)))


@pytest.mark.parametrize("name", KINDS)
def test_elements_stand_in_the_order_that_word_enforces(name: str) -> None:
    """In the template, the stub, the board form of a notice, and finished papers of every language and option."""
    kind = KINDS[name]
    files = [path.read_bytes() for path in sorted(kind.folder.glob("*.docx"))]
    files += [enlarged(files[0])] if kind.family == "notice" else []

    assert [fault for content in (*files, *papers_of(kind)) for fault in disorder(content)] == []


def test_a_paper_with_remarks_and_endnotes_is_in_order_too() -> None:
    """Comments are ours, at every paragraph; an endnote is what an office has in its own Word file."""
    kind = KINDS["service_contract"]
    content = kind.template_path("zh_CN").read_bytes()
    places = len(list(docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p"))))
    marked = mark(content, [Remark(anchor=place, lines=("甲", "乙")) for place in range(places)], on=SIGNED)
    note = p("见附件。", properties='<w:jc w:val="left"/><w:keepNext/>')
    part = Part("endnotes", "endnotes", f'<w:endnote w:id="1">{note}</w:endnote>')
    noted = word_file(p("第一条 提供服务。"), parts={"endnotes.xml": part})

    assert disorder(marked) == []
    assert "word/comments.xml" in read_parts(marked)
    assert disorder(noted) == ["word/endnotes.xml: pPr: jc keepNext"]


def test_another_order_is_seen() -> None:
    """The alignment of a paragraph before its indent, a run's size before its face, a cell that ends with a table."""
    paper = docx.Document()
    run = paper.add_paragraph("甲").add_run("乙")
    run._r.append(run._r.makeelement(qn("w:rPr"), {}))
    paper.paragraphs[0]._p.get_or_add_pPr().extend(
        [run._r.makeelement(qn(tag), {}) for tag in ("w:jc", "w:ind")]
    )
    target = io.BytesIO()
    paper.save(target)

    assert disorder(target.getvalue()) == [
        "word/document.xml: pPr: jc ind", "word/document.xml: r: rPr is not first",
    ]  # fmt: skip
