"""The functions that mean the same in an ``.ods`` and in an ``.xlsx``, and how many values each takes there.

A function that is not here, or is given more or fewer values than Excel knows, is not translated: Excel calls a
workbook with such a formula damaged. Left out are those that reach outside the file and those whose result the two
programs do not agree upon.

Source: OASIS OpenDocument 1.3 part 4, 6; ECMA-376 part 1, 18.17.7; [MS-XLSX] 2.2.2 (functions written ``_xlfn.``).
"""

from __future__ import annotations

ANY = 255
_GROUPS = {
    (0, 0): "NA NOW PI RAND TODAY",
    (0, 1): "COLUMN ROW",
    (1, 1): """ABS ACOS ACOSH ASC ASIN ASINH ATAN ATANH CHAR CLEAN COLUMNS COS COSH COUNTBLANK DATEVALUE DAY DEGREES
        EVEN EXP FACT FACTDOUBLE FISHER FISHERINV GAMMALN HOUR INT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT
        ISNUMBER ISODD ISREF ISTEXT LEN LENB LN LOG10 LOWER MDETERM MINUTE MINVERSE MONTH N NOT ODD PROPER
        RADIANS ROWS SECOND SIGN SIN SINH SQRT SQRTPI T TAN TANH TIMEVALUE TRANSPOSE TRIM UPPER VALUE YEAR""",
    (1, 2): "DELTA GESTEP HYPERLINK INDIRECT IRR LEFT LEFTB LOG RIGHT RIGHTB ROMAN TRUNC WEEKDAY WEEKNUM",
    (1, 3): "FIXED",
    (1, ANY): """AND AVEDEV AVERAGE AVERAGEA CONCATENATE COUNT COUNTA DEVSQ GCD GEOMEAN HARMEAN KURT LCM MAX MAXA MEDIAN
        MIN MINA MODE MULTINOMIAL OR PRODUCT SKEW STDEV STDEVA STDEVP STDEVPA SUM SUMPRODUCT SUMSQ VAR VARA VARP
        VARPA""",
    (2, 2): """ATAN2 COMBIN CORREL COUNTIF COVAR EDATE EOMONTH EXACT FREQUENCY IFERROR INTERCEPT LARGE MMULT MOD MROUND
        PEARSON PERCENTILE PERMUT POWER QUARTILE QUOTIENT RANDBETWEEN REPT ROUND ROUNDDOWN ROUNDUP RSQ SLOPE SMALL
        STEYX SUMX2MY2 SUMX2PY2 SUMXMY2 TEXT TRIMMEAN""",
    (2, 3): """AVERAGEIF DAYS360 FIND FINDB IF LOOKUP MATCH NETWORKDAYS PERCENTRANK RANK SEARCH SEARCHB SUMIF WORKDAY
        YEARFRAC""",
    (2, 4): "ADDRESS INDEX",
    (2, ANY): "CHOOSE COUNTIFS NPV SUBTOTAL",
    (3, 3): "DATE DATEDIF FORECAST MID MIDB SLN TIME",
    (3, 4): "HLOOKUP SUBSTITUTE VLOOKUP",
    (3, 5): "FV NPER OFFSET PMT PV",
    (3, 6): "RATE",
    (3, ANY): "AVERAGEIFS SUMIFS",
    (4, 4): "REPLACE REPLACEB SYD",
    (4, 5): "DB DDB",
    (4, 6): "IPMT PPMT",
}
_MICROSOFT = "COM.MICROSOFT."
_RENAMED = {
    f"{_MICROSOFT}CEILING": ("CEILING", 2, 2),
    f"{_MICROSOFT}FLOOR": ("FLOOR", 2, 2),
    "LEGACY.NORMSDIST": ("NORMSDIST", 1, 1),
    "LEGACY.NORMSINV": ("NORMSINV", 1, 1),
    "DAYS": ("_xlfn.DAYS", 2, 2),
    "IFNA": ("_xlfn.IFNA", 2, 2),
    "ISFORMULA": ("_xlfn.ISFORMULA", 1, 1),
    "ISOWEEKNUM": ("_xlfn.ISOWEEKNUM", 1, 1),
    "NUMBERVALUE": ("_xlfn.NUMBERVALUE", 1, 3),
    "UNICHAR": ("_xlfn.UNICHAR", 1, 1),
    "UNICODE": ("_xlfn.UNICODE", 1, 1),
    "XOR": ("_xlfn.XOR", 1, ANY),
    f"{_MICROSOFT}CONCAT": ("_xlfn.CONCAT", 1, ANY),
    f"{_MICROSOFT}IFS": ("_xlfn.IFS", 2, ANY),
    f"{_MICROSOFT}MAXIFS": ("_xlfn.MAXIFS", 3, ANY),
    f"{_MICROSOFT}MINIFS": ("_xlfn.MINIFS", 3, ANY),
    f"{_MICROSOFT}SWITCH": ("_xlfn.SWITCH", 3, ANY),
    f"{_MICROSOFT}TEXTJOIN": ("_xlfn.TEXTJOIN", 3, ANY),
    f"{_MICROSOFT}STDEV.S": ("_xlfn.STDEV.S", 1, ANY),
    f"{_MICROSOFT}STDEV.P": ("_xlfn.STDEV.P", 1, ANY),
    f"{_MICROSOFT}VAR.S": ("_xlfn.VAR.S", 1, ANY),
    f"{_MICROSOFT}VAR.P": ("_xlfn.VAR.P", 1, ANY),
    f"{_MICROSOFT}RANK.EQ": ("_xlfn.RANK.EQ", 2, 3),
    f"{_MICROSOFT}RANK.AVG": ("_xlfn.RANK.AVG", 2, 3),
    f"{_MICROSOFT}PERCENTILE.INC": ("_xlfn.PERCENTILE.INC", 2, 2),
    f"{_MICROSOFT}QUARTILE.INC": ("_xlfn.QUARTILE.INC", 2, 2),
}
FUNCTIONS = {name: (name, least, most) for (least, most), names in _GROUPS.items() for name in names.split()} | _RENAMED
"""By the name in an ``.ods``: the name in an ``.xlsx``, and the fewest and most values."""

