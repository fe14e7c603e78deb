"""Formatting adds up as Word adds it."""

from __future__ import annotations

import pytest
from lxml import etree

from contracts.word.nodes import local
from contracts.word.visibility import Visibility
from tests.contracts.word.conftest import SPACES, p, r

STYLES = f"""<w:styles {SPACES}>
<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Blue"><w:pPr><w:shd w:val="clear" w:fill="1F4E79"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="Char"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Round"><w:basedOn w:val="Round"/><w:rPr><w:sz w:val="2"/></w:rPr></w:style>
</w:styles>"""


@pytest.mark.parametrize(("style", "properties", "reason"), [
    ("", "", ""),
    ("", "<w:vanish/>", "隐藏文字"),
    ("", '<w:vanish w:val="0"/>', ""),
    ("", "<w:specVanish/>", "隐藏文字"),
    ("Para", "", "隐藏文字"),
    ("Para", '<w:vanish w:val="false"/>', ""),
    ("Para", '<w:rStyle w:val="Char"/>', ""),
    ("", '<w:rStyle w:val="Char"/>', "隐藏文字"),
    ("", '<w:rStyle w:val="Round"/>', "极小文字"),
    ("", '<w:sz w:val="6"/>', "极小文字"),
    ("", '<w:sz w:val="21"/>', ""),
    ("", '<w:color w:val="FFFFFF"/>', "白色文字"),
    ("", '<w:color w:val="FAFAF5"/>', "白色文字"),
    ("", '<w:color w:val="FF0000"/>', ""),
    ("", '<w:color w:val="auto"/>', ""),
    ("Blue", '<w:color w:val="FFFFFF"/>', ""),
    ("", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>', ""),
    ("", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="auto"/>', "白色文字"),
])  # fmt: skip
def test_a_run_is_seen_or_the_reason_is_named(style: str, properties: str, reason: str) -> None:
    """The two kinds of style toggle each other; what stands at the run decides."""
    paragraph = p(r("押金", properties), properties=f'<w:pStyle w:val="{style}"/>' if style else "")
    root = etree.fromstring(f"<w:body {SPACES}>{paragraph}</w:body>")
    run = next(item for item in root.iter() if local(item) == "r")

    assert Visibility(etree.fromstring(STYLES)).reason(run, root[0]) == reason
