//! What is decided of a finding: the rule, whom it is about, where it stands, how grave it is, what to ask.

use std::sync::Arc;

use super::RuleId;
use crate::dossier::{IdTable, Owner, Pointer};
use crate::error::Place;
use crate::rule::proof::Proof;
use crate::rule::{Field, Severity};

/// What is decided of a finding, however it is told.
#[derive(Debug, Clone)]
pub(crate) struct About {
    /// The rule, once it gave it to the engine.
    pub(crate) rule: Option<Arc<RuleId>>,
    /// Whom it is about: a claim or reference, and a conclusion as one more than its position, by this table.
    ids: Option<Arc<IdTable>>,
    owner: Option<Owner>,
    conclusion: u32,
    /// The first pointers: the field, the claim behind it, the figure.
    at: [Option<Pointer>; 3],
    rare: Option<Box<Rare>>,
    /// The question, where it is one of [`Field::ALL`], by its position there.
    question: Option<u8>,
    pub(crate) severity: Severity,
}

/// What few findings have.
#[derive(Debug, Clone, Default)]
struct Rare {
    /// Further pointers.
    at: Vec<Pointer>,
    /// A question that is a program's own.
    question: Option<Field>,
    /// The place of each pointer, once somebody looked them up in the source.
    places: Box<[Option<Place>]>,
    proof: Option<Box<Proof>>,
    answer: Option<Box<str>>,
}

impl About {
    pub(crate) fn new(severity: Severity) -> Self {
        About {
            rule: None,
            ids: None,
            owner: None,
            conclusion: 0,
            at: [const { None }; 3],
            rare: None,
            question: None,
            severity,
        }
    }

    /// Says whom it is about, by the positions in a table of ids.
    pub(crate) fn is_about(&mut self, ids: &Arc<IdTable>, owner: Option<Owner>, conclusion: Option<u32>) {
        self.ids = Some(ids.clone());
        self.owner = owner;
        self.conclusion = conclusion.map_or(0, |conclusion| conclusion.saturating_add(1));
    }

    pub(super) fn claim(&self) -> Option<&str> {
        Some(self.ids.as_ref()?.of_owner(self.owner?))
    }

    pub(super) fn conclusion(&self) -> Option<&str> {
        Some(self.ids.as_ref()?.of_conclusion(self.conclusion.checked_sub(1)?))
    }

    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    pub(crate) fn pointers(&self) -> impl Iterator<Item = &Pointer> {
        self.at.iter().flatten().chain(self.rare.iter().flat_map(|rare| &rare.at))
    }

    pub(crate) fn add_pointer(&mut self, pointer: Pointer) {
        match self.at.iter_mut().find(|place| place.is_none()) {
            Some(place) => *place = Some(pointer),
            None => {
                let more = &mut self.rare().at;
                if more.is_empty() {
                    // A fourth is rare, and a fifth rarer.
                    more.reserve_exact(1);
                }
                more.push(pointer);
            }
        }
    }

    pub(crate) fn ask(&mut self, field: Field) {
        self.question = field.position();
        if self.question.is_none() {
            self.rare().question = Some(field);
        }
    }

    pub(super) fn question(&self) -> Option<&Field> {
        match self.question {
            Some(position) => Field::ALL.get(usize::from(position)),
            None => self.rare.as_ref()?.question.as_ref(),
        }
    }

    #[cfg(any(feature = "json", feature = "toml"))]
    pub(crate) fn set_places(&mut self, places: impl Iterator<Item = Option<Place>>) {
        self.rare().places = places.collect();
    }

    pub(super) fn places(&self) -> impl Iterator<Item = Option<Place>> {
        self.rare.iter().flat_map(|rare| rare.places.iter().copied())
    }

    pub(super) fn set_proof(&mut self, proof: Proof) {
        self.rare().proof = Some(Box::new(proof));
    }

    pub(crate) fn proof(&self) -> Option<&Proof> {
        self.rare.as_ref()?.proof.as_deref()
    }

    pub(crate) fn answer(&self) -> Option<&str> {
        self.rare.as_ref()?.answer.as_deref()
    }

    pub(crate) fn set_answer(&mut self, answer: Option<Box<str>>) {
        if answer.is_some() || self.answer().is_some() {
            self.rare().answer = answer;
        }
    }
}
