"""Mend what the parser gets wrong in long coordinated lists, by the text's own form.

"is ready to work with Belarus to fully implement X, support Y, be Z, maintain W and better promote V": after the
first infinitive, each member of the series follows a separator (comma, semicolon, "and", "as well as") and begins,
after adverbs at most, with a bare infinitive. No other reading of that form is English, so such a verb is hung on the
member before it as its conjunct, whatever the parser thought. The same holds for a series of gerunds ("committed to
expanding X, building Y and opening Z") and of past forms ("signed A, witnessed B and met the press").
"""

from __future__ import annotations

from dataclasses import replace

from communique.parsed import Sentence

SEPARATORS = {",", ";", "and", "or", "&"}
# Verbs that pledges are made of; the tagger takes these for nouns or adjectives when they open a member of a series.
PLEDGED = frozenset(
    """
    abide accelerate accomplish achieve act adapt address adhere adopt advance align allocate amplify apply assist
    avoid balance be boost bolster bridge broaden build carry channel combat complete conclude conduct consolidate
    construct continue contribute convene cooperate coordinate counter create cultivate deepen defend deliver
    develop diversify double draw elevate eliminate embrace encourage end enhance enlarge enrich ensure establish
    exchange expand expedite explore extend facilitate fight finalise finalize focus follow forge form foster
    fulfil fulfill further give grow guard help hold honor honour identify implement improve increase intensify
    introduce invest invigorate join keep launch lay lead leverage lift link maintain make mobilise mobilize
    modernise modernize move negotiate observe open oppose optimise optimize organise organize overcome participate
    play position practice practise prepare preserve prevent promote protect provide pursue push raise realise
    realize reduce refrain reinforce reject remain remove renew resist resolve respect respond restore resume
    review safeguard secure seek seize sell send set shape share shoulder sign solve speed sponsor stabilise
    stabilize stand start step stimulate stop streamline strengthen strive study support sustain synergise
    synergize tackle take tap train transform uphold upgrade use utilise utilize value welcome widen withdraw work
    """.split()
)
# Nouns tagged as such that modify another: "expand exchanges, trade relations and investment" has one infinitive.
MODIFIERS = frozenset("trade work study value position".split())
# With a preposition after it, a word tagged as a noun is one ("support for X"), unless the verb takes no object.
WITHOUT_OBJECT = frozenset(
    """
    act cooperate fight focus invest lead move participate push stand start step trade work
    """.split()
)
# What a word right of a mistagged verb is to it, by its part of speech.
TAKEN = {"NOUN": "dobj", "PROPN": "dobj", "PRON": "dobj", "ADP": "prep", "ADV": "advmod"}
OBJECT_START = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADP", "PART", "VERB", "ADV"}


def mend(sentence: Sentence) -> None:
    """Hang the members of each series on one another, in place."""
    _presents(sentence)
    _perfects(sentence)
    _purposes(sentence)
    if _infinitives(sentence) | _same_form(sentence, "VBG"):
        sentence.link()


def _presents(s: Sentence) -> None:
    """ "Minsk strictly abides by X": a plural noun with a subject and no article is a verb."""
    for i, token in enumerate(s.tokens):
        if token.tag != "NNS" or s.heads[i] != i or s.child(i, "nsubj") is None or s.heading:
            continue
        if s.child(i, "det", "amod", "poss", "aux", "cop") is None:
            verb = replace(token, tag="VBZ", pos="VERB", lemma=token.lower.removesuffix("s"))
            s.tokens = (*s.tokens[:i], verb, *s.tokens[i + 1 :])


def _perfects(s: Sentence) -> None:
    """ "have continuously consolidated mutual trust": a participle taken for the noun's adjective is the verb."""
    for i, token in enumerate(s.tokens):
        if token.lemma != "have" or s.deps[i] in ("aux", "auxpass"):
            continue
        verb = i + 1
        while verb < len(s.tokens) and s.tokens[verb].tag == "RB":
            verb += 1
        if verb >= len(s.tokens) or s.tokens[verb].tag != "VBN" or s.deps[verb] != "amod":
            continue
        noun = s.heads[verb]
        if s.heads[noun] != i:
            continue
        root = s.heads[i] == i
        s.heads[verb], s.deps[verb] = (verb if root else s.heads[i]), s.deps[i]
        s.heads[noun], s.deps[noun] = verb, "dobj"
        for child in s.children[i]:
            if child != noun:
                s.heads[child] = verb
        s.heads[i], s.deps[i] = verb, "aux"
        s.link()


