"""Every text that the program says to people, read from the sources: what the English catalogue has to hold.

A message is a text with Chinese in it, or an f-string as a template whose expressions are ``{1}``, ``{2}`` … in
order. Help pages give one message a paragraph. What only stands on papers, in rules or in patterns is no message.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[\u3400-\u9fff]")
PAPERS: dict[str, str] = {
    "contracts/traditional.py": "characters",
    "contracts/judging/clause.py": "grammar",
    "contracts/judging/names.py": "grammar",
    "contracts/judging/sentences.py": "grammar",
    "contracts/judging/token.py": "grammar",
    "contracts/kinds/typed_values.py": "grammar",
    "contracts/kinds/public_columns.py": "names of columns in manifests",
    "contracts/papers/invented.py": "invented people",
    "contracts/papers/wording.py": "printed",
    "contracts/papers/speech.py": "printed",
    "contracts/reading/intake_form.py": "an intake form",
    "contracts/sheets/forms.py": "an intake form",
    "contracts/sheets/marking.py": "written into the clerk's workbook",
    "contracts/reading/wording.py": "words of headings",
    "contracts/word/layout/": "printed",
    "contracts/word/style.py": "names of styles",
    "contracts/word/specimen.py": "invented",
    "contracts/word/languages.py": "names of styles",
    "contracts/word/numbering.py": "figures",
    "contracts/word/testgrid.py": "printed",
    "contracts/page/notice_page.py": "printed",
    "ledger/assessing/payout.py": "printed",
    "ledger/batch_bench.py": "invented",
    "ledger/bench.py": "invented",
    "ledger/demo/batches.py": "invented",
    "ledger/demo/facts.py": "invented",
    "ledger/demo/layouts.py": "invented",
    "ledger/demo/mess.py": "invented",
    "ledger/demo/township.py": "invented",
    "ledger/generator.py": "invented",
    "ledger/invented.py": "invented",
    "ledger/pieces.py": "invented",
    "ledger/publishing/circular.py": "printed",
    "ledger/wording.py": "words that may not be stored",
}
"""Modules whose texts are no interface, and what they are."""

_DATA = re.compile(
    r"\(\?|\|.*\||\\d|<[vw]:|<td|<p |^\s*select |〔|^《[^{》]*》|^中华人民共和国\w+(?:法|法典|条例|规定)$"
    r"|^[^\s，：]*\.(?:docx|pdf|xlsx|toml|html|ttf|json)$|_(?:GB2312|GBK|gbk)$|^[^\s，。：、；]*_[^\s，。：、；]*$"
    r"|^(?:\{\d+\}|[〇○零幺一二三四五六七八九十百千两萬億壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整年月日?0-9%_-]|[ХхΧχOoＯｏ◯⚪])+$"
)
"""Patterns, markup, document numbers, names of laws and of files."""
_ANSWERED = re.compile("(?:then|else) '([^']*[\u3400-\u9fff][^']*)'")
"""What a question answers in words of its own."""
_LONGEST_WORD = 4
_WORD = re.compile("[\u3400-\u9fff]+")


def required() -> dict[str, str]:
    """Return the messages that need an English text, with their places.

    A short word outside the commands is often data; it is translated where it is shown by itself.
    """
    return {text: place for text, place in messages().items() if _is_spoken(place) or not is_word(text)}


def is_word(text: str) -> bool:
    """Say whether a text is a single short word."""
    return bool(_WORD.fullmatch(text)) and len(text) <= _LONGEST_WORD


def _is_spoken(place: str) -> bool:
    return "/commands/" in place or place == "cli.py" or place.endswith(".toml")


def messages() -> dict[str, str]:
    """Return every message with the first place where it stands, in the order of the sources."""
    found: dict[str, str] = {}
    for path in sorted([*ROOT.glob("contracts/**/*.py"), *ROOT.glob("ledger/**/*.py"), ROOT / "cli.py"]):
        place = path.relative_to(ROOT).as_posix()
        if any(place == name or (name.endswith("/") and place.startswith(name)) for name in PAPERS):
            continue
        for text in _texts(ast.parse(path.read_text(encoding="utf-8")), commands="/commands/" in place):
            if _DATA.search(text):
                continue
            if _is_spoken(place) and not _is_spoken(found.get(text, place)):
                found.pop(text)
            found.setdefault(text, place)
    for text, place in _in_data_files():
        found.setdefault(text, place)
    return found


def _in_data_files() -> Iterator[tuple[str, str]]:
    """Yield what registers, states, questions, layouts and the keeping of papers are called, and what rules say."""
    for path in sorted([*ROOT.glob("ledger/registers/*.toml"), ROOT / "ledger/bookkeeping/application_moves.toml"]):
        for text in _labels(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield text, path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("ledger/queries/*.sql")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("-- ") and CHINESE.search(line):
                yield line.removeprefix("-- ").strip(), path.relative_to(ROOT).as_posix()
            for text in [] if line.startswith("--") else _ANSWERED.findall(line):
                yield text, path.relative_to(ROOT).as_posix()
    for path in sorted(ROOT.glob("contracts/rosters/**/*.toml")):
        title = tomllib.loads(path.read_text(encoding="utf-8")).get("title")
        yield from [(title, path.relative_to(ROOT).as_posix())] if title else []
    for path in sorted(ROOT.glob("templates/*/manifest.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))["keep"], path.relative_to(ROOT).as_posix()
    yield from _said_by_the_law()
    yield from _said_by_programmes()


def _said_by_the_law() -> Iterator[tuple[str, str]]:
    """Yield why a rule refuses or asks, what to do instead and what is in doubt of it; articles and clauses stay."""
    places = [
        *((path, "rules") for path in sorted(ROOT.glob("contracts/law/*.toml"))),
        (ROOT / "contracts/law/papers/refused.toml", "papers"),
        (ROOT / "contracts/law/indicators/2008.toml", "indicators"),
    ]
    for path, key in places:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        items = data.get(key, ())
        said = [item.get(name, "") for item in items for name in ("title", "message", "hint", "instead")]
        doubts = [item.get("doubt", "") for item in items] + [item["reason"] for item in data.get("doubts", ())]
        said += [piece for text in doubts for piece in text.split("；")]
        yield from ((text, path.relative_to(ROOT).as_posix()) for text in said if CHINESE.search(text))


def _said_by_programmes() -> Iterator[tuple[str, str]]:
    """Yield conditions, causes to end, notes, and what is unknown or in doubt; names, payers and classes are data."""
    for path in sorted(ROOT.glob("contracts/law/programmes/*.toml")):
        for item in tomllib.loads(path.read_text(encoding="utf-8"))["programmes"]:
            dated = [*item.get("amounts", ()), *item.get("sharing", ())]
            said = [*item.get("conditions", ()), item.get("note", "")]
            said += [rule["title"] for rule in item.get("exits", ())]
            said += [entry.get("unknown", "") for entry in dated]
            said += [text for text in _sources(item) if not re.search("条例|方案|〔|^http", text)]
            said += [piece for entry in (item, *dated) for piece in entry.get("doubt", "").split("；")]
            yield from ((text, path.relative_to(ROOT).as_posix()) for text in said if CHINESE.search(text))


def _sources(item: Mapping[str, Any]) -> Iterator[str]:
    yield from item.get("source", ())
    yield from (amount.get("source", "") for amount in item.get("amounts", ()))


def _labels(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield titles, headings and states of a data file; what may be typed into a column stays as it is."""
    for key, value in data.items():
        inner = value if isinstance(value, list) else [value]
        for item in inner:
            if isinstance(item, dict):
                yield from _labels(item)
            elif isinstance(item, str) and key != "choices" and CHINESE.search(item):
                yield item


