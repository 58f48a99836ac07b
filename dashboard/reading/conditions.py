"""The conditions of questions put to the warehouse: what a selection asks for, in SQL; values only as parameters."""

from collections.abc import Sequence

from dashboard.address.selection import Selection

_COLUMNS = {
    "target": "points.target_id",
    "indicator": "points.indicator_id",
    "area": "points.area_id",
    "area_type": "areas.area_type",
    "sex": "points.sex",
    "age": "points.age",
    "location": "points.location",
    "level": "points.level",
    "origin": "points.origin",
}
_MOST_NAMED = 30

# An economy belongs to a group when it does on the day of the build.
MEMBERS = """
    points.area_id in (
        select memberships.area_id
        from memberships, builds
        where list_contains($member_of, memberships.group_id)
            and coalesce(memberships.valid_from, date '0001-01-01') <= builds.built_at
            and coalesce(memberships.valid_to, date '9999-12-31') >= cast(builds.built_at as date)
    )
"""
"""That a row of `points` is of an economy in one of the groups $member_of."""

# A line counts by the newest observation of the line that is shown first.
_NEWEST_IS = """
    (points.indicator_id, points.area_id, points.sex, points.age, points.location, points.level) in (
        select (indicator_id, area_id, sex, age, location, level)
        from series
        where is_headline and is_latest and value {sign} ${name}
    )
"""


def among(column: str, name: str, values: Sequence[str]) -> tuple[str, dict[str, object]]:
    """The condition that a column is one of some values, and its parameters, which are called after `name`.

    Few values are named one by one: rows of the table that lie elsewhere are then passed over without being read.
    """
    if len(values) > _MOST_NAMED:
        return f"list_contains(${name}, {column})", {name: list(values)}
    named = {f"{name}_{number}": value for number, value in enumerate(values)}
    return f"{column} in ({', '.join(f'${one}' for one in named)})", dict(named)


def filters(selection: Selection, year: str = "year") -> tuple[list[str], dict[str, object]]:
    """The conditions of a selection on a table called `points`, joined with areas, and their parameters.

    `year` is the column that the years of the selection bound.
    """
    conditions, parameters = ["true"], dict[str, object]()
    for name, column in _COLUMNS.items():
        if asked := getattr(selection, name):
            condition, values = among(column, name, asked)
            conditions.append(condition)
            parameters |= values
    if selection.member_of:
        conditions.append(MEMBERS)
        parameters["member_of"] = list(selection.member_of)
    for name, sign in (("year_from", ">="), ("year_to", "<=")):
        if bound := getattr(selection, name):
            conditions.append(f"points.{year} {sign} ${name}")
            parameters[name] = bound
    for name, sign in (("over", ">"), ("under", "<")):
        bound = getattr(selection, name)
        if bound is not None:
            conditions.append(_NEWEST_IS.format(sign=sign, name=name))
            parameters[name] = bound
    return conditions, parameters
