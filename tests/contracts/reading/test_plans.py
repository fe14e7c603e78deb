"""Each heading's field, from the words it is made of."""

from __future__ import annotations

import pytest

from contracts.reading.layouts import ColumnRule, Layout
from contracts.reading.plans import BY_HEADINGS, plan_for
from contracts.sheets import Merge
from tests.contracts.reading.test_headings import found, wide


def fields(*headings: str) -> list[str]:
    """Return the fields of a row of headings, in order of columns."""
    plan = plan_for(found(headings), None)
    assert not plan.unclear
    assert plan.layout == BY_HEADINGS
    return [f"{item.slot}.{item.key}" for item in plan.fields]


def unclear(*headings: str) -> list[str]:
    """Return the headings that are asked about."""
    return [heading.text for heading in plan_for(found(headings), None).unclear]


def test_the_only_telephone_of_a_list_of_women_is_the_woman_s() -> None:
    """Though the husband is named behind her; the title says whose list it is."""
    for headings in (["妇女姓名", "丈夫", "丈夫身份证", "手机"], ["妇女姓名", "丈夫", "手机"]):
        block = found(["育龄妇女花名册"], headings)
        assert [f"{item.slot}.{item.key}" for item in plan_for(block, None).fields][-1] == "wife.phones"


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("女方姓名 身份证号 男方姓名 身份证号", "wife.name wife.id_number husband.name husband.id_number"),
        ("妻子姓名 丈夫姓名 妻子身份证号码 丈夫手机", "wife.name husband.name wife.id_number husband.phones"),
        ("姓名(男) 姓名(女) 住址", "husband.name wife.name values.residence_place"),
        ("身份证号 姓名 电话", "person.id_number person.name person.phones"),
        (
            "户主 身份证号 子女1姓名 出生日期 子女2姓名 出生日期 联系电话",
            "head.name head.id_number child.name child.birth_date child2.name child2.birth_date head.phones",
        ),
        ("姓名 配偶姓名 配偶身份证 证号", "person.name spouse.name spouse.id_number values.certificate_number"),
        (
            "母亲姓名 户籍地址 父亲姓名 户籍地址",
            "wife.name values.registered_place husband.name values.husband_registered_place",
        ),
        ("姓名 标准(元/月) 标准(元/年) 金额(元)", "person.name values.monthly_fen values.yearly_fen values.amount_fen"),
        ("户主姓名 女方民族 男方工作单位 经办人姓名 经办人电话", "head.name"),
        ("房东姓名 电话 姓名 身份证号", "person.name person.id_number"),
        ("姓名 身份证号 网格员姓名 电话", "person.name person.id_number"),
        ("女方姓名 男方姓名 住址 电话", "wife.name husband.name values.residence_place values.phone"),
        ("女方姓名 男方姓名 电话", "wife.name husband.name values.phone"),
        (
            "姓名 身份证号 配偶姓名 配偶身份证号 户籍详址 联系手机号",
            "person.name person.id_number spouse.name spouse.id_number values.registered_place person.phones",
        ),
        ("婴儿姓名 性别 母亲姓名 身份证号", "child.name child.gender wife.name wife.id_number"),
        ("姓名 应发金额 实发金额", "person.name values.amount_fen values.paid_fen"),
        (
            "姓名 身份证号 配偶姓名 配偶身份证号 电话",
            "person.name person.id_number spouse.name spouse.id_number person.phones",
        ),
        ("姓名 电话 配偶姓名 身份证号 电话", "person.name person.phones spouse.name spouse.id_number spouse.phones"),
        ("姓名 配偶姓名 本人或家属电话", "person.name spouse.name person.phones"),
        ("母亲姓名 父亲姓名 父母联系电话", "wife.name husband.name values.phone"),
        (
            "投保人 投保人身份证 被保险人(子女)姓名 被保险人身份证",
            "person.name person.id_number child.name child.id_number",
        ),
        ("姓名 民族 实发金额", "person.name values.amount_fen"),
        ("子女姓名 出生日期 子女姓名 出生日期", "child.name child.birth_date child2.name child2.birth_date"),
    ],
)
def test_headings_are_read_by_their_words_and_place(headings: str, wanted: str) -> None:
    """Own words first, then the name to the left."""
    assert fields(*headings.split()) == wanted.split()


