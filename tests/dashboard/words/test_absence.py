"""One sentence for each reason why there is no figure."""

from dataclasses import replace

import pytest

from dashboard.reading.absences import Absent, Holders, Kept
from dashboard.words.absence import why
from indicators.absence import Absence, Question, Stretch
from indicators.catalogue import Catalogue

RURAL = Stretch((2017, 2019), "both", "all", "rural", "", "2019", True, True, 37.3, "")
URBAN = replace(RURAL, location="urban", value=71.6, qualifier="about")
TOTAL = replace(RURAL, location="total", years=(2005, 2010, 2011, 2012))
OTHERS = Holders("internet_users", 97, 4, 1, 2024)


def absent(catalogue: Catalogue, reason: Absence, indicator_id: str = "internet_users", **more: object) -> Absent:
    area = catalogue.area_by_id["KEN"]
    sources = (catalogue.source_by_id["data360"], catalogue.source_by_id["itu_datahub"])
    plain = Absent(reason, catalogue.indicator_by_id[indicator_id], area, Question(), holders=OTHERS, sources=sources)
    return replace(plain, **more)


def test_every_reason_has_a_sentence(catalogue: Catalogue):
    """Each word of the closed list is told, as part of a sentence: no capital letter before, no full stop behind."""
    told = {reason: why(absent(catalogue, reason, held=(RURAL,), sides=frozenset({"male"}))) for reason in Absence}
    assert len(set(told.values())) == len(Absence)
    for sentence in told.values():
        assert sentence[0].islower()
        assert not sentence.endswith(".")


@pytest.mark.parametrize(
    ("reason", "more", "sentence"),
    [
        (
            Absence.HELD_APART,
            {"held": (RURAL, URBAN)},
            "held apart only, not together: rural 37.3 % (2019), urban about 71.6 % (2019)",
        ),
        (Absence.HELD_APART, {"held": (RURAL,)}, "held for one part only: rural 37.3 % (2019)"),
        (
            Absence.HELD_APART,
            {"held": (TOTAL,), "question": Question(sex=("female",))},
            "held for other breakdowns only: everyone together 37.3 % (2012)",
        ),
        (
            Absence.OTHER_YEARS,
            {"held": (TOTAL,), "question": Question(first=2008, last=2008)},
            "no figure of 2008; figures are held for 2005, 2010–2012",
        ),
        (
            Absence.OTHER_EDITIONS,
            {"held": (TOTAL,), "question": Question(first=2010, last=2011)},
            "only editions that are not shown first have a figure of 2010–2011",
        ),
        (
            Absence.OTHER_EDITIONS,
            {"held": (TOTAL,), "question": Question(edition="2024")},
            "no figure in edition 2024; other editions have 2005, 2010–2012",
        ),
        (
            Absence.WITHHELD,
            {"kept": Kept("internet_users", "LDC", "both", "all", "total", "", 2023, 0.434, 13, 44)},
            "computed and not shown, since it would rest on 13 of 44 economies with 43 % of the people (2023), where "
            "half is needed",
        ),
        (
            Absence.WITHHELD,
            {"kept": Kept("internet_users", "LDC", "both", "all", "total", "", 2023, 0.498, 13, 44)},
            "computed and not shown, since it would rest on 13 of 44 economies with just under half of the people "
            "(2023), where half is needed",
        ),
        (
            Absence.NOT_HELD,
            {},
            "no figure held; figures are held for 97 economies, newest 2024; one may come with a refresh or a "
            "downloaded file (Data360, ITU DataHub)",
        ),
        (
            Absence.NOT_HELD,
            {"holders": Holders("internet_users", 0, 2, 1, 2019), "sources": ()},
            "no figure held; figures are held for the world and 2 groups only, newest 2019; no service that is asked "
            "brings one",
        ),
        (
            Absence.NOTHING_HELD,
            {"holders": None},
            "no figure of this indicator is held, for any area; one may come with a refresh or a downloaded file "
            "(Data360, ITU DataHub)",
        ),
        (
            Absence.STATED_WITHOUT_NUMBER,
            {"stated": (2024, "2024")},
            "stated to be within the band in 2024, without a number (edition 2024)",
        ),
    ],
)
def test_sentences(catalogue: Catalogue, reason: Absence, more: dict[str, object], sentence: str):
    """A sentence says what its reason rests on."""
    plain = why(absent(catalogue, reason, **more)).replace("\u202f", " ").replace("\u00a0", " ")
    assert plain == sentence


def test_not_published_names_who_says_so(catalogue: Catalogue):
    """What is not published names the publication and what it says, and what is held of others."""
    one = absent(catalogue, Absence.NOT_PUBLISHED, "businesses_internet")
    said = replace(one, statement=one.indicator.unpublished[0])
    assert why(said) == (
        "not published (ITU's annual report 2024 on the Strategic Plan says that no world average exists); figures are "
        "held for 97 economies, newest 2024"
    )
