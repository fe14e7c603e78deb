"""Two papers to measure the press with, and the same papers by docxtpl alone.

The contract has three pages, some thirty fields, eight rows and a header with its number, in runs as Word
leaves them; the notice is one table as long as one likes. All persons are invented.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape
from typing import Any

from contracts.word.archive import packed
from contracts.word.house import content_types, relationships, section_of
from contracts.word.markup import NAMESPACES, XML, bookmark, cell, field, paragraph, row, row_flow, table
from contracts.word.page import Page
from contracts.word.style import fonts_part, numbering_part, settings_part, styles_part

_FIELDS = (
    "甲方", "甲方代表", "甲方职务", "甲方地址", "甲方电话", "乙方", "乙方证件", "乙方地址", "乙方电话", "乙方小组",
    "丙方", "丙方代表", "丙方电话", "服务地点", "服务内容", "奖励名称", "奖励标准", "奖励大写", "起始日期", "终止日期",
    "兑现日期", "兑现方式", "开户银行", "投诉电话", "监督电话", "签订日期", "签订地点", "份数", "保管人", "经办人",
)  # fmt: skip
_ROWS = 8
_COLUMNS = (800, 2600, 1800, 1800, 1900)
_KEYS = ("序号", "项目", "金额", "日期", "付款人")
_FACE = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312" w:hAnsi="Times New Roman" w:hint="eastAsia"/>'
_LOOK = f'<w:rPr>{_FACE}<w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'
_CLAUSES = (
    "甲方为|甲方|，由|甲方代表|（|甲方职务|）签署，住所在|甲方地址|，电话|甲方电话|。",
    "乙方为|乙方|，证件号码|乙方证件|，现居住于|乙方地址|，属|乙方小组|，联系电话|乙方电话|。",
    "丙方为|丙方|，由|丙方代表|办理，电话|丙方电话|；丙方见证双方签字，并保管副本。",
    "服务在|服务地点|进行，内容为|服务内容|，不收取任何费用，日期由双方提前三日商定。",
    "甲方发给乙方|奖励名称|，标准为|奖励标准|，大写|奖励大写|，不得以任何理由扣减或者缓发。",
    "本合同自|起始日期|起，至|终止日期|止；期满前一个月，甲方书面询问乙方是否续签。",
    "甲方于|兑现日期|前以|兑现方式|兑现，存入|开户银行|；逾期的，乙方可以书面催告。",
    "乙方认为甲方没有履行约定，可以拨打|投诉电话|，也可以向|监督电话|反映，甲方十日内答复。",
    "乙方提供的资料只用于本合同所列事项，甲方工作人员|经办人|应当保密，不得向他人提供。",
    "因政策调整而增加的待遇，乙方自施行之日起享有；减少的，不影响已经约定的部分。",
    "本合同于|签订日期|在|签订地点|签订，一式|份数|，由|保管人|存档，各份文字相同。",
    "甲方每半年公布一次服务安排和经费使用情况，乙方可以查阅与本户有关的全部记录。",
    "乙方迁出本镇的，自迁出之日起三十日内告知|甲方|，已经到期而未领取的奖励照常发给。",
    "因自然灾害等不能预见的原因不能按期履行的，应当及时通知对方，并另行约定日期。",
    "甲方更换|经办人|或者联系电话，应当在五日内通知乙方；没有通知的，不得以此推迟兑现。",
    "任何一方要求变更本合同，应当书面提出，双方签字后生效；口头约定不作为依据。",
    "乙方可以随时书面退出本合同，已经享有的奖励不予追回，甲方不得因此减少其他待遇。",
    "丙方每年十二月核对一次履行情况，核对结果由双方签字，保存在|保管人|处，期限五年。",
    "本合同没有约定的，依照法律、法规办理；与法律、法规不一致的条款，不发生效力。",
    "本合同自双方签字盖章之日起成立；有附件的，附件与本合同具有同等的效力。",
    "争议先行协商，协商不成的，可以申请人民调解委员会调解，或者依法提起诉讼。",
)


def contract() -> bytes:
    """Return the template of the contract."""
    clauses = "".join(
        _typed(*(f"{{{{ {words} }}}}" if words in _FIELDS else words for words in clause.split("|")))
        for clause in _CLAUSES
    )
    signed = paragraph("Body", "甲方（盖章）：{{ 甲方 }}　　乙方（签字）：{{ 乙方 }}")
    surety = paragraph("Body", "{% if 担保 %}{{ 担保 }}{% endif %}")
    body = paragraph("Title", "服务合同") + clauses + _looped("rows") + surety
    return _file(body + signed, paragraph("Header", "编号：{{ 编号 }}"))


def notice() -> bytes:
    """Return the template of the notice."""
    return _file(paragraph("Title", "{{ 标题 }}") + _looped("rows"), paragraph("Header", "{{ 标题 }}"))


def contract_values(number: int) -> dict[str, Any]:
    """Return what stands in one contract; no two are alike."""
    words: dict[str, Any] = {name: f"{name}{number:06d}号" for name in _FIELDS}
    words |= {"编号": f"示例-2026-{number:06d}", "乙方": f"某甲&某乙{number}"}
    return words | {"担保": f"担保人{number}" if number % 2 else "", "rows": _rows(_ROWS, number)}


def notice_values(rows: int) -> dict[str, Any]:
    """Return a notice of so many rows."""
    return {"标题": "公示", "rows": _rows(rows, 0)}


def by_docxtpl(template: bytes, values: Mapping[str, Any]) -> bytes:
    """Return the paper as docxtpl makes it: a new object for each paper, as its guide says, values escaped."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.render(dict(values), autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _rows(count: int, seed: int) -> list[dict[str, str]]:
    return [
        dict(zip(_KEYS, (str(n), f"奖励费{seed}-{n}", f"{n % 97}元", f"{n % 12 + 1}月", f"某{n}"), strict=True))
        for n in range(1, count + 1)
    ]


