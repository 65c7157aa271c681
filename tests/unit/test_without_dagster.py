"""The work of each layer knows nothing of Dagster."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PURE = ("raw", "core", "metrics", "trade", "front", "charts", "page", "release", "verify", "contract", "official")


def test_the_pure_layers_do_not_import_dagster() -> None:
    files = [file for folder in PURE for file in sorted((ROOT / "pipeline" / folder).glob("*.py"))]
    modules = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files if file.name != "dagster.py"]
    program = "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module(name)\nsys.exit('dagster' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *modules], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
