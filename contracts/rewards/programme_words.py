"""A reward programme in words: what a clerk or a family reads about it."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.dates import day
from contracts.numerals import yuan
from contracts.rewards.programme_packs import Amount, Programme, Share, Sharing, Start
from contracts.rewards.programmes import UNIT_WORDS

_CLAIMS = {
    "certificate": "凭光荣证", "confirmation": "凭县级资格确认", "promise": "凭当年的承诺", "any": "不需要证件",
}  # fmt: skip
_STARTS = {
    "certificate_month": "领证当月起", "certificate_year": "领证当年1月起", "application_month": "申请当月起",
    "birth_month": "子女出生当月起", "event": "发放事由发生的当月", "confirmation_month": "县级确认的当月起",
    "promise": "当年承诺的当月", "programme": "项目开始的当月",
}  # fmt: skip
_ENTERED = (
    "没有名册栏目，新合同不再承诺；旧的承诺照凭据填进旧合同登记表（shouyue roster columns historical_contract），"
    "用 shouyue register --history 登记，照付"
)
_PAID = {"year": "每年一次", "half_year": "每半年一次", "lump_sum": "期满一次发给"}


def description(item: Programme) -> Iterator[tuple[str, str]]:
    """Yield heading and text of everything a programme says, its source and doubts last."""
    yield "名称", item.title
    last = min(filter(None, (item.promise_until, item.in_force_to)), default=None)
    if last:
        yield "新的承诺", f"{day(last)}后不再作新的承诺，已经承诺的照付"
    yield from (("条件", text) for text in item.conditions)
    if item.form == "money":
        yield "资格", _CLAIMS[item.claim]
        if item.claim == "promise":
            yield "登记", _ENTERED
        yield "起算", _start(item.start)
        yield "截止", _end(item)
        paid = _PAID[item.paid]
        yield "发放", f"{paid}，最迟兑现日{'、'.join(item.due)}" if item.due else f"{paid}，兑现日未见规定"
    yield from (("标准", _amount(item, amount)) for amount in item.amounts)
    yield from (("分担", words) for sharing in item.sharing for words in _sharing(sharing))
    for rule in item.exits:
        yield "退出", f"{rule.title}（{rule.code}），发至{'当月' if rule.ends == 'month' else '当年年底'}"
    if item.note:
        yield "说明", item.note
    yield from (("依据", str(citation)) for citation in item.cite)
    yield from (("出处", source) for source in item.source)
    if item.doubt or not item.verified:
        yield "未核实", item.doubt


def _start(start: Start) -> str:
    ages = {"age_month": "年满{}周岁当月起", "wife_age_month": "女方年满{}周岁当月起"}
    if start.rule not in ages:
        return _STARTS[start.rule]
    wife, husband = start.age_of("wife"), start.age_of("husband")
    if start.rule == "age_month" and wife != husband:
        return f"女方年满{wife}周岁、男方年满{husband}周岁当月起"
    return ages[start.rule].format(wife)


def _end(item: Programme) -> str:
    end = item.end
    words = {
        "child_age": f"子女年满{end.age}周岁，当月{'计入' if end.birthday_month else '不计'}",
        "life": "终身", "months": f"共{end.months}个月", "open": "没有写明截止", "once": "一次性",
    }  # fmt: skip
    return words[end.rule]


def _amount(item: Programme, amount: Amount) -> str:
    who = f"{'、'.join(amount.payment_class)}：" if amount.payment_class else ""
    period = f"{day(amount.from_on)}起" + (f"至{day(amount.to_on)}" if amount.to_on else "")
    if amount.fen is None:
        return f"{who}{period}：不知道（{amount.unknown}）"
    sum_and_time = [f"{who}{UNIT_WORDS[item.unit]}{yuan(amount.fen)}", period, "最低标准" if amount.floor else ""]
    source = f"；出处：{amount.source}" if amount.source else ""
    doubt = f"；未核实：{amount.doubt}" if amount.doubt else ""
    return f"{'，'.join(filter(None, sum_and_time))}{source}{doubt}"


def _sharing(sharing: Sharing) -> Iterator[str]:
    """Yield one sentence for each payer, or why none is known."""
    period = f"{day(sharing.from_on)}起" + (f"至{day(sharing.to_on)}" if sharing.to_on else "")
    place = f"（{sharing.place}）" if sharing.place else ""
    if not sharing.shares:
        yield f"{period}{place}：不知道（{sharing.unknown}）"
    yield from (f"{period}{place}：{_share(share)}" for share in sharing.shares)


def _share(share: Share) -> str:
    weighed = f"{share.name}承担其中{share.weight}份" if share.fen is None else ""
    bears = weighed or f"{share.name}承担其中{yuan(share.fen or 0)}"
    return f"{bears}，单位不在了由{share.successor}承担" if share.successor else bears
