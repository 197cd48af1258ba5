"""What a machine may lack: each gets one sentence with the remedy for its operating system."""

import errno
import http.server
import os
import re
import runpy
import shutil
import socket
import socketserver
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import MODULES, ROOT
from course import console, gpu, machine, packages, prepare, remedies
from course.problem import Problem


def sentence(action, *arguments):
    with pytest.raises(Problem) as problem:
        action(*arguments)
    said = str(problem.value)
    assert "Traceback" not in said
    return said


def test_no_java(installed, installer):
    said = sentence(machine.find_jdk)
    assert said.startswith("There is no Java on this machine. ")
    assert remedies.REMEDIES[installer]["jdk"] in said


def test_java_too_old(installed):
    home = installed("11.0.2")
    assert f"The Java in {home} is Java 11.0.2, and the course needs 17 or newer." in sentence(machine.find_jdk)


def test_java_8_that_knows_no_modules(installed):
    installed("8", modules=(), itself="1.8.0_392")
    assert "is Java 1.8.0_392, and the course needs 17 or newer" in sentence(machine.find_jdk)


@pytest.mark.parametrize("version", ["25-ea", "21-internal", "17.0.15+6-Debian", "26-beta", "17", "100.1"])
def test_every_way_to_write_a_version_that_will_do(installed, version):
    home = installed(version)
    assert machine.find_jdk().home == home


@pytest.mark.parametrize("version", ["1.8", "1.8.0_392-internal", "16-ea", "11.0.2+9-Debian"])
def test_every_way_to_write_a_version_that_is_too_old(installed, version):
    installed(version)
    assert f"is Java {version}, and the course needs 17 or newer" in sentence(machine.find_jdk)


def test_modules_without_a_version(installed):
    home = installed("", itself="21.0.1")
    assert machine.find_jdk() == machine.Jdk(home, "21.0.1", frozenset(MODULES))


@pytest.mark.parametrize("version", ["", "internal"])
def test_a_java_that_does_not_tell_its_version(installed, version):
    home = installed(version)
    assert f"The Java in {home} does not tell its version" in sentence(machine.find_jdk)


def test_a_java_that_does_not_run_says_why_itself(installed):
    home = installed("21", modules=())
    assert f"The Java in {home} does not run; it says: no such luck. Install" in sentence(machine.find_jdk)


@pytest.mark.skipif(not shutil.which("java"), reason="no Java")
@pytest.mark.parametrize("variable", ["JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"])
def test_what_java_says_to_a_mistake_in_its_options(monkeypatch, variable):
    home = Path(shutil.which("java")).resolve().parents[1]
    monkeypatch.setenv(variable, "-XX:+NoSuchFlag")
    assert re.search("does not run; it says: .*NoSuchFlag", machine.inspect.__wrapped__(home).lacks)
    monkeypatch.setenv("COURSE_JAVA_HOME", str(home))
    assert sentence(machine.find_jdk.__wrapped__).endswith(f": mend or unset {variable}.")


@pytest.mark.parametrize("variable", ["COURSE_JAVA_HOME", "JAVA_HOME"])
def test_a_java_named_by_a_relative_path(installed, monkeypatch, variable):
    home = installed("21.0.1")
    monkeypatch.chdir(home.parent)
    monkeypatch.setenv(variable, home.name)
    assert machine.find_jdk().home == home


def test_no_ipv4(monkeypatch):
    def refuse(self, address):
        raise OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")
    monkeypatch.setattr(socket.socket, "bind", refuse)
    assert sentence(machine.check_loopback).startswith("This machine has no address 127.0.0.1 (Cannot assign")


def test_a_program_is_understood_whatever_its_letters():
    latin = 'import sys; sys.stdout.buffer.write("Grüße\\nApache".encode("latin-1")); sys.stderr.write("NOTE")'
    assert machine.told(sys.executable, "-c", latin).split("\n") == ["Gr\ufffd\ufffde", "Apache"]
    assert machine.told(sys.executable, "-c", "print(1); raise SystemExit(1)") == ""
    assert machine.told("no such program") == ""


