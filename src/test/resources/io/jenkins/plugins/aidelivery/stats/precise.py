"""Distribution functions to 60 digits, independent of scipy (mpmath arithmetic only).

Arguments are doubles and are taken as exactly the double given. Each function returns the lower and the upper
tail, the smaller of which is never made by subtraction from 1, so that both are good to full precision.
"""

from mpmath import mp, mpf

mp.dps = 60
EPS = mpf(10) ** -55


def _beta_fraction(a, b, x):
    """Continued fraction of the incomplete beta function, by the modified Lentz method."""
    tiny = mpf(10) ** -400
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d if d else tiny)
    h = d
    for m in range(1, 400000):
        for numerator in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                          -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 + numerator * d
            c = 1 + numerator / c
            d, c = 1 / (d if d else tiny), c if c else tiny
            h *= d * c
        if abs(d * c - 1) < EPS:
            return h
    raise ArithmeticError("no convergence")


def beta_tails(a, b, x, y=None):
    """I_x(a, b) and its complement; y = 1 - x may be given where it is known better."""
    a, b, x = mpf(a), mpf(b), mpf(x)
    y = 1 - x if y is None else mpf(y)
    if x <= 0 or y <= 0:
        return (mpf(0), mpf(1)) if x <= 0 else (mpf(1), mpf(0))
    front = mp.exp(a * mp.log(x) + b * mp.log(y) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))
    if x < (a + 1) / (a + b + 2):
        lower = front * _beta_fraction(a, b, x) / a
        return lower, 1 - lower
    upper = front * _beta_fraction(b, a, y) / b
    return 1 - upper, upper


def beta_density(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    return mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b))


def gamma_tails(a, x):
    """Regularised incomplete gamma functions P(a, x) and Q(a, x)."""
    a, x = mpf(a), mpf(x)
    if x <= 0:
        return mpf(0), mpf(1)
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if x < a + 1:
        term = total = 1 / a
        n = a
        while abs(term) > abs(total) * EPS:
            n += 1
            term *= x / n
            total += term
        return front * total, 1 - front * total
    tiny = mpf(10) ** -400
    b = x + 1 - a
    c, d = 1 / tiny, 1 / b
    h = d
    for i in range(1, 400000):
        numerator = -i * (i - a)
        b += 2
        d = 1 / (numerator * d + b)
        c = b + numerator / c
        h *= d * c
        if abs(d * c - 1) < EPS:
            return 1 - front * h, front * h
    raise ArithmeticError("no convergence")


def gamma_density(a, x):
    return mp.exp((mpf(a) - 1) * mp.log(mpf(x)) - mpf(x) - mp.loggamma(mpf(a)))


def normal_tails(x):
    x = mpf(x)
    lower = mp.erfc(-x / mp.sqrt(2)) / 2
    upper = mp.erfc(x / mp.sqrt(2)) / 2
    return lower, upper


def normal_density(x):
    return mp.exp(-mpf(x) ** 2 / 2) / mp.sqrt(2 * mp.pi)


def t_tails(df, t):
    df, t = mpf(df), mpf(t)
    square = t * t
    inside = beta_tails(mpf(1) / 2, df / 2, square / (df + square), df / (df + square))
    tail, body = inside[1] / 2, (1 + inside[0]) / 2
    return (body, tail) if t >= 0 else (tail, body)


def t_density(df, t):
    df, t = mpf(df), mpf(t)
    return mp.exp(mp.loggamma((df + 1) / 2) - mp.loggamma(df / 2) - mp.log(df * mp.pi) / 2
                  - (df + 1) / 2 * mp.log(1 + t * t / df))


def chi2_tails(df, x):
    return gamma_tails(mpf(df) / 2, mpf(x) / 2)


def chi2_density(df, x):
    return gamma_density(mpf(df) / 2, mpf(x) / 2) / 2


def f_tails(d1, d2, x):
    d1, d2, x = mpf(d1), mpf(d2), mpf(x)
    return beta_tails(d1 / 2, d2 / 2, d1 * x / (d1 * x + d2), d2 / (d1 * x + d2))


def binomial_tails(n, p, k):
    """P(X <= k) and P(X > k)."""
    upper, lower = beta_tails(k + 1, n - k, p) if k < n else (mpf(0), mpf(1))
    return lower, upper


def quantile(tails, density, p, start, upper=False):
    """x with lower tail p (or upper tail p): Newton's method on the logarithm of the smaller tail, from a near start.

    The start is scipy's answer; the result does not depend on it. A step may at most halve or double x.
    """
    p, x = mpf(p), mpf(start)
    if not mp.isfinite(x):  # scipy 1.17.1 gives +inf for t.ppf(1e-300, 5)
        x = mpf(-1) if p < mpf(1) / 2 else mpf(1)
    if p > mpf(1) / 2:
        p, upper = 1 - p, not upper
    for _ in range(2000):
        tail = tails(x)[1 if upper else 0]
        step = tail * mp.log(tail / p) / density(x) * (-1 if upper else 1)
        if abs(step) > abs(x) / 2:
            step = mp.sign(step) * abs(x) / 2
        x -= step
        if abs(step) <= abs(x) * mpf(10) ** -40:
            return x
    raise ArithmeticError(f"no convergence: {p} {start}")
