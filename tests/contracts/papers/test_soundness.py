"""A kind proves itself, or every fault of its folder is named at once."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from contracts.errors import KindError, LawError, ShouyueError
from contracts.kinds import load_kind, shipped_folder
from contracts.papers.proofs import example as example_of
from contracts.papers.soundness import kind_errors, left_in_files
from contracts.reading.layouts import ColumnRule, Layout
from tests.contracts.word.papers import KINDS, shipped

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the service contract that may be spoilt."""
    return Path(shutil.copytree(shipped_folder() / "service_contract", tmp_path / "service_contract"))


def typed(folder: Path, *paragraphs: str) -> tuple[ShouyueError, ...]:
    """Type paragraphs into the Word file of the kind and return what is wrong with it then."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    for words in paragraphs:
        paper.add_paragraph(words)
    paper.save(str(folder / "zh_CN.docx"))
    return kind_errors(load_kind(folder), as_of=TODAY)


@pytest.mark.parametrize("name", KINDS)
def test_every_shipped_kind_is_sound_today(name: str) -> None:
    """Its own words are lawful, its Word file fits them and holds none of its own."""
    assert kind_errors(shipped(name), as_of=TODAY) == ()


def test_a_lawful_clause_typed_into_the_word_file_belongs_in_the_manifest(folder: Path) -> None:
    """There it would be printed, but no obligation would come of it."""
    (error,) = typed(folder, "甲方于每年12月31日前向乙方发放奖励扶助金。")

    assert isinstance(error, KindError)
    assert "“甲方于每年12月31日前向乙方发放奖励扶助金。”是条款" in error.problems[0].message


def test_a_certificate_of_ones_own_says_whose_it_is(tmp_path: Path) -> None:
    """A copy of a shipped one under another name has no command that knows its figures."""
    folder = tmp_path / "own_card"
    shutil.copytree(shipped_folder() / "birth_registration_certificate", folder)
    manifest = folder / "manifest.toml"
    words = manifest.read_text(encoding="utf-8").replace('"birth_registration_certificate"', '"own_card"')
    manifest.write_text(words, encoding="utf-8")
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert [item.message for item in error.problems] == ["没有栏目 recipient"]


def test_a_heading_typed_into_the_word_file_belongs_in_the_manifest(folder: Path) -> None:
    """Whoever changes the manifest would go on printing the old one."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    for paragraph in paper.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("{{ sections.rights.heading }}", "乙方的权利")
            run.text = run.text.replace("{{ tables.services.caption }}", "清单")
    paper.save(str(folder / "zh_CN.docx"))
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert [item.message for item in error.problems] == [
        "没有印出章节的标题“乙方的权利”", "没有印出表的标题“服务清单”",
    ]  # fmt: skip
    assert "{{ sections.rights.heading }}" in error.problems[0].hint


def test_a_comment_in_a_word_file_is_told_and_is_no_fault(folder: Path) -> None:
    """Papers are printed without it; whoever wrote it should know."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    paper.add_comment(paper.paragraphs[0].runs, text="这里改成黑体", author="某甲")
    paper.save(str(folder / "zh_CN.docx"))
    kind = load_kind(folder)

    assert [*left_in_files(kind)] == [("service_contract/zh_CN.docx", "批注")]
    assert kind_errors(kind, as_of=TODAY) == ()


def test_an_unlawful_clause_names_the_kind_and_the_article(folder: Path) -> None:
    """Whoever looks after the folder must know which one; that it stands in the Word file is said as well."""
    misplaced, unlawful = typed(folder, "乙方逾期不参加的，罚款二百元。")

    assert isinstance(misplaced, KindError)
    assert isinstance(unlawful, LawError)
    assert "service_contract" in unlawful.summary
    assert unlawful.findings[0].cite


def test_a_field_that_nothing_prints_is_named(folder: Path) -> None:
    """A clerk would fill it in for nothing."""
    manifest = folder / "manifest.toml"
    words = manifest.read_text(encoding="utf-8")
    manifest.write_text(words.replace("[fields.channel]", '[fields.shoe_size]\nlabel = "鞋号"\n\n[fields.channel]')
                        .replace("[example]", '[example]\nshoe_size = "42"'), encoding="utf-8")  # fmt: skip
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert [problem.message for problem in error.problems] == ["栏目“鞋号”没有用到"]


def test_a_misspelt_name_in_a_loop_is_found_by_its_whole_path(folder: Path) -> None:
    """Dotted paths too: sections.services.terms[].txt."""
    (error,) = typed(folder, "{% for item in sections.services.terms %}{{ item.txt }}{% endfor %}")

    assert [problem.message for problem in error.problems] == ["没有名为 sections.services.terms[].txt 的内容"]


@pytest.mark.parametrize(
    ("name", "file", "drawn"),
    [
        ("service_contract", "zh_CN.docx", "service_contract --word templates/service_contract/zh_CN.docx 画一个"),
        ("service_contract", "zh_Hant.docx", "--language zh_Hant --word templates/service_contract/zh_Hant.docx"),
        ("informed_choice_record", "zh_CN_stub.docx", "informed_choice_record/zh_CN_stub.docx --stub 画一个"),
    ],
)
def test_a_word_file_that_is_not_there_yet_is_drawn(tmp_path: Path, name: str, file: str, drawn: str) -> None:
    """Whoever gives a new kind a stub or a language has none to put back: the command is told."""
    folder = Path(shutil.copytree(shipped_folder() / name, tmp_path / name))
    (folder / file).unlink()
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert f"没有 {file}" in error.problems[0].message
    assert drawn in error.problems[0].hint


def test_a_word_file_that_is_none_is_named_with_its_cure(folder: Path) -> None:
    """Saved as .doc and renamed; a kind has a file for each language, so which one it is."""
    (folder / "zh_Hant.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old")
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)
    (problem,) = error.problems

    assert error.exit_code == 3
    assert problem.where == str(folder / "zh_Hant.docx")
    assert "旧式 .doc" in problem.message
    assert ".docx" in problem.hint


def test_a_misspelt_name_is_told_beside_what_it_leaves_unprinted(folder: Path) -> None:
    """All at once: the title is missing because its name is wrong."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    title = next(item for item in paper.paragraphs if "{{ title }}" in item.text)
    title.runs[0].text = "{{ titel }}"
    for extra in title.runs[1:]:
        extra.text = ""
    paper.save(str(folder / "zh_CN.docx"))
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert [item.message for item in error.problems] == ["没有名为 titel 的内容", "没有印出标题"]


