"""Makes what the notebooks need, and only what is missing or has changed since."""

import itertools
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from . import gpu, jars, kernels, lock, machine, places, pristine
from .console import step, tool
from .problem import Problem
from .remedies import remedy
from .stamp import Stamp

REQUIREMENTS = places.ENVIRONMENT / "requirements.txt"
TEST_REQUIREMENTS = places.ENVIRONMENT / "requirements-test.txt"


def prepare(options, tests=False):
    """Brings everything up to date: Python packages, the helper module's jars, the kernel. Returns the JDK."""
    jdk = machine.find_jdk()
    with lock.alone():
        pristine.keep()
        on_gpu = gpu.wanted(options.gpu)
        python_packages(REQUIREMENTS, "Installing JupyterLab and the Java kernel")
        if tests:
            python_packages(TEST_REQUIREMENTS, "Installing the test tools")
        if on_gpu:
            gpu.install_torch()
        helper_module(jdk, on_gpu)
        kernels.register_all(jdk, options)
    return jdk


def python_packages(requirements, what):
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
        stamp.write([*witnesses(), *kernels.jars_of_jjava()])


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


def helper_module(jdk, on_gpu):
    """Builds the helper module and puts its jar and those it needs into environment/lib."""
    stamp = Stamp(places.LIB, on_gpu, *sources())
    if stamp.fresh:
        return
    maven = machine.find_maven()
    machine.check_disk(places.ROOT, machine.DISK_NEEDED)
    needed = places.BUILD / "jars"
    needed.unlink(missing_ok=True)
    with step("Building the helper module"):
        try:
            tool([maven, "-q", "-B", "-Pcourse", *SKIPPED, *(["-Dgpu"] if on_gpu else []),
                  "dependency:build-classpath", "-DincludeScope=runtime", f"-Dmdep.outputFile={needed}", "package"],
                 "Maven could not build the helper module; the lines above say why. Mend that and run the command "
                 "again.", cwd=places.ROOT, env=java_environment(jdk))
        except Problem as problem:  # of a damaged jar the compiler says much, but not that
            jars.require_whole([*paths_in(needed), *jars.named_in(str(problem))])
            raise
        jars.fill_lib([newest(places.LIBRARY / "target"), *paths_in(needed)])
        stamp.write(sorted(places.LIB.glob("*.jar")))


SKIPPED = ("-DskipTests", "-Djacoco.skip", "-Dmaven.javadoc.skip", "-Dmaven.source.skip")


def newest(folder):
    """The library's jar, without its sources and Javadoc."""
    jars_there = (jar for jar in folder.glob("generative-java-*.jar") if re.search(r"\d\.jar$", jar.name))
    return max(jars_there, key=lambda jar: jar.stat().st_mtime)


def paths_in(file):
    return file.read_text(encoding="utf-8").strip().split(os.pathsep) if file.exists() else []


def java_environment(jdk):
    """The environment in which Maven and tests run."""
    path = f"{jdk.home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "JAVA_HOME": str(jdk.home), "PATH": path, **places.ENGINE}


def sources():
    files = [places.ROOT / "pom.xml", *sorted(places.SOURCES.rglob("*"))]
    for file in files:
        if file.is_file() and "target" not in file.relative_to(places.SOURCES.parent).parts:
            yield file.relative_to(places.ROOT).as_posix()
            yield file.read_bytes()


def clean(options):
    """Removes all but the lessons, the learner's and those kept as they came."""
    with lock.alone(), step("Removing what was fetched and built"):
        built = [path for path in places.BUILD.glob("*") if path not in (pristine.COPY, places.BUILD / "lock")]
        made = [*places.SOURCES.glob("*/target"), places.ROOT / "target"]
        for path in (places.VENV, places.LIB, places.SITE, *made, *built):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
