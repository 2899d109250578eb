#!/usr/bin/env python3
"""Build data/entities/states.json and persons.json: build_entities.py REFERENCE_FOLDER.

REFERENCE_FOLDER holds factbook.json (names, adjectives, capitals, office holders with the dates they were seen),
foreign_ministers_2023.csv and organisation_heads_2023.csv. Codes come from pycountry (ISO 3166). What the sources
spell otherwise than documents do is added by hand in states_extra.toml and persons_extra.toml. Sources and licences
are in data/SOURCES.md.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

import pycountry

ENTITIES = Path(__file__).resolve().parents[1] / "src/communique/data/entities"
# The factbook's names where ISO 3166 has another.
BY_NAME = {
    "Burma": "MMR", "Korea, North": "PRK", "North Korea": "PRK", "Korea, South": "KOR", "South Korea": "KOR",
    "Congo, Democratic Republic of the": "COD", "Congo, Republic of the": "COG", "Bahamas, The": "BHS",
    "Gambia, The": "GMB", "Cote d'Ivoire": "CIV", "Turkey": "TUR", "Turkey (Turkiye)": "TUR", "Turkiye": "TUR",
    "Micronesia, Federated States of": "FSM", "Holy See (Vatican City)": "VAT", "Czechia": "CZE",
    "Czech Republic": "CZE", "Gaza Strip": "PSE", "Gaza, Gaza Strip": "PSE", "West Bank": "PSE", "Kosovo": "XKX",
    "Macau": "MAC", "Falkland Islands (Islas Malvinas)": "FLK", "Virgin Islands": "VIR",
    "British Virgin Islands": "VGB", "Saint Helena, Ascension, and Tristan da Cunha": "SHN", "Brunei": "BRN",
    "Swaziland": "SWZ", "Cabo Verde": "CPV", "Cape Verde": "CPV", "Pitcairn Islands": "PCN", "Svalbard": "SJM",
    "Macedonia": "MKD", "United Kingdom": "GBR", "United States": "USA", "Laos": "LAO", "Syria": "SYR",
    "Russia": "RUS", "Iran": "IRN", "Moldova": "MDA", "Bolivia": "BOL", "Venezuela": "VEN", "Tanzania": "TZA",
    "Vietnam": "VNM", "Taiwan": "TWN", "Saint Martin": "MAF", "Sint Maarten": "SXM", "Curacao": "CUW",
    "Reunion": "REU", "Saint Barthelemy": "BLM",
}  # fmt: skip
OFFICE = (
    "Acting|Interim|Transitional|Caretaker|President|Prime|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Prince|Princess|"
    "Pope|Governor|General|Governor-General|Chairman|Chairperson|Chair|Chief|of|State|the|Council|Ministers|Head|Government|Executive|Federal|"
    "Crown|Grand|Duke|Supreme|Leader|First|Deputy|Vice|Captain|Regent|Co-prince|Taoiseach|and|Paramount|Presidential|Sovereign|Ayatollah|"
    "Administrator|Commander|Commissioner|High|Emperor|Prince-Regent|Military|Council|Presidency|Member|Secretary|Foreign|Affairs|Bosnia|Herzegovina|Lt\\.|Gen\\.|Dr\\.|Sir|Dame|Field|Marshal|Colonel|Col\\.|Maj\\.|Brig\\."
)


def code_of(name: str) -> str:
    """ISO 3166-1 alpha-3 for a factbook name, or "" where it has none."""
    if name in BY_NAME:
        return BY_NAME[name]
    try:
        return pycountry.countries.lookup(name).alpha_3
    except LookupError:
        return ""


def split(words: str) -> list[str]:
    """The factbook's "Briton(s), British (collective plural)" as single words."""
    out = []
    for part in re.split(r",|;| or |/", re.sub(r"note[:\s-].*", "", words)):
        word = re.sub(
            r"\((?:singular|plural|collective|masculine|feminine|noun|adjective|and|sing)[^)]*\)", "", part
        ).strip()
        plural = re.search(r"\((e?s)\)", word)
        word = re.sub(r"\([^)]*\)", "", word).strip()
        if word and word != "none" and word[0].isupper():
            out += [word, word + plural.group(1)] if plural else [word]
    return out


