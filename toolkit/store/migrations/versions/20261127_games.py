"""Games: a log of moves, what people propose on their phones, the table one sits at."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("participant", sa.Column("seat", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "game",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_game_workshop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game")),
        sa.UniqueConstraint("workshop_id", name=op.f("uq_game_workshop_id")),
    )
    op.create_table(
        "game_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("game_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("move", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_game_line_number")),
        sa.ForeignKeyConstraint(
            ["game_id"], ["game.id"], name=op.f("fk_game_line_game_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game_line")),
        sa.UniqueConstraint("game_id", "number", name="uq_game_line_number"),
    )
    op.create_table(
        "game_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("game_id", sa.Integer(), nullable=False),
        sa.Column("participant_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.CheckConstraint("kind IN ('reserve', 'objection', 'commitment')", name=op.f("ck_game_note_kind")),
        sa.ForeignKeyConstraint(
            ["game_id"], ["game.id"], name=op.f("fk_game_note_game_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_game_note_participant_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_game_note")),
        sa.UniqueConstraint("game_id", "participant_id", "kind", name="uq_game_note_one_each"),
    )
    op.create_index(op.f("ix_game_note_participant_id"), "game_note", ["participant_id"])


def downgrade() -> None:
    op.drop_table("game_note")
    op.drop_table("game_line")
    op.drop_table("game")
    op.drop_column("participant", "seat")
