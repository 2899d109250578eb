"""Patterns with slots → sentences with marked spans: who may stand in a slot, and what stands around a clause."""

from __future__ import annotations

import random
import re

SLOT = re.compile(r"\{([st]):([^}]*)\}")
STATES = """Kenya Norway Japan Brazil Turkey Egypt Iran Israel Russia Ukraine China India Pakistan France Germany Poland Chile
Mexico Canada Cuba Nigeria Ghana Sudan Ethiopia Somalia Libya Syria Iraq Yemen Qatar Oman Jordan Lebanon Greece Serbia Kosovo
Georgia Armenia Azerbaijan Kazakhstan Uzbekistan Mongolia Vietnam Thailand Myanmar Malaysia Indonesia Australia Fiji Peru
Colombia Venezuela Bolivia Haiti Rwanda Uganda Tanzania Angola Zambia Mali Niger Chad Senegal Tunisia Algeria Morocco Spain
Italy Belgium Sweden Finland Denmark Hungary Romania Moldova Belarus Latvia Ireland Portugal Argentina Ecuador Honduras""".split()
STATES += ["the United States", "Washington", "Moscow", "Beijing", "Ankara", "Tehran", "London", "the United Kingdom", "the US",
           "Britain", "South Korea", "North Korea", "Saudi Arabia", "South Africa", "New Zealand", "the Philippines",
           "the UAE", "Sri Lanka", "Burkina Faso", "Côte d'Ivoire", "Costa Rica", "the Czech Republic", "Tokyo", "Kyiv"]  # fmt: skip
ADJECTIVES = """Kenyan Norwegian Japanese Brazilian Turkish Egyptian Iranian Israeli Russian Ukrainian Chinese Indian Pakistani
French German Polish Chilean Mexican Canadian Cuban Nigerian Sudanese Ethiopian Somali Libyan Syrian Iraqi Yemeni Jordanian
Lebanese Greek Serbian Georgian Armenian Vietnamese Thai Malaysian Indonesian Australian Peruvian Colombian Venezuelan
Ugandan Malian Tunisian Spanish Italian Swedish Hungarian Romanian Moldovan Belarusian Irish Argentine British US American
Palestinian Afghan Bangladeshi Burmese Congolese""".split()
FIRST = """Amina Juan Olga Peter Fatima Wei Hassan Elena David Mariam Ivan Sofia Tariq Grace Pavel Rosa Kenji Ahmed Laura Samuel
Nadia Viktor Priya Carlos Ingrid Yusuf Marta Abdul Chen Emmanuel""".split()
LAST = """Okafor Petrov Silva Haddad Kim Novak Rahman Mensah Larsen Garcia Ito Yilmaz Kovac Diallo Mbeki Rossi Khan Tanaka Popescu
Alvarez Bauer Nasser Ivanova Sato Costa Adeyemi Demir Moreau Farah Lindqvist Hoxha Perera""".split()
CITIES = """Aleppo Kandahar Goma Mogadishu Donetsk Sanaa Benghazi Kirkuk Jaffna Gao Maiduguri Cali Acapulco Nablus Peshawar
Srinagar Mandalay Davao Khartoum Bangui Juba Agadez Sirte Raqqa Mariupol Tskhinvali Lviv Gdansk Marseille Leeds Osaka""".split()
PLACES = ["{c}", "the {a} capital", "northern {s}", "the border town of {c}", "eastern {s}", "{c} province", "the {c} region",
          "southern {s}", "the port of {c}", "a village near {c}", "the old city of {c}", "parts of {s}"]  # fmt: skip

