"""Invented parties and rows for the examples of kinds; with ``long`` words and sums are as long as they get."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date

from contracts.kinds import Role
from contracts.model import Instalment, Party, PartyType, Payer, Person
from contracts.papers.derive import RepeatedTerm, Source

OLD_CLAUSE = "甲方每年12月31日前向乙方发放独生子女父母奖励费60元。"
PLACE = "429999101201"
LONG_NAME = "阿依古丽·买买提吐尔逊江"
LONG_ADDRESS = "湖北省示范县青河镇石桥村第十一村民小组老街北巷一百二十八号附一号大院内东侧第三户"
_LONG_COUPLE = f"{LONG_NAME}、艾尔肯·阿卜杜热合曼吐逊"
_LONG_VILLAGE, _LONG_OFFICE = "石桥移民安置新村", "示范县青河镇石桥移民安置新村第三社区居民委员会"
_LARGE = "1,012,500元"
_REMARK = "逐户核对资料，按月公布发放情况，把没有兑现的奖励扶助足额补发到户，说明原因和新的日期，并登门听取意见。" * 4
"""A remark of two hundred characters."""
_LONG_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("name", "payee"), _LONG_COUPLE),
    **dict.fromkeys(("surname", "checker", "receipt"), LONG_NAME),
    **dict.fromkeys(("office", "township", "office_name"), _LONG_OFFICE),
    **dict.fromkeys(("objection_address", "site", "service_site"), LONG_ADDRESS),
    **dict.fromkeys(
        ("standard", "amount", "paid_amount", "unpaid_amount", "promised", "paid", "owed", "parts"), _LARGE
    ),
    **dict.fromkeys(("households", "paid_households", "unpaid_households", "count", "added", "exited"), "12500"),
    "village": _LONG_VILLAGE, "group": "第十一村民小组", "gender": "女、男", "category": "独生子女户",
    "service": "孕前优生健康检查和优生优育咨询（免费）", "item": "2026年度农村部分计划生育家庭奖励扶助资金兑现情况公告",
    "programme": "农村部分计划生育家庭奖励扶助", "old_number": "鄂示青河字第201300000002号",
    "index_no": "429999101-2026-00001",
}  # fmt: skip
"""Columns and fields of papers from the ledger, and the longest that stands in them."""
_REMARKS = frozenset({"improvement", "clause", "who", "note", "opinion", "plan", "remedy", "evidence", "what"})
_UNITS: Mapping[PartyType, tuple[str, str, str, str]] = {
    "county": ("示范县人民政府", "高正平", "县长", ""),
    "county_health": ("示范县卫生健康局", "高正平", "局长", ""),
    "township": ("青河镇人民政府", "周建国", "镇长", ""),
    "subdistrict": ("示范县城关街道办事处", "周建国", "主任", ""),
    "department": ("示范县公安局青河派出所", "秦立军", "所长", "11429900MB00000028"),
    "village_committee": ("上坪村村民委员会", "石长河", "主任", ""),
    "community": ("城关社区居民委员会", "向春兰", "主任", ""),
    "fp_association": ("青河镇计划生育协会", "何美玲", "会长", ""),
    "employer": ("示范县青河毛纺织有限公司", "鲁国栋", "总经理", "91429900MA48000018"),
    "landlord": ("方守信", "方守信", "", ""),
    "property_company": ("示范县安居物业服务有限公司", "袁学文", "经理", "91429900MA4800002B"),
    "agency": ("示范县安心房屋租赁中介所", "罗小川", "负责人", "91429900MA4800003E"),
    "unit": ("示范县第三中学", "宋文静", "校长", "12429900MB00000012"),
}
"""Name, representative, post and credit code of an invented body."""
_SEATS: Mapping[PartyType, tuple[str, str]] = {
    **dict.fromkeys(("county", "county_health"), ("示范县城关镇人民路1号", "0710-5550102")),
    "village_committee": ("青河镇上坪村", "0710-5550111"),
    "community": ("青河镇城关社区新街5号", "0710-5550112"),
    "department": ("青河镇青河大道9号", "0710-5550120"),
    "employer": ("青河镇工业路3号", "0710-5550130"),
    "landlord": ("青河镇上坪村2组11号", "13900000005"),
    **dict.fromkeys(("property_company", "agency"), ("青河镇安居花园小区1号楼", "0710-5550140")),
    "unit": ("青河镇学府路6号", "0710-5550150"),
}  # fmt: skip
"""Where such a body sits and its telephone, where that is not the town hall."""
_TOWN_HALL = ("青河镇青河大道1号", "0710-5550100")
_STAFF: Mapping[PartyType, tuple[str, str]] = {
    "group_head": ("林桂香", "中心户长"),
    "village_officer": ("田小芳", "村计生专干"),
    "resident_cadre": ("龙海波", "驻村干部"),
    "township_officer": ("田小芳", "卫健办工作人员"),
}


def stretched(cells: Mapping[str, str], *, remark: bool = True) -> dict[str, str]:
    """Return cells or values with the longest words that such a column or field has, a remark only where wanted."""
    return {key: _REMARK if remark and key in _REMARKS else _LONG_WORDS.get(key, text) for key, text in cells.items()}


def repeated(rows: Sequence[Mapping[str, str]], count: int) -> tuple[Mapping[str, str], ...]:
    """Return so many rows, the given ones over and over, their serial numbers running on."""
    found = itertools.islice(itertools.cycle(rows), count)
    return tuple({**row, "serial": str(number)} if "serial" in row else row for number, row in enumerate(found, 1))


def party(role: Role, party_type: PartyType | None = None, *, long: bool = False) -> Party:
    """Return somebody who may sit in a role; by default of the first type that it allows."""
    kind = party_type or role.types[0]
    if kind in {"couple", "person", "migrant"}:
        return _family(role, kind, long=long)
    if kind in _STAFF:
        return _member(role, kind, long=long)
    name, representative, post, code = _UNITS[kind]
    given = bool(code)
    address, phone = _SEATS.get(kind, _TOWN_HALL)
    return Party(
        role=role.name,
        type=kind,
        name=LONG_NAME if long and kind == "landlord" else name,
        representative=LONG_NAME if long else representative,
        post=post,
        address=LONG_ADDRESS if long else address,
        phone=phone,
        division_code="" if given else PLACE,
        credit_code=code,
        liaison=(LONG_NAME if long else "苗春梅") if given else "",
        liaison_phone="13900000002" if given else "",
    )


def _family(role: Role, kind: PartyType, *, long: bool) -> Party:
    wife = Person(
        role="person" if kind == "migrant" else "wife",
        name=LONG_NAME if long else "王梅珍",
        id_number="429999198912154824",
        gender="female",
        phones=("13900000001",),
    )
    husband = Person(role="husband", name="陶立志", id_number="429999198706103911", gender="male")
    persons = (wife,) if kind == "migrant" else (wife, husband)
    return Party(
        role=role.name,
        type=kind,
        name="、".join(person.name for person in persons),
        persons=persons,
        address=LONG_ADDRESS if long else "青河镇上坪村1组",
        phone="13900000001",
        group="1组",
    )


def _member(role: Role, kind: PartyType, *, long: bool) -> Party:
    name, post = _STAFF[kind]
    person = Person(role="person", name=LONG_NAME if long else name, phones=("13900000003",))
    return Party(
        role=role.name,
        type=kind,
        name=person.name,
        persons=(person,),
        post=post,
        address=LONG_ADDRESS if long else "上坪村1组至3组",
        phone="13900000003",
        group="1组",
    )


_INSTALMENT = Instalment(
    label="2026年度",
    due_on=date(2026, 10, 31),
    amount_fen=12000,
    payers=(Payer(name="县财政", amount_fen=6000), Payer(name="镇财政", amount_fen=6000)),
)
SOURCES: dict[str, Source] = {
    "rewards": Source(
        terms=(
            RepeatedTerm(
                cells={
                    "title": "独生子女父母奖励费",
                    "standard": "每对夫妻每月10元",
                    "starts_on": date(2026, 1, 1),
                    "ends_on": date(2026, 12, 31),
                    "amount": 12000,
                },
                instalments=(_INSTALMENT,),
                amount_fen=12000,
                programme="only_child_reward",
            ),
        ),
        rows=(
            {
                "title": "独生子女父母奖励费",
                "label": "2026年度",
                "amount": "120元",
                "due_on": "2026年10月31日",
                "payers": "县财政60元；镇财政60元",
            },
        ),
    ),
    "posting": Source(
        rows=(
            {
                "serial": "1",
                "name": "王某",
                "gender": "女",
                "group": "1组",
                "category": "独生子女户",
                "programme": "奖励扶助",
                "standard": "960元",
            },
        )
    ),
    "promises": Source(
        rows=(
            {
                "promise": "独生子女父母奖励费 2026年度",
                "due_on": "2026年10月31日",
                "promised": "120元",
                "paid": "0元",
                "owed": "120元",
            },
        )
    ),
    "undertakings": Source(rows=({"promise": "核对本户资料", "due_on": "2026年3月31日", "done": "已做"},)),
}
