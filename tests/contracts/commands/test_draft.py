"""``shouyue draft``: a clean roster becomes a batch folder; any fault leaves nothing and says everything."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from contracts.kinds import shipped_folder
from contracts.settings import Village
from contracts.word.archive import packed, read_parts
from contracts.word.markup import cell, paragraph, row, table
from contracts.word.reading import printed
from tests.clerks_office import BATCH, CHILD_2014, ELDERS, ROWS, Clerk, office_at, own_kind
from tests.contracts.example_office import OFFICE

FINE = "乙方逾期不参加的，罚款二百元。"
OPEN = "各方在老槐树下合影留念并分食土特产。"
CLAUSE = "以上事项出于自愿。"


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A new office with a clean roster of four families."""
    return office_at(tmp_path / "青河镇")


def test_a_clean_roster_becomes_a_batch_folder_with_one_print_file(clerk: Clerk) -> None:
    """Four contracts, every copy of each in the print file, and what to do next."""
    result = clerk.draft("--one-file")

    names = [path.name for path in clerk.papers(BATCH)]
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"{clerk.folder / BATCH}：4 份“计划生育服务合同”\n"
    assert f"shouyue register {clerk.folder / BATCH}" in result.stderr
    assert names[0] == f"{ELDERS}_周桂兰沈大河.docx"
    assert [name for name in names if name.startswith("打印_")] == [f"打印_{BATCH}.docx"]
    assert len(names) == 5
    bound = printed((clerk.folder / BATCH / f"打印_{BATCH}.docx").read_bytes())
    assert [bound.count(label) >= 4 for label in ("甲方存", "乙方存", "丙方存")] == [True] * 3


def test_the_same_draft_twice_gives_the_same_bytes(clerk: Clerk, tmp_path: Path) -> None:
    """A paper can be rebuilt; the same command again changes nothing."""
    clerk.draft("--one-file")
    once = clerk.state()
    clerk.draft("--one-file", "-o", tmp_path / "elsewhere")
    again = Clerk(folder=tmp_path / "elsewhere").state()

    assert clerk.draft("--one-file").exit_code == 0
    assert clerk.state() == once
    assert again == {name: content for name, content in once.items() if name.startswith(BATCH)}


def test_a_trial_run_writes_nothing(clerk: Clerk) -> None:
    """It says what it would do."""
    before = clerk.state()
    result = clerk.draft("--dry-run", "--one-file")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "将在" in result.stderr
    assert "4 份" in result.stderr
    assert clerk.state() == before


def test_all_faults_of_a_roster_are_told_and_nothing_is_written(tmp_path: Path) -> None:
    """Exit 3, no folder, no whole ID number."""
    wrong = ROWS[0][2][:-1] + ("0" if ROWS[0][2][-1] != "0" else "1")
    bad = (*ROWS[0][:2], wrong, *ROWS[0][3:])
    lost = (*ROWS[1][:7], "某处", *ROWS[1][8:])
    clerk = office_at(tmp_path / "青河镇", rows=(bad, lost, *ROWS[2:]))
    before = clerk.state()
    result = clerk.draft()

    assert (result.exit_code, result.stdout) == (3, "")
    assert "名册!C2：身份证号" in result.stderr
    assert "名册 第3行：看不出属于哪个村" in result.stderr
    assert wrong not in result.output
    assert "未生成任何文件" in result.stderr
    assert clerk.state() == before


def test_what_the_office_has_not_filled_in_is_told_once(tmp_path: Path) -> None:
    """Not once for each of sixty rows, and with the part of office.toml it belongs in."""
    clerk = office_at(tmp_path / "青河镇", office=replace(OFFICE, complaint_phone="", values=()))
    result = clerk.draft()

    assert result.exit_code == 3
    otherwise = "；各行不同的，在名册里加“服务地点”一栏"
    assert result.stderr.splitlines()[:-1] == [
        f"office.toml：没有“服务地点”，在 [values.service_contract] 里填写 service_site{otherwise}",
        "office.toml：没有“乡镇（街道）监督电话”，在 [office] 里填写 complaint_phone",
    ]


