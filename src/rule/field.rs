//! Fields that rules ask for: a name and one question each.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A field of the dossier whose value a rule may need, with the question that asks the source for it.
///
/// ```
/// use saltgrain::rule::Field;
/// assert!(Field::COVERAGE.question().ends_with('?'));
/// assert!(Field::COVERAGE.question().contains("`coverage`"));
/// ```
#[derive(Debug, Clone)]
pub struct Field(Text);

/// Sixteen bytes, as every open outcome keeps some.
#[derive(Debug, Clone)]
enum Text {
    Known(&'static Words<&'static str>),
    Own(Arc<Words<String>>),
}

#[derive(Debug)]
struct Words<T> {
    name: T,
    question: T,
    /// The position among [`Field::ALL`]; none of a program's own.
    position: Option<u8>,
}

macro_rules! fields {
    ($($constant:ident = $name:literal, $question:literal;)*) => {
        /// The fields in the order of [`Field::ALL`].
        #[derive(Clone, Copy)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the constants")]
        enum Position { $($constant),* }

        impl Field {
            $(#[doc = concat!("`", $name, "`: ", $question)]
            pub const $constant: Field =
                Field(Text::Known(&Words {
                    name: $name,
                    question: concat!($question, " (`", $name, "`)?"),
                    position: Some(Position::$constant as u8),
                }));)*

            /// Every field that a built-in rule may ask for.
            pub const ALL: &'static [Field] = &[$(Field::$constant),*];
        }
    };
}

fields! {
    OF = "of", "what exactly is counted or measured";
    BASE = "base", "out of which population is the figure taken";
    PLACE = "place", "for which place does the figure hold";
    PERIOD = "period", "for which period does the figure hold";
    STAGE = "stage", "at which stage of the chain was the figure taken";
    ORIGIN = "origin", "to whom or what is the figure attributed";
    ORIGIN_BASIS = "origin.basis", "on which basis is the origin attributed: shipment, manufacture, nationality, residence";
    MEASURE = "measure", "what kind of measure is the figure: count, sum, share, rate, ratio, mean or another";
    FLOW = "flow", "is the figure a stock on a day, a flow over a period (gross, or net of what goes), or cumulative";
    KIND = "unit", "what things are counted";
    EXTRA = "extra", "which value of the further component does the figure have";
    FRAME = "frame", "how did the units get into the data";
    DESIGN = "design", "how were the units of the data selected";
    STANDS_FOR = "stands_for", "which population are the data meant to speak of";
    COVERAGE = "coverage", "what share of the target population was observed";
    EFFORT = "effort", "how many were searched, tested or asked";
    SENSITIVITY = "sensitivity", "what is the chance that one that is there is found";
    DETECTION_RATIO = "detection_ratio", "how many times likelier is a unit of the rest to be detected";
    UPSTREAM_SHARE = "upstream_share", "what share of the rest has this origin at an earlier stage";
    PURITY_PART = "purity_part", "how pure is the part";
    PURITY_REST = "purity_rest", "how pure is the rest";
    INTERDICTION_RATE = "interdiction_rate", "what share of the flow is seized, before and after";
    OVERLAP = "overlap", "how much is counted in more than one of the parts";
    DEPENDENCE = "dependence", "how much likelier does one of the events make the other";
    PRIOR = "prior", "how common is the outcome, or what is concluded, among all of them";
    COMPLETENESS = "completeness", "what share of the latest period is in";
    MISCLASSIFICATION = "misclassification", "what share of the others is put into this group by mistake";
    ICC = "icc", "how alike are units of one cluster (intraclass correlation)";
    GROWTH = "growth", "how fast does it grow in a year";
    LAG = "lag", "how long after the cause does an effect show, or after entering does one leave";
    RESPONSE = "response", "what share of those selected answered";
    POPULATION = "population", "how many units does the population have";
    DESIGN_EFFECT = "design_effect", "what is the design effect of the sample";
    CLUSTERS = "clusters", "how many clusters did the units come in";
    N = "n", "how many units is the figure based on";
    MARGIN = "margin", "what margin of error does the figure have";
    INTERVAL = "interval", "what interval does the figure have";
    LEVEL = "level", "at which level does the margin or interval hold";
    EXCLUDED = "excluded", "how many were left out of the base, and why";
    UNATTRIBUTED = "unattributed", "how much of the whole was attributed to nobody";
    LARGEST = "largest", "how large is the largest single item";
    ASSIGNED = "assigned", "how were the units assigned to the groups";
    CONTROL = "because.control", "what happened where the asserted cause was absent";
    SINCE = "because.since", "when did the asserted cause begin";
    INDEPENDENT = "independent", "why are the events taken to be independent";
    TRIALS = "trials", "how many times could it have happened";
    POOL = "pool", "are the groups answers of one and the same sample";
    CLASS = "taxonomy.class", "is what is counted an input, an activity, an output or an outcome";
    DATE = "date", "when did the text appear";
    ADJUSTMENT = "adjustment", "was the figure adjusted, weighted or modelled";
    STATUS = "status", "is the figure observed, provisional, estimated or projected";
    VINTAGE = "vintage", "from which release is the figure";
    ASSERTS = "asserts", "what exactly is asserted, as a comparison with a number";
    STATED = "stated", "what ratio does the text print";
    UNIT_DEFINITION = "text.country", "which definition of the unit is meant";
    IS_A = "taxonomy.is_a", "which wider kind do the things counted share";
    EXCLUSIVE = "exclusive", "can one unit belong to two of the parts";
    EXHAUSTIVE = "exhaustive", "are the parts all there is of the whole";
    SPECIFICITY = "specificity", "what is the chance that one that is not there is not found";
    PREVALENCE = "screening.prevalence", "how many of those tested have it";
    POPULATION_SHARE = "from", "which figure tells how many of the whole population have it, beside its share of the cases";
    OUT_OF_HOW_MANY = "from", "which figure tells out of how many, or in how much time";
    TOTAL_RESPONSE = "total.response", "could one give several answers, so that the parts overlap";
    NET = "total.net", "do the parts have their signs, a minus before what goes";
    RELATION_OF_NAMES = "taxonomy", "how do the two names relate: is one part of the other, or are they disjoint";
}

