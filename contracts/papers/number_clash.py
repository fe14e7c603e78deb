"""Would two kinds give two papers the same number?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contracts.kinds import Kind, shipped_folder
from contracts.model import Problem

_GIVEN = "{{ number }}"
"""The number of another paper, or one that is typed in."""


def number_faults(kind: Kind, kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Yield each kind whose numbers read like those of an office's own kind; what ships has its own already."""
    if kind.number == _GIVEN or shipped_folder() in kind.folder.parents:
        return
    for other in kinds:
        if other.id != kind.id and _close(other.number) == _close(kind.number):
            hint = "换一个没有用过的代字，如把“承诺”换成“孝”"
            message = f"编号写法与“{other.title}”（{other.id}）相同，两种纸的编号会重"
            yield Problem(where=f"{kind.id}/manifest.toml number", message=message, hint=hint)


def _close(number: str) -> str:
    return re.sub(r"\s", "", number)