def _texts(tree: ast.Module, *, commands: bool) -> Iterator[str]:
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skipped = {id(inner) for node in ast.walk(tree) if _is_pattern(node) for inner in ast.walk(node)}
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside |= {id(value) for value in node.values if isinstance(value, ast.Constant)}
    for node in ast.walk(tree):
        if commands and isinstance(node, ast.FunctionDef) and _is_command(node):
            yield from _paragraphs(ast.get_docstring(node) or "")
        if id(node) in docs | skipped | inside:
            continue
        text = _template(node)
        if text and CHINESE.search(re.sub(r"\{\d+\}", "", text)):
            yield from _pieces(text)


def _is_pattern(node: ast.AST) -> bool:
    """Say whether a call gives its texts to the regular expressions or only compares with them."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")


def _is_command(node: ast.FunctionDef) -> bool:
    return any(re.search(r"\b(command|group)\b", ast.unparse(item)) for item in node.decorator_list)


def _paragraphs(doc: str) -> Iterator[str]:
    for paragraph in inspect.cleandoc(doc).split("\n\n"):
        lines = paragraph.strip("\n").split("\n")
        if lines[0].strip() == "\b":
            yield from (line.strip() for line in lines[1:] if CHINESE.search(line))
        elif CHINESE.search(paragraph) and not paragraph.startswith("例："):
            yield " ".join(paragraph.split())


def _pieces(text: str) -> Iterator[str]:
    """Yield the lines of a text: what is said is translated line by line."""
    yield from (line for line in text.split("\n") if CHINESE.search(line))


def _numbered(text: str) -> str:
    """Return a text that ``str.format`` fills with its places numbered like those of an f-string."""
    count = itertools.count(1)
    return re.sub(r"(?<!\{)\{\w*\}(?!\})", lambda _: f"{{{next(count)}}}", text)


def _template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return _numbered(node.value) if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    pieces, count = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            pieces.append(str(value.value))
        else:
            count += 1
            pieces.append(f"{{{count}}}")
    return "".join(pieces)
