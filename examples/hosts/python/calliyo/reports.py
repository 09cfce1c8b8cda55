"""Reports: figures over millions of calls, leads and follow-ups in columns."""

from __future__ import annotations

import enum
import json
from array import array
from types import TracebackType
from typing import TYPE_CHECKING, Any, Mapping

from .columns import Columns
from .engine import Engine

if TYPE_CHECKING:
    from typing_extensions import Self


class ReportKind(enum.Enum):
    """What is reported: the table that is looked at, what a query may say, and the figures of a row."""

    CALLS = "CALLIYO_REPORT_CALLS"
    """Ended calls by up to two dimensions (rules M1, M7). Table: calls; sizes: of what is looked at. Query: `by`,
    `measures`, `period`, `filters`. Figures: FIRST_GROUP, SECOND_GROUP, CALLS, ATTEMPTS, CONNECTED, MISSED,
    TALK_SECONDS, CONNECT_RATE, MEAN_TALK_SECONDS, REACH_RATE, LEADS_REACHED, LEADS_ATTEMPTED, MISSED_RATE,
    INCOMING_MISSED, INCOMING. The last row is the total.
    """
    CONVERSION = "CALLIYO_REPORT_CONVERSION"
    """Leads captured and those that are customers now, by up to two dimensions (rule M4). Table: leads. Query:
    `by`, `period`. Figures: FIRST_GROUP, SECOND_GROUP, LEADS, CUSTOMERS, CONVERSION_RATE. The last row is the
    total.
    """
    CONVERSIONS = "CALLIYO_REPORT_CONVERSIONS"
    """How many conversions lie in a period (rule M4). Table: leads. Query: `period`, which is needed. Figures:
    CONVERSIONS. One row.
    """
    REVENUE = "CALLIYO_REPORT_REVENUE"
    """Revenue by agent and currency (rule M5). Table: leads. Query: `period`. Figures: AGENT, CURRENCY, ORDERS,
    AMOUNT_MINOR, TAX_MINOR. No total: amounts are never added across currencies.
    """
    TIME_TO_CONVERT = "CALLIYO_REPORT_TIME_TO_CONVERT"
    """Time from capture to conversion (rule M5). Table: leads. Query: `period`. Figures: CONVERSIONS, MEAN_MILLIS,
    MEDIAN_MILLIS, P90_MILLIS. One row.
    """
    FUNNEL = "CALLIYO_REPORT_FUNNEL"
    """The leads on each status of the pipeline (rule M7). Table: leads. Query: none. Figures: STATUS, LEADS."""
    QUEUES = "CALLIYO_REPORT_QUEUES"
    """Each agent's queue, and held leads against the cap (rule M7). Table: leads, and CALLIYO_AGENT_CAP. Query:
    none. Figures: AGENT, QUEUE, HELD, CAP, FILLED_RATE.
    """
    STALLED = "CALLIYO_REPORT_STALLED"
    """The rows of the stalled leads, longest first (rule M6). Table: leads. Query: none. Figures: LEAD."""
    FOLLOW_UPS = "CALLIYO_REPORT_FOLLOW_UPS"
    """Follow-ups by owner (rule M6). Table: follow-ups. Query: `now`, which is needed, and `period`. Figures:
    AGENT, DUE_TODAY, OVERDUE, UPCOMING, RESOLVED_ON_TIME, RESOLVED_LATE, EXPIRED. The last row is the total.
    """
    LEADS_IN_STATUS = "CALLIYO_REPORT_LEADS_IN_STATUS"
    """How long each lead was on each status (rule M8). Table: history. Query: `until`, which is needed. Figures:
    LEAD, STATUS, VISITS, MILLIS.
    """
    TIME_IN_STATUS = "CALLIYO_REPORT_TIME_IN_STATUS"
    """How long leads were on each status of the pipeline (rule M8). Table: history. Query: `until`, which is
    needed. Figures: STATUS, LEADS, VISITS, MILLIS, MEAN_MILLIS.
    """
    COVERAGE = "CALLIYO_REPORT_COVERAGE"
    """Outgoing calls against the daily target, for every agent and local date (rule M3). Table: calls. Query:
    `first` and `last`, which are needed. Figures: AGENT, DATE, CALLS, TARGET, PROGRESS_RATE.
    """
    EVENNESS = "CALLIYO_REPORT_EVENNESS"
    """How even a run was (rule M8). Table: agents, and what calliyo_plan has written to CALLIYO_PLAN_RECEIVED and
    CALLIYO_PLAN_REASON, which must still be set. Query: none. Figures: AGENT and RECEIVED of the agents who could
    receive; LARGEST, SMALLEST, SPREAD and NOT_PLACED on the last row, the total.
    """


