"""Reading one CSV file: fast where it is plain, and strictly, with every fault of it, where it is not.

Belongs here: the choice between the two readers. They accept the same files and read the same cells from them.
pandas.read_csv is not used: it accepts short rows, turns surplus cells into an index and renames doubled columns.
"""

from collections.abc import Sequence

import pyarrow as pa

from pipeline.raw.plain_csv import read_plain
from pipeline.raw.strict_csv import read_strictly


def read_csv(content: bytes, file: str, columns: Sequence[str]) -> pa.Table:
    """Return the rows of a file: text columns in the order of `columns`, an empty cell as null.

    Row n, counted from 0, stands on line n + 2.
    content: the file's bytes: UTF-8 without BOM, LF line ends, comma-separated, quoted where needed. file: its name for messages.
    Raises InputError with all faults: encoding, BOM, CR, control characters, blank lines, header, short or long rows, stray spaces.
    """
    plain = read_plain(content, columns)
    return read_strictly(content, file, columns) if plain is None else plain
