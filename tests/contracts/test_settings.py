"""office.toml: read whole, every fault with key and cure, written so that it reads back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.errors import SettingsError
from contracts.settings import Association, Office, Village, find_office, load_office, office_toml, unset

OFFICE = Office(
    name="青河镇人民政府",
    short="青",
    type="township",
    division_code="429999101",
    operator="某经办",
    villages=(
        Village(name="上坪村村民委员会", short="上坪村", division_code="429999101201", phone="0799-1234567"),
        Village(name="石桥村村民委员会", short="石桥村", division_code="429999101202"),
    ),
    values=(("", "service_site", "青河镇卫生院"), ("service_contract", "service_site", "上坪村卫生室")),
)


PARTS = "[office]、[[villages]]、[values]、[[printers]]、[honours]、[association]"


def faults(folder: Path, text: str) -> list[str]:
    """Return the lines a clerk reads of a faulty file, without the file's name."""
    (folder / "office.toml").write_text(dedent(text), encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_office(folder)
    return [str(problem).removeprefix("office.toml ") for problem in caught.value.problems]


def test_a_written_office_reads_back_the_same(tmp_path: Path) -> None:
    """What init writes is what every other command reads."""
    (tmp_path / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8")

    assert load_office(tmp_path) == OFFICE


def test_the_association_is_read_back_and_its_faults_are_told(tmp_path: Path) -> None:
    """It is asked for only where it signs; without a section nothing is said to be missing."""
    office = replace(OFFICE, association=Association(name="某镇计划生育协会", representative="何美玲"))
    (tmp_path / "office.toml").write_text(office_toml(office), encoding="utf-8")
    assert load_office(tmp_path) == office
    assert [key for key in unset(office) if key.startswith("association")] == [
        "association.post", "association.address", "association.phone",
    ]  # fmt: skip
    assert not any(key.startswith("association") for key in unset(OFFICE))

    head = '[office]\nname = "某镇"\nshort = "某"\ntype = "township"\ndivision_code = "429999101"\n[association]\n'
    assert faults(tmp_path, f'{head}chair = "何"') == [
        "[association] name：没有填写，请填写计生协会全称；参加签订的合同上印",
        "[association] chair：不认识的名称，可用的有 name、representative、post、address、phone；请改正或删去",
    ]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)


@settings(max_examples=50)
@given(address=WORDS, site=WORDS)
def test_any_words_survive_being_written(tmp_path: Path, address: str, site: str) -> None:
    """Quotation marks, backslashes and hashes are words like any other."""
    office = Office(
        name="某镇", short="某", type="township", division_code="429999101",
        address=address, values=(("", "service_site", site),),
    )  # fmt: skip
    (tmp_path / "office.toml").write_text(office_toml(office), encoding="utf-8")

    assert load_office(tmp_path) == office


def test_every_key_written_says_what_it_is_for() -> None:
    """The clerk fills the file in by hand, so each line carries its meaning."""
    lines = office_toml(OFFICE).splitlines()
    keys = [line for line in lines[: lines.index("[values]")] if " = " in line and not line.startswith("#")]

    assert all("  # " in line for line in keys)


def test_every_fault_is_reported_at_once_with_its_key_and_cure(tmp_path: Path) -> None:
    """Missing, unknown, mistyped and misplaced keys are all named in one run."""
    found = faults(
        tmp_path,
        """\
        extra = 1
        [office]
        name = ""
        short = "青/1"
        type = "town"
        division_code = "4299991"
        phone = 7991234567
        fax = "1"
        [[villages]]
        name = "上坪村村民委员会"
        short = "上坪村"
        division_code = "429999101201"
        [values]
        service_site = 3
        """,
    )

    assert found == [
        f"[extra]：不认识的部分，只用 {PARTS}；请改正或删去",
        "[office] name：没有填写，请填写机关全称，印在合同上",
        "[office] short：不能是“青/1”，请用 1 至 8 个汉字、字母或数字，不要空格和斜线",
        "[office] type：不能是“town”，请写 township（乡镇）或 subdistrict（街道）",
        "[office] division_code：“4299991”不是 9 位数字，请填写 9 位行政区划代码",
        "[office] phone：不是文字，请给内容加上半角引号",
        found[6],
        "[values] service_site：不是文字，请给内容加上半角引号",
    ]
    assert found[6].startswith("[office] fax：不认识的名称，可用的有 name、short、type")


def test_a_village_of_another_township_is_refused(tmp_path: Path) -> None:
    """The first nine digits of a village's code are its township's."""
    office = '[office]\nname = "某镇"\nshort = "某"\ntype = "township"\ndivision_code = "429999102"\n'
    village = '[[villages]]\nname = "上坪村村民委员会"\nshort = "上坪村"\ndivision_code = "429999101201"\n'

    (line,) = faults(tmp_path, office + village)

    assert line.startswith("[[villages]] 第1个 division_code：429999101201 不属于本单位 429999102，")


def test_a_village_stands_in_the_file_once(tmp_path: Path) -> None:
    """Two villages of one name or code would make every roster row doubtful."""
    village = '[[villages]]\nname = "上坪村村民委员会"\nshort = "上坪村"\ndivision_code = "429999101201"\n'
    head = '[office]\nname = "青河镇人民政府"\nshort = "青"\ntype = "township"\ndivision_code = "429999101"\n'

    found = faults(tmp_path, head + village + village)

    assert [line.partition("：")[0] for line in found] == [
        "[[villages]] 第2个 name", "[[villages]] 第2个 short", "[[villages]] 第2个 division_code",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("villages = 3\n", "[villages]"),
        ("values = 3\n", "values"),
        ("villages = [1]\n", "[[villages]] 第1个"),
        ("office = 3\n", "[office]"),
    ],
)
def test_a_part_of_another_shape_is_a_fault_not_a_crash(tmp_path: Path, text: str, place: str) -> None:
    """Whatever TOML can say, the answer is a line the clerk can act on."""
    assert place in [line.partition("：")[0] for line in faults(tmp_path, text)]


