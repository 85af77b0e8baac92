#!/usr/bin/env python3
"""Payvand: set up, start, test, check. Needs Python 3.11 or newer and nothing else.

    python3 run.py                    set up what is missing and start the office
    python3 run.py --empty            the same, as a real office without sample people
    python3 run.py --port 8001        … at another port (--host for another address)
    python3 run.py test [ARGUMENTS]   run the tests (the arguments of pytest)
    python3 run.py check [--fast]     format, lint, types, imports, settings, then the tests
    python3 run.py bench [NAME ...]   measure the figures that the project promises
    python3 run.py story --out DIR    the whole story without a browser, in a folder of its own
    python3 run.py manage COMMAND     a maintainer's command (python3 run.py manage help)
    python3 run.py lock               renew the lists of locked packages (needs uv)

PAYVAND_HOME is the folder of database, documents, keys and logs (default: var).
"""

import os
import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Payvand needs Python 3.11 or newer; this is Python %d.%d. "
        "Install a newer one and start it with that: python3.11 run.py" % sys.version_info[:2]
    )
if os.name != "posix":
    sys.exit(
        "Payvand runs on Linux and macOS; on Windows install the Windows Subsystem for Linux "
        "(wsl --install) and start it there."
    )

ROOT = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, ROOT)

try:
    from deploy.trouble import Trouble
    from deploy.verbs import VERBS, start
except ModuleNotFoundError as error:
    sys.exit("This copy of Payvand is incomplete (%s is missing); fetch it again." % error.name)


def main(arguments):
    """Run one verb and return its exit status; whatever a person can mend is one sentence."""
    if arguments and arguments[0] in {"-h", "--help", "help"}:
        print(__doc__.strip())
        return 0
    try:
        if arguments and not arguments[0].startswith("-"):
            verb, rest = arguments[0], arguments[1:]
            if verb not in VERBS:
                raise Trouble("There is no %s here; python3 run.py help lists what there is" % verb)
            return VERBS[verb](rest)
        return start(arguments)
    except Trouble as trouble:
        print("%s." % trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
