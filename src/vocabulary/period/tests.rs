use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn message(text: &str) -> String {
    text.parse::<Period>().unwrap_err().to_string()
}

#[test]
fn what_is_named_is_included_whole() {
    for (text, first, last) in [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2018-10", date(2018, 10, 1), date(2018, 10, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2018-10-03", date(2018, 10, 3), date(2018, 10, 3)),
        ("2018-10/2019-03", date(2018, 10, 1), date(2019, 3, 31)),
        ("2018-10-05/2019", date(2018, 10, 5), date(2019, 12, 31)),
        (" 2018 / 2019 ", date(2018, 1, 1), date(2019, 12, 31)),
        ("2019-Q1", date(2019, 1, 1), date(2019, 3, 31)),
        ("2019Q4", date(2019, 10, 1), date(2019, 12, 31)),
        ("Q2 2019", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019-H2", date(2019, 7, 1), date(2019, 12, 31)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("October 2018", date(2018, 10, 1), date(2018, 10, 31)),
        ("Sept. 2018", date(2018, 9, 1), date(2018, 9, 30)),
        ("3 oct 2018", date(2018, 10, 3), date(2018, 10, 3)),
        ("October 3, 2018", date(2018, 10, 3), date(2018, 10, 3)),
        ("May 2018/June 2018", date(2018, 5, 1), date(2018, 6, 30)),
        ("0001", date(1, 1, 1), date(1, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
    ] {
        assert_eq!(period(text), Period::new(Some(first), Some(last)).unwrap(), "{text}");
    }
    assert_eq!(period("../2019-09-03").first_day(), None);
    assert_eq!(period("../2019-09-03").last_day(), Some(date(2019, 9, 3)));
    assert_eq!(period("2012/..").first_day(), Some(date(2012, 1, 1)));
    assert_eq!(period("2012/..").days(), None);
    assert_eq!(period("../.."), Period::ALL);
}

#[test]
fn the_shortest_form_is_printed() {
    for text in [
        "2019",
        "2018-10",
        "2018-10-03",
        "2018-10/2019-03",
        "2018/2019",
        "2019-01/2019-03",
        "2018-10-05/2019-12-31",
        "2012/..",
        "../2019-09-03",
        "../..",
        "0001/9999",
        "9999-12-31",
    ] {
        assert_eq!(period(text).to_string(), text);
    }
    assert_eq!(period("2019-Q1").to_string(), "2019-01/2019-03");
    assert_eq!(period("2019-01-01/2019-12").to_string(), "2019");
}

#[test]
fn what_is_not_a_period_is_named() {
    for text in [
        "",
        "/",
        "..",
        "2019/",
        "19",
        "20199",
        "2019-1",
        "2019-10-3",
        "2019-10-03-01",
        "last year",
        "2019 10",
        "x/y",
        "FY",
    ] {
        assert!(!message(text).is_empty(), "{text}");
    }
    for (text, reason) in [
        ("2019-13", "there is no month 13; write the month as 01 to 12, as in 2019-03"),
        ("2019-13-01", "there is no month 13; write the month as 01 to 12, as in 2019-03"),
        ("2019-00", "there is no month 00; write the month as 01 to 12, as in 2019-03"),
        ("2019-02-29", "the last day of that month is 2019-02-28"),
        ("0000", "the years are counted from 0001"),
        (
            "2019-Q5",
            "a year has the quarters Q1 to Q4, the halves H1 and H2, and the weeks W01 to W52 or W53",
        ),
        (
            "2019-W53",
            "a year has the quarters Q1 to Q4, the halves H1 and H2, and the weeks W01 to W52 or W53",
        ),
        ("31 April 2019", "that month has no such day"),
    ] {
        assert_eq!(message(text), format!("'{text}' is not in the calendar: {reason}"));
    }
    assert_eq!(message("2019/2018"), "'2019/2018' ends before it begins: write the earlier date first");
    assert_eq!(
        message("2018-19"),
        "'2018-19' can mean several periods: write 2018/2019 for the calendar years, or FY2018-19 for one fiscal year"
    );
    assert_eq!(
        message("2010-13"),
        "'2010-13' can mean several periods: write 2010/2013 for the calendar years"
    );
    assert_eq!(message("1999/00").matches("1999/2000").count(), 1);
    assert!(message(&"9".repeat(100_000)).len() < 400);
    assert!(message(&"ä/".repeat(40)).starts_with("'ä/ä/"));
}

#[test]
fn fiscal_years_follow_their_country() {
    let fiscal = |text, country| Period::parse(text, Some(country)).map(|p| p.to_string());
    for (text, country, days) in [
        ("FY2019", "US", "2018-10/2019-09"),
        ("fy 2019", "us", "2018-10/2019-09"),
        ("FY2019", "GB", "2018-04/2019-03"),
        ("FY2019", "JP", "2019-04/2020-03"),
        ("FY2019", "DE", "2019"),
        ("FY2019", "AU", "2018-07/2019-06"),
        ("FY2018-19", "ZA", "2018-04/2019-03"),
        ("FY2018/19", "GB", "2018-04/2019-03"),
        ("FY2018/2019", "GB", "2018-04/2019-03"),
        ("FY1999-00", "GB", "1999-04/2000-03"),
        ("FY2018/FY2019", "US", "2017-10/2019-09"),
        ("FY2017-18/FY2018-19", "GB", "2017-04/2019-03"),
    ] {
        assert_eq!(fiscal(text, country).as_deref(), Ok(days), "{text} {country}");
    }
    for (text, country, part) in [
        ("FY2019", "ZA", "write FY2019-20 or FY2018-19"),
        ("FY1970", "US", "is not known here"),
        ("FY2019", "NP", "is not known here"),
        ("FY2018-20", "US", "two years that follow each other"),
        ("FY2018-19", "DE", "two years that follow each other"),
        ("FYnext", "US", "is not a period"),
    ] {
        let error = fiscal(text, country).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[test]
fn the_table_is_sorted_and_sourced() {
    let years = fiscal::all();
    assert!(years.windows(2).all(|pair| pair[0].country() < pair[1].country()));
    assert!(years.iter().all(|year| !year.source().is_empty() && (1..=12).contains(&year.month())));
    assert!(years.iter().all(|year| year.country().len() == 2));
}

#[test]
fn lengths() {
    assert_eq!(period("2019-05-01/2019-09-02").days(), Some(125));
    assert!(period("2019-09-03").is_day());
    assert_eq!(period("2016/2019").years(), Some(Exact::from(4)));
    assert_eq!(Period::ALL.years(), None);
    assert_eq!(size_of::<Period>(), 8);
}

#[test]
fn serde_keeps_the_days() {
    for text in ["2019", "2018-10/2019-03", "../2019-09-03"] {
        let json = serde_json::to_string(&period(text)).unwrap();
        assert_eq!(json, format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period(text));
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (1_i16..=9999, 1_i16..=366).prop_map(|(year, day)| {
        Date::constant(year, 1, 1).with().day_of_year(day).build().unwrap_or(Date::constant(year, 12, 31))
    })
}

fn any_period() -> impl Strategy<Value = Period> {
    (proptest::option::weighted(0.9, any_day()), proptest::option::weighted(0.9, any_day()))
        .prop_map(|(a, b)| Period::new(a, b).or_else(|| Period::new(b, a)).unwrap())
}

/// Days in a short month, so that all relations come up.
fn short_period() -> impl Strategy<Value = Period> {
    (proptest::option::weighted(0.9, 1_i8..=8), proptest::option::weighted(0.9, 1_i8..=8)).prop_map(
        |(a, b)| {
            let day = |day: Option<i8>| day.map(|day| date(2019, 2, day));
            Period::new(day(a), day(b)).or_else(|| Period::new(day(b), day(a))).unwrap()
        },
    )
}

proptest! {
    #[test]
    fn printed_and_read_again(p in any_period()) {
        prop_assert_eq!(p.to_string().parse::<Period>().unwrap(), p);
    }

    #[test]
    fn hostile_text_never_panics(text in ".{0,60}") {
        let _ = Period::parse(&text, Some("US"));
    }

    #[test]
    fn almost_periods_never_panic(text in "[0-9FYQHW./ -]{0,16}") {
        if let Ok(p) = Period::parse(&text, Some("GB")) {
            prop_assert_eq!(p.to_string().parse::<Period>().unwrap(), p);
        }
    }

    #[test]
    fn compared_as_sets_of_days(a in short_period(), b in short_period()) {
        // 31 January and 9 February stand for all days before and after.
        let days = |p: Period| -> Vec<bool> {
            (-1..=8).map(|offset| p.contains(date(2019, 2, 1).checked_add(jiff::Span::new().days(offset)).unwrap())).collect()
        };
        let (x, y) = (days(a), days(b));
        let shared = x.iter().zip(&y).any(|(x, y)| *x && *y);
        let inside = x.iter().zip(&y).all(|(x, y)| !x || *y);
        let outside = x.iter().zip(&y).all(|(x, y)| *x || !y);
        let expected = match (inside, outside, shared) {
            (true, true, _) => SetRelation::Equal,
            (true, ..) => SetRelation::Within,
            (_, true, _) => SetRelation::Contains,
            (_, _, true) => SetRelation::Overlaps,
            _ => SetRelation::Disjoint,
        };
        prop_assert_eq!(a.relation(&b), expected);
        prop_assert_eq!(b.relation(&a), expected.mirror());
        prop_assert_eq!(a.intersection(&b).is_some(), shared);
    }
}
