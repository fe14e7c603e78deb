"""``shouyue ledger``: look after the file itself."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.options import OUT_FILE, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import LedgerError
from ledger.commands.bench_ledger import bench_ledger, generate_ledger
from ledger.commands.desk import opened, writer


@click.group("ledger")
def command() -> None:
    """台账文件：升级、核验、备份。"""


@command.command("migrate")
@dry_run
@pass_session
def migrate_ledger(session: Session, *, dry_run: bool) -> None:
    """把台账升级到本程序的版本；已是最新就什么也不做。"""
    from ledger.store import migrate

    steps = migrate(session.ledger_path, session.now, writer(session), dry_run=dry_run)
    if dry_run:
        say(f"试运行：有 {len(steps)} 步升级。台账未动。")
    else:
        tell(f"已升级：{'、'.join(steps)}。" if steps else "台账已是最新。")


@command.command("verify")
@pass_session
def verify_ledger(session: Session) -> None:
    """核验台账：文件、日志链、哈希、合计、编号、纸件。没有问题时不说话。

    每一方：应兑现 = 已兑现 + 未兑现 + 依法终止。
    """
    from ledger.verify import CHECKS, PAPERS, verify

    with opened(session, read_only=True) as ledger:
        broken = tuple(problem for name in CHECKS if name != PAPERS for problem in verify(ledger, only=name))
        papers = verify(ledger, only=PAPERS)
    if broken:
        count = len(broken) + len(papers)
        raise LedgerError(f"台账有 {count} 处问题。请勿继续使用，先用最近的备份核对。", (*broken, *papers))
    if papers:
        raise LedgerError("台账本身没有问题，可以继续使用；出过的文件有以上问题，请逐份处理。", papers)


@command.command("backup")
@click.argument("target", type=OUT_FILE)
@dry_run
@pass_session
def backup_ledger(session: Session, target: Path, *, dry_run: bool) -> None:
    """备份台账到 TARGET，并核验备份；不覆盖已有的文件。

    例：shouyue ledger backup 台账备份-2026-11-20.db
    """
    from ledger.backups import backup

    if target.exists():
        raise click.UsageError(f"{target} 已经存在，备份不覆盖任何文件；请换一个名称。")
    with opened(session, read_only=dry_run) as ledger:
        if dry_run:
            say(f"试运行：将备份到 {target}。未写任何文件。")
            return
        made = backup(ledger, target, session.now)
    tell(f"{target}：已备份并核验，日志 {made.seq} 条。")


command.add_command(generate_ledger)
command.add_command(bench_ledger)
