//! What came of a check: findings, what held, what could not be decided, and what to ask.

use std::borrow::Cow;
use std::sync::Arc;

use crate::rule::{Field, Finding, NamedValue, Reason, RuleId, Severity};

/// How often a rule had which outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The rule.
    pub rule: Arc<RuleId>,
    /// Subjects it fired on.
    pub fired: usize,
    /// Subjects it passed.
    pub passed: usize,
    /// Subjects it says nothing about.
    pub not_applicable: usize,
    /// Subjects it could not decide.
    pub undecidable: usize,
}

impl Tally {
    pub(crate) fn new(rule: Arc<RuleId>) -> Self {
        Tally { rule, fired: 0, passed: 0, not_applicable: 0, undecidable: 0 }
    }
}

/// A subject that a rule could not decide.
#[derive(Debug, Clone, PartialEq)]
pub struct Undecided {
    /// The rule.
    pub rule: Arc<RuleId>,
    /// The claim it is about.
    pub claim: Option<Arc<str>>,
    /// The conclusion it is about.
    pub conclusion: Option<Arc<str>>,
    /// The fields whose values would decide it.
    pub missing: Vec<Cow<'static, str>>,
    /// Why, where no field would help.
    pub because: String,
    /// What can be said already.
    pub so_far: Vec<NamedValue>,
}

/// Two figures that the text sets against each other and that cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotCompared {
    /// The rule that would have compared them.
    pub rule: Arc<RuleId>,
    /// The claim of the first.
    pub claim: Option<Arc<str>>,
    /// Both figures and every component in which they differ.
    pub reason: Reason,
}

/// A question to ask the source, and how many outcomes the answer would settle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The field.
    pub field: String,
    /// The question.
    pub text: String,
    /// How many outcomes the answer would settle.
    pub settles: usize,
    /// The first claims, conclusions and frames it is asked of.
    pub of: Vec<Box<str>>,
}

impl Question {
    /// How many names a question lists.
    const LISTED: usize = 5;

    pub(crate) fn new(field: &Field) -> Self {
        Question {
            field: field.name().to_string(),
            text: field.question().to_string(),
            settles: 0,
            of: Vec::new(),
        }
    }

    pub(crate) fn ask_of(&mut self, name: Option<Box<str>>) {
        if let Some(name) = name {
            if self.of.len() < Self::LISTED && !self.of.contains(&name) {
                self.of.push(name);
            }
        }
    }
}

/// A checked dossier.
///
/// ```
/// use saltgrain::{Checker, Claim, Dossier};
/// let dossier = Dossier::new("a ratio").claim("houses", Claim::share("30 kg", "5 kg")?);
/// let report = Checker::default().check(&dossier)?;
/// let finding = report.of("houses").rule("AR03").expect("a part cannot exceed its whole");
/// assert_eq!(finding.severity(), saltgrain::Severity::Error);
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub(crate) source: Option<Box<str>>,
    pub(crate) title: String,
    pub(crate) claims: usize,
    pub(crate) findings: Vec<Finding>,
    pub(crate) answered: Vec<Finding>,
    pub(crate) undecided: Vec<Undecided>,
    pub(crate) not_compared: Vec<NotCompared>,
    pub(crate) questions: Vec<Question>,
    pub(crate) tallies: Vec<Tally>,
}

impl Report {
    /// The findings nobody answered: claims in the order written, then conclusions, the gravest of each first.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings somebody answered with `allow`.
    #[must_use]
    pub fn answered(&self) -> &[Finding] {
        &self.answered
    }

    /// What could not be decided.
    #[must_use]
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// Figures that the text sets against each other and that cannot be compared.
    #[must_use]
    pub fn not_compared(&self) -> &[NotCompared] {
        &self.not_compared
    }

    /// The questions to ask, those that settle most first.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// How often each rule had which outcome.
    #[must_use]
    pub fn tallies(&self) -> &[Tally] {
        &self.tallies
    }

    /// The tally of one rule, by code or name.
    #[must_use]
    pub fn tally(&self, rule: &str) -> Option<&Tally> {
        self.tallies.iter().find(|tally| tally.rule.code == rule || tally.rule.name == rule)
    }

    /// The name of the source that was checked, where the dossier was read from one.
    #[must_use]
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// How many claims were checked.
    #[must_use]
    pub fn claims(&self) -> usize {
        self.claims
    }

    /// The dossier's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The findings about one claim or conclusion.
    #[must_use]
    pub fn of(&self, id: &str) -> FindingsOf<'_> {
        let about = |finding: &&Finding| finding.claim() == Some(id) || finding.conclusion() == Some(id);
        FindingsOf { findings: self.findings.iter().filter(about).collect() }
    }

    /// The gravest finding's severity.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(Finding::severity).max()
    }
}

/// The findings about one claim or conclusion.
#[derive(Debug, Clone)]
pub struct FindingsOf<'r> {
    findings: Vec<&'r Finding>,
}

impl<'r> FindingsOf<'r> {
    /// The first finding of a rule, by code or name.
    #[must_use]
    pub fn rule(&self, rule: &str) -> Option<&'r Finding> {
        self.findings
            .iter()
            .copied()
            .find(|finding| finding.rule().code == rule || finding.rule().name == rule)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'r Finding> {
        self.findings.iter().copied()
    }
}
