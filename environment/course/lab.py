"""JupyterLab on the first lesson."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import time

from . import console, machine, places
from .prepare import prepare
from .problem import Problem
from .remedies import WINDOWS

PATIENCE = 60  # seconds that JupyterLab may take to answer


def open_lab(options):
    prepare(options)
    end_on_signals()
    with Lab(options.passed_on) as lab:
        with console.step("Starting JupyterLab"):
            lab.wait_until_it_answers()
        print(f"\n    {lab.address}\n\n{'' if lab.browser else 'Open this address in a browser. '}"
              "Ctrl-C here ends JupyterLab.", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            if lab.process.wait():
                raise Problem(f"{lab.last_words()}\n\nJupyterLab ended by itself; run the command again.")


class Lab:
    """A JupyterLab in a process of its own, whose log goes to a file."""

    def __init__(self, arguments):
        self.token = secrets.token_hex(24)
        self.log = places.BUILD / "jupyter.log"
        self.browser = machine.has_display() and "--no-browser" not in arguments
        self.address = None
        command = [places.PYTHON, "-I", places.ENVIRONMENT / "course" / "start_lab.py",
                   f"--ServerApp.open_browser={self.browser}", *(a for a in arguments if a != "--no-browser")]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=places.ROOT, env={**jupyter_environment(), "JUPYTER_TOKEN": self.token},
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def wait_until_it_answers(self):
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"{self.last_words()}\n\nJupyterLab did not start; the lines above say why. If that does "
                              'not help, run the command "clean" and start again.')
            time.sleep(0.05)

    def answers(self):
        """Whether the server has written down its port, which it does once it listens; finds out the address."""
        for file in runtime_folder().glob("jpserver-*.json"):
            with contextlib.suppress(ValueError, OSError):
                server = json.loads(file.read_text(encoding="utf-8"))
                if server["token"] == self.token:
                    self.address = f"{server['url']}lab/tree/{places.FIRST_LESSON}?token={self.token}"
                    return True
        return False

    def last_words(self):
        return console.last_lines(self.log.read_text(encoding="utf-8", errors="replace"))

    def __enter__(self):
        return self

    def __exit__(self, *error):
        """Ends JupyterLab with its kernels."""
        if not WINDOWS:  # where Ctrl-C has reached it, too
            self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()


def end_on_signals():
    """Ending this program or closing its terminal ends JupyterLab as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.default_int_handler)


def runtime_folder():
    return places.BUILD / "jupyter" / "data" / "runtime"


def jupyter_environment():
    """Jupyter with the course's own settings; the user's own Jupyter is neither read nor changed."""
    ours = str(places.ENVIRONMENT / "jupyter")
    path = [os.environ.get("JUPYTER_CONFIG_PATH", ""), ours]
    return {**os.environ, "JUPYTER_CONFIG_DIR": str(places.BUILD / "jupyter" / "config"),
            "JUPYTER_DATA_DIR": str(places.BUILD / "jupyter" / "data"),
            "JUPYTER_RUNTIME_DIR": str(runtime_folder()),
            "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, path))}