def states(factbook: list[dict]) -> dict[str, dict]:
    """Code → names, adjectives and people, capitals."""
    out: dict[str, dict] = {}
    for row in factbook:
        code = code_of(row.get("name", ""))
        if not code:
            continue
        s = out.setdefault(code, {"name": row["name"].split(",")[0], "names": [], "people": [], "capitals": []})
        long_name = re.sub(r"[;(].*", "", row.get("long_name", "")).strip()
        s["names"] += [n for n in (row["name"].split(" (")[0], long_name) if n and n != "none" and "," not in n]
        s["people"] += split(row.get("nationality_adjective", "")) + split(row.get("nationality_noun", ""))
        capital = re.sub(r"[;(,].*", "", row.get("capital", "")).strip()
        s["capitals"] += [capital] if capital and capital != "none" else []
    for country in pycountry.countries:
        s = out.setdefault(
            country.alpha_3, {"name": country.name.split(",")[0], "names": [], "people": [], "capitals": []}
        )
        for field in ("name", "official_name", "common_name"):
            name = getattr(country, field, "")
            if name and "," not in name:
                s["names"].append(name)
        s["alpha2"] = country.alpha_2
    for s in out.values():
        for key in ("names", "people", "capitals"):
            s[key] = list(dict.fromkeys(s[key]))
    return dict(sorted(out.items()))


def capital_case(word: str) -> str:
    return (
        word
        if re.fullmatch(r"[IVX]+", word)
        else "-".join(p[:1] + p[1:].lower() if p.isupper() else p for p in word.split("-"))
    )


def holders(factbook: list[dict]) -> list[dict]:
    """Heads of state and government: name, surname, state, office, first and last date seen."""
    out: dict[tuple[str, str], dict] = {}
    for row in factbook:
        code = code_of(row.get("name", ""))
        for leader in row["leaders"] if code else ():
            for part in leader["text"].split(";"):
                person = holder(part)
                if not person:
                    continue
                name, surname, office = person
                key = (code, name)
                seen = out.setdefault(
                    key,
                    {
                        "name": name,
                        "surname": surname,
                        "state": code,
                        "office": office,
                        "since": leader["first_seen"],
                        "until": leader["last_seen"],
                    },
                )
                since = re.search(r"since (?:\d{1,2} )?(?:\w+ )?(\d{4})", part)
                first = f"{since.group(1)}-01-01" if since else leader["first_seen"]
                seen["since"], seen["until"] = min(seen["since"], first), max(seen["until"], leader["last_seen"])
    return sorted(out.values(), key=lambda p: (p["state"], p["since"], p["name"]))


def holder(part: str) -> tuple[str, str, str] | None:
    """Name, surname and office of "Premier LI Qiang (since 11 March 2023)"; None where no name stands out."""
    part = re.sub(r"\"[^\"]*\"|\([^)]*\)?|\bnote\b.*", " ", part).strip()
    part = re.sub(r",? (?:Jr|Sr)\.?", "", part)
    words = part.split()
    office = []
    while words and re.fullmatch(rf"(?:{OFFICE}),?", words[0]):
        office.append(words.pop(0))
    kept = []
    for word in words:
        if not (
            word[:1].isupper()
            or word.lower()
            in ("bin", "al", "de", "da", "von", "van", "der", "ibn", "el", "la", "du", "dos", "ould", "y", "bint")
        ):
            break
        kept.append(word.strip(","))
        if word.endswith(","):
            break
    kept = [w for w in kept if not re.fullmatch(r"(?:[A-Z]\.)+", w)]
    loud = [
        w
        for w in kept
        if re.fullmatch(r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+", w) and w not in ("II", "III", "IV", "VI", "XIV", "VIII")
    ]
    if not loud or not office or len(kept) > 7:
        return None
    return " ".join(map(capital_case, kept)), " ".join(map(capital_case, loud)), " ".join(office)


def ministers(path: Path) -> list[dict]:
    """Foreign ministers of the Wikidata table."""
    out = []
    for row in csv.DictReader(path.open(encoding="utf-8")):
        code = code_of(row["countryLabel"].removeprefix("the "))
        if row["name"] and code:
            out.append(
                {
                    "name": row["name"],
                    "surname": row["name"].split()[-1],
                    "state": code,
                    "office": "Foreign Minister",
                    "since": row["start"][:10],
                    "until": "",
                }
            )
    return out


def main(reference: str) -> None:
    folder = Path(reference)
    factbook = json.loads((folder / "factbook.json").read_text("utf-8"))
    ENTITIES.mkdir(parents=True, exist_ok=True)
    for name, rows in (
        ("states", states(factbook)),
        ("persons", holders(factbook) + ministers(folder / "foreign_ministers_2023.csv")),
    ):
        lines = (
            [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in rows.items()]
            if isinstance(rows, dict)
            else [json.dumps(r, ensure_ascii=False) for r in rows]
        )
        opening, closing = ("{", "}") if isinstance(rows, dict) else ("[", "]")
        text = opening + "\n" + ",\n".join(lines) + "\n" + closing + "\n"
        (ENTITIES / f"{name}.json").write_text(unicodedata.normalize("NFC", text), "utf-8")
        print(f"{name}.json: {len(rows)}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
