"""How fast the dissolved cloud's peak travels.

Jobson 1996, "Prediction of traveltime and longitudinal dispersion in rivers and streams", USGS
WRIR 96-4013, equations for the peak velocity and the highest probable velocity. Not valid in
reservoirs, canals, tides, on a rising flood, or before the cloud is mixed across the river.
"""

import numpy as np

from emerg.geodesy import FloatArray

GRAVITY_M_S2 = 9.81
# The leading edge travels ahead of the peak: Tl = 0.890 Tp (Jobson 1996).
LEADING_EDGE = 0.890
# Of the observed velocities 99 % lie below the highest probable one (Jobson 1996).
Z_HIGHEST_PROBABLE = 2.3263


def jobson_m_s(
    discharge_m3_s: FloatArray,
    mean_m3_s: FloatArray,
    area_m2: FloatArray,
    slope: FloatArray | None = None,
) -> tuple[FloatArray, FloatArray]:
    """Most probable and highest probable velocity of the peak [m/s]; arguments broadcast.

    Without `slope` the form that does not need it is used (Jobson 1996).

    Examples
    --------
    >>> import numpy as np
    >>> most, highest = jobson_m_s(np.array(3.35), np.array(4.50), np.array(390e6))
    >>> round(float(most), 3), round(float(highest), 3)
    (0.265, 0.646)
    """
    area_group = area_m2**1.25 * np.sqrt(GRAVITY_M_S2) / mean_m3_s
    flow_group = discharge_m3_s / mean_m3_s
    if slope is None:
        term = area_group**0.821 * flow_group**-0.465 * discharge_m3_s / area_m2
        return 0.020 + 0.051 * term, 0.2 + 0.093 * term
    term = area_group**0.919 * flow_group**-0.469 * slope**0.159 * discharge_m3_s / area_m2
    return 0.094 + 0.0143 * term, 0.25 + 0.02 * term


def log_spread(most_probable_m_s: FloatArray, highest_m_s: FloatArray) -> FloatArray:
    """Standard deviation of ln(velocity) that puts 99 % below the highest probable one."""
    found: FloatArray = np.log(highest_m_s / most_probable_m_s) / Z_HIGHEST_PROBABLE
    return found
