"""The end of the story's year: an application, what the bank paid, honours, a handover, the year's pack."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Party
from contracts.printers import Printer
from ledger.bookkeeping.applications import Said, move, submit
from ledger.demo.papers import Desk
from ledger.demo.summary import Made
from ledger.demo.year import AS_OF, at
from ledger.obligations import due
from ledger.paying.bankfile import Returned, reconcile, reference
from ledger.paying.payruns import approve, pay_run, prepare, record_export
from ledger.publishing.application_form import application_form
from ledger.publishing.ceremony import ceremony_file
from ledger.publishing.certificate_papers import Desk as CertificateDesk
from ledger.publishing.documents import family_of
from ledger.publishing.handover import handover, handover_list
from ledger.publishing.honours import TITLES, honours
from ledger.publishing.pay_papers import payment_list, payment_notices
from ledger.signed import signed_draft
from ledger.yearend.folder import keep_pack
from ledger.yearend.pack import assembled, span_of, usual_place

_PROGRAMME = "reward_support"
_TITLE = "农村部分计划生育家庭奖励扶助"
_RUN = "2026年11月补发"
_VOUCHER = "记-1120"
_CEREMONY = "2026年总结会"
_SUCCESSOR = "周平"
_APPLICANT = """
select c.number, c.village from contracts c
where c.kind = 'service_contract'
order by (select count(*) from obligations o where o.contract_id = c.id and o.programme = ?) desc, c.id limit 1
"""
"""A household that the programme is for: a young one would be no example."""

_NO_FILE = "0" * 64
"""Instead of the hash of a bank's file: the example township has no bank."""


def close_year(desk: Desk) -> Iterator[Made]:
    """Do what an office does before the year's end. Yields what was made, by sort; the pack comes last."""
    yield _application(desk)
    yield from _payments(desk)
    yield _honours(desk)
    yield _handover(desk)
    yield _pack(desk)


def _application(desk: Desk) -> Made:
    """Take one household's application and pass it at the village; the form has its first opinion."""
    press = desk.press("申报", AS_OF)
    (row,) = desk.ledger.rows(_APPLICANT, [_PROGRAMME])
    village = next(item for item in desk.office.villages if item.short == row["village"])
    with desk.ledger.write(by=press.by, now=press.now) as tx:
        draft, _ = signed_draft(tx, row["number"])
        applicant: Party = family_of(draft)
        number = submit(
            tx, desk.office, applicant, programme=_PROGRAMME, year=AS_OF.year, division_code=village.division_code,
            village=village.short, how="written", note="", received_by=press.by, submitted_on=AS_OF,
        )  # fmt: skip
        move(tx, number, "accept", on=AS_OF)
        seen = Said(checker=village.representative or village.name, qualifies=True, seen_by=press.by, seen_on=AS_OF)
        move(tx, number, "pass", seen, on=AS_OF)
    press.issue(application_form(press, desk.office, number, programmes={_PROGRAMME: _TITLE}))
    return Made(what="奖励扶助申报表（村级已评议）", count=1, where=press.folder.name)


def _payments(desk: Desk) -> Iterator[Made]:
    """Pay one of the sums in arrears, if any: a run, two names, the bank's answer, the list, a notice to the payee."""
    if not [item for item in due(desk.ledger, by=AS_OF, as_of=AS_OF) if item.programme == _PROGRAMME]:
        return
    press = desk.press("发放", AS_OF)
    with desk.ledger.write(by=press.by, now=press.now) as tx:
        run = prepare(tx, _RUN, due_by=AS_OF, programme=_PROGRAMME)
    approver = f"{desk.office.post} {desk.office.representative}"
    with desk.ledger.write(by=approver, now=press.now) as tx:
        approve(tx, _RUN)
    with desk.ledger.write(by=press.by, now=press.now) as tx:
        record_export(tx, _RUN, file_sha256=_NO_FILE)
        answers = [
            Returned(
                where=f"第{place}行", reference=reference(run, line), amount_fen=line.amount_fen, is_paid=place == 1,
                reason="" if place == 1 else "户名不符", happened_on=AS_OF, voucher=_VOUCHER if place == 1 else "",
            )
            for place, line in enumerate(run.lines, 1)
        ]  # fmt: skip
        reconcile(tx, _RUN, answers, file_sha256=_NO_FILE)
    run = pay_run(desk.ledger, _RUN)
    press.bound(press.issue(payment_list(press, desk.office, run)), f"花名册_{_RUN}")
    yield Made(what=f"发放花名册（{_RUN}）", count=1, where=press.folder.name)
    told = desk.press("告知书", AS_OF)
    notices = told.issue(payment_notices(told, desk.office, run))
    yield Made(what="发放告知书（银行付成的）", count=len(notices), where=told.folder.name)


def _honours(desk: Desk) -> Made:
    """Print honours for three villages in advance, in one file by seat."""
    press = desk.press("证件", AS_OF)
    at_hand = CertificateDesk(press=press, office=desk.office, printer=Printer(name=""), ceremony=_CEREMONY)
    villages = [village.short for village in desk.office.villages[:3]]
    made = press.issue(honours(at_hand, desk.ledger, villages, title=TITLES[1], year=AS_OF.year))
    name, _ = ceremony_file(press, _CEREMONY)
    return Made(what=f"荣誉证书（先印后发，{_CEREMONY}）", count=len(made), where=f"{press.folder.name}/{name}")


def _handover(desk: Desk) -> Made:
    """Print the list for the next officer."""
    press = desk.press("交接", AS_OF)
    found = handover(desk.ledger, desk.office, AS_OF)
    press.issue(handover_list(press, desk.office, found, handed_by=press.by, taken_by=_SUCCESSOR))
    return Made(what="台账交接清单", count=1, where=press.folder.name)


def _pack(desk: Desk) -> Made:
    """Put the year together."""
    place = usual_place(desk.folder, AS_OF.year, AS_OF)
    press = desk.press(place.parent.name, AS_OF)
    titles = {kind.id: kind.title for kind in desk.kinds.values()} | {_PROGRAMME: _TITLE}
    span = span_of(AS_OF.year, AS_OF, titles)
    pack, _ = keep_pack(
        desk.ledger, lambda put: assembled(desk.ledger, desk.office, span, press.again, put), place,
        by=press.by, now=at(AS_OF),
    )  # fmt: skip
    return Made(what="年终材料（目录、应补、校验值）", count=len(pack.files), where=f"{place.parent.name}/{place.name}")
