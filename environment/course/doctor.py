"""What this machine has and lacks for the course, each with the command that mends it."""

import ctypes
import functools
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys

from . import console, gpu, jars, machine, places
from .problem import Problem
from .remedies import MAC, WINDOWS, remedy
from .stamp import Stamp

PLATFORMS = {("Linux", "x86_64"), ("Linux", "aarch64"), ("Darwin", "arm64"), ("Windows", "AMD64")}
MNIST = {"train-images-idx3-ubyte.gz": "6bbc9ace898e44ae57da46a324031adb",
         "train-labels-idx1-ubyte.gz": "a25bea736e30d166cdddb491f175f624",
         "t10k-images-idx3-ubyte.gz": "2646ac647ad5339dbf082846283269ea",
         "t10k-labels-idx1-ubyte.gz": "27ae3e4e09519cfbb04c329615203637"}
MEMORY_NEEDED = 4  # GB


def report(options):
    """Prints a line for each thing; the exit code is 1 if the course cannot run as it is."""
    lacking = 0
    for name, check in CHECKS.items():
        try:
            print(f"ok     {name:<9} {check()}")
        except Problem as problem:
            lacking += 1
            print(f"LACKS  {name:<9} {problem}")
    print("\nThe course can run here." if not lacking else f"\n{lacking} to mend; then run doctor again.")
    return 1 if lacking else 0


def the_platform():
    here = platform.system(), platform.machine()
    if here not in PLATFORMS:
        raise Problem(f"{' '.join(here)} has no native library of the engine: use Linux, Windows x86-64 or a Mac with "
                      "Apple silicon.")
    return " ".join(here)


def python():
    machine.check_venv_module()
    return f"{platform.python_version()} with venv, {sys.executable}"


def jdk():
    found = machine.find_jdk()
    return f"{found.version} with jdk.jshell, {found.home}"


def maven():
    done = machine.run(machine.find_maven(), "--version", stderr=subprocess.STDOUT)
    said = console.ANSI.sub("", done.stdout if done else "")
    if not done or done.returncode:
        raise Problem(f"mvn does not run; it says: {' '.join(said.split()) or 'nothing'}")
    return next((line for line in said.split("\n") if "Maven" in line), "which does not tell its version")


def memory():
    total = machine.memory_gb()
    if total is None:
        return "(this system does not tell)"
    if total < MEMORY_NEEDED:
        raise Problem(f"{total:.1f} GB; the course needs {MEMORY_NEEDED}: close other programs, use smaller batches.")
    return f"{total:.1f} GB"


def cores():
    return f"{os.cpu_count()}"


def disk():
    if not places.PYTHON.exists():
        machine.check_disk(places.ROOT, machine.DISK_NEEDED)
    return f"{shutil.disk_usage(places.ROOT).free / 1e9:.0f} GB free"


def fonts():
    if WINDOWS or MAC:
        return "the system's"
    listed = machine.told("fc-list")
    if not listed:
        raise Problem(f"none, so charts cannot be drawn. Install some with: {remedy('fonts')}")
    return f"{len(listed.splitlines())} installed"


def graphics():
    driver = machine.nvidia_driver()
    if not driver:
        return "no NVIDIA driver; the course runs on the CPU"
    if not gpu.is_wanted():
        return f"{driver}; the course runs on the CPU until you start it with --gpu"
    link = gpu.LINKS / "libcudart.so"
    if not loads(str(link)) and not loads("libcudart.so"):
        raise Problem(f"{driver}, but DJL would silently overlook it, since no library answers to the name "
                      "libcudart.so. Run: python3 environment/course.py --gpu")
    return f"{driver}, PyTorch {gpu.TORCH} for CUDA"


def loads(library):
    try:
        ctypes.CDLL(library)
        return True
    except OSError:
        return False


def data():
    for name, expected in MNIST.items():
        file = places.DATA / "mnist" / name
        if not file.exists():
            raise Problem(f"{file.relative_to(places.ROOT)} is missing. {BACK}")
        if checksum(file) != expected:
            raise Problem(f"{file.relative_to(places.ROOT)} is damaged. {BACK}")
    return "MNIST, 4 files, checksums agree"


PREPARE = "python3 environment/course.py prepare"
BACK = "Bring it back with: git checkout -- environment/data"


def course():
    """Whether all is whole that was fetched and built."""
    missing = Stamp(places.LIB).missing
    packages = [file for name in ("requirements", "requirements-test")
                for file in Stamp(places.VENV, name=name).missing]
    made = sorted({*places.LIB.glob("*.jar"), *missing})
    harm = {jar: jars.damage(jar) or (jar in missing and "it is of another size") for jar in made}
    broken = [f"{jar.relative_to(places.ROOT).as_posix()}: {what}" for jar, what in harm.items() if what]
    if broken:
        raise Problem(f"{'; '.join(broken)}. Delete what is damaged, and run: {PREPARE}")
    if packages:
        raise Problem(f"{packages[0].relative_to(places.ROOT).as_posix()} is missing, and {len(packages) - 1} more. "
                      f"Run: {PREPARE}")
    return f"{len(made)} jar{'' if len(made) == 1 else 's'}, whole" if made else "not prepared yet"


def engine():
    """Where the engine unpacks its libraries."""
    folder = next(parent for parent in (places.CACHE, *places.CACHE.parents) if parent.exists())
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Problem(f"{folder} may not be changed by you, and the engine unpacks its libraries there: put the course "
                      "into a folder of yours.")
    return f"unpacked in {places.CACHE.relative_to(places.ROOT).as_posix()}"


def checksum(file):
    try:
        with gzip.open(file) as raw:
            digest = hashlib.md5()
            for block in iter(functools.partial(raw.read, 1 << 20), b""):
                digest.update(block)
            return digest.hexdigest()
    except (OSError, EOFError):
        return None


CHECKS = {"platform": the_platform, "python": python, "JDK": jdk, "Maven": maven, "memory": memory, "cores": cores,
          "disk": disk, "fonts": fonts, "GPU": graphics, "engine": engine, "data": data, "course": course}
