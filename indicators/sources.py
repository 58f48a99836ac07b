"""Where figures come from: sources with their licences, their publications, and the editions of these."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic.dataclasses import dataclass

from indicators.benchmark import STRICT
from indicators.vocabulary import BREAKDOWNS

SHAREABLE = (*BREAKDOWNS, "unit", "qualifier", "value_status", "locator", "url", "quoted_by", "read_in", "note")
"""The columns of embedded figures whose words rows may share; each row says itself what it is of, and its value."""


@dataclass(frozen=True, config=STRICT)
class Edition:
    """A publication's edition; `vintage` (YYYY-MM) is the age of its data and decides which edition is newest."""

    name: str
    vintage: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]


@dataclass(frozen=True, config=STRICT)
class Publication:
    """One CSV of embedded figures and the document it was read from.

    `shared` are the words of columns that all rows of the file share, and `by_indicator` those that the rows of an
    indicator share: columns that the file then leaves out.
    `grouping`: which development levels and income groups its aggregates are of; empty where that is not known.
    """

    file: str
    document: str
    editions: Annotated[tuple[Edition, ...], Field(min_length=1)]
    shared: Mapping[str, str] = Field(default_factory=dict)
    by_indicator: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    grouping: str = ""

    @model_validator(mode="after")
    def _shareable(self) -> "Publication":
        for words in (self.shared, *self.by_indicator.values()):
            for column in words:
                if column not in SHAREABLE:
                    raise ValueError(
                        f"{self.file}: {column} is not to be shared; expected one of {', '.join(SHAREABLE)}"
                    )
        return self


@dataclass(frozen=True, config=STRICT)
class Source:
    """A publisher's publication, database or survey, with its licence.

    A refresh asks those that are `asked`. Of its downloads, `gives` says of whom they have figures that are used,
    `within` in which groups and areas these lie (everywhere where it is empty), and `splits` that one series comes in
    several breakdowns, where elsewhere each has a series of its own.
    """

    id: str
    title: str
    publisher: str
    kind: Literal["publication", "database", "survey"]
    trust: Literal["publication", "table", "quoted"]
    url: str
    licence: str
    attribution: str
    licence_url: str = ""
    terms: str = ""
    note: str = ""
    asked: bool = False
    gives: Literal["economies", "groups", "both"] = "both"
    within: tuple[str, ...] = ()
    splits: bool = False
    publications: tuple[Publication, ...] = ()
