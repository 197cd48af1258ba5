"""Python's packages in the course's virtual environment."""

import itertools
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

from . import machine, places
from .console import step, tool
from .problem import Problem
from .remedies import remedy
from .stamp import Stamp

REQUIREMENTS = places.ENVIRONMENT / "requirements.txt"
TEST_REQUIREMENTS = places.ENVIRONMENT / "requirements-test.txt"


def install(requirements, what):
    stamp = Stamp(places.VENV, sys.version, requirements.read_bytes(), name=requirements.stem)
    if stamp.fresh:
        return
    machine.check_venv_module()
    machine.check_disk(places.ROOT, machine.DISK_NEEDED)
    made = Stamp(places.VENV, sys.version)
    if not made.same or not places.PYTHON.exists() or stamp.same:  # what pip counts as there has gone
        with step("Making a virtual environment"):
            make_virtual_environment()
        made.write()
    with step(what):
        require_no_other_place()
        pip("install", "-r", requirements)
        require_installed(requirements)
        stamp.write([*witnesses(), *jars_of_jjava()])


def require_no_other_place():
    """Refuses settings of pip's own that send packages elsewhere, before it has written anything there."""
    said = machine.told(places.PYTHON, "-I", "-m", "pip", "config", "list")
    elsewhere = re.search(r"^((?:global|install)\.(?:target|prefix|root|user))=(.*)", said, re.MULTILINE)
    if elsewhere:
        raise Problem(f"pip's own settings send packages elsewhere ({elsewhere[0].strip()}): take that out with "
                      f'"pip config unset {elsewhere[1]}" and run the command again.')


def require_installed(requirements):
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", requirements.read_text(encoding="utf-8"), re.MULTILINE):
        if not any(places.VENV.glob(f"{SITE}/{name.replace('-', '_')}-{version}.dist-info/RECORD")):
            raise Problem(f"pip has installed {name} {version}, but not into {places.VENV}: look where it puts them "
                          'with "pip config list", take that out, and run the command again.')


SITE = "[Ll]ib/**/site-packages"


def witnesses():
    """Two files of each package, by which it is seen to be there: pip's list of its files, and the first of them."""
    for record in places.VENV.glob(f"{SITE}/*.dist-info/RECORD"):
        yield record
        files = (line.split(",")[0] for line in record.read_text(encoding="utf-8").splitlines())
        modules = (record.parents[1] / file for file in files if re.fullmatch(r"[\w/]+\.py", file))
        yield from itertools.islice(filter(Path.is_file, modules), 1)


def make_virtual_environment():
    try:
        venv.create(places.VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise Problem(f"Python could not make a virtual environment. Try: {remedy('venv')}") from error


def pip(*arguments):
    tool([places.PYTHON, "-I", "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments],
         "Python's packages could not be installed; the lines above say why. Mend that and run the command again.")


def jars_of_jjava():
    """The kernel that came with Python's packages, without which nothing runs."""
    return sorted((places.KERNELS / "java").glob("*.jar"))
