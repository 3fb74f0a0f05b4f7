//! A finding: fact, reason, help, and every number behind them.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

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
/// Texts are templates: `{share}` stands for the value or word of that name, `{share:range}` for its limits,
/// `{share:exact}` for every digit, `{{}` for a brace. They are filled in when somebody reads them.
///
/// ```
/// use saltgrain::{number::Exact, rule::{Finding, NamedValue}};
/// let finding = Finding::note("the share is {share}", "5 of 536 is less than a hundredth", "print the two figures")
///     .value(NamedValue::percent("share", Exact::new(5, 536)?));
/// assert_eq!(finding.message(), "the share is 0.933 %");
/// # Ok::<(), saltgrain::number::ArithmeticError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Finding {
    /// Behind a pointer, as findings are made by handing them on.
    pub(crate) inner: Box<Inner>,
}

/// The parts of a finding.
#[derive(Debug, Clone)]
pub(crate) struct Inner {
    pub(crate) rule: Arc<RuleId>,
    pub(crate) severity: Severity,
    pub(crate) claim: Option<Arc<str>>,
    pub(crate) conclusion: Option<Arc<str>>,
    pub(crate) question: Option<Field>,
    pub(crate) at: Vec<Pointer>,
    /// The place of each pointer, once somebody looked them up in the source.
    pub(crate) places: Box<[Option<Place>]>,
    pub(crate) proof: Option<Box<Proof>>,
    pub(crate) answer: Option<Box<str>>,
    pub(crate) told: OnceLock<Box<Told>>,
    /// How to tell it, for a finding that is told when somebody reads it.
    pub(crate) tell: Option<Tell>,
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

/// Puts a finding together.
#[derive(Clone)]
pub(crate) struct Tell(Arc<dyn Fn() -> Result<Finding, ArithmeticError> + Send + Sync>);

impl std::fmt::Debug for Tell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("told when read")
    }
}

/// Findings are equal if they say the same, whether or not their texts are still to be filled in.
impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.inner.severity == other.inner.severity
            && self.inner.claim == other.inner.claim
            && self.inner.conclusion == other.inner.conclusion
            && self.inner.rule == other.inner.rule
            && self.inner.question == other.inner.question
            && self.all_values() == other.all_values()
            && self.places() == other.places()
            && self.inner.proof == other.inner.proof
            && self.inner.answer == other.inner.answer
            && self.message() == other.message()
            && self.reason() == other.reason()
            && self.advice() == other.advice()
    }
}

/// The rule of a finding that no rule has given yet.
fn nobody() -> Arc<RuleId> {
    static NOBODY: OnceLock<Arc<RuleId>> = OnceLock::new();
    let nobody = Cow::Borrowed("");
    let id = || Arc::new(RuleId { code: nobody.clone(), name: nobody.clone(), family: nobody });
    NOBODY.get_or_init(id).clone()
}

