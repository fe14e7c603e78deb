"""The house style after GB/T 9704-2012: faces, sizes, spacing and numbering as Word styles.

Title 方正小标宋简体 22 pt, body 仿宋_GB2312 16 pt at a pitch of 28.9 pt with 28 characters a line, 一、
in 黑体, （一） in 楷体. Clauses and their headings stand a little closer. Every look has a named style; nothing is
set by hand, so an office changes a style and every paper follows.
"""

from __future__ import annotations

from dataclasses import dataclass

from contracts.word.markup import NAMESPACES, XML

SONG = "方正小标宋简体"
FANG = "仿宋_GB2312"
HEI = "黑体"
KAI = "楷体_GB2312"
LATIN = "Times New Roman"
RED = "C00000"

PITCH = 578
"""225 mm divided by 22 lines, in twips (28.9 pt)."""

CLOSE = 460
"""23 pt, the pitch of clauses, 31 lines on a page of theirs: a contract is no 公文, and its last clauses should
not need a page of their own."""

FALLBACKS = {
    SONG: ("方正小标宋_GBK,华文中宋,宋体", "roman"),
    FANG: ("仿宋,FangSong,华文仿宋", "modern"),
    HEI: ("SimHei,微软雅黑", "auto"),
    KAI: ("楷体,KaiTi,华文楷体", "modern"),
}
"""What each face gives way to where the office has not installed it, and its family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style. Sizes are in points, ``line`` is an exact pitch in twips (0 for single spacing).

    ``inset`` is a right indent in characters; ``close`` leaves out the air that Word puts between Chinese
    and digits, because cells are narrow; ``boxed`` draws a frame round the letters; ``scale`` is the width of
    the letters in per cent where it is not 100.
    """

    id: str
    name: str
    face: str = FANG
    size: float = 16
    line: int = PITCH
    align: str = "both"
    based_on: str = "Normal"
    before: int = 0
    after: int = 0
    indent: int = 0
    inset: int = 0
    squeeze: int = 0
    scale: int = 0
    keep_next: bool = False
    keep_lines: bool = False
    page_break: bool = False
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    tabs: str = ""
    borders: str = ""
    close: bool = False
    bold: bool = False
    boxed: bool = False
    colour: str = ""


def _table_line(size: float) -> int:
    return round(size * 20 * 1.35)


def _cells(prefix: str, name: str, size: float) -> tuple[Style, ...]:
    """Return the styles of a table's cells: head, text, centred, right."""
    line = _table_line(size)
    head, text = f"{prefix}Head", f"{prefix}Text"
    return (
        Style(id=head, name=f"{name}头", face=HEI, size=size, line=line, align="center", keep_next=True, close=True),
        Style(id=text, name=f"{name}文", size=size, line=line, align="left", close=True),
        *(
            Style(id=prefix + place, name=name + word, size=size, line=line, align=align, based_on=text, close=True)
            for place, word, align in (("Center", "文居中", "center"), ("Right", "文居右", "right"))
        ),
    )


STYLES = (
    Style(id="Body", name="Body Text", indent=2, squeeze=-5),
    Style(id="Recital", name="前言", based_on="Body", line=CLOSE, indent=2, squeeze=-5, before=120),
    Style(id="Closing", name="结尾", based_on="Body", line=CLOSE, indent=2, squeeze=-5),
    Style(
        id="Title", name="Title", face=SONG, size=22, line=680, align="center",
        before=120, after=240, keep_next=True,
    ),
    Style(id="Subtitle", name="Subtitle", face=KAI, line=PITCH, align="center", after=120, keep_next=True),
    Style(id="PaperNumber", name="文号", face=KAI, size=14, line=480, align="right", after=80),
    Style(
        id="Heading1", name="heading 1", face=HEI, line=CLOSE, indent=2, keep_next=True, outline=0,
        numbering=(1, 0), before=120,
    ),
    Style(
        id="Heading2", name="heading 2", face=KAI, line=CLOSE, indent=2, keep_next=True, outline=1,
        numbering=(1, 1),
    ),
    Style(id="Clause", name="条款", based_on="Body", line=CLOSE, indent=2, squeeze=-5, numbering=(2, 0)),
    Style(id="Item", name="款项", based_on="Body", line=CLOSE, indent=2, squeeze=-5, numbering=(2, 1)),
    Style(id="TableTitle", name="caption", face=HEI, size=14, line=440, align="center", before=100, keep_next=True),
    *_cells("Table", "表", 10.5),
    *_cells("Party", "当事人", 12),
    *_cells("Large", "大字表", 14),
    Style(id="PartyName", name="当事人名", face=HEI, size=14, line=380, align="center", close=True),
    Style(id="PartyNote", name="当事人注", size=9, line=260, align="center", close=True),
    Style(id="PartyKey", name="当事人项", face=KAI, size=12, line=_table_line(12), align="center", close=True),
    Style(
        id="AnnexLabel", name="附件", face=HEI, align="left", keep_next=True, page_break=True, outline=0,
    ),
    Style(id="AnnexTitle", name="附件标题", face=SONG, size=18, line=600, align="center", after=160, keep_next=True),
    Style(id="Sign", name="签署", size=14, line=480, align="left", keep_next=True, keep_lines=True),
    Style(id="Note", name="说明", face=KAI, size=12, line=400, align="left", before=60),
    Style(id="Notice", name="公示文", based_on="Body", size=15, line=420, indent=2, squeeze=-5),
    Style(id="LargeBody", name="大字", size=15, line=450, indent=2, align="left"),
    Style(id="Seal", name="落款", line=480, align="center", before=160, keep_next=True, keep_lines=True),
    Style(id="SealDay", name="落款日期", line=480, align="center", keep_lines=True),
    Style(id="AfterTable", name="表后", size=6, line=160, align="left"),
    Style(id="End", name="文末", size=1, line=20, align="left"),
    Style(id="Tag", name="填写标记", size=9, line=240, align="left", colour="7F7F7F"),
)  # fmt: skip

