"""The tests, a suite after the other, and one line a suite at the end."""

import re
import subprocess
import time
from dataclasses import dataclass

from . import machine, places
from .lab import jupyter_environment
from .prepare import prepare
from .problem import Problem

SUITES = {"set-up": "environment", "unit": "java", "notebooks": "notebooks", "browser": "browser"}  # folders in tests/

PYTEST = [places.PYTHON, "-m", "pytest", "-p", "no:cacheprovider", "--no-header", "-rs", "--color=no"]


@dataclass
class Result:
    suite: str
    code: int
    closing: str
    seconds: float

    def __str__(self):
        return f"{'FAILED' if self.code else 'passed'}  {self.suite:<10} {self.seconds:6.1f} s   {self.closing}"


def test(options):
    unknown = set(options.suites) - set(SUITES)
    if unknown:
        raise Problem(f"There is no suite {', '.join(sorted(unknown))}; there are: {', '.join(SUITES)}.")
    jdk = prepare(options, tests=True)
    results = [result for suite in SUITES if suite in (options.suites or SUITES)
               for result in [run(suite, jdk, options.passed_on)]]
    print("\n" + "\n".join(map(str, results)))
    return 1 if any(result.code for result in results) else 0


def run(suite, jdk, passed_on):
    print(f"\n===== {suite} =====", flush=True)
    start = time.monotonic()
    if suite == "unit":
        command, closing = [machine.find_maven(), "-B", "-ntp", "test"], surefire_closing
    else:
        command, closing = [*PYTEST, places.TESTS / SUITES[suite], *passed_on], pytest_closing
    code, said = stream(command, {**machine.java_environment(jdk), **jupyter_environment()})
    return Result(suite, code, closing(said), time.monotonic() - start)


def stream(command, environment):
    """Runs a program, shows what it says as it says it. Returns its exit code and its words."""
    said = []
    with subprocess.Popen([str(part) for part in command], cwd=places.ROOT, env=environment, text=True,
                          encoding="utf-8", errors="replace", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            said.append(line)
    return process.returncode, said


def pytest_closing(said):
    """Such as "3 passed, 1 skipped"."""
    closing = next((line for line in reversed(said) if re.search(r" in [\d.:s ()]+=*$", line.strip())), "")
    return re.sub(r" in [\d.]+s.*", "", closing.strip(" =\n")) or "did not run to its end"


def surefire_closing(said):
    """Such as "310 passed, 2 failed"."""
    totals = [line for line in said if re.search(r"Tests run: \d+, .*Skipped: \d+\s*$", line)]  # one of each artifact
    if not totals:
        return "no tests were run"
    ran, failed, errors, skipped = (sum(map(int, column)) for column in
                                    zip(*(re.findall(r": (\d+)", line) for line in totals)))
    counts = {"failed": failed + errors, "passed": ran - failed - errors - skipped, "skipped": skipped}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)
