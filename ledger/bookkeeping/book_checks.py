"""What a line of some registers must also be: a lawful majority, a lawful village rule, instalments that add up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from contracts.amounts import parse_fen
from contracts.errors import InputError, LawError, LedgerError
from contracts.judging.rules import DECISION
from contracts.model import Citation, Finding, Problem
from contracts.numerals import yuan
from ledger.faults import Faults
from ledger.names import as_compared, person_as_compared

if TYPE_CHECKING:
    from ledger.store import Transaction

_VCOL = "中华人民共和国村民委员会组织法"
_ASSEMBLY = (Citation(law=_VCOL, version=date(2018, 12, 29), article="22"),)
_BIRTHS = frozenset({"CN-OPEN-BIRTH"})
_RENUMBERED = "2026年1月1日起施行的修订文本条号没有见到原文"
_ARTICLE = re.compile(r"(?=第[一二三四五六七八九十百零]+条)")
_DECIDE = "待审定的请司法所审定：可以用的，在原命令后面加上 --set opinion=谁审定、为什么，再运行；不可以用的，改写。"
_SENTENCE = re.compile(r"[^。；\n]+[。；]?")


class Line(Protocol):
    """What a check sees of a line."""

    @property
    def id(self) -> int:
        """The line's number, 0 for one about to be written."""

    @property
    def division_code(self) -> str:
        """The village's code."""

    @property
    def happened_on(self) -> date:
        """The day it is about."""

    @property
    def follows(self) -> int | None:
        """The line it continues."""

    @property
    def cells(self) -> Mapping[str, Any]:
        """Value by column."""


Check = Callable[["Transaction", Line, Line | None, Sequence[Line]], None]
"""Takes the new line, the line it continues and the book's standing lines; raises where it must not be."""


def assembly(_: Transaction, line: Line, __: Line | None, ___: Sequence[Line]) -> None:
    """Refuse a decision without a lawful majority: half of the adults or two thirds of the households, half of those.

    Raises:
        InputError: More came than there are, or more agreed than came.
        LawError: Too few came or agreed.
    """
    entitled, attended, favour = (int(line.cells[key]) for key in ("entitled", "attended", "in_favour"))
    if not favour <= attended <= entitled:
        problem = Problem(where="人数", message=f"应到 {entitled}、实到 {attended}、赞成 {favour} 不可能", hint="核对")
        raise InputError("没有登记。", [problem])
    by_household = line.cells["counted_by"] == "户代表"
    enough = attended * 3 >= entitled * 2 if by_household else attended * 2 > entitled
    needed = "三分之二以上的户代表" if by_household else "过半数的村民"
    if not enough or favour * 2 <= attended:
        message = f"到会没有{needed}" if not enough else "赞成的没有超过到会人数的一半"
        finding = Finding(
            rule="BOOK-ASSEMBLY", verdict="void", where="村民会议", text=f"{favour}/{attended}/{entitled}",
            message=f"{message}，决定不成立", hint="重新召开会议，够法定人数再表决", cite=_ASSEMBLY, doubt=_RENUMBERED,
        )  # fmt: skip
        raise LawError("没有登记。", [finding])


def preference(tx: Transaction, line: Line, _: Line | None, known: Sequence[Line]) -> None:
    """Refuse a decision without a lawful majority, and one that takes from a villager what the law gives (W-16).

    A preference gives: what shuts others out or puts them back is void (CN-EXCLUDE-001, CN-EXCLUDE-002); what no rule
    reads as giving waits for a person's opinion.

    Raises:
        InputError: More came than there are, or more agreed than came.
        LawError: Too few came or agreed, no majority could decide it, or it is open and nobody has given an opinion.
    """
    faults = Faults()
    faults.of(lambda: assembly(tx, line, _, known))
    place, words = line.division_code, str(line.cells["decision"])
    found = judged_rules(words, as_of=line.happened_on, place=place, bound="village", paper=DECISION)
    faults.of(lambda: _refuse_open(line, found))
    faults.refuse()


def support(tx: Transaction, line: Line, _: Line | None, known: Sequence[Line]) -> None:
    """Refuse support on condition of births (D-22), and instalments that do not add up (W-07).

    Raises:
        InputError: The instalments are wrong.
        LawError: The purpose sets a condition that the law does not allow.
    """
    instalments(tx, line, _, known)
    found = judged_rules(str(line.cells["purpose"]), as_of=line.happened_on, place=line.division_code)
    refused = [item for item in found if item.verdict in {"void", "obsolete"} or item.rule in _BIRTHS]
    if refused:
        raise LawError("没有登记。", refused)


def placing(_: Transaction, line: Line, __: Line | None, ___: Sequence[Line]) -> None:
    """Refuse a place beyond the number of offices ranked (A-04).

    Raises:
        InputError: With both numbers.
    """
    rank, ranked = line.cells.get("rank"), line.cells.get("ranked")
    if rank and (not ranked or rank > ranked):
        raise _input(f"名次 {rank}，参加排名的单位数 {ranked or '没有写'}", "用 --set rank=… --set ranked=… 照原文写")


