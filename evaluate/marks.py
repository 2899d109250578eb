#!/usr/bin/env python3
"""Turn texts annotated inline into the two JSONL files that the scorer reads: marks.py FOLDER OUT.

Every `*.txt` in FOLDER is one document. Its first lines are a header, then a line `---`, then the text:

    doc: golden01
    title: ...
    date: 2024-05-01
    publisher: ...
    ---
    [[meeting|CHN,BLR>|-|done|CONSULT:: Premier Li held talks with Prime Minister Golovchenko]] on Thursday.

A mark holds kind, actors `>` counterparts, speaker (`-` for none), time, PLOVER type (`-` for none), then `::`,
one space and the quote. Marks may nest. OUT receives texts.jsonl and entries.jsonl. A mark that is not well
formed stops the run with its file and place, so that no annotation is lost.
"""

import json
import re
import sys
from pathlib import Path

KINDS = "meeting discussion position commitment request agreement launch relation act".split()
TIMES = "done ongoing future conditional negated past".split()
PLOVER = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT YIELD REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE "
    "COERCE ASSAULT"
).split()
TOKEN = re.compile(r"\[\[([a-z]+)\|([^|\]]*)\|([^|\]]*)\|([a-z]+)\|([A-Z]+|-):: |\]\]")


def parse(name: str, body: str) -> tuple[str, list[dict]]:
    """The plain text and its entries, in order of their quotes."""
    text, entries, stack, last = "", [], [], 0
    for m in TOKEN.finditer(body):
        text += body[last : m.start()]
        last = m.end()
        if m.group(1):
            kind, parties, speaker, time, plover = m.groups()
            where = f"{name}: at '{body[m.start() : m.start() + 70]}'"
            if kind not in KINDS:
                sys.exit(f"{where}: kind '{kind}' is none of {', '.join(KINDS)}")
            if time not in TIMES:
                sys.exit(f"{where}: time '{time}' is none of {', '.join(TIMES)}")
            if plover != "-" and plover not in PLOVER:
                sys.exit(f"{where}: type '{plover}' is none of {', '.join(PLOVER)} or -")
            if parties.count(">") != 1:
                sys.exit(f"{where}: write the parties as ACTORS>COUNTERPARTS")
            actors, counterparts = ([p for p in side.strip().split(",") if p] for side in parties.split(">"))
            stack.append(
                {
                    "kind": kind,
                    "start": len(text),
                    "speaker": speaker.strip("- "),
                    "actors": actors,
                    "counterparts": counterparts,
                    "time": time,
                    "plover": plover.strip("-"),
                }
            )
        else:
            if not stack:
                sys.exit(f"{name}: ']]' without its '[[' after '{text[-60:]}'")
            e = stack.pop()
            e["end"] = len(text)
            e["quote"] = text[e["start"] :]
            if not e["quote"].strip() or e["quote"] != e["quote"].strip():
                sys.exit(f"{name}: quote '{e['quote'][:60]}' is empty or begins or ends with a space")
            entries.append(e)
    text += body[last:]
    if stack:
        sys.exit(f"{name}: '[[' never closed: '{text[stack[-1]['start'] :][:60]}'")
    if "[[" in text or "]]" in text:
        sys.exit(f"{name}: a malformed mark is left: '{text[max(0, text.find('[[')) :][:80]}'")
    return text, sorted(entries, key=lambda e: (e["start"], e["end"]))


def main(folder: str, out: str) -> None:
    """Convert a folder; the counts go to standard output."""
    texts, rows = [], []
    for path in sorted(Path(folder).glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
        meta = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
        if "doc" not in meta or not body.strip():
            sys.exit(f"{path.name}: the header needs 'doc: NAME' and a line '---' before the text")
        text, entries = parse(path.name, body.strip() + "\n")
        texts.append(
            {
                "doc": meta["doc"],
                "id": meta["doc"],
                "title": meta.get("title", ""),
                "date": meta.get("date", ""),
                "url": "",
                "publisher": meta.get("publisher", ""),
                "text": text,
            }
        )
        keys = ("kind", "quote", "start", "end", "speaker", "actors", "counterparts", "time", "plover")
        rows += [{"doc": meta["doc"]} | {k: e[k] for k in keys} for e in entries]
    Path(out).mkdir(parents=True, exist_ok=True)
    for name, data in (("texts", texts), ("entries", rows)):
        with Path(out, f"{name}.jsonl").open("w", encoding="utf-8") as f:
            f.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in data)
    print(f"{len(texts)} texts, {len(rows)} entries")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
