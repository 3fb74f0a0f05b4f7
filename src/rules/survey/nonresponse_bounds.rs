//! SV01: those who did not answer could turn what is concluded of all who were asked.

use crate::dossier::{Design, Member};
use crate::number::{ArithmeticError, Exact, Interval, Reading};
use crate::quantity::Adjustment;
use crate::rule::{
    Field, Finding, Name, NamedValue, Outcome, Severity, StepCase, Style, Verdict, declare_rule,
};
use crate::rules::observed::{Size, one_or_range, size};
use crate::rules::step::{about_step, list, observed_part, open_at, percents, same_share, supposed};
use crate::stats::{break_even_unobserved, worst_case_bounds};

declare_rule! {
    /// ## What it checks
    /// A share among those who answered, concluded of all who were selected or of the population: what it is if nothing is
    /// assumed of those who did not answer, and what share of them would turn it.
    ///
    /// ## Why it matters
    /// With a response rate of 9 %, the 91 % who were silent decide.
    ///
    /// ## How
    /// With the response rate `r` and the share `s`, the share of all selected lies in `[r·s, r·s + 1 − r]`, and is `T` where
    /// that of the silent is `(T − r·s)/(1 − r)`. Where an assertion is open in these bounds: a note. A warning in volunteer
    /// and convenience surveys, and where the share that the silent would need is nearer to the observed one than the
    /// survey's own margin of error (as printed, else `1.96·√(s(1 − s)/n)`). Weighted and modelled figures get a note at
    /// most. The response rate is asked for where the sample was drawn by chance and its frame does not state it.
    ///
    /// ## Fires
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    /// response   = "9 %"
    ///
    /// [[claim]]
    /// id    = "yes"
    /// of    = "adults-in-favour"
    /// frame = "poll"
    /// share = "580 of 1,000 people"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "yes"
    /// asserts = "share > 1/2"
    /// base    = "adults"
    /// ```
    ///
    /// ## Clean
    /// Whatever the others would have said, it is most.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    /// response   = "80 %"
    ///
    /// [[claim]]
    /// id    = "yes"
    /// of    = "adults-in-favour"
    /// frame = "poll"
    /// share = "700 of 1,000 people"
    ///
    /// [[conclusion]]
    /// id      = "most"
    /// from    = "yes"
    /// asserts = "share > 1/2"
    /// base    = "adults"
    /// ```
    /// A conclusion about those who answered.
    /// ```toml
    /// [frame.poll]
    /// design     = "probability"
    /// stands_for = "adults"
    /// response   = "9 %"
    ///
    /// [[claim]]
    /// id    = "yes"
    /// of    = "adults-in-favour"
    /// frame = "poll"
    /// share = "580 of 1,000 people"
    ///
    /// [[conclusion]]
    /// id      = "most-who-answered"
    /// from    = "yes"
    /// asserts = "share > 1/2"
    /// ```
    ///
    /// ## Limits
    /// A low response rate is no proof of bias (Groves & Peytcheva 2008): the bounds assume nothing of the silent, and a
    /// comparison with known figures narrows them. Nobody was selected into a survey of volunteers: without a stated
    /// `response` the share of the population observed (`coverage`) is another rule's matter. How the response rate
    /// was computed is for the source to say.
    ///
    /// ## Sources
    /// Cochran, W. G. (1977), *Sampling Techniques*, 3rd ed., section 13.2, Wiley. AAPOR (2023), *Standard Definitions*,
    /// 10th ed. Groves, R. M. & Peytcheva, E. (2008), *Public Opinion Quarterly* 72:167.
    "SV01", "nonresponse-bounds", "survey", since "0.1.0", Warning,
    "those who did not answer could turn what is concluded of all",
    Step(check)
}

/// The name of the share that the silent would need.
const NEEDED: &str = "share of the silent needed for {}";

/// Response rates for which bounds are shown while the real one is asked for, in percent.
const SHOWN: [i64; 3] = [5, 25, 60];

