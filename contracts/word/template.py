"""A Word template, understood once and then only filled.

docxtpl reads the file and makes plain Jinja of it, Jinja's parser makes steps of that, and the steps become
one function that returns bytes; from then on a paper costs the filling of the parts that hold tags. Where a
template does what only a parsed tree can mend (cells that come and go, drawings with ids, pictures and
formatted text as values), docxtpl itself fills it; both ways give equal parts.
"""

from __future__ import annotations

import functools
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from contracts.errors import DocumentError, KindError
from contracts.model import Problem
from contracts.word import ink, inlay, lint
from contracts.word.archive import Package, packed, read_parts
from contracts.word.balance import UnprovenError, across_cells, across_edges, proven
from contracts.word.edges import edge_faults
from contracts.word.program import Filler, NoStepsError, Steps, filler, steps_of
from contracts.word.revisions import accepted, emptied, is_remarks
from contracts.word.seams import sewn
from contracts.word.shelf import keep, kept
from contracts.word.spots import TAG
from contracts.word.squeeze import ARCHIVE, Squeeze

if TYPE_CHECKING:
    from jinja2 import Environment
    from lxml.etree import _Element as Element

_LISTED = re.compile(r"<w:t[ >][^<]*[\t\n\a\f]")
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_WORDED = re.compile(rf"{_FILLED.pattern}|word/(endnotes|comments\w*)\.xml")
_BRACES = re.compile(r"\{[{%#]|｛｛")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A filled paper that is not packed yet, and what was written into its text, value by value.

    ``filled`` has the parts that hold tags, or all parts where ``whole``; one of ours in the pieces from which it is
    joined. ``proven`` are the parts of which that is known.
    """

    filled: Mapping[str, bytes | list[bytes]]
    whole: bool = False
    proven: frozenset[str] = frozenset()

    @property
    def pieces(self) -> frozenset[bytes]:
        """Return every value that the paper's text was joined from, as bytes, and nothing that stands in a tag.

        It is empty where docxtpl filled the file.
        """
        found = (self.filled[name] for name in self.proven)
        return frozenset(chain.from_iterable(data for data in found if isinstance(data, list)))

    def part(self, name: str) -> bytes:
        """Return one of the filled parts in one piece."""
        data = self.filled[name]
        return data if isinstance(data, bytes) else b"".join(data)


class Template:
    """A template ready to fill.

    Args:
        content: The bytes of a .docx file.
        cache: Folder where what is made of the template is kept between runs; ``None`` for nowhere.

    Raises:
        DocumentError: Not a Word file that is safe to open.
        KindError: With every tag that is misspelt or does more than loop, decide and print.
    """

    def __init__(self, content: bytes, *, cache: Path | None = None) -> None:
        self.content = content
        self.sha256 = hashlib.sha256(content).hexdigest()
        parts = read_parts(content)
        made = kept(self.sha256, cache) if cache else None
        if made is None:
            torn = _torn(parts)
            made = {**_understood({**parts, **torn}), "torn": sorted(torn)}
            if cache:
                keep(self.sha256, made, cache)
        if made["torn"]:
            parts |= _torn(parts)
            self.content = packed(parts)
        self.needs_tree: bool = made["needs_tree"]
        self.names: frozenset[str] = frozenset(made["names"])
        """Every name the template asks for, as dotted paths; a row of a list is ``path[]``."""
        self._parts: tuple[str, ...] = tuple(made["parts"])
        self._unproven = frozenset(made["unproven"])
        self._fillers: dict[str, Filler] = {name: filler(steps, ink.inked) for name, steps in made["steps"].items()}
        self._proven = frozenset(self._fillers) - self._unproven
        self._package = Package(parts, self._parts)
        self._fixed = {name: data for name, data in parts.items() if name not in self._parts}

    def render(self, values: Mapping[str, Any], squeeze: Squeeze = ARCHIVE) -> bytes:
        """Return the filled file; equal values and an equal way to squeeze give equal bytes.

        Args:
            values: Texts, whole numbers, and dicts and lists of them; pictures and formatted text
                (:mod:`contracts.word.inlay`). No other objects.
            squeeze: How the filled parts are deflated.

        Raises:
            KindError: The template asks for a name that is not there.
            InputError: A value cannot be printed.
            DocumentError: The result is not well-formed.
        """
        made = self.pressed(values)
        return self.bound(made, squeeze, proof=False)

    def pressed(self, values: Mapping[str, Any]) -> Pressing:
        """Return the filled paper with its pieces; see :meth:`render`."""
        try:
            written = {name: fill(values) for name, fill in self._fillers.items()}
        except (KeyError, TypeError, ink.UnprintableError):
            written = {}  # docxtpl says what is wrong, or prints it
        if not written and self._parts:
            return self._pressed_by_tree(values)
        for name in self._unproven:
            _refuse_malformed(name, b"".join(written[name]))
        return Pressing(filled=written, proven=self._proven)

    def bound(self, made: Pressing, squeeze: Squeeze = ARCHIVE, *, proof: bool = True) -> bytes:
        """Return a filled paper as a Word file; with ``proof`` each part is unpacked once more and compared."""
        if made.whole:
            return Package({}, made.filled).assembled(made.filled)
        return self._package.assembled(made.filled, squeeze, proof=proof)

    def loose(self, made: Pressing) -> dict[str, bytes | list[bytes]]:
        """Return every part of a filled paper, for a print file."""
        return dict(made.filled) if made.whole else {**self._fixed, **made.filled}

    def _pressed_by_tree(self, values: Mapping[str, Any]) -> Pressing:
        """Return the paper filled by docxtpl's own way; the same parts as :meth:`pressed`."""
        from jinja2 import UndefinedError
        from lxml.etree import XMLSyntaxError

        try:
            parts, inlaid = self._filled_by_tree(values)
        except XMLSyntaxError as error:
            raise _malformed("Word 文件") from error
        except UndefinedError as error:
            name = self._missing(str(error))
            problem = Problem(where="Word 模板", message=f"用到 {name}，但没有这个值", hint="改正名称或补上这一项")
            raise KindError("缺少要填的内容，没有生成文件。", [problem]) from error
        except TypeError as error:
            problem = Problem(
                where="Word 模板", message="循环的不是列表，或比较了不同的东西", hint="对照 kinds show 改正"
            )
            raise KindError("模板用错了内容，没有生成文件。", [problem]) from error
        except ink.UnprintableError as error:
            raise ink.refused(values) from error
        for name in self._parts:
            _refuse_malformed(name, parts[name])
        return Pressing(filled=parts if inlaid else {name: parts[name] for name in self._parts}, whole=inlaid)

    def _missing(self, message: str) -> str:
        """Return what Jinja misses as the template names it: it says only the last part."""
        found = re.findall(r"'([^']+)'", message)
        asked = sorted(name for name in self.names if found and name.rpartition(".")[2] == found[-1])
        return "、".join(asked) or (found[-1] if found else "一个名称")

    def _filled_by_tree(self, values: Mapping[str, Any]) -> tuple[dict[str, bytes], bool]:
        """Return the parts as docxtpl fills them, and whether it put in pictures or formatted text."""
        from docxtpl import DocxTemplate

        document = DocxTemplate(io.BytesIO(self.content))
        laid, inlaid = inlay.laid_in(values, document)
        document.render(laid, jinja_env=environment())
        target = io.BytesIO()
        document.save(target)
        return read_parts(target.getvalue()), inlaid