def test_a_number_of_the_spouse_is_an_id_number_only_under_the_spouse() -> None:
    """证号 alone is the certificate's."""
    block = found(("本人", "", "配偶", ""), ("姓名", "证号", "姓名", "证号"), merges=(wide(1, 1, 2), wide(1, 3, 4)))

    plan = plan_for(block, None)

    assert [(item.slot, item.key) for item in plan.fields] == [
        ("person", "name"),
        ("person", "id_number"),
        ("spouse", "name"),
        ("spouse", "id_number"),
    ]


def test_what_is_not_certain_is_asked() -> None:
    """A second bare name, a second number of one person, a second sum."""
    assert unclear("姓名", "身份证号", "姓名") == ["姓名"]
    assert unclear("女方姓名", "男方姓名", "身份证号", "身份证号") == ["身份证号", "身份证号"]
    assert unclear("女方姓名", "男方姓名", "身份证号", "电话") == ["身份证号"]
    assert unclear("姓名", "配偶姓名", "出生日期") == ["出生日期"]
    assert unclear("女方姓名", "男方姓名", "身份证号", "女方身份证号") == []
    assert unclear("女方姓名", "男方姓名", "姓名") == ["姓名"]
    assert unclear("父母姓名", "身份证号", "子女姓名", "出生日期") == ["身份证号"]


def test_of_two_sums_neither_is_read_and_both_are_asked() -> None:
    """The rest of the sheet is read; so it is where a date stands twice, which keeps the first."""
    plan = plan_for(found(("姓名", "身份证号", "金额", "发放金额", "发证日期", "领证时间")), None)

    assert [heading.text for heading in plan.doubled] == ["领证时间", "金额", "发放金额"]
    assert [item.key for item in plan.fields] == ["name", "id_number", "issued_on"]
    assert plan.unclear == ()


def test_a_word_that_says_little_is_read_with_the_heading_above_it() -> None:
    """编号 under 光荣证 is its number; 男 under 子女数 is nobody; 合计 takes its unit from above."""
    block = found(
        ("姓名", "光荣证", "", "现存活子女数", "", "奖励资金(万元)", ""),
        ("", "编号", "日期", "男", "女", "合计", "其中省级"),
        merges=(wide(1, 2, 3), wide(1, 4, 5), wide(1, 6, 7)),
    )

    plan = plan_for(block, None)

    assert [(item.key, item.unit) for item in plan.fields] == [
        ("name", "元"), ("certificate_number", "元"), ("issued_on", "元"), ("amount_fen", "万元"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("姓名 家庭住址 现居住地", ["name", "address", "residence_place"]),
        ("姓名 家庭住址", ["name", "residence_place"]),
        ("姓名 自然村 村民小组", ["name", "hamlet", "group"]),
        ("姓名 屯", ["name", "group"]),
        ("姓名 联系电话 联系电话2", ["name", "phones", "phones"]),
    ],
)
def test_the_more_exact_of_two_columns_is_the_value(headings: str, wanted: list[str]) -> None:
    """The vaguer word stands in where it is alone; a second telephone is one more."""
    assert [item.key for item in plan_for(found(headings.split()), None).fields] == wanted


def test_a_date_of_the_old_calendar_is_not_read() -> None:
    """No lunar birthday becomes a solar one."""
    plan = plan_for(found(("姓名", "身份证号", "出生日期（农历）")), None)

    assert [item.key for item in plan.fields] == ["name", "id_number"]
    assert [heading.text for heading in plan.unknown] == ["出生日期（农历）"]


def test_columns_of_the_dead_and_of_officials_are_other_people() -> None:
    """They are no party, and stay unread."""
    block = found(
        ("本人", "", "死亡情况", ""), ("姓名", "身份证号", "姓名", "出生年月"), merges=(wide(1, 1, 2), wide(1, 3, 4))
    )

    assert [item.slot for item in plan_for(block, None).fields] == ["person", "person"]


