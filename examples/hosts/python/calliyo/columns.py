"""Many leads and agents as columns: memory of the host that the library reads and writes where it is."""

from __future__ import annotations

import enum
from types import TracebackType
from typing import TYPE_CHECKING, Any, Iterable, NamedTuple

from .library import Library

if TYPE_CHECKING:
    from typing_extensions import Buffer, Self


class Element(NamedTuple):
    """The type of a column's elements."""

    size: int
    """In bytes."""
    formats: str
    """The letters that the buffer protocol has for it; numpy and `array` do not always agree on one."""


U8 = Element(1, "B")
U16 = Element(2, "H")
U32 = Element(4, "IL")
U64 = Element(8, "LQ")
I64 = Element(8, "lq")


class Column(enum.Enum):
    """A column of one of the tables, with the type of its elements.

    Instants are UTC milliseconds. Owners and the like are rows of the agents. A value is missing where the bit of its
    row is 0 in the column's validity bitmap.
    """

    LEAD_STATUS = ("CALLIYO_LEAD_STATUS", U16)
    """The status, as its index in the pipeline."""
    LEAD_CAPTURED_AT = ("CALLIYO_LEAD_CAPTURED_AT", I64)
    """When the lead was captured."""
    LEAD_OWNER = ("CALLIYO_LEAD_OWNER", U32)
    """The owner; missing: unassigned."""
    LEAD_STATUS_SINCE = ("CALLIYO_LEAD_STATUS_SINCE", I64)
    """Since when it has its status. Removal needs it."""
    LEAD_LAST_OWNER = ("CALLIYO_LEAD_LAST_OWNER", U32)
    """The last owner before the present one; missing: none."""
    LEAD_PREVIOUS_OWNERS = ("CALLIYO_LEAD_PREVIOUS_OWNERS", U32)
    """Everybody who had the lead, a list (rule A7)."""
    LEAD_PRIORITY = ("CALLIYO_LEAD_PRIORITY", I64)
    """The priority: larger comes first; missing is least."""
    LEAD_BRANCH = ("CALLIYO_LEAD_BRANCH", U32)
    """The branch, by the same numbers as the agents' branches; missing: none."""
    LEAD_DEPARTMENT = ("CALLIYO_LEAD_DEPARTMENT", U32)
    """The department, likewise."""
    LEAD_LIVE_CALL = ("CALLIYO_LEAD_LIVE_CALL", None)
    """Flags: a call is in progress."""
    LEAD_FOLLOW_UP_AHEAD = ("CALLIYO_LEAD_FOLLOW_UP_AHEAD", None)
    """Flags: an open follow-up lies ahead of now."""
    LEAD_DO_NOT_CALL = ("CALLIYO_LEAD_DO_NOT_CALL", None)
    """Flags: the lead asked not to be called (rule C13)."""
    LEAD_ATTEMPTS = ("CALLIYO_LEAD_ATTEMPTS", U32)
    """Attempts made."""
    LEAD_LAST_ATTEMPT = ("CALLIYO_LEAD_LAST_ATTEMPT", I64)
    """When the last attempt was made; missing: never."""
    LEAD_ID_RANK = ("CALLIYO_LEAD_ID_RANK", U32)
    """The rank of the id among all ids, by bytes; without it the order of the rows."""
    LEAD_SOURCE = ("CALLIYO_LEAD_SOURCE", U32)
    """The source. May be missing."""
    LEAD_CAMPAIGN = ("CALLIYO_LEAD_CAMPAIGN", U32)
    """The campaign. May be missing."""
    LEAD_TAGS = ("CALLIYO_LEAD_TAGS", U32)
    """The tags, a list."""
    LEAD_OPEN_FOLLOW_UP = ("CALLIYO_LEAD_OPEN_FOLLOW_UP", None)
    """Flags: an open follow-up."""
    LEAD_CONVERTED_AT = ("CALLIYO_LEAD_CONVERTED_AT", I64)
    """When the current conversion was made (rule V1); missing: there is none."""
    LEAD_CREDITED = ("CALLIYO_LEAD_CREDITED", U32)
    """The agent credited with it. May be missing."""
    LEAD_CURRENCY = ("CALLIYO_LEAD_CURRENCY", U32)
    """The currency of its order; missing: there is no order."""
    LEAD_AMOUNT_MINOR = ("CALLIYO_LEAD_AMOUNT_MINOR", I64)
    """The amount of its order, in minor units. May be missing."""
    LEAD_TAX_MINOR = ("CALLIYO_LEAD_TAX_MINOR", I64)
    """The tax of its order, in minor units. May be missing."""
    LEAD_REFUNDED = ("CALLIYO_LEAD_REFUNDED", None)
    """Flags: its order was refunded."""
    AGENT_CAP = ("CALLIYO_AGENT_CAP", U32)
    """The most leads held at once; missing: no limit; 0: receives none."""
    AGENT_HELD = ("CALLIYO_AGENT_HELD", U32)
    """Leads held that count toward the cap."""
    AGENT_COUNTER = ("CALLIYO_AGENT_COUNTER", U64)
    """Leads received from assignment so far; missing: the agent is new (rule A5b)."""
    AGENT_RECEIVED_TODAY = ("CALLIYO_AGENT_RECEIVED_TODAY", U32)
    """Leads received on the run's local day so far (rule A7)."""
    AGENT_STATE = ("CALLIYO_AGENT_STATE", U8)
    """Active (0), away (1) or banned (2)."""
    AGENT_RECEIVES = ("CALLIYO_AGENT_RECEIVES", None)
    """Flags: the agent's role receives leads; without it every role does."""
    AGENT_BRANCH = ("CALLIYO_AGENT_BRANCH", U32)
    """The branch."""
    AGENT_DEPARTMENT = ("CALLIYO_AGENT_DEPARTMENT", U32)
    """The department."""
    CALL_STARTED_AT = ("CALLIYO_CALL_STARTED_AT", I64)
    """When the call started. Reports of calls need it."""
    CALL_STATUS = ("CALLIYO_CALL_STATUS", U8)
    """A CalliyoCallStatus. Reports of calls need it."""
    CALL_DURATION_SECONDS = ("CALLIYO_CALL_DURATION_SECONDS", U32)
    """How long the parties were connected, in seconds. Reports of calls need it."""
    CALL_AGENT = ("CALLIYO_CALL_AGENT", U32)
    """The agent who made or took it. Reports of calls need it. May be missing."""
    CALL_LEAD = ("CALLIYO_CALL_LEAD", U32)
    """The lead it belongs to; missing: something else than a lead. The reach rate needs it."""
    CALL_DIRECTION = ("CALLIYO_CALL_DIRECTION", U8)
    """A CalliyoDirection. Unset: every call was outgoing."""
    CALL_RESPONSE = ("CALLIYO_CALL_RESPONSE", U32)
    """What the lead answered. May be missing."""
    CALL_ATTEMPT = ("CALLIYO_CALL_ATTEMPT", U32)
    """Which attempt on the lead it was, from 1. May be missing."""
    CALL_BRANCH = ("CALLIYO_CALL_BRANCH", U32)
    """The branch. May be missing."""
    CALL_DEPARTMENT = ("CALLIYO_CALL_DEPARTMENT", U32)
    """The department. May be missing."""
    CALL_TAGS = ("CALLIYO_CALL_TAGS", U32)
    """The tags, a list."""
    CALL_CAMPAIGN = ("CALLIYO_CALL_CAMPAIGN", U32)
    """The campaign. May be missing."""
    CALL_SOURCE = ("CALLIYO_CALL_SOURCE", U32)
    """The source. May be missing."""
    CALL_PARENT_KIND = ("CALLIYO_CALL_PARENT_KIND", U32)
    """The kind of what it belongs to. May be missing."""
    CALL_VOIDED = ("CALLIYO_CALL_VOIDED", None)
    """Flags: it was voided and counts nowhere (rule C12)."""
    FOLLOW_UP_AT = ("CALLIYO_FOLLOW_UP_AT", I64)
    """The instant it is set for. Reports of follow-ups need it."""
    FOLLOW_UP_OWNER = ("CALLIYO_FOLLOW_UP_OWNER", U32)
    """The owner. Reports of follow-ups need it. May be missing."""
    FOLLOW_UP_STATE = ("CALLIYO_FOLLOW_UP_STATE", U8)
    """A CalliyoFollowUpState. Reports of follow-ups need it."""
    FOLLOW_UP_CLOSED_AT = ("CALLIYO_FOLLOW_UP_CLOSED_AT", I64)
    """When it was resolved or expired. One that is closed without an instant counts nowhere. May be missing."""
    FOLLOW_UP_NOTE = ("CALLIYO_FOLLOW_UP_NOTE", None)
    """Flags: it is a note, which is never due (rule F8)."""
    HISTORY_LEAD = ("CALLIYO_HISTORY_LEAD", U32)
    """The lead, ascending. Reports of the time in a status need all three."""
    HISTORY_STATUS = ("CALLIYO_HISTORY_STATUS", U16)
    """The status that it entered, as its index in the pipeline."""
    HISTORY_ENTERED_AT = ("CALLIYO_HISTORY_ENTERED_AT", I64)
    """When, ascending for each lead."""

    def __init__(self, constant: str, element: Element | None) -> None:
        self.constant = constant
        self.element = element


