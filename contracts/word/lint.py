"""What a Word template may say: loops, conditions and names. Anything else is refused with its place.

A template from elsewhere can carry a program; the house reads only what it knows. The sandbox in
:mod:`contracts.word.template` is the second wall.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from contracts.model import Problem
from contracts.word.nesting import unpaired
from contracts.word.spots import TAG, spot, spot_of_tag, tags_in, tags_of

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

_MARKUP = re.compile(r"<[^>]*>")
_BEGINS = re.compile(r"\{%-?\s*(for|if)\b")
_BRACE = re.compile(r"[{}｛｝]")
_FIELD = re.compile(r"<w:instrText[^>]*>\s*([A-Za-z=!]+)|w:instr=\"\s*([A-Za-z=!]+)")
FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "REF", "TOC", "SEQ", "STYLEREF", "HYPERLINK"})
"""Fields of Word that only count or point inside the document."""

ALLOWED = frozenset(
    {
        "Template", "Output", "TemplateData", "For", "If", "Name", "Getattr", "Getitem", "Const",
        "Compare", "Operand", "And", "Or", "Not",
    }
)  # fmt: skip
_WORDS = {
    "Call": "调用函数", "Filter": "过滤器", "Test": "测试", "Assign": "赋值", "Macro": "宏", "Include": "包含别的文件",
    "Import": "导入", "FromImport": "导入", "CondExpr": "行内判断", "Slice": "切片", "Concat": "拼接",
    "Add": "算术", "Sub": "算术", "Mul": "算术", "Div": "算术", "FloorDiv": "算术", "Mod": "算术", "Pow": "算术",
}  # fmt: skip
_PLACES = {
    "document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注",
}  # fmt: skip
_WORDED_WRONG = "照随程序的模板 service_contract 改正标记"


def place_of(part: str) -> str:
    """Return what a clerk calls a part of the file: 正文, 页眉, 页脚, 脚注."""
    stem = part.rsplit("/", 1)[-1].removesuffix(".xml").rstrip("0123456789")
    return _PLACES.get(stem, part)


def lines_of(source: str) -> list[str]:
    """Return patched XML as one line per paragraph, so that a line number is a place."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", source).split("\n")


def words_of(line: str) -> str:
    """Return the words of one line of markup."""
    return _MARKUP.sub("", line).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def brace_faults(part: str, source: str) -> Iterator[Problem]:
    """Yield every brace that belongs to no tag: full-width, single, or left open."""
    for line in lines_of(source):
        rest = TAG.sub("", line)
        if _BRACE.search(_MARKUP.sub("", rest)):
            words = words_of(line)[:60]
            wide = "｛" in rest or "｝" in rest
            message = "用了全角花括号" if wide else "占位标记没有写完整"
            yield Problem(
                where=f"{place_of(part)}“{words}”",
                message=message,
                hint="写作 {{ 名称 }} 或 {% … %}，花括号用半角，成对出现",
            )


def field_faults(part: str, source: str) -> Iterator[Problem]:
    """Yield every Word field that does more than count or point inside the document."""
    for line in lines_of(source):
        for match in _FIELD.finditer(line):
            name = (match[1] or match[2]).upper()
            if name not in FIELDS:
                words = words_of(line)[:60]
                where = f"{place_of(part)}“{words}”" if words else place_of(part)
                yield Problem(where=where, message=f"用了域 {name}", hint="删去这个域，只用页码和书签引用")


def syntax_faults(part: str, source: str, environment: Environment) -> Iterator[Problem]:
    """Yield every tag that is misspelt or does more than loop, decide and print."""
    from jinja2 import TemplateSyntaxError

    lines = lines_of(source)
    try:
        tree = environment.parse("\n".join(lines))
    except TemplateSyntaxError as error:
        yield from _misspelt(place_of(part), lines, error.lineno)
        return
    told: set[Problem] = set()
    for node in _walked(tree):
        said = _slip(node)
        if said is None:
            continue
        message, hint = said
        for where in _spots(place_of(part), lines, node.lineno, message, environment):
            problem = Problem(where=where, message=message, hint=hint)
            if problem not in told:
                told.add(problem)
                yield problem


