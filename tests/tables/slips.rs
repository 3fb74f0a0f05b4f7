//! One figure moved beyond the range that the others leave it, reckoned without the crate.

use std::collections::BTreeMap;

use num_traits::{One, Signed, Zero};
use saltgrain::rule::proof::verify;
use saltgrain::{Checker, Severity, Source};

use super::population::{Area, Column, GROUPS, MARKS, Nesting, Population, place};
use super::print::{Mode, Unitful, print_share, with_unit};
use super::random::{self, Random};
use super::range::{Q, Range, ratio, whole};
use super::tell;
use super::told::Teller;

/// The rules that judge an identity, once they exist.
pub const JUDGED: &[&str] = &["AR01", "AR02", "AR03", "AR05", "AR07", "IN03", "IN09"];

/// Those of them that do.
pub fn judged() -> impl Iterator<Item = &'static str> {
    JUDGED.iter().copied().filter(|code| saltgrain::rules::all().any(|rule| rule.code == *code))
}

/// How far figures of these ranges are from agreeing; none where they can.
type Apart = Box<dyn Fn(&[Range]) -> Option<Q>>;

/// The claims that state figures of these texts.
type Write = Box<dyn Fn(&[String]) -> String>;

/// Figures that are bound to one another, and the dossier that states them.
struct Bound {
    what: &'static str,
    /// Who finds it: the first, or where the parts alone show it, another.
    rules: &'static [&'static str],
    figures: Vec<Unitful>,
    /// Where each stands.
    at: Vec<String>,
    apart: Apart,
    write: Write,
    /// A share of one population is no more than all of it.
    most: Option<Q>,
}

/// What became of the slips of one kind.
#[derive(Debug, Default)]
struct Kept {
    /// The figures say nothing that can be contradicted: a limit on one side, digits that reach to zero.
    open: u64,
    found: u64,
    /// An end that is not reached is all that keeps the figures apart, and nothing was said.
    ties: u64,
    /// Of those found, how many were such ties.
    ties_found: u64,
    /// Told of, and not as an error: another reading of the words explains it.
    warned: u64,
    missed: u64,
}

impl Kept {
    fn all(&self) -> u64 {
        self.found + self.ties + self.warned + self.missed
    }
}

#[derive(Debug, Default)]
pub struct Counted {
    kinds: BTreeMap<(&'static str, &'static str), Kept>,
    failures: Vec<String>,
}

impl Counted {
    fn add(&mut self, other: Counted) {
        for (kind, kept) in other.kinds {
            let own = self.kinds.entry(kind).or_default();
            own.open += kept.open;
            own.found += kept.found;
            own.ties += kept.ties;
            own.ties_found += kept.ties_found;
            own.warned += kept.warned;
            own.missed += kept.missed;
        }
        self.failures.extend(other.failures);
    }
}

// --- the identities ---

/// The widest gap of several that cannot all hold.
fn widest(gaps: impl IntoIterator<Item = Option<Q>>) -> Option<Q> {
    gaps.into_iter().flatten().max()
}

fn at_most(one: &Range, other: &Range) -> Option<Q> {
    one.gap(&Range { low: None, high: other.high.clone() })
}

fn sum(of: &[Range]) -> Range {
    of.iter().fold(Range::point(Q::zero()), |sum, range| sum.plus(range))
}

fn scope(of: &str, flow: &str, area: Area, year: usize) -> String {
    format!(
        "of = \"{of}\"\nbase = \"none\"\nplace = \"{}\"\nperiod = \"{}\"\nstage = \"none\"\n\
         origin = {{ basis = \"any\", value = \"none\" }}\nflow = \"{flow}\"\nframe = \"register\"\n",
        place(area),
        super::population::FIRST + year
    )
}

/// Bound figures of a table: one of each kind, where the table has them.
struct Binder<'a> {
    teller: Teller<'a>,
    table: &'a Population,
    area: Area,
    year: usize,
}

const NONNEGATIVE: [Column; 4] = [Column::People, Column::Crashes, Column::Goods, Column::Arrivals];

