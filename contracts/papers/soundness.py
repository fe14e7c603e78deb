"""Is a kind's folder sound? Every fault of its words and of its Word file, not only the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from contracts.errors import DocumentError, InputError, KindError, LawError, ShouyueError
from contracts.files import read_word_file
from contracts.judging.sentences import is_clause
from contracts.kinds import (
    CHINESE,
    TRADITIONAL,
    Kind,
    language_faults,
    placeholders,
    shipped_folder,
    spoken,
    unread_clauses,
)
from contracts.model import Clause, Draft, Finding, Problem, Review
from contracts.papers.basis import basis_faults
from contracts.papers.columns import roster_faults
from contracts.papers.printed_order import order_faults
from contracts.papers.printing import rendered
from contracts.papers.proofs import examples_for
from contracts.papers.render import OWN_WORDS, compiled, tag_problems, template_problems
from contracts.papers.typed_words import typed_words
from contracts.papers.verdicts import Decision, refuse_unlawful, reviewed, sentences_of
from contracts.papers.wordfile import named
from contracts.reading.layouts import Layout
from contracts.settings import Office
from contracts.word.archive import read_parts


def kind_errors(
    kind: Kind, *, as_of: date, own: Sequence[Layout] = (), office: Office | None = None
) -> tuple[ShouyueError, ...]:
    """Return what is wrong with a kind: its roster, its example, its Word file, its words before the law of that day.

    A clause that waits for a person's decision hides nothing else: what remains is checked as if it were decided.
    A kind without any error drafts its example, passes the review and prints it from its own Word file, in every
    language that it has. ``own`` are the mappings of the office, which a kind may be drafted from; words of ``office``
    may not be typed into a Word file.
    """
    others = [locale for locale, _ in kind.template if locale != kind.locale]
    rosters = (*roster_faults(kind, own), *_holder_faults(kind), *basis_faults(kind, as_of))
    errors = _errors_in_its_language(kind, as_of=as_of, office=office)
    if rosters:
        errors = (KindError(f"文种 {kind.id} 有 {len(rosters)} 处问题。", rosters), *errors)
    if not _only_open(errors):
        return errors
    more = [(locale, error) for locale in others for error in _errors_in(kind, locale, as_of=as_of, office=office)]
    told = [error for locale, error in more if not (errors and locale == TRADITIONAL and _only_open([error]))]
    return (*errors, *told)


def _holder_faults(kind: Kind) -> Iterator[Problem]:
    """Yield why nobody could be given a certificate of the office's own: the field is missing that says to whom."""
    is_own = not (shipped_folder() / kind.id).exists()
    if kind.family == "certificate" and is_own and "recipient" not in {item.name for item in kind.fields}:
        hint = '发给谁写在这一栏：[fields.recipient]，如 label = "持证人"'
        yield Problem(where=f"{kind.id}/manifest.toml fields", message="没有栏目 recipient", hint=hint)


def left_in_files(kind: Kind) -> Iterator[tuple[str, str]]:
    """Yield ``(file, words)`` of each Word file in which colleagues left 修订 or 批注; papers are printed without."""
    from contracts.word.revisions import left_by_colleagues

    for path in sorted({kind.folder / name for _, name in (*kind.template, *kind.stub)}):
        if path.is_file() and (found := left_by_colleagues(read_word_file(path))):
            yield f"{kind.id}/{path.name}", "、".join(found)


def _errors_in(kind: Kind, locale: str, *, as_of: date, office: Office | None) -> tuple[ShouyueError, ...]:
    """Return what is wrong with the words of another language, else with the papers in it."""
    from contracts.word.languages import fixed_words

    try:
        other = spoken(kind, locale)
        printed = fixed_words(read_parts(_template(kind))) | OWN_WORDS | {item.law for item in kind.basis}
        problems = tuple(language_faults(kind, locale, others=printed))
    except (KindError, DocumentError) as error:
        return (error,)
    if problems:
        return (KindError(f"文种 {kind.id} 的 {locale} 文字有 {len(problems)} 处问题。", problems),)
    name = other.template_path(locale).name
    return tuple(_in_file(name, error) for error in _errors_in_its_language(other, as_of=as_of, office=office))


