"""``shouyue publish``: notices and certificates from the ledger."""

from __future__ import annotations

import click

from contracts.commands.session import Session, pass_session
from ledger.commands.desk import opened, press_for
from ledger.commands.notices import NOTICES, Hanging, hanging_options, paying, put_up, village_named
from ledger.commands.own_certificate import own_certificate
from ledger.commands.own_notice import own_notice
from ledger.commands.postings import POSTINGS
from ledger.commands.publish_certificates import (
    birth_registration_certificate,
    honour_certificate,
    only_child_certificate,
    reward_support_certificate,
)


class Notices(click.Group):
    """The papers that the ledger gives out; a name of what must not be made is answered with the article."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name.

        Raises:
            LawError: The name is that of a paper nobody may be given.
        """
        found = super().get_command(ctx, cmd_name)
        if found is None:
            from contracts.kinds.refused import refuse_by_name

            refuse_by_name(cmd_name)
        return found


@click.group("publish", cls=Notices)
def command() -> None:
    """由台账出公示、证件。公示只有白名单栏目，三种样式成文后都再查一遍有没有个人信息。

    公示几天由当地规定：写在 office.toml 的 [values.文种] posting_days，如 "7个工作日"，或用 --days。
    """


@command.command("reward_support_notice")
@click.option("--village", required=True, metavar="NAME", help="哪个村")
@click.option("--year", type=int, metavar="YEAR", help="哪一年度，默认今年")
@hanging_options
@pass_session
def reward_support_notice(session: Session, village: str, year: int | None, *, hanging: Hanging) -> None:
    """奖励扶助对象公示：名单、公示期、三个电话、怎样提出异议。

    例：shouyue publish reward_support_notice --village 上坪村 --days 7
    """
    from ledger.publishing.board import PROGRAMME, reward_notice
    from ledger.publishing.conditions import conditions

    place, today = session.office().division_code, session.today
    told = "".join(f"{conditions(item, place, today)}。" for item in paying(session) if item.id == PROGRAMME)
    with opened(session) as ledger:
        press = press_for(session, ledger, hanging.out, "公示")
        posted = reward_notice(
            press,
            session.office(),
            village_named(session, village),
            year=year or session.today.year,
            posted_from=hanging.posted_from or session.today,
            days=hanging.days,
            working=not hanging.calendar_days,
            conditions=told,
        )
        put_up(press, posted, hanging)


for item in (only_child_certificate, birth_registration_certificate, honour_certificate, reward_support_certificate):
    command.add_command(item)


for item in (*NOTICES, own_notice, own_certificate, *POSTINGS):
    command.add_command(item)
