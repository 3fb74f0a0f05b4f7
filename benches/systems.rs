//! What it costs to solve the figures of a dossier together: `cargo bench --bench systems` prints milliseconds, for many
//! small parts and for one large one, beside the targets.
//!
//! The figures have true values, and are printed to a few per mille, up to two beside the truth: the solver starts in the
//! middle of their ranges, and would else start at it. Of every four relations one is a total of four figures or a part
//! beside its whole, the others are ratios printed to a few per mille. A contradiction is planted by moving one figure by
//! a fifth. The second table is the same for dossiers, from the resolved file to the finding: claims of one part each
//! print their figures anew, so there are more of them than things.
//!
//! 1,000 figures took 17 ms in parts of ten and 43 ms in one part, with a contradiction 17 and 2.7 ms until it was shown to
//! be smallest; a tight range 0.03 ms, and 35 to 38 ms in the one large part, under a load of 7. The rest is in DESIGN.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a bench may stop on its own mistakes, and prints rounded numbers"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use saltgrain::dossier::read::{Format, read};
use saltgrain::number::{Exact, Interval, Reading};
use saltgrain::ranges::Ranges;
use saltgrain::system::{Kind, System, Verdict};
use saltgrain::{Checker, Dossier, Severity};

/// For 1,000 figures in 2,000 relations: all of it, and one tight range.
const TARGETS: [Duration; 2] = [Duration::from_secs(1), Duration::from_millis(100)];

/// How many figures each of the small parts has.
const SMALL: usize = 10;

/// SplitMix64 (Steele, Lea & Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    }
}

fn exact(value: usize) -> Exact {
    Exact::from(i64::try_from(value).unwrap())
}

/// A value give or take so many per mille.
fn around(value: &Exact, per_mille: i64) -> Interval {
    let by = (value * &Exact::new(per_mille, 1_000).unwrap()).unwrap();
    Interval::closed((value - &by).unwrap(), (value + &by).unwrap()).unwrap()
}

/// So many figures in twice as many relations, which hang together in parts of `part` figures.
fn system(figures: usize, part: usize, planted: bool) -> System {
    let mut random = Random(7);
    let mut system = System::new(figures);
    let mut truth = vec![0usize; figures];
    let mut relations = 0;
    let one = Exact::ONE;
    for first in (0..figures).step_by(part) {
        let last = (first + part).min(figures);
        for at in first..last {
            let within = at - first;
            truth[at] = 100 + random.below(10_000);
            if within >= 4 && within % 4 == 0 {
                // A whole and four parts of it.
                let parts = [at - 1, at - 2, at - 3, first + random.below(within - 3)];
                truth[at] = parts.iter().map(|part| truth[*part]).sum();
                let terms = parts.iter().map(|part| (*part, one.clone())).chain([(at, -&one)]);
                system.row(terms, Kind::Equal, Exact::ZERO, relations);
                relations += 1;
            }
        }
        while relations < 2 * last {
            let [a, b] = [0; 2].map(|_| first + random.below(last - first));
            if a == b {
                continue;
            }
            if relations % 4 == 0 && truth[a] <= truth[b] {
                system.row([(a, one.clone()), (b, -&one)], Kind::AtMost, Exact::ZERO, relations);
            } else {
                let ratio = around(&(exact(truth[a]) / exact(truth[b])).unwrap(), 3);
                let (low, high) = (ratio.low_value().unwrap().clone(), ratio.high_value().unwrap().clone());
                system.row([(b, low), (a, -&one)], Kind::Less, Exact::ZERO, relations);
                system.row([(a, one.clone()), (b, -high)], Kind::Less, Exact::ZERO, relations);
            }
            relations += 1;
        }
    }
    let moved = figures / 2;
    for (at, value) in truth.iter().enumerate() {
        // Up to two per mille aside.
        let value = (exact(*value * (49_900 + random.below(201))) / exact(50_000)).unwrap();
        let value = if planted && at == moved { (value * Exact::new(6, 5).unwrap()).unwrap() } else { value };
        system.bound(at, &around(&value, 5));
    }
    system
}

