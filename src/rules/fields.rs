//! The field behind each component of a scope: what a rule asks for when the component is not known.

use crate::quantity::Component;
use crate::rule::Field;

/// The field that states a component.
pub(crate) fn of(component: Component) -> Field {
    match component {
        Component::Of => Field::OF,
        Component::Base => Field::BASE,
        Component::Place => Field::PLACE,
        Component::Period => Field::PERIOD,
        Component::Stage => Field::STAGE,
        Component::Origin => Field::ORIGIN,
        Component::OriginBasis => Field::ORIGIN_BASIS,
        Component::Measure => Field::MEASURE,
        Component::Flow => Field::FLOW,
        Component::Kind => Field::KIND,
        Component::Extra(_) => Field::EXTRA,
        Component::Frame => Field::FRAME,
        Component::Adjustment => Field::ADJUSTMENT,
        Component::Status => Field::STATUS,
        Component::Vintage => Field::VINTAGE,
    }
}
