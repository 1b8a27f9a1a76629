"""One error tree. Every message says what is wrong and what to do about it.

InturnError
+-- InputError           exit 3: the file cannot be read as what it should be
+-- NoTestError          exit 4: a readable recording that holds nothing to measure
+-- OutputError          exit 5: the result cannot be written
+-- SetupError           exit 6: the installation lacks something
+-- MethodMismatchError  values of different method were about to be compared
+-- ContractError        data does not keep a written contract (recording, angles)
"""


class InturnError(Exception):
    """Base of all errors that a user may see; `exit_code` is what the command line returns."""

    exit_code: int = 1


class InputError(InturnError):
    """A file is missing, broken, or not what it claims to be."""

    exit_code = 3


class NoTestError(InturnError):
    """The recording can be read, but no standing test can be measured in it."""

    exit_code = 4


class OutputError(InturnError):
    """A result cannot be written where it was asked for."""

    exit_code = 5


class SetupError(InturnError):
    """Something that belongs to the installation is missing or damaged."""

    exit_code = 6


class MethodMismatchError(InturnError):
    """Two values of different method (test, position, support, kind of source) cannot be compared."""


class ContractError(InturnError):
    """Data does not keep its written contract; the message lists every breach at once."""

    exit_code = 3
