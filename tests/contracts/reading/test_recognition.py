"""Known layouts are recognised for certain or not at all."""

from __future__ import annotations

from pathlib import Path

from contracts.reading.headings import Heading
from contracts.reading.layouts import ColumnRule, Layout, layout_named
from contracts.reading.recognition import form_behind, near_heading, recognised
from contracts.reading.wording import bare
from contracts.sheets import column_letters
from tests.contracts.reading.test_headings import found
from tests.contracts.reading.test_roster import GOOD, HIS, roster


def test_a_known_paper_is_recognised_only_when_every_heading_fits() -> None:
    """One heading of another paper, and the words alone decide."""
    known = ("母亲姓名", "身份证号", "父亲姓名", "身份证号", "子女姓名", "出生日期")
    layout = recognised(found(known))

    assert layout is not None
    assert layout.name == "only_child_certificate"
    assert recognised(found((*known, "存活男孩"))) is None


def test_a_form_of_ours_is_known_though_a_clerk_added_columns() -> None:
    """With what it needs and half of what it has; a kind's own columns go with it. Less of it is another paper."""
    couples = layout_named("couples")
    assert couples is not None
    heads = tuple(rule.heading for rule in couples.columns)
    own = Layout(
        name="care", title="走访", columns=(ColumnRule(heading="走访金额", field="values.gift"),), required=(),
        beside="couples",
    )  # fmt: skip

    changed = form_behind(found((*heads, "绰号", "走访金额")), [own])

    assert changed is not None
    assert (changed.name, changed.columns[-1].field) == ("couples", "values.gift")
    half = (len(heads) + 1) // 2
    assert form_behind(found((*heads[:half], "绰号"))) == couples
    assert form_behind(found((*heads[: half - 1], "绰号"))) is None
    assert form_behind(found((*heads[2:], "绰号"))) is None


def test_near_headings_are_found_for_a_question() -> None:
    """Only for a question: 身份证复印件 is near, and another thing."""
    assert near_heading(Heading(column=1, row=1, text="身份证号吗")) == "身份证号"
    assert near_heading(Heading(column=1, row=1, text="爱好")) == ""
    assert bare("R1姓名(女方)") == "姓名"


def test_what_only_our_form_knows_is_read_though_a_clerk_added_a_column(tmp_path: Path) -> None:
    """The grade that the county confirmed was lost where 帮扶方向 stood beside it; cells of the new column tell too."""
    heads = (*(rule.heading for rule in layout_named("couples").columns), "帮扶方向", "联络人身份证")  # type: ignore[union-attr]
    said = {"女方姓名": "张三", "女方身份证号": GOOD, "确认的等级": "二级", "证明查看人": "周小平", "联络人身份证": HIS}

    reading = roster(tmp_path, heads, tuple(said.get(head, "") for head in heads))

    (record,) = reading.records
    assert reading.layout == "couples"
    assert [record.value(key) for key in ("confirmed_class", "proof_seen_by")] == ["二级", "周小平"]
    assert [person.name for person in record.persons] == ["张三"]
    assert f"{column_letters(len(heads) - 1)} 列“帮扶方向”" in reading.skipped[0].why
