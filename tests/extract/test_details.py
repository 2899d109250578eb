"""Details of entries by their kind, on clauses as the parser gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from communique.actors.base import load
from communique.extract import vocabulary
from communique.extract.clauses import Clause, clauses
from communique.extract.kinds import EXTRACTORS
from communique.language import parser
from communique.resolve.references import Context
from communique.types import KINDS, Document, Kind

Told = Callable[..., dict[str, list[str]]]
DAY = dt.date(2024, 8, 22)


@pytest.fixture(scope="session")
def told() -> Told:
    """Text, kind and the lemma of the clause's head → name → values; every span is checked against the text."""

    def one(text: str, kind: Kind, lemma: str, published: dt.date | None = DAY) -> dict[str, list[str]]:
        parsed = parser("en").parse(Document("test", text, published=published))
        found = [c for c in clauses(parsed, vocabulary.load()) if c.lemma == lemma]
        return collect(found[-1], kind, Context(parsed, load()))

    return one


def collect(clause: Clause, kind: Kind, context: Context) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for detail in EXTRACTORS[kind].details(clause, context):
        assert detail.span is not None
        assert context.text[detail.span.start : detail.span.end] == detail.span.quote
        out.setdefault(detail.name, []).append(detail.value)
    return out


def test_every_kind_has_its_extractor() -> None:
    assert set(EXTRACTORS) == set(KINDS)
    assert all(kind == extractor.KIND for kind, extractor in EXTRACTORS.items())


class TestMeeting:
    def test_who_met_where_and_when(self, told: Told) -> None:
        found = told(
            "Belarusian Prime Minister Roman Golovchenko met with Chinese Premier Li Qiang in Beijing on Thursday.",
            "meeting",
            "meet",
        )
        assert found["form"] == ["meeting"]
        assert found["participant"] == ["Roman Golovchenko, Prime Minister, BLR", "Li Qiang, Premier, CHN"]
        assert found["place"] == ["Beijing"]
        assert found["date"] == ["2024-08-22"]

    def test_a_surname_is_read_through(self, told: Told) -> None:
        text = (
            "Chinese Premier Li Qiang arrived. Li made the remarks while holding talks with Belarusian Prime Minister "
            "Roman Golovchenko."
        )
        found = told(text, "meeting", "hold")
        assert found["form"] == ["talks"]
        assert set(found["participant"]) == {"Roman Golovchenko, Prime Minister, BLR", "Li Qiang, Premier, CHN"}

    def test_the_occasion_is_not_the_form(self, told: Told) -> None:
        text = "President Joe Biden met with President Xi Jinping of China on the sidelines of the G20 Summit in Bali."
        found = told(text, "meeting", "meet")
        assert found["form"] == ["meeting"]
        assert found["occasion"] == ["G20 Summit"]

    def test_a_date_before_the_subject_counts(self, told: Told) -> None:
        found = told(
            "On May 14, 2024, Minister Gao Zhenhai held talks with the Peruvian delegation.", "meeting", "hold"
        )
        assert found["date"] == ["2024-05-14"]

    def test_a_phone_call(self, told: Told) -> None:
        found = told("President Joe Biden spoke by phone with President Xi Jinping of China.", "meeting", "speak")
        assert found["form"] == ["phone call"]

    def test_a_language_is_no_place(self, told: Told) -> None:
        assert "place" not in told("The ministers spoke in English.", "meeting", "speak")

    def test_a_future_visit_without_a_publication_keeps_its_words(self, told: Told) -> None:
        found = told("President Vladimir Putin will visit Italy next month.", "meeting", "visit", None)
        assert found["place"] == ["Italy"]
        assert found["date_words"] == ["next month"]
        assert "date" not in found

    def test_a_visitor_is_received_by_the_host(self, told: Told) -> None:
        found = told(
            "President of Russia Vladimir Putin received Prime Minister of Japan Shinzo Abe.", "meeting", "receive"
        )
        assert found["host"][0].startswith("Vladimir Putin")


class TestDiscussion:
    def test_the_matter_is_what_follows_the_views(self, told: Told) -> None:
        found = told(
            "They exchanged views on regional security, trade and the war in Ukraine.", "discussion", "exchange"
        )
        assert found["matter"] == ["regional security, trade and the war in Ukraine"]

    def test_who_is_told_is_not_the_matter(self, told: Told) -> None:
        found = told("He informed the minister about the plans of Estonian companies.", "discussion", "inform")
        assert found["matter"] == ["plans of Estonian companies"]

    def test_the_format_where_told(self, told: Told) -> None:
        found = told("The presidents discussed trade in a narrow format.", "discussion", "discuss")
        assert found["format"] == ["narrow"]


