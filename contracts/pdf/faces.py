"""Which of a paper's typefaces this computer has, and what it would print instead.

LibreOffice never says that it put one face in another's place, and the pages look full all the same; only
the eye of somebody who knows sees that 仿宋 is not 仿宋.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

_WINDOWS = {
    "仿宋_GB2312": ("simfang.ttf", "仿宋_GB2312.ttf"),
    "楷体_GB2312": ("simkai.ttf", "楷体_GB2312.ttf"),
    "黑体": ("simhei.ttf",),
    "宋体": ("simsun.ttc",),
    "仿宋": ("simfang.ttf",),
    "楷体": ("simkai.ttf",),
    "方正小标宋_GBK": ("FZXBSK.TTF", "方正小标宋_GBK.ttf"),
    "方正小标宋简体": ("FZXBSJW.TTF", "方正小标宋简体.ttf"),
    "Times New Roman": ("times.ttf",),
}
_FONT_FOLDER = Path("C:/Windows/Fonts")
_SAME = {
    "仿宋_GB2312": {"fangsong_gb2312", "fangsong", "仿宋", "stfangsong", "华文仿宋"},
    "楷体_GB2312": {"kaiti_gb2312", "kaiti", "楷体", "stkaiti", "华文楷体"},
    "黑体": {"simhei", "stheiti", "华文黑体"},
    "宋体": {"simsun", "stsong", "华文宋体"},
    "仿宋": {"fangsong", "stfangsong", "华文仿宋"},
    "楷体": {"kaiti", "stkaiti", "华文楷体"},
    "方正小标宋_GBK": {"fzxiaobiaosong-b05"},
    "方正小标宋简体": {"fzxiaobiaosong-b05s", "方正小标宋_gbk"},
    "Times New Roman": {"liberation serif"},
}
"""Names under which the same face, or one cut to the same measure, is sold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Substitute:
    """A face that is not there, and what takes its place; empty where that is not known."""

    face: str
    instead: str

    def __str__(self) -> str:
        """Return one line for the clerk."""
        instead = f"，将用“{self.instead}”代替" if self.instead else "，将用别的字体代替"
        return f"这台电脑没有字体“{self.face}”{instead}；正式打印请在装有该字体的电脑上进行"


def missing_faces(faces: Iterable[str], *, font_folder: Path = _FONT_FOLDER) -> tuple[Substitute, ...]:
    """Return the faces that are not on this computer, in order, each with its substitute.

    Fontconfig is asked with the recipe that conversions use; on Windows the font folder is looked into.
    Where neither can be asked nothing is known, and nothing is said.
    """
    if sys.platform == "win32" or font_folder is not _FONT_FOLDER:
        return tuple(Substitute(face=face, instead="") for face in faces if not _in_folder(face, font_folder))
    program = shutil.which("fc-match")
    if program is None:
        return ()
    with recipe() as fonts:
        environment = {**os.environ, **({"FONTCONFIG_FILE": fonts} if fonts else {})}
        found = [(face, _families(program, face, environment)) for face in faces]
    return tuple(
        Substitute(face=face, instead=families[0])
        for face, families in found
        if families and not {item.lower() for item in families} & {face.lower(), *_SAME.get(face, ())}
    )


def _in_folder(face: str, folder: Path) -> bool:
    names = {path.name.lower() for path in folder.iterdir()} if folder.is_dir() else set()
    return face not in _WINDOWS or any(name.lower() in names for name in _WINDOWS[face])


def _families(program: str, face: str, environment: dict[str, str]) -> list[str]:
    escaped = "".join(f"\\{letter}" if letter in "-:,\\" else letter for letter in face)
    command = [program, "-f", "%{family}", f"{escaped}:lang=zh-cn"]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, timeout=20, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return []
    return [item for item in done.stdout.decode("utf-8", "replace").split(",") if item]


@contextmanager
def recipe() -> Iterator[str]:
    """Yield a font recipe that keeps the four official faces apart, where the system has no own wish."""
    if sys.platform != "linux" or "FONTCONFIG_FILE" in os.environ:
        yield ""
        return
    with as_file(files("contracts.word") / "fonts.conf") as path:
        yield str(path)