@pytest.mark.parametrize("said, driver", [
    ("NVIDIA H100 80GB HBM3, 570.1\nNVIDIA H100, 570.1\n", "NVIDIA H100 80GB HBM3, driver 570.1"),
    ("Tesla, the old one, [N/A]", "Tesla, the old one, driver [N/A]"), ("", None), ("No devices were found", None)])
def test_what_nvidia_smi_says(monkeypatch, said, driver):
    monkeypatch.setattr(machine.shutil, "which", lambda name: name)
    monkeypatch.setattr(machine, "told", lambda *command: said)
    assert machine.nvidia_driver() == driver


@pytest.mark.parametrize("missing", ["jdk.jshell", "jdk.compiler"])
def test_a_runtime_is_no_jdk(installed, missing):
    installed("17.0.9", [module for module in MODULES if module != missing])
    assert f"is a runtime without the module {missing}" in sentence(machine.find_jdk)


def test_the_named_java_is_not_silently_replaced(installed, monkeypatch):
    installed("21.0.1")
    monkeypatch.setenv("COURSE_JAVA_HOME", str(installed("11.0.2")))
    assert sentence(machine.find_jdk).startswith("COURSE_JAVA_HOME names ")


def test_a_java_that_will_do_is_found_behind_an_old_one(installed, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(installed("11.0.2")))
    home = installed("21.0.1")
    assert machine.find_jdk().home == home


def test_no_maven(monkeypatch, installer):
    monkeypatch.setenv("PATH", "")
    assert sentence(machine.find_maven).endswith(remedies.REMEDIES[installer]["maven"])


def test_no_venv_module(monkeypatch, installer):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert sentence(machine.check_venv_module) == (
        f"This Python has no venv module. Install it with: {remedies.REMEDIES[installer]['venv']}")


def test_python_too_old(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match="needs Python 3.10 or newer and this is 3.9"):
        runpy.run_path(str(ROOT / "environment" / "course.py"), run_name="__main__")


def test_little_disk(monkeypatch, tmp_path):
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda folder: SimpleNamespace(free=0.3e9))
    assert "has 0.3 GB free, and the course needs 2: make room" in sentence(machine.check_disk, tmp_path, 2)


@pytest.mark.parametrize("number, words", [
    (errno.ENOSPC, "There is no room left for a/file: make room"), (errno.EDQUOT, "There is no room left for a/file"),
    (errno.EROFS, "a/file is on a disk that can only be read: put the course into")])
def test_a_disk_that_takes_nothing(number, words):
    assert words in console.sentence(OSError(number, "", "a/file"))


def test_a_folder_of_somebody_else():
    assert console.sentence(PermissionError(errno.EACCES, "", "file")).startswith("file may not be changed by you")


def test_a_virtual_environment_that_cannot_be_made(monkeypatch):
    def fail(*arguments, **options):
        raise subprocess.CalledProcessError(1, "ensurepip")
    monkeypatch.setattr(packages.venv, "create", fail)
    assert sentence(packages.make_virtual_environment).startswith("Python could not make a virtual environment. Try: ")


@pytest.mark.parametrize("line", [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "[ERROR] Failed to execute goal: There is not enough space on the disk"])
def test_disk_full_in_a_tool(line):
    assert " is full: " in sentence(console.tool, saying(line), "remedy")


@pytest.mark.parametrize("line", [
    "Temporary failure in name resolution", "[Errno 11001] getaddrinfo failed", "nodename nor servname provided",
    "[ERROR] Could not transfer artifact: Unknown host example.invalid: Name or service not known"])
def test_no_network_in_a_tool(line):
    assert sentence(console.tool, saying(line), "remedy").startswith("The network cannot be reached")


