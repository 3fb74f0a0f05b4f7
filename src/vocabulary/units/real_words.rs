//! English words that are one slip away from the name of a unit, and are no misspelling of it.
//!
//! Every such word of an ordinary English word list (SCOWL, the size that spelling checkers use, American and British),
//! and the technical terms of its larger sizes. A test of the table's own names keeps units out of it.

/// In lower case, sorted.
#[rustfmt::skip]
pub(super) static REAL_WORDS: &[&str] = &[
    "afghan", "afghans", "apiaries", "apiary", "atlas", "aviaries", "aviary", "barred", "barren", "barrens",
    "bath", "baths", "boules", "bounces", "bounds", "browns", "builder", "builders", "bushed", "bushes",
    "calls", "caloric", "care", "cares", "carets", "carrel", "carrels", "carts", "chilling", "chillings",
    "cinches", "clowns", "cobras", "collar", "collars", "croons", "crowds", "crown", "crows", "dears",
    "debars", "decaliter", "decaliters", "decalitre", "decalitres", "decane", "decanes", "decide", "decides",
    "decode", "decodes", "decree", "decrees", "deters", "dewars", "diners", "double", "doubles", "drowns",
    "dunces", "finches", "founds", "franks", "friaries", "friary", "frowns", "furling", "galleon", "galleons",
    "gallop", "gallops", "gallows", "gourd", "gourds", "henges", "hounds", "inched", "itches", "jounces",
    "karats", "kilogray", "kilograys", "kronen", "lair", "lairs", "liar", "liars", "lifers", "ligers",
    "liners", "linters", "lites", "litter", "litters", "livers", "loiters", "macron", "macrons", "manatis",
    "manometer", "manometers", "mantas", "medical", "medicals", "megahit", "megahits", "meres", "meteors",
    "metes", "metrical", "metros", "micromere", "micromeres", "micrometry", "micros", "milometer",
    "milometers", "minuet", "minuets", "minuses", "minuted", "minuter", "minutest", "miters", "mitres",
    "moths", "mounds", "mouths", "niches", "niters", "nitres", "omicron", "omicrons", "peters", "pinches",
    "ponds", "pounces", "qanats", "quarks", "quarto", "quartos", "quartz", "rail", "rails", "rile", "riles",
    "rivals", "rounds", "royals", "rubble", "rubes", "rubies", "rules", "rumbles", "rupia", "schilling",
    "schillings", "shelling", "shrilling", "skilling", "sounds", "spilling", "starling", "starlings",
    "stealing", "steeling", "stilling", "swilling", "tenses", "terms", "thermos", "tinges", "titers",
    "titres", "tone", "tones", "trouble", "troubles", "winches", "wounds",
];
