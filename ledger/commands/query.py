"""``shouyue query``: named questions about the ledger, persons masked unless a reason is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click

from contracts.commands.options import Output, listing_options
from contracts.commands.session import Session, pass_session
from contracts.commands.talk import problem_line, say
from contracts.listing import Cell, Listing
from ledger.commands.desk import opened
from ledger.commands.known import refuse_unknown
from ledger.commands.titles import column_titles, in_words
from ledger.commands.unmasking import note_whole, whole_on_request

HEADINGS = {
    "side": "方", "payer": "承担单位", "programme": "项目", "promised_fen": "应付（元）", "paid_fen": "已付（元）",
    "ended_fen": "依法终止（元）", "outstanding_fen": "尚欠（元）", "overdue_fen": "逾期（元）",
    "promised": "应做", "fulfilled": "已做", "ended": "依法终止", "outstanding": "未做", "overdue": "逾期",
    "kind": "文种", "title": "名称", "village": "村", "year": "年度", "contracts": "份数", "running": "履行期内",
    "contract": "合同编号", "obligation": "编号", "obligations": "项数", "households": "户数", "party": "当事人",
    "role": "角色", "signed_on": "签订日", "due_on": "到期日", "oldest_due_on": "最早到期", "overdue_days": "逾期天数",
    "unpaid_fen": "未付（元）", "owed_by": "应由", "owed_to": "给", "ordinal": "条", "term": "条款", "text": "内容",
    "label": "所属", "voluntary": "自愿", "found": "发现次数", "cured": "已改正", "excused": "已免责",
    "disputed": "有异议未了", "open": "未了结", "first_found_on": "最早发现", "last_found_on": "最近发现",
    "series": "号段", "number": "证号", "event": "事项", "happened_on": "日期",
    "original_number": "原证号", "holder": "持证人", "because": "原因", "times_done": "已做次数",
    "last_done_on": "最近一次", "ended_because": "终止原因",
    "receipt": "收据号", "taken_on": "收取日", "refund_fen": "本金（元）", "interest_fen": "利息（元）",
    "paid_on": "付款日", "interest_obligation": "利息编号",
    "what": "事项", "successor": "接替", "asked_by": "谁提出", "form": "方式", "change": "变更编号", "office": "单位",
    "succession": "接替编号", "person": "负责人", "post": "职务", "ends_on": "期满", "stage": "情况",
    "about": "项目或条款", "times": "项数",
    "since": "自", "cure_by": "改正期限", "entry": "笔号", "batch": "批次", "drafted_for": "签订日期", "drafts": "份数",
    "rows": "行号", "closed": "已变更或解除",
    "due_fen": "到期应付（元）", "rate_per_10000": "兑现率（万分之）", "age": "拖欠时间", "period": "考核期",
    "starts_on": "从", "change_fen": "多得或少得（元）", "lost_fen": "至少少得（元）",
    "sheets": "印了几张",
    "state": "状态", "issued_on": "发证", "ended_on": "终止", "fund": "资金", "purpose": "用途", "payees": "发给",
    "borne_by": "现由", "most_lost_fen": "至多少得（元）", "now_fen": "现在承担（元）", "then_fen": "改后承担（元）",
}  # fmt: skip
"""Column of a question → its heading for people; JSON keeps the column's name."""

_WORDS: dict[tuple[str, str | int | None], str] = {
    **{("side", code): word for code, word in (("office", "办事单位"), ("family", "家庭"), ("unit", "单位"))},
    **{("payees", code): word for code, word in (("office", "办事单位"), ("family", "家庭"), ("unit", "单位"))},
    **{("voluntary", code): word for code, word in ((0, "否"), (1, "是"))},
    **{("period", code): word for code, word in (
        ("month", "月"), ("quarter", "季度"), ("half_year", "半年"), ("year", "年度"))},
    **{("what", code): word for code, word in (
        ("unscored", "没有记分"), ("unsigned", "没有双方签字"), ("unsettled", "没有公布兑现"), ("amended", "变更"),
        ("renewed", "续签"), ("superseded", "替代"), ("terminated", "解除"))},
    **{("event", code): word for code, word in (("issued", "发证"), ("replaced", "补发"), ("cancelled", "作废"))},
    **{("asked_by", code): word for code, word in (("family", "乙方"), ("agreement", "双方"))},
    **{("form", code): word for code, word in (("written", "书面"), ("oral", "口头"))},
    **{("stage", code): word for code, word in (
        ("late", "拖欠"), ("found", "已发现"), ("notice_served", "已通知"), ("cured", "已改正"), ("excused", "已免责"),
        ("disputed", "有异议"), ("appealed", "已申诉"), ("remedied", "已补救"))},
}  # fmt: skip
"""Column and code → the word for people; JSON keeps the code."""

_TIMES = (1, 2, 12, 24)
_QUESTIONS = (("name", "名称"), ("title", "问题"), ("parameters", "参数"))


