"""The server of a team, without PostgreSQL and without Docker: what its files say. `make server-check` runs them (docs/server.md)."""

import json
import os
import re
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema import Draft202012Validator

from pipeline.app.commands import webserver
from pipeline.app.ui.behind_proxy import Settings, settings
from pipeline.app.ui.place import NotServedError
from tests.conftest import ROOT
from tools import environment
from tools.server import __main__ as server
from tools.server.compose import filled, services
from tools.server.proxy import configured

DEPLOY = ROOT / "deploy"
GIVEN = {"VERSION": "v", "UI_ADDRESS": "https://bio.example.org", "POSTGRES_PASSWORD": "secret of a test"}
COMPOSE: dict[str, Any] = yaml.safe_load(filled((DEPLOY / "compose.yaml").read_text("utf-8"), GIVEN))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
PAGE = (ROOT / "docs" / "server.md").read_text("utf-8")


def test_the_compose_file_is_one_by_its_specification() -> None:
    Draft202012Validator(get_builtin_schema("vendor.compose-spec")).validate(json.loads(json.dumps(COMPOSE)))


def test_all_that_a_service_refers_to_is_there() -> None:
    for name, said in COMPOSE["services"].items():
        assert set(said["networks"]) <= COMPOSE["networks"].keys(), name
        assert set(said.get("depends_on", {})) <= COMPOSE["services"].keys(), name
        for mounted in said.get("volumes", []):
            source = mounted.partition(":")[0]
            made_by_the_team = source in ("./private", "./backups")
            assert source in COMPOSE["volumes"] or made_by_the_team or (DEPLOY / source).is_file(), mounted
        assert "build" in said or re.fullmatch(r"\w+:\d+\.\d+-\w+", said["image"]), name


def test_only_the_proxy_can_be_reached_from_outside() -> None:
    outside = {name for name, said in COMPOSE["services"].items() if "ports" in said or set(said["networks"]) != {"inside"}}
    assert outside == {"proxy"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert COMPOSE["services"]["proxy"]["ports"] == ["443:8443"]


def test_every_value_that_a_team_chooses_is_asked_for_and_none_is_in_the_repository() -> None:
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    example = dict(line.split("=", 1) for line in (DEPLOY / "env.example").read_text("utf-8").splitlines() if not line.startswith("#"))
    assert {name for name, kind in re.findall(r"\$\{([A-Z_]+)(:\?)?", text) if kind} == example.keys() == GIVEN.keys()
    assert set(example.values()) == {""}
    with pytest.raises(KeyError, match="POSTGRES_PASSWORD"):
        filled(text, {name: value for name, value in GIVEN.items() if name != "POSTGRES_PASSWORD"})
    for file in (".env", "private/key.pem", "private/people", "backups/one/history.dump"):
        assert subprocess.run(["git", "check-ignore", "-q", f"deploy/{file}"], cwd=ROOT, check=False).returncode == 0, file


def test_the_instance_of_the_server_differs_from_that_of_the_repository_in_the_storage_alone() -> None:
    own, repository = (yaml.safe_load((folder / "dagster.yaml").read_text("utf-8")) for folder in (DEPLOY, ROOT))
    of_files = ("storage", "compute_logs", "local_artifact_storage")
    assert {key: value for key, value in own.items() if key != "storage"} == {
        key: value for key, value in repository.items() if key not in of_files
    }
    asked = {value["env"] for value in own["storage"]["postgres"]["postgres_db"].values() if isinstance(value, dict)}
    for name in ("history", "code", "daemon", "webserver"):
        assert asked <= COMPOSE["services"][name]["environment"].keys(), name


def test_the_workspace_names_the_code_server_of_the_compose_file() -> None:
    [named] = yaml.safe_load((DEPLOY / "workspace.yaml").read_text("utf-8"))["load_from"]
    found = services(DEPLOY / "compose.yaml", GIVEN)
    assert named["grpc_server"]["location_name"] == found["code"].command[-1]
    for name in ("daemon", "webserver"):
        assert {named["grpc_server"][part]["env"] for part in ("host", "port")} <= found[name].environment.keys()
        assert found[name].environment["CODE_PORT"] == found["code"].environment["DAGSTER_GRPC_PORT"]


def test_the_images_are_made_of_wheels_with_hashes_and_of_files_that_are_there() -> None:
    [installed] = re.findall(r"RUN python -m pip (.*)", DOCKERFILE)
    needed = [word for word in (*environment.PIP, *environment.WHEELS[:2]) if word not in ("-m", "pip", "--no-compile")]
    assert [word for word in needed if word not in installed.split()] == []
    assert re.findall(r"-r (\S+)", installed) == environment.LEVELS["server"]
    copied = [word for line in re.findall(r"^COPY (.*)", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]]
    assert [word for word in copied if not (ROOT / word).exists()] == []
    sent = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert {line[1:] for line in sent if line.startswith("!")} == set(copied)
    assert {"*", "**/__pycache__"} <= set(sent)


def test_the_images_have_versions_and_their_processes_no_rights() -> None:
    stages = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]
    assert {stage.split()[2] for stage in stages} == {said["build"]["target"] for said in COMPOSE["services"].values() if "build" in said}
    for stage in stages:
        assert re.match(r"\w+:\d+\.\d+[\w.-]* AS ", stage)
        assert re.findall(r"^USER (.*)", stage, re.MULTILINE)[-1].isdecimal()
    for name, said in COMPOSE["services"].items():
        assert said.get("cap_drop") == ["ALL"] or said["image"].startswith("postgres:"), name
    assert "PASSWORD" not in DOCKERFILE


