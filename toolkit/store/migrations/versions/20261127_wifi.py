"""The Wi-Fi of the room, shown beside the way in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name, length in (("wifi_name", 32), ("wifi_password", 63)):
        column = sa.Column(name, sa.String(length=length), nullable=False, server_default="")
        op.add_column("workshop", column)
