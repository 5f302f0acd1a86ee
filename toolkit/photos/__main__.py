"""
The process that reads one photo: from standard input, to one line of JSON on standard output.

It is started for that and lives as long: whatever a photo does to it, it does to nobody else.
"""

import json
import sys

from toolkit.photos.limits import limit_myself

limit_myself()

from toolkit.photos.codes import Code, find_codes  # noqa: E402 - limited before anything reads a photo
from toolkit.photos.picture import PictureRefused, open_picture  # noqa: E402

LOOKING_S = 8.0


def main() -> None:
    json.dump(_answer(sys.stdin.buffer.read()), sys.stdout)


def _answer(content: bytes) -> dict[str, object]:
    try:
        picture = open_picture(content)
    except PictureRefused as refused:
        return {"refused": refused.reason}
    except MemoryError:
        return {"refused": "too_large"}
    codes = find_codes(picture.grey, budget_s=LOOKING_S)
    return {
        "width": picture.grey.width,
        "height": picture.grey.height,
        "codes": [_plain(code) for code in codes],
        "preview": picture.preview,
        "digest": picture.digest,
    }


def _plain(code: Code) -> dict[str, object]:
    return {"text": code.text, "corners": [[round(x), round(y)] for x, y in code.corners]}


if __name__ == "__main__":
    main()
