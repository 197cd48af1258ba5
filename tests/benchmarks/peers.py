"""Training steps of this project and of Python's torch, side by side in one run.

    python3 tests/benchmarks/peers.py [--rounds 12] [--steps 100] [--threads N] [--processor] [--only STEP] [--clean]

Both train the same networks on the same MNIST images with the same number of threads: an autoencoder and a
variational one (784-500-500-20-500-500-784, batch 150, Adam 1e-3), and the critic of a Wasserstein GAN (critic
784-512-512-1, generator 64-512-512-784, batch 64) with gradient penalty (Adam 1e-4, 0, 0.9; the generator with
batch normalization) and with clipped weights (RMSProp 5e-5), and a convolutional critic with
penalty (32 filters). They take turns, some steps each, so that
whatever else the machine does meets all of them. The first run makes a virtual environment in
environment/.build/peers with torch 2.7.1, the version inside DJL; on Linux that is a download of 3 GB, since
the wheel brings CUDA along. --clean removes it.
"""

import argparse
import gzip
import os
import pathlib
import shutil
import subprocess
import sys
import time
import venv
from statistics import median, quantiles

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "environment" / ".build" / "peers"
PYTHON = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
TORCH = "torch==2.7.1"
NETWORKS = {
    "autoencoder": "the autoencoder's step",
    "vae": "the variational autoencoder's step",
    "critic-penalty": "the critic's step with gradient penalty",
    "critic-clipped": "the critic's step with clipped weights",
    "critic-convolutional": "the convolutional critic's step with gradient penalty",
}
LARGEST_BATCH = 150
WARM_UP = 3


def main():
    options = parse(sys.argv[1:])
    if options.clean:
        shutil.rmtree(PEERS, ignore_errors=True)
        return 0
    if pathlib.Path(sys.prefix).resolve() != PEERS.resolve():
        install()
        return subprocess.call([str(PYTHON), *sys.argv])
    compare(options)
    return 0


def parse(arguments):
    parser = argparse.ArgumentParser(description="Training steps beside Python's torch.")
    parser.add_argument("--rounds", type=int, default=12, help="turns that each contender takes")
    parser.add_argument("--steps", type=int, default=100, help="steps of a turn")
    parser.add_argument("--threads", type=int, help="threads of each; torch's default if not given")
    clock = "processor time of one thread, for a machine that others use too"
    parser.add_argument("--processor", action="store_true", help=clock)
    parser.add_argument("--only", choices=NETWORKS, help="one of the steps")
    parser.add_argument("--clean", action="store_true", help="remove the virtual environment")
    return parser.parse_args(arguments)


def install():
    marker = PEERS / TORCH
    if not marker.exists():
        print(f"Installing {TORCH} into {PEERS.relative_to(ROOT)} (once, some minutes)", flush=True)
        venv.create(PEERS, with_pip=True, clear=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", TORCH, "numpy"], check=True)
        marker.touch()


def compare(options):
    import torch

    if options.processor:
        options.threads = 1
    if options.threads:
        torch.set_num_threads(options.threads)
    threads = torch.get_num_threads()
    images = mnist()[5000 : 5000 + options.steps * LARGEST_BATCH]
    with Java(options.steps, threads, options.processor) as java:
        print(f"Java:   {java.description}")
        print(f"Python: CPU, {threads} threads, PyTorch {torch.__version__}")
        unit = "of processor time " if options.processor else ""
        print(f"{options.rounds} turns of {options.steps} steps each; ms {unit}a step, median (best tenth)")
        for network in [options.only] if options.only else NETWORKS:
            contenders = {
                "ours": lambda: java.steps(network),
                "torch": torch_steps(network, images, options),
            }
            if network != "critic-clipped":  # torch has no fused RMSProp
                contenders["torch fused"] = torch_steps(network, images, options, fused=True)
            show(NETWORKS[network], take_turns(contenders, options.rounds))


def take_turns(contenders, rounds):
    """The milliseconds of every step, by contender; who begins changes from round to round."""
    times = {name: [] for name in contenders}
    names = list(contenders)
    for turn in range(-WARM_UP, rounds):
        for name in names:
            steps = contenders[name]()
            if turn >= 0:
                times[name] += steps
        names.append(names.pop(0))
    return times


def show(network, times):
    print(network)
    ours = times["ours"]
    for name, steps in times.items():
        line = f"  {name:12} {median(steps):6.2f} ({best_tenth(steps):5.2f})"
        if name != "ours":
            line += f"   ours / {name}: {median(ours) / median(steps):.2f}"
            line += f" ({best_tenth(ours) / best_tenth(steps):.2f})"
        print(line, flush=True)


def best_tenth(steps):
    return quantiles(steps, n=10)[0]


class Java:
    """generative.benchmarks.Peer in a process of its own, which waits while the others run."""

    def __init__(self, steps, threads, processor):
        maven = shutil.which("mvn") or sys.exit("Maven is missing; install it and put mvn on the PATH.")
        build = [maven, "-q", "-Pbenchmarks", "test-compile", "dependency:build-classpath"]
        libraries = ROOT / "target" / "benchmarks.classpath"
        subprocess.run([*build, f"-Dmdep.outputFile={libraries}"], cwd=ROOT, check=True)
        clock = "processor" if processor else "wall"
        classes = [str(ROOT / "src" / "library" / "target" / "test-classes"), libraries.read_text(),
                   str(ROOT / "src" / "library" / "target" / "classes")]
        command = ["java", "-XX:+UseSerialGC", f"-Dai.djl.pytorch.num_threads={threads}"]
        self.process = subprocess.Popen(
            [*command, "-cp", os.pathsep.join(classes), "generative.benchmarks.Peer", str(steps), clock],
            cwd=ROOT,
            env={**os.environ, "OPT_OUT_TRACKING": "true"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.description = self.process.stdout.readline().strip()

    def steps(self, network):
        print(network, file=self.process.stdin, flush=True)
        return [float(milliseconds) for milliseconds in self.process.stdout.readline().split()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def mnist():
    import numpy
    import torch

    file = ROOT / "environment" / "data" / "mnist" / "train-images-idx3-ubyte.gz"
    pixels = numpy.frombuffer(gzip.decompress(file.read_bytes()), numpy.uint8, offset=16)
    return torch.tensor(pixels.reshape(-1, 784), dtype=torch.float32) / 255


def torch_steps(network, images, options, fused=False):
    """A function that takes so many steps and returns the milliseconds of each."""
    import subjects
    import torch

    torch.manual_seed(1)
    subject = subjects.named(network)
    step = subject.stepper(fused)
    clock = time.thread_time if options.processor else time.perf_counter

    def steps():
        times = []
        total = torch.zeros(())
        order = torch.randperm(options.steps * subject.batch)
        start = clock()
        for rows in order.split(subject.batch):
            total += step(images[rows])
            now = clock()
            times.append(1000 * (now - start))
            start = now
        return times

    return steps


if __name__ == "__main__":
    sys.exit(main())
