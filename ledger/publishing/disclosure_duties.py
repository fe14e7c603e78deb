"""What every village must disclose in a year, and whether it hung and was photographed (row O-10).

Source: Organic Law of Villagers' Committees, article 30 (version in force to 2025-12-31): general items at least
once a quarter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.dates import month_end
from contracts.settings import Village
from ledger.publishing.postings import Posting, postings
from ledger.store import Ledger

KIND = "village_disclosure"
_MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureDuty:
    """One quarter of one village. ``number``, ``posted_on`` and ``photo_on`` are empty where nothing was done."""

    village: str
    quarter: str
    due_by: date
    number: str
    posted_on: date | None
    photo_on: date | None

    @property
    def state(self) -> str:
        """Say what was done, in words: a posting without a photo is not proved."""
        if self.posted_on is None:
            return "没有公开"
        if self.photo_on is None:
            return "没有照片"
        return "逾期公开" if self.posted_on > self.due_by else "已公开"


def disclosure_duties(
    ledger: Ledger, villages: tuple[Village, ...], year: int, as_of: date
) -> tuple[DisclosureDuty, ...]:
    """Return the quarters of a year that have begun by a day, and what hung by then, village by village."""
    done = [item for item in postings(ledger, as_of=as_of) if item.kind == KIND]
    begun = [quarter for quarter in range(1, 5) if date(year, (quarter - 1) * _MONTHS + 1, 1) <= as_of]
    return tuple(_duty(village, year, quarter, done) for village in villages for quarter in begun)


def _duty(village: Village, year: int, quarter: int, done: list[Posting]) -> DisclosureDuty:
    name = f"{year}年第{'一二三四'[quarter - 1]}季度"
    ours = [item for item in done if item.village == village.short and item.about == name]
    hung = min(ours, key=lambda item: (item.photo_on is None, item.posted_from), default=None)
    return DisclosureDuty(
        village=village.short, quarter=name, due_by=month_end(year, quarter * _MONTHS),
        number=hung.number if hung else "", posted_on=hung.posted_from if hung else None,
        photo_on=hung.photo_on if hung else None,
    )  # fmt: skip
