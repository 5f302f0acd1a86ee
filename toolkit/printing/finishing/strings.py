"""Strings as PDF files write them (ISO 32000-1, 7.9.2)."""


def text_string(text: str) -> str:
    """Plain ASCII between parentheses, anything else as UTF-16 in hexadecimal."""
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<feff{text.encode('utf-16-be').hex()}>"
