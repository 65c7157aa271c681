"""The citing faces of a release: CITATION.cff, and .zenodo.json, which an archive reads in its place.

Belongs here: how the release wants to be cited. Does not belong here: who wrote what; no natural person is stated.
"""

import json

import yaml

from pipeline.describe.described import Described

TYPE = "dataset"


def citation(release: Described) -> str:
    """Return the text of CITATION.cff (Citation File Format 1.2.0)."""
    known = release.metadata
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": TYPE,
        "title": known.title.en,
        "version": known.version,
        "authors": [{"name": known.publisher.en}],
        "abstract": known.description.en,
        "keywords": known.keywords.en,
        "license": known.licences.data.id,
    }
    return yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=130)


def zenodo(release: Described) -> str:
    """Return the text of .zenodo.json, by the names of Zenodo's deposit metadata."""
    known = release.metadata
    fields = {
        "upload_type": TYPE,
        "title": known.title.en,
        "version": known.version,
        "creators": [{"name": known.publisher.en}],
        "description": f"<p>{known.description.en}</p><p>{known.description.fr}</p>",
        "notes": release.rights(),
        "keywords": known.keywords.both,
        "license": known.licences.data.id.lower(),
        "access_right": "open",
    }
    return json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
