//! Kinds of things counted: the nouns whose meaning as a count is beyond doubt, and which of them are kinds of others.
//!
//! Any noun may be counted; the words here are only those that are known to be no unit of measure ("busts" are not
//! kilograms, while "sacks" might be), and the is-a relations that every text may rely on without declaring them.

use foldhash::HashSet;
use std::borrow::Cow;
use std::sync::LazyLock;

use super::plural;

/// The singular of an English noun or noun phrase, under which a kind of thing counted is known.
///
/// ```
/// use saltgrain::vocabulary::lemma;
///
/// assert_eq!(lemma("people"), "person");
/// assert_eq!(lemma("Live births"), "live birth");
/// assert_eq!(lemma("analyses"), lemma("analysis"));
/// ```
#[must_use]
pub fn lemma(noun: &str) -> String {
    singular(noun).into_owned()
}

/// [`lemma`], without a new string where the noun is its own.
pub(super) fn singular(noun: &str) -> Cow<'_, str> {
    let singular = plural::singular(noun);
    match ALIASES.iter().find(|(alias, _)| *alias == singular) {
        Some((_, kind)) => Cow::Borrowed(kind),
        None => singular,
    }
}

/// Which built-in kinds are kinds of others, as pairs (child, parent) of singulars.
///
/// A set of the child is a set of the parent in every sense of the words. Left to the taxonomy of a dossier are roles that
/// animals or firms may have ("victim", "customer", "taxpayer") and what depends on an age limit (is a woman an adult?).
///
/// ```
/// use saltgrain::vocabulary::kinds_is_a;
///
/// assert!(kinds_is_a().contains(&("woman", "person")));
/// assert!(kinds_is_a().contains(&("infant", "child")));
/// ```
#[must_use]
pub fn kinds_is_a() -> &'static [(&'static str, &'static str)] {
    IS_A
}

/// Whether a singular is known to name things counted, never a unit of measure.
pub(super) fn is_known(lemma: &str) -> bool {
    KNOWN_SET.contains(lemma)
}

/// Whether exposure is counted by it: person-years, vehicle miles, bed days.
pub(super) fn is_exposed(lemma: &str) -> bool {
    EXPOSED.contains(&lemma) || IS_A.iter().any(|(child, _)| *child == lemma)
}

/// Other words for one kind, singulars.
const ALIASES: &[(&str, &str)] = &[
    ("capita", "person"),
    ("inhabitant", "resident"),
    ("kid", "child"),
    ("youngster", "child"),
    ("motorcar", "car"),
    ("automobile", "car"),
    ("job seeker", "jobseeker"),
    ("house hold", "household"),
    ("licence", "license"),
    ("offence", "offense"),
    ("care home resident", "care-home resident"),
];

const IS_A: &[(&str, &str)] = &[
    ("adult", "person"),
    ("child", "person"),
    ("man", "person"),
    ("woman", "person"),
    ("girl", "child"),
    ("boy", "child"),
    ("infant", "child"),
    ("newborn", "infant"),
    ("toddler", "child"),
    ("teenager", "person"),
    ("adolescent", "person"),
    ("schoolchild", "child"),
    ("pensioner", "person"),
    ("resident", "person"),
    ("citizen", "person"),
    ("voter", "person"),
    ("non-voter", "person"),
    ("elector", "person"),
    ("worker", "person"),
    ("employee", "worker"),
    ("staff", "person"),
    ("nurse", "person"),
    ("doctor", "person"),
    ("physician", "doctor"),
    ("surgeon", "doctor"),
    ("teacher", "person"),
    ("police officer", "person"),
    ("policeman", "police officer"),
    ("policewoman", "police officer"),
    ("soldier", "person"),
    ("civilian", "person"),
    ("student", "person"),
    ("pupil", "student"),
    ("graduate", "person"),
    ("migrant", "person"),
    ("immigrant", "migrant"),
    ("emigrant", "migrant"),
    ("refugee", "person"),
    ("asylum seeker", "person"),
    ("prisoner", "person"),
    ("inmate", "prisoner"),
    ("smuggler", "person"),
    ("tourist", "person"),
    ("mother", "person"),
    ("father", "person"),
    ("parent", "person"),
    ("grandparent", "parent"),
    ("widow", "person"),
    ("widower", "person"),
    ("politician", "person"),
    ("journalist", "person"),
    ("farmer", "person"),
    ("driver", "person"),
    ("pedestrian", "person"),
    ("cyclist", "person"),
    ("motorist", "driver"),
    ("smoker", "person"),
    ("non-smoker", "person"),
];

