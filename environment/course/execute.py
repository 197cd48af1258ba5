"""Executes notebooks headless; runs with the virtual environment's Python, since it needs nbclient."""

import argparse
import contextlib
import copy
import os
import re
import signal
import sys
import threading
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from . import console, kernels, parameters, places, whole

KERNELSPEC = {"name": "java", "display_name": "Java", "language": "java"}
KERNEL_FRAME = re.compile(r"\tat (org\.dflib|io\.github\.spencerpark|jdk\.|java\.base/|.*\(#\d+:\d+\))")
DEAD_THREAD = re.compile(rb'^Exception in thread "[\w-]*Shell', re.MULTILINE)


class Failed(Exception):
    """A notebook that did not run to its end; says where and why, in Java's words."""


def execute(path, kernel="java", fast=False, cell_seconds=None):
    """Runs a copy of a notebook from a fresh kernel, in the folder it stands in, and returns it with its outputs."""
    notebook = unexecuted(nbformat.read(path, as_version=4))
    if fast:
        parameters.make_fast(notebook)
    with (places.BUILD / "kernel.log").open("wb") as log:
        client = NotebookClient(notebook, timeout=cell_seconds, kernel_name=kernel, coalesce_streams=True,
                                record_timing=False, store_widget_state=False,
                                resources={"metadata": {"path": str(path.parent)}})
        try:
            with watched(client, Path(log.name)):
                client.execute(stdout=log, stderr=log)
        except CellExecutionError:
            raise Failed(failures(notebook)) from None
        except CellTimeoutError:
            raise Failed(f"{where(notebook, last_started(notebook))}\n    took longer than {cell_seconds} s") from None
        except DeadKernelError:
            raise Failed(f"The kernel ended in {where(notebook, last_started(notebook))}; its last words:\n"
                         + last_words(Path(log.name))) from None
        except NoSuchKernel:
            raise Failed(f'There is no kernel {kernel}; "course.py kernel --help" says how to add IJava.') from None
    return normalized(notebook)


def unexecuted(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    return notebook


@contextlib.contextmanager
def watched(client, log):
    """Ends a kernel whose thread for cells has died: it would answer nothing any more, and say nothing."""
    over = threading.Event()

    def watch():
        while not over.wait(1):
            if DEAD_THREAD.search(log.read_bytes()):
                with contextlib.suppress(OSError, AttributeError):
                    end(client.km.provisioner)
                return
    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        over.set()


def end(provisioner):
    """Ends a kernel and what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(provisioner.pgid, signal.SIGKILL)
    else:
        provisioner.process.kill()


def last_words(log):
    """What a kernel said, without the frames of Java's stack."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return console.last_lines("\n".join(line for line in lines if not line.startswith("\t")))


def failures(notebook):
    """Each error of a notebook: its cell and Java's message, without the kernel's own frames."""
    said = []
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and "raises-exception" not in cell.metadata.get("tags", []):
                said.append(f"{where(notebook, index)}\n{indented(message(output))}")
    return "\n".join(said)


def where(notebook, index):
    count = notebook.cells[index].get("execution_count")
    first_line = notebook.cells[index].source.strip().split("\n")[0]
    return f"cell {index + 1} of {len(notebook.cells)}{f', [{count}]' if count else ''}: {first_line}"


def message(output):
    trace = console.ANSI.sub("", "\n".join(output.traceback) or f"{output.ename}: {output.evalue}")
    return "\n".join(line for line in trace.split("\n") if line.strip() and not KERNEL_FRAME.match(line))


def indented(text):
    return "\n".join("    " + line for line in text.split("\n"))


def last_started(notebook):
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    return next((i for i in code if notebook.cells[i].execution_count is None), code[-1])


def normalized(notebook):
    """The same bytes for the same outputs: nothing of the machine or the moment, and cell ids that stay."""
    notebook.metadata.kernelspec = copy.copy(KERNELSPEC)
    notebook.metadata.language_info = copy.copy(kernels.LANGUAGE)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for index, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{index:02d}")
        cell.metadata.pop("execution", None)
    return notebook


def destination(path, fast):
    """A quick run leaves the lesson as it is and writes a copy."""
    return places.BUILD / "fast" / path.relative_to(places.NOTEBOOKS) if fast else path


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--kernel", default="java")
    arguments.add_argument("--fast", action="store_true")
    arguments.add_argument("notebooks", nargs="+", type=Path)
    options = arguments.parse_args()
    failed = False
    for path in options.notebooks:
        print(f"{path.relative_to(places.NOTEBOOKS).as_posix()} … ", end="", flush=True)
        start = time.monotonic()
        try:
            notebook = execute(path, options.kernel, options.fast)
            target = destination(path, options.fast)
            target.parent.mkdir(parents=True, exist_ok=True)
            whole.write(target, (nbformat.writes(notebook).rstrip("\n") + "\n").encode())
            print(f"{time.monotonic() - start:.1f} s")
        except (Failed, ValueError) as error:
            print(f"failed\n{indented(str(error))}")
            failed = True
        except OSError as error:
            if not console.sentence(error):
                raise
            print(f"failed\n{indented(console.sentence(error))}")
            failed = True
    return failed


if __name__ == "__main__":
    console.unicode_everywhere()
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
