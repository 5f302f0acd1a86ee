"""The network of a room as the text of a QR code: phones offer to join it when they scan it."""

SPECIAL = str.maketrans({c: f"\\{c}" for c in '\\;,:"'})


def wifi_text(name: str, password: str) -> str:
    """
    Args: name: of the network, as broadcast; password: empty for an open network.

    Source: ZXing project, "Barcode contents", Wi-Fi network config; iOS and Android read it.
    """
    secured = f"T:WPA;S:{name.translate(SPECIAL)};P:{password.translate(SPECIAL)};"
    return f"WIFI:{secured if password else f'T:nopass;S:{name.translate(SPECIAL)};'};"
