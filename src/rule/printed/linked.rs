//! The figures of a dossier that name each other, across its claims, as one system of linear inequalities.
//!
//! The unknowns are the true values behind printed figures. Figures of several claims are one unknown where they are what
//! IN03 would call a contradiction if they differed: every subject component stated and equal, one method, counts or sums
//! of observed units. What a claim states of its own figures (a ratio, a total, a change) gives rows, and so does a scope
//! that lies within another, where AR03 could err. Every row is a premise of a proof, worked out by the verifier's own
//! arithmetic, so that multipliers found here are multipliers there.
//!
//! Not here: averages of groups (their figures are means, which no other claim can share), and the ratios stated of a
//! comparison (nobody says which group stands above the line).

mod solved;

use foldhash::{HashMap, HashMapExt, HashSet};

pub(crate) use solved::{Conflict, Outer, enumerated};

use super::{firm, is_ratio_of_its_figures, part_of_whole, relations};
use crate::claim::relation::MemberKind;
use crate::claim::{Claim, Relation};
use crate::dossier::{Member, MemberShape, Owner, Reported, Resolved, Role};
use crate::quantity::shape::RatioKind;
use crate::quantity::{Adjustment, Flow, Method, Overall, PeriodValue, Slot, Subject, Value};
use crate::rule::proof::{Expression, Premise, Statement};
use crate::vocabulary::{Dimension, Taxonomy};

/// The figures of a dossier that name each other.
#[derive(Debug)]
pub(crate) struct Linked<'a, 'd> {
    resolved: &'a Resolved<'d>,
    /// In an order that neither the order of claims nor that of parts decides.
    figures: Vec<Figure<'a>>,
    stated: Vec<Stated>,
    /// How many unknowns there are: figures that are one thing are one unknown.
    unknowns: usize,
}

#[derive(Debug)]
struct Figure<'a> {
    reported: &'a Reported,
    pointer: String,
    owner: Owner,
    unknown: usize,
}

/// What is stated of some figures.
#[derive(Debug)]
struct Stated {
    statement: Statement,
    /// What it says as inequalities.
    premises: Vec<Premise>,
    /// Whose statement it is; of nobody where two scopes say it.
    owner: Option<Owner>,
    figures: Vec<usize>,
    /// The printed ratio or relative change, which is no unknown.
    fixed: Option<usize>,
}

/// A figure by its position among all quantities.
type At = usize;

/// A statement before the figures are numbered.
struct Draft {
    statement: Statement,
    owner: Option<Owner>,
    figures: Vec<At>,
    fixed: Option<At>,
}

/// Which figures are one thing.
struct Things {
    of: HashMap<At, usize>,
    figures: Vec<Vec<At>>,
}

/// How many scopes in which another may lie are looked up for each figure, and how many periods in each.
const WIDER: usize = 48;

impl<'a, 'd> Linked<'a, 'd> {
    /// The figures that the claims of a dossier share, and what is stated of them.
    pub(crate) fn of(resolved: &'a Resolved<'d>) -> Self {
        let things = Things::of(resolved);
        let nested = things.nested(resolved);
        let owner = |at: &At| owner_of(resolved, *at);
        // Only claims that share something with others can contradict them.
        let mut owners: HashSet<Owner> = HashSet::default();
        let mut link = |figures: &mut dyn Iterator<Item = &At>| {
            let own: HashSet<Owner> = figures.filter_map(owner).collect();
            if own.len() > 1 {
                owners.extend(own);
            }
        };
        things.figures.iter().for_each(|figures| link(&mut figures.iter()));
        nested.iter().for_each(|draft| link(&mut draft.figures.iter()));
        let mut drafts = nested;
        for owner in owners {
            stated_by(resolved, owner, &mut drafts);
        }
        Linked::numbered(resolved, &things, drafts)
    }

    /// All figures of which anything is stated, whether or not claims share them.
    pub(crate) fn all(resolved: &'a Resolved<'d>) -> Self {
        let things = Things::of(resolved);
        let mut drafts = things.nested(resolved);
        let owners: HashSet<Owner> = resolved.members().iter().map(|member| member.owner).collect();
        for owner in owners {
            stated_by(resolved, owner, &mut drafts);
        }
        Linked::numbered(resolved, &things, drafts)
    }

    /// The dossier that the figures stand in.
    pub(crate) fn resolved(&self) -> &'a Resolved<'d> {
        self.resolved
    }

