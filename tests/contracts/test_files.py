"""A file is written whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contracts.errors import DocumentError, InputError, ShouyueError, UnfinishedError
from contracts.files import alone, check_room_for, problem_of, read_word_file, refusal, write_whole


def test_an_older_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """The folder holds the new content and no half-written sister."""
    target = tmp_path / "清单.csv"
    target.write_bytes(b"old")

    write_whole(target, b"new")

    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_fails_leaves_the_old_file_and_no_rubbish(tmp_path: Path) -> None:
    """Here the target is a folder, so the last step fails."""
    target = tmp_path / "清单.csv"
    target.mkdir()

    with pytest.raises(OSError, match=r"清单\.csv"):
        write_whole(target, b"new")

    assert list(tmp_path.iterdir()) == [target]


def test_a_file_that_word_holds_open_is_named_with_the_cure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to read it; exit 3, nothing written."""

    def held(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(DocumentError) as caught:
        read_word_file(tmp_path / "zh_CN.docx")

    assert caught.value.exit_code == 3
    assert "zh_CN.docx" in caught.value.problems[0].where
    assert "关闭" in caught.value.problems[0].hint


def test_a_word_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    with pytest.raises(DocumentError) as caught:
        read_word_file(tmp_path / "zh_CN.docx")

    assert "没有这个文件" in caught.value.problems[0].message


def system_error(code: int, name: str | None = None) -> OSError:
    """Return what the system raises: no name where it was writing, not opening."""
    return OSError(code, "in the system's own words", name)


def told(error: OSError) -> str:
    """Return what is wrong as one line, as a clerk reads it."""
    (problem,) = refusal(error).problems
    return str(problem)


@pytest.mark.parametrize(
    ("code", "kind", "exit_code"),
    [
        (errno.EACCES, InputError, 3),
        (errno.EROFS, InputError, 3),
        (errno.ENOENT, InputError, 3),
        (errno.EISDIR, InputError, 3),
        (errno.ENOSPC, UnfinishedError, 6),
        (errno.EDQUOT, UnfinishedError, 6),
        (errno.EIO, ShouyueError, 1),
    ],
)
def test_what_the_system_refuses_is_told_apart(code: int, kind: type[ShouyueError], exit_code: int) -> None:
    """A place that cannot be used ends in 3, a full disk in 6; what nobody can mend by another command in 1."""
    error = system_error(code, "公示.docx")

    assert (type(refusal(error)), refusal(error).exit_code) == (kind, exit_code)
    assert told(error).startswith("公示.docx：")


def test_a_held_file_is_named_with_reason_and_cure() -> None:
    """The one line that a clerk reads."""
    assert told(system_error(errno.EACCES, "公示.docx")) == (
        "公示.docx：不能读写（可能正在 Word、WPS、Excel 中打开，或没有权限），"
        "关闭那个窗口，或请管理员给权限，再重新运行"
    )


def test_a_full_disk_says_how_to_go_on() -> None:
    """The system names no file then."""
    assert told(system_error(errno.ENOSPC)) == "磁盘：磁盘已满，腾出空间后用同一条命令再运行一次"


def test_a_fault_of_the_disk_keeps_the_system_s_words_and_a_cure() -> None:
    """We do not guess what is the matter with it."""
    assert str(problem_of(system_error(errno.EIO), "a.docx")) == "a.docx：in the system's own words，检查磁盘后重新运行"


def test_of_a_path_through_a_file_the_file_is_named(tmp_path: Path) -> None:
    """And of a hidden file aside the folder: the clerk never heard of the other."""
    plain = tmp_path / "输出"
    plain.write_bytes(b"")
    with pytest.raises(OSError, match="输出") as caught:
        (plain / "深" / "处").mkdir(parents=True)

    assert told(caught.value) == f"{plain}：这是文件，不是文件夹，换一个文件夹"
    assert told(system_error(errno.EACCES, str(tmp_path / ".批次.part"))).startswith(f"{tmp_path}：")


def test_a_write_that_fails_names_the_file_that_was_wanted(tmp_path: Path) -> None:
    """Not the one aside, and not nothing, as a full disk does."""
    wanted = tmp_path / "没有" / "清单.csv"
    with pytest.raises(OSError, match="No such file") as missing:
        write_whole(wanted, b"new")

    assert told(missing.value) == f"{wanted}：没有这个文件或文件夹，核对名称和位置"


HOLDS = """
import sys
from pathlib import Path
from contracts.files import alone
with alone(Path(sys.argv[1])):
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace a file that another program has open")
def test_two_programs_do_not_make_the_same_thing(tmp_path: Path) -> None:
    """The second is told to wait, before it writes anything; a killed one lets go."""
    batch = tmp_path / "批次"
    command = [sys.executable, "-c", HOLDS, str(batch)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path.cwd()) as first:
        assert first.stdout
        assert first.stdout.readline() == b"begun\n"
        with pytest.raises(UnfinishedError) as caught, alone(batch):
            raise AssertionError
        with alone(tmp_path / "另一批"):
            pass
        first.kill()
        first.wait()

    assert str(caught.value.problems[0]) == f"{batch}：另一个窗口正在做同一件事，等它做完再运行"
    with alone(batch):
        assert list(tmp_path.iterdir()) == []


def test_a_place_is_looked_at_before_the_work(tmp_path: Path) -> None:
    """A folder that can be made passes and is not made; a file in the way is named."""
    (tmp_path / "名册.csv").write_bytes(b"")
    check_room_for(tmp_path)
    check_room_for(tmp_path / "输出" / "2026")
    with pytest.raises(NotADirectoryError) as caught:
        check_room_for(tmp_path / "名册.csv" / "输出" / "2026")

    assert told(caught.value).startswith(f"{tmp_path / '名册.csv'}：这是文件，不是文件夹")
    assert [path.name for path in tmp_path.iterdir()] == ["名册.csv"]
