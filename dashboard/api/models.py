"""The shapes of the API's answers in JSON, as models: refusals are made by them, and the description of the API is made
from them. The rows of each resource are made from the codebook of columns.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from dashboard.columns import Column
from indicators.vocabulary import AGES, LEVELS, LOCATIONS, SEXES, AreaType, Status


class Said(BaseModel):
    """A model with the keys that it names, and no others."""

    model_config = ConfigDict(extra="forbid")


class Error(Said):
    """What is wrong with a request: what happened, what was expected, and what may have been meant."""

    code: str = Field(description="What kind of error it is, in one word that stays the same")
    parameter: str | None = Field(description="The parameter that cannot be used")
    value: str | None = Field(description="Its value; a long one is told by how it begins")
    message: str = Field(description="A sentence for people")
    allowed: list[str] = Field(description="What can stand there, where that is a list")
    did_you_mean: str | None = Field(
        description="The one allowed value that was probably meant. Numbers, years and codes are never guessed"
    )


class Refusal(Said):
    """The answer to a request that cannot be answered."""

    error: Error


class Meta(Said):
    """What an answer is of."""

    build_id: str = Field(description="The build that the rows are of")
    built_at: datetime = Field(description="When it was made")
    rows: int = Field(ge=0, description="How many rows are in this answer")
    total: int = Field(ge=0, description="How many rows there are; as many as rows unless limit asks for a page")
    next_cursor: str | None = Field(description="What cursor has to be for the next page; null on the last one")
    query: str = Field(description="The question as it was understood, in a stable order")


class Health(Said):
    """The build that is served."""

    status: str = Field(pattern="^ok$")
    build_id: str
    built_at: datetime
    newest_year: int = Field(description="The newest observed year")
    age_seconds: int = Field(description="How long ago the build was made")
    current_readable: bool = Field(description="Whether this is the build that was made last and switched to")
    reason: str | None = Field(description="Why it is not, where that build cannot be read")


class NoHealth(Said):
    """Why no build is served."""

    status: str = Field(pattern="^no warehouse$")
    reason: str


def _vocabulary(name: str, words: Iterable[str]) -> type[StrEnum]:
    return StrEnum(name, [(one.upper() or "NONE", one) for one in words])  # type: ignore[return-value]


WORDS: dict[str, type[StrEnum]] = {
    "sex": _vocabulary("Sex", SEXES),
    "age": _vocabulary("Age", AGES),
    "location": _vocabulary("Location", LOCATIONS),
    "level": _vocabulary("Level", LEVELS),
    "area_type": AreaType,
    "status": Status,
}
"""The columns whose words are those of the vocabulary, by name."""

_TYPES: dict[str, Any] = {
    "text": str,
    "integer": int,
    "number": float,
    "flag": bool,
    "day": date,
    "moment": datetime,
}


def row_model(name: str, columns: Iterable[Column], filled: Collection[str]) -> type[BaseModel]:
    """The model of a row: a key for each column, null where there is nothing, which is never so in those `filled`."""
    fields: dict[str, Any] = {}
    for column in columns:
        kind = WORDS.get(column.name, _TYPES[column.kind])
        unit = f" (unit: {column.unit})" if column.unit else ""
        meaning = Field(alias=column.name, description=f"{column.meaning}{unit}")
        fields[f"{column.name}_" if hasattr(BaseModel, column.name) else column.name] = (
            kind if column.name in filled else kind | None,
            meaning,
        )
    return create_model(name, __base__=Said, **fields)


def answer_model(row: type[BaseModel]) -> type[BaseModel]:
    """The model of an answer in JSON: rows, and what they are of."""
    return _answer(f"{row.__name__}Rows", list[row])  # type: ignore[valid-type]


def explored_model(name: str, figures: type[BaseModel], verdicts: type[BaseModel]) -> type[BaseModel]:
    """The model of an answer that has rows of one kind or of another, depending on what is asked."""
    return _answer(name, list[figures] | list[verdicts])  # type: ignore[valid-type]


def _answer(name: str, data: Any) -> type[BaseModel]:
    fields: dict[str, Any] = {
        "data": (data, Field(description="The rows, in a stable order")),
        "meta": (Meta, Field(description="What the answer is of")),
    }
    return create_model(name, __base__=Said, **fields)
