"""States and territories: codes, names in four languages, adjectives, capitals.

Codes: ISO 3166-1 from pycountry; Correlates of War and Gleditsch-Ward from countrycode and country-converter; Wikidata
from rigour. Names:
the CIA World Factbook, pycountry, and Unicode's CLDR by way of babel for Chinese, Russian and the local languages.
"""

from __future__ import annotations

import csv
import importlib.resources
import pickle
import re
from typing import Any

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages
from rigour.territories import get_territory

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
    "Reunion": "REU", "Saint Barthelemy": "BLM", "State of Palestine": "PSE", "Palestine": "PSE",
    "People's Republic of China": "CHN", "Republic of Ireland": "IRL", "The Gambia": "GMB", "The Bahamas": "BHS",
    "Kingdom of the Netherlands": "NLD", "Kingdom of Denmark": "DNK", "Republic of the Congo": "COG",
    "Democratic Republic of the Congo": "COD", "Ivory Coast": "CIV", "East Timor": "TLS", "Vatican City": "VAT",
    "Federated States of Micronesia": "FSM", "São Tomé and Príncipe": "STP", "Macedonia (FYROM)": "MKD",
}  # fmt: skip
# What the packages have for an earlier state of the name: South Yemen's and South Vietnam's Gleditsch-Ward numbers;
# none for Serbia, which continues Yugoslavia's number in the Correlates of War.
CORRECTIONS = {"YEM": {"gw": "678"}, "VNM": {"gw": "816"}, "SRB": {"cow": "345"}}
# Local names in these languages are written in the script of the language; more are of no use to a reader.
MOST_LANGUAGES = 4


def code_of(name: str) -> str:
    """ISO 3166-1 alpha-3 for a source's name of a state, or "" where it has none."""
    if name in BY_NAME:
        return BY_NAME[name]
    try:
        return str(pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        return ""


def build(factbook: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a state, sorted by code."""
    out: dict[str, dict[str, Any]] = {}
    for row in factbook:
        code = code_of(row.get("name", ""))
        if code:
            _from_factbook(out.setdefault(code, _empty(code, row["name"].split(",")[0])), row)
    for country in pycountry.countries:
        state = out.setdefault(country.alpha_3, _empty(country.alpha_3, country.name.split(",")[0]))
        names = (getattr(country, field, "") for field in ("name", "official_name", "common_name"))
        state["names"] += [n for n in names if n and "," not in n]
        state["alpha2"], state["numeric"] = country.alpha_2, country.numeric
    out["XKX"]["alpha2"] = "XK"  # user-assigned, as the EU and the IMF write Kosovo
    numbers = _numbers()
    for code, state in out.items():
        state.update(numbers.get(code, {}) | CORRECTIONS.get(code, {}))
        territory = get_territory(state["alpha2"].lower())
        state["wikidata"] = territory.qid if territory else ""
        state.update(_in_languages(state["alpha2"]))
        for key in ("names", "people", "capitals"):
            state[key] = list(dict.fromkeys(state[key]))
    return [out[code] for code in sorted(out)]


def _empty(code: str, name: str) -> dict[str, Any]:
    fields = {"code": code, "alpha2": "", "numeric": "", "cow": "", "gw": "", "wikidata": "", "name": name}
    return fields | {"names": [], "people": [], "capitals": []}


def _from_factbook(state: dict[str, Any], row: dict[str, Any]) -> None:
    long_name = re.sub(r"[;(].*", "", row.get("long_name", "")).strip()
    state["names"] += [n for n in (row["name"].split(" (")[0], long_name) if n and n != "none" and "," not in n]
    state["people"] += _split(row.get("nationality_adjective", "")) + _split(row.get("nationality_noun", ""))
    capital = re.sub(r"[;(,].*", "", row.get("capital", "")).strip()
    state["capitals"] += [capital] if capital and capital != "none" else []


def _split(words: str) -> list[str]:
    """The factbook's "Briton(s), British (collective plural)" as single words."""
    out = []
    for part in re.split(r",|;| or |/", re.sub(r"note[:\s-].*", "", words)):
        kinds = "singular|plural|collective|masculine|feminine|noun|adjective|and|sing"
        word = re.sub(rf"\((?:{kinds})[^)]*\)", "", part).strip()
        plural = re.search(r"\((e?s)\)", word)
        word = re.sub(r"\([^)]*\)", "", word).strip()
        if word and word != "none" and word[0].isupper():
            out += [word, word + plural.group(1)] if plural else [word]
    return out


def _numbers() -> dict[str, dict[str, str]]:
    """Code → Correlates of War and Gleditsch-Ward numbers."""
    with (importlib.resources.files("countrycode") / "data/codelist.pickle").open("rb") as file:
        table: dict[str, list[Any]] = pickle.load(file)
    rows = zip(table["iso3c"], table["cown"], table["gwn"], table["country.name.en"], strict=True)
    wards = _wards()
    return {
        (iso or ("XKX" if name == "Kosovo" else "")): {
            "cow": _number(cow),
            "gw": _number(gw) or wards.get(iso or "", ""),
        }
        for iso, cow, gw, name in rows
        if iso or name == "Kosovo"
    }


def _wards() -> dict[str, str]:
    """Gleditsch and Ward's numbers of microstates, which countrycode lacks, by country-converter."""
    text = (importlib.resources.files("country_converter") / "country_data.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return {row["ISO3"]: row["GWcode"].strip() for row in rows if (row["GWcode"] or "").strip().isdigit()}


def _number(value: Any) -> str:
    return str(int(float(value))) if value not in (None, "", "NA") and value == value else ""


def _in_languages(alpha2: str) -> dict[str, list[str]]:
    """The state's name in Chinese, in Russian and in its own languages, as CLDR has them."""
    spoken = get_official_languages(alpha2, de_facto=True, regional=False)[:MOST_LANGUAGES]
    return {"zh": _named(alpha2, ["zh"]), "ru": _named(alpha2, ["ru"]), "local": _named(alpha2, [*spoken])}


def _named(alpha2: str, languages: list[str]) -> list[str]:
    out = []
    for language in languages:
        try:
            name = Locale.parse(language).territories.get(alpha2, "")
        except (UnknownLocaleError, ValueError):  # a language that CLDR does not describe
            continue
        if name and language != "en":
            out.append(name)
    return list(dict.fromkeys(out))
