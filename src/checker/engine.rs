//! Enumerates subjects and hands each to the rules that judge its kind; gathers the outcomes.

use foldhash::{HashMap, HashMapExt};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Checker, names, pairs};
use crate::claim::relation::MemberKind;
use crate::claim::{Claim, Relation};
use crate::dossier::{Design, MemberShape, Owner, Pointer, Reported, Resolved};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Measure, PeriodValue, Slot, Subject, Value};
use crate::report::{NotCompared, Question, Report, Silent, Tally, Undecided};
use crate::rule::step::{OfConclusion, OfStep};
use crate::rule::{
    Check, ClaimCase, ConclusionCase, DossierCase, Finding, GroupCase, GroupKey, Missing, Outcome, PairCase,
    PairKind, QuantityCase, RatioCase, Rule, RuleId, Settings, Severity, SoFar, StepCase, Verdict,
};
use crate::rules::denominators::{counts_people, is_rate, taken_per};

/// Where a subject stands in the order of a report: claims as written, then conclusions as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    conclusion: Option<u32>,
    owner: Option<Owner>,
    quantity: u32,
}

impl Standing {
    /// The order of a report as one number of two words, the higher first: the subject, then the gravest finding, the
    /// rules in their order, and what was found first.
    fn order(self, severity: Severity, rule: usize, found: usize) -> [u64; 2] {
        let owner = match self.owner {
            None => 0,
            Some(Owner::Claim(claim)) => u128::from(claim) + 1,
            Some(Owner::Reference(reference)) => (1 << 33) + u128::from(reference),
        };
        // A conclusion has claims, and a claim without one has quantities.
        let (kind, first, second) = match self.conclusion {
            None => (0, owner, self.quantity.into()),
            Some(conclusion) => (1, conclusion.into(), owner),
        };
        let severity: u8 = match severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        };
        let rule = u16::try_from(rule).unwrap_or(u16::MAX);
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        let parts: [(u32, u128); 5] =
            [(34, first), (34, second), (2, severity.into()), (16, rule.into()), (32, found.into())];
        let order = parts.into_iter().fold(kind, |order: u128, (bits, part)| order << bits | part);
        [order >> 64, order & u128::from(u64::MAX)].map(|word| u64::try_from(word).unwrap_or(u64::MAX))
    }
}

struct Run<'c, 'd> {
    checker: &'c Checker,
    resolved: &'d Resolved<'d>,
    /// Whether the dossier answers any finding (`allow`).
    is_answered: bool,
    /// What was found, each with its place in the order of the report.
    found: Vec<([u64; 2], Finding)>,
    undecided: Vec<Undecided>,
    /// Where nothing is to be reported, if the checker keeps it.
    silent: Vec<Silent>,
    not_compared: Vec<NotCompared>,
    tallies: Vec<Tally>,
    asked: BTreeMap<crate::rule::Field, Question>,
}

pub(super) fn run(checker: &Checker, resolved: &Resolved<'_>, is_answered: bool) -> Report {
    let rules: Vec<&Rule> = checker.rules().collect();
    let nothing = Settings::default();
    let settings: Vec<&Settings> =
        rules.iter().map(|rule| checker.settings(rule).unwrap_or(&nothing)).collect();
    let tallies = rules.iter().map(|rule| Tally::new(id(rule))).collect();
    let mut run = Run {
        checker,
        resolved,
        is_answered,
        found: Vec::new(),
        undecided: Vec::new(),
        silent: Vec::new(),
        not_compared: Vec::new(),
        tallies,
        asked: BTreeMap::new(),
    };
    let all: Vec<(usize, &Rule, &Settings)> =
        rules.iter().zip(&settings).enumerate().map(|(i, (rule, settings))| (i, *rule, *settings)).collect();
    run.quantities(&all);
    run.ratios(&all);
    run.claims(&all);
    run.pairs(&all);
    run.groups(&all);
    run.steps(&all);
    run.conclusions(&all);
    let of_dossier = judging(&all, |check| match check {
        Check::Dossier(check) => Some(check),
        _ => None,
    });
    for (i, rule, settings, check) in of_dossier {
        let verdict = check(&DossierCase { resolved, settings });
        run.record(i, rule, Standing { conclusion: None, owner: None, quantity: 0 }, verdict);
    }
    run.finish()
}

