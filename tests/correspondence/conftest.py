"""Tests that need a real IMAP server run where there is one; in CI it must be there."""

from tests.correspondence.imapserver import PROGRAM
from tests.house.no_skips import IN_CI

collect_ignore = [] if PROGRAM or IN_CI else ["test_polling.py"]
