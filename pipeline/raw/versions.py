"""The versions of raw files and of the documents' text: by content, never by date.

Belongs here: which bytes a raw table is read from, as hashes. Does not belong here: who asks, be it a build or the Dagster UI.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from pipeline.contract.tables import Table
from pipeline.kernel.files import read_file, sha256_of
from pipeline.kernel.problems import InputError
from pipeline.raw.folder import DOCUMENT_FILE, document_folders, files_of

STATED = re.compile(r"^sha256: *([0-9a-f]{64}) *$", re.MULTILINE)


def file_versions(root: Path, table: Table) -> dict[str, str]:
    """Return the SHA-256 of each file that a raw table is read from, by its path from the folder above root. A missing file is left out."""
    try:
        files = files_of(root, table)
    except InputError:
        return {}
    return {file.relative_to(root.parent).as_posix(): sha256_of(read_file(file)) for file in files}


def text_versions(root: Path, text: str) -> dict[str, str]:
    """Return the SHA-256 of the text of each document, by the document's id: of the configured text, or what its document.yaml states.

    A configured text that no document.yaml states has its own name. A document of which no text is known is left out.
    """
    files = [folder / DOCUMENT_FILE for folder in document_folders(root)]
    found = {file.parent.name: STATED.search(read_file(file).decode("utf-8", "replace")) for file in files if file.is_file()}
    stated = {document: match[1] for document, match in found.items() if match}
    at_hand = sha256_of(read_file(Path(text))) if text and Path(text).is_file() else None
    return stated | ({Path(text).name: at_hand} if at_hand and at_hand not in stated.values() else {})


def joint_version(versions: Mapping[str, str]) -> str:
    """Return one version of several files: the SHA-256 of the lines that sha256sum prints of them."""
    return sha256_of("".join(f"{version}  {name}\n" for name, version in sorted(versions.items())).encode())
