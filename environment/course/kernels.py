"""Jupyter's Java kernels: JJava, which comes from PyPI, and IJava, which the user brings."""

import json
import os
import shutil
import zipfile
from pathlib import Path

from . import places
from .console import step, tool
from .problem import Problem

MEMORY = {"MALLOC_TRIM_THRESHOLD_": "4000000000", "MALLOC_MMAP_THRESHOLD_": "4000000000"}
JVM = "-XX:+UseSerialGC -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED"
IJAVA_MAIN = "io.github.spencerpark.ijava.IJava"


def register_all(jdk, extra):
    """Writes the specification of each kernel that is there: it runs on this JDK, with these extra settings."""
    settings = {"PATH": f"{jdk.home / 'bin'}{os.pathsep}${{PATH}}", "JAVA_HOME": str(jdk.home),
                "OPT_OUT_TRACKING": "true", **MEMORY, **extra}
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
    (folder / "kernel.json").write_text(json.dumps(specification, indent=1) + "\n", encoding="utf-8")


def add(options):
    pass
