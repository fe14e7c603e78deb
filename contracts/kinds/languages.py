"""A kind in another language: the same clauses, duties and tables with other words.

``templates/<kind>/<locale>.toml`` holds the words, each under the text of the manifest that it stands for, so
that a change of the manifest leaves no old translation behind unseen. Traditional characters stand in the
place of the simplified ones; a bilingual paper keeps the Chinese, which is judged and entered in the ledger,
and prints the other language beside it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Final

from contracts.errors import KindError
from contracts.kinds.catalogue import shipped_folder
from contracts.kinds.handwriting import read_toml
from contracts.kinds.kind import (
    LOCALES,
    Choice,
    Field,
    Kind,
    KindSection,
    KindTable,
    KindTerm,
    PrintCopy,
    Role,
    placeholders,
)
from contracts.kinds.manifest import load_kind
from contracts.model import Clause, Column, Problem
from contracts.traditional import simplified, traditional

CHINESE, TRADITIONAL, BILINGUAL = LOCALES


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language in which papers can be printed; ``beside`` the Chinese, or instead of it."""

    locale: str
    name: str
    beside: bool = False


LANGUAGES: Final = (
    Language(locale=CHINESE, name="简体中文"),
    Language(locale=TRADITIONAL, name="繁体中文"),
    Language(locale=BILINGUAL, name="中文，旁附英文", beside=True),
)

_PRINTED: Final[Mapping[type, tuple[str, ...]]] = {
    Kind: ("title", "titles", "number_label", "copies", "recital", "closing"),
    PrintCopy: ("label",),
    Role: ("label",),
    Choice: ("label", "options"),
    Field: ("label", "default"),
    KindSection: ("heading",),
    KindTerm: ("text",),
    KindTable: ("caption", "rows", "rows_for", "annex"),
    Column: ("label",),
}
"""What of a kind is printed words; the rest are codes, numbers, and what only lists on the screen show."""


def spoken(kind: Kind, locale: str) -> Kind:
    """Return the kind in a language; the same kind where it is in that language already.

    Raises:
        KindError: The kind is not there in that language, or its words cannot be read.
    """
    if kind.locale == locale:
        return kind
    kind.template_path(locale)
    if locale == CHINESE:
        return load_kind(kind.folder)
    language = next((item for item in LANGUAGES if item.locale == locale), None)
    if language is None:
        raise KindError(f"没有语言 {locale}；可用：{'、'.join(item.locale for item in LANGUAGES)}。")
    plain = kind if kind.locale == CHINESE else load_kind(kind.folder)
    return _spoken(plain, language, _content(plain, locale))


def language_of(kind: Kind, wished: str, standing: str = "") -> Kind:
    """Return the kind in the language that is ``wished``, else in the office's ``standing`` one where it has that.

    Raises:
        KindError: The kind is not there in the language that is wished.
    """
    if wished:
        return spoken(kind, wished)
    return spoken(kind, standing) if standing in dict(kind.template) else kind


def printed_words(kind: Kind) -> tuple[str, ...]:
    """Return every Chinese text of a kind that is printed, each once, in order."""
    found: dict[str, None] = {}

    def seen(text: str) -> str:
        found.setdefault(text)
        return text

    _changed(kind, seen)
    return tuple(text for text in found if _is_chinese(text))


def words_file(kind: Kind, locale: str) -> str:
    """Return the text of a ``<locale>.toml`` to begin with: traditional characters, or room for a translation.

    What the office has written already is kept; texts that the manifest no longer has are left out.
    """
    known = _words(_content(kind, locale)) if _words_path(kind, locale).is_file() else {}
    begun: Callable[[str], str] = traditional if locale == TRADITIONAL else lambda _: ""
    lines = [f"# {kind.title}：左边是 manifest.toml 的原文，右边是 {locale} 印出的文字。占位符照抄。", "[words]"]
    lines += [f"{_quoted(text)} = {_quoted(known.get(text) or begun(text))}" for text in printed_words(kind)]
    extra = [text for text in known if text not in printed_words(kind)]
    if extra and _is_beside(locale):
        lines += ["", "# Word 文件里和程序自己印的字", *(f"{_quoted(text)} = {_quoted(known[text])}" for text in extra)]
    return "\n".join(lines) + "\n"