class TestPosition:
    def test_a_list_of_issues_is_told_one_by_one(self, told: Told) -> None:
        text = "Belarus firmly supports China's position on issues concerning Hong Kong, Xinjiang and Xizang."
        found = told(text, "position", "support")
        assert found["matter"] == [
            "issues concerning Hong Kong, Xinjiang and Xizang",
            "Hong Kong",
            "Xinjiang",
            "Xizang",
        ]
        assert found["polarity"] == ["for"]

    def test_the_one_china_principle(self, told: Told) -> None:
        found = told("Belarus is willing to firmly abide by the one-China principle.", "position", "abide")
        assert found["principle"] == ["one-China principle"]
        assert found["matter"] == ["one-China principle"]

    @pytest.mark.parametrize(
        ("text", "lemma", "polarity"),
        [
            ("The EU opposes the death penalty.", "oppose", "against"),
            ("The EU does not recognize the annexation.", "recognize", "against"),
            ("Japan expressed grave concern about the tests.", "express", "concern"),
            ("Japan expressed support for the talks.", "express", "for"),
            ("Both sides spoke in favor of strict compliance with the UN Charter.", "speak", "for"),
            ("We emphasize that the world is changing.", "emphasize", "neutral"),
        ],
    )
    def test_polarity(self, told: Told, text: str, lemma: str, polarity: str) -> None:
        assert told(text, "position", lemma)["polarity"] == [polarity]

    def test_thanks_are_for_something(self, told: Told) -> None:
        found = told("The minister thanked Egypt for receiving refugees.", "position", "thank")
        assert found["matter"] == ["receiving refugees"]


class TestCommitment:
    def test_deed_and_fields(self, told: Told) -> None:
        text = "China is willing to expand people-to-people exchanges in education, culture and tourism."
        found = told(text, "commitment", "expand")
        assert found["deed"] == ["expand people-to-people exchanges in education, culture and tourism"]
        assert found["field"] == ["people-to-people exchanges", "education", "culture", "tourism"]

    def test_the_frame_is_left_out_of_the_deed(self, told: Told) -> None:
        found = told("China is ready to work with Belarus to fully implement the consensus.", "commitment", "be")
        assert found["deed"] == ["fully implement the consensus"]

    def test_organisations_are_frames_after_in(self, told: Told) -> None:
        text = "China will strengthen cooperation in the United Nations and the Shanghai Cooperation Organization."
        assert told(text, "commitment", "strengthen")["framework"] == [
            "United Nations",
            "Shanghai Cooperation Organization",
        ]

    def test_a_partner_is_no_frame(self, told: Told) -> None:
        assert "framework" not in told("Japan will deepen cooperation with NATO.", "commitment", "deepen")

    @pytest.mark.parametrize(
        ("text", "framework"),
        [
            ("China will implement the three global initiatives.", "three global initiatives"),
            ("China will jointly implement the Belt and Road.", "Belt and Road Initiative"),
            (
                "They will implement projects under the Indo-Pacific Economic Framework.",
                "Indo-Pacific Economic Framework",
            ),
        ],
    )
    def test_frameworks(self, told: Told, text: str, framework: str) -> None:
        assert told(text, "commitment", "implement")["framework"] == [framework]

    def test_deadline(self, told: Told) -> None:
        assert told("The EU will cut emissions by 2030.", "commitment", "cut")["deadline"] == ["2030"]
        assert told("Japan will open an office next year.", "commitment", "open")["deadline"] == ["2025"]
        assert "deadline" not in told("They will implement the plan adopted in 2019.", "commitment", "implement")


class TestRequest:
    @pytest.mark.parametrize(
        ("text", "lemma", "asked", "addressee"),
        [
            ("He urged Pakistan to ease customs rules.", "urge", "ease customs rules", "Pakistan"),
            ("We called on the DPRK to return to dialogue.", "call", "return to dialogue", "DPRK"),
            (
                "He invited the President of Estonia to make a state visit.",
                "invite",
                "make a state visit",
                "President of Estonia",
            ),
        ],
    )
    def test_what_is_asked_of_whom(self, told: Told, text: str, lemma: str, asked: str, addressee: str) -> None:
        found = told(text, "request", lemma)
        assert (found["asked"], found["addressee"]) == ([asked], [addressee])

    def test_nobody_is_asked(self, told: Told) -> None:
        found = told("The leaders called for an immediate ceasefire.", "request", "call")
        assert found["asked"] == ["immediate ceasefire"]
        assert "addressee" not in found


