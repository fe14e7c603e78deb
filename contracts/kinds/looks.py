"""The looks that a kind may have, by name, and how wide each prints.

:mod:`contracts.word.layout` draws them; a test holds these widths to the pages that it draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from contracts.kinds.kind import Kind
from contracts.model import Family

_OF_FAMILY: Mapping[Family, str] = MappingProxyType(
    {
        "contract": "contract",
        "agreement": "contract",
        "certificate": "certificate",
        "notice": "notice",
        "application": "notice",
        "record": "record",
    }
)

PRINTABLE_MM: Mapping[str, int] = MappingProxyType(
    {
        "contract": 156,
        "notice": 156,
        "circular": 156,
        "certificate": 179,
        "record": 166,
        "application_form": 170,
        "statement": 186,
        "list_sheet": 261,
    }
)
"""Look → millimetres that a table may be wide: upright A4 after GB/T 9704 is 156, a list lies across, the card
of a certificate is what the stub leaves."""


def look_of(kind: Kind) -> str:
    """Return the look of a kind: its own, or that of its family."""
    return kind.layout or _OF_FAMILY[kind.family]
