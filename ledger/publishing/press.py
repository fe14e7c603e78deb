"""Papers printed from the ledger: composed, reviewed, rendered and issued in one go, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from contracts.errors import KindError, UnfinishedError
from contracts.files import reason_of, write_whole
from contracts.kinds import Kind, find_kind, unread_clauses
from contracts.model import Draft, Problem, Review
from contracts.papers.drafting import Sheet, check_issuable, compose
from contracts.papers.printing import Press as BatchPress
from contracts.papers.printing import print_file, rendered
from contracts.papers.speech import added_line
from contracts.papers.verdicts import Decision, refuse_unlawful, reviewed
from contracts.papers.wordfile import sound_word_file
from ledger.publishing.decisions import decision_in, noted
from ledger.publishing.issue import NewPaper, Paper, is_settled, issue, leave_no_empty, recover
from ledger.store import Ledger, Transaction

COPY_MARK = "副本"
HISTORY_MARK = "历史存档"
PRINT_FOLDER = "打印"
_CURE = (
    "请改写：命令里写的话改命令，文种里的话改本单位 templates 里的文种，使每一条都有规则认得；"
    "本单位自己写的公示、证件可由负责人决定（publish notice、publish certificate 的 --accept、--because）。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Where papers come out and who answers for them. ``folder`` is made when the first one does."""

    ledger: Ledger
    kinds: Mapping[str, Kind]
    folder: Path
    by: str
    now: datetime

    @property
    def today(self) -> date:
        """The civil day on which papers are issued."""
        return self.now.date()

    def kind(self, kind_id: str) -> Kind:
        """Return a kind that may be issued today.

        Raises:
            KindError: There is none of that id.
            LawError: It may no longer, or not yet, be issued.
        """
        kind = find_kind(self.kinds, kind_id)
        check_issuable(kind, self.today)
        return kind

    def issue(self, prepare: Callable[[Transaction], Sequence[NewPaper]]) -> tuple[Paper, ...]:
        """Issue what ``prepare`` makes; what an earlier, killed run left is finished first.

        Raises:
            LedgerError: A file is in the way, or the ledger refuses an entry.
            LawError: A clause or a column is not lawful; nothing was issued.
            UnfinishedError: The disk failed after the papers were registered.
        """
        is_new = not self.folder.exists()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            if not is_settled(self.ledger, self.folder):
                recover(self.ledger, self.folder, self.again, by=self.by, now=self.now)
            return issue(self.ledger, self.folder, prepare, by=self.by, now=self.now)
        finally:
            if is_new:
                leave_no_empty(self.folder)

    def tried(self, prepare: Callable[[Transaction], Sequence[NewPaper]]) -> tuple[NewPaper, ...]:
        """Do everything that :meth:`issue` does up to the printing, and keep nothing."""
        with self.ledger.write(by=self.by, now=self.now, dry_run=True) as tx:
            return tuple(prepare(tx))

    def again(self, paper: Paper, template: bytes) -> bytes:
        """Return the bytes of an issued paper once more, from its draft and Word file, or its page's skeleton."""
        if paper.kind.endswith(_PAGE_SUFFIX):
            return _page(paper.draft, find_kind(self.kinds, paper.draft.kind), template)
        if paper.kind.endswith(_OVERPRINT_SUFFIX):
            return _overprinted(paper.draft, find_kind(self.kinds, paper.draft.kind), template)
        kind = find_kind(self.kinds, paper.draft.kind)
        return self._printed(paper.draft, kind, template, _mark(paper.draft, kind, copy=is_copy(paper.kind)))

    def original(self, draft: Draft, template: bytes) -> Iterator[bytes]:
        """Yield a paper of a batch once more, from its draft and its Word file, in each way to squeeze it."""
        from contracts.word.squeeze import ways

        printer = BatchPress(kind=find_kind(self.kinds, draft.kind), template=template, mark="")
        for squeeze in ways():
            yield printer.paper(draft, _judged(draft), squeeze=squeeze).content

    def bound(self, issued: Sequence[Paper], name: str) -> Path:
        """Write one print file of issued papers of one kind: each in order, each copy with its own label.

        It lies in a folder below, so that what was issued stays alone; it can always be made again. With a copy among
        them it is marked as one.

        Raises:
            UnfinishedError: The disk is full.
        """
        kind = find_kind(self.kinds, issued[0].draft.kind)
        template = sound_word_file(kind.template_path(issued[0].draft.locale))
        pairs = [(paper.draft, _judged(paper.draft)) for paper in issued]
        folder = self.folder / PRINT_FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        words = "".join(letter for letter in name if letter.isalnum() or letter in "-_〔〕")
        path = folder / f"打印_{words}.docx"
        try:
            mark = _mark(issued[0].draft, kind, copy=any(is_copy(paper.kind) for paper in issued))
            write_whole(path, print_file(pairs, kind=kind, template=template, mark=mark))
        except OSError as error:
            problem = Problem(where=path.name, message=f"写不进去（{reason_of(error)}）", hint="腾出空间后打印单份文件")
            raise UnfinishedError("文件已出齐，打印文件没有写成", [problem]) from error
        return path

    def paper(
        self, kind: Kind, sheet: Sheet, *, contract: str | None = None, opinion: str = "",
        decision: Decision | None = None,
    ) -> NewPaper:  # fmt: skip
        """Return a new paper of a kind, reviewed by today's law.

        Raises:
            InputError: Values are missing.
            LawError: A clause is not lawful today.
        """
        return self.drafted(kind, compose(kind, sheet), contract=contract, opinion=opinion, decision=decision)

    def drafted(
        self,
        kind: Kind,
        draft: Draft,
        *,
        contract: str | None = None,
        opinion: str = "",
        decision: Decision | None = None,
    ) -> NewPaper:
        """Return a new paper of a draft, reviewed by today's law and placed where its printer needs it.

        ``opinion`` says who has decided, before, what the rules leave open in the rows of its tables; ``decision`` is
        what somebody decides now of the words of an own kind: it stays in the draft, and holds when that is printed
        again.

        Raises:
            LawError: A clause is not lawful today.
        """
        from contracts.word import fixed_texts

        template = sound_word_file(kind.template_path(draft.locale))
        fixed = (*fixed_texts(template), *unread_clauses(kind))
        draft = noted(draft, decision) if decision else draft
        decision = decision_in(draft)
        reviews = reviewed([draft], as_of=self.today, fixed=fixed)
        if opinion:
            reviews = (_decided(draft, reviews[0], opinion, by=self.by),)
        if decision:
            reviews = (decision.applied(reviews[0]),)
        refuse_unlawful(reviews, for_discussion=False, undone="没有出件，号码未占用", cure=_CURE)
        document = rendered(draft, reviews[0], kind=kind, template=template)
        return NewPaper(
            kind=kind.id,
            name=document.name,
            draft=draft,
            template_sha256=document.template_sha256,
            template=template,
            content=_placed(document.content, draft),
            number=draft.number,
            contract=contract,
        )

    def history(self, kind: Kind, sheet: Sheet) -> NewPaper:
        """Return a paper of a closed kind that prints old rows as they stood, marked as history (domain §0.9).

        Its own words are reviewed by today's law; the rows of its tables are quoted and are not.

        Raises:
            KindError: The kind may be issued today, and nothing in it is history.
            LawError: Words of the kind itself are not lawful today.
        """
        import hashlib

        if kind.issued_to is None or self.today <= kind.issued_to:
            hint = "在 manifest.toml 写回 issued 的 to"
            problem = Problem(where=kind.id, message="今天还能签发，不是历史", hint=hint)
            raise KindError("没有打印历史存档。", [problem])
        draft = compose(kind, sheet)
        template = sound_word_file(kind.template_path(draft.locale))
        refuse_unlawful(_of_own_words(kind, draft, template, self.today), for_discussion=False,
                        undone="没有出件，号码未占用", cure=_CURE)  # fmt: skip
        return NewPaper(
            kind=kind.id,
            name=f"{_file_words(draft)}.docx",
            draft=draft,
            template_sha256=hashlib.sha256(template).hexdigest(),
            template=template,
            content=self._printed(draft, kind, template, HISTORY_MARK),
            number=draft.number,
        )

    def overprint(self, paper: NewPaper, placement: bytes) -> NewPaper:
        """Return the words of a certificate alone, for a pre-printed form; ``placement`` says where each goes.

        Raises:
            InputError: The placement cannot be read, or asks for what the certificate has not.
            DocumentError: Words do not fit their place.
        """
        content = _overprinted(paper.draft, find_kind(self.kinds, paper.draft.kind), placement)
        name = f"{Path(paper.name).stem}_套打.docx"
        return _form(paper, f"{paper.kind}{_OVERPRINT_SUFFIX}", name, placement, content)

    def forms(
        self, kind: Kind, sheet: Sheet, *, opinion: str = "", decision: Decision | None = None
    ) -> tuple[NewPaper, NewPaper, NewPaper]:
        """Return a notice in its three forms, all of one draft: A4 sheet, A3 for the board, page for a phone.

        Raises:
            InputError: Values are missing.
            LawError: A clause is not lawful today.
        """
        from contracts.page.notice_page import skeleton
        from contracts.word.board import enlarged

        sheet_a4 = self.drafted(kind, compose(kind, sheet), opinion=opinion, decision=decision)
        draft, stem = sheet_a4.draft, Path(sheet_a4.name).stem
        large, frame = enlarged(sheet_a4.template), skeleton()
        board = self._printed(draft, kind, large, "")
        return (
            sheet_a4,
            _form(sheet_a4, f"{kind.id}.board", f"{stem}_A3大字.docx", large, board),
            _form(sheet_a4, f"{kind.id}{_PAGE_SUFFIX}", f"{stem}_手机.html", frame, _page(draft, kind, frame)),
        )

    def certified_copy(
        self, draft: Draft, template: bytes, *, line: tuple[str, ...], contract: str, serial: int
    ) -> NewPaper:
        """Return a copy of what was signed, marked as one, with the lines that certify it.

        ``serial`` counts the copies of the contract, so that each has a file of its own.

        The words are those of the signing day: they were reviewed then and are not issued anew.
        """
        import hashlib

        marked = replace(draft, closing=draft.closing + tuple(added_line(words, draft) for words in line))
        content = self._printed(marked, find_kind(self.kinds, draft.kind), template, COPY_MARK)
        return NewPaper(
            kind=copy_kind(draft.kind),
            name=f"{COPY_MARK}{serial}_{self.today.isoformat()}_{_file_words(draft)}.docx",
            draft=marked,
            template_sha256=hashlib.sha256(template).hexdigest(),
            template=template,
            content=content,
            contract=contract,
        )

    def copied(self, draft: Draft, template: bytes, *, contract: str | None, serial: int) -> NewPaper:
        """Return a sheet of a paper once more, word for word under its old number, marked as a copy."""
        import hashlib

        return NewPaper(
            kind=copy_kind(draft.kind),
            name=f"{COPY_MARK}{serial}_{_file_words(draft)}.docx",
            draft=draft,
            template_sha256=hashlib.sha256(template).hexdigest(),
            template=template,
            content=self._printed(draft, find_kind(self.kinds, draft.kind), template, COPY_MARK),
            contract=contract,
        )

    def _printed(self, draft: Draft, kind: Kind, template: bytes, mark: str) -> bytes:
        return _placed(rendered(draft, _judged(draft), kind=kind, template=template, mark=mark).content, draft)