def _in_file(name: str, error: ShouyueError) -> ShouyueError:
    """Return the error with the name of the Word file at each place that only says which kind of thing it is."""
    if not isinstance(error, KindError):
        return error
    return KindError(error.summary, [_placed(name, item) for item in error.problems])


def _placed(name: str, problem: Problem) -> Problem:
    known = ".docx" in problem.where or "manifest.toml" in problem.where
    return problem if known else replace(problem, where=f"{name} {problem.where}")


def _errors_in_its_language(kind: Kind, *, as_of: date, office: Office | None) -> tuple[ShouyueError, ...]:
    try:
        drafts = examples_for(kind, as_of=as_of)
        template = _template(kind)
        stub = _stub(kind)
    except (KindError, DocumentError) as error:
        return (error,)
    errors = tuple(_errors(kind, drafts, template, stub, office))
    return errors if not _only_open(errors) else (*errors, *_print_errors(kind, drafts, template, stub))


def _only_open(errors: Sequence[ShouyueError]) -> bool:
    """Return whether all that was found, if anything, are clauses that wait for a person's decision."""
    findings = [error.findings if isinstance(error, LawError) else () for error in errors]
    return all(found and all(item.verdict == "needs_review" for item in found) for found in findings)


def _stub(kind: Kind) -> bytes | None:
    path = kind.stub_path(kind.locale)
    return _opened(_there(kind, path, stub=True)) if path else None


def _there(kind: Kind, path: Path, *, stub: bool = False) -> Path:
    """Return the Word file, or say how it is drawn where there is none yet."""
    if path.exists():
        return path
    language = f" --language {kind.locale}" if kind.locale != CHINESE else ""
    drawn = f"shouyue kinds show {kind.id}{language} --word templates/{kind.id}/{path.name}{' --stub' if stub else ''}"
    problem = Problem(where=kind.id, message=f"没有 {path.name}", hint=f"用 {drawn} 画一个，或把原来的放回文种文件夹")
    raise KindError(f"文种 {kind.id} 没有 Word 文件。", [problem])


def _opened(path: Path) -> bytes:
    """Return the content of a Word file that is safe to open; of a kind's several the file is named that is not."""
    content = read_word_file(path)
    with named(path):
        read_parts(content)
    return content


def _template(kind: Kind) -> bytes:
    return _opened(_there(kind, kind.template_path(kind.locale)))


def _errors(
    kind: Kind, drafts: Sequence[Draft], template: bytes, stub: bytes | None, office: Office | None
) -> Iterator[ShouyueError]:
    from contracts.word import fixed_texts

    try:
        problems = [problem for draft in drafts for problem in template_problems(template, draft, kind)]
        problems += _stub_problems(kind, drafts[0], stub)
        problems = [*dict.fromkeys(problems)]
        if not problems:
            problems = [*_unused(kind, template, stub), *_untold(kind, template)]
        fixed = (*fixed_texts(template), *(fixed_texts(stub) if stub else ()))
    except DocumentError as error:
        yield error
        return
    clauses = [*_typed_clauses(kind, fixed)]
    problems += clauses
    problems += _typed_values(kind, template, stub, office, told=[item.message for item in clauses])
    if problems:
        yield KindError(f"文种 {kind.id} 的 Word 文件有 {len(problems)} 处问题。", problems)
    try:
        reviews = reviewed(drafts, as_of=drafts[0].signing_on, fixed=(*fixed, *unread_clauses(kind)))
        refuse_unlawful(reviews, for_discussion=False)
    except LawError as error:
        yield LawError(_summary(kind, error.findings), error.findings)


def _typed_clauses(kind: Kind, fixed: Sequence[Clause]) -> Iterator[Problem]:
    """Yield each clause that was typed into a Word file: no obligation would come of it."""
    heads = {column.label for table in kind.tables for column in table.columns}
    for item in sentences_of(fixed):
        if is_clause(item.text) and item.text not in heads:
            yield Problem(
                where=f"Word 版式 {item.where}",
                message=f"“{item.text}”是条款，写在了 Word 文件里",
                hint="移到 manifest.toml 的 sections 里：印的、审查的、台账记的才是同一句",
            )


