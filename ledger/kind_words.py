"""Whether a kind says the same as what was registered or issued from it under the same version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contracts.kinds import Kind
    from contracts.model import Draft, Problem
    from ledger.store import Ledger

_FIRST, _LAST = 3, 20
"""So many of the papers of a version are looked at: the first set its words, the last may have other options."""
_SIGNED = "select draft_json from contracts where kind = :kind and kind_version = :version order by id"
_ISSUED = """
select draft_json from papers
where contract_id is null and kind = :kind and draft_json ->> '$.kind_version' = :version order by id
"""


def version_faults(path: Path, kinds: Iterable[Kind]) -> tuple[Problem, ...]:
    """Return a fault for each kind that has other words than the ledger has under its version.

    Args:
        path: Of the ledger; where there is none, nothing was registered.
        kinds: Each in its own language.

    Raises:
        LedgerError: The ledger is damaged, foreign, older, newer or locked.
    """
    from ledger.store import open_ledger

    if not path.exists():
        return ()
    with open_ledger(path, read_only=True) as ledger:
        return tuple(fault for kind in kinds if (fault := _fault(ledger, kind)))


def _fault(ledger: Ledger, kind: Kind) -> Problem | None:
    from contracts.kinds import shipped_folder
    from contracts.model import Problem
    from contracts.papers.kept_words import changed_words

    for draft in _papers(ledger, kind):
        changed = changed_words(_in_language(kind, draft.locale), draft)
        if not changed:
            continue
        where, text = changed[0]
        others = f"等 {len(changed)} 处" if len(changed) > 1 else ""
        said = f"“{text}”与台账里第 {kind.version} 版的不同" if text else f"台账里第 {kind.version} 版有，现在没有"
        hint = f"改了文字，就把 version = {kind.version} 改成 version = {kind.version + 1}；没有想改的，照那一份改回去"
        if shipped_folder() in kind.folder.parents:
            hint = "这是随程序带来的文种：请告诉提供程序的人，改了文字要升版本"
        message = f"{said}（{draft.number}{others}），版本却没有变"
        return Problem(where=f"{kind.id}/manifest.toml {where}", message=message, hint=hint)
    return None


def _papers(ledger: Ledger, kind: Kind) -> Iterator[Draft]:
    from contracts.model import Draft

    asked = {"kind": kind.id, "version": kind.version}
    for sql in (_SIGNED, _ISSUED):
        for end in (f"limit {_FIRST}", f"desc limit {_LAST}"):
            for row in ledger.each(f"{sql} {end}", asked):
                yield Draft.from_json(row["draft_json"].encode())


def _in_language(kind: Kind, locale: str) -> Kind:
    """Return the kind as a paper was printed; in its own words where it has that language no longer."""
    from contracts.kinds import spoken

    return spoken(kind, locale) if locale in dict(kind.template) else kind
