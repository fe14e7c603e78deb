"""The order in which Word wants the children of an element (ECMA-376 part 1, wml.xsd): another order it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from contracts.word.archive import read_parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RUN = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
    " eastAsianLayout specVanish oMath rPrChange"
)
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": f"ins del moveFrom moveTo {_RUN}",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    " headers cellIns cellDel cellMerge tcPrChange",
    "tcBorders": "top start left bottom end right insideH insideV tl2br tr2bl",
    "tblBorders": "top start left bottom end right insideH insideV",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top start left bottom end right",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "styles": "docDefaults latentStyles style",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries"
    " displayBackgroundShape embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins"
    " bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors"
    " proofState attachedTemplate linkStyles documentType trackRevisions documentProtection defaultTabStop"
    " autoHyphenation evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing"
    " displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery noPunctuationKerning characterSpacingControl"
    " strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore savePreviewPicture updateFields hdrShapeDefaults"
    " footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping doNotAutoCompressPictures"
    " shapeDefaults decimalSymbol listSeparator",
    "compat": "useFELayout compatSetting",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
}
_FIRST = {"p": "pPr", "r": "rPr", "tr": "trPr", "tc": "tcPr"}
_PARTS = (
    "document", "header", "footer", "styles", "numbering", "footnotes", "endnotes", "comments", "settings", "fontTable",
)  # fmt: skip


def disorder(content: bytes) -> list[str]:
    """Return what Word would refuse in a file: children in another order, unknown ones, a cell without a paragraph."""
    found = []
    for name, data in read_parts(content).items():
        if name.startswith(tuple(f"word/{part}" for part in _PARTS)) and name.endswith(".xml"):
            found += [f"{name}: {fault}" for element in etree.fromstring(data).iter() for fault in _faults(element)]
    return list(dict.fromkeys(found))


def _faults(element: Any) -> Iterator[str]:
    name = _local(element)
    children = [_local(child) for child in element]
    order = ORDER.get(name, "").split()
    if order:
        ranks = {child: max(place, name == "sectPr") for place, child in enumerate(order)}  # both references are one
        own = [child for child in children if name != "settings" or not child.startswith("{")]  # Word's later additions
        places = [ranks.get(child, -1) for child in own]
        if places != sorted(places) or -1 in places:
            yield f"{name}: {' '.join(children)}"
    first = _FIRST.get(name)
    if first in children[1:] and not (name == "tr" and children[0] == "tblPrEx"):
        yield f"{name}: {first} is not first"
    if name == "tc" and children[-1:] not in (["p"], ["sdt"]):
        yield "tc: does not end with a paragraph"
    if name == "body" and "sectPr" in children[:-1]:
        yield "body: sectPr is not last"


def _local(element: Any) -> str:
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) else ""
