use super::{Bridge, carry};
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
    assert_eq!(population.assumed.as_deref().map(|(name, _)| *name), Some(AssumptionName::Coverage));
    assert_eq!(*bridge.concluded(), population.after);
}

#[test]
fn detection_carries_to_the_population_as_coverage_does() {
    let bridge = bridge(&[("detection_ratio", "2 to 3")], "base = \"supply\"");
    // 17k/(17k + 212)
    assert_eq!(*bridge.concluded(), closed("17/123", "51/263"));
    assert_eq!(
        bridge.steps[0].assumed.as_deref().map(|(name, _)| *name),
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
        assert_eq!(bridge.steps[0].assumed, None, "{conclusion}");
    }
}
