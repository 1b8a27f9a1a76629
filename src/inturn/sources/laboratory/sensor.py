"""Any file of a sensor on the shin in, a `ShinRecording` out; every refusal begins with the file's name."""

from pathlib import Path

from inturn.errors import InputError
from inturn.motion.shin_sensor import ShinRecording
from inturn.sources.laboratory.opensim_table import quaternions, read_table
from inturn.sources.laboratory.reading import file_sha256
from inturn.sources.laboratory.sensor_csv import read_sensor_csv

_BEGINNING = 2000


def is_sensor_file(path: Path) -> bool:
    """Whether the file is a CSV table, or a table of orientations as OpenSense writes them."""
    if path.suffix.lower() == ".csv":
        return True
    if path.suffix.lower() != ".sto":
        return False
    try:
        with path.open("rb") as file:
            return b"datatype=quaternion" in file.read(_BEGINNING).lower()
    except OSError:
        return False


def read_sensor(path: Path, sensor: str | None = None) -> ShinRecording:
    """Read it; `sensor` names the column of a table with several. Raises InputError: one sentence."""
    sha256 = file_sha256(path)
    try:
        if path.suffix.lower() != ".sto":
            return read_sensor_csv(path, sha256)
        table = read_table(path)
        if sensor is None:
            raise InputError(
                f"it holds several sensors: choose the shin's with --sensor ({', '.join(table.names)[:200]})"
            )
        orientation = quaternions(table, sensor)
        return ShinRecording(path.name, sha256, table.time_s, quaternion=orientation, ground_up=2)
    except InputError as error:
        raise InputError(f"{path.name} cannot be read: {error}.") from error
