"""Which states belong to which organisations, as the Factbook last showed it; without dates of joining."""

from __future__ import annotations

import re
from typing import Any

from .states import code_of

COLUMNS = ("organisation", "state")
# The Factbook's acronym → ours. Organisations whose members are dated by hand (organisations.toml) need none.
CODES = {
    "UN": "UN", "WHO": "WHO", "WTO": "WTO", "IAEA": "IAEA", "IMF": "IMF", "IBRD": "WB", "UNESCO": "UNESCO",
    "FAO": "FAO", "ILO": "ILO", "IOM": "IOM", "Interpol": "INTERPOL", "OPCW": "OPCW", "ICCt": "ICC", "ADB": "ADB",
    "AfDB": "AFDB", "EBRD": "EBRD", "CE": "COE", "OSCE": "OSCE", "OIC": "OIC", "OAS": "OAS", "NAM": "NONALIGNED",
    "G-77": "G77", "C": "COMMONWEALTH", "OIF": "OIF", "CPLP": "CPLP", "LAIA": "LAIA", "CICA": "CICA", "PIF": "PIF",
    "Caricom": "CARICOM", "CELAC": "CELAC", "SADC": "SADC", "EAC": "EAC", "IGAD": "IGAD", "ECOWAS": "ECOWAS",
    "AU": "AU", "LAS": "LAS", "OECD": "OECD", "APEC": "APEC", "ASEAN": "ASEAN", "EU": "EU", "NATO": "NATO",
    "SCO": "SCO", "GCC": "GCC", "CIS": "CIS", "CSTO": "CSTO", "EAEU": "EAEU", "BRICS": "BRICS", "G-20": "G20",
    "G-7": "G7", "SAARC": "SAARC", "BIMSTEC": "BIMSTEC", "OPEC": "OPEC", "Mercosur": "MERCOSUR", "BSEC": "BSEC",
    "Arctic Council": "ARCTIC COUNCIL",
}  # fmt: skip


def build(factbook: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One row a membership; observers, partners and suspended candidates are none."""
    out = set()
    for row in factbook:
        code = code_of(row.get("name", ""))
        for word in row.get("organizations", "").split(", ") if code else ():
            acronym, note = re.sub(r" ?\(.*", "", word).strip(), word.partition("(")[2]
            full = not note or note.startswith(("suspended", "NGOs", "nonregional member"))
            if acronym in CODES and full:
                out.add((CODES[acronym], code))
    return [dict(zip(COLUMNS, pair, strict=True)) for pair in sorted(out)]
