use crate::rules::check_one::{Judged, judge};

/// A share of what a frame observed, and a conclusion; the parts in which the cases differ.
fn case(taxonomy: &str, frame: &str, claim: &str, conclusion: &str) -> Judged {
    let text = format!(
        "[taxonomy]\n{taxonomy}\n[frame.seizures]\n{frame}\n[[claim]]\nid = \"seized\"\nof = \"fentanyl\"\n\
         share = {{ part = \"5 kg\", whole = \"536 kg\" }}\n{claim}\n[[conclusion]]\nid = \"source\"\n\
         from = \"seized\"\n{conclusion}\n"
    );
    judge("SA07", &text)
}

const FRAME: &str = "frame = \"seizures\"";
const SUPPLY: &str = "base = \"supply\"";

fn design(design: &str) -> String {
    format!("design = \"{design}\"\nstands_for = \"supply\"")
}

#[test]
fn what_was_selected_is_no_sample() {
    for selective in ["enforcement", "volunteer", "convenience", "referral", "by-outcome", "single-case"] {
        let finding = case("", &design(selective), FRAME, SUPPLY).warned();
        assert_eq!(finding.message(), "the figure is about seizures, the conclusion about supply");
        assert_eq!(finding.question().unwrap().name(), "coverage");
        assert_eq!(finding.pointers().next().as_deref(), Some("/conclusion/0/base"));
    }
}

#[test]
fn a_complete_count_or_a_sample_drawn_by_chance_speaks_for_its_population() {
    for sound in ["census", "administrative", "probability"] {
        case("", &design(sound), FRAME, SUPPLY).passed();
        // And for a part of it.
        case("is_a = { supply-by-mail = \"supply\" }", &design(sound), FRAME, "base = \"supply-by-mail\"")
            .passed();
    }
    case("", &design("model"), FRAME, SUPPLY).not_applicable();
}

#[test]
fn but_not_for_a_wider_population_or_another() {
    let wider = "is_a = { supply = \"production\" }";
    for (sound, word) in
        [("census", "the census"), ("administrative", "the register"), ("probability", "the sample")]
    {
        let finding = case(wider, &design(sound), FRAME, "base = \"production\"").warned();
        assert_eq!(finding.message(), "the figure speaks for supply, the conclusion is about production");
        assert!(finding.reason().starts_with(word), "{}", finding.reason());
    }
    let other = "disjoint = [[\"supply\", \"exports\"]]";
    let finding = case(other, &design("census"), FRAME, "base = \"exports\"").warned();
    assert_eq!(finding.reason(), "supply and exports share nothing");
    case("", &design("census"), FRAME, "base = \"any\"").warned();
    let overlapping = "overlaps = [[\"supply\", \"exports\"]]";
    case(overlapping, &design("probability"), FRAME, "base = \"exports\"").warned();
    case("", &design("census"), FRAME, "base = \"exports\"").asks("taxonomy", "seizures and exports");
    case("", "design = \"probability\"", FRAME, "base = \"exports\"").asks("stands_for", "seizures");
}

#[test]
fn a_figure_of_some_of_those_observed_does_not_speak_for_the_rest() {
    let parts = "is_a = { by-mail = \"packages\", packages = \"supply\", by-ship = \"supply\" }";
    let of_mail = format!("{FRAME}\nbase = \"by-mail\"");
    for sound in ["census", "administrative", "probability"] {
        for wider in ["supply", "packages"] {
            let finding = case(parts, &design(sound), &of_mail, &format!("base = \"{wider}\"")).warned();
            assert_eq!(
                finding.message(),
                format!("the figure is about by-mail, the conclusion about {wider}")
            );
        }
        case(parts, &design(sound), &of_mail, "base = \"by-mail\"").passed();
        case(parts, &design(sound), FRAME, "base = \"packages\"").passed();
    }
}

