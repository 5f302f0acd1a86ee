"""How long a workshop is kept; those already there stay until somebody deletes them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("workshop", sa.Column("keep_days", sa.Integer(), nullable=False, server_default="0"))
