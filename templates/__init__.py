"""The kinds of paper, one folder each: ``manifest.toml`` holds the words, ``zh_CN.docx`` the look."""
