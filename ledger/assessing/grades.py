"""Grades of villages and townships: step by step, with evidence for each step.

Rows G-01 to G-06 and A-17. A grade goes through four hands: the village applies, township, county and city
inspect; only then it has a certificate. Schemes whose conditions are no longer lawful are history. A step that was
entered wrongly is withdrawn, the last one first, and stays on record with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contracts.errors import LawError
from contracts.model import Citation, Finding
from ledger.assessing.assessment import refused
from ledger.assessing.four_no import untrue
from ledger.assessing.withdrawing import withdrawable, withdrawals
from ledger.faults import Faults
from ledger.names import person_as_compared
from ledger.store import Ledger, Transaction
from ledger.wording import forbidden_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A set of grades. ``until`` is the last year in which it could be granted, ``None`` for one of today."""

    title: str
    grades: tuple[str, ...]
    until: int | None = None
    instead: str = ""


SCHEMES = {
    "model_village": Scheme(title="示范、优秀、合格村（G-01）", grades=("示范村", "优秀村", "合格村")),
    "four_no_old": Scheme(
        title="四无村（旧，G-02）", grades=("四无村",), until=2015,
        instead="改用 four_no：无拖欠奖励、无强制、无泄密、无假报",
    ),
    "four_no": Scheme(title="四无村（无拖欠奖励、无强制、无泄密、无假报，G-02）", grades=("四无村",)),
    "five_ways": Scheme(
        title="五化（G-03）",
        grades=("组织网络化", "管理规范化", "质量标准化", "工作经常化", "服务系列化"),
    ),
    "classes": Scheme(title="示范、合格、整治（G-04）", grades=("示范", "合格", "整治")),
    "self_governance": Scheme(title="村民自治模范村、合格村（G-05）", grades=("模范村", "合格村", "薄弱村")),
    "labels": Scheme(title="工作方式（G-06）", grades=("三为主", "村为主", "三级联创"), until=2015,
                     instead="只保存历史，不再授予"),
}  # fmt: skip
LEVELS = {"village": "村申报自查", "township": "乡镇检查", "county": "县（区）检查", "city": "市级验收"}
DECISIONS = {"passed": "通过", "returned": "退回"}
_WITHDRAWALS = withdrawals("grade_withdrawals", "grade_id", "g.id")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeStep:
    """One step of the chain; codes of :data:`SCHEMES`, :data:`LEVELS` and :data:`DECISIONS`.

    ``id`` is 0 before it is recorded; ``withdrawn`` is the reason why it counts no more, ``None`` while it counts.
    """

    division_code: str
    scheme: str
    grade: str
    year: int
    level: str
    decision: str
    decided_on: date
    checker: str
    evidence: str
    certificate_number: str = ""
    id: int = 0
    withdrawn: str | None = None


