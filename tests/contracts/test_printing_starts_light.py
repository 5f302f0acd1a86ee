"""A first print waits for what is imported: nothing that it does not need is."""

import os
import subprocess
import sys
from pathlib import Path

# Each takes up to 100 ms to import, and a deck is printed without.
HEAVY = {
    "PIL.Image": "the library of pictures, which reportlab asks for: see printing/lightly.py",
    "asyncio": "",
    "babel": "numbers and plurals below a thousand, and dates, are written without it",
    "email": "",
    "filelock": "only a change of what is known of a printer needs it",
    "flask": "",
    "http": "",
    "jinja2": "",
    "platformdirs": "the folder of data is named",
    "pyphen": "its patterns are read from its folder by faces/hyphens.py",
    "socket": "",
    "sqlalchemy": "",
    "sqlite3": "",
    "xml": "",
    "toolkit.faces.large": "few print it",
    "toolkit.game.book": "few decks are games",
    "toolkit.printing.printers": "few name a printer",
    "zxingcpp": "",
}
PRINT = """
import sys
from toolkit.cli import main
try:
    main(["print", "reflexes", "-o", sys.argv[1], "--base-url", "https://rebond.example.org"])
finally:
    print(*sys.modules)
"""


def test_a_deck_is_printed_without_what_it_does_not_need(tmp_path: Path) -> None:
    file = tmp_path / "deck.pdf"
    done = subprocess.run(
        [sys.executable, "-c", PRINT, str(file)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "REBOND_DATA": str(tmp_path)},
    )
    assert file.read_bytes().startswith(b"%PDF")
    assert {name: why for name, why in HEAVY.items() if name in done.stdout.split()} == {}
