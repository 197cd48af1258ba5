"""The engine on an NVIDIA GPU, with everything from PyPI and Maven Central.

DJL's CUDA library asks for PyTorch 2.7.1 by the name of libtorch_cuda.so only, and PyPI's torch brings that. But DJL
counts GPUs through a library named libcudart.so, and torch brings it as libcudart.so.12: without a link of the plain
name everything would run on the CPU without a word.
"""

import os
import platform

from . import console, machine, packages, places
from .problem import Problem

TORCH = "2.7.1"
CHOICE = places.BUILD / "gpu"
LINKS = places.BUILD / "cuda"


def is_wanted():
    """Whether the GPU was chosen."""
    return CHOICE.exists()


def choose(choice):
    """Remembers a choice: True for the GPU, False for the CPU, None for what was chosen before."""
    if choice:
        check()
        CHOICE.touch()
    elif choice is False:
        CHOICE.unlink(missing_ok=True)


def check():
    if platform.system() != "Linux" or platform.machine() != "x86_64":
        raise Problem("--gpu works on Linux x86-64 (on Windows inside WSL 2); without it the course runs on the CPU.")
    if not machine.nvidia_driver():
        raise Problem("--gpu needs an NVIDIA driver, and nvidia-smi finds none: install the driver for your card, or "
                      "leave --gpu out and run on the CPU.")


def site_packages():
    return next((places.VENV / "lib").glob("python3*/site-packages"))


def install_torch():
    library = site_packages() / "torch" / "lib" / "libtorch_cuda.so"
    if not library.exists():
        machine.check_disk(places.ROOT, machine.DISK_NEEDED_GPU)
        with console.step(f"Installing PyTorch {TORCH} for CUDA (3 GB)"):
            packages.pip("install", f"torch=={TORCH}")
    link_cudart()


def link_cudart():
    runtime = next(site_packages().glob("nvidia/cuda_runtime/lib/libcudart.so.*"), None)
    if runtime is None:
        raise Problem(f"PyTorch {TORCH} came without CUDA's libcudart; run the command \"clean\" and then --gpu again.")
    LINKS.mkdir(parents=True, exist_ok=True)
    link = LINKS / "libcudart.so"
    link.unlink(missing_ok=True)
    link.symlink_to(runtime)


def settings():
    """What the kernel's environment needs so that DJL finds this PyTorch and counts the GPUs."""
    found = [str(LINKS), os.environ.get("LD_LIBRARY_PATH", "")]
    return {"PYTORCH_LIBRARY_PATH": str(site_packages() / "torch" / "lib"), "PYTORCH_VERSION": TORCH,
            "PYTORCH_FLAVOR": "cu128", "LD_LIBRARY_PATH": os.pathsep.join(filter(None, found))}
