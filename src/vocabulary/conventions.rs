//! How a text writes numbers and what its country and language take for granted.

use serde::{Deserialize, Serialize};

use super::countries::Country;
use crate::number::NumberFormat;

/// The conventions of a text, from the `[text]` table of a dossier.
///
/// They settle what would be ambiguous: the decimal comma, which dollar, ton, gallon or mile. What is not given settles
/// nothing. Written in a file as
///
/// ```toml
/// [text]
/// numbers  = "1.234,5"
/// country  = "DE"
/// language = "de"
/// ```
///
/// ```
/// use saltgrain::vocabulary::{TextConventions, Unit};
///
/// let american = TextConventions { country: Some("US".to_owned()), ..TextConventions::default() };
/// assert!(Unit::parse("tons", &TextConventions::default())?.is_ambiguous());
/// assert_eq!(Unit::parse("tons", &american)?, Unit::parse("short tons", &american)?);
/// # Ok::<(), saltgrain::vocabulary::UnitError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TextConventions {
    /// How digits are grouped and the decimal sign, as a sample: `"1,234.5"`. Read like that where nothing is given; in a
    /// language that writes a decimal comma, a figure such as "1.024" is then an error, as it may be either.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<NumberFormat>,
    /// ISO 3166-1 alpha-2 code of the country the text is written for. In a file its alpha-3 code or a name are
    /// understood, too.
    #[serde(deserialize_with = "country", skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The language of the original text, ISO 639 (`"en"`, `"de"`) or a BCP 47 tag (`"en-GB"`).
    #[serde(deserialize_with = "language", skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Languages whose decimal sign is the comma, at least where most of them live (Unicode CLDR 45, `numbers/symbols`).
const DECIMAL_COMMA: [&str; 41] = [
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr",
    "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro",
    "ru", "sk", "sl", "sv", "tr", "uk", "vi",
];

impl TextConventions {
    /// How its numbers are written: as given, or `1,234.5`.
    ///
    /// ```
    /// use saltgrain::{number::NumberFormat, vocabulary::TextConventions};
    /// assert_eq!(TextConventions::default().format(), NumberFormat::ENGLISH);
    /// ```
    #[must_use]
    pub fn format(&self) -> NumberFormat {
        self.numbers.unwrap_or_default()
    }

    pub(crate) fn open_message(&self, number: &str) -> String {
        let language = self.language.as_deref().unwrap_or_default();
        format!(
            "'{number}' can be a thousand and more, or a number with three decimals, in a text in '{language}': expected `numbers` in [text] to \
             say which, as \"1.234,5\" or \"1,234.5\""
        )
    }

    /// The first number in a printed figure that is 1024 or 1.024, and nobody says which.
    pub(crate) fn open_number<'t>(&self, figure: &'t str) -> Option<&'t str> {
        let primary = self.language.as_deref().map(|language| language.split('-').next().unwrap_or_default());
        if self.numbers.is_some() || !primary.is_some_and(|primary| DECIMAL_COMMA.contains(&primary)) {
            return None;
        }
        let mut numbers = figure.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
        numbers.find(|number| {
            let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            number.split_once(['.', ',']).is_some_and(|(before, after)| {
                is_digits(before)
                    && before.len() <= 3
                    && before != "0"
                    && is_digits(after)
                    && after.len() == 3
            })
        })
    }
}

fn country<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    match Country::find(&text) {
        Some(country) => Ok(Some(country.alpha2().to_owned())),
        None => Err(serde::de::Error::custom(format!(
            "'{text}' is no country of ISO 3166-1: expected a code such as 'US' or 'GB', or an English name"
        ))),
    }
}

fn language<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let Some(text) = Option::<String>::deserialize(deserializer)? else { return Ok(None) };
    let mut tags = text.split('-');
    let primary = tags.next().unwrap_or_default();
    let primary_fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_alphabetic());
    let rest_fits =
        tags.all(|tag| (1..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !primary_fits || !rest_fits {
        return Err(serde::de::Error::custom(format!(
            "'{text}' is no language tag: expected a code of ISO 639 such as 'en' or 'de', or a tag such as 'en-GB'"
        )));
    }
    // The primary subtag is compared, and is written in lower case (RFC 5646, 2.1.1).
    let (lower, rest) = (primary.to_ascii_lowercase(), text.get(primary.len()..).unwrap_or_default());
    Ok(Some(format!("{lower}{rest}")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_understood_by_any_of_its_names_and_kept_as_its_code() {
        for text in ["GB", "gb", "GBR", "United Kingdom", "UK", "Britain"] {
            let json = format!("{{\"country\": \"{text}\"}}");
            let conventions: TextConventions = serde_json::from_str(&json).unwrap();
            assert_eq!(conventions.country.as_deref(), Some("GB"), "{text}");
        }
        let error = serde_json::from_str::<TextConventions>("{\"country\": \"Ruritania\"}").unwrap_err();
        assert!(error.to_string().contains("'Ruritania' is no country"), "{error}");
    }

    #[test]
    fn a_number_that_is_read_in_two_ways_is_open_until_somebody_says_how() {
        let german = TextConventions { language: Some("de-AT".to_owned()), ..TextConventions::default() };
        for (figure, open) in [
            ("1.024", Some("1.024")),
            ("over 17,536", Some("17,536")),
            ("200 to 1.024", Some("1.024")),
            ("0.024", None),
            ("1.02", None),
            ("1,234.5", None),
            ("1.234.567", None),
            ("1024", None),
        ] {
            assert_eq!(german.open_number(figure), open, "{figure}");
        }
        let said = TextConventions { numbers: Some(NumberFormat::ENGLISH), ..german };
        assert_eq!(said.open_number("1.024"), None);
        for language in [None, Some("en-GB"), Some("ja")] {
            let other = TextConventions { language: language.map(Into::into), ..TextConventions::default() };
            assert_eq!(other.open_number("1.024"), None);
        }
    }

    #[test]
    fn a_language_is_a_tag() {
        let read =
            |text: &str| serde_json::from_str::<TextConventions>(&format!("{{\"language\": \"{text}\"}}"));
        assert_eq!(read("EN-GB").unwrap().language.as_deref(), Some("en-GB"));
        assert_eq!(read("de").unwrap().language.as_deref(), Some("de"));
        for wrong in ["", "english", "e", "en-", "d€"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn written_and_read_back_they_are_the_same() {
        let conventions = TextConventions {
            country: Some("CA".to_owned()),
            language: Some("fr".to_owned()),
            ..TextConventions::default()
        };
        let json = serde_json::to_string(&conventions).unwrap();
        assert_eq!(serde_json::from_str::<TextConventions>(&json).unwrap(), conventions);
        assert!(serde_json::from_str::<TextConventions>("{\"contry\": \"CA\"}").is_err());
    }
}
