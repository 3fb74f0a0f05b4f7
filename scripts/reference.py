#!/usr/bin/env python3
"""Reference values for src/stats, worked out with 60 digits and without the crate: scripts/reference.py

Needs mpmath. Writes tests/reference/*.csv in about a minute. Tails come from sums, continued fractions (Abramowitz & Stegun 26.5.8, 6.5.29,
6.5.31) or, where those need millions of terms, from Gauss-Legendre quadrature of the density; where two of the three can
be had they are compared. The crate does none of these. Limits are found by Newton's method on these tails.
"""

import os
import sys
from fractions import Fraction as F

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 75
DIGITS = 40
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "reference")


def m(x):
    """A fraction, or the text of one, as a number of 75 digits."""
    x = F(x)
    return mpf(x.numerator) / mpf(x.denominator)


def lentz(term):
    """A continued fraction b0 + a1/(b1 + a2/(b2 + ...)); term(i) gives a_i, b_i."""
    tiny = mpf(10) ** -500
    f = term(0)[1] or tiny
    c, d, i = f, mpf(0), 0
    while True:
        i += 1
        if i > 2_000_000:
            raise ArithmeticError("no convergence")
        a, b = term(i)
        d = 1 / (b + a * d or tiny)
        c = b + a / c or tiny
        f *= c * d
        if abs(c * d - 1) < mpf(10) ** -62:
            return f


def beta_fraction(a, b, x, y):
    """I_x(a, b) for x below its mean and y = 1 - x, by the continued fraction."""
    front = mp.exp(a * mp.log(x) + b * mp.log(y) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)))

    def term(i):
        if i == 0:
            return None, mpf(0)
        if i == 1:
            return mpf(1), mpf(1)
        k, odd = divmod(i - 1, 2)
        if odd:
            return -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)), mpf(1)
        return k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)), mpf(1)

    return front / a * lentz(term)


def quadrature(log_density, slope, curvature, start, sign, end):
    """The integral of a density from start to end, panel by panel of its own scale, until nothing is left."""
    scale = 2 / (abs(slope) + mp.sqrt(slope * slope + 2 * curvature))
    first = log_density(start)
    total, at = mpf(0), start
    for _ in range(400):
        to = at + sign * scale
        last = sign * (end - to) <= 0
        to = end if last else to
        panel = mp.quad(lambda t: mp.exp(log_density(t) - first), [min(at, to), max(at, to)], method="gauss-legendre")
        total += panel
        at = to
        if last or panel < total * mpf(10) ** -45:
            return total * mp.exp(first)
    raise ArithmeticError("no end")


def beta_quadrature(a, b, x, lower):
    const = mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)
    log_density = lambda t: (a - 1) * mp.log(t) + (b - 1) * mp.log1p(-t) - const
    slope = (a - 1) / x - (b - 1) / (1 - x)
    curvature = (a - 1) / x**2 + (b - 1) / (1 - x) ** 2
    end = mpf(0) if lower else mpf(1)
    return quadrature(log_density, slope, curvature, x, -1 if lower else 1, end)


def beta_tail(a, b, x, lower, y=None):
    """The lower tail I_x(a, b) or the upper one; y is 1 - x where x has no room for it."""
    y = 1 - x if y is None else y
    below_mean = b * x < a * y
    if lower != below_mean:
        return 1 - beta_tail(a, b, x, not lower, y)
    large = min(a, b) > 10**7
    if large:
        return beta_quadrature(a, b, x, lower)
    return beta_fraction(a, b, x, y) if lower else beta_fraction(b, a, y, x)


def gamma_tail(a, x, lower):
    """P(a, x) or Q(a, x)."""
    if lower != (x < a):
        return 1 - gamma_tail(a, x, not lower)
    if a > 10**7:
        const = mp.loggamma(a)
        log_density = lambda t: (a - 1) * mp.log(t) - t - const
        slope, curvature = (a - 1) / x - 1, (a - 1) / x**2
        return quadrature(log_density, slope, curvature, x, -1 if lower else 1, mpf(0) if lower else x * 100)
    front = mp.exp(a * mp.log(x) - x - mp.loggamma(a))
    if lower:
        total = term = 1 / a
        n = a
        while term > total * mpf(10) ** -65:
            n += 1
            term *= x / n
            total += term
        return front * total

    def term(i):
        if i == 0:
            return None, mpf(0)
        if i == 1:
            return mpf(1), x + 1 - a
        return -(i - 1) * (i - 1 - a), x + 2 * i - 1 - a

    return front * lentz(term)