class TestAgreement:
    TEXT = (
        "Chinese Premier Li Qiang met Belarusian Prime Minister Roman Golovchenko. The two leaders signed a joint "
        "communique and witnessed the signing of a number of cooperation documents on service trade and investment, "
        "culture and local affairs."
    )

    def test_signatories(self, told: Told) -> None:
        found = told(self.TEXT, "agreement", "sign")
        assert found["instrument"] == ["joint communique"]
        assert found["signatory"] == ["Li Qiang, Premier, CHN", "Roman Golovchenko, Prime Minister, BLR"]
        assert "witness" not in found

    def test_witnesses_do_not_sign(self, told: Told) -> None:
        found = told(self.TEXT, "agreement", "witness")
        assert len(found["witness"]) == 2
        assert "signatory" not in found
        assert found["count"] == ["a number of"]
        assert found["field"] == ["trade in services and investment", "culture", "local affairs"]

    def test_a_title_in_capitals(self, told: Told) -> None:
        found = told(
            "Japan and Kenya signed the Memorandum of Understanding on Health Cooperation.", "agreement", "sign"
        )
        assert found["instrument"] == ["memorandum of understanding"]
        assert found["title"] == ["Memorandum of Understanding on Health Cooperation"]

    def test_in_the_presence_of(self, told: Told) -> None:
        text = "Twelve agreements were signed in the presence of President of Russia Vladimir Putin."
        found = told(text, "agreement", "sign")
        assert found["count"] == ["Twelve"]
        assert found["witness"][0].startswith("Vladimir Putin, President")


class TestLaunch:
    def test_the_thing_and_its_period(self, told: Told) -> None:
        text = "They announced the launch of the China-Belarus years of science and technology from 2024 to 2025."
        found = told(text, "launch", "announce")
        assert found["thing"] == ["China-Belarus years of science and technology"]
        assert (found["sort"], found["verb"], found["period"]) == (["years"], ["launch"], ["2024/2025"])

    def test_a_relative_clause_is_no_part_of_the_name(self, told: Told) -> None:
        found = told(
            "They established the Young Innovators Fund, to which Canada will contribute.", "launch", "establish"
        )
        assert found["thing"] == ["Young Innovators Fund"]
        assert found["sort"] == ["fund"]


class TestRelation:
    def test_the_whole_level(self, told: Told) -> None:
        text = "China-Belarus all-weather comprehensive strategic partnership has been developing in depth."
        found = told(text, "relation", "develop")
        assert found["level"] == ["all-weather comprehensive strategic partnership"]
        assert found["change"] == ["developed"]

    def test_an_upgrade_tells_its_goal(self, told: Told) -> None:
        found = told(
            "The two sides elevated their relations to a comprehensive strategic partnership.", "relation", "elevate"
        )
        assert found["change"] == ["upgraded to comprehensive strategic partnership"]

    @pytest.mark.parametrize(
        "text", ["They marked the 50th anniversary of ties.", "They marked the fiftieth anniversary of ties."]
    )
    def test_anniversary(self, told: Told, text: str) -> None:
        assert told(text, "relation", "mark")["anniversary"] == ["50"]

    def test_plain_relations_have_no_level(self, told: Told) -> None:
        assert "level" not in told("Bilateral relations have made progress.", "relation", "make")


class TestAct:
    def test_aid_with_its_amount(self, told: Told) -> None:
        found = told("Japan provided $300 million in humanitarian assistance to Sudan.", "act", "provide")
        assert found["amount"] == ["$300 million"]
        assert found["sort"] == ["humanitarian aid"]

    @pytest.mark.parametrize(
        ("text", "lemma", "sort"),
        [
            ("Poland expelled three Russian diplomats.", "expel", "expulsion"),
            ("The EU imposed new sanctions on Belarus.", "impose", "sanction"),
            ("Russia attacked Kyiv with missiles.", "attack", "attack"),
            ("Turkey sent 500 tonnes of flour to Gaza.", "send", None),
        ],
    )
    def test_sort(self, told: Told, text: str, lemma: str, sort: str | None) -> None:
        assert told(text, "act", lemma).get("sort", [None]) == [sort]

    def test_the_deed_has_no_auxiliary(self, told: Told) -> None:
        found = told("It is also providing 500 tonnes of flour.", "act", "provide")
        assert found["deed"] == ["providing 500 tonnes of flour"]
        assert found["amount"] == ["500 tonnes"]
