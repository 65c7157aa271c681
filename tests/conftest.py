"""Fixtures that all tests share: the real raw folder, copies of it to change, and builds in folders of their own."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings

if TYPE_CHECKING:
    import dagster as dg
    import pandas as pd

    from pipeline.verify.text import Text

ROOT = Path(__file__).resolve().parent.parent

# The files with the longest tests, longest first, but that the second needs no build, which the process of the first makes meanwhile.
LONGEST = (
    *("test_checks", "test_intervals", "test_never_half", "test_contributing", "test_mutations", "test_ui"),
    *("test_bad_input", "test_documents", "test_refusals", "test_charts", "test_profile", "test_freshness", "test_packing", "test_places"),
    *("test_release_validators", "test_page_sql", "test_page", "test_conflicts", "test_history_file", "test_dataset", "test_commands"),
    *("test_many_documents", "test_release_fair", "test_definitions", "test_network", "test_growth_and_shares"),
)

OBJECTS, YOUNG, OLD = 1_000_000, 20, 100  # a test makes few cycles and many objects; Python's own numbers are 700, 10, 10

# Property tests try the same examples each time, and none fails because the machine is busy. A failing example is reported as it was
# found: making it smaller takes minutes, and a run of all tests would not end. `--hypothesis-profile=shrink` makes it smaller.
FOUND_ONLY = [phase for phase in Phase if phase not in (Phase.shrink, Phase.explain)]
PROJECT = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("shrink", PROJECT)
settings.register_profile("project", PROJECT, phases=FOUND_ONLY)
settings.load_profile("project")


def pytest_configure() -> None:
    """Make the path of the document absolute, so that it leads there from copies of the repository too, and collect garbage seldom:
    `make dataset` never does."""
    gc.set_threshold(OBJECTS, YOUNG, OLD)
    if path := os.environ.get("SOURCE_DOCUMENT"):
        os.environ["SOURCE_DOCUMENT"] = str(Path(path).resolve())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first, so that no process waits long for the last one: `make test` keeps this order."""
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


def pytest_collection_finish() -> None:
    """Leave what was imported, and the tests themselves, out of all later collections of garbage."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def copy_raw(folder: Path) -> Path:
    """Copy the real raw folder and its lock into a folder, and return where it is now."""
    shutil.copy(ROOT / "raw.lock", folder / "raw.lock")
    return Path(shutil.copytree(ROOT / "raw", folder / "raw"))


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A copy of the real raw folder that a test may change, with its lock beside."""
    return copy_raw(tmp_path)


@pytest.fixture(scope="session")
def document() -> Path:
    """The text of the thesis, where it is at hand."""
    path = os.environ.get("SOURCE_DOCUMENT", "")
    if not path:
        pytest.skip("the document is not at hand: make test DOCUMENT=path/to/document.txt")
    return Path(path)


# What is changed in `corrected`: the file, a cell or a part of it, and what stands there instead.
CORRECTIONS = (
    ("reference/concepts.csv", "Treatment by living cells, of any kind.", "Treatment by living cells."),
    ("corrections.csv", "Angleur (Liège)", "Angleur (LIÈGE)"),
    ("thesis/events.csv", "Start of the COVID-19 health crisis", "Start of the COVID-19 crisis"),
)


class Built(NamedTuple):
    good: bool
    message: str
    outputs: Path


@contextmanager
def instance_in(folder: Path) -> "Iterator[dg.DagsterInstance]":
    """Open the Dagster instance of a folder, which keeps its run history, and tells nobody of its runs, as that of dagster.yaml."""
    import dagster as dg

    folder.mkdir(exist_ok=True)
    storage = {"module": "pipeline.app.run_history", "class": "History", "config": {"base_dir": str(folder / "history")}}
    settings = {"storage": {"custom": storage}, "telemetry": {"enabled": False}}
    with dg.DagsterInstance.local_temp(str(folder), overrides=settings) as instance:
        yield instance


@contextmanager
def passing_instance() -> "Iterator[dg.DagsterInstance]":
    """Open an instance that leaves nothing behind. Dagster's own, in memory, takes three times as long to store an event."""
    with TemporaryDirectory() as folder, instance_in(Path(folder)) as instance:
        yield instance


