"""Does a paper print every text of its kind, in the order of the manifest? Articles are numbered in that order."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.kinds import Kind
from contracts.model import Draft, Problem

_SHOWN = 20


def order_faults(kind: Kind, draft: Draft, content: bytes) -> Iterator[Problem]:
    """Yield each paragraph and clause of a draft that its paper leaves out, or prints before one that precedes it.

    Args:
        kind: Of the draft, in its language.
        draft: What was to be printed.
        content: The finished Word file.
    """
    from contracts.word.reading import printed

    paper = _close(printed(content))
    at = 0
    for what, tag, text in _texts(kind, draft):
        place = paper.find(_close(text), at)
        if place >= 0:
            at = place
            continue
        said = f"{what}“{text[:_SHOWN]}{'…' if text[_SHOWN:] else ''}”"
        if _close(text) in paper:
            hint = f"把 {tag} 移到 manifest.toml 里的次序：条号是按那里的次序编的，台账里也是"
            yield Problem(where="Word 模板", message=f"{said}印的次序与 manifest.toml 不同", hint=hint)
        else:
            yield Problem(where="Word 模板", message=f"没有印出{said}", hint=f"在那里写 {tag}")


def _texts(kind: Kind, draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield what each text is, the tag that prints it, and the text, in the order of the manifest."""
    for part, what, lines in (("recital", "前言", draft.recital), ("closing", "结尾", draft.closing)):
        if part == "closing":
            yield from _clauses(kind, draft)
        yield from ((what, f"{{%p for line in {part} %}}、{{{{ line }}}}、{{%p endfor %}}", line) for line in lines)


def _clauses(kind: Kind, draft: Draft) -> Iterator[tuple[str, str, str]]:
    for section in kind.sections:
        loop = f"{{%p for term in sections.{section.code}.terms %}}、{{{{ term.text }}}}、{{%p endfor %}}"
        terms = [term for term in draft.terms if term.section == section.code]
        if terms:
            yield "章节的标题", f"{{{{ sections.{section.code}.heading }}}}", section.heading
        yield from (("条款", loop, term.text) for term in terms)


def _close(text: str) -> str:
    return "".join(text.split())