fn id(rule: &Rule) -> Arc<RuleId> {
    Arc::new(RuleId { code: rule.code.clone(), name: rule.name.clone(), family: rule.family.clone() })
}

type Rules<'r> = [(usize, &'r Rule, &'r Settings)];

/// The rules that judge a kind of subject, each with its check of it.
fn judging<'r, C>(
    rules: &Rules<'r>,
    of: impl Fn(&'r Check) -> Option<C>,
) -> Vec<(usize, &'r Rule, &'r Settings, C)> {
    let checks = rules
        .iter()
        .flat_map(|(i, rule, settings)| rule.checks().map(move |check| (*i, *rule, *settings, check)));
    checks.filter_map(|(i, rule, settings, check)| Some((i, rule, settings, of(check)?))).collect()
}

impl<'d> Run<'_, 'd> {
    fn quantities(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Quantity(check) => Some(check),
            _ => None,
        });
        if rules.is_empty() {
            return;
        }
        for (position, reported) in (0..).zip(self.resolved.quantities()) {
            let subject = self.subject_of(reported, position);
            for (i, rule, settings, check) in &rules {
                let verdict = check(&QuantityCase { resolved: self.resolved, reported, settings });
                self.record(*i, rule, subject, verdict);
            }
        }
    }

    fn ratios(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Ratio(check) => Some(check),
            _ => None,
        });
        for member in self.resolved.members() {
            let MemberShape::Ratio(kind) = member.shape else { continue };
            let [top, bottom, ..] = self.resolved.amounts_of(member) else { continue };
            let subject = self.subject_of(top, self.resolved.first_amount(member));
            for (i, rule, settings, check) in &rules {
                let verdict =
                    check(&RatioCase { resolved: self.resolved, member, kind, top, bottom, settings });
                self.record(*i, rule, subject, verdict);
            }
        }
    }

    fn claims(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Claim(check) => Some(check),
            _ => None,
        });
        for claim in self.resolved.claims() {
            let Some(written) = self.resolved.written(claim) else { continue };
            let owner = Some(Owner::Claim(claim.position));
            for (i, rule, settings, check) in &rules {
                let verdict = check(&ClaimCase { resolved: self.resolved, claim, written, settings });
                self.record(*i, rule, Standing { conclusion: None, owner, quantity: 0 }, verdict);
            }
        }
    }

    fn pairs(&mut self, rules: &Rules<'_>) {
        let (keys, nothing) = (OnceCell::new(), Settings::default());
        for kind in [PairKind::Same, PairKind::PartWhole] {
            let of_kind = judging(rules, |check| match check {
                Check::Pair(own, check) if *own == kind => Some(check),
                _ => None,
            });
            if of_kind.is_empty() {
                continue;
            }
            let keys = keys.get_or_init(|| pairs::Keys::of(self.resolved));
            let found = match kind {
                PairKind::Same => pairs::same(self.resolved, keys),
                PairKind::PartWhole => pairs::part_whole(self.resolved, keys),
            };
            let quantities = self.resolved.quantities();
            for pair in found {
                let (Some(first), Some(second)) = (quantities.get(pair.first), quantities.get(pair.second))
                else {
                    continue;
                };
                let about = if pair.about == pair.second { second } else { first };
                let subject = self.subject_of(about, u32::try_from(pair.about).unwrap_or(u32::MAX));
                let mut case = PairCase {
                    resolved: self.resolved,
                    first,
                    second,
                    asserted: pair.asserted,
                    compared: OnceCell::new(),
                    settings: &nothing,
                };
                for (i, rule, settings, check) in &of_kind {
                    case.settings = settings;
                    self.record(*i, rule, subject, check(&case));
                }
            }
        }
    }

    fn groups(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Group(key, check) => Some((key, check)),
            _ => None,
        });
        if rules.is_empty() {
            return;
        }
        let nothing = Settings::default();
        let mut drawn: Vec<(u32, u32)> =
            self.resolved.steps().iter().map(|step| (step.claim, step.conclusion)).collect();
        drawn.sort_unstable();
        for (of_key, members) in grouped(self.resolved) {
            let Some(first) = members.first() else { continue };
            let subject = match self.resolved.amounts_of(first) {
                [reported, ..] => self.subject_of(reported, self.resolved.first_amount(first)),
                [] => continue,
            };
            // What is drawn on a single case is not drawn on the share.
            let (judged, least) = match of_key {
                GroupKey::SingleCases => (members.get(..1).unwrap_or_default(), 1),
                GroupKey::ShareAcrossUnits => (&*members, 2),
                GroupKey::AcrossBases => (&*members, 1),
            };
            let mut case = GroupCase {
                resolved: self.resolved,
                conclusions: drawing_on(judged, &drawn, least),
                members,
                settings: &nothing,
            };
            for (i, rule, settings, (key, check)) in &rules {
                if **key != of_key {
                    continue;
                }
                case.settings = settings;
                self.record(*i, rule, subject, check(&case));
            }
        }
    }

    fn steps(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Step(check) => Some(check),
            _ => None,
        });
        if rules.is_empty() {
            return;
        }
        let nothing = Settings::default();
        let mut of_conclusion = OfConclusion::default();
        let mut before = None;
        for step in self.resolved.steps() {
            if before.replace(step.conclusion) != Some(step.conclusion) {
                of_conclusion = OfConclusion::default();
            }
            let Some(claim) = self.resolved.claim(step.claim) else { continue };
            let Some(written) = self.resolved.written(claim) else { continue };
            let Some(conclusion) = self.resolved.written_conclusion(step.conclusion) else { continue };
            let of_step = OfStep::default();
            let comparison = self.resolved.compare_step(claim, step);
            let owner = Some(Owner::Claim(step.claim));
            let subject = Standing { conclusion: Some(step.conclusion), owner, quantity: 0 };
            let mut case = StepCase {
                resolved: self.resolved,
                claim,
                written,
                conclusion,
                step,
                comparison: &comparison,
                of_step: &of_step,
                of_conclusion: &of_conclusion,
                settings: &nothing,
            };
            for (i, rule, settings, check) in &rules {
                case.settings = settings;
                self.record(*i, rule, subject, check(&case));
            }
        }
    }

    fn conclusions(&mut self, rules: &Rules<'_>) {
        let rules = judging(rules, |check| match check {
            Check::Conclusion(check) => Some(check),
            _ => None,
        });
        if rules.is_empty() {
            return;
        }
        for conclusion in self.resolved.conclusions() {
            let Some(written) = self.resolved.written_conclusion(conclusion.position) else { continue };
            let subject = Standing { conclusion: Some(conclusion.position), owner: None, quantity: 0 };
            for (i, rule, settings, check) in &rules {
                let case = ConclusionCase { resolved: self.resolved, conclusion, written, settings };
                self.record(*i, rule, subject, check(&case));
            }
        }
    }

    fn subject_of(&self, reported: &Reported, quantity: u32) -> Standing {
        let owner = self.resolved.member_of(reported).map(|member| member.owner);
        Standing { conclusion: None, owner, quantity }
    }

    fn record(&mut self, i: usize, rule: &Rule, subject: Standing, verdict: Verdict) {
        let outcome = match verdict {
            Ok(outcome) | Err(outcome) => outcome,
        };
        if self.checker.keeps_silent {
            self.keep_silent(i, subject, &outcome);
        }
        let Some(tally) = self.tallies.get_mut(i) else { return };
        match outcome {
            Outcome::Passed => tally.passed += 1,
            Outcome::NotApplicable { reason, told } => {
                tally.not_applicable += 1;
                if told {
                    let rule = tally.rule.clone();
                    let claim = self.claim_id(subject);
                    self.not_compared.push(NotCompared { rule, claim, reason });
                }
            }
            Outcome::Undecidable { missing, because, so_far } => {
                tally.undecidable += 1;
                self.undecidable(i, subject, missing, because.into_owned(), so_far);
            }
            Outcome::Fired(finding) => {
                tally.fired += 1;
                self.fired(i, rule, subject, finding);
            }
        }
    }

    fn keep_silent(&mut self, i: usize, subject: Standing, outcome: &Outcome) {
        let reason = match outcome {
            Outcome::Passed => None,
            Outcome::NotApplicable { reason, .. } => Some(reason.clone()),
            Outcome::Undecidable { .. } | Outcome::Fired(_) => return,
        };
        let Some(rule) = self.tallies.get(i).map(|tally| tally.rule.clone()) else { return };
        let (claim, conclusion) = (self.claim_id(subject), self.conclusion_id(subject));
        self.silent.push(Silent { rule, claim, conclusion, reason });
    }

    fn undecidable(
        &mut self,
        i: usize,
        subject: Standing,
        missing: Vec<Missing>,
        because: String,
        so_far: SoFar,
    ) {
        let fields = missing.iter().map(|missing| missing.field.shared_name()).collect();
        for missing in missing {
            let question =
                self.asked.entry(missing.field.clone()).or_insert_with(|| Question::new(&missing.field));
            question.settles += 1;
            let about = missing.of.or_else(|| subject_id(self.resolved, subject));
            question.ask_of(about);
        }
        let Some(rule) = self.tallies.get(i).map(|tally| tally.rule.clone()) else { return };
        self.undecided.push(Undecided {
            rule,
            claim: self.claim_id(subject),
            conclusion: self.conclusion_id(subject),
            missing: fields,
            because,
            so_far,
        });
    }

    fn fired(&mut self, i: usize, rule: &Rule, subject: Standing, mut finding: Finding) {
        let about = finding.about_mut();
        if let Some(tally) = self.tallies.get(i) {
            about.rule = Some(tally.rule.clone());
        }
        about.severity = about.severity.min(rule.max_severity).min(self.checker.level_of(rule));
        // An accusation needs a proof: without one it is no error, whatever a program's own rule says.
        if about.proof().is_none() {
            about.severity = about.severity.min(Severity::Warning);
        }
        about.is_about(self.resolved.ids(), subject.owner, subject.conclusion);
        if self.is_answered {
            about.set_answer(self.answer(rule, subject));
        }
        if about.pointers().next().is_none() {
            about.add_pointer(Self::pointer(subject));
        }
        self.found.push((subject.order(finding.severity(), i, self.found.len()), finding));
    }

    fn answer(&self, rule: &Rule, subject: Standing) -> Option<Box<str>> {
        let dossier = self.resolved.dossier();
        let claim = self
            .claim_position(subject)
            .and_then(|claim| dossier.claim.get(claim))
            .map(|claim| claim.answers());
        let conclusion = subject.conclusion.and_then(|conclusion| usize::try_from(conclusion).ok());
        let conclusion =
            conclusion.and_then(|i| dossier.conclusion.get(i)).map(|conclusion| conclusion.answers());
        let answers = conclusion.into_iter().chain(claim).flatten();
        answers.into_iter().find(|(name, _)| names(rule, name)).map(|(_, because)| because.clone())
    }

    fn claim_position(&self, subject: Standing) -> Option<usize> {
        match subject.owner {
            Some(Owner::Claim(claim)) => usize::try_from(claim).ok(),
            _ => None,
        }
    }

    fn claim_id(&self, subject: Standing) -> Option<Arc<str>> {
        self.resolved.shared_id(subject.owner?)
    }

    fn conclusion_id(&self, subject: Standing) -> Option<Arc<str>> {
        let conclusion = self.resolved.written_conclusion(subject.conclusion?)?;
        Some(conclusion.id.clone())
    }

    fn pointer(subject: Standing) -> Pointer {
        match (subject.conclusion, subject.owner) {
            (Some(conclusion), _) => Pointer::to_conclusion(conclusion, ""),
            (None, Some(owner)) => Pointer::to(owner, ""),
            (None, None) => Pointer::default(),
        }
    }

    fn finish(mut self) -> Report {
        self.found.sort_unstable_by_key(|(order, _)| *order);
        let mut questions: Vec<Question> = self.asked.into_values().collect();
        questions.sort_by(|a, b| b.settles.cmp(&a.settles).then_with(|| a.field.cmp(&b.field)));
        // The report is kept, and holds no more room than it needs.
        self.undecided.shrink_to_fit();
        self.not_compared.shrink_to_fit();
        // In place: here a check holds most.
        let mut findings: Vec<Finding> = self.found.into_iter().map(|(_, finding)| finding).collect();
        let mut answered = Vec::new();
        if self.is_answered {
            let is_answered = |finding: &Finding| finding.answer().is_some();
            (answered, findings) = findings.into_iter().partition(is_answered);
        }
        findings.shrink_to_fit();
        answered.shrink_to_fit();
        Report {
            source: None,
            title: self.resolved.dossier().title.to_string(),
            claims: self.resolved.claims().len(),
            findings,
            answered,
            undecided: self.undecided,
            silent: self.silent,
            not_compared: self.not_compared,
            questions,
            tallies: self.tallies,
            supposed: Vec::new(),
        }
    }
}

