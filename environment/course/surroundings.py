"""The environment in which the course and all that it starts run: the user's, without what other tools left there."""

import os
import re

from .remedies import MAC

HOW_PIP_REACHES_THE_NETWORK = ("INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY|"
                               "RETRIES|TIMEOUT|DEFAULT_TIMEOUT|CACHE_DIR|NO_CACHE_DIR|CONFIG_FILE|KEYRING_PROVIDER")
OF_OTHER_TOOLS = re.compile(
    rf"PYTHON\w+|VIRTUAL_ENV|PIP_(?!({HOW_PIP_REACHES_THE_NETWORK})$)\w+|PYTEST_\w+|"
    r"JUPYTER\w*|IPYTHON\w*|[IJ]JAVA_\w+|CLASSPATH|"
    r"DJL_\w+|ENGINE_CACHE_DIR|PYTORCH_(LIBRARY_PATH|EXTRA_LIBRARY_PATH|VERSION|FLAVOR|PRECXX11)|"
    r"GIT_\w+|FORCE_COLOR|CLICOLOR_FORCE|PY_COLORS")


def write_letters_of_all_languages():
    """Lets Java and Maven open paths with any letters, also for a user who has chosen the locale C."""
    chosen = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "C")
    if chosen in ("C", "POSIX"):
        os.environ.pop("LC_ALL", None)
        os.environ["LC_CTYPE"] = "UTF-8" if MAC else "C.UTF-8"


def leave_other_tools_behind():
    """Forgets, in this process and those that it starts, the settings that were made for another tool."""
    for name in [name for name in os.environ if OF_OTHER_TOOLS.fullmatch(name)]:
        del os.environ[name]