def _understood(parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what is made of a template, as plain data.

    Raises:
        KindError: With every fault of every part.
    """
    edges = {name: tuple(edge_faults(name, root)) for name, root in _trees(parts)}
    sources = dict(_sources(parts))
    sound = {name: source for name, source in sources.items() if not edges[name]}
    problems = [*_stray_faults(parts), *chain.from_iterable(edges.values()), *_faults(sound)]
    if problems:
        raise KindError(f"Word 模板有 {len(problems)} 处问题。", problems)
    names = {name for source in sources.values() for name in lint.names_in(source, environment())}
    made: dict[str, Any] = {"parts": sorted(sources), "names": sorted(names), "steps": {}, "unproven": []}
    for name, source in sources.items():
        _refuse_torn_markup(name, source)
        with suppress(NoStepsError):
            steps = steps_of(source, environment())
            _refuse_crossing(name, across_cells(steps) or across_edges(steps))
    made["needs_tree"] = any(_needs_tree(source) for source in sources.values())
    if not made["needs_tree"]:
        try:
            for name, source in sources.items():
                made["steps"][name] = _steps(name, source, made["unproven"])
        except NoStepsError:
            made |= {"needs_tree": True, "steps": {}, "unproven": []}
    return made


def _steps(name: str, source: str, unproven: list[str]) -> Steps:
    steps = steps_of(source, environment())
    try:
        steps = proven(steps)
    except UnprovenError:
        unproven.append(name)
    filler(steps, ink.inked)  # nothing is kept that cannot be made into a function
    return steps


def _refuse_crossing(part: str, tag: str) -> None:
    """Refuse a loop or condition that does not end where it began; no tag is no fault."""
    if tag:
        hint = "循环和判断的开头与结尾要放在同一格、同一层：整段用 {%p，整行用 {%tr"
        problem = Problem(where=f"{lint.place_of(part)}“{tag}”", message="标记跨过了段落或表格的边", hint=hint)
        raise KindError("Word 模板有 1 处问题。", [problem])


def _refuse_torn_markup(part: str, source: str) -> None:
    """Refuse a part of which docxtpl struck out half of an element: its parser would drop what follows."""
    lines = lint.lines_of(TAG.sub(lambda match: escape(match[0]), source))
    try:
        expat.ParserCreate().Parse("\n".join(lines).encode(), True)  # noqa: FBT003 - expat's own way to say "that was all"
    except expat.ExpatError as error:
        _refuse_crossing(part, lint.words_of(lines[error.lineno - 1])[:60] or "标记")


@functools.cache
def environment() -> Environment:
    """Return the sandbox: no globals, filters, tests or calls; only members of dicts and lists."""
    from jinja2 import StrictUndefined
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import SandboxedEnvironment

    counters = frozenset({"first", "last", "index", "revindex", "length"})

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

    press = Press(undefined=StrictUndefined, finalize=inlay.passed, keep_trailing_newline=True)
    for table in (press.globals, press.filters, press.tests):
        table.clear()
    return press


def _sources(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield ``(part, Jinja source)`` of each part that holds tags."""
    from docxtpl import DocxTemplate
    from lxml import etree

    patch = DocxTemplate(io.BytesIO()).patch_xml
    for name, root in _trees(parts):
        source = patch(etree.tostring(root, encoding="unicode"))
        if re.search(r"[{}｛｝]", "".join(map(str, root.itertext()))) or _BRACES.search(source):
            yield name, source


def _torn(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts that Word and colleagues left untidy, mended: tags torn, changes tracked, comments."""
    from lxml import etree

    return {
        name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for name, root in _trees(parts, _WORDED)
        if (emptied(root) if is_remarks(name) else any([accepted(root), sewn(root)]))
    }


def _trees(parts: Mapping[str, bytes], form: re.Pattern[str] = _FILLED) -> Iterator[tuple[str, Element]]:
    """Yield each part of a name of that form, which may hold tags, as a tree."""
    from lxml import etree

    for name in sorted(filter(form.fullmatch, parts)):
        try:
            yield name, etree.fromstring(parts[name], etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError as error:
            problem = Problem(where=lint.place_of(name), message="内容已损坏", hint="用备份或重新制作")
            raise DocumentError("Word 文件无法读取。", [problem]) from error


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
        if not _FILLED.fullmatch(name):
            place = "文档属性" if name.startswith("docProps/") else lint.place_of(name)
            for words in filter(_BRACES.search, map(lint.words_of, lint.lines_of(text))):
                where = f"{place}“{words[:60]}”" if name.startswith("word/") else place
                yield Problem(where=where, message="这里不能写占位标记", hint="标记只写在正文、页眉、页脚和脚注里")


def _needs_tree(source: str) -> bool:
    """Return whether docxtpl would mend the filled tree in ways that cannot be known beforehand."""
    from lxml import etree

    if "<wp:docPr" in source or _LISTED.search(source):
        return True
    try:
        root = etree.fromstring(source)
    except etree.XMLSyntaxError:
        return True  # a tag that compares with < or >
    from contracts.word.grid import is_steady

    return not is_steady(root)


def _refuse_malformed(name: str, data: bytes) -> None:
    try:
        expat.ParserCreate().Parse(data, True)  # noqa: FBT003 - expat's own way to say "that was all"
    except expat.ExpatError as error:
        raise _malformed(lint.place_of(name)) from error


def _malformed(where: str) -> DocumentError:
    hint = "循环和判断的标记要放在同一层：整段用 {%p，整行用 {%tr"
    problem = Problem(where=where, message="填好以后结构不完整", hint=hint)
    return DocumentError("填写后的文件不合格，没有生成文件。", [problem])
