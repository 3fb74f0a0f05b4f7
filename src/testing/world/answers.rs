//! A further part of a world: people who are asked, some of whom answer, and funds of which some are closed.
//!
//! Of everybody it is known what they think, whether they would answer and what they would say; pupils of one class are
//! alike; a few people are put into a small group by mistake. What is printed of those who answered is true of them, and
//! what is asserted of all is true of all.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde::de::value::{Error as ValueError, MapDeserializer};
use serde::de::{Deserialize, Deserializer, IntoDeserializer, Visitor};

use crate::claim::relation::Compare;
use crate::claim::{Assertion, Claim, Conclusion, Mood, Quantified, Relation};
use crate::dossier::{Assumption, AssumptionName, Design, Dossier, Frame};
use crate::number::Exact;
use crate::quantity::{Flow, OriginSpec, Quantity};
use crate::testing::print::{Convention, print};

const DESIGNS: [Design; 4] =
    [Design::Probability, Design::Probability, Design::Volunteer, Design::Convenience];

const MOODS: [Mood; 4] = [Mood::Flat, Mood::Flat, Mood::Hedged, Mood::NotShown];

/// Shares, in percent, that a text compares with.
const THRESHOLDS: [u64; 6] = [1, 10, 25, 50, 75, 90];

/// What people think, who answers and what the funds return.
#[derive(Debug, Clone)]
pub(super) struct Answers {
    /// Yes, no and no opinion, among those who answer; yes and no among the silent, and among those nobody selected.
    opinions: [u64; 7],
    design: Design,
    /// Classes in which pupils were asked, pupils in each, those who say yes in each, and how alike they are, in percent.
    classes: (u64, u64, Vec<u64>, u64),
    /// True members of a small group, others who are put into it, and all others.
    members: [u64; 3],
    is_register: bool,
    /// Returns in tenths of a percent, of funds alive and closed.
    funds: [Vec<u64>; 2],
    how: Convention,
    threshold: u64,
    flags: [bool; 6],
    mood: Mood,
}

pub(super) fn answers() -> impl Strategy<Value = Answers> {
    let people = || prop_oneof![2 => 0..40u64, 2 => 0..900u64, 1 => Just(0u64)];
    let few = || prop_oneof![2 => 0..20u64, 1 => 0..2_000u64];
    let opinions = (1..900u64, people(), people(), few(), few(), few(), few());
    let class = (2..40usize, 2..30u64).prop_flat_map(|(classes, pupils)| {
        (Just((classes as u64, pupils)), vec(0..=pupils, classes), 0..20u64)
    });
    let members = (few(), prop_oneof![2 => 0..4u64, 1 => 0..40u64], 50..20_000u64);
    let funds = (vec(0..200u64, 1..30), vec(0..200u64, 1..15));
    let said = (
        select(&Convention::ALL[..]),
        select(&THRESHOLDS[..]),
        any::<[bool; 6]>(),
        select(&MOODS[..]),
        select(&DESIGNS[..]),
        any::<bool>(),
    );
    (opinions, class, members, funds, said).prop_map(
        |((a, b, c, d, e, f, g), ((classes, pupils), yes, icc), members, funds, said)| {
            let (how, threshold, flags, mood, design, is_register) = said;
            Answers {
                opinions: [a, b, c, d, e, f, g],
                design,
                classes: (classes, pupils, yes, icc),
                members: [members.0, members.1, members.2],
                is_register,
                funds: [funds.0, funds.1],
                how,
                threshold,
                flags,
                mood,
            }
        },
    )
}

