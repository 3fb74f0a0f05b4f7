//! Everything against values worked out elsewhere with 60 digits: `scripts/reference.py` makes tests/reference/*.csv.

use super::*;
use crate::number::Exact;

/// What is demanded of every value, relative to it.
const DEMANDED: f64 = 1e-12;

fn number(text: &str) -> Exact {
    text.parse().unwrap_or_else(|_| unreadable(text))
}

fn unreadable(text: &str) -> Exact {
    panic!("{text:?} is no number")
}

fn level(alpha: &str) -> Exact {
    (Exact::ONE - number(alpha)).unwrap()
}

/// The rows of a table, without its heading.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().skip(1).map(|line| line.split(',').collect())
}

/// The worst of a function: how far off it was, and what it said it may be, relative to the value.
#[derive(Debug, Default)]
struct Worst {
    off: f64,
    told: f64,
    cases: usize,
}

impl Worst {
    /// The value is as close as it says, and says that it is close enough.
    fn check(&mut self, ours: &Approximate, reference: &str, demanded: f64, case: &dyn std::fmt::Debug) {
        let reference = number(reference);
        let off = (&reference - &approximate::exact(ours.value()).unwrap()).unwrap().abs();
        assert!(
            off <= approximate::exact(ours.error()).unwrap(),
            "{case:?}: {ours:?} is off by {}",
            off.to_f64()
        );
        assert!(ours.interval().contains(&reference), "{case:?}: {ours:?}");
        if reference.is_zero() {
            assert!(ours.value().abs() <= demanded, "{case:?}: {ours:?}");
            return;
        }
        if demanded.is_infinite() {
            return;
        }
        let size = reference.abs().to_f64();
        assert!(
            ours.error() <= demanded * size,
            "{case:?}: {ours:?} says no more than {}",
            ours.error() / size
        );
        self.off = self.off.max(off.to_f64() / size);
        self.told = self.told.max(ours.error() / size);
        self.cases += 1;
    }

    fn report(&self, name: &str) {
        println!("{name}: {} cases, off by {:.1e} at most, told {:.1e}", self.cases, self.off, self.told);
        assert!(self.cases > 0);
    }
}

/// Down to 10⁻²⁹⁰; below, a bound is enough.
fn demanded(reference: &str) -> f64 {
    if number(reference).to_f64() < 1e-290 { f64::INFINITY } else { DEMANDED }
}

#[test]
fn normal_law() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/normal_quantile.csv")) {
        worst.check(&normal_quantile(&level(row[0])).unwrap(), row[1], DEMANDED, &row);
    }
    worst.report("normal_quantile");
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/normal_two_sided.csv")) {
        let p = normal_two_sided(&number(row[0])).unwrap();
        worst.check(&p, row[1], demanded(row[1]), &row);
    }
    worst.report("normal_two_sided");
}

#[test]
fn binomial_law() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/binomial.csv")) {
        let [k, n, p] = [row[0], row[1], row[2]].map(number);
        let more = (&k + &Exact::ONE).unwrap();
        worst.check(&binomial_at_most(&k, &n, &p).unwrap(), row[3], demanded(row[3]), &row);
        worst.check(&binomial_at_least(&more, &n, &p).unwrap(), row[4], demanded(row[4]), &row);
    }
    worst.report("binomial_at_most, binomial_at_least");
}

#[test]
fn poisson_law() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/poisson.csv")) {
        let [k, mean] = [row[0], row[1]].map(number);
        let more = (&k + &Exact::ONE).unwrap();
        worst.check(&poisson_at_most(&k, &mean).unwrap(), row[2], demanded(row[2]), &row);
        worst.check(&poisson_at_least(&more, &mean).unwrap(), row[3], demanded(row[3]), &row);
    }
    worst.report("poisson_at_most, poisson_at_least");
}

#[test]
fn intervals_of_shares() {
    let mut worst: [Worst; 4] = Default::default();
    for row in rows(include_str!("../../tests/reference/shares.csv")) {
        let (x, n, level) = (number(row[0]), number(row[1]), level(row[2]));
        for (i, interval) in [clopper_pearson, wilson, mid_p, agresti_coull].into_iter().enumerate() {
            if row[3 + 2 * i].is_empty() {
                continue;
            }
            let bounds = interval(&x, &n, &level).unwrap();
            // The lower Agresti-Coull limit crosses zero: it is measured by the upper one.
            let scale = number(row[10]).to_f64() / number(row[9]).to_f64().abs();
            let low = if i == 3 { DEMANDED * scale } else { demanded(row[3 + 2 * i]) };
            worst[i].check(&bounds.low, row[3 + 2 * i], low, &row);
            worst[i].check(&bounds.high, row[4 + 2 * i], DEMANDED, &row);
        }
    }
    for (worst, name) in worst.iter().zip(["clopper_pearson", "wilson", "mid_p", "agresti_coull"]) {
        worst.report(name);
    }
}

