"""``python -m toolkit``: the ``rebond`` command where its script is not on the path."""

from toolkit.cli import main

if __name__ == "__main__":  # a process started anew imports this module too
    main(prog_name="rebond")
