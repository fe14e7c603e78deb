"""``shouyue init``: a folder for an office, with its settings to fill in and an empty ledger."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from contracts.commands.options import OUT_FOLDER, dry_run
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import say, tell
from contracts.errors import SettingsError
from contracts.model import Problem
from contracts.settings import FILE_NAME, Office, OfficeType, Village, load_office, office_toml, parse_office


@click.command("init")
@click.argument("folder", metavar="[DIR]", default=".", type=OUT_FOLDER)
@click.option("--name", default="", metavar="NAME", help="机关全称，如 青河镇人民政府")
@click.option("--code", default="", metavar="CODE", help="行政区划代码，9 位数字")
@click.option("--short", default="", metavar="WORD", help="发文代字；不写则用全称的第一个字")
@click.option("--village", "villages", multiple=True, metavar="NAME=CODE", help="村名=12 位代码；每村写一次")
@dry_run
@pass_session
def command(
    session: Session, folder: Path, name: str, code: str, short: str, villages: tuple[str, ...], *, dry_run: bool
) -> None:
    """新建单位文件夹：单位资料 office.toml 和空台账 ledger.db。

    新单位要写 --name 和 --code；电话、地址等建好后用记事本在 office.toml 里补填。已经有 office.toml、还没有台账的
    文件夹，不写这两项也行：单位资料一字不动，只建空台账。已有的台账会保留。

    例：shouyue init 青河镇 --name 青河镇人民政府 --code 429999101 --village 上坪村=429999101201
    """
    if (folder / FILE_NAME).exists():
        office, text = _standing(folder, {"--name": name, "--code": code, "--short": short}, villages), ""
    else:
        office = _new_office(session, name, code, short, villages)
        text = office_toml(office)
        parse_office(text)
    if dry_run:
        made = "ledger.db" if not text else f"{FILE_NAME} 和 ledger.db"
        say(f"试运行：将在 {folder} 建立 {made}。未写任何文件。")
        return
    _write(session, folder, text)
    if not text:
        tell(f"{folder / 'ledger.db'}：空台账；{FILE_NAME} 已有（{office.name}），一字未动")
        return
    tell(f"{folder / FILE_NAME}：{office.name}，{len(office.villages)} 个村（社区）")
    say(f"请用记事本在 {FILE_NAME} 里补填负责人、地址、电话，然后运行 shouyue config check。")


def _new_office(session: Session, name: str, code: str, short: str, villages: tuple[str, ...]) -> Office:
    lacking = "、".join(option for option, given in (("--name", name), ("--code", code)) if not given)
    if lacking:
        raise click.UsageError(f"新单位要写 {lacking}，如 --name 青河镇人民政府 --code 429999101。")
    office_type: OfficeType = "subdistrict" if "街道" in name else "township"
    return Office(
        name=name,
        short=short or name[:1],
        type=office_type,
        division_code=code,
        operator=session.named_operator,
        villages=tuple(village_from(words) for words in villages),
    )


def village_from(words: str) -> Village:
    """Return the village of ``上坪村=429999101201``; its committee's full name is made from the short one.

    Raises:
        click.UsageError: There is no ``=`` in it.
    """
    name, equals, code = words.partition("=")
    if not equals:
        raise click.UsageError(f"--village 应写作 村名=代码，如 上坪村=429999101201；给的是“{words}”。")
    name, code = name.strip(), code.strip()
    short = name.removesuffix("村民委员会").removesuffix("居民委员会") if name.endswith("委员会") else name
    committee = "居民委员会" if short.endswith("社区") else "村民委员会"
    full = name if name.endswith("委员会") else f"{short}{committee}"
    return Village(name=full, short=short, division_code=code)


_TRACES = ("证件", "公示", "副本")
"""What only an office with a ledger has in its folder."""


def _standing(folder: Path, told: Mapping[str, str], villages: tuple[str, ...]) -> Office:
    """Return the office whose settings are there and whose ledger is not.

    Raises:
        SettingsError: There is a ledger too, or there was one; what was given differs from the settings.
    """
    where, path = folder / FILE_NAME, folder / "ledger.db"
    if path.exists():
        problem = Problem(where=str(where), message="已经存在", hint="直接修改它，或换一个文件夹")
        raise SettingsError("没有新建，原有文件未动。", [problem])
    office = load_office(folder)
    traces = [item.name for item in sorted(folder.iterdir()) if item.name in _TRACES or item.suffix == ".db"]
    if traces:
        hint = "把原来的台账，或者最近的备份改名为 ledger.db，放回来；另起一本，编号会重"
        problem = Problem(where=str(path), message=f"没有台账，却有{'、'.join(traces)}：这里用过台账", hint=hint)
        raise SettingsError("没有新建，原有文件未动。", [problem])
    kept = {"--name": office.name, "--code": office.division_code, "--short": office.short}
    known = {village.division_code for village in office.villages}
    others = [village for village in map(village_from, villages) if village.division_code not in known]
    problems = [
        Problem(where=str(where), message=f"写的是“{kept[key]}”，与 {key} {given} 不同", hint=f"改正它，或不写 {key}")
        for key, given in told.items()
        if given and given != kept[key]
    ] + [Problem(where=str(where), message=f"没有{item.name}", hint="在它里面补写这个村") for item in others]
    if problems:
        raise SettingsError("没有新建，原有文件未动。", problems)
    return office


def _write(session: Session, folder: Path, text: str) -> None:
    """Make the ledger first: a run killed in between is taken up by the next one. Without ``text`` only the ledger."""
    from contracts.files import write_whole
    from ledger.store import create_ledger, open_ledger

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "ledger.db"
    if path.exists():
        with open_ledger(path, read_only=True):
            say(f"{path}：已有台账，保留。")
    else:
        create_ledger(path, now=session.now, by=session.named_operator or "shouyue init")
    if text:
        write_whole(folder / FILE_NAME, text.encode("utf-8"))
