"""``shouyue draft``: a roster becomes reviewed, printed papers in a batch folder."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.bar import with_bar
from contracts.commands.kinds import say_version_fault
from contracts.commands.options import DATE, FILE, LANGUAGE, LANGUAGE_NAMES, OUT_FOLDER, dry_run
from contracts.commands.roster import own_layouts, say_unread
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import KindError
from contracts.kinds import Kind
from contracts.model import Problem

if TYPE_CHECKING:
    from contracts.papers.batch import Batch
    from contracts.papers.verdicts import Decision
    from contracts.records import RosterReading

_LONGEST_LABEL = 20
_CHINESE = range(0x4E00, 0xA000)


def label_of(_context: click.Context, _parameter: click.Parameter, words: str) -> str:
    """Return a batch label that can stand in a number and in the name of a folder.

    Raises:
        click.BadParameter: It has other characters than letters, digits, Chinese and hyphens, or too many.
    """
    plain = all((sign.isascii() and sign.isalnum()) or ord(sign) in _CHINESE or sign == "-" for sign in words)
    if not plain or not 0 < len(words) <= _LONGEST_LABEL or words.startswith("-") or words.endswith("-"):
        raise click.BadParameter(f"“{words}”不能作批次号；只用字母、数字、汉字和连字符，不超过 20 个，如 2026A")
    return words


@click.command("draft")
@click.argument("kind_id", metavar="KIND")
@click.argument("roster", metavar="ROSTER", type=FILE)
@click.option("--batch", required=True, metavar="LABEL", callback=label_of, help="批次号，如 2026A，编入合同编号")
@click.option("--signing", type=DATE, metavar="DATE", help="拟签订日期，默认今天；决定适用的法律")
@click.option("--language", type=LANGUAGE, metavar="LOCALE", help=f"哪种文字：{LANGUAGE_NAMES}；不写则按 office.toml")
@click.option("--layout", metavar="NAME", help="名册版式；不写则按表头辨认")
@click.option("-o", "--out", type=OUT_FOLDER, default=".", metavar="DIR", help="放在哪里")
@click.option("--one-file", is_flag=True, help="另出一个打印文件，按份排好")
@click.option("--duplex", is_flag=True, help="打印文件按双面打印排：每份从新的一张纸开始")
@click.option("--pdf", is_flag=True, help="另出一个 PDF，需要 LibreOffice")
@click.option("--for-discussion", is_flag=True, help="讨论稿：带“草稿”字样，不能登记")
@click.option("--accept", "accepts", multiple=True, metavar="RULE", help="对规则不能判断的条款作出决定")
@click.option("--because", metavar="TEXT", default="", help="作出决定的理由，与合同一起保存")
@dry_run
@pass_session
def command(
    session: Session,
    kind_id: str,
    roster: Path,
    batch: str,
    signing: date | None,
    language: str | None,
    layout: str | None,
    out: Path,
    accepts: tuple[str, ...],
    because: str,
    *,
    one_file: bool,
    duplex: bool,
    pdf: bool,
    for_discussion: bool,
    dry_run: bool,
) -> None:
    """名册 → 起草 → 审查 → 打印文件。

    KIND 是文种（见 shouyue kinds list），ROSTER 是名册（xlsx、xls、et、ods、csv）。名册有任何问题，
    或者有任何条款不合法，就不生成任何文件。

    例：shouyue draft service_contract 名册.xlsx --batch 2026A -o 输出
    """
    from contracts.files import check_room_for
    from contracts.kinds import kind_at_hand, language_of, shipped_folder
    from contracts.papers.drafting import check_issuable
    from contracts.papers.printing import print_batch
    from contracts.papers.roll import Order, drafts_from
    from contracts.papers.verdicts import refuse_unlawful, reviewed
    from contracts.papers.wordfile import fixed_words

    decision = decision_of(accepts, because, session)
    office = session.office()
    signing_on = signing or session.today
    chinese = kind_at_hand(kind_id, shipped_folder(), session.folder / "templates")
    kind = language_of(chinese, language or "", office.language_of(chinese.id))
    check_issuable(kind, signing_on)
    _refuse_from_ledger(kind)
    check_room_for(out)
    programmes = session.programmes(near=office.division_code)
    order = Order(kind=kind, office=office, batch=batch, signing_on=signing_on, programmes=programmes)
    reading = _read(session, chinese, roster, layout)
    drafts = drafts_from(reading, order)
    reviews = reviewed(
        drafts,
        as_of=signing_on,
        fixed=fixed_words(kind),
        decision=decision,
        progress=with_bar,
    )
    refuse_unlawful(reviews, for_discussion=for_discussion)
    say_version_fault(session, kind.id)
    folder = out / (f"{kind.id}_{batch}_草稿" if for_discussion else f"{kind.id}_{batch}")
    if dry_run:
        say(f"试运行：名册和条款没有问题，将在 {folder} 生成 {len(drafts)} 份“{kind.title}”。未写任何文件。")
        return
    written = print_batch(
        drafts,
        reviews,
        kind=kind,
        folder=folder,
        one_file=one_file or pdf or duplex,
        duplex=duplex,
        for_discussion=for_discussion,
        roster_sha256=reading.file_sha256,
        progress=with_bar,
    )
    if pdf:
        _convert(written, kind, duplex=duplex)
    tell(f"{written.folder}：{len(written.papers)} 份“{kind.title}”")
    if for_discussion:
        say("讨论稿不能签订和登记；定稿后不带 --for-discussion 重新起草。")
    else:
        say(f"签字后登记：shouyue register {written.folder} --signed-on 签订日期")


def _read(session: Session, kind: Kind, roster: Path, layout: str | None) -> RosterReading:
    """Read a roster with the columns that only this kind has; say what of it was not read.

    The kind is the Chinese one: a roster has its labels, whatever language the paper is printed in.
    """
    from contracts.papers.columns import added_columns, form_of
    from contracts.reading.roster import read_roster

    own = own_layouts(session)
    form = form_of(kind, own)
    added = added_columns(kind, form) if form else None
    reading = read_roster(roster, layout, as_of=session.today, own=own, packed=True, added=added)
    say_unread(reading)
    return reading


def _refuse_from_ledger(kind: Kind) -> None:
    """Refuse what is made from the ledger; a notice above all: the ledger knows whom it may not name."""
    if kind.subject != "ledger":
        return
    hint = "看 README 的文种表，用那里写的命令"
    if kind.family == "notice":
        hint = f"用 shouyue publish {kind.id}；本单位自己写的公示用 shouyue publish notice {kind.id}"
    elif kind.family == "certificate":
        hint = f"用 shouyue publish {kind.id}；本单位自己写的证件用 shouyue publish certificate {kind.id} 名单"
    problem = Problem(where=kind.id, message="这个文种由台账出，不从名册起草", hint=hint)
    raise KindError("没有起草。", [problem])


def decision_of(rules: tuple[str, ...], because: str, session: Session) -> Decision | None:
    """Return the decision that ``--accept`` and ``--because`` express, if any.

    Raises:
        click.UsageError: One of the two is missing, or nobody is named who decides.
    """
    from contracts.papers.verdicts import Decision

    if bool(rules) != bool(because):
        raise click.UsageError("--accept 和 --because 要一起用。")
    if not rules:
        return None
    if not session.operator:
        raise click.UsageError("作出决定要有姓名：用 --operator，或在 office.toml 写 operator。")
    return Decision(rules=rules, because=because, by=session.operator, on=session.today)


def _convert(batch: Batch, kind: Kind, *, duplex: bool) -> None:
    """Put the PDF beside the print file, unless it is there already."""
    from contracts.commands.pdf import say_missing_faces
    from contracts.papers.printing import DRAFT_MARK, Press, copies_in
    from contracts.papers.printout import write_pdf
    from contracts.pdf import Sheets

    target = batch.folder / f"打印_{batch.folder.name}{'_双面' if duplex else ''}.pdf"
    if target.exists():
        return
    say_missing_faces(batch.template)
    press = Press(kind=kind, template=batch.template, mark=DRAFT_MARK if batch.for_discussion else "")
    copies = copies_in(batch.papers)
    given = os.environ.get("SHOUYUE_SOFFICE", "")
    write_pdf(copies, press, target, soffice=given, sheets=Sheets(duplex=duplex), progress=with_bar)
