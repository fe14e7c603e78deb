"""A reviewed draft becomes a Word file; what the review refused does not.

:func:`render` takes the draft and its review: nobody reaches the printing of an unlawful paper by
forgetting. The finished file is read back and every value that went in must stand in it. A document is
a pure function of template, draft and mark: equal drafts give equal bytes.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from contracts.errors import DocumentError, KindError, LawError
from contracts.identity import birth_words
from contracts.kinds import ROLE_NAMES, Kind, PrintCopy, spoken
from contracts.model import Document, Draft, Party, Person, Problem, Review, Table
from contracts.papers.filename import file_name
from contracts.papers.omissions import omissions, unknown_names
from contracts.papers.speech import spoken_context

if TYPE_CHECKING:
    from contracts.word.squeeze import Squeeze
    from contracts.word.stack import Parts
    from contracts.word.template import Pressing, Template

DISCUSSION = "草稿"
"""The mark under which an undecided draft may be printed to be talked over."""

_DRAWN = ("code.size", "code.path")
"""What is drawn, not written: the code of a certificate."""

_ROLE_LABELS = {
    "wife": "妻", "husband": "夫", "person": "本人", "spouse": "配偶", "head": "户主", "child": "子女",
}  # fmt: skip
_SHOWN = "是"
"""What a template asks about a table or a name; it is never printed."""
_UNPRINTED = "核对它的占位符是不是少了一处，或者放在了不成立的 {% if … %} 里"
_FLAGS = (".shown", ".long")
_LONG = 8
"""From so many characters on a name leaves no room to sign beside it."""
OWN_WORDS = frozenset(_ROLE_LABELS.values())
"""What the program calls people on a paper; a translation may name them."""
_GENDERS = {"female": "女", "male": "男", None: ""}


def render(
    draft: Draft,
    review: Review,
    *,
    template: bytes,
    kind: Kind,
    mark: str = "",
    copy_label: str = "",
    squeeze: Squeeze | None = None,
) -> Document:
    """Return the finished paper.

    Args:
        draft: What stands on the paper.
        review: The review of this very draft.
        template: The Word file of the kind.
        kind: The kind of the draft; its labels are printed.
        mark: 草稿, 副本 or 作废 behind the text; empty for the paper that is signed.
        copy_label: Whose copy it is, e.g. 甲方存; the kind's print set says which annexes it carries.
        squeeze: How the file is deflated; by default so that the same draft gives the same bytes anywhere.

    Raises:
        LawError: The review is of another draft, refuses it, or leaves something undecided (a draft for
            discussion, marked 草稿, may be undecided).
        KindError: The template asks for what the draft has not, or leaves out what must be printed.
        InputError: A value cannot be printed.
        DocumentError: The finished file does not say what went in.
    """
    from contracts.word.squeeze import ARCHIVE

    program, made = _pressed(draft, review, template=template, kind=kind, mark=mark, copy_label=copy_label)
    content = program.bound(made, squeeze or ARCHIVE)
    return Document(
        name=file_name(draft, copy_label),
        draft_sha256=_digest(draft),
        template_sha256=program.sha256,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def loose(draft: Draft, review: Review, *, template: bytes, kind: Kind, mark: str = "", copy_label: str = "") -> Parts:
    """Return the parts of a finished paper for a print file: as :func:`render`, but packed into no file of its own.

    Raises:
        ShouyueError: See :func:`render`.
    """
    program, made = _pressed(draft, review, template=template, kind=kind, mark=mark, copy_label=copy_label)
    return program.loose(made)


def _pressed(
    draft: Draft, review: Review, *, template: bytes, kind: Kind, mark: str, copy_label: str
) -> tuple[Template, Pressing]:
    kind = spoken(kind, draft.locale)
    _refuse_unreviewed(draft, review, _digest(draft), mark)
    program = compiled(template)
    values = context(draft, kind, mark=mark, copy_label=copy_label)
    _refuse_silent_template(draft, program, kind, kind.copy_labelled(copy_label))
    made = program.pressed(values)
    _refuse_difference(made, values, program)
    return program, made


_hashed: list[tuple[Draft, str]] = []


def _digest(draft: Draft) -> str:
    """Return the draft's hash; the copies of one paper are made one after another and hash it once."""
    if not _hashed or _hashed[0][0] is not draft:
        _hashed[:] = [(draft, draft.sha256)]
    return _hashed[0][1]


@functools.lru_cache(maxsize=16)
def compiled(template: bytes) -> Template:
    """Return a template ready to fill; the last sixteen are remembered, more lie in the user's cache."""
    from contracts.word.shelf import shelf
    from contracts.word.template import Template

    return Template(template, cache=shelf())


