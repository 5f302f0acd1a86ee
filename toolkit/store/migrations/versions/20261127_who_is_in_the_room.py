"""Who is in the room: people without a phone, observers, a shared device; and when a vote is due to end."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Columns are added in place: a workshop written anew on SQLite would take its people with it.
    op.add_column("workshop", sa.Column("side_version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("workshop", sa.Column("without_phone", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "workshop", sa.Column("turnout_hidden", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("workshop", sa.Column("shared_key", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_workshop_shared_key"), "workshop", ["shared_key"], unique=True)
    op.add_column(
        "participant", sa.Column("observing", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("round", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("round", "ends_at")
    op.drop_column("participant", "observing")
    op.drop_index(op.f("ix_workshop_shared_key"), "workshop")
    for name in ("shared_key", "turnout_hidden", "without_phone", "side_version"):
        op.drop_column("workshop", name)
