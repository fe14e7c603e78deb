"""Proof that a kind works: its example drafts, passes the review and renders from its own Word file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from contracts.errors import InputError, KindError, LawError
from contracts.files import read_word_file
from contracts.kinds import Kind, Role
from contracts.model import Draft, Instalment, Party, PartyType, Payer, Person, Problem
from contracts.papers.derive import Printable, RepeatedTerm, Source
from contracts.papers.drafting import Sheet, compose
from contracts.papers.printing import refuse_unlawful, rendered, reviewed

_PLACE = "429999101201"
_LONG_ADDRESS = "湖北省示范县青河镇石桥村第十一村民小组老街北巷一百二十八号附一号院内东侧第三户"


def prove(kind: Kind, *, as_of: date) -> Draft:
    """Draft, review and render the kind's example; return the draft.

    Raises:
        KindError: The example cannot be drafted, or the Word file does not fit the manifest.
        LawError: The kind's own words are not lawful on that day.
    """
    try:
        draft = example(kind, signing_on=_signing_day(kind, as_of))
    except InputError as error:
        raise KindError(f"文种 {kind.id} 的 [example] 不完整。", error.problems) from error
    if not kind.template_path("zh_CN").exists():
        problem = Problem(where=kind.id, message="没有 zh_CN.docx", hint="把文种的 Word 文件以这个名字放进文种文件夹")
        raise KindError(f"文种 {kind.id} 没有 Word 文件。", [problem])
    from contracts.word import fixed_texts

    template = read_word_file(kind.template_path("zh_CN"))
    reviews = reviewed([draft], as_of=draft.signing_on, fixed=fixed_texts(template))
    try:
        refuse_unlawful(reviews, for_discussion=False)
    except LawError as error:
        raise LawError(f"文种 {kind.id} 的条款没有通过审查。", error.findings) from error
    rendered(draft, reviews[0], kind=kind, template=template)
    return draft


def example(kind: Kind, *, signing_on: date, long: bool = False) -> Draft:
    """Return a draft of the kind from its ``[example]`` and invented parties.

    With ``long`` names and addresses are as long as they get: a twelve-character name, a forty-character
    address.
    """
    sheet = Sheet(
        number="示例-0001" if kind.subject == "ledger" else "",
        batch="示例",
        row=1,
        place=_PLACE,
        signing_on=signing_on,
        starts_on=signing_on,
        ends_on=date(signing_on.year + max(kind.period_years, 1), signing_on.month, min(signing_on.day, 28)),
        parties=tuple(_party(role, long=long) for role in kind.roles),
        values=dict(_values(kind)),
        sources=_SOURCES | {source: Source(rows=rows) for source, rows in kind.example_rows},
        where=f"{kind.id} [example]",
    )
    return compose(kind, sheet)


def _signing_day(kind: Kind, as_of: date) -> date:
    return min(as_of, kind.issued_to) if kind.issued_to else as_of


def _values(kind: Kind) -> Iterator[tuple[str, Printable]]:
    types = {item.name: item.type for item in kind.fields}
    for name, text in kind.example:
        yield name, int(text) if types.get(name) == "money" else text


def _party(role: Role, *, long: bool) -> Party:
    kind: PartyType = role.types[0]
    if kind in {"couple", "person"}:
        wife = "阿依古丽·买买提吐尔逊江" if long else "王梅珍"
        persons = (
            Person(role="wife", name=wife, id_number="429999198912154824", gender="female", phones=("13900000001",)),
            Person(role="husband", name="陶立志", id_number="429999198706103911", gender="male"),
        )
        address = (
            "湖北省示范县青河镇石桥村第十一村民小组老街北巷一百二十八号附一号院内东侧第三户"
            if long
            else "青河镇石桥村1组"
        )
        names = "、".join(person.name for person in persons)
        return Party(
            role=role.name, type=kind, name=names, persons=persons, address=address, phone="13900000001", group="1组"
        )
    name = "青河镇人民政府" if role.source == "township" else "上坪村村民委员会"
    return Party(
        role=role.name,
        type=kind,
        name=name,
        representative="周建国",
        post="镇长" if role.source == "township" else "主任",
        address="青河镇青河大道1号",
        phone="0710-5550100",
        division_code=_PLACE,
    )


_INSTALMENT = Instalment(
    label="2026年度",
    due_on=date(2026, 10, 31),
    amount_fen=12000,
    payers=(Payer(name="县财政", amount_fen=6000), Payer(name="镇财政", amount_fen=6000)),
)
_SOURCES = {
    "rewards": Source(
        terms=(
            RepeatedTerm(
                cells={
                    "title": "独生子女父母奖励费",
                    "standard": "每对夫妻每月10元",
                    "starts_on": date(2026, 1, 1),
                    "ends_on": date(2028, 12, 31),
                    "amount": 12000,
                },
                instalments=(_INSTALMENT,),
                amount_fen=12000,
                programme="only_child_reward",
            ),
        ),
        rows=(
            {
                "title": "独生子女父母奖励费",
                "label": "2026年度",
                "amount": "120元",
                "due_on": "2026年10月31日",
                "payers": "县财政60元；镇财政60元",
            },
        ),
    ),
    "posting": Source(
        rows=(
            {
                "serial": "1",
                "name": "王某",
                "gender": "女",
                "group": "1组",
                "programme": "奖励扶助",
                "standard": "每人每年960元",
            },
        )
    ),
    "promises": Source(
        rows=(
            {
                "promise": "独生子女父母奖励费 2026年度",
                "due_on": "2026年10月31日",
                "promised": "120元",
                "paid": "0元",
                "owed": "120元",
            },
        )
    ),
    "undertakings": Source(rows=({"promise": "核对本户资料", "due_on": "2026年3月31日", "done": "已做"},)),
}