@pytest.mark.parametrize("reader", [{"LC_ALL": "de_DE.UTF-8"}, {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr"},
                                    {"LANG": "fa_IR", "LC_MESSAGES": "de_DE.UTF-8", "LC_CTYPE": "de_DE.UTF-8"}])
def test_tools_speak_a_language_that_is_understood(monkeypatch, reader):
    for name in ("LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**reader, "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(name, value)
    spoken = ('import os; said = os.environ; messages = said.get("LC_ALL") or said.get("LC_MESSAGES") or said["LANG"]; '
              'language = "English" if messages == "C" else said.get("LANGUAGE") or messages; '
              'print(language, said.get("LC_ALL") or said["LC_CTYPE"]); raise SystemExit(1)')
    assert "English de_DE.UTF-8" in sentence(console.tool, [sys.executable, "-c", spoken], "remedy")


def test_no_network_with_the_real_pip(monkeypatch):
    nobody = "http://127.0.0.1:9"
    monkeypatch.setenv("PIP_INDEX_URL", nobody)
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    assert "The network cannot be reached" in sentence(packages.pip, "download", "no-such-package")


def test_a_mirror_that_has_nothing_with_the_real_pip(monkeypatch):
    with socketserver.TCPServer(("127.0.0.1", 0), Nothing) as mirror:
        threading.Thread(target=mirror.serve_forever, daemon=True).start()
        monkeypatch.setenv("PIP_INDEX_URL", f"http://127.0.0.1:{mirror.server_address[1]}/simple")
        monkeypatch.setenv("PIP_FIND_LINKS", "")
        monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
        for name in ("http_proxy", "HTTP_PROXY"):
            monkeypatch.delenv(name, raising=False)
        said = sentence(packages.pip, "download", "no-such-package")
        mirror.shutdown()
    assert said.startswith("The package server did not give what the course needs:")
    assert "no-such-package" in said and "If a mirror is set" in said


class Nothing(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_error(404)

    def log_message(self, *arguments):
        pass


@pytest.mark.parametrize("line", [
    "[ERROR] No plugin found for prefix 'dependency' in the current project",
    "[ERROR] Could not find artifact ai.djl:api:jar:0.35.1 in central (http://mirror.invalid)"])
def test_a_mirror_that_lacks_what_maven_wants(line):
    assert line in sentence(console.tool, saying(line), "remedy")


def test_a_failing_tool_shows_its_last_lines_and_the_remedy():
    said = sentence(console.tool, saying("\n".join(f"line {i}" for i in range(40))), "Mend it.")
    assert "line 39" in said and "line 24" not in said
    assert said.endswith("\n\nMend it.")


def test_gpu_without_a_driver(monkeypatch):
    monkeypatch.setattr(gpu, "platform", SimpleNamespace(system=lambda: "Linux", machine=lambda: "x86_64"))
    monkeypatch.setattr(machine, "nvidia_driver", lambda: None)
    assert sentence(gpu.choose, True).startswith("--gpu needs an NVIDIA driver")


def test_gpu_on_a_mac(monkeypatch):
    monkeypatch.setattr(gpu, "platform", SimpleNamespace(system=lambda: "Darwin", machine=lambda: "arm64"))
    assert sentence(gpu.choose, True).startswith("--gpu works on Linux x86-64")


def test_the_command_says_the_sentence_and_nothing_else(tmp_path):
    nowhere = {**os.environ, "COURSE_JAVA_HOME": str(tmp_path / "no java")}
    done = subprocess.run([sys.executable, str(ROOT / "environment" / "course.py"), "run"], env=nowhere,
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 1
    assert done.stderr.strip() == f"COURSE_JAVA_HOME names {tmp_path / 'no java'}, which holds no bin/java: name " \
                                  "another, or unset it."


def saying(text):
    return [sys.executable, "-c", f"print({text!r}); raise SystemExit(1)"]
