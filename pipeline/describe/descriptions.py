"""The descriptions of a release: everything beside its data files.

Belongs here: which description is made by which face. Does not belong here: their contents.
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.describe.citation import citation, zenodo
from pipeline.describe.croissant import croissant
from pipeline.describe.datapackage import datapackage
from pipeline.describe.dcat import dcat
from pipeline.describe.described import Described
from pipeline.describe.forms import refuse_unknown
from pipeline.describe.prov import prov
from pipeline.describe.readme import data_dictionary, licence_of_data, readme
from pipeline.kernel.files import read_file

FACES: dict[str, Callable[[Described], str]] = {
    ".zenodo.json": zenodo,
    "CITATION.cff": citation,
    "DATA_DICTIONARY.md": data_dictionary,
    "LICENSE-DATA": licence_of_data,
    "README.md": readme,
    "croissant.json": croissant,
    "datapackage.json": datapackage,
    "dcat.ttl": dcat,
    "provenance.jsonld": prov,
}
COPIED = ("CHANGELOG.md", "LICENSE")


def write_descriptions(folder: Path, release: Described, root: Path) -> None:
    """Write every description into the folder of a release, and copy those files of the repository that go with it.

    Raises InputError that names each data file of which no description would know what it is.
    """
    refuse_unknown(release.files, (table.name for table in release.tables))
    for name, face in FACES.items():
        (folder / name).write_text(face(release), "utf-8")
    for name in COPIED:
        (folder / name).write_bytes(read_file(root / name))
