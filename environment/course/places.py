"""Where things stand."""

import os
from pathlib import Path

ENVIRONMENT = Path(__file__).resolve().parents[1]
ROOT = ENVIRONMENT.parent
NOTEBOOKS = ROOT / "notebooks"
SOLUTIONS = NOTEBOOKS / "solutions"
FIRST_LESSON = "notebooks/00-start-here.ipynb"
TESTS = ROOT / "tests"
SOURCES = ROOT / "src"  # a folder for each artifact
LIBRARY = SOURCES / "library"
IMAGES = ROOT / "images"
SITE = ROOT / "site"
DATA = ENVIRONMENT / "data"

LIB = ENVIRONMENT / "lib"  # the jars that notebooks put on their classpath
VENV = ENVIRONMENT / ".venv"
BUILD = ENVIRONMENT / ".build"  # stamps, logs, JupyterLab's own files, the engine's, copies

CACHE = BUILD / "djl"
ENGINE = {"ENGINE_CACHE_DIR": str(CACHE), "OPT_OUT_TRACKING": "true"}  # where it unpacks its libraries

PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
KERNELS = VENV / "share" / "jupyter" / "kernels"
