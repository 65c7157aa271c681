"""Limits of this process that a library would not survive: found before it starts, since what ends there ends without a word.

Belongs here: asking the limit. Does not belong here: faults that a library reports (`faults.py`, `disk.py`).
"""

import resource

# The JavaScript engine that draws charts reserves a range of addresses, not memory. It ends the process where it does not get the range:
# with 60 GiB it does, with 66 it does not.
ADDRESSES = 66 * 2**30


class FewAddressesError(Exception):
    """The process may not use enough addresses; the message says what to do."""


def refuse_few_addresses() -> None:
    """Raise FewAddressesError where a limit (`ulimit -v`) leaves this process fewer addresses than drawing charts reserves."""
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < ADDRESSES:
        raise FewAddressesError(
            f"This process may use {limit // 2**20:,} MiB of addresses (ulimit -v). Drawing charts reserves {ADDRESSES // 2**20:,} MiB, "
            "though little memory. Raise that limit, or take it away (ulimit -v unlimited), and run the command again."
        )
