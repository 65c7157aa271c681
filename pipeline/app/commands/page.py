"""The command behind `make page`: open the page of the release, or print where it is."""

import os
import sys
import webbrowser
from pathlib import Path

from pipeline.kernel.command import command
from pipeline.kernel.paths import ROOT
from pipeline.kernel.problems import Problem, refuse
from pipeline.page.language import FILES

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


@command
def main() -> int:
    """Print where the page is, and open it where there is a screen; return the exit status."""
    file = page_file()
    print(file.as_uri())
    if sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in DISPLAYS):
        webbrowser.open(file.as_uri())
    return 0


def page_file() -> Path:
    """Return where the page of the latest release is; InputError where there is none."""
    file = ROOT / "outputs" / "latest" / FILES["en"]
    refuse(
        [] if file.is_file() else [Problem(file.relative_to(ROOT).as_posix(), None, None, None, "the page of a release", "make dataset")]
    )
    return file


if __name__ == "__main__":
    sys.exit(main())
