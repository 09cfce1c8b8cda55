"""What can go wrong, as exceptions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Mapping, Sequence


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, as data."""

    code: str
    """Stable, such as ``status.needs_owner``."""
    path: str
    """The field at fault, such as ``followUp.at``; empty for the whole."""
    rule: str
    """The number of the rule."""
    params: Mapping[str, Any]
    """What the sentence is made from."""
    message: str
    """The English sentence."""


class CalliyoError(Exception):
    """Anything that the library did not do."""


class MisuseError(CalliyoError):
    """The call itself was wrong: columns that do not fit, text that is no UTF-8, a constant that does not exist."""

    def __init__(self, result: str) -> None:
        super().__init__(result)
        self.result = result
        """The name of the result code, such as ``CALLIYO_MISALIGNED``."""


class RefusedError(CalliyoError):
    """What was asked for was refused. `code`, `path`, `rule` and `params` are those of the first fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} at {fault.path!r}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)
        first = self.faults[0]
        self.code, self.path, self.rule, self.params = first.code, first.path, first.rule, first.params

    @classmethod
    def from_document(cls, document: str) -> RefusedError:
        """The exception for a failure document of the library."""
        return cls([Fault(**error) for error in json.loads(document)["errors"]])