def newton(tail, log_density, start, target, lower):
    """Where the tail is the target; log_density and start on the scale of the argument's logarithm or logit."""
    u, last = mpf(start), None
    for _ in range(100):
        now = tail(u)
        step = -mp.log(now / target) * now / mp.exp(log_density(u))
        u += step if lower else -step
        if abs(step) < mpf(10) ** -22 * max(1, abs(u)) * mpf(10) ** -5:
            # Convergence is quadratic: the next step would be the square of this one.
            return u
    raise ArithmeticError("no root")


def half_normal(target):
    return mp.sqrt(2) * mp.erfinv(1 - 2 * target) if target > mpf(10) ** -9 else normal_far(target)


def normal_far(target):
    z = mp.sqrt(-2 * mp.log(target))
    for _ in range(60):
        tail = mp.erfc(z / mp.sqrt(2)) / 2
        z += mp.log(tail / target) * tail / mp.npdf(z)
    return z


def z_of(alpha):
    return half_normal(m(alpha) / 2)


def beta_limit(laws, target, lower):
    """Where the mean of the tails of some beta laws is the target: (x, 1 - x)."""
    a, b = laws[0]
    sign = -1 if lower else 1
    start = mp.log(a / b) + sign * half_normal(min(target, mpf("0.3"))) * mp.sqrt(1 / a + 1 / b)
    x_of = lambda u: 1 / (1 + mp.exp(-u))

    def density(u):
        x = x_of(u)
        each = [a * mp.log(x) + b * mp.log(1 / (1 + mp.exp(u))) - (mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)) for a, b in laws]
        return mp.log(sum(mp.exp(one) for one in each) / len(laws))

    u = newton(lambda u: sum(beta_tail(a, b, x_of(u), lower, x_of(-u)) for a, b in laws) / len(laws), density, start, target, lower)
    return x_of(u), 1 / (1 + mp.exp(u))


def clopper_pearson(x, n, alpha):
    x, n, half = m(x), m(n), m(alpha) / 2
    low = beta_limit([(x, n - x + 1)], half, True) if x > 0 else (mpf(0), mpf(1))
    high = beta_limit([(x + 1, n - x)], half, False) if x < n else (mpf(1), mpf(0))
    return low, high


def mid_p(x, n, alpha):
    x, n, alpha = m(x), m(n), m(alpha)
    laws = ([(x, n - x + 1)] if x > 0 else []) + ([(x + 1, n - x)] if x < n else [])
    target = alpha / len(laws)
    low = beta_limit(laws, target, True)[0] if x > 0 else mpf(0)
    high = beta_limit(laws, target, False)[0] if x < n else mpf(1)
    return low, high


def wilson(x, n, alpha):
    x, n, z = m(x), m(n), z_of(alpha)
    root = z * mp.sqrt(x * (n - x) / n + z * z / 4)
    # By the textbook: with 75 digits the cancellation costs nothing that is written.
    return (x + z * z / 2 - root) / (n + z * z), (x + z * z / 2 + root) / (n + z * z)


def agresti_coull(x, n, alpha):
    x, n, z = m(x), m(n), z_of(alpha)
    total = n + z * z
    p = (x + z * z / 2) / total
    return p - z * mp.sqrt(p * (1 - p) / total), p + z * mp.sqrt(p * (1 - p) / total)


def garwood(k, alpha):
    k, half = m(k), m(alpha) / 2

    def limit(a, lower):
        start = mp.log(a) + (-1 if lower else 1) * half_normal(min(half, mpf("0.3"))) / mp.sqrt(a)
        log_density = lambda u: a * u - mp.exp(u) - mp.loggamma(a)
        return mp.exp(newton(lambda u: gamma_tail(a, mp.exp(u), lower), log_density, start, half, lower))

    return limit(k, True) if k > 0 else mpf(0), limit(k + 1, False)


def show(value):
    if value == 0:
        return "0"
    if value == 1:
        return "1"
    if 0 < value < mpf(10) ** -1000:
        # Longer than the crate's exact numbers, and far below what it tells of.
        return "1e-1000"
    return mp.nstr(value, DIGITS, min_fixed=1, max_fixed=0, strip_zeros=True)


