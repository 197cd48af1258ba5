"""Lets one course.py at a time change what was fetched and built."""

import contextlib
import os
import time

from . import places

PAUSE = 0.2  # seconds between two attempts


@contextlib.contextmanager
def alone():
    """Waits until no other process is in here; the system ends that, too, however the process ends."""
    places.BUILD.mkdir(exist_ok=True)
    with (places.BUILD / "lock").open("a") as file, held_by(file):
        told = False
        while not taken(file):
            if not told:
                print("Another course.py is at work in this folder; waiting for its end …", flush=True)
            told = True
            time.sleep(PAUSE)
        yield


held = []  # descriptors that programs started meanwhile inherit: who outlives this process still keeps others out


@contextlib.contextmanager
def held_by(file):
    held.extend([file.fileno()] if hasattr(os, "fork") else [])
    try:
        yield
    finally:
        held.clear()


def taken(file):
    """Whether the lock is ours now; closing the file gives it back."""
    try:
        lock(file)
        return True
    except OSError:
        return False


try:
    import fcntl

    def lock(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
except ImportError:
    import msvcrt

    def lock(file):
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
