"""An application on paper: filled from the ledger with the opinions given so far, or blank for the counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from contracts.dates import day
from contracts.model import Party, Person
from contracts.papers.derive import Source
from contracts.papers.drafting import Sheet
from contracts.papers.parties import township_party
from contracts.settings import Office
from ledger.bookkeeping.applications import HOW, LEVELS, Application, application, rules, steps
from ledger.publishing.documents import Preparation
from ledger.publishing.issue import NewPaper
from ledger.publishing.press import Press
from ledger.publishing.reissue import Reissue, Wanted
from ledger.store import Row, Transaction

_GENDERS = {"female": "女", "male": "男"}
_CHILD = ("name", "relation", "belongs", "document", "gender", "birth", "living")
"""What is asked of a child; what the ledger does not hold is written in by hand."""
_CHILD_ROWS = 5
_EMPTY = "　"
_DECIDED = "各级审核人已经决定，依据的条款写在意见里；家庭应当看到"


def application_form(press: Press, office: Office, number: str, *, programmes: dict[str, str]) -> Reissue:
    """Return how an application is printed as it stands (domain §2.9).

    ``programmes`` are titles by code. After each step there is another form, with one more opinion on it.

    Raises (when prepared):
        LedgerError: There is no such application.
    """
    kind = press.kind("reward_application")

    def gather(tx: Transaction) -> tuple[Wanted, ...]:
        item = application(tx, number)
        done = steps(tx, item.id)
        values = {
            "programme": programmes.get(item.programme, item.programme),
            "year": str(item.year),
            "how": HOW[item.how],
            "received": f"{item.received_by}，{day(item.submitted_on)}",
            **_proofs(done),
            **({"remark": item.note} if item.note else {}),
        }
        sheet = _sheet(press, office, f"{number}-{len(done)}", item.party, values, _children(item), _opinions(done))
        return (Wanted(kind=kind, sheet=sheet, opinion=_DECIDED),)

    return Reissue(press, gather)


def blank_form(press: Press, office: Office) -> Preparation:
    """Return how an empty form is printed; it takes no number and nothing of it is kept."""
    person = Party(role="party_b", type="person", name=_EMPTY, persons=(
        Person(role="person", name=_EMPTY), Person(role="spouse", name=_EMPTY),
    ))  # fmt: skip

    def prepare(_: Transaction) -> tuple[NewPaper, ...]:
        sheet = _sheet(press, office, "空白", person, {}, _padded([]), _opinions([]))
        return (press.paper(press.kind("reward_application"), sheet),)

    return prepare


def _sheet(
    press: Press, office: Office, number: str, party: Party, values: dict[str, str],
    children: Sequence[dict[str, str]], opinions: Sequence[dict[str, str]],
) -> Sheet:  # fmt: skip
    role = press.kind("reward_application").roles[0]
    return Sheet(
        number=number, place=office.division_code, signing_on=press.today,
        parties=(township_party(office, role), party), values=values, where=number,
        sources={
            "application_children": Source(rows=tuple(children)),
            "application_opinions": Source(rows=tuple(opinions)),
        },
    )  # fmt: skip


def _proofs(done: Sequence[Row]) -> dict[str, str]:
    """Return what may be kept of the proofs: whether it qualifies, the grade, who saw them and when."""
    seen = next((row for row in reversed(done) if row["seen_by"]), None)
    if seen is None:
        return {}
    words = {"seen": f"由{seen['seen_by']}于{day(date.fromisoformat(seen['seen_on']))}核看"}
    if seen["qualifies"] is not None:
        words["qualifies"] = "是" if seen["qualifies"] else "否"
    if seen["pay_grade"]:
        words["pay_grade"] = seen["pay_grade"]
    return words


def _children(item: Application) -> tuple[dict[str, str], ...]:
    return _padded(
        [
            {
                "name": person.name,
                "gender": _GENDERS.get(person.gender or "", ""),
                "birth": person.birth.words if person.birth else "",
            }
            for person in item.party.persons
            if person.role == "child"
        ]
    )


def _padded(known: Sequence[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """Return the rows of the children, with empty ones up to five as on the printed form."""
    spare: list[dict[str, str]] = [{} for _ in range(_CHILD_ROWS - len(known))]
    return tuple(dict.fromkeys(_CHILD, "") | row for row in (*known, *spare))


def _opinions(done: Sequence[Row]) -> tuple[dict[str, str], ...]:
    return tuple(_opinion_rows(done))


def _opinion_rows(done: Sequence[Row]) -> Iterator[dict[str, str]]:
    moves = rules()["moves"]
    for level in LEVELS:
        own = next((row for row in reversed(done) if row["level"] == level and row["move"] in {"pass", "refuse"}), None)
        words = moves[own["move"]]["label"] if own else ""
        if own and own["article"]:
            words += f"，依据{own['article']}"
        yield {
            "level": rules()["levels"][level],
            "opinion": words,
            "checker": own["checker"] if own else "",
            "decided_on": day(date.fromisoformat(own["happened_on"])) if own else "",
        }
