"""One target without atheris: neighbours of its inputs, drawn by hypothesis, for so many seconds.

``python -m fuzz.drawn TARGET SECONDS``. Knows nothing of coverage, and stops no reader that hangs.
"""

import sys
import time
import warnings
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.mutate import Random, havoc
from fuzz.replay import kept
from fuzz.targets import target

ROUND = 200  # examples between two looks at the clock


def main(arguments: list[str]) -> None:
    name, seconds = arguments[0], float(arguments[1])
    wanted, inputs = target(name), [data for _told, data in kept(name)]
    warnings.simplefilter("ignore")  # of the libraries, about what is wrong with the input

    @settings(
        max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.sampled_from(inputs), st.integers(0, 2**63), st.integers(1, 5))
    def once(data: bytes, seed: int, steps: int) -> None:
        rng = Random(seed)
        for _ in range(steps):
            data = wanted.mutate(data, rng, havoc(rng))
        try:
            wanted.feed(data)
        except BaseException:
            Path(f"broke-{name}").write_bytes(data)
            raise

    end, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        once()
        rounds += 1
    print(f"{name}: {rounds * ROUND} inputs")


if __name__ == "__main__":
    main(sys.argv[1:])
