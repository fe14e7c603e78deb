"""What the file of a paper is called: found by its number, safe in any folder."""

from __future__ import annotations

import unicodedata

from contracts.model import Draft

_LONGEST_NAME = 80
_RECIPIENT = "recipient"


def file_name(draft: Draft, copy_label: str = "") -> str:
    """Return ``<number>_<party>.docx``: letters, digits and Chinese only, whatever the names hold.

    The number decides, the party only helps to find it; a notice's file carries no person's name. A certificate for a
    unit is found by the unit, not by who issued it.
    """
    party = next((item for item in reversed(draft.parties) if item.side == "family"), None)
    given = dict(draft.values).get(_RECIPIENT, "") if party is None and draft.family == "certificate" else ""
    party = party or next(iter(reversed(draft.parties)), None)
    label = _plain(given or (party.name if party else draft.title))
    pieces = [_plain(draft.number, keep="-〔〕") or "paper", _shortened(label), _plain(copy_label)]
    return "_".join(piece for piece in pieces if piece) + ".docx"


def _plain(text: str, keep: str = "") -> str:
    normal = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in normal if letter.isalnum() or letter in keep).strip("-")


def _shortened(label: str) -> str:
    while len(label.encode()) > _LONGEST_NAME:
        label = label[:-1]
    return label