fn subject_id(resolved: &Resolved<'_>, subject: Standing) -> Option<Box<str>> {
    match (subject.conclusion, subject.owner) {
        (Some(conclusion), _) => {
            resolved.written_conclusion(conclusion).map(|conclusion| conclusion.id().into())
        }
        (None, Some(owner)) => Some(resolved.owner_id(owner).into()),
        (None, None) => None,
    }
}

/// Whether a component that the dossier distinguishes is not known of this subject.
fn leaves_open(subject: &Subject) -> bool {
    [subject.base, subject.place, subject.stage, subject.origin].contains(&Value::Unknown)
        || subject.period == PeriodValue::Unknown
}

/// The conclusions drawn from at least so many of these members, with those members. `drawn` are claims and conclusions,
/// sorted.
fn drawing_on<'d>(
    members: &[&'d crate::dossier::Member<'d>],
    drawn: &[(u32, u32)],
    least: usize,
) -> Vec<(u32, Vec<&'d crate::dossier::Member<'d>>)> {
    let mut found: BTreeMap<u32, Vec<&crate::dossier::Member<'_>>> = BTreeMap::new();
    for member in members {
        let Owner::Claim(claim) = member.owner else { continue };
        let own = drawn.get(drawn.partition_point(|(before, _)| *before < claim)..).unwrap_or_default();
        for (_, conclusion) in own.iter().take_while(|(from, _)| *from == claim) {
            found.entry(*conclusion).or_default().push(member);
        }
    }
    found.into_iter().filter(|(_, members)| members.len() >= least).collect()
}

