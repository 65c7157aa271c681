"""The command behind `make page`: open the page of the release, or print where it is."""

import os
import sys
import webbrowser

from pipeline.kernel.paths import ROOT
from pipeline.page.language import FILES

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def main() -> int:
    """Print where the page is, and open it where there is a screen; return the exit status."""
    file = ROOT / "outputs" / "latest" / FILES["en"]
    if not file.is_file():
        print(f"There is no page at {file.relative_to(ROOT)}. make dataset makes it.", file=sys.stderr)
        return 1
    print(file.as_uri())
    if sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in DISPLAYS):
        webbrowser.open(file.as_uri())
    return 0


if __name__ == "__main__":
    sys.exit(main())
