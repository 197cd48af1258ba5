"""What a folder was made from, and what was made in it; both are looked at, so that nothing missing counts as there."""

import contextlib
import hashlib
import json

from . import whole


class Stamp:
    """A note in a folder, fresh while what the folder was made from is the same and all that was made is there."""

    def __init__(self, folder, *made_from, name="made"):
        self.folder = folder
        self.file = folder / f".{name}"
        digest = hashlib.sha256()
        for part in made_from:
            digest.update(part if isinstance(part, bytes) else str(part).encode())
        self.value = digest.hexdigest()

    @property
    def same(self):
        """Whether the folder was made from the same."""
        return self.note().get("from") == self.value

    @property
    def missing(self):
        """The files that were made and are no longer there, or are of another size."""
        sizes = self.note().get("made", {})
        return [self.folder / name for name, size in sizes.items() if size_of(self.folder / name) != size]

    @property
    def fresh(self):
        return self.same and not self.missing

    def note(self):
        with contextlib.suppress(OSError, ValueError):
            note = json.loads(self.file.read_text(encoding="utf-8"))
            return note if isinstance(note, dict) else {}
        return {}

    def write(self, made=()):
        """Notes the files that were made."""
        sizes = {file.relative_to(self.folder).as_posix(): size_of(file) for file in made}
        whole.write(self.file, json.dumps({"from": self.value, "made": sizes}).encode())


def size_of(file):
    """The file's size, or None where there is none."""
    with contextlib.suppress(OSError):
        return file.stat().st_size
    return None