def template_problems(template: bytes, draft: Draft, kind: Kind) -> tuple[Problem, ...]:
    """Return what is wrong with a kind's Word file, tried with an example draft of the kind.

    Raises:
        DocumentError: Not a Word file that is safe to open.
    """
    unknown = tag_problems(template, draft, kind)
    try:
        names = compiled(template).names
    except KindError:
        return unknown
    return tuple(dict.fromkeys((*unknown, *omissions(draft, names, kind))))


def tag_problems(template: bytes, draft: Draft, kind: Kind) -> tuple[Problem, ...]:
    """Return what is wrong with the tags of a Word file: those that cannot be read, and names that are not there.

    Raises:
        DocumentError: Not a Word file that is safe to open.
    """
    try:
        program = compiled(template)
    except KindError as error:
        return error.problems
    return unknown_names(program.names, frozenset(_paths(context(draft, kind), "")), kind)


def _refuse_unreviewed(draft: Draft, review: Review, digest: str, mark: str) -> None:
    if review.draft_sha256 != digest:
        raise LawError(f"{draft.number}：审查的不是这一份草案，没有生成文件。请重新审查。")
    if review.refused:
        raise LawError(f"{draft.number}：有 {len(review.refused)} 处违法内容，没有生成文件。", review.refused)
    if review.undecided and mark != DISCUSSION:
        summary = f"{draft.number}：有 {len(review.undecided)} 处需要人工审查，没有生成文件。"
        raise LawError(summary, review.undecided)


def context(draft: Draft, kind: Kind, *, mark: str = "", copy_label: str = "") -> dict[str, Any]:
    """Return what a Word template may name: texts, and dicts and lists of texts.

    ``title number number_label copy_label mark starts_on ends_on signing_date`` are texts;
    ``recital closing`` lists of texts; ``sections.<code>`` has ``heading`` and ``terms`` (each ``text``);
    ``tables.<code>`` has ``caption title annex rows`` and whether it is ``shown`` on this copy; ``party_a`` and
    the other roles have ``label
    short_label label_note name representative post address phone group division_code credit_code liaison
    liaison_phone shown signers`` (each ``name role_label id_number gender birth long``); ``values.<field>`` are the
    kind's fields as printed. A certificate has ``code.size`` and ``code.path``, the QR code as a drawing.

    Raises:
        KindError: The draft has a section or a clause number that the kind cannot print.
    """
    labels = {role.name: role.label for role in kind.roles}
    found: dict[str, Any] = {
        "title": draft.title,
        "number": draft.number,
        "number_label": kind.number_label,
        "copy_label": copy_label,
        "mark": mark,
        "starts_on": chinese_date(draft.starts_on),
        "ends_on": chinese_date(draft.ends_on),
        "signing_date": chinese_date(draft.signing_on),
        "recital": list(draft.recital),
        "closing": list(draft.closing),
        "sections": _sections(draft, kind),
        "tables": {table.code: _table(table, kind, shown=_is_shown(table, kind, copy_label)) for table in draft.tables},
        "values": dict(draft.values),
    }
    if draft.family == "certificate":
        found["code"] = _code(draft)
    found |= {role.name: _nobody() for role in kind.roles if role.only}
    found |= {party.role: _party(party, labels.get(party.role, "")) for party in draft.parties}
    return spoken_context(found, draft)


def _code(draft: Draft) -> dict[str, Any]:
    """Return the drawing of a certificate's code: ``size`` in modules and ``path`` of VML."""
    from contracts.qr import code_drawing, code_text

    size, path = code_drawing(code_text(draft.number, _digest(draft)))
    return {"size": str(size), "path": path}


def chinese_date(day: date | None) -> str:
    """Return a day as it is printed, without leading zeros: 2026年3月5日; empty where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _sections(draft: Draft, kind: Kind) -> dict[str, Any]:
    """Return the sections in the kind's order, after checking that Word will number as the draft does."""
    codes = [section.code for section in kind.sections]
    order = [codes.index(term.section) if term.section in codes else -1 for term in draft.terms]
    ordinals = [term.ordinal for term in draft.terms]
    if -1 in order or order != sorted(order) or ordinals != list(range(1, len(ordinals) + 1)):
        problem = Problem(where=draft.number, message="条款的章节或序号与文种不一致", hint="用同一版本的文种重新起草")
        raise KindError("条款无法按顺序编号，没有生成文件。", [problem])
    return {
        section.code: {
            "heading": section.heading,
            "terms": [{"text": term.text} for term in draft.terms if term.section == section.code],
        }
        for section in kind.sections
    }


