//! A rule's data, and the macro that declares one in its own file.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use super::{
    ClaimCase, ConclusionCase, DossierCase, GroupCase, GroupKey, PairCase, PairKind, QuantityCase, RatioCase,
    Severity, StepCase, Verdict,
};

/// A check: a function for a built-in rule, a shared closure for a program's own.
pub enum Handler<F: ?Sized + 'static> {
    /// A function.
    Static(&'static F),
    /// A closure with state.
    Shared(Arc<F>),
}

impl<F: ?Sized> Deref for Handler<F> {
    type Target = F;

    fn deref(&self) -> &F {
        match self {
            Handler::Static(check) => check,
            Handler::Shared(check) => check,
        }
    }
}

impl<F: ?Sized> fmt::Debug for Handler<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Handler::Static(_) => "Handler::Static",
            Handler::Shared(_) => "Handler::Shared",
        })
    }
}

impl<F: ?Sized> Clone for Handler<F> {
    fn clone(&self) -> Self {
        match self {
            Handler::Static(check) => Handler::Static(check),
            Handler::Shared(check) => Handler::Shared(Arc::clone(check)),
        }
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident($case:ident $(, $key:ident)?) = $constructor:ident;)*) => {
        /// What a rule judges, and how.
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum Check {
            $($(#[$doc])* $variant($($key,)? Handler<dyn for<'a, 'd> Fn(&'a $case<'d>) -> Verdict + Send + Sync>),)*
        }

        impl Check {
            /// The subject's word.
            #[must_use]
            pub fn subject(&self) -> &'static str {
                match self { $(checks!(@pattern $variant $($key)?) => stringify!($constructor)),* }
            }
        }
    };
    (@pattern $variant:ident) => { Check::$variant(_) };
    (@pattern $variant:ident $key:ident) => { Check::$variant(..) };
}

checks! {
    /// Each printed quantity, wherever it stands.
    Quantity(QuantityCase) = quantity;
    /// Each ratio of two printed quantities.
    Ratio(RatioCase) = ratio;
    /// Each claim with its quantities.
    Claim(ClaimCase) = claim;
    /// Two quantities that the text, the taxonomy or a shared scope sets side by side.
    Pair(PairCase, PairKind) = pair;
    /// Quantities with one key.
    Group(GroupCase, GroupKey) = group;
    /// One claim to one conclusion.
    Step(StepCase) = step;
    /// One conclusion with everything it is drawn from.
    Conclusion(ConclusionCase) = conclusion;
    /// The dossier as a whole.
    Dossier(DossierCase) = dossier;
}

impl Check {
    /// A check of each claim.
    pub fn claim(check: impl for<'a, 'd> Fn(&'a ClaimCase<'d>) -> Verdict + Send + Sync + 'static) -> Self {
        Check::Claim(Handler::Shared(Arc::new(check)))
    }

    /// A check of each printed quantity.
    pub fn quantity(
        check: impl for<'a, 'd> Fn(&'a QuantityCase<'d>) -> Verdict + Send + Sync + 'static,
    ) -> Self {
        Check::Quantity(Handler::Shared(Arc::new(check)))
    }

    /// A check of each ratio of two printed quantities.
    pub fn ratio(check: impl for<'a, 'd> Fn(&'a RatioCase<'d>) -> Verdict + Send + Sync + 'static) -> Self {
        Check::Ratio(Handler::Shared(Arc::new(check)))
    }

    /// A check of each step from a claim to a conclusion.
    pub fn step(check: impl for<'a, 'd> Fn(&'a StepCase<'d>) -> Verdict + Send + Sync + 'static) -> Self {
        Check::Step(Handler::Shared(Arc::new(check)))
    }
}

impl fmt::Debug for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Check::{}", self.subject())
    }
}

/// A number that a rule can be told, with its default.
#[derive(Debug, Clone, Copy)]
pub struct RuleOption {
    /// The option's name.
    pub name: &'static str,
    /// Its default, as an exact number.
    pub default: &'static str,
    /// What it decides.
    pub doc: &'static str,
}

/// A family of rules: its two letters, its folder and its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    /// The letters with which its codes begin.
    pub prefix: &'static str,
    /// The folder's name, and the family in reports.
    pub name: &'static str,
    /// What the rules have in common.
    pub title: &'static str,
}