def test_a_line_break_inside_a_value_is_refused(tmp_path: Path) -> None:
    """A value is printed on one line of a contract."""
    assert "[office] address：含有换行或看不见的控制字符，请删去，写成一行" in faults(
        tmp_path, '[office]\naddress = "青河镇\\n一号"\n'
    )


def test_a_typing_slip_is_named_with_line_and_column(tmp_path: Path) -> None:
    """The clerk finds the place without knowing what TOML is."""
    (line,) = faults(tmp_path, "[office]\nname = “青河镇”\n")

    assert "office.toml 第2行第8字：写法不对" in line


def test_a_file_saved_in_the_old_encoding_is_named_as_such(tmp_path: Path) -> None:
    """Notepad may save in GB18030; guessing would print wrong names."""
    (tmp_path / "office.toml").write_bytes('[office]\nname = "青河镇"\n'.encode("gb18030"))

    with pytest.raises(SettingsError) as caught:
        load_office(tmp_path)

    assert "不是 UTF-8 编码" in str(caught.value.problems[0])


def test_the_mark_that_notepad_puts_before_the_text_is_no_fault(tmp_path: Path) -> None:
    """UTF-8 with a byte order mark is what Windows calls UTF-8."""
    (tmp_path / "office.toml").write_text(office_toml(OFFICE), encoding="utf-8-sig")

    assert load_office(tmp_path) == OFFICE


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    """The first thing a new office meets."""
    with pytest.raises(SettingsError) as caught:
        load_office(tmp_path)

    assert "shouyue init" in str(caught.value.problems[0])


def test_the_office_is_found_from_a_folder_inside_it(tmp_path: Path) -> None:
    """A clerk works in a batch folder below."""
    inner = tmp_path / "2026" / "春"
    inner.mkdir(parents=True)
    assert find_office(inner) is None

    (tmp_path / "office.toml").touch()

    assert find_office(inner) == tmp_path


def test_a_kinds_own_value_stands_before_the_general_one() -> None:
    """[values.<kind>] is for the paper that differs."""
    assert OFFICE.values_for("service_contract") == {"service_site": "上坪村卫生室"}
    assert OFFICE.values_for("reward_support_notice") == {"service_site": "青河镇卫生院"}


def test_a_village_is_found_by_any_of_its_names() -> None:
    """Rosters write the short name, papers the long one, codes stand in files."""
    found = [OFFICE.village(words) for words in ("上坪村", "上坪村村民委员会", "429999101201", "无此村")]

    assert found == [OFFICE.villages[0]] * 3 + [None]


def test_what_is_still_empty_is_listed_by_key() -> None:
    """Papers need phones and addresses; config check says which are missing."""
    empty = unset(OFFICE)

    assert "office.phone" in empty
    assert "villages[2].phone" in empty
    assert "villages[1].phone" not in empty
