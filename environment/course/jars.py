"""The helper module's jar and those it needs, in environment/lib."""

import filecmp
import os
import re
import shutil
import zipfile
import zlib
from pathlib import Path

from . import places
from .problem import Problem
from .stamp import size_of


def fill_lib(jars):
    """Makes environment/lib hold these jars and no others; a kernel that runs keeps the files it has opened."""
    places.LIB.mkdir(exist_ok=True)
    wanted = {os.path.basename(jar): jar for jar in jars}
    new = {name: jar for name, jar in wanted.items()
           if not same(places.LIB / name, jar)}
    require_whole(new.values())
    try:
        for old in places.LIB.iterdir():
            if old.name not in wanted:  # the stamp, too: half a lib is none
                old.unlink()
        for name, jar in new.items():
            shutil.copyfile(jar, places.LIB / "copying")
            os.replace(places.LIB / "copying", places.LIB / name)
    except PermissionError as error:  # Windows locks the jars of running kernels
        raise Problem(f"{error.filename} is in use: close the notebooks that are open and run the command "
                      "again.") from error


def same(file, other):
    return size_of(file) == size_of(Path(other)) is not None and filecmp.cmp(file, other, shallow=False)


def require_whole(jars):
    """Refuses jars of Maven's repository that are damaged, by their names."""
    broken = {jar: harm for jar in map(Path, jars) for harm in [damage(jar)] if harm}
    if broken:
        them = "it" if len(broken) == 1 else "them"
        raise Problem("Maven's repository holds what is damaged:\n\n"
                      + "\n".join(f"    {jar}: {harm}" for jar, harm in broken.items())
                      + f"\n\nDelete {them} and run the command again: Maven then fetches {them} anew.")


def named_in(text):
    """The jars that stand in a text and exist."""
    return [jar for jar in sorted(set(re.findall(r"[^\s()'\"]+\.jar", text))) if os.path.isfile(jar)]


def damage(jar):
    """What is wrong with a jar, or None; all of it is read."""
    try:
        with zipfile.ZipFile(jar) as archive:
            bad = archive.testzip()
        return f"{bad} in it is damaged" if bad else None
    except FileNotFoundError:
        return "it is missing"
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        return f"it is cut off or no jar ({error})"
