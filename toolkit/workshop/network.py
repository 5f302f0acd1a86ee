"""The Wi-Fi of the room: typed once by the facilitator, shown as a code beside the way in."""

from sqlalchemy.orm import Session

from toolkit.workshop.errors import BadSetting
from toolkit.workshop.gathering import running_workshop, touch

# IEEE 802.11: a name has at most 32 bytes, a WPA passphrase 8 to 63 printable ASCII characters.
NAME_BYTES = 32
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 63


def set_wifi(session: Session, desk_key: str, *, name: str, password: str) -> None:
    """
    Keep the network's name and password as typed, spaces within included; an empty name takes both away.

    Raises: UnknownDesk, WorkshopEnded, BadSetting (``wifi_name`` or ``wifi_password``).
    """
    workshop = running_workshop(session, desk_key)
    name = name.strip("\r\n\t\0")
    if len(name.encode()) > NAME_BYTES or not name.isprintable():
        raise BadSetting(field="wifi_name", reason="wifi_name", most=NAME_BYTES)
    if name and password and not _is_passphrase(password):
        raise BadSetting(
            field="wifi_password", reason="wifi_password", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD
        )
    name = name if name.strip() else ""
    kept = (name, password if name else "")
    if kept != (workshop.wifi_name, workshop.wifi_password):
        workshop.wifi_name, workshop.wifi_password = kept
        touch(workshop)


def _is_passphrase(password: str) -> bool:
    printable = all(" " <= c <= "~" for c in password)
    return printable and SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD
