"""What must hold of a team's server, one function for each sentence, in the order in which they are tried.

A case gets the trial, which runs, and returns what it measured, in words. It fails by AssertionError or TimeoutError. Belongs here: what is
done to the server, and what must hold. Does not belong here: how (`trial.py`), or reading the release all the time (`reader.py`).
"""

import shutil
import subprocess
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from pipeline.kernel.files import read_text_file
from pipeline.kernel.locks import BUILD_LOCK
from pipeline.release.kept import BUILDING, RELEASES
from pipeline.release.publish import LATEST, holds, identity
from tools.server.trial import Trial

ALL = ("code", "daemon", "webserver", "proxy")
FINISHED = {"SUCCESS", "FAILURE", "CANCELED"}
MUTATION = "mutation { reloadWorkspace { __typename } }"
TABLE, LATITUDE, OTHER = "raw/reference/localities.csv", "50.71717", "50.71718"  # what half of the steps depend on
COPIED = "CHANGELOG.md"  # what a release copies, so that a change of it makes another release, and nothing else
SOME_STEPS = 5
KEPT_RUNS = 2


def comes_up(trial: Trial) -> str:
    """All processes start from an empty database, and each says by its own health check that it is well."""
    trial.postgres.start()
    trial.postgres.create_database()
    trial.command(trial.services["database"].check)
    assert trial.postgres.client("pg_isready", "--username=dagster", "--dbname=dagster").returncode == 0
    trial.once("history")
    trial.start(*ALL)
    seconds = trial.wait("the UI knows the code", trial.browser.is_loaded)
    for name in ("code", "daemon"):
        trial.wait(f"{name} is well", partial(trial.is_well, name))
    return f"ready after {seconds:.0f} s"


def only_known_people_get_in(trial: Trial) -> str:
    """Without a password, with a wrong one, or from another web page nothing is answered; with one the UI is."""
    known, stranger, guessing = trial.browser, trial.stranger, trial.browser.renamed("trial", "wrong")
    query, other = {"query": "{ version }"}, {"Origin": "https://evil.example"}
    assert known.status("/") == 200
    assert known.status("/graphql", query) == 200
    assert {who.status("/graphql", query) for who in (stranger, guessing)} == {401}
    assert {who.status("/") for who in (stranger, guessing)} == {401}
    assert known.status("/graphql", {"query": MUTATION}, other) == 403
    assert known.status(f"/graphql?query={MUTATION.replace(' ', '%20')}") == 403
    assert known.status("/", headers={"Host": "evil.example"}) == 403
    return "401 and 403"


def a_build_goes_through_all_processes(trial: Trial) -> str:
    """A run that is launched in the UI makes the release."""
    before = _database_size(trial)
    begins = time.monotonic()
    _finish(trial, trial.browser.launch())
    seconds, grown = time.monotonic() - begins, _database_size(trial) - before
    assert holds(trial.outputs / "latest")
    return f"{seconds:.0f} s; the history grew by {grown / 1e6:.1f} MB"


def two_at_once(trial: Trial) -> str:
    """Of two runs that are launched at once, the second waits in the queue; a command beside them waits for the lock."""
    first, second = _two_runs(trial)
    command = [sys.executable, "-m", "pipeline.app.commands.dataset"]
    environment, unread = trial.environment("daemon"), subprocess.DEVNULL
    third = subprocess.Popen(command, cwd=trial.home, env=environment, stdout=unread, stderr=subprocess.PIPE, text=True)
    assert third.stderr is not None
    assert "Waiting" in third.stderr.readline()
    together: set[int] = set()

    def are_finished() -> bool:
        runs = trial.browser.runs()
        together.add(sum(runs[run] in ("STARTING", "STARTED") for run in (first, second)))
        return {runs[first], runs[second]} <= FINISHED

    trial.wait("both runs end", are_finished)
    assert max(together) == 1
    assert {trial.browser.runs()[run] for run in (first, second)} == {"SUCCESS"}
    assert third.wait(300) == 0
    return "one after the other"