/// Beside persons, what exposure is counted by.
const EXPOSED: &[&str] = &[
    "person",
    "patient",
    "participant",
    "passenger",
    "vehicle",
    "bed",
    "device",
    "catheter",
    "animal",
    "cow",
    "aircraft",
    "train",
    "machine",
    "household",
    "couple",
    "subject",
    "line",
    "ventilator",
    "seat",
    "truck",
    "car",
    "ship",
    "crew",
    "man",
    "woman",
    "staff",
    "guest",
    "room",
    "visitor",
];

/// Things counted beside those of [`IS_A`]: singulars, by theme.
const KNOWN: &str = "person people patient participant respondent victim survivor offender defendant convict witness \
    passenger customer consumer client user subscriber visitor guest donor recipient candidate applicant claimant \
    member delegate senator minister mp lawmaker judge juror lawyer officer official agent expert scientist author \
    player athlete fan guard hostage fighter militant terrorist rebel protester demonstrator activist striker \
    twin sibling couple family household subject baby foetus embryo orphan resident settler \
    case death birth stillbirth abortion miscarriage marriage divorce wedding funeral pregnancy infection diagnosis \
    hospitalisation hospitalization admission discharge visit consultation appointment operation surgery transplant \
    overdose suicide homicide murder killing shooting stabbing robbery burglary theft rape assault attack offense crime \
    incident accident crash collision fire explosion flood earthquake hurricane storm wildfire tornado drought \
    arrest bust seizure raid conviction sentence execution trial lawsuit complaint appeal hearing indictment verdict \
    strike protest rally riot election vote ballot referendum poll survey interview questionnaire response \
    test scan screening dose vaccination vaccine jab injection prescription pill tablet capsule treatment \
    flight trip journey ride departure arrival landing launch sortie mission patrol \
    sale purchase order transaction payment loan mortgage bankruptcy foreclosure eviction grant contract bid \
    job vacancy position post redundancy layoff firm company business startup employer bank shop store restaurant \
    hotel pub factory plant mine farm school college university hospital clinic pharmacy prison court church mosque \
    synagogue temple library museum theatre cinema stadium airport station port bridge tunnel road street \
    house home dwelling apartment flat building office room bed desk classroom seat \
    car vehicle truck lorry bus train tram bicycle bike motorcycle scooter ship boat vessel ferry tanker aircraft \
    airplane plane jet helicopter drone missile rocket bomb shell tank gun weapon rifle pistol firearm bullet grenade \
    satellite turbine reactor panel phone smartphone computer laptop server device machine robot camera television \
    book article paper report study analysis experiment sample specimen observation event item question answer \
    letter email message tweet post page word document file record photo video song album film movie game goal medal \
    match tournament race win defeat penalty \
    animal dog cat horse cow pig sheep goat chicken bird fish whale elephant tiger wolf bear insect bee tree species \
    country state county city town village municipality district province region constituency ward parish \
    law bill act regulation rule treaty agreement meeting summit conference speech tip lead clue warning alert \
    error mistake fault defect failure outage breach leak spill recall inspection audit investigation inquiry \
    call click download view subscription account user password token bag ballot egg meal ticket visa passport \
    licence license permit certificate diploma degree award prize scholarship \
    cancer tumour tumor stroke fracture injury wound fatality casualty virus bacterium cell gene mutation protein \
    variant strain outbreak epidemic symptom comorbidity catheter ventilator lens";

static KNOWN_SET: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    KNOWN.split_whitespace().chain(IS_A.iter().flat_map(|(child, parent)| [*child, *parent])).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_kind_is_its_own_lemma() {
        for kind in KNOWN_SET.iter().filter(|k| !ALIASES.iter().any(|(alias, _)| alias == *k)) {
            if *kind != "people" {
                assert_eq!(lemma(kind), **kind);
            }
        }
    }

    #[test]
    fn aliases_lead_to_a_kind_at_once() {
        for (alias, kind) in ALIASES {
            assert_eq!(lemma(alias), *kind);
            assert_eq!(lemma(kind), *kind);
        }
    }

    #[test]
    fn every_built_in_kind_of_person_reaches_person() {
        for (child, _) in IS_A {
            let mut node = *child;
            for _ in 0..IS_A.len() {
                if let Some((_, parent)) = IS_A.iter().find(|(c, _)| *c == node) {
                    node = parent;
                }
            }
            assert_eq!(node, "person", "from {child}");
        }
    }

    #[test]
    fn people_by_any_name() {
        for word in ["people", "persons", "person", "Persons", "PEOPLE", "capita"] {
            assert_eq!(lemma(word), "person");
        }
    }
}
