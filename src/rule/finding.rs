//! A finding: fact, reason, help, and every number behind them.

mod about;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

pub(crate) use about::About;

use super::proof::Proof;
use super::{Field, NamedValue, Severity};
use crate::dossier::Pointer;
use crate::error::Place;
use crate::number::{ArithmeticError, Exact, Interval};

/// The identity of the rule behind a finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId {
    /// The code, `AR01`.
    pub code: Cow<'static, str>,
    /// The name, `ratio-recomputation`.
    pub name: Cow<'static, str>,
    /// The family, `arithmetic`.
    pub family: Cow<'static, str>,
}

/// `AR01 ratio-recomputation`.
impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

/// A word that the texts of a finding may name.
#[derive(Clone)]
pub enum Word {
    /// As it is.
    Text(Cow<'static, str>),
    /// Put together from the finding's own values and words when somebody reads it.
    Made(Arc<dyn Fn(&Finding) -> String + Send + Sync>),
}

impl std::fmt::Debug for Word {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Word::Text(text) => std::fmt::Debug::fmt(text, f),
            Word::Made(_) => f.write_str("made when read"),
        }
    }
}

impl From<&'static str> for Word {
    fn from(text: &'static str) -> Word {
        Word::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Word {
    fn from(text: String) -> Word {
        Word::Text(Cow::Owned(text))
    }
}

impl From<Box<str>> for Word {
    fn from(text: Box<str>) -> Word {
        Word::Text(Cow::Owned(text.into()))
    }
}

/// A field that a finding is about, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// The field.
    pub pointer: Pointer,
    /// The place in the source, where the dossier was read from one.
    pub place: Option<Place>,
}

/// What a rule found: what is the case, why that matters, what to do, with every number behind it.
///
/// A finding may be put into words only when somebody reads it, and to copy one is to read it.
///
/// Texts are templates: `{share}` stands for the value or word of that name, `{share:range}` for its limits,
/// `{share:exact}` for every digit, `{{}` for a brace. They are filled in when somebody reads them.
///
/// ```
/// use saltgrain::{number::Exact, rule::{Finding, NamedValue}};
/// let finding = Finding::note("the share is {share}", "5 of 536 is less than a hundredth", "print the two figures")
///     .with(NamedValue::percent("share", Exact::new(5, 536)?));
/// assert_eq!(finding.message(), "the share is 0.933 %");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug)]
pub struct Finding {
    /// One allocation for everything, a way to tell it included: there may be a hundred thousand.
    inner: Box<Inner<dyn Says>>,
}

/// A finding's parts, and last what it says or the way to tell it.
#[derive(Debug)]
struct Inner<S: ?Sized> {
    about: About,
    says: S,
}

/// What a finding says: told already, or told when somebody reads it.
trait Says: std::fmt::Debug + Send + Sync {
    fn told(&self) -> &Told;
    /// Takes it out, to be changed and set again.
    fn take(&mut self) -> Told;
    fn set(&mut self, told: Told);
}

/// What a finding says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    pub(crate) fact: Cow<'static, str>,
    pub(crate) reason: Cow<'static, str>,
    pub(crate) advice: Cow<'static, str>,
    pub(crate) values: Vec<NamedValue>,
    pub(crate) words: Vec<(&'static str, Word)>,
}

impl Told {
    /// What is left to say where a number behind a finding cannot be computed.
    fn without_numbers(error: &ArithmeticError) -> Self {
        let (fact, reason) = match error {
            ArithmeticError::DivisionByZero => (
                "a number behind this does not exist: it would be divided by zero",
                "the finding was decided without it",
            ),
            ArithmeticError::OutOfDomain => (
                "a number behind this cannot be computed: the statistic is not defined for these figures",
                "the finding was decided without it",
            ),
            _ => (
                "the numbers behind this are too large to show",
                "they were decided exactly, and are longer than any that is printed",
            ),
        };
        Told {
            fact: fact.into(),
            reason: reason.into(),
            advice: "check the figures".into(),
            ..Told::default()
        }
    }
}

impl Says for Told {
    fn told(&self) -> &Told {
        self
    }

