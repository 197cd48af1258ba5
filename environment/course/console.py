"""One line a step, one sentence a problem."""

import contextlib
import errno
import os
import re
import subprocess
import sys
import time

from . import lock, machine, places
from .problem import Problem

LAST_LINES = 15
ANSI = re.compile(r"\x1b\[[0-9;]*m")
MAVEN_ADVICE = re.compile(r"^\[ERROR\] *($|\[Help|Re-run Maven|To see the full|For more information|After correcting)")


def unicode_everywhere():
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w"))
        getattr(sys, name).reconfigure(encoding="utf-8", errors="replace")


def nobody_listens():
    """Ends without a word: whoever read what we say, such as "head", has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


@contextlib.contextmanager
def step(what):
    """Says what is being done, and how long it took."""
    print(f"{what} … ", end="", flush=True)
    start = time.monotonic()
    try:
        yield
    except BaseException:
        print("failed")
        raise
    print(f"{time.monotonic() - start:.1f} s", flush=True)


def address(url, opens):
    """Where JupyterLab is to be found, whether or not a browser is expected to open by itself."""
    return (f"\n    {url}\n\nOpen this address in a browser{', if none opens by itself' if opens else ''}. "
            "Ctrl-C here ends JupyterLab.")


def sentence(error):
    """What an error of the operating system means for a person, or None for one that only a maintainer can mend."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (f"There is no room left for {error.filename or 'what is to be written'}: make room on that disk and "
                "run the command again.")
    if error.errno == errno.EROFS:
        return f"{error.filename} is on a disk that can only be read: put the course into a folder that can be changed."
    if isinstance(error, PermissionError):
        return f"{error.filename} may not be changed by you: put the course into a folder of yours."
    return None


def tool(command, remedy, env=os.environ, **options):
    """Runs a program out of sight. If it fails, says why in a sentence, or shows its last lines and the remedy."""
    done = subprocess.run([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace",
                          env=in_english(env), pass_fds=lock.held, **options)
    if done.returncode:
        raise Problem(diagnosis(done.stdout) or f"{last_lines(done.stdout)}\n\n{remedy}")


def in_english(environment):
    """An environment in which programs speak English, which is understood here, and keep their user's letters."""
    letters = next(filter(None, map(environment.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    kept = {name: value for name, value in environment.items() if name not in ("LC_ALL", "LANGUAGE")}
    return {**kept, "LC_CTYPE": letters, "LC_MESSAGES": "C"}


def last_lines(text):
    lines = [ANSI.sub("", line).rstrip() for line in text.splitlines()]
    kept = [line for line in lines if line and not MAVEN_ADVICE.search(line)][-LAST_LINES:]
    return "\n".join("    " + line for line in kept)


def diagnosis(text):
    """The sentence for a failure that every tool can meet, or None."""
    if re.search(r"No space left on device|not enough space on the disk|ENOSPC", text):
        return disk_full()
    if re.search(NO_NETWORK, text):
        return ("The network cannot be reached, and the first start has to fetch packages from PyPI and Maven Central. "
                "Connect and run the command again; behind a proxy set HTTPS_PROXY for Python, and the proxy in "
                "~/.m2/settings.xml for Maven.")
    lacking = re.search(rf".*({NOT_THERE}).*", text)
    if lacking:
        return (f"The package server did not give what the course needs:\n\n    {ANSI.sub('', lacking[0]).strip()}\n\n"
                "If a mirror is set (PIP_INDEX_URL, pip's own settings, ~/.m2/settings.xml), see whether it has that; "
                "if not, see whether the network can be reached, and run the command again.")
    return None


NO_NETWORK = ("Temporary failure in name resolution|Name or service not known|nodename nor servname|getaddrinfo failed|"
              "Network is unreachable|Failed to establish a new connection|UnknownHostException|Unknown host|"
              "Connection refused|Connect timed out|ConnectTimeoutError|No route to host|Cannot connect to proxy")
NOT_THERE = "from versions: none|404 Client Error|Could not find artifact|No plugin found for prefix"


def disk_full():
    return (f"The disk that holds {places.ROOT} is full: the course needs {machine.DISK_NEEDED} GB free. "
            "Make room and run the command again.")
