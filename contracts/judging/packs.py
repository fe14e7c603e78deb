"""Packs ``contracts/law/*.toml`` become rules, or every fault in them is named.

A pack is one TOML file. Its header names the ``jurisdiction`` (a division code, ``000000`` is the nation),
``title``, ``reviewed_on`` (the day somebody last compared it with its ``sources``). Several files of one
jurisdiction add up, and the packs of nation, province and county add up for a place::

    [laws]                          # every text cited, once, with the day that version took effect
    计生法 = { law = "人口与计划生育法", version = 2021-08-20 }

    [words]                         # synonym lists, named <上环> in phrases
    上环 = ["上环", "放环", "节育环"]

    [[rules]]
    id = "CN-DEPOSIT-001"
    family = "P-06"
    title = "不得向家庭收取押金"
    verdict = "void"                # lawful | void | obsolete | needs_review
    check = { type = "clause", says = ["<收取> <押金>"], unless = ["<退还>"] }
    hint = "删除该条；已收的退还并付利息。"
    cite = ["民法典 153、157"]
    rejects = ["乙方交纳押金五百元。"]  # the rule strikes (or, for a lawful rule, does not recognise)
    accepts = ["甲方退还押金。"]        # the rule lets pass (or recognises)

A check may say ``unless`` (words that make it silent) and, for a lawful ``duty``, ``dangers`` (words that make it
silent where the clause does not forbid them). Optional: ``in_force`` (days on which the rule itself applies; a
rule is never deleted, only closed), ``basis`` (days on which a clause of this kind had a legal basis; outside of
them it is obsolete), ``applies_to`` (families of paper; ``decision`` is one of the villagers' assembly), ``code``
(one of the seven prohibitions, QBZ1 to QBZ7), ``settles`` (open national rules which this rule answers), ``promise``
(an office's promise that stays due when a void condition falls), ``verified = false`` with ``doubt``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any, get_args

from contracts.errors import PackError
from contracts.judging.phrase import Phrase, PhraseError, compiled
from contracts.judging.rules import DECISION, FIRST_DAY, LAST_DAY, Check, LawDoubt, Pack, Rule, RuleBook, Window
from contracts.model import Citation, Family, Problem, Verdict

CHECK_TYPES = ("clause", "rest", "duty", "alarm", "forbids", "row_number", "unrecognised")
"""The closed list of check functions a rule may name; see :mod:`contracts.judging.checks`."""

OWN_VERDICTS = ("void", "needs_review", "lawful")
"""What a rule of an office's own pack may say; ``obsolete`` would recognise what was signed inside its window."""
OWN_CHECKS = {"void": ("clause", "rest"), "needs_review": ("clause", "rest"), "lawful": ("duty",)}
"""How it may look, by its verdict."""
_SHARED = ("actors", "earlier", "severed", "doubts")

_RULE_KEYS = {
    "id", "family", "code", "title", "verdict", "in_force", "basis", "applies_to", "check", "message",
    "hint", "cite", "accepts", "rejects", "verified", "doubt", "settles", "promise",
}  # fmt: skip
_CHECK_KEYS = {"type", "says", "unless", "dangers", "actor", "act_of", "shape", "binds_family", "grants_power", "calms"}
_ACTORS = ("office", "family", "unit", "both", "")
_SHAPES = ("id_number", "bank_account", "mobile")


def load(packs: Iterable[Traversable], own: Iterable[Traversable] = ()) -> RuleBook:
    """Return the rules of these files, in order; later files may use words and laws of earlier ones.

    Args:
        packs: The bundled files.
        own: Files of an office. They may only add: a pack of one county, with rules of its own number that
            refuse, leave open or recognise; see :data:`OWN_VERDICTS` and :data:`OWN_CHECKS`.

    Raises:
        PackError: Something is missing, unknown or impossible; every problem is named with file and rule.
    """
    loader = _Loader()
    for pack in packs:
        loader.read(pack)
    loader.open_own()
    for pack in own:
        loader.read(pack)
    return loader.book()