def test_an_example_of_a_sum_is_read_like_one_in_a_roster(folder: Path) -> None:
    """Written in yuan, and so is a default, which stands where neither roster nor office gives one."""
    manifest = folder / "manifest.toml"
    words = manifest.read_text(encoding="utf-8")
    fund = '[fields.fund]\nlabel = "经费"\ntype = "money"\ndefault = "300元"\n\n[[sections]]'
    told = words.replace("[[sections]]", fund, 1).replace("{{ basis }}", "{{ basis }}{{ fund }}", 1)
    for example, printed in (('fund = "2000元"', "2,000元"), ("", "300元")):
        manifest.write_text(told.replace("[example]", f"[example]\n{example}", 1), encoding="utf-8")
        assert printed in example_of(load_kind(folder), signing_on=TODAY).recital[0]


@pytest.mark.parametrize(
    ("name", "member", "said"),
    [
        ("employer_agreement", 'joined_by = "creditcode"', "joined_by：名册 employers 没有栏目 creditcode，可用："),
        ("employer_agreement", 'roster = "employer"', "roster：没有名册 employer，是不是 employers"),
        ("payment_list", 'roster = "couples"', "roster：由台账出的文种不从名册起草"),
    ],
)
def test_a_roster_that_is_not_there_is_named(tmp_path: Path, name: str, member: str, said: str) -> None:
    """Nothing would be joined, and no blank roster be written."""
    folder = Path(shutil.copytree(shipped_folder() / name, tmp_path / name))
    words = (folder / "manifest.toml").read_text(encoding="utf-8")
    key = member.partition(" ")[0]
    lines = [line for line in words.splitlines() if not line.startswith(f"{key} =")]
    (folder / "manifest.toml").write_text("\n".join([lines[0], member, *lines[1:]]), encoding="utf-8")
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert [str(problem) for problem in error.problems if said in str(problem)]


def test_a_mapping_of_the_office_is_a_roster_too() -> None:
    """And a column that it reads is one to join by."""
    kind = replace(shipped("employer_agreement"), roster="东湾表", joined_by="firm")
    own = Layout(name="东湾表", title="东湾表", columns=(ColumnRule(heading="厂", field="values.firm"),), required=())

    assert kind_errors(kind, as_of=TODAY, own=(own,)) == ()
    assert kind_errors(kind, as_of=TODAY)


def test_chapters_that_word_prints_in_another_order_are_found(folder: Path) -> None:
    """Their articles would have other numbers than in the ledger; a clause that is not printed is missed."""
    paper = docx.Document(str(folder / "zh_CN.docx"))
    tags = {paragraph.text: paragraph for paragraph in paper.paragraphs}
    loop = [tags[f"{{%p for term in sections.{code}.terms %}}"] for code in ("rights", "privacy")]
    loop[0].runs[0].text, loop[1].runs[0].text = loop[1].text, loop[0].text
    paper.save(str(folder / "zh_CN.docx"))
    (error,) = kind_errors(load_kind(folder), as_of=TODAY)

    assert isinstance(error, KindError)
    assert all("印的次序与 manifest.toml 不同" in problem.message for problem in error.problems)


def test_a_clause_that_waits_for_a_person_hides_no_other_fault(folder: Path) -> None:
    """It is told how to decide it; chapters out of order are found all the same."""
    manifest = folder / "manifest.toml"
    known = "乙方的联系电话、住址或者收款账户变更的，自愿及时告知甲方，以免影响奖励发放。"
    words = manifest.read_text(encoding="utf-8").replace(known, "乙方自愿承诺每年重阳节为老人做一顿饭。", 1)
    manifest.write_text(words.replace(', zh_Hant = "zh_Hant.docx"', "", 1), encoding="utf-8")
    paper = docx.Document(str(folder / "zh_CN.docx"))
    tags = {paragraph.text: paragraph for paragraph in paper.paragraphs}
    loop = [tags[f"{{%p for term in sections.{code}.terms %}}"] for code in ("rights", "privacy")]
    loop[0].runs[0].text, loop[1].runs[0].text = loop[1].text, loop[0].text
    paper.save(str(folder / "zh_CN.docx"))
    waits, order = kind_errors(load_kind(folder), as_of=TODAY)

    assert isinstance(waits, LawError)
    assert "shouyue draft service_contract … --accept CN-OPEN-001 --because 理由" in waits.summary
    assert isinstance(order, KindError)
    assert "次序与 manifest.toml 不同" in order.problems[0].message
