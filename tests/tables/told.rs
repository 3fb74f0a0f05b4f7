//! What is said of a table: claims of every relation, each of its figures printed by itself.

use std::ops::Range;

use num_traits::{Signed, Zero};

use super::population::{Area, Column, FIRST, GROUPS, MARKS, Population, place};
use super::print::{Kind, Mode, Unitful, count, joined, print, print_share, with_unit};
use super::random::Random;
use super::range::{Q, ratio, whole};

/// One claim: its id, its relation, and what it is about.
#[derive(Debug, Clone)]
pub struct Told {
    pub id: String,
    pub relation: String,
    pub scope: Vec<String>,
}

impl Told {
    pub fn text(&self) -> String {
        format!("[[claim]]\nid = \"{}\"\n{}\n{}\n", self.id, self.relation, self.scope.join("\n"))
    }
}

/// The relations and forms that are told.
pub const FORMS: [&str; 12] = [
    "figure",
    "share of a group",
    "share with a mark",
    "rate",
    "total by group",
    "total by place",
    "answers of several",
    "balance",
    "change",
    "compare",
    "average",
    "joint",
];

/// A table, how its figures are printed, and what is said of it.
#[derive(Debug)]
pub struct Teller<'a> {
    pub table: &'a Population,
    pub mode: Mode,
    pub random: Random,
    /// What the text is mostly about: an area and a year.
    pub focus: Option<(Area, usize)>,
}

const FLOWS: [Column; 5] =
    [Column::Crashes, Column::Goods, Column::Spending, Column::Arrivals, Column::Departures];

const ADDED: [Column; 6] =
    [Column::People, Column::Crashes, Column::Goods, Column::Spending, Column::Arrivals, Column::Departures];

fn years_text(years: &Range<usize>) -> String {
    match years.len() {
        1 => (FIRST + years.start).to_string(),
        _ => format!("{}/{}", FIRST + years.start, FIRST + years.end - 1),
    }
}

fn table(fields: &[String]) -> String {
    format!("{{ {} }}", fields.join(", "))
}

fn field(name: &str, text: &str) -> String {
    format!("{name} = \"{text}\"")
}