class _Loader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.words: dict[str, tuple[str, ...]] = {}
        self.laws: dict[str, tuple[str, date]] = {}
        self.actors: dict[str, tuple[str, ...]] = {}
        self.raw: list[tuple[str, str, dict[str, Any]]] = []
        self.packs: list[Pack] = []
        self.shared: dict[str, list[str]] = {"earlier": [], "severed": []}
        self.doubts: list[LawDoubt] = []
        self._file = ""
        self._bundled: dict[str, set[str]] = {}

    def open_own(self) -> None:
        """Note what the bundled packs define; from now on files are an office's own and may not touch it."""
        ids = {str(rule.get("id")) for _, _, rule in self.raw}
        self._bundled = {"words": set(self.words), "laws": set(self.laws), "rules": ids}

    def wrong(self, where: str, message: str, hint: str) -> None:
        self.problems.append(Problem(where=f"{self._file} {where}".strip(), message=message, hint=hint))

    def read(self, pack: Traversable) -> None:
        self._file = pack.name
        try:
            data = tomllib.loads(pack.read_text(encoding="utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            self.wrong("", f"不是有效的 TOML 文件（{fault}）", "请按出错位置改正")
            return
        header = self._header(data)
        if self._bundled:
            self._limit(header, data)
        for name, words in data.get("words", {}).items():
            self.words[name] = tuple(sorted((*self.words.get(name, ()), *words), key=len, reverse=True))
        for name, words in data.get("actors", {}).items():
            self.actors[name] = (*self.actors.get(name, ()), *words)
        for name, law in data.get("laws", {}).items():
            self._law(name, law)
        for key, items in self.shared.items():
            items.extend(data.get(key, ()))
        self.doubts += [LawDoubt(law=d["law"], since=d["since"], reason=d["reason"]) for d in data.get("doubts", ())]
        self.raw += [(pack.name, header, rule) for rule in data.get("rules", ())]

    def _limit(self, jurisdiction: str, data: Mapping[str, Any]) -> None:
        """Report what an office's own pack may not do: change what others rely on, or speak for more than a county."""
        if jurisdiction.endswith("00"):
            self.wrong("jurisdiction", "本单位的规则包只能是一个县（市、区）的", "请写六位县级区划代码，文件名以它开头")
        for key in (key for key in _SHARED if key in data):
            self.wrong(key, "本单位的规则包不能改动各地共用的内容", "请删去这一段")
        for part, what in (("words", "词表"), ("laws", "文本")):
            for name in sorted(self._bundled[part] & set(data.get(part, {}))):
                self.wrong(f"{part}.{name}", f"随程序带来的{what}不能改", "请另起一个名称")
        for rule in data.get("rules", ()):
            self._limit_rule(rule)

    def _limit_rule(self, rule: Mapping[str, Any]) -> None:
        name, verdict = str(rule.get("id", "（没有编号的规则）")), str(rule.get("verdict", ""))
        if name in self._bundled["rules"]:
            self.wrong(name, "随程序带来的规则不能改", "请另起一个编号，如 县名缩写-主题-001")
        kind = str(rule.get("check", {}).get("type", ""))
        if verdict in get_args(Verdict) and verdict not in OWN_VERDICTS:
            self.wrong(name, f"本单位的规则不能下结论 {verdict}", f"请用 {'、'.join(OWN_VERDICTS)} 之一")
        elif verdict in OWN_CHECKS and kind in CHECK_TYPES and kind not in OWN_CHECKS[verdict]:
            self.wrong(name, f"结论是 {verdict} 的规则不能用检查方法 {kind}", f"请用 {'、'.join(OWN_CHECKS[verdict])}")

    def _header(self, data: dict[str, Any]) -> str:
        code = str(data.get("jurisdiction", ""))
        if not (code.isdigit() and self._file.startswith(code) and len(code) == 6):  # noqa: PLR2004
            self.wrong("jurisdiction", "区划代码缺失，或与文件名不一致", "请写六位区划代码，文件名以它开头")
        reviewed_on = data.get("reviewed_on")
        if type(reviewed_on) is not date:
            self.wrong("reviewed_on", "没有核对日期", "请写最近一次与法律原文核对的日期，如 2026-11-22")
            reviewed_on = FIRST_DAY
        if not data.get("title") or not data.get("sources"):
            self.wrong("title、sources", "没有名称或依据来源", "请写明规则包名称和所依据的文本")
        title, sources = str(data.get("title", "")), tuple(data.get("sources", ()))
        pack = Pack(jurisdiction=code, title=title, reviewed_on=reviewed_on, sources=sources, file=self._file)
        self.packs.append(pack)
        return code

    def _law(self, name: str, law: Mapping[str, Any]) -> None:
        if type(law.get("version")) is not date or not law.get("law"):
            self.wrong(f"laws.{name}", "缺少法名或版本施行日期", '请写 { law = "…", version = 年-月-日 }')
            return
        self.laws[name] = (str(law["law"]), law["version"])

    def book(self) -> RuleBook:
        rules = tuple(self._rules())
        earlier, severed = (tuple(self._cite("", items)) for items in self.shared.values())
        self._check_windows(rules)
        self._check_settled(rules)
        if self.problems:
            raise PackError("规则包有错，未作任何判断", self.problems)
        return RuleBook(
            rules=rules, packs=tuple(self.packs), actors=self.actors, doubts=tuple(self.doubts),
            earlier=tuple(sorted(earlier, key=lambda item: item.version)), severed=severed,
            texts=tuple(sorted(set(self.laws.values()))),
        )  # fmt: skip

    def _rules(self) -> Iterator[Rule]:
        for file, jurisdiction, data in self.raw:
            self._file = file
            rule = self._rule(jurisdiction, data)
            if rule is not None:
                yield rule

    def _rule(self, jurisdiction: str, data: dict[str, Any]) -> Rule | None:
        name = str(data.get("id", "（没有编号的规则）"))
        before = len(self.problems)
        self._check_keys(name, data)
        check = self._check(name, data.get("check", {}))
        windows = [self._window(name, key, data.get(key, {})) for key in ("in_force", "basis")]
        if data.get("verdict") == "obsolete" and not str(windows[1]):
            self.wrong(name, "结论是 obsolete 却没有写曾有依据的日期", "请在 basis 里写明 from、to，否则总算合法")
        cite = tuple(self._cite(name, data.get("cite", ())))
        if len(self.problems) > before:
            return None
        return Rule(
            id=name, title=data["title"], verdict=data["verdict"], check=check, hint=data["hint"], cite=cite,
            message=data.get("message", data["title"]), pattern_family=data["family"], jurisdiction=jurisdiction,
            in_force=windows[0], basis=windows[1], applies_to=tuple(data.get("applies_to", ())),
            accepts=tuple(data.get("accepts", ())), rejects=tuple(data.get("rejects", ())),
            verified=data.get("verified", True), doubt=data.get("doubt", ""), code=data.get("code", ""),
            settles=tuple(data.get("settles", ())), promise=data.get("promise", False),
        )  # fmt: skip

    def _check_keys(self, name: str, data: Mapping[str, Any]) -> None:
        for key in ("id", "title", "verdict", "check", "hint", "cite", "family"):
            if not data.get(key):
                self.wrong(name, f"缺少 {key}", "请补上这一项")
        for key in data.keys() - _RULE_KEYS:
            self.wrong(name, f"不认识的项 {key}", "请核对拼写")
        if data.get("verdict") and data["verdict"] not in get_args(Verdict):
            self.wrong(name, f"不认识的结论 {data['verdict']}", f"请用 {'、'.join(get_args(Verdict))} 之一")
        for family in data.get("applies_to", ()):
            if family not in (*get_args(Family), DECISION):
                self.wrong(name, f"不认识的文书类别 {family}", f"请用 {'、'.join(get_args(Family))}")
        if data.get("verified") is False and not data.get("doubt"):
            self.wrong(name, "注明未核实却没有写原因", "请在 doubt 里写明哪一点没有核实")
        for key in ("accepts", "rejects"):
            if not data.get(key) and data.get("check", {}).get("type") in {"clause", "rest", "duty"}:
                self.wrong(name, f"没有例句 {key}", "请至少写一句，规则检查时会逐句核对")

    def _check(self, name: str, data: Mapping[str, Any]) -> Check:
        kind = str(data.get("type", ""))
        if kind not in CHECK_TYPES:
            self.wrong(name, f"不认识的检查方法 {kind or '（空）'}", f"请用 {'、'.join(CHECK_TYPES)} 之一")
        for key in data.keys() - _CHECK_KEYS:
            self.wrong(name, f"检查方法里不认识的项 {key}", "请核对拼写")
        for actor in (*data.get("actor", ()), *filter(None, [data.get("act_of", "")])):
            if actor not in _ACTORS:
                self.wrong(name, f"不认识的行为人 {actor}", f"请用 {'、'.join(filter(None, _ACTORS))}，或留空")
        if kind == "row_number" and data.get("shape") not in _SHAPES:
            self.wrong(name, f"不认识的号码 {data.get('shape')}", f"请用 {'、'.join(_SHAPES)} 之一")
        if kind in {"clause", "rest", "duty", "alarm"} and not data.get("says"):
            self.wrong(name, "没有写要找的句式 says", "请至少写一个句式")
        return Check(
            type=kind, actor=tuple(data.get("actor", ())), act_of=str(data.get("act_of", "")),
            says=tuple(self._phrases(name, data.get("says", ()))),
            unless=tuple(self._phrases(name, data.get("unless", ()))),
            dangers=tuple(self._phrases(name, data.get("dangers", ()))), shape=str(data.get("shape", "")),
            binds_family=bool(data.get("binds_family", False)), calms=tuple(data.get("calms", ())),
            grants_power=bool(data.get("grants_power", False)),
        )  # fmt: skip

    def _phrases(self, name: str, sources: Iterable[str]) -> Iterator[Phrase]:
        for source in sources:
            try:
                yield compiled(source, self.words)
            except PhraseError as fault:
                self.wrong(name, f"{fault}（{source}）", "请改正句式，或在 [words] 里补上词表")

    def _window(self, name: str, key: str, data: Mapping[str, Any]) -> Window:
        first, last = data.get("from", FIRST_DAY), data.get("to", LAST_DAY)
        if type(first) is not date or type(last) is not date:
            self.wrong(name, f"{key} 的日期写法不对", "请写成 年-月-日，如 2021-08-20，不加引号")
            return Window()
        if first > last:
            self.wrong(name, f"{key} 的起始日 {first} 晚于终止日 {last}", "请核对两个日期")
        return Window(starts_on=first, ends_on=last)

    def _cite(self, name: str, sources: Iterable[str]) -> Iterator[Citation]:
        for source in sources:
            law, _, article = str(source).partition(" ")
            if law not in self.laws:
                self.wrong(name, f"引用了没有登记的文本“{law}”", "请在 [laws] 里写明全名和版本施行日期")
            elif not article.strip():
                self.wrong(name, f"引用“{law}”没有写条号", "请写成“民法典 153”这样，没有条号的文件写“全文”")
            else:
                title, version = self.laws[law]
                yield Citation(law=title, version=version, article=article.strip())

    def _check_windows(self, rules: tuple[Rule, ...]) -> None:
        for number, rule in enumerate(rules):
            for other in rules[:number]:
                if rule.id == other.id and rule.in_force.overlaps(other.in_force):
                    self._file = f"{rule.jurisdiction}.toml"
                    self.wrong(rule.id, "同一编号的两条规则适用日期重叠", "请用 in_force 的 from、to 分开")

    def _check_settled(self, rules: tuple[Rule, ...]) -> None:
        open_rules = {rule.id for rule in rules if rule.verdict == "needs_review"}
        for rule in rules:
            for settled in set(rule.settles) - open_rules:
                self._file = f"{rule.jurisdiction}.toml"
                self.wrong(rule.id, f"settles 里的 {settled} 不是待定规则", "只能回答结论为 needs_review 的规则")