MARGINS = (
    Style(
        id="Header", name="header", face=FANG, size=10.5, line=0, align="left",
        borders='<w:bottom w:val="single" w:sz="4" w:space="3" w:color="auto"/>',
    ),
    Style(id="HeaderPlain", name="页眉无线", face=FANG, size=10.5, line=0, align="left", based_on="Header"),
    Style(id="Footer", name="footer", face=FANG, size=14, line=0, align="center"),
)  # fmt: skip

CERTIFICATE = (
    Style(id="CertificateTitle", name="证名", face=SONG, size=32, line=800, align="center", colour=RED),
    Style(id="CertificateNumber", name="证号", face=KAI, size=14, line=520, align="center", after=80),
    Style(id="CertificateBody", name="证文", face=KAI, size=14, line=500, indent=2),
    Style(id="CertificateKey", name="证项", face=HEI, size=13, line=360, align="center", close=True),
    Style(id="CertificateText", name="证内", face=KAI, size=14, line=360, align="left", close=True),
    Style(id="CertificateSeal", name="证落款", size=14, line=520, align="right", before=120, inset=4),
    Style(id="Replaced", name="补发印记", face=HEI, size=22, line=560, align="center", colour=RED, boxed=True),
    Style(id="StubTitle", name="存根题", face=SONG, size=15, line=440, align="center"),
    Style(id="StubKey", name="存根项", face=HEI, size=9, line=280, align="center", close=True),
    Style(id="StubText", name="存根文", size=10.5, line=280, align="left", close=True),
    Style(id="Seam", name="骑缝", face=FANG, size=12, line=300, align="center"),
)


def styles_part(more: tuple[Style, ...] = ()) -> bytes:
    """Return ``word/styles.xml``: the same for every kind, so that papers of several kinds can be joined.

    ``more`` are styles of a family whose papers are never joined with others.
    """
    listed = "".join(_style(style) for style in (*STYLES, *MARGINS, *CERTIFICATE, *more))
    return (f"{XML}<w:styles {NAMESPACES}>{_DEFAULTS}{_NORMAL}{listed}{_TABLES}</w:styles>").encode()


def _faces(face: str) -> str:
    return f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}" w:cs="{LATIN}" w:hint="eastAsia"/>'


def _style(style: Style) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(not style.name.isascii())}" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _paragraph(style: Style) -> str:
    """Return paragraph properties in the order the schema wants."""
    parts: list[str] = []
    held = {"keepNext": style.keep_next, "keepLines": style.keep_lines, "pageBreakBefore": style.page_break}
    parts += [f"<w:{name}/>" for name, wanted in held.items() if wanted]
    if style.numbering:
        list_id, level = style.numbering
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')
    if style.borders:
        parts.append(f"<w:pBdr>{style.borders}</w:pBdr>")
    elif style.id == "HeaderPlain":
        parts.append('<w:pBdr><w:bottom w:val="nil"/></w:pBdr>')
    parts.append(style.tabs)
    pitch = f'w:line="{style.line}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    if style.close:
        parts.append('<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>')
    parts.append('<w:snapToGrid w:val="0"/>')
    parts.append(f'<w:spacing w:before="{style.before}" w:after="{style.after}" {pitch}/>')
    parts.append(indent(style.indent, style.size, style.inset))
    parts.append(f'<w:jc w:val="{style.align}"/>')
    if style.outline is not None:
        parts.append(f'<w:outlineLvl w:val="{style.outline}"/>')
    return "".join(parts)


