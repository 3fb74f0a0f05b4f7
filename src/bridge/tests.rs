use super::{Assumed, Bridge, Level, Parameter, carry, together};
use crate::dossier::read::{Format, read};
use crate::dossier::{AssumptionName, Dossier};
use crate::number::{Exact, Interval, Reading};
use crate::quantity::Component;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn closed(low: &str, high: &str) -> Interval {
    Interval::closed(exact(low), exact(high)).unwrap()
}

/// 17 of 229 busts at transit, carried to a conclusion; every figure here is exact.
fn bridge(assumed: &[(&str, &str)], conclusion: &str) -> Bridge {
    let mut text = String::from(
        "[taxonomy]\nis_a = { seizures = \"supply\" }\n[taxonomy.place]\npart_of = { US = \"WORLD\" }\n\
         [frame.seizures]\ndesign = \"enforcement\"\nstands_for = \"supply\"\n\
         [[claim]]\nid = \"seized\"\nshare = \"17 of 229 busts\"\nof = \"fentanyl\"\nplace = \"US\"\nframe = \"seizures\"\n\
         stage = \"transit\"\nwhich = { origin = { basis = \"shipment\", value = \"CN\" } }\n",
    );
    for (name, value) in assumed {
        text += &format!(
            "[[assume]]\nname = \"{name}\"\nfor = \"seizures\"\nvalue = \"{value}\"\nsource = \"supposed\"\n"
        );
    }
    text += &format!("[[conclusion]]\nid = \"source\"\nfrom = \"seized\"\n{conclusion}\n");
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    let dossier = dossier.unwrap();
    let resolved = dossier.resolve().unwrap();
    let step = resolved.steps()[0];
    let claim = resolved.claim(step.claim).unwrap();
    let comparison = resolved.compare_step(claim, &step);
    carry(&resolved, &step, &comparison, Reading::Nearest).unwrap().unwrap()
}

#[test]
fn within_its_own_scope_nothing_changes() {
    let bridge = bridge(&[("coverage", "10 %")], "");
    assert!(bridge.steps.is_empty());
    assert_eq!(*bridge.concluded(), Interval::point(exact("17/229")));
}

#[test]
fn each_step_shows_what_it_does() {
    let any = "stage = \"any\"\nbase = \"supply\"\nwhich = { origin = { basis = \"any\", value = \"CN\" } }";
    let bridge = bridge(&[("upstream_share", "0 to 10 %"), ("coverage", "10 % to 25 %")], any);
    let [attribution, population] = &bridge.steps[..] else { panic!("{:?}", bridge.steps) };
    assert_eq!((attribution.component, population.component), (Component::Stage, Component::Base));
    // 17/229 + 212/229 · 1/10
    assert_eq!(attribution.after, closed("17/229", "191/1145"));
    // The lowest fraction observed has the widest limits: 17/2290, and 191/11450 + 9/10.
    assert_eq!(population.after, closed("17/2290", "5248/5725"));
    assert_eq!(population.assumed.as_deref().and_then(Assumed::name), Some(AssumptionName::Coverage));
    assert_eq!(*bridge.concluded(), population.after);
}

#[test]
fn detection_carries_to_the_population_as_coverage_does() {
    let bridge = bridge(&[("detection_ratio", "2 to 3")], "base = \"supply\"");
    // 17k/(17k + 212)
    assert_eq!(*bridge.concluded(), closed("17/123", "51/263"));
    assert_eq!(
        bridge.steps[0].assumed.as_deref().and_then(Assumed::name),
        Some(AssumptionName::DetectionRatio)
    );
}

#[test]
fn what_nobody_assumes_is_open() {
    assert_eq!(*bridge(&[], "base = \"supply\"").concluded(), Interval::share());
    assert_eq!(*bridge(&[], "stage = \"any\"").concluded(), closed("17/229", "1"));
    assert_eq!(*bridge(&[], "place = \"WORLD\"").concluded(), Interval::share());
}