def _typed(*runs: str) -> str:
    inner = "".join(
        f'<w:r w:rsidRPr="00A1{number:04X}">{_LOOK}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
        for number, words in enumerate(runs)
    )
    look = f'<w:pPr><w:pStyle w:val="Body"/>{_LOOK}</w:pPr>'
    return f'<w:p w:rsidR="00B2C3D4" w:rsidRDefault="00B2C3D4">{look}{inner}</w:p>'


def _looped(source: str) -> str:
    head = row((cell(w, paragraph("TableHead", key)) for w, key in zip(_COLUMNS, _KEYS, strict=True)), header=True)
    tags = [f"{{{{ row.{key} }}}}" for key in _KEYS]
    line = row(cell(w, paragraph("TableText", tag)) for w, tag in zip(_COLUMNS, tags, strict=True))
    return table(
        _COLUMNS, head, row_flow(f"for row in {source}", _COLUMNS), line, row_flow("endfor", _COLUMNS)
    ) + paragraph("AfterTable")


def _file(body: str, header: str) -> bytes:
    footer = paragraph("Footer", "第", field("PAGE"), "页")
    end = f'<w:p><w:pPr><w:pStyle w:val="End"/></w:pPr>{bookmark("paper_end")}</w:p>'
    document = f"<w:document {NAMESPACES}><w:body>{body}{end}{section_of(Page())}</w:body></w:document>"
    core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return packed(
        {
            **relationships(),
            "[Content_Types].xml": content_types(),
            "docProps/core.xml": f'{XML}<cp:coreProperties xmlns:cp="{core}"/>'.encode(),
            "word/document.xml": f"{XML}{document}".encode(),
            "word/header1.xml": f"{XML}<w:hdr {NAMESPACES}>{header}</w:hdr>".encode(),
            "word/footer1.xml": f"{XML}<w:ftr {NAMESPACES}>{footer}</w:ftr>".encode(),
            "word/styles.xml": styles_part(),
            "word/numbering.xml": numbering_part(),
            "word/fontTable.xml": fonts_part(),
            "word/settings.xml": settings_part(),
        }
    )