#[test]
fn counts_of_events() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/garwood.csv")) {
        let bounds = garwood(&number(row[0]), &level(row[1])).unwrap();
        worst.check(&bounds.low, row[2], demanded(row[2]), &row);
        worst.check(&bounds.high, row[3], DEMANDED, &row);
    }
    worst.report("garwood");
    let mut worst: [Worst; 2] = Default::default();
    for row in rows(include_str!("../../tests/reference/two_counts.csv")) {
        let [first, first_exposure, second, second_exposure] = [row[0], row[1], row[2], row[3]].map(number);
        let compared =
            two_counts(&first, &first_exposure, &second, &second_exposure, &level(row[4])).unwrap();
        worst[0].check(&compared.p, row[5], DEMANDED, &row);
        worst[1].check(&compared.ratio_low, row[6], DEMANDED, &row);
        assert_eq!(compared.ratio_high.is_none(), row[7].is_empty());
        if let Some(high) = compared.ratio_high {
            worst[1].check(&high, row[7], DEMANDED, &row);
        }
    }
    worst[0].report("two_counts p");
    worst[1].report("two_counts ratio");
}

#[test]
fn differences_of_shares() {
    let mut worst = Worst::default();
    for row in rows(include_str!("../../tests/reference/newcombe.csv")) {
        let [x1, n1, x2, n2] = [row[0], row[1], row[2], row[3]].map(number);
        let bounds = newcombe(&x1, &n1, &x2, &n2, &level(row[4])).unwrap();
        // A limit may be near zero where the shares are not: the error is measured by the greater of the limits.
        let size = number(row[5]).to_f64().abs().max(number(row[6]).to_f64().abs());
        for (ours, reference) in [(bounds.low, row[5]), (bounds.high, row[6])] {
            worst.check(&ours, reference, DEMANDED * size / number(reference).to_f64().abs(), &row);
        }
    }
    worst.report("newcombe");
}

#[test]
fn other_functions() {
    let mut worst: std::collections::BTreeMap<&str, Worst> = std::collections::BTreeMap::new();
    let narrow = |interval: crate::number::Interval, row: &[&str]| {
        // Of the reference 40 digits are given.
        let reference = number(row[2]);
        let (low, high) = (interval.low_value().unwrap(), interval.high_value().unwrap());
        let slack = (&reference.abs() * &Exact::pow10(-38).unwrap()).unwrap();
        assert!(
            (low - &slack).unwrap() <= reference && reference <= (high + &slack).unwrap(),
            "{row:?} {interval}"
        );
        let width = interval.width().unwrap().unwrap().to_f64();
        assert!(width <= 1e-18 * reference.abs().to_f64(), "{row:?} {interval}");
    };
    for row in rows(include_str!("../../tests/reference/others.csv")) {
        let arguments: Vec<Exact> = row[1].split(' ').map(number).collect();
        let (name, of) = (row[0], arguments.as_slice());
        let rest = |alpha: &Exact| (&Exact::ONE - alpha).unwrap();
        let ours = match name {
            "margin" => margin(&of[0], &of[1], &rest(&of[2])),
            "lead_margin" => lead_margin(&of[0], &of[1], &of[2], &rest(&of[3])),
            "fisher_combination" => fisher_combination(of),
            "detection_power" => detection_power(&of[0], &of[1]),
            "e_value" => {
                narrow(e_value(&of[0]).unwrap(), &row);
                continue;
            }
            "defect_correlation" => {
                narrow(defect_correlation(&of[0], &of[1], &of[2]).unwrap(), &row);
                continue;
            }
            _ => {
                assert_eq!(name, "difference_margin");
                narrow(difference_margin(&of[0], &of[1], &Interval::point(of[2].clone())).unwrap(), &row);
                continue;
            }
        };
        worst.entry(name).or_default().check(&ours.unwrap(), row[2], DEMANDED, &row);
    }
    for (name, worst) in &worst {
        worst.report(name);
    }
    assert_eq!(worst.len(), 4);
}
