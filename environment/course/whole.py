"""Files that are written whole or not at all, so that neither a full disk nor a sudden end leaves half of one."""

import contextlib
import os
import shutil
from pathlib import Path


def write(file, content):
    """Replaces a file's bytes, or those of the file that a link leads to; if that fails it is as it was."""
    target = Path(os.path.realpath(file))
    beside = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        with beside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except OSError as error:
        error.filename = str(target)
        raise
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()
