"""What is counted at each look at a vote is counted in an index, not in the ballots themselves."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_index("ix_ballot_counted", "ballot", ["round_id", "source", "count"])
    op.drop_index("ix_ballot_round_id", table_name="ballot")
    op.create_index("ix_participant_present", "participant", ["workshop_id", "removed_at", "observing"])
    op.drop_index("ix_participant_workshop_id", table_name="participant")


def downgrade() -> None:
    op.create_index("ix_participant_workshop_id", "participant", ["workshop_id"])
    op.drop_index("ix_participant_present", table_name="participant")
    op.create_index("ix_ballot_round_id", "ballot", ["round_id"])
    op.drop_index("ix_ballot_counted", table_name="ballot")