    fn numbered(resolved: &'a Resolved<'d>, things: &Things, drafts: Vec<Draft>) -> Self {
        let mut used: HashSet<At> = drafts.iter().flat_map(|draft| draft.figures.iter().copied()).collect();
        let alike = |at: &At| things.of.get(at).and_then(|thing| things.figures.get(*thing));
        let more: Vec<At> = used.iter().filter_map(alike).flatten().copied().collect();
        used.extend(more);
        let mut listed: Vec<(&str, At, Figure<'a>)> = used
            .into_iter()
            .filter_map(|at| {
                let reported = resolved.quantities().get(at)?;
                let owner = resolved.member_of(reported)?.owner;
                let pointer = resolved.figure_pointer(reported).to_string();
                Some((resolved.owner_id(owner), at, Figure { reported, pointer, owner, unknown: 0 }))
            })
            .collect();
        let is_reference = |figure: &Figure<'_>| matches!(figure.owner, Owner::Reference(_));
        listed.sort_by(|(id, _, one), (other_id, _, other)| {
            let own = (id, is_reference(one), field(&one.pointer));
            own.cmp(&(other_id, is_reference(other), field(&other.pointer)))
        });
        let mut numbers: HashMap<At, usize> = HashMap::with_capacity(listed.len());
        let mut unknown_of: HashMap<usize, usize> = HashMap::new();
        let (mut figures, mut unknowns) = (Vec::with_capacity(listed.len()), 0);
        for (number, (_, at, figure)) in listed.into_iter().enumerate() {
            let mut fresh = || {
                unknowns += 1;
                unknowns - 1
            };
            let unknown = match things.of.get(&at) {
                Some(thing) => *unknown_of.entry(*thing).or_insert_with(fresh),
                None => fresh(),
            };
            numbers.insert(at, number);
            figures.push(Figure { unknown, ..figure });
        }
        let mut stated: Vec<Stated> = drafts
            .into_iter()
            .filter_map(|Draft { statement, owner, figures, fixed }| {
                let figures =
                    figures.iter().map(|at| numbers.get(at).copied()).collect::<Option<Vec<_>>>()?;
                let fixed = fixed.and_then(|at| numbers.get(&at).copied());
                let premises = premises(&statement);
                Some(Stated { statement, premises, owner, figures, fixed })
            })
            .collect();
        stated.sort_by_cached_key(|stated| {
            let mut figures = stated.figures.clone();
            figures.sort_unstable();
            figures
        });
        Linked { resolved, figures, stated, unknowns }
    }
}

/// The field below its owner in which a figure stands.
fn field(pointer: &str) -> &str {
    pointer.splitn(4, '/').nth(3).unwrap_or_default()
}

fn owner_of(resolved: &Resolved<'_>, at: At) -> Option<Owner> {
    resolved.quantities().get(at).and_then(|reported| resolved.member_of(reported)).map(|member| member.owner)
}

/// A statement as inequalities: a ratio or relative change once each way, with the printed ratio at an end of its range.
fn premises(statement: &Statement) -> Vec<Premise> {
    let fixed = match statement {
        Statement::Ratio { stated, .. } => stated,
        Statement::Formula { stated, expression } if is_relative(expression) => stated,
        _ => return vec![Premise::Stated { statement: statement.clone(), relation: 0 }],
    };
    let cleared = |turned| {
        let fixed = vec![fixed.clone()];
        Premise::Cleared { statement: statement.clone(), relation: 0, fixed, turned }
    };
    [false, true].map(cleared).into()
}

/// Whether a change is stated as a part of what was there before.
fn is_relative(expression: &Expression) -> bool {
    match expression {
        Expression::Quotient(..) => true,
        Expression::Difference(a, b) => is_relative(a) || is_relative(b),
        _ => false,
    }
}

/// What a claim or reference states of its own figures.
fn stated_by(resolved: &Resolved<'_>, owner: Owner, drafts: &mut Vec<Draft>) {
    let (claim, members) = match owner {
        Owner::Claim(position) => {
            let claim = resolved.claim(position);
            (claim, claim.map(|claim| resolved.members_of(claim)).unwrap_or_default())
        }
        Owner::Reference(position) => (None, resolved.members_of_reference(position)),
    };
    let draft = |statement, figures, fixed| Draft { statement, owner: Some(owner), figures, fixed };
    for member in members {
        if let (MemberShape::Ratio(kind), Some(top)) = (member.shape, at(resolved, member, Role::Top)) {
            let Some(bottom) = at(resolved, member, Role::Bottom) else { continue };
            if kind == RatioKind::Share {
                within(resolved, [top, bottom], Some(owner), drafts);
            }
            let stated = at(resolved, member, Role::Stated);
            let ratio =
                stated.and_then(|stated| Some((ratio(resolved, member, [top, bottom, stated])?, stated)));
            if let Some((statement, stated)) = ratio {
                drafts.push(draft(statement, vec![top, bottom, stated], Some(stated)));
            }
        }
    }
    let Some(claim) = claim else { return };
    let whole = members.iter().find(|member| member.kind == MemberKind::Whole);
    let whole = whole.and_then(|whole| at(resolved, whole, Role::Value));
    let parts = || members.iter().filter(|member| member.kind == MemberKind::Part);
    if let (Some(statement), Some(whole)) = (relations::parts_of_whole(resolved, claim), whole) {
        let figures = parts().filter_map(|part| at(resolved, part, Role::Value)).chain([whole]);
        drafts.push(draft(statement, figures.collect(), None));
    }
    for part in parts() {
        let (Some(own), Some(whole)) = (at(resolved, part, Role::Value), whole) else { continue };
        within(resolved, [own, whole], Some(owner), drafts);
        let share = relations::share_of_part(resolved, claim, part);
        if let (Some(statement), Some(stated)) = (share, at(resolved, part, Role::Stated)) {
            drafts.push(draft(statement, vec![own, whole, stated], Some(stated)));
        }
    }
    let figure = |kind| at(resolved, members.iter().find(|member| member.kind == kind)?, Role::Value);
    let change = || {
        let statement = relations::change(resolved, claim)?;
        let [from, to, stated] = [MemberKind::From, MemberKind::To, MemberKind::Result].map(figure);
        Some((statement, [from?, to?, stated?]))
    };
    let is_change =
        resolved.written(claim).is_some_and(|claim: &Claim| matches!(claim.relation(), Relation::Change(_)));
    if let Some((statement, figures)) = is_change.then(change).flatten() {
        let fixed = figures.last().copied().filter(|_| premises(&statement).len() == 2);
        drafts.push(draft(statement, figures.into(), fixed));
    }
}

/// The position among all quantities of the figure of a member in a role.
fn at(resolved: &Resolved<'_>, member: &Member<'_>, role: Role) -> Option<At> {
    let first = usize::try_from(resolved.first_amount(member)).ok()?;
    let place = resolved.amounts_of(member).iter().position(|reported| reported.role == role)?;
    Some(first + place)
}

fn pointer(resolved: &Resolved<'_>, at: At) -> Option<String> {
    resolved.quantities().get(at).map(|reported| resolved.figure_pointer(reported).to_string())
}

/// A printed ratio as that of its figures: as AR01 sees it, not of adjusted figures.
fn ratio(resolved: &Resolved<'_>, member: &Member<'_>, [top, bottom, stated]: [At; 3]) -> Option<Statement> {
    let adjustment = resolved.scope(member.scope).method.adjustment;
    let figure = |at: At| resolved.quantities().get(at);
    let is_ratio = is_ratio_of_its_figures(resolved, figure(top)?, figure(bottom)?);
    let is_raw = adjustment.is_none_or(|adjustment| adjustment == Adjustment::None);
    let above = figure(top)?.unit();
    let dimension = above.quotient(figure(bottom)?.unit()).ok()?.dimension()?;
    let printed = figure(stated)?.unit().dimension()?;
    // A text may leave out what is counted on top ("3 per 1,000 person-years" of cases).
    let left_out = || {
        above.is_counted() && above.dimension().and_then(|above| printed.product(above)) == Some(dimension)
    };
    if !is_ratio || !is_raw || !(printed == dimension || left_out()) {
        return None;
    }
    let [top, bottom, stated] = [top, bottom, stated].map(|at| pointer(resolved, at));
    Some(Statement::Ratio { top: top?, bottom: bottom?, stated: stated? })
}

/// A part that lies within a whole, where that could carry an error.
fn within(resolved: &Resolved<'_>, [part, whole]: [At; 2], owner: Option<Owner>, drafts: &mut Vec<Draft>) {
    let (Some(at), Some(other)) = (pointer(resolved, part), pointer(resolved, whole)) else { return };
    if part_of_whole(resolved, &at, &other) {
        let statement = Statement::part_of_whole(&at, &other);
        drafts.push(Draft { statement, owner, figures: vec![part, whole], fixed: None });
    }
}

impl Things {
    /// Which figures of a dossier are one thing beyond doubt.
    fn of(resolved: &Resolved<'_>) -> Self {
        let mut things = Things { of: HashMap::new(), figures: Vec::new() };
        let mut by_scope: HashMap<(Subject, Method), Vec<usize>> = HashMap::new();
        for (position, reported) in resolved.quantities().iter().enumerate() {
            let scope = resolved.scope(reported.scope);
            let told = reported.role != Role::Stated && matches!(scope.subject.flow, Slot::Known(_));
            if !told || reported.amount.figure().value().is_negative() || !firm(resolved, reported) {
                continue;
            }
            let alike = by_scope.entry((scope.subject, scope.method)).or_default();
            let is_same = |thing: &usize| {
                let first = things.figures.get(*thing).and_then(|figures| figures.first());
                let first = first.and_then(|at| resolved.quantities().get(*at));
                first.is_some_and(|first| {
                    let comparison = resolved.compare(first.scope, reported.scope);
                    comparison.overall == Overall::Equal && comparison.method.is_empty()
                })
            };
            let thing = alike.iter().copied().find(|thing| is_same(thing)).unwrap_or_else(|| {
                things.figures.push(Vec::new());
                alike.push(things.figures.len() - 1);
                things.figures.len() - 1
            });
            things.of.insert(position, thing);
            things.figures.get_mut(thing).into_iter().for_each(|figures| figures.push(position));
        }
        // The first of them speaks for all: which one that is, the order of the claims does not decide.
        for figures in things.figures.iter_mut().filter(|figures| figures.len() > 1) {
            figures.sort_by_cached_key(|at| {
                let id = owner_of(resolved, *at).map(|owner| resolved.owner_id(owner));
                (id, pointer(resolved, *at).map(|pointer| field(&pointer).to_owned()))
            });
        }
        things
    }

