"""Runs command lines in a process of its own and kills it on time: one JSON line in, the way it ended out.

Started once, so that a killed command costs no start of Python. What it has loaded has opened nothing yet.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time


def serve() -> None:
    """Reads `[command lines, seconds until the kill or null]`; prints the exit code, or minus the signal."""
    from src.coverage.cli import main

    for line in sys.stdin:
        commands, seconds = json.loads(line)
        child = os.fork()
        if child == 0:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os._exit(max([main(command) for command in commands]))
        if seconds is not None:
            time.sleep(seconds)
            os.kill(child, signal.SIGKILL)  # not waited for yet, so the number is still its own
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
