"""A patched template as a list of steps, and the steps as a Python function that returns bytes.

The steps are data (lists, texts, numbers): they can print, loop, decide and look up a name, and nothing
else, so they can lie in a file between two runs. What is not in that small language has no steps, and
Jinja itself fills the template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

Steps = list[Any]
"""``["text", words]``, ``["put", value, run properties]``, ``["for", name, value, body, otherwise, counted]``,
``["if", value, body, otherwise]``."""

Filler = Callable[[Mapping[str, Any]], list[bytes]]
"""Returns the pieces of one filled part, in order; raises ``KeyError`` or ``TypeError`` where a name fails."""

_RUN = re.compile(r"<w:r(?: [^>]*)?>(?:(<w:rPr>.*?</w:rPr>)|)", re.DOTALL)
_COUNTERS = {
    "first": "{i} == 0", "last": "{i} == {n} - 1", "index": "{i} + 1", "revindex": "{n} - {i}", "length": "{n}",
}  # fmt: skip
OPERATORS = {
    "eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in",
}  # fmt: skip
_DEEPEST = 15
_NOTHING = 'b""'


class NoStepsError(ValueError):
    """The template does something that has no step; it is filled by Jinja."""


def steps_of(source: str, environment: Environment) -> Steps:
    """Return the steps of a patched part.

    Raises:
        NoStepsError: It does something that has no step.
    """
    return _Reader().body(environment.parse(source).body)


class _Reader:
    """Reads Jinja's tree in printed order and remembers the run a value will stand in."""

    def __init__(self) -> None:
        self.run = ""

    def body(self, nodes: Any) -> Steps:
        """Return the steps of some nodes."""
        steps: Steps = []
        for node in nodes:
            kind = type(node).__name__
            if kind == "Output":
                for item in node.nodes:
                    self._output(item, steps)
            elif kind == "For":
                steps.append(self._loop(node))
            elif kind == "If":
                steps.append(self._choice(node))
            else:
                raise NoStepsError(kind)
        return steps

    def _output(self, item: Any, steps: Steps) -> None:
        if type(item).__name__ != "TemplateData":
            steps.append(["put", _value(item), self.run])
            return
        for run in _RUN.finditer(item.data):
            self.run = run[1] or ""
        if steps and steps[-1][0] == "text":
            steps[-1][1] += item.data
        else:
            steps.append(["text", item.data])

    def _loop(self, node: Any) -> Steps:
        name = getattr(node.target, "name", "loop")
        if node.test is not None or node.recursive or type(node.target).__name__ != "Name" or name == "loop":
            raise NoStepsError("For")
        body, otherwise = self.body(node.body), self.body(node.else_)
        return ["for", name, _value(node.iter), body, otherwise, '["name", "loop"]' in _flat(body)]

    def _choice(self, node: Any) -> Steps:
        chain = [(node.test, node.body), *((item.test, item.body) for item in node.elif_)]
        read = [(_value(test), self.body(body)) for test, body in chain]
        otherwise = self.body(node.else_)
        for test, body in reversed(read):
            otherwise = [["if", test, body, otherwise]]
        return list(otherwise[0])


def _flat(steps: Steps) -> str:
    import json

    return json.dumps(steps)


def _value(node: Any) -> list[Any]:
    kind = type(node).__name__
    match kind:
        case "Name":
            found = [node.name]
        case "Getattr":
            found = [_value(node.node), node.attr]
        case "Getitem":
            found = [_value(node.node), _value(node.arg)]
        case "Const" if node.value is None or isinstance(node.value, str | int):
            found = [node.value]
        case "Not":
            found = [_value(node.node)]
        case "And" | "Or":
            found = [_value(node.left), _value(node.right)]
        case "Compare":
            found = [_value(node.expr), [[item.op, _value(item.expr)] for item in node.ops]]
        case _:
            raise NoStepsError(kind)
    return [kind.lower(), *found]


def filler(steps: Steps, ink: Callable[[Any, str], bytes]) -> Filler:
    """Return the function that fills a part.

    A value whose run properties are ``None`` stands inside a tag: it is written as one piece with the
    words before it, so that nobody takes it for something printed.

    Args:
        steps: As :func:`steps_of` returned them.
        ink: Turns a value and its run properties into bytes.

    Raises:
        NoStepsError: Deeper than Python nests.
    """
    writer = _Writer()
    writer.body(steps, {}, 1)
    scope: dict[str, Any] = {"ink": ink, "item": _item, "K": writer.constants}
    text = "\n".join(["def fill(v, K=K, ink=ink, item=item):", " out = []", " put = out.append", *writer.lines])
    exec(compile(f"{text}\n return out", "<template>", "exec"), scope)  # noqa: S102 - our own text; names by repr()
    made: Filler = scope["fill"]
    return made


