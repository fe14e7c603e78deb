"""PDF through LibreOffice, where it is installed; everything else works without it.

LibreOffice answers "done" to a missing file, a broken file and a full disk alike, so its answer counts
for nothing: a conversion has worked when a new, whole PDF with pages lies there. Each call has a
throw-away profile of its own, a time limit, and leaves no process behind.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from pathlib import Path

from contracts.errors import DocumentError, SettingsError
from contracts.model import Problem

INSTALL = (
    "安装 LibreOffice（Debian、Ubuntu：apt install libreoffice-writer；Windows：libreoffice.org），"
    "或用 WPS、Word 另存为 PDF"
)
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_SECONDS = 90.0
_SECONDS_PER_KILOBYTE = 0.5
_SETTINGS = "org.openoffice.Office.Common/Security/Scripting"
_HARDENED = (
    (_SETTINGS, "DisableMacrosExecution", "true"),
    (_SETTINGS, "BlockUntrustedRefererLinks", "true"),
    (_SETTINGS, "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)


def find_soffice(given: str = "") -> Path:
    """Return the LibreOffice program: the one given, on the PATH, or where installers put it.

    Raises:
        SettingsError: There is none; says in one line what to install.
    """
    found = [given] if given else [shutil.which("soffice"), shutil.which("libreoffice"), *_PLACES]
    for place in found:
        if place and Path(place).is_file():
            return Path(place)
    where = "SHOUYUE_SOFFICE" if given else "LibreOffice"
    problem = Problem(where=where, message=f"找不到{given or '程序 soffice'}", hint=INSTALL)
    raise SettingsError("没有生成 PDF；.docx 文件不受影响。", [problem])


def convert(source: Path, target: Path, *, soffice: str = "", seconds: float = 0, holding: Iterable[str] = ()) -> int:
    """Write a Word file as PDF and return its number of pages; an older ``target`` is replaced only then.

    Args:
        source: A .docx file.
        target: Where the PDF goes.
        soffice: The LibreOffice program, if the office has named one.
        seconds: Time limit; by default it grows with the file.
        holding: Texts that must be found in the PDF, such as the paper's number.

    Raises:
        SettingsError: LibreOffice is not there.
        DocumentError: It did not finish in time, or what it left is not a whole PDF.
    """
    program = find_soffice(soffice)
    limit = seconds or _SECONDS + source.stat().st_size / 1024 * _SECONDS_PER_KILOBYTE
    with tempfile.TemporaryDirectory(prefix="shouyue-pdf-") as name:
        folder = Path(name)
        shutil.copyfile(source, folder / "in.docx")
        _run(program, folder, limit)
        content = _result(folder / "out" / "in.pdf", source.name)
    pages = page_count(content)
    _refuse_other(content, holding, source.name)
    _replace(target, content)
    return pages


def page_count(content: bytes) -> int:
    """Return the number of pages of a PDF.

    Raises:
        DocumentError: Not a whole PDF, or one without pages.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = len(PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError) as error:
        raise _broken("PDF 文件") from error
    if pages < 1:
        raise _broken("PDF 文件")
    return pages


def bound(papers: Iterable[tuple[str, bytes]]) -> bytes:
    """Return several PDFs as one, with a bookmark of each paper's number at its first page.

    Raises:
        DocumentError: One of them is not a whole PDF.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    writer = PdfWriter()
    for number, content in papers:
        try:
            writer.append(PdfReader(io.BytesIO(content)), outline_item=number, import_outline=False)
        except (PyPdfError, ValueError, KeyError) as error:
            raise _broken(number) from error
    target = io.BytesIO()
    writer.compress_identical_objects()
    writer.write(target)
    return target.getvalue()


def _run(program: Path, folder: Path, limit: float) -> None:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, mode=0o700)
    (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    command = [
        str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nodefault",
        "--nolockcheck", "--nofirststartwizard", "--infilter=MS Word 2007 XML", "--convert-to",
        "pdf:writer_pdf_Export", "--outdir", str(folder / "out"), str(folder / "in.docx"),
    ]  # fmt: skip
    with _faces() as fonts, _started(command, folder, fonts) as process:
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired as error:
            message = f"LibreOffice {limit:.0f} 秒内没有完成，已停止"
            problem = Problem(where=program.name, message=message, hint="分成较小的批次，或在 WPS、Word 里另存为 PDF")
            raise DocumentError("没有生成 PDF。", [problem]) from error
    if code != 0:
        problem = Problem(where=program.name, message=f"LibreOffice 以代码 {code} 退出", hint="重试；仍不行请重装")
        raise DocumentError("没有生成 PDF。", [problem])


@contextmanager
def _started(command: list[str], folder: Path, fonts: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the program in a process group of its own, which is gone afterwards, whatever happened."""
    environment = {**os.environ, **({"FONTCONFIG_FILE": fonts} if fonts else {})}
    process = subprocess.Popen(  # noqa: S603 - the program is the office's own LibreOffice, no shell
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        import signal

        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def _faces() -> Iterator[str]:
    """Yield a font recipe that keeps the four official faces apart, where the system has no own wish."""
    if sys.platform != "linux" or "FONTCONFIG_FILE" in os.environ:
        yield ""
        return
    with as_file(files("contracts.word") / "fonts.conf") as path:
        yield str(path)


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _HARDENED
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>"
    )


def _result(path: Path, name: str) -> bytes:
    content = path.read_bytes() if path.is_file() else b""
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        raise _broken(name)
    return content


def _refuse_other(content: bytes, holding: Iterable[str], name: str) -> None:
    from pypdf import PdfReader

    wanted = tuple(holding)
    if wanted:
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
        if any(item not in text for item in wanted):
            raise _broken(name)


def _replace(target: Path, content: bytes) -> None:
    waiting = target.with_name(f".{target.name}.part")
    waiting.write_bytes(content)
    waiting.replace(target)


def _broken(name: str) -> DocumentError:
    cure = "检查磁盘空间后重试，或在 WPS、Word 里另存为 PDF"
    problem = Problem(where=name, message="转换后没有得到完整的 PDF", hint=cure)
    return DocumentError("没有生成 PDF。", [problem])