fn check(case: &StepCase<'_>) -> Verdict {
    let share = case.share()?;
    let asserted = case.thresholds();
    if asserted.is_empty() {
        return Ok(Outcome::not_applicable("nothing is asserted about the share"));
    }
    let member = case.resolved.member_of(share.at);
    let Some((member, counted)) =
        member.map(|member| Ok::<_, Outcome>((member, size(case, member)?))).transpose()?
    else {
        return Ok(Outcome::not_applicable("the evidence is no share"));
    };
    if counted == Size::Measured {
        return Ok(Outcome::not_applicable("the share is of a measure, not of those who were asked"));
    }
    let Some(frame) = case.frame() else {
        return Ok(Outcome::not_applicable("nobody says how the units got into the data"));
    };
    let response = frame.amount("response");
    match (frame.design, response) {
        (Some(Design::Probability), _) => {}
        (None | Some(Design::Volunteer | Design::Convenience | Design::Census), Some(_)) => {}
        (None, None) => return Ok(Outcome::not_applicable("nobody says that units were selected and asked")),
        _ => return Ok(Outcome::not_applicable("nobody was selected and asked")),
    }
    same_share(case)?;
    observed_part(case)?;
    let at =
        |response: Exact| worst_case_bounds(&share.interval, &Interval::point(response), &Interval::share());
    let Some(response) = response else {
        if case.asserts().is_empty() {
            return Ok(Outcome::not_applicable(
                "nothing is asserted that those who did not answer could turn",
            ));
        }
        let shown = SHOWN.iter().map(|percent| -> Result<_, Outcome> {
            let response = Exact::new(*percent, 100)?;
            let name = Name::at("bounds at {%}", [response.clone()]);
            Ok(NamedValue::range(name, at(response)?).style(Style::Percent))
        });
        let shown = shown.collect::<Result<_, _>>()?;
        return Ok(Outcome::missing(Field::RESPONSE, Some(frame.name)).so_far(shown));
    };
    let Some(rate) = supposed(response)?.intersect(&Interval::share()) else {
        return Ok(Outcome::not_applicable("the response rate is not between 0 and 1"));
    };
    // The lowest rate has the widest bounds: what they decide, all decide.
    let low = rate.low_value().cloned().unwrap_or(Exact::ZERO);
    if low == Exact::ONE {
        return Ok(Outcome::Passed);
    }
    let bounds = at(low.clone())?;
    let open = open_at(asserted, &bounds);
    if open.is_empty() {
        return Ok(Outcome::Passed);
    }
    let adjusted =
        matches!(case.evidence().method.adjustment, Some(Adjustment::Weighted | Adjustment::Model));
    let severity = match frame.design {
        _ if adjusted => Severity::Note,
        Some(Design::Volunteer | Design::Convenience) => Severity::Warning,
        _ => {
            let margin = squared_margin(member, &share.value, &counted)?;
            let mut near = false;
            for threshold in &open {
                let apart = (&break_even_unobserved(&share.value, &low, threshold)? - &share.value)?;
                let apart = (&apart * &apart)?;
                near = near || margin.as_ref().is_some_and(|margin| apart < *margin);
            }
            if near { Severity::Warning } else { Severity::Note }
        }
    };
    let (value, interval) = (share.value.clone(), share.interval.clone());
    let finding = Finding::told_when_read(severity, move || {
        let mut values = vec![
            one_or_range("share", &interval),
            one_or_range("response", &rate),
            NamedValue::range("share of all", bounds.clone()).style(Style::Percent),
        ];
        for threshold in &open {
            let needed = break_even_unobserved(&value, &low, threshold)?;
            if !needed.is_negative() && needed <= Exact::ONE {
                values.push(NamedValue::percent(Name::at(NEEDED, [threshold.clone()]), needed));
            }
        }
        let is_reached = values.iter().any(|value| value.name.pattern() == NEEDED);
        let needed = |finding: &Finding| {
            list(finding, NEEDED, |i, at, value| match i {
                0 => format!("{at} if {} of the silent are of this kind", value.shown()),
                _ => format!("{at} if {}", value.shown()),
            })
        };
        let reason = match is_reached {
            true => "{share} of those who answered, and {response} answered; of all it is {needed}",
            false => {
                "{share} of those who answered, and {response} answered; the limits are on both sides of {open}"
            }
        };
        Ok(Finding::warning(
            "with those who did not answer, the share lies anywhere from {share of all}",
            reason,
            "say what is known of those who did not answer, and compare those who did with figures for all",
        )
        .with_all(values)
        .word("open", percents(&open))
        .made("needed", needed))
    });
    Ok(about_step(case, finding, "asserts").at(case.resolved.pointer(share.at)).into())
}

/// The square of the survey's own margin of error: as printed, else that of a simple random sample at 95 %. The square
/// of a share's margin is rational, so that it is decided exactly.
fn squared_margin(
    member: &Member<'_>,
    share: &Exact,
    counted: &Size,
) -> Result<Option<Exact>, ArithmeticError> {
    let details = member.details.as_deref();
    let printed = match (
        details.and_then(|details| details.margin.as_ref()),
        details.and_then(|details| details.interval.as_ref()),
    ) {
        (Some(margin), _) => margin.interval(Reading::Nearest)?.high_value().cloned(),
        (None, Some([low, high])) => match (low.value()?, high.value()?) {
            (Some(low), Some(high)) => Some((&(&high - &low)? / &Exact::from(2))?),
            _ => None,
        },
        (None, None) => None,
    };
    Ok(match (printed, counted) {
        (Some(margin), _) => Some((&margin * &margin)?),
        (None, Size::Of(n)) => {
            // 1.96 squared.
            let z = Exact::new(38_416, 10_000)?;
            let variance = (&(share * &(&Exact::ONE - share)?)? / n)?;
            Some((&z * &variance)?)
        }
        (None, _) => None,
    })
}

#[cfg(test)]
mod tests;
