//! Resolving a dossier: every name looked up, every scope completed, every figure read; all problems together.
//!
//! **Inheritance, one rule.** Every scope has at most one parent and takes from it, component by component, what it
//! does not state: member → claim → the claim named in `like`; reference → the claim named in `for`; conclusion → the
//! result of each claim it is drawn `from`, separately for each. Not passed down: to a member, `measure`,
//! `adjustment` and the contrast of its relation; to a whole, `which`; to a conclusion, the method components.

mod claims;
mod names;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::sync::Arc;

use super::resolved::{Assumptions, Holder};
use super::{
    Dossier, IdTable, Named, Owner, Resolved, ResolvedClaim, ResolvedConclusion, ResolvedFrame, Step,
    Supposition,
};
use crate::claim::Assertion;
use crate::error::{About, Error, Problem, escaped};
use crate::quantity::Scope;
use crate::vocabulary::spelling;
use crate::vocabulary::text_index::TextIndex;

use claims::{ClaimResolver, Figures, at, share};
use names::Names;

pub(crate) fn resolve(dossier: &Dossier) -> Result<Resolved<'_>, Error> {
    let (resolved, problems) = resolve_partly(dossier, &[]);
    if problems.is_empty() { Ok(resolved) } else { Err(Error::from_problems(problems)) }
}

/// Resolves what can be resolved, and lists every problem met on the way. What is `supposed` takes the place of what the
/// dossier supposes under that name.
pub(crate) fn resolve_partly<'d>(
    dossier: &'d Dossier,
    supposed: &[Supposition],
) -> (Resolved<'d>, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut names = Names::new(dossier, &mut problems);
    let (ids, likes) = Ids::new(dossier, &mut problems);
    let frames = resolve_frames(dossier, &mut problems);

    let mut claims = ClaimResolver::new(dossier, &ids, &mut names, &mut problems);
    claims.resolve_claims(likes);
    claims.resolve_references();
    let Figures { mut scopes, claims, mut members, mut quantities, against, yardsticks } = claims.finish();

    let evidence = (&*claims, &mut scopes);
    let (conclusions, steps) = resolve_conclusions(dossier, &ids, &mut names, evidence, &mut problems);
    let date = dossier.date.as_deref();
    let date = date.and_then(|date| names.date(date, &|| "/date".to_string(), &mut problems));
    scopes.shrink_to_fit();
    members.shrink_to_fit();
    quantities.shrink_to_fit();
    let mut assumptions = resolve_assumptions(dossier, &ids, &names, &mut problems);
    for supposition in supposed {
        suppose(supposition, (dossier, &ids, &names), &mut assumptions, &mut problems);
    }
    let frame_names = dossier.frame.keys().filter_map(|name| Some((&**name, names.frame(name)?)));
    let frame_ids = frame_names.collect();

    let scopes = Arc::new(names.finish(scopes, &mut problems));
    let resolved = Resolved {
        dossier,
        date,
        frames,
        scopes,
        claims,
        members,
        quantities,
        conclusions,
        steps,
        against,
        yardsticks,
        assumptions,
        frame_ids,
        ids: Arc::new(ids.table),
        places: std::sync::OnceLock::new(),
        signed: std::sync::OnceLock::new(),
        last_periods: std::sync::OnceLock::new(),
    };
    (resolved, problems)
}

/// Claims by position, with the name of the claim that each is `like`.
type Likes<'d> = Vec<(u32, &'d str)>;

/// Who goes by which id.
pub(super) struct Ids {
    table: IdTable,
    /// The places in the table, by id: each id once, and none that is empty.
    index: TextIndex,
}

impl Named {
    fn pointer(self) -> String {
        match self {
            Named::Claim(position) => format!("/claim/{position}/id"),
            Named::Conclusion(position) => format!("/conclusion/{position}/id"),
            Named::Reference(position) => format!("/reference/{position}/id"),
        }
    }
}

