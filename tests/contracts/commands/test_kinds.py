"""``shouyue kinds``: what can be printed, what it asks for, and whether the folders are sound."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.clerks_office import Clerk, office_at, own_kind
from tests.conftest import Run
from tests.contracts.word.papers import KINDS, shipped


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A new office."""
    return office_at(tmp_path / "青河镇")


def test_every_shipped_kind_is_listed_without_an_office(run: Run) -> None:
    """Id, title, family, since when, how many copies."""
    rows = json.loads(run("kinds", "list", "--json").stdout)

    assert [row["kind"] for row in rows] == KINDS
    assert {row["kind"]: row["copies"] for row in rows}["service_contract"] == 3


def test_an_offices_own_kind_stands_in_for_the_shipped_one(clerk: Clerk) -> None:
    """Same id, own words."""
    own_kind(clerk, "service_contract", instead=("计划生育服务合同", "青河镇服务合同"))
    rows = json.loads(clerk.done("kinds", "list", "--json"))

    assert [row["title"] for row in rows if row["kind"] == "service_contract"] == ["青河镇服务合同"]


def test_a_kind_is_shown_with_roles_fields_clauses_and_tables(run: Run) -> None:
    """What somebody needs who writes the Word file."""
    shown = run("kinds", "show", "service_contract").stdout

    for words in (
        "party_b  乙方", "service_site  服务地点（text，必填）", "自愿承担的事项（family_items）：",
        "yearly_check  party_b", "服务清单（services）：服务内容（what）、",
    ):  # fmt: skip
        assert words in shown


def test_an_unknown_kind_is_answered_with_the_nearest(run: Run) -> None:
    """Exit 3."""
    result = run("kinds", "show", "servise_contract")

    assert result.exit_code == 3
    assert "是不是指 service_contract" in result.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_shipped_kind_proves_itself_in_silence(run: Run, kind: str) -> None:
    """Its example is drafted, lawful today, and printed from its own Word file."""
    result = run("kinds", "check", kind)

    assert (result.exit_code, result.output) == (0, "")


def test_check_goes_through_all_kinds_before_it_ends(clerk: Clerk) -> None:
    """Two faulty folders are two reports, not one today and one tomorrow."""
    own_kind(clerk, "service_contract", typed="{{ nunber }}")
    own_kind(clerk, "household_statement", typed="{{ as_off }}")
    result = clerk.run("kinds", "check")

    assert result.exit_code == 3
    assert "nunber" in result.stderr
    assert "as_off" in result.stderr


def test_a_kind_that_cannot_be_read_is_told_and_the_others_are_listed(clerk: Clerk) -> None:
    """A colleague is still writing it; the office works on."""
    own_kind(clerk, "mutual_pledge", instead=('title = "计划生育双向承诺书"', "title ="))

    assert "mutual_pledge" in clerk.run("kinds", "check").stderr
    listed = clerk.run("kinds", "list")
    assert ("service_contract" in listed.stdout, "mutual_pledge：有错" in listed.stderr) == (True, True)


def test_a_kind_with_an_unlawful_clause_does_not_pass(clerk: Clerk) -> None:
    """Exit 4 with the article, long before a roster comes."""
    own_kind(clerk, "service_contract", typed="乙方逾期不参加的，罚款二百元。")
    result = clerk.run("kinds", "check", "service_contract")

    assert result.exit_code == 4
    assert "《行政处罚法》" in result.stderr
    assert "service_contract" in result.stderr


def test_comments_left_in_a_sound_kind_are_said(clerk: Clerk) -> None:
    """Nothing is left out in silence."""
    own_kind(clerk, "service_contract")
    file = clerk.folder / "templates" / "service_contract" / "zh_CN.docx"
    paper = docx.Document(str(file))
    paper.add_comment(paper.paragraphs[0].runs, text="这里改成黑体", author="某甲")
    paper.save(str(file))
    result = clerk.run("kinds", "check", "service_contract")

    assert result.exit_code == 0
    assert result.stderr.startswith("service_contract/zh_CN.docx：里面有批注。")


def test_a_kind_without_its_word_file_says_which(clerk: Clerk) -> None:
    """And what to put there."""
    own_kind(clerk, "service_contract")
    (clerk.folder / "templates" / "service_contract" / "zh_CN.docx").unlink()
    result = clerk.run("kinds", "check", "service_contract")

    assert result.exit_code == 3
    assert "没有 zh_CN.docx" in result.stderr