def _purposes(s: Sentence) -> None:
    """ "met with X to affirm Y": X is whom they met, not who affirms; the infinitive tells why they met."""
    for i, token in enumerate(s.tokens):
        if token.tag != "VB" or s.deps[i] != "pcomp" or s.tokens[s.heads[i]].lower not in ("with", "by"):
            continue
        subject = s.child(i, "nsubj")
        to = s.child(i, "aux")
        if subject is None or to is None or s.tokens[to].tag != "TO" or not subject < to:
            continue
        preposition = s.heads[i]
        s.heads[subject], s.deps[subject] = preposition, "pobj"
        s.heads[i], s.deps[i] = s.heads[preposition], "advcl"
        s.link()


def _infinitives(s: Sentence) -> bool:
    anchor: int | None = None
    changed = False
    for i, token in enumerate(s.tokens):
        if _opens(s, i):
            if anchor is not None and _repeats_to(s, i) and not _conjunct_of_bare(s, i):
                changed |= _hang(s, i, anchor)
            anchor = i if anchor is None or not _inside_noun(s, i) else anchor
        elif anchor is not None and _member(s, i):
            if not _conjunct_of_bare(s, i) and s.heads[i] != anchor:
                changed |= _hang(s, i, anchor)
            if token.tag not in ("VB", "VBP"):
                _as_verb(s, i)
                changed = True
            _give_back(s, i, anchor)
            anchor = i
        elif anchor is not None and _finite(s, i):
            anchor = None
    return changed


def _repeats_to(s: Sentence, i: int) -> bool:
    """Whether token i goes on with a series that repeats its "to": "to deepen A, to widen B and to build C"."""
    at = i - 1
    while at >= 0 and s.tokens[at].tag in ("RB", "RBR"):
        at -= 1
    return at > 1 and s.tokens[at].tag == "TO" and s.tokens[at - 1].lower in SEPARATORS and s.deps[i] != "relcl"


def _finite(s: Sentence, i: int) -> bool:
    """Whether token i heads a finite clause of its own, with which a series is over."""
    if s.tokens[i].tag not in ("VBZ", "VBD", "MD") or s.deps[i] in ("aux", "auxpass"):
        return False
    return not any(s.deps[a] in ("relcl", "ccomp", "advcl", "acl") for a in (i, *s.up(i)))


def _opens(s: Sentence, i: int) -> bool:
    """Whether token i is a base form led by "to" or a modal, adverbs between."""
    if s.tokens[i].tag not in ("VB", "VBP") or not _bare(s, i):
        return False
    at = i - 1
    while at >= 0 and s.tokens[at].tag in ("RB", "RBR") and s.tokens[at].lower != "not":
        at -= 1
    return at >= 0 and (s.tokens[at].tag == "TO" or s.tokens[at].tag == "MD")


def _bare(s: Sentence, i: int) -> bool:
    token = s.tokens[i]
    return token.lower == token.lemma or token.lower in PLEDGED


def _inside_noun(s: Sentence, i: int) -> bool:
    """Whether the infinitive modifies a noun ("efforts to combat terrorism"): then it leads no outer series."""
    return s.deps[i] in ("acl", "relcl") and s.tokens[s.heads[i]].pos in ("NOUN", "PROPN")


def _member(s: Sentence, i: int) -> bool:
    """Whether token i opens a member of a series of bare infinitives."""
    token = s.tokens[i]
    if token.tag in ("VB", "VBP"):
        if not _bare(s, i):
            return False
    elif token.lower not in PLEDGED or token.tag not in ("NN", "JJ", "VBN", "VBD", "RB", "NNP", "IN"):
        return False
    at = i - 1
    while at >= 0 and s.tokens[at].tag in ("RB", "RBR", "JJR", "TO") and s.tokens[at].lower not in ("not", "n't"):
        at -= 1
    if at < 1 or s.tokens[at].lower not in SEPARATORS:
        return False
    if token.tag in ("VB", "VBP"):
        # "X, the two sides agree": a subject of its own between separator and verb was ruled out above
        return True
    after = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    if after is None or after.pos not in OBJECT_START or after.lower in ("of", "in", "and", "between", "under"):
        return False
    if token.lower == "further" and (after.tag in ("VB", "VBP") or after.lower in PLEDGED):
        return False  # "and further promote": the adverb
    if token.tag == "JJ" and s.tokens[at - 1].pos == "ADJ":
        return False  # "a free and open Indo-Pacific"
    if s.deps[i] == "compound" and token.lower in MODIFIERS:
        return False
    return after.pos != "ADP" or after.tag == "RP" or not token.tag.startswith("NN") or token.lower in WITHOUT_OBJECT


