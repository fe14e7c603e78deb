"""LibreOffice, where it is installed, makes PDF of Word files; everything else works without it.

LibreOffice answers "done" to a missing file, a broken file and a full disk alike, so its answer counts
for nothing: a conversion has worked when a new, whole PDF with pages lies there. Each worker has a
throw-away profile of its own, a time limit and one more try with a new profile; no process stays behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from queue import Queue
from typing import Self

from contracts.errors import DocumentError, SettingsError
from contracts.files import write_whole
from contracts.model import Problem
from contracts.pdf.faces import recipe
from contracts.pdf.pages import broken, page_count, refuse_other

WORKERS = 2
"""More do not help on the machines of an office, and each holds some 300 MB."""
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
_OPTIONS = {"ExportBookmarksToPDFDestination": ("boolean", "true")}
_ARCHIVE = {"SelectPdfVersion": ("long", "2"), "UseTaggedPDF": ("boolean", "true")}


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
        seconds: Time limit of each of the two tries; by default it grows with the file.
        holding: Texts that must be found in the PDF, such as the paper's number.

    Raises:
        SettingsError: LibreOffice is not there.
        DocumentError: It did not finish in time, or what it left is not a whole PDF.
    """
    with Worker(find_soffice(soffice), seconds=seconds) as worker:
        content = worker.made(source)
    pages = page_count(content)
    refuse_other(content, holding, source.name)
    write_whole(target, content)
    return pages


def convert_all(
    sources: Iterable[Path],
    *,
    soffice: str = "",
    archive: bool = False,
    workers: int = WORKERS,
    kept: Path | None = None,
) -> Generator[bytes, None, None]:
    """Yield the PDF of each Word file, in order; several are made at a time.

    Args:
        sources: Files; each is taken when a worker is free.
        soffice: The LibreOffice program, if the office has named one.
        archive: Make PDF/A-2b.
        workers: How many programs run side by side, each with a profile of its own.
        kept: Folder where every PDF is kept as it is made; one of the same file that lies there is not made again.

    Raises:
        SettingsError: LibreOffice is not there.
        DocumentError: A file was tried twice, with a fresh profile, and did not become a PDF.
    """
    program = find_soffice(soffice)
    with ExitStack() as open_workers, ThreadPoolExecutor(workers) as threads:
        free: Queue[Worker] = Queue()
        for _ in range(workers):
            free.put(open_workers.enter_context(Worker(program, archive=archive, kept=kept)))

        def made(source: Path) -> bytes:
            worker = free.get()
            try:
                return worker.made(source)
            finally:
                free.put(worker)

        waiting: deque[Future[bytes]] = deque()
        for source in sources:
            waiting.append(threads.submit(made, source))
            if len(waiting) > workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


class Worker:
    """LibreOffice with a profile of its own; a context manager that clears up behind itself.

    Args:
        program: The LibreOffice program.
        seconds: Time limit of one try; by default it grows with the file.
        archive: Make PDF/A-2b.
        kept: Folder where every PDF is kept, by the hash of its source and its own.
    """

    def __init__(
        self, program: Path, *, seconds: float = 0, archive: bool = False, kept: Path | None = None
    ) -> None:
        self.program = program
        self.kept = kept
        self.seconds = seconds
        self.options = {**_OPTIONS, **(_ARCHIVE if archive else {})}
        self._folder = tempfile.TemporaryDirectory(prefix="shouyue-pdf-", ignore_cleanup_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def made(self, source: Path) -> bytes:
        """Return a Word file as PDF; a failure is tried once more with a new profile.

        Raises:
            DocumentError: It did not finish in time, or what it left is not a whole PDF, twice.
        """
        if self.kept is None:
            return self._made(source)
        digest = hashlib.sha256(f"{self.program} {self.options}\n".encode() + source.read_bytes()).hexdigest()[:32]
        for path in self.kept.glob(f"{digest}-*.pdf"):
            content = path.read_bytes()
            if path.stem.removeprefix(f"{digest}-") == hashlib.sha256(content).hexdigest()[:32]:
                return content
        content = self._made(source)
        write_whole(self.kept / f"{digest}-{hashlib.sha256(content).hexdigest()[:32]}.pdf", content)
        return content

    def _made(self, source: Path) -> bytes:
        try:
            return self._tried(source)
        except DocumentError:
            shutil.rmtree(Path(self._folder.name, "profile"), ignore_errors=True)
            return self._tried(source)

    def _tried(self, source: Path) -> bytes:
        limit = self.seconds or _SECONDS + source.stat().st_size / 1024 * _SECONDS_PER_KILOBYTE
        folder = Path(self._folder.name)
        shutil.rmtree(folder / "out", ignore_errors=True)
        shutil.copyfile(source, folder / "in.docx")
        _run(self.program, folder, limit, self.options)
        return _result(folder / "out" / "in.pdf", source.name)


def _run(program: Path, folder: Path, limit: float, options: Mapping[str, tuple[str, str]]) -> None:
    profile = folder / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True, mode=0o700)
        (profile / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    wanted = json.dumps({name: {"type": kind, "value": value} for name, (kind, value) in options.items()})
    guard = shutil.which("timeout") if sys.platform == "linux" else None
    command = [
        # Should we be killed meanwhile, somebody else must end a program that hangs.
        *([guard, "--kill-after=5", f"{limit + 10:.0f}"] if guard else []),
        str(program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nodefault",
        "--nolockcheck", "--nofirststartwizard", "--infilter=MS Word 2007 XML", "--convert-to",
        f"pdf:writer_pdf_Export:{wanted}", "--outdir", str(folder / "out"), str(folder / "in.docx"),
    ]  # fmt: skip
    with recipe() as fonts, _started(command, folder, fonts) as process:
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
        raise broken(name)
    return content
