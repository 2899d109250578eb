"""`communique documents`, `communique show` and `communique search`: what a ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from .ledger import Between, Json, Ledger, Most, Traceback, dump, opened, parties, short, table, who
from .status import say

if TYPE_CHECKING:
    from sqlalchemy import Connection


def documents(
    ledger: Ledger = "", between: Between = None, most: Most = 50, json: Json = False, traceback: Traceback = False
) -> None:
    """List the documents of a ledger, newest first."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..joining.traits import pair
        from ..ledger.queries import document_list

        rows, total = document_list(connection, most, pair(*parties(between)) if between else "")
        if json:
            from ..answers import shapes

            dump([shapes.document(row) for row in rows])
            return
        columns: list[tuple[str, dict[str, Any]]] = [
            ("id", {}),
            ("date", {"no_wrap": True}),
            ("title and publisher", {"ratio": 1}),
            ("entries", {"justify": "right"}),
        ]
        table(columns, [(r.id, r.published or "", _named(r), str(r.entries or 0)) for r in rows])
        if total > len(rows):
            say(f"{len(rows)} of {total:,}; --most {total} shows all")


def _named(row: Any) -> str:
    copy = f"the same text as {row.copy_of}" if row.copy_of else ""
    return " · ".join(part for part in (row.title, row.publisher, copy) if part)


def show(
    key: Annotated[
        str, typer.Argument(metavar="ID", help="A document, entry, event or link; its beginning is enough.")
    ],
    ledger: Ledger = "",
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """Show a document with its entries, an entry with its links, or an event with its reports."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..ledger.queries import resolve

        kind, whole = resolve(connection, key)
        if json:
            from ..answers.asking import shown

            dump(shown(connection, kind, whole))
            return
        print_one = {"document": _document, "entry": _entry, "event": _event, "link": _link, "judgement": _judgement}
        print_one[kind](connection, whole)


def _document(connection: Connection, key: str) -> None:
    import sys

    from ..ledger.queries import record
    from ..publish import terminal

    found = record(connection, key)
    terminal.write([found], sys.stdout)
    rows = [(short(e.id), e.kind, e.quote.quote) for e in found.entries]
    table([("id", {"no_wrap": True}), ("kind", {}), ("quote", {"ratio": 1})], rows, "Ids")


def _entry(connection: Connection, key: str) -> None:
    from ..ledger.lists import entry_of, links_of

    one, tied = entry_of(connection, key), links_of(connection, key)
    if one is None:
        say(f"{key} stood in an earlier reading and no longer does; see: communique history {short(key)}")
        return
    rows = [
        ("entry", key),
        ("kind", f"{one.entry.kind}, {one.entry.time}"),
        ("quote", one.entry.quote.quote),
        ("who", who(one)),
        ("date", one.date),
        ("PLOVER", one.entry.plover),
        ("CAMEO", one.entry.coding.cameo),
        *((d.name, d.value) for d in one.entry.details),
        ("judged", one.judged),
        ("event", one.event),
        ("source", f"{one.publisher}, {one.published}: {one.title}"),
        ("document", f"{one.document}, {one.entry.quote.start}–{one.entry.quote.end}"),
        ("url", one.url),
    ]
    table([("", {"style": "bold"}), ("", {"ratio": 1})], [row for row in rows if row[1]])
    if tied:
        links_table(tied)


def links_table(rows: list[Any]) -> None:
    """Links: earlier and later quote under each other, with score, state and id."""
    columns: list[tuple[str, dict[str, Any]]] = [
        ("link", {"no_wrap": True}),
        ("", {"ratio": 1}),
        ("points", {"justify": "right"}),
        ("state", {}),
    ]
    cells = [
        (
            short(r.id),
            f"{r.a_date} {short(r.a)} “{r.a_quote}” ← {r.relation} — {r.b_date} {short(r.b)} “{r.b_quote}”",
            f"{r.score:g}",
            r.state if r.by in ("machine", "") else f"{r.state} by {r.by}",
        )
        for r in rows
    ]
    table(columns, cells, "Links")


def _event(connection: Connection, key: str) -> None:
    from ..ledger.relation import event

    found = event(connection, key)
    rows = [(short(h.entry.id), h.published, h.publisher, h.entry.quote.quote) for h in found.reports]
    title = f"{found.kind} of {found.date}: {len(rows)} report{'' if len(rows) == 1 else 's'}"
    table(
        [("id", {"no_wrap": True}), ("date", {"no_wrap": True}), ("publisher", {}), ("quote", {"ratio": 1})],
        rows,
        title,
    )
    for field, values in found.differences:
        told = "; ".join(f"{value} ({', '.join(short(i) for i in ids)})" for value, ids in values)
        typer.echo(f"The sources differ in {field}: {told}")


def _link(connection: Connection, key: str) -> None:
    from ..answers.shapes import link
    from ..ledger.lists import link_of

    rows = link_of(connection, key)
    links_table(rows)
    for row in rows:
        reasons = [(r["feature"], f"{r['points']:+g}", r["shown"]) for r in link(row)["reasons"]]
        table([("feature", {}), ("points", {"justify": "right"}), ("shown by", {"ratio": 1})], reasons, "Why")


def _judgement(connection: Connection, key: str) -> None:
    from .judge import print_history

    print_history(connection, "judgement", key, json=False)


def links(
    ledger: Ledger = "",
    every: Annotated[bool, typer.Option("--all", help="Also those that are accepted or rejected.")] = False,
    most: Most = 50,
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """List the links that wait for a person, most doubtful first."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..answers import shapes
        from ..ledger.lists import links_in

        found = links_in(connection, "" if every else "proposed", most)
        if json:
            dump([shapes.link(row) for row in found])
        elif found:
            links_table(found)
        else:
            say("no link waits for a person")


def search(
    query: Annotated[str, typer.Argument(help='Words; "a phrase" in quotes; -word for what must be absent.')],
    ledger: Ledger = "",
    most: Most = 20,
    json: Json = False,
    traceback: Traceback = False,
) -> None:
    """Search quotes and documents, what was kept last first."""
    with opened(ledger, traceback) as store, store.reading() as connection:
        from ..answers import shapes
        from ..ledger.searching import search as find

        hits = find(connection, query, most)
        if json:
            dump([shapes.hit(hit) for hit in hits])
        elif hits:
            columns: list[tuple[str, dict[str, Any]]] = [
                ("id", {}),
                ("date", {"no_wrap": True}),
                ("kind", {}),
                ("words", {"ratio": 1}),
            ]
            table(columns, [(short(h.id), h.date, h.kind, h.text) for h in hits])
        else:
            say(f"nothing in the ledger holds {query!r}")