def _conjunct_of_bare(s: Sentence, i: int) -> bool:
    """Whether the parser already has token i as conjunct of a bare infinitive."""
    head = s.heads[i]
    return s.deps[i] == "conj" and s.tokens[head].tag in ("VB", "VBP") and _led(s, head)


def _led(s: Sentence, i: int) -> bool:
    """Whether a chain of conjuncts starts from an infinitive or modal."""
    seen = 0
    while s.deps[i] == "conj" and seen < 20:
        i, seen = s.heads[i], seen + 1
    return _opens(s, i)


def _hang(s: Sentence, i: int, anchor: int) -> bool:
    """Make i a conjunct of anchor, unless that would close a circle."""
    if i == anchor:
        return False
    if i in (anchor, *s.up(anchor)):
        # the anchor hangs below i: give the anchor i's place first
        top = next(a for a in (anchor, *s.up(anchor)) if s.heads[a] == i or a == i)
        if top == i:
            return False
        root = s.heads[i] == i
        s.heads[top], s.deps[top] = (top, s.deps[i]) if root else (s.heads[i], s.deps[i])
    s.heads[i], s.deps[i] = anchor, "conj"
    for left in list(s.children[i]):
        # subjects and complements that the parser gave to i though they stand before the separator
        if left < anchor and s.heads[left] == i:
            s.heads[left] = anchor
    s.link()
    return True


def _as_verb(s: Sentence, i: int) -> None:
    """Tag a member that was taken for a noun as a verb, and give it what follows up to the next separator."""
    verb = replace(s.tokens[i], tag="VB", pos="VERB", lemma=s.tokens[i].lower)
    s.tokens = (*s.tokens[:i], verb, *s.tokens[i + 1 :])
    above = set(s.up(i))
    for token in s.tokens[i + 1 :]:
        if token.lower in SEPARATORS:
            break
        if token.pos in ("PUNCT", "CCONJ") or token.i in above:
            continue
        if s.heads[token.i] < i or (s.heads[token.i] == i and token.pos in ("NOUN", "PROPN")):
            s.heads[token.i], s.deps[token.i] = i, TAKEN.get(token.pos, "dep")
    before = _separator(s, i)
    if s.deps[before] == "cc":
        s.heads[before] = s.heads[i]  # "share intelligence and counter": "and" joins the verbs
    s.link()


def _separator(s: Sentence, i: int) -> int:
    """The separator before a member."""
    return next(k for k in range(i - 1, -1, -1) if s.tokens[k].lower in SEPARATORS)


def _give_back(s: Sentence, i: int, anchor: int) -> None:
    """The last noun of the member before, when the parser took it for this one's subject: "A, B, and C, support D"."""
    edge = _separator(s, i)
    for noun in [c for c in s.children[i] if anchor < c < edge and s.deps[c] in ("nsubj", "nsubjpass")]:
        first = min(s.subtree(noun))
        before = next((k for k in range(first - 1, anchor, -1) if s.tokens[k].pos in ("NOUN", "PROPN")), anchor)
        s.heads[noun], s.deps[noun] = before, "conj" if before != anchor else "dobj"
        if s.deps[first - 1] == "cc":
            s.heads[first - 1] = before
        s.link()


def _same_form(s: Sentence, tag: str) -> bool:
    """Gerunds in a series: each after a separator becomes a conjunct of the one before, when the parser lost it."""
    anchor: int | None = None
    changed = False
    for i, token in enumerate(s.tokens):
        if token.tag != tag:
            continue
        at = i - 1
        while at >= 0 and s.tokens[at].tag in ("RB", "RBR"):
            at -= 1
        before = s.tokens[at].lower if at >= 0 else ""
        if s.deps[i] == "pcomp":
            anchor = i
        elif anchor is not None and before in SEPARATORS and s.deps[i] in ("dep", "ROOT", "advcl", "acl"):
            serial = before in ("and", "or") or _list_goes_on(s, i)
            if serial and s.heads[i] != anchor:
                changed |= _hang(s, i, anchor)
                anchor = i
        elif anchor is not None and s.deps[i] == "conj":
            anchor = i
    return changed


def _list_goes_on(s: Sentence, i: int) -> bool:
    """Whether another gerund follows after "and": then a comma before i separates members, not an adjunct."""
    return any(t.tag == "VBG" and s.tokens[t.i - 1].lower in ("and", "or") for t in s.tokens[i + 1 :])
