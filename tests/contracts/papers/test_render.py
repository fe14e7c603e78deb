"""A reviewed draft becomes paper; what the review refused does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import DocumentError, InputError, KindError, LawError
from contracts.kinds import PrintCopy
from contracts.model import Acceptance, Draft, Finding, Party, Person, Review
from contracts.papers.render import chinese_date, compiled, context, render, template_problems
from contracts.word import blank, texts
from contracts.word.archive import packed, read_parts
from contracts.word.ink import UNPRINTABLE
from contracts.word.reading import printed
from tests.contracts.word.papers import KINDS, MEAN_NAME, draft, lawful, shipped

KIND = shipped("service_contract")
TEMPLATE = blank(KIND)


def drawn(paper: Draft, review: Review | None = None, **options: str) -> bytes:
    """Return the finished service contract."""
    return render(paper, review or lawful(paper), template=TEMPLATE, kind=KIND, **options).content


def household(*names: str, address: str = "石桥村") -> Draft:
    """Return the example contract with another family."""
    people = tuple(Person(role="person", name=name) for name in names)
    other = Party(role="party_b", type="couple", name="、".join(names), persons=people, address=address)
    paper = draft("service_contract")
    return replace(paper, parties=tuple(other if party.role == "party_b" else party for party in paper.parties))


def finding(verdict: str) -> Finding:
    """Return a finding on the first clause."""
    return Finding(rule="CN-X-001", verdict=verdict, where="第1条", text="甲", message="乙", hint="丙")  # type: ignore[arg-type]


@pytest.mark.parametrize("name", KINDS)
def test_every_shipped_kind_renders_and_says_all_that_its_draft_says(name: str) -> None:
    """Title, number, clauses, cells, closing words: read back from the file."""
    paper, kind = draft(name), shipped(name)
    said = printed(render(paper, lawful(paper), template=blank(kind), kind=kind).content)

    words = [paper.title, paper.number, *paper.recital, *paper.closing, *(term.text for term in paper.terms)]
    words += [cell for table in paper.tables for row in table.rows for cell in row]
    assert [word for word in words if word not in said] == []


def test_equal_drafts_give_equal_bytes() -> None:
    """The ledger can rebuild any paper from its hashes."""
    assert drawn(draft("service_contract")) == drawn(draft("service_contract"))


def test_a_document_remembers_what_made_it() -> None:
    """Draft, template and content by hash."""
    paper = draft("service_contract")
    document = render(paper, lawful(paper), template=TEMPLATE, kind=KIND)

    assert document.draft_sha256 == paper.sha256
    assert document.template_sha256 == compiled(TEMPLATE).sha256
    assert len(document.sha256) == 64


def test_the_review_of_another_draft_opens_no_door() -> None:
    """One changed letter needs another review."""
    paper = draft("service_contract")
    with pytest.raises(LawError):
        drawn(replace(paper, title="另一份合同"), lawful(paper))


@pytest.mark.parametrize("verdict", ["void", "obsolete"])
def test_an_unlawful_draft_is_not_printed_even_for_discussion(verdict: str) -> None:
    """The findings come with the refusal."""
    paper = draft("service_contract")
    review = replace(lawful(paper), findings=(finding(verdict),))
    with pytest.raises(LawError) as caught:
        drawn(paper, review, mark="草稿")

    assert caught.value.findings == review.findings


def test_an_undecided_draft_is_printed_only_to_be_talked_over() -> None:
    """草稿 lies behind every page, until a person has decided."""
    paper = draft("service_contract")
    open_ = replace(lawful(paper), findings=(finding("needs_review"),))
    decision = Acceptance(rule="CN-X-001", where="第1条", because="合法", by="李敏", on=date(2026, 3, 1))
    with pytest.raises(LawError):
        drawn(paper, open_)

    assert "草稿" in printed(drawn(paper, open_, mark="草稿")).splitlines()
    assert "草稿" not in printed(drawn(paper, replace(open_, accepted=(decision,)))).splitlines()


@pytest.mark.parametrize("name", [MEAN_NAME, "阿卜杜热合曼·买买提吐尔逊", "A&B<C>公司", "𠮷田"])
def test_a_name_is_printed_as_it_is_written(name: str) -> None:
    """Never a cut paragraph, a blank, or another name."""
    assert name in printed(drawn(household(name)))


@settings(max_examples=25)
@given(st.text(min_size=1, max_size=60).filter(lambda text: not UNPRINTABLE.search(text)))
def test_whatever_stands_in_a_cell_stands_on_the_paper(address: str) -> None:
    """Nothing a roster holds changes the paper around it."""
    paper = household("张三", address=address)

    assert address in printed(drawn(paper))
    assert len(texts(drawn(paper))) == len(texts(drawn(household("张三"))))


def test_a_control_character_is_refused_and_no_file_made() -> None:
    """With its place."""
    with pytest.raises(InputError) as caught:
        drawn(household("张\x07三"))

    assert caught.value.problems[0].where.startswith("party_b.")


@pytest.mark.parametrize(("count", "rows"), [(0, 1), (1, 1), (12, 12)])
def test_an_annex_of_any_length_is_printed(count: int, rows: int) -> None:
    """Sums in capitals, twelve rows, or （无）."""
    paper = draft("service_contract")
    row = ("独生子女父母奖励费", "2026年度", "壹佰零壹万贰仟伍佰元整", "2026年10月31日", "县财政60元；镇财政60元")
    tables = tuple(replace(table, rows=(row,) * count) if table.code == "rewards" else table for table in paper.tables)
    said = printed(drawn(replace(paper, tables=tables))).splitlines()

    assert said.count("壹佰零壹万贰仟伍佰元整") == count
    assert said.count("（无）") == (count == 0)
    assert rows


def test_one_person_alone_is_a_family() -> None:
    """A single parent signs alone; no empty line for a spouse."""
    said = printed(drawn(household("王梅珍"))).splitlines()

    assert said.count("王梅珍") == 1
    assert said.count("王梅珍\t") == 2  # below the contract and below the consent


@pytest.mark.parametrize(
    ("old", "told"),
    [
        ("{{ number }}", "编号"),
        ("{{ title }}", "标题"),
        ("{{ term.text }}", "章节“服务内容”（services）的条款"),
        ("{{ row.amount }}", "金额"),
        ("{{ party_a.name }}", "的名称"),
    ],
)
def test_a_template_that_leaves_something_out_is_refused(old: str, told: str) -> None:
    """An office deletes a line in Word: the paper would say less than the draft."""
    parts = read_parts(TEMPLATE)
    parts = {
        name: data.replace(old.encode(), b"") if name.startswith("word/") else data for name, data in parts.items()
    }
    paper = draft("service_contract")
    with pytest.raises(KindError) as caught:
        render(paper, lawful(paper), template=packed(parts), kind=KIND)

    assert any(told in problem.message for problem in caught.value.problems)


def test_a_misspelt_name_is_found_before_anything_is_printed() -> None:
    """With the name, as written."""
    parts = read_parts(TEMPLATE)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"party_a.phone", b"party_a.fone")
    problems = template_problems(packed(parts), draft("service_contract"), KIND)

    assert [problem.message for problem in problems] == ["没有名为 party_a.fone 的内容"]


def test_a_misspelt_name_is_told_beside_what_is_missing_for_it() -> None:
    """“没有印出标题” alone would not show the clerk where the title was misspelt."""
    parts = read_parts(TEMPLATE)
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"{{ title }}", b"{{ tilte }}")
    problems = template_problems(packed(parts), draft("service_contract"), KIND)

    assert [problem.message for problem in problems] == ["没有名为 tilte 的内容", "没有印出标题"]


def test_a_draft_whose_numbers_word_would_draw_otherwise_is_refused() -> None:
    """The review says 第八条; the paper must too."""
    paper = draft("service_contract")
    with pytest.raises(KindError):
        drawn(replace(paper, terms=paper.terms[1:]))


def test_a_hidden_value_is_noticed_when_the_file_is_read_back() -> None:
    """The template asks for it, but the file does not show it: w:instrText is no text."""
    parts = read_parts(TEMPLATE)
    old = parts["word/document.xml"].decode()
    tag = "{{ party_a.address }}"
    at = old.index(tag)
    start = old.rindex("<w:t ", 0, at)
    new = old[:start] + f"<w:instrText>PAGE {tag}</w:instrText>" + old[old.index("</w:t>", at) + 6 :]
    parts["word/document.xml"] = new.encode()
    paper = draft("service_contract")
    parties = tuple(replace(item, address=item.role + "的地址") for item in paper.parties)
    paper = replace(paper, parties=parties)
    with pytest.raises(DocumentError) as caught:
        render(paper, lawful(paper), template=packed(parts), kind=KIND)

    assert caught.value.problems[0].message == "party_a.address 没有全部印出来"


def test_the_context_holds_only_plain_values() -> None:
    """An object in a template is a door into the program."""

    def kinds_of(value: object) -> set[type]:
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        return {type(value)}.union(*map(kinds_of, inner))

    assert kinds_of(context(draft("service_contract"), KIND)) <= {dict, list, str}


def test_a_notice_carries_no_number_of_a_person() -> None:
    """The house's own context would offer it; the notice does not ask."""
    program = compiled(blank(shipped("reward_support_notice")))

    assert not [name for name in program.names if "id_number" in name or "birth" in name]


