"""The words of course.py, without network and without starting anything."""

import json
import re
import runpy
import subprocess
import sys
import zipfile
from graphlib import TopologicalSorter
from types import SimpleNamespace

import pytest
from conftest import ROOT
from course import doctor, gpu, kernels, lab, lessons, machine, parameters, places, prepare, suites
from course.problem import Problem

COURSE = runpy.run_path(str(ROOT / "environment" / "course.py"), run_name="the_command")


@pytest.mark.parametrize("line, module, action, passed_on", [
    ([], lab, "open_lab", []), (["--gpu"], lab, "open_lab", []),
    (["--", "--port", "9999"], lab, "open_lab", ["--port", "9999"]), (["run", "00", "--fast"], lessons, "run", []),
    (["--gpu", "run", "00"], lessons, "run", []), (["test", "--", "-x"], suites, "test", ["-x"]),
    (["kernel", "ijava", "file.zip"], prepare, "prepare", [])])
def test_words(monkeypatch, line, module, action, passed_on):
    seen = []
    monkeypatch.setattr(kernels, "add", lambda jdk, file: None)
    monkeypatch.setattr(module, action, seen.append)
    assert COURSE["main"](line) == 0
    assert seen[0].passed_on == passed_on
    assert seen[0].gpu is (True if "--gpu" in line else None)


# --- parameters ---------------------------------------------------------------------------------------------------

CELL = """int    epochs = 10;      // passes; more is better
float  rate   = 1e-3f;   // step
long   seed   = 42;
String data   = "mnist";
int[]  hidden = {500, 500};
boolean noisy = false;"""


@pytest.mark.parametrize("name, value, line", [
    ("epochs", 1, "int    epochs = 1;      // passes; more is better"),
    ("rate", 0.01, "float  rate   = 0.01f;   // step"),
    ("rate", "5e-2f", "float  rate   = 5e-2f;   // step"), ("seed", 7, "long   seed   = 7L;"),
    ("data", "fashion-mnist", 'String data   = "fashion-mnist";'), ("hidden", [20, 10], "int[]  hidden = {20, 10};"),
    ("noisy", True, "boolean noisy = true;")])
def test_a_fast_value_replaces_the_literal_and_nothing_else(name, value, line):
    before, after = CELL.split("\n"), parameters.replaced(CELL, {name: value}).split("\n")
    assert [new for old, new in zip(before, after, strict=True) if new != old] == [line]


def test_a_fast_value_without_a_declaration():
    with pytest.raises(ValueError, match='"fast" names epoch, which the parameters cell does not declare'):
        parameters.replaced(CELL, {"epoch": 1})


# --- lessons ------------------------------------------------------------------------------------------------------

@pytest.fixture
def course(elsewhere):
    for name in ("00-start-here", "01-autoencoder", "01-autoencoder (mine)", "solutions/01-autoencoder"):
        (places.NOTEBOOKS / f"{name}.ipynb").write_text(f'"{name}"')
    return elsewhere


def test_lessons_are_chosen_by_number(course):
    assert [path.stem for path in lessons.choose([])] == ["00-start-here", "01-autoencoder"]
    assert [path.parent.name for path in lessons.choose(["01"], solutions=True)] == ["notebooks", "solutions"]
    with pytest.raises(Problem, match="There is no lesson 07; there are: 00, 01."):
        lessons.choose(["07"])


# --- what is prepared ---------------------------------------------------------------------------------------------

def test_the_kernel_runs_on_the_chosen_java(elsewhere, monkeypatch, tmp_path):
    monkeypatch.setattr(places, "KERNELS", tmp_path / "kernels")
    (tmp_path / "kernels" / "java").mkdir(parents=True)
    jdk = machine.Jdk(tmp_path / "a jdk", "25.0.1", frozenset())
    monkeypatch.setattr(gpu, "CHOICE", places.BUILD / "gpu")
    kernels.register_all(jdk)
    kernel = json.loads((tmp_path / "kernels" / "java" / "kernel.json").read_text())
    assert kernel["argv"][0] == str(jdk.java)
    assert kernel["env"]["PATH"].startswith(str(jdk.home / "bin"))
    assert kernel["env"]["OPT_OUT_TRACKING"] == "true"


