"""Starts the course's JupyterLab, and no other's.

What the machine or its user has configured for another Jupyter, such as an address for everybody or no token, is not
read. Nor is the URI grammar built that jsonschema would take a second for and that Jupyter never uses.
"""

import sys

sys.modules["rfc3987_syntax"] = None  # jsonschema takes this for "not installed"

from jupyter_core import paths  # noqa: E402

paths.SYSTEM_CONFIG_PATH.clear()
paths.SYSTEM_JUPYTER_PATH.clear()

from jupyterlab.labapp import main  # noqa: E402

sys.exit(main())