impl Teller<'_> {
    fn chance(&mut self, percent: u64) -> bool {
        self.random.chance(percent)
    }

    fn area(&mut self) -> Area {
        let focus = self.focus.filter(|_| self.random.chance(70));
        match focus {
            Some((area, _)) => area,
            _ => self.table.area(&mut self.random),
        }
    }

    fn year(&mut self) -> usize {
        let focus = self.focus.filter(|_| self.random.chance(70));
        match focus {
            Some((_, year)) => year,
            _ => self.random.index(self.table.years),
        }
    }

    /// One year of a stock, some of a flow.
    fn years(&mut self, column: Column) -> Range<usize> {
        if let Some((_, year)) = self.focus.filter(|_| self.random.chance(60)) {
            return year..year + 1;
        }
        let first = self.random.index(self.table.years);
        let length = if column.is_stock() { 1 } else { 1 + self.random.index(self.table.years - first) };
        first..first + length
    }

    fn some_group(&mut self) -> Option<usize> {
        if self.chance(50) { None } else { Some(self.random.index(self.table.groups)) }
    }

    /// A sum of cells as printed.
    pub fn amount(&mut self, column: Column, sum: i128) -> Unitful {
        let value = whole(sum);
        match column {
            Column::People | Column::Marked(_) | Column::Arrivals | Column::Departures | Column::Balance => {
                let noun = if column.is_stock() { "residents" } else { "people" };
                count(sum, noun, self.mode, &mut self.random)
            }
            Column::Crashes => count(sum, "crashes", self.mode, &mut self.random),
            Column::Goods => {
                let (unit, grams) = self.random.one(&[
                    ("kg", whole_of(1_000)),
                    ("kg", whole_of(1_000)),
                    ("tonnes", whole_of(1_000_000)),
                    ("g", whole_of(1)),
                    ("lb", (45_359_237, 100_000)),
                ]);
                with_unit(&value, unit, &ratio(grams.0, grams.1), self.mode, &mut self.random)
            }
            Column::Spending => {
                let unit = self.random.one(&["€", "euros", "EUR"]);
                with_unit(&value, unit, &whole(100), self.mode, &mut self.random)
            }
        }
    }

    fn scope(
        &mut self,
        column: Column,
        group: Option<usize>,
        area: Area,
        years: &Range<usize>,
    ) -> Vec<String> {
        vec![
            field("of", &column.name(group)),
            field("base", "none"),
            field("place", &place(area)),
            field("period", &years_text(years)),
            field("stage", "none"),
            "origin = { basis = \"any\", value = \"none\" }".into(),
            field("flow", column.flow()),
            field("frame", "register"),
        ]
    }

    /// One claim of a form; none where the table has nothing to say in it.
    pub fn tell(&mut self, form: usize, id: &str) -> Option<Told> {
        let (relation, mut scope) = match form {
            0 => self.figure(),
            1 => self.share_of_group()?,
            2 => self.share_with_mark()?,
            3 => self.rate()?,
            4 | 5 => self.total(form == 5),
            6 => self.answers()?,
            7 => self.balance(),
            8 => self.change()?,
            9 => self.compare()?,
            10 => self.average()?,
            _ => self.joint()?,
        };
        // What a hurried author leaves out; but without its `which` the part would be said to be all of it.
        if self.chance(30) {
            scope.retain(|line| line.starts_with("which") || !self.random.chance(25));
        }
        Some(Told { id: id.into(), relation, scope })
    }

    fn figure(&mut self) -> (String, Vec<String>) {
        let column = self.random.one(&[
            Column::People,
            Column::Marked(0),
            Column::Crashes,
            Column::Goods,
            Column::Spending,
            Column::Arrivals,
            Column::Balance,
        ]);
        let group = match column {
            Column::Marked(_) | Column::Balance => None,
            _ => self.some_group(),
        };
        let (area, years) = (self.area(), self.years(column));
        let printed = self.amount(column, self.table.sum(column, area, group, years.clone()));
        (field("figure", &printed.text), self.scope(column, group, area, &years))
    }

    /// Part and whole, the share as stated, or some of them.
    fn share(&mut self, part: (i128, &Unitful), whole_of: (i128, &Unitful)) -> Option<String> {
        if whole_of.0 == 0 {
            return None;
        }
        let share = ratio(part.0, whole_of.0);
        let stated = print_share(&share, self.mode, &mut self.random);
        Some(match self.random.index(10) {
            0 => field("share", &stated.text),
            1 | 2 => {
                format!("share = {}", table(&[field("part", &part.1.text), field("whole", &whole_of.1.text)]))
            }
            // The part only as a fraction of the whole.
            3 if self.mode == Mode::Any && share.is_positive() && is_so_much_of(&stated.text) => {
                format!("share = {}", table(&[field("part", &stated.text), field("whole", &whole_of.1.text)]))
            }
            _ => format!(
                "share = {}",
                table(&[
                    field("part", &part.1.text),
                    field("whole", &whole_of.1.text),
                    field("stated", &stated.text)
                ])
            ),
        })
    }

    fn share_of_group(&mut self) -> Option<(String, Vec<String>)> {
        let column = self.random.one(&ADDED);
        let (area, years) = (self.area(), self.years(column));
        let all = self.table.sum(column, area, None, years.clone());
        let (part, which) = if self.chance(60) {
            let group = self.random.index(self.table.groups);
            (self.table.sum(column, area, Some(group), years.clone()), field("of", &column.name(Some(group))))
        } else {
            let parts = self.table.parts_of(area);
            let part = self.random.one(&parts);
            (self.table.sum(column, part, None, years.clone()), field("place", &place(part)))
        };
        let (top, bottom) = (self.amount(column, part), self.amount(column, all));
        let relation = self.share((part, &top), (all, &bottom))?;
        let mut scope = self.scope(column, None, area, &years);
        scope.push(format!("which = {{ {which} }}"));
        Some((relation, scope))
    }

    fn share_with_mark(&mut self) -> Option<(String, Vec<String>)> {
        let mark = self.random.index(MARKS.len());
        let column = Column::Marked(mark);
        let (area, years) = (self.area(), self.years(column));
        let part = self.table.sum(column, area, None, years.clone());
        let all = self.table.sum(Column::People, area, None, years.clone());
        let (top, bottom) = (self.amount(column, part), self.amount(Column::People, all));
        let relation = self.share((part, &top), (all, &bottom))?;
        let mut scope = self.scope(column, None, area, &years);
        scope[1] = field("base", "resident");
        Some((relation, scope))
    }

    fn rate(&mut self) -> Option<(String, Vec<String>)> {
        let column = self.random.one(&FLOWS);
        let (area, group) = (self.area(), self.some_group());
        let years = self.years(Column::People);
        let events = self.table.sum(column, area, group, years.clone());
        let people = self.table.sum(Column::People, area, group, years.clone());
        if people == 0 {
            return None;
        }
        let (top, bottom) = (self.amount(column, events), self.amount(Column::People, people));
        let value = ratio(events, people);
        let (unit, factor): (&'static str, Q) = match column {
            Column::Goods => self.random.one_of(&[
                ("kg per resident", whole(1_000)),
                ("g per resident", whole(1)),
                ("tonnes per 1,000 residents", whole(1_000)),
            ]),
            Column::Spending => {
                self.random.one_of(&[("euros per resident", whole(100)), ("EUR per resident", whole(100))])
            }
            Column::Crashes => self.random.one_of(&[
                ("per 100,000", ratio(1, 100_000)),
                ("per 1,000 residents", ratio(1, 1_000)),
                ("crashes per 100,000 residents", ratio(1, 100_000)),
                ("per resident", whole(1)),
            ]),
            _ => self.random.one_of(&[("per 1,000", ratio(1, 1_000)), ("%", ratio(1, 100))]),
        };
        let stated = with_unit(&value, unit, &factor, self.mode, &mut self.random);
        let relation = match self.random.index(8) {
            0 => field("rate", &stated.text),
            1 => format!("rate = {}", table(&[field("events", &top.text), field("exposure", &bottom.text)])),
            _ => format!(
                "rate = {}",
                table(&[
                    field("events", &top.text),
                    field("exposure", &bottom.text),
                    field("stated", &stated.text)
                ])
            ),
        };
        let mut scope = self.scope(column, group, area, &years);
        scope[1] = field("base", &Column::People.name(group));
        Some((relation, scope))
    }

    /// Parts with what is declared of them, of which some are left out.
    fn parts(&mut self, whole_text: &str, mut parts: Vec<(String, String)>, more: &[&str]) -> String {
        let complete = !self.chance(30);
        if !complete && parts.len() > 1 {
            let left_out = 1 + self.random.index(parts.len() - 1);
            for _ in 0..left_out {
                parts.remove(self.random.index(parts.len()));
            }
        }
        let parts: Vec<String> = parts.iter().map(|(name, text)| format!("{name} = {text}")).collect();
        let mut fields = vec![field("whole", whole_text), format!("parts = {}", table(&parts))];
        if self.chance(80) {
            fields.push("exclusive = true".into());
        }
        match complete {
            true if self.chance(80) => fields.push("exhaustive = true".into()),
            false if self.chance(50) => fields.push("exhaustive = false".into()),
            _ => {}
        }
        fields.extend(more.iter().map(ToString::to_string));
        format!("total = {}", table(&fields))
    }

    fn total(&mut self, by_place: bool) -> (String, Vec<String>) {
        let column = self.random.one(&ADDED);
        let (area, years) = (self.area(), self.years(column));
        let all = self.table.sum(column, area, None, years.clone());
        let as_shares = all > 0 && self.chance(25);
        let members: Vec<(String, String, i128)> = if by_place {
            let own = |area: Area| {
                (place(area), field("place", &place(area)), self.table.sum(column, area, None, years.clone()))
            };
            self.table.parts_of(area).into_iter().map(own).collect()
        } else {
            let own = |group: usize| {
                let name = column.name(Some(group));
                let sum = self.table.sum(column, area, Some(group), years.clone());
                (GROUPS[group].to_string(), field("of", &name), sum)
            };
            (0..self.table.groups).map(own).collect()
        };
        let (scoped, shares) = (self.chance(60), self.chance(30));
        let mut parts = Vec::new();
        for (name, scope, sum) in members {
            let printed = match as_shares {
                true => with_unit(&ratio(sum, all), "%", &ratio(1, 100), self.mode, &mut self.random),
                false => self.amount(column, sum),
            };
            let mut fields = vec![field("value", &printed.text)];
            if shares && !as_shares && all > 0 {
                let share = with_unit(&ratio(sum, all), "%", &ratio(1, 100), self.mode, &mut self.random);
                fields.push(field("stated", &share.text));
            }
            if scoped {
                fields.push(scope);
            }
            let text = if fields.len() == 1 { format!("\"{}\"", printed.text) } else { table(&fields) };
            parts.push((name, text));
        }
        let whole_text = if as_shares { "100 %".to_string() } else { self.amount(column, all).text };
        let more: &[&str] = if self.chance(20) { &["response = \"single\""] } else { &[] };
        (self.parts(&whole_text, parts, more), self.scope(column, None, area, &years))
    }

    /// Of one may say several things: the parts are more than the whole.
    fn answers(&mut self) -> Option<(String, Vec<String>)> {
        let (area, years) = (self.area(), self.years(Column::People));
        let all = self.table.sum(Column::People, area, None, years.clone());
        let as_shares = self.chance(40);
        if all == 0 {
            return None;
        }
        let mut parts = Vec::new();
        for (mark, name) in MARKS.iter().enumerate() {
            let sum = self.table.sum(Column::Marked(mark), area, None, years.clone());
            let text = match as_shares {
                true => with_unit(&ratio(sum, all), "%", &ratio(1, 100), self.mode, &mut self.random).text,
                false => self.amount(Column::Marked(mark), sum).text,
            };
            parts.push(format!("{name} = \"{text}\""));
        }
        let whole_text = match as_shares {
            true => "100 %".to_string(),
            false => self.amount(Column::People, all).text,
        };
        let none = self.table.with(area, None, years.start, |marked| marked == 0) == 0;
        let mut fields = vec![field("whole", &whole_text), format!("parts = {}", table(&parts))];
        // Where everybody has a mark, nobody is left out.
        if none && self.chance(60) {
            fields.push("exhaustive = true".into());
        }
        if self.chance(70) {
            fields.push("response = \"multiple\"".into());
        } else {
            fields.push("exclusive = false".into());
        }
        Some((format!("total = {}", table(&fields)), self.scope(Column::People, None, area, &years)))
    }

    /// What came, what went, and what is left; by kind, or by place.
    fn balance(&mut self) -> (String, Vec<String>) {
        let column = Column::Balance;
        let (area, years) = (self.area(), self.years(column));
        let all = self.table.sum(column, area, None, years.clone());
        let mut parts = Vec::new();
        if self.chance(60) {
            let came = self.table.sum(Column::Arrivals, area, None, years.clone());
            let went = -self.table.sum(Column::Departures, area, None, years.clone());
            for (name, sum) in [("arrivals", came), ("departures", went)] {
                parts.push((name.to_string(), format!("\"{}\"", self.amount(column, sum).text)));
            }
        } else {
            for own in self.table.parts_of(area) {
                let sum = self.table.sum(column, own, None, years.clone());
                parts.push((place(own), format!("\"{}\"", self.amount(column, sum).text)));
            }
        }
        let whole_text = self.amount(column, all).text;
        (self.parts(&whole_text, parts, &["net = true"]), self.scope(column, None, area, &years))
    }

    fn change(&mut self) -> Option<(String, Vec<String>)> {
        if self.table.years < 2 {
            return None;
        }
        let (area, group) = (self.area(), self.some_group());
        let first = self.random.index(self.table.years - 1);
        let last = first + 1 + self.random.index(self.table.years - first - 1);
        if self.chance(25) {
            return self.change_of_share(area, [first, last]);
        }
        let column = self.random.one(&ADDED);
        let sum = |year: usize| self.table.sum(column, area, group, year..year + 1);
        let (before, after) = (sum(first), sum(last));
        let is_series = last > first + 1 && self.chance(40);
        let values: Vec<i128> = (first..=last).map(sum).collect();
        let mut fields = Vec::new();
        if is_series {
            let mut points = Vec::new();
            for (at, value) in values.iter().enumerate() {
                // Some year between is left out.
                if at > 0 && at + 1 < values.len() && self.chance(30) {
                    continue;
                }
                let year = (FIRST + first + at).to_string();
                points.push(field(&year, &self.amount(column, *value).text));
            }
            fields.push(format!("series = {}", table(&points)));
        } else {
            for (name, value, year) in [("from", before, first), ("to", after, last)] {
                let printed = self.amount(column, value);
                fields.push(format!(
                    "{name} = {}",
                    table(&[field("value", &printed.text), field("period", &(FIRST + year).to_string())])
                ));
            }
        }
        let size = (after - before).abs();
        let direction = self.direction(after - before);
        let stated = match self.random.index(10) {
            0 => None,
            1 | 2 => {
                let printed = self.amount(column, size);
                let keeps_sign = direction.is_some() || after >= before;
                keeps_sign.then_some(printed.text)
            }
            3 if before > 0 && after > 0 && self.mode == Mode::Any => {
                folded(&ratio(after, before), &mut self.random)
            }
            _ if before > 0 => {
                let percent = ratio(size * 100, before);
                Some(self.signed(&percent, "%", after - before, direction.is_some()))
            }
            _ => None,
        };
        let is_stated = stated.is_some();
        if let Some(stated) = stated {
            fields.push(field("stated", &stated));
        }
        if let Some(direction) = direction {
            fields.push(field("direction", direction));
        } else if !is_stated && self.chance(50) {
            let word = match (after - before).signum() {
                1 => "rising",
                0 => "unchanged",
                _ => "falling",
            };
            // Of a series "rising" may be said of every step.
            if !is_series {
                fields.push(field("stated", word));
            }
        }
        let years = first..last + 1;
        Some((format!("change = {}", table(&fields)), self.scope(column, group, area, &years)))
    }

    fn direction(&mut self, difference: i128) -> Option<&'static str> {
        self.chance(40).then_some(match difference.signum() {
            1 => "rising",
            0 => "unchanged",
            _ => "falling",
        })
    }

    /// A change with its sign, or its size where its direction is told or nobody tells it.
    fn signed(&mut self, size: &Q, unit: &'static str, difference: i128, told: bool) -> String {
        let bare = told || difference >= 0 || self.chance(30);
        if bare && !(difference > 0 && self.chance(20)) {
            return joined(print(size, Kind::Amount, self.mode, &mut self.random), unit, &whole(1)).text;
        }
        // No word stands before a sign.
        let mut printed = print(size, Kind::Amount, self.mode, &mut self.random);
        while printed.digits.is_none() {
            printed = print(size, Kind::Amount, self.mode, &mut self.random);
        }
        let sign = if difference < 0 { "-" } else { "+" };
        format!("{sign}{} {unit}", printed.text)
    }

    fn change_of_share(&mut self, area: Area, years: [usize; 2]) -> Option<(String, Vec<String>)> {
        let mark = self.random.index(MARKS.len());
        let share = |year: usize| {
            let all = self.table.sum(Column::People, area, None, year..year + 1);
            let part = self.table.sum(Column::Marked(mark), area, None, year..year + 1);
            (all > 0).then(|| ratio(part * 100, all))
        };
        let [before, after] = [share(years[0])?, share(years[1])?];
        let mut fields = Vec::new();
        for (name, value, year) in [("from", &before, years[0]), ("to", &after, years[1])] {
            let printed = with_unit(value, "%", &whole(1), self.mode, &mut self.random);
            let period = field("period", &(FIRST + year).to_string());
            fields.push(format!(
                "{name} = {}",
                table(&[field("value", &printed.text), period, field("measure", "share")])
            ));
        }
        let difference = &after - &before;
        let sign = i128::from(difference.is_positive()) - i128::from(difference.is_negative());
        let direction = self.direction(sign);
        let stated = match self.random.index(3) {
            0 if before.is_positive() => {
                let percent = difference.abs() * whole(100) / &before;
                self.signed(&percent, "%", sign, direction.is_some())
            }
            _ => self.signed(&difference.abs(), "percentage points", sign, direction.is_some()),
        };
        fields.push(field("stated", &stated));
        if let Some(direction) = direction {
            fields.push(field("direction", direction));
        }
        let mut scope = self.scope(Column::Marked(mark), None, area, &(years[0]..years[1] + 1));
        scope[1] = field("base", "resident");
        Some((format!("change = {}", table(&fields)), scope))
    }

    /// Two places side by side: their rates, or the shares with a mark, and what is stated of both.
    fn compare(&mut self) -> Option<(String, Vec<String>)> {
        let year = self.year();
        let areas = match self.chance(50) {
            true => [Area::Region(0), Area::Region(1)],
            false => [Area::Place(0), Area::Place(1)],
        };
        let (column, form) = (self.random.one(&[Column::Crashes, Column::Marked(1)]), self.random.index(3));
        let value = |area: Area| -> Option<Q> {
            let top = self.table.sum(column, area, None, year..year + 1);
            let people = self.table.sum(Column::People, area, None, year..year + 1);
            match form {
                0 => Some(whole(top)),
                _ if people == 0 => None,
                _ => Some(ratio(top, people)),
            }
        };
        let values = [value(areas[0])?, value(areas[1])?];
        let (unit, factor) = match (form, column) {
            (0, Column::Crashes) => ("crashes", whole(1)),
            (0, _) => ("residents", whole(1)),
            (_, Column::Crashes) => ("per 1,000 residents", ratio(1, 1_000)),
            _ => ("%", ratio(1, 100)),
        };
        let kind = if form == 0 { Kind::Count } else { Kind::Amount };
        let mut groups = Vec::new();
        for (area, value) in areas.iter().zip(&values) {
            let printed = print(&(value / &factor), kind, self.mode, &mut self.random);
            groups.push(field(&place(*area), &joined(printed, unit, &factor).text));
        }
        let mut fields = vec![format!("groups = {}", table(&groups)), field("by", "place")];
        if form == 2 && self.chance(30) {
            fields.extend(self.strata(column, areas, year, unit, &factor));
        }
        let (more, less) =
            if values[0] >= values[1] { (&values[0], &values[1]) } else { (&values[1], &values[0]) };
        let mut stated = Vec::new();
        if less.is_positive() && self.chance(70) {
            let times = more / less;
            let text = match folded(&times, &mut self.random) {
                Some(text) if self.mode == Mode::Any && self.chance(30) => text,
                _ => {
                    let unit = self.random.one(&["times", "times as many", ""]);
                    with_unit(&times, unit, &whole(1), self.mode, &mut self.random).text
                }
            };
            stated.push(format!("{{ measure = \"ratio\", {} }}", field("value", &text)));
        }
        if self.chance(30) {
            let (unit, factor) =
                if unit == "%" { ("percentage points", ratio(1, 100)) } else { (unit, factor) };
            let printed = print(&((more - less) / &factor), kind, self.mode, &mut self.random);
            let text = joined(printed, unit, &factor).text;
            stated.push(format!("{{ measure = \"change\", {} }}", field("value", &text)));
        }
        if !stated.is_empty() {
            fields.push(format!("stated = [{}]", stated.join(", ")));
        }
        let mut scope = self.scope(column, None, Area::Land, &(year..year + 1));
        if form != 0 {
            scope[1] = field("base", "resident");
        }
        Some((format!("compare = {}", table(&fields)), scope))
    }

    /// The same in each group.
    fn strata(
        &mut self,
        column: Column,
        areas: [Area; 2],
        year: usize,
        unit: &'static str,
        factor: &Q,
    ) -> Option<String> {
        let mut strata = Vec::new();
        for (group, name) in GROUPS.iter().enumerate().take(self.table.groups) {
            let mut told = Vec::new();
            for area in areas {
                let sum = |column| self.table.sum(column, area, Some(group), year..year + 1);
                let (top, people) = (sum(column), sum(Column::People));
                if people == 0 {
                    return None;
                }
                let rate = with_unit(&ratio(top, people), unit, factor, self.mode, &mut self.random);
                told.push(field(&place(area), &rate.text));
            }
            strata.push(format!("{name} = {}", table(&told)));
        }
        Some(format!("strata = {}", table(&strata)))
    }

    /// What is spent, weighed or counted per head of each group, or how many of it have a mark, and of all.
    fn average(&mut self) -> Option<(String, Vec<String>)> {
        let column = self.random.one(&[Column::Spending, Column::Goods, Column::Crashes, Column::Marked(2)]);
        let (area, year) = (self.area(), self.year());
        let years = year..year + 1;
        let sized = |group: usize| {
            let people = self.table.sum(Column::People, area, Some(group), years.clone());
            let sum = self.table.sum(column, area, Some(group), years.clone());
            (people > 0).then_some((group, people, sum))
        };
        let groups: Vec<_> = (0..self.table.groups).filter_map(sized).collect();
        if groups.is_empty() {
            return None;
        }
        let by_size = self.chance(60);
        let overall = match by_size {
            true => {
                let people: i128 = groups.iter().map(|(_, people, _)| people).sum();
                ratio(groups.iter().map(|(_, _, sum)| sum).sum(), people)
            }
            false => {
                let means = groups.iter().map(|(_, people, sum)| ratio(*sum, *people));
                means.fold(Q::zero(), |sum, mean| sum + mean) / whole(groups.len() as i128)
            }
        };
        let (unit, factor) = match column {
            Column::Spending => ("euros", whole(100)),
            Column::Goods => ("kg", whole(1_000)),
            Column::Crashes => ("crashes", whole(1)),
            _ => ("%", ratio(1, 100)),
        };
        let (sizes, complete) = (self.chance(70), groups.len() == 1 || self.chance(75));
        let shown = if complete { groups.len() } else { groups.len() - 1 };
        let mut told = Vec::new();
        for (group, people, sum) in groups.into_iter().take(shown) {
            let mean = with_unit(&ratio(sum, people), unit, &factor, self.mode, &mut self.random);
            let mut fields = vec![field(if unit == "%" { "value" } else { "mean" }, &mean.text)];
            if sizes {
                fields.push(field("n", &self.amount(Column::People, people).text));
            }
            told.push(format!("{} = {}", GROUPS[group], table(&fields)));
        }
        let mut fields = vec![format!("groups = {}", table(&told))];
        if self.chance(90) {
            let mean = with_unit(&overall, unit, &factor, self.mode, &mut self.random);
            let name = if unit == "%" { "value" } else { "mean" };
            fields.insert(0, format!("overall = {}", table(&[field(name, &mean.text)])));
        }
        if self.chance(70) || !by_size {
            fields.push(field("weights", if by_size { "size" } else { "equal" }));
        }
        match complete {
            true if self.chance(80) => fields.push("exhaustive = true".into()),
            false if self.chance(50) => fields.push("exhaustive = false".into()),
            _ => {}
        }
        let mut scope = self.scope(column, None, area, &years);
        scope[1] = field("base", "resident");
        Some((format!("average = {}", table(&fields)), scope))
    }

    /// The shares of two or three marks, of all of them together, and of any.
    fn joint(&mut self) -> Option<(String, Vec<String>)> {
        let (area, year) = (self.area(), self.year());
        let all = self.table.with(area, None, year, |_| true);
        if all == 0 {
            return None;
        }
        let marks: &[usize] = self.random.one(&[&[0, 1][..], &[0, 1], &[1, 2], &[0, 2], &[0, 1, 2]]);
        let has = |marked: usize, mark: &usize| marked & (1 << mark) != 0;
        let count_of = |fits: &dyn Fn(usize) -> bool| self.table.with(area, None, year, fits);
        let own: Vec<i128> = marks.iter().map(|mark| count_of(&|marked| has(marked, mark))).collect();
        let both = count_of(&|marked| marks.iter().all(|mark| has(marked, mark)));
        let any = count_of(&|marked| marks.iter().any(|mark| has(marked, mark)));
        let mut factors = Vec::new();
        for (mark, n) in marks.iter().zip(own) {
            factors.push(format!("{} = {}", MARKS[*mark], self.marked(n, all)));
        }
        let mut fields = vec![format!("factors = {}", table(&factors)), field("kind", "shares")];
        let both_told = self.chance(70);
        if both_told {
            fields.push(format!("stated = {}", self.marked(both, all)));
        }
        if !both_told || self.chance(50) {
            fields.push(format!("union = {}", self.marked(any, all)));
        }
        let scope = vec![
            field("base", "resident"),
            field("place", &place(area)),
            field("period", &(FIRST + year).to_string()),
            field("stage", "none"),
            field("frame", "register"),
        ];
        Some((format!("joint = {}", table(&fields)), scope))
    }

    /// How many of all, in words, in per cent, or as counted.
    fn marked(&mut self, n: i128, all: i128) -> String {
        if self.chance(25) {
            return format!("\"{n} of {all} residents\"");
        }
        format!("\"{}\"", print_share(&ratio(n, all), self.mode, &mut self.random).text)
    }
}

/// Whether a text is a fraction of what stands beside it, and no amount: not "0.2" of people.
fn is_so_much_of(text: &str) -> bool {
    let is_word = text.contains(char::is_alphabetic) && !text.contains(['.', ',']);
    text.ends_with('%') || is_word
}

/// As a fraction, so that the list of units is one of plain numbers.
fn whole_of(grams: i128) -> (i128, i128) {
    (grams, 1)
}

/// "Doubled", where it is.
fn folded(times: &Q, random: &mut Random) -> Option<String> {
    let words = [
        (1, 2, vec!["halved"]),
        (2, 1, vec!["doubled", "two-fold", "twice"]),
        (3, 1, vec!["tripled", "three-fold", "threefold"]),
        (4, 1, vec!["four-fold", "quadrupled"]),
        (5, 1, vec!["five-fold", "fivefold"]),
        (10, 1, vec!["ten-fold", "tenfold"]),
    ];
    let near = |(top, bottom, _): &&(i128, i128, Vec<&str>)| {
        (times - ratio(*top, *bottom)).abs() <= ratio(*top, 8 * bottom)
    };
    let (_, _, texts) = words.iter().find(near)?;
    Some(texts[random.index(texts.len())].to_string())
}
