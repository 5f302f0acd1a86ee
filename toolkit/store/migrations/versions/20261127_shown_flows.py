"""Who went where between two votes, on the projector for as long as the facilitator wants it."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("round", sa.Column("shown_flows", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("round", "shown_flows")
