"""The live test as the page feels it: pictures through the socket of a running app, and what that costs.

    python -m validation.live [--minutes 1] [--rate 15] [--clip tests/clips/clean.mp4] [--memory] [--json FILE]

Starts `inturn serve` with a home of its own, comes in as a browser does, and sends a clip's pictures (JPEG, long side
640, quality 80) over and over as the page does: at most two under way, none sent later than its turn. Prints and writes
the time from sending a picture to its answer (50th and 95th percentile), answers a second, the server's CPU and memory
(Linux), and where on the way the time went. `--memory`: only memory is written, for a machine that does other work
beside, on which times say nothing.
"""

import argparse
import asyncio
import json
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from http.cookiejar import CookieJar
from itertools import cycle
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from websockets.asyncio.client import connect

from inturn.programme.hip_internal_rotation import load_shipped_programme
from inturn.sources.video import iterate_frames
from inturn.store import boot, repositories
from inturn.training.clearing import record_screening
from inturn.training.records import History, Person
from inturn.training.screen import next_question
from validation.figures.freeze import RESULTS, frozen, write
from validation.figures.live_keypoints import through_jpeg

HEAD = struct.Struct("<dI")
MOST = 2
LINK = re.compile(r"(http://127\.0\.0\.1:\d+)/enter\?key=\S+")
QUALITY = 80
SETTLED_S = 5.0
"""The first seconds, in which networks warm up, are told apart."""
BESIDE_MEMORY = ("network", "answers", "answers_a_second", "machine_load", "cores")
"""What is told with memory where times say nothing."""


def coded(clip: Path, rate: float) -> list[bytes]:
    """The clip's pictures as the page sends them, about `rate` a second."""
    pictures: list[bytes] = []
    due = 0.0
    for picture in iterate_frames(clip):
        if picture.time_s >= due:
            due = picture.time_s + 1 / rate - 1e-3
            small = cv2.cvtColor(through_jpeg(picture.rgb), cv2.COLOR_RGB2BGR)
            pictures.append(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes())
    return pictures


def keep_somebody(home: Path) -> Person:
    """A person whose questions are answered."""
    now = datetime.now(UTC)
    person = Person(repositories.new_id(), "Live", True, now, "UTC", 1.75)
    programme = load_shipped_programme()
    answers: dict[str, str] = {}
    while (question := next_question(programme.screening, "full", answers)) is not None:
        answers[question.id] = "no"
    screening = record_screening(programme, "full", tuple(answers.items()), now, (repositories.new_id(), person.id))
    boot.boot(f"sqlite:///{home / 'inturn.sqlite3'}")
    repositories.add_history(History(person, (screening,)), now)
    boot.close()
    return person