impl Ids {
    /// The ids, and which claim is `like` which other, by name: a long dossier is walked over as seldom as can be.
    fn new<'d>(dossier: &'d Dossier, problems: &mut Vec<Problem>) -> (Self, Likes<'d>) {
        let mut likes = Likes::new();
        let claims = (0u32..).zip(&dossier.claim).map(|(position, claim)| {
            likes.extend(claim.claim_like().map(|like| (position, like)));
            &*claim.id
        });
        let table = IdTable::new(
            claims,
            dossier.conclusion.iter().map(|conclusion| &*conclusion.id),
            dossier.reference.iter().map(|reference| &*reference.id),
        );
        let mut index = TextIndex::with_capacity(table.len());
        for place in 0..position_of(table.len()) {
            let id = table.get(place);
            if id.is_empty() {
                let pointer = table.named(place).pointer();
                problems.push(Problem::new(pointer, "an id cannot be empty"));
            } else if let Some(first) = index.insert(id, place, |place| table.get(place)) {
                let twice = Problem::new(table.named(place).pointer(), format!("the id '{id}' stands twice"));
                problems.push(twice.about(About::Twice(table.named(first).pointer())));
            }
        }
        (Ids { table, index }, likes)
    }

    fn named(&self, id: &str) -> Option<Named> {
        self.index.find(id, |place| self.table.get(place)).map(|place| self.table.named(place))
    }

    /// The position of a claim.
    pub(super) fn position(&self, claim: &str) -> Option<u32> {
        match self.named(claim) {
            Some(Named::Claim(position)) => Some(position),
            _ => None,
        }
    }

    /// The ids of what is wanted.
    fn all(&self, wanted: impl Fn(Named) -> bool) -> Vec<&str> {
        let wanted = |place: &u32| wanted(self.table.named(*place));
        self.index.places().filter(wanted).map(|place| self.table.get(place)).collect()
    }

    /// The claim or reference of that id.
    pub(super) fn figure(
        &self,
        id: &str,
        pointer: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Option<Owner> {
        match self.named(id) {
            Some(Named::Claim(position)) => return Some(Owner::Claim(position)),
            Some(Named::Reference(position)) => return Some(Owner::Reference(position)),
            _ => {}
        }
        let known = || self.all(|named| !matches!(named, Named::Conclusion(_)));
        let told = problems.len();
        problems.push(unknown("claim or reference", id, (self.table.len(), known), pointer(), told));
        None
    }

    pub(super) fn claim(
        &self,
        id: &str,
        pointer: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Option<u32> {
        if let Some(position) = self.position(id) {
            return Some(position);
        }
        let known = || self.all(|named| matches!(named, Named::Claim(_)));
        let told = problems.len();
        problems.push(unknown("claim", id, (self.table.len(), known), pointer(), told));
        None
    }
}

/// A name that stands for nothing, with the nearest one that does.
pub(super) fn unknown<'a>(
    kind: &str,
    name: &str,
    // How many there are, and which: gathered only for a suggestion.
    (count, known): (usize, impl FnOnce() -> Vec<&'a str>),
    pointer: String,
    told: usize,
) -> Problem {
    let problem =
        Problem::new(pointer, format!("no {kind} is called '{name}'")).about(About::Name(name.into()));
    if !may_suggest(count, told) {
        return problem;
    }
    // The list may be long and the order of a map is not that of the input: the nearest name is chosen from all.
    let mut known = known();
    known.sort_unstable();
    match spelling::nearest(name, known.iter().copied()) {
        Some(nearest) => problem.help(format!("did you mean '{nearest}'?")),
        None if known.is_empty() => problem.help(format!("no {kind} is declared")),
        None => {
            problem.help(format!("known: {}", known.iter().take(8).copied().collect::<Vec<_>>().join(", ")))
        }
    }
}

/// Whether to look for the nearest of so many known names, so many problems being told already: a hostile file must
/// not make every one of its unknown names be compared with every one of its known ones.
pub(super) fn may_suggest(known: usize, told: usize) -> bool {
    const COMPARISONS: usize = 50_000;
    known.saturating_mul(told) < COMPARISONS
}

fn resolve_frames<'d>(dossier: &'d Dossier, problems: &mut Vec<Problem>) -> Vec<ResolvedFrame<'d>> {
    let mut frames = Vec::with_capacity(dossier.frame.len());
    for (name, frame) in &dossier.frame {
        let mut amounts = Vec::new();
        for (field, printed) in frame.amounts() {
            let Some(printed) = printed else { continue };
            match printed.amount(&dossier.text) {
                Ok(amount) => amounts.push((field, amount)),
                Err(error) => problems.extend(located(error, &format!("/frame/{}/{field}", escaped(name)))),
            }
        }
        frames.push(ResolvedFrame {
            name,
            design: frame.design,
            assigned: frame.assigned,
            stands_for: frame.stands_for.as_deref(),
            amounts,
        });
    }
    frames
}