    fn take(&mut self) -> Told {
        std::mem::take(self)
    }

    fn set(&mut self, told: Told) {
        *self = told;
    }
}

/// Puts a finding together when somebody reads it.
struct WhenRead<F> {
    told: OnceLock<Box<Told>>,
    tell: F,
}

impl<F: Fn() -> Result<Finding, ArithmeticError>> WhenRead<F> {
    fn tell(&self) -> Told {
        match (self.tell)() {
            Ok(mut finding) => finding.inner.says.take(),
            Err(error) => Told::without_numbers(&error),
        }
    }
}

impl<F: Fn() -> Result<Finding, ArithmeticError> + Send + Sync> Says for WhenRead<F> {
    fn told(&self) -> &Told {
        self.told.get_or_init(|| Box::new(self.tell()))
    }

    fn take(&mut self) -> Told {
        self.told.take().map_or_else(|| self.tell(), |told| *told)
    }

    fn set(&mut self, told: Told) {
        self.told = OnceLock::from(Box::new(told));
    }
}

impl<F> std::fmt::Debug for WhenRead<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("WhenRead").field(&self.told).finish()
    }
}

/// A copy has its texts and values: whoever copies a finding is about to read it.
impl Clone for Finding {
    fn clone(&self) -> Self {
        Finding::of(self.inner.about.clone(), self.told().clone())
    }
}

/// Findings are equal if they say the same, whether or not their texts are still to be filled in.
impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.about(), other.about());
        one.severity == two.severity
            && self.claim() == other.claim()
            && self.conclusion() == other.conclusion()
            && self.rule() == other.rule()
            && self.question() == other.question()
            && self.values() == other.values()
            && self.places() == other.places()
            && self.proof() == other.proof()
            && self.answer() == other.answer()
            && self.message() == other.message()
            && self.reason() == other.reason()
            && self.advice() == other.advice()
    }
}

/// The rule of a finding that no rule has given yet.
static NOBODY: RuleId =
    RuleId { code: Cow::Borrowed(""), name: Cow::Borrowed(""), family: Cow::Borrowed("") };

/// A text as a template that says just that, whatever braces it holds.
#[cfg(feature = "json")]
pub(crate) fn verbatim(text: &str) -> String {
    text.replace('{', "{{}")
}

/// In one line: severity, rule, whose claim or conclusion, and the fact.
///
/// ```
/// use saltgrain::{Checker, Claim, Dossier};
/// let dossier = Dossier::new("one").claim("houses", Claim::share("30 kg", "5 kg")?);
/// let report = Checker::default().select(["AR03"])?.check(&dossier)?;
/// let told = report.findings()[0].to_string();
/// assert!(told.starts_with("error[AR03 part-exceeds-whole] houses: "), "{told}");
/// # Ok::<(), saltgrain::Error>(())
/// ```
impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}[{}] ", self.severity(), self.rule())?;
        if let Some(id) = self.conclusion().or_else(|| self.claim()) {
            write!(f, "{id}: ")?;
        }
        f.write_str(&self.message())
    }
}

impl Finding {
    fn new(
        severity: Severity,
        fact: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
        advice: impl Into<Cow<'static, str>>,
    ) -> Self {
        let (fact, reason, advice) = (fact.into(), reason.into(), advice.into());
        let told = Told { fact, reason, advice, values: Vec::new(), words: Vec::new() };
        Finding::of(About::new(severity), told)
    }

    /// A finding from what is decided of it and what it says.
    pub(crate) fn of(about: About, told: Told) -> Self {
        Finding { inner: Box::new(Inner { about, says: told }) }
    }

    pub(crate) fn about(&self) -> &About {
        &self.inner.about
    }

    pub(crate) fn about_mut(&mut self) -> &mut About {
        &mut self.inner.about
    }

