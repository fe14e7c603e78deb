"""The English catalogue as a file: written anew in the order of the sources, nothing stale, nothing forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping

HEAD = """# The interface in English: what the program says in Chinese, and the same in English.
# {1} {2} … stand for values. Refresh after a change: pytest tests/contracts/test_translation.py --update -n0
# then fill in every empty msgstr. What papers, laws and clauses say is data and stays Chinese.
msgid ""
msgstr "Language: en\\nContent-Type: text/plain; charset=utf-8\\n"
"""


def written(places: Mapping[str, str], english: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Return the file: ``places`` by message, their translations, and short words kept as they are."""
    lines = [HEAD]
    last = ""
    for text, place in places.items():
        if place != last:
            lines.append(f"\n#: {place}")
            last = place
        lines += [f"msgid {_quoted(text)}", f"msgstr {_quoted(english.get(text, ''))}"]
    lines.append("\n# words that are translated where they are shown by themselves")
    for text, other in words.items():
        lines += [f"msgid {_quoted(text)}", f"msgstr {_quoted(other)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
