"""Texts of the docs that are computed: what stands between two marks of a page is renewed, the rest is left as a person wrote it.

Does not belong here: what is computed.
"""


def renewed(page: str, name: str, content: str) -> str:
    """Return a page with what stands between the lines of its marks replaced; the marks are comments that name what they hold.

    Raises ValueError where the page lacks them.
    """
    before, _, after = _parted(page, name)
    return before + content + after


def marked(page: str, name: str) -> str:
    """Return what stands between the lines of the marks of a page. Raises ValueError where the page lacks them."""
    return _parted(page, name)[1]


def _parted(page: str, name: str) -> tuple[str, str, str]:
    """Return a page up to and with its first mark, what stands between the marks, and the rest."""
    begin, end = (f"<!-- {name}: {word} -->\n" for word in ("begin", "end"))
    before, first, rest = page.partition(begin)
    content, last, after = rest.partition(end)
    if not first or not last:
        raise ValueError(f"no lines {begin!r} and {end!r} to write between")
    return before + begin, content, end + after
