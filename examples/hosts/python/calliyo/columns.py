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
    """A column of leads or agents, with the type of its elements.

    Instants are UTC milliseconds. Owners and the like are rows of the agents. A value is missing where the bit of its
    row is 0 in the column's validity bitmap.
    """

    LEAD_STATUS = ("CALLIYO_LEAD_STATUS", U16)
    """The index of the status in the pipeline."""
    LEAD_CAPTURED_AT = ("CALLIYO_LEAD_CAPTURED_AT", I64)
    LEAD_OWNER = ("CALLIYO_LEAD_OWNER", U32)
    """Missing: unassigned. `UNKNOWN_AGENT`: somebody who is not among the agents."""
    LEAD_STATUS_SINCE = ("CALLIYO_LEAD_STATUS_SINCE", I64)
    LEAD_LAST_OWNER = ("CALLIYO_LEAD_LAST_OWNER", U32)
    LEAD_PREVIOUS_OWNERS = ("CALLIYO_LEAD_PREVIOUS_OWNERS", U32)
    """A list: see `Columns.set_list`."""
    LEAD_PRIORITY = ("CALLIYO_LEAD_PRIORITY", I64)
    LEAD_BRANCH = ("CALLIYO_LEAD_BRANCH", U32)
    LEAD_DEPARTMENT = ("CALLIYO_LEAD_DEPARTMENT", U32)
    LEAD_LIVE_CALL = ("CALLIYO_LEAD_LIVE_CALL", None)
    """Flags, as are the next two: see `Columns.set_flags`."""
    LEAD_FOLLOW_UP_AHEAD = ("CALLIYO_LEAD_FOLLOW_UP_AHEAD", None)
    LEAD_DO_NOT_CALL = ("CALLIYO_LEAD_DO_NOT_CALL", None)
    LEAD_ATTEMPTS = ("CALLIYO_LEAD_ATTEMPTS", U32)
    LEAD_LAST_ATTEMPT = ("CALLIYO_LEAD_LAST_ATTEMPT", I64)
    LEAD_ID_RANK = ("CALLIYO_LEAD_ID_RANK", U32)
    AGENT_CAP = ("CALLIYO_AGENT_CAP", U32)
    """Missing: no limit."""
    AGENT_HELD = ("CALLIYO_AGENT_HELD", U32)
    AGENT_COUNTER = ("CALLIYO_AGENT_COUNTER", U64)
    AGENT_RECEIVED_TODAY = ("CALLIYO_AGENT_RECEIVED_TODAY", U32)
    AGENT_STATE = ("CALLIYO_AGENT_STATE", U8)
    """0 active, 1 away, 2 banned."""
    AGENT_RECEIVES = ("CALLIYO_AGENT_RECEIVES", None)
    """Flags: the agent's role receives leads."""
    AGENT_BRANCH = ("CALLIYO_AGENT_BRANCH", U32)
    AGENT_DEPARTMENT = ("CALLIYO_AGENT_DEPARTMENT", U32)

    def __init__(self, constant: str, element: Element | None) -> None:
        self.constant = constant
        self.element = element


class Output(enum.Enum):
    """What a plan writes into memory of the host, with the type of its elements."""

    PLAN_AGENT = ("CALLIYO_PLAN_AGENT", U32)
    """Who receives each lead; `NO_AGENT`: it stays."""
    PLAN_REASON = ("CALLIYO_PLAN_REASON", U8)
    """Why each lead stays; 0: it moves."""
    PLAN_REASON_COUNTS = ("CALLIYO_PLAN_REASON_COUNTS", U64)
    PLAN_RECEIVED = ("CALLIYO_PLAN_RECEIVED", U32)
    """How many leads each agent receives."""
    PLAN_COUNTER = ("CALLIYO_PLAN_COUNTER", U64)
    PLAN_ROOM = ("CALLIYO_PLAN_ROOM", I64)
    PLAN_LOST = ("CALLIYO_PLAN_LOST", U32)
    PLAN_PLACES_LEFT = ("CALLIYO_PLAN_PLACES_LEFT", U32)
    PLAN_IS_PROVEN = ("CALLIYO_PLAN_IS_PROVEN", U8)

    def __init__(self, constant: str, element: Element) -> None:
        self.constant = constant
        self.element = element


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
        set_list = self._library.functions.calliyo_columns_set_list
        self._check(set_list(self.pointer, self._constant(column), starts, data, count - 1, length))
        self._borrowed[column] = (starts, data)

    def unset(self, column: Column) -> None:
        """Lets go of a column."""
        self._check(self._library.functions.calliyo_columns_unset(self.pointer, self._constant(column)))
        self._borrowed.pop(column, None)

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