impl Field {
    /// A field of a program's own.
    ///
    /// The question should end in "?" and name the field.
    #[must_use]
    pub fn new(name: impl Into<String>, question: impl Into<String>) -> Self {
        Field(Text::Own(Arc::new(Words { name: name.into(), question: question.into(), position: None })))
    }

    /// The name, to be kept.
    pub(crate) fn shared_name(&self) -> Cow<'static, str> {
        match &self.0 {
            Text::Known(words) => Cow::Borrowed(words.name),
            Text::Own(words) => Cow::Owned(words.name.clone()),
        }
    }

    /// The position among [`Field::ALL`], where it is one of them.
    pub(crate) fn position(&self) -> Option<u8> {
        match &self.0 {
            Text::Known(words) => words.position,
            Text::Own(words) => words.position,
        }
    }

    fn words(&self) -> (&str, &str) {
        match &self.0 {
            Text::Known(words) => (words.name, words.question),
            Text::Own(words) => (&words.name, &words.question),
        }
    }

    /// The field's name in a file.
    #[must_use]
    pub fn name(&self) -> &str {
        self.words().0
    }

    /// The question to ask the source.
    #[must_use]
    pub fn question(&self) -> &str {
        self.words().1
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.words() == other.words()
    }
}

impl Eq for Field {}

impl PartialOrd for Field {
    fn partial_cmp(&self, other: &Field) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Field {
    fn cmp(&self, other: &Field) -> Ordering {
        self.words().cmp(&other.words())
    }
}

impl Hash for Field {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.words().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_knows_its_position() {
        for (position, field) in (0..).zip(Field::ALL) {
            assert_eq!(field.position(), Some(position), "{}", field.name());
        }
        assert_eq!(Field::new("own", "what is own (`own`)?").position(), None);
    }
}
