"""A digest of each document's words, by which the same text under two ids is known for one source."""

import sqlalchemy as sa
from alembic import op

from communique.ledger.copies import digest

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("documents", sa.Column("digest", KEY, nullable=False, server_default=""))
    connection = op.get_bind()
    last, block = 0, 500  # a ledger need not fit into memory
    chosen = sa.text("SELECT number, text FROM documents WHERE number > :last ORDER BY number LIMIT :block")
    while found := connection.execute(chosen, {"last": last, "block": block}).all():
        last = found[-1].number
        connection.execute(
            sa.text("UPDATE documents SET digest = :digest WHERE number = :number"),
            [{"number": row.number, "digest": digest(row.text)} for row in found],
        )
    op.create_index("documents_digest", "documents", ["digest"])


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back: keep a copy of it before an upgrade")
