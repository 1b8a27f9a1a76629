"""What is no video is refused with one sentence that says what is wrong and what to do."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from inturn.errors import InputError
from inturn.sources.video import iterate_frames, probe, read_video
from tests.unit.sources.clips import corners, write, write_sound


def text(folder: Path) -> Path:
    path = folder / "notes.txt"
    path.write_text("These are notes.\n" * 40, encoding="utf-8")
    return path


def archive(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "clip.mp4", "w") as file:
        file.writestr("a.txt", "x" * 4000)
    return folder / "clip.mp4"


def empty(folder: Path) -> Path:
    (folder / "clip.mp4").touch()
    return folder / "clip.mp4"


def without_index(folder: Path) -> Path:
    clip = write(folder / "clip.mp4", [corners()] * 30)
    clip.write_bytes(clip.read_bytes()[:1000])
    return clip


def unknown_codec(folder: Path) -> Path:
    clip = write(folder / "clip.mp4", [corners()] * 3)
    clip.write_bytes(clip.read_bytes().replace(b"avc1", b"zzz9"))
    return clip


def only_damage(folder: Path) -> Path:
    clip = write(folder / "clip.mp4", [corners()] * 5, movflags="faststart")
    data = bytearray(clip.read_bytes())
    start = data.find(b"mdat") + 4
    data[start:] = np.random.default_rng(0).bytes(len(data) - start)
    clip.write_bytes(data)
    return clip


def still(folder: Path) -> Path:
    with av.open(str(folder / "photo.jpg"), "w") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuvj420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(corners())))
        container.mux(stream.encode())
    return folder / "photo.jpg"


def playlist(folder: Path) -> Path:
    write(folder / "clip.mp4", [corners()])
    lines = ["#EXTM3U", "#EXT-X-TARGETDURATION:1", "#EXTINF:1,", "clip.mp4", "#EXT-X-ENDLIST", ""]
    (folder / "list.m3u8").write_text("\n".join(lines), encoding="utf-8")
    return folder / "list.m3u8"


CASES: list[tuple[Callable[[Path], Path], str]] = [
    (text, "text, not a video"),
    (archive, "not a video that can be read"),
    (empty, "is empty"),
    (without_index, "incomplete"),
    (unknown_codec, "unknown codec"),
    (only_damage, "damaged or incomplete"),
    (still, "still picture"),
    (playlist, "not a video"),
    (lambda folder: write_sound(folder / "song.m4a"), "sound only"),
    (lambda folder: folder, "is a folder"),
    (lambda folder: folder / "nothing.mp4", "no file"),
    (lambda _: Path("/dev/null"), "not an ordinary file"),
]


@pytest.mark.parametrize(("make", "message"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_one_sentence_says_what_is_wrong(tmp_path: Path, make: Callable[[Path], Path], message: str) -> None:
    path = make(tmp_path)
    for read in (probe, read_video, lambda p: next(iterate_frames(p))):
        with pytest.raises(InputError, match=message) as caught:
            read(path)
        sentence = str(caught.value)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert ": " in sentence  # what is wrong: what to do
        assert caught.value.exit_code == 3


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clip = write(tmp_path / "clip.mp4", [corners()])
    monkeypatch.setattr("os.access", lambda *_: False)  # root may read anything, so the rights are taken here
    with pytest.raises(InputError, match="may not be read: change its permissions"):
        probe(clip)
