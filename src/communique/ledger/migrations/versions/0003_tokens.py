"""Tokens of the people and programs that come in from other machines."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("name", KEY, nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("digest", KEY, nullable=False),
        sa.Column("created", KEY, nullable=False),
        sa.Column("used", KEY, nullable=False),
        sa.Column("revoked", KEY, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("digest"),
    )
    standing = sa.text("revoked = ''")
    op.create_index("tokens_name", "tokens", ["name"], unique=True, sqlite_where=standing, postgresql_where=standing)


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back: keep a copy of it before an upgrade")
