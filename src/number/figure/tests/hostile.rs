//! Texts that are not figures, by accident or by intent: each gets a message at once.

use super::*;

#[test]
fn messages() {
    for (text, message) in [
        ("", "nothing is written where a figure is expected, such as 12.5, about 40 or 1 in 5"),
        ("   ", "nothing is written where a figure is expected, such as 12.5, about 40 or 1 in 5"),
        ("kg", "`kg` is not a figure: expected a number such as 12.5, about 40, 1 in 5 or 1.2 million"),
        ("5 kg", "`kg` after the figure `5` is not part of it: expected the figure alone"),
        (
            "1,23",
            "`1,23` does not fit the number format 1,234.5: groups have three digits (is `,` the decimal sign here?)",
        ),
        (
            "1,2345",
            "`1,2345` does not fit the number format 1,234.5: groups have three digits (is `,` the decimal sign here?)",
        ),
        (
            "1234,567",
            "`1234,567` does not fit the number format 1,234.5: groups have three digits (is `,` the decimal sign here?)",
        ),
        ("0,123", "`0,123` does not fit the number format 1,234.5: a grouped number does not begin with 0"),
        ("1.234.5", "`1.234.5` does not fit the number format 1,234.5: nothing can follow the decimals"),
        ("1.234,5", "`1.234,5` does not fit the number format 1,234.5: nothing can follow the decimals"),
        ("1'234", "`1'234` does not fit the number format 1,234.5: it has no such separator"),
        ("1 234", "`1 234` does not fit the number format 1,234.5: spaces do not group its digits"),
        ("1/0", "`1/0` divides by zero: expected a denominator of 1 or more"),
        ("2 1/0", "`2 1/0` divides by zero: expected a denominator of 1 or more"),
        ("12 to 10", "the range `12 to 10` runs downwards: expected the lower end first"),
        ("2018-10-03", "the range `2018-10` runs downwards: expected the lower end first"),
        (
            "1e999999999",
            "`1e999999999` is no figure that could be checked: expected at most 100 digits and an exponent within ±308",
        ),
        (
            "1e-999",
            "`1e-999` is no figure that could be checked: expected at most 100 digits and an exponent within ±308",
        ),
    ] {
        let error = Figure::parse(text, &NumberFormat::default()).unwrap_err();
        assert_eq!(error.to_string(), message, "{text}");
    }
    let german = Figure::parse("1,234.5", &NumberFormat::CONTINENTAL).unwrap_err().to_string();
    assert!(german.contains("does not fit the number format 1.234,5"), "{german}");
}

#[test]
fn no_figures() {
    for text in [
        "-",
        "+",
        ".",
        ",",
        "%",
        "$5",
        "five-year",
        "a",
        "an",
        "a person",
        "an hour",
        "million",
        "over",
        "about",
        "at least",
        "between 10",
        "between 10 or 12",
        "from 5",
        "one million years",
        "NaN",
        "inf",
        "٣",
        "５",
        "½½",
        "1..2",
        "1,,2",
        "--5",
        "+-5",
        "5-",
        "5 to",
        "1 in",
        "1 in 0",
        "5 in 1",
        "fold",
        "xfold",
        "\u{0}",
        "5\u{0}",
        "\u{feff}5",
        "😀",
    ] {
        assert!(Figure::parse(text, &NumberFormat::default()).is_err(), "{text}");
    }
}

#[test]
fn nothing_stalls() {
    let many = |piece: &str| piece.repeat(100_000 / piece.len());
    for text in [
        many("9"),
        many("0"),
        format!("0.{}", many("0")),
        format!("1{}", many(",000")),
        format!("1e{}", many("9")),
        format!("1/{}", many("9")),
        format!("{}/0", many("9")),
        many("about "),
        many("only "),
        many("over under "),
        many("1 in "),
        many("tens of "),
        many("thousands of "),
        format!("5{}", many(" million")),
        format!("5{}", many("-million")),
        format!("1{}", many(" to 2")),
        many("between "),
        many(" "),
        many("½"),
        many("-"),
        many("twenty-"),
        many("a "),
        many("fold"),
        many("\u{202f}"),
        many("é"),
    ] {
        let result = Figure::parse(&text, &NumberFormat::default());
        let start: String = text.chars().take(20).collect();
        let message = result.expect_err(&start).to_string();
        assert!(message.len() < 300, "{start}… answers with {} bytes", message.len());
    }
}
