#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use super::*;

fn amounts(texts: &[&str]) -> Vec<Amount> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

/// The first is the second over the third.
fn is_ratio(of: &[Interval]) -> Result<bool, ArithmeticError> {
    Ok(!of[1].div(&of[2])?.is_disjoint(&of[0]))
}

/// The first is the sum of the rest.
fn is_sum(of: &[Interval]) -> Result<bool, ArithmeticError> {
    let mut sum = Interval::point(Exact::ZERO);
    for part in &of[1..] {
        sum = sum.add(part)?;
    }
    Ok(!sum.is_disjoint(&of[0]))
}

fn best(texts: &[&str], identity: &Identity<'_>) -> String {
    let figures = amounts(texts);
    let repairs = Search::new(&figures, identity).run().unwrap();
    repairs.found.first().map(|best| best.text(&figures)).unwrap_or_default()
}

#[test]
fn the_repair_is_told_in_the_unit_of_the_figure() {
    for (texts, expected) in [
        // 412 of 1,330 is 30.98 %.
        (["13 %", "412 people", "1,330 people"], "13 % were 31 % (two digits transposed)"),
        // A fifth printed as 0.2 %.
        (["0.2 %", "200 people", "1,000 people"], "0.2 % were 20 % (a percentage for a fraction)"),
        // 3 billion over 6 million people is 500 a head.
        (
            ["$500 per person", "$3 million", "6 million people"],
            "$3 million were $3 billion or 6 million people were 6 thousand people (thousand, million or billion exchanged)",
        ),
        // 5,000 over 200,000 is 2.5 %; printed with the point moved.
        (
            ["25 %", "5,000 people", "200,000 people"],
            "25 % were 2.5 % or 5,000 people were 50,000 people or 200,000 people were 20,000 people (the decimal point moved)",
        ),
        // 7,682 litres of fuel at 1.77 in the unit the crew took for kilograms.
        (["1.77 kg per litre", "13,597 lb", "7,682 litres"], "13,597 lb were 13,597 in kg"),
    ] {
        assert_eq!(best(&texts, &is_ratio), expected);
    }
}

#[test]
fn a_transposed_part_of_a_sum_is_found() {
    // Titanic, crew and three classes: 885 + 325 + 285 + 706 = 2,201.
    let told = best(&["2,201", "325", "285", "760", "885"], &is_sum);
    assert_eq!(told, "760 were 706 (two digits transposed)");
}

#[test]
fn what_nobody_printed_is_in_no_other_figures_place() {
    let figures = amounts(&["61.2 million people", "46.9 million people", "12.9 million people"]);
    let found = |elsewhere: &str| {
        let search = Search::new(&figures, &is_sum).elsewhere("turnout", elsewhere.parse().unwrap());
        search.run().unwrap().found.into_iter().filter(|one| matches!(one.slip, Slip::OtherFigure(_))).count()
    };
    assert_eq!(found("48.3 million people"), 1);
    assert_eq!(found("at least 0 people"), 0);
}

#[test]
fn figures_of_words_are_left_alone() {
    assert!(changes(&"half of people".parse().unwrap()).is_empty());
    assert!(changes(&"0 people".parse().unwrap()).is_empty());
}

#[test]
fn a_wording_comes_before_a_digit_and_changes_no_figure() {
    let figures = amounts(&["13 %", "412 people", "1,330 people"]);
    let always = |_: &[Interval]| Ok(true);
    let repairs = Search::new(&figures, &is_ratio)
        .reading(Slip::Swapped, &always)
        .reading(Slip::FoldForIncrease, &always)
        .run()
        .unwrap();
    let slips: Vec<&Slip> = repairs.found.iter().map(|one| &one.slip).collect();
    assert_eq!(slips[..2], [&Slip::FoldForIncrease, &Slip::Swapped]);
    assert!(repairs.found[0].places.is_empty());
    assert!(repairs.tried > repairs.found.len());
}

#[test]
fn the_digits_behind_the_point_are_those_of_the_precision() {
    for (last, places) in [((1, 1), 0), ((1, 10), 1), ((1, 1000), 3), ((1000, 1), 0)] {
        assert_eq!(decimals(&Exact::new(last.0, last.1).unwrap()), places);
    }
}