    /// A finding whose texts and values are put together when somebody reads them: a hundred thousand findings that
    /// nobody reads cost what it takes to decide them. How grave it is, where it stands and what to ask are said at once.
    ///
    /// What `tell` needs it must own: numbers, and [`Sides`](crate::quantity::Sides) for names. Where a number is too
    /// large to show, the finding says that, and stands. Of the finding that `tell` makes only texts, values and words
    /// count; a value or word added to this one is added at once, and so tells it.
    ///
    /// ```
    /// use saltgrain::{Severity, number::Exact, rule::{Finding, NamedValue}};
    /// let (part, whole) = (Exact::from(5), Exact::from(536));
    /// let finding = Finding::told_when_read(Severity::Note, move || {
    ///     Ok(Finding::note("the share is {share}", "…", "…").with(NamedValue::percent("share", (&part / &whole)?)))
    /// });
    /// assert_eq!(finding.message(), "the share is 0.933 %");
    /// ```
    #[must_use]
    pub fn told_when_read(
        severity: Severity,
        tell: impl Fn() -> Result<Finding, ArithmeticError> + Send + Sync + 'static,
    ) -> Self {
        let says = WhenRead { told: OnceLock::new(), tell };
        Finding { inner: Box::new(Inner { about: About::new(severity), says }) }
    }

    fn told(&self) -> &Told {
        self.inner.says.told()
    }

    /// The same with something changed of what it says.
    fn saying(mut self, change: impl FnOnce(&mut Told)) -> Self {
        let mut told = self.inner.says.take();
        change(&mut told);
        self.inner.says.set(told);
        self
    }

    /// What the reader should know: fact, reason, help.
    pub fn note(
        fact: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
        advice: impl Into<Cow<'static, str>>,
    ) -> Self {
        Finding::new(Severity::Note, fact, reason, advice)
    }

    /// What is not supported: fact, reason, help.
    pub fn warning(
        fact: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
        advice: impl Into<Cow<'static, str>>,
    ) -> Self {
        Finding::new(Severity::Warning, fact, reason, advice)
    }

    /// What is impossible under every reading, with the proof that shows it: fact, reason, help.
    pub fn error(
        fact: impl Into<Cow<'static, str>>,
        reason: impl Into<Cow<'static, str>>,
        advice: impl Into<Cow<'static, str>>,
        proof: Proof,
    ) -> Self {
        Finding::new(Severity::Error, fact, reason, advice).proven_by(proof)
    }

    /// The same finding with the proof that shows it.
    #[must_use]
    pub fn proven_by(mut self, proof: Proof) -> Self {
        self.about_mut().set_proof(proof);
        self
    }

