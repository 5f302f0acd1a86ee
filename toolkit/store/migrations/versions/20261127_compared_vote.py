"""Which earlier vote a vote is compared with, when the facilitator picks one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("round", sa.Column("compared_vote", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("round", "compared_vote")
