//! The closed lists of words that a scope's components are written with.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word in a file.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    };
}

words! {
    /// What kind of number it is.
    Measure {
        /// How many.
        Count = "count",
        /// How much.
        Sum = "sum",
        /// A part of a whole.
        Share = "share",
        /// Events over an exposure.
        Rate = "rate",
        /// One figure over another.
        Ratio = "ratio",
        /// The arithmetic mean.
        Mean = "mean",
        /// The middle value.
        Median = "median",
        /// The probability of an event in a group.
        Risk = "risk",
        /// Odds in one group over odds in another.
        OddsRatio = "odds-ratio",
        /// Risk in one group over risk in another.
        RiskRatio = "risk-ratio",
        /// Hazard in one group over hazard in another.
        HazardRatio = "hazard-ratio",
        /// The share alive after a time.
        Survival = "survival",
        /// A probability.
        Probability = "probability",
        /// An index with a base.
        Index = "index",
        /// A place in an order.
        Rank = "rank",
        /// A change or difference.
        Change = "change",
    }
}

words! {
    /// How a figure lies in time, and on which account.
    Flow {
        /// On one day.
        Stock = "stock",
        /// Over a period.
        Flow = "flow",
        /// Since a beginning.
        Cumulative = "cumulative",
        /// Before deductions.
        Gross = "gross",
        /// After deductions.
        Net = "net",
    }
}

words! {
    /// What decides an attribution.
    Basis {
        /// Where it was sent from.
        Shipment = "shipment",
        /// Where it was made.
        Manufacture = "manufacture",
        /// Where its ingredients were made.
        Ingredients = "ingredients",
        /// A person's citizenship.
        Nationality = "nationality",
        /// Where a person lives.
        Residence = "residence",
        /// Where a person was born.
        Birth = "birth",
        /// Who owns it.
        Ownership = "ownership",
        /// Where somebody was arrested.
        Arrest = "arrest",
        /// Whichever basis.
        Any = "any",
    }
}

words! {
    /// How a figure was adjusted.
    Adjustment {
        /// Not at all.
        None = "none",
        /// For the season.
        Seasonal = "seasonal",
        /// For age structure.
        AgeStandardised = "age-standardised",
        /// For prices.
        Real = "real",
        /// For purity, to the weight of the active ingredient.
        Purity = "purity-adjusted",
        /// By weights.
        Weighted = "weighted",
        /// By a model.
        Model = "model",
    }
}

words! {
    /// How firm a figure is.
    Status {
        /// Observed.
        Observed = "observed",
        /// Not yet complete.
        Provisional = "provisional",
        /// Estimated.
        Estimate = "estimate",
        /// Projected from assumptions.
        Projection = "projection",
        /// Aimed at.
        Target = "target",
        /// Contested.
        Disputed = "disputed",
    }
}
