"""What the peers share: columns as files, work that is done when it is asked for, answers as lines of JSON."""

import json
import sys
import time
from pathlib import Path

import numpy


def columns(folder):
    """Every column in the folder by its name. The file `owner.u4` holds little-endian unsigned numbers of 4 bytes."""
    return {path.stem: numpy.fromfile(path, dtype="<" + path.suffix[1:]) for path in Path(folder).iterdir()}


def serve(forms):
    """Tells the names of the forms. Then, for each line with the place of one, does its work and tells the seconds that it
    took, and the number that its first run came to, such as leads placed. A form is a name, the work and what counts."""
    tell([name for name, _, _ in forms])
    numbers = {}
    for line in sys.stdin:
        place = int(line)
        _, work, number = forms[place]
        start = time.perf_counter()
        work()
        seconds = time.perf_counter() - start
        if place not in numbers:
            numbers[place] = int(number())
        tell({"seconds": seconds, "number": numbers[place]})


def tell(answer):
    print(json.dumps(answer), flush=True)
