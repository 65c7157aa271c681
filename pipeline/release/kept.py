"""What stays in the output folder: the latest release, the one before it, which somebody may be reading, and what is not the build's.

Only what a build made is removed: a whole release under the name that its own checksums give it, and temporary folders with the names that
a build gives. Whatever else lies there, such as a .DS_Store, a link or somebody's folder, stays where it is, and fails nothing. Belongs
here: what is removed, kept or moved aside. It imports nothing but the standard library. Does not belong here: making a release visible
(`publish.py`).
"""

import re
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

RELEASES, ASIDE = "releases", "moved_aside"
LINK_PART = ".latest.part"
BUILDING, PRUNED = ".building-", ".pruned-"
NAME = re.compile(r"[0-9a-f]{12}")
# what tempfile.mkdtemp adds to a prefix, and the name of a release
TEMPORARY = re.compile(rf"{re.escape(BUILDING)}[a-z0-9_]{{8}}|{re.escape(PRUNED)}{NAME.pattern}")


def remove_left(outputs: Path) -> None:
    """Remove what a killed build left half written or half removed. What cannot be removed stays for the next build."""
    releases = outputs / RELEASES
    for left in sorted(releases.iterdir()) if releases.is_dir() else ():
        if TEMPORARY.fullmatch(left.name) and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    link = outputs / LINK_PART
    if link.is_symlink():
        link.unlink()


def prune(releases: Path, kept: Collection[str], is_whole: Callable[[Path], bool], tell: Callable[[str], None]) -> None:
    """Remove all other releases, under another name first, so that none is ever half there under its own.

    A release in which something was changed or added is left as it is. What cannot be removed is told, and fails nothing.
    """
    for release in sorted(releases.iterdir()):
        if release.name in kept or not NAME.fullmatch(release.name) or release.is_symlink() or not release.is_dir():
            continue
        try:
            if is_whole(release):
                release.replace(pruned := release.with_name(PRUNED + release.name))
                shutil.rmtree(pruned)
            else:
                tell(f"Kept {RELEASES}/{release.name}, an earlier release, because its files are not those that were published.")
        except OSError as error:
            tell(f"Could not remove {RELEASES}/{release.name}, an earlier release: {error.strerror}.")


def set_aside(outputs: Path, path: Path, tell: Callable[[str], None]) -> None:
    """Move what no build made out of a release, to outputs/moved_aside/, under its own name or, where that is taken, one with a number."""
    folder = outputs / ASIDE
    folder.mkdir(exist_ok=True)
    free = (folder / f"{path.name}{suffix}" for suffix in ("", *(f".{number}" for number in range(2, 10_000))))
    target = next(name for name in free if not name.exists() and not name.is_symlink())
    path.replace(target)
    with suppress(ValueError):
        tell(f"Moved {path.relative_to(outputs).as_posix()}, which is no part of the release, to {outputs.name}/{ASIDE}/{target.name}.")