def record_grade(tx: Transaction, step: GradeStep, *, unit: str = "", issued_by: str = "") -> None:
    """Record one step of a grade.

    Args:
        tx: The open transaction.
        step: The step.
        unit: Full name of who is graded, as it stands on the certificate; a refusal says it.
        issued_by: Who issued the certificate, where it was another office; its number is not of this ledger.

    Raises:
        LawError: The scheme may no longer be granted in that year.
        LedgerError: No such grade, a step without the one below it, passed before, a certificate before the last
            step or none with it, a certificate of somebody else, not in force, of another grade, title or year, a
            day to come, a year after that day, words that may not be kept, 无拖欠奖励 of a village that waits for
            its rewards.
    """
    scheme = SCHEMES.get(step.scheme)
    where = f"{unit or step.division_code} {step.year}年"
    if scheme is None or step.grade not in scheme.grades:
        known = "；".join(f"{key}：{'、'.join(item.grades)}" for key, item in SCHEMES.items())
        raise refused(where, f"没有等次“{step.scheme} {step.grade}”", f"可用：{known}")
    if scheme.until is not None and step.year > scheme.until:
        raise LawError("没有记录。", [_lapsed(scheme, step)])
    faults = Faults()
    if step.decided_on.isoformat() > tx.day:
        faults.add(refused(where, f"日期 {step.decided_on} 晚于今天", "核对日期"))
    if step.year > step.decided_on.year:
        faults.add(refused(where, f"{step.decided_on} 还不能评 {step.year} 年的等次", "核对 --year 和 --on"))
    if words := forbidden_words(f"{step.checker} {step.evidence} {step.certificate_number} {issued_by}"):
        faults.add(refused(where, f"文字里有不得记录的内容：{'、'.join(words)}", "删去后重新录入"))
    last = step.level == "city" and step.decision == "passed"
    if bool(step.certificate_number) != last:
        faults.add(refused(where, "证书编号只在、也必须在最后一级通过时填写", "核对 --certificate"))
    faults.of(lambda: _refuse_leap(tx, step, where))
    if step.decision == "passed" and scheme.until is None:
        said = f"{scheme.title}{step.grade}"
        for error in untrue(tx, said, where=where, village=step.division_code, year=step.year, as_of=step.decided_on):
            faults.add(error)
    if last and step.certificate_number:
        faults.of(lambda: _refuse_certificate(tx, step, unit, issued_by))
    faults.refuse()
    evidence = f"{step.evidence}（证书由{issued_by}颁发）" if issued_by else step.evidence
    row = {
        "division_code": step.division_code, "scheme": step.scheme, "grade": step.grade, "year": step.year,
        "level": step.level, "decision": step.decision, "decided_on": step.decided_on.isoformat(),
        "checker": step.checker, "evidence": evidence, "certificate_number": step.certificate_number,
    }  # fmt: skip
    tx.record("graded", step.division_code, {"level": step.level}, {"village_grades": [row]})


def grade_steps(
    ledger: Ledger | Transaction, division_code: str | None = None, *, as_of: date = date.max
) -> tuple[GradeStep, ...]:
    """Return every step decided by a day, oldest first, those withdrawn too: the history of grades (G-01).

    One that was withdrawn after that day stands as it stood then.
    """
    found = ledger.rows(
        f"select g.*, w.because as withdrawn from village_grades g {_WITHDRAWALS}"
        " where g.decided_on <= :day and (:code is null or g.division_code = :code) order by g.year, g.id",
        {"code": division_code, "day": as_of.isoformat()},
    )
    return tuple(
        GradeStep(
            decided_on=date.fromisoformat(row["decided_on"]),
            **{key: value for key, value in row.items() if key not in {"event_seq", "decided_on"}},
        )
        for row in found
    )


def withdraw_grade(tx: Transaction, number: int, *, because: str) -> GradeStep:
    """Withdraw a step that was entered wrongly; it stays on record. Returns it as it was.

    Raises:
        LedgerError: No such step, withdrawn before, later steps of the grade that stand, no reason, or words that
            may not be kept.
    """
    steps = grade_steps(tx)
    found = next((step for step in steps if step.id == number), None)
    after = [step for step in steps if found and step.id > number and _chain(step) == _chain(found)]
    later = [step.id for step in after if step.withdrawn is None]
    look = "用 shouyue assess grades 查看"
    known = withdrawable(f"第 {number} 号评定", found, because, look=look, later=later)
    row = {"grade_id": number, "because": because.strip()}
    tx.record("grade_withdrawn", known.division_code, {}, {"grade_withdrawals": [row]})
    return known


def _chain(step: GradeStep) -> tuple[str, str, str, int]:
    return step.division_code, step.scheme, step.grade, step.year


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCount:
    """How many units applied for a grade of a year, and how many of them passed the last inspection."""

    year: int
    scheme: str
    grade: str
    applied: int
    granted: int