def comments_of(path: Path) -> list[tuple[str, str]]:
    """Return the words of each comment of a Word file with the paragraph at which it stands."""
    paper = docx.Document(str(path))
    said = {comment.comment_id: comment.text for comment in paper.comments}
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        (said[int(start.get(f"{space}id"))], paragraph.text)
        for paragraph in paper.paragraphs
        for start in paragraph._p.iter(f"{space}commentRangeStart")
    ]


def test_each_fault_is_a_comment_where_it_is(clerk: Clerk, tmp_path: Path) -> None:
    """Where is the error? In the paragraph beside the comment."""
    own_kind(clerk, "service_contract", typed="请写{{ nunber }}")
    result = clerk.run("kinds", "check", "service_contract", "--mark", str(tmp_path / "批注.docx"))

    assert result.exit_code == 3
    ((comment, paragraph),) = comments_of(tmp_path / "批注.docx")
    assert "没有名为 nunber 的内容" in comment
    assert paragraph == "请写{{ nunber }}"


def test_values_typed_into_the_word_file_are_told_and_marked_where_they_stand(clerk: Clerk, tmp_path: Path) -> None:
    """Last year's day, a telephone, a sum, the office's own name: each with its placeholder, each a comment."""
    own_kind(clerk, "mutual_pledge")
    file = clerk.folder / "templates" / "mutual_pledge" / "zh_CN.docx"
    paper = docx.Document(str(file))
    for words in ("咨询：上坪村村民委员会，电话：0710-5550999", "打印日期：2026年3月1日", "标准：480元"):
        paper.add_paragraph(words)
    paper.sections[0].header.paragraphs[0].add_run("2026年度")
    paper.save(str(file))
    result = clerk.run("kinds", "check", "mutual_pledge", "--mark", str(tmp_path / "批注.docx"))

    assert result.exit_code == 3
    assert "单位资料“上坪村村民委员会”直接写在了 Word 文件里，写 {{ party_a.name }}，由 office.toml 填" in result.stderr
    comments = comments_of(tmp_path / "批注.docx")
    beside = sorted(text for _, text in comments if not text.startswith("{{") and text)
    assert beside == ["咨询：上坪村村民委员会，电话：0710-5550999"] * 2 + ["打印日期：2026年3月1日", "标准：480元"]
    assert any("（在页眉）" in said and "2026年度" in said for said, _ in comments)


def test_faults_of_the_stub_and_of_another_language_are_marked_in_their_own_files(
    clerk: Clerk, tmp_path: Path
) -> None:
    """A comment in the paper would send the clerk to the wrong file."""
    own_kind(clerk, "informed_choice_record", typed="请写{{ nunber }}")
    folder = clerk.folder / "templates" / "informed_choice_record"
    stub = docx.Document(str(folder / "zh_CN_stub.docx"))
    stub.add_paragraph("存根{{ values.languag }}")
    stub.save(str(folder / "zh_CN_stub.docx"))
    result = clerk.run("kinds", "check", "informed_choice_record", "--mark", str(tmp_path / "批注.docx"))

    assert result.exit_code == 3
    ((_, paper),) = comments_of(tmp_path / "批注.docx")
    ((comment, paragraph),) = comments_of(tmp_path / "批注_zh_CN_stub.docx")
    assert paper == "请写{{ nunber }}"
    assert paragraph == "存根{{ values.languag }}"
    assert comment.startswith("【错】Word 模板：没有名为 values.languag 的内容")
    assert "zh_CN_stub.docx Word 模板：没有名为 values.languag 的内容" in result.stderr


def test_a_manifest_that_cannot_be_read_is_remarked_in_its_word_file(clerk: Clerk, tmp_path: Path) -> None:
    """The office's own copy is found although the kind cannot be loaded."""
    own_kind(clerk, "service_contract", instead=("{{ service_site }}", "{{ service_sight }}"))
    result = clerk.run("kinds", "check", "service_contract", "--mark", str(tmp_path / "批注.docx"))

    assert result.exit_code == 3
    ((comment, _),) = comments_of(tmp_path / "批注.docx")
    assert "占位符 service_sight 不是本文种的栏目" in comment


def test_a_trial_run_of_marking_writes_nothing(clerk: Clerk, tmp_path: Path) -> None:
    """It says how many comments there would be."""
    own_kind(clerk, "service_contract", typed="乙方逾期不参加的，罚款二百元。")
    result = clerk.run("kinds", "check", "service_contract", "--mark", str(tmp_path / "批注.docx"), "--dry-run")

    assert result.exit_code == 4
    assert "2 处批注" in result.stderr
    assert not (tmp_path / "批注.docx").exists()


