"""A Word template, understood once and then only filled.

docxtpl reads the file and makes plain Jinja of it; from then on a paper costs the filling of the parts
that hold tags. Where a template does what only a parsed tree can mend (cells that come and go, drawings
with ids), docxtpl itself fills it; both ways give equal parts.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from contracts.errors import DocumentError, KindError
from contracts.model import Problem
from contracts.word import ink, lint
from contracts.word.archive import Package, read_parts

if TYPE_CHECKING:
    from jinja2 import Environment

_LISTED = re.compile(r"<w:t[ >][^<]*[\t\n\a\f]")
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_BRACES = re.compile(r"\{[{%#]|｛｛")


class Template:
    """A template ready to fill.

    Args:
        content: The bytes of a .docx file.

    Raises:
        DocumentError: Not a Word file that is safe to open.
        KindError: With every tag that is misspelt or does more than loop, decide and print.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sha256 = hashlib.sha256(content).hexdigest()
        parts = read_parts(content)
        sources = dict(_sources(parts))
        problems = [*_stray_faults(parts), *_faults(sources)]
        if problems:
            raise KindError(f"Word 模板有 {len(problems)} 处问题。", problems)
        self.needs_tree = any(_needs_tree(source) for source in sources.values())
        self._sources = sources
        self._programs = {name: environment().from_string(source) for name, source in sources.items()}
        self._package = Package(parts, sources.keys())

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """Every name the template asks for, as dotted paths; a row of a list is ``path[]``."""
        found = (lint.names_in(source, environment()) for source in self._sources.values())
        return frozenset().union(*found)

    def render(self, values: Mapping[str, Any]) -> bytes:
        """Return the filled file; equal values give equal bytes.

        Args:
            values: Texts, whole numbers, and dicts and lists of them. No objects.

        Raises:
            KindError: The template asks for a name that is not there.
            InputError: A value cannot be printed.
            DocumentError: The result is not well-formed.
        """
        fill = self._filled_by_tree if self.needs_tree else self._filled
        return self._assembled(fill, values)

    def render_by_tree(self, values: Mapping[str, Any]) -> bytes:
        """Return the filled file by docxtpl's own way; the same parts as :meth:`render`."""
        return self._assembled(self._filled_by_tree, values)

    def _assembled(self, fill: Any, values: Mapping[str, Any]) -> bytes:
        from jinja2 import UndefinedError

        try:
            filled: dict[str, bytes] = fill(values)
        except UndefinedError as error:
            name = _missing(str(error))
            problem = Problem(where="Word 模板", message=f"用到 {name}，但没有这个值", hint="改正名称或补上这一项")
            raise KindError("缺少要填的内容，没有生成文件。", [problem]) from error
        except TypeError as error:
            problem = Problem(
                where="Word 模板", message="循环的不是列表，或比较了不同的东西", hint="对照 kinds show 改正"
            )
            raise KindError("模板用错了内容，没有生成文件。", [problem]) from error
        except ink.UnprintableError as error:
            raise ink.refused(values) from error
        for name, data in filled.items():
            _refuse_malformed(name, data)
        return self._package.assembled(filled)

    def _filled(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        return {name: program.render(values).encode() for name, program in self._programs.items()}

    def _filled_by_tree(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        from docxtpl import DocxTemplate

        document = DocxTemplate(io.BytesIO(self.content))
        document.render(dict(values), jinja_env=environment())
        target = io.BytesIO()
        document.save(target)
        parts = read_parts(target.getvalue())
        return {name: parts[name] for name in self._programs}


@functools.cache
def environment() -> Environment:
    """Return the sandbox: no globals, filters, tests or calls; only members of dicts and lists."""
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import SandboxedEnvironment

    counters = frozenset({"first", "last", "index", "length"})

    class Press(SandboxedEnvironment):
        """Looks into dicts, lists and loop counters; into nothing else."""

        def getattr(self, obj: Any, attribute: str) -> Any:
            """Return a member of a dict or a loop's counter."""
            if type(obj) is dict and attribute in obj:
                return obj[attribute]
            if isinstance(obj, LoopContext) and attribute in counters:
                return getattr(obj, attribute)
            return self.undefined(obj=obj, name=attribute)

        def getitem(self, obj: Any, argument: Any) -> Any:
            """Return a member of a dict or a list."""
            if type(obj) is dict and argument in obj:
                return obj[argument]
            if type(obj) in {list, tuple} and isinstance(argument, int) and 0 <= argument < len(obj):
                return obj[argument]
            return self.undefined(obj=obj, name=argument)

        def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002 - the answer is no
            """Return False."""
            return False

    press = Press(undefined=StrictUndefined, finalize=ink.ink, keep_trailing_newline=True)
    for table in (press.globals, press.filters, press.tests):
        table.clear()
    return press


def _sources(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield ``(part, Jinja source)`` of each part that holds tags."""
    from docxtpl import DocxTemplate
    from lxml import etree

    patch = DocxTemplate(io.BytesIO()).patch_xml
    for name in sorted(parts):
        if _FILLED.fullmatch(name):
            try:
                root = etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False))
            except etree.XMLSyntaxError as error:
                problem = Problem(where=lint.place_of(name), message="内容已损坏", hint="用备份或重新制作")
                raise DocumentError("Word 文件无法读取。", [problem]) from error
            source = patch(etree.tostring(root, encoding="unicode"))
            if re.search(r"[{}｛｝]", "".join(map(str, root.itertext()))) or _BRACES.search(source):
                yield name, source


def _faults(sources: Mapping[str, str]) -> Iterator[Problem]:
    for name, source in sources.items():
        braces = [*lint.brace_faults(name, source)]
        yield from braces
        if not braces:
            yield from lint.syntax_faults(name, source, environment())


def _stray_faults(parts: Mapping[str, bytes]) -> Iterator[Problem]:
    for name, data in parts.items():
        if not name.endswith(".xml"):
            continue
        text = data.decode("utf-8", "replace")
        if name.startswith("word/"):
            yield from lint.field_faults(name, text)
        if not _FILLED.fullmatch(name) and _BRACES.search(re.sub(r"<[^>]*>", "", text)):
            where = "文档属性" if name.startswith("docProps/") else name
            yield Problem(where=where, message="这里不能写占位标记", hint="标记只写在正文、页眉、页脚和脚注里")


def _needs_tree(source: str) -> bool:
    """Return whether docxtpl would mend the filled tree in ways that cannot be known beforehand."""
    from lxml import etree

    if "<wp:docPr" in source or _LISTED.search(source):
        return True
    try:
        root = etree.fromstring(source)
    except etree.XMLSyntaxError:
        return True
    from contracts.word.grid import is_steady

    return not is_steady(root)


def _refuse_malformed(name: str, data: bytes) -> None:
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - expat's own way to say "that was all"
    except expat.ExpatError as error:
        hint = "循环和判断的标记要放在同一层：整段用 {%p，整行用 {%tr"
        problem = Problem(where=lint.place_of(name), message="填好以后结构不完整", hint=hint)
        raise DocumentError("填写后的文件不合格，没有生成文件。", [problem]) from error


def _missing(message: str) -> str:
    found = re.findall(r"'([^']+)'", message)
    return found[-1] if found else "一个名称"