def language_faults(kind: Kind, locale: str, *, others: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Yield what is wrong with the words of a kind in a language.

    Args:
        kind: The kind in Chinese.
        locale: The language.
        others: Texts beside those of the manifest that may stand in the file: what the Word file prints.

    Raises:
        KindError: The words cannot be read.
    """
    words = _words(_content(kind, locale))
    wanted = printed_words(kind)
    for text in wanted:
        if not words.get(text):
            yield _fault(kind, locale, f"没有“{text}”的译文", "在 [words] 里补上这一行")
    for text, other in words.items():
        if text not in wanted and text not in others:
            yield _fault(kind, locale, f"“{text}”在文种里没有", "改成 manifest.toml 里现在的原文，或删去")
        elif sorted(placeholders(text)) != sorted(placeholders(other)) and other:
            yield _fault(kind, locale, f"“{other}”的占位符与原文不同", "照抄原文里的 {{ }}，不增不减")
        elif locale == TRADITIONAL and simplified(other) != simplified(text):
            yield _fault(kind, locale, f"“{other}”与原文不是同一句话", f"原文是“{text}”；只换字形，不改字")


def unread_clauses(kind: Kind) -> tuple[Clause, ...]:
    """Return the texts beside the Chinese that no rule can read and nobody vouches for.

    What ships with the program was translated and checked with it; an office's own translation waits for a
    person's decision like any clause that no rule recognises.
    """
    ours = shipped_folder() in kind.folder.parents
    return () if ours else tuple(Clause(where="译文", text=other) for _, other in kind.beside)


def _spoken(kind: Kind, language: Language, content: bytes) -> Kind:
    words = _words(content)
    if language.beside:
        return replace(
            kind, locale=language.locale, beside=tuple((text, other) for text, other in words.items() if other)
        )
    other: Kind = _changed(kind, lambda text: words.get(text) or text)
    return replace(other, locale=language.locale)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """Return a kind, or a part of one, with every printed text changed."""
    if isinstance(value, tuple):
        return tuple(_changed(item, change) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    printed = _PRINTED.get(type(value), ())
    return replace(
        value,
        **{
            item.name: _texts(held, change) if item.name in printed else _changed(held, change)
            for item in fields(value)
            if (held := getattr(value, item.name)) is not None
        },
    )


def _texts(value: Any, change: Callable[[str], str]) -> Any:
    return tuple(_texts(item, change) for item in value) if isinstance(value, tuple) else change(value)


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= letter <= "\u9fff" for letter in text)


def _is_beside(locale: str) -> bool:
    return any(item.locale == locale and item.beside for item in LANGUAGES)


def _words_path(kind: Kind, locale: str) -> Path:
    return kind.folder / f"{locale}.toml"


def _content(kind: Kind, locale: str) -> bytes:
    try:
        return _words_path(kind, locale).read_bytes()
    except FileNotFoundError as error:
        hint = f"用 shouyue kinds show {kind.id} --language {locale} --words 写出一份来改"
        problem = Problem(where=kind.id, message=f"没有 {locale}.toml", hint=hint)
        raise KindError(f"文种 {kind.id} 没有 {locale} 的文字。", [problem]) from error


@functools.lru_cache(maxsize=32)
def _words(content: bytes) -> Mapping[str, str]:
    try:
        words = read_toml(content, "译文文件", "译文无法读取。")["words"]
    except KeyError as error:
        problem = Problem(where="译文文件", message="没有 [words]", hint="第一行写 [words]，其下每行一句")
        raise KindError("译文无法读取。", [problem]) from error
    if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
        problem = Problem(where="[words]", message="不是一行一句", hint='每行写作 "原文" = "译文"')
        raise KindError("译文无法读取。", [problem])
    return words


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _fault(kind: Kind, locale: str, message: str, hint: str) -> Problem:
    return Problem(where=f"{kind.id}/{locale}.toml", message=message, hint=hint)
