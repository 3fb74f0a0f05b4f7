#!/usr/bin/env python3
"""The numbers of the founding example, worked out without the crate: scripts/expected.py

Exact fractions throughout (Python's standard library only); each line says how its number comes about. The tests
(tests/founding_example.rs and those of the rules) state the same fractions as text, so a reader can compare by eye.
"""

from fractions import Fraction as F
from math import exp, log


def show(rule, what, value, derivation):
    if isinstance(value, F):
        value = f"{value} = {float(value):.6g}"
    print(f"{rule}  {what:46} {value:38} {derivation}")


THRESHOLDS = [F(1, 2), F(1, 4), F(1, 10)]

# The figures as printed: 5 of 536 kg, 17 of 229 busts, 25 tons, 30 kg, 125 days, 80 % of opioids, 5 % of people.
mass, mass_all = F(5), F(536)
busts, busts_all = F(17), F(229)
by_mass, by_case = mass / mass_all, busts / busts_all
half = F(1, 2)  # both masses are printed to the kilogram

show("AR01", "share by mass", by_mass, "5 / 536")
show("AR01", "  at least", (mass - half) / (mass_all + half), "4.5 / 536.5")
show("AR01", "  at most", (mass + half) / (mass_all - half), "5.5 / 535.5")

for name, kg in [
    ("short tons", 25 * 2000 * F("0.45359237")),
    ("tonnes", F(25 * 1000)),
    ("long tons", 25 * 2240 * F("0.45359237")),
]:
    show("AR09", f"25 tons, if {name}, in kg", kg, "2000 lb, 1000 kg or 2240 lb of 0.45359237 kg")

show("DN07", "share by cases", by_case, "17 / 229")
show("DN07", "times the share by mass", by_case / by_mass, "(17/229) / (5/536)")

people, opioids = F(5, 100), F(80, 100)
u = F(1, 200)  # half of a percentage point, the last digit of both
show("DN09", "location quotient", opioids / people, "0.80 / 0.05")
show("DN09", "  at least", (opioids - u) / (people + u), "0.795 / 0.055")
show("DN09", "  at most", (opioids + u) / (people - u), "0.805 / 0.045")
show("DN09", "per head, against the rest", (opioids / people) / ((1 - opioids) / (1 - people)), "(80/5) / (20/95)")

for name, part, whole in [("by mass", mass, mass_all), ("by cases", busts, busts_all)]:
    rest = whole - part
    for t in THRESHOLDS:
        # True share t: part : rest = t : (1 - t) · d, so d = rest / part · t / (1 - t).
        show("SA08", f"tipping point {name} at {t}", rest / part * t / (1 - t), f"{rest}/{part} · {t} / {1 - t}")

for coverage in [F(1, 10), F(1, 4)]:
    # What was not observed is of the kind in no unit, or in all.
    low = coverage * by_mass
    show("SA09", f"worst case, {coverage} observed, at least", low, f"{coverage} · 5/536 + 0")
    show("SA09", f"worst case, {coverage} observed, at most", low + 1 - coverage, f"{coverage} · 5/536 + {1 - coverage}")

for t in THRESHOLDS:
    # Direct share s and a share x of the rest: s + (1 - s) x = t.
    show("SC02", f"upstream share needed for {t}", (t - by_mass) / (1 - by_mass), f"({t} - 5/536) / (531/536)")

# None found: a Poisson mean m with exp(-m) = 5 %; 365 days in a year of calendar days.
upper = -log(0.05)
show("IN01", "upper bound, at 95 %", f"{upper:.6g}", "-ln 0.05")
show("IN01", "upper bound a year", f"{upper * 365 / 125:.6g}", "-ln 0.05 · 365 / 125")
show("IN01", "chance of none among 20 found at 5 %", F(95, 100) ** 20, "0.95^20")
assert abs(exp(-upper) - 0.05) < 1e-12

for name, share, low, high in [
    ("by mass", by_mass, (mass - half) / (mass_all + half), (mass + half) / (mass_all - half)),
    ("by cases", by_case, by_case, by_case),
]:
    for t in THRESHOLDS:
        verdict = "proven" if high < t else "refuted" if low >= t else "undetermined"
        show("IN04", f"share < {t} of what was seized, {name}", verdict, f"{low} to {high}")