def test_an_unlawful_clause_of_the_office_is_refused_by_name_article_and_cure(clerk: Clerk) -> None:
    """Exit 4 and no folder; the words are quoted so that the clerk finds them."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, FINE + CLAUSE))
    result = clerk.draft()

    assert result.exit_code == 4
    assert f"“{FINE}" in result.stderr
    assert "《行政处罚法》" in result.stderr
    assert "改法：" in result.stderr
    assert "未生成任何文件" in result.stderr
    assert not (clerk.folder / BATCH).exists()


def test_words_typed_straight_into_the_word_file_are_judged_too(clerk: Clerk) -> None:
    """Where a clause stands does not make it lawful."""
    own_kind(clerk, "service_contract", typed=FINE)
    result = clerk.draft()

    assert result.exit_code == 4
    assert "Word 版式" in result.stderr
    assert FINE in result.stderr
    assert not (clerk.folder / BATCH).exists()


def test_neither_discussion_nor_a_decision_lets_an_unlawful_clause_through(clerk: Clerk) -> None:
    """Nothing unlawful is printed, under no option."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, FINE + CLAUSE))
    before = clerk.state()

    assert clerk.draft("--for-discussion").exit_code == 4
    assert clerk.draft("--accept", "CN-FINE-001", "--because", "惯例").exit_code == 4
    assert clerk.state() == before


def test_a_clause_no_rule_knows_waits_for_a_person_and_is_named_once(clerk: Clerk) -> None:
    """The same words have another number on a paper without rewards; they are one question."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, OPEN))
    result = clerk.draft()

    assert result.exit_code == 4
    assert result.stderr.count(OPEN[:10]) == 1
    assert "有 1 处条款规则不能判断" in result.stderr
    assert "--accept" in result.stderr
    assert not (clerk.folder / BATCH).exists()


def test_a_persons_decision_is_kept_with_every_paper(clerk: Clerk) -> None:
    """Who, when, and why; the batch can then be signed."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, OPEN))
    rule = clerk.draft().stderr.partition("（CN-OPEN")[2].partition("）")[0]
    result = clerk.draft("--accept", f"CN-OPEN{rule}", "--because", "司法所已看过")
    index = json.loads((clerk.folder / BATCH / "batch.json").read_text(encoding="utf-8"))

    assert result.exit_code == 0, result.stderr
    assert [[item["because"] for item in paper["review"]["accepted"]] for paper in index["papers"]] == [
        ["司法所已看过"]
    ] * 4
    assert index["papers"][0]["review"]["accepted"][0]["by"] == "李敏"


def test_a_decision_needs_a_rule_and_a_reason(clerk: Clerk) -> None:
    """Half of one is wrong usage."""
    assert clerk.draft("--accept", "CN-OPEN-001").exit_code == 2
    assert clerk.draft("--because", "司法所已看过").exit_code == 2


