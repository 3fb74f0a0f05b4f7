#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use proptest::prelude::*;

use super::money::{CURRENCIES, MINORS};
use super::table::{AMBIGUOUS, By, LINES};
use super::*;
use crate::vocabulary::{Country, kinds};

fn unit(text: &str) -> Unit {
    match Unit::parse(text, &TextConventions::default()) {
        Ok(unit) => unit,
        Err(error) => panic!("{text}: {error}"),
    }
}

fn fails(text: &str) -> UnitError {
    match Unit::parse(text, &TextConventions::default()) {
        Ok(unit) => panic!("{text} was read as {unit:?}, kind {:?}", unit.kind()),
        Err(error) => error,
    }
}

fn in_country(text: &str, country: &str) -> Unit {
    let conventions = TextConventions { country: Some(country.to_owned()), ..TextConventions::default() };
    Unit::parse(text, &conventions).unwrap()
}

fn in_language(text: &str, language: &str) -> Unit {
    let conventions = TextConventions { language: Some(language.to_owned()), ..TextConventions::default() };
    Unit::parse(text, &conventions).unwrap()
}

fn names(unit: &Unit) -> Vec<&'static str> {
    unit.definitions().map(Definition::name).collect()
}

/// The exact factor of a unit that has one definition.
fn factor(text: &str) -> Exact {
    let unit = unit(text);
    let mut definitions = unit.definitions();
    let factor = definitions.next().unwrap_or_else(|| panic!("{text} is not in the table")).factor().clone();
    assert!(definitions.next().is_none(), "{text} is ambiguous");
    factor
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

fn product(factors: &[&str]) -> Exact {
    factors.iter().fold(Exact::ONE, |so_far, text| (&so_far * &exact(text)).unwrap())
}

mod table {
    use super::*;
    use std::collections::{HashMap, HashSet};

    #[test]
    fn every_line_was_read() {
        let minors: HashSet<&str> = MINORS.iter().flat_map(|minor| minor.codes).copied().collect();
        assert_eq!(Unit::table().count(), LINES.len() + CURRENCIES.len() + minors.len());
        let unique: HashSet<&str> = Unit::table().map(Definition::name).collect();
        assert_eq!(unique.len(), Unit::table().count());
        assert!(Unit::table().all(|d| d.factor().is_positive() && d.range().contains(d.factor())));
        assert!(Unit::table().all(|d| !d.source().is_empty()));
    }

    #[test]
    fn every_name_parses_to_its_unit() {
        for definition in Unit::table() {
            let parsed = unit(definition.name());
            assert_eq!(parsed.definitions().collect::<Vec<_>>(), [definition], "{}", definition.name());
        }
        for line in LINES {
            let canonical = unit(line.name);
            for text in line.symbols.iter().chain(line.names).chain(line.forms) {
                assert_eq!(unit(text), canonical, "{text} of {}", line.name);
            }
            for text in line.names.iter().chain(line.forms).chain([&line.name]) {
                assert_eq!(unit(&text.to_uppercase()), canonical, "{text} of {}", line.name);
            }
        }
    }

    #[test]
    fn every_plural_parses_to_its_unit() {
        for line in LINES
            .iter()
            .filter(|line| line.name.ends_with(char::is_alphabetic) && line.dimension != Dimension::NONE)
        {
            let plural = match line.name {
                "inch" | "cubic inch" | "square inch" => format!("{}es", line.name),
                name if name.ends_with("foot") => format!("{}feet", name.strip_suffix("foot").unwrap()),
                "century" => "centuries".to_owned(),
                "degree Celsius" => "degrees Celsius".to_owned(),
                "degree Fahrenheit" => "degrees Fahrenheit".to_owned(),
                "pound avoirdupois" => "pounds avoirdupois".to_owned(),
                "ounce avoirdupois" => "ounces avoirdupois".to_owned(),
                "ounce troy" => "ounces troy".to_owned(),
                "tonne of oil equivalent" => "tonnes of oil equivalent".to_owned(),
                name if name.ends_with("horsepower") => name.to_owned(),
                name => format!("{name}s"),
            };
            assert_eq!(unit(&plural), unit(line.name), "{plural}");
        }
    }

    #[test]
    fn no_two_lines_claim_one_word() {
        let mut claims: HashMap<String, &str> = HashMap::new();
        let mut claim = |text: String, owner: &'static str| {
            if let Some(other) = claims.insert(text.clone(), owner) {
                assert_eq!(other, owner, "both claim {text}");
            }
        };
        for line in LINES {
            line.symbols.iter().for_each(|s| claim((*s).to_owned(), line.name));
            line.names
                .iter()
                .chain(line.forms)
                .chain([&line.name])
                .for_each(|n| claim(n.to_lowercase(), line.name));
        }
        for ambiguous in AMBIGUOUS {
            ambiguous.symbols.iter().for_each(|s| claim((*s).to_owned(), ambiguous.meanings[0]));
            ambiguous.names.iter().for_each(|n| claim((*n).to_owned(), ambiguous.meanings[0]));
        }
        // Words of currencies may be shared among currencies, never with another unit.
        for currency in CURRENCIES {
            claim(currency.code.to_owned(), currency.code);
            claim(currency.name.to_lowercase(), currency.code);
            currency.names.iter().for_each(|n| claim((*n).to_owned(), currency.code));
            let shared = currency.nouns.iter().filter(|noun| **noun != currency.name.to_lowercase());
            shared.chain(currency.signs).for_each(|n| claim((*n).to_owned(), "money"));
        }
    }

    #[test]
    fn every_meaning_and_country_of_a_rule_exists() {
        let known: HashSet<&str> = Unit::table().map(Definition::name).collect();
        for ambiguous in AMBIGUOUS {
            assert!(ambiguous.meanings.len() > 1);
            assert!(
                ambiguous.meanings.iter().all(|meaning| known.contains(meaning)),
                "{:?}",
                ambiguous.meanings
            );
            for rule in ambiguous.settled {
                assert!(
                    rule.meanings.iter().all(|meaning| ambiguous.meanings.contains(meaning)),
                    "{:?}",
                    rule.meanings
                );
                if let By::Country(codes) = rule.by {
                    assert!(
                        codes.iter().all(|code| Country::find(code).is_some_and(|c| c.alpha2() == *code))
                    );
                }
            }
        }
        for currency in CURRENCIES {
            for code in currency.countries.split_whitespace() {
                assert!(
                    Country::find(code).is_some_and(|c| c.alpha2() == code),
                    "{code} of {}",
                    currency.code
                );
            }
        }
        for country in Country::all().iter().filter(|country| country.alpha2() != "AQ") {
            let own = CURRENCIES
                .iter()
                .any(|c| c.countries.split_whitespace().any(|code| code == country.alpha2()));
            assert!(own, "{} has no currency", country.name());
        }
    }

    #[test]
    fn currency_codes_are_three_letters_sorted_after_the_reserve_currencies() {
        assert!(
            CURRENCIES.iter().all(|c| c.code.len() == 3 && c.code.bytes().all(|b| b.is_ascii_uppercase()))
        );
        assert!(CURRENCIES[5..].windows(2).all(|pair| pair[0].code < pair[1].code));
        assert_eq!(CURRENCIES.len(), 155);
    }

    #[test]
    fn no_unit_is_kept_from_being_one_by_the_exceptions() {
        for (name, any_case, _) in lookup::all_words() {
            assert!(!any_case || real_words::REAL_WORDS.binary_search(&name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_unit_is_small() {
        assert!(size_of::<Unit>() <= 24);
        assert!(size_of::<Option<Unit>>() <= 24);
    }
}

mod factors {
    use super::*;

    /// Every factor that follows from others by a definition, in base units of the identity's own source.
    #[test]
    fn independent_identities() {
        // unit, product of: (NIST HB 44 App. C; W&M Act 1985 Sch. 1; SI Brochure)
        let identities: &[(&str, &[&str])] = &[
            ("short ton", &["2000", "0.45359237"]),
            ("long ton", &["2240", "0.45359237"]),
            ("short hundredweight", &["100", "0.45359237"]),
            ("long hundredweight", &["112", "0.45359237"]),
            ("stone", &["14", "0.45359237"]),
            ("ounce avoirdupois", &["1/16", "0.45359237"]),
            ("grain (mass)", &["1/7000", "0.45359237"]),
            ("ounce troy", &["480/7000", "0.45359237"]),
            ("foot", &["12", "0.0254"]),
            ("yard", &["36", "0.0254"]),
            ("statute mile", &["5280", "12", "0.0254"]),
            ("fathom", &["6", "12", "0.0254"]),
            ("furlong", &["660", "12", "0.0254"]),
            ("light-year", &["299792458", "365.25", "86400"]),
            ("square inch", &["0.0254", "0.0254"]),
            ("square foot", &["144", "0.0254", "0.0254"]),
            ("square yard", &["1296", "0.0254", "0.0254"]),
            ("acre", &["43560", "144", "0.0254", "0.0254"]),
            ("square mile", &["640", "43560", "144", "0.0254", "0.0254"]),
            ("cubic inch", &["0.0254", "0.0254", "0.0254"]),
            ("cubic foot", &["1728", "0.0254", "0.0254", "0.0254"]),
            ("cubic yard", &["46656", "0.0254", "0.0254", "0.0254"]),
            ("cubic mile", &["1609.344", "1609.344", "1609.344"]),
            ("acre-foot", &["43560", "1728", "0.0254", "0.0254", "0.0254"]),
            ("US gallon", &["231", "0.0254", "0.0254", "0.0254"]),
            ("US quart", &["231/4", "0.0254", "0.0254", "0.0254"]),
            ("US pint", &["231/8", "0.0254", "0.0254", "0.0254"]),
            ("US fluid ounce", &["231/128", "0.0254", "0.0254", "0.0254"]),
            ("US bushel", &["2150.42", "0.0254", "0.0254", "0.0254"]),
            ("US dry quart", &["2150.42", "1/32", "0.0254", "0.0254", "0.0254"]),
            ("US dry pint", &["2150.42", "1/64", "0.0254", "0.0254", "0.0254"]),
            ("oil barrel", &["42", "231", "0.0254", "0.0254", "0.0254"]),
            ("US beer barrel", &["31", "231", "0.0254", "0.0254", "0.0254"]),
            ("US dry barrel", &["7056", "0.0254", "0.0254", "0.0254"]),
            ("imperial gallon", &["4.54609", "0.001"]),
            ("imperial quart", &["1/4", "4.54609", "0.001"]),
            ("imperial pint", &["1/8", "4.54609", "0.001"]),
            ("imperial fluid ounce", &["1/160", "4.54609", "0.001"]),
            ("imperial bushel", &["8", "4.54609", "0.001"]),
            ("UK beer barrel", &["36", "4.54609", "0.001"]),
            ("knot", &["1852", "1/3600"]),
            ("kilowatt-hour", &["1000", "3600"]),
            ("terawatt-hour", &["1e12", "3600"]),
            // Btu_IT: one pound of water by one °F at 4.1868 J/(g·K), the calorie of the International Table.
            ("British thermal unit", &["4186.8", "0.45359237", "5/9"]),
            ("therm", &["100000", "4186.8", "0.45359237", "5/9"]),
            ("tonne of oil equivalent", &["1e10", "4.1868"]),
            ("mechanical horsepower", &["550", "0.3048", "0.45359237", "9.80665"]),
            ("metric horsepower", &["75", "9.80665"]),
            ("degree Fahrenheit", &["100/180"]),
            ("week", &["7", "86400"]),
            ("fortnight", &["14", "86400"]),
            ("year", &["365.25", "86400"]),
            ("month", &["365.25", "1/12", "86400"]),
            ("quarter-year", &["365.25", "1/4", "86400"]),
            ("decade", &["3652.5", "86400"]),
            ("century", &["36525", "86400"]),
            ("byte", &["8"]),
            ("kibibyte", &["8", "1024"]),
            ("mebibyte", &["8", "1024", "1024"]),
            ("gibibyte", &["8", "1024", "1024", "1024"]),
            ("tebibyte", &["8", "1024", "1024", "1024", "1024"]),
            ("pebibyte", &["8", "1024", "1024", "1024", "1024", "1024"]),
        ];
        for (name, factors) in identities {
            assert_eq!(factor(name), product(factors), "{name}");
        }
    }

    /// As NIST prints them (Handbook 44 Appendix C, Special Publication 811 Appendix B.8), rounded as printed.
    #[test]
    fn values_typed_from_nist() {
        let printed: &[(&str, usize, &str)] = &[
            ("pound avoirdupois", 8, "0.45359237"),
            ("ounce avoirdupois", 10, "0.02834952312"), // 28.349 523 125 g, half to even
            ("ounce troy", 7, "0.03110348"),
            ("short ton", 7, "907.1847"),
            ("long ton", 7, "1016.047"),
            ("stone", 7, "6.350293"),
            ("long hundredweight", 7, "50.80235"),
            ("acre", 7, "4046.856"),
            ("square mile", 7, "2589988"),
            ("US gallon", 7, "0.003785412"),
            ("imperial gallon", 6, "0.00454609"),
            ("US quart", 7, "0.0009463529"),
            ("US pint", 7, "0.0004731765"),
            ("US dry quart", 7, "0.001101221"),
            ("US dry pint", 7, "0.0005506105"),
            ("US fluid ounce", 7, "0.00002957353"),
            ("imperial fluid ounce", 7, "0.00002841306"),
            ("oil barrel", 7, "0.1589873"),
            ("US bushel", 7, "0.03523907"),
            ("acre-foot", 7, "1233.482"),
            ("cubic foot", 7, "0.02831685"),
            ("cubic yard", 7, "0.7645549"),
            ("cubic inch", 7, "0.00001638706"),
            ("statute mile", 7, "1609.344"),
            ("nautical mile", 4, "1852"),
            ("knot", 7, "0.5144444"),
            ("British thermal unit", 7, "1055.056"),
            ("mechanical horsepower", 7, "745.6999"),
            ("metric horsepower", 7, "735.4988"),
            ("thermochemical calorie", 4, "4.184"),
            ("IT calorie", 5, "4.1868"),
            ("light-year", 6, "9460730000000000"),
            ("year", 8, "31557600"),
        ];
        for (name, digits, value) in printed {
            assert_eq!(factor(name).to_decimal(*digits), *value, "{name}");
        }
    }

    #[test]
    fn the_25_tons_of_the_founding_example() {
        let kilograms: Vec<String> = unit("tons")
            .definitions()
            .map(|d| (d.factor() * &Exact::from(25)).unwrap().to_decimal(5))
            .collect();
        assert_eq!(kilograms, ["22680", "25000", "25401"]);
        let tons = unit("tons");
        let hull = tons.factor();
        assert_eq!(
            hull.to_string(),
            Interval::closed(exact("907.18474"), exact("1016.0469088")).unwrap().to_string()
        );
    }

    #[test]
    fn the_calendar_has_no_one_length() {
        let day = exact("86400");
        for (name, least, greatest) in [
            ("year", 365, 366),
            ("month", 28, 31),
            ("quarter-year", 90, 92),
            ("decade", 3651, 3653),
            ("century", 36524, 36525),
        ] {
            let days = |n: i64| (&Exact::from(n) * &day).unwrap();
            assert_eq!(
                *unit(name).factor(),
                Interval::closed(days(least), days(greatest)).unwrap(),
                "{name}"
            );
            assert!(!unit(name).is_ambiguous());
        }
        // The lengths that do occur, by the Gregorian rule, from 1700 to 2399.
        let leap = |y: i64| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
        let length = |from: i64, years: i64| {
            (from..from + years).map(|y| if leap(y) { 366 } else { 365 }).sum::<i64>()
        };
        for start in 1700..2300 {
            assert!((3651..=3653).contains(&length(start, 10)));
            assert!((36524..=36525).contains(&length(start, 100)));
        }
    }

    #[test]
    fn compound_factors_are_products_of_their_parts() {
        let point = |text: &str| unit(text).factor().is_point().unwrap().clone();
        assert_eq!(point("km/h"), exact("5/18"));
        assert_eq!(in_country("mph", "US").factor().is_point(), Some(&exact("0.44704")));
        assert_eq!(point("kg/day"), exact("1/86400"));
        assert_eq!(point("mg/dL"), exact("0.01"));
        assert_eq!(point("µg/m³"), exact("1e-9"));
        assert_eq!(point("deaths per 100,000"), exact("1/100000"));
        assert_eq!(point("deaths per 1,000 live births"), exact("1/1000"));
        assert_eq!(point("L/100 km"), exact("1e-8"));
        assert_eq!(point("tonne-kilometres"), exact("1000000"));
        assert_eq!(point("Mbps"), exact("1000000"));
        assert_eq!(unit("person-years").factor(), unit("year").factor());
        // 3.785… or 4.546… litres: 235.2 and 282.5 litres per 100 km for one mile per gallon.
        assert_eq!(in_country("mpg", "US").factor().is_point().unwrap().to_decimal(7), "425143.7");
        assert_eq!(in_country("mpg", "GB").factor().is_point().unwrap().to_decimal(7), "354006.2");
        assert!(unit("mpg").is_ambiguous());
    }
}

mod settled {
    use super::*;

    #[test]
    fn tons_by_country_and_language() {
        assert_eq!(names(&unit("tons")), ["short ton", "tonne", "long ton"]);
        assert_eq!(names(&in_country("tons", "US")), ["short ton"]);
        assert_eq!(names(&in_country("tons", "GB")), ["tonne", "long ton"]);
        assert_eq!(names(&in_country("tons", "CA")), ["short ton", "tonne"]);
        assert_eq!(names(&in_country("tons", "IN")).len(), 3);
        assert_eq!(names(&in_language("tons", "de")), ["tonne"]);
        assert_eq!(names(&in_language("tons", "en-US")).len(), 3);
        assert_eq!(names(&unit("metric tons")), ["tonne"]);
        assert_eq!(unit("US tons"), unit("short tons"));
    }

    #[test]
    fn volumes_by_country() {
        for name in ["gallon", "gal", "fluid ounces", "fl oz"] {
            assert_eq!(unit(name).definitions().count(), 2, "{name}");
            assert!(names(&in_country(name, "US"))[0].starts_with("US "), "{name}");
            assert!(names(&in_country(name, "GB"))[0].starts_with("imperial "), "{name}");
            assert_eq!(in_country(name, "GB").definitions().count(), 1, "{name}");
            assert_eq!(in_country(name, "AU").definitions().count(), 2, "{name}");
        }
        for name in ["pints", "quarts"] {
            assert_eq!(in_country(name, "IE").definitions().count(), 1);
            assert_eq!(in_country(name, "US").definitions().count(), 2);
        }
        assert_eq!(names(&unit("barrels")).len(), 4);
        assert_eq!(names(&in_country("barrels", "US")).len(), 4);
        assert_eq!(names(&unit("barrels of oil")), ["oil barrel"]);
        assert_eq!(names(&in_country("beer barrels", "GB")), ["UK beer barrel"]);
        assert_eq!(names(&in_country("hundredweight", "GB")), ["long hundredweight"]);
        assert_eq!(names(&in_country("cwt", "US")), ["short hundredweight"]);
    }

    #[test]
    fn miles_ounces_calories_bytes_horses_degrees() {
        assert_eq!(names(&unit("miles")), ["statute mile", "nautical mile"]);
        assert_eq!(names(&in_country("miles", "GB")), ["statute mile"]);
        assert_eq!(names(&in_country("oz", "US")), ["ounce avoirdupois", "ounce troy"]);
        assert_eq!(names(&unit("calories")).len(), 3);
        assert!(!unit("kcal").is_ambiguous());
        assert_eq!(names(&unit("GB")), ["decimal gigabyte", "gibibyte"]);
        assert!(!unit("GiB").is_ambiguous());
        assert!(!unit("Gb").is_ambiguous());
        assert_eq!(names(&unit("horsepower")).len(), 3);
        assert_eq!(names(&in_language("hp", "fr")), ["metric horsepower"]);
        assert_eq!(names(&unit("degrees")).len(), 3);
        assert_eq!(names(&in_country("degrees", "US"))[0], "degree Fahrenheit");
        assert_eq!(unit("degrees").dimension(), None);
        assert!(!unit("°C").is_ambiguous());
    }

    #[test]
    fn money_by_country() {
        assert!(names(&unit("$")).len() > 20);
        assert_eq!(names(&unit("$"))[0], "USD");
        for (country, code) in [
            ("US", "USD"),
            ("CA", "CAD"),
            ("AU", "AUD"),
            ("MX", "MXN"),
            ("EC", "USD"),
            ("DE", "USD"),
            ("GB", "USD"),
            ("HK", "HKD"),
        ] {
            assert_eq!(names(&in_country("$", country)), [code], "{country}");
        }
        assert_eq!(names(&in_country("dollars", "NZ")), ["NZD"]);
        assert_eq!(names(&in_country("pesos", "PH")), ["PHP"]);
        assert_eq!(names(&unit("¥")), ["JPY", "CNY"]);
        assert_eq!(names(&in_country("¥", "CN")), ["CNY"]);
        assert_eq!(names(&unit("£")), ["GBP"]);
        assert_eq!(names(&unit("pounds"))[..2], ["pound avoirdupois", "GBP"]);
        assert_eq!(names(&in_country("pounds", "GB")), ["pound avoirdupois", "GBP"]);
        assert_eq!(names(&in_country("pounds", "EG")), ["pound avoirdupois", "GBP", "EGP"]);
        assert_eq!(names(&in_country("pounds", "US")), ["pound avoirdupois"]);
        assert_eq!(names(&in_country("cents", "CA")), ["hundredth of CAD"]);
        assert_eq!(names(&in_country("crowns", "CZ")), ["CZK"]);
        assert_eq!(unit("US$"), unit("USD"));
        assert_eq!(unit("euros"), unit("€"));
        assert_eq!(unit("euros").kind(), Some("EUR"));
        assert_eq!(unit("$").kind(), None);
        assert_eq!(unit("$").dimension(), Some(Dimension::MONEY));
        // Currency codes are words in small letters: "all", "try", "top" are not money.
        assert_eq!(
            Unit::parse("all", &TextConventions::default()).unwrap().dimension(),
            Some(Dimension::COUNT)
        );
    }
}

mod counted {
    use super::*;

    /// Nouns that news, registries and papers count: none is a unit, none is a misspelt one.
    const NOUNS: &str = "abortions accidents accounts acres-burned admissions adoptions adults agents aircraft airports \
        ambulances amputations analyses animals apartments appeals applicants appointments arrests articles asylum-seekers \
        attacks attendees audits babies bags ballots banks bankruptcies battles bats beads beds bees beers bets bids bikes bills \
        birds births bites blocks boats bodies bolts bombs books boots bots bounces boxes boys breaches bricks bridges \
        buildings builders bulls burglaries buses bushes busts calls calves camps candidates cans carats-lost caravans cards cars \
        cases cattle cells centres chairs charges checks chickens children churches cities citizens civilians claims clients \
        clinics clowns coals coins collars colleges colonies companies complaints containers contracts convictions cookies \
        corpses couples courts cows crashes crimes criteria crowds customers cuts cyclists dams dates deaths debts decrees \
        deeds deer defects dents detainees diners dinners doctors dogs donors doses downloads drivers drones drugs earthquakes \
        eggs elections elephants emails employees engines errors events executions exports families fans farms farmers fathers \
        ferries fields fights files fires firms fish flats flights floods followers foods forests fractures galleons games gangs \
        gays geese genes girls goals goats grants grants graduates groups guests guns hits hens hikers homes homicides hospitals \
        hostages hostels hotels hounds households houses hurricanes immigrants incidents infants infections injuries inmates \
        inspections interviews investors jails jars jobs jokes journalists judges kidneys kids killings kits lambs landmines laps \
        laws lawsuits leaks leaves lemons letters licences lines liners liters-of-truth litters lives loans losses lots males \
        mammals marriages matches meals medals meetings members men mergers messages meteors metros migrants mines miners mints \
        missiles mistakes mobiles moths mothers mouths mules murders mutations nations nights notes nurses officers ones orders \
        organs orphans outages overdoses owners oysters pages paints pairs pandemics panels papers parcels parents parks parties \
        partners passengers patents patients peaches pears pedestrians penalties people persons petitions phones photos pigs pills \
        pilots pirates places planes plants players points poles police polls ponds ports posts prints prisoners prizes products \
        projects protesters pubs pupils quakes quarters questions quotes rabbits races raids rapes ratings rats rays reactors \
        rebels recalls records recruits refugees rents reports requests respondents responses restaurants riots rivals roads \
        robberies robots rockets rooms rounds routes royals rules sackings sailors sales samples satellites schools screens seals \
        seats seconds-in-command seizures sentences series servers shares sheep shelters ships shootings shops signatures sites \
        smokers soldiers sons songs species spills stabbings staff stations steps stones stops stores storms strains streets \
        strikes strokes students studies suicides surgeries surveys survivors suspects tanks targets taxis teachers teams tents \
        terms terrorists tests thefts therapists tigers tiles times tips tones tornadoes tourists tours towns toys tractors trades \
        trains trams transactions transplants trees trials tribes trips troops troubles trucks tumours tunnels turbines tweets \
        twins units universities users vaccines variants vehicles venues victims videos views villages viruses visas visits \
        volcanoes voters votes wards warnings wars waves weapons weddings wells whales wheels wildfires wins wives wolves women \
        words workers works wounds yarns zebras GPs MPs ICUs NGOs NFTs ETFs PCs TVs UFOs vapes memes apps emojis hashtags";

    #[test]
    fn real_nouns_are_kinds_and_no_misspellings() {
        let mut seen = 0;
        for noun in NOUNS.split_whitespace() {
            let parsed = unit(noun);
            assert!(parsed.is_counted(), "{noun} is {parsed:?}");
            assert_eq!(parsed.dimension(), Some(Dimension::COUNT));
            assert_eq!(parsed.symbol(), noun);
            seen += 1;
        }
        assert!(seen >= 350, "{seen}");
    }

    #[test]
    fn phrases_are_kinds() {
        for (many, one) in [
            ("live births", "live birth"),
            ("drug busts", "drug bust"),
            ("people in poverty", "person in poverty"),
            ("COVID-19 cases", "COVID-19 case"),
            ("road traffic deaths", "road traffic death"),
            ("18-year-olds", "18-year-old"),
            ("women aged 15-49", "woman aged 15-49"),
            ("pairs of shoes", "pair of shoes"),
            ("bachelor's degrees", "Bachelor’s degree"),
            ("second homes", "second home"),
            ("day centres", "day centre"),
            ("working days", "working day"),
        ] {
            assert_eq!(unit(many), unit(one), "{many}");
            assert!(unit(many).is_counted());
        }
    }

    #[test]
    fn people_in_any_words() {
        let person = unit("person");
        for text in ["people", "persons", "People", "PEOPLE", " people "] {
            assert_eq!(unit(text), person);
        }
        assert_eq!(unit("people").symbol(), "people");
        assert_eq!(unit("children"), unit("kids"));
        assert_ne!(unit("children"), person);
        assert_ne!(unit("cases"), unit("people"));
    }

    #[test]
    fn a_program_names_its_kinds_itself() {
        assert_eq!(Unit::counted("busts").unwrap(), unit("bust"));
        assert_eq!(Unit::counted("tonns").unwrap().kind(), Some("tonn"));
        assert!(Unit::counted("").is_err());
        assert!(Unit::counted("12").is_err());
        assert!(Unit::counted(&"x".repeat(101)).is_err());
    }
}

mod misspelt {
    use super::*;

    #[test]
    fn names_missed_by_one_letter_are_errors_with_the_name() {
        for (wrong, right) in [
            ("kilogramms", "kilograms"),
            ("kilogrms", "kilograms"),
            ("killograms", "kilograms"),
            ("tonns", "tonnes"),
            ("litrs", "litres"),
            ("kilometrs", "kilometres"),
            ("killometers", "kilometers"),
            ("milles", "miles"),
            ("hectars", "hectares"),
            ("galons", "gallons"),
            ("barels", "barrels"),
            ("dolars", "dollars"),
            ("dollers", "dollars"),
            ("precent", "percent"),
            ("percentage ponts", "percentage points"),
            ("pecent", "percent"),
            ("minuets of arc", ""),
            ("ounches", "ounces"),
            ("gramms", "grams"),
            ("hetcare", "hectare"),
            ("kilowat-hours", "kilowatt-hours"),
            ("square kilometrs", "square kilometres"),
            ("Kilogramms", "kilograms"),
            ("monhts", "months"),
            ("yeears", "years"),
        ] {
            if right.is_empty() {
                assert!(unit(wrong).is_counted());
                continue;
            }
            let error = fails(wrong);
            assert_eq!(error.suggestion(), Some(right), "{wrong}: {error}");
            assert_eq!(
                error.to_string(),
                format!("'{}' is no unit: did you mean '{right}'?", wrong.to_lowercase())
            );
        }
        assert_eq!(fails("kilogramms per day").suggestion(), Some("kilograms"));
        assert_eq!(fails("kilogramms of heroin").suggestion(), Some("kilograms"));
        assert_eq!(fails("deaths per monht").suggestion(), Some("month"));
    }

    /// The names a news text uses most; obscure currencies and abbreviations are left out.
    const COMMON: &[&str] = &[
        "kilogram",
        "kilograms",
        "kilogramme",
        "milligrams",
        "tonnes",
        "metric tons",
        "short tons",
        "pounds",
        "ounces",
        "kilometres",
        "kilometers",
        "metres",
        "meters",
        "inches",
        "nautical miles",
        "hectares",
        "square miles",
        "square metres",
        "litres",
        "liters",
        "gallons",
        "barrels",
        "bushels",
        "seconds",
        "minutes",
        "months",
        "decades",
        "calories",
        "kilowatts",
        "megawatts",
        "gigawatt-hours",
        "gigabytes",
        "terabytes",
        "percent",
        "percentage points",
        "dollars",
        "rupees",
        "roubles",
        "shillings",
        "degrees Celsius",
    ];

    proptest! {
        #[test]
        fn one_slip_in_a_common_name_never_makes_a_new_kind_silently(
            name in proptest::sample::select(COMMON), at in 0_usize..20, letter in proptest::char::range('a', 'z'), slip in 0..4,
        ) {
            let mut letters: Vec<char> = name.chars().collect();
            let at = at % letters.len();
            match slip {
                0 => { letters.remove(at); }
                1 => letters.insert(at, letter),
                2 => letters[at] = letter,
                _ => { if at > 0 { letters.swap(at, at - 1); } }
            }
            let wrong: String = letters.iter().collect();
            match Unit::parse(&wrong, &TextConventions::default()) {
                Err(error) => {
                    if let Some(suggestion) = error.suggestion() {
                        prop_assert!(Unit::parse(suggestion, &TextConventions::default()).is_ok());
                    }
                }
                Ok(unit) => {
                    let word = wrong.trim().to_lowercase();
                    let real = real_words::REAL_WORDS.binary_search(&word.as_str()).is_ok()
                        || kinds::is_known(&kinds::lemma(&word))
                        || word.contains(' ');
                    prop_assert!(!unit.is_counted() || real, "{wrong} became a kind");
                }
            }
        }
    }
}

mod rates {
    use super::*;

    #[test]
    fn a_rate_has_its_denominator() {
        let per = |text: &str| {
            let unit = unit(text);
            let (n, below) = unit.per().unwrap();
            (n.to_string(), below.to_string())
        };
        assert_eq!(per("per 100,000"), ("100000".into(), String::new()));
        assert_eq!(per("per million"), ("1000000".into(), String::new()));
        assert_eq!(per("per 100,000 people"), ("100000".into(), "people".into()));
        assert_eq!(per("deaths per 1,000 births"), ("1000".into(), "births".into()));
        assert_eq!(per("kg/day"), ("1".into(), "day".into()));
        assert_eq!(per("kg a day"), ("1".into(), "day".into()));
        assert_eq!(per("a year"), ("1".into(), "year".into()));
        assert_eq!(per("cases per day"), ("1".into(), "day".into()));
        assert_eq!(per("L/100 km"), ("100".into(), "km".into()));
        assert_eq!(per("people per km²"), ("1".into(), "km²".into()));
        assert_eq!(per("deaths per 100,000 person-years"), ("100000".into(), "person-years".into()));
        assert_eq!(unit("deaths per 100,000 population"), unit("deaths per 100,000 people"));
        assert_eq!(unit("USD per capita"), unit("USD per person"));
        assert_eq!(unit("kg per day"), unit("kg/d"));
        assert_eq!(unit("mph"), unit("miles per hour"));
        assert_eq!(unit("mph").symbol(), "mph");
        assert_eq!(unit("per 100,000").fraction(), Some(exact("1/100000")));
        assert_eq!(unit("per 100,000 people").fraction(), None);
        let both = unit("deaths per 100,000 people per year");
        assert_eq!(both.dimension().unwrap().to_string(), "1/time");
        assert_eq!(both.kind(), Some("death"));
        assert_eq!(unit("mg/kg/day").dimension().unwrap().to_string(), "1/time");
    }

    #[test]
    fn products_of_exposure() {
        let years = unit("person-years");
        assert_eq!(years.dimension().unwrap().to_string(), "time·count");
        assert_eq!(years.kind(), Some("person"));
        assert!(!years.is_counted());
        assert_eq!(unit("person years"), years);
        assert_eq!(unit("Person-Year"), years);
        assert_ne!(unit("patient-years"), years);
        assert_eq!(unit("vehicle miles").dimension().unwrap().to_string(), "length·count");
        assert!(unit("working days").is_counted());
    }

    #[test]
    fn money_in_prices_of_a_year() {
        let usd = unit("2015 USD");
        assert_eq!(usd.price_base(), Some(2015));
        assert_eq!(usd.kind(), Some("USD"));
        for text in ["constant 2015 USD", "USD (2015)", "USD in 2015 prices", "2015 US dollars", "US$ 2015"] {
            assert_eq!(unit(text), usd, "{text}");
        }
        assert_ne!(unit("2016 USD"), usd);
        assert_eq!(usd.comparable(&unit("USD")), KindRelation::SameDimensionOtherKind);
        assert_eq!(usd.comparable(&unit("2016 USD")), KindRelation::SameDimensionOtherKind);
        assert_eq!(usd.comparable(&unit("constant 2015 USD")), KindRelation::Equal);
    }

    #[test]
    fn quotients() {
        let quotient = |a: &str, b: &str| unit(a).quotient(&unit(b)).unwrap();
        assert_eq!(quotient("kg", "busts"), unit("kg per bust"));
        assert_eq!(quotient("people", "people"), Unit::none());
        assert_eq!(quotient("people", "person"), Unit::none());
        assert_eq!(quotient("kg", ""), unit("kg"));
        assert_eq!(quotient("", "kg").symbol(), "per kg");
        assert_eq!(quotient("kg", "g").factor().is_point(), Some(&exact("1000")));
        assert_eq!(quotient("kg", "g").dimension(), Some(Dimension::NONE));
        let mut deep = unit("kg");
        for _ in 0..200 {
            match deep.quotient(&unit("g")) {
                Ok(next) => deep = next,
                Err(error) => return assert!(!error.to_string().is_empty()),
            }
        }
    }
}

mod comparable {
    use super::*;
    use KindRelation::{Equal, SameDimensionOtherKind, Undecided, UnequalDimension};

    #[test]
    fn relations_of_pairs() {
        for (a, b, expected) in [
            ("kg", "tons", Equal),
            ("people", "persons", Equal),
            ("people", "cases", SameDimensionOtherKind),
            ("children", "people", SameDimensionOtherKind),
            ("kg", "busts", UnequalDimension),
            ("kg", "km", UnequalDimension),
            ("kg", "sacks", Undecided),
            ("kg", "hogsheads", Undecided),
            ("%", "per 1,000", Equal),
            ("%", "‰", Equal),
            ("", "%", Equal),
            ("%", "percentage points", SameDimensionOtherKind),
            ("%", "people", UnequalDimension),
            ("", "people", Undecided),
            ("", "kg", Undecided),
            ("percentage points", "basis points", Equal),
            ("USD", "EUR", SameDimensionOtherKind),
            ("USD", "$", Undecided),
            ("EUR", "$", SameDimensionOtherKind),
            ("$", "$", Equal),
            ("USD", "kg", UnequalDimension),
            ("pounds", "kg", Undecided),
            ("pounds", "GBP", Undecided),
            ("pounds", "km", UnequalDimension),
            ("pounds", "people", UnequalDimension),
            ("degrees", "°C", Undecided),
            ("degrees", "students", Undecided),
            ("°C", "°F", SameDimensionOtherKind),
            ("°C", "K", SameDimensionOtherKind),
            ("mph", "km/h", Equal),
            ("knots", "km/h", Equal),
            ("kg/day", "tons per year", Equal),
            ("kg/day", "kg", UnequalDimension),
            ("deaths per 100,000", "deaths per 100,000 people", Undecided),
            ("deaths per 1,000 births", "deaths per 100,000 births", Equal),
            ("deaths per 1,000 births", "deaths per 1,000 people", SameDimensionOtherKind),
            ("deaths per day", "cases per day", SameDimensionOtherKind),
            ("person-years", "years", Undecided),
            ("person-years", "person-days", Equal),
            ("person-years", "patient-years", SameDimensionOtherKind),
            ("cents", "USD", Undecided),
            ("pence", "GBP", Equal),
            ("Wh", "joules", Equal),
            ("kWh", "kW", UnequalDimension),
            ("GB", "gigabits", Equal),
        ] {
            assert_eq!(unit(a).comparable(&unit(b)), expected, "{a} and {b}");
            assert_eq!(unit(b).comparable(&unit(a)), expected, "{b} and {a}");
        }
    }
}

mod errors {
    use super::*;

    #[test]
    fn messages_name_what_was_found_and_what_would_do() {
        for (text, message) in [
            (
                "million",
                "'million' belongs to the figure, not to the unit: write it after the digits, as in '1.2 million people'",
            ),
            (
                "thousands of voters",
                "'thousands' belongs to the figure, not to the unit: write it after the digits, as in '1.2 million voters'",
            ),
            (
                "kg of heroin",
                "'kg of heroin' is a unit and what it measures: the unit is 'kg', and 'heroin' belongs in the field 'of'",
            ),
            (
                "% of voters",
                "'% of voters' is a unit and what it measures: the unit is '%', and 'voters' belongs in the field 'of'",
            ),
            (
                "5 kg",
                "'5 kg' is neither a unit nor a noun: expected a unit such as 'kg', '%' or 'USD', or what is counted, such as 'busts'",
            ),
            (
                "deaths per 0 births",
                "'0 births' is no denominator (the number must be exact and above zero): expected a number, a unit or both, as in 'per 100,000 people' or 'per day'",
            ),
            (
                "kg/day/day/day",
                "'day/day/day' is no denominator (more than two are not read): expected a number, a unit or both, as in 'per 100,000 people' or 'per day'",
            ),
        ] {
            assert_eq!(fails(text).to_string(), message);
        }
        for wrong in ["€€", "??", "kg!", "<b>", "per", "deaths per ", "-", "_", "busts\u{0}", "1,000"] {
            let message = fails(wrong).to_string();
            assert!(!message.ends_with('.'), "{message}");
        }
    }

    #[test]
    fn hostile_texts_fail_at_once() {
        let long = "a".repeat(1_000_000);
        assert_eq!(
            fails(&long).to_string(),
            "a unit of 1000000 bytes is too long to be one: at most 100 are read"
        );
        let per = " per x".repeat(16);
        fails(&per);
        fails("kg per 1e999999999 days");
        assert!(Unit::parse(&"/".repeat(100), &TextConventions::default()).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}", country in proptest::option::of("[A-Z]{2}")) {
            let conventions = TextConventions { country, ..TextConventions::default() };
            if let Ok(unit) = Unit::parse(&text, &conventions) {
                prop_assert_eq!(unit.comparable(&unit), KindRelation::Equal);
                // What is printed reads back as the same unit.
                prop_assert_eq!(Unit::parse(unit.symbol(), &conventions).ok(), Some(unit));
            }
        }

        #[test]
        fn words_of_units_in_any_order_are_read_or_refused(
            words in proptest::collection::vec(proptest::sample::select(&[
                "kg", "per", "/", "a", "day", "people", "1,000", "-", "years", "tons", "of", "$", "2015", "million", "%", "per cent",
            ][..]), 0..6),
        ) {
            let text = words.join(" ");
            if let Ok(unit) = text.parse::<Unit>() {
                prop_assert_eq!(unit.symbol().parse::<Unit>().ok(), Some(unit.clone()));
                prop_assert!(!unit.factor().contains(&Exact::ZERO));
            }
        }

        #[test]
        fn relation_is_mirrored(
            a in proptest::sample::select(PAIRED), b in proptest::sample::select(PAIRED),
        ) {
            let (a, b) = (unit(a), unit(b));
            prop_assert_eq!(a.comparable(&b), b.comparable(&a));
            if a == b {
                prop_assert_eq!(a.comparable(&b), KindRelation::Equal);
            }
        }
    }

    const PAIRED: &[&str] = &[
        "kg",
        "tons",
        "people",
        "busts",
        "sacks",
        "%",
        "pp",
        "",
        "$",
        "USD",
        "EUR",
        "pounds",
        "degrees",
        "°C",
        "°F",
        "km/h",
        "mph",
        "per 100,000",
        "deaths per 1,000 births",
        "deaths per 1,000",
        "person-years",
        "2015 USD",
        "2016 USD",
        "cents",
        "USD per capita",
        "dollars per head",
        "kg per bust",
        "GB",
        "years",
        "calories",
    ];
}
