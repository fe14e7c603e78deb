"""``shouyue demo``: the year of an invented township, from its rosters to what its office still owes."""

from __future__ import annotations

from pathlib import Path

import click

from contracts.commands.bar import with_bar
from contracts.commands.options import dry_run
from contracts.commands.talk import say, tell


@click.command("demo")
@click.option(
    "-o",
    "--out",
    type=click.Path(readable=False, path_type=Path),
    default="out",
    metavar="DIR",
    help="放在哪里，默认 out；须是新的",
)
@dry_run
def command(out: Path, *, dry_run: bool) -> None:
    """用示范乡镇青河镇走完一年：从名册到公示。

    青河镇的四个村、各户人家和号码全是虚构的。各村送来的名册有乱有错：错处逐格列出，照证件改正后
    起草合同和责任书，审查、打印、登记，再记下一年里办到的、迟办的、没有办的，最后出证件、公示、对账单、
    申报表、告知书、交接清单和年终材料。不用网络，不看今天的日期，每次做出来都一样。

    例：shouyue demo -o out
    """
    from ledger.demo.story import live, rehearse
    from ledger.demo.summary import summary

    if dry_run:
        found = rehearse(out, progress=with_bar)
        say(
            f"试运行：名册有 {found.faults} 处错误，照证件改正后可以起草 {found.drafts} 份，条款合法；"
            f"将放在 {out}。未写任何文件。"
        )
        return
    tell(summary(live(out, progress=with_bar)), nl=False)