def _refuse_open(line: Line, found: Sequence[Finding]) -> None:
    """Refuse what the day's law finds void or obsolete, and what it leaves open where no opinion was given."""
    refused = [item for item in found if item.verdict in {"void", "obsolete"}]
    undecided = [item for item in found if item.verdict == "needs_review" and not line.cells.get("opinion")]
    if refused or undecided:
        advice = _DECIDE if undecided else ""
        title = f"有 {len(refused)} 条不合法、{len(undecided)} 条待审定，没有登记。{advice}"
        raise LawError(title, [*refused, *undecided], advice=advice)


def judged_rules(text: str, *, as_of: date, place: str, bound: str = "family", paper: str = "") -> list[Finding]:
    """Return what a day's law says of village rules, sentence by sentence.

    Args:
        text: The rules.
        as_of: The day.
        place: The village's code.
        bound: Whom a sentence binds that names nobody: rules the villagers, a decision the village that gives.
        paper: The family of paper, or ``decision``, see :func:`contracts.judging.review.judge`.
    """
    from contracts.judging.review import judge

    sentences = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [
        judge(words, party_bound=bound, as_of=as_of, place=place, paper=paper) for words in sentences if words
    ]


def clauses_of(text: str) -> list[str]:
    """Return village rules clause by clause: as typed line by line, else from 第一条 to 第二条, else by sentences.

    >>> clauses_of("第一条 邻里和睦。第二条 爱护公物，轮流打扫。")
    ['第一条 邻里和睦。', '第二条 爱护公物，轮流打扫。']
    """
    for pieces in (text.splitlines(), _ARTICLE.split(text), _SENTENCE.findall(text)):
        clauses = [piece.strip() for piece in pieces if piece.strip()]
        if len(clauses) > 1:
            break
    return clauses


def village_rules(tx: Transaction, line: Line, _: Line | None, known: Sequence[Line]) -> None:
    """Refuse unlawful clauses, a version out of order, and clauses the rules leave open without an opinion (D-13).

    Raises:
        LawError: A clause is void or obsolete, or open and nobody has decided.
        LedgerError: The version does not follow the last one, by number or by day; the first is neither 1 nor has a
            note that says where those before it are kept.
    """
    assembly(tx, line, _, known)
    earlier = [int(item.cells["version"]) for item in known if _same_rules(item, line)]
    expected = _expected_version(line, earlier)
    last = max((item.happened_on for item in known if _same_rules(item, line)), default=line.happened_on)
    if line.cells["version"] != expected:
        message = f"应是第 {expected} 版，写的是第 {line.cells['version']} 版"
        hint = "每一版都登记，不能跳号" if earlier else "以前各版只在纸上的，加 --set note=…，写明它们存在哪里"
        raise _refused("村规民约", message, hint)
    if line.happened_on < last:
        message = f"上一版是 {last} 通过的，第 {expected} 版不能更早"
        raise _refused("村规民约", message, "用 --on 写明通过的日期")
    found = judged_rules(str(line.cells["text"]), as_of=line.happened_on, place=line.division_code)
    _refuse_open(line, found)


def _expected_version(line: Line, earlier: Sequence[int]) -> int:
    """Return the version that comes next; the first to be registered bears its own where a note tells of the others."""
    if not earlier and str(line.cells.get("note") or "").strip():
        return max(int(line.cells["version"]), 1)
    return max(earlier, default=0) + 1


def _same_rules(one: Line, two: Line) -> bool:
    return (one.division_code, one.cells["title"]) == (two.division_code, two.cells["title"])


def instalments(_: Transaction, line: Line, __: Line | None, ___: Sequence[Line]) -> None:
    """Refuse a loan whose instalments do not add up, or instalments of what need not be returned (W-07).

    Raises:
        InputError: With what is wrong.
    """
    parts = instalments_of(line)
    if bool(parts) != bool(line.cells["repayable"]):
        message = "周转金要写分期" if line.cells["repayable"] else "不用归还的不写分期"
        raise _input(message, "写作 2027-06-30=500；2027-12-31=500")
    total = sum(fen for _, fen in parts)
    if parts and total != line.cells["amount_fen"]:
        raise _input(f"分期合计 {yuan(total)}，应为 {yuan(line.cells['amount_fen'])}", "无息：各期加起来等于金额")
    if any(two[0] <= one[0] for one, two in pairwise(parts)) or any(on < line.happened_on for on, _ in parts):
        raise _input("分期的日期没有先后相接，或早于发放", "按日期先后写")


