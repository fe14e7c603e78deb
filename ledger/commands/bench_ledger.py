"""``shouyue ledger generate`` and ``bench``: a big ledger of invented families, and how long its questions take."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from contracts.commands.options import FILE, OUT_FILE, Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Listing

if TYPE_CHECKING:
    from ledger.bench import Timing

_UNPAID = click.option("--unpaid", type=click.IntRange(1), default=1000, show_default=True, help="每一类留几项未清")
_COLUMNS = (
    ("question", "查询"),
    ("asked", "参数"),
    ("contracts", "合同"),
    ("rows", "行"),
    ("best_ms", "最快（处理器毫秒）"),
    ("median_ms", "中位（处理器毫秒）"),
)
_BATCH_COLUMNS = (
    ("contracts", "合同"),
    ("promises", "承诺"),
    ("cpu_s", "处理器秒"),
    ("wall_s", "钟表秒"),
    ("floor_s", "数据库自身（处理器秒）"),
    ("ratio", "倍数"),
)


@click.command("generate")
@click.argument("path", type=OUT_FILE)
@click.option("--contracts", type=click.IntRange(1), default=40_000, show_default=True, help="合同份数")
@_UNPAID
@pass_session
def generate_ledger(session: Session, path: Path, contracts: int, unpaid: int) -> None:
    """造一个很大的台账供测量，家庭都是虚构的；不覆盖已有的文件。

    例：shouyue ledger generate 试验.db --contracts 400000
    """
    _generate(session, path, contracts, unpaid)
    tell(f"{path}：{contracts} 份合同。")


@click.command("bench")
@click.argument("paths", nargs=-1, type=FILE)
@click.option(
    "--contracts", "sizes", multiple=True, type=click.IntRange(1), default=(40_000, 400_000), show_default=True,
    help="要造的台账各有多少份合同",
)
@_UNPAID
@click.option("--rounds", type=click.IntRange(1), default=5, show_default=True, help="每个查询问几遍，登记几遍")
@click.option("--register", "batch", type=click.IntRange(1), help="不量查询，量登记这么多份的一批要多久")
@listing_options
@pass_session
def bench_ledger(
    session: Session, paths: tuple[Path, ...], sizes: tuple[int, ...], unpaid: int, rounds: int, batch: int | None,
    *, output: Output,
) -> None:  # fmt: skip
    """量每个查询要多久：四万份与四十万份合同相比。

    写 PATHS 就量这些台账，不写就先造出来（四十万份要几分钟、两 GB）。每次都重新打开台账，与命令一样。
    两个台账未清的项数相同，所以时间也应相同。

    --register 量登记一批（每份九项承诺）的时间，和数据库自身写入同样各行的时间轮流量，看是它的几倍。

    例：shouyue ledger bench --contracts 4000 --contracts 40000

    例：shouyue ledger bench --register 5000 --rounds 3
    """
    if batch:
        _bench_batch(session, batch, rounds, output)
        return
    from ledger.bench import timings

    with tempfile.TemporaryDirectory(prefix="shouyue-") as folder:
        made = [] if paths else [Path(folder) / f"{size}.db" for size in sizes]
        for path, size in zip(made, sizes, strict=False):
            say(f"正在造 {size} 份合同的台账……")
            _generate(session, path, size, unpaid)
        found = [item for path in paths or made for item in timings(path, session.today, rounds=rounds)]
    found.sort(key=lambda item: (item.question, item.asked == "", item.contracts))
    output.show(Listing(columns=_COLUMNS, rows=tuple(map(_cells, found))), "每个查询要多久")


def _bench_batch(session: Session, contracts: int, rounds: int, output: Output) -> None:
    from ledger.batch_bench import registration

    found = registration(contracts, now=session.now, rounds=rounds)
    row = (found.contracts, found.promises, found.cpu_s, found.wall_s, found.floor_s, found.ratio)
    output.show(Listing(columns=_BATCH_COLUMNS, rows=(row,)), "登记一批要多久")


def _generate(session: Session, path: Path, contracts: int, unpaid: int) -> None:
    from ledger.generator import COMMIT, generate

    made = generate(path, contracts=contracts, unpaid=unpaid, now=session.now)
    with click.progressbar(made, length=-(-contracts // COMMIT), label=path.name, file=sys.stderr) as commits:
        for _ in commits:
            pass


def _cells(item: Timing) -> tuple[str | int | float, ...]:
    return item.question, item.asked, item.contracts, item.rows, item.best_ms, item.median_ms
