"""Bodies of answers: in: chunks as they come, packed or not, out: the bytes, never more of them than allowed."""

from __future__ import annotations

import zlib

__all__ = ["BodyError", "Unpacker"]

_GZIP_OR_ZLIB = 47
"""`wbits` that tell the two apart by their heads (zlib's manual, inflateInit2)."""


class BodyError(Exception):
    """The body is larger than allowed, or not packed as it says. The message says which."""


class Unpacker:
    """
    Collects a body. The limit holds for the unpacked bytes, and nothing beyond it is ever unpacked.

    *Errors*: `BodyError` from every method.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        encoding = encoding.strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise BodyError(f"it is packed in a way that was not asked for: {encoding[:40]!r}")
        self._inflate = zlib.decompressobj(_GZIP_OR_ZLIB) if encoding not in ("", "identity") else None
        self._max = max_bytes
        self._data = bytearray()

    def add(self, chunk: bytes) -> None:
        """Take the next chunk of the body."""
        try:
            self._data += self._inflate.decompress(chunk, self._max + 1 - len(self._data)) if self._inflate else chunk
        except zlib.error as error:
            raise BodyError(f"it cannot be unpacked: {error}") from None
        if len(self._data) > self._max:
            raise BodyError(f"it has more than {self._max / 1e6:g} MB")

    def finish(self) -> bytes:
        """Give the whole body."""
        if self._inflate and self._data and not self._inflate.eof:
            raise BodyError("it ends before it is whole")
        return bytes(self._data)