fn shortest<T>(times: u32, mut work: impl FnMut() -> T) -> Duration {
    // What else the machine does only ever adds to it.
    (0..times)
        .map(|_| {
            let begin = Instant::now();
            black_box(work());
            begin.elapsed()
        })
        .min()
        .unwrap()
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Claims about the staff of many firms: each firm has a total by site, a total by trade and a share of one trade, from
/// three sources; or one firm has them all.
fn story(claims: usize, apart: bool, planted: bool) -> Dossier {
    let mut random = Random(11);
    let firms = if apart { claims / 3 } else { 1 };
    let sites = claims / 3 / firms;
    let mut text = String::from(
        "[taxonomy]\nis_a = { welders = \"staff\", fitters = \"staff\" }\n[taxonomy.place.part_of]\n",
    );
    for (firm, site) in (0..firms).flat_map(|firm| (0..sites).map(move |site| (firm, site))) {
        writeln!(text, "site-{firm}-{site} = \"NZ\"\npair-{firm}-{site} = \"NZ\"").unwrap();
    }
    for firm in 0..firms {
        for site in 0..sites {
            let [welders, fitters] = [0; 2].map(|_| 101 + 10 * random.below(90));
            let all = welders + fitters;
            let moved = if planted && (firm, site) == (firms / 2, sites / 2) { all / 5 } else { 0 };
            let place = format!("site-{firm}-{site}");
            let like = |id: &str| {
                format!(
                    "\n[[claim]]\nid = \"{id}-{place}\"\nbase = \"none\"\nplace = \"{place}\"\nperiod = \"2019\"\nstage = \"none\"\n\
                     origin = {{ basis = \"any\", value = \"none\" }}\nflow = \"stock\"\nof = \"staff\"\n"
                )
            };
            write!(
                text,
                "{}[claim.total]\nwhole = \"over 100 people\"\nexclusive = true\nexhaustive = true\n[claim.total.parts]\n\
                 welders = {{ value = \"{welders} people\", of = \"welders\" }}\nfitters = {{ value = \"{} people\", of = \"fitters\" }}\n",
                like("trades"),
                fitters + moved,
            )
            .unwrap();
            let percent = 100.0 * welders as f64 / all as f64;
            write!(
                text,
                "{}which = {{ of = \"welders\" }}\nshare = {{ part = \"{welders} people\", whole = \"over 100 people\", stated = \"{percent:.2} %\" }}\n",
                like("share"),
            )
            .unwrap();
            let next = format!("site-{firm}-{}", (site + 1) % sites);
            // In a firm of many sites each hangs together with the next.
            match apart {
                true => writeln!(text, "{}figure = \"over 90 people\"", like("count")),
                false => write!(
                    text,
                    "{}[claim.total]\nwhole = {{ value = \"over 200 people\", place = \"pair-{firm}-{site}\" }}\nexclusive = true\n[claim.total.parts]\n\
                     one = {{ value = \"over 90 people\", place = \"{place}\" }}\nother = {{ value = \"over 90 people\", place = \"{next}\" }}\n",
                    like("pair"),
                ),
            }
            .unwrap();
        }
    }
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{}", problems[0]);
    dossier.unwrap()
}

fn main() {
    let mut missed = 0;
    println!(
        "milliseconds (targets for 1,000 figures: {:?} in all, {:?} for a tight range)\n",
        TARGETS[0], TARGETS[1]
    );
    println!(
        "{:>8} {:>10}  {:>22} {:>22} {:>10} {:>8}",
        "figures", "parts of", "consistent, all ranges", "conflict, irreducible", "smallest", "tight"
    );
    for part in [SMALL, usize::MAX] {
        for figures in [100, 300, 1_000, 3_000] {
            let part = part.min(figures);
            let (fits, planted) = (system(figures, part, false), system(figures, part, true));
            let consistent = shortest(3, || {
                let parts = fits.judge();
                assert!(
                    parts.iter().all(|part| matches!(part.verdict, Verdict::Consistent(_))),
                    "not consistent"
                );
                parts
            });
            let conflict = |smallest: bool| {
                let parts = planted.judge();
                let found = parts.iter().find_map(|part| match &part.verdict {
                    Verdict::Conflict(conflict) => Some((&part.rows, conflict)),
                    _ => None,
                });
                let (rows, conflict) = found.unwrap();
                let reduced = planted.irreducible(conflict);
                assert!(planted.refutes(&reduced.conflict.multipliers), "refuted");
                if smallest { planted.smallest(rows, reduced) } else { reduced }
            };
            let (irreducible, smallest) = (shortest(3, || conflict(false)), shortest(3, || conflict(true)));
            let asked = figures / 2;
            let rows = fits.parts().into_iter().find(|rows| {
                rows.iter().any(|row| fits.rows()[*row].terms.iter().any(|(unknown, _)| *unknown == asked))
            });
            let rows = rows.unwrap();
            let tight = shortest(3, || fits.range(&rows, asked).unwrap());
            let is_late =
                figures == 1_000 && (consistent > TARGETS[0] || smallest > TARGETS[0] || tight > TARGETS[1]);
            missed += u32::from(is_late);
            println!(
                "{figures:>8} {part:>10}  {:>22.1} {:>22.1} {:>10.1} {:>8.1}{}",
                milliseconds(consistent),
                milliseconds(irreducible),
                milliseconds(smallest),
                milliseconds(tight),
                if is_late { "  missed" } else { "" }
            );
        }
    }
    println!(
        "\n{:>8} {:>8} {:>10}  {:>8} {:>8} {:>8} {:>8}",
        "claims", "figures", "", "held", "fired", "ranges", "tight"
    );
    let checker = Checker::default().select(["AR13"]).unwrap();
    for apart in [true, false] {
        for claims in [99, 300, 999, 3_000] {
            let (fits, planted) = (story(claims, apart, false), story(claims, apart, true));
            let passed = shortest(3, || {
                let report = checker.check(&fits).unwrap();
                assert_eq!(report.tally("AR13").unwrap().passed, 1, "{report}");
            });
            let fired = shortest(3, || {
                let report = checker.check(&planted).unwrap();
                assert_eq!(report.worst(), Some(Severity::Error), "{report}");
            });
            let resolved = fits.resolve().unwrap();
            let ranges = Ranges::of(&resolved, Reading::Widest);
            let of = shortest(3, || Ranges::of(&resolved, Reading::Widest).figures());
            let asked = ranges.figures()[ranges.len() / 2].pointer.clone();
            let tight = shortest(3, || ranges.left_blank(&asked).unwrap());
            println!(
                "{claims:>8} {:>8} {:>10}  {:>8.1} {:>8.1} {:>8.1} {:>8.1}",
                ranges.len(),
                if apart { "apart" } else { "in a ring" },
                milliseconds(passed),
                milliseconds(fired),
                milliseconds(of),
                milliseconds(tight)
            );
        }
    }
    println!("\n{missed} of the targets missed");
}