CONSTANTS = {"TRUE": "TRUE", "FALSE": "FALSE"}
"""Functions without values that Excel knows as words."""

_ODD, _EVEN = tuple(range(1, ANY, 2)), tuple(range(2, ANY, 2))
LOOKS_FOR: dict[str, tuple[int, ...]] = {
    "COUNTIF": (1,), "COUNTIFS": _ODD, "SUMIF": (1,), "SUMIFS": _EVEN, "AVERAGEIF": (1,), "AVERAGEIFS": _EVEN,
    "MATCH": (0,), "LOOKUP": (0,), "VLOOKUP": (0,), "HLOOKUP": (0,), "SEARCH": (0,), "SEARCHB": (0,),
    f"{_MICROSOFT}MAXIFS": _EVEN, f"{_MICROSOFT}MINIFS": _EVEN,
}  # fmt: skip
"""Functions that look for a text, and which of their values it is; a file may say to read it as a pattern."""

CELLS_AT: dict[str, tuple[int, ...]] = {
    "COUNTIF": (0,), "COUNTBLANK": (0,), "SUMIF": (0, 2), "AVERAGEIF": (0, 2), "RANK": (1,), "ROW": (0,),
    "COLUMN": (0,), "OFFSET": (0,), "ISREF": (), "SUBTOTAL": tuple(range(1, ANY)),
    "COUNTIFS": (0, *_EVEN), "SUMIFS": (0, *_ODD), "AVERAGEIFS": (0, *_ODD), f"{_MICROSOFT}MAXIFS": (0, *_ODD),
    f"{_MICROSOFT}MINIFS": (0, *_ODD), f"{_MICROSOFT}RANK.EQ": (1,), f"{_MICROSOFT}RANK.AVG": (1,), "ISFORMULA": (0,),
}  # fmt: skip
"""Which of a function's values, from 0, Excel takes only as cells, not as numbers or texts."""

GIVE_CELLS = frozenset({"OFFSET", "INDIRECT", "INDEX", "CHOOSE", "IF"})
"""Functions whose result may be cells."""
