"""守约: assembles the commands, holds the error boundary, reads the clock."""

from __future__ import annotations

import io
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import click

from contracts.commands.helppage import HelpPage
from contracts.commands.house import House
from contracts.commands.session import Session
from contracts.commands.talk import say_unforeseen
from contracts.i18n import ENGLISH, LOCALE, speak
from contracts.judging.shelf import use_office
from contracts.settings import find_office
from ledger.kind_words import version_faults

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # no summer time; Windows has no zone tables
COMMANDS = {
    "demo": ("ledger.commands.demo", "用示范乡镇青河镇走完一年：从名册到公示"),
    "init": ("ledger.commands.init", "新建单位文件夹：单位资料和空台账"),
    "draft": ("contracts.commands.draft", "名册 → 起草 → 审查 → 打印文件"),
    "pdf": ("contracts.commands.pdf", "把一批文件转成 PDF：双面、拼版、骑马订、存档"),
    "review": ("contracts.commands.review", "对一批草稿或一个 Word 文件做合法性审查"),
    "register": ("ledger.commands.register", "把已签的一批登记入台账"),
    "reward": ("contracts.commands.reward", "奖励扶助：有哪些项目，一户应得多少，怎样算出"),
    "due": ("ledger.commands.due", "到期清单：谁欠谁什么，何时到期"),
    "record": ("ledger.commands.record", "记一件事：履行、违约（任何一方）、兑现"),
    "contract": ("ledger.commands.contract", "合同的一生：变更、续签、替代、解除、接替"),
    "breach": ("ledger.commands.breach", "违约的处理：拖欠在前，通知、改正、异议、补救"),
    "fund": ("ledger.commands.fund", "资金：谁出的钱、做什么用、只能发给谁"),
    "pay": ("ledger.commands.pay", "发放：编制、批准、交银行、核销"),
    "retract": ("ledger.commands.retract", "冲销记错的一笔，原记录仍可见"),
    "assess": ("ledger.commands.assess", "考核单位：记分、签字、关闭考核期、排名、异议、等次"),
    "application": ("ledger.commands.application", "申报：提交、逐级审核、补正、撤回、打印申报表"),
    "books": ("ledger.commands.books", "登记簿：申请、联系人、帮扶资金、村规民约、会议、报告"),
    "handover": ("ledger.commands.handover", "交接：登记、未了义务，双方签字"),
    "yearend": ("ledger.commands.yearend", "汇集一年的材料：登记、发放、公示、证件、违约，带目录和校验值"),
    "publish": ("ledger.commands.publish", "由台账出公示、证件"),
    "certificate": ("ledger.commands.certificate", "证件：发出、印坏、作废、撤销、换证、空白证、试打方格纸"),
    "copy": ("ledger.commands.copy", "为当事人出一份与原件相符的副本"),
    "verify": ("ledger.commands.verify", "查验文件、二维码、年终材料：正本、副本、作废、撤销、查无此件"),
    "statement": ("ledger.commands.statement", "每户一页：约定了什么，做了什么，还欠什么"),
    "query": ("ledger.commands.query", "按名称查台账"),
    "roster": ("ledger.commands.roster", "名册：检查、标出问题、导入台账、列出栏目"),
    "kinds": ("contracts.commands.kinds", "文种：列出、查看、检查"),
    "law": ("contracts.commands.law", "法规规则：列出、查看、评判条款"),
    "ledger": ("ledger.commands.ledger", "台账文件：升级、核验、备份"),
    "bench": ("contracts.commands.bench", "量一量打印有多快"),
    "config": ("contracts.commands.config", "单位资料：查看、检查"),
}

click.Context.formatter_class = HelpPage
speak()


@click.command(
    cls=House,
    table=COMMANDS,
    help="守约：起草、审查、打印计划生育合同与责任书，登记双方的承诺。",
    epilog="每个命令的说明：shouyue 命令 --help",
)
@click.option(
    "--office",
    envvar="SHOUYUE_OFFICE",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="单位文件夹；不写则找当前和上级文件夹",
)
@click.option("--operator", envvar="SHOUYUE_OPERATOR", metavar="NAME", default="", help="经办人，记入台账")
@click.option(
    "--lang",
    envvar="SHOUYUE_LANG",
    type=click.Choice((LOCALE, ENGLISH)),
    default=LOCALE,
    is_eager=True,
    expose_value=False,
    callback=lambda _context, _parameter, language: speak(language),
    help="界面的语言：zh_CN 中文，en 英文；纸件和数据不变",
)
@click.option("--debug", is_flag=True, help="出错时显示程序内部细节")
@click.version_option(package_name="shouyue", message="%(prog)s %(version)s")
@click.pass_context
def shouyue(context: click.Context, office: Path | None, operator: str, *, debug: bool) -> None:
    """Prepare what every command is handed."""
    if debug:
        sys.excepthook = sys.__excepthook__
    if os.environ.get("NO_COLOR"):
        context.color = False
    # A test gives its own instant as obj; nobody else may, and nobody below reads the clock.
    now = context.obj or datetime.now(SHANGHAI)
    context.obj = Session(
        now=now, office_dir=office or find_office(Path.cwd()), named_operator=operator, in_ledger=version_faults
    )
    use_office(context.obj.office_dir)


def main() -> None:
    """Run the program: files for the owner only, no character that stops a pipe, no traceback."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.excepthook = say_unforeseen
    shouyue(prog_name="shouyue")