impl Binder<'_> {
    fn sum(&self, column: Column, group: Option<usize>) -> i128 {
        self.table.sum(column, self.area, group, self.year..self.year + 1)
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        self.teller.random.one(of)
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.teller.random.chance(percent)
    }

    fn amount(&mut self, column: Column, sum: i128) -> Unitful {
        self.teller.amount(column, sum)
    }

    fn fraction(&mut self, value: &Q, unit: &'static str, factor: &Q) -> Unitful {
        with_unit(value, unit, factor, self.teller.mode, &mut self.teller.random)
    }

    fn ratio(&mut self) -> Option<Bound> {
        let is_share = self.chance(60);
        let column = if is_share {
            self.one(&NONNEGATIVE)
        } else {
            self.one(&[Column::Crashes, Column::Goods, Column::Spending])
        };
        let group = self.teller.random.index(self.table.groups);
        let (part, all) = match is_share {
            true => (self.sum(column, Some(group)), self.sum(column, None)),
            false => (self.sum(column, None), self.sum(Column::People, None)),
        };
        if all == 0 {
            return None;
        }
        let top = self.amount(column, part);
        let bottom = self.amount(if is_share { column } else { Column::People }, all);
        let value = ratio(part, all);
        let stated = match (is_share, column) {
            (true, _) => print_share(&value, self.teller.mode, &mut self.teller.random),
            (_, Column::Goods) => self.fraction(&value, "kg per resident", &whole(1_000)),
            (_, Column::Spending) => self.fraction(&value, "euros per resident", &whole(100)),
            _ => self.fraction(&value, "per 100,000 residents", &ratio(1, 100_000)),
        };
        let (key, above, below) =
            if is_share { ("share", "part", "whole") } else { ("rate", "events", "exposure") };
        let mut about = scope(&column.name(None), column.flow(), self.area, self.year);
        if is_share {
            about += &format!("which = {{ of = \"{}\" }}\n", column.name(Some(group)));
        }
        Some(Bound {
            what: if is_share { "a share" } else { "a rate" },
            rules: &["AR01"],
            figures: vec![top, bottom, stated],
            at: [above, below, "stated"].map(|field| format!("/claim/0/{key}/{field}")).to_vec(),
            apart: Box::new(|of| of[0].quotient(&of[1])?.gap(&of[2])),
            write: Box::new(move |texts| {
                format!(
                    "[[claim]]\nid = \"a\"\n{key} = {{ {above} = \"{}\", {below} = \"{}\", stated = \"{}\" }}\n{about}",
                    texts[0], texts[1], texts[2]
                )
            }),
            most: None,
        })
    }

    /// A part and its whole: of a share, of a total, or by their scopes alone.
    fn part(&mut self) -> Option<Bound> {
        let column = self.one(&NONNEGATIVE);
        let group = self.teller.random.index(self.table.groups);
        let (part, all) = (self.sum(column, Some(group)), self.sum(column, None));
        let figures = vec![self.amount(column, part), self.amount(column, all)];
        let flow = column.flow();
        let (about, inner) = (
            scope(&column.name(None), flow, self.area, self.year),
            scope(&column.name(Some(group)), flow, self.area, self.year),
        );
        let name = column.name(Some(group));
        let form = self.teller.random.index(3);
        let measure = if column == Column::Goods { "measure = \"sum\"\n" } else { "" };
        Some(Bound {
            what: ["a part of a share", "a part of a total", "a part by its scope"][form],
            rules: &["AR03"],
            figures,
            at: match form {
                0 => vec!["/claim/0/share/part".into(), "/claim/0/share/whole".into()],
                1 => vec!["/claim/0/total/parts/one".into(), "/claim/0/total/whole".into()],
                _ => vec!["/claim/0/figure".into(), "/claim/1/figure".into()],
            },
            apart: Box::new(|of| at_most(&of[0], &of[1])),
            write: Box::new(move |texts| match form {
                0 => format!(
                    "[[claim]]\nid = \"a\"\nshare = {{ part = \"{}\", whole = \"{}\" }}\nwhich = {{ of = \"{name}\" }}\n{about}",
                    texts[0], texts[1]
                ),
                1 => format!(
                    "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"{}\", parts = {{ one = \"{}\" }} }}\n{about}",
                    texts[1], texts[0]
                ),
                _ => format!(
                    "[[claim]]\nid = \"a\"\nfigure = \"{}\"\n{inner}{measure}\n[[claim]]\nid = \"b\"\nfigure = \"{}\"\n{about}{measure}",
                    texts[0], texts[1]
                ),
            }),
            most: None,
        })
    }

    fn twice(&mut self) -> Option<Bound> {
        let column = self.one(&[Column::People, Column::Crashes, Column::Goods, Column::Spending]);
        let all = self.sum(column, None);
        let figures = vec![self.amount(column, all), self.amount(column, all)];
        let measure =
            if matches!(column, Column::Goods | Column::Spending) { "measure = \"sum\"\n" } else { "" };
        let about = scope(&column.name(None), column.flow(), self.area, self.year) + measure;
        Some(Bound {
            what: "one thing twice",
            rules: &["IN03"],
            figures,
            at: vec!["/claim/0/figure".into(), "/claim/1/figure".into()],
            apart: Box::new(|of| of[0].gap(&of[1])),
            write: Box::new(move |texts| {
                format!(
                    "[[claim]]\nid = \"a\"\nfigure = \"{}\"\n{about}\n[[claim]]\nid = \"b\"\nfigure = \"{}\"\n{about}",
                    texts[0], texts[1]
                )
            }),
            most: None,
        })
    }

    fn total(&mut self) -> Option<Bound> {
        let (exclusive, exhaustive) = self.one(&[(true, true), (true, true), (true, false), (false, true)]);
        let is_net = exclusive && exhaustive && self.chance(30);
        let column = match is_net {
            true => Column::Balance,
            false if exclusive && exhaustive && self.chance(30) => Column::Spending,
            false => self.one(&NONNEGATIVE),
        };
        let mut figures = vec![];
        let all = self.sum(column, None);
        figures.push(self.amount(column, all));
        let mut at = vec!["/claim/0/total/whole".to_string()];
        let mut names = Vec::new();
        let members: Vec<(String, i128)> = match is_net {
            true => [
                ("arrivals", self.sum(Column::Arrivals, None)),
                ("departures", -self.sum(Column::Departures, None)),
            ]
            .map(|(name, sum)| (name.to_string(), sum))
            .to_vec(),
            false => (0..self.table.groups)
                .map(|group| (GROUPS[group].to_string(), self.sum(column, Some(group))))
                .collect(),
        };
        for (name, sum) in members {
            figures.push(self.amount(column, sum));
            at.push(format!("/claim/0/total/parts/{name}"));
            names.push(name);
        }
        let about = scope(&column.name(None), column.flow(), self.area, self.year);
        Some(Bound {
            what: match (exclusive, exhaustive) {
                _ if is_net => "a balance",
                (true, true) => "a total",
                (true, false) => "parts of a total",
                _ => "parts that overlap",
            },
            rules: &["AR02", "AR03"],
            figures,
            at,
            apart: Box::new(move |of| {
                let (all, parts) = (&of[0], sum(&of[1..]));
                match (exclusive, exhaustive) {
                    (true, true) => parts.gap(all),
                    (true, false) => at_most(&parts, all),
                    _ => at_most(all, &parts),
                }
            }),
            write: Box::new(move |texts| {
                let parts: Vec<String> = names
                    .iter()
                    .zip(&texts[1..])
                    .map(|(name, text)| format!("{name} = \"{text}\""))
                    .collect();
                let net = if is_net { ", net = true" } else { "" };
                format!(
                    "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"{}\", parts = {{ {} }}, exclusive = {exclusive}, exhaustive = {exhaustive}{net} }}\n{about}",
                    texts[0],
                    parts.join(", ")
                )
            }),
            most: None,
        })
    }

    /// The share printed beside a part.
    fn share_of_part(&mut self) -> Option<Bound> {
        let column = self.one(&NONNEGATIVE);
        let (part, all) = (self.sum(column, Some(0)), self.sum(column, None));
        if all == 0 {
            return None;
        }
        let stated = self.fraction(&ratio(part, all), "%", &ratio(1, 100));
        let figures = vec![self.amount(column, part), self.amount(column, all), stated];
        let about = scope(&column.name(None), column.flow(), self.area, self.year);
        Some(Bound {
            what: "a share beside a part",
            rules: &["AR02", "AR03"],
            figures,
            at: vec![
                "/claim/0/total/parts/one".into(),
                "/claim/0/total/whole".into(),
                "/claim/0/total/parts/one/stated".into(),
            ],
            apart: Box::new(|of| of[0].quotient(&of[1])?.gap(&of[2])),
            write: Box::new(move |texts| {
                format!(
                    "[[claim]]\nid = \"a\"\ntotal = {{ whole = \"{}\", parts = {{ one = {{ value = \"{}\", stated = \"{}\" }} }}, exhaustive = false }}\n{about}",
                    texts[1], texts[0], texts[2]
                )
            }),
            most: None,
        })
    }

    fn change(&mut self) -> Option<Bound> {
        let form = self.teller.random.index(3);
        let column = match form {
            2 => Column::Marked(0),
            _ => self.one(&[Column::People, Column::Crashes, Column::Goods, Column::Spending]),
        };
        if self.table.years < 2 {
            return None;
        }
        let years = [0, self.table.years - 1];
        let sum = |column| years.map(|year| self.table.sum(column, self.area, None, year..year + 1));
        let [before, after] = sum(column);
        let people = sum(Column::People);
        if before == 0 || (form == 2 && people.contains(&0)) {
            return None;
        }
        let difference = match form {
            2 => ratio(after, people[1]) - ratio(before, people[0]),
            _ => whole(after - before),
        };
        let (from, to, stated) = match form {
            2 => (
                self.fraction(&ratio(before, people[0]), "%", &ratio(1, 100)),
                self.fraction(&ratio(after, people[1]), "%", &ratio(1, 100)),
                self.fraction(&difference.abs(), "percentage points", &ratio(1, 100)),
            ),
            _ => {
                let (from, to) = (self.amount(column, before), self.amount(column, after));
                let stated = match form {
                    0 => self.fraction(&ratio((after - before).abs(), before), "%", &ratio(1, 100)),
                    _ => self.amount(column, (after - before).abs()),
                };
                (from, to, stated)
            }
        };
        let told = self.chance(60);
        let is_fall = difference.is_negative();
        let direction = match (told, is_fall) {
            (false, _) => String::new(),
            (_, true) => ", direction = \"falling\"".into(),
            _ => ", direction = \"rising\"".into(),
        };
        let measure = if form == 2 { ", measure = \"share\"" } else { "" };
        let about = scope(&column.name(None), column.flow(), self.area, 0)
            .replace("period = ", "period = \"any\" # ");
        let dates = years.map(|year| super::population::FIRST + year);
        Some(Bound {
            what: ["a change in per cent", "a change in the unit", "a change in points"][form],
            rules: &["AR05"],
            figures: vec![from, to, stated],
            at: ["from", "to", "stated"].map(|field| format!("/claim/0/change/{field}")).to_vec(),
            apart: Box::new(move |of| {
                let [from, to, stated] = of else { return None };
                let one = Range::point(Q::one());
                let rise = if form == 0 { to.quotient(from)?.minus(&one) } else { to.minus(from) };
                let fall = Range::point(Q::zero()).minus(&rise);
                if told {
                    return stated.gap(if is_fall { &fall } else { &rise });
                }
                let (rise, fall) = (stated.gap(&rise)?, stated.gap(&fall)?);
                Some(rise.min(fall))
            }),
            write: Box::new(move |texts| {
                format!(
                    "[[claim]]\nid = \"a\"\nchange = {{ from = {{ value = \"{}\", period = \"{}\"{measure} }}, to = {{ value = \"{}\", period = \"{}\"{measure} }}, stated = \"{}\"{direction} }}\n{about}",
                    texts[0], dates[0], texts[1], dates[1], texts[2]
                )
            }),
            most: None,
        })
    }

    /// An average beyond all of its groups, or beyond what their sizes allow.
    fn average(&mut self) -> Option<Bound> {
        let sized = self.chance(40);
        let column = self.one(&[Column::Spending, Column::Goods, Column::Crashes, Column::Marked(2)]);
        let (unit, factor, field) = match column {
            Column::Spending => ("euros", whole(100), "mean"),
            Column::Goods => ("kg", whole(1_000), "mean"),
            Column::Crashes => ("crashes", whole(1), "mean"),
            _ => ("%", ratio(1, 100), "value"),
        };
        let groups: Vec<usize> =
            (0..self.table.groups).filter(|group| self.sum(Column::People, Some(*group)) > 0).collect();
        let people: i128 = self.sum(Column::People, None);
        if groups.len() < 2 {
            return None;
        }
        let total = groups.iter().map(|group| self.sum(column, Some(*group))).sum();
        let mut figures = vec![self.fraction(&ratio(total, people), unit, &factor)];
        let mut at = vec!["/claim/0/average/overall".to_string()];
        for group in &groups {
            let mean = ratio(self.sum(column, Some(*group)), self.sum(Column::People, Some(*group)));
            figures.push(self.fraction(&mean, unit, &factor));
            at.push(format!("/claim/0/average/groups/{}", GROUPS[*group]));
        }
        let count = groups.len();
        if sized {
            for group in &groups {
                let n = self.sum(Column::People, Some(*group));
                figures.push(self.amount(Column::People, n));
                at.push(format!("/claim/0/average/groups/{}/n", GROUPS[*group]));
            }
        }
        let mut about = scope(&column.name(None), column.flow(), self.area, self.year);
        about = about.replace("base = \"none\"", "base = \"resident\"");
        Some(Bound {
            what: if sized { "an average by sizes" } else { "an average" },
            rules: &["AR07"],
            figures,
            at,
            apart: Box::new(move |of| {
                let (overall, means) = (&of[0], &of[1..=count]);
                let hull = means[1..].iter().fold(means[0].clone(), |hull, mean| hull.hull(mean));
                let beyond = hull.gap(overall);
                if !sized || beyond.is_some() {
                    return beyond;
                }
                by_sizes(means, &of[count + 1..])?.gap(overall)
            }),
            write: Box::new(move |texts| {
                let own = |(at, group): (usize, &usize)| {
                    let n =
                        if sized { format!(", n = \"{}\"", texts[1 + count + at]) } else { String::new() };
                    format!("{} = {{ {field} = \"{}\"{n} }}", GROUPS[*group], texts[1 + at])
                };
                let told: Vec<String> = groups.iter().enumerate().map(own).collect();
                format!(
                    "[[claim]]\nid = \"a\"\naverage = {{ overall = {{ {field} = \"{}\" }}, groups = {{ {} }}, weights = \"size\", exhaustive = true }}\n{about}",
                    texts[0],
                    told.join(", ")
                )
            }),
            most: None,
        })
    }

    fn joint(&mut self) -> Option<Bound> {
        let all = self.sum(Column::People, None);
        let marks = if self.table.nesting == Nesting::Free { vec![0, 1, 2] } else { vec![1, 2] };
        if all == 0 {
            return None;
        }
        let (area, year) = (self.area, self.year);
        let with = |fits: &dyn Fn(usize) -> bool| ratio(self.table.with(area, None, year, fits), all);
        let has = |marked: usize, mark: &usize| marked & (1 << mark) != 0;
        let mut values = vec![
            with(&|marked| marks.iter().all(|mark| has(marked, mark))),
            with(&|marked| marks.iter().any(|mark| has(marked, mark))),
        ];
        values.extend(marks.iter().map(|mark| with(&|marked| has(marked, mark))));
        let figures: Vec<Unitful> =
            values.iter().map(|value| self.fraction(value, "%", &ratio(1, 100))).collect();
        let mut at = vec!["/claim/0/joint/stated".to_string(), "/claim/0/joint/union".to_string()];
        at.extend(marks.iter().map(|mark| format!("/claim/0/joint/factors/{}", MARKS[*mark])));
        let about = format!(
            "base = \"resident\"\nplace = \"{}\"\nperiod = \"{}\"\nstage = \"none\"\nframe = \"register\"\n",
            place(area),
            super::population::FIRST + year
        );
        Some(Bound {
            what: "shares together",
            rules: &["IN09"],
            figures,
            at,
            apart: Box::new(|of| {
                let (all, any, own) = (&of[0], &of[1], &of[2..]);
                let added = sum(own);
                let rest = Range::point(whole(i128::try_from(own.len()).unwrap() - 1));
                let each = own.iter().flat_map(|one| [at_most(all, one), at_most(one, any)]);
                let both = if own.len() == 2 { all.plus(any).gap(&added) } else { None };
                widest(each.chain([
                    at_most(&added.minus(&rest), all),
                    at_most(any, &added),
                    at_most(any, &Range::point(Q::one())),
                    both,
                ]))
            }),
            write: Box::new(move |texts| {
                let own = |(mark, text): (&usize, &String)| format!("{} = \"{text}\"", MARKS[*mark]);
                let factors: Vec<String> = marks.iter().zip(&texts[2..]).map(own).collect();
                format!(
                    "[[claim]]\nid = \"a\"\njoint = {{ kind = \"shares\", factors = {{ {} }}, stated = \"{}\", union = \"{}\" }}\n{about}",
                    factors.join(", "),
                    texts[0],
                    texts[1]
                )
            }),
            most: Some(Q::one()),
        })
    }
}

