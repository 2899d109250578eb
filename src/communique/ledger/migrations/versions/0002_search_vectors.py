"""PostgreSQL keeps the vectors that a search looks through: made anew for each row that an index had found, they took
a second where a phrase stands in ten thousands of quotes. SQLite's FTS5 keeps its own."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

POSTGRESQL = (
    "DROP INDEX entries_search",
    "DROP INDEX documents_search",
    "ALTER TABLE entries ADD COLUMN vector tsvector GENERATED ALWAYS AS (to_tsvector('english', quote)) STORED",
    "ALTER TABLE documents ADD COLUMN vector tsvector"
    " GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || text)) STORED",
    "CREATE INDEX entries_search ON entries USING gin (vector)",
    "CREATE INDEX documents_search ON documents USING gin (vector)",
)


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    for statement in POSTGRESQL:
        op.execute(statement)
    # The planner knows nothing of new columns until it is told. Of empty tables it must not be told: it would check
    # foreign keys by reading the whole table, and keep to that while the table grows.
    if connection.execute(sa.text("SELECT 1 FROM documents LIMIT 1")).first():
        op.execute("ANALYZE entries, documents")


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back: keep a copy of it before an upgrade")