class Output(enum.Enum):
    """What a plan writes into memory of the host, with the type of its elements."""

    PLAN_AGENT = ("CALLIYO_PLAN_AGENT", U32)
    """Per lead: who receives it, or `NO_AGENT`."""
    PLAN_REASON = ("CALLIYO_PLAN_REASON", U8)
    """Per lead: why it stays, a `Reason` by its number; 0: it moves."""
    PLAN_REASON_COUNTS = ("CALLIYO_PLAN_REASON_COUNTS", U64)
    """By reason: how many leads; as many reasons as there is room for."""
    PLAN_RECEIVED = ("CALLIYO_PLAN_RECEIVED", U32)
    """Per agent: leads received."""
    PLAN_COUNTER = ("CALLIYO_PLAN_COUNTER", U64)
    """Per agent: the counter of leads received, after the run; missing: the agent is still new (rule A5b)."""
    PLAN_ROOM = ("CALLIYO_PLAN_ROOM", I64)
    """Per agent: free places in the end, negative above the cap; missing: no limit."""
    PLAN_LOST = ("CALLIYO_PLAN_LOST", U32)
    """Per agent: leads that are taken away."""
    PLAN_PLACES_LEFT = ("CALLIYO_PLAN_PLACES_LEFT", U32)
    """Per agent: free places that no lead is left for."""
    PLAN_IS_PROVEN = ("CALLIYO_PLAN_IS_PROVEN", U8)
    """One element: 1, or 0 where the search for the best plan was given up."""

    def __init__(self, constant: str, element: Element) -> None:
        self.constant = constant
        self.element = element


