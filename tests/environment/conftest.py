import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "environment"))

from course import machine, places, remedies  # noqa: E402

MODULES = ("java.base", "jdk.compiler", "jdk.jshell")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Installs make-believe Javas, and nothing else is on this machine: installed(version, modules) is one's folder."""
    said = {}

    def answer(command, **options):
        words = said.get((Path(command[0]), command[1]), "")
        return SimpleNamespace(stdout=words, returncode=0 if words else 1)

    def install(version, modules=MODULES, itself=None):
        """Its modules have one version; the other is the one by which it calls itself."""
        jdk = machine.Jdk(tmp_path / f"java {version}", version, frozenset(modules))
        jdk.java.parent.mkdir(parents=True)
        jdk.java.touch()
        said[jdk.java, "--list-modules"] = "".join(f"{module}{version and '@'}{version}\n" for module in modules)
        said[jdk.java, "-version"] = f'openjdk version "{itself}" 2025-01-21\n' if itself else "no such luck"
        return jdk.home

    monkeypatch.setattr(machine, "subprocess", SimpleNamespace(
        run=answer, **{name: getattr(subprocess, name) for name in ("TimeoutExpired", "DEVNULL", "PIPE", "STDOUT")}))
    monkeypatch.setattr(machine, "usual_places", lambda: [tmp_path / "java *"])
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    for variable in ("COURSE_JAVA_HOME", "JAVA_HOME"):
        monkeypatch.delenv(variable, raising=False)
    machine.inspect.cache_clear()
    machine.find_jdk.cache_clear()
    yield install
    machine.inspect.cache_clear()
    machine.find_jdk.cache_clear()


@pytest.fixture(params=["apt-get", "dnf", "pacman", "brew", "winget"])
def installer(request, monkeypatch):
    """Each operating system's way to install, in turn."""
    monkeypatch.setattr(remedies, "WINDOWS", request.param == "winget")
    monkeypatch.setattr(remedies, "MAC", request.param == "brew")
    monkeypatch.setattr(remedies, "shutil", SimpleNamespace(which=lambda name: name == request.param or None))
    return request.param


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A course folder of its own, with a space in its name."""
    root = tmp_path / "a course"
    monkeypatch.setattr(places, "ROOT", root)
    for name, folder in {"ENVIRONMENT": "environment", "NOTEBOOKS": "notebooks", "SOLUTIONS": "notebooks/solutions",
                         "LIB": "environment/lib", "BUILD": "environment/.build", "DATA": "environment/data"}.items():
        monkeypatch.setattr(places, name, root / folder)
        (root / folder).mkdir(parents=True, exist_ok=True)
    return root
