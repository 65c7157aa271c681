"""What a release records of its build, in build.json.

Belongs here: the version that metadata.yaml states, beside the hashes of all inputs. Does not belong here: taking the hashes
(`pipeline/release/inputs.py`).
"""

from pathlib import Path
from typing import Any

from pipeline.describe.metadata import parse
from pipeline.kernel.files import read_file
from pipeline.kernel.paths import METADATA
from pipeline.release.inputs import hashes_of_inputs, joint_hash


def build_record(root: Path, raw: Path) -> dict[str, Any]:
    """Return what a build of `raw` by the code in `root` is made from.

    version, schema_version: those of the metadata; inputs: those of `hashes_of_inputs`; inputs_sha256: one hash over all of them. Raises
    InputError for metadata that breaks its schema.
    """
    inputs = hashes_of_inputs(root, raw)
    known = parse(read_file(root / METADATA))
    return {"version": known.version, "schema_version": known.schema_version, "inputs": inputs, "inputs_sha256": joint_hash(inputs)}
