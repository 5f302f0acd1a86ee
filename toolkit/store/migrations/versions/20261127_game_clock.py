"""The clock of a step of a game, and the part of its debrief."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("game", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("game", sa.Column("left_s", sa.Integer(), nullable=True))
    op.add_column("game", sa.Column("part", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("game", "part")
    op.drop_column("game", "left_s")
    op.drop_column("game", "ends_at")
