"""A person's decision on words that no rule recognises, kept in the paper for which it was made, not printed.

Printed again or replaced by one that says the same, a paper stands by the decision of its first printing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from contracts.model import Draft
from contracts.papers.verdicts import Decision

_RULES, _BECAUSE, _BY, _ON = "accepted", "accepted_because", "accepted_by", "accepted_on"


def noted(draft: Draft, decision: Decision) -> Draft:
    """Return the draft with the decision among its facts."""
    facts = {_RULES: " ".join(decision.rules), _BECAUSE: decision.because, _BY: decision.by, _ON: str(decision.on)}
    return replace(draft, facts=(*(fact for fact in draft.facts if fact[0] not in facts), *facts.items()))


def decision_in(draft: Draft) -> Decision | None:
    """Return the decision that a draft holds, if any."""
    facts = dict(draft.facts)
    if _RULES not in facts:
        return None
    return Decision(
        rules=tuple(facts[_RULES].split()), because=facts[_BECAUSE], by=facts[_BY], on=date.fromisoformat(facts[_ON])
    )
