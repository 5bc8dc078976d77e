"""The sample site on a static host, in a sub-path and under the policy of its own headers."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.publish.site_files import security_policy

__all__ = ["hosted_site"]


class _Host(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", security_policy(has_index=True))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


@contextmanager
def hosted_site(project: Path, work: Path) -> Iterator[str]:
    """Build and serve it below `work`; gives the address of its front page."""
    config = shutil.copy(project / "dayfold.toml", work)
    root = work / "public"
    root.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(root))) as server:
        base = f"http://127.0.0.1:{server.server_port}/news/"
        folders = ["--config", str(config), "--content", str(project / "content"), "--output", str(root / "news")]
        command = [sys.executable, "-m", "generator", "build", *folders, "--base-url", base]
        subprocess.run(command, check=True, cwd=project)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield base
        server.shutdown()
        thread.join()
