"""The course's JupyterLab; what follows "--" on the course's command line overrides each line of this."""

import os
from pathlib import Path

c = get_config()  # noqa: F821, Jupyter provides it
c.ServerApp.root_dir = str(Path(__file__).resolve().parents[2])
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 200
c.ServerApp.allow_root = hasattr(os, "geteuid") and os.geteuid() == 0
c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