def _item(owner: Any, key: Any) -> Any:
    """Return a member of a dict or list; a text has no members."""
    if type(owner) is dict or (type(owner) in {list, tuple} and isinstance(key, int) and key >= 0):
        try:
            return owner[key]
        except IndexError as error:
            raise KeyError(key) from error
    raise TypeError(type(owner).__name__)


class _Writer:
    """Writes the lines of a function; everything that is not a name of ours goes in by ``repr``."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.constants: list[bytes | str] = []
        self.places: dict[bytes | str, int] = {}
        self.count = 0
        self.held = ""

    def body(self, steps: Steps, known: Mapping[str, str], depth: int) -> None:
        """Write the lines of some steps."""
        if depth > _DEEPEST:
            raise NoStepsError("depth")
        pad = " " * depth
        start = len(self.lines)
        for step in steps:
            if step[0] == "text":
                self._emit(pad, self._constant(step[1].encode()))
            elif step[0] == "put" and step[2] is None:
                self.held = f"{self.held or _NOTHING} + ink({_written(step[1], known)}, None)"
            elif step[0] == "put":
                self._flush(pad)
                words = self._constant(step[2])
                self.lines.append(f"{pad}put(ink({_written(step[1], known)}, {words}))")
            elif step[0] == "for":
                self._flush(pad)
                self._loop(step, known, depth)
            else:
                self._flush(pad)
                self._choice(step, known, depth)
        self._flush(pad)
        if len(self.lines) == start:
            self.lines.append(f"{pad}pass")

    def _emit(self, pad: str, words: str) -> None:
        """Hold one run of words back: a value inside a tag is written together with what stands before it."""
        if self.held.endswith(", None)"):
            self.held += f" + {words}"
            return
        self._flush(pad)
        self.held = words

    def _flush(self, pad: str) -> None:
        if self.held:
            self.lines.append(f"{pad}put({self.held})")
        self.held = ""

    def _constant(self, value: bytes | str) -> str:
        if value not in self.places:
            self.places[value] = len(self.constants)
            self.constants.append(value)
        return f"K[{self.places[value]}]"

    def _loop(self, step: Steps, known: Mapping[str, str], depth: int) -> None:
        _, name, value, body, otherwise, counted = step
        self.count += 1
        item, rows, place = f"x{self.count}", f"s{self.count}", f"i{self.count}"
        pad = " " * depth
        self.lines.append(f"{pad}{rows} = list({_written(value, known)})")
        inner = {**known, name: item}
        head = f"for {item} in {rows}:"
        if counted:
            head = f"for {place}, {item} in enumerate({rows}):"
            inner |= {f"loop.{key}": f"({form.format(i=place, n=f'len({rows})')})" for key, form in _COUNTERS.items()}
        self.lines.append(pad + head)
        self.body(body, inner, depth + 1)
        if otherwise:
            self.lines.append(f"{pad}if not {rows}:")
            self.body(otherwise, known, depth + 1)

    def _choice(self, step: Steps, known: Mapping[str, str], depth: int) -> None:
        _, test, body, otherwise = step
        pad = " " * depth
        self.lines.append(f"{pad}if {_written(test, known)}:")
        self.body(body, known, depth + 1)
        if otherwise:
            self.lines.append(f"{pad}else:")
            self.body(otherwise, known, depth + 1)


def _written(value: Any, known: Mapping[str, str]) -> str:
    """Return a value as an expression of Python."""
    kind, *rest = value
    match kind:
        case "name":
            return known.get(rest[0]) or f"v[{rest[0]!r}]"
        case "const":
            return repr(rest[0])
        case "getattr" if rest[0] == ["name", "loop"] and "loop.index" in known:
            return _counter(rest[1], known)
        case "compare":
            tail = "".join(f" {OPERATORS[operator]} {_written(item, known)}" for operator, item in rest[1])
            return f"({_written(rest[0], known)}{tail})"
        case "getattr":
            return f"{_written(rest[0], known)}[{rest[1]!r}]"
    written = [_written(item, known) for item in rest]
    return {
        "getitem": f"item({', '.join(written)})",
        "not": f"(not {written[0]})",
    }.get(kind) or f"({f' {kind} '.join(written)})"


def _counter(name: str, known: Mapping[str, str]) -> str:
    if f"loop.{name}" not in known:
        raise NoStepsError(name)
    return known[f"loop.{name}"]
