"""What the peers share: columns as files, measured runs, answers as JSON."""

import json
import time
from pathlib import Path

import numpy

# A peer whose warm-up takes longer has fewer runs.
SLOW = 20.0
RUNS_OF_THE_SLOW = 3


def columns(folder):
    """Every column in the folder by its name. The file `owner.u4` holds little-endian unsigned numbers of 4 bytes."""
    return {path.stem: numpy.fromfile(path, dtype="<" + path.suffix[1:]) for path in Path(folder).iterdir()}


def measured(runs, work):
    """The seconds of each run after one to warm up."""
    warm_up = seconds(work)
    if warm_up > SLOW:
        runs = min(runs, RUNS_OF_THE_SLOW)
    return [seconds(work) for _ in range(runs)]


def answer(results):
    """Tells the results: of each a name, the seconds of each run, and the number that it came to, such as leads placed."""
    print(json.dumps([{"name": name, "seconds": runs, "number": int(number)} for name, runs, number in results]))


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
