"""PNG files made small: the picture that the drawing program made, with a palette and compressed well, and the same bytes everywhere.

The drawing program compresses fast and not well: its files are six times as large. Python's zlib is the system's and differs from machine
to machine; that of pyarrow comes with it, and its version is locked. Does not belong here: drawing (`render.py`).
"""

import struct
import zlib

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Numbers = NDArray[np.uint32]
Lengths = NDArray[np.int64]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256  # of a palette
GZIP_HEADER, GZIP_TRAILER = 10, 8  # bytes around the compressed data
ZLIB_HEADER = b"\x78\xda"
SUB, RGBA = 1, 6  # the filter and the kind of pixels that the drawing program uses


def with_palette(picture: bytes) -> bytes:
    """Return an opaque PNG file with at most 256 colours: the most frequent ones; another becomes the nearest of these.

    Raises ValueError for a picture that is not opaque, or not in the form in which the drawing program writes.
    """
    width, height, numbers, lengths = _runs(picture)
    colours, places = np.unique(numbers, return_inverse=True)
    ground = numbers[0]
    counts = np.where(colours == ground, 0, np.bincount(places, weights=lengths))
    frequent = colours[np.argsort(-counts, kind="stable")[: min(COLOURS, len(colours)) - 1]]
    palette = np.concatenate([[ground], np.sort(frequent)]).astype(np.uint32)
    lines = np.zeros((height, width + 1), np.uint8)  # each line begins with its filter: none
    lines[:, 1:] = np.repeat(_nearest(colours, palette)[places], lengths).reshape(height, width)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", _channels(palette).astype(np.uint8).tobytes()), (b"IDAT", _compressed(lines.tobytes())))
    return SIGNATURE + b"".join(_chunk(kind, data) for kind, data in (*chunks, (b"IEND", b"")))


def _runs(picture: bytes) -> tuple[int, int, Numbers, Lengths]:
    """Return width and height, and the runs of pixels of one colour from left to right, line by line: their colours, red first, and their
    lengths. A picture has a tenth as many runs as pixels.

    The filter Sub stores what a pixel adds to the one on its left, so a run begins where that is not zero, and at the start of a line.
    """
    chunks = _chunks(picture)
    width, height, depth, kind = struct.unpack(">IIBB", chunks[b"IHDR"][:10])
    lines = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    if (depth, kind) != (8, RGBA) or (lines[:, 0] != SUB).any():
        raise ValueError(
            "The drawing program writes PNG files in another form than RGBA with the filter Sub: pipeline/charts/png.py reads this one."
        )
    added = np.ascontiguousarray(lines[:, 1:]).view(np.uint32).reshape(-1)
    is_begun = added != 0
    is_begun[::width] = True
    begins = np.flatnonzero(is_begun)
    sums: Bytes = np.cumsum(added[begins].view(np.uint8).reshape(-1, 4), axis=0, dtype=np.uint8)  # of all lines, modulo 256
    of_lines = np.searchsorted(begins, np.arange(height) * width)
    before = np.concatenate([np.zeros((1, 4), np.uint8), sums[of_lines[1:] - 1]])
    pixels = sums - np.repeat(before, np.diff(of_lines, append=len(begins)), axis=0)
    if (pixels[:, 3] != 255).any():
        raise ValueError("The picture has pixels that are not opaque: give the chart a background.")
    red, green, blue = (pixels[:, channel].astype(np.uint32) for channel in range(3))
    return width, height, red << 16 | green << 8 | blue, np.diff(begins, append=width * height)


def _chunks(picture: bytes) -> dict[bytes, bytes]:
    """Return the data of the chunks of a PNG file by kind, that of several of one kind joined."""
    found: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(picture):
        [length] = struct.unpack(">I", picture[at : at + 4])
        kind = picture[at + 4 : at + 8]
        found[kind] = found.get(kind, b"") + picture[at + 8 : at + 8 + length]
        at += length + 12
    return found


def _nearest(colours: Numbers, palette: Numbers) -> Bytes:
    """Return for each colour the place of the nearest one in the palette, the first of several."""
    ours, theirs = _channels(colours), _channels(palette)
    return np.array([((theirs - colour) ** 2).sum(axis=1).argmin() for colour in ours], np.uint8)


def _channels(colours: Numbers) -> NDArray[np.int64]:
    return np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int64)


def _compressed(data: bytes) -> bytes:
    """Return data in the form of zlib, compressed by the library that comes with pyarrow."""
    packed: bytes = pa.Codec("gzip", compression_level=6).compress(data, asbytes=True)
    return ZLIB_HEADER + packed[GZIP_HEADER:-GZIP_TRAILER] + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
