"""A certificate as somebody writes it who knows Word and no Python."""

from __future__ import annotations

MANIFEST = """\
id = "volunteer_card"
version = 1
title = "计划生育协会志愿者证"
family = "certificate"
subject = "ledger"
documents = { zh_CN = "zh_CN.docx" }
number = "{{ place }}-志-{{ year }}-{{ serial }}"
number_label = "证号"
keep = "10年"
copies = ["正本"]
recital = ["{{ recipient }}同志自愿为本镇家庭提供政策咨询和代办服务，特发此证。"]

[roles.party_a]
label = "发证机关"
types = ["township", "subdistrict"]
from = "township"

[fields]
recipient = { label = "姓名" }
village = { label = "村", required = false }
served_from = { label = "服务开始日期", type = "date" }
original_number = { label = "原证号", required = false }
reason = { label = "补发原因", required = false }

[example]
recipient = "沈小平"
served_from = "2026-12-01"
"""
