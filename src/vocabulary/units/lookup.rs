//! The table of units made ready once: definitions with exact factors, what each word means, and what settles it.

use foldhash::HashMap;
use std::sync::LazyLock;

use super::dimension::Dimension;
use super::misspelt::Misspelt;
use super::money::{CURRENCIES, Currency, MINORS, SOURCE};
use super::table::{AMBIGUOUS, By, LINES, Settled};
use crate::number::{Exact, Interval};
use crate::vocabulary::TextConventions;

/// One thing that a unit's name can mean: an exact size, and who says so.
///
/// ```
/// use saltgrain::vocabulary::{TextConventions, Unit};
///
/// let tons = Unit::parse("tons", &TextConventions::default())?;
/// let lines: Vec<String> =
///     tons.definitions().map(|d| format!("{} = {} kg", d.name(), d.factor().to_decimal(9))).collect();
/// assert_eq!(lines, ["short ton = 907.18474 kg", "tonne = 1000 kg", "long ton = 1016.04691 kg"]);
/// # Ok::<(), saltgrain::vocabulary::UnitError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Definition {
    pub(super) name: String,
    pub(super) factor: Exact,
    pub(super) range: Interval,
    pub(super) dimension: Dimension,
    pub(super) kind: Option<&'static str>,
    pub(super) source: &'static str,
    pub(super) ucum: Option<&'static str>,
}

impl Definition {
    /// The full name, which is itself a unit that parses: `"short ton"`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The exact factor to the coherent base unit of the dimension (kilogram, metre, second, kelvin, bit, and products
    /// of them; one for a fraction, a currency, and a thing counted).
    ///
    /// A unit of the calendar has no one size: a year is taken as 365.25 days here (the Julian year of UCUM, as in
    /// person-years of epidemiology) and a month as a twelfth of it, while [`range`](Definition::range) holds every
    /// year and month of the calendar.
    #[must_use]
    pub fn factor(&self) -> &Exact {
        &self.factor
    }

    /// Every size this one definition allows: a point, but for the calendar (`[365 d, 366 d]`), the kilocalorie and the
    /// therm.
    #[must_use]
    pub fn range(&self) -> &Interval {
        &self.range
    }

    /// The dimension.
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        self.dimension
    }

    /// What keeps it apart from others of its dimension: a currency, a temperature scale.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind
    }

    /// The standard, law or manual that gives the factor.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// The code in the Unified Code for Units of Measure, where it has one.
    #[must_use]
    pub fn ucum(&self) -> Option<&'static str> {
        self.ucum
    }
}

/// What a word means after the conventions of the text: one definition, or several that are left open.
#[derive(Debug)]
pub(super) struct Sense {
    /// Index in the table; senses are equal if and only if their indexes are.
    pub(super) id: usize,
    /// Indexes of definitions.
    members: Vec<usize>,
    pub(super) factor: Interval,
    /// Absent where the definitions differ.
    pub(super) dimension: Option<Dimension>,
    /// Absent where there is none, or the definitions differ.
    pub(super) kind: Option<&'static str>,
}

impl Sense {
    pub(super) fn definitions(&self) -> impl Iterator<Item = &'static Definition> + use<> {
        let members: &'static [usize] =
            TABLE.senses.get(self.id).map(|sense| sense.members.as_slice()).unwrap_or_default();
        members.iter().filter_map(|i| TABLE.definitions.get(*i))
    }

    pub(super) fn is_ambiguous(&self) -> bool {
        self.members.len() > 1
    }
}

/// A way to write a unit.
#[derive(Debug)]
pub(super) struct Word {
    /// As the table writes it.
    pub(super) text: String,
    /// Names may be written in any letter case, symbols may not.
    pub(super) any_case: bool,
    open: usize,
    settled: Option<usize>,
}

/// What the conventions of a text leave of an ambiguous word; one per group of words that share it.
#[derive(Debug, Default)]
struct Settling {
    by_country: Vec<(&'static str, usize)>,
    /// For a country that has none of its own.
    elsewhere: Option<usize>,
    not_english: Option<usize>,
}

#[derive(Debug)]
pub(super) struct Table {
    definitions: Vec<Definition>,
    senses: Vec<Sense>,
    settlings: Vec<Settling>,
    words: Vec<Word>,
    by_text: HashMap<String, usize>,
    pub(super) misspelt: Misspelt,
}

pub(super) static TABLE: LazyLock<Table> = LazyLock::new(Table::build);

impl Table {
    /// The word and what it means under the conventions; the text as it stands.
    pub(super) fn exact(&self, text: &str, conventions: &TextConventions) -> Option<(&Word, &Sense)> {
        let word = self.words.get(*self.by_text.get(text)?)?;
        self.sense(word, conventions).map(|sense| (word, sense))
    }

    /// The same for a name in lower case.
    pub(super) fn any_case(&self, lower: &str, conventions: &TextConventions) -> Option<(&Word, &Sense)> {
        self.exact(lower, conventions).filter(|(word, _)| word.any_case)
    }

