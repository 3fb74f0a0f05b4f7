//! What came of a check: findings, what held, what could not be decided, and what to ask.

use std::borrow::Cow;
use std::sync::Arc;

use crate::rule::{Field, Finding, Reason, RuleId, Severity, SoFar};

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
    pub so_far: SoFar,
}

/// A subject of which a rule reports nothing: what it checks held there, or it does not apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent {
    /// The rule.
    pub rule: Arc<RuleId>,
    /// The claim it is about.
    pub claim: Option<Arc<str>>,
    /// The conclusion it is about.
    pub conclusion: Option<Arc<str>>,
    /// Why the rule does not apply; none where what it checks held.
    pub reason: Option<Reason>,
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
    pub(crate) silent: Vec<Silent>,
    pub(crate) not_compared: Vec<NotCompared>,
    pub(crate) supposed: Vec<String>,
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
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let claim = Claim::share("30 kg", "5 kg")?.allow("AR03", "the text itself calls it a slip");
    /// let dossier = Dossier::new("a ratio").claim("houses", claim);
    /// let report = Checker::default().select(["AR03"])?.check(&dossier)?;
    /// assert_eq!(report.answered()[0].answer(), Some("the text itself calls it a slip"));
    /// assert!(report.findings().is_empty());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn answered(&self) -> &[Finding] {
        &self.answered
    }

    /// What could not be decided.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier, claim::{Relation, relation::Compare}};
    /// // Two shares of a population: which of the two is the population?
    /// let groups = [("prisoners", "40 %".try_into()?), ("residents", "13 %".try_into()?)].into_iter().collect();
    /// let compare = Relation::Compare(Box::new(Compare { groups, ..Compare::default() }));
    /// let dossier = Dossier::new("who is in prison").claim("shares", Claim::new(compare));
    /// let report = Checker::default().select(["DN09"])?.check(&dossier)?;
    /// assert_eq!(report.undecided()[0].missing, ["base"]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn undecided(&self) -> &[Undecided] {
        &self.undecided
    }

    /// Where rules had nothing to report, and why: empty unless the checker was told to keep it
    /// ([`Checker::keep_silent`](crate::Checker::keep_silent)). It is not written to JSON.
    #[must_use]
    pub fn silent(&self) -> &[Silent] {
        &self.silent
    }

    /// Figures that the text sets against each other and that cannot be compared.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let dossier = Dossier::new("busts")
    ///     .claim("here", Claim::figure("17 busts")?.place("US"))
    ///     .claim("there", Claim::figure("229 busts")?.place("MX").against("here"));
    /// let report = Checker::default().select(["IN03"])?.check(&dossier)?;
    /// assert!(report.not_compared()[0].reason.text().contains("place"));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn not_compared(&self) -> &[NotCompared] {
        &self.not_compared
    }

    /// The questions to ask, those that settle most first.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier, claim::{Relation, relation::Compare}};
    /// let groups = [("prisoners", "40 %".try_into()?), ("residents", "13 %".try_into()?)].into_iter().collect();
    /// let compare = Relation::Compare(Box::new(Compare { groups, ..Compare::default() }));
    /// let dossier = Dossier::new("who is in prison").claim("shares", Claim::new(compare));
    /// let report = Checker::default().select(["DN09"])?.check(&dossier)?;
    /// let question = &report.questions()[0];
    /// assert_eq!((&*question.field, question.settles), ("base", 1));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
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
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let report = Checker::default().check(&dossier)?;
    /// // Silence is not approval; this is: the part was held against its whole.
    /// assert_eq!(report.tally("part-exceeds-whole").map(|tally| tally.passed), Some(1));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn tally(&self, rule: &str) -> Option<&Tally> {
        self.tallies.iter().find(|tally| tally.rule.code == rule || tally.rule.name == rule)
    }

    /// What was supposed for this run, in the place of what the dossier supposes.
    ///
    /// ```
    /// use saltgrain::{Checker, Dossier};
    /// let report = Checker::default().assume("coverage=10%")?.check(&Dossier::new("nothing said"))?;
    /// assert_eq!(report.supposed(), ["coverage = 10%"]);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn supposed(&self) -> &[String] {
        &self.supposed
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
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let dossier = Dossier::new("weights")
    ///     .claim("possible", Claim::share("5 kg", "30 kg")?)
    ///     .claim("impossible", Claim::share("30 kg", "5 kg")?);
    /// let report = Checker::default().select(["AR03"])?.check(&dossier)?;
    /// assert_eq!(report.of("impossible").iter().count(), 1);
    /// assert_eq!(report.of("possible").iter().count(), 0);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn of(&self, id: &str) -> FindingsOf<'_> {
        let about = |finding: &&Finding| finding.claim() == Some(id) || finding.conclusion() == Some(id);
        FindingsOf { findings: self.findings.iter().filter(about).collect() }
    }

    /// The gravest finding's severity.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier, Severity};
    /// let dossier = Dossier::new("a ratio").claim("houses", Claim::share("30 kg", "5 kg")?);
    /// assert_eq!(Checker::default().check(&dossier)?.worst(), Some(Severity::Error));
    /// assert_eq!(Checker::default().check(&Dossier::new("nothing said"))?.worst(), None);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
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
