"""What every kind of chart on the page Explore draws and says, unless it says otherwise."""

from dashboard.address.explore import Kind
from dashboard.figures.style import Figure
from dashboard.numbers import words_of
from dashboard.pages.explore import words
from dashboard.pages.explore.file import data
from dashboard.parts.chart import chart
from dashboard.parts.controls import Option
from dashboard.parts.markup import Content
from dashboard.reading.explored import Findings

NAME = "explore"
_NO_NAMES = {"None", "Neither", "Both", "From", *(words_of(count).capitalize() for count in range(1, 13))}
Choice = tuple[str, str, list[Option], str]
"""A field of the form: key of the address, label, options as (value, words), and the value that is chosen."""


class Drawing(Kind):
    """A kind of chart with all that the page needs of it. A new kind is a module beside this one, and its line in the
    register (`__init__`).

    `is_paged` says that the table below shows a page of the rows by itself.
    """

    is_paged: bool = True

    def picture(self, found: Findings) -> list[Content]:
        """The chart with its frame; there is something to draw."""
        return [chart(NAME, self.figure(found), *self.told(found), data=data(found))]

    def figure(self, found: Findings) -> Figure:
        """The figure that plotly draws."""
        raise NotImplementedError

    def title(self, found: Findings) -> str:
        """The finding."""
        raise NotImplementedError

    def words(self, found: Findings) -> str:
        """Every number that the chart shows at the ends of its lines, as text."""
        return words.in_lines(found)

    def told(self, found: Findings) -> tuple[str, str, str, str]:
        """What stands around the chart: title, subtitle, words and source."""
        if found.frame.empty:  # judgements that rest on no figure
            return self.title(found), "", self.words(found), ""
        levels = [found.benchmarks[one.id] for one in found.indicators if not found.of(one).empty]
        return self.title(found), words.subtitle(found), self.words(found), words.source_line(found, levels)

    def why_nothing(self, found: Findings) -> str:
        """Why nothing is drawn, though there are rows."""
        return f"There is no figure for {found.view.year or 'these years'}."

    def fields(self, found: Findings) -> list[Choice]:
        """The fields of the form that not every kind has."""
        return []

    def notes(self, found: Findings) -> list[str]:
        """What of the choices it cannot show."""
        return []


def year_field(found: Findings) -> Choice:
    """The choice of one year, or the newest figure of each line; the year of the address, too, if it has no figure."""
    asked = found.view.year
    held = {*found.years, asked} if asked is not None else set(found.years)
    years = [(str(year), str(year)) for year in sorted(held, reverse=True)]
    return ("year", "Year", [("", "newest of each"), *years], str(asked or ""))


def emptied(words: dict[str, str], usual: str) -> list[tuple[str, str]]:
    """Words as options of a field, the usual one as what is left out of the address."""
    return [(or_empty(word, usual), text) for word, text in words.items()]


def or_empty(value: str, usual: str) -> str:
    """What a field says: nothing of what is usual."""
    return "" if value == usual else value


def small(sentence: str) -> str:
    """A sentence that follows a colon: its first word small, unless it is a name."""
    first = sentence.split(" ", 1)[0]
    return f"{first.lower()}{sentence[len(first) :]}" if first in _NO_NAMES else sentence