/// What the average of all can be, if each group's mean and size are within their ranges: it is highest with all means at
/// their highest and each size at one of its ends.
fn by_sizes(means: &[Range], sizes: &[Range]) -> Option<Range> {
    let ends = |size: &Range| Some([size.low.clone()?.0, size.high.clone()?.0]);
    let sizes: Vec<[Q; 2]> = sizes.iter().map(ends).collect::<Option<_>>()?;
    if sizes.iter().any(|[low, _]| !low.is_positive()) {
        return None;
    }
    let weighted = |mean: &dyn Fn(&Range) -> Option<(Q, bool)>, highest: bool| {
        let means: Vec<(Q, bool)> = means.iter().map(mean).collect::<Option<_>>()?;
        let closed = means.iter().all(|(_, closed)| *closed);
        let corners = (0..1usize << sizes.len()).map(|corner| {
            let size = |at: usize| &sizes[at][(corner >> at) & 1];
            let top: Q = means.iter().enumerate().map(|(at, (mean, _))| mean * size(at)).sum();
            let bottom: Q = (0..sizes.len()).map(size).sum();
            top / bottom
        });
        let value = if highest { corners.max()? } else { corners.min()? };
        Some((value, closed))
    };
    Some(Range {
        low: weighted(&|mean| mean.low.clone(), false),
        high: weighted(&|mean| mean.high.clone(), true),
    })
}