def build_in(raw: Path, outputs: Path, document: str = "", history: "dg.DagsterInstance | None" = None) -> Built:
    """Build a raw folder into an output folder, with the run history that is given, or without leaving one."""
    from pipeline.app.build import build

    opened = passing_instance if history is None else lambda: nullcontext(history)
    good, message = build(raw, outputs, document, opened)
    return Built(good, message, outputs)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of one test run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that all processes of one test run share, made by the first that asks for it."""
    from pipeline.kernel.locks import locked

    folder, done = shared / name, shared / f".{name}.done"
    with locked(shared, f".{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)  # what a failed attempt has left
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def built_in(folder: Path) -> Built:
    """Return a build that is good and stands in a shared folder."""
    return Built(True, (folder / "message").read_text("utf-8"), folder / "outputs")


def keep(built: Built, folder: Path) -> None:
    """Let a good build stand in a shared folder."""
    assert built.good, built.message
    (folder / "message").write_text(built.message, "utf-8")


@pytest.fixture(scope="session")
def built(shared: Path) -> Built:
    """The real raw folder, built once for all tests that only look at the result."""

    def make(folder: Path) -> None:
        with instance_in(folder / "instance") as history:
            keep(build_in(ROOT / "raw", folder / "outputs", history=history), folder)

    return built_in(once(shared, "built", make))


@pytest.fixture(scope="session")
def known(built: Built) -> "dict[str, pd.DataFrame]":
    """All tables of the real raw folder: raw ones as they are read, the others as they were built."""
    from pipeline.contract.store import TableStore
    from pipeline.raw.load import loader
    from tests.building import MADE, RAW_NAMES

    load = loader(ROOT / "raw", TableStore(built.outputs / "tables"))
    return {name: load(name) for name in (*sorted(RAW_NAMES), *MADE)}


@pytest.fixture(scope="session")
def text(document: Path, known: "dict[str, pd.DataFrame]") -> "Text":
    """The document, read to be compared with what raw/ says of it."""
    from pipeline.verify.text import read_text

    return read_text(document, known["raw_documents"])


@pytest.fixture(scope="module")
def history(built: Built, tmp_path_factory: pytest.TempPathFactory) -> "Iterator[dg.DagsterInstance]":
    """What Dagster knows of the build of `built`, in a copy to which the tests of a module may add runs."""
    folder = tmp_path_factory.mktemp("history") / "instance"
    shutil.copytree(built.outputs.parent / "instance", folder)
    with instance_in(folder) as instance:
        yield instance


@pytest.fixture(scope="session")
def corrected(built: Built, shared: Path) -> Built:
    """The real raw folder with the cells of CORRECTIONS changed and the last flag left out, built where it was built before, once for all
    tests that only look at the result."""

    def make(folder: Path) -> None:
        raw = copy_raw(folder)
        for file, old, new in CORRECTIONS:
            text = (raw / file).read_text("utf-8")
            assert old in text, (file, old)
            (raw / file).write_text(text.replace(old, new, 1), "utf-8")
        flags = raw / "thesis" / "flags.csv"
        flags.write_bytes(b"".join(flags.read_bytes().splitlines(keepends=True)[:-1]))
        keep(build_in(raw, Path(shutil.copytree(built.outputs, folder / "outputs", symlinks=True))), folder)

    return built_in(once(shared, "corrected", make))


@pytest.fixture(scope="session")
def packed(built: Built, shared: Path) -> Path:
    """The real release packed, with the reports of all programs that check it, once for all tests that only look at it."""
    from tools.pack import pack

    def make(folder: Path) -> None:
        pack((built.outputs / "latest").resolve(), folder / "dist")

    [file] = (once(shared, "packed", make) / "dist").glob("*.zip")
    return file


@pytest.fixture
def outputs(built: Built, tmp_path: Path) -> Path:
    """A copy of the built outputs, to be changed."""
    return Path(shutil.copytree(built.outputs, tmp_path / "outputs", symlinks=True))


@pytest.fixture
def rebuild(outputs: Path) -> Callable[[Path], Built]:
    """A function that builds a raw folder where the real one was built before."""
    return lambda raw: build_in(raw, outputs)
