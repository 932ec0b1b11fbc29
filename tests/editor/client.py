"""A small client of the language server protocol: opens files, and asks what an editor would ask.

It speaks over the server's standard input and output. Everything has a time limit, so that a server
that hangs fails a test and does not hang it.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE = 60.0
"""Seconds to wait for one answer; a test that waits this long has failed."""


class Editor:
    """One editor on one folder, with its settings; a context manager that ends the server it started."""

    def __init__(self, command: list[str], folder: Path, settings: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self.settings = settings or {}
        self._number = 0
        self._answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self._diagnostics: dict[str, queue.Queue[list[dict[str, Any]]]] = {}
        self._versions: dict[str, int] = {}
        self._configured = threading.Event()
        self._server = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Editor:
        self._reader.start()
        documents = {
            "completion": {
                "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown", "plaintext"]}
            },
            "hover": {"contentFormat": ["markdown"]},
            "formatting": {"dynamicRegistration": True},
            "publishDiagnostics": {},
        }
        watching = {
            "configuration": True,
            "workspaceFolders": True,
            "didChangeWatchedFiles": {"dynamicRegistration": True},
        }
        folders = [{"uri": self.folder.as_uri(), "name": self.folder.name}]
        self.ask(
            "initialize",
            {
                "processId": None,
                "rootUri": self.folder.as_uri(),
                "capabilities": {"textDocument": documents, "workspace": watching},
                "workspaceFolders": folders,
            },
        )
        self.tell("initialized", {})
        assert self._configured.wait(PATIENCE), "the server never asked for its settings"
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.ask("shutdown", None)
            self.tell("exit", None)
            self._server.wait(10)
        finally:
            self._server.kill()
            self._server.wait()
            self._reader.join(10)
            for pipe in (self._server.stdin, self._server.stdout):
                if pipe is not None:
                    pipe.close()

    # --- what an editor does --------------------------------------------------------------------

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Open a file, with another text than it has where one is given; what is underlined in it."""
        self._show(path, path.read_text(encoding="utf-8") if text is None else text)
        return self._diagnostics[path.as_uri()].get(timeout=PATIENCE)

    def _show(self, path: Path, text: str) -> None:
        uri = path.as_uri()
        self._diagnostics[uri] = queue.Queue()
        self._versions[uri] = self._versions.get(uri, 0) + 1
        document: dict[str, Any] = {"uri": uri, "version": self._versions[uri]}
        if document["version"] > 1:
            change = {"textDocument": document, "contentChanges": [{"text": text}]}
            self.tell("textDocument/didChange", change)
        else:
            self.tell(
                "textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "text": text}}
            )

    def open_all(self, paths: list[Path]) -> dict[Path, list[dict[str, Any]]]:
        """Open many files at once; what is underlined in each."""
        for path in paths:
            self._show(path, path.read_text(encoding="utf-8"))
        return {path: self._diagnostics[path.as_uri()].get(timeout=PATIENCE) for path in paths}

    def complete(self, path: Path, line: int, column: int) -> list[dict[str, Any]]:
        """What is offered at a place of an open file; line and column count from 0."""
        answer = self.ask("textDocument/completion", _at(path, line, column))
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return items

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is shown over a place of an open file."""
        answer = self.ask("textDocument/hover", _at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def changed(self, path: Path) -> None:
        """Say that a file was written by somebody else."""
        self.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})

    # --- the protocol ---------------------------------------------------------------------------

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and wait for its answer."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer["id"] == self._number:
                assert "error" not in answer, answer["error"]
                return answer.get("result")

    def tell(self, method: str, params: Any) -> None:
        """Send a notice that has no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin is not None
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            self._heard(json.loads(stream.read(length)))

    def _heard(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            params = message["params"]
            if params["uri"] in self._diagnostics:
                self._diagnostics[params["uri"]].put(params["diagnostics"])
        elif method == "workspace/configuration":
            known = self._configuration()
            wanted = [known.get(item.get("section", "")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": wanted})
            self._configured.set()
        elif method and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self._answers.put(message)

    def _configuration(self) -> dict[str, Any]:
        """The settings as an editor hands them over: `yaml.schemas` becomes `schemas` in the section yaml."""
        yaml = {name.removeprefix("yaml."): value for name, value in self.settings.items()}
        # Nothing is fetched: without this the server asks for a catalogue of schemas.
        return {
            "yaml": {
                "validate": True,
                "completion": True,
                "hover": True,
                "schemaStore": {"enable": False},
                **yaml,
            }
        }


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