def test_the_proxy_asks_for_a_password_everywhere_and_keeps_it_to_itself() -> None:
    text = (DEPLOY / "server.conf").read_text("utf-8")
    assert re.search(r"server \{[^{}]*auth_basic_user_file", text)
    assert "auth_basic off" not in text
    assert 'proxy_set_header Authorization "";' in text
    assert configured("listen 8443 ssl", {"8443": "127.0.0.1:1"}) == "listen 127.0.0.1:1 ssl"
    with pytest.raises(ValueError, match="does not contain"):
        configured("", {"8443": "1"})


def test_the_scripts_of_a_backup_are_shell_and_stop_at_the_first_failure(tmp_path: Path) -> None:
    for name in ("backup.sh", "restore.sh"):
        assert subprocess.run(["sh", "-n", DEPLOY / name], check=False).returncode == 0
        assert "\nset -eu\n" in (DEPLOY / name).read_text("utf-8")
    (tmp_path / "outputs").mkdir()
    dump = tmp_path / "bin" / "pg_dump"
    dump.parent.mkdir()
    dump.write_text("#!/bin/sh\nexit 3\n")
    dump.chmod(dump.stat().st_mode | stat.S_IXUSR)
    known = {"PATH": f"{dump.parent}:{os.environ['PATH']}", "OUTPUTS": str(tmp_path / "outputs"), "BACKUPS": str(tmp_path / "kept")}
    assert subprocess.run(["sh", DEPLOY / "backup.sh", "one"], env=known, check=False, capture_output=True).returncode == 3
    assert not (tmp_path / "kept" / "one").exists()
    (tmp_path / "kept" / "one").mkdir()
    refused = subprocess.run(["sh", DEPLOY / "backup.sh", "one"], env=known, check=False, capture_output=True, text=True)
    assert (refused.returncode, refused.stderr) == (1, "There is a backup one already. Choose another name.\n")


def test_the_webserver_says_which_address_it_needs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"UI_ADDRESS": "https://bio.example.org", "UI_HOST": "0.0.0.0", "UI_PORT": "8080"}
    assert settings(given) == Settings("https://bio.example.org", "0.0.0.0", 8080)
    for wrong in ("", "bio.example.org", "https://bio.example.org/", "https://bio.example.org/ui", "ftp://x"):
        with pytest.raises(NotServedError, match="UI_ADDRESS=https://bio"):
            settings({"UI_ADDRESS": wrong})
    with pytest.raises(NotServedError, match="UI_PORT"):
        settings(given | {"UI_PORT": "x"})
    monkeypatch.delenv("UI_ADDRESS", raising=False)
    assert webserver.main(["--workspace", "x"]) == 1
    assert "UI_ADDRESS must be" in capsys.readouterr().err


def test_the_check_says_what_this_machine_lacks(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("tools.server.postgres.folder_of_programs", lambda: None)
    monkeypatch.setattr("tools.server.proxy.program", lambda: None)
    assert server.main([]) == 2
    said = capsys.readouterr().err
    assert "PostgreSQL is missing: apt-get install postgresql" in said
    assert "nginx is missing" in said


def test_the_page_gives_commands_of_services_that_there_are_and_names_every_one() -> None:
    first = set(re.findall(r"^docker compose (?:run --rm|exec) ([a-z-]+)", PAGE, re.MULTILINE))
    stopped = {word for words in re.findall(r"^docker compose stop ([a-z ]+)", PAGE, re.MULTILINE) for word in words.split()}
    assert {"backup", "restore", "code", "daemon"} <= first | stopped <= COMPOSE["services"].keys()
    assert [name for name in COMPOSE["services"] if f"`{name}`" not in PAGE] == []