/// A field of a quantity's table: a text, or a table itself.
#[derive(Debug, Clone)]
enum Cell {
    Text(String),
    Table(Vec<(&'static str, Cell)>),
}

impl<'de> IntoDeserializer<'de, ValueError> for Cell {
    type Deserializer = Cell;

    fn into_deserializer(self) -> Cell {
        self
    }
}

impl<'de> Deserializer<'de> for Cell {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Cell::Text(text) => visitor.visit_string(text),
            Cell::Table(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

fn text(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn quantity(fields: Vec<(&'static str, Cell)>) -> Option<Quantity> {
    Quantity::deserialize(Cell::Table(fields)).ok()
}

fn left_out(n: String, why: &str) -> (&'static str, Cell) {
    ("excluded", Cell::Table(vec![("n", Cell::Text(n)), ("why", text(why))]))
}

/// Of people in one country, in one year.
fn here(claim: Claim) -> Claim {
    claim.place("NZ").period("2019").stage("none").origin(OriginSpec::any("none")).flow(Flow::Stock)
}

/// On which side of a percentage a share lies; nothing where it lies on it.
fn against(part: u64, whole: u64, percent: u64) -> Option<Assertion> {
    let threshold = Exact::new(i64::try_from(percent).ok()?, 100).ok()?;
    match (part * 100).cmp(&(whole * percent)) {
        std::cmp::Ordering::Less => Some(Quantified::Share.below(threshold)),
        std::cmp::Ordering::Greater => Some(Quantified::Share.above(threshold)),
        std::cmp::Ordering::Equal => None,
    }
}

fn tenths(sum: u64, count: usize) -> Option<Exact> {
    (&Exact::from(sum) / &Exact::from(10 * u64::try_from(count).ok()?)).ok()
}

impl Answers {
    /// Adds what is said of them.
    pub(super) fn tell(&self, dossier: Dossier) -> Dossier {
        let dossier = self.poll(dossier);
        let dossier = self.opinions(dossier);
        let dossier = self.classes(dossier);
        let dossier = self.group(dossier);
        self.funds(dossier)
    }

    fn people(&self, n: u64) -> String {
        format!("{} people", print(&n.into(), self.how, 0))
    }

    fn concluded(&self, id: &str, asserted: Option<Assertion>) -> Conclusion {
        let conclusion = Conclusion::from_claims([id]).mood(self.mood);
        match asserted {
            Some(asserted) => conclusion.asserts(asserted),
            None => conclusion,
        }
    }

    /// Those who answered, and what is true of all who were selected, and of everybody.
    fn poll(&self, dossier: Dossier) -> Dossier {
        let [yes, no, _, silent_yes, silent_no, other_yes, other_no] = self.opinions;
        let (answered, selected) = (yes + no, yes + no + silent_yes + silent_no);
        let all = selected + other_yes + other_no;
        let (low, high) = (answered * 100 / selected, (answered * 100).div_ceil(selected));
        let rate = if low == high { format!("exactly {low} %") } else { format!("{low} % to {high} %") };
        let frame = Frame::new(self.design).stands_for("those-selected");
        let frame = if self.flags[0] { frame.clone().response(&rate).unwrap_or(frame) } else { frame };
        let came = Frame::new(Design::Volunteer).stands_for("townspeople");
        let came = came.clone().population(&format!("{all} people")).unwrap_or(came);
        let share = || Claim::share(&self.people(yes), &format!("{answered} people")).ok();
        let mut dossier = dossier.frame("poll", frame).frame("came", came);
        if let Some(claim) = share() {
            let conclusion = self.concluded("answers", against(yes + silent_yes, selected, self.threshold));
            dossier = dossier
                .claim("answers", here(claim.of("in-favour").frame("poll")))
                .conclusion("about-answers", conclusion.base("those-selected"));
        }
        if let Some(claim) = share() {
            let yes = yes + silent_yes + other_yes;
            let conclusion = self.concluded("came-forward", against(yes, all, self.threshold));
            dossier = dossier
                .claim("came-forward", here(claim.of("in-favour").frame("came")))
                .conclusion("about-came-forward", conclusion.base("townspeople"));
        }
        dossier
    }

    /// The share among those with an opinion, and what is true of those with and without one.
    fn opinions(&self, dossier: Dossier) -> Dossier {
        let [yes, no, none, ..] = self.opinions;
        let fields = vec![
            ("part", text(format!("{yes} people"))),
            ("whole", text(format!("{} people", yes + no))),
            left_out(format!("{none} people"), "no opinion"),
        ];
        let Some(share) = quantity(fields).and_then(|share| Claim::share_of(share).ok()) else {
            return dossier;
        };
        let claim = here(share.of("in-favour").frame("interviews"));
        let frame = Frame::new(self.design).stands_for("everybody-asked");
        let (claim, asserted) = match self.flags[1] {
            true => (claim.base("decided"), against(yes, yes + no, self.threshold)),
            false => (claim, against(yes, yes + no + none, self.threshold)),
        };
        let conclusion = self.concluded("opinions", asserted);
        let conclusion = if self.flags[1] { conclusion } else { conclusion.base("interviews") };
        dossier.frame("interviews", frame).claim("opinions", claim).conclusion("about-opinions", conclusion)
    }

    /// Pupils of some classes, with the margin that classes have, or without one.
    fn classes(&self, dossier: Dossier) -> Dossier {
        let (classes, pupils, yes, icc) = &self.classes;
        let (n, yes) = (classes * pupils, yes.iter().sum::<u64>());
        let frame = Frame::new(Design::Probability).stands_for("pupils");
        let frame = frame.clone().clusters(&format!("{classes} classes")).unwrap_or(frame);
        let mut fields =
            vec![("part", text(format!("{yes} pupils"))), ("whole", text(format!("{n} pupils")))];
        #[expect(clippy::cast_precision_loss, reason = "a margin is printed with one decimal")]
        if self.flags[2] {
            let effect = 1.0 + (pupils - 1) as f64 * *icc as f64 / 100.0;
            let share = yes as f64 / n as f64;
            let margin = 196.0 * (share * (1.0 - share) * effect / n as f64).sqrt();
            fields.push(("margin", text(format!("{:.1} percentage points", margin + 0.05))));
            fields.push(("level", text("95 %")));
        }
        let Some(claim) = quantity(fields).and_then(|share| Claim::share_of(share).ok()) else {
            return dossier;
        };
        let dossier =
            dossier.frame("classes", frame).claim("pupils", here(claim.of("readers").frame("classes")));
        let value = format!("exactly {icc} %");
        match Assumption::new(AssumptionName::Icc, "classes", &value, "counted") {
            Ok(assumption) if self.flags[3] => dossier.assume(assumption),
            _ => dossier,
        }
    }

    /// A group to which some are counted by mistake, or none where a register says who belongs to it.
    fn group(&self, dossier: Dossier) -> Dossier {
        let [members, mistaken, others] = self.members;
        let mistaken = if self.is_register { 0 } else { mistaken };
        let n = members + mistaken + others;
        let design = if self.is_register { Design::Administrative } else { self.design };
        let share = Claim::share(&format!("{} people", members + mistaken), &format!("{n} people"));
        let Ok(claim) = share else { return dossier };
        let conclusion = self.concluded("counted", against(members, n, self.threshold));
        let dossier = dossier
            .frame("counts", Frame::new(design).stands_for("everybody-counted"))
            .claim("counted", here(claim.of("members").frame("counts")))
            .conclusion("about-counted", conclusion.base("everybody-counted"));
        let parts = (mistaken * 10_000, mistaken + others);
        let (low, high) = (parts.0 / parts.1, parts.0.div_ceil(parts.1));
        let hundredths = |n: u64| format!("{}.{:02} %", n / 100, n % 100);
        let value = match low == high {
            true => format!("exactly {}", hundredths(low)),
            false => format!("{} to {}", hundredths(low), hundredths(high)),
        };
        match Assumption::new(AssumptionName::Misclassification, "counts", &value, "counted") {
            Ok(assumption) if self.flags[4] && !self.is_register => dossier.assume(assumption),
            _ => dossier,
        }
    }

    /// Funds that are alive beside those that were closed, or how many those are.
    fn funds(&self, dossier: Dossier) -> Dossier {
        let [alive, closed] = &self.funds;
        let sums = (alive.iter().sum::<u64>(), closed.iter().sum::<u64>());
        let all = tenths(sums.0 + sums.1, alive.len() + closed.len());
        let percent = |mean: &Exact| format!("{} %", print(mean, Convention::Nearest, 2));
        let group = |sum: u64, count: usize| -> Option<Vec<(&'static str, Cell)>> {
            let mean = text(percent(&tenths(sum, count)?));
            Some(vec![("mean", mean), ("n", text(format!("{count} funds")))])
        };
        let claim = || {
            let mut kept = group(sums.0, alive.len())?;
            if self.flags[5] {
                let groups = [("alive", kept), ("closed", group(sums.1, closed.len())?)];
                let groups = groups.into_iter().map(|(name, fields)| Some((name, quantity(fields)?)));
                let groups = groups.collect::<Option<Vec<_>>>()?.into_iter().collect();
                let compare = Compare { groups, by: Some("fate".into()), ..Compare::default() };
                return Some(Claim::new(Relation::Compare(Box::new(compare))));
            }
            kept.push(left_out(format!("{} funds", closed.len()), "closed"));
            Some(Claim::new(Relation::Figure(quantity(kept)?.into())))
        };
        let (Some(claim), Some(all)) = (claim(), all) else { return dossier };
        // To the whole percent below the mean: true, also where the mean is whole.
        let below = format!("mean >= {} %", all.floor());
        let conclusion = self.concluded("returns", below.parse().ok());
        let frame = Frame::new(Design::ByOutcome).stands_for("funds");
        let claim = here(claim.of("return").frame("alive"));
        dossier.frame("alive", frame).claim("returns", claim).conclusion(
            "about-returns",
            match self.flags[0] {
                true => conclusion.base("funds"),
                false => conclusion,
            },
        )
    }
}

/// What the names mean.
pub(super) fn declare(taxonomies: &mut crate::vocabulary::TaxonomiesSpec) {
    let under = |parent: &str| crate::vocabulary::Names(vec![parent.to_string()]);
    taxonomies.concept.is_a.insert("decided".into(), under("everybody-asked"));
}
