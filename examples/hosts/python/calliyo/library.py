"""The shared library: found, loaded, and asked through its C interface."""

from __future__ import annotations

import ctypes.util
import functools
import os
from pathlib import Path
from typing import Any, cast

import cffi

from .errors import MisuseError, RefusedError

DECLARATIONS = "calliyo.cdef.h"


class Library:
    """The loaded library.

    `path` is that of the shared library. Without it, the environment variable ``CALLIYO_LIBRARY`` names it, and without
    that the system looks for ``calliyo`` where it looks for every library. Raises `OSError` where there is none.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.ffi = cast(Any, cffi.FFI())
        self.ffi.cdef(_declarations())
        self.functions = self.ffi.dlopen(os.fspath(path) if path is not None else _find())
        expected, own = self.functions.CALLIYO_ABI_VERSION, self.functions.calliyo_abi_version()
        if own != expected:
            raise OSError(f"calliyo has version {own} of its C interface, and {expected} is declared")

    @staticmethod
    @functools.cache
    def default() -> Library:
        """The library that is used where none is given, loaded once."""
        return Library()

    def constant(self, name: str) -> int:
        """The value of a constant of the C interface."""
        return int(getattr(self.functions, name))

    def check(self, result: int) -> None:
        """Raises `MisuseError` unless the call went well."""
        if result != self.constant("CALLIYO_OK"):
            raise MisuseError(self._name_of(result))

    def check_refusal(self, result: int, failure: str) -> None:
        """Raises `RefusedError` where `failure` is a failure document, and else as `check`."""
        if result == self.constant("CALLIYO_FAILED") and failure:
            raise RefusedError.from_document(failure)
        self.check(result)

    def new_text(self) -> Text:
        """Room for a text that a function hands out."""
        return Text(self)

    def _name_of(self, result: int) -> str:
        names = (
            "CALLIYO_NULL_POINTER",
            "CALLIYO_INVALID_UTF8",
            "CALLIYO_INVALID_LENGTH",
            "CALLIYO_FAILED",
            "CALLIYO_PANIC",
            "CALLIYO_MISALIGNED",
            "CALLIYO_OVERLAP",
            "CALLIYO_UNKNOWN_CONSTANT",
            "CALLIYO_UNEXPECTED_VALIDITY",
        )
        return next((name for name in names if self.constant(name) == result), f"result {result}")


class Text:
    """A text that a function of the library hands out through two out parameters."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.bytes = library.ffi.new("char **")
        self.length = library.ffi.new("size_t *")

    def take(self) -> str:
        """The text, which is given back to the library; empty where none was handed out."""
        text, length = self.bytes[0], self.length[0]
        self.bytes[0], self.length[0] = self._library.ffi.NULL, 0
        if text == self._library.ffi.NULL:
            return ""
        try:
            return bytes(self._library.ffi.buffer(text, length)).decode()
        finally:
            self._library.functions.calliyo_text_free(text, length)


def _find() -> str:
    return os.environ.get("CALLIYO_LIBRARY") or ctypes.util.find_library("calliyo") or "libcalliyo.so"


def _declarations() -> str:
    """The C interface without a preprocessor: beside this file, or else in the sources of calliyo."""
    own = Path(__file__).resolve()
    sources = [folder / "calliyo-ffi" / "include" / DECLARATIONS for folder in own.parents]
    for path in [own.with_name(DECLARATIONS), *sources]:
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"{DECLARATIONS} stands neither beside {own} nor in the sources of calliyo")
