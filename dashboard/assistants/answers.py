"""The shapes of what tools answer: sentences first, then the rows that they rest on, and what repeats them.

Every model's docstring and descriptions are part of the schema that an assistant is given.
"""

from typing import Literal

from pydantic import BaseModel, Field

Text = str
Number = float | None


class Addresses(BaseModel):
    """Where the same rows are found again; an answer that is quoted names at least one of them."""

    api: Text = Field(description="The HTTP API, as JSON. Empty where no route of it gives the same.")
    csv: Text = Field(description="The same as a CSV file, always whole.")
    page: Text = Field(description="The page of the dashboard that shows it, for people.")


class BuildAnswer(BaseModel):
    """The build of the warehouse that was asked: figures may differ in another one."""

    id: Text
    built_at: Text = Field(description="When it was built, UTC.")
    newest_year: int


class SourceAnswer(BaseModel):
    """A source of an answer, with the licence under which its publisher gives the figures."""

    source_id: Text
    title: Text
    publisher: Text
    licence: Text
    licence_url: Text
    terms: Text
    attribution: Text = Field(description="How the publisher wants to be named.")
    editions: list[Text]


class Counted(BaseModel):
    """How many rows there are, how many of them are here, and how to get the others."""

    total: int
    given: int
    rest: Text = Field(description="Empty where all rows are here; else how to get those that are not.")


class Answer(BaseModel):
    """What every answer has."""

    said: list[Text] = Field(description="The answer in sentences, as the pages say it. Quote these.")
    repeat: Addresses
    build: BuildAnswer


class Bound(BaseModel):
    """What a publication gives in place of a figure: a bound on it."""

    word: Literal["at least", "more than", "at most", "less than"]
    value: float


class Quoted(BaseModel):
    """The figure of one area and year, with where it is from. Never quote `value` without edition and source."""

    said: Text = Field(description="The figure as a sentence that can be quoted.")
    indicator_id: Text
    area_id: Text
    area: Text
    year: int | None
    sex: Text
    age: Text
    location: Text
    level: Text
    figure: Text = Field(description="The figure as it is printed, with its bound or 'about': ≥ 95 %.")
    value: Number = Field(description="The number. Null where the publication gives only a bound: see bound.")
    bound: Bound | None = Field(description="The bound that stands in place of a figure; null for a figure.")
    qualifier: Text = Field(description="about, nearly, or the word of a bound; empty for an exact figure.")
    unit: Text
    value_status: Text = Field(description="reported, estimated, modelled or projected: how the publisher came by it.")
    origin: Text = Field(description="published, or computed: put together here, so never say that anybody published.")
    rests_on: Text = Field(description="Of a computed figure what stands behind it; empty for a published one.")
    coverage_population: Number = Field(description="Of a computed figure the share of the people behind it, 0 to 1.")
    economies_with_data: int | None
    economies_total: int | None
    is_observed: bool = Field(description="False for a projection of the publisher.")
    is_shown_first: bool = Field(description="Whether it is of the line that pages show first.")
    edition: Text = Field(description="The issue of the publication. Figures of two editions do not compare.")
    source_id: Text
    source: Text
    locator: Text = Field(description="The place in the document: section, table, sheet, series.")
    citation: Text = Field(description="Publisher, document, place and address; who quoted it, where it was quoted.")
    licence: Text
    note: Text


class Silence(BaseModel):
    """Areas without a figure of an indicator, and why. It never means zero."""

    said: Text
    indicator_id: Text
    reason: Text = Field(description="One of a closed list of reasons; the sentence says what it rests on.")
    areas: list[Text] = Field(description="The ids of the areas.")


class ObservationsAnswer(Answer):
    """Figures as published or computed, of one edition a line."""

    rows: list[Quoted]
    counted: Counted
    missing: list[Silence] = Field(description="Of the areas asked for, those without any row, and why.")
    sources: list[SourceAnswer]


class Verdict(BaseModel):
    """How a line stands to a benchmark. The verdict is this tracker's own, by its published rule, not ITU's."""

    said: Text
    target_id: Text
    indicator_id: Text
    role: Text = Field(description="What the indicator is to its target: headline, proxy (stands in) or context.")
    area_id: Text
    area: Text
    sex: Text
    age: Text
    location: Text
    level: Text
    status: Text
    status_words: Text = Field(description="The status as the pages say it, with the year that it looks to.")
    reason: Text = Field(description="Why there is no verdict, or no pace; empty where there is one.")
    now: Quoted | None = Field(description="The newest figure, which is judged; null where there is none.")
    benchmark: Text = Field(description="The level, as it is read: ≥ 95 %. The plan has set none.")
    benchmark_source: Text = Field(description="Who says so, in which document and where in it.")
    judged_by: int | None = Field(description="The year by which it is judged.")
    distance: Text
    pace: Text = Field(description="The change a year that is expected beside the one that is needed.")
    closes: Text = Field(description="What of the distance the present pace closes.")
    expected: Text = Field(description="A projection, never an observation: the value at the present pace.")
    expected_band: Text = Field(description="What four of five earlier projections would have kept within.")
    reached: Text = Field(description="When the present pace reaches the benchmark.")
    suspected_break: int | None = Field(description="A year in which the line jumps as if the method had changed.")
    warnings: list[Text] = Field(description="What must be said with the verdict: bounds, breaks, rounding, panels.")


