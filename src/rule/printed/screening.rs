//! What a screening states: how many of the positive have what was sought, by count and by Bayes's theorem.

use super::joint::{expression, is_measured};
use super::relations::{claim_of, single};
use super::{are_related, is_relative};
use crate::claim::relation::MemberKind;
use crate::claim::{Claim, Relation};
use crate::dossier::{Member, Reported, Resolved, ResolvedClaim, ResolvedFrame};
use crate::error::escaped;
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::{Adjustment, Amount, Scope, Status};
use crate::rule::proof::{Expression, Operator, Statement};

/// The figures of a screening that states a predictive value.
#[derive(Debug)]
pub(crate) struct Screened<'a, 'd> {
    resolved: &'a Resolved<'d>,
    pub(crate) ppv: &'a Member<'d>,
    pub(crate) prevalence: Option<&'a Member<'d>>,
    /// The positive and those of them who do not have it, as counted.
    pub(crate) counted: Option<[&'a Reported; 2]>,
    /// Whether any count is printed.
    has_counts: bool,
    pub(crate) frame: Option<&'a ResolvedFrame<'d>>,
}

/// The two laws by which a predictive value follows from the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Law {
    Counted,
    Bayes,
}

impl Law {
    fn name(self) -> &'static str {
        match self {
            Law::Counted => "the positive who have it are all but the false positives",
            Law::Bayes => "how many of the positive have it (Bayes 1763)",
        }
    }
}

impl<'a, 'd> Screened<'a, 'd> {
    /// The figures of a claim; none where it is another relation, or states no predictive value.
    pub(crate) fn of(resolved: &'a Resolved<'d>, claim: &ResolvedClaim) -> Option<Self> {
        if !matches!(resolved.written(claim).map(Claim::relation), Some(Relation::Screening(_))) {
            return None;
        }
        let members = resolved.members_of(claim);
        let ppv = members.iter().find(|member| member.kind == MemberKind::Result)?;
        let named = |name| members.iter().find(move |member| member.name == Some(name));
        let counted = |name| single(resolved, named(name)?).filter(|reported| reported.unit().is_counted());
        let (positives, wrong) = (counted("positives"), counted("false_positives"));
        Some(Screened {
            resolved,
            ppv,
            prevalence: named("prevalence"),
            counted: positives.zip(wrong).map(|(positives, wrong)| [positives, wrong]),
            has_counts: ["tested", "positives", "false_positives"].iter().any(|name| named(name).is_some()),
            frame: resolved.frame_of(ppv.scope),
        })
    }

    /// How often the test is right of those who have it, and of those who do not.
    pub(crate) fn rates(&self) -> [Option<&'a Amount>; 2] {
        let share = |amount: &&Amount| amount.unit().fraction().is_some();
        ["sensitivity", "specificity"].map(|field| self.frame?.amount(field).filter(share))
    }

    /// The pointer of one of the two, as a proof names it.
    pub(crate) fn rate_pointer(&self, field: &str) -> Option<String> {
        Some(format!("/frame/{}/{field}", escaped(self.frame?.name)))
    }

    /// What the law says of the printed figures; nothing where it says nothing of them.
    pub(crate) fn law(&self, law: Law) -> Option<Statement> {
        let one = || Expression::from(1);
        let figure =
            |reported: &Reported| Expression::Figure(self.resolved.figure_pointer(reported).to_string());
        let right = match law {
            Law::Counted => {
                let [positives, wrong] = self.counted?;
                one().minus(figure(wrong).over(figure(positives)))
            }
            Law::Bayes => {
                let prevalence = expression(self.resolved, self.prevalence?)?;
                let [Some(_), Some(_)] = self.rates() else { return None };
                let rate = |field| self.rate_pointer(field).map(Expression::Figure);
                // Each figure stands once, so that intervals give exactly what is possible.
                let others = one().over(prevalence).minus(1);
                let wrong = one().minus(rate("specificity")?).over(rate("sensitivity")?);
                one().over(one().plus(others.times(wrong)))
            }
        };
        let left = expression(self.resolved, self.ppv)?;
        Some(Statement::Law { name: law.name().to_owned(), left, operator: Operator::Equal, right })
    }

