"""The exact solver beside POT, SciPy and OpenCV, on the same instances in one run, one thread each.

    python3 tests/benchmarks/transport.py [--rounds 3] [--quick] [--clean]

The matrix of costs is given to all of them, so its making is not timed. They take turns; the table shows the
medians. The first run makes a virtual environment in environment/.build/transport-peers; --clean removes it.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from statistics import median

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = ROOT / "environment" / ".build" / "transport-peers"
PYTHON = PEERS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PACKAGES = ("POT==0.9.7", "scipy==1.16.3", "numpy==2.2.6", "opencv-python-headless==4.12.0.88")
ASSIGNMENT_LIMIT = 2000  # SciPy takes minutes beyond
OPENCV_LIMIT = 500
SMALL = 1000  # clouds that are solved more often, since their times are short


def main():
    options = parse(sys.argv[1:])
    if options.clean:
        shutil.rmtree(PEERS, ignore_errors=True)
        return 0
    if pathlib.Path(sys.prefix).resolve() != PEERS.resolve():
        install()
        return subprocess.call([str(PYTHON), *sys.argv], env={**os.environ, "OMP_NUM_THREADS": "1"})
    compare(options)
    return 0


def parse(arguments):
    parser = argparse.ArgumentParser(description="The exact solver beside others.")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each; thrice as many up to 1,000 points")
    parser.add_argument("--quick", action="store_true", help="clouds of at most 1,000 points")
    parser.add_argument("--clean", action="store_true", help="remove the virtual environment")
    return parser.parse_args(arguments)


def install():
    marker = PEERS / "complete"
    if not marker.exists():
        print(f"Installing {', '.join(PACKAGES)} (once)", flush=True)
        venv.create(PEERS, with_pip=True, clear=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", *PACKAGES], check=True)
        marker.touch()


def compare(options):
    import numpy

    largest = 1000 if options.quick else 4000
    sizes = [n for n in (250, 500, 1000, 2000, 4000) if n <= largest]
    print("uniform weights, n = m, Gaussian clouds one unit apart, Euclidean; seconds, median")
    print(f"{'n':>5} {'d':>4} {'ours':>8} {'POT':>8} {'SciPy':>8} {'OpenCV':>8}  {'/ POT':>6} {'/ SciPy':>7}"
          f"  {'difference':>10} {'violation':>10} {'gap':>8} {'MB beside':>9}")
    with Java() as java, tempfile.TemporaryDirectory() as folder:
        for d in (2, 3, 784):
            times = []
            for n in sizes:
                weights = numpy.full(n, 1 / n)
                times.append((n, show(instance(weights, weights, d, n), d, java, folder, options.rounds)))
            growth(d, times)
        print("random weights, n ≠ m")
        random = numpy.random.default_rng(5)
        for n, m in ((500, 700), (1000, 600), (2000, 1500), (2500, 4000)):
            if max(n, m) <= largest:
                for d in (2, 784):
                    p, q = random.random(n), random.random(m)
                    show(instance(p / p.sum(), q / q.sum(), d, n), d, java, folder, options.rounds)


def instance(p, q, d, seed):
    import numpy
    from scipy.spatial.distance import cdist

    random = numpy.random.default_rng(seed)
    shift = numpy.zeros(d)
    shift[0] = 1
    return p, q, cdist(random.standard_normal((len(p), d)), random.standard_normal((len(q), d)) + shift)


def show(problem, d, java, folder, rounds):
    import numpy

    p, q, cost = problem
    file = pathlib.Path(folder) / "instance"
    numpy.concatenate([p, q, cost.ravel()]).astype("<f8").tofile(file)
    contenders = {"ours": lambda: java.solve(file, len(p), len(q)), "POT": lambda: by_pot(problem)}
    if len(p) == len(q) and numpy.ptp(p) == 0 and len(p) <= ASSIGNMENT_LIMIT:
        contenders["SciPy"] = lambda: by_assignment(problem)
    if max(cost.shape) <= OPENCV_LIMIT:
        contenders["OpenCV"] = lambda: by_opencv(problem)
    results = {name: [] for name in contenders}
    small = max(cost.shape) <= SMALL
    for _ in range(30 if small else 1):  # Java compiles a method when it has run often
        contenders["ours"]()
    for turn in range(-1, 3 * rounds if small else rounds):
        for name, solve in contenders.items():
            result = solve()
            if turn >= 0:
                results[name].append(result)
    seconds = {name: median(r[0] for r in found) for name, found in results.items()}
    line(p, q, d, seconds, results)
    return seconds


def line(p, q, d, seconds, results):
    ours, pot = results["ours"][-1], results["POT"][-1]
    size = f"{len(p):5}" if len(p) == len(q) else f"{len(p)}×{len(q)}"
    names = ("ours", "POT", "SciPy", "OpenCV")
    cells = " ".join(f"{seconds[name]:8.4f}" if name in seconds else " " * 8 for name in names)
    beside = max(result[4] for result in results["ours"])
    scipy = f"{seconds['ours'] / seconds['SciPy']:7.2f}" if "SciPy" in seconds else " " * 7
    print(f"{size:>5} {d:4} {cells}  {seconds['ours'] / seconds['POT']:6.2f} {scipy}"
          f"  {abs(ours[1] / pot[1] - 1):10.1e} {ours[2]:10.1e} {ours[3]:8.1e} {beside:9.0f}", flush=True)


def growth(d, times):
    import numpy

    for name in ("ours", "POT"):
        exponent = numpy.polyfit(numpy.log([n for n, _ in times]), numpy.log([s[name] for _, s in times]), 1)[0]
        print(f"   {d} dimensions: {name} grows as n^{exponent:.2f}", flush=True)


def timed(solve):
    start = time.perf_counter()
    value = solve()
    return time.perf_counter() - start, value


def by_pot(problem):
    import ot

    p, q, cost = problem
    return timed(lambda: float(ot.emd2(p, q, cost, numItermax=100_000_000, numThreads=1)))


def by_assignment(problem):
    from scipy.optimize import linear_sum_assignment

    cost = problem[2]
    seconds, (rows, columns) = timed(lambda: linear_sum_assignment(cost))
    return seconds, float(cost[rows, columns].mean())


def by_opencv(problem):
    import cv2
    import numpy

    p, q, cost = (array.astype(numpy.float32) for array in problem)
    return timed(lambda: cv2.EMD(p[:, None], q[:, None], cv2.DIST_USER, cost=cost)[0])


class Java:
    """generative.benchmarks.TransportPeer in a process of its own, which waits while the others run."""

    def __init__(self):
        maven = shutil.which("mvn") or sys.exit("Maven is missing; install it and put mvn on the PATH.")
        subprocess.run([maven, "-q", "-Pbenchmarks", "test-compile", "-Djacoco.skip"], cwd=ROOT, check=True)
        targets = [ROOT / "src" / artifact / "target" for artifact in ("library", "transport")]
        classes = [str(targets[0] / "test-classes"), *(str(target / "classes") for target in targets)]
        self.process = subprocess.Popen(
            ["java", "-XX:+UseSerialGC", "-Xmx2g", "-Xms2g", "-Xmn1g", "-cp", os.pathsep.join(classes),
             "generative.benchmarks.TransportPeer"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def solve(self, file, n, m):
        print(file, n, m, sep="\t", file=self.process.stdin, flush=True)
        return [float(number) for number in self.process.stdout.readline().split()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


if __name__ == "__main__":
    sys.exit(main())
