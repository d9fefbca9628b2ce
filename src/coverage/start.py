"""`python -m src.coverage.start`: makes the demo where no data folder holds a delivery, then starts the app."""

from __future__ import annotations

import json
import os
import sys

from .folders import DEMO, ROOT, DataFolder, served_folder, tables_stamp

ADDRESS = "127.0.0.1"
PORT = "8501"


def prepare() -> int:
    """Makes sure there is something to serve; returns the exit code of what it had to run."""
    data = served_folder()
    if not data.holds_a_delivery():
        return _command(["demo"]) if data == DataFolder(DEMO) else 0
    if not data.current_pointer.is_file():
        return _command(["--data", str(data.root), "build"])
    if _stamp_in_service(data) != tables_stamp():
        # Another version of the program built it. Should this build be stopped, the app says so itself.
        _command(["--data", str(data.root), "build"])
    return 0


def _stamp_in_service(data: DataFolder) -> str | None:
    try:
        stamp = json.loads(data.current_pointer.read_text(encoding="utf-8"))["tables"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return str(stamp)


def _command(arguments: list[str]) -> int:
    # Loaded only where there is something to make: every other start saves the time.
    from .cli import main

    return main(arguments)


def start() -> None:
    """Replaces this process by the app's server, on this machine only."""
    code = prepare()
    if code:
        sys.exit(code)
    print(f"Cakupan: http://{ADDRESS}:{PORT}", flush=True)
    os.chdir(ROOT)
    arguments = ["-m", "streamlit", "run", "app.py", "--server.address", ADDRESS, "--server.port", PORT]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606 - our own interpreter, constant arguments


if __name__ == "__main__":
    start()