class Size(enum.Enum):
    """How many there are of what dense numbers name, for reports."""

    AGENTS = "CALLIYO_SIZE_AGENTS"
    """Agents."""
    LEADS = "CALLIYO_SIZE_LEADS"
    """Leads."""
    RESPONSES = "CALLIYO_SIZE_RESPONSES"
    """Responses."""
    BRANCHES = "CALLIYO_SIZE_BRANCHES"
    """Branches."""
    DEPARTMENTS = "CALLIYO_SIZE_DEPARTMENTS"
    """Departments."""
    TAGS = "CALLIYO_SIZE_TAGS"
    """Tags."""
    CAMPAIGNS = "CALLIYO_SIZE_CAMPAIGNS"
    """Campaigns."""
    SOURCES = "CALLIYO_SIZE_SOURCES"
    """Sources."""
    PARENT_KINDS = "CALLIYO_SIZE_PARENT_KINDS"
    """Kinds of what a call belongs to."""
    CURRENCIES = "CALLIYO_SIZE_CURRENCIES"
    """Currencies of orders."""


class Reason(enum.Enum):
    """Why a lead stays where it is. A later library may have others."""

    MOVED = "CALLIYO_REASON_MOVED"
    """The plan moves the lead."""
    STATUS_NOT_LISTED = "CALLIYO_REASON_STATUS_NOT_LISTED"
    """Its status is not in the list."""
    IS_CUSTOMER = "CALLIYO_REASON_IS_CUSTOMER"
    """A customer."""
    LIVE_CALL = "CALLIYO_REASON_LIVE_CALL"
    """A call is in progress."""
    FOLLOW_UP_AHEAD = "CALLIYO_REASON_FOLLOW_UP_AHEAD"
    """An open follow-up lies ahead."""
    OWNER_BANNED = "CALLIYO_REASON_OWNER_BANNED"
    """The owner is banned and keeps the lead."""
    OWNER_UNKNOWN = "CALLIYO_REASON_OWNER_UNKNOWN"
    """The owner is not among the agents supplied."""
    DO_NOT_CALL = "CALLIYO_REASON_DO_NOT_CALL"
    """The lead asked not to be called."""
    NOT_OWNED = "CALLIYO_REASON_NOT_OWNED"
    """There is no owner to take it from."""
    TOO_RECENT = "CALLIYO_REASON_TOO_RECENT"
    """On its status since after the cut-off."""
    NO_AGENT_MATCHES = "CALLIYO_REASON_NO_AGENT_MATCHES"
    """Not placed: no receiving agent is in its scope."""
    ONLY_BARRED_AGENT = "CALLIYO_REASON_ONLY_BARRED_AGENT"
    """Not placed: only its barred agent has room."""
    LIMIT_REACHED = "CALLIYO_REASON_LIMIT_REACHED"
    """Not placed: intake limits are reached."""
    AGENTS_AT_CAP = "CALLIYO_REASON_AGENTS_AT_CAP"
    """Not placed: the agents in its scope are at their cap."""
    EXHAUSTED = "CALLIYO_REASON_EXHAUSTED"
    """As many attempts were made as the policy allows."""
    RESTING = "CALLIYO_REASON_RESTING"
    """The last attempt is too recent."""

    @classmethod
    def of(cls, number: int, library: Library | None = None) -> Reason | None:
        """The reason with this number in an output; nothing where this package does not know it."""
        library = library or Library.default()
        return next((reason for reason in cls if library.constant(reason.value) == number), None)