def indent(characters: int, size: float, inset: int = 0) -> str:
    """Return a first-line and a right indent in characters, with the same lengths in twips beside them."""
    right = f'w:rightChars="{inset * 100}" w:right="{round(inset * size * 20)}" ' if inset else ""
    return f'<w:ind {right}w:firstLineChars="{characters * 100}" w:firstLine="{round(characters * size * 20)}"/>'


def _letters(style: Style) -> str:
    bold = "<w:b/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    squeeze = f'<w:spacing w:val="{style.squeeze}"/>' if style.squeeze else ""
    squeeze += f'<w:w w:val="{style.scale}"/>' if style.scale else ""
    half_points = round(style.size * 2)
    size = f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    box = f'<w:bdr w:val="single" w:sz="18" w:space="0" w:color="{style.colour}"/>' if style.boxed else ""
    return f"{_faces(style.face)}{bold}{colour}{squeeze}{size}{box}"


_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_faces(FANG)}<w:sz w:val="32"/><w:szCs w:val="32"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
)
# overflowPunct is Word's own default; LibreOffice 7.4 takes it for the opposite. Without it a mark that hangs over the
# margin is lost from its PDF when the line is full: a contract would be signed without its comma.
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl/><w:overflowPunct/><w:snapToGrid w:val="0"/>'
    f'<w:spacing w:line="{PITCH}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="Strong1"><w:name w:val="黑体字"/>'
    f"<w:rPr>{_faces(HEI)}</w:rPr></w:style>"
)
_CELLS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
)


def _lines(outer: int, inner: int, colour: str = "auto") -> str:
    edge = "".join(
        f'<w:{side} w:val="single" w:sz="{outer}" w:space="0" w:color="{colour}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    within = "".join(
        f'<w:{side} w:val="single" w:sz="{inner}" w:space="0" w:color="{colour}"/>' for side in ("insideH", "insideV")
    )
    return f"<w:tblBorders>{edge}{within}</w:tblBorders>"


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="公文表格"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_lines(8, 4)}{_CELLS}</w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="PartyTable"><w:name w:val="当事人表"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_lines(8, 4)}{_CELLS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="CertificateTable"><w:name w:val="证书表格"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr>{_lines(8, 4, RED)}{_CELLS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="PlainTable"><w:name w:val="无线表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="57" w:type="dxa"/>'
    '<w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="SignTable"><w:name w:val="签署表格"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:top w:w="200" w:type="dxa"/>'
    '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def numbering_part() -> bytes:
    """Return ``word/numbering.xml``: 一、（一） for headings, 第一条（一）1. for clauses.

    Headings and clauses are two lists, so clauses count on through all sections in every program; the
    restart switch of a single list is not honoured by LibreOffice.
    """
    headings = _list(1, (("%1、", "Heading1", HEI), ("（%2）", "Heading2", KAI), ("%3．", "", FANG)))
    clauses = _list(2, (("第%1条", "Clause", HEI), ("（%2）", "Item", FANG), ("%3．", "", FANG)))
    links = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    return f"{XML}<w:numbering {NAMESPACES}>{headings}{clauses}{links}</w:numbering>".encode()


def _list(number: int, levels: tuple[tuple[str, str, str], ...]) -> str:
    body = ""
    for level, (text, style, face) in enumerate(levels):
        linked = f'<w:pStyle w:val="{style}"/>' if style else ""
        form = "decimal" if "．" in text else "chineseCountingThousand"
        gap = "space" if text.startswith("第") else "nothing"
        body += (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:suff w:val="{gap}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f"<w:pPr>{indent(2, 16)}</w:pPr><w:rPr>{_faces(face)}</w:rPr></w:lvl>"
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="5A0F000{number}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="5A0F100{number}"/>{body}</w:abstractNum>'
    )


def fonts_part() -> bytes:
    """Return ``word/fontTable.xml`` with what each face gives way to."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="default"/></w:font>'
        for name, (other, family) in FALLBACKS.items()
    )
    latin = (
        f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>'
    )
    return f"{XML}<w:fonts {NAMESPACES}>{fonts}{latin}</w:fonts>".encode()


def settings_part(*, even: bool = False) -> bytes:
    """Return ``word/settings.xml``: Chinese line breaking, no update question when the file is opened.

    With ``even`` even pages have their own header and footer.
    """
    pages = "<w:evenAndOddHeaders/>" if even else ""
    return (
        f'{XML}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{pages}'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()
