"""Makes what the notebooks need, and only what is missing or has changed since."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv

from . import gpu, kernels, machine, places, pristine
from .console import step, tool
from .problem import Problem
from .remedies import remedy

REQUIREMENTS = places.ENVIRONMENT / "requirements.txt"
TEST_REQUIREMENTS = places.ENVIRONMENT / "requirements-test.txt"


def prepare(options, tests=False):
    """Brings everything up to date: Python packages, the helper module's jars, the kernel. Returns the JDK."""
    jdk = machine.find_jdk()
    places.BUILD.mkdir(exist_ok=True)
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
    if not made.fresh or not places.PYTHON.exists():
        with step("Making a virtual environment"):
            make_virtual_environment()
        made.write()
    with step(what):
        pip("install", "-r", requirements)
    stamp.write()


def make_virtual_environment():
    try:
        venv.create(places.VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except subprocess.CalledProcessError as error:
        raise Problem(f"Python could not make a virtual environment. Try: {remedy('venv')}") from error


def pip(*arguments):
    tool([places.PYTHON, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments],
         "Python's packages could not be installed; the lines above say why. Mend that and run the command again.")


def helper_module(jdk, on_gpu):
    """Builds the helper module and puts its jar and those it needs into environment/lib."""
    stamp = Stamp(places.LIB, on_gpu, *sources())
    if stamp.fresh:
        return
    maven = machine.find_maven()
    machine.check_disk(places.ROOT, machine.DISK_NEEDED)
    jars = places.BUILD / "jars"
    with step("Building the helper module"):
        tool([maven, "-q", "-B", "-DskipTests", "-Djacoco.skip", *(["-Dgpu"] if on_gpu else []), "package",
              "dependency:build-classpath", "-DincludeScope=runtime", f"-Dmdep.outputFile={jars}"],
             "Maven could not build the helper module; the lines above say why. Mend that and run the command again.",
             cwd=places.ROOT, env=java_environment(jdk))
        built = max((places.ROOT / "target").glob("generative-java-*.jar"), key=lambda jar: jar.stat().st_mtime)
        fill_lib([built, *jars.read_text(encoding="utf-8").strip().split(os.pathsep)])
    stamp.write()


def fill_lib(jars):
    """Makes environment/lib hold these jars and no others; a kernel that runs keeps the files it has opened."""
    places.LIB.mkdir(exist_ok=True)
    wanted = {os.path.basename(jar): jar for jar in jars}
    try:
        for old in places.LIB.iterdir():
            if old.name not in wanted:  # the stamp, too: half a lib is none
                old.unlink()
        for name, jar in wanted.items():
            copy = places.LIB / name
            if not copy.exists() or copy.stat().st_size != os.path.getsize(jar) or jar is jars[0]:
                shutil.copyfile(jar, places.LIB / "copying")
                os.replace(places.LIB / "copying", copy)
    except PermissionError as error:  # Windows locks the jars of running kernels
        raise Problem(f"{error.filename} is in use: close the notebooks that are open and run the command "
                      "again.") from error


def java_environment(jdk):
    """The environment in which Maven and tests run."""
    path = f"{jdk.home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "JAVA_HOME": str(jdk.home), "PATH": path, "OPT_OUT_TRACKING": "true"}


def sources():
    files = [places.ROOT / "pom.xml", *sorted((places.ROOT / "src").rglob("*"))]
    for file in files:
        if file.is_file():
            yield file.relative_to(places.ROOT).as_posix()
            yield file.read_bytes()


class Stamp:
    """Remembers in a folder from what it was made, so that it is made again when that changes."""

    def __init__(self, folder, *made_from, name="made"):
        self.file = folder / f".{name}"
        digest = hashlib.sha256()
        for part in made_from:
            digest.update(part if isinstance(part, bytes) else str(part).encode())
        self.value = digest.hexdigest()

    @property
    def fresh(self):
        return self.file.exists() and self.file.read_bytes() == self.value.encode()

    def write(self):
        self.file.write_bytes(self.value.encode())


def clean(options):
    """Removes all but the lessons, the learner's and those kept as they came."""
    with step("Removing what was fetched and built"):
        built = [path for path in places.BUILD.glob("*") if path != pristine.COPY]
        for path in (places.VENV, places.LIB, places.SITE, places.ROOT / "target", *built):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
