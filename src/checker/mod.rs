//! The checker: which rules run, how grave their findings count, and what they are told.

mod engine;
mod pairs;
mod sweep;

pub use sweep::{SweepLine, SweepPoint, SweepTable, Turn};

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::claim::Claim;
use crate::dossier::resolve::resolve_partly;
use crate::dossier::{Answers, Dossier, Supposition};
use crate::error::{Error, Problem, escaped};
use crate::number::Exact;
use crate::report::Report;
use crate::rule::{Rule, Settings, Severity};
use crate::rules;
use crate::vocabulary::spelling;

/// Checks dossiers with a selection of rules.
///
/// ```
/// use saltgrain::{Checker, Claim, Dossier};
///
/// let dossier = Dossier::new("one claim").claim("cases", Claim::share_of("17 of 229 busts")?);
/// let report = Checker::default().select(["AR", "location-quotient"])?.check(&dossier)?;
/// assert!(report.findings().is_empty());
/// # Ok::<(), saltgrain::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Checker {
    rules: Vec<Cow<'static, Rule>>,
    selected: Vec<bool>,
    levels: BTreeMap<String, Severity>,
    settings: BTreeMap<String, Settings>,
    supposed: Vec<Supposition>,
    keeps_silent: bool,
}

impl Default for Checker {
    /// Every built-in rule.
    fn default() -> Self {
        let rules: Vec<Cow<'static, Rule>> = rules::all().map(Cow::Borrowed).collect();
        let settings = rules.iter().map(|rule| (rule.code.to_string(), defaults(rule))).collect();
        let (levels, supposed) = (BTreeMap::new(), Vec::new());
        let selected = vec![true; rules.len()];
        Checker { rules, selected, levels, settings, supposed, keeps_silent: false }
    }
}

fn defaults(rule: &Rule) -> Settings {
    let values = rule.options.iter().filter_map(|option| {
        let value: Exact = option.default.parse().ok()?;
        Some((option.name.to_string(), value))
    });
    Settings { values: values.collect() }
}

