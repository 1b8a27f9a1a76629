"""Every row of docs/bad-input.md: refused with one sentence and nothing left behind, or measured with a warning."""

import json
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from tests.e2e import films
from tests.unit.sources.clips import MATRICES, turn

LITE = ("--network", "lite", "--no-overlay", "--quiet")


def result(folder: Path) -> dict:
    return json.loads((folder / "result.json").read_text())


def codes(found: dict) -> set[str]:
    return {note["code"] for note in found["warnings"]}


@pytest.fixture
def clean(clips: Path) -> Path:
    return clips / "clean.mp4"


@pytest.fixture
def right_leg(clean: Path, tmp_path: Path) -> Path:
    """The first half of it: two trials of the right leg, for what shows in less than a whole test."""
    return films.part(clean, tmp_path / "right.mp4", 0.0, 11.5)


@pytest.fixture
def measured(inturn_here, tmp_path: Path):
    """Measure a clip that must be measured; its result."""

    def run(clip: Path, *options: str) -> dict:
        done = inturn_here("measure", clip, "--out", tmp_path / "out", *LITE, *options)
        assert done.returncode == 0, done.stderr
        return result(tmp_path / "out")

    return run


class TestUnreadable:
    def test_missing_file(self, refused) -> None:
        assert "nothing.mp4" in refused(3, "measure", "nothing.mp4")

    def test_a_folder(self, refused, tmp_path: Path) -> None:
        assert "folder" in refused(3, "measure", tmp_path)

    @pytest.mark.parametrize(
        ("name", "content"),
        [("empty.mp4", b""), ("notes.txt", b"words\n" * 50), ("noise.mp4", np.random.default_rng(1).bytes(5000))],
    )
    def test_not_a_video(self, refused, tmp_path: Path, name: str, content: bytes) -> None:
        (tmp_path / name).write_bytes(content)
        assert name in refused(3, "measure", tmp_path / name, "--network", "lite")

    def test_another_kind_of_file_named_mp4(self, refused, tmp_path: Path) -> None:
        with zipfile.ZipFile(tmp_path / "a.mp4", "w") as archive:
            archive.writestr("a.txt", "x")
        assert "a.mp4" in refused(3, "measure", tmp_path / "a.mp4")

    def test_audio_only(self, refused, tmp_path: Path) -> None:
        assert "picture" in refused(3, "measure", films.tone(tmp_path / "sound.m4a"))

    def test_nothing_left_of_a_truncated_file(self, refused, tmp_path: Path, clean: Path) -> None:
        (tmp_path / "cut.mp4").write_bytes(clean.read_bytes()[:3000])
        assert "cut.mp4" in refused(3, "measure", tmp_path / "cut.mp4")

    def test_unknown_codec(self, refused, tmp_path: Path, clean: Path) -> None:
        (tmp_path / "odd.mp4").write_bytes(clean.read_bytes().replace(b"avc1", b"zzz9"))
        assert "unknown codec" in refused(3, "measure", tmp_path / "odd.mp4", "--network", "lite")

    def test_a_damaged_recording(self, refused, tmp_path: Path) -> None:
        (tmp_path / "recording.nc").write_bytes(b"\x89HDF\r\n\x1a\n" + b"\0" * 99)
        assert "recording.nc" in refused(3, "measure", tmp_path / "recording.nc")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, refused, tmp_path: Path, clean: Path) -> None:
        (tmp_path / "locked.mp4").write_bytes(clean.read_bytes())
        (tmp_path / "locked.mp4").chmod(0)
        assert "locked.mp4" in refused(3, "measure", tmp_path / "locked.mp4")


class TestNothingToMeasure:
    def test_no_person(self, refused, tmp_path: Path) -> None:
        rng = np.random.default_rng(2)
        wall = rng.integers(90, 110, (320, 240, 3), dtype=np.uint8)
        clip = films.write(tmp_path / "wall.mp4", ((i / 15, wall) for i in range(30)))
        assert "person" in refused(4, "measure", clip, *LITE)

    def test_marching(self, refused, clips: Path) -> None:
        said = refused(4, "measure", clips / "marching.mp4", *LITE)
        assert "No standing test found; what was seen:" in said

    def test_squats(self, refused, clips: Path) -> None:
        assert "squat" in refused(4, "measure", clips / "squats.mp4", *LITE)

    def test_from_behind(self, refused, clips: Path) -> None:
        assert "behind" in refused(4, "measure", clips / "from_behind.mp4", *LITE)

    def test_upside_down(self, refused, tmp_path: Path, right_leg: Path) -> None:
        clip = films.changed(right_leg, tmp_path / "down.mp4", lambda image: image[::-1, ::-1])
        assert "upside down" in refused(4, "measure", clip, *LITE)

    def test_on_its_side(self, refused, tmp_path: Path, right_leg: Path) -> None:
        clip = films.changed(right_leg, tmp_path / "lying.mp4", np.rot90)
        assert "on its side" in refused(4, "measure", clip, *LITE)


def both_sides(found: dict) -> bool:
    """Both sides were read, two trials each."""
    return all(
        found["sides"][s]["rotation"] and len([t for t in found["sides"][s]["trials"] if t["rotation"]]) >= 2
        for s in ("left", "right")
    )