    /// The same finding, no graver than `severity`.
    ///
    /// ```
    /// use saltgrain::{Finding, Severity};
    /// let finding = Finding::warning("no base is given", "a share is of something", "say of what");
    /// assert_eq!(finding.at_most(Severity::Note).severity(), Severity::Note);
    /// ```
    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        let own = &mut self.about_mut().severity;
        *own = severity.min(*own);
        self
    }

    /// The same finding with another reason.
    #[must_use]
    pub fn reason_is(self, reason: impl Into<Cow<'static, str>>) -> Self {
        self.saying(|told| told.reason = reason.into())
    }

    /// Adds a value.
    #[must_use]
    pub fn with(self, value: NamedValue) -> Self {
        self.saying(|told| told.values.push(value))
    }

    /// Adds values.
    #[must_use]
    pub fn with_all(self, values: impl IntoIterator<Item = NamedValue>) -> Self {
        self.saying(|told| {
            if told.values.is_empty() {
                told.values = values.into_iter().collect();
            } else {
                told.values.extend(values);
            }
        })
    }

    /// Adds a word that the texts may name.
    ///
    /// ```
    /// use saltgrain::Finding;
    /// let finding = Finding::note("{who} gives no base", "…", "…").word("who", "the minister");
    /// assert_eq!(finding.message(), "the minister gives no base");
    /// ```
    #[must_use]
    pub fn word(self, name: &'static str, word: impl Into<Word>) -> Self {
        self.saying(|told| told.words.push((name, word.into())))
    }

    /// Adds a word that is put together from the finding's own values and words when somebody reads it: a hundred
    /// thousand findings that nobody reads cost no formatting.
    ///
    /// ```
    /// use saltgrain::{number::Exact, rule::{Finding, Name, NamedValue}};
    /// let finding = Finding::note("it would be {list}", "…", "…")
    ///     .with(NamedValue::percent(Name::at("if {}", [Exact::ONE]), Exact::new(1, 4)?))
    ///     .with(NamedValue::percent(Name::at("if {}", [Exact::from(2)]), Exact::new(2, 5)?))
    ///     .made("list", |finding| {
    ///         let line = |value: &NamedValue| format!("{} {}", value.shown(), value.name);
    ///         finding.values_of("if {}").map(line).collect::<Vec<_>>().join(", ")
    ///     });
    /// assert_eq!(finding.message(), "it would be 25 % if 1, 40 % if 2");
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn made(self, name: &'static str, made: impl Fn(&Finding) -> String + Send + Sync + 'static) -> Self {
        self.saying(|told| told.words.push((name, Word::Made(Arc::new(made)))))
    }

    /// The word of that name.
    #[must_use]
    pub fn word_of(&self, name: &str) -> Option<Cow<'_, str>> {
        let (_, word) = self.told().words.iter().find(|(own, _)| *own == name)?;
        Some(match word {
            Word::Text(text) => Cow::Borrowed(text),
            Word::Made(made) => Cow::Owned(made(self)),
        })
    }

    /// The values whose names have this pattern, in order.
    pub fn values_of<'f>(&'f self, pattern: &'f str) -> impl Iterator<Item = &'f NamedValue> + Clone {
        self.told().values.iter().filter(move |value| value.name.pattern() == pattern)
    }

    /// Adds the question that would settle the matter.
    ///
    /// ```
    /// use saltgrain::{Finding, rule::Field};
    /// let finding = Finding::note("no base is given", "a share is of something", "say of what").ask(Field::BASE);
    /// assert_eq!(finding.question().map(Field::name), Some("base"));
    /// ```
    #[must_use]
    pub fn ask(mut self, field: Field) -> Self {
        self.about_mut().ask(field);
        self
    }

    /// Adds a JSON Pointer to a field it is about; the first is where a report puts the caret.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<Pointer>) -> Self {
        self.about_mut().add_pointer(pointer.into());
        self
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        self.about().rule.as_deref().unwrap_or(&NOBODY)
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.about().severity
    }

    /// The id of the claim it is about.
    #[must_use]
    pub fn claim(&self) -> Option<&str> {
        self.about().claim()
    }

    /// The id of the conclusion it is about.
    #[must_use]
    pub fn conclusion(&self) -> Option<&str> {
        self.about().conclusion()
    }

    /// The fact.
    #[must_use]
    pub fn message(&self) -> String {
        self.fill(&self.told().fact)
    }

    /// The reason.
    #[must_use]
    pub fn reason(&self) -> String {
        self.fill(&self.told().reason)
    }

    /// The help: what to do about it.
    #[must_use]
    pub fn advice(&self) -> String {
        self.fill(&self.told().advice)
    }

    /// The question to ask the source.
    #[must_use]
    pub fn question(&self) -> Option<&Field> {
        self.about().question()
    }

    /// JSON Pointers to the fields it is about.
    ///
    /// ```
    /// use saltgrain::Claim;
    /// let report = saltgrain::check_claim(&Claim::share("30 kg", "5 kg")?)?;
    /// let pointers: Vec<String> = report.findings()[0].pointers().collect();
    /// assert_eq!(pointers, ["/claim/0/share/part", "/claim/0/share/whole"]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn pointers(&self) -> impl Iterator<Item = String> {
        self.about().pointers().map(ToString::to_string)
    }

    /// The fields it is about, with their places; the first is where a report puts the caret.
    #[must_use]
    pub fn places(&self) -> Vec<At> {
        let places = self.about().places().chain(std::iter::repeat(None));
        self.about().pointers().cloned().zip(places).map(|(pointer, place)| At { pointer, place }).collect()
    }

    /// Every value.
    #[must_use]
    pub fn values(&self) -> &[NamedValue] {
        &self.told().values
    }

    /// The number of that name, or of the first name that starts with it.
    ///
    /// ```
    /// use saltgrain::{Finding, number::Exact, rule::NamedValue};
    /// let share = Exact::new(5, 536)?;
    /// let finding = Finding::note("it is {share}", "…", "…").with(NamedValue::percent("share", share.clone()));
    /// // Not rounded, as in the message.
    /// assert_eq!(finding.number("share"), Some(&share));
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn number(&self, name: &str) -> Option<&Exact> {
        self.value(name).and_then(|value| value.exact.as_ref())
    }

    /// The limits of the value of that name, or of the first name that starts with it.
    ///
    /// ```
    /// use saltgrain::{Finding, number::Interval, rule::NamedValue};
    /// let finding = Finding::note("…", "…", "…").with(NamedValue::range("share", Interval::share()));
    /// assert_eq!(finding.interval("share"), Some(&Interval::share()));
    /// ```
    #[must_use]
    pub fn interval(&self, name: &str) -> Option<&Interval> {
        self.value(name).and_then(|value| value.interval.as_ref())
    }

    /// The value of that name, or of the first name that starts with it.
    ///
    /// ```
    /// use saltgrain::{Finding, number::Exact, rule::{Name, NamedValue}};
    /// let finding = Finding::note("…", "…", "…")
    ///     .with(NamedValue::new(Name::at("tipping point at {}", [Exact::new(1, 2)?]), Exact::new(531, 5)?));
    /// assert_eq!(finding.value("tipping point").unwrap().shown(), "106");
    /// # Ok::<(), saltgrain::number::ArithmeticError>(())
    /// ```
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&NamedValue> {
        let exactly = self.told().values.iter().find(|value| value.name.is(name));
        exactly.or_else(|| self.told().values.iter().find(|value| value.name.text().starts_with(name)))
    }

    /// The proof behind an error.
    ///
    /// ```
    /// use saltgrain::{Claim, check_claim};
    /// let report = check_claim(&Claim::share("30 kg", "5 kg")?)?;
    /// assert!(report.findings()[0].proof().is_some());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn proof(&self) -> Option<&Proof> {
        self.about().proof()
    }

    /// The reason why somebody answered the finding with `allow`.
    #[must_use]
    pub fn answer(&self) -> Option<&str> {
        self.about().answer()
    }

    fn fill(&self, template: &str) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            if let Some(after) = after.strip_prefix("{}") {
                text.push('{');
                rest = after;
                continue;
            }
            let Some((slot, tail)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            let (name, form) = slot.split_once(':').unwrap_or((slot, ""));
            let value = self.told().values.iter().find(|value| value.name.is(name));
            let word = || self.word_of(name);
            match (value, value.is_none().then(word).flatten()) {
                (Some(value), _) => match form {
                    "range" => text.push_str(&value.shown_range()),
                    "exact" => text.push_str(&value.exact.as_ref().map(Exact::to_string).unwrap_or_default()),
                    _ => text.push_str(&value.shown()),
                },
                (None, Some(word)) => text.push_str(&word),
                // A brace that names nothing is text: a deserialized message, a quoted name.
                (None, None) => text.extend(["{", slot, "}"]),
            }
            rest = tail;
        }
        text.push_str(rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_computed_when_read_is_said() {
        let told = |error: ArithmeticError| {
            let finding = Finding::told_when_read(Severity::Warning, move || Err(error));
            (finding.severity(), finding.message(), finding.values().len())
        };
        let (severity, message, values) = told(ArithmeticError::TooLarge);
        assert_eq!((severity, values), (Severity::Warning, 0));
        assert!(message.contains("too large to show"), "{message}");
        let (_, message, _) = told(ArithmeticError::DivisionByZero);
        assert!(message.contains("divided by zero"), "{message}");
    }

    #[test]
    fn only_what_the_inner_finding_says_counts() {
        let inner = || Ok(Finding::note("{n} of them", "why", "what").with(NamedValue::new("n", 7.into())));
        let once = Finding::told_when_read(Severity::Warning, inner);
        let twice = Finding::told_when_read(Severity::Warning, move || {
            Ok(Finding::told_when_read(Severity::Note, inner))
        });
        assert_eq!((once.severity(), once.message()), (Severity::Warning, "7 of them".to_string()));
        assert_eq!(once, twice);
        assert_ne!(once, Finding::told_when_read(Severity::Note, inner));
    }
}
