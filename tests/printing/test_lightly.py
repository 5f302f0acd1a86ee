"""Others' packages without the library of pictures, until someone wants a picture."""

import subprocess
import sys

HEAD = "import sys\nimport toolkit.printing.deck\n"


def ran(program: str) -> str:
    """What *program* prints in a new process."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_printing_starts_without_the_library_of_pictures() -> None:
    assert ran(f"{HEAD}print('PIL.Image' in sys.modules)") == "False"


def test_who_wants_the_library_afterwards_gets_it_whole() -> None:
    assert ran(f"{HEAD}from PIL import Image\nprint(Image.new('L', (2, 3)).size)") == "(2, 3)"
    assert ran(f"{HEAD}import PIL.ImageDraw as d\nprint(d.ImageDraw.__name__)") == "ImageDraw"


def test_a_package_imported_without_it_gets_it_when_it_uses_it() -> None:
    used = "from reportlab.lib import utils\nprint(utils.Image.new('L', (2, 3)).size)"
    assert ran(f"{HEAD}{used}") == "(2, 3)"
    used = "import qrcode\nprint(qrcode.make('A', border=0).size)"
    assert ran(f"{HEAD}{used}") == "(210, 210)"


def test_the_library_is_left_alone_when_it_is_there() -> None:
    before = "from PIL import Image\n"
    assert ran(
        f"{before}{HEAD}import PIL.Image\nprint(PIL.Image is Image, sys.modules['PIL.Image'] is Image)"
    ) == ("True True")