def test_marking_needs_one_kind(clerk: Clerk, tmp_path: Path) -> None:
    """One Word file holds the faults of one kind."""
    assert clerk.run("kinds", "check", "--mark", str(tmp_path / "批注.docx")).exit_code == 2


def test_choices_and_the_print_set_are_shown(run: Run) -> None:
    """What a row may choose, and what each piece of a set carries."""
    assert (
        "选择项：term_kind  合同期限：中期（mid）、长期（long）、短期（short）"
        in run("kinds", "show", "service_contract").stdout
    )
    assert "每套：单位存（存根），只印存根" in run("kinds", "show", "informed_choice_record").stdout
    seat = "选择项：party_b  村或者社区：村（village_committee）、社区（community）；看这一方的全称，不用写"
    assert seat in run("kinds", "show", "village_responsibility_agreement").stdout


@pytest.mark.parametrize("stub", [False, True])
def test_the_word_file_of_a_kind_is_drawn_to_start_from(clerk: Clerk, *, stub: bool) -> None:
    """A clerk who writes a manifest begins in Word with a whole paper."""
    out = clerk.folder / "起点.docx"
    more = ["--stub"] if stub else []
    clerk.done("kinds", "show", "informed_choice_record", "--word", out, *more, "--dry-run")
    assert not out.exists()

    clerk.done("kinds", "show", "informed_choice_record", "--word", out, *more)
    kind = shipped("informed_choice_record")
    path = kind.stub_path("zh_CN") if stub else kind.template_path("zh_CN")
    assert path is not None
    assert out.read_bytes() == path.read_bytes()


def test_a_kind_of_ones_own_begins_with_a_copy_of_another(clerk: Clerk) -> None:
    """Nobody looks for the folder of the program; what is there already is not written over."""
    folder = clerk.folder / "templates" / "elder_care_pledge"
    clerk.done("kinds", "show", "mutual_pledge", "--folder", folder, "--dry-run")
    assert not folder.exists()

    clerk.done("kinds", "show", "mutual_pledge", "--folder", folder)
    told = clerk.run("kinds", "check", "elder_care_pledge")
    assert (told.exit_code, "编号写法与“计划生育双向承诺书”（mutual_pledge）相同" in told.stderr) == (3, True)
    manifest = folder / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("-承诺-", "-孝-"), encoding="utf-8")
    assert clerk.done("kinds", "check", "elder_care_pledge") == ""
    again = clerk.run("kinds", "show", "mutual_pledge", "--folder", folder)
    assert (again.exit_code, "已经有这个文件夹" in again.stderr) == (3, True)


def test_the_words_of_another_language_are_written_out_to_be_read_over(clerk: Clerk) -> None:
    """Somebody who knows the language needs no other program than a text editor."""
    out = clerk.folder / "zh_Hant.toml"
    clerk.done("kinds", "show", "score_sheet", "--language", "zh_Hant", "--words", out)

    assert '"评分表编号" = "評分表編號"' in out.read_text(encoding="utf-8")
    assert "計劃生育服務合同" in clerk.done("kinds", "show", "service_contract", "--language", "zh_Hant")
    assert "文字：zh_CN、zh_Hant" in clerk.done("kinds", "show", "service_contract")


def test_an_offices_own_translation_waits_for_a_person(clerk: Clerk) -> None:
    """No rule reads English; the check says which words nobody has vouched for."""
    own_kind(clerk, "migrant_service_agreement")
    result = clerk.run("kinds", "check", "migrant_service_agreement")

    assert result.exit_code == 4
    assert "CN-OPEN-001" in result.stderr


def test_a_law_that_nobody_here_knows_is_said_and_one_that_is_not_in_force_is_a_fault(clerk: Clerk) -> None:
    """A year that has not come is found; a name that no pack has is for a person to compare."""
    cited = '{ law = "中华人民共和国人口与计划生育法", version = 2021-08-20'
    own_kind(clerk, "mutual_pledge", instead=(cited, '{ law = "老年人权益保障法", version = 2018-12-29'))
    said = clerk.run("kinds", "check", "mutual_pledge")
    assert (said.exit_code, "规则包里没有《老年人权益保障法》" in said.stderr) == (0, True)

    manifest = clerk.folder / "templates" / "mutual_pledge" / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("2018-12-29", "2099-01-01"), encoding="utf-8")
    told = clerk.run("kinds", "check", "mutual_pledge")
    assert (told.exit_code, "2099-01-01 的版本到 2026-11-22 还没有施行" in told.stderr) == (3, True)
