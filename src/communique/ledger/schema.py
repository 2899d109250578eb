"""The ledger's tables, once for SQLite and PostgreSQL; `migrations/` creates them and `tests/ledger` compares the two.

A document is kept with its text. A reading is one document read by one run (code version, models, configuration). An
entry's row is an immutable observation: `observation` hashes its content, `entry` its place in the document, so that
a newer reading of the same clause is a second observation of the same entry. Only `current`, `last_run` and what is
derived from links and judgements (`event`, `state`) change. Dates are ISO 8601 as long as the source tells them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

# ISO dates and codes sort by their characters in both stores, whatever the server's locale.
Key = String().with_variant(String(collation="C"), "postgresql")
# Numbers are given by the one writer that there is at a time. SQLite's own INTEGER is 64 bits wide.
Number = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True),
    Column("label", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("models", Text, nullable=False),
    Column("config", Text, nullable=False),
    Column("started", Key, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("sha256", Key, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Key),
    Column("publisher", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("kept", Key, nullable=False),
    Column("pair", Key, nullable=False),  # its two principal parties, "" where there are none
    Column("body", Text, nullable=False),
    Column("digest", Key, nullable=False, server_default=""),  # the same of copies, see `copies`
    Index("documents_published", "published"),
    Index("documents_digest", "digest"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("document", Key, ForeignKey("documents.id"), nullable=False),
    Column("run", Key, ForeignKey("runs.id"), nullable=False),
    Column("at", Key, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("gone", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Index("readings_document", "document", "run", unique=True),
)

entries = Table(
    "entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("observation", Key, nullable=False, unique=True),
    Column("entry", Key, nullable=False),
    Column("document", Key, ForeignKey("documents.id"), nullable=False),
    Column("kind", Key, nullable=False),
    Column("time", Key, nullable=False),
    Column("plover", Key, nullable=False),
    Column("scale", Float),
    Column("date", Key, nullable=False),
    Column("quote", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    Column("first_run", Key, nullable=False),
    Column("last_run", Key, nullable=False),
    Column("judged", Key, nullable=False),  # "", accepted, corrected or rejected
    Column("event", Key),
    Column("body", Text, nullable=False),
    Column("confidence", Float),  # the judge's belief; in the body too, here to be ordered by
    Index("entries_entry", "entry"),
    Index("entries_document", "document", "start"),
    Index("entries_date", "date"),
    Index("entries_kind", "kind", sqlite_where=text("current = 1"), postgresql_where=text("current")),
    Index(
        "entries_doubt",
        "confidence",
        sqlite_where=text("judged = '' AND confidence IS NOT NULL"),
        postgresql_where=text("judged = '' AND confidence IS NOT NULL"),
    ),
    Index("entries_event", "event", sqlite_where=text("event IS NOT NULL"), postgresql_where=text("event IS NOT NULL")),
)

parties = Table(
    "entry_parties",
    metadata,
    Column("number", Number, ForeignKey("entries.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("role", Key, nullable=False),  # actor or counterpart
    Column("code", Key, nullable=False),  # "" for who is not resolved
    Column("name", Text, nullable=False),
    Column("person", Text, nullable=False),
    Index("entry_parties_code", "code", "number"),
    Index("entry_parties_person", "person", sqlite_where=text("person <> ''"), postgresql_where=text("person <> ''")),
)

# One row for each two parties that an entry stands between, in the order of their codes ("BLR-CHN"). Withdrawn and
# rejected entries have none, so that a relation is one range of an index.
pairs = Table(
    "pairs",
    metadata,
    Column("pair", Key, primary_key=True),
    Column("number", Number, ForeignKey("entries.number"), primary_key=True),
    Column("kind", Key, nullable=False),
    Column("date", Key, nullable=False),
    Column("event", Key),
    Column("state", Key),  # a commitment's; NULL for the other kinds
    Column("document", Key, nullable=False),
    Column("plover", Key, nullable=False, server_default=""),  # as in `entries`: a relation's curve is read off here
    Column("scale", Float),
    Column("leveled", Boolean, nullable=False, server_default=false()),  # it names a level of the partnership
    Index("pairs_kind", "pair", "kind", "date", "event", "number"),
    Index(
        "pairs_state",
        "pair",
        "date",
        "number",
        "state",
        sqlite_where=text("state IS NOT NULL"),
        postgresql_where=text("state IS NOT NULL"),
    ),
    Index("pairs_number", "number"),
    Index(
        "pairs_leveled",
        "pair",
        "kind",
        "date",
        "number",
        sqlite_where=text("leveled = 1"),
        postgresql_where=text("leveled"),
    ),
    sqlite_with_rowid=False,
)

# The rarest stems of what may be joined or followed up, by pair: how candidates are found.
stems = Table(
    "stems",
    metadata,
    Column("pair", Key, primary_key=True),
    Column("stem", Key, primary_key=True),
    Column("number", Number, ForeignKey("entries.number"), primary_key=True),
    Index("stems_number", "number"),
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    Column("id", Key, primary_key=True),
    Column("relation", Key, nullable=False),
    Column("a", Key, nullable=False),  # entry ids: a link outlives the observation that showed it
    Column("b", Key, nullable=False),
    Column("score", Float, nullable=False),
    Column("verdict", Key, nullable=False),  # the machine's: accepted or proposed; "" where a person made the link
    Column("state", Key, nullable=False),  # what stands: accepted, proposed, rejected or withdrawn
    Column("by", Text, nullable=False),  # "machine", or who judged it
    Column("reasons", Text, nullable=False),
    Column("at", Key, nullable=False),
    Index("links_a", "a"),
    Index("links_b", "b"),
    Index("links_state", "state", "score"),
)

events = Table(
    "events",
    metadata,
    Column("id", Key, primary_key=True),
    Column("kind", Key, nullable=False),
    Column("date", Key, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("differences", Text, nullable=False),
)

commitments = Table(
    "commitments",
    metadata,
    Column("entry", Key, primary_key=True),
    Column("number", Number, ForeignKey("entries.number"), nullable=False),
    Column("state", Key, nullable=False),
    Column("since", Key, nullable=False),
    Column("due", Key, nullable=False),  # as it was told; "" where no deadline was
    Column("ends", Key, nullable=False),  # the last day of it; "" where none was told, or one before the promise
    Column("fields", Text, nullable=False),  # lower-case: fields, frameworks and the deed's words
    Column("date", Key, nullable=False, server_default=""),  # as in `entries`
    Index("commitments_due", "due"),
    Index("commitments_number", "number"),
    Index("commitments_date", "date", "number", "state", "ends"),
)

changes = Table(
    "commitment_changes",
    metadata,
    Column("entry", Key, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("state", Key, nullable=False),
    Column("date", Key, nullable=False),
    Column("shown_by", Key, nullable=False),  # the entry that shows it, or the judgement
    Column("link", Key, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("verb", Key, nullable=False),
    Column("target", Key, nullable=False),
    Column("other", Key, nullable=False),
    Column("field", Key, nullable=False),
    Column("value", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Key, nullable=False),
    Index("judgements_target", "target"),
    Index("judgements_other", "other"),
)

# Who may come in from another machine; `digest` is the SHA-256 of the token, which itself is kept nowhere.
tokens = Table(
    "tokens",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("name", Key, nullable=False),
    Column("role", Key, nullable=False),
    Column("digest", Key, nullable=False, unique=True),
    Column("created", Key, nullable=False),
    Column("used", Key, nullable=False),  # a day; "" for never
    Column("revoked", Key, nullable=False),  # "" for one that stands
    Index(
        "tokens_name",
        "name",
        unique=True,
        sqlite_where=text("revoked = ''"),
        postgresql_where=text("revoked = ''"),
    ),
)
