"""The Equal Earth projection: where a point of the globe lies on a map on which equal areas are equally large.

After B. Šavrič, T. Patterson, B. Jenny: The Equal Earth map projection, International Journal of Geographical
Information Science 33(3), 2019, doi 10.1080/13658816.2018.1504949 (published online in 2018), for a globe of radius 1.
"""

from math import asin, cos, radians, sin, sqrt

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point in degrees lies: x to the right and y upwards, in radii of the globe; meridian 0 is the middle."""
    at = asin(_M * sin(radians(latitude)))
    square = at * at
    sixth = square**3
    x = radians(longitude) * cos(at) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    y = at * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y
