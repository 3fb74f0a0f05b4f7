//! Properties: whatever is computed exactly and printed as a reporter would, reads back as a set that contains it.

use super::*;
use proptest::prelude::*;

/// `value · 10^places` cut or rounded to a whole number in one of the customary ways.
fn rounded(value: &Exact, places: i32, way: u8) -> Exact {
    let scaled = (value * Exact::pow10(places).unwrap()).unwrap();
    let half = Exact::new(1, 2).unwrap();
    let nearest = (&scaled + &half).unwrap().floor();
    let tie = (&scaled + &half).unwrap().is_integer();
    match way {
        0 => nearest,
        1 if tie && (&nearest / Exact::from(2)).unwrap().is_integer() => nearest,
        1 if tie => (nearest - Exact::ONE).unwrap(),
        1 => nearest,
        2 => scaled.floor(),
        3 => scaled.ceil(),
        // Twice: first to one more digit.
        _ => {
            let finer = rounded(value, places + 1, 0);
            ((finer / Exact::from(10)).unwrap() + half).unwrap().floor()
        }
    }
}

/// `mantissa · 10^−places` in digits, with all its trailing zeros.
fn printed(mantissa: &Exact, places: usize, group: bool) -> String {
    let digits = format!("{:0>width$}", mantissa.abs().to_string(), width = places + 1);
    let (whole, decimals) = digits.split_at(digits.len() - places);
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if group && at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if mantissa.is_negative() { "-" } else { "" };
    if places == 0 { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{decimals}") }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn what_was_printed_could_have_been_meant(
        n in -10_000_000..10_000_000_i64,
        d in 1..2000_i64,
        places in 0..5_usize,
        way in 0..5_u8,
        group in any::<bool>(),
    ) {
        let value = Exact::new(n, d).unwrap();
        let mantissa = rounded(&value, i32::try_from(places).unwrap(), way);
        let figure = english(&printed(&mantissa, places, group));
        prop_assert!(figure.reading(Reading::AsWritten).contains(&value), "{} as {}", value, figure);
        prop_assert!(figure.reading(Reading::Widest).contains(&value), "{} as {}", value, figure);
        if way < 2 {
            prop_assert!(figure.reading(Reading::Nearest).contains(&value), "{} as {}", value, figure);
        }
        for (word, holds) in [("over", &value >= figure.value()), ("up to", &value <= figure.value())] {
            if holds {
                let said = english(&format!("{word} {figure}"));
                prop_assert!(said.reading(Reading::Widest).contains(&value), "{} as {}", value, said);
            }
        }
    }

    #[test]
    fn rounded_to_hundreds_is_within_the_widest_reading(value in 100..100_000_000_i64, zeros in 1..5_u32) {
        let unit = 10_i64.pow(zeros);
        for round in [(value / unit) * unit, ((value - 1) / unit + 1) * unit] {
            let figure = english(&round.to_string());
            if round != 0 {
                prop_assert!(figure.reading(Reading::Widest).contains(&Exact::from(value)), "{} as {}", value, figure);
            }
        }
    }

    #[test]
    fn magnitudes_read_like_their_digits(mantissa in 1..100_000_i64, places in 0..4_usize, power in prop_oneof![Just(("thousand", 3)), Just(("million", 6)), Just(("bn", 9))]) {
        let digits = printed(&Exact::from(mantissa), places, false);
        let (bare, said) = (english(&digits), english(&format!("{digits} {}", power.0)));
        let factor = Exact::pow10(power.1).unwrap();
        for reading in [Reading::Nearest, Reading::AsWritten, Reading::Widest] {
            prop_assert_eq!(said.reading(reading), bare.reading(reading).scale(&factor).unwrap());
        }
    }

    #[test]
    fn text_round_trips(mantissa in any::<i64>(), places in 0..25_usize, group in any::<bool>()) {
        let text = printed(&Exact::from(mantissa), places, group);
        let figure = english(&text);
        prop_assert_eq!(figure.text(), &text);
        let scale = Exact::pow10(-i32::try_from(places).unwrap()).unwrap();
        prop_assert_eq!(figure.value(), &(Exact::from(mantissa) * scale).unwrap());
        prop_assert_eq!(&english(&figure.to_string()), &figure);
        let json = serde_json::to_string(&figure).unwrap();
        prop_assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
    }

    #[test]
    fn no_text_panics_and_figures_round_trip(text in "((about|over|1|in|to|a|half|of|million|dozen|no|more|than|\\.|,|[0-9]{1,3}|[-+–/½%]|[ \u{a0}]){1,2}){0,6}|\\PC{0,12}") {
        for format in [NumberFormat::ENGLISH, NumberFormat::SPACED, NumberFormat::CONTINENTAL, NumberFormat::INDIAN] {
            if let Ok((figure, rest)) = Figure::split(&text, &format) {
                prop_assert!(text.trim().starts_with(figure.text()) && text.trim().ends_with(rest));
                prop_assert!(!figure.text().is_empty() && figure.text().trim() == figure.text() && rest.trim() == rest);
                // The text alone says the same as it did in its place.
                let again = Figure::parse(figure.text(), &format);
                prop_assert_eq!(again.as_ref(), Ok(&figure), "{}", figure.text());
                let json = serde_json::to_string(&figure).unwrap();
                prop_assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure.clone());
                let nearest = figure.reading(Reading::Nearest);
                prop_assert!(nearest.is_subset(&figure.reading(Reading::AsWritten)));
                prop_assert!(figure.reading(Reading::AsWritten).is_subset(&figure.reading(Reading::Widest)));
            }
        }
    }
}