impl Checker {
    /// Adds a rule of the program's own, on the same terms as the built-in ones.
    ///
    /// # Errors
    /// Where the code is too short, or code or name is taken.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier, Finding, Rule, rule::Check};
    /// let check = Check::claim(|_| Ok(Finding::note("it is a claim", "we list every claim", "read it").into()));
    /// let rule = Rule::new("HOUSE01", "every-claim", "lists every claim", check);
    /// let dossier = Dossier::new("busts").claim("cases", Claim::figure("17 busts")?);
    /// let report = Checker::default().rule(rule)?.check(&dossier)?;
    /// assert!(report.of("cases").rule("HOUSE01").is_some());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn rule(mut self, rule: Rule) -> Result<Self, Error> {
        let letters = rule.code.chars().take_while(char::is_ascii_uppercase).count();
        if letters < 3 {
            return Err(Error::message(format!(
                "the code '{}' of a program's own rule starts with at least three capital letters, so that it cannot clash with a built-in one",
                rule.code
            )));
        }
        if let Some(taken) = self.rules.iter().find(|own| own.code == rule.code || own.name == rule.name) {
            return Err(Error::message(format!("there is a rule {} ({}) already", taken.code, taken.name)));
        }
        if self.rules.iter().any(|own| own.family != "custom" && own.family == rule.code) {
            return Err(Error::message(format!("'{}' is the name of a family", rule.code)));
        }
        self.settings.insert(rule.code.to_string(), defaults(&rule));
        self.rules.push(Cow::Owned(rule));
        self.selected.push(true);
        Ok(self)
    }

    /// Runs only the rules named by code, name or family (`"AR01"`, `"grim"`, `"AR"`, `"arithmetic"`).
    ///
    /// # Errors
    /// Where a name matches no rule; the nearest one is suggested.
    ///
    /// ```
    /// use saltgrain::Checker;
    /// let error = Checker::default().select(["part-exceeds-hole"]).unwrap_err();
    /// assert!(error.to_string().contains("part-exceeds-whole"));
    /// ```
    pub fn select<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        self.selected.fill(false);
        for name in names {
            self.mark(name, true)?;
        }
        Ok(self)
    }

    /// Leaves out the rules named by code, name or family.
    ///
    /// # Errors
    /// Where a name matches no rule; the nearest one is suggested.
    ///
    /// ```
    /// use saltgrain::Checker;
    /// let checker = Checker::default().ignore(["arithmetic", "IN03"])?;
    /// assert!(checker.rules().all(|rule| rule.family != "arithmetic" && rule.code != "IN03"));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn ignore<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Result<Self, Error> {
        for name in names {
            self.mark(name, false)?;
        }
        Ok(self)
    }

    /// Counts a rule's findings as no graver than `level`.
    ///
    /// # Errors
    /// Where the name matches no rule.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier, Severity};
    /// let dossier = Dossier::new("a ratio").claim("houses", Claim::share("30 kg", "5 kg")?);
    /// let report = Checker::default().select(["AR03"])?.level("AR03", Severity::Note)?.check(&dossier)?;
    /// assert_eq!(report.worst(), Some(Severity::Note));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn level(mut self, name: &str, level: Severity) -> Result<Self, Error> {
        for code in self.matching(name)? {
            self.levels.insert(code, level);
        }
        Ok(self)
    }

    /// Gives a rule's option another value.
    ///
    /// # Errors
    /// Where the rule has no such option, or the value is no exact number.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// // The long ton, of 1,016 kg, is 12.0 % heavier than the short one, of 907 kg.
    /// let dossier = Dossier::new("energy").claim("food", Claim::figure("25 tons")?);
    /// let report = Checker::default().select(["AR09"])?.option("AR09", "spread", "13/100")?.check(&dossier)?;
    /// assert!(report.findings().is_empty());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn option(mut self, rule: &str, option: &str, value: &str) -> Result<Self, Error> {
        let value: Exact =
            value.parse().map_err(|error| Error::message(format!("option {option} of {rule}: {error}")))?;
        for code in self.matching(rule)? {
            let declared = self.rules.iter().find(|own| own.code == code);
            let names = || declared.iter().flat_map(|rule| rule.options.iter().map(|option| option.name));
            if !names().any(|name| name == option) {
                let known: Vec<_> = names().collect();
                return Err(Error::message(format!(
                    "rule {code} has no option '{option}'; it has {}",
                    if known.is_empty() { "none".to_string() } else { known.join(", ") }
                )));
            }
            self.settings.entry(code).or_default().values.insert(option.to_string(), value.clone());
        }
        Ok(self)
    }

    /// Supposes a number for this run, in the place of what the dossier supposes under that name: `"coverage=10%"` of
    /// everything, `"coverage:us-seizures=10%"` of one frame, claim or conclusion. The report says so.
    ///
    /// # Errors
    /// Where no assumption has that name, or the value is no amount. Whether somebody has the name it is about is known
    /// only when a dossier is checked.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Conclusion, Design, Dossier, Frame, claim::Quantified, number::Exact};
    /// let dossier = Dossier::new("busts")
    ///     .frame("seizures", Frame::new(Design::Enforcement).stands_for("supply"))
    ///     .claim("cases", Claim::share_of("17 of 229 busts")?.frame("seizures"))
    ///     .conclusion("minority", Conclusion::from_claims(["cases"])
    ///         .asserts(Quantified::Share.below(Exact::new(1, 2)?)).base("supply"));
    /// let checker = Checker::default().select(["IN04"])?;
    /// assert_eq!(checker.clone().assume("coverage=10%")?.check(&dossier)?.findings().len(), 1);
    /// assert!(checker.assume("coverage=90%")?.check(&dossier)?.findings().is_empty());
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn assume(mut self, supposition: &str) -> Result<Self, Error> {
        self.supposed.push(supposition.parse()?);
        Ok(self)
    }

    /// Keeps in the report where rules had nothing to report, and why, for programs that show that a claim was looked at.
    /// Tallies count it in any case; of a large dossier there is much more of it than of findings.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let dossier = Dossier::new("busts").claim("cases", Claim::share_of("17 of 229 busts")?);
    /// let report = Checker::default().select(["AR03", "AR06"])?.keep_silent().check(&dossier)?;
    /// let [points, part] = report.silent() else { panic!("{:?}", report.silent()) };
    /// assert_eq!(points.reason.as_ref().map(|reason| reason.text()).as_deref(), Some("the claim states no change"));
    /// assert_eq!((&*part.rule.code, &part.reason), ("AR03", &None));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn keep_silent(mut self) -> Self {
        self.keeps_silent = true;
        self
    }

    /// The rules that will run.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().zip(&self.selected).filter(|(_, selected)| **selected).map(|(rule, _)| &**rule)
    }

    /// Checks a dossier.
    ///
    /// # Errors
    /// Every unreadable figure, unresolved name, cycle and double of the dossier, together.
    ///
    /// ```
    /// use saltgrain::{Checker, Claim, Dossier};
    /// let dossier = Dossier::new("busts")
    ///     .claim("cases", Claim::figure("17 busts")?.like("nobody"))
    ///     .claim("weight", Claim::figure("5 kg")?.frame("nowhere"));
    /// assert_eq!(Checker::default().check(&dossier).unwrap_err().problems().len(), 2);
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    pub fn check(&self, dossier: &Dossier) -> Result<Report, Error> {
        let (resolved, mut problems) = resolve_partly(dossier, &self.supposed);
        let answers = dossier.answers();
        problems.extend(self.unknown_answers(&answers));
        if problems.is_empty() {
            let mut report = engine::run(self, &resolved, !answers.is_empty());
            report.supposed = self.supposed.iter().map(ToString::to_string).collect();
            Ok(report)
        } else {
            Err(Error::from_problems(problems))
        }
    }

    /// Answers to rules that do not exist.
    pub(crate) fn unknown_answers(&self, answers: &[Answers<'_>]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (kind, i, allow) in answers {
            for name in allow.keys() {
                if let Err(error) = self.matching(name) {
                    problems.extend(error.problems().iter().map(|problem| Problem {
                        pointer: format!("/{kind}/{i}/allow/{}", escaped(name)),
                        ..problem.clone()
                    }));
                }
            }
        }
        problems
    }

    fn mark(&mut self, name: &str, on: bool) -> Result<(), Error> {
        let codes = self.matching(name)?;
        for (rule, selected) in self.rules.iter().zip(&mut self.selected) {
            if codes.iter().any(|code| rule.code == *code) {
                *selected = on;
            }
        }
        Ok(())
    }

    fn matching(&self, name: &str) -> Result<Vec<String>, Error> {
        let codes: Vec<String> =
            self.rules.iter().filter(|rule| names(rule, name)).map(|rule| rule.code.to_string()).collect();
        if !codes.is_empty() {
            return Ok(codes);
        }
        let known = self.rules.iter().flat_map(|rule| [&*rule.code, &*rule.name, &*rule.family]);
        let problem = Problem::new("", format!("no rule or family is called '{name}'"));
        Err(Error::from_problems(vec![problem.help(match spelling::nearest(name, known) {
            Some(nearest) => format!("did you mean '{nearest}'?"),
            None => "`saltgrain rules` lists them".to_string(),
        })]))
    }

    pub(crate) fn settings(&self, rule: &Rule) -> Option<&Settings> {
        self.settings.get(&*rule.code)
    }

    pub(crate) fn level_of(&self, rule: &Rule) -> Severity {
        self.levels.get(&*rule.code).copied().unwrap_or(Severity::Error)
    }
}

/// Whether a rule goes by this name: its code, its name, its family's letters or name.
pub(crate) fn names(rule: &Rule, name: &str) -> bool {
    let letters = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
    [&*rule.code, &rule.name, &rule.family, letters].iter().any(|own| own.eq_ignore_ascii_case(name))
}

/// Checks one claim without a dossier.
///
/// ```
/// use saltgrain::Claim;
/// let report = saltgrain::check_claim(&Claim::share("30 kg", "5 kg")?)?;
/// assert_eq!(report.findings()[0].rule().code, "AR03");
/// # Ok::<(), saltgrain::Error>(())
/// ```
///
/// # Errors
/// What of the claim could not be read.
pub fn check_claim(claim: &Claim) -> Result<Report, Error> {
    let dossier = Dossier { claim: vec![claim.clone()], ..Dossier::default() };
    Checker::default().check(&dossier)
}
