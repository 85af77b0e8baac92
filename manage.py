#!/usr/bin/env python3
"""Django's door for maintainers; offices use `run.py`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
    from django.core.management import execute_from_command_line

    from families.keys import KeyTrouble

    try:
        execute_from_command_line(sys.argv)
    except KeyTrouble as trouble:
        sys.exit(f"{trouble}.")
