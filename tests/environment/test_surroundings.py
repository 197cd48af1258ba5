"""The user's environment, of which what was made for other tools does not reach ours."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from conftest import ROOT
from course import console, lab, places, surroundings

COMMAND = [sys.executable, str(ROOT / "environment" / "course.py")]


@pytest.mark.parametrize("name", [
    "PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_USER", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "JUPYTER_PATH",
    "JUPYTERLAB_DIR", "JUPYTER_CONFIG_PATH", "JUPYTER_TOKEN", "JUPYTER_PORT", "IPYTHONDIR", "JJAVA_CLASSPATH",
    "IJAVA_CLASSPATH", "PYTORCH_VERSION", "PYTORCH_LIBRARY_PATH", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "GIT_DIR",
    "FORCE_COLOR"])
def test_is_left_behind(monkeypatch, name):
    monkeypatch.setenv(name, "another's")
    surroundings.leave_other_tools_behind()
    assert name not in os.environ


@pytest.mark.parametrize("name", ["PIP_INDEX_URL", "PIP_CERT", "PIP_PROXY", "HTTPS_PROXY", "COURSE_JAVA_HOME", "HOME",
                                  "JAVA_TOOL_OPTIONS", "MAVEN_OPTS", "LD_LIBRARY_PATH", "NO_COLOR"])
def test_is_kept(monkeypatch, name):
    monkeypatch.setenv(name, "the user's")
    surroundings.leave_other_tools_behind()
    assert os.environ[name] == "the user's"


@pytest.mark.parametrize("reader, letters", [
    ({"LC_ALL": "C"}, "C.UTF-8"), ({"LANG": "POSIX"}, "C.UTF-8"), ({}, "C.UTF-8"),
    ({"LC_ALL": "de_DE.UTF-8"}, None), ({"LANG": "C", "LC_CTYPE": "fa_IR"}, "fa_IR")])
def test_all_letters_can_be_written(monkeypatch, reader, letters):
    monkeypatch.setattr(surroundings, "MAC", False)
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in reader.items():
        monkeypatch.setenv(name, value)
    surroundings.write_letters_of_all_languages()
    assert os.environ.get("LC_CTYPE") == letters
    assert os.environ.get("LC_ALL") == (None if letters else "de_DE.UTF-8")


def test_jupyter_keeps_to_the_course(elsewhere, monkeypatch):
    for name in ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.setenv(name, "another's")
    environment = lab.jupyter_environment()
    assert "another's" not in environment.values()
    for folder in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        assert environment[folder].startswith(str(places.BUILD))


FOREIGN = "c = get_config()\nc.ServerApp.ip = '0.0.0.0'\nc.ServerApp.token = ''\nc.IdentityProvider.token = ''\n" \
          "c.ServerApp.password = ''\nc.ServerApp.port_retries = 0\n"


@pytest.fixture(params=["JUPYTER_CONFIG_PATH", "JUPYTER_CONFIG_DIR", "HOME", "JUPYTER_TOKEN", "system"])
def foreign(request, tmp_path, monkeypatch):
    """Another Jupyter's configuration: for all the world, without a token."""
    folder = tmp_path / ".jupyter"
    folder.mkdir()
    (folder / "jupyter_server_config.py").write_text(FOREIGN)
    (folder / "jupyter_server_config.json").write_text(json.dumps({"ServerApp": {"ip": "0.0.0.0", "token": ""}}))
    if request.param == "system":
        monkeypatch.setattr(lab, "START", [*lab.START[:-1], system_wide(tmp_path, folder, lab.START[-1])])
    else:
        value = {"HOME": tmp_path, "JUPYTER_TOKEN": ""}.get(request.param, folder)
        monkeypatch.setenv(request.param, str(value))
    return request.param


def system_wide(tmp_path, folder, start):
    """A start of JupyterLab on a machine where this folder is what /etc/jupyter is."""
    file = tmp_path / "start.py"
    file.write_text(f"import runpy\nfrom jupyter_core import paths\npaths.SYSTEM_CONFIG_PATH[:] = [{str(folder)!r}]\n"
                    f"runpy.run_path({str(start)!r}, run_name='__main__')\n")
    return file


def test_no_foreign_configuration_opens_the_course_to_others(foreign, capfd):
    with lab.Lab(["--no-browser"]) as server:
        server.wait_until_it_answers()
        assert server.address.startswith("http://127.0.0.1:")
        told = [json.loads(file.read_text()) for file in lab.runtime_folder().glob("jpserver-*.json")]
        mine = next(one for one in told if one["token"] == server.token)
        assert len(server.token) == 48
        assert listening(mine["port"]) == {"127.0.0.1"}


def listening(port):
    """The addresses of this machine that answer on a port, by trying all of them."""
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return {address for address in {"127.0.0.1", "127.0.0.2", *others} if answers(address, port)}


def answers(address, port):
    with socket.socket() as visitor:
        visitor.settimeout(2)
        return visitor.connect_ex((address, port)) == 0


def test_nobody_reads_what_is_said():
    with subprocess.Popen([*COMMAND, "doctor"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as doctor:
        doctor.stdout.close()
        assert doctor.stderr.read() == b""


@pytest.mark.skipif(os.name == "nt", reason="no such shell")
def test_there_is_no_output_at_all():
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "doctor"], stderr=subprocess.PIPE)
    assert done.stderr == b"" and done.returncode in (0, 1)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no such signal")
@pytest.mark.parametrize("before, after", [(signal.SIG_IGN, signal.SIG_IGN),
                                           (signal.SIG_DFL, signal.default_int_handler)])
def test_under_nohup_the_terminal_may_close(before, after):
    kept = {name: signal.getsignal(name) for name in (signal.SIGHUP, signal.SIGTERM)}
    try:
        signal.signal(signal.SIGHUP, before)
        lab.end_on_signals()
        assert signal.getsignal(signal.SIGHUP) == after
    finally:
        for name, handler in kept.items():
            signal.signal(name, handler)


def test_the_browser_may_not_open(capsys, monkeypatch):
    said = {browser: console.address("http://127.0.0.1/", browser) for browser in (True, False)}
    assert "Open this address in a browser, if none opens by itself." in said[True]
    assert "Open this address in a browser." in said[False]
