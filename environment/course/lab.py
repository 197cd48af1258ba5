"""JupyterLab on the first lesson."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import time

from . import console, machine, places
from .prepare import prepare
from .problem import Problem
from .remedies import WINDOWS

PATIENCE = 60  # seconds that JupyterLab may take to answer
START = [places.PYTHON, "-I", places.ENVIRONMENT / "course" / "start_lab.py"]


def open_lab(options):
    prepare(options)
    machine.check_loopback()
    end_on_signals()
    with Lab(options.passed_on) as lab:
        with console.step("Starting JupyterLab"):
            lab.wait_until_it_answers()
        print(console.address(lab.address, lab.browser), flush=True)
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
        command = [*START, f"--ServerApp.open_browser={self.browser}",
                   *(argument for argument in arguments if argument != "--no-browser")]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=places.ENVIRONMENT / "jupyter", env={**jupyter_environment(), "JUPYTER_TOKEN": self.token},
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)

    def wait_until_it_answers(self):
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise Problem(f"{self.last_words()}\n\nJupyterLab did not start; the lines above say why. If that does "
                              'not help, run the command "clean" and start again.')
            time.sleep(0.05)

    def answers(self):
        """Whether the server has written down its port and listens there; finds out the address."""
        for file in runtime_folder().glob("jpserver-*.json"):
            with contextlib.suppress(ValueError, OSError):
                server = json.loads(file.read_text(encoding="utf-8"))
                if server["token"] == self.token:
                    self.address = f"{server['url']}lab/tree/{places.FIRST_LESSON}?token={self.token}"
                    return listens(server["hostname"], server["port"])
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


def listens(host, port):
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False


def end_on_signals():
    """Ending this program or closing its terminal ends JupyterLab as Ctrl-C does; but nohup means to outlive it."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) != signal.SIG_IGN:
            signal.signal(getattr(signal, name), signal.default_int_handler)


def runtime_folder():
    return places.BUILD / "jupyter" / "data" / "runtime"


def jupyter_environment():
    """Jupyter with the course's own settings; the user's own Jupyter is neither read nor changed."""
    own = places.BUILD / "jupyter"
    own.mkdir(parents=True, exist_ok=True)  # or IPython warns in a lesson's first run
    others = {name for name in os.environ if name.startswith("JUPYTER")}
    return {**{name: value for name, value in os.environ.items() if name not in others},
            "JUPYTER_CONFIG_DIR": str(own / "config"), "JUPYTER_DATA_DIR": str(own / "data"),
            "JUPYTER_RUNTIME_DIR": str(runtime_folder()), "IPYTHONDIR": str(own / "ipython"),
            "JUPYTER_CONFIG_PATH": str(places.ENVIRONMENT / "jupyter")}
