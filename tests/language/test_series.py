"""Long coordinated lists hang together as their form says, whatever the tagger made of a member."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.language import Sentence

Read = Callable[[str], Sentence]


def at(s: Sentence, word: str) -> int:
    """The index of a word that stands once in the sentence."""
    (found,) = [t.i for t in s.tokens if t.text == word]
    return found


def first(s: Sentence, i: int) -> int:
    """The first member of the series in which token i stands."""
    while s.deps[i] == "conj":
        i = s.heads[i]
    return i


def member(s: Sentence, word: str) -> str:
    """The first word of the series that a word belongs to."""
    return s.tokens[first(s, at(s, word))].text


def governor(s: Sentence, word: str) -> str:
    """What governs the series that a word belongs to."""
    return s.tokens[s.heads[first(s, at(s, word))]].text


def part(s: Sentence, word: str) -> str:
    """The words of one member, the later ones and their conjunctions left out."""
    i = at(s, word)
    rest = frozenset(c for c in s.children[i] if s.deps[c] in ("conj", "cc", "punct", "aux"))
    return " ".join(s.tokens[n].text for n in s.subtree(i, rest)).strip(" ,.")


def well_formed(s: Sentence) -> None:
    """Every token hangs, over its heads, on the one root, and children mirror heads."""
    assert sum(head == i for i, head in enumerate(s.heads)) == 1
    for t in s.tokens:
        above = list(s.up(t.i))
        assert len(above) < len(s.tokens), f"{t.text} hangs on itself"
        assert s.heads[t.i] == t.i or t.i in s.children[s.heads[t.i]]


SERIES = {
    "Chinese Premier Li Qiang said that China is ready to work with Belarus to fully implement the consensus, support "
    "each other in safeguarding core interests, unswervingly be true friends, maintain the "
    "momentum of relations, deepen "
    "cooperation in various fields and better promote modernization.": (
        "implement",
        ["support", "be", "maintain", "deepen", "promote"],
        "work",
    ),
    "Norway stands ready to work with Kenya to strengthen political trust, trade more in agricultural goods, exchange "
    "experience in governance, support regional peace efforts and practice genuine multilateralism.": (
        "strengthen",
        ["trade", "exchange", "support", "practice"],
        "work",
    ),
    "The ministers pledged to deepen defence cooperation, share intelligence and counter smuggling.": (
        "deepen",
        ["share", "counter"],
        "pledged",
    ),
    "Vietnam is ready to work with Laos to implement the agreements reached, increase "
    "exchanges of delegations, link the "
    "two economies, further tap the potential of border trade, and jointly build a peaceful border.": (
        "implement",
        ["increase", "link", "tap", "build"],
        "work",
    ),
    "The two sides agreed to open new air routes; simplify visa procedures; build a joint laboratory; and protect the "
    "rights of migrant workers.": ("open", ["simplify", "build", "protect"], "agreed"),
    "Brazil is willing to deepen cooperation in energy, as well as expand trade in services, and strengthen "
    "people-to-people ties.": ("deepen", ["expand", "strengthen"], "willing"),
    "Norway is ready to enhance trust, exchange views on security, combat climate change, and play a role in "
    "mediation.": ("enhance", ["exchange", "combat", "play"], "ready"),
    "The President urged Iran to release the crew, respect international law and refrain from further attacks.": (
        "release",
        ["respect", "refrain"],
        "urged",
    ),
}


@pytest.mark.parametrize(("text", "series"), SERIES.items(), ids=[s[0] + "-" + s[2] for s in SERIES.values()])
def test_infinitives_in_a_series_have_one_governor(
    sentence: Read, text: str, series: tuple[str, list[str], str]
) -> None:
    opening, others, above = series
    s = sentence(text)
    well_formed(s)
    assert governor(s, opening) == above
    for word in others:
        assert (member(s, word), governor(s, word)) == (opening, above), word
        assert s.tokens[at(s, word)].pos in ("VERB", "AUX"), f"{word} is a verb"


def test_infinitives_after_a_modal_share_its_subject(sentence: Read) -> None:
    s = sentence("Germany will not recognise the election, support the government or lift the sanctions.")
    assert [member(s, w) for w in ("support", "lift")] == ["recognise", "recognise"]
    assert s.tokens[s.child(at(s, "recognise"), "nsubj") or 0].text == "Germany"


def test_members_behind_a_nested_infinitive_stay_in_the_pledge(sentence: Read) -> None:
    s = sentence("Kenya will continue to fight corruption, support small businesses and practise open government.")
    assert {member(s, w) for w in ("support", "practise")} <= {"continue", "fight"}


def test_a_verb_that_was_tagged_as_a_noun_gets_its_object(sentence: Read) -> None:
    s = sentence(
        "Norway stands ready to work with Kenya to strengthen political trust, trade more in agricultural goods, "
        "exchange experience in governance, support regional peace efforts and practice genuine multilateralism."
    )
    assert part(s, "exchange") == "exchange experience in governance"
    assert part(s, "support") == "support regional peace efforts"
    s = sentence("The ministers pledged to deepen defence cooperation, share intelligence and counter smuggling.")
    assert part(s, "share") == "share intelligence"
    assert part(s, "counter") == "counter smuggling"
    assert part(s, "deepen") == "deepen defence cooperation"


def test_the_last_noun_of_a_member_is_no_subject_of_the_next(sentence: Read) -> None:
    s = sentence(
        "Belarus is willing to work with China to expand practical cooperation on trade, science and technology, "
        "and agriculture under the framework of the plan, strengthen cultural exchanges, and enrich the partnership."
    )
    well_formed(s)
    assert member(s, "strengthen") == member(s, "enrich") == "expand"
    assert part(s, "expand").endswith("and agriculture under the framework of the plan")
    assert s.child(at(s, "strengthen"), "nsubj") is None


def test_a_present_that_was_tagged_as_a_plural_is_a_verb(sentence: Read) -> None:
    s = sentence("Minsk strictly abides by the principle, he stressed, and fully supports the plan.")
    assert (s.tokens[at(s, "abides")].pos, s.tokens[at(s, "abides")].lemma) == ("VERB", "abide")
    assert not [t for t in sentence("Three rivers of the north.").tokens if t.tag == "VBZ"]


def test_further_before_a_verb_is_no_member(sentence: Read) -> None:
    s = sentence("The two presidents agreed to deepen dialogue, further tap their potential and further promote trade.")
    tap = at(s, "tap")
    assert s.tokens[s.heads[tap - 1]].text == "tap"
    assert [t.text for t in s.tokens if s.deps[t.i] == "conj"] == ["tap", "promote"]


def test_a_verb_whose_base_form_is_an_adjective_opens_a_member(sentence: Read) -> None:
    s = sentence("Kenya agreed to keep the border safe, open the crossing at Moyale and train the guards.")
    assert member(s, "open") == member(s, "train") == "keep"


UNJOINED = [
    ("The ministers pledged to deepen cooperation, and the prime ministers welcomed the plan.", "welcomed", "deepen"),
    ("Egypt will open a consulate in Oslo, and Norway sends two advisers to Cairo.", "sends", "consulate"),
    ("They agreed to set up a group, and the presidents promote the project in person.", "promote", "set"),
    ("They agreed to set up a group which will meet in June, and it will draft a plan.", "draft", "meet"),
    ("Japan agreed to lower tariffs, Korea agreed to lift its ban.", "lift", "lower"),
]


@pytest.mark.parametrize(("text", "word", "not_under"), UNJOINED)
def test_a_clause_with_its_own_subject_is_no_member(sentence: Read, text: str, word: str, not_under: str) -> None:
    s = sentence(text)
    well_formed(s)
    assert at(s, not_under) not in s.up(at(s, word))
    assert s.child(at(s, word), "nsubj") is not None or s.heads[at(s, word)] != at(s, not_under)


NOUNS = [
    (
        "The two sides discussed efforts to combat terrorism, corruption and organised crime.",
        "combat",
        {"corruption", "crime"},
    ),
    ("The delegations reviewed plans to build a bridge, a railway and a dry port.", "build", {"railway", "port"}),
    (
        "The ministers welcomed efforts to combat terrorism, trafficking and support for extremist groups.",
        "combat",
        set(),
    ),
    ("They stressed the need to counter malign activity and support for terrorist proxies.", "counter", {"support"}),
    ("The leaders vowed to promote a free and open Indo-Pacific.", "promote", {"open"}),
    (
        "They agreed to expand cultural exchanges, trade relations and investment in tourism.",
        "expand",
        {"relations", "investment"},
    ),
    ("They agreed to expand exchanges, work programmes and study visits.", "expand", {"programmes", "visits"}),
    ("They agreed to expand trade in goods, trade in services and support from the bank.", "expand", set()),
]


@pytest.mark.parametrize(("text", "verb", "nouns"), NOUNS)
def test_nouns_in_a_list_are_no_members(sentence: Read, text: str, verb: str, nouns: set[str]) -> None:
    s = sentence(text)
    well_formed(s)
    infinitives = [t.text for t in s.tokens if t.tag in ("VB", "VBP") and s.deps[t.i] != "aux"]
    assert infinitives == [verb]
    assert not [t.text for t in s.tokens if s.deps[t.i] == "conj" and s.heads[t.i] == at(s, verb)]
    for noun in nouns:
        assert s.tokens[s.heads[at(s, noun)]].text != verb


def test_a_series_inside_a_noun_stays_inside_it(sentence: Read) -> None:
    s = sentence("The ministers welcomed efforts to combat piracy, protect fishermen and promote safe shipping.")
    assert [member(s, w) for w in ("protect", "promote")] == ["combat", "combat"]
    assert governor(s, "promote") == "efforts"


def test_an_infinitive_inside_a_noun_does_not_take_the_outer_series(sentence: Read) -> None:
    s = sentence(
        "Norway is ready to back plans to end the war, deepen trade with Kenya and open a consulate in Mombasa."
    )
    assert governor(s, "end") == "plans"
    assert member(s, "deepen") == member(s, "open")
    assert governor(s, "open") in ("ready", "plans")


GERUNDS = [
    (
        "The parties are committed to expanding trade, building a new port and opening direct flights.",
        "expanding",
        ["building", "opening"],
    ),
    (
        "The ministers spoke about expanding trade in goods, simplifying customs and protecting investors.",
        "expanding",
        ["simplifying", "protecting"],
    ),
    (
        "They underlined the importance of ending violence, restoring order and holding free elections.",
        "ending",
        ["restoring", "holding"],
    ),
]


@pytest.mark.parametrize(("text", "opening", "others"), GERUNDS)
def test_gerunds_in_a_series_hang_on_the_first(sentence: Read, text: str, opening: str, others: list[str]) -> None:
    s = sentence(text)
    well_formed(s)
    assert [member(s, word) for word in others] == [opening] * len(others)
    assert s.deps[at(s, opening)] == "pcomp"


def test_a_participle_beside_the_clause_is_no_gerund_of_the_series(sentence: Read) -> None:
    s = sentence("Norway agreed to keep investing in wind power, adding that prices will fall.")
    assert member(s, "adding") != "investing"


def test_past_forms_in_a_series_hang_on_the_first(sentence: Read) -> None:
    s = sentence("The leaders signed a communique, witnessed the signing of three memoranda and met the press.")
    assert [member(s, word) for word in ("witnessed", "met")] == ["signed", "signed"]


PERFECTS = [
    ("The two countries have continuously consolidated political mutual trust, Li said.", "consolidated", "trust"),
    ("Norway and Kenya have steadily expanded practical cooperation.", "expanded", "cooperation"),
    ("In recent years both sides have jointly maintained regional stability.", "maintained", "stability"),
    ("The two peoples have always enjoyed profound friendship.", "enjoyed", "friendship"),
]


@pytest.mark.parametrize(("text", "verb", "noun"), PERFECTS)
def test_a_perfect_has_its_participle_as_verb(sentence: Read, text: str, verb: str, noun: str) -> None:
    s = sentence(text)
    well_formed(s)
    have = at(s, "have")
    assert (s.deps[have], s.tokens[s.heads[have]].text) == ("aux", verb)
    assert (s.deps[at(s, noun)], s.tokens[s.heads[at(s, noun)]].text) == ("dobj", verb)
    assert s.child(at(s, verb), "nsubj") is not None


def test_perfects_in_a_series(sentence: Read) -> None:
    s = sentence(
        "The two countries have continuously consolidated political mutual trust and deepened mutually beneficial "
        "cooperation, Li said."
    )
    assert member(s, "deepened") == "consolidated" and governor(s, "deepened") == "said"


def test_a_possession_is_no_perfect(sentence: Read) -> None:
    s = sentence("The two countries have shared interests and a long border.")
    assert s.deps[at(s, "have")] != "aux" or s.tokens[s.heads[at(s, "have")]].text == "shared"
    well_formed(s)