class Figure(enum.Enum):
    """A figure of a report's rows."""

    FIRST_GROUP = "CALLIYO_FIGURE_FIRST_GROUP"
    """The group of the first dimension: a dense number, an hour, a month of the year, an attempt, a
    CalliyoCallStatus, CalliyoDirection or CalliyoWeekday; of dates the days since 1970-01-01. Missing: rows
    without one, and the total.
    """
    SECOND_GROUP = "CALLIYO_FIGURE_SECOND_GROUP"
    """The group of the second dimension, likewise."""
    AGENT = "CALLIYO_FIGURE_AGENT"
    """The agent. Missing: nobody, and the total."""
    LEAD = "CALLIYO_FIGURE_LEAD"
    """The lead: its number, or its row in the table of leads."""
    STATUS = "CALLIYO_FIGURE_STATUS"
    """The status, as its index in the pipeline."""
    CURRENCY = "CALLIYO_FIGURE_CURRENCY"
    """The currency."""
    DATE = "CALLIYO_FIGURE_DATE"
    """The local date, in days since 1970-01-01."""
    CALLS = "CALLIYO_FIGURE_CALLS"
    """Ended calls; in coverage outgoing ones alone."""
    ATTEMPTS = "CALLIYO_FIGURE_ATTEMPTS"
    """All but missed ones of duration zero."""
    CONNECTED = "CALLIYO_FIGURE_CONNECTED"
    """Those with a duration above zero."""
    MISSED = "CALLIYO_FIGURE_MISSED"
    """Missed ones of duration zero."""
    TALK_SECONDS = "CALLIYO_FIGURE_TALK_SECONDS"
    """The durations' sum, in seconds."""
    CONNECT_RATE = "CALLIYO_FIGURE_CONNECT_RATE"
    """Connected calls over attempts. This and every rate: in parts per million, cut."""
    MEAN_TALK_SECONDS = "CALLIYO_FIGURE_MEAN_TALK_SECONDS"
    """The mean duration of connected calls, in seconds, cut."""
    REACH_RATE = "CALLIYO_FIGURE_REACH_RATE"
    """Leads connected at least once over leads attempted, within the row; missing where it was not asked for."""
    LEADS_REACHED = "CALLIYO_FIGURE_LEADS_REACHED"
    """The first number of the reach rate."""
    LEADS_ATTEMPTED = "CALLIYO_FIGURE_LEADS_ATTEMPTED"
    """The second number of the reach rate."""
    MISSED_RATE = "CALLIYO_FIGURE_MISSED_RATE"
    """Missed calls over incoming ones; missing where it was not asked for."""
    INCOMING_MISSED = "CALLIYO_FIGURE_INCOMING_MISSED"
    """The first number of the missed-call rate."""
    INCOMING = "CALLIYO_FIGURE_INCOMING"
    """The second number of the missed-call rate."""
    LEADS = "CALLIYO_FIGURE_LEADS"
    """Leads."""
    CUSTOMERS = "CALLIYO_FIGURE_CUSTOMERS"
    """Those of them that are customers now."""
    CONVERSION_RATE = "CALLIYO_FIGURE_CONVERSION_RATE"
    """Customers over leads."""
    CONVERSIONS = "CALLIYO_FIGURE_CONVERSIONS"
    """Conversions."""
    ORDERS = "CALLIYO_FIGURE_ORDERS"
    """Orders that are not refunded."""
    AMOUNT_MINOR = "CALLIYO_FIGURE_AMOUNT_MINOR"
    """Their amounts' sum, in minor units."""
    TAX_MINOR = "CALLIYO_FIGURE_TAX_MINOR"
    """Their taxes' sum, in minor units."""
    MEAN_MILLIS = "CALLIYO_FIGURE_MEAN_MILLIS"
    """The mean, in milliseconds, cut: of conversions, or per lead that ever was on the status."""
    MEDIAN_MILLIS = "CALLIYO_FIGURE_MEDIAN_MILLIS"
    """The median, in milliseconds."""
    P90_MILLIS = "CALLIYO_FIGURE_P90_MILLIS"
    """The 90th percentile by nearest rank, in milliseconds."""
    VISITS = "CALLIYO_FIGURE_VISITS"
    """How often the status was entered."""
    MILLIS = "CALLIYO_FIGURE_MILLIS"
    """How long leads were on it, in milliseconds."""
    QUEUE = "CALLIYO_FIGURE_QUEUE"
    """Leads in the task queue."""
    HELD = "CALLIYO_FIGURE_HELD"
    """Leads held that count toward the cap."""
    CAP = "CALLIYO_FIGURE_CAP"
    """Most leads held at once; missing: no limit."""
    FILLED_RATE = "CALLIYO_FIGURE_FILLED_RATE"
    """Held over cap; missing without a cap or for a cap of 0."""
    DUE_TODAY = "CALLIYO_FIGURE_DUE_TODAY"
    """Open follow-ups whose local date is today's."""
    OVERDUE = "CALLIYO_FIGURE_OVERDUE"
    """Open ones whose instant is past, or whose day is, as the policy says."""
    UPCOMING = "CALLIYO_FIGURE_UPCOMING"
    """Open ones of later days."""
    RESOLVED_ON_TIME = "CALLIYO_FIGURE_RESOLVED_ON_TIME"
    """Resolved in the period on their local date or before."""
    RESOLVED_LATE = "CALLIYO_FIGURE_RESOLVED_LATE"
    """Resolved in the period after it."""
    EXPIRED = "CALLIYO_FIGURE_EXPIRED"
    """Expired in the period."""
    TARGET = "CALLIYO_FIGURE_TARGET"
    """The daily target."""
    PROGRESS_RATE = "CALLIYO_FIGURE_PROGRESS_RATE"
    """Calls over target; missing for a target of 0."""
    RECEIVED = "CALLIYO_FIGURE_RECEIVED"
    """Leads received."""
    LARGEST = "CALLIYO_FIGURE_LARGEST"
    """The most that an agent received."""
    SMALLEST = "CALLIYO_FIGURE_SMALLEST"
    """The least."""
    SPREAD = "CALLIYO_FIGURE_SPREAD"
    """Largest less smallest."""
    NOT_PLACED = "CALLIYO_FIGURE_NOT_PLACED"
    """Eligible leads that found no place."""