/// The groups of every key, in the order of the dossier.
fn grouped<'d>(
    resolved: &'d Resolved<'d>,
) -> impl Iterator<Item = (GroupKey, Vec<&'d crate::dossier::Member<'d>>)> {
    let units = shares_across_units(resolved).into_iter();
    let cases = single_cases(resolved).into_iter();
    let bases = across_bases(resolved).into_iter();
    units
        .map(|members| (GroupKey::ShareAcrossUnits, members))
        .chain(cases.map(|members| (GroupKey::SingleCases, members)))
        .chain(bases.map(|members| (GroupKey::AcrossBases, members)))
}

/// Rates and shares of one thing on several bases, claim by claim: grouped by what the claims are about without what they
/// count and out of whom, where that are people and nobody says to whom alone it can happen.
fn across_bases<'d>(resolved: &'d Resolved<'d>) -> Vec<Vec<&'d crate::dossier::Member<'d>>> {
    type Key<'d> = (Subject, Option<&'d str>);
    let mut groups: HashMap<Key<'_>, Vec<&crate::dossier::Member<'_>>> = HashMap::new();
    let mut order: Vec<(Key<'_>, bool)> = Vec::new();
    for claim in resolved.claims() {
        let by = match resolved.written(claim).map(Claim::relation) {
            Some(Relation::Compare(compare)) => Some(compare.by.as_deref().unwrap_or_default()),
            Some(Relation::Share(_) | Relation::Rate(_) | Relation::Figure(_)) => None,
            _ => continue,
        };
        let mut subject = resolved.scope(claim.scope).subject;
        let Value::Node(of) = subject.of else { continue };
        let has_risk = resolved.names().concept.at_risk(of).is_some();
        let kind = if by.is_some() { MemberKind::Group } else { MemberKind::Result };
        let members = resolved.members_of(claim).iter();
        let mut rates = members.filter(|member| member.kind == kind && is_rate(resolved, member)).peekable();
        let Some(first) = rates.peek() else { continue };
        if by.is_none() && !has_risk {
            continue;
        }
        if has_risk || !counts_people(taken_per(resolved, first)) {
            subject.base = Value::NotApplicable;
        }
        subject.kind = Value::Unknown;
        subject.measure = Slot::Unknown;
        // What somebody leaves open may be the same and may not.
        if leaves_open(&subject) {
            continue;
        }
        let key = (subject, by);
        let group = groups.entry(key).or_insert_with(|| {
            order.push((key, has_risk));
            Vec::new()
        });
        group.extend(rates.take(BASES_GROUPS));
        group.truncate(BASES_GROUPS * BASES);
    }
    let several = |group: &[&crate::dossier::Member<'_>]| {
        group.first().map(|member| member.owner) != group.last().map(|member| member.owner)
    };
    let groups = order.iter().filter_map(|(key, has_risk)| Some((groups.remove(key)?, *has_risk)));
    groups.filter(|(group, has_risk)| *has_risk || several(group)).map(|(group, _)| group).collect()
}

