"""Texts of the docs that are computed: what stands between two marks of a page is renewed, the rest is left as a person wrote it.

Does not belong here: what is computed.
"""


def renewed(page: str, name: str, content: str) -> str:
    """Return a page with what stands between the lines of its marks replaced; the marks are comments that name what they hold.

    Raises ValueError where the page lacks them.
    """
    begin, end = (f"<!-- {name}: {word} -->\n" for word in ("begin", "end"))
    before, first, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not first or not last:
        raise ValueError(f"no lines {begin!r} and {end!r} to write between")
    return before + begin + content + end + after