def the_database_is_killed_and_comes_back(trial: Trial) -> str:
    """A run outlives a database that is killed between its steps and started again at once."""
    _correct(trial)
    run = trial.browser.launch()
    trial.wait("some steps are done", lambda: trial.browser.steps_done(run) >= SOME_STEPS)
    trial.postgres.kill()
    begins = time.monotonic()
    trial.postgres.start()
    seconds = time.monotonic() - begins
    _finish(trial, run)
    return f"away for {seconds:.0f} s"


def the_database_stays_away(trial: Trial) -> str:
    """Where a database stays away, the run is lost and its release is whole; once somebody ends the run in the UI, the next one begins."""
    run, _ = _run_that_writes(trial, "of a database")
    trial.postgres.kill()
    away = trial.wait("the run gives up", lambda: _is_free(trial))
    released = identity(trial.outputs)
    trial.postgres.start()
    back = trial.wait("the UI answers", trial.browser.is_loaded)
    status = trial.browser.runs()[run]
    if status not in FINISHED:
        trial.browser.terminate(run)
    _finish(trial, trial.browser.launch())
    assert identity(trial.outputs) == released
    return f"away for {away:.0f} s; the UI answered after {back:.0f} s; the run was {status}"


def the_daemon_is_killed(trial: Trial) -> str:
    """A run goes on without the daemon; what is in the queue begins when the daemon is back."""
    running, queued = _two_runs(trial)
    trial.kill("daemon")
    _finish(trial, running)
    assert trial.browser.runs()[queued] == "QUEUED"
    trial.start("daemon")
    _finish(trial, queued)
    return "the run ended, the queue went on"


def the_code_server_is_killed(trial: Trial) -> str:
    """A run that ends with the code server while it writes a release changes none; once somebody ends it in the UI, the next one begins."""
    lost, before = _run_that_writes(trial, "of a code server")
    trial.kill("code")
    assert identity(trial.outputs) == before
    trial.start("code")
    trial.wait("the code server is well again", partial(trial.is_well, "code"))
    trial.wait("the UI knows the code again", trial.browser.is_loaded)
    following = trial.browser.launch()
    assert trial.browser.runs()[lost] not in FINISHED
    trial.browser.terminate(lost)
    _finish(trial, following)
    assert identity(trial.outputs) != before
    return "the next run made the release"


def an_update(trial: Trial) -> str:
    """An update waits for the run that is under way, and readers see the old release until the new one is whole."""
    under_way, old = _run_that_writes(trial, "of the old version")
    trial.stop("daemon", "webserver")
    trial.run("backup", ["flock", str(trial.outputs / BUILD_LOCK), "true"])
    time.sleep(5)  # the run writes its last events
    between = identity(trial.outputs)
    assert between != old
    assert "Backup before" in trial.once("backup", "before")
    trial.stop("code", "proxy")
    _change(trial, "of the new version")
    trial.once("history")
    trial.start(*ALL)
    trial.wait("the UI knows the new code", trial.browser.is_loaded)
    assert trial.browser.runs()[under_way] == "SUCCESS"
    assert identity(trial.outputs) == between
    _finish(trial, trial.browser.launch())
    assert identity(trial.outputs) != between
    return "both releases whole"


def old_runs_are_removed(trial: Trial) -> str:
    """A command removes old runs from the database; the newest stay, and so does what shows the state of an asset."""
    before, shown = trial.browser.runs(), trial.browser.assets_made()
    trial.once("old-runs", str(KEPT_RUNS))
    after = trial.browser.runs()
    assert set(list(before)[:KEPT_RUNS]) <= after.keys() < before.keys()
    assert trial.browser.assets_made() == shown
    return f"{len(before)} runs before, {len(after)} after"


