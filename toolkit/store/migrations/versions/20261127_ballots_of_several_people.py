"""Ballots that came without a phone: how many people one stands for, and what it was entered with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.CheckConstraint(
            "kind IN ('hands', 'cards', 'tally', 'ballot', 'shared')", name=op.f("ck_batch_kind")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_batch_round_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("round_id", "key", name="uq_batch_key"),
    )
    op.create_index(op.f("ix_batch_round_id"), "batch", ["round_id"])
    with op.batch_alter_table("ballot") as table:
        table.add_column(sa.Column("count", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("batch_id", sa.Integer(), nullable=True))
        table.create_foreign_key(
            op.f("fk_ballot_batch_id"), "batch", ["batch_id"], ["id"], ondelete="CASCADE"
        )
        table.create_check_constraint(op.f("ck_ballot_count"), "count >= 1")
        table.create_check_constraint(
            op.f("ck_ballot_source"), "source IN ('phone', 'shared', 'hands', 'paper')"
        )
        table.create_index(op.f("ix_ballot_batch_id"), ["batch_id"])


def downgrade() -> None:
    with op.batch_alter_table("ballot") as table:
        table.drop_index(op.f("ix_ballot_batch_id"))
        table.drop_constraint(op.f("ck_ballot_source"), type_="check")
        table.drop_constraint(op.f("ck_ballot_count"), type_="check")
        table.drop_constraint(op.f("fk_ballot_batch_id"), type_="foreignkey")
        table.drop_column("batch_id")
        table.drop_column("count")
    op.drop_table("batch")