/// A rule: its name, what it checks, and the check.
///
/// Built-in rules are statics made by `declare_rule!`; a program's own are made by [`Rule::new`] and run on equal
/// terms. Their codes have three letters or more, so that they never clash with the built-in ones.
#[derive(Debug, Clone)]
pub struct Rule {
    /// The code: two letters of the family and two digits; three letters or more for a program's own.
    pub code: Cow<'static, str>,
    /// The name, in kebab case: the field's name for the check, or the pattern it finds.
    pub name: Cow<'static, str>,
    /// The family's name.
    pub family: Cow<'static, str>,
    /// The version that brought it.
    pub since: Cow<'static, str>,
    /// One line.
    pub summary: Cow<'static, str>,
    /// The whole documentation, in Markdown.
    pub docs: Cow<'static, str>,
    /// The gravest finding it may give; the engine holds it to that.
    pub max_severity: Severity,
    /// The numbers it can be told.
    pub options: Cow<'static, [RuleOption]>,
    /// The subject and the check.
    pub check: Check,
    /// A second subject, where one fault shows in a claim as well as in a step from it.
    pub also: Option<Check>,
}

impl Rule {
    /// A program's own rule; warnings at most unless [`Rule::max_severity`] says otherwise.
    #[must_use]
    pub fn new(code: &'static str, name: &'static str, summary: &'static str, check: Check) -> Self {
        Rule {
            code: Cow::Borrowed(code),
            name: Cow::Borrowed(name),
            family: Cow::Borrowed("custom"),
            since: Cow::Borrowed(""),
            summary: Cow::Borrowed(summary),
            docs: Cow::Borrowed(""),
            max_severity: Severity::Warning,
            options: Cow::Borrowed(&[]),
            check,
            also: None,
        }
    }

    /// Its checks.
    pub(crate) fn checks(&self) -> impl Iterator<Item = &Check> {
        std::iter::once(&self.check).chain(&self.also)
    }

    /// The words of its subjects: "claim", "claim and step".
    ///
    /// ```
    /// use saltgrain::rules;
    /// let subjects = |code| rules::all().find(|rule| rule.code == code).map(saltgrain::Rule::subjects);
    /// assert_eq!(subjects("AR01").as_deref(), Some("ratio"));
    /// assert_eq!(subjects("DN12").as_deref(), Some("claim and step"));
    /// ```
    #[must_use]
    pub fn subjects(&self) -> String {
        let words: Vec<&str> = self.checks().map(Check::subject).collect();
        words.join(" and ")
    }
}

/// Declares the rule of a file: its doc comment is both rustdoc and data.
///
/// ```text
/// declare_rule! {
///     /// ## What it checks
///     /// …
///     "DN05", "missing-denominator", "denominator", since "0.1.0", Warning,
///     "a count is compared without saying out of how many",
///     Claim(check),
///     options [("name", "6/5", "what it decides; read by case.settings.get")]
/// }
/// ```
///
/// A fault that shows in a claim as well as in the step from it is one rule with two subjects: `Claim(check) and
/// Step(step)`.
macro_rules! declare_rule {
    (
        $(#[doc = $doc:literal])+
        $code:literal, $name:literal, $family:literal, since $since:literal, $severity:ident,
        $summary:literal,
        $subject:ident$([$key:expr])?($check:ident)
        $(and $also:ident($also_check:ident))?
        $(, options [$(($option:literal, $default:literal, $option_doc:literal)),+ $(,)?])?
    ) => {
        $(#[doc = $doc])+
        pub static RULE: $crate::rule::Rule = $crate::rule::Rule {
            code: std::borrow::Cow::Borrowed($code),
            name: std::borrow::Cow::Borrowed($name),
            family: std::borrow::Cow::Borrowed($family),
            since: std::borrow::Cow::Borrowed($since),
            summary: std::borrow::Cow::Borrowed($summary),
            docs: std::borrow::Cow::Borrowed(concat!($($doc, "\n"),+)),
            max_severity: $crate::rule::Severity::$severity,
            options: std::borrow::Cow::Borrowed(&[$($($crate::rule::RuleOption {
                name: $option, default: $default, doc: $option_doc,
            }),+)?]),
            check: $crate::rule::Check::$subject($($key,)? $crate::rule::Handler::Static(&$check)),
            also: $crate::rule::also!($($also($also_check))?),
        };
    };
}
pub(crate) use declare_rule;

/// A second check, or none.
macro_rules! also {
    () => {
        None
    };
    ($subject:ident($check:ident)) => {
        Some($crate::rule::Check::$subject($crate::rule::Handler::Static(&$check)))
    };
}
pub(crate) use also;