def instalments_of(line: Line) -> tuple[tuple[date, int], ...]:
    """Return day and fen of each instalment of a support line.

    Raises:
        InputError: It is not written as ``2027-06-30=500；…``.
    """
    from contracts.dates import parse_day

    found = []
    for part in filter(None, re.split(r"[；;]", str(line.cells.get("instalments") or ""))):
        words, _, sum_words = part.partition("=")
        try:
            fen = parse_fen(sum_words)
            found.append((parse_day(words.strip()), fen or 0))
        except ValueError as error:
            raise _input(f"分期“{part}”看不懂（{error}）", "写作 2027-06-30=500；2027-12-31=500") from error
    return tuple(found)


def repayment(_: Transaction, line: Line, before: Line | None, known: Sequence[Line]) -> None:
    """Refuse money back on what is not repayable, more than is open, or by a receipt that is entered already.

    Raises:
        LedgerError: With what is still open, or the line that has the receipt.
    """
    if before is None or not before.cells["repayable"]:
        raise _refused("周转金归还", "这笔帮扶不用归还", "核对 --follows 的行号")
    earlier = [item for item in known if item.follows == before.id]
    voucher = as_compared(str(line.cells["voucher"]))
    for item in earlier:
        if as_compared(str(item.cells["voucher"])) == voucher:
            hint = f"核对凭证号；那一行记错的，先 shouyue books retract {item.id} --because 原因"
            raise _refused("周转金归还", f"凭证 {line.cells['voucher']} 已登记在第 {item.id} 行", hint)
    paid = sum(int(item.cells["amount_fen"]) for item in earlier)
    left = int(before.cells["amount_fen"]) - paid
    if not 0 < int(line.cells["amount_fen"]) <= left:
        raise _refused("周转金归还", f"金额不在 0.01 元至未还 {yuan(left)}之间", "核对金额和已还记录")


def two_hands(tx: Transaction, line: Line, __: Line | None, ___: Sequence[Line]) -> None:
    """Refuse a handover by one person to himself, or of a list that was never printed (U-04).

    Raises:
        InputError: Two of the names are one.
        LedgerError: The office has issued no such list.
    """
    hands = (line.cells.get(key) for key in ("handed_by", "taken_by", "witness"))
    names = [person_as_compared(str(name)) for name in hands if name]
    if len(set(names)) < len(names):
        raise _input("移交人、接收人、监交人有同一个名字", "双方各自签字")
    number = str(line.cells["paper"]).strip()
    if not tx.rows("select 1 from papers where kind = 'handover_list' and number = ?", [number]):
        raise _refused("交接清单", f"台账里没有清单 {number}", "先用 shouyue handover 打印清单，编号照清单抄写")


def spoken_words(_: Transaction, line: Line, __: Line | None, ___: Sequence[Line]) -> None:
    """Refuse an oral application of which nothing was written down (C-04): nobody could prove it later.

    Raises:
        InputError: There is no note.
    """
    if line.cells["how"] == "口头" and not str(line.cells.get("note") or "").strip():
        raise _input("口头申请没有写记录", "加上 --set note=…，写明申请人在哪里、说了什么；申请照样有效")


def answered_once(_: Transaction, line: Line, __: Line | None, known: Sequence[Line]) -> None:
    """Refuse the same answer to the same application once more; another answer, or one put right, is entered.

    Raises:
        LedgerError: It stands already; its line is named.
    """
    for item in known:
        if item.follows == line.follows and _compared(item.cells) == _compared(line.cells):
            message = f"第 {item.id} 行已是对第 {line.follows} 行申请的同样答复（{item.happened_on}）"
            hint = f"不必再登记；那一行记错的，先 shouyue books retract {item.id} --because 原因，再登记对的"
            raise _refused("申请答复", message, hint)


def ended_once(_: Transaction, line: Line, __: Line | None, known: Sequence[Line]) -> None:
    """Refuse a second end of the same line.

    Raises:
        LedgerError: It has ended already; the line that says so is named.
    """
    for item in known:
        if item.follows == line.follows:
            hint = f"不必再登记；那一行记错的，先 shouyue books retract {item.id} --because 原因，再登记对的"
            raise _refused("终止", f"第 {line.follows} 行已在 {item.happened_on} 终止（第 {item.id} 行）", hint)


def _compared(cells: Mapping[str, Any]) -> dict[str, str]:
    return {key: as_compared(str(value)) for key, value in cells.items()}


CHECKS: dict[str, Check] = {
    "answered_once": answered_once,
    "ended_once": ended_once,
    "spoken_words": spoken_words,
    "placing": placing,
    "preference": preference,
    "village_rules": village_rules,
    "support": support,
    "repayment": repayment,
    "two_hands": two_hands,
}
"""Every check by the name a register's file may ask for."""


def _input(message: str, hint: str) -> InputError:
    return InputError("没有登记。", [Problem(where="登记簿", message=message, hint=hint)])


def _refused(where: str, message: str, hint: str) -> LedgerError:
    return LedgerError(f"{where}：{message}，没有登记", [Problem(where=where, message=message, hint=hint)])