def title_counts(ledger: Ledger | Transaction, *, as_of: date) -> tuple[TitleCount, ...]:
    """Return the count of each title by a day, year by year, oldest first; who was sent back is not granted (I-14)."""
    found = ledger.rows(
        "select year, scheme, grade, count(distinct division_code) as applied,"
        " count(distinct case when level = 'city' and decision = 'passed' then division_code end) as granted"
        f" from village_grades g {_WITHDRAWALS} where decided_on <= :day and w.because is null"
        " group by year, scheme, grade order by year, scheme, grade",
        {"day": as_of.isoformat()},
    )
    return tuple(TitleCount(**row) for row in found)


def _refuse_leap(tx: Transaction, step: GradeStep, where: str) -> None:
    passed = {
        item.level: item
        for item in grade_steps(tx, step.division_code)
        if _chain(item) == _chain(step) and item.decision == "passed" and item.withdrawn is None
    }
    if step.level in passed:
        raise refused(where, f"{LEVELS[step.level]}已经通过", "不必再记")
    below = list(LEVELS)[: list(LEVELS).index(step.level)]
    missing = [LEVELS[level] for level in below if level not in passed]
    if missing:
        raise refused(where, f"{missing[0]}还没有通过", f"按顺序：{' → '.join(LEVELS.values())}")
    for level, before in passed.items():
        if person_as_compared(before.checker) == person_as_compared(step.checker):
            raise refused(where, f"{step.checker}已经办过{LEVELS[level]}", "每一级由不同的人检查，写这一级的检查人")
        if step.decided_on < before.decided_on:
            raise refused(where, f"{LEVELS[level]}是 {before.decided_on} 通过的，这一级不能更早", "核对 --on")


def _refuse_certificate(tx: Transaction, step: GradeStep, unit: str, issued_by: str) -> None:
    """Refuse a number that is no certificate of this unit, in force, for this grade alone."""
    number = step.certificate_number
    used = tx.rows("select grade, year from standing_grades where certificate_number = ?", [number])
    if used:
        raise refused(number, f"已经用于 {used[0]['year']}年“{used[0]['grade']}”", "每个等次一份证书，核对证号")
    found = tx.rows("select kind, holder, state from certificate_register where number = ?", [number])
    if not found and not issued_by:
        hint = "先用 shouyue publish honour_certificate 出证；上级颁发的写 --issued-by 颁发单位"
        raise refused(number, "台账里没有这个证号", hint)
    if not found:
        return
    (row,) = found
    if row["kind"] != "honour_certificate" or row["state"] not in {"printed", "issued"}:
        raise refused(number, "不是现行有效的荣誉证书", "用 shouyue certificate show 查看")
    if unit and row["holder"] != unit:
        raise refused(number, f"是{row['holder']}的证书，不是{unit}的", "核对证号")
    _refuse_other_title(tx, step)


def _refuse_other_title(tx: Transaction, step: GradeStep) -> None:
    """Refuse a certificate on which another title, or another year, is printed than that of the grade."""
    number = step.certificate_number
    printed = tx.rows(
        "select json_extract(f.value, '$[0]') as name, json_extract(f.value, '$[1]') as words"
        " from papers p, json_each(p.draft_json, '$.values') f"
        " where p.kind = 'honour_certificate' and p.number = ? order by p.id",
        [number],
    )
    said = {row["name"]: str(row["words"]) for row in printed}
    if said and (step.grade not in said["honour"] or said["honour_year"] != str(step.year)):
        message = f"证书上是 {said['honour_year']}年“{said['honour']}”，不是 {step.year}年“{step.grade}”"
        hint = f"先用 shouyue publish honour_certificate --title 称号 --year {step.year} 出这个等次的证书"
        raise refused(number, message, hint)


def _lapsed(scheme: Scheme, step: GradeStep) -> Finding:
    cite = Citation(law="中华人民共和国人口与计划生育法", version=date(2021, 8, 20), article="18")
    return Finding(
        rule="ASSESS-GRADE", verdict="obsolete", where=scheme.title, text=step.grade,
        message=f"{scheme.until}年以后不再授予，{step.year}年不能申报", hint=scheme.instead, cite=(cite,),
    )  # fmt: skip