def write(name, header, rows):
    with open(os.path.join(HERE, name + ".csv"), "w") as file:
        file.write(header + "\n")
        for row in rows:
            file.write(",".join(cell if isinstance(cell, str) else show(cell) for cell in row) + "\n")
    print(name, len(rows), file=sys.stderr)


ALPHAS = ["1/2", "1/10", "1/20", "1/100", "1e-12"]


def normal():
    alphas = ALPHAS + ["0.999999", "0.9", "0.317310507862914", "0.51", "0.49", "1e-6", "1e-30", "1e-100", "1e-200", "1e-290", "1e-300"]
    rows = [[a, z_of(a)] for a in alphas]
    tiny = F(1, 10**20)
    rows.append([str(1 - tiny), mp.sqrt(2) * mp.erfinv(m(tiny))])
    write("normal_quantile", "alpha,z", rows)
    zs = ["1e-30", "1/1000", "1/2", "1", "1.96", "2.08", "3", "5", "8", "12", "20", "30", "36", "36.4", "37.6", "40"]
    write("normal_two_sided", "z,p", [[z, mp.erfc(m(z) / mp.sqrt(2))] for z in zs])


def tails():
    rows = []
    near = [
        ("1", ["1/2", "1/1000000", "1e-290"]),
        ("2", ["1/3"]),
        ("20", ["1/2", "0.999", "1e-12"]),
        ("250", ["1/100", "1/3"]),
        ("1000", ["1/2", "0.44"]),
        ("100000", ["1/3", "0.00002", "0.99999"]),
        ("10000000", ["1/2", "1/3", "1e-7", "0.0001", "0.9999999"]),
        ("330000000", ["1e-7", "1/2"]),
        ("1000000000", ["1e-9", "1/3"]),
        ("1000000000000", ["1e-12", "1/2", "1e-6"]),
    ]
    for n, shares in near:
        for p in shares:
            mean, sd = F(n) * F(p), (float(F(n) * F(p) * (1 - F(p)))) ** 0.5
            ks = {0, 1, int(n) // 2, int(n) - 1, int(n)}
            ks |= {int(mean + F(d) * F(sd)) for d in (-35, -20, -8, -3, -1, 0, 1, 3, 8, 20, 35)}
            ks |= {int(mean) + 1, int(mean) - 1}
            for k in sorted(ks):
                if not 0 <= k < int(n):
                    continue
                # An estimate of the exponent keeps values below the range of doubles out.
                a, b = mpf(k + 1), mpf(n) - k
                x = m(p)
                log = (a * mp.log(x) + b * mp.log1p(-x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)) / mp.log(10)
                if log < -288:
                    continue
                rows.append([str(k), n, p, beta_tail(a, b, x, False), beta_tail(a, b, x, True)])
    write("binomial", "k,n,p,at_most_k,more_than_k", rows)
    rows = []
    for mean in ["1e-290", "1e-12", "0.3", "1", "2.9957", "27", "1000", "10000", "1e7", "1e12"]:
        sd = float(F(mean)) ** 0.5
        ks = {0, 1, 5} | {int(F(mean) + F(d) * F(sd)) for d in (-35, -20, -8, -3, -1, 0, 1, 3, 8, 20, 35, 60)}
        for k in sorted(ks):
            if k < 0:
                continue
            a, x = mpf(k + 1), m(mean)
            if (a * mp.log(x) - x - mp.loggamma(a)) / mp.log(10) < -288:
                continue
            rows.append([str(k), mean, gamma_tail(a, x, False), gamma_tail(a, x, True)])
    write("poisson", "k,mean,at_most_k,more_than_k", rows)


COUNTS = [
    ("0", "1"), ("1", "1"), ("1", "2"), ("0", "14"), ("12", "20"), ("19", "20"), ("1", "20"), ("120", "200"), ("0", "250"), ("250", "250"),
    ("3", "1000000"), ("500000", "1000000"), ("999999", "1000000"), ("27", "330000000"), ("1", "1000000000"),
    ("0", "1000000000000"), ("1", "1000000000000"), ("999999999999", "1000000000000"), ("500000000000", "1000000000000"),
    ("1000000", "1000000000000"),
    ("0.3", "0.9"), ("0.01", "3/7"), ("65.2", "163.4"), ("100/3", "1000/7"), ("0.001", "12345.6"), ("12345.5", "12345.6"),
    ("1234567.8", "98765432.1"),
]


def shares():
    rows = []
    for x, n in COUNTS:
        for alpha in ALPHAS + (["1e-290"] if F(n) < 10**9 else []) + (["0.999"] if n in ("20", "1000000") else []):
            low, high = clopper_pearson(x, n, alpha)
            wilson_low, wilson_high = wilson(x, n, alpha)
            if x == "0":
                wilson_low = mpf(0)
            if x == n:
                wilson_high = mpf(1)
            mid = mid_p(x, n, alpha) if F(n) < 10**7 or F(x) < 100 else ("", "")
            rows.append([x, n, alpha, low[0], high[0], wilson_low, wilson_high, *mid, *agresti_coull(x, n, alpha)])
        print(x, n, file=sys.stderr)
    write("shares", "successes,trials,alpha,clopper_pearson_low,clopper_pearson_high,wilson_low,wilson_high,mid_p_low,mid_p_high,agresti_coull_low,agresti_coull_high", rows)


def counts():
    rows = []
    for k in ["0", "1", "2", "3.7", "0.01", "15", "27", "1000", "1000000", "1000000000000"]:
        for alpha in ALPHAS + ["1e-290"]:
            rows.append([k, alpha, *garwood(k, alpha)])
    write("garwood", "count,alpha,low,high", rows)
    rows = []
    for k1, t1, k2, t2 in [
        ("9", "1", "15", "1"), ("0", "1", "5", "1"), ("5", "2", "0", "3"), ("1", "1", "1", "1"), ("3", "1e9", "12", "2e9"),
        ("1000000", "1", "1003000", "1"), ("10", "1", "400", "1"), ("400", "365", "10", "1e-3"), ("500000000000", "1", "500002000000", "1"),
    ]:
        for alpha in ALPHAS:
            n, pi = F(k1) + F(k2), F(t1) / (F(t1) + F(t2))
            a, b = mpf(int(k1)), mpf(int(k2))
            below = beta_tail(a + 1, b, m(pi), False) if b > 0 else mpf(1)
            above = beta_tail(a, b + 1, m(pi), True) if a > 0 else mpf(1)
            p = min(mpf(1), 2 * min(below, above))
            if p < mpf(10) ** -290:
                continue
            # The share of the second: its odds are the ratio of the counts.
            low, high = clopper_pearson(k2, n, alpha)
            scale = m(F(t1) / F(t2))
            rows.append([k1, t1, k2, t2, alpha, p, low[0] / low[1] * scale, "" if k1 == "0" else high[0] / high[1] * scale])
    write("two_counts", "first,first_exposure,second,second_exposure,alpha,p,ratio_low,ratio_high", rows)


def differences():
    rows = []
    for x1, n1, x2, n2 in [
        ("56", "70", "48", "80"), ("9", "10", "3", "10"), ("0", "10", "0", "20"), ("10", "10", "0", "20"), ("440", "1000", "410", "1000"),
        ("0.3", "0.9", "65.2", "163.4"), ("27", "330000000", "1", "1000000000"), ("500000000000", "1000000000000", "1", "1000000000000"),
        ("20", "20", "20", "20"), ("1", "1", "0", "1"), ("999999", "1000000", "999999", "1000001"),
    ]:
        for alpha in ALPHAS:
            (l1, u1), (l2, u2) = wilson(x1, n1, alpha), wilson(x2, n2, alpha)
            p1, p2 = m(F(x1) / F(n1)), m(F(x2) / F(n2))
            rows.append([
                x1, n1, x2, n2, alpha,
                p2 - p1 - mp.sqrt((p2 - l2) ** 2 + (u1 - p1) ** 2),
                p2 - p1 + mp.sqrt((u2 - p2) ** 2 + (p1 - l1) ** 2),
            ])
    write("newcombe", "first,first_trials,second,second_trials,alpha,low,high", rows)


def others():
    rows = []
    for p, n, alpha in [("1/2", "1015", "1/20"), ("0.594", "229", "1/10"), ("1e-6", "1e12", "1e-12"), ("0.999", "162.5", "1/2"), ("3/7", "1", "1/100")]:
        rows.append(["margin", f"{p} {n} {alpha}", z_of(alpha) * mp.sqrt(m(p) * (1 - m(p)) / m(n))])
    for p, q, n, alpha in [("0.44", "0.41", "1000", "1/20"), ("1/2", "1/2", "20", "1/10"), ("0.9", "0", "333.3", "1e-12"), ("1e-6", "2e-6", "1e12", "1/100")]:
        rows.append(["lead_margin", f"{p} {q} {n} {alpha}", z_of(alpha) * mp.sqrt((m(p) + m(q) - (m(p) - m(q)) ** 2) / m(n))])
    for ps in ["0.05 0.2 0.1", "0.5", "1e-300 1e-300 1", "1 1 1", "0.9 0.99 0.7 0.999", " ".join(["0.3"] * 200), "1e-100 1e-100 1/3", "1e-12"]:
        values = [m(p) for p in ps.split()]
        half = -sum(mp.log(p) for p in values)
        value = gamma_tail(mpf(len(values)), half, False) if half > 0 else mpf(1)
        if value > mpf(10) ** -290:
            rows.append(["fisher_combination", ps, value])
    for k, d in [("20", "0.05"), ("1", "1/3"), ("1e12", "1e-12"), ("1e12", "1e-30"), ("1e-3", "1/2"), ("1e15", "1e-15"), ("7", "1"), ("3", "0.999999999"), ("1e9", "1/2"), ("2.5", "1e-5"), ("12", "1e-250"), ("1e-250", "0.3")]:
        d = m(d) if F(d) == 1 else d
        value = mpf(1) if not isinstance(d, str) else -mp.expm1(m(k) * mp.log1p(-m(d)))
        rows.append(["detection_power", f"{k} {d if isinstance(d, str) else 1}", value])
    for rr in ["1.18", "1.05", "10.7", "1/2", "1", "0.999999", "1e30", "1e-9"]:
        r = max(m(rr), 1 / m(rr))
        rows.append(["e_value", rr, r + mp.sqrt(r * (r - 1))])
    for e, s, f in [("0.05", "0.5", "1/1020"), ("-0.03", "0.44", "0.001"), ("1e-9", "0.999", "0.999"), ("0.4", "1e-6", "1e-9"), ("0", "1/2", "1/2")]:
        rows.append(["defect_correlation", f"{e} {s} {f}", m(e) / (mp.sqrt((1 - m(f)) / m(f)) * mp.sqrt(m(s) * (1 - m(s))))])
    for a, b, rho in [("3", "4", "0"), ("3", "4", "1/2"), ("0.02", "0.031", "-1"), ("1e-9", "1e9", "1"), ("2", "2", "1")]:
        rows.append(["difference_margin", f"{a} {b} {rho}", mp.sqrt(m(a) ** 2 + m(b) ** 2 - 2 * m(rho) * m(a) * m(b))])
    write("others", "function,arguments,value", rows)


def compare():
    """The methods against one another, and against what is known."""
    close = lambda a, b: abs(a / b - 1) < mpf(10) ** -30
    total = sum(mp.binomial(1000, k) for k in range(481)) / mpf(2) ** 1000
    assert close(beta_tail(mpf(481), mpf(520), mpf("0.5"), False), total)
    for a, b, x, lower in [(40, 61, "0.3", True), (4001, 6000, "0.39", True), (4001, 6000, "0.43", False), (30000, 20000, "0.58", True)]:
        a, b, x = mpf(a), mpf(b), mpf(x)
        fraction = beta_fraction(a, b, x, 1 - x) if lower else beta_fraction(b, a, 1 - x, x)
        assert close(beta_quadrature(a, b, x, lower), fraction), (a, b, x)
    assert close(gamma_tail(mpf(4), mpf(9), False), mp.exp(-9) * (1 + 9 + mpf(81) / 2 + mpf(729) / 6))
    assert close(gamma_tail(mpf(3), mpf(1), True), 1 - mp.exp(-1) * mpf("2.5"))


if __name__ == "__main__":
    os.makedirs(HERE, exist_ok=True)
    compare()
    todo = sys.argv[1:] or ["normal", "tails", "differences", "others", "counts", "shares"]
    for name in todo:
        globals()[name]()
