"""The only columns a notice may show, each with the reason why the law lets it.

Personal Information Protection Law, articles 6 and 25: the least that the purpose needs, and nothing of a person
beyond it. Adding a column is a decision of law: it is argued here, or it is not made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Subject = Literal["person", "count", "office", "policy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicColumn:
    """One column: its heading, whom it is about, and why it may be read by everybody."""

    label: str
    about: Subject
    why: str


def _column(label: str, about: Subject, why: str) -> PublicColumn:
    return PublicColumn(label=label, about=about, why=why)


COLUMNS: Mapping[str, PublicColumn] = MappingProxyType(
    {
        "serial": _column("序号", "count", "只为指认某一行"),
        "name": _column("姓名", "person", "评议须知道对象是谁，群众才能提出异议（扶助制度的公示程序）"),
        "gender": _column("性别", "person", "分辨同名的人，不必写出生日期"),
        "group": _column("组别", "person", "分辨同名的人，不必写住址"),
        "category": _column("类别", "person", "资格条件本身就是评议的内容"),
        "programme": _column("享受项目", "policy", "公示的就是这一项目"),
        "standard": _column("标准", "policy", "金额由政策规定，公开才能监督"),
        "village": _column("村", "office", "行政区划，不指向某一户"),
        "households": _column("户数", "count", "合计数，不指向某一户"),
        "count": _column("人数", "count", "合计数，不指向某一户"),
        "amount": _column("金额", "count", "公共资金的合计数（村民委员会组织法村务公开条款）"),
        "surname": _column("姓氏", "person", "只写姓，不写名；本人留有书面同意，或者旧证作废须让持有人认出"),
        "exit_code": _column("退出代码", "person", "只写中性代码；死亡、婚姻、服刑等原因只告知本人（民法典第1032条）"),
        "old_number": _column("作废证号", "person", "让收证单位认得旧证已经作废；证号不含身份信息"),
        "township": _column("乡镇", "office", "行政区划，不指向某一户"),
        "added": _column("新增人数", "count", "合计数，不指向某一户"),
        "exited": _column("退出人数", "count", "合计数，不指向某一户"),
        "paid_households": _column("发清户数", "count", "合计数，不指向某一户"),
        "paid_amount": _column("已发金额", "count", "公共资金的合计数"),
        "unpaid_households": _column("欠发户数", "count", "合计数，不指向某一户"),
        "unpaid_amount": _column("欠发金额", "count", "公共资金的合计数"),
        "month": _column("发放月份", "count", "公共资金何时发放"),
        "reason": _column("未发原因", "office", "办事单位的原因，只用固定说法，不写家庭情况"),
        "new_date": _column("新的发放日期", "office", "办事单位的承诺"),
        "event": _column("事项", "office", "办事单位做的事"),
        "office": _column("单位", "office", "考核的是单位，不是人（政府信息公开条例第20条）"),
        "rank": _column("名次", "office", "单位的考核结果"),
        "score": _column("得分", "office", "单位的考核结果"),
        "change": _column("比上期", "office", "单位的考核结果"),
        "improvement": _column("改进要求", "office", "对单位的要求"),
        "who": _column("谁可以享受", "policy", "政策条件（人口与计划生育法第31条；O-07 家喻户晓）"),
        "how": _column("怎样申请", "policy", "办事程序"),
        "paid_on": _column("发放时间", "policy", "办事程序"),
        "service": _column("服务内容", "policy", "免费服务的内容"),
        "site": _column("地点", "policy", "办事场所，不是住址"),
        "served_on": _column("时间", "policy", "服务的日期"),
        "index_no": _column("索引号", "policy", "政府信息公开条例第12条的目录"),
        "item": _column("信息名称", "policy", "公开目录的一项"),
        "formed_on": _column("形成日期", "policy", "目录；公开期限由此起算（第26条）"),
        "clause_no": _column("序号", "policy", "只为指认某一条"),
        "clause": _column("条文", "policy", "村规民约由村民会议通过，全文公布（村民委员会组织法第27条）"),
        "published_on": _column("公开日期", "policy", "公开目录的一项"),
    }
)
"""Key → column. A key that is not here stands on no notice."""

PUBLIC_COLUMNS: Mapping[str, str] = MappingProxyType({key: column.label for key, column in COLUMNS.items()})
"""Key → heading (domain row U-05)."""

PERSONAL_COLUMNS = frozenset(key for key, column in COLUMNS.items() if column.about == "person")
"""Columns that say something of one person or family; only kinds that name persons by law may have them."""

NAMING_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "reward_support_notice": "扶助对象须经群众评议，公示姓名是制度规定的程序",
        "township_review_notice": "乡镇初审后再公示一次，拟退出的只写中性代码",
        "special_support_notice": "只写人数；本人书面同意的只写姓氏",
        "certificate_notice": "旧证作废须让持有人认出，只写姓氏和旧证号",
    }
)
"""Kind → why the law has persons on it; every other notice shows numbers, offices and rules only."""
