"""A real browser for tests: headless Chromium, driven over a pipe by its own protocol. In: a page. Out: what it shows.

Clicks are those of a mouse and keys those of a keyboard, so what is hidden or covered cannot be clicked, and a download is
a file on disk. https://chromedevtools.github.io/devtools-protocol/
"""

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final

CHROMIUM: Final = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
_OPTIONS: Final = (
    "--headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --remote-debugging-pipe"
)
_PATIENCE_S: Final = 60
_KEYS: Final = {"Enter": "\r"}


class Browser:
    """Chromium with one page of `width` × `height` pixels; `folder` holds its profile and what it downloads."""

    def __init__(self, folder: Path, width: int = 1000, height: int = 760) -> None:
        self.downloads: Final = folder / "downloads"
        self.downloads.mkdir(parents=True)
        from_us, to_browser = os.pipe()
        from_browser, to_us = os.pipe()
        options = [
            *_OPTIONS.split(),
            f"--window-size={width},{height}",
            f"--user-data-dir={folder / 'profile'}",
        ]

        def connect() -> None:
            """Chromium listens at 3 and answers at 4."""
            high = [os.dup(from_us), os.dup(to_us)]  # whatever numbers the pipes have
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self._process: Final = subprocess.Popen(
            [str(CHROMIUM), *options, "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=connect,  # noqa: PLW1509 no other thread holds a lock here
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(from_us)
        os.close(to_us)
        self._out: Final = os.fdopen(to_browser, "wb", buffering=0)
        self._in: Final = os.fdopen(from_browser, "rb")
        self._number = 0
        self._session = ""
        self._answers: Final[list[str]] = []  # to the next questions the page asks
        targets = self._call("Target.getTargets")["targetInfos"]
        target = next(each["targetId"] for each in targets if each["type"] == "page")
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        self._call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    def __enter__(self) -> "Browser":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._out.close()
        self._in.close()

    def open(self, url: str) -> None:
        """Go to a page and wait until it is there."""
        self._call("Page.navigate", url=url)
        self.wait_for(f"location.href === {json.dumps(url)} && document.readyState === 'complete'")

    def ask(self, expression: str) -> Any:
        """The value of an expression in the page. Raises AssertionError for an error in it."""
        said = self._call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in said, said
        return said["result"].get("value")

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true in the page."""
        self._until(lambda: bool(self.ask(expression)))

    def click(self, element: str) -> None:
        """Click in the middle of what the expression `element` finds; it must lie open there."""
        x, y, is_open = self.ask(
            f"""(() => {{ const element = {element}; element.scrollIntoView({{ block: "center" }});
            const box = element.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
            return [x, y, element.contains(document.elementFromPoint(x, y))]; }})()"""
        )
        assert is_open, f"covered: {element}"
        for kind in ("mousePressed", "mouseReleased"):
            self._call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1, clickCount=1
            )

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        text = _KEYS.get(key, key)
        self._call("Input.dispatchKeyEvent", type="keyDown", key=key, text=text)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def write(self, text: str) -> None:
        """Write where the cursor stands."""
        self._call("Input.insertText", text=text)

    def choose_file(self, selector: str, path: Path) -> None:
        """Give a file to an `<input type="file">`."""
        root = self._call("DOM.getDocument")["root"]["nodeId"]
        node = self._call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def answer(self, text: str) -> None:
        """What to answer to the next question (`prompt`) of the page."""
        self._answers.append(text)

    def downloaded(self, name: str) -> Path:
        """The file of this name, once it has come down whole."""
        path = self.downloads / name
        self._until(path.is_file)
        return path

    def picture(self, path: Path) -> None:
        """What the window shows, as PNG."""
        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot", format="png")["data"]))

    def _until(self, is_true: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not is_true():
            assert time.monotonic() < end, "the browser did not get there"
            time.sleep(0.05)

    def _call(self, method: str, **values: Any) -> dict[str, Any]:
        number = self._send(method, values)
        while True:
            message = self._receive()
            if message.get("method") == "Page.javascriptDialogOpening":
                text = self._answers.pop(0) if self._answers else ""
                self._send("Page.handleJavaScriptDialog", {"accept": True, "promptText": text})
            elif message.get("id") == number:
                assert "error" not in message, message
                return dict(message["result"])

    def _send(self, method: str, values: dict[str, Any]) -> int:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": values}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        return self._number

    def _receive(self) -> dict[str, Any]:
        read = bytearray()
        while not read.endswith(b"\0"):
            byte = self._in.read(1)
            assert byte, "the browser has gone"
            read += byte
        return dict(json.loads(read[:-1]))