    fn sense(&self, word: &Word, conventions: &TextConventions) -> Option<&Sense> {
        let sense = word.settled.and_then(|i| self.settlings.get(i)).and_then(|s| s.settle(conventions));
        self.senses.get(sense.unwrap_or(word.open))
    }

    fn build() -> Table {
        let mut builder = Builder::default();
        for line in LINES {
            let range = match line.range {
                Some((least, greatest)) => (least, greatest),
                None => (line.factor, line.factor),
            };
            let Some(sense) = builder.definition(Definition {
                name: line.name.to_owned(),
                // A line whose factor cannot be read would be left out; a test counts them.
                factor: match line.factor.parse() {
                    Ok(factor) => factor,
                    Err(_) => continue,
                },
                range: match hull(range.0.parse().ok(), range.1.parse().ok()) {
                    Some(range) => range,
                    None => continue,
                },
                dimension: line.dimension,
                kind: line.kind,
                source: line.source,
                ucum: line.ucum,
            }) else {
                continue;
            };
            for symbol in line.symbols {
                builder.word(symbol, false, sense, None);
            }
            for name in std::iter::once(&line.name).chain(line.names) {
                builder.name(name, sense, None);
            }
            for form in line.forms {
                builder.word(form, true, sense, None);
            }
        }
        builder.money();
        for ambiguous in AMBIGUOUS {
            let open = builder.sense(ambiguous.meanings);
            let settling = builder.settling(ambiguous.settled);
            for symbol in ambiguous.symbols {
                builder.word(symbol, false, open, settling);
            }
            for name in ambiguous.names {
                builder.name(name, open, settling);
            }
        }
        builder.finish()
    }
}

impl Settling {
    fn settle(&self, conventions: &TextConventions) -> Option<usize> {
        let by_country = conventions.country.as_deref().and_then(|country| {
            let own = self.by_country.iter().find(|(code, _)| *code == country).map(|(_, sense)| *sense);
            own.or(self.elsewhere)
        });
        by_country.or_else(|| {
            let language = conventions.language.as_deref()?;
            let english = language == "en" || language.starts_with("en-");
            if english { None } else { self.not_english }
        })
    }
}

fn hull(low: Option<Exact>, high: Option<Exact>) -> Option<Interval> {
    Interval::closed(low?, high?)
}

#[derive(Default)]
struct Builder {
    definitions: Vec<Definition>,
    names: HashMap<String, usize>,
    senses: Vec<Sense>,
    settlings: Vec<Settling>,
    words: Vec<Word>,
    by_text: HashMap<String, usize>,
}

impl Builder {
    /// Adds a definition and the sense that is just it.
    fn definition(&mut self, definition: Definition) -> Option<usize> {
        let index = self.definitions.len();
        self.names.insert(definition.name.clone(), index);
        self.definitions.push(definition);
        self.sense_of(vec![index])
    }

    fn sense_of(&mut self, members: Vec<usize>) -> Option<usize> {
        if let Some(known) = self.senses.iter().position(|sense| sense.members == members) {
            return Some(known);
        }
        let mut definitions = members.iter().filter_map(|i| self.definitions.get(*i));
        let first = definitions.next()?;
        let (mut factor, mut dimension, mut kind) = (first.range.clone(), Some(first.dimension), first.kind);
        for definition in definitions {
            factor = factor.hull(&definition.range);
            dimension = dimension.filter(|d| *d == definition.dimension);
            kind = kind.filter(|k| Some(*k) == definition.kind);
        }
        let id = self.senses.len();
        self.senses.push(Sense { id, members, factor, dimension, kind });
        Some(id)
    }

    fn sense(&mut self, names: &[&str]) -> usize {
        let members = names.iter().filter_map(|name| self.names.get(*name).copied()).collect();
        self.sense_of(members).unwrap_or_default()
    }

    fn word(&mut self, text: &str, any_case: bool, open: usize, settled: Option<usize>) {
        let text = if any_case { text.to_lowercase() } else { text.to_owned() };
        let index = self.words.len();
        // The first line to claim a text keeps it; a test sees to it that no two differ.
        if let std::collections::hash_map::Entry::Vacant(slot) = self.by_text.entry(text.clone()) {
            slot.insert(index);
            self.words.push(Word { text, any_case, open, settled });
        } else if let Some(known) = self.by_text.get(&text).and_then(|i| self.words.get_mut(*i)) {
            known.any_case |= any_case;
        }
    }

    fn name(&mut self, name: &str, open: usize, settled: Option<usize>) {
        self.word(name, true, open, settled);
        if name.ends_with(|c: char| c.is_alphabetic()) && !name.ends_with('s') && !name.ends_with("foot") {
            self.word(&format!("{name}s"), true, open, settled);
        }
    }

