"""Paper as PDF: ``soffice`` converts, ``pages`` binds, numbers and lays out sheets, ``faces`` names missing fonts."""

from contracts.pdf.faces import Substitute, missing_faces
from contracts.pdf.pages import Sheets, bound, collated, page_count
from contracts.pdf.soffice import convert, convert_all, find_soffice

__all__ = [
    "Sheets", "Substitute", "bound", "collated", "convert", "convert_all", "find_soffice", "missing_faces",
    "page_count",
]  # fmt: skip
