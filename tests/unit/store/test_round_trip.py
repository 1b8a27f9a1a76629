"""Any history that may be kept comes back unchanged, at once or record by record."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from inturn.errors import AlreadyKeptError, ImpossibleError, NotKeptError
from inturn.store import boot
from inturn.store import repositories as kept
from inturn.training.records import History
from tests.unit.store.conftest import url
from tests.unit.store.kept import NOW, pain, person, session, small_history, standing_test
from tests.unit.store.strategies import LATEST, histories


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty store; making one takes longer than a whole example."""
    file = tmp_path_factory.mktemp("empty") / "inturn.sqlite3"
    boot.boot(url(file))
    boot.close()
    return file.read_bytes()


@given(history=histories())
@settings(max_examples=25)
def test_any_history_comes_back_unchanged(empty: bytes, history: History) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "inturn.sqlite3"
        file.write_bytes(empty)
        boot.boot(url(file))
        added = kept.add_history(history, LATEST)
        boot.close()
        assert kept.history("who") == history
        assert added == kept.Added(_count(history), 0, 0)
        assert kept.add_history(history, LATEST) == kept.Added(0, _count(history), 0)
        assert kept.history("who") == history
        boot.close()


def _count(h: History) -> int:
    return len(h.screenings) + len(h.tests) + len(h.sessions) + len(h.pain) + len(h.scores) + len(h.notes)


def test_a_changed_copy_comes_back_changed(database: Path) -> None:
    changed = replace(small_history(), pain=(pain(now=5),))
    kept.add_history(changed, NOW)
    assert kept.history("ada") == changed != small_history()


def test_what_is_kept_is_not_changed_by_what_comes(database: Path) -> None:
    kept.add_history(small_history(), NOW)
    other = replace(small_history(), pain=(pain(now=9), pain("second")))
    assert kept.add_history(other, NOW) == kept.Added(new=1, known=5, different=1)
    assert kept.history("ada").pain == (pain(), pain("second"))


def test_a_clip_that_comes_under_another_id_is_not_doubled(database: Path) -> None:
    sha = "ab" * 32
    first = replace(small_history(), tests=(standing_test(sha256=sha),))
    kept.add_history(first, NOW)
    again = replace(first, tests=(standing_test("other id", sha256=sha),))
    assert kept.add_history(again, NOW) == kept.Added(0, 6, 0)
    assert kept.history("ada") == first


def test_a_recording_that_did_not_come_along_is_left_out(database: Path) -> None:
    test = replace(standing_test(), recording="0" * 64 + ".nc")
    kept.add_history(replace(small_history(), tests=(test,)), NOW)
    assert kept.history("ada") == small_history()


@pytest.mark.parametrize(
    ("broken", "error"),
    [
        (replace(small_history(), pain=(pain(now=11),)), ImpossibleError),
        (replace(small_history(), pain=(pain(of="li"),)), NotKeptError),
        (replace(small_history(), screenings=()), NotKeptError),
        (replace(small_history(), pain=(pain(), pain())), AlreadyKeptError),
        (replace(small_history(), tests=(replace(standing_test(), pair_id="test of nobody"),)), NotKeptError),
        (replace(small_history(), person=person("ada", "Li")), AlreadyKeptError),
        (replace(small_history("new", "New"), sessions=()), AlreadyKeptError),
    ],
    ids=["impossible", "stranger", "no screening", "id twice", "no pair", "name taken", "id of another person"],
)
def test_a_history_comes_whole_or_not_at_all(database: Path, broken: History, error: type[Exception]) -> None:
    kept.add_person(person("li", "Li"), NOW)
    kept.add_history(small_history("other", "Other"), NOW) if broken.person.id == "new" else None
    before = [kept.history(p.id) for p in kept.people()]
    with pytest.raises(error):
        kept.add_history(broken, NOW)
    assert [kept.history(p.id) for p in kept.people()] == before


def test_sessions_that_were_left_open_come_along(database: Path) -> None:
    left = replace(session("left"), ended_at=None)
    history = replace(small_history(), sessions=(left, session()))
    kept.add_history(history, NOW)
    assert kept.open_session("ada") == left