def serve(home: Path) -> tuple["subprocess.Popen[str]", str, str]:
    """A running app: its process, its address, the link that lets one in."""
    process = subprocess.Popen(
        [sys.executable, "-m", "inturn", "serve", "--no-open", "--port", "0"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"INTURN_HOME": str(home), "COLUMNS": "200", "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        found = LINK.search(line)
        if found:
            return process, found[1], found[0]
    raise SystemExit("inturn serve did not come up")


def come_in(link: str, address: str, person: Person) -> str:
    """The cookies of a browser that is used by that person."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    opener.open(link).read()
    page = opener.open(f"{address}/people/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "person": person.id}).encode()
    asked = urllib.request.Request(f"{address}/people/use/", form, {"Origin": address})
    opener.open(asked).read()
    return "; ".join(f"{c.name}={c.value}" for c in jar)


class Cost:
    """CPU and memory of a process and its threads, sampled; nothing where the system does not tell."""

    def __init__(self, pid: int) -> None:
        self.stat, self.status = Path(f"/proc/{pid}/stat"), Path(f"/proc/{pid}/status")
        self.samples: list[tuple[float, float, float]] = []

    def sample(self) -> None:
        if not self.stat.exists():
            return
        fields = self.stat.read_text().rpartition(")")[2].split()
        cpu = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        resident = re.search(r"VmRSS:\s+(\d+)", self.status.read_text())
        self.samples.append((time.monotonic(), cpu, int(resident[1]) / 1024 if resident else float("nan")))

    def told(self) -> dict[str, float]:
        """Processor share, and memory in MB: after settling, at the end, and its drift a minute in the second half."""
        if len(self.samples) < 4:
            return {}
        at, cpu, memory = (np.array(x) for x in zip(*self.samples, strict=True))
        half = at >= at[0] + 0.5 * (at[-1] - at[0])
        drift = float(np.polyfit(at[half], memory[half], 1)[0]) * 60 if half.sum() > 2 else float("nan")
        return {
            "cpu_share": float((cpu[-1] - cpu[0]) / (at[-1] - at[0])), "memory_first_mb": float(memory[0]),
            "memory_last_mb": float(memory[-1]), "memory_most_mb": float(memory.max()), "memory_drift_mb_a_min": drift,
        }  # fmt: skip


async def run(address: str, cookies: str, pictures: list[bytes], rate: float, length_s: float, cost: Cost) -> Any:
    """Send and time; (seconds to the answer, network ms, rest ms) of every answer, and how many were dropped."""
    url = address.replace("http", "ws", 1) + "/live/test/"
    sent: dict[int, float] = {}
    rows: list[tuple[float, float, float, float]] = []
    dropped = 0
    async with connect(url, origin=address, additional_headers={"Cookie": cookies}, max_size=None) as socket:
        await socket.send(json.dumps({"do": "begin"}))
        network = json.loads(await socket.recv())["ready"]
        begun = time.monotonic()

        async def listen() -> None:
            nonlocal dropped
            async for text in socket:
                told = json.loads(text)
                now = time.monotonic()
                if told.get("guide", {}).get("stage") == "pain":
                    await socket.send(json.dumps({"do": "pain", "score": 0}))
                if told.get("guide", {}).get("stage") == "done":
                    await socket.send(json.dumps({"do": "begin"}))
                if "frame" not in told:
                    continue
                at = sent.pop(told["frame"])
                if told.get("dropped"):
                    dropped += 1
                elif "timing" in told:
                    rows.append((at - begun, now - at, told["timing"]["network_ms"], told["timing"]["rest_ms"]))

        listening = asyncio.create_task(listen())
        await feed(socket, sent, pictures, rate, length_s, cost)
        await asyncio.sleep(1.0)
        listening.cancel()
    return network, rows, dropped


async def feed(
    socket: Any, sent: dict[int, float], pictures: list[bytes], rate: float, length_s: float, cost: Cost
) -> None:
    """Pictures at their turn, skipped where two are under way."""
    begun, sampled = time.monotonic(), 0.0
    turns: Iterator[bytes] = cycle(pictures)
    for number, jpeg in enumerate(turns):
        due = begun + number / rate
        now = time.monotonic()
        if now - begun > length_s:
            return
        if now - sampled > 2.0:
            sampled = now
            if now - begun > SETTLED_S:
                cost.sample()
        await asyncio.sleep(max(0.0, due - now))
        if len(sent) >= MOST or time.monotonic() - due > 1 / rate:
            continue
        sent[number] = time.monotonic()
        await socket.send(HEAD.pack(time.time(), number) + jpeg)


def told(network: str, rows: list[tuple[float, float, float, float]], dropped: int, length_s: float) -> dict[str, Any]:
    """The figures, without the first seconds."""
    table = np.array([r for r in rows if r[0] > SETTLED_S])
    ms = 1000 * table[:, 1]
    half = len(ms) // 2
    return {
        "network": network,
        "answers": len(ms),
        "answers_a_second": len(ms) / (length_s - SETTLED_S),
        "dropped": dropped,
        "answer_ms_p50": float(np.percentile(ms, 50)),
        "answer_ms_p95": float(np.percentile(ms, 95)),
        "answer_ms_p95_first_half": float(np.percentile(ms[:half], 95)),
        "answer_ms_p95_second_half": float(np.percentile(ms[half:], 95)),
        "network_ms_p50": float(np.percentile(table[:, 2], 50)),
        "network_ms_p95": float(np.percentile(table[:, 2], 95)),
        "rest_ms_p50": float(np.percentile(table[:, 3], 50)),
        "rest_ms_p95": float(np.percentile(table[:, 3], 95)),
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--rate", type=float, default=15.0, help="pictures a second (default 15)")
    parser.add_argument("--clip", type=Path, default=Path("tests/clips/clean.mp4"))
    parser.add_argument("--memory", action="store_true", help="write memory alone")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    pictures = coded(args.clip, args.rate)
    length_s = 60 * args.minutes
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        person = keep_somebody(home)
        process, address, link = serve(home)
        try:
            cookies = come_in(link, address, person)
            cost = Cost(process.pid)
            network, rows, dropped = asyncio.run(run(address, cookies, pictures, args.rate, length_s, cost))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    body = told(network, rows, dropped, length_s) | cost.told() | {"machine_load": load, "cores": os.cpu_count()}
    for name, value in body.items():
        print(f"{name:28s} {value:.1f}" if isinstance(value, float) else f"{name:28s} {value}")
    kind, command = "live-app", f"python -m validation.live --minutes {args.minutes:g} --rate {args.rate:g}"
    if args.memory:
        kind, command = "live-memory", f"{command} --memory"
        body = {name: value for name, value in body.items() if name in BESIDE_MEMORY or name.startswith("memory")}
    write(args.json or RESULTS / f"{kind}.json", frozen(kind, network, command, {"live": body}))


if __name__ == "__main__":
    main()