def _of_own_words(kind: Kind, draft: Draft, template: bytes, as_of: date) -> Sequence[Review]:
    """Return the review of a paper and its Word file without the rows of its tables, which are quoted."""
    from contracts.word import fixed_texts

    quoting = replace(draft, tables=tuple(replace(table, rows=()) for table in draft.tables))
    return reviewed([quoting], as_of=as_of, fixed=(*fixed_texts(template), *unread_clauses(kind)))


def _mark(draft: Draft, kind: Kind, *, copy: bool) -> str:
    """Return the word behind the text of an issued paper; one made after its kind was closed is history."""
    if copy:
        return COPY_MARK
    return HISTORY_MARK if kind.issued_to and draft.signing_on > kind.issued_to else ""


def _decided(draft: Draft, item: Review, opinion: str, *, by: str) -> Review:
    """Return a review in which what is open in the rows of tables is decided; words elsewhere stay open."""
    captions = tuple(table.caption for table in draft.tables)
    rules = tuple(sorted({finding.rule for finding in item.undecided if finding.where.startswith(captions)}))
    return Decision(rules=rules, because=opinion, by=by, on=item.as_of).applied(item)


def _judged(draft: Draft) -> Review:
    """Return the review of a paper that was reviewed when it was issued."""
    return Review(draft_sha256=draft.sha256, as_of=draft.signing_on, place=draft.place, packs=())


