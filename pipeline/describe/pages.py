"""Pages of the repository that go with a release: what changed, and how values are computed.

Belongs here: what a page must say once it stands alone. Does not belong here: pages that are made from schemas (`readme.py`).
"""

UNRELEASED = "Unreleased"
OF_REPOSITORY = "> Paths of files on this page are those of the repository that builds the dataset, not of this release.\n"


def changelog(text: str, version: str) -> str:
    """Return the changelog for a release of a version: what is unreleased in the repository is released with it."""
    return _standing_alone(text.replace(f"## {UNRELEASED}\n", f"## {version}\n", 1))


def methods(text: str, version: str) -> str:
    """Return the page of methods for a release of a version."""
    return _standing_alone(text).replace("\n>", f"\n> Data version {version}.", 1)


def _standing_alone(text: str) -> str:
    """Return a page that says, below its heading, where the files are that it names."""
    heading, _, rest = text.partition("\n")
    return f"{heading}\n\n{OF_REPOSITORY}{rest}"