    /// Things whose scope lies within that of another: in what is counted, out of what, where, and when. Looked for among
    /// the nearest [`WIDER`] scopes of each.
    fn nested(&self, resolved: &Resolved<'_>) -> Vec<Draft> {
        let mut drafts = Vec::new();
        let timeless = |subject: Subject| Subject { period: PeriodValue::Unknown, ..subject };
        let mut standing: HashMap<(Subject, Method), Vec<(At, Subject)>> = HashMap::new();
        let firsts = self.figures.iter().filter_map(|figures| figures.first().copied());
        for at in firsts {
            let Some(reported) = resolved.quantities().get(at) else { continue };
            let scope = resolved.scope(reported.scope);
            let adds_up =
                !matches!(reported.unit().dimension(), Some(Dimension::TEMPERATURE | Dimension::TIME));
            if adds_up && matches!(scope.subject.of, Value::Node(_)) {
                let key = (timeless(scope.subject), scope.method);
                standing.entry(key).or_default().push((at, scope.subject));
            }
        }
        if standing.values().map(Vec::len).sum::<usize>() < 2 {
            return drafts;
        }
        let names = resolved.names();
        for ((_, method), parts) in &standing {
            for (part, subject) in parts {
                let wider = combined(
                    [subject.of, subject.base, subject.place],
                    [&names.concept, &names.concept, &names.place],
                );
                for [of, base, place] in wider {
                    let key = (timeless(Subject { of, base, place, ..*subject }), *method);
                    let wholes = standing.get(&key).into_iter().flatten();
                    let is_wider = |(at, whole): &&(At, Subject)| {
                        whole != subject
                            && may_hold(subject, whole)
                            // Part and whole of one claim say so themselves.
                            && owner_of(resolved, *at) != owner_of(resolved, *part)
                    };
                    for (whole, _) in wholes.filter(is_wider).take(WIDER) {
                        within(resolved, [*part, *whole], None, &mut drafts);
                    }
                }
            }
        }
        drafts
    }
}

/// Whether the periods allow that one thing lies within another; the stock of one day is no part of another day's.
fn may_hold(part: &Subject, whole: &Subject) -> bool {
    part.period == whole.period
        || match (part.period, whole.period, whole.flow) {
            (_, _, Slot::Known(Flow::Stock)) => false,
            (PeriodValue::Period(part), PeriodValue::Period(whole), _) => {
                part.relation(&whole) == crate::quantity::SetRelation::Within
            }
            _ => false,
        }
}

/// Each value itself or one above it, in all combinations, as many as are looked up.
fn combined(values: [Value; 3], names: [&Taxonomy; 3]) -> Vec<[Value; 3]> {
    let mut all = vec![values];
    for (axis, taxonomy) in names.into_iter().enumerate() {
        let Some(Value::Node(node)) = values.get(axis).copied() else { continue };
        let above: Vec<Value> = taxonomy.ancestors(node, WIDER).map(Value::Node).collect();
        let so_far = all.clone();
        for value in above {
            for own in &so_far {
                if all.len() >= WIDER {
                    return all;
                }
                let mut wider = *own;
                wider.get_mut(axis).into_iter().for_each(|slot| *slot = value);
                all.push(wider);
            }
        }
    }
    all
}