def test_on_a_gpu_the_kernel_finds_pytorch_and_cudart(elsewhere, monkeypatch, tmp_path):
    packages = tmp_path / "lib" / "python3.11" / "site-packages"
    runtime = packages / "nvidia" / "cuda_runtime" / "lib" / "libcudart.so.12"
    for file in (packages / "torch" / "lib" / "libtorch_cuda.so", runtime):
        file.parent.mkdir(parents=True)
        file.write_text(file.name)
    monkeypatch.setattr(places, "VENV", tmp_path)
    monkeypatch.setattr(gpu, "CHOICE", places.BUILD / "gpu")
    monkeypatch.setattr(gpu, "LINKS", places.BUILD / "cuda")
    monkeypatch.setattr(gpu, "check", lambda: None)
    gpu.choose(True)
    assert gpu.is_wanted()
    gpu.install_torch()
    settings = gpu.settings()
    assert (gpu.LINKS / "libcudart.so").read_text() == "libcudart.so.12"
    assert settings["LD_LIBRARY_PATH"].startswith(str(gpu.LINKS))
    assert settings["PYTORCH_LIBRARY_PATH"] == str(packages / "torch" / "lib")
    assert settings["PYTORCH_FLAVOR"] == "cu128"
    gpu.choose(False)
    assert not gpu.is_wanted()


def test_ijava_comes_from_its_archive_or_its_jar(tmp_path):
    jar, archive, other = tmp_path / "ijava-1.3.0.jar", tmp_path / "ijava-1.3.0.zip", tmp_path / "other.zip"
    with zipfile.ZipFile(jar, "w") as content:
        content.writestr(kernels.IJAVA_CLASS, b"")
    with zipfile.ZipFile(archive, "w") as content:
        content.writestr("java/kernel.json", "{}")
        content.write(jar, "java/ijava-1.3.0.jar")
    other.write_text("no archive")
    assert kernels.jar_in(jar) == kernels.jar_in(archive) == jar.read_bytes()
    with pytest.raises(Problem, match="neither IJava's release archive"):
        kernels.jar_in(other)


def test_jupyter_keeps_to_the_course(elsewhere):
    environment = lab.jupyter_environment()
    for folder in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        assert environment[folder].startswith(str(places.BUILD))


# --- doctor and test ----------------------------------------------------------------------------------------------

def test_doctor_names_what_is_missing(elsewhere, capsys, monkeypatch):
    monkeypatch.setattr(doctor, "CHECKS", {"data": doctor.data, "cores": doctor.cores})
    assert doctor.report(None) == 1
    said = capsys.readouterr().out
    assert "LACKS  data" in said and "git checkout -- environment/data" in said
    assert "ok     cores" in said


def test_doctor_says_when_djl_would_overlook_the_gpu(elsewhere, monkeypatch):
    monkeypatch.setattr(machine, "nvidia_driver", lambda: "NVIDIA H100, driver 570.1")
    monkeypatch.setattr(gpu, "is_wanted", lambda: True)
    monkeypatch.setattr(doctor, "loads", lambda library: False)
    with pytest.raises(Problem, match="DJL would silently overlook it"):
        doctor.graphics()


@pytest.mark.parametrize("closing, said, expected", [
    (suites.pytest_closing, ["===== 3 passed, 1 skipped in 1.20s =====\n"], "3 passed, 1 skipped"),
    (suites.pytest_closing, ["==== 1 failed in 65.2s (0:01:05) ====\n"], "1 failed"),
    (suites.pytest_closing, ["Killed\n"], "did not run to its end"),
    (suites.surefire_closing, ["[INFO] Tests run: 9, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1 s -- in A\n",
                               "[ERROR] Tests run: 12, Failures: 1, Errors: 1, Skipped: 1\n"],
     "2 failed, 9 passed, 1 skipped"),
    (suites.surefire_closing, ["[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0\n",
                               "[WARNING] Tests run: 4, Failures: 0, Errors: 0, Skipped: 2\n"],
     "5 passed, 2 skipped"),
    (suites.surefire_closing, ["[INFO] No tests to run.\n"], "no tests were run")])
def test_the_line_of_a_suite(closing, said, expected):
    assert closing(said) == expected


def test_files_of_the_course_are_short():
    for file in (ROOT / "environment").glob("**/*.py"):
        if ".venv" not in file.parts:
            assert len(file.read_text(encoding="utf-8").splitlines()) <= 250, file


def test_the_courses_modules_use_each_other_in_one_direction():
    uses = {file.stem: set(re.findall(r"^\s*from \.(\w*) import (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE))
            for file in (ROOT / "environment" / "course").glob("*.py")}
    graph = {name: {one.strip() for module, names in found for one in ([module] if module else names.split(","))}
             for name, found in uses.items()}
    TopologicalSorter(graph).prepare()  # says which where there is a circle


def test_the_entry_needs_no_packages():
    done = subprocess.run([sys.executable, "-S", str(ROOT / "environment" / "course.py"), "--help"],
                          capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
