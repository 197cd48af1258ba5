"""Makes what the notebooks need, and only what is missing or has changed since."""

import os
import re
import shutil

from . import gpu, jars, kernels, lock, machine, packages, places, pristine
from .console import step, tool
from .problem import Problem
from .stamp import Stamp

def prepare(options, tests=False):
    """Brings everything up to date: Python packages, the helper module's jars, the kernel. Returns the JDK."""
    jdk = machine.find_jdk()
    with lock.alone():
        pristine.keep()
        gpu.choose(options.gpu)
        on_gpu = gpu.is_wanted()
        packages.install(packages.REQUIREMENTS, "Installing JupyterLab and the Java kernel")
        if tests:
            packages.install(packages.TEST_REQUIREMENTS, "Installing the test tools")
        if on_gpu:
            gpu.install_torch()
        helper_module(jdk, on_gpu)
        kernels.register_all(jdk)
    return jdk


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
                 "again.", cwd=places.ROOT, env=machine.java_environment(jdk))
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
