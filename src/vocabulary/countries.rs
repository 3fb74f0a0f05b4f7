//! The countries of ISO 3166-1, by code and by the English names that texts use.

use foldhash::{HashMap, HashMapExt};
use std::sync::LazyLock;

use super::plural;

/// A country or territory of ISO 3166-1.
///
/// ```
/// use saltgrain::vocabulary::Country;
///
/// let britain = Country::find("Britain");
/// assert_eq!(britain.map(|c| (c.alpha2(), c.alpha3())), Some(("GB", "GBR")));
/// assert_eq!(Country::find("GBR"), Country::find("gb"));
/// assert_eq!(Country::all().len(), 249);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country {
    alpha2: &'static str,
    alpha3: &'static str,
    name: &'static str,
    common: &'static [&'static str],
}

impl Country {
    /// The country of a code or name: alpha-2, alpha-3, English short name, or a common name, in any letter case, with
    /// or without "the", accents and full stops ("U.S."), "Saint" or "St", "and" or "&".
    ///
    /// The common names are the short names that the United Nations and the press use in place of the formal ones
    /// ("Iran", "Tanzania"), abbreviations in general use ("UK", "UAE", "DRC"), and names that were the standard's own
    /// until it changed them ("Turkey", "Swaziland", "Czech Republic"). "Britain" and "Great Britain" are taken for the
    /// United Kingdom, whose code GB is, and "America" for the United States. Names that two countries share without
    /// a standard reading ("Korea", "Guiana", "the Virgin Islands", "Saint Martin") are none; "Congo" and "Guinea" are
    /// what the standard calls so; parts of countries ("England") are not in ISO 3166-1.
    #[must_use]
    pub fn find(text: &str) -> Option<&'static Country> {
        if text.len() > LONGEST {
            return None;
        }
        let key = key(text);
        INDEX.get(key.as_str()).and_then(|i| COUNTRIES.get(*i))
    }

    /// Every country, in the order of the alpha-2 codes.
    #[must_use]
    pub fn all() -> &'static [Country] {
        COUNTRIES
    }

    /// Two letters: `"US"`.
    #[must_use]
    pub fn alpha2(&self) -> &'static str {
        self.alpha2
    }

    /// Three letters: `"USA"`.
    #[must_use]
    pub fn alpha3(&self) -> &'static str {
        self.alpha3
    }

    /// The English short name of the standard, without a leading article: `"United States of America"`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Other English names in common use, the usual one first: `["United States", "U.S.", …]`.
    #[must_use]
    pub fn common_names(&self) -> &'static [&'static str] {
        self.common
    }
}

/// No name is longer; it keeps hostile texts from costing time.
const LONGEST: usize = 100;

/// What two ways to write one name have in common.
fn key(text: &str) -> String {
    let lower = plural::normal(text);
    let mut key = String::with_capacity(lower.len());
    for word in lower.split([' ', '-', ',', '(', ')']).filter(|word| !word.is_empty()) {
        let word = match word {
            "the" => continue,
            "&" => "and",
            "st" | "st." => "saint",
            word => word,
        };
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().filter(|c| !matches!(c, '.' | '\'')).map(|c| match c {
            'å' | 'ã' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ô' => 'o',
            'ü' => 'u',
            'ç' => 'c',
            c => c,
        }));
    }
    key
}

static INDEX: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    // Codes first: no name may take one over.
    for (i, country) in COUNTRIES.iter().enumerate() {
        index.insert(key(country.alpha2), i);
        index.insert(key(country.alpha3), i);
    }
    for (i, country) in COUNTRIES.iter().enumerate() {
        for name in std::iter::once(&country.name).chain(country.common) {
            index.entry(key(name)).or_insert(i);
        }
    }
    index
});

const fn country(
    alpha2: &'static str,
    alpha3: &'static str,
    name: &'static str,
    common: &'static [&'static str],
) -> Country {
    Country { alpha2, alpha3, name, common }
}