class Columns:
    """Columns of one run. Whatever is set is borrowed, and kept alive and in place until it is replaced or unset.

    Used by one thread at a time. A context manager; `close` lets go of all memory.
    """

    def __init__(self, library: Library | None = None) -> None:
        self._library = library or Library.default()
        self._borrowed: dict[Column | Output, tuple[Any, ...]] = {}
        new = self._library.ffi.new("CalliyoColumns **")
        self._library.check(self._library.functions.calliyo_columns_new(new))
        self._pointer = self._library.ffi.gc(new[0], self._library.functions.calliyo_columns_free)

    def set(self, column: Column, values: Buffer, validity: Buffer | None = None) -> None:
        """Sets a column to the elements of a buffer, which must have the column's type.

        `validity` has a bit per row, the least significant first, as `bitmap` makes it; without it no value is missing.
        """
        if column.element is None:
            raise TypeError(f"{column.name} holds flags")
        data, length = self._borrow(values, column.element)
        bits = self._borrow_bits(validity, length)
        self._check(
            self._library.functions.calliyo_columns_set(self.pointer, self._constant(column), data, bits, length)
        )
        self._borrowed[column] = (data, bits)

    def set_flags(self, column: Column, flags: Buffer, length: int) -> None:
        """Sets a column of flags to a bitmap of `length` rows."""
        if column.element is not None:
            raise TypeError(f"{column.name} holds no flags")
        bits = self._borrow_bits(flags, length)
        null = self._library.ffi.NULL
        self._check(
            self._library.functions.calliyo_columns_set(self.pointer, self._constant(column), bits, null, length)
        )
        self._borrowed[column] = (bits,)

    def set_list(self, column: Column, offsets: Buffer, values: Buffer) -> None:
        """Sets a column of lists: those of row i are the values from `offsets[i]` to `offsets[i + 1]`, both u32."""
        starts, count = self._borrow(offsets, U32)
        data, length = self._borrow(values, U32)
        if count == 0:
            raise ValueError("offsets have one element more than there are rows")
        offset_pointer, value_pointer = (self._library.ffi.cast("uint32_t *", memory) for memory in (starts, data))
        set_list = self._library.functions.calliyo_columns_set_list
        self._check(
            set_list(self.pointer, self._constant(column), offset_pointer, value_pointer, count - 1, length)
        )
        self._borrowed[column] = (starts, data)

    def unset(self, column: Column) -> None:
        """Lets go of a column."""
        self._check(self._library.functions.calliyo_columns_unset(self.pointer, self._constant(column)))
        self._borrowed.pop(column, None)

    def set_size(self, size: Size, count: int) -> None:
        """Sets how many there are of what dense numbers name; reports need it of what they look at."""
        self._check(
            self._library.functions.calliyo_columns_set_size(self.pointer, self._library.constant(size.value), count)
        )

    def set_output(self, output: Output, values: Buffer, validity: Buffer | None = None) -> None:
        """Lets plans write into a buffer, which must be writable and have the output's type."""
        data, length = self._borrow(values, output.element, is_written=True)
        bits = self._borrow_bits(validity, length, is_written=True)
        set_output = self._library.functions.calliyo_columns_set_output
        self._check(set_output(self.pointer, self._constant(output), data, bits, length))
        self._borrowed[output] = (data, bits)

    def unset_output(self, output: Output) -> None:
        """Lets go of a buffer that plans wrote into."""
        self._check(self._library.functions.calliyo_columns_unset_output(self.pointer, self._constant(output)))
        self._borrowed.pop(output, None)

    def close(self) -> None:
        """Frees the columns and lets go of all memory; a second time does nothing."""
        if self._pointer is not None:
            self._library.ffi.release(self._pointer)
            self._pointer = None
            self._borrowed.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pointer(self) -> Any:
        """The columns as the C interface takes them."""
        if self._pointer is None:
            raise ValueError("the columns are closed")
        return self._pointer

    def _constant(self, named: Column | Output) -> int:
        return self._library.constant(named.constant)

    def _check(self, result: int) -> None:
        self._library.check(result)

    def _borrow(self, values: Buffer, element: Element, is_written: bool = False) -> tuple[Any, int]:
        """The memory of a buffer, and how many elements it has."""
        view = memoryview(values)
        if view.ndim != 1 or view.itemsize != element.size or view.format.lstrip("@=") not in element.formats:
            found = f"{view.ndim} dimensions of {view.itemsize} bytes, {view.format!r}"
            raise TypeError(f"the column takes one dimension of {element.size} bytes, {element.formats!r}, not {found}")
        return self._library.ffi.from_buffer(view, require_writable=is_written), len(view)

    def _borrow_bits(self, bits: Buffer | None, length: int, is_written: bool = False) -> Any:
        """The memory of a bitmap of so many rows."""
        if bits is None:
            return self._library.ffi.NULL
        data, size = self._borrow(bits, U8, is_written)
        if size != (length + 7) // 8:
            raise ValueError(f"a bitmap of {length} rows has {(length + 7) // 8} bytes, not {size}")
        return data


def bitmap(flags: Iterable[object]) -> bytearray:
    """The bitmap of flags: whether each is true, the least significant bit first.

    With numpy, ``numpy.packbits(flags, bitorder="little")`` is the same and quicker.
    """
    bits = bytearray()
    for row, flag in enumerate(flags):
        if row % 8 == 0:
            bits.append(0)
        if flag:
            bits[-1] |= 1 << row % 8
    return bits