    fn settling(&mut self, rules: &'static [Settled]) -> Option<usize> {
        if rules.is_empty() {
            return None;
        }
        let mut settling = Settling::default();
        for rule in rules {
            let sense = self.sense(rule.meanings);
            match rule.by {
                By::Country(codes) => settling.by_country.extend(codes.iter().map(|code| (*code, sense))),
                By::Elsewhere => settling.elsewhere = Some(sense),
                By::NotEnglish => settling.not_english = Some(sense),
            }
        }
        self.settlings.push(settling);
        Some(self.settlings.len() - 1)
    }

    fn money(&mut self) {
        for currency in CURRENCIES {
            let definition = Definition {
                name: currency.code.to_owned(),
                factor: Exact::ONE,
                range: Interval::point(Exact::ONE),
                dimension: Dimension::MONEY,
                kind: Some(currency.code),
                source: SOURCE,
                ucum: None,
            };
            let Some(sense) = self.definition(definition) else { continue };
            self.word(currency.code, false, sense, None);
            self.name(currency.name, sense, None);
            for name in currency.names {
                self.name(name, sense, None);
            }
        }
        // Nouns and signs, each with all the currencies that use it, the order of the list kept.
        let mut shared: Vec<(&'static str, bool, Vec<&'static Currency>)> = Vec::new();
        for currency in CURRENCIES {
            let nouns = currency.nouns.iter().map(|noun| (*noun, true));
            for (text, any_case) in nouns.chain(currency.signs.iter().map(|sign| (*sign, false))) {
                match shared.iter_mut().find(|(known, ..)| *known == text) {
                    Some((.., users)) => users.push(currency),
                    None => shared.push((text, any_case, vec![currency])),
                }
            }
        }
        for (text, any_case, users) in shared {
            let codes: Vec<&str> = users.iter().map(|currency| currency.code).collect();
            let open = self.sense(&codes);
            let settled = if codes.len() > 1 { Some(self.own_currency(text, &users)) } else { None };
            self.word(text, any_case, open, settled);
        }
        for minor in MINORS {
            self.minor(minor.forms, minor.signs, minor.codes);
        }
    }

    /// A country's own currency is what the bare noun or sign means in its texts.
    fn own_currency(&mut self, text: &str, users: &[&'static Currency]) -> usize {
        let mut settling = Settling::default();
        for currency in users {
            for country in currency.countries.split_whitespace() {
                let own: Vec<&str> = users
                    .iter()
                    .filter(|user| user.countries.split_whitespace().any(|code| code == country))
                    .map(|user| user.code)
                    .collect();
                let sense = self.sense(&own);
                settling.by_country.push((country, sense));
            }
        }
        if matches!(text, "$" | "dollar" | "dollars") {
            // Where no dollar is legal tender the bare dollar is the US one (Reuters, Guardian and Economist style).
            settling.elsewhere = Some(self.sense(&["USD"]));
        }
        self.settlings.push(settling);
        self.settlings.len() - 1
    }

    fn minor(&mut self, forms: &[&str], signs: &[&str], codes: &'static [&'static str]) {
        let mut names = Vec::new();
        for code in codes {
            let name = format!("hundredth of {code}");
            if !self.names.contains_key(&name) {
                let Ok(factor) = Exact::new(1, 100) else { continue };
                self.definition(Definition {
                    name: name.clone(),
                    factor: factor.clone(),
                    range: Interval::point(factor),
                    dimension: Dimension::MONEY,
                    kind: Some(code),
                    source: SOURCE,
                    ucum: None,
                });
            }
            names.push((name, *code));
        }
        let all: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
        let open = self.sense(&all);
        let mut settling = Settling::default();
        for (name, code) in &names {
            if let Some(currency) = CURRENCIES.iter().find(|currency| currency.code == *code) {
                let sense = self.sense(&[name]);
                settling
                    .by_country
                    .extend(currency.countries.split_whitespace().map(|country| (country, sense)));
            }
        }
        self.settlings.push(settling);
        let settled = (names.len() > 1).then_some(self.settlings.len() - 1);
        for form in forms {
            self.word(form, true, open, settled);
        }
        for sign in signs {
            self.word(sign, false, open, settled);
        }
        for (name, _) in &names {
            let sense = self.sense(&[name.as_str()]);
            self.word(name, false, sense, None);
        }
    }

    fn finish(self) -> Table {
        let names = self.words.iter().filter(|word| word.any_case).map(|word| word.text.as_str());
        let misspelt = Misspelt::new(names);
        Table {
            misspelt,
            definitions: self.definitions,
            senses: self.senses,
            settlings: self.settlings,
            words: self.words,
            by_text: self.by_text,
        }
    }
}

/// For tests and documentation: every word with its open sense.
#[cfg(test)]
pub(super) fn all_words() -> impl Iterator<Item = (&'static str, bool, usize)> {
    TABLE.words.iter().map(|word| (word.text.as_str(), word.any_case, word.open))
}

/// Every definition of the table, in its order: what `saltgrain units` would list.
pub(super) fn definitions() -> impl Iterator<Item = &'static Definition> {
    TABLE.definitions.iter()
}
