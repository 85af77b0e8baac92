"""What goes wrong outside the program: told in one sentence, never as a traceback."""


class Trouble(Exception):
    """One sentence for the person at the keyboard: what happened and what to do next."""
