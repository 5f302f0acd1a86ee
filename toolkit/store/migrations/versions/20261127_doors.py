"""Doors that close, and ballots set aside with the person removed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("workshop", sa.Column("doors_closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "withheld",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_withheld_round_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participant.id"], name="fk_withheld_participant_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_withheld"),
        sa.UniqueConstraint("round_id", "participant_id", name="uq_withheld_one_each"),
    )
    op.create_index("ix_withheld_round_id", "withheld", ["round_id"])
    op.create_index("ix_withheld_participant_id", "withheld", ["participant_id"])