    /// What the predictive value can be by this law; nothing where figures are missing.
    pub(crate) fn implied(&self, law: Law, reading: Reading) -> Result<Option<Interval>, ArithmeticError> {
        match law {
            Law::Counted => {
                let Some([positives, wrong]) = self.counted else { return Ok(None) };
                let share = wrong.interval(reading)?.div(&positives.interval(reading)?)?;
                Ok(Some(Interval::ONE.sub(&share)?))
            }
            Law::Bayes => {
                let (Some(prevalence), [Some(sensitivity), Some(specificity)]) =
                    (self.prevalence, self.rates())
                else {
                    return Ok(None);
                };
                let prevalence = self.resolved.member_interval(prevalence, reading)?;
                let rates = [sensitivity.interval(reading)?, specificity.interval(reading)?];
                Ok(Some(posterior(&prevalence, &rates)?))
            }
        }
    }

    /// Whether the figures can only be what the law speaks of: made in one way, not estimated or adjusted, and of one
    /// thing. Bayes's theorem holds of chances: how many were in fact positive may be a little more or less.
    pub(crate) fn is_firm(&self, law: Law) -> bool {
        let own = self.resolved.scope(self.ppv.scope);
        let others: Vec<&Scope> = match law {
            Law::Counted => self.counted.iter().flatten().map(|one| self.resolved.scope(one.scope)).collect(),
            Law::Bayes => self.prevalence.iter().map(|one| self.resolved.scope(one.scope)).collect(),
        };
        let alike = others.iter().all(|other| {
            let (one, two) = (&own.subject, &other.subject);
            (one.of, one.place, one.period, one.stage, one.origin)
                == (two.of, two.place, two.period, two.stage, two.origin)
                && own.method == other.method
        });
        let observed = matches!(own.method.status, None | Some(Status::Observed))
            && matches!(own.method.adjustment, None | Some(Adjustment::None));
        let fits = match law {
            Law::Counted => self.counted.is_some_and(|[positives, wrong]| {
                are_related(self.resolved, positives.unit(), wrong.unit())
                    && !is_relative(positives)
                    && !is_relative(wrong)
            }),
            Law::Bayes => !self.has_counts && !is_measured(self.ppv),
        };
        alike && observed && fits
    }
}

/// The share of the positive who have it: of those who have it as many are positive as the test is sensitive to, and of
/// the others as many as it is not specific for.
pub(crate) fn posterior(
    prevalence: &Interval,
    [sensitivity, specificity]: &[Interval; 2],
) -> Result<Interval, ArithmeticError> {
    let share = |of: &Interval| of.intersect(&Interval::share()).unwrap_or_else(Interval::share);
    let others = share(prevalence).recip()?.sub(&Interval::ONE)?;
    let wrong = Interval::ONE.sub(&share(specificity))?.div(&share(sensitivity))?;
    Interval::ONE.add(&others.mul(&wrong)?)?.recip()
}

/// The same of exact numbers.
pub(crate) fn posterior_of(
    prevalence: &Exact,
    sensitivity: &Exact,
    specificity: &Exact,
) -> Result<Exact, ArithmeticError> {
    let right = (prevalence * sensitivity)?;
    let wrong = (&(&Exact::ONE - prevalence)? * &(&Exact::ONE - specificity)?)?;
    &right / &(&right + &wrong)?
}

/// The amount of a frame at what follows `/frame/` in a pointer.
pub(super) fn amount_of_frame<'a>(resolved: &'a Resolved<'_>, field: &str) -> Option<&'a Amount> {
    let (name, field) = field.rsplit_once('/')?;
    let name = name.replace("~1", "/").replace("~0", "~");
    resolved.frame_named(&name)?.amount(field)
}

/// Whether a law is one that holds between the figures of a screening.
pub(super) fn holds(resolved: &Resolved<'_>, statement: &Statement) -> bool {
    let Some(claim) = statement.figures().first().and_then(|at| claim_of(resolved, at)) else {
        return false;
    };
    let Some(screened) = Screened::of(resolved, claim) else { return false };
    [Law::Counted, Law::Bayes]
        .into_iter()
        .any(|law| screened.is_firm(law) && screened.law(law).as_ref() == Some(statement))
}
