"""Run by the Python of another environment: the observations as sdmx1 reads them by their structure in SDMX-ML 2.1.

Takes the address of a structure and of observations, and prints the rows as JSON.
"""

import json
import sys
from urllib.request import urlretrieve

import sdmx


def main(structure: str, observations: str) -> None:
    (described,) = sdmx.read_url(structure).structure.values()
    file, _ = urlretrieve(observations, "observations.csv")  # noqa: S310 - from the server of the test
    (data,) = sdmx.read_sdmx(file, structure=described).data
    rows = [
        {value.id: str(value.value) for value in one.dimension.values.values()}
        | {name: str(value.value) for name, value in one.attached_attribute.items()}
        | {"OBS_VALUE": str(one.value)}
        for one in data.obs
    ]
    json.dump({"rows": rows}, sys.stdout)


main(*sys.argv[1:])
