"""The first tables, and full-text search over quotes and documents: FTS5 on SQLite, tsvector on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE entries_search USING fts5(
        quote, content='entries', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER entries_searched AFTER INSERT ON entries BEGIN
        INSERT INTO entries_search(rowid, quote) VALUES (new.number, new.quote); END""",
    """CREATE VIRTUAL TABLE documents_search USING fts5(
        title, text, content='documents', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER documents_searched AFTER INSERT ON documents BEGIN
        INSERT INTO documents_search(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
)
POSTGRESQL_SEARCH = (
    "CREATE INDEX entries_search ON entries USING gin (to_tsvector('english', quote))",
    "CREATE INDEX documents_search ON documents USING gin (to_tsvector('english', title || ' ' || text))",
)


def upgrade() -> None:
    op.create_table(
        "commitment_changes",
        sa.Column("entry", KEY, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("date", KEY, nullable=False),
        sa.Column("shown_by", KEY, nullable=False),
        sa.Column("link", KEY, nullable=False),
        sa.PrimaryKeyConstraint("entry", "place"),
    )
    op.create_table(
        "documents",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", KEY, nullable=True),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kept", KEY, nullable=False),
        sa.Column("pair", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("documents_published", "documents", ["published"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("date", KEY, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "judgements",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("verb", KEY, nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("field", KEY, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("judgements_other", "judgements", ["other"], unique=False)
    op.create_index("judgements_target", "judgements", ["target"], unique=False)
    op.create_table(
        "links",
        sa.Column("id", KEY, nullable=False),
        sa.Column("relation", KEY, nullable=False),
        sa.Column("a", KEY, nullable=False),
        sa.Column("b", KEY, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("verdict", KEY, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("links_a", "links", ["a"], unique=False)
    op.create_index("links_b", "links", ["b"], unique=False)
    op.create_index("links_state", "links", ["state", "score"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("models", sa.Text(), nullable=False),
        sa.Column("config", sa.Text(), nullable=False),
        sa.Column("started", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "entries",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("observation", KEY, nullable=False),
        sa.Column("entry", KEY, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("time", KEY, nullable=False),
        sa.Column("plover", KEY, nullable=False),
        sa.Column("scale", sa.Float(), nullable=True),
        sa.Column("date", KEY, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("first_run", KEY, nullable=False),
        sa.Column("last_run", KEY, nullable=False),
        sa.Column("judged", KEY, nullable=False),
        sa.Column("event", KEY, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("observation"),
    )
    op.create_index("entries_date", "entries", ["date"], unique=False)
    op.create_index("entries_document", "entries", ["document", "start"], unique=False)
    op.create_index("entries_entry", "entries", ["entry"], unique=False)
    op.create_index(
        "entries_event",
        "entries",
        ["event"],
        unique=False,
        sqlite_where=sa.text("event IS NOT NULL"),
        postgresql_where=sa.text("event IS NOT NULL"),
    )
    op.create_table(
        "readings",
        sa.Column("number", NUMBER, autoincrement=False, nullable=False),
        sa.Column("document", KEY, nullable=False),
        sa.Column("run", KEY, nullable=False),
        sa.Column("at", KEY, nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"],
            ["documents.id"],
        ),
        sa.ForeignKeyConstraint(
            ["run"],
            ["runs.id"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("readings_document", "readings", ["document", "run"], unique=True)
    op.create_table(
        "commitments",
        sa.Column("entry", KEY, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("state", KEY, nullable=False),
        sa.Column("since", KEY, nullable=False),
        sa.Column("due", KEY, nullable=False),
        sa.Column("ends", KEY, nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["entries.number"],
        ),
        sa.PrimaryKeyConstraint("entry"),
    )
    op.create_index("commitments_due", "commitments", ["due"], unique=False)
    op.create_index("commitments_number", "commitments", ["number"], unique=False)
    op.create_table(
        "entry_parties",
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", KEY, nullable=False),
        sa.Column("code", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["entries.number"],
        ),
        sa.PrimaryKeyConstraint("number", "place"),
    )
    op.create_index("entry_parties_code", "entry_parties", ["code", "number"], unique=False)
    op.create_index(
        "entry_parties_person",
        "entry_parties",
        ["person"],
        unique=False,
        sqlite_where=sa.text("person <> ''"),
        postgresql_where=sa.text("person <> ''"),
    )
    op.create_table(
        "pairs",
        sa.Column("pair", KEY, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("date", KEY, nullable=False),
        sa.Column("event", KEY, nullable=True),
        sa.Column("state", KEY, nullable=True),
        sa.Column("document", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["entries.number"],
        ),
        sa.PrimaryKeyConstraint("pair", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("pairs_kind", "pairs", ["pair", "kind", "date", "event", "number"], unique=False)
    op.create_index("pairs_number", "pairs", ["number"], unique=False)
    op.create_index(
        "pairs_state",
        "pairs",
        ["pair", "date", "number", "state"],
        unique=False,
        sqlite_where=sa.text("state IS NOT NULL"),
        postgresql_where=sa.text("state IS NOT NULL"),
    )
    op.create_table(
        "stems",
        sa.Column("pair", KEY, nullable=False),
        sa.Column("stem", KEY, nullable=False),
        sa.Column("number", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["entries.number"],
        ),
        sa.PrimaryKeyConstraint("pair", "stem", "number"),
        sqlite_with_rowid=False,
    )
    op.create_index("stems_number", "stems", ["number"], unique=False)

    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_SEARCH if sqlite else POSTGRESQL_SEARCH:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back: keep a copy of it before an upgrade")
