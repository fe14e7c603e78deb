"""Do the texts of law that a kind names exist, in the version it names, on the day it is signed?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.judging.books import all_rules
from contracts.kinds import Kind
from contracts.model import Citation, Problem

_NATION = "中华人民共和国"


def basis_faults(kind: Kind, as_of: date) -> Iterator[Problem]:
    """Yield each citation of a version that there is not, that is not in force yet, or that a later one replaced.

    A text that no pack names can only be held against the calendar; see :func:`unknown_texts`. A kind that is only
    registered and copied names the law by which it is no longer issued.

    Raises:
        PackError: A pack of rules is faulty.
    """
    if kind.register_only:
        return
    day = min(as_of, kind.issued_to) if kind.issued_to else as_of
    for where, item in _citations(kind):
        versions = _versions(item.law)
        standing = max((version for version in versions if version <= day), default=None)
        hint = f"写 {day} 有效的那一版的施行日期"
        if standing:
            hint = f"写 version = {standing}"
        if item.version > day:
            message = f"《{item.law}》{item.version} 的版本到 {day} 还没有施行"
        elif versions and item.version not in versions:
            message = f"《{item.law}》没有 {item.version} 施行的版本，有 {'、'.join(map(str, versions))}"
            hint += "；确有这一版的，先写进本单位 law 文件夹里规则包的 [laws]"
        elif standing and item.version != standing:
            message = f"《{item.law}》{item.version} 的版本已被 {standing} 的代替"
        else:
            continue
        yield Problem(where=f"{kind.id}/manifest.toml {where}", message=message, hint=hint)


def unknown_texts(kind: Kind) -> tuple[str, ...]:
    """Return the names of texts that a kind cites and no pack names, each once: nobody has compared them."""
    return tuple(dict.fromkeys(item.law for _, item in _citations(kind) if not _versions(item.law)))


def _citations(kind: Kind) -> Iterator[tuple[str, Citation]]:
    for number, item in enumerate(kind.basis, 1):
        yield f"basis 第{number}项", item
    for term in kind.terms():
        yield from ((f"terms.{term.code} basis", item) for item in term.basis)


def _versions(law: str) -> tuple[date, ...]:
    """Return the days on which the versions of a text took effect, oldest first; nothing for one that is not known."""
    name = law.removeprefix(_NATION)
    return tuple(version for known, version in all_rules().texts if known.removeprefix(_NATION) == name)
