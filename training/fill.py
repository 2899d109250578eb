"""Patterns with slots → sentences with marked spans: who may stand in a slot, and what stands around a clause."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

SLOT = re.compile(r"\{([st]):([^}]*)\}")
TABLES = tomllib.loads((Path(__file__).parent / "fillers.toml").read_text("utf-8"))
FILLERS: dict[str, list[str]] = TABLES["classes"]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def _word(template: str, rng: random.Random) -> str:
    def pick(name: str) -> str:
        return rng.choice(TABLES[name])

    values = {"s": pick("states"), "a": pick("adjectives"), "p": f"{pick('first')} {pick('last')}", "f": pick("first")}
    values |= {"l": pick("last"), "c": pick("cities"), "d": rng.choice(DAYS)}
    values |= {"n": str(rng.randint(1, 28)), "y": str(rng.randint(1988, 2023))}
    values |= {"C": values["c"], "U": values["c"].upper()}
    return template.format(**values)


def filler(classes: str, rng: random.Random) -> str:
    """A noun phrase for a slot; ValueError for a class that is not known."""
    wanted = [c.strip() for c in classes.split("/") if c.strip()]
    if unknown := [c for c in wanted if c not in FILLERS]:
        raise ValueError(f"no class of fillers is called {unknown[0]!r}; classes are {', '.join(FILLERS)}")
    return _word(rng.choice(FILLERS[rng.choice(wanted)]), rng).strip()


def fill(pattern: str, rng: random.Random) -> str:
    """One sentence of a pattern, its slots marked `<s>` and `<t>`; ValueError where it has not one of each."""
    if sorted(m.group(1) for m in SLOT.finditer(pattern)) != ["s", "t"]:
        raise ValueError(f"a pattern has one {{s:...}} and one {{t:...}}: {pattern!r}")
    clause = SLOT.sub(lambda m: f"<{m.group(1)}>{filler(m.group(2), rng)}</{m.group(1)}>", pattern.strip().rstrip("."))
    before, after = _word(rng.choice(TABLES["before"]), rng), _word(rng.choice(TABLES["after"]), rng)
    text = before + clause + after + "."
    first = re.search(r"(?:<[st]>)?(\w)", text)
    return text[: first.start(1)] + first.group(1).upper() + text[first.end(1) :] if first else text


def beside(pattern: str, rng: random.Random) -> str:
    """A pattern's sentence in which a bystander is marked in the place of one of the two; nothing passes then.

    The bystander stands behind the clause: who reports it, or whom it is compared with. "" where the pattern is broken.
    """
    filled = fill(pattern, rng)
    who, role = filler("state/official/company/person/igo", rng), rng.choice("st")
    tail = rng.choice(TABLES["bystanders"]).format(w=f"<{role}>{who}</{role}>")
    without = re.sub(rf"</?{role}>", "", filled).rstrip(".")
    return f"{without}{tail}."
