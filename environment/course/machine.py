"""What this machine has, and one sentence for each thing that it lacks."""

import functools
import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import places
from .problem import Problem
from .remedies import MAC, WINDOWS, remedy

OLDEST_JDK = 17
DISK_NEEDED = 2  # GB
DISK_NEEDED_GPU = 8  # GB
PATIENCE = 30  # seconds that a program may take to tell of itself


@dataclass(frozen=True)
class Jdk:
    home: Path
    version: str
    modules: frozenset
    refusal: str = ""  # what it says where it doesn't run

    @property
    def java(self):
        return self.home / "bin" / ("java.exe" if WINDOWS else "java")

    @property
    def release(self):
        """The number of its release, such as 21 of "21-internal" and 8 of "1.8.0_392"; None if it tells none."""
        number = re.match(r"(?:1\.)?(\d+)", self.version)
        return int(number[1]) if number else None

    @property
    def lacks(self):
        """Why the course cannot run on it, or None."""
        if self.refusal:
            return f"does not run; it says: {self.refusal}"
        if self.release is None:
            return f"does not tell its version, and the course needs {OLDEST_JDK} or newer"
        if self.release < OLDEST_JDK:
            return f"is Java {self.version}, and the course needs {OLDEST_JDK} or newer"
        missing = {"jdk.jshell", "jdk.compiler"} - self.modules
        if missing:
            return f"is a runtime without the module {min(missing, key=lambda m: m != 'jdk.jshell')}"
        return None


@functools.lru_cache(maxsize=None)
def inspect(home):
    """The JDK in a folder, or None where there is none."""
    java = Path(home) / "bin" / ("java.exe" if WINDOWS else "java")
    if not java.exists():
        return None
    modules = dict(re.findall(r"^([\w.]+)@?(\S*)", told(java, "--list-modules"), re.MULTILINE))
    called, said = version_of(java)
    return Jdk(Path(home), modules.get("java.base") or called, frozenset(modules), "" if modules or called else said)


def version_of(java):
    """The version by which a Java calls itself, such as "1.8.0_392", empty if it tells none; and all that it says."""
    done = run(java, "-version", stderr=subprocess.STDOUT)
    said = done.stdout if done else ""
    called = re.search(r'version "([^"]*)"', said)
    return called[1] if called else "", " ".join(said.split()).rstrip(".")


def told(program, *arguments, stderr=subprocess.DEVNULL):
    """What a program answers, whatever its letters; empty if it cannot be run, fails, or takes too long."""
    done = run(program, *arguments, stderr=stderr)
    return done.stdout if done and done.returncode == 0 else ""


def run(program, *arguments, stderr):
    """How a program ended and what it said, or None if it cannot be run or takes too long."""
    try:
        return subprocess.run([str(program), *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=stderr, encoding="utf-8", errors="replace", timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return None


def jdk_homes():
    """Folders where a JDK may stand, the best guess first, with the name of what points there."""
    for variable in ("COURSE_JAVA_HOME", "JAVA_HOME"):
        if os.environ.get(variable):
            yield variable, Path(os.environ[variable]).expanduser().absolute()
    on_path = shutil.which("java")
    if on_path and not (MAC and on_path == "/usr/bin/java"):  # Apple's stub
        yield "PATH", Path(on_path).resolve().parents[1]
    for pattern in usual_places():
        root = Path(pattern.anchor)
        for home in sorted(root.glob(str(pattern.relative_to(root))), reverse=True):
            yield "installed", home


def usual_places():
    user = Path.home()
    anywhere = [user / ".sdkman/candidates/java/*", user / ".jdks/*"]
    if WINDOWS:
        programs = Path(os.environ.get("ProgramFiles", "C:/Program Files"))
        makers = ("Eclipse Adoptium", "Java", "Microsoft", "Zulu", "Amazon Corretto", "BellSoft")
        return [programs / maker / "*" for maker in makers] + anywhere
    if MAC:
        return [Path("/Library/Java/JavaVirtualMachines/*/Contents/Home"), Path("/opt/homebrew/opt/openjdk*"),
                user / "Library/Java/JavaVirtualMachines/*/Contents/Home"] + anywhere
    return [Path("/usr/lib/jvm/*"), Path("/opt/java/*"), Path("/opt/jdk*")] + anywhere


@functools.lru_cache(maxsize=None)
def find_jdk():
    """The JDK to use. Raises a Problem that says which one was looked at and why it will not do."""
    rejected = []
    for source, home in jdk_homes():
        jdk = inspect(home)
        if jdk and not jdk.lacks:
            return jdk
        if source == "COURSE_JAVA_HOME":
            why = jdk.lacks if jdk else "holds no bin/java"
            mended = remedy_of_options() or "name another, or unset it"
            raise Problem(f"COURSE_JAVA_HOME names {home}, which {why}: {mended}.")
        if jdk:
            rejected.append(jdk)
    advice = f"Install a JDK with: {remedy('jdk')}; or name one in COURSE_JAVA_HOME."
    if rejected:
        mended = rejected[0].refusal and remedy_of_options()
        raise Problem(f"The Java in {rejected[0].home} {rejected[0].lacks}. "
                      + (f"To begin with, {mended}." if mended else advice))
    raise Problem(f"There is no Java on this machine. {advice}")


def remedy_of_options():
    """What to do where Java doesn't run and options from the environment reach it; empty where none do."""
    given = [name for name in ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS") if os.environ.get(name)]
    return f"mend or unset {' and '.join(given)}" if given else ""


def find_maven():
    maven = shutil.which("mvn")
    if not maven:
        raise Problem(f"There is no Maven (mvn) on the PATH. Install it with: {remedy('maven')}")
    return maven


def check_venv_module():
    try:
        import ensurepip  # noqa: F401  Debian keeps both in a package of their own
        import venv  # noqa: F401
    except ImportError:
        raise Problem("This Python has no venv module. Install it with: " + remedy("venv")) from None


def check_loopback():
    """JupyterLab and its kernels talk over it, also on a machine that is otherwise on IPv6 alone."""
    try:
        with socket.socket() as own:
            own.bind(("127.0.0.1", 0))
    except OSError as error:
        raise Problem(f"This machine has no address 127.0.0.1 ({error.strerror}), over which JupyterLab talks to its "
                      "kernels: bring up IPv4 on the loopback interface (on Linux: sudo ip link set lo up).") from None


def check_disk(folder, needed):
    free = shutil.disk_usage(folder).free / 1e9
    if free < needed:
        raise Problem(f"The disk that holds {folder} has {free:.1f} GB free, and the course needs {needed}: "
                      "make room and run the command again.")


def memory_gb():
    """Physical memory, or None where this system does not tell it easily."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    except (AttributeError, ValueError, OSError):
        return None


def has_display():
    if WINDOWS or MAC:
        return not os.environ.get("SSH_CONNECTION")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def nvidia_driver():
    """What nvidia-smi says of the first GPU, such as "NVIDIA H100, driver 570.1", or None without a driver."""
    smi = shutil.which("nvidia-smi")
    if not smi:
        return None
    first = told(smi, "--query-gpu=name,driver_version", "--format=csv,noheader").strip().partition("\n")[0]
    name, _, driver = first.rpartition(", ")
    return f"{name}, driver {driver}" if name else None


def java_environment(jdk):
    """The environment in which Maven and tests run."""
    path = f"{jdk.home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "JAVA_HOME": str(jdk.home), "PATH": path, **places.ENGINE}
