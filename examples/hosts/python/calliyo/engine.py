"""The engine: a company's policy, checked once, and what can be asked of it."""

from __future__ import annotations

import enum
import json
from types import TracebackType
from typing import TYPE_CHECKING, Any, Mapping, Union

from .columns import Columns
from .errors import RefusedError
from .library import Library

if TYPE_CHECKING:
    from typing_extensions import Self

Document = Union[str, Mapping[str, Any]]
"""A JSON document, as text or as what `json` makes a text of."""


class Job(enum.Enum):
    """A job that runs over columns."""

    REMOVAL = "CALLIYO_JOB_REMOVAL"
    ASSIGNMENT = "CALLIYO_JOB_ASSIGNMENT"
    TOP_UP = "CALLIYO_JOB_TOP_UP"


class Facts:
    """What one lead's moves depend on, for the engine that told them."""

    def __init__(self, engine: Engine, number: int) -> None:
        self._engine = engine
        self.number = number

    def refusal(self, to: int) -> str | None:
        """Why the lead may not be moved to the status with this index in the pipeline, as a code; none: it may."""
        return self._engine.refusal(self.number, to)


class Engine:
    """A company's policy, checked.

    Raises `RefusedError` with every fault where the policy has any. Any number of threads may ask an engine at the same
    time; `close`, or the end of the ``with``, needs all of them to be done.
    """

    def __init__(self, policy: Document, library: Library | None = None) -> None:
        self.library = library or Library.default()
        """The library that the engine lives in."""
        text, failure = _text(policy), self.library.new_text()
        new = self.library.ffi.new("CalliyoEngine **")
        result = self.library.functions.calliyo_engine_new(text, len(text), new, failure.bytes, failure.length)
        self.library.check_refusal(result, failure.take())
        self._pointer = self.library.ffi.gc(new[0], self.library.functions.calliyo_engine_free)

    def call(self, operation: str, request: Mapping[str, Any]) -> Any:
        """The result of an operation. Raises `RefusedError` where the request is refused."""
        return _result(self.answer(operation, json.dumps(request)))

    def answer(self, operation: str, request: str) -> str:
        """The answer to a request, both as they cross the border: JSON text. A refused request has one too."""
        return _answer(self.library, self.pointer, operation, request)

    def plan(self, job: Job, columns: Columns, now: int) -> str:
        """Runs a job over columns at an instant, in UTC milliseconds: fills the outputs, and tells it in one line.

        Raises `RefusedError` where a column is missing or wrong; nothing is written then.
        """
        text = self.library.new_text()
        kind = self.library.constant(job.value)
        plan = self.library.functions.calliyo_plan
        result = plan(self.pointer, kind, columns.pointer, now, text.bytes, text.length)
        line = text.take()
        self.library.check_refusal(result, line)
        return line

    def facts(self, lead: Document, context: Document) -> Facts:
        """What the moves of a lead depend on; lead and context are those of the operation ``transitions``."""
        own, beside, failure = _text(lead), _text(context), self.library.new_text()
        number = self.library.ffi.new("uint64_t *")
        result = self.library.functions.calliyo_facts(
            self.pointer, own, len(own), beside, len(beside), number, failure.bytes, failure.length
        )
        self.library.check_refusal(result, failure.take())
        return Facts(self, int(number[0]))

    def refusal(self, facts: int, to: int) -> str | None:
        """`Facts.refusal` for the number of facts."""
        code = self.library.ffi.new("const char **")
        self.library.check(self.library.functions.calliyo_can_move(self.pointer, facts, to, code))
        if code[0] == self.library.ffi.NULL:
            return None
        return bytes(self.library.ffi.string(code[0])).decode()

    def close(self) -> None:
        """Frees the engine; a second time does nothing."""
        if self._pointer is not None:
            self.library.ffi.release(self._pointer)
            self._pointer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def pointer(self) -> Any:
        """The engine as the C interface takes it."""
        if self._pointer is None:
            raise ValueError("the engine is closed")
        return self._pointer


def call(operation: str, request: Mapping[str, Any], library: Library | None = None) -> Any:
    """The result of an operation that needs no engine, such as ``version`` or ``checkPolicy``."""
    return _result(answer(operation, json.dumps(request), library))


def answer(operation: str, request: str, library: Library | None = None) -> str:
    """The same as text, in and out."""
    library = library or Library.default()
    return _answer(library, library.ffi.NULL, operation, request)


def _answer(library: Library, engine: Any, operation: str, request: str) -> str:
    name, question, text = operation.encode(), request.encode(), library.new_text()
    library.check(
        library.functions.calliyo_call(
            engine, name, len(name), question, len(question), text.bytes, text.length
        )
    )
    return text.take()


def _result(answer: str) -> Any:
    document = json.loads(answer)
    if document["type"] != "success":
        raise RefusedError.from_document(answer)
    return document["result"]


def _text(document: Document) -> bytes:
    return (document if isinstance(document, str) else json.dumps(document)).encode()