class TestMeasuredAllTheSame:
    @pytest.mark.parametrize("rate", [10, 60])
    def test_other_frame_rates(self, measured, tmp_path: Path, clean: Path, rate: float) -> None:
        assert both_sides(measured(films.at_rate(clean, tmp_path / "rate.mp4", rate)))

    def test_240_pictures_a_second_are_thinned(self, measured, tmp_path: Path, right_leg: Path) -> None:
        found = measured(films.at_rate(right_leg, tmp_path / "fast.mp4", 240))
        assert {"thinned", "one_side_only"} <= codes(found)
        assert found["sides"]["right"]["rotation"]["n"] == 2

    def test_4k(self, measured, tmp_path: Path, clean: Path) -> None:
        slow = films.at_rate(clean, tmp_path / "slow.mp4", 10)
        assert both_sides(measured(films.enlarged(slow, tmp_path / "large.mp4", 4)))

    def test_10_bit(self, measured, tmp_path: Path, clean: Path) -> None:
        assert both_sides(measured(films.coded(tmp_path / "deep.mp4", films.decoded(clean), pixels="yuv420p10le")))

    @pytest.mark.parametrize("degrees", [90])
    def test_turned_by_metadata(self, measured, tmp_path: Path, clean: Path, degrees: int) -> None:
        lying = films.changed(clean, tmp_path / "phone.mp4", lambda image: np.rot90(image, degrees // 90))
        assert both_sides(measured(turn(lying, MATRICES[degrees])))

    def test_head_cut_off_is_warned_of(self, measured, tmp_path: Path, right_leg: Path) -> None:
        found = measured(films.changed(right_leg, tmp_path / "headless.mp4", lambda image: image[214:]))
        assert "head_cut_off" in codes(found)

    def test_no_quiet_standing(self, measured, tmp_path: Path, clean: Path) -> None:
        found = measured(films.part(clean, tmp_path / "late.mp4", 4.3, 10.2))
        assert "no_quiet_standing" in codes(found)

    def test_one_trial_a_side_is_too_few(self, measured, tmp_path: Path, clean: Path) -> None:
        found = measured(films.part(clean, tmp_path / "one.mp4", 0.0, 7.4))
        assert len(found["sides"]["right"]["trials"]) == 1
        assert found["sides"]["right"]["verdict"] == found["verdict"] == "unreadable"

    def test_from_the_side_gives_no_number(self, inturn_here, tmp_path: Path, clips: Path) -> None:
        done = inturn_here("measure", clips / "from_side.mp4", "--out", tmp_path / "out", *LITE)
        if done.returncode == 4:
            return
        found = result(tmp_path / "out")
        assert found["verdict"] == "unreadable"
        trials = [t for s in ("left", "right") for t in found["sides"][s]["trials"]]
        assert any(g["name"] == "facing" and not g["passed"] and g["advice"] for t in trials for g in t["gates"])

    def test_five_pictures_a_second_is_warned_of_or_measured(self, inturn_here, tmp_path: Path, clean: Path) -> None:
        clip = films.at_rate(clean, tmp_path / "slow.mp4", 5)
        done = inturn_here("measure", clip, "--out", tmp_path / "out", *LITE)
        if done.returncode == 0:
            assert "low_frame_rate" in codes(result(tmp_path / "out"))
        else:
            assert done.returncode == 4, done.stderr

    def test_variable_rate(self, measured, tmp_path: Path, clean: Path) -> None:
        rng = np.random.default_rng(3)
        dropped = rng.random(10_000) < 0.3
        clip = films.retimed(clean, tmp_path / "vfr.mp4", lambda i: not dropped[i], lambda _, t: t)
        assert both_sides(measured(clip))

    def test_truncated_half_way(self, measured, tmp_path: Path, clean: Path) -> None:
        source = films.coded(tmp_path / "whole.mkv", films.decoded(clean))
        data = source.read_bytes()
        (tmp_path / "cut.mkv").write_bytes(data[: len(data) * 7 // 10])
        source.unlink()
        assert "truncated" in codes(measured(tmp_path / "cut.mkv"))

    def test_two_people(self, measured, clips: Path) -> None:
        assert "several_people" in codes(measured(clips / "two_people.mp4"))

    def test_one_side_only(self, measured, clips: Path) -> None:
        found = measured(clips / "one_side.mp4")
        assert found["sides"]["right"]["verdict"] == "unreadable"
        assert "one_side_only" in codes(found)

    def test_feet_cut_off_is_never_a_silent_number(self, inturn_here, tmp_path: Path, clips: Path) -> None:
        done = inturn_here("measure", clips / "feet_cut.mp4", "--out", tmp_path / "out", *LITE)
        if done.returncode == 4:
            assert "A foot is out of the picture" in done.stderr
            return
        assert done.returncode == 0, done.stderr
        found = result(tmp_path / "out")
        assert found["verdict"] == "unreadable"
        assert "feet_cut_off" in codes(found)

    def test_odd_names(self, inturn, tmp_path: Path, right_leg: Path) -> None:
        name = '-  o\'dd "näme" <b>; rm 測試.mp4'
        right_leg.rename(tmp_path / name)
        done = inturn("measure", *LITE, "--", name)
        assert done.returncode == 0, done.stderr
        folder = tmp_path / (Path(name).stem + "-inturn")
        assert result(folder)["source"]["file"] == name
        assert "<b>" not in (folder / "report.html").read_text()


class TestOutput:
    def test_a_file_where_the_folder_should_be(self, refused, tmp_path: Path, clean: Path) -> None:
        (tmp_path / "out").write_text("mine")
        assert "is a file" in refused(5, "measure", clean, "--out", tmp_path / "out")

    def test_an_unwritable_place(self, refused, clean: Path) -> None:
        assert "/proc/1" in refused(5, "measure", clean, "--out", "/proc/1/out")

    def test_an_existing_folder_keeps_what_is_in_it(self, measured, tmp_path: Path, clips: Path) -> None:
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "notes.txt").write_text("mine")
        (tmp_path / "out" / "result.json").write_text("old")
        assert measured(clips / "one_side.mp4")["schema"] == "inturn/standing-test/1"
        assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