def test_unknown_unnamed_and_dropped_columns_are_kept_apart() -> None:
    """Each is reported in its own way."""
    plan = plan_for(found(("序号", "姓名", "身份证号", "", "绰号", "孕检时间")), None)

    assert plan.serial == 1
    assert plan.unnamed == (4,)
    assert [heading.text for heading in plan.unknown] == ["绰号"]
    assert plan.dropped == ("孕检时间",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("独生子女父亲姓名", "husband.name"),
        ("失独家庭成员姓名", "person.name"),
        ("户主配偶姓名", "spouse.name"),
        ("持证人（母）", "wife.name"),
        ("乙方（夫）姓名", "husband.name"),
        ("大孩姓名", "child.name"),
        ("留守子女姓名", "child.name"),
        ("户籍所在村组", "values.group"),
        ("2026年扶助金（元）", "values.amount_fen"),
        ("年度应发金额", "values.amount_fen"),
        ("是否打卡发放", "values.paid"),
        ("独生子女光荣证发放时间", "values.issued_on"),
        ("协议签订时间", "values.contract_on"),
        ("村小组", "values.group"),
        ("会员小组", "values.group"),
        ("外出现住址", "values.residence_place"),
        ("家庭所在地", "values.residence_place"),
        ("年扶助额", "values.amount_fen"),
        ("全户扶助金额(元)", "values.amount_fen"),
        ("政府补贴金额", "values.amount_fen"),
        ("保费(元)", "values.amount_fen"),
        ("是否送达", "values.paid"),
        ("领讫", "values.paid"),
        ("打卡是否成功", "values.paid"),
        ("补(换)发日期", "values.issued_on"),
        ("新证编号", "values.certificate_number"),
        ("会员证号", "values.certificate_number"),
        ("原光荣证编号", "values.certificate_number"),
        ("学生姓名", "child.name"),
        ("被保险人", "person.name"),
    ],
)
def test_a_heading_made_of_known_words_is_read(heading: str, field: str) -> None:
    """No paper writes it twice in the same way."""
    fields = {f"{item.slot}.{item.key}" for item in plan_for(found((heading, "身份证号")), None).fields}

    assert field in fields


@pytest.mark.parametrize(
    "heading",
    ["原工作单位", "结婚登记日期", "审核状态", "确认年份", "与婴幼儿关系", "现有子女数", "发证机关", "被保险人姓名",
     "缴费金额", "子女配偶姓名", "保险金额", "保单号"],
)  # fmt: skip
def test_a_heading_we_have_no_use_for_or_are_not_sure_of_lends_nothing(heading: str) -> None:
    """A fee that the family pays is no reward; a child's spouse is nobody here."""
    plan = plan_for(found(("姓名", "身份证号", heading)), None)

    assert {f"{item.slot}.{item.key}" for item in plan.fields} == {"person.name", "person.id_number"}


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        ("参保人姓名 社会保障号(身份证号) 联系方法 女儿一 生日一 女儿二 生日二",
         "person.name person.id_number person.phones child.name child.birth_date child2.name child2.birth_date"),
        ("父亲姓名 长子姓名 长女姓名 长女出生日期 长子出生日期",
         "husband.name child.name child2.name child2.birth_date child.birth_date"),
        ("学生姓名 学生身份证号 家长姓名及身份证号 家长电话",
         "child.name child.id_number person.name person.phones"),
        ("姓名 电话 来源地(户籍地详址)", "person.name person.phones values.registered_place"),
        ("被保险人 被保险人证件号码 手机号码", "person.name person.id_number person.phones"),
        ("姓名 身份证号 丈夫姓名 身份证号", "wife.name wife.id_number husband.name husband.id_number"),
        ("村民组 对象姓名 配偶 户籍所在村组 电话",
         "values.group person.name spouse.name values.registered_place person.phones"),
        ("姓名 原光荣证编号 光荣证编号 光荣证发证日期 换证日期",
         "person.name values.certificate_number values.issued_on"),
    ],
)  # fmt: skip
def test_whose_and_which_is_told_by_the_other_headings(headings: str, wanted: str) -> None:
    """The second child's columns are its own; a bare name beside 丈夫 is the wife's; a student has parents."""
    assert fields(*headings.split()) == wanted.split()


def test_year_month_and_day_under_one_heading_are_one_date() -> None:
    """Under a wedding's they are nothing, as the wedding is."""
    block = found(
        ("序号", "姓名", "出生日期", "", "", "结婚日期", "", ""),
        ("", "", "年", "月", "日", "年", "月", "日"),
        merges=(
            Merge(top=1, left=1, bottom=2, right=1), Merge(top=1, left=2, bottom=2, right=2), wide(1, 3, 5),
            wide(1, 6, 8),
        ),
    )  # fmt: skip

    read = {item.key: (item.column, item.also) for item in plan_for(block, None).fields}

    assert read == {"name": (2, ()), "birth_date": (3, (4, 5))}
    wanted = (("姓名", "person.name", 0), ("年", "person.birth_date", 1), ("月", "", 0), ("日", "", 0))
    rules = tuple(ColumnRule(heading=heading, field=field, nth=nth) for heading, field, nth in wanted)
    mapped = plan_for(block, Layout(name="东湾", title="东湾", columns=rules, required=("姓名",)))
    assert {item.key: (item.column, item.also) for item in mapped.fields} == read