def _is_shown(table: Table, kind: Kind, copy_label: str) -> bool:
    """Return whether a table stands on a copy: annexes are left off copies whose list does not name them.

    A contract names its annexes and carries them though nothing stands in one; behind a record an empty one is no page.
    An optional table stands where it has rows.
    """
    known = next((item for item in kind.tables if item.code == table.code), None)
    if known is None or not known.annex:
        return bool(table.rows or known is None or not known.optional)
    piece = kind.copy_labelled(copy_label)
    named = piece is None or piece.annexes is None or table.code in piece.annexes
    return named and bool(table.rows or kind.family != "record")


def _table(table: Table, kind: Kind, *, shown: bool) -> dict[str, Any]:
    if not shown:
        return {"caption": "", "title": "", "annex": "", "rows": [], "shown": ""}
    annex = next((item.annex for item in kind.tables if item.code == table.code), "")
    keys = [column.key for column in table.columns]
    return {
        "caption": table.caption,
        "title": table.caption.removeprefix(annex).strip(),
        "annex": annex,
        "rows": [dict(zip(keys, row, strict=True)) for row in table.rows],
        "shown": _SHOWN,
    }


def _party(party: Party, label: str) -> dict[str, Any]:
    return {
        "label": label,
        "short_label": label.partition("（")[0],
        "label_note": label.partition("（")[2].removesuffix("）"),
        "name": party.name,
        "representative": party.representative,
        "post": party.post,
        "address": party.address,
        "phone": party.phone,
        "group": party.group,
        "division_code": party.division_code,
        "credit_code": party.credit_code,
        "liaison": party.liaison,
        "liaison_phone": party.liaison_phone,
        "signers": [_person(person) for person in party.signers],
        "shown": _SHOWN,
    }


def _nobody() -> dict[str, Any]:
    """Return what stands in a seat where nobody sits."""
    return {"shown": "", "signers": []} | dict.fromkeys((*ROLE_NAMES, "label", "short_label", "label_note"), "")


def _person(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "role_label": _ROLE_LABELS[person.role],
        "id_number": person.id_number or "",
        "gender": _GENDERS[person.gender],
        "birth": birth_words(person),
        "long": _SHOWN if len(person.name) >= _LONG else "",
    }


def _refuse_silent_template(draft: Draft, program: Template, kind: Kind, piece: PrintCopy | None = None) -> None:
    """Refuse a template that would leave out a clause, a table, a party, the title or the number."""
    problems = omissions(draft, program.names, kind, piece)
    if problems:
        raise KindError("Word 模板漏印内容，没有生成文件。", problems)


def _refuse_difference(made: Pressing, values: Mapping[str, Any], program: Template) -> None:
    """Prove that every value which the template prints stands on the paper.

    The paper was joined from pieces; a value that is one of them, as ink, stands in its text, and a file
    is unpacked once more to see that it holds what was joined. What is not found so is looked for in the
    text of the finished file: it may stand there in other pieces, or not at all.
    """
    from contracts.word.ink import printed_as

    leaves = [
        (path, value) for path, value in _leaves(values, "") if path in program.names and not path.endswith(_FLAGS)
    ]
    _refuse_lost_drawing(made, leaves)
    pieces = made.pieces
    missed = [(path, value) for path, value in leaves if path not in _DRAWN and printed_as(value) not in pieces]
    if missed:
        from contracts.word.reading import printed

        text = printed(program.bound(made))
        missed = [(path, value) for path, value in missed if value not in text]
    if missed:
        problems = [
            Problem(where="Word 模板", message=f"{path} 没有全部印出来", hint=_UNPRINTED)
            for path in sorted({path for path, _ in missed})
        ]
        raise DocumentError("文件读回核对不一致，没有生成文件。", problems)


def _refuse_lost_drawing(made: Pressing, leaves: Sequence[tuple[str, str]]) -> None:
    """Prove that the code is drawn in the finished file, whole."""
    for _, drawing in (item for item in leaves if item[0] in _DRAWN):
        if drawing.encode() not in made.part("word/document.xml"):
            problem = Problem(where="二维码", message="没有画进文件", hint="请报告这个模板")
            raise DocumentError("文件读回核对不一致，没有生成文件。", [problem])


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, f"{path}[]")
    elif value:
        yield path, value


def _paths(value: Any, path: str) -> Iterator[str]:
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, f"{path}[]")
