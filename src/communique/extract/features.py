"""What the tree tells of a clause, as named features for the model that judges it.

A feature is a string such as "lemma=sign" or "over=commitment.adjectives"; which of them the model knows was fixed
when it was trained. The encoder reads the words themselves; these tell it what hangs on what, which a small encoder
does not see across a long list.
"""

from __future__ import annotations

from communique.parsed import Sentence
from communique.resolve.references import Context

from .clauses import Clause
from .vocabulary import Vocabulary

MODALS = {"will", "shall", "would", "can", "could", "may", "might", "must", "should", "'ll", "’ll"}


def features(clause: Clause, vocabulary: Vocabulary, context: Context) -> list[str]:
    """The clause's features, without repeats, in a fixed order."""
    s, h = clause.sentence, clause.head
    token = s.tokens[h]
    out = [f"sort={clause.sort}", f"lemma={token.lemma}", f"tag={token.tag}", f"dep={s.deps[h]}"]
    out += [f"class={name}" for name in vocabulary.classes.get(token.lemma, ())]
    out += _form(clause)
    out += _above(clause, vocabulary)
    out += _subject(clause, vocabulary)
    out += _below(s, h, vocabulary)
    out += _place(clause)
    out += _parties(clause, context)
    return list(dict.fromkeys(out))


def _form(c: Clause) -> list[str]:
    s, h = c.sentence, c.head
    out = ["passive"] if c.passive else []
    for child in s.children[h]:
        word = s.tokens[child]
        if s.deps[child] in ("aux", "auxpass"):
            out.append(f"modal={word.lower}" if word.lower in MODALS else f"aux={word.lemma}")
        elif s.deps[child] == "neg":
            out.append("neg")
        elif s.deps[child] == "mark":
            out.append(f"mark={word.lower}")
        elif s.deps[child] == "advmod":
            out.append(f"adv={word.lower}")
        elif s.deps[child] == "prt":
            out.append(f"prt={word.lower}")
    return out


def _above(c: Clause, vocabulary: Vocabulary) -> list[str]:
    s, at = c.sentence, c.head
    out: list[str] = []
    first = at
    while s.deps[first] == "conj" and s.tokens[s.heads[first]].pos in ("VERB", "AUX", "NOUN", "PROPN"):
        first = s.heads[first]
    if first != at:
        out += [
            "is-conjunct",
            f"first={s.tokens[first].lemma}",
            f"first-dep={s.deps[first]}",
            f"first-tag={s.tokens[first].tag}",
        ]
        out += [f"first-class={n}" for n in vocabulary.classes.get(s.tokens[first].lemma, ())]
        out += [f"first-{f}" for f in _form_of(s, first)]
    chain: list[int] = []
    at = first
    while s.heads[at] != at and len(chain) < 4:
        at = s.heads[at]
        chain.append(at)
    for depth, i in enumerate(chain[:2]):
        out.append(f"gov{depth}={s.tokens[i].lemma}")
        out += [f"gov{depth}-class={n}" for n in vocabulary.classes.get(s.tokens[i].lemma, ())]
        if depth == 0:
            out += [f"gov-form={f}" for f in _form_of(s, i)]
    for i in chain:
        if s.tokens[i].lemma in vocabulary.frames["intend"]:
            out.append("intended")
        if s.tokens[i].lemma in vocabulary.frames["report"]:
            out.append("reported")
        out.append(f"over-dep={s.deps[i]}")
    return [*out, f"depth={min(len(chain), 3)}"]


def _form_of(s: Sentence, i: int) -> list[str]:
    """Modals, infinitive marker and negation at i."""
    return [s.tokens[c].lower for c in s.children[i] if s.deps[c] in ("aux", "auxpass", "neg", "acomp")]


def _subject(c: Clause, vocabulary: Vocabulary) -> list[str]:
    s = c.sentence
    if c.subject is None:
        return ["subject=none"]
    t = s.tokens[c.subject]
    out = [f"subject={t.lemma}", f"subject-pos={t.pos}", "subject-own" if c.own_subject else "subject-inherited"]
    if t.person:
        out.append("subject-person")
    if s.child(c.subject, "conj") is not None:
        out.append("subject-joined")
    if t.tag in ("NNS", "NNPS"):
        out.append("subject-plural")
    out += [f"subject-class={n}" for n in vocabulary.classes.get(t.lemma, ())]
    return out


def _below(s: Sentence, h: int, vocabulary: Vocabulary) -> list[str]:
    out: list[str] = []
    for child in s.children[h]:
        dep, t = s.deps[child], s.tokens[child]
        if dep in ("dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "pcomp", "nsubjpass", "dative"):
            out.append(f"{dep}={t.lemma}")
            out += [f"{dep}-class={n}" for n in vocabulary.classes.get(t.lemma, ())]
            if dep in ("dobj", "attr", "nsubjpass"):
                out += [
                    f"{dep}-of={s.tokens[g].lemma}" for p in s.all(child, "prep", "acl") for g in (p, *s.children[p])
                ]
                out += [f"{dep}-mod={s.tokens[g].lemma}" for g in s.all(child, "amod", "poss", "compound")]
        elif dep in ("prep", "agent"):
            out.append(f"prep={t.lower}")
            out += [
                f"{t.lower}:class={n}"
                for p in s.all(child, "pobj")
                for n in vocabulary.classes.get(s.tokens[p].lemma, ())
            ]
        elif dep in ("advcl", "relcl", "acl", "poss", "amod", "det", "compound", "nsubj"):
            out.append(f"has-{dep}" if dep not in ("amod", "det", "compound") else f"{dep}={t.lemma}")
    return out


def _place(c: Clause) -> list[str]:
    s = c.sentence
    out = ["heading"] if s.heading else []
    out += ["first-block"] if s.block == 0 else []
    out += ["transcript"] if s.label else []
    out += [f"length={min(5, (c.last - c.first) // 4)}"]
    before = s.tokens[c.first - 1].lower if c.first else "<s>"
    after = s.tokens[c.last + 1].lower if c.last + 1 < len(s.tokens) else "</s>"
    quotes = sum(t.text in '“”"' for t in s.tokens[: c.first])
    return [*out, f"before={before}", f"after={after}"] + (["quoted"] if quotes % 2 else [])


def _parties(c: Clause, context: Context) -> list[str]:
    """Whether the subject is a party, and of what sort; how many parties the quote names; whether somebody speaks."""
    out = []
    principals = {p.entity.code for p in context.principals}
    found = context.resolve(c.sentence, c.subject) if c.subject is not None else []
    if not found:
        out.append("who=nobody")
    elif len(found) > 1:
        out.append("who=several")
    else:
        code = found[0].entity.code
        out.append("who=principal" if code in principals else "who=third" if code else "who=unresolved")
        out.append("who-person" if found[0].person else "who-state")
        if context.home and code == context.home.code:
            out.append("who-home")
    named = {m.entity.code for i in range(c.core, c.last + 1) for m in [context.mention(c.sentence, i)] if m}
    out.append(f"names={min(2, len(named & principals))}")
    out.append(f"names-third={min(2, len(named - principals))}")
    if context.labelled(c.sentence) or context.quoted(c.sentence, c.head):
        out.append("spoken")
    return [*out, f"principals={min(3, len(principals))}"] + (["joint-document"] if context.joint else [])
