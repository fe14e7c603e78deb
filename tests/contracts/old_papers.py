"""Invented old contracts of 1998, 2006, 2012 and 2018, as a clerk types them: one row for each clause."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from contracts.kinds import load_kind, shipped_folder
from contracts.past.history import Desk, OldContract, old_contracts
from contracts.past.history_sheet import COLUMNS, read_history
from contracts.rewards.programmes import load_programmes
from tests.contracts.example_office import OFFICE

TODAY = date(2026, 11, 22)
HEADINGS = tuple(words[0] for words in COLUMNS.values())
N1998, N2006, N2012, N2018 = "青计合（1998）7号", "青计合（2006）112号", "青计合（2012）9号", "青计合（2018）3号"
HEADS = {
    N1998: {"签订日期": "1998-05-12", "甲方": "青河乡上坪村村民委员会", "村组": "上坪村3组", "女方姓名": "田秀兰",
            "男方姓名": "陈大山"},
    N2006: {"签订日期": "2006-03-08", "甲方": "青河镇石桥村村民委员会", "村组": "石桥村1组", "女方姓名": "阮桂英",
            "女方身份证号": "429999198912154824", "男方姓名": "罗建军"},
    N2012: {"签订日期": "2012-07-20", "甲方": "青河镇人民政府", "村组": "上坪村2组", "乙方姓名": "方小梅"},
    N2018: {"签订日期": "2018-04-02", "甲方": "石桥村村民委员会", "村组": "石桥村4组", "女方姓名": "高二妹",
            "男方姓名": "赵铁柱"},
}  # fmt: skip
_CLAUSE = ("条号", "条款原文", "承担方", "金额", "日期", "收据号", "履行情况")
CLAUSES: tuple[tuple[str, ...], ...] = (
    (N1998, "一", "乙方交纳计划生育押金500元，违约不退。", "乙方", "500", "1998-05-12", "0001877", "未退"),
    (N1998, "二", "乙方产后四十二天内上环。", "乙方"),
    (N1998, "三", "乙方再生育第二个子女的，应当先申请领取生育证。", "乙方"),
    (N1998, "四", "甲方对领取独生子女证的家庭每年发放独生子女保健费60元。", "甲方", "60", "1998-12-31", "", "未兑现"),
    (N1998, "四", "", "甲方", "60", "1999-12-31", "", "已兑现 1999-12-20 凭证号 99-102"),
    (N2006, "1", "乙方再生育第二个子女的，应当先申请领取生育证。", "乙方"),
    (N2006, "2", "甲方向双女结扎户一次性奖励1000元。", "甲方", "1000", "2006-12-31", "", "未兑现"),
    (N2006, "3", "签订合同时乙方缴纳诚信保证金2000元，三年无违约后返还。", "乙方", "2000", "2006-03-08", "00231"),
    (N2006, "4", "乙方违法生育的，依法缴纳社会抚养费。", "乙方"),
    (N2006, "5", "本合同一式两份，甲乙双方各执一份。"),
    (N2012, "第一条", "乙方外出三个月以上的，应办理流动人口婚育证明。", "乙方"),
    (N2012, "第二条", "乙方落实结扎措施后，方可领取奖励扶助金3000元。", "甲方", "3000", "2012-12-31"),
    (N2012, "第三条", "乙方交信誉金1000元。", "乙方", "1000", "不详"),
    (N2018, "1", "自愿退回二孩生育指标的家庭，甲方一次性奖励2000元。", "甲方", "2000", "2018-12-31"),
    (N2018, "2", "乙方违法生育的，依法缴纳社会抚养费。", "乙方"),
    (N2018, "3", "乙方再生育第二个子女的，应当先申请领取生育证。", "乙方"),
)  # fmt: skip


def rows(*clauses: tuple[str, ...], heads: dict[str, dict[str, str]] = HEADS) -> list[dict[str, str]]:
    """Return the rows of a sheet; a contract's own cells stand on its first row."""
    found, seen = [], set[str]()
    for number, *cells in clauses:
        head = {} if number in seen else {"合同编号": number, **heads[number]}
        seen.add(number)
        found.append({"合同编号": number, **head, **dict(zip(_CLAUSE, cells, strict=False))})
    return found


def sheet(folder: Path, content: list[dict[str, str]], headings: tuple[str, ...] = HEADINGS) -> Path:
    """Write a sheet as CSV; return where."""
    path = folder / "旧合同.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(content)
    return path


def desk() -> Desk:
    """Return what the rows are read against, today."""
    kind = load_kind(shipped_folder() / "historical_contract")
    return Desk(kind=kind, office=OFFICE, as_of=TODAY, programmes=load_programmes())


def contracts(folder: Path, *clauses: tuple[str, ...]) -> tuple[OldContract, ...]:
    """Return the old contracts of a sheet with these clauses; all of them if none are named."""
    return old_contracts(read_history(sheet(folder, rows(*(clauses or CLAUSES)))), desk())
