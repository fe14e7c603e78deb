"""Values typed into a text are found by their form, and what only looks like one is left alone."""

from __future__ import annotations

import pytest

from contracts.kinds.typed_values import HELD, KnownValue, typed_values

TYPED = {
    "date": (
        "2026年3月1日", "签订日期：2026-03-01", "２０２６年３月１日", "自2026.3.1起", "2026/3/1",
        "二〇二六年三月", "二○二六年三月一日",
        "2026年3月", "2026年元月", "每年12月31日前", "十二月三十一日前", f"{HELD}年12月31日", "2026 年 3 月 1 日",
        "1 March 2026", "March 1, 2026", "2026年3月5日修好的路", "2026-03",
    ),
    "year": ("2026年度", "二〇二六年度责任书", "2026年__月__日"),
    "phone": (
        "0710-5550100", "(0710)5550100", "０７１０－５５５０１００", "010 6255 0100", "13900000001",
        "139 0000 0001", "139-0000-0001",
        "+86 13900000001", "联系电话：12345", "监督热线：12356", "电话：5550100", "Tel: 5550100", "400-123-4567",
        "0710-5550100转803", "聯繫電話：5550100",
    ),
    "money": (
        "480元", "每人每年960.00元", "1,200元", "0.5万元", "肆佰捌拾元整", "壹仟贰佰元", "伍元整", "¥480.00",
        "￥1,200", "人民币480",
        "四百八十元", "一千二百元", "金额（元）：480", "480元/年", "肆佰捌拾圆整", "奖励金：500",
    ),
    "id_number": (
        "429999198912154824", "身份证号429999198912154824。", "42999919891215482x", "429999891215482",
        "429999********4824",
    ),
    "account": (
        "账号：6217 0000 0000 0000 000", "卡号 621700000000000001", "6217000000000000001",
        "開戶帳號：10200000012345",
    ),
    "credit_code": ("91429999MA01234567",),
    "citation": (
        "《湖北省人口与计划生育条例》（2021年11月26日修正）", "依据《人口与计划生育法》第三十一条",
        "（2021年8月20日修正）", "《某省条例（2016年修订）》", "2022年1月1日起施行", "《民法典》第563条、第564条",
    ),
    "number": ("青政〔2026〕5号", "青政[2026]第5号"),
    "office": (
        "白水镇人民政府", "由白水镇人民政府", "示范县青河镇人民政府", "和平乡人民政府", "城东街道办事处",
        "东湾社区居民委员会", "白水县卫生健康局", "白水村村民委员会",
    ),
}  # fmt: skip
"""Sort → words with one such value in each, all of them invented."""

NOT_TYPED = (
    "__年__月__日", "年\t月\t日", "　　年　　月　　日", "20__年__月__日", "二〇　年　月　日", "〔20　　〕　号",
    f"{HELD}年{HELD}月{HELD}日",
    "第 1 页 共 1 页", "— 1 —", "合计；100", "100分", "95%", "3-5个工作日", "7个工作日", "24小时",
    "满60周岁", "1.5倍", "0.1 mm",
    "单位：元", "单位：万元", "（百万元）", "金额（元）", "____元", "¥____", "大写：　　元整", "元月", "元旦",
    "三元村", "一元化", "二元",
    "表号：卫统2表", "2021年版", "2021版", "（2021年8月制）", "2021年1月印", "JH-2026-03", "QB/T 2021-03",
    "V2026.3.1", "No. 000001",
    "国办发〔2024〕12号", "国统制〔2021〕105号", "国发(2016)1号", "GB/T 9704-2012", "GB 11643-1999",
    "《人口与计划生育法》",
    "《关于做好计划生育服务的通知》（国办发〔2024〕12号）", "第三十一条", "第一章　总则", "十二、其他",
    "附件1", "表2", "A4", "一寸照片",
    "12345热线", "可拨打12345", "拨打政务服务便民热线12345反映", "电话：____", "电话", "联系电话：",
    "账号（本人）", "账号：", "公民身份号码",
    "乡镇人民政府（街道办事处）", "由乡镇人民政府办理", "所在街道办事处", "县级卫生健康局",
    "镇（街道）人民政府", "以下简称镇人民政府",
    "本镇人民政府", "报送镇人民政府", "村（居）民委员会", "村民委员会", "某某镇人民政府", "各乡镇人民政府",
    "Times New Roman 仿宋_GB2312 0123456789", "永字八法 AaBb 123456", "〇一二三四五六七八九十",
    "壹贰叁肆伍陆柒捌玖拾",
    "1组5号", "编号：000123", "印章直径42mm", "5·29", "一式两份", "2×2", "429999101201", "12月",
    "1月 2月 3月", "1-6月",
)  # fmt: skip


@pytest.mark.parametrize("sort", TYPED)
def test_a_typed_value_is_found_and_said_to_be_what_it_is(sort: str) -> None:
    """Once each, whatever hand typed it."""
    found = {words: [value.sort for value in typed_values(words, own_number="青")] for words in TYPED[sort]}

    assert found == {words: [sort] for words in TYPED[sort]}


def test_what_only_looks_like_a_value_is_left_alone() -> None:
    """Blanks, units, numbers of documents and forms, editions, public lines, offices in general: no false alarm."""
    found = {words: values for words in NOT_TYPED if (values := typed_values(words, own_number="青"))}

    assert found == {}


def test_several_values_of_a_line_are_told_one_by_one() -> None:
    """All of them at once; a sum beside a day, a telephone behind."""
    found = typed_values("2026年3月1日前发480元（肆佰捌拾元整），电话：0710-5550100")

    assert [(value.sort, value.shown) for value in found] == [
        ("phone", "0710-5550100"), ("money", "480元"), ("money", "肆佰捌拾元整"), ("date", "2026年3月1日"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("429999198912154824", "429999********4824"),
        ("42999919891215482x", "429999********482x"),
        ("账号：6217 0000 0000 0000 123", "***************0123"),
    ],
)
def test_a_number_of_a_person_is_never_shown_whole(words: str, shown: str) -> None:
    """The message stands on a screen that others see."""
    assert [value.shown for value in typed_values(words)] == [shown]


def test_words_of_the_office_are_known_with_what_to_write_instead() -> None:
    """The longest first: the office's name is not told again by its place; a longer number is another one."""
    known = [KnownValue("12345", "{{ a }}"), KnownValue("青河镇", "{{ b }}"), KnownValue("青河镇人民政府", "{{ c }}")]

    assert [value.instead for value in typed_values("青河镇 人民政府", known)] == ["{{ c }}"]
    assert [value.instead for value in typed_values("可拨打12345", known)] == ["{{ a }}"]
    assert typed_values("编号：0012345", known) == ()
