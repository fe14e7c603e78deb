"""``shouyue config``: who the office is, as far as the program knows."""

from __future__ import annotations

import dataclasses

import click

from contracts.commands.options import Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.listing import Listing
from contracts.settings import FILE_NAME, LABELS, Office, unset


@click.group("config")
def command() -> None:
    """单位资料：查看、检查。

    资料在单位文件夹的 office.toml 里，用记事本修改。
    """


@command.command("show")
@listing_options
@pass_session
def show(session: Session, *, output: Output) -> None:
    """列出单位资料、计生协会和各村。"""
    columns = (("key", "名称"), ("value", "内容"), ("meaning", "说明"))
    output.show(Listing(columns=columns, rows=tuple(_rows(session.office()))), "单位资料")


@command.command("check")
@pass_session
def check(session: Session) -> None:
    """检查 office.toml，列出全部问题和还没有填写的各项。"""
    office = session.office()
    for key in unset(office):
        say(f"{FILE_NAME} {key}：还没有填写；合同上用到时会要求补填")
    tell(f"{session.folder / FILE_NAME}：{office.name}，{len(office.villages)} 个村（社区），没有问题。")


def _rows(office: Office) -> list[tuple[str, str, str]]:
    rows = [(f"office.{key}", getattr(office, key), label) for key, label in LABELS["office"].items()]
    if office.association:
        texts = dataclasses.asdict(office.association)
        rows += [(f"association.{key}", texts[key], label) for key, label in LABELS["association"].items()]
    for number, village in enumerate(office.villages, 1):
        texts = dataclasses.asdict(village)
        rows += [(f"villages[{number}].{key}", texts[key], label) for key, label in LABELS["villages"].items()]
    for kind, field, text in office.values:
        key = f"values.{kind}.{field}" if kind else f"values.{field}"
        rows.append((key, text, "只用于该文种" if kind else "各文种都用"))
    return rows