/// So many groups are compared on so many bases; a hostile dossier may have as many of both as it likes.
const BASES_GROUPS: usize = 12;
const BASES: usize = 8;

/// Each share of an amount, followed by the single cases of what its part is that it does not hold: of the same thing,
/// place, stage and origin, in a comparable unit, from a frame that is one case. A share of which the largest single item
/// is printed needs no other.
fn single_cases<'d>(resolved: &'d Resolved<'d>) -> Vec<Vec<&'d crate::dossier::Member<'d>>> {
    let key = |reported: &Reported| {
        let subject = &resolved.scope(reported.scope).subject;
        let unit = (subject.kind, reported.unit().dimension());
        (subject.of, subject.place, subject.stage, subject.origin, unit)
    };
    let design = |reported: &Reported| resolved.frame_of(reported.scope).and_then(|frame| frame.design);
    let mut cases: HashMap<_, Vec<&crate::dossier::Member<'_>>> = HashMap::new();
    for member in resolved.members() {
        let [value] = resolved.amounts_of(member) else { continue };
        let is_named = matches!(resolved.scope(value.scope).subject.of, Value::Node(_));
        if is_named && member.shape == MemberShape::Value && design(value) == Some(Design::SingleCase) {
            cases.entry(key(value)).or_default().push(member);
        }
    }
    let has_largest = |member: &crate::dossier::Member<'_>| {
        member.details.as_deref().is_some_and(|details| details.other("largest").is_some())
    };
    let shares = resolved.members().iter().filter_map(|member| {
        let [part, _, ..] = resolved.amounts_of(member) else { return None };
        let is_share = member.shape == MemberShape::Ratio(RatioKind::Share);
        let is_alone = cases.is_empty() && !has_largest(member);
        if !is_share
            || is_alone
            || member.kind != MemberKind::Result
            || design(part) == Some(Design::SingleCase)
        {
            return None;
        }
        let own = match cases.get(&key(part)) {
            Some(own) => own.as_slice(),
            None if has_largest(member) => &[],
            None => return None,
        };
        Some(std::iter::once(member).chain(own.iter().copied().take(SINGLE_CASES)).collect())
    });
    shares.collect()
}