// --- the slip ---

/// How many digits a slip may be away.
const FAR: u32 = 6;

impl Bound {
    fn ranges(&self, moved: usize, to: Option<&Unitful>) -> Vec<Range> {
        let range = |(at, figure): (usize, &Unitful)| match to {
            Some(to) if at == moved => to.widest.clone(),
            _ => figure.widest.clone(),
        };
        self.figures.iter().enumerate().map(range).collect()
    }

    /// One figure moved by so many units of its last digit, where it is one that can be printed; and how far it then is
    /// from what the others allow.
    fn moved(&self, which: usize, by: i128) -> Option<(Unitful, Option<Q>)> {
        let to = self.figures[which].moved_by(by)?;
        let value = to.value()?;
        let is_signed = self.figures[which].value()?.is_negative();
        if value.is_negative() != is_signed && !(value.is_zero() && is_signed) {
            return None;
        }
        if self.most.as_ref().is_some_and(|most| value > *most) {
            return None;
        }
        let apart = (self.apart)(&self.ranges(which, Some(&to)));
        Some((to, apart))
    }

    /// A figure moved out of what the others allow: to the nearest number beyond, or farther.
    fn slip(&self, random: &mut Random) -> Option<(usize, Unitful, Q)> {
        let which = random.index(self.figures.len());
        let way = if random.chance(50) { 1 } else { -1 };
        let is_out = |steps: i128| self.moved(which, way * steps).and_then(|(_, apart)| apart).is_some();
        // How far out it is certainly out, and then the least.
        let mut out = 1i128;
        while !is_out(out) {
            out = out.checked_mul(2)?;
            if out > 1 << 70 || self.moved(which, way * out).is_none() {
                return None;
            }
        }
        let mut within = out / 2;
        while out - within > 1 {
            let middle = (out + within) / 2;
            if is_out(middle) { out = middle } else { within = middle }
        }
        if random.chance(60) {
            let farther = 10i64.pow(u32::try_from(random.index(FAR as usize)).unwrap());
            out += i128::from(random.between(0, farther));
        }
        // A number that ends in zeros says less: on to the next.
        (out..out + 12).find_map(|steps| {
            let (to, apart) = self.moved(which, way * steps)?;
            Some((which, to, apart?))
        })
    }
}

