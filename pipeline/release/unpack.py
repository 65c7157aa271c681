"""Unpacking a zip that somebody else made: bounded in size, and nowhere but in the folder that is given.

Belongs here: what an archive may hold, looked at before and while it is unpacked. Does not belong here: whether it holds a release
(`opened.py`).
"""

import errno
import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from pipeline.kernel.problems import InputError, Problem, refuse

FILES, BYTES, RATIO = 5_000, 1_000_000_000, 200  # a release has 200 files of 30 MB together, and no file is packed to less than a 30th
SMALL = 1_000_000  # bytes below which it does not matter how well a file is packed
KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1
BLOCK, LONGEST = 1 << 20, 200
LISTED = 4 * BLOCK  # bytes of the list of files in an archive: 5,000 files take less than a tenth
REMEDY = "fetch the file again from where it is published, or name another one"


def unpack(file: Path, folder: Path) -> None:
    """Unpack a zip into a folder. Raises InputError for what is no whole zip, and for one that is too large, that is encrypted, or that
    holds links, several files of one name, or a name that leads out of the folder."""
    try:
        with _Bounded(file) as source, zipfile.ZipFile(source) as packed:
            entries = packed.infolist()
            refuse(_problems(file.name, entries))
            for entry in entries:
                _write(packed, entry, folder)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        raise InputError([Problem(file.name, None, None, "a file that is a folder, too", "each name once", REMEDY)]) from None
    except OSError as error:
        if error.errno != errno.EINVAL:  # of a place in the file that cannot be
            raise
        raise InputError([Problem(file.name, None, None, None, "a whole zip file", REMEDY)]) from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
        raise InputError([Problem(file.name, None, None, str(error) or type(error).__name__, "a whole zip file", REMEDY)]) from None


class _Bounded(io.FileIO):
    """A file of which little is read at once, so that a list of files without end is not read into memory before they are counted."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Return some bytes; zipfile.BadZipFile where more are asked for than the list of a release has."""
        if size is not None and size > LISTED:
            raise zipfile.BadZipFile(f"a list of files of {size} bytes")
        return super().read(-1 if size is None else size) or b""


def _problems(archive: str, entries: list[zipfile.ZipInfo]) -> list[Problem]:
    """Return what keeps an archive from being unpacked, by what it says of its files."""
    size = sum(entry.file_size for entry in entries)
    found = [
        *([("", f"{len(entries)} files", f"at most {FILES} files")] if len(entries) > FILES else []),
        *([("", f"{size} bytes", f"at most {BYTES} bytes, unpacked")] if size > BYTES else []),
    ]
    taken: set[str] = set()
    for entry in entries[:FILES]:
        found += [(entry.filename, said, expected) for said, expected in _faults(entry)]
        name = entry.filename.rstrip("/").casefold()
        found += [(entry.filename, "a second file of this name", "each name once")] if name in taken else []
        taken.add(name)
    return [Problem(f"{archive}: {name}" if name else archive, None, None, said, expected, REMEDY) for name, said, expected in found]


def _faults(entry: zipfile.ZipInfo) -> list[tuple[str, str]]:
    """Return what is wrong with one file of an archive, and what is expected."""
    path, mode = PurePosixPath(entry.filename), entry.external_attr >> 16
    leads_out = path.is_absolute() or ".." in path.parts or "\\" in entry.filename or ":" in entry.filename or not path.parts
    plain = not stat.S_IFMT(mode) or stat.S_ISREG(mode) or stat.S_ISDIR(mode)
    dense = entry.file_size > SMALL and entry.file_size > RATIO * max(entry.compress_size, 1)
    return [
        *([("a name without end", f"at most {LONGEST} bytes")] if len(entry.filename.encode("utf-8", "replace")) > LONGEST else []),
        *([("a path that leads out of the release", "a path below one folder")] if leads_out else []),
        *([] if plain else [("a link or a device", "a file")]),
        *([(f"packed to less than 1 in {RATIO}", "a file of a release")] if dense else []),
        *([("encrypted", "a file that anybody can read")] if entry.flag_bits & ENCRYPTED else []),
        *([] if entry.compress_type in KINDS else [("a rare way of packing", "stored or deflated")]),
    ]


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, folder: Path) -> None:
    """Write one file, and not a byte more than the archive says that it has."""
    target = folder / PurePosixPath(entry.filename)
    if entry.is_dir():
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    left = entry.file_size
    with packed.open(entry) as source, target.open("xb") as sink:
        while block := source.read(BLOCK):
            left -= len(block)
            if left < 0:
                raise ValueError(f"{entry.filename} is longer than the archive says")
            sink.write(block)
