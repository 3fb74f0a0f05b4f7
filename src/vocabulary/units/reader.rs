//! Units read once each: a dossier prints few units, and each of them often.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt};

use super::{Unit, UnitError};
use crate::vocabulary::TextConventions;

/// Reads units under one text's conventions, and remembers them.
#[derive(Debug)]
pub(crate) struct UnitReader<'c> {
    conventions: &'c TextConventions,
    known: RefCell<HashMap<Box<str>, Unit>>,
}

/// How many units are remembered; a hostile dossier has as many as figures.
const REMEMBERED: usize = 4_096;

impl<'c> UnitReader<'c> {
    pub(crate) fn new(conventions: &'c TextConventions) -> Self {
        UnitReader { conventions, known: RefCell::new(HashMap::new()) }
    }

    pub(crate) fn conventions(&self) -> &'c TextConventions {
        self.conventions
    }

    pub(crate) fn unit(&self, text: &str) -> Result<Unit, UnitError> {
        if let Some(unit) = self.known.borrow().get(text) {
            return Ok(unit.clone());
        }
        let unit = Unit::parse(text, self.conventions)?;
        let mut known = self.known.borrow_mut();
        if known.len() < REMEMBERED {
            known.insert(text.into(), unit.clone());
        }
        Ok(unit)
    }
}