/// So many single cases are set beside one share; a hostile dossier may have as many of both as it likes.
const SINGLE_CASES: usize = 16;

/// Shares of one thing that are counted in different units: grouped by their subject without the kind counted and the
/// basis of attribution.
fn shares_across_units<'d>(resolved: &'d Resolved<'d>) -> Vec<Vec<&'d crate::dossier::Member<'d>>> {
    let mut groups: HashMap<Subject, Vec<&crate::dossier::Member<'_>>> = HashMap::new();
    let mut order: Vec<Subject> = Vec::new();
    for member in resolved.members() {
        let subject = &resolved.scope(member.scope).subject;
        let is_share = member.shape == MemberShape::Ratio(RatioKind::Share)
            || subject.measure == Slot::Known(Measure::Share) && member.kind == MemberKind::Result;
        // What somebody leaves open may be the same and may not.
        if !is_share || !matches!(subject.of, Value::Node(_)) || leaves_open(subject) {
            continue;
        }
        let mut key = *subject;
        key.kind = Value::Unknown;
        key.basis = Slot::Unknown;
        let group = groups.entry(key).or_insert_with(|| {
            order.push(key);
            Vec::new()
        });
        group.push(member);
    }
    order.iter().filter_map(|key| groups.remove(key)).filter(|group| group.len() > 1).collect()
}