def test_a_paper_for_discussion_carries_its_mark_and_cannot_be_registered(clerk: Clerk) -> None:
    """It stands in a folder of its own, so that the final batch finds its place free."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, OPEN))
    result = clerk.draft("--for-discussion")
    folder = f"{BATCH}_草稿"

    assert result.exit_code == 0, result.stderr
    assert "不能签订和登记" in result.stderr
    assert all("草稿" in printed(path.read_bytes()) for path in clerk.papers(folder))
    assert not (clerk.folder / BATCH).exists()
    refused = clerk.run("register", clerk.folder / folder, "--signed-on", "2026-03-05")
    assert refused.exit_code == 3
    assert "讨论稿" in refused.stderr
    assert clerk.rows("select count(*) as count from contracts") == [{"count": 0}]


def test_a_place_with_markup_and_a_way_out_comes_out_right_inside_the_folder(clerk: Clerk, tmp_path: Path) -> None:
    """Nothing is cut off at & or <, and no file stands outside."""
    clerk.draft()
    (paper,) = [path for path in clerk.papers(BATCH) if "李秀" in path.name]

    assert "石桥村1组 A&B<1>号 ../../x" in printed(paper.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["青河镇"]


def test_an_office_of_an_odd_name_is_printed_as_it_is_written(tmp_path: Path) -> None:
    """The name of the village is on the paper whole."""
    village = replace(OFFICE.villages[0], name="上坪&<石>村村民委员会")
    clerk = office_at(tmp_path / "青河镇", office=replace(OFFICE, villages=(village, *OFFICE.villages[1:])))

    assert clerk.draft().exit_code == 0
    assert "上坪&<石>村村民委员会" in printed(clerk.papers(BATCH)[0].read_bytes())


def test_a_place_that_cannot_be_is_said_before_the_roster_is_read(clerk: Clerk) -> None:
    """Ten minutes of review would be lost; a trial run says it as well, exit 3."""
    unread = clerk.folder / "名册.csv"
    unread.write_bytes(b"")
    place = clerk.folder / "office.toml" / "输出"
    result = clerk.run("draft", "service_contract", unread, "--batch", "2026A", "-o", place, "--dry-run")

    assert result.exit_code == 3
    assert f"{clerk.folder / 'office.toml'}：这是文件，不是文件夹" in result.stderr


@pytest.mark.parametrize("label", ["../../x", "2026/A", "", "a\nb", "2026A ", "长" * 21, "."])
def test_a_batch_label_that_leads_elsewhere_is_wrong_usage(clerk: Clerk, label: str) -> None:
    """It stands in the number of every contract and in the name of the folder."""
    roster = clerk.folder / "名册.csv"
    before = clerk.state()
    result = clerk.run("draft", "service_contract", roster, "--batch", label, "-o", clerk.folder)

    assert result.exit_code == 2
    assert "批次号" in result.stderr
    assert clerk.state() == before


def test_a_misspelt_tag_in_the_word_file_is_a_clear_error(clerk: Clerk) -> None:
    """Named as it is written; no paper with a blank."""
    own_kind(clerk, "service_contract", typed="编号 {{ nunber }}")
    result = clerk.draft()

    assert result.exit_code == 3
    assert "nunber" in result.stderr
    assert not (clerk.folder / BATCH).exists()


def test_another_roster_does_not_overwrite_a_batch(tmp_path: Path) -> None:
    """The papers there may have been signed."""
    clerk = office_at(tmp_path / "青河镇")
    clerk.draft()
    before = clerk.state()
    (clerk.folder / "名册.csv").write_text(
        (clerk.folder / "名册.csv").read_text(encoding="utf-8").replace("赵兰", "赵蓝"), encoding="utf-8"
    )
    result = clerk.draft()

    assert result.exit_code == 3
    assert "换一个 --batch 批次号" in result.stderr
    assert {name: clerk.state()[name] for name in before if name != "名册.csv"} == {
        name: content for name, content in before.items() if name != "名册.csv"
    }


def test_villages_get_their_agreement_from_a_roster_of_villages(clerk: Clerk) -> None:
    """The other kind that is drafted from a roster."""
    roster = clerk.folder / "村.csv"
    lines = [f"{item.short},{item.division_code},{item.representative}" for item in OFFICE.villages]
    roster.write_text("\n".join(["村名,行政区划代码,村委会主任", *lines, ""]), encoding="utf-8")
    result = clerk.run(
        "draft", "village_responsibility_agreement", roster, "--batch", "2026", "--signing", "2026-03-05",
        "-o", clerk.folder,
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    assert len(clerk.papers("village_responsibility_agreement_2026")) == 2


def test_a_kind_that_no_longer_exists_in_law_is_refused(clerk: Clerk) -> None:
    """Exit 4, before a row is read."""
    own_kind(clerk, "service_contract", instead=("issued = { from = 2021-11-01 }", "issued = { to = 2015-12-31 }"))

    assert clerk.draft().exit_code == 4


def test_an_unknown_kind_is_asked_about(clerk: Clerk) -> None:
    """With the nearest name."""
    result = clerk.draft(kind="service_contrakt")

    assert result.exit_code == 3
    assert "service_contract" in result.stderr


def test_without_an_office_the_clerk_is_told_how_to_begin(tmp_path: Path) -> None:
    """Exit 3 and the command."""
    clerk = office_at(tmp_path / "青河镇")
    (clerk.folder / "office.toml").unlink()

    assert clerk.draft().exit_code == 3


def test_a_village_that_is_not_of_this_office_is_not_guessed(tmp_path: Path) -> None:
    """A roster of the neighbouring township is refused row by row."""
    other = Village(name="东湾村村民委员会", short="东湾村", division_code="429999101203")
    clerk = office_at(tmp_path / "青河镇", office=replace(OFFICE, villages=(other,)))
    result = clerk.draft()

    assert result.exit_code == 3
    assert result.stderr.count("看不出属于哪个村") == 4


def test_an_offices_own_programme_decides_the_reward_on_its_contracts(clerk: Clerk) -> None:
    """The county's dated sums may stand in the office's own folder; they stand before the shipped ones."""
    shipped = (files("contracts") / "law" / "programmes" / "429999.toml").read_text(encoding="utf-8")
    own = clerk.folder / "programmes"
    own.mkdir()
    (own / "429999.toml").write_text(shipped.replace("fen = 10_00", "fen = 20_00"), encoding="utf-8")

    assert clerk.draft().exit_code == 0
    paper = next(path for path in clerk.papers(BATCH) if path.name.startswith(CHILD_2014))
    assert "每对夫妻每月20元" in printed(paper.read_bytes())


def a_word_file(body: str) -> bytes:
    """Return the shipped service contract with something else in its body."""
    parts = read_parts((shipped_folder() / "service_contract" / "zh_CN.docx").read_bytes())
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("<w:sectPr", body + "<w:sectPr", 1).encode()
    return packed(parts)


BOMB = packed({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>", "word/a.bin": b"\0" * (20 << 20)})


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (a_word_file(paragraph("Body", "甲{% if title %}")), "正文“{% if title %}”：if 没有对应的 endif"),
        (a_word_file(paragraph("Body", "甲{{ title|shout }}")), "正文“{{ title|shout }}”：模板里不能用过滤器"),
        (
            a_word_file(
                table([2000], row([cell(2000, paragraph("Body", "{% if title %}甲"))]))
                + paragraph("Body", "{% endif %}")
            ),
            "正文“{% if title %}”：标记跨过了段落或表格的边",
        ),
        (BOMB, "zh_CN.docx：解开以后大得不合常理"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "zh_CN.docx：这是旧式 .doc"),
    ],
    ids=["syntax", "filter", "border", "bomb", "doc"],
)
def test_a_word_file_that_cannot_be_used_prints_nothing(clerk: Clerk, content: bytes, told: str) -> None:
    """Place, reason and cure; exit 3; nothing half-written, not even hidden."""
    own_kind(clerk, "service_contract")
    (clerk.folder / "templates" / "service_contract" / "zh_CN.docx").write_bytes(content)
    before = clerk.state()
    result = clerk.draft("--one-file")

    assert result.exit_code == 3, result.output
    assert told in result.stderr
    assert clerk.state() == before
    assert not [path for path in clerk.folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", ["社会抚养费征收决定书", "孕检证明", "包保责任书", "担保书", "随访记录"])
def test_a_paper_that_nobody_may_be_given_is_refused_by_name(clerk: Clerk, name: str) -> None:
    """Exit 4 with article and lawful way, in draft as in kinds and roster (D-03, D-12, D-17, D-24, D-28, R-23)."""
    drafting = ("draft", name, clerk.folder / "office.toml", "--batch", "2026A")
    for command in (drafting, ("kinds", "show", name), ("roster", "columns", name)):
        result = clerk.run(*command)

        assert result.exit_code == 4
        assert "依据：《" in result.stderr
        assert "改法：" in result.stderr


def test_a_contract_in_traditional_characters_is_judged_registered_and_named_alike(clerk: Clerk) -> None:
    """Names and places stay as the roster writes them; the office may choose for all its papers."""
    settings = clerk.folder / "office.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + '\n[values.service_contract]\nlocale = "zh_Hant"\n')
    result = clerk.draft()
    text = clerk.text(BATCH)

    assert result.exit_code == 0, result.stderr
    assert "計劃生育服務合同" in text
    assert "王梅珍" in text
    assert "人民幣" in text
    assert clerk.run("register", clerk.folder / BATCH, "--signed-on", "2026-03-05").exit_code == 0
    assert clerk.rows("select title from contracts")[0]["title"] == "计划生育服务合同"


def test_an_unlawful_clause_in_traditional_characters_is_refused(clerk: Clerk) -> None:
    """The judge reads both spellings alike."""
    own_kind(clerk, "service_contract", instead=(CLAUSE, FINE))
    words = clerk.folder / "templates" / "service_contract" / "zh_Hant.toml"
    told = words.read_text(encoding="utf-8").replace(CLAUSE, FINE, 1)
    words.write_text(told.replace("以上事項出於自願。", "乙方逾期不參加的，罰款二百元。", 1), encoding="utf-8")
    result = clerk.draft("--language", "zh_Hant")

    assert result.exit_code == 4
    assert "CN-FINE-001" in result.stderr


def test_a_language_that_the_kind_does_not_have_is_told(clerk: Clerk) -> None:
    """Exit 3, with those it has."""
    result = clerk.draft("--language", "zh_CN_en")

    assert result.exit_code == 3
    assert "现有：zh_CN、zh_Hant" in result.stderr