/// What a slip makes of a whole number, reckoned in text and apart from the search.
fn slip(kind: u8, at: usize, digit: u8, number: u64) -> Option<u64> {
    let mut text: Vec<u8> = number.to_string().into_bytes();
    let at = at % text.len();
    match kind {
        0 => text.extend(*b"00"),
        1 => {
            let next = (at + 1) % text.len();
            text.swap(at, next);
            if next < at {
                return None;
            }
        }
        2 => {
            text.remove(at);
        }
        _ => text.insert(at, b'0' + digit % 10),
    }
    let slipped: u64 = std::str::from_utf8(&text).ok()?.parse().ok()?;
    // A leading zero would not be printed.
    (slipped != number && slipped > 0 && slipped.to_string().len() == text.len()).then_some(slipped)
}

proptest! {
    #[test]
    fn every_planted_slip_is_among_the_repairs(
        parts in prop::collection::vec(1..100_000u64, 2..5), at in 0..6usize, kind in 0..4u8, digit in 0..10u8,
    ) {
        let moved = at % parts.len();
        let Some(wrong) = slip(kind, at, digit, parts[moved]) else { return Ok(()) };
        let total: u64 = parts.iter().sum();
        let mut texts = vec![format!("{total} people")];
        texts.extend(parts.iter().enumerate().map(|(i, part)| format!("{} people", if i == moved { wrong } else { *part })));
        let figures: Vec<Amount> = texts.iter().map(|text| text.parse().unwrap()).collect();
        let repairs = Search::new(&figures, &is_sum).run().unwrap();
        let right = Exact::from(i64::try_from(parts[moved]).unwrap());
        let found = repairs.found.iter().any(|one| {
            one.places.iter().any(|place| place.figure == moved + 1 && place.value == right)
        });
        prop_assert!(found, "{texts:?}: {:?}", repairs.found);
        // Ranks never go down.
        prop_assert!(repairs.found.is_sorted_by(|one, other| one.slip.kind() <= other.slip.kind()));
    }

    #[test]
    fn hostile_figures_end(value in "[0-9]{1,40}(\\.[0-9]{1,20})?( million)?", unit in "(%|kg|people|\\$|)") {
        let text = format!("{value} {unit}");
        if let Ok(amount) = text.trim().parse::<Amount>() {
            let figures = [amount.clone(), amount.clone(), amount];
            let _ = Search::new(&figures, &is_ratio).run();
        }
    }
}

#[test]
fn another_figure_of_the_text_is_told_with_where_it_stands() {
    let figures = amounts(&["50 %", "250 women", "1,000 people"]);
    let with = |name: &str, text: &str| {
        let search = Search::new(&figures, &is_ratio).elsewhere(name, text.parse().unwrap());
        let found = search.run().unwrap().found;
        found.into_iter().filter(|one| matches!(one.slip, Slip::OtherFigure(_))).collect::<Vec<_>>()
    };
    let [base] = &with("adults", "500 people")[..] else {
        panic!("the base, and no other figure, can be 500")
    };
    assert_eq!(base.text(&figures), "1,000 people were 500 people (another figure in its place: adults)");
    // In its own unit: half a thousand is 500.
    assert_eq!(with("adults", "0.5 thousand people")[0].places, base.places);
    // Of other things, of a number that changes nothing, and of one that does not make it right.
    for text in ["500 houses", "1,000 people", "600 people", "$500", "25 kg"] {
        assert!(with("other", text).is_empty(), "{text}");
    }
    // The printed share may be that of others.
    assert_eq!(with("elsewhere", "25 %")[0].places, [Place { figure: 0, value: 25.into() }]);
}

#[test]
fn a_figure_that_is_printed_for_the_derived_one() {
    let figures = amounts(&["-$296 billion", "$423 billion", "$296 billion"]);
    let is_difference = |of: &[Interval]| Ok(!of[2].sub(&of[1])?.is_disjoint(&of[0]));
    let difference = Exact::from(-127_000_000_000i64);
    let found = Search::new(&figures, &is_difference).derived(difference.clone()).run().unwrap().found;
    assert_eq!(found[0].places, [Place { figure: 0, value: difference }]);
    assert_eq!(
        found[0].text(&figures),
        "-$296 billion were -$127,000,000,000 (another figure in its place: $296 billion)"
    );
}