class ProgressAnswer(Answer):
    """Verdicts of lines, each on the newest figure of the line that is shown first."""

    rows: list[Verdict]
    counted: Counted
    missing: list[Silence]
    sources: list[SourceAnswer]


class FactAnswer(BaseModel):
    """One thing that a verdict follows from."""

    said: Text
    name: Text
    how: Text = Field(description="How it is made, or its arithmetic with the numbers filled in; may be empty.")


class PointAnswer(BaseModel):
    """An observation on which the pace rests."""

    said: Text
    year: int
    figure: Text
    value: Number = Field(description="Null where it is a bound, which no pace is measured on.")


class OpinionAnswer(BaseModel):
    """What a published method says of the same line."""

    said: Text
    method: Text
    status: Text
    measure: Number
    source: Text


class CourseAnswer(BaseModel):
    """A projection of the line; never an observation."""

    said: Text
    curve: Text
    by_year: dict[str, Text]
    reaches: Text
    mean_error: Text = Field(description="How far off such projections were in back-tests.")


class BadgeAnswer(Answer):
    """Everything that the badge of a verdict opens to."""

    verdict: Verdict
    facts: list[FactAnswer]
    observations_used: list[PointAnswer]
    methods: list[OpinionAnswer]
    methods_said: Text
    projections: list[CourseAnswer]
    observations: Addresses = Field(description="The observations of the line that was judged.")
    sources: list[SourceAnswer]


class YearOfEditions(BaseModel):
    """All figures of one year; the first is that of the line that is shown first, if it has the year."""

    said: Text
    year: int
    sex: Text
    age: Text
    location: Text
    level: Text
    differ: bool = Field(description="Whether any two of the figures differ.")
    figures: list[Quoted]


class EditionsAnswer(Answer):
    """What every edition and source prints for an indicator and area, year by year, the newest year first."""

    rows: list[YearOfEditions]
    counted: Counted
    missing: list[Silence]
    sources: list[SourceAnswer]


class CoveredYear(BaseModel):
    """Of how many economies there is a published figure for a year."""

    said: Text
    year: int
    economies: int
    share_of_people: float = Field(description="The share of the world's people who live in them, 0 to 1.")
    world: bool = Field(description="Whether the world has a published figure for the year.")


class EditionHeld(BaseModel):
    """The published figures of an indicator in one edition of a source."""

    said: Text
    source: Text
    publisher: Text
    edition: Text
    document: Text
    locator: Text
    licence: Text
    figures: int
    economies: int
    first_year: int
    last_year: int


class IndicatorHeld(BaseModel):
    """What is held of an area in one indicator, over all breakdowns."""

    said: Text
    target_id: Text
    indicator_id: Text
    role: Text
    figures: int
    first_year: int
    newest_year: int
    editions: list[Text]
    sources: list[Text]


class CoverageAnswer(Answer):
    """How well an indicator, or an area, is known, and what is missing and why."""

    years: list[CoveredYear] = Field(description="Of an indicator, the newest year first.")
    editions: list[EditionHeld] = Field(description="Of an indicator: where its published figures come from.")
    breaks: list[Text] = Field(description="Of an indicator: declared and suspected breaks; no pace crosses one.")
    computed: list[Quoted] = Field(description="Of an indicator and a group: computed figures, with what they cover.")
    withheld: list[Text] = Field(description="Computed figures that are not shown for covering less than half.")
    beside_published: list[Text] = Field(description="Where a figure is both published and computed: how they differ.")
    held: list[IndicatorHeld] = Field(description="Of an area: the indicators that have figures of it.")
    missing: list[Silence] = Field(description="Of an area: the indicators that have none of it, and why.")
    counted: Counted = Field(description="Of the rows above: how many there are and how many are here.")


class CiteAnswer(Answer):
    """How to cite figures."""

    citation: Text = Field(description="The citation, whole: what, whose version, of when, data and address.")
    documents: list[Text] = Field(description="The documents behind the figures, with the place in each.")
    counted: Counted = Field(description="Of the documents.")
    figures: int
    sources: list[SourceAnswer]


class IndicatorAnswer(BaseModel):
    """One indicator."""

    said: Text
    indicator_id: Text
    title: Text
    target_id: Text
    role: Text
    definition: Text
    unit: Text
    better: Text = Field(description="Which way is better: up, down, band (the closer to even), none.")
    benchmark: Text
    levels: Text = Field(description="Of schools and skills the level that is shown first; else empty.")
    figures: int
    economies: int
    first_year: int | None
    last_year: int | None
    page: Text


class SearchAnswer(Answer):
    """Indicators by words or target."""

    rows: list[IndicatorAnswer]
    counted: Counted


class AreaAnswer(BaseModel):
    """The world, a group or an economy."""

    said: Text
    area_id: Text
    name: Text
    area_type: Text
    member_of: list[Text] = Field(description="Of an economy the groups that it is in today.")
    members: list[Text] = Field(description="Of a group that was asked for: the economies in it today, by id.")
    members_count: int
    page: Text


class AreasAnswer(Answer):
    """Areas by name, group or kind."""

    rows: list[AreaAnswer]
    counted: Counted


class ErrorObject(BaseModel):
    """Why a call cannot be answered, in the shape of the HTTP API's errors."""

    code: Text
    parameter: Text | None
    value: Text | None
    message: Text
    allowed: list[Text]
    did_you_mean: Text | None


class Refusal(BaseModel):
    """What comes back with isError."""

    error: ErrorObject
    further: list[ErrorObject] = Field(description="What else is wrong with the same call.")