#[test]
fn limited_to_what_was_observed_it_passes() {
    case("", &design("enforcement"), FRAME, "").passed();
    case("", &design("enforcement"), FRAME, "base = \"seizures\"").passed();
    // It passes though nobody says how the units were selected: the answer would change nothing.
    case("", "", FRAME, "base = \"seizures\"").passed();
}

#[test]
fn a_hedged_conclusion_gets_a_note() {
    for mood in ["hedged", "not-shown"] {
        case("", &design("enforcement"), FRAME, &format!("{SUPPLY}\nmood = \"{mood}\"")).noted();
    }
}

#[test]
fn silent_where_there_is_no_such_step() {
    // Nobody speaks of a population.
    case("", &design("enforcement"), "", "").not_applicable();
    case("", &design("enforcement"), FRAME, "base = \"none\"").not_applicable();
    // A part of what was observed.
    let part = "is_a = { border-seizures = \"seizures\" }";
    case(part, &design("enforcement"), FRAME, "base = \"border-seizures\"").not_applicable();
    // Weighted or modelled to speak of the population.
    for adjustment in ["weighted", "model"] {
        let claim = format!("{FRAME}\nadjustment = \"{adjustment}\"");
        case("", &design("volunteer"), &claim, SUPPLY).not_applicable();
    }
    case("", &design("volunteer"), &format!("{FRAME}\nadjustment = \"seasonal\""), SUPPLY).warned();
}

#[test]
fn asks_for_what_decides() {
    case("", "stands_for = \"supply\"", FRAME, SUPPLY).asks("design", "seizures");
    case("", &design("enforcement"), "base = \"seizures\"", SUPPLY).asks("frame", "seized");
    case("", "design = \"enforcement\"", FRAME, "base = \"exports\"").asks("stands_for", "seizures");
    case("", &design("enforcement"), FRAME, "base = \"exports\"").asks("taxonomy", "seizures and exports");
    case("", &design("enforcement"), FRAME, "base = \"unknown\"").asks("base", "source");
    case("", &design("enforcement"), &format!("{FRAME}\nbase = \"unknown\""), SUPPLY).asks("base", "seized");
}

/// Two groups of units that came forward or were chosen, and what is stated of them.
fn comparison(design: &str, assigned: &str, stated: &str) -> Judged {
    judge(
        "SA07",
        &format!(
            "[frame.trial]\ndesign = \"{design}\"\nassigned = \"{assigned}\"\nstands_for = \"patients\"\n[[claim]]\nid = \"effect\"\n\
             of = \"relapse\"\nframe = \"trial\"\n[claim.compare]\nby = \"treatment\"\npool = false\n\
             groups = {{ drug = \"40 of 200 patients\", placebo = \"80 of 200 patients\" }}\nstated = [{stated}]\n\
             [[conclusion]]\nid = \"helps\"\nfrom = \"effect\"\nbase = \"patients\"\n"
        ),
    )
}

#[test]
fn a_comparison_of_groups_assigned_by_chance_is_no_share_of_volunteers() {
    let risk = "{ measure = \"risk-ratio\", value = \"0.5\" }";
    let finding = comparison("volunteer", "randomised", risk).noted();
    assert_eq!(
        finding.reason(),
        "those in trial were selected by themselves (volunteers), and only then assigned to groups by chance: whether \
         others among patients would respond alike is not known"
    );
    comparison("volunteer", "randomised", "{ measure = \"change\", value = \"-20 percentage points\" }")
        .noted();
    comparison("volunteer", "self", risk).warned();
    // A share of those who took part is one of volunteers, however they were assigned.
    let share = format!("{}\nassigned = \"randomised\"", design("volunteer"));
    case("", &share, FRAME, SUPPLY).warned();
}

#[test]
fn cases_and_controls_have_an_odds_ratio() {
    let odds = "{ measure = \"odds-ratio\", value = \"0.375\" }";
    comparison("by-outcome", "matched", odds).not_applicable();
    comparison("by-outcome", "self", odds).warned();
}
