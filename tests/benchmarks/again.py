"""Runs each lesson's cells five times in one kernel and prints its resident memory after each time (Linux).

    environment/.venv/bin/python tests/benchmarks/again.py [00 01 ...]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "environment"))

import nbformat
from course import parameters, places
from nbclient import NotebookClient

TIMES = 5


def resident(process):
    """Megabytes of a process and those it started: JJava's launcher starts the kernel's own."""
    children = [c for task in Path(f"/proc/{process}/task").glob("*/children") for c in task.read_text().split()]
    status = Path(f"/proc/{process}/status").read_text()
    own = int(status.split("VmRSS:")[1].split()[0]) / 1024
    return own + sum(resident(int(child)) for child in children)


def memory_by_time(path):
    notebook = parameters.make_fast(nbformat.read(path, as_version=4))
    client = NotebookClient(notebook, timeout=600, kernel_name="java", resources={"metadata": {"path": path.parent}})
    with client.setup_kernel():
        for _ in range(TIMES):
            for index, cell in enumerate(notebook.cells):
                client.execute_cell(cell, index)
            client.execute_cell(nbformat.v4.new_code_cell("System.gc();"), index)
            yield resident(client.km.provisioner.pid)


for lesson in sorted(places.NOTEBOOKS.glob("[0-9]*.ipynb")):
    if not sys.argv[1:] or lesson.name[:2] in sys.argv[1:]:
        memory = list(memory_by_time(lesson))
        print(lesson.name, "MB after each time:", *(f"{m:,.0f}" for m in memory), end="; ")
        print(f"growth after the second: {memory[-1] - memory[1]:+,.0f}")