def _slip(node: nodes.Node) -> tuple[str, str] | None:
    """Return what to say of a piece of a tag that does more than loop, decide and print."""
    name = type(node).__name__
    if name not in ALLOWED:
        return f"模板里不能用{_WORDS.get(name, name)}", "只用 {{ 名称 }}、{% for %}、{% if %}"
    return ("名称不能以下划线开头", "改用栏目的名称") if _is_private(node) else None


def _spots(place: str, lines: list[str], number: int, message: str, environment: Environment) -> list[str]:
    """Return the places of the tags of a line that hold a slip; docxtpl has made one line of several paragraphs."""
    before = [tag for line in lines[: number - 1] for tag in tags_in(line)]
    every = [*before, *(tag for line in lines[number - 1 :] for tag in tags_in(line))]
    here = range(len(before), len(before) + len(tags_in(lines[number - 1])))
    found = [at for at in here if message in _slips(every[at], environment)]
    return [spot_of_tag(place, every, at) for at in found] or [spot(place, lines, number)]


def _slips(tag: str, environment: Environment) -> set[str]:
    """Return what there is to say of a tag by itself."""
    from jinja2 import TemplateSyntaxError

    begun = _BEGINS.match(tag)
    try:
        tree = environment.parse(tag + (f"{{% end{begun[1]} %}}" if begun else ""))
    except TemplateSyntaxError:
        return set()
    return {said[0] for node in _walked(tree) if (said := _slip(node))}


def _walked(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    if type(node).__name__ in ALLOWED:
        for child in node.iter_child_nodes():
            yield from _walked(child)


def _is_private(node: Any) -> bool:
    name = getattr(node, "attr", None) or (node.name if type(node).__name__ == "Name" else None)
    return isinstance(name, str) and name.startswith("_")


def _misspelt(place: str, lines: list[str], number: int) -> Iterator[Problem]:
    """Yield each tag without its partner; where all have theirs, the tag that cannot be read."""
    tags = [tag for line in lines for tag in tags_in(line)]
    found = [*unpaired(tags)]
    for at, message, hint in found:
        yield Problem(where=spot_of_tag(place, tags, at), message=message, hint=hint)
    if not found:
        strange = _strange(tags_of(lines[number - 1]) if 0 < number <= len(lines) else "")
        message, hint = strange or ("占位标记写错了", _WORDED_WRONG)
        yield Problem(where=spot(place, lines, number), message=message, hint=hint)


def _strange(tags: str) -> tuple[str, str] | None:
    """Return what to say of a tag with a sign in it that nobody sees, or a full-width one."""
    for sign in tags:
        if unicodedata.category(sign) in {"Cf", "Cc"}:
            return f"占位标记写错了，里面有看不见的字符（U+{ord(sign):04X}）", "删去整个标记，用键盘重新输入"
        if unicodedata.category(sign).startswith(("P", "S")) and not sign.isascii():
            return f"占位标记写错了，里面有全角符号“{sign}”", "标记里的点、引号、竖线都用半角"
    return None


def names_in(source: str, environment: Environment) -> frozenset[str]:
    """Return every name a part prints or asks, as dotted paths; a row of a list is ``path[]``."""
    return frozenset(_paths(environment.parse(source), {}))


def _paths(node: nodes.Node, known: Mapping[str, str]) -> Iterator[str]:
    kind = type(node).__name__
    if kind == "For":
        yield from _loop_paths(node, known)
        return
    path = _path(node, known)
    if path is not None:
        if path:
            yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child, known)


def _loop_paths(node: Any, known: Mapping[str, str]) -> Iterator[str]:
    over = _path(node.iter, known) or ""
    yield over
    inner = {**known, node.target.name: f"{over}[]", "loop": ""} if hasattr(node.target, "name") else known
    for child in (*node.body, *node.else_):
        yield from _paths(child, inner)


def _path(node: Any, known: Mapping[str, str]) -> str | None:
    """Return the path of a name chain, empty for the loop's own counters, ``None`` for anything else."""
    kind = type(node).__name__
    if kind == "Name":
        name = str(node.name)
        return known.get(name, name)
    if kind not in {"Getattr", "Getitem"}:
        return None
    base = _path(node.node, known)
    if not base:
        return base
    if kind == "Getattr":
        return f"{base}.{node.attr}"
    key = getattr(node.arg, "value", None)
    return f"{base}[]" if isinstance(key, int) else f"{base}.{key}"