def _typed_values(
    kind: Kind, template: bytes, stub: bytes | None, office: Office | None, *, told: Sequence[str]
) -> Iterator[Problem]:
    """Yield each day, sum, telephone or name of an office that was typed into a Word file, clauses aside."""
    yield from typed_words(template, kind, office, told=told)
    path = kind.stub_path(kind.locale)
    if path and stub is not None:
        yield from (_placed(path.name, item) for item in typed_words(stub, kind, office, told=told))


def _stub_problems(kind: Kind, draft: Draft, stub: bytes | None) -> Iterator[Problem]:
    """Yield what is wrong with the tags of the stub's Word file; what it leaves out it may leave out."""
    path = kind.stub_path(kind.locale)
    if path and stub is not None:
        yield from (_placed(path.name, item) for item in tag_problems(stub, draft, kind))


def _unused(kind: Kind, template: bytes, stub: bytes | None) -> Iterator[Problem]:
    """Yield every field that neither a text of the manifest nor a Word file prints."""
    printed = {name for _, text in kind.texts() for name, _ in placeholders(text)}
    printed |= {term.amount for term in kind.terms()}
    asked = compiled(template).names | (compiled(stub).names if stub else frozenset())
    printed |= {name.removeprefix("values.") for name in asked if name.startswith("values.")}
    for field in kind.fields:
        if field.name not in printed:
            yield Problem(
                where=f"{kind.id}/manifest.toml fields.{field.name}",
                message=f"栏目“{field.label}”没有用到",
                hint="在文字里写 {{ " + field.name + " }}，或在 Word 文件里写 {{ values." + field.name + " }}，或删去",
            )


def _untold(kind: Kind, template: bytes) -> Iterator[Problem]:
    """Yield every heading and caption that the Word file leaves out, or has typed into it instead."""
    asked = compiled(template).names
    named = [(f"sections.{item.code}.heading", item.heading, "章节的标题") for item in kind.sections if item.terms]
    named += [
        (f"tables.{item.code}.caption", item.caption, "表的标题")
        for item in kind.tables
        if f"tables.{item.code}.title" not in asked
    ]
    for name, words, what in named:
        if name not in asked:
            hint = f"在那里写 {{{{ {name} }}}}，不要直接写字：改了 manifest.toml，Word 里的不会跟着变"
            yield Problem(where="Word 模板", message=f"没有印出{what}“{words}”", hint=hint)


def _as_if_decided(item: Review) -> Review:
    rules = tuple(dict.fromkeys(finding.rule for finding in item.undecided))
    return Decision(rules=rules, because="kinds check", by="kinds check", on=item.as_of).applied(item)


def _summary(kind: Kind, found: Sequence[Finding]) -> str:
    """Return what is said below the findings: what can be done where all of them wait for a decision."""
    if any(item.verdict != "needs_review" for item in found):
        return f"文种 {kind.id} 的条款没有通过审查。"
    commands = {"notice": "publish notice", "certificate": "publish certificate"}
    command = f"shouyue {commands.get(kind.family, 'draft')} {kind.id}"
    rules = " ".join(f"--accept {rule}" for rule in dict.fromkeys(item.rule for item in found))
    return (
        f"文种 {kind.id} 有 {len(found)} 处条款规则不能判断。照随程序的文种的说法改写，"
        f"或由负责人决定：{command} … {rules} --because 理由。"
    )


def _print_errors(kind: Kind, drafts: Sequence[Draft], template: bytes, stub: bytes | None) -> Iterator[ShouyueError]:
    """Yield what hinders the printing of each example, and of each copy that differs from the whole paper."""
    reviews = [_as_if_decided(item) for item in reviewed(drafts, as_of=drafts[0].signing_on)]
    misplaced: dict[Problem, None] = {}
    try:
        for draft, review in zip(drafts, reviews, strict=True):
            content = rendered(draft, review, kind=kind, template=template).content
            misplaced |= dict.fromkeys(order_faults(kind, draft, content))
        for copy in kind.print_set:
            if copy.stub or copy.annexes is not None:
                source = stub if copy.stub and stub else template
                rendered(drafts[0], reviews[0], kind=kind, template=source, copy_label=copy.label)
    except (InputError, KindError, DocumentError) as error:
        yield error
    if misplaced:
        yield KindError(f"文种 {kind.id} 的 Word 文件有 {len(misplaced)} 处问题。", [*misplaced])
