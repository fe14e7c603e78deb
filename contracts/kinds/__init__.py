"""A kind of paper: ``templates/<kind>/manifest.toml`` holds the words, ``zh_CN.docx`` the look.

:mod:`~contracts.kinds.kind` says what a kind is, :mod:`~contracts.kinds.manifest` reads one,
:mod:`~contracts.kinds.faults` finds what contradicts itself, :mod:`~contracts.kinds.languages` puts one into
another language, :mod:`~contracts.kinds.catalogue` finds kinds by name.
"""

from contracts.kinds.catalogue import (
    Shelf,
    find_kind,
    folder_to_start_from,
    kind_at_hand,
    load_kinds,
    shipped_folder,
)
from contracts.kinds.faults import faults
from contracts.kinds.kind import (
    FILTERS,
    GIVEN_NAMES,
    ROLE_NAMES,
    ROW_SOURCES,
    Choice,
    Condition,
    Field,
    FieldType,
    Kind,
    KindSection,
    KindTable,
    KindTerm,
    PartySource,
    PrintCopy,
    Role,
    Subject,
    filled,
    holds,
    placeholders,
)
from contracts.kinds.languages import (
    BILINGUAL,
    CHINESE,
    LANGUAGES,
    TRADITIONAL,
    language_faults,
    language_of,
    printed_words,
    spoken,
    unread_clauses,
    words_file,
)
from contracts.kinds.manifest import load_kind
from contracts.kinds.public_columns import PERSONAL_COLUMNS, PUBLIC_COLUMNS

__all__ = (
    "BILINGUAL",
    "CHINESE",
    "FILTERS",
    "GIVEN_NAMES",
    "LANGUAGES",
    "PERSONAL_COLUMNS",
    "PUBLIC_COLUMNS",
    "ROLE_NAMES",
    "ROW_SOURCES",
    "TRADITIONAL",
    "Choice",
    "Condition",
    "Field",
    "FieldType",
    "Kind",
    "KindSection",
    "KindTable",
    "KindTerm",
    "PartySource",
    "PrintCopy",
    "Role",
    "Shelf",
    "Subject",
    "faults",
    "filled",
    "find_kind",
    "folder_to_start_from",
    "holds",
    "kind_at_hand",
    "language_faults",
    "language_of",
    "load_kind",
    "load_kinds",
    "placeholders",
    "printed_words",
    "shipped_folder",
    "spoken",
    "unread_clauses",
    "words_file",
)
