"""What was chosen from the closed lists of a kind: by the row of the roster, else by ``office.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contracts.errors import SettingsError
from contracts.kinds import Kind, PartySource
from contracts.model import Party, Problem
from contracts.records import Record
from contracts.settings import FILE_NAME, Office

_SOURCE_LABELS: Mapping[PartySource, str] = {
    "village": "村（居）民委员会", "township": "镇（街道）", "county": "县级卫生健康局", "association": "计生协会",
}  # fmt: skip


def chosen_of(kind: Kind, office: Office, record: Record) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return `(chosen, problems)`: the option of each choice by name; a word that is no option is a problem.

    Where neither row nor office says anything the first option stands.
    """
    chosen = kind.first_options()
    standing = office.values_for(kind.id)
    problems = []
    for choice in kind.choices:
        words = str(record.value(choice.name) or standing.get(choice.name, ""))
        code = choice.code_of(words) if words else chosen[choice.name]
        if code is None:
            labels = "、".join(label for _, label in choice.options)
            problems.append(
                Problem(
                    where=f"{record.sheet} 第{record.row}行",
                    message=f"“{choice.label}”不能是“{words[:20]}”",
                    hint=f"请从这些里选：{labels}",
                )
            )
        else:
            chosen[choice.name] = code
    return chosen, tuple(problems)


def seated(kind: Kind, chosen: Mapping[str, str], parties: Sequence[Party]) -> dict[str, str]:
    """Return what was chosen, a choice named like a role by who sits there: a 社区 is none because no row says so."""
    types = {party.role: party.type for party in parties}
    return dict(chosen) | {item.name: types[item.name] for item in kind.choices if types.get(item.name) in item.codes}


def sources_of(kind: Kind, office: Office) -> dict[str, PartySource]:
    """Return for each role where its party is found: as the office chose, else as the manifest says first.

    Raises:
        SettingsError: The office chose a place that the kind does not allow.
    """
    standing = office.values_for(kind.id)
    found: dict[str, PartySource] = {}
    problems = []
    for role in kind.roles:
        words = standing.get(role.name, "") if len(role.sources) > 1 else ""
        matching = [source for source in role.sources if words in {"", source}]
        if matching:
            found[role.name] = matching[0]
            continue
        allowed = "、".join(f"{source}（{_SOURCE_LABELS.get(source, source)}）" for source in role.sources)
        problems.append(
            Problem(
                where=f"{FILE_NAME} [values.{kind.id}] {role.name}", message=f"不能是“{words}”", hint=f"可写 {allowed}"
            )
        )
    if problems:
        raise SettingsError(f"“{kind.title}”由谁签订没有写对，未生成任何文件。", problems)
    return found