@pytest.mark.parametrize(("day", "words"), [(date(2026, 3, 5), "2026年3月5日"), (None, "")])
def test_days_are_printed_without_leading_zeros(day: date | None, words: str) -> None:
    """GB/T 9704; an unknown day is not invented."""
    assert chinese_date(day) == words


def test_a_copy_carries_the_annexes_that_the_print_set_names() -> None:
    """What goes into one set is said once in the manifest; the unnamed copy carries all."""
    third = PrintCopy(label="丙方存", annexes=("rewards",))
    kind = replace(KIND, print_set=(PrintCopy(label="甲方存"), third))
    paper = draft("service_contract")

    def words(label: str) -> str:
        return printed(render(paper, lawful(paper), template=blank(kind), kind=kind, copy_label=label).content)

    assert "信息告知与同意" in words("甲方存")
    assert "信息告知与同意" in words("")
    assert "信息告知与同意" not in words("丙方存")
    assert "奖励兑现表" in words("丙方存")
    assert "（无）" not in words("丙方存")


def test_a_word_file_that_cannot_leave_an_annex_off_is_refused() -> None:
    """It would print an empty annex."""
    kind = replace(KIND, print_set=(PrintCopy(label="丙方存", annexes=()),))
    paper = draft("service_contract")
    parts = read_parts(blank(kind))
    body = parts["word/document.xml"].decode().replace("tables.consent.shown", "tables.consent.title")
    parts["word/document.xml"] = body.encode()

    with pytest.raises(KindError) as caught:
        render(paper, lawful(paper), template=packed(parts), kind=kind, copy_label="丙方存")

    assert "“丙方存”不附 consent 的条件" in caught.value.problems[0].message
