"""One error tree. Every message says what is wrong and what to do about it.

InturnError
+-- InputError           exit 3: the file cannot be read as what it should be
|   +-- ImpossibleError  a value that cannot be: pain 11, a load of -5 kg, a date in the future
|   +-- NotKeptError     nothing of that name or id is kept here
+-- AlreadyKeptError     exit 3: it is kept already; nothing was doubled
+-- NoTestError          exit 4: a readable recording that holds nothing to measure
+-- OutputError          exit 5: the result cannot be written
+-- SetupError           exit 6: the installation lacks something
+-- StoreError           exit 7: what is kept cannot be read or written; nothing was lost by trying
|   +-- DamagedError     the database is damaged; it was left as it is
|   +-- NewerError       the database was made by a newer version; it was left as it is
+-- ClearanceError       exit 8: the safety questions are unanswered, expired, or forbid what was asked for
+-- MethodMismatchError  values of different method were about to be compared
+-- ContractError        data does not keep a written contract (recording, angles)
"""


class InturnError(Exception):
    """Base of all errors that a user may see; `exit_code` is what the command line returns."""

    exit_code: int = 1


class InputError(InturnError):
    """A file is missing, broken, or not what it claims to be."""

    exit_code = 3


class ImpossibleError(InputError):
    """A value that cannot be. The message lists every such value at once; nothing was written."""


class NotKeptError(InputError):
    """Nothing of that name or id is kept here."""


class AlreadyKeptError(InturnError):
    """It is kept already, under `existing_id`; nothing was doubled."""

    exit_code = 3

    def __init__(self, message: str, existing_id: str) -> None:
        super().__init__(message)
        self.existing_id = existing_id


class NoTestError(InturnError):
    """The recording can be read, but no standing test can be measured in it."""

    exit_code = 4


class OutputError(InturnError):
    """A result cannot be written where it was asked for."""

    exit_code = 5


class SetupError(InturnError):
    """Something that belongs to the installation is missing or damaged."""

    exit_code = 6


class StoreError(InturnError):
    """What is kept cannot be read or written: damaged, newer, in use, no permission, disk full."""

    exit_code = 7


class ClearanceError(InturnError):
    """The safety questions are unanswered, their answers have expired, or they forbid what was asked for."""

    exit_code = 8


class DamagedError(StoreError):
    """The database is damaged. It was left as it is; a backup can be restored in its place."""


class NewerError(StoreError):
    """The database or the backup was made by a newer version. It was left as it is."""


class MethodMismatchError(InturnError):
    """Two values of different method (test, position, support, kind of source) cannot be compared."""


class ContractError(InturnError):
    """Data does not keep its written contract; the message lists every breach at once."""

    exit_code = 3
