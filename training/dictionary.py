#!/usr/bin/env python3
"""Patterns from PETRARCH's verb dictionary: dictionary.py CAMEO.2.0.txt > relations/patterns-petrarch.tsv.

The dictionary (MIT, Open Event Data Alliance) has verbs in blocks, each with a CAMEO code of its own or none, and
patterns of a verb with words after it, each with a code. They become clauses for the coder of relations: "{s:...}
launched bombardment of {t:...}". Statements (01), which PLOVER drops, and patterns with words before the verb are left
out. What slots may hold is told by the PLOVER type.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from pathlib import Path

CROSSWALK = Path(__file__).parent.parent / "src/communique/data/ontologies/cameo_plover.csv"
ACTORS = {
    "ASSAULT": "rebels/army/police/state",
    "PROTEST": "crowd/union/party",
    "MOBILIZE": "state/army/police/leader",
    "COERCE": "police/court/state/official",
    "ACCUSE": "leader/ngo/state/igo/prosecutor/court/party",
    "AID": "state/igo/ngo",
    "RETREAT": "army/state/rebels/court",
    "CONCEDE": "leader/state/official/court",
}
RECIPIENTS = {
    "ASSAULT": "rebels/people/place/building/army",
    "PROTEST": "state/leader/company/ministry",
    "MOBILIZE": "place/state",
    "COERCE": "person/people/state/company/paper",
    "AID": "state/people/place",
    "RETREAT": "people/place/rebels/person",
}
ANYBODY = "state/leader/minister/official/igo/parliament/rebels/party"
LINKS = {
    "ASSAULT": "on against of in",
    "PROTEST": "against over outside at",
    "MOBILIZE": "in against near to",
    "COERCE": "on against of in",
    "ACCUSE": "against of over into",
    "AID": "to for in",
    "RETREAT": "from to in with",
    "CONCEDE": "to for in of",
    "CONSULT": "with to",
    "SUPPORT": "with for to of",
    "COOPERATE": "with",
    "AGREE": "with to for in",
    "REQUEST": "from to of on",
    "REJECT": "with from by of",
    "THREATEN": "against on to",
    "SANCTION": "with from to in",
}
IRREGULAR = dict(
    pair.split(":")
    for pair in """
give:gave take:took make:made hold:held meet:met say:said tell:told send:sent sell:sold build:built
bring:brought buy:bought fight:fought seek:sought think:thought teach:taught catch:caught keep:kept leave:left
lose:lost feel:felt deal:dealt break:broke speak:spoke steal:stole choose:chose drive:drove rise:rose
write:wrote ride:rode strike:struck stick:stuck begin:began drink:drank sing:sang ring:rang swim:swam run:ran
come:came become:became overcome:overcame go:went undergo:underwent see:saw draw:drew withdraw:withdrew
grow:grew know:knew throw:threw blow:blew fly:flew overthrow:overthrew fall:fell find:found bind:bound
stand:stood understand:understood withstand:withstood get:got forget:forgot shoot:shot sit:sat win:won
spend:spent lend:lent bend:bent lead:led feed:fed flee:fled bleed:bled read:read spread:spread cut:cut put:put
set:set hit:hit shut:shut let:let cost:cost hurt:hurt burst:burst quit:quit beset:beset upset:upset pay:paid
lay:laid do:did swear:swore tear:tore wear:wore bear:bore shake:shook forsake:forsook lie:lied die:died
tie:tied eat:ate hide:hid bite:bit slay:slew""".split()
)


def past(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    if first in IRREGULAR:
        form = IRREGULAR[first]
    elif first.endswith("e"):
        form = first + "d"
    elif re.search(r"[^aeiou]y$", first):
        form = first[:-1] + "ied"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", first):
        form = first + first[-1] + "ed"
    else:
        form = first + "ed"
    return f"{form} {rest}".strip()


def main(path: str) -> None:
    with CROSSWALK.open(encoding="utf-8") as lines:
        crosswalk = {row["cameo"]: row["plover"] for row in csv.DictReader(lines)}
    rng, sets, seen = random.Random(1), {}, set()
    block, group, code_of = "", "", {}
    for line in Path(path).read_text("utf-8", errors="replace").splitlines():
        bare = line.split("#")[0].rstrip()
        if not bare:
            continue
        if bare.startswith("&"):
            group = bare.split()[0].strip("_&")
            sets[group] = []
        elif bare.startswith("---"):
            group, block = "", code(bare)
        elif bare.startswith("+") and group:
            sets[group].append(plain(bare[1:]))
        elif bare.startswith("- "):
            pattern(line, crosswalk, sets, seen, rng)
        elif not group and re.match(r"\+?[A-Z]", bare):
            verb = plain(re.split(r"[\[{]", bare)[0].lstrip("+"))
            code_of[verb] = code(bare) or block
            row(verb, "", code_of[verb], crosswalk, seen, rng)


def pattern(line: str, crosswalk: dict, sets: dict, seen: set, rng: random.Random) -> None:
    """One pattern: `- * {WORDS} (PREPOSITION NOUN) [code]  # VERB`."""
    body, _, verb = line.partition("#")
    words = re.match(r"- \*\s+([^\[]+)\[", body)
    verb = plain(verb.split()[0]) if verb.split() and verb.split()[0].replace("_", "").isupper() else ""
    if not words or not verb:
        return
    told = re.sub(r"&(\w+)", lambda m: rng.choice(sets.get(m.group(1).strip("_")) or [m.group(1)]), words.group(1))
    if re.search(r"[\^%$+]", told):
        return
    row(verb, plain(re.sub(r"[{}()]", " ", told)), code(body), crosswalk, seen, rng)


def row(verb: str, words: str, event: str, crosswalk: dict, seen: set, rng: random.Random) -> None:
    type_ = crosswalk.get(event, "")
    if not type_ or not verb or (verb, words) in seen:
        return
    seen.add((verb, words))
    actor, recipient = ACTORS.get(type_, ANYBODY), RECIPIENTS.get(type_, ANYBODY)
    link = f" {words} {rng.choice(LINKS[type_].split())} " if words else " "
    if words and words.split()[-1] in ("to", "for", "on", "with", "into", "from", "against", "of", "over", "in", "at"):
        link = f" {words} "
    print(f"{type_}\t{event}\t{{s:{actor}}} {past(verb)}{link}{{t:{recipient}}}")


def code(text: str) -> str:
    found = re.search(r"\[\s*:?(\d{3,4})", text)
    return found.group(1) if found else ""


def plain(words: str) -> str:
    return " ".join(words.replace("_", " ").lower().split())


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
