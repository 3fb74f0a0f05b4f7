#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod corpus;
mod hostile;
mod laws;

use super::*;

fn english(text: &str) -> Figure {
    Figure::parse(text, &NumberFormat::default()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn small() {
    // Text, value, last digit and a pointer, with room for four small enums.
    assert!(size_of::<Figure>() <= 64, "{}", size_of::<Figure>());
}

#[test]
fn text_ends_where_the_figure_ends() {
    for (text, figure, rest) in [
        ("5kg", "5", "kg"),
        ("5 kg", "5", "kg"),
        ("  5  kg ", "5", "kg"),
        ("5.0 %", "5.0", "%"),
        ("12½ %", "12½", "%"),
        ("12 ½ inches", "12 ½", "inches"),
        ("2 1/2 cups", "2 1/2", "cups"),
        ("2 100/7", "2", "100/7"),
        ("5/day", "5", "/day"),
        ("5 m", "5", "m"),
        ("4m", "4m", ""),
        ("4m people", "4m", "people"),
        ("5m/s", "5", "m/s"),
        ("5m²", "5", "m²"),
        ("5m2", "5", "m2"),
        ("3kg", "3", "kg"),
        ("3km", "3", "km"),
        ("3k people", "3k", "people"),
        ("2.5bn USD", "2.5bn", "USD"),
        ("2.5 bn USD", "2.5 bn", "USD"),
        ("1.2 million people", "1.2 million", "people"),
        ("a 20-million", "", ""),
        ("20-million people", "20-million", "people"),
        ("5 million-dollar homes", "5 million", "-dollar homes"),
        ("10 to 12 tonnes", "10 to 12", "tonnes"),
        ("10-12 tonnes", "10-12", "tonnes"),
        ("10-year bonds", "10", "-year bonds"),
        ("10 to one", "", ""),
        ("6 of 14 patients", "6", "of 14 patients"),
        ("77 per 6,247 person-years", "77", "per 6,247 person-years"),
        ("-49,000 ± 90,000 people", "-49,000", "± 90,000 people"),
        ("0 cases", "0", "cases"),
        ("25 2015 USD", "25", "2015 USD"),
        ("5 % to 10 %", "5", "% to 10 %"),
        ("1 in 5 people", "1 in 5", "people"),
        ("one in five people", "one in five", "people"),
        ("5 in total", "5", "in total"),
        ("5 in", "5", "in"),
        ("5in", "5", "in"),
        ("1e5 cells", "1e5", "cells"),
        ("5e", "5", "e"),
        ("5e5kg", "5", "e5kg"),
        ("5. That is", "5", ". That is"),
        ("1,234, of which", "1,234", ", of which"),
        ("most of voters", "most", "voters"),
        ("most of the voters", "most", "voters"),
        ("most voters", "most", "voters"),
        ("none of the 30 voters", "none", "of the 30 voters"),
        ("a majority of people", "a majority", "people"),
        ("no cases", "no", "cases"),
        ("no more than 5 cases", "no more than 5", "cases"),
        ("half of 1,234 voters", "half", "of 1,234 voters"),
        ("a third of voters", "a third", "voters"),
        ("half a million people", "half a million", "people"),
        ("half an hour", "half", "an hour"),
        ("half a day", "half", "a day"),
        ("tens of thousands of people", "tens of thousands", "people"),
        ("dozens of people", "dozens", "people"),
        ("a dozen eggs", "a dozen", "eggs"),
        ("a few hundred people", "a few hundred", "people"),
        ("a couple of days", "a couple of", "days"),
        ("six tips", "six", "tips"),
        ("only six tips", "only six", "tips"),
        ("30+ people", "30+", "people"),
        ("30 or more people", "30 or more", "people"),
        ("30 or more", "30 or more", ""),
        ("40 or so people", "40 or so", "people"),
        ("doubled", "doubled", ""),
        ("3-fold increase", "3-fold", "increase"),
        ("threefold increase", "threefold", "increase"),
        ("3/4 of an inch", "3/4", "an inch"),
        ("3/4/2019", "3/4", "/2019"),
        ("twenty-five people", "twenty-five", "people"),
        ("a hundred and twenty people", "a hundred and twenty", "people"),
        ("a hundred people", "a hundred", "people"),
        ("between 10 and 12 people", "between 10 and 12", "people"),
        ("OVER 25 TONS", "OVER 25", "TONS"),
        ("over\u{a0}25\u{a0}tons", "over\u{a0}25", "tons"),
    ] {
        match Figure::split(text, &NumberFormat::default()) {
            Ok((found, after)) => assert_eq!((found.text(), after), (figure, rest), "{text}"),
            Err(_) => assert_eq!(figure, "", "{text} is a figure"),
        }
    }
}

#[test]
fn words_and_forms_are_known() {
    for (text, qualifier, form, sharp, vague, whole) in [
        ("17", Qualifier::Unqualified, Form::Number, false, false, true),
        ("1,234", Qualifier::Unqualified, Form::Number, false, false, true),
        ("only six", Qualifier::Unqualified, Form::Number, false, false, true),
        ("exactly 2,000", Qualifier::Exactly, Form::Number, false, false, true),
        ("5.0", Qualifier::Unqualified, Form::Number, false, false, false),
        ("2 million", Qualifier::Unqualified, Form::Number, false, false, false),
        ("12½", Qualifier::Unqualified, Form::Number, false, false, false),
        ("10 to 12", Qualifier::Unqualified, Form::Range, false, false, false),
        ("over 25", Qualifier::Over, Form::Number, true, false, false),
        ("at least 25", Qualifier::AtLeast, Form::Number, true, false, false),
        ("25+", Qualifier::AtLeast, Form::Number, true, false, false),
        ("under 25", Qualifier::Under, Form::Number, true, false, false),
        ("up to 25", Qualifier::AtMost, Form::Number, true, false, false),
        ("about 25", Qualifier::About, Form::Number, false, true, false),
        ("nearly 25", Qualifier::Nearly, Form::Number, false, true, false),
        ("just over 25", Qualifier::JustOver, Form::Number, false, true, false),
        ("at least about 25", Qualifier::AtLeast, Form::Number, false, true, false),
        ("half", Qualifier::Unqualified, Form::Fraction, false, true, false),
        ("more than half", Qualifier::Over, Form::Fraction, true, false, false),
        ("almost half", Qualifier::Nearly, Form::Fraction, false, true, false),
        ("more than a third", Qualifier::Over, Form::Fraction, false, true, false),
        ("1 in 5", Qualifier::Unqualified, Form::Fraction, false, true, false),
        ("3/4", Qualifier::Unqualified, Form::Fraction, false, true, false),
        ("doubled", Qualifier::Unqualified, Form::Fold, false, true, false),
        ("dozens", Qualifier::Unqualified, Form::Usage, false, true, false),
        ("most", Qualifier::Unqualified, Form::Majority, true, false, false),
        ("a minority", Qualifier::Unqualified, Form::Minority, true, false, false),
        ("none", Qualifier::Unqualified, Form::Nothing, true, false, true),
        ("almost none", Qualifier::Nearly, Form::Nothing, false, true, true),
    ] {
        let figure = english(text);
        assert_eq!((figure.qualifier(), figure.form()), (qualifier, form), "{text}");
        assert_eq!((figure.is_sharp(), figure.is_vague()), (sharp, vague), "{text}");
        if text != "almost none" {
            assert_eq!(figure.is_whole(), whole, "{text}");
        }
    }
}

#[test]
fn last_and_loosest_digits() {
    for (text, last, loosest) in [
        ("0", "1", "1"),
        ("17", "1", "1"),
        ("20", "1", "10"),
        ("2,000", "1", "1000"),
        ("exactly 2,000", "1", "1"),
        ("5.0", "1/10", "1/10"),
        ("0.050", "1/1000", "1/1000"),
        ("10 million", "1000000", "10000000"),
        ("1.2 million", "100000", "100000"),
        ("10.0 million", "100000", "100000"),
        ("12½", "1/2", "1/2"),
        ("2 3/8", "1/8", "1/8"),
        ("1e5", "100000", "100000"),
        ("1.50e3", "10", "10"),
        ("10 to 12.5", "1", "10"),
        ("over 20", "1", "10"),
    ] {
        let figure = english(text);
        assert_eq!(figure.last_digit().unwrap().to_string(), last, "{text}");
        assert_eq!(figure.loosest_digit().unwrap().to_string(), loosest, "{text}");
    }
    assert_eq!(english("most").last_digit(), None);
    assert_eq!(Figure::exact(Exact::ONE).loosest_digit(), None);
}

#[test]
fn files_keep_text_and_meaning() {
    for text in
        ["5.0", "12.50", "1,234.5", "12½", "about 40", "1 in 5", "none", "10 to 12", "-0.30", "1.20 million"]
    {
        let figure = english(text);
        let json = serde_json::to_string(&figure).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), figure);
    }
    let german = Figure::parse("1.234", &NumberFormat::CONTINENTAL).unwrap();
    let json = serde_json::to_string(&german).unwrap();
    assert_eq!(json, r#""1.234 [1.234,5]""#);
    assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), german);
    let exact = Figure::exact(Exact::new(531, 5).unwrap());
    let json = serde_json::to_string(&exact).unwrap();
    assert_eq!(json, r#""= 531/5""#);
    assert_eq!(serde_json::from_str::<Figure>(&json).unwrap(), exact);
    let error = serde_json::from_str::<Figure>("\"5 kg\"").unwrap_err().to_string();
    assert!(error.starts_with("`kg` after the figure `5` is not part of it"), "{error}");
}
