"""A notice as somebody writes it who knows Word and no Python."""

from __future__ import annotations

MANIFEST = """\
id = "service_day"
version = 1
title = "村级服务日通知"
family = "notice"
subject = "ledger"
documents = { zh_CN = "zh_CN.docx" }
number = "{{ office_short }}服务日〔{{ year }}〕{{ serial }}号"
keep = "10年"
copies = ["张贴", "存档"]
recital = ["{{ place_name }}定于{{ service_on|day }}举办服务日，公示时间：{{ posting_from }}至{{ posting_to }}。"]
closing = ["不清楚的，请打电话{{ complaint_phone }}。"]

[roles.party_a]
label = "发布单位"
types = ["village_committee", "community"]
from = "village"

[fields]
place_name = { label = "村（社区）" }
service_on = { label = "服务日期", type = "date" }
posting_from = { label = "公示第一天" }
posting_to = { label = "公示最后一天" }
complaint_phone = { label = "咨询电话", type = "phone" }

[tables.programme]
caption = "服务安排"
source = "roster"
columns = [
    { key = "serial", label = "序号", width_mm = 16, align = "center" },
    { key = "service", label = "内容", width_mm = 90 },
    { key = "households", label = "户数", width_mm = 50 },
]

[example]
place_name = "上坪村"
service_on = "2026-05-06"
posting_from = "2026年5月6日"
posting_to = "2026年5月12日"
complaint_phone = "0710-5550101"

[[example.roster]]
service = "代办申报"
households = "12"
"""
