"""Foreign ministers and heads of organisations as of 2023, from Wikidata's tables."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from .states import code_of

# When github.com/every-politician-scrapers/world last read Wikidata: the tables vouch for no later day.
SEEN = "2023-06-30"
FAMILY_FIRST = frozenset("CHN TWN HKG KOR PRK VNM KHM".split())
# Positions of the second table that the knowledge base keeps: body, office.
POSITIONS = {
    "Secretary-General of the United Nations": ("UN", "Secretary-General"),
    "Deputy Secretary-General of the United Nations": ("UN", "Deputy Secretary-General"),
    "President of the United Nations General Assembly": ("UN", "President of the General Assembly"),
    "Under-Secretary-General of the United Nations": ("UN", "Under-Secretary-General"),
    "president of the Parliamentary Assembly of the Council of Europe": (
        "COE", "President of the Parliamentary Assembly",
    ),
    "President of the International Court of Justice": ("UN", "President of the International Court of Justice"),
    "OSCE High Commissioner on National Minorities": ("OSCE", "High Commissioner on National Minorities"),
    "Director-General of the World Trade Organization": ("WTO", "Director-General"),
    "Speaker of the Arab Parliament": ("LAS", "Speaker of the Arab Parliament"),
}  # fmt: skip


def ministers(path: Path) -> list[dict[str, str]]:
    """One row a minister in office."""
    out = []
    for row in csv.DictReader(path.open(encoding="utf-8")):
        code = code_of(row["countryLabel"].removeprefix("the "))
        if row["name"] and code and row["name"].isascii() | bool(re.match(r"[A-Za-zÀ-ž]", row["name"])):
            office = "Foreign Minister"
            out.append(_row(row["name"], code, office, row["start"][:10], "", row["person"]))
    return out


def heads(path: Path) -> list[dict[str, str]]:
    """One row a tenure at the head of an organisation."""
    out = []
    for row in csv.DictReader(path.open(encoding="utf-8")):
        known = POSITIONS.get(row["position"])
        if known and re.match(r"[A-Za-zÀ-ž]", row["person"]) and row["start"] != row["end"]:
            name = row["person"].split(",")[0]
            out.append(_row(name, *known, row["start"][:10], row["end"][:10], row["personID"]))
    return out


def _row(name: str, body: str, office: str, since: str, until: str, qid: str) -> dict[str, str]:
    name = re.sub(r"^(?:Prince|Sheikh|Dr\.?|Sir|Dame|Lord|Baroness) ", "", name)
    words = name.split()
    house = re.search(r"(?i) (?:al|bin|van|von|de)[ -](?:der |la )?[\w'-]+$", name)
    surname = words[0] if body in FAMILY_FIRST else house.group().strip() if house else words[-1]
    return {
        "person": name, "surname": surname, "body": body, "office": office, "since": since, "until": until,
        "seen": until or SEEN, "source": "wikidata", "aliases": "", "wikidata": qid,
    }  # fmt: skip