OFFSET = "offset"
"""The fact of a draft that says how far its print is moved: ``right,down`` in tenths of a millimetre."""

_COPY_SUFFIX = ".copy"
_PAGE_SUFFIX = ".page"
_OVERPRINT_SUFFIX = ".overprint"


def _placed(content: bytes, draft: Draft) -> bytes:
    """Return the paper moved as its draft says; almost all stay where they are."""
    right, down = _offset(draft)
    if right == down == 0:
        return content
    from contracts.word.offset import moved

    return moved(content, right=right, down=down)


def copy_kind(kind: str) -> str:
    """Return the recorded kind of a copy of a paper."""
    return f"{kind}{_COPY_SUFFIX}"


def _offset(draft: Draft) -> tuple[int, int]:
    right, down = map(int, dict(draft.facts).get(OFFSET, "0,0").split(","))
    return right, down


def _overprinted(draft: Draft, kind: Kind, placement: bytes) -> bytes:
    from contracts.papers.placement import overprint, read_placement

    right, down = _offset(draft)
    return overprint(draft, kind, read_placement(placement, f"套打/{kind.id}.toml"), right=right, down=down)


def is_copy(kind: str) -> bool:
    """Say whether a paper of this recorded kind is a certified copy."""
    return kind.endswith(_COPY_SUFFIX)


def _form(paper: NewPaper, kind: str, name: str, template: bytes, content: bytes) -> NewPaper:
    """Return another form of a paper; the number is the paper's and is counted once."""
    import hashlib

    digest = hashlib.sha256(template).hexdigest()
    return replace(paper, kind=kind, name=name, template_sha256=digest, template=template, content=content, number=None)


def _page(draft: Draft, kind: Kind, frame: bytes) -> bytes:
    from contracts.page.notice_page import notice_page

    return notice_page(draft, kind, frame)


def _file_words(draft: Draft) -> str:
    from contracts.papers.filename import file_name

    return Path(file_name(draft)).stem
