"""Run by the Python of another environment: the observations as pysdmx reads them, held against their structure.

Takes the address of a structure and of observations, and prints what it found as JSON: the rows, and what is wrong.
"""

import json
import sys

from pysdmx.io import get_datasets
from pysdmx.model import Role

NUMBERS = ("double", "int32")


def main(structure: str, observations: str) -> None:
    (data,) = get_datasets(observations, structure, validate=True)
    components, frame = data.structure.components, data.data
    wrong = [f"no column {one.id}" for one in components if one.id not in frame and one.id not in data.attributes]
    wrong += [f"{name} is no component" for name in frame if components[name] is None]
    for one in components:
        if one.id not in frame:
            continue
        cells = frame[one.id]
        empty = cells.isna() | (cells.astype(str) == "")
        if one.required and empty.any():
            wrong.append(f"{one.id} is empty in {int(empty.sum())} rows")
        if one.enumeration:
            unknown = set(cells[~empty]) - {code.id for code in one.enumeration}
            wrong += [f"{one.id} has no code {word}" for word in sorted(unknown)]
    key = [one.id for one in components if one.role == Role.DIMENSION]
    wrong += [f"the key {row} is there twice" for row in frame[frame.duplicated(key)][key].to_numpy().tolist()]
    names = {
        one.id: {code.id: code.name for code in one.enumeration} for one in components if one.enumeration is not None
    }
    rows = [
        {name: None if value is None or value != value or value == "" else value for name, value in row.items()}  # noqa: PLR0124
        for row in frame.astype(object).to_dict("records")
    ]
    json.dump({"rows": rows, "names": names, "wrong": wrong, "attributes": data.attributes}, sys.stdout)


main(*sys.argv[1:])