/// ISO 3166-1:2020 with the newsletters to 2024, sorted by alpha-2 code.
static COUNTRIES: &[Country] = &[
    country("AD", "AND", "Andorra", &[]),
    country("AE", "ARE", "United Arab Emirates", &["UAE", "Emirates"]),
    country("AF", "AFG", "Afghanistan", &[]),
    country("AG", "ATG", "Antigua and Barbuda", &["Antigua"]),
    country("AI", "AIA", "Anguilla", &[]),
    country("AL", "ALB", "Albania", &[]),
    country("AM", "ARM", "Armenia", &[]),
    country("AO", "AGO", "Angola", &[]),
    country("AQ", "ATA", "Antarctica", &[]),
    country("AR", "ARG", "Argentina", &[]),
    country("AS", "ASM", "American Samoa", &[]),
    country("AT", "AUT", "Austria", &[]),
    country("AU", "AUS", "Australia", &[]),
    country("AW", "ABW", "Aruba", &[]),
    country("AX", "ALA", "Åland Islands", &["Åland"]),
    country("AZ", "AZE", "Azerbaijan", &[]),
    country("BA", "BIH", "Bosnia and Herzegovina", &["Bosnia", "Bosnia-Herzegovina"]),
    country("BB", "BRB", "Barbados", &[]),
    country("BD", "BGD", "Bangladesh", &[]),
    country("BE", "BEL", "Belgium", &[]),
    country("BF", "BFA", "Burkina Faso", &[]),
    country("BG", "BGR", "Bulgaria", &[]),
    country("BH", "BHR", "Bahrain", &[]),
    country("BI", "BDI", "Burundi", &[]),
    country("BJ", "BEN", "Benin", &[]),
    country("BL", "BLM", "Saint Barthélemy", &["St Barts"]),
    country("BM", "BMU", "Bermuda", &[]),
    country("BN", "BRN", "Brunei Darussalam", &["Brunei"]),
    country("BO", "BOL", "Bolivia (Plurinational State of)", &["Bolivia"]),
    country("BQ", "BES", "Bonaire, Sint Eustatius and Saba", &["Caribbean Netherlands"]),
    country("BR", "BRA", "Brazil", &[]),
    country("BS", "BHS", "Bahamas", &[]),
    country("BT", "BTN", "Bhutan", &[]),
    country("BV", "BVT", "Bouvet Island", &[]),
    country("BW", "BWA", "Botswana", &[]),
    country("BY", "BLR", "Belarus", &[]),
    country("BZ", "BLZ", "Belize", &[]),
    country("CA", "CAN", "Canada", &[]),
    country("CC", "CCK", "Cocos (Keeling) Islands", &["Cocos Islands", "Keeling Islands"]),
    country(
        "CD",
        "COD",
        "Congo (Democratic Republic of the)",
        &[
            "Democratic Republic of the Congo",
            "Democratic Republic of Congo",
            "DR Congo",
            "DRC",
            "Congo-Kinshasa",
            "Zaire",
        ],
    ),
    country("CF", "CAF", "Central African Republic", &["CAR"]),
    country("CG", "COG", "Congo", &["Republic of the Congo", "Congo-Brazzaville"]),
    country("CH", "CHE", "Switzerland", &[]),
    country("CI", "CIV", "Côte d'Ivoire", &["Ivory Coast"]),
    country("CK", "COK", "Cook Islands", &[]),
    country("CL", "CHL", "Chile", &[]),
    country("CM", "CMR", "Cameroon", &[]),
    country("CN", "CHN", "China", &["People's Republic of China", "PRC", "Mainland China"]),
    country("CO", "COL", "Colombia", &[]),
    country("CR", "CRI", "Costa Rica", &[]),
    country("CU", "CUB", "Cuba", &[]),
    country("CV", "CPV", "Cabo Verde", &["Cape Verde"]),
    country("CW", "CUW", "Curaçao", &[]),
    country("CX", "CXR", "Christmas Island", &[]),
    country("CY", "CYP", "Cyprus", &[]),
    country("CZ", "CZE", "Czechia", &["Czech Republic"]),
    country("DE", "DEU", "Germany", &["Federal Republic of Germany"]),
    country("DJ", "DJI", "Djibouti", &[]),
    country("DK", "DNK", "Denmark", &[]),
    country("DM", "DMA", "Dominica", &[]),
    country("DO", "DOM", "Dominican Republic", &[]),
    country("DZ", "DZA", "Algeria", &[]),
    country("EC", "ECU", "Ecuador", &[]),
    country("EE", "EST", "Estonia", &[]),
    country("EG", "EGY", "Egypt", &[]),
    country("EH", "ESH", "Western Sahara", &[]),
    country("ER", "ERI", "Eritrea", &[]),
    country("ES", "ESP", "Spain", &[]),
    country("ET", "ETH", "Ethiopia", &[]),
    country("FI", "FIN", "Finland", &[]),
    country("FJ", "FJI", "Fiji", &[]),
    country("FK", "FLK", "Falkland Islands (Malvinas)", &["Falkland Islands", "Falklands", "Malvinas"]),
    country(
        "FM",
        "FSM",
        "Micronesia (Federated States of)",
        &["Micronesia", "Federated States of Micronesia"],
    ),
    country("FO", "FRO", "Faroe Islands", &["Faroes"]),
    country("FR", "FRA", "France", &[]),
    country("GA", "GAB", "Gabon", &[]),
    country(
        "GB",
        "GBR",
        "United Kingdom of Great Britain and Northern Ireland",
        &["United Kingdom", "UK", "U.K.", "Great Britain", "Britain"],
    ),
    country("GD", "GRD", "Grenada", &[]),
    country("GE", "GEO", "Georgia", &["Republic of Georgia"]),
    country("GF", "GUF", "French Guiana", &[]),
    country("GG", "GGY", "Guernsey", &[]),
    country("GH", "GHA", "Ghana", &[]),
    country("GI", "GIB", "Gibraltar", &[]),
    country("GL", "GRL", "Greenland", &[]),
    country("GM", "GMB", "Gambia", &[]),
    country("GN", "GIN", "Guinea", &["Guinea-Conakry"]),
    country("GP", "GLP", "Guadeloupe", &[]),
    country("GQ", "GNQ", "Equatorial Guinea", &[]),
    country("GR", "GRC", "Greece", &[]),
    country("GS", "SGS", "South Georgia and the South Sandwich Islands", &["South Georgia"]),
    country("GT", "GTM", "Guatemala", &[]),
    country("GU", "GUM", "Guam", &[]),
    country("GW", "GNB", "Guinea-Bissau", &[]),
    country("GY", "GUY", "Guyana", &[]),
    country("HK", "HKG", "Hong Kong", &["Hong Kong SAR"]),
    country("HM", "HMD", "Heard Island and McDonald Islands", &[]),
    country("HN", "HND", "Honduras", &[]),
    country("HR", "HRV", "Croatia", &[]),
    country("HT", "HTI", "Haiti", &[]),
    country("HU", "HUN", "Hungary", &[]),
    country("ID", "IDN", "Indonesia", &[]),
    country("IE", "IRL", "Ireland", &["Republic of Ireland"]),
    country("IL", "ISR", "Israel", &[]),
    country("IM", "IMN", "Isle of Man", &[]),
    country("IN", "IND", "India", &[]),
    country("IO", "IOT", "British Indian Ocean Territory", &["Chagos Archipelago"]),
    country("IQ", "IRQ", "Iraq", &[]),
    country("IR", "IRN", "Iran (Islamic Republic of)", &["Iran"]),
    country("IS", "ISL", "Iceland", &[]),
    country("IT", "ITA", "Italy", &[]),
    country("JE", "JEY", "Jersey", &[]),
    country("JM", "JAM", "Jamaica", &[]),
    country("JO", "JOR", "Jordan", &[]),
    country("JP", "JPN", "Japan", &[]),
    country("KE", "KEN", "Kenya", &[]),
    country("KG", "KGZ", "Kyrgyzstan", &[]),
    country("KH", "KHM", "Cambodia", &[]),
    country("KI", "KIR", "Kiribati", &[]),
    country("KM", "COM", "Comoros", &[]),
    country("KN", "KNA", "Saint Kitts and Nevis", &["St Kitts"]),
    country("KP", "PRK", "Korea (Democratic People's Republic of)", &["North Korea", "DPRK"]),
    country("KR", "KOR", "Korea (Republic of)", &["South Korea", "Republic of Korea"]),
    country("KW", "KWT", "Kuwait", &[]),
    country("KY", "CYM", "Cayman Islands", &["Caymans"]),
    country("KZ", "KAZ", "Kazakhstan", &[]),
    country("LA", "LAO", "Lao People's Democratic Republic", &["Laos"]),
    country("LB", "LBN", "Lebanon", &[]),
    country("LC", "LCA", "Saint Lucia", &[]),
    country("LI", "LIE", "Liechtenstein", &[]),
    country("LK", "LKA", "Sri Lanka", &["Ceylon"]),
    country("LR", "LBR", "Liberia", &[]),
    country("LS", "LSO", "Lesotho", &[]),
    country("LT", "LTU", "Lithuania", &[]),
    country("LU", "LUX", "Luxembourg", &[]),
    country("LV", "LVA", "Latvia", &[]),
    country("LY", "LBY", "Libya", &[]),
    country("MA", "MAR", "Morocco", &[]),
    country("MC", "MCO", "Monaco", &[]),
    country("MD", "MDA", "Moldova (Republic of)", &["Moldova"]),
    country("ME", "MNE", "Montenegro", &[]),
    country("MF", "MAF", "Saint Martin (French part)", &[]),
    country("MG", "MDG", "Madagascar", &[]),
    country("MH", "MHL", "Marshall Islands", &[]),
    country("MK", "MKD", "North Macedonia", &["Macedonia"]),
    country("ML", "MLI", "Mali", &[]),
    country("MM", "MMR", "Myanmar", &["Burma"]),
    country("MN", "MNG", "Mongolia", &[]),
    country("MO", "MAC", "Macao", &["Macau"]),
    country("MP", "MNP", "Northern Mariana Islands", &[]),
    country("MQ", "MTQ", "Martinique", &[]),
    country("MR", "MRT", "Mauritania", &[]),
    country("MS", "MSR", "Montserrat", &[]),
    country("MT", "MLT", "Malta", &[]),
    country("MU", "MUS", "Mauritius", &[]),
    country("MV", "MDV", "Maldives", &[]),
    country("MW", "MWI", "Malawi", &[]),
    country("MX", "MEX", "Mexico", &[]),
    country("MY", "MYS", "Malaysia", &[]),
    country("MZ", "MOZ", "Mozambique", &[]),
    country("NA", "NAM", "Namibia", &[]),
    country("NC", "NCL", "New Caledonia", &[]),
    country("NE", "NER", "Niger", &[]),
    country("NF", "NFK", "Norfolk Island", &[]),
    country("NG", "NGA", "Nigeria", &[]),
    country("NI", "NIC", "Nicaragua", &[]),
    country("NL", "NLD", "Netherlands (Kingdom of the)", &["Netherlands", "Holland"]),
    country("NO", "NOR", "Norway", &[]),
    country("NP", "NPL", "Nepal", &[]),
    country("NR", "NRU", "Nauru", &[]),
    country("NU", "NIU", "Niue", &[]),
    country("NZ", "NZL", "New Zealand", &["Aotearoa"]),
    country("OM", "OMN", "Oman", &[]),
    country("PA", "PAN", "Panama", &[]),
    country("PE", "PER", "Peru", &[]),
    country("PF", "PYF", "French Polynesia", &[]),
    country("PG", "PNG", "Papua New Guinea", &[]),
    country("PH", "PHL", "Philippines", &[]),
    country("PK", "PAK", "Pakistan", &[]),
    country("PL", "POL", "Poland", &[]),
    country("PM", "SPM", "Saint Pierre and Miquelon", &[]),
    country("PN", "PCN", "Pitcairn", &["Pitcairn Islands"]),
    country("PR", "PRI", "Puerto Rico", &[]),
    country(
        "PS",
        "PSE",
        "Palestine, State of",
        &["Palestine", "State of Palestine", "Palestinian territories", "Occupied Palestinian Territory"],
    ),
    country("PT", "PRT", "Portugal", &[]),
    country("PW", "PLW", "Palau", &[]),
    country("PY", "PRY", "Paraguay", &[]),
    country("QA", "QAT", "Qatar", &[]),
    country("RE", "REU", "Réunion", &[]),
    country("RO", "ROU", "Romania", &[]),
    country("RS", "SRB", "Serbia", &[]),
    country("RU", "RUS", "Russian Federation", &["Russia"]),
    country("RW", "RWA", "Rwanda", &[]),
    country("SA", "SAU", "Saudi Arabia", &["KSA"]),
    country("SB", "SLB", "Solomon Islands", &[]),
    country("SC", "SYC", "Seychelles", &[]),
    country("SD", "SDN", "Sudan", &[]),
    country("SE", "SWE", "Sweden", &[]),
    country("SG", "SGP", "Singapore", &[]),
    country("SH", "SHN", "Saint Helena, Ascension and Tristan da Cunha", &["Saint Helena"]),
    country("SI", "SVN", "Slovenia", &[]),
    country("SJ", "SJM", "Svalbard and Jan Mayen", &["Svalbard"]),
    country("SK", "SVK", "Slovakia", &["Slovak Republic"]),
    country("SL", "SLE", "Sierra Leone", &[]),
    country("SM", "SMR", "San Marino", &[]),
    country("SN", "SEN", "Senegal", &[]),
    country("SO", "SOM", "Somalia", &[]),
    country("SR", "SUR", "Suriname", &["Surinam"]),
    country("SS", "SSD", "South Sudan", &[]),
    country("ST", "STP", "Sao Tome and Principe", &[]),
    country("SV", "SLV", "El Salvador", &[]),
    country("SX", "SXM", "Sint Maarten (Dutch part)", &["Sint Maarten"]),
    country("SY", "SYR", "Syrian Arab Republic", &["Syria"]),
    country("SZ", "SWZ", "Eswatini", &["Swaziland"]),
    country("TC", "TCA", "Turks and Caicos Islands", &[]),
    country("TD", "TCD", "Chad", &[]),
    country("TF", "ATF", "French Southern Territories", &[]),
    country("TG", "TGO", "Togo", &[]),
    country("TH", "THA", "Thailand", &[]),
    country("TJ", "TJK", "Tajikistan", &[]),
    country("TK", "TKL", "Tokelau", &[]),
    country("TL", "TLS", "Timor-Leste", &["East Timor"]),
    country("TM", "TKM", "Turkmenistan", &[]),
    country("TN", "TUN", "Tunisia", &[]),
    country("TO", "TON", "Tonga", &[]),
    country("TR", "TUR", "Türkiye", &["Turkey"]),
    country("TT", "TTO", "Trinidad and Tobago", &["Trinidad"]),
    country("TV", "TUV", "Tuvalu", &[]),
    country("TW", "TWN", "Taiwan (Province of China)", &["Taiwan", "Chinese Taipei", "Republic of China"]),
    country("TZ", "TZA", "Tanzania, the United Republic of", &["Tanzania"]),
    country("UA", "UKR", "Ukraine", &[]),
    country("UG", "UGA", "Uganda", &[]),
    country("UM", "UMI", "United States Minor Outlying Islands", &[]),
    country("US", "USA", "United States of America", &["United States", "U.S.", "U.S.A.", "America"]),
    country("UY", "URY", "Uruguay", &[]),
    country("UZ", "UZB", "Uzbekistan", &[]),
    country("VA", "VAT", "Holy See", &["Vatican", "Vatican City"]),
    country("VC", "VCT", "Saint Vincent and the Grenadines", &["Saint Vincent"]),
    country("VE", "VEN", "Venezuela (Bolivarian Republic of)", &["Venezuela"]),
    country("VG", "VGB", "Virgin Islands (British)", &["British Virgin Islands"]),
    country("VI", "VIR", "Virgin Islands (U.S.)", &["US Virgin Islands", "U.S. Virgin Islands"]),
    country("VN", "VNM", "Viet Nam", &["Vietnam"]),
    country("VU", "VUT", "Vanuatu", &[]),
    country("WF", "WLF", "Wallis and Futuna", &[]),
    country("WS", "WSM", "Samoa", &["Western Samoa"]),
    country("YE", "YEM", "Yemen", &[]),
    country("YT", "MYT", "Mayotte", &[]),
    country("ZA", "ZAF", "South Africa", &["RSA"]),
    country("ZM", "ZMB", "Zambia", &[]),
    country("ZW", "ZWE", "Zimbabwe", &[]),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_well_formed_sorted_and_unique() {
        assert_eq!(COUNTRIES.len(), 249);
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].alpha2 < pair[1].alpha2));
        let upper = |code: &str, n: usize| code.len() == n && code.bytes().all(|b| b.is_ascii_uppercase());
        assert!(COUNTRIES.iter().all(|c| upper(c.alpha2, 2) && upper(c.alpha3, 3)));
        assert_eq!(COUNTRIES.iter().map(|c| c.alpha3).collect::<foldhash::HashSet<_>>().len(), 249);
    }

    #[test]
    fn every_code_and_name_finds_its_own_country() {
        for country in COUNTRIES {
            for text in [country.alpha2, country.alpha3, country.name].iter().chain(country.common) {
                assert_eq!(Country::find(text), Some(country), "{text}");
                assert_eq!(Country::find(&text.to_lowercase()), Some(country), "{text}");
                assert_eq!(Country::find(&format!("the {text}")), Some(country), "{text}");
            }
        }
    }

    #[test]
    fn spelling_is_forgiven_but_not_meaning() {
        let code = |text: &str| Country::find(text).map(Country::alpha2);
        assert_eq!(code("the Netherlands"), Some("NL"));
        assert_eq!(code("Cote d’Ivoire"), Some("CI"));
        assert_eq!(code("Curacao"), Some("CW"));
        assert_eq!(code("Turkiye"), Some("TR"));
        assert_eq!(code("St. Lucia"), Some("LC"));
        assert_eq!(code("Trinidad & Tobago"), Some("TT"));
        assert_eq!(code("Guinea Bissau"), Some("GW"));
        assert_eq!(code("U.S.A."), Some("US"));
        for none in ["", "Korea", "England", "EU", "Virgin Islands", "Ruritania", "XX", "the"] {
            assert_eq!(code(none), None, "{none}");
        }
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,120}") {
            let _ = Country::find(&text);
        }
    }
}