fn resolve_conclusions<'d>(
    dossier: &'d Dossier,
    ids: &Ids,
    names: &mut Names<'d>,
    (claims, scopes): (&[ResolvedClaim], &mut Vec<Scope>),
    problems: &mut Vec<Problem>,
) -> (Vec<ResolvedConclusion>, Vec<Step>) {
    let mut conclusions = Vec::with_capacity(dossier.conclusion.len());
    let mut steps = Vec::new();
    let mut read: HashMap<&str, Assertion> = HashMap::new();
    for (position, conclusion) in (0u32..).zip(&dossier.conclusion) {
        let start = position_of(steps.len());
        let pointer = || format!("/conclusion/{position}");
        let stated = names.overlay(&conclusion.scope.components(), &pointer, problems);
        if conclusion.drawn_from().next().is_none() {
            problems.push(Problem::new(pointer() + "/from", "a conclusion is drawn from at least one claim"));
        }
        if stated.has_denominator() {
            let message = "a conclusion is about a result: what a ratio was divided by stands in its claim";
            problems.push(Problem::new(pointer() + "/denominator", message));
        }
        let mut seen = HashSet::new();
        for (i, id) in conclusion.drawn_from().enumerate() {
            let place = || format!("{}/from/{i}", pointer());
            if conclusion.drawn_from().nth(1).is_some() && !seen.insert(id) {
                problems.push(Problem::new(place(), format!("claim '{id}' stands twice in 'from'")));
                continue;
            }
            let Some(claim) = ids.claim(id, place, problems) else { continue };
            let Some(evidence) = usize::try_from(claim).ok().and_then(|claim| claims.get(claim)) else {
                continue;
            };
            let scope = names.conclude(&at(scopes, evidence.scope), &stated);
            steps.push(Step { claim, conclusion: position, scope: share(scopes, scope) });
        }
        let mut asserts = Vec::with_capacity(conclusion.asserts.len());
        for (i, written) in conclusion.asserts.iter().enumerate() {
            // Thresholds are few, and each stands in many conclusions.
            let text = written.as_text().unwrap_or_default();
            if let Some(known) = read.get(text) {
                asserts.push(Assertion::clone(known));
                continue;
            }
            match written.read(&dossier.text) {
                Ok(assertion) => {
                    if !text.is_empty() {
                        read.insert(text, assertion.clone());
                    }
                    asserts.push(assertion);
                }
                Err(error) => problems.extend(located(error, &format!("{}/asserts/{i}", pointer()))),
            }
        }
        let cause = conclusion.cause();
        let since = cause.and_then(|cause| cause.since.as_deref());
        let since = since.and_then(|since| names.date(since, &|| pointer() + "/because/since", problems));
        let control = cause.and_then(|cause| cause.control.as_deref());
        let control = control.and_then(|id| ids.claim(id, || pointer() + "/because/control", problems));
        let (asserts, steps) = (asserts.into(), start..position_of(steps.len()));
        conclusions.push(ResolvedConclusion { position, asserts, since, control, steps });
    }
    (conclusions, steps)
}

fn resolve_assumptions(
    dossier: &Dossier,
    ids: &Ids,
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
) -> Assumptions {
    let mut assumptions = Assumptions::new();
    let mut seen = HashSet::new();
    for (i, assumption) in dossier.assume.iter().enumerate() {
        let pointer = format!("/assume/{i}");
        let about: &str = &assumption.about;
        let at = || format!("{pointer}/for");
        let holders = holders(about, (dossier, ids, names), at, problems);
        let is_first = seen.insert((assumption.name, about));
        if !is_first {
            problems.push(Problem::new(
                &*pointer,
                format!("'{}' is assumed twice for '{about}'", assumption.name.word()),
            ));
        }
        match assumption.value.amount(&dossier.text) {
            Ok(amount) if is_first => {
                assumptions.extend(
                    holders.into_iter().flatten().map(|holder| ((assumption.name, holder), amount.clone())),
                );
            }
            Ok(_) => {}
            Err(error) => problems.extend(located(error, &format!("{pointer}/value"))),
        }
    }
    assumptions
}

/// Whom an assumption is about: a claim or conclusion of that id, a frame of that name, or both.
fn holders(
    about: &str,
    (dossier, ids, names): (&Dossier, &Ids, &Names<'_>),
    pointer: impl Fn() -> String,
    problems: &mut Vec<Problem>,
) -> [Option<Holder>; 2] {
    let named = match ids.named(about) {
        Some(Named::Claim(position)) => Some(Holder::Claim(position)),
        Some(Named::Conclusion(position)) => Some(Holder::Conclusion(position)),
        Some(Named::Reference(_)) | None => None,
    };
    let frame = names.frame(about).map(Holder::Frame);
    if named.is_none() && frame.is_none() {
        let count = ids.table.len() + dossier.frame.len();
        let all = || {
            let mut all = ids.all(|named| !matches!(named, Named::Reference(_)));
            all.extend(dossier.frame.keys().map(|name| &**name));
            all
        };
        problems.push(unknown("frame, claim or conclusion", about, (count, all), pointer(), problems.len()));
    }
    [named, frame]
}

/// What is supposed for one run takes the place of what the dossier supposes.
fn suppose(
    Supposition { of, value }: &Supposition,
    dossier: (&Dossier, &Ids, &Names<'_>),
    assumptions: &mut Assumptions,
    problems: &mut Vec<Problem>,
) {
    let amount = match value.amount(&dossier.0.text) {
        Ok(amount) => amount,
        Err(error) => return problems.extend(located(error, "")),
    };
    match &of.about {
        None => {
            assumptions.retain(|(name, _), _| *name != of.name);
            assumptions.insert((of.name, Holder::All), amount);
        }
        Some(about) => {
            let told = problems.len();
            let holders = holders(about, dossier, String::new, problems);
            for problem in problems.iter_mut().skip(told) {
                problem.message = format!("{}, of whom something is supposed for this run", problem.message);
            }
            assumptions
                .extend(holders.into_iter().flatten().map(|holder| ((of.name, holder), amount.clone())));
        }
    }
}

/// The problems of an error at a field.
pub(super) fn located(error: Error, pointer: &str) -> Vec<Problem> {
    let at = |problem: &Problem| Problem {
        pointer: format!("{pointer}{}", problem.pointer),
        about: About::Figure,
        ..problem.clone()
    };
    error.problems().iter().map(at).collect()
}

/// A position as the 32 bits that resolved tables use; a list of more than 2³² entries does not fit in memory.
pub(super) fn position_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