FILLERS: dict[str, list[str]] = {
    "state": ["{s}"] * 6 + ["the {a} government", "the government of {s}"],
    "leader": ["{a} President {p}", "{a} Prime Minister {p}", "President {l}", "{l}", "{p}", "the {a} president", "King {f} of {s}",
               "{s}'s president, {p},", "{a} leader {p}", "the prime minister of {s}", "Chancellor {l}"],
    "minister": ["{a} Foreign Minister {p}", "the {a} foreign minister", "{s}'s defence minister", "Finance Minister {p}",
                 "Secretary of State {p}", "the {a} interior minister, {p},", "Minister {l}", "the {a} envoy, {p}"],
    "official": ["{a} officials", "a senior {a} official", "{a} authorities", "authorities in {s}", "the governor of {c}",
                 "the {a} ambassador", "{a} diplomats", "the mayor of {c}", "{a} envoy {p}", "local authorities in {c}"],
    "spokesman": ["a {a} government spokesman", "{a} Foreign Ministry spokeswoman {p}", "a spokesman for {l}", "{p}, a spokesman for the army,"],
    "ministry": ["the {a} Foreign Ministry", "{s}'s defence ministry", "the Ministry of Justice of {s}", "the {a} central bank", "the {a} health ministry"],
    "parliament": ["the {a} parliament", "{s}'s parliament", "{a} lawmakers", "the Senate", "the {a} lower house", "opposition senators"],
    "court": ["a {a} court", "a court in {c}", "{s}'s Supreme Court", "a {a} judge", "Judge {p}", "the appeals court in {c}", "the Constitutional Court"],
    "prosecutor": ["{a} prosecutors", "the chief prosecutor of {s}", "the public prosecutor in {c}", "prosecutor {p}"],
    "police": ["{a} police", "police in {c}", "riot police", "{a} security forces", "the {c} police department", "border guards"],
    "army": ["the {a} army", "{a} troops", "{a} forces", "the {a} military", "{a} soldiers", "the {a} air force", "{s}'s navy", "army units in {c}"],
    "rebels": ["{a} rebels", "rebels in {c}", "Islamic State militants", "the Taliban", "al-Shabab", "Houthi rebels", "Boko Haram fighters",
               "gunmen", "separatists in {c}", "a militia loyal to {l}", "Hezbollah", "Hamas", "armed men", "the {c} Liberation Front"],
    "crowd": ["thousands of protesters", "students in {c}", "hundreds of {a} demonstrators", "opposition supporters", "farmers in {c}",
              "tens of thousands of people", "residents of {c}", "supporters of {p}", "women's groups in {s}"],
    "union": ["{a} teachers", "the dockworkers' union", "nurses in {c}", "{a} truck drivers", "workers at the {c} plant", "the miners' union", "rail workers"],
    "company": ["{l} Energy", "the oil company {l} Petroleum", "{a} airline Air{c}", "a {a} bank", "the carmaker {l} Motors", "{s}'s state gas company", "{l} Holdings"],
    "ngo": ["Amnesty International", "Human Rights Watch", "the Red Cross", "aid groups in {c}", "a {a} human rights group", "Greenpeace", "Doctors Without Borders", "aid workers"],
    "igo": ["the United Nations", "the UN", "the European Union", "NATO", "the African Union", "ASEAN", "the UN Security Council", "the EU", "ECOWAS",
            "the World Bank", "the Arab League", "the IMF", "the European Commission", "the OSCE", "UNHCR", "the UN mission in {s}"],
    "party": ["the opposition {l} Party", "the {a} opposition", "the ruling party", "{a} opposition leader {p}", "the Democratic Front of {s}", "the Socialists"],
    "person": ["{p}", "{a} journalist {p}", "activist {p}", "opposition politician {p}", "a {a} man", "former president {p}", "businessman {p}", "the dissident {p}", "a {a} national"],
    "people": ["dozens of civilians", "two {a} soldiers", "{a} refugees", "at least 14 villagers", "the families of the victims", "prisoners", "three aid workers",
               "hundreds of migrants", "{a} nationals", "a group of students", "the hostages", "political prisoners", "flood victims in {c}", "displaced families"],
    "place": PLACES,
    "paper": ["the newspaper {c} Times", "{a} journalists", "an independent radio station in {c}", "reporter {p}", "the {a} news agency", "two {a} newspapers"],
    "building": ["the {a} embassy", "a mosque in {c}", "the consulate in {c}", "an army base near {c}", "the airport of {c}", "a police station in {c}", "the {a} embassy in {c}"],
}  # fmt: skip
BEFORE = ["", "", "", "", "", "", "", "{C}, March {n} (Reuters) - ", "{U} (AP) -- ", "On Monday, ", "Earlier this week, ", "In {y}, ", "Meanwhile, ",
          "Last month ", "According to local media, ", "A day later ", "In a statement, ", "After weeks of tension, ", "Officials said ", "He said "]  # fmt: skip
AFTER = ["", "", "", "", "", " on Monday", " on Thursday", " late on {d}", ", officials said", ", state media reported on {d}", ", according to a statement",
         ", a spokesman said", " in {y}", ", {l} told reporters", " this week", ", his office said", ", after months of talks", " amid rising tensions",
         ", the news agency {l} reported", " ahead of elections in {s}", ", {a} media reported", " following the death of {p}", ", days after a visit by {p}"]  # fmt: skip


def _word(template: str, rng: random.Random) -> str:
    values = {
        "s": rng.choice(STATES), "a": rng.choice(ADJECTIVES), "p": f"{rng.choice(FIRST)} {rng.choice(LAST)}",
        "f": rng.choice(FIRST), "l": rng.choice(LAST), "c": rng.choice(CITIES), "n": str(rng.randint(1, 28)),
        "y": str(rng.randint(1988, 2023)), "d": rng.choice("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
    }  # fmt: skip
    values["C"], values["U"] = values["c"], values["c"].upper()
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
    before, after = _word(rng.choice(BEFORE), rng), _word(rng.choice(AFTER), rng)
    text = before + clause + after + "."
    first = re.search(r"(?:<[st]>)?(\w)", text)
    return text[: first.start(1)] + first.group(1).upper() + text[first.end(1) :] if first else text