@click.command("query")
@click.argument("name", required=False)
@whole_on_request
@click.option("--set", "given", multiple=True, metavar="KEY=VALUE",
              help="参数，如 village=上坪村；as_of 默认今天，by 默认 as_of 那一天")  # fmt: skip
@listing_options
@pass_session
def command(session: Session, name: str | None, given: tuple[str, ...], *, why: str, output: Output) -> None:
    """按名称查台账；不写 NAME 就列出能问的问题。姓名、电话隐去一部分。

    屏幕和工作簿上全是中文；JSON、JSONL、CSV 里项目、文种、方等用不变的代码，供程序读。没有这个村、
    项目的，说有哪些，不当作“没有”；少写了参数的，说缺哪一个、怎么写。

    要写全的，用 --unmasked --because 写明原因；谁、何时、问了什么、为什么，都记入台账日志。

    例：shouyue query due_unpaid_by_village

    例：shouyue query overdue_obligations --unmasked --because 逐户电话通知补发
    """
    from ledger.query import ask, headings, questions

    if name is None:
        rows = tuple((item.name, item.title, "、".join(item.parameters)) for item in questions())
        output.show(Listing(columns=_QUESTIONS, rows=rows), "能问的问题")
        return
    known = next((item for item in questions() if item.name == name), None)
    wanted = known.parameters if known else ()
    said = _assigned(given)
    parameters: dict[str, str | int | date | None] = {
        key: said.get("as_of") or session.today for key in ("as_of", "by") if key in wanted
    }
    if "drafts" in wanted:
        parameters["drafts"] = _drafts(session)
    parameters |= said
    _refuse_other_standard(session, parameters)
    with opened(session, read_only=not why) as ledger:
        refuse_unknown(session, ledger, {key: parameters[key] for key in wanted if key in parameters})
        answer = ask(ledger, name, parameters, unmasked=bool(why))
        keys = tuple(answer[0]) if answer else headings(ledger, name)
        note_whole(session, ledger, name, parameters, why=why, rows=len(answer))
    columns = tuple((key, HEADINGS.get(key, key)) for key in keys)
    found: tuple[tuple[Cell, ...], ...] = tuple(tuple(row.values()) for row in answer)
    if answer and not (output.json or output.jsonl or output.csv):
        titles = column_titles(session, answer[0])
        found = tuple(
            tuple(_WORDS.get((key, cell)) or in_words(titles, key, cell) for key, cell in row.items()) for row in answer
        )
    listing = Listing(columns=columns, rows=found)
    output.show(_in_percent(listing) if output.is_screen else listing, known.title if known else name)


def _in_percent(listing: Listing) -> Listing:
    """Return a listing with rates as officials read them: 5401 of 10,000 is 54.01%."""
    keys = [key for key, _ in listing.columns]
    if "rate_per_10000" not in keys:
        return listing
    at = keys.index("rate_per_10000")
    rows = ((*row[:at], _percent(row[at]), *row[at + 1 :]) for row in listing.rows)
    columns = ((key, "兑现率" if key == "rate_per_10000" else label) for key, label in listing.columns)
    return Listing(columns=tuple(columns), rows=tuple(rows))


def _percent(rate: Cell) -> Cell:
    return f"{rate // 100}.{rate % 100:02d}%" if isinstance(rate, int) else rate


def _refuse_other_standard(session: Session, parameters: Mapping[str, str | int | date | None]) -> None:
    """Refuse a present standard that the programme never had: every sum would be scaled by a wrong figure.

    What the pack counts by the month or for one may be written by the year or for two.
    """
    from contracts.numerals import yuan
    from contracts.rewards.programmes import programmes_for

    programme, said = parameters.get("programme"), parameters.get("old_fen")
    every = session.programmes()
    here = programmes_for(session.office().division_code, session.today, every, history=True) if said else ()
    standards = {amount.fen for item in here if item.id == programme for amount in item.amounts if amount.fen}
    if standards and not any(said == fen * times for fen in standards for times in _TIMES):
        sums = "、".join(yuan(fen) for fen in sorted(standards))
        raise click.UsageError(
            f"old_fen：{programme} 没有过这个标准，历年是 {sums}（可以按年、按两人算），"
            f"见 shouyue reward show {programme}。"
        )


def _drafts(session: Session) -> str:
    """Return the drafts in the office's folder; a batch that cannot be read is told."""
    from ledger.unsigned import lying_drafts

    found = lying_drafts(session.folder)
    say(*(problem_line(item) for item in found.unread))
    return found.json


def _assigned(given: tuple[str, ...]) -> dict[str, str | int]:
    from ledger.query_parameters import parameter

    pairs = [item.partition("=") for item in given]
    wrong = [item for item, (_, sign, _) in zip(given, pairs, strict=True) if not sign]
    if wrong:
        raise click.UsageError(f"--set 写作 KEY=VALUE，不认识“{wrong[0]}”。")
    return {key: parameter(key, value) for key, _, value in pairs}
