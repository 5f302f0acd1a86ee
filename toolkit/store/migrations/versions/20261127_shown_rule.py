"""Another rule that the projector may count a round's rankings by."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("round", sa.Column("shown_rule", sa.String(length=40), nullable=True))
