"""What files weigh: `python -m tests.file_sizes` writes real ones in every format and prints what is to be said of them
in dashboard/parts/sizes.py, and by how much it is wrong at most.

A format's numbers are those that are least wrong where they are most so: least squares of logarithms, weighted anew.
"""

import sys
from collections.abc import Iterable

import numpy as np
from flask.testing import FlaskClient

from dashboard.address.selection import OF_PROGRESS, parse
from dashboard.api.formats import FORMATS
from dashboard.app import create_app
from dashboard.parts.sizes import size
from dashboard.reading import extents
from dashboard.reading.lists import FILTERS, LISTS
from dashboard.reading.warehouse import Snapshot, served

_FIXED = (0, 1_500, 2_500, 3_500, 4_500, 6_000, 8_000, 10_000, 12_000, 15_000)
_STEPS = 60


def addresses(snapshot: Snapshot, every: int) -> list[str]:
    """Questions as the pages put them: the indicator with the most parts and each `every`-th, by group and by economy,
    some areas, two targets.
    """
    catalogue = snapshot.catalogue
    of_indicators = dict.fromkeys(["internet_users", *[one.id for one in catalogue.indicators][::every]])
    whole = "sex=both&age=all&location=total"
    kinds = (
        f"area_type=economy&latest=true&{whole}",
        "area_type=world,itu_region&edition=history",
        "area_type=economy&latest=true",
        "edition=all",
        "",
    )
    found = [f"indicator={one}&{kind}".rstrip("&") for one in of_indicators for kind in kinds]
    for area in ("KEN", *[one.area_id for one in catalogue.areas][:: 5 * every]):
        found += [f"area={area}&latest=true", f"area={area}&edition=all"]
    return [*found, *(f"target={one.id}" for one in catalogue.targets[::6]), "area=KEN,BRA&edition=all"]


def extent_of(snapshot: Snapshot, resource: str, query: str) -> extents.Extent:
    """The extent of an answer, as pages find it."""
    pairs = [tuple(one.split("=")) for one in query.split("&") if one]
    if resource == "observations":
        return extents.asked_observations(snapshot, parse(pairs, snapshot.catalogue)[0])  # type: ignore[arg-type]
    if resource == "progress":
        return extents.asked_progress(snapshot, parse(pairs, snapshot.catalogue, OF_PROGRESS)[0])  # type: ignore[arg-type]
    return extents.of_list(snapshot, resource, **dict.fromkeys(FILTERS.get(resource, ()), ""))


def judging(questions: Iterable[str]) -> list[str]:
    """The same questions, put to judgements."""
    taken = ("&edition=all", "&edition=history", "&latest=true")
    for part in taken:
        questions = [one.replace(part, "") for one in questions]
    return list(dict.fromkeys(one for two in questions for one in (two, f"{two}&horizon=2030")))


def weigh(client: FlaskClient, resource: str, suffix: str, query: str) -> int:
    """The bytes of an answer."""
    answer = client.get(f"/api/v1/{resource}.{suffix}{'?' if query else ''}{query}", buffered=True)
    assert answer.status_code == 200, answer.text
    return len(answer.data)


def main() -> None:
    """Print the measured numbers, and the largest ratio between a file and what is said of it."""
    app = create_app()
    client = app.server.test_client()
    with app.server.app_context(), served().snapshot() as snapshot:
        questions = addresses(snapshot, 3)
        families = {
            "OF_OBSERVATIONS": [("observations", one) for one in questions],
            "OF_PROGRESS": [("progress", one) for one in judging(questions)],
            "OF_LISTS": [(one, "") for one in LISTS if one != "builds"],
        }
        for name, asked in families.items():
            weighed = [(extent_of(snapshot, *one), one) for one in asked]
            weighed = [(extent, one) for extent, one in weighed if extent.rows]
            print(f"{name}: Mapping[str, Measured] = {{")
            for suffix, form in FORMATS.items():
                held = [pair for pair in weighed if not form.resources or pair[1][0] in form.resources]
                if not held:
                    continue
                true = np.array([weigh(client, resource, suffix, query) for _, (resource, query) in held], float)
                if suffix == "csv":
                    said = [size("csv", resource, extent) or 1 for extent, (resource, _) in held]
                    print(f"    # csv within {np.exp(np.abs(np.log(true / said)).max()):.2f}")
                    continue
                worst, numbers = _fitted([extent for extent, _ in held], true, few=name == "OF_LISTS")
                print(f'    "{suffix}": Measured({numbers}),  # within {worst:.2f}, {len(held)} files')
            print("}")


def _fitted(of: list[extents.Extent], true: np.ndarray, *, few: bool) -> tuple[float, str]:
    features = [[1.0, np.log(one.rows), np.log(one.row)] for one in of]
    if not few:
        features = [[*row, np.log(one.indicators), np.log(one.sources)] for row, one in zip(features, of, strict=True)]
    matrix, best = np.array(features), (np.inf, "")
    for fixed in (one for one in _FIXED if one < true.min()):
        weights = np.ones(len(true))
        for _ in range(_STEPS):
            found = np.linalg.lstsq(matrix * weights[:, None], np.log(true - fixed) * weights, rcond=None)[0]
            wrong = np.abs(np.log((fixed + np.exp(matrix @ found)) / true))
            worst = float(np.exp(wrong.max()))
            if worst < best[0]:
                best = worst, ", ".join([f"{fixed:_}", *(f"{one:.3f}" for one in found)])
            weights *= np.sqrt(1 + wrong / wrong.max())
            weights /= weights.mean()
    return best


if __name__ == "__main__":
    sys.exit(main())
