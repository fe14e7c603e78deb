"""What of an ``.ods`` does not come along into a new workbook, in Chinese, as it is met.

Source: OASIS OpenDocument 1.3 part 3, 9 (tables), 10 (drawings) and 13 (forms).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

_WORDS = {
    "draw:image": "图片",
    "draw:object": "图表",
    "draw:object-ole": "嵌入的文件",
    "draw:custom-shape": "图形",
    "draw:line": "图形",
    "draw:rect": "图形",
    "draw:ellipse": "图形",
    "draw:polygon": "图形",
    "draw:path": "图形",
    "draw:text-box": "图形",
    "draw:control": "按钮和选项框",
    "calcext:conditional-format": "条件格式",
    "table:data-pilot-table": "透视表",
    "table:tracked-changes": "修订记录",
    "table:table-row-group": "行列分组",
    "table:table-column-group": "行列分组",
    "table:named-range": "自定义名称",
    "table:named-expression": "自定义名称",
    "text:a": "超链接",
    "text:span": "一格里个别字的字体",
    "calcext:sparkline": "格内小图",
}
_SAID = {"table:protected": ("true", "工作表保护"), "table:print-ranges": ("", "打印区域")}
_EXCELS_OWN = "_xlnm"  # LibreOffice keeps Excel's name for the lines printed on each page


class Leftovers:
    """Collects them; each kind is said once, in the order in which the first was met."""

    def __init__(self) -> None:
        self._found = dict[str, None]()
        self._in_frame = ""

    def look(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at an element as it begins."""
        if name == "draw:frame":
            self._in_frame = ""
        elif name == "draw:image" and self._in_frame == "draw:object":
            return  # how a chart looks to programs that draw none
        elif name.startswith("draw:object"):
            self._in_frame = "draw:object"
        if name == "table:named-range" and attributes.get("table:name", "").startswith(_EXCELS_OWN):
            return
        if name in _WORDS:
            self.add(_WORDS[name])
        elif name == "table:table":
            for key, (value, words) in _SAID.items():
                if attributes.get(key, "") != "" and attributes[key].startswith(value):
                    self.add(words)

    def add(self, words: str) -> None:
        """Note one kind of thing that is lost."""
        self._found[words] = None

    def __iter__(self) -> Iterator[str]:
        """Yield each kind once."""
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)
