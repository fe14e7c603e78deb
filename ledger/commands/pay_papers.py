"""``shouyue pay print`` and ``pay notices``: a payment run on paper."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import FILE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.errors import UnfinishedError
from ledger.commands.desk import OUT, opened, press_for, printed

_SHEET = FILE


@click.command("print")
@click.argument("name")
@click.option("--accounts", type=_SHEET, metavar="SHEET", help="账号表；花名册上只印账号末四位")
@OUT
@dry_run
@pass_session
def print_list(session: Session, name: str, accounts: Path | None, out: Path | None, *, dry_run: bool) -> None:
    """打印发放花名册，一式三份：编制、复核、批准签字，银行回单号。

    没有列入的只印代码，不印原因。银行回盘核销后再打印一次，就有凭证号和付款日期。

    例：shouyue pay print 2026下半年 --accounts 账号.xlsx
    """
    from ledger.faults import Faults
    from ledger.paying.bankfile import read_accounts
    from ledger.paying.payruns import pay_run
    from ledger.publishing.pay_papers import payment_list

    faults = Faults()
    known = faults.of(lambda: read_accounts(accounts)) if accounts else None
    with opened(session) as ledger:
        press = press_for(session, ledger, out, "发放")
        run = faults.of(lambda: pay_run(ledger, name))
        faults.refuse()
        assert run is not None  # noqa: S101 - else it was refused
        preparation = payment_list(press, session.office(), run, accounts=known)
        printed(press, preparation, dry_run=dry_run, bound=f"花名册_{name}")


@click.command("notices")
@click.argument("name")
@OUT
@dry_run
@pass_session
def print_notices(session: Session, name: str, out: Path | None, *, dry_run: bool) -> None:
    """给每户一张发放告知书：多少、怎样算出、谁出钱、哪天付、没收到找谁；另出一个打印文件。

    只给银行已经付成的户；没有付成的照旧应发。哪个村没有电话，它的几份先不出，逐村说明，别的照出，退出码 6；补上
    电话再运行一次。

    例：shouyue pay notices 2026下半年
    """
    from ledger.paying.payruns import pay_run
    from ledger.publishing.pay_papers import payment_notices, without_phone

    with opened(session) as ledger:
        press = press_for(session, ledger, out, "告知书")
        run = pay_run(ledger, name)
        printed(press, payment_notices(press, session.office(), run), dry_run=dry_run, bound=f"告知书_{name}")
        lacking = without_phone(ledger, session.office(), run)
    if lacking:
        raise UnfinishedError(f"还有 {len(lacking)} 个村的告知书没有出。", lacking)