/// A text as a template that says just that, whatever braces it holds.
#[cfg(feature = "json")]
pub(crate) fn verbatim(text: &str) -> String {
    text.replace('{', "{{}")
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
        Finding::with(severity, OnceLock::from(Box::new(told)), None)
    }

    fn with(severity: Severity, told: OnceLock<Box<Told>>, tell: Option<Tell>) -> Self {
        let inner = Inner {
            rule: nobody(),
            severity,
            claim: None,
            conclusion: None,
            question: None,
            at: Vec::new(),
            places: Box::default(),
            proof: None,
            answer: None,
            told,
            tell,
        };
        Finding { inner: Box::new(inner) }
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
    ///     Ok(Finding::note("the share is {share}", "…", "…").value(NamedValue::percent("share", (&part / &whole)?)))
    /// });
    /// assert_eq!(finding.message(), "the share is 0.933 %");
    /// ```
    #[must_use]
    pub fn told_when_read(
        severity: Severity,
        tell: impl Fn() -> Result<Finding, ArithmeticError> + Send + Sync + 'static,
    ) -> Self {
        Finding::with(severity, OnceLock::new(), Some(Tell(Arc::new(tell))))
    }

    fn told(&self) -> &Told {
        self.inner.told.get_or_init(|| self.tell())
    }

    fn tell(&self) -> Box<Told> {
        let finding = self.inner.tell.as_ref().map(|tell| (tell.0)());
        match finding {
            Some(Ok(mut finding)) => finding.inner.told.take().unwrap_or_else(|| finding.tell()),
            Some(Err(error)) => Box::new(Told::without_numbers(&error)),
            // Without a way to tell it, a finding is told from the start.
            None => Box::default(),
        }
    }

    /// The same with something changed of what it says.
    fn saying(mut self, change: impl FnOnce(&mut Told)) -> Self {
        let mut told = match self.inner.told.take() {
            Some(told) => told,
            None => self.tell(),
        };
        change(&mut told);
        self.inner.tell = None;
        self.inner.told = OnceLock::from(told);
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
        let mut finding = Finding::new(Severity::Error, fact, reason, advice);
        finding.inner.proof = Some(Box::new(proof));
        finding
    }

    /// The same finding with the proof that shows it.
    #[must_use]
    pub fn proven_by(mut self, proof: Proof) -> Self {
        self.inner.proof = Some(Box::new(proof));
        self
    }

    /// The same finding, no graver than `severity`.
    #[must_use]
    pub fn at_most(mut self, severity: Severity) -> Self {
        self.inner.severity = self.inner.severity.min(severity);
        self
    }

    /// The same finding with another reason.
    #[must_use]
    pub fn reason_is(self, reason: impl Into<Cow<'static, str>>) -> Self {
        self.saying(|told| told.reason = reason.into())
    }

    /// Adds a value.
    #[must_use]
    pub fn value(self, value: NamedValue) -> Self {
        self.saying(|told| told.values.push(value))
    }

    /// Adds values.
    #[must_use]
    pub fn values(self, values: impl IntoIterator<Item = NamedValue>) -> Self {
        self.saying(|told| {
            if told.values.is_empty() {
                told.values = values.into_iter().collect();
            } else {
                told.values.extend(values);
            }
        })
    }

    /// Adds a word that the texts may name.
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
    ///     .value(NamedValue::percent(Name::at("if {}", [Exact::ONE]), Exact::new(1, 4)?))
    ///     .value(NamedValue::percent(Name::at("if {}", [Exact::from(2)]), Exact::new(2, 5)?))
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
    #[must_use]
    pub fn ask(mut self, field: Field) -> Self {
        self.inner.question = Some(field);
        self
    }

    /// Adds a JSON Pointer to a field it is about; the first is where a report puts the caret.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<Pointer>) -> Self {
        if self.inner.at.is_empty() {
            // The field, the claim behind it, the figure: more than three are rare.
            self.inner.at.reserve_exact(3);
        }
        self.inner.at.push(pointer.into());
        self
    }

    /// The rule.
    #[must_use]
    pub fn rule(&self) -> &RuleId {
        &self.inner.rule
    }

    /// How grave it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.inner.severity
    }

    /// The id of the claim it is about.
    #[must_use]
    pub fn claim(&self) -> Option<&str> {
        self.inner.claim.as_deref()
    }

    /// The id of the conclusion it is about.
    #[must_use]
    pub fn conclusion(&self) -> Option<&str> {
        self.inner.conclusion.as_deref()
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
        self.inner.question.as_ref()
    }

    /// JSON Pointers to the fields it is about.
    pub fn pointers(&self) -> impl Iterator<Item = String> {
        self.inner.at.iter().map(ToString::to_string)
    }

    /// The fields it is about, with their places; the first is where a report puts the caret.
    #[must_use]
    pub fn places(&self) -> Vec<At> {
        let places = self.inner.places.iter().copied().chain(std::iter::repeat(None));
        self.inner.at.iter().cloned().zip(places).map(|(pointer, place)| At { pointer, place }).collect()
    }

    /// Every value.
    #[must_use]
    pub fn all_values(&self) -> &[NamedValue] {
        &self.told().values
    }

    /// The number of that name, or of the first name that starts with it.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<&Exact> {
        self.named(name).and_then(|value| value.exact.as_ref())
    }

    /// The limits of the value of that name, or of the first name that starts with it.
    #[must_use]
    pub fn interval(&self, name: &str) -> Option<&Interval> {
        self.named(name).and_then(|value| value.interval.as_ref())
    }

    /// The value of that name, or of the first name that starts with it.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<&NamedValue> {
        let exactly = self.told().values.iter().find(|value| value.name.is(name));
        exactly.or_else(|| self.told().values.iter().find(|value| value.name.text().starts_with(name)))
    }

    /// The proof behind an error.
    #[must_use]
    pub fn proof(&self) -> Option<&Proof> {
        self.inner.proof.as_deref()
    }

    /// The reason why somebody answered the finding with `allow`.
    #[must_use]
    pub fn answer(&self) -> Option<&str> {
        self.inner.answer.as_deref()
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
            (finding.severity(), finding.message(), finding.all_values().len())
        };
        let (severity, message, values) = told(ArithmeticError::TooLarge);
        assert_eq!((severity, values), (Severity::Warning, 0));
        assert!(message.contains("too large to show"), "{message}");
        let (_, message, _) = told(ArithmeticError::DivisionByZero);
        assert!(message.contains("divided by zero"), "{message}");
    }

    #[test]
    fn only_what_the_inner_finding_says_counts() {
        let inner = || Ok(Finding::note("{n} of them", "why", "what").value(NamedValue::new("n", 7.into())));
        let once = Finding::told_when_read(Severity::Warning, inner);
        let twice = Finding::told_when_read(Severity::Warning, move || {
            Ok(Finding::told_when_read(Severity::Note, inner))
        });
        assert_eq!((once.severity(), once.message()), (Severity::Warning, "7 of them".to_string()));
        assert_eq!(once, twice);
        assert_ne!(once, Finding::told_when_read(Severity::Note, inner));
    }
}
