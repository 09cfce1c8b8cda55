"""calliyo, the rules of a tele-sales CRM, for Python.

    import calliyo

    with calliyo.Engine({"timeZone": {"name": "Asia/Kolkata"}}) as engine:
        for status in engine.call("transitions", {"lead": lead, "context": context}):
            print(status["name"], status["allowed"])

One lead at a time is a question in JSON: `Engine.call`. Many leads at once are columns, borrowed without a copy
from numpy, `array` or anything else with the buffer protocol: `Columns`, `Engine.plan` and `Report`.

The package holds no rule: it translates. What operations, records and codes mean stands in the documentation of
calliyo.
"""

from .columns import Column, Columns, Output, Reason, Size, bitmap
from .engine import Engine, Facts, Job, call
from .errors import CalliyoError, Fault, MisuseError, RefusedError
from .library import Library
from .reports import Figure, Report, ReportKind

NO_AGENT = 2**32 - 1
"""What a plan gives a lead that stays where it is."""

UNKNOWN_AGENT = 2**32 - 1
"""The owner of a lead who is not among the agents supplied."""

__all__ = [
    "NO_AGENT",
    "UNKNOWN_AGENT",
    "CalliyoError",
    "Column",
    "Columns",
    "Engine",
    "Facts",
    "Fault",
    "Figure",
    "Job",
    "Library",
    "MisuseError",
    "Output",
    "Reason",
    "RefusedError",
    "Report",
    "ReportKind",
    "Size",
    "bitmap",
    "call",
]
