"""``shouyue roster``: the commands that read lists, and those that keep them in the ledger."""

from __future__ import annotations

import click

from contracts.commands.roster import command as reading
from ledger.commands.exports import export, list_profiles
from ledger.commands.imports import decide_pairs, import_roster, list_duplicates, list_imports, undo

command = click.Group(
    "roster",
    commands=[
        *reading.commands.values(),
        import_roster,
        list_imports,
        list_duplicates,
        decide_pairs,
        undo,
        export,
        list_profiles,
    ],
    help="名册：检查、标出问题、写映射、导入台账、按别的单位的格式导出。",
)