def a_backup_comes_back(trial: Trial) -> str:
    """A backup brings back the runs of its time, and a build brings back the release, with the same name."""
    trial.once("backup", "full")
    known, release = trial.browser.runs(), identity(trial.outputs)
    _finish(trial, trial.browser.launch())
    assert len(trial.browser.runs()) == len(known) + 1
    trial.stop("code", "daemon", "webserver")
    begins = time.monotonic()
    trial.once("restore", "full")
    seconds = time.monotonic() - begins
    (trial.outputs / LATEST).unlink()
    time.sleep(10)  # a reader who has begun comes to the end
    shutil.rmtree(trial.outputs / RELEASES)
    trial.once("history")
    trial.start("code", "daemon", "webserver")
    trial.wait("the UI is back", trial.browser.is_loaded)
    assert trial.browser.runs() == known
    _finish(trial, trial.browser.launch())
    assert identity(trial.outputs) == release
    return f"restored in {seconds:.1f} s"


CASES = (
    *(comes_up, only_known_people_get_in, a_build_goes_through_all_processes, two_at_once),
    *(
        the_database_is_killed_and_comes_back,
        the_database_stays_away,
        the_daemon_is_killed,
        the_code_server_is_killed,
        an_update,
        old_runs_are_removed,
        a_backup_comes_back,
    ),
)


def _is_free(trial: Trial) -> bool:
    return subprocess.run(["flock", "--nonblock", str(trial.outputs / BUILD_LOCK), "true"], check=False).returncode == 0


def _change(trial: Trial, what: str) -> None:
    """Change what a release copies, so that the next run makes another release and no table."""
    with (trial.home / COPIED).open("a", encoding="utf-8") as file:
        file.write(f"\n{what}\n")


def _correct(trial: Trial) -> None:
    """Change a cell of the raw data to and fro, so that the next run makes half of the tables again."""
    file = trial.home / TABLE
    text = read_text_file(file)
    file.write_text(text.replace(LATITUDE, OTHER) if LATITUDE in text else text.replace(OTHER, LATITUDE), "utf-8")


def _two_runs(trial: Trial) -> tuple[str, str]:
    """Launch two runs at once after a change; return them once one has started while the other waits in the queue."""
    _correct(trial)
    with ThreadPoolExecutor() as pool:
        runs = [launched.result() for launched in [pool.submit(trial.browser.launch) for _ in range(2)]]

    seen: dict[str, str] = {}

    def one_waits() -> bool:
        known = trial.browser.runs()
        seen.update({known[run]: run for run in runs})
        return {known[run] for run in runs} == {"STARTED", "QUEUED"}

    trial.wait("one of two runs has started and the other waits", one_waits)
    return seen["STARTED"], seen["QUEUED"]


def _run_that_writes(trial: Trial, what: str) -> "tuple[str, tuple[str, str] | None]":
    """Launch a run after a change; return it once it is writing a release, which is not visible yet, and the release before.

    Writing takes seconds, and a busy server may need longer to say that it has launched a run. Where a run has ended before it was seen to
    write, another change and another run follow. Raises TimeoutError where five runs were not seen.
    """
    for attempt in range(5):
        _change(trial, f"{what} {attempt}")
        before = identity(trial.outputs)
        with ThreadPoolExecutor() as pool:
            launched = pool.submit(trial.browser.launch)
            trial.wait("a release is being written", partial(_writes_or_has_ended, trial, launched))
        if not _has_ended(trial, launched):
            return launched.result(), before
    raise TimeoutError("No run was seen to write a release.")


def _is_writing(trial: Trial) -> bool:
    return any((trial.outputs / RELEASES).glob(f"{BUILDING}*/*"))


def _writes_or_has_ended(trial: Trial, launched: "Future[str]") -> bool:
    return _is_writing(trial) or _has_ended(trial, launched)


def _has_ended(trial: Trial, launched: "Future[str]") -> bool:
    return launched.done() and trial.browser.runs()[launched.result()] in FINISHED


def _finish(trial: Trial, run: str) -> None:
    trial.wait(f"run {run} ends", lambda: trial.browser.runs()[run] in FINISHED)
    assert trial.browser.runs()[run] == "SUCCESS", trial.browser.errors_of(run)


def _database_size(trial: Trial) -> int:
    return int(trial.postgres.client("psql", "--tuples-only", "--command", "SELECT pg_database_size('dagster')").stdout)
