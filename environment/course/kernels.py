"""Jupyter's Java kernels: JJava, which comes from PyPI, and IJava, which the user brings."""

import json
import os
import shutil
import zipfile
from pathlib import Path

from . import gpu, machine, places, whole
from .console import step, tool
from .problem import Problem

ENGINE = {"MALLOC_TRIM_THRESHOLD_": "4000000000", "MALLOC_MMAP_THRESHOLD_": "4000000000",
          "OMP_WAIT_POLICY": "PASSIVE"}  # threads that spin while they wait make a busy machine ten times slower
LOG = "-Dorg.slf4j.simpleLogger."
JVM = ("-XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED "  # cells see warnings alone
       f"{LOG}defaultLogLevel=warn {LOG}log.ai.djl.util.cuda=error {LOG}logFile=System.out {LOG}showThreadName=false")
CPU = {"PYTORCH_VERSION": "", "PYTORCH_FLAVOR": ""}  # the jar's own, not those of another program
LANGUAGE = {"name": "java", "file_extension": ".jshell", "mimetype": "text/x-java-source", "codemirror_mode": "java",
            "pygments_lexer": "java"}  # what notebooks say of it
IJAVA_MAIN = "io.github.spencerpark.ijava.IJava"


def register_all(jdk):
    """Writes the specification of each kernel that is there, to run on this JDK and, if that was chosen, on the GPU."""
    settings = {"PATH": f"{jdk.home / 'bin'}{os.pathsep}${{PATH}}", "JAVA_HOME": str(jdk.home),
                "DJL_CACHE_DIR": str(places.CACHE), **places.ENGINE, **CPU, **ENGINE,
                **(gpu.settings() if gpu.is_wanted() else {})}
    write(places.KERNELS / "java", "Java",
          [jdk.java, "-XX:TieredStopAtLevel=1", "-Xmx32m", "-jar", "{resource_dir}/jjava-launcher.jar",
           "{resource_dir}/jjava.jar", "{connection_file}"],
          {"JJAVA_JVM_OPTS": JVM, **settings})
    if (places.KERNELS / "ijava" / "jars").exists():
        write(places.KERNELS / "ijava", "IJava",
              [jdk.java, "-cp", "{resource_dir}/jars/*", IJAVA_MAIN, "{connection_file}"],
              {"JDK_JAVA_OPTIONS": JVM, **settings})


def write(folder, display_name, argv, settings):
    specification = {"argv": [str(part) for part in argv], "display_name": display_name, "language": "java",
                     "interrupt_mode": "message", "env": settings}
    whole.write(folder / "kernel.json", (json.dumps(specification, indent=1) + "\n").encode())


def add(jdk, file):
    """Installs IJava from its release archive or from a jar; what a jar lacks comes from Maven Central."""
    file = Path(file).expanduser()
    if not file.is_file():
        raise Problem(f"There is no file {file}; give the ijava-1.3.0.zip or .jar that you have downloaded.")
    jars = places.BUILD / "ijava" / "jars"
    with step("Installing the kernel ijava"):
        content = jar_in(file)
        shutil.rmtree(jars, ignore_errors=True)
        jars.mkdir(parents=True)
        (jars / "ijava.jar").write_bytes(content)
        if not holds(jars / "ijava.jar", BASE_KERNEL):
            fetch_dependencies(jdk, jars)
        shutil.copytree(jars, places.KERNELS / "ijava" / "jars", dirs_exist_ok=True)
        register_all(jdk)


def jar_in(file):
    """The bytes of the kernel's jar, which is the file itself or stands in it."""
    try:
        if holds(file, IJAVA_CLASS):
            return file.read_bytes()
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if Path(name).name.startswith("ijava") and name.endswith(".jar"):
                    return archive.read(name)
    except zipfile.BadZipFile:
        pass
    raise Problem(f"{file} is neither IJava's release archive (ijava-1.3.0.zip) nor its jar: download it again.")


def holds(jar, entry):
    with zipfile.ZipFile(jar) as archive:
        return entry in archive.namelist()


def fetch_dependencies(jdk, jars):
    project = places.BUILD / "ijava" / "pom.xml"
    project.parent.mkdir(parents=True, exist_ok=True)
    dependencies = "".join(DEPENDENCY.format(*coordinates.split(":")) for coordinates in IJAVA_NEEDS)
    project.write_text(PROJECT.format(dependencies), encoding="utf-8")
    tool([machine.find_maven(), "-q", "-B", "-f", project,
          "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies", "-DincludeScope=runtime",
          f"-DoutputDirectory={jars}"],
         "Maven could not fetch what IJava needs; the lines above say why.", env=machine.java_environment(jdk))


IJAVA_CLASS = IJAVA_MAIN.replace(".", "/") + ".class"
BASE_KERNEL = "io/github/spencerpark/jupyter/kernel/BaseKernel.class"
IJAVA_NEEDS = ("io.github.spencerpark:jupyter-jvm-basekernel:2.3.0", "org.apache.ivy:ivy:2.5.0-rc1",
               "org.apache.maven:maven-settings-builder:3.6.0", "org.apache.maven:maven-model-builder:3.6.0")
DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
PROJECT = ("<project><modelVersion>4.0.0</modelVersion><groupId>course</groupId><artifactId>ijava</artifactId>"
           "<version>1</version><dependencies>{}</dependencies></project>")
