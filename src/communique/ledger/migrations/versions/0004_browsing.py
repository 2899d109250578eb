"""What pages order and add up by: an entry's confidence, a commitment's date, a pair's PLOVER type and scale."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("entries", sa.Column("confidence", sa.Float()))
    op.add_column("pairs", sa.Column("plover", KEY, nullable=False, server_default=""))
    op.add_column("pairs", sa.Column("scale", sa.Float()))
    op.add_column("pairs", sa.Column("leveled", sa.Boolean(), nullable=False, server_default=sa.false()))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("UPDATE entries SET confidence = json_extract(body, '$.confidence')")
    else:
        op.execute("UPDATE entries SET confidence = (body::json ->> 'confidence')::float")
    op.execute(
        "UPDATE pairs SET plover = (SELECT e.plover FROM entries e WHERE e.number = pairs.number),"
        " scale = (SELECT e.scale FROM entries e WHERE e.number = pairs.number),"
        ' leveled = (SELECT e.body LIKE \'%"name":"level"%\' FROM entries e WHERE e.number = pairs.number)'
    )
    columns = ["pair", "kind", "date", "number"]
    op.create_index(
        "pairs_leveled", "pairs", columns, sqlite_where=sa.text("leveled = 1"), postgresql_where=sa.text("leveled")
    )
    op.add_column("commitments", sa.Column("date", KEY, nullable=False, server_default=""))
    op.execute("UPDATE commitments SET date = (SELECT e.date FROM entries e WHERE e.number = commitments.number)")
    op.create_index("commitments_date", "commitments", ["date", "number", "state", "ends"])
    op.create_index(
        "entries_kind", "entries", ["kind"], sqlite_where=sa.text("current = 1"), postgresql_where=sa.text("current")
    )
    doubtful = sa.text("judged = '' AND confidence IS NOT NULL")
    op.create_index("entries_doubt", "entries", ["confidence"], sqlite_where=doubtful, postgresql_where=doubtful)


def downgrade() -> None:
    raise NotImplementedError("a ledger is never taken back: keep a copy of it before an upgrade")