def test_the_only_name_of_a_list_is_the_persons_whatever_it_is_called() -> None:
    """Beside another grown-up's it is asked; a name for two people is asked too."""
    assert fields("某项目人姓名", "身份证号", "子女姓名", "联系电话") == [
        "person.name", "person.id_number", "child.name", "person.phones",
    ]  # fmt: skip
    assert fields("组别", "某对象身份证号码", "某对象姓名", "金额") == [
        "values.group", "person.id_number", "person.name", "values.amount_fen",
    ]  # fmt: skip
    assert unclear("户主姓名", "某项目人姓名", "身份证号") == ["身份证号"]
    assert "身份证号" in unclear("父母姓名", "身份证号", "现居住地")
    assert unclear("死亡人员姓名", "身份证号") == [] == unclear("姓名", "监护人姓名")


def test_a_telephone_of_nobody_in_particular_is_asked_and_the_rest_is_read() -> None:
    """An ID number of nobody in particular keeps the whole sheet from being read."""
    plan = plan_for(found(("姓名", "身份证号", "护理员某姓名", "联系电话")), None)

    assert [heading.text for heading in plan.asked] == ["联系电话"]
    assert plan.unclear == ()


def test_the_title_says_whose_bare_names_are() -> None:
    """Of children, or of women; a list of payments for children is one of grown-ups."""

    def under(title: str, *headings: str) -> list[str]:
        block = found((title, "", ""), headings)
        return [f"{item.slot}.{item.key}" for item in plan_for(block, None).fields]

    assert under("某镇婴幼儿花名册", "姓名", "出生日期", "母亲姓名") == ["child.name", "child.birth_date", "wife.name"]
    assert under("育龄妇女花名册", "姓名", "身份证号", "组别")[0] == "wife.name"
    assert under("独生子女父母奖励费花名册", "姓名", "身份证号", "组别")[0] == "person.name"
    assert under("婴幼儿名册", "姓名", "身份证号", "子女姓名")[0] == "person.name"


def test_who_stands_for_a_party_is_the_person_of_a_list_that_names_no_other() -> None:
    """The one whose ID number it is; beside a head without a number too. An agent never is."""
    assert fields("业主(房东)姓名", "业主身份证号码", "业主户籍地", "网格员", "网格员电话") == [
        "person.name", "person.id_number", "values.registered_place",
    ]  # fmt: skip
    assert fields("户主姓名", "户代表姓名", "户代表身份证号", "户代表电话") == [
        "head.name", "person.name", "person.id_number", "person.phones",
    ]  # fmt: skip
    assert fields("婴幼儿姓名", "监护人姓名", "监护人身份证号")[1:] == ["person.name", "person.id_number"]
    assert fields("子女姓名", "代领人姓名", "代领人身份证号") == ["child.name"]
    assert fields("女方姓名", "女方身份证号", "监护人姓名", "监护人身份证号") == ["wife.name", "wife.id_number"]
    assert "身份证号" in unclear("失独父母姓名", "身份证号", "子女姓名", "帮扶责任人", "帮扶责任人电话")


def test_whose_father_or_mother_is_named_is_the_child() -> None:
    """Not where the rows are members of households, or somebody else is named."""
    parents = ("姓名", "身份证号", "父亲姓名", "母亲姓名")
    assert fields(*parents) == ["child.name", "child.id_number", "husband.name", "wife.name"]
    assert fields(*parents, "与户主关系")[0] == "person.name"
    assert fields("姓名", "身份证号", "妻子姓名")[0] == "husband.name"


def test_names_under_a_heading_nobody_knows_are_of_somebody_else() -> None:
    """包联情况: they are not read, and their telephone is not the person's."""
    block = found(
        ("基本情况", "", "", "包联情况", "", "金额"),
        ("姓名", "身份证号", "电话", "姓名", "电话", ""),
        merges=(wide(1, 1, 3), wide(1, 4, 5), Merge(top=1, left=6, bottom=2, right=6)),
    )

    plan = plan_for(block, None)

    assert [(item.column, item.key) for item in plan.fields] == [
        (1, "name"), (2, "id_number"), (3, "phones"), (6, "amount_fen"),
    ]  # fmt: skip
    assert plan.unclear == ()