#[test]
fn a_share_of_one_stage_basis_or_origin_bounds_nothing_at_another() {
    let upstream = [("upstream_share", "10 %"), ("coverage", "50 %")];
    for (conclusion, component) in [
        ("which = { origin = { basis = \"manufacture\", value = \"CN\" } }", Component::OriginBasis),
        (
            "stage = \"any\"\nwhich = { origin = { basis = \"manufacture\", value = \"CN\" } }",
            Component::Stage,
        ),
        ("which = { origin = { basis = \"shipment\", value = \"MX\" } }", Component::Origin),
        ("stage = \"none\"", Component::Stage),
    ] {
        let bridge = bridge(&upstream, conclusion);
        assert_eq!(*bridge.concluded(), Interval::share(), "{conclusion}");
        assert_eq!(bridge.steps[0].component, component);
        assert!(bridge.steps[0].assumed.is_none(), "{conclusion}");
    }
}

/// A dossier in TOML, and its only bridge.
fn only(text: &str) -> Bridge {
    let (dossier, problems) = read::<Dossier>(text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    let dossier = dossier.unwrap();
    let resolved = dossier.resolve().unwrap();
    let [step] = resolved.steps() else { panic!("{:?}", resolved.steps()) };
    let comparison = resolved.compare_step(resolved.claim(step.claim).unwrap(), step);
    carry(&resolved, step, &comparison, Reading::Nearest).unwrap().unwrap()
}

const KILOGRAMS: &str = "[frame.seizures]\ndesign = \"enforcement\"\nstands_for = \"supply\"\n\
    [[claim]]\nid = \"seized\"\nof = \"fentanyl\"\nframe = \"seizures\"\n\
    share = { part = \"= 5 kg\", whole = \"= 536 kg\" }\n\
    [[conclusion]]\nid = \"pure\"\nfrom = \"seized\"\nadjustment = \"purity-adjusted\"\n";

fn assume(name: &str, about: &str, value: &str) -> String {
    format!("[[assume]]\nname = \"{name}\"\nfor = \"{about}\"\nvalue = \"{value}\"\nsource = \"supposed\"\n")
}

#[test]
fn from_gross_to_pure_weight() {
    let part = assume("purity_part", "seized", "= 90 %");
    let rest = assume("purity_rest", "seized", "5 % to 10 %");
    let bridge = only(&format!("{KILOGRAMS}{part}{rest}"));
    // 5·0.9/(5·0.9 + 531·q) for q of 10 % and 5 %: 4.5/57.6 and 4.5/31.05.
    assert_eq!(*bridge.concluded(), closed("5/64", "10/69"));
    assert_eq!(bridge.steps[0].component, Component::Adjustment);
    assert_eq!(bridge.steps[0].turns_on, Some(Parameter::PurityRatio));
    assert_eq!(bridge.steps.len(), 1);
    // Half of the pure weight: the part would have to be 531/5 times as pure; 9 to 18 times is supposed.
    let settles = bridge.break_even(&exact("1/2")).unwrap();
    assert_eq!(settles[0].at, Interval::point(exact("531/5")));
    assert_eq!(settles[0].distance().unwrap(), Some(exact("59/10")));
    // Of one purity alone nothing follows, nor of a count.
    assert_eq!(*only(&format!("{KILOGRAMS}{part}")).concluded(), Interval::share());
    let cases = KILOGRAMS.replace("= 5 kg", "5 busts").replace("= 536 kg", "536 busts");
    assert_eq!(*only(&format!("{cases}{part}{rest}")).concluded(), Interval::share());
    assert_eq!(only(&format!("{cases}{part}{rest}")).steps[0].turns_on, None);
}

#[test]
fn what_two_assumptions_allow_is_what_both_allow() {
    let bridge = bridge(&[("detection_ratio", "2 to 3"), ("coverage", "90 %")], "base = \"supply\"");
    // Coverage alone, read as 89.5 to 90.5 %: [17/229·179/200, 17/229·179/200 + 21/200] = [6.6 %, 17.1 %];
    // detection alone: [17/123, 51/263] = [13.8 %, 19.4 %].
    assert_eq!(*bridge.concluded(), closed("17/123", "1963/11450"));
}

fn counted(assumed: &str) -> Bridge {
    only(&format!(
        "[frame.reports]\ndesign = \"administrative\"\nstands_for = \"cases\"\n[[claim]]\nid = \"reported\"\n\
         of = \"rabies\"\nframe = \"reports\"\nfigure = \"30 cases\"\n{assumed}\
         [[conclusion]]\nid = \"all\"\nfrom = \"reported\"\nbase = \"cases\"\n"
    ))
}

#[test]
fn a_count_of_what_was_found_stands_for_more() {
    assert_eq!(*counted("").concluded(), Interval::at_least(exact("30")));
    let found = assume("ascertainment", "reports", "20 % to 50 %");
    assert_eq!(*counted(&found).concluded(), closed("60", "150"));
    let reported = assume("reporting_rate", "reported", "= 10 %");
    assert_eq!(*counted(&reported).concluded(), Interval::point(exact("300")));
    // None found of so many, or more than all: nothing follows.
    for nothing in ["0 %", "0 % to 50 %", "120 %"] {
        let assumed = assume("ascertainment", "reports", nothing);
        assert_eq!(*counted(&assumed).concluded(), Interval::at_least(exact("30")), "{nothing}");
    }
}

fn poll(frame: &str, claim: &str) -> Bridge {
    only(&format!(
        "[frame.poll]\ndesign = \"probability\"\nstands_for = \"voters\"\n{frame}\n[[claim]]\nid = \"yes\"\n\
         of = \"yes\"\nframe = \"poll\"\n{claim}\n[[conclusion]]\nid = \"all\"\nfrom = \"yes\"\nbase = \"voters\"\n"
    ))
}

/// Whether the ends are these to ten digits.
fn is_near(interval: &Interval, low: f64, high: f64) -> bool {
    let near = |end: Option<&Exact>, wanted: f64| (end.unwrap().to_f64() / wanted - 1.0).abs() < 1e-10;
    near(interval.low_value(), low) && near(interval.high_value(), high)
}

#[test]
fn chance_carries_a_sample_to_its_population() {
    // Clopper and Pearson's limits, by mpmath with 30 digits.
    let sample = poll("", "share = \"120 of 200 voters\"");
    assert!(is_near(sample.concluded(), 0.528535672797, 0.6684537362644), "{}", sample.concluded());
    assert_eq!(sample.level.as_ref().and_then(Level::stated), Some(&exact("19/20")));
    assert_eq!(sample.steps[0].assumed.as_deref(), Some(&Assumed::Sampling(exact("19/20"))));
    // 200 with a design effect of 2 say as much as 100; in 20 clusters of 10, wholly alike, as 20; and all but alike.
    let clustered = poll("design_effect = \"= 2\"", "share = \"120 of 200 voters\"");
    assert!(is_near(clustered.concluded(), 0.4972091504223, 0.6967052312971), "{}", clustered.concluded());
    let alike = poll("clusters = \"20 classes\"", "share = \"120 of 200 voters\"");
    assert!(is_near(alike.concluded(), 0.3605425873075, 0.8088099392747), "{}", alike.concluded());
    let icc = assume("icc", "poll", "= 1/9");
    let apart = poll("clusters = \"20 classes\"", &format!("share = \"120 of 200 voters\"\n{icc}"));
    assert!(is_near(apart.concluded(), 0.4972091504223, 0.6967052312971), "{}", apart.concluded());
    // Of a population of 230, those 120 and those 80 are certain: [120/230, 150/230]; of all 200 everything is.
    let finite = poll("population = \"230 voters\"", "share = \"120 of 200 voters\"");
    assert!(is_near(finite.concluded(), 0.528535672797, 150.0 / 230.0), "{}", finite.concluded());
    let all = poll("population = \"200 voters\"", "share = \"120 of 200 voters\"");
    assert_eq!(*all.concluded(), Interval::point(exact("3/5")));
    // A printed percentage with its n, over its rounding.
    let printed = poll("", "figure = { value = \"52 %\", n = \"1,000 voters\" }\nmeasure = \"share\"");
    assert!(is_near(printed.concluded(), 0.4835188142916, 0.5563383743642), "{}", printed.concluded());
}

#[test]
fn a_printed_margin_is_the_sampling_error_already() {
    let claim = "figure = { value = \"52 %\", margin = \"= 3 %\", level = \"95 %\", n = \"1,000 voters\" }\nmeasure = \"share\"";
    let bridge = poll("", claim);
    assert!(bridge.steps.is_empty());
    assert_eq!(*bridge.concluded(), closed("97/200", "111/200"));
    assert_eq!(bridge.level.as_ref().and_then(Level::stated), Some(&exact("19/20")));
    let unsaid = poll("", &claim.replace("level = \"95 %\", ", ""));
    assert_eq!(unsaid.level.as_ref().map(Level::stated), Some(None));
}

#[test]
fn chance_speaks_only_for_those_it_could_draw() {
    // Nobody says how many were asked; the population is another; weights and money are no draws.
    let unknown = poll("", "figure = \"52 %\"\nmeasure = \"share\"");
    assert_eq!((unknown.concluded(), &unknown.level), (&Interval::share(), &None));
    let other = only(
        "[frame.poll]\ndesign = \"probability\"\nstands_for = \"voters\"\n[taxonomy]\nis_a = { voters = \"people\" }\n\
         [[claim]]\nid = \"yes\"\nof = \"yes\"\nframe = \"poll\"\nshare = \"120 of 200 voters\"\n\
         [[conclusion]]\nid = \"all\"\nfrom = \"yes\"\nbase = \"people\"\n",
    );
    assert_eq!((other.concluded(), &other.level), (&Interval::share(), &None));
    let weighed = poll("", "share = { part = \"120 kg\", whole = \"200 kg\" }");
    assert_eq!((weighed.concluded(), &weighed.level), (&Interval::share(), &None));
    // Whom the sampling frame leaves out may be like nobody in it: 90 % of [0.5285, 0.6685], and a tenth of anything.
    let covered = poll("coverage = \"= 90 %\"", "share = \"120 of 200 voters\"");
    assert_eq!(covered.steps.len(), 2);
    assert!(is_near(covered.concluded(), 0.9 * 0.528535672797, 0.9 * 0.6684537362644 + 0.1));
}

#[test]
fn break_even_values_leave_out_what_no_share_does() {
    let bridge = bridge(&[("coverage", "= 60 %")], "base = \"supply\"\nstage = \"any\"");
    let half = bridge.break_even(&exact("1/2")).unwrap();
    let found: Vec<(Parameter, Interval)> = half.iter().map(|one| (one.of, one.at.clone())).collect();
    // (1/2 - 17/229)/(1 - 17/229); 212/17; (1/2 - 17/229·3/5)/(2/5) would be more than all of the rest.
    assert_eq!(
        found,
        [
            (Parameter::UpstreamShare, Interval::point(exact("195/424"))),
            (Parameter::DetectionRatio, Interval::point(exact("212/17"))),
        ]
    );
    // Below the direct share no share of the rest is needed.
    assert!(bridge.break_even(&exact("1/20")).unwrap().iter().all(|one| one.of != Parameter::UpstreamShare));
    for outside in ["0", "1", "-1", "2"] {
        assert!(bridge.break_even(&exact(outside)).unwrap().is_empty(), "{outside}");
    }
}

/// The claims behind one conclusion, in groups, with what each group leaves.
fn groups(claims: &str, from: &str) -> Vec<(Vec<u32>, Option<Interval>)> {
    let text = format!(
        "[frame.north]\ndesign = \"administrative\"\nstands_for = \"firms\"\ncoverage = \"= 50 %\"\n\
         [frame.south]\ndesign = \"administrative\"\nstands_for = \"firms\"\ncoverage = \"= 50 %\"\n{claims}\
         [[conclusion]]\nid = \"all\"\nfrom = {from}\nbase = \"firms\"\nasserts = \"share < 3/5\"\n"
    );
    let (dossier, problems) = read::<Dossier>(&text, Format::Toml);
    assert!(problems.is_empty(), "{problems:?}");
    let dossier = dossier.unwrap();
    let resolved = dossier.resolve().unwrap();
    let groups = together(&resolved, &resolved.conclusions()[0], Reading::Nearest).unwrap();
    groups.into_iter().map(|group| (group.claims, group.interval)).collect()
}

fn claim(id: &str, frame: &str, share: &str, more: &str) -> String {
    format!("[[claim]]\nid = \"{id}\"\nof = \"late\"\nframe = \"{frame}\"\nshare = \"{share}\"\n{more}\n")
}

#[test]
fn claims_about_one_thing_leave_what_they_have_in_common() {
    let few = claim("few", "north", "10 of 100 firms", "");
    let many = claim("many", "south", "90 of 100 firms", "");
    // 1/10·1/2 + [0, 1/2] and 9/10·1/2 + [0, 1/2].
    let both = groups(&format!("{few}{many}"), "[\"few\", \"many\"]");
    assert_eq!(both, [(vec![0, 1], Some(closed("9/20", "11/20")))]);
    // Counted in another unit, or of another place that is known, they stand side by side.
    let by_size = claim("many", "south", "90 of 100 employees", "");
    let side_by_side = groups(&format!("{few}{by_size}"), "[\"few\", \"many\"]");
    assert_eq!(
        side_by_side,
        [(vec![0], Some(closed("1/20", "11/20"))), (vec![1], Some(closed("9/20", "19/20")))]
    );
    let [here, there] = [("few", "north", "GB"), ("many", "south", "FR")]
        .map(|(id, frame, place)| claim(id, frame, "10 of 100 firms", &format!("place = \"{place}\"")));
    assert_eq!(groups(&format!("{here}{there}"), "[\"few\", \"many\"]").len(), 2);
    // Of what is not known to be one thing nothing is taken together.
    let nowhere = claim("many", "south", "90 of 100 firms", "place = \"unknown\"");
    assert_eq!(
        groups(&format!("{here}{nowhere}{}", nowhere.replace("many", "more")), "[\"many\", \"more\"]").len(),
        2
    );
}

#[test]
fn claims_that_exclude_one_another_leave_nothing() {
    let [few, many] = [("few", "north", "1 of 100 firms"), ("many", "south", "100 of 100 firms")]
        .map(|(id, frame, share)| claim(id, frame, share, &assume("coverage", id, "= 90 %")));
    assert_eq!(groups(&format!("{few}{many}"), "[\"few\", \"many\"]"), [(vec![0, 1], None)]);
}

#[test]
fn a_register_speaks_for_its_population_but_for_whom_it_leaves_out() {
    let register = |more: &str| {
        only(&format!(
            "[frame.register]\ndesign = \"administrative\"\nstands_for = \"firms\"\n{more}\n[[claim]]\nid = \"late\"\n\
             of = \"late\"\nframe = \"register\"\nshare = \"10 of 100 firms\"\n\
             [[conclusion]]\nid = \"all\"\nfrom = \"late\"\nbase = \"firms\"\n"
        ))
    };
    assert_eq!(*register("").concluded(), Interval::point(exact("1/10")));
    assert_eq!(*register("coverage = \"= 90 %\"").concluded(), closed("9/100", "19/100"));
}
