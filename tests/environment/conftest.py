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
    listings = {}

    def answer(command, **options):
        return SimpleNamespace(stdout=listings[Path(command[0])], returncode=0)

    def install(version, modules=MODULES):
        jdk = machine.Jdk(tmp_path / f"java {version}", version, frozenset(modules))
        jdk.java.parent.mkdir(parents=True)
        jdk.java.touch()
        listings[jdk.java] = "".join(f"{module}@{version}\n" for module in modules)
        return jdk.home

    monkeypatch.setattr(machine, "subprocess", SimpleNamespace(run=answer, TimeoutExpired=subprocess.TimeoutExpired))
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
