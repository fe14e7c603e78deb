"""The numbered SQL files that make the ledger, and the fingerprint of the schema they make."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ledger.journal import canonical


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step of the schema: ``name`` is ``NNNN_verb_object``, ``sql`` the whole file."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """The hash of the file, 64 hex digits; the ledger keeps it."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@functools.cache
def migrations() -> tuple[Migration, ...]:
    """Return all steps this program knows, in order of their numbers."""
    from importlib.resources import files

    found = sorted(
        (item for item in (files("ledger") / "migrations").iterdir() if item.name.endswith(".sql")),
        key=lambda item: item.name,
    )
    return tuple(
        Migration(name=item.name.removesuffix(".sql"), sql=item.read_text(encoding="utf-8")) for item in found
    )


def fingerprint(schema: Iterable[Mapping[str, str | None]]) -> str:
    """Return one hash over a schema's rows, blind to spacing and order.

    A row has ``type``, ``name``, ``table_name`` and ``sql``.

    SQLite's own tables (statistics, automatic indexes) do not count.
    """
    rows = sorted(
        [row["type"], row["name"], row["table_name"], " ".join((row["sql"] or "").split())]
        for row in schema
        if not (row["name"] or "").startswith("sqlite_")
    )
    return hashlib.sha256(canonical(rows).encode()).hexdigest()