class Report:
    """A report over columns, made once: it keeps its figures when the columns change.

    Raises `RefusedError` where the query or a column is at fault. A context manager; `len` is the number of rows.
    """

    def __init__(
        self, engine: Engine, kind: ReportKind, columns: Columns, query: Mapping[str, Any] | None = None
    ) -> None:
        self._library = engine.library
        ffi, text = self._library.ffi, b"" if query is None else json.dumps(query).encode()
        new, rows, failure = ffi.new("CalliyoReport **"), ffi.new("size_t *"), self._library.new_text()
        result = self._library.functions.calliyo_report_new(
            engine.pointer,
            self._library.constant(kind.value),
            columns.pointer,
            text,
            len(text),
            new,
            rows,
            failure.bytes,
            failure.length,
        )
        self._library.check_refusal(result, failure.take())
        self._pointer = ffi.gc(new[0], self._library.functions.calliyo_report_free)
        self._rows = int(rows[0])

    def __len__(self) -> int:
        return self._rows

    def read(self, figure: Figure) -> list[int | None]:
        """A figure of every row; none where a row has no such value. Reports that have a total have it last."""
        values, validity = self.read_packed(figure)
        return [value if validity[row // 8] >> row % 8 & 1 else None for row, value in enumerate(values)]

    def read_packed(self, figure: Figure) -> tuple[array[int], bytearray]:
        """The same as an array and the bitmap that says which rows have a value."""
        if self._pointer is None:
            raise ValueError("the report is closed")
        ffi = self._library.ffi
        values, validity = array("q", bytes(8 * self._rows)), bytearray((self._rows + 7) // 8)
        self._library.check(
            self._library.functions.calliyo_report_read(
                self._pointer,
                self._library.constant(figure.value),
                ffi.cast("int64_t *", ffi.from_buffer(values)),
                ffi.from_buffer(validity),
                self._rows,
            )
        )
        return values, validity

    def close(self) -> None:
        """Frees the report; a second time does nothing."""
        if self._pointer is not None:
            self._library.ffi.release(self._pointer)
            self._pointer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
