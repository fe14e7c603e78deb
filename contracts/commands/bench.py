"""``shouyue bench``: how fast this machine prints."""

from __future__ import annotations

import dataclasses
import json

import click

from contracts.commands.talk import say, tell


@click.group("bench")
def command() -> None:
    """量一量：这台电脑打印有多快。"""


@command.command("press")
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")
def press(*, as_json: bool) -> None:
    """打印引擎与 docxtpl、与最低成本比较。

    三页合同，约三十项、八行的表、页眉编号。同一次运行中轮流测量，单位为处理器毫秒；最低成本是把同样的内容压缩、
    校验、写成文件。另量 100 至 20000 行的公示。约需一分钟。

    例：shouyue bench press --json
    """
    from contracts.papers.bench import measure

    say("正在测量，约需一分钟……")
    found = measure()
    if as_json:
        data = dataclasses.asdict(found)
        data.pop("squeeze")
        click.echo(json.dumps(data, ensure_ascii=False))
        return
    tell(f"每份合同：本程序 {found.ours_ms} 毫秒，docxtpl {found.docxtpl_ms} 毫秒，快 {found.ratio_docxtpl} 倍")
    tell(f"最低成本（{found.squeeze}）：{found.floor_ms} 毫秒，本程序为其 {found.ratio_floor} 倍")
    tell(f"连续写入一个档案包：每秒 {found.docs_per_second:.0f} 份，内存最多 {_megabytes(found.peak_mb)}")
    for row in found.growth:
        ours = f"{row.ours_ms} 毫秒、{_megabytes(row.ours_mb)}"
        tell(f"公示 {row.rows} 行：本程序 {ours}；docxtpl {row.docxtpl_ms} 毫秒、{_megabytes(row.docxtpl_mb)}")
    if found.tenfold:
        tell(f"公示加长到十倍，本程序用时 {found.tenfold} 倍")


def _megabytes(amount: float | None) -> str:
    return "未知" if amount is None else f"{amount} MB"
