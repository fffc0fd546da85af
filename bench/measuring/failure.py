"""Faults that end a script with one message and its exit code."""

import sys


class Failure(Exception):
    """What went wrong, for the person who called. Exit code 2: the question could not be answered."""

    def __init__(self, message, code=2):
        super().__init__(message)
        self.code = code


def run(name, main):
    """Ends the process with main()'s code; a Failure is printed in one form."""
    try:
        code = main()
    except Failure as failure:
        print(f"{name}: error: {failure}", file=sys.stderr)
        code = failure.code
    except KeyboardInterrupt:
        print(f"{name}: interrupted, nothing written", file=sys.stderr)
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    sys.exit(code)