/// How many failures are shown.
const SHOWN: usize = 5;

fn planted(checker: &Checker, case: u64, counted: &mut Counted) {
    let mut random = Random::of_kind(2, case);
    let table = Population::new(&mut random);
    let (area, year) = (table.area(&mut random), random.index(table.years));
    let taxonomies = table.taxonomies();
    let kinds: [fn(&mut Binder<'_>) -> Option<Bound>; 8] = [
        |binder| binder.ratio(),
        |binder| binder.part(),
        |binder| binder.twice(),
        |binder| binder.total(),
        |binder| binder.share_of_part(),
        |binder| binder.change(),
        |binder| binder.average(),
        |binder| binder.joint(),
    ];
    for kind in kinds {
        let mode = random.one(&[Mode::Firm, Mode::Firm, Mode::Nearest]);
        let teller = Teller { table: &table, mode, random: random.fork(), focus: None };
        let Some(bound) = kind(&mut Binder { teller, table: &table, area, year }) else { continue };
        let true_texts: Vec<&str> = bound.figures.iter().map(|figure| &*figure.text).collect();
        let apart = (bound.apart)(&bound.ranges(usize::MAX, None));
        assert_eq!(apart, None, "case {case}: {}: the true figures are apart: {true_texts:?}", bound.what);
        let slip = bound.slip(&mut random);
        if !judged().any(|rule| rule == bound.rules[0]) {
            continue;
        }
        let kept = counted.kinds.entry((bound.rules[0], bound.what)).or_default();
        let Some((which, to, gap)) = slip else {
            kept.open += 1;
            continue;
        };
        let texts: Vec<String> = bound
            .figures
            .iter()
            .enumerate()
            .map(|(at, figure)| if at == which { to.text.clone() } else { figure.text.clone() })
            .collect();
        let text = super::dossier_of(&taxonomies, &(bound.write)(&texts));
        let dossier =
            Source::toml("slip.toml", &*text).dossier().unwrap_or_else(|error| panic!("{error}\n{text}"));
        let report = checker.check(&dossier).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let resolved = dossier.resolve().unwrap_or_else(|error| panic!("{error}\n{text}"));
        let own = || report.findings().iter().filter(|finding| bound.rules.contains(&&*finding.rule().code));
        let is_proven = own().filter(|finding| finding.severity() == Severity::Error).any(|finding| {
            finding.proof().is_some_and(|proof| {
                let named = proof.figures.iter().any(|cited| cited.at.starts_with(&bound.at[which]));
                named && verify(proof, &resolved).is_ok()
            })
        });
        let is_tie = gap.is_zero();
        match (is_proven, is_tie, own().next().is_some()) {
            (true, ..) => {
                kept.found += 1;
                kept.ties_found += u64::from(is_tie);
                continue;
            }
            (_, true, _) => kept.ties += 1,
            (.., true) => kept.warned += 1,
            _ => kept.missed += 1,
        }
        if !is_tie && counted.failures.len() < SHOWN {
            let said: Vec<String> = report
                .findings()
                .iter()
                .map(|finding| {
                    format!("{} {:?}: {}", finding.rule().code, finding.severity(), finding.message())
                })
                .collect();
            counted.failures.push(format!(
                "case {case}: {}: {} for {} is {gap} apart and is not proven: {said:?}\n\n{text}",
                bound.what, to.text, bound.figures[which].text
            ));
        }
    }
}

/// How the shares are told.
fn percent(part: u64, all: u64) -> String {
    if all == 0 {
        return "-".into();
    }
    format!("{}.{:02} %", part * 100 / all, part * 10_000 / all % 100)
}

/// What may be told of without an error: a change is also read as one a year, of the middle of two figures or of their
/// logarithms, and a range of changes is no derived figure; of sizes no statement says how they weigh.
const EXPLAINED: &[&str] =
    &["a change in per cent", "a change in points", "a change in the unit", "an average by sizes"];

/// Where figures beyond the range of the groups' sizes may be passed over: the sizes are not known to be the weights.
const OPEN: &[&str] = &["an average by sizes"];

pub fn test() {
    let checker = Checker::default();
    let cases = random::cases(2_000);
    let counted = random::over(cases, |case, counted| planted(&checker, case, counted), Counted::add);
    tell(
        "slip: planted; found, lost to ties (ties found), told of without an error, missed; nothing to contradict",
    );
    let mut unexplained = 0;
    for ((rule, what), kept) in &counted.kinds {
        let all = kept.all();
        tell(&format!(
            "{rule} {what}: {all}; {}, {} ({}), {}, {}; {}",
            percent(kept.found, all),
            percent(kept.ties, all),
            kept.ties_found,
            percent(kept.warned, all),
            percent(kept.missed, all),
            kept.open
        ));
        assert!(cases < 500 || all > 0, "{rule}: no slip of {what} was planted");
        if !OPEN.contains(what) {
            unexplained += kept.missed;
        }
        if !EXPLAINED.contains(what) {
            unexplained += kept.warned;
        }
    }
    assert!(unexplained == 0, "{}", counted.failures.join("\n\n"));
}
