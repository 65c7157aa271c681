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
from pipeline.describe.pages import changelog, methods
from pipeline.describe.prov import prov
from pipeline.describe.readme import data_dictionary, licence_of_data, readme
from pipeline.describe.schema_org import schema_org
from pipeline.kernel.files import read_file, read_text_file

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
    "schema_org.jsonld": schema_org,
}
PAGES: dict[str, Callable[[str, str], str]] = {"CHANGELOG.md": changelog, "docs/methods.md": methods}
COPIED = ("LICENSE",)


def write_descriptions(folder: Path, release: Described, root: Path) -> None:
    """Write every description into the folder of a release, with the pages and files of the repository that go with it.

    Raises InputError that names each data file of which no description would know what it is.
    """
    refuse_unknown(release.files, (table.name for table in release.tables))
    for name, face in FACES.items():
        (folder / name).write_text(face(release), "utf-8")
    for name, page in PAGES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(page(read_text_file(root / name), release.metadata.version), "utf-8")
    for name in COPIED:
        (folder / name).write_bytes(read_file(root / name))
