//! The table of units: one line each, with names, symbols, exact factor to the coherent base unit, and source.
//!
//! To add a unit, add one line to [`LINES`] (or, for a name that means several of them, to [`AMBIGUOUS`]). Factors are
//! decimal or fractional text, as the source prints them, so that a line can be compared with its source by eye; the
//! tests derive them again from independent identities.

use super::dimension::Dimension;

/// SI Brochure, 9th edition (BIPM 2019): SI units, tables 2 to 8, prefixes.
const SI: &str = "SI Brochure, 9th ed. (BIPM 2019)";
/// The US customary units, from the yard and pound agreement of 1959 (24 FR 5348).
const HB44: &str = "NIST Handbook 44, Appendix C (2024)";
/// The imperial units.
const WMA: &str = "UK Weights and Measures Act 1985, Schedule 1";
/// Units outside the SI and their conversion.
const SP811: &str = "NIST Special Publication 811 (2008), Appendix B";
/// Bits, bytes and binary prefixes.
const IEC: &str = "IEC 80000-13:2008";
/// UCUM, for what other standards leave undefined.
const UCUM: &str = "UCUM 2.1 (2017), section 4";
/// Percent and parts per n.
const ISO80000: &str = "ISO 80000-1:2009, 6.5.5";

/// One unit.
pub(super) struct Line {
    /// Unique, and itself a word that parses.
    pub(super) name: &'static str,
    pub(super) dimension: Dimension,
    /// What keeps it apart from other units of its dimension: a temperature scale, a currency, a difference of shares.
    pub(super) kind: Option<&'static str>,
    /// To the coherent base unit, exactly.
    pub(super) factor: &'static str,
    /// Where the unit itself is not one size (a year has 365 or 366 days): its least and greatest.
    pub(super) range: Option<(&'static str, &'static str)>,
    pub(super) source: &'static str,
    /// Code in the Unified Code for Units of Measure.
    pub(super) ucum: Option<&'static str>,
    /// Case matters.
    pub(super) symbols: &'static [&'static str],
    /// Any letter case; the plural in -s is understood, as it is for `name`.
    pub(super) names: &'static [&'static str],
    /// Any letter case, exactly these.
    pub(super) forms: &'static [&'static str],
}

impl Line {
    const fn new(
        name: &'static str,
        dimension: Dimension,
        factor: &'static str,
        source: &'static str,
    ) -> Line {
        Line {
            name,
            dimension,
            kind: None,
            factor,
            range: None,
            source,
            ucum: None,
            symbols: &[],
            names: &[],
            forms: &[],
        }
    }

    const fn ucum(mut self, code: &'static str) -> Line {
        self.ucum = Some(code);
        self
    }

    const fn symbols(mut self, symbols: &'static [&'static str]) -> Line {
        self.symbols = symbols;
        self
    }

    const fn names(mut self, names: &'static [&'static str]) -> Line {
        self.names = names;
        self
    }

    const fn forms(mut self, forms: &'static [&'static str]) -> Line {
        self.forms = forms;
        self
    }

    const fn kind(mut self, kind: &'static str) -> Line {
        self.kind = Some(kind);
        self
    }

    const fn range(mut self, least: &'static str, greatest: &'static str) -> Line {
        self.range = Some((least, greatest));
        self
    }
}

use Dimension as D;

/// Every unit but money, which [`super::money`] holds. The first line must be the percent.
pub(super) static LINES: &[Line] = &[
    // Fractions.
    Line::new("percent", D::NONE, "1/100", ISO80000)
        .ucum("%")
        .symbols(&["%"])
        .forms(&["per cent", "pct", "pct."]),
    Line::new("per mille", D::NONE, "1/1000", ISO80000)
        .ucum("[ppth]")
        .symbols(&["‰"])
        .forms(&["permille", "promille"]),
    Line::new("ppm", D::NONE, "1/1000000", ISO80000)
        .ucum("[ppm]")
        .forms(&["parts per million", "part per million"]),
    Line::new("ppb", D::NONE, "1/1000000000", ISO80000)
        .ucum("[ppb]")
        .forms(&["parts per billion", "part per billion"]),
    // A difference of two percentages is not a percentage: 5 % to 6 % is 1 percentage point and 20 %.
    Line::new("percentage point", D::NONE, "1/100", ISO80000)
        .kind("percentage point")
        .symbols(&["pp", "pp.", "p.p."])
        .names(&["percent point", "%-point", "% point"]),
    Line::new("basis point", D::NONE, "1/10000", ISO80000).kind("percentage point").names(&["bp"]),
    // Mass.
    Line::new("kilogram", D::MASS, "1", SI).ucum("kg").symbols(&["kg", "Kg", "KG"]).names(&[
        "kilogramme",
        "kilo",
        "kg",
    ]),
    Line::new("gram", D::MASS, "0.001", SI)
        .ucum("g")
        .symbols(&["g"])
        .names(&["gramme"])
        .forms(&["gm", "gms"]),
    Line::new("milligram", D::MASS, "0.000001", SI).ucum("mg").symbols(&["mg"]).names(&["milligramme"]),
    Line::new("microgram", D::MASS, "0.000000001", SI)
        .ucum("ug")
        .symbols(&["µg", "μg", "ug", "mcg"])
        .names(&["microgramme"]),
    Line::new("nanogram", D::MASS, "0.000000000001", SI).ucum("ng").symbols(&["ng"]).names(&["nanogramme"]),
    Line::new("tonne", D::MASS, "1000", SI)
        .ucum("t")
        .symbols(&["t"])
        .names(&["metric ton", "metric tonne"])
        .forms(&["mt (metric tons)"]),
    Line::new("kilotonne", D::MASS, "1000000", SI).ucum("kt"),
    Line::new("megatonne", D::MASS, "1000000000", SI).ucum("Mt").symbols(&["Mt"]),
    Line::new("gigatonne", D::MASS, "1000000000000", SI).ucum("Gt").symbols(&["Gt"]),
    Line::new("pound avoirdupois", D::MASS, "0.45359237", HB44)
        .ucum("[lb_av]")
        .symbols(&["lb", "lbs", "lb.", "lbs."])
        .forms(&["pounds avoirdupois", "pounds (mass)", "pounds in weight"]),
    Line::new("ounce avoirdupois", D::MASS, "0.028349523125", HB44)
        .ucum("[oz_av]")
        .names(&["avoirdupois ounce"])
        .forms(&["ounces avoirdupois"]),
    Line::new("ounce troy", D::MASS, "0.0311034768", HB44)
        .ucum("[oz_tr]")
        .symbols(&["oz t", "ozt", "oz tr", "t oz", "t.oz."])
        .names(&["troy ounce", "fine ounce", "fine troy ounce"])
        .forms(&["ounces troy"]),
    Line::new("grain (mass)", D::MASS, "0.00006479891", HB44).ucum("[gr]"),
    Line::new("carat", D::MASS, "0.0002", SP811).ucum("[car_m]").symbols(&["ct"]).names(&["metric carat"]),
    // "5 stones" are stones; the weight is "5 stone".
    Line::new("stone (weight)", D::MASS, "6.35029318", WMA).ucum("[stone_av]").forms(&["stone"]),
    Line::new("short hundredweight", D::MASS, "45.359237", HB44)
        .ucum("[scwt_av]")
        .names(&["us hundredweight"]),
    Line::new("long hundredweight", D::MASS, "50.80234544", WMA)
        .ucum("[lcwt_av]")
        .names(&["imperial hundredweight"]),
    Line::new("short ton", D::MASS, "907.18474", HB44).ucum("[ston_av]").names(&["us ton", "net ton"]),
    Line::new("long ton", D::MASS, "1016.0469088", WMA)
        .ucum("[lton_av]")
        .names(&["imperial ton", "gross ton (mass)"]),
    // Length.
    Line::new("metre", D::LENGTH, "1", SI).ucum("m").symbols(&["m"]).names(&["meter"]),
    Line::new("kilometre", D::LENGTH, "1000", SI)
        .ucum("km")
        .symbols(&["km", "Km", "KM"])
        .names(&["kilometer", "km"]),
    Line::new("centimetre", D::LENGTH, "0.01", SI).ucum("cm").symbols(&["cm"]).names(&["centimeter"]),
    Line::new("millimetre", D::LENGTH, "0.001", SI).ucum("mm").symbols(&["mm"]).names(&["millimeter"]),
    Line::new("micrometre", D::LENGTH, "0.000001", SI)
        .ucum("um")
        .symbols(&["µm", "μm", "um"])
        .names(&["micrometer", "micron"]),
    Line::new("nanometre", D::LENGTH, "0.000000001", SI).ucum("nm").symbols(&["nm"]).names(&["nanometer"]),
    Line::new("inch", D::LENGTH, "0.0254", HB44).ucum("[in_i]").symbols(&["in", "in."]).forms(&["inches"]),
    Line::new("foot", D::LENGTH, "0.3048", HB44).ucum("[ft_i]").symbols(&["ft", "ft."]).forms(&["feet"]),
    Line::new("yard", D::LENGTH, "0.9144", HB44).ucum("[yd_i]").symbols(&["yd", "yds"]),
    Line::new("statute mile", D::LENGTH, "1609.344", HB44).ucum("[mi_i]").names(&["land mile"]),
    Line::new("nautical mile", D::LENGTH, "1852", SI).ucum("[nmi_i]").symbols(&["nmi"]).names(&["sea mile"]),
    Line::new("fathom", D::LENGTH, "1.8288", HB44).ucum("[fth_i]"),
    Line::new("furlong", D::LENGTH, "201.168", HB44).ucum("[fur_us]"),
    // IAU 1976 system: the Julian year of 365.25 d times the speed of light, 299,792,458 m/s (SI Brochure, 2.2).
    Line::new("light-year", D::LENGTH, "9460730472580800", SP811)
        .ucum("[ly]")
        .symbols(&["ly"])
        .names(&["light year"]),
    // Area.
    Line::new("square metre", D::AREA, "1", SI).ucum("m2").symbols(&["m²", "m2", "m^2", "sq m"]).names(&[
        "square meter",
        "sq metre",
        "sq meter",
    ]),
    Line::new("square kilometre", D::AREA, "1000000", SI)
        .ucum("km2")
        .symbols(&["km²", "km2", "km^2", "sq km", "sq. km"])
        .names(&["square kilometer"])
        .forms(&["square km"]),
    Line::new("square centimetre", D::AREA, "0.0001", SI)
        .ucum("cm2")
        .symbols(&["cm²", "cm2", "cm^2", "sq cm"])
        .names(&["square centimeter"]),
    Line::new("hectare", D::AREA, "10000", SI).ucum("har").symbols(&["ha"]),
    Line::new("square inch", D::AREA, "0.00064516", HB44)
        .ucum("[sin_i]")
        .symbols(&["sq in", "in²", "in2"])
        .forms(&["square inches"]),
    Line::new("square foot", D::AREA, "0.09290304", HB44)
        .ucum("[sft_i]")
        .symbols(&["sq ft", "sq. ft.", "ft²", "ft2", "sqft"])
        .forms(&["square feet"]),
    Line::new("square yard", D::AREA, "0.83612736", HB44).ucum("[syd_i]").symbols(&["sq yd", "yd²", "yd2"]),
    // The international acre; the US survey acre (4 millionths larger) was retired at the end of 2022 (85 FR 62698).
    Line::new("acre", D::AREA, "4046.8564224", HB44).ucum("[acr_br]").symbols(&["ac"]),
    Line::new("square mile", D::AREA, "2589988.110336", HB44).symbols(&["sq mi", "sq. mi.", "mi²", "mi2"]),
    // Volume.
    Line::new("cubic metre", D::VOLUME, "1", SI)
        .ucum("m3")
        .symbols(&["m³", "m3", "m^3", "cu m"])
        .names(&["cubic meter"]),
    Line::new("cubic kilometre", D::VOLUME, "1000000000", SI)
        .ucum("km3")
        .symbols(&["km³", "km3", "cu km"])
        .names(&["cubic kilometer"]),
    Line::new("cubic centimetre", D::VOLUME, "0.000001", SI)
        .ucum("cm3")
        .symbols(&["cm³", "cm3", "cc"])
        .names(&["cubic centimeter"]),
    Line::new("litre", D::VOLUME, "0.001", SI).ucum("L").symbols(&["L", "l", "ℓ"]).names(&["liter", "ltr"]),
    Line::new("hectolitre", D::VOLUME, "0.1", SI).ucum("hL").symbols(&["hL", "hl"]).names(&["hectoliter"]),
    Line::new("decilitre", D::VOLUME, "0.0001", SI).ucum("dL").symbols(&["dL", "dl"]).names(&["deciliter"]),
    Line::new("centilitre", D::VOLUME, "0.00001", SI)
        .ucum("cL")
        .symbols(&["cL", "cl"])
        .names(&["centiliter"]),
    Line::new("millilitre", D::VOLUME, "0.000001", SI)
        .ucum("mL")
        .symbols(&["mL", "ml"])
        .names(&["milliliter"]),
    Line::new("cubic inch", D::VOLUME, "0.000016387064", HB44)
        .ucum("[cin_i]")
        .symbols(&["cu in", "in³", "in3"])
        .forms(&["cubic inches"]),
    Line::new("cubic foot", D::VOLUME, "0.028316846592", HB44)
        .ucum("[cft_i]")
        .symbols(&["cu ft", "ft³", "ft3"])
        .forms(&["cubic feet"]),
    Line::new("cubic yard", D::VOLUME, "0.764554857984", HB44)
        .ucum("[cyd_i]")
        .symbols(&["cu yd", "yd³", "yd3"]),
    Line::new("cubic mile", D::VOLUME, "4168181825.440579584", HB44).symbols(&["cu mi", "mi³"]),
    Line::new("acre-foot", D::VOLUME, "1233.48183754752", HB44)
        .names(&["acre foot"])
        .symbols(&["ac ft", "ac-ft"])
        .forms(&["acre-feet", "acre feet"]),
    Line::new("US gallon", D::VOLUME, "0.003785411784", HB44).ucum("[gal_us]").names(&["us liquid gallon"]),
    Line::new("US quart", D::VOLUME, "0.000946352946", HB44).ucum("[qt_us]").names(&["us liquid quart"]),
    Line::new("US pint", D::VOLUME, "0.000473176473", HB44).ucum("[pt_us]").names(&["us liquid pint"]),
    Line::new("US dry quart", D::VOLUME, "0.00110122094271500", HB44).names(&["dry quart"]),
    Line::new("US dry pint", D::VOLUME, "0.00055061047135750", HB44).names(&["dry pint"]),
    Line::new("US fluid ounce", D::VOLUME, "0.0000295735295625", HB44)
        .ucum("[foz_us]")
        .symbols(&["US fl oz"]),
    Line::new("imperial gallon", D::VOLUME, "0.00454609", WMA).ucum("[gal_br]").names(&["uk gallon"]),
    Line::new("imperial quart", D::VOLUME, "0.0011365225", WMA).ucum("[qt_br]").names(&["uk quart"]),
    Line::new("imperial pint", D::VOLUME, "0.00056826125", WMA).ucum("[pt_br]").names(&["uk pint"]),
    Line::new("imperial fluid ounce", D::VOLUME, "0.0000284130625", WMA)
        .ucum("[foz_br]")
        .symbols(&["imp fl oz"])
        .names(&["uk fluid ounce"]),
    // 42 US gallons.
    Line::new("oil barrel", D::VOLUME, "0.158987294928", SP811)
        .ucum("[bbl_us]")
        .symbols(&["bbl", "bbls"])
        .names(&["barrel of oil", "barrel of crude", "barrel of crude oil"])
        .forms(&["barrels of oil", "barrels of crude", "barrels of crude oil"]),
    // 31 US gallons, for the tax on beer (27 CFR 25.11); HB 44 gives the same.
    Line::new("US beer barrel", D::VOLUME, "0.117347765304", HB44)
        .forms(&["us barrel of beer", "us barrels of beer"]),
    // 36 imperial gallons, the brewer's barrel.
    Line::new(
        "UK beer barrel",
        D::VOLUME,
        "0.16365924",
        "UK Alcoholic Liquor Duties Act 1979, section 4, with WMA 1985",
    )
    .names(&["imperial barrel"]),
    // 7056 cubic inches.
    Line::new("US dry barrel", D::VOLUME, "0.115627123584", HB44),
    Line::new("US bushel", D::VOLUME, "0.03523907016688", HB44).ucum("[bu_us]"),
    Line::new("imperial bushel", D::VOLUME, "0.03636872", "UK Weights and Measures Act 1963, Schedule 1")
        .ucum("[bu_br]")
        .names(&["uk bushel"]),
    // Time. A day is taken as 86,400 s (SI Brochure, table 8).
    Line::new("second", D::TIME, "1", SI).ucum("s").symbols(&["s"]).names(&["sec"]),
    Line::new("millisecond", D::TIME, "0.001", SI).ucum("ms").symbols(&["ms"]),
    Line::new("microsecond", D::TIME, "0.000001", SI).ucum("us").symbols(&["µs", "μs"]),
    Line::new("minute", D::TIME, "60", SI).ucum("min").symbols(&["min"]).names(&["min"]),
    Line::new("hour", D::TIME, "3600", SI).ucum("h").symbols(&["h"]).names(&["hr"]),
    Line::new("day", D::TIME, "86400", SI).ucum("d").symbols(&["d"]),
    Line::new("week", D::TIME, "604800", UCUM).ucum("wk").symbols(&["wk", "wks"]),
    Line::new("fortnight", D::TIME, "1209600", UCUM),
    // The mean calendar lengths are UCUM's (Julian year, 365.25 d), as in person-years of epidemiology (days/365.25);
    // a certain month or year of a text may be any that the calendar holds.
    Line::new("month", D::TIME, "2629800", UCUM).range("2419200", "2678400").ucum("mo_j").symbols(&["mo"]),
    Line::new("quarter-year", D::TIME, "7889400", UCUM).range("7776000", "7948800"),
    Line::new("year", D::TIME, "31557600", UCUM)
        .range("31536000", "31622400")
        .ucum("a_j")
        .symbols(&["yr", "yrs"]),
    Line::new("decade", D::TIME, "315576000", UCUM).range("315446400", "315619200"),
    Line::new("century", D::TIME, "3155760000", UCUM).range("3155673600", "3155760000").forms(&["centuries"]),
    // Speed.
    Line::new("knot", D::SPEED, "463/900", SI).ucum("[kn_i]").symbols(&["kn", "kts"]),
    // Temperature. The scales are kinds of their own: between 20 °C and 68 °F lies an offset, between a warming of
    // 1 °C and one of 1.8 °F none, and the text alone does not say which is meant.
    Line::new("kelvin", D::TEMPERATURE, "1", SI).kind("kelvin").ucum("K").symbols(&["K"]),
    Line::new("degree Celsius", D::TEMPERATURE, "1", SI)
        .kind("degree Celsius")
        .ucum("Cel")
        .symbols(&["°C", "℃", "° C", "ºC", "deg C"])
        .forms(&[
            "celsius",
            "degrees celsius",
            "degrees c",
            "degree c",
            "degrees centigrade",
            "degree centigrade",
        ]),
    Line::new("degree Fahrenheit", D::TEMPERATURE, "5/9", SP811)
        .kind("degree Fahrenheit")
        .ucum("[degF]")
        .symbols(&["°F", "℉", "° F", "ºF", "deg F"])
        .forms(&["fahrenheit", "degrees fahrenheit", "degrees f", "degree f"]),
    // Energy.
    Line::new("joule", D::ENERGY, "1", SI).ucum("J").symbols(&["J"]),
    Line::new("kilojoule", D::ENERGY, "1000", SI).ucum("kJ").symbols(&["kJ"]),
    Line::new("megajoule", D::ENERGY, "1000000", SI).ucum("MJ").symbols(&["MJ"]),
    Line::new("gigajoule", D::ENERGY, "1000000000", SI).ucum("GJ").symbols(&["GJ"]),
    Line::new("terajoule", D::ENERGY, "1000000000000", SI).ucum("TJ").symbols(&["TJ"]),
    Line::new("petajoule", D::ENERGY, "1000000000000000", SI).ucum("PJ").symbols(&["PJ"]),
    Line::new("exajoule", D::ENERGY, "1000000000000000000", SI).ucum("EJ").symbols(&["EJ"]),
    Line::new("watt-hour", D::ENERGY, "3600", SI).ucum("W.h").symbols(&["Wh"]).names(&["watt hour"]),
    Line::new("kilowatt-hour", D::ENERGY, "3600000", SI)
        .ucum("kW.h")
        .symbols(&["kWh", "kwh", "KWh", "kW h", "kW·h"])
        .names(&["kilowatt hour"]),
    Line::new("megawatt-hour", D::ENERGY, "3600000000", SI)
        .ucum("MW.h")
        .symbols(&["MWh"])
        .names(&["megawatt hour"]),
    Line::new("gigawatt-hour", D::ENERGY, "3600000000000", SI)
        .ucum("GW.h")
        .symbols(&["GWh"])
        .names(&["gigawatt hour"]),
    Line::new("terawatt-hour", D::ENERGY, "3600000000000000", SI)
        .ucum("TW.h")
        .symbols(&["TWh"])
        .names(&["terawatt hour"]),
    Line::new("thermochemical calorie", D::ENERGY, "4.184", SP811).ucum("cal_th").symbols(&["cal_th"]),
    Line::new("IT calorie", D::ENERGY, "4.1868", SP811)
        .ucum("cal_IT")
        .symbols(&["cal_IT"])
        .names(&["international table calorie"]),
    // Food energy. Labels use both calories, which differ by 0.07 %.
    Line::new("kilocalorie", D::ENERGY, "4184", SP811)
        .range("4184", "4186.8")
        .ucum("[Cal]")
        .symbols(&["kcal"])
        .names(&["food calorie", "kcal", "large calorie"]),
    Line::new("British thermal unit", D::ENERGY, "1055.05585262", SP811)
        .ucum("[Btu_IT]")
        .symbols(&["BTU", "Btu"]),
    // The US therm is 0.02 % smaller than the European one.
    Line::new("therm", D::ENERGY, "105505585.262", SP811).range("105480400", "105505585.262"),
    Line::new(
        "tonne of oil equivalent",
        D::ENERGY,
        "41868000000",
        "IEA/OECD Energy Statistics Manual (2005), Annex 3",
    )
    .symbols(&["toe"])
    .forms(&["tonnes of oil equivalent", "tons of oil equivalent"]),
    // Power.
    Line::new("watt", D::POWER, "1", SI).ucum("W").symbols(&["W"]),
    Line::new("kilowatt", D::POWER, "1000", SI).ucum("kW").symbols(&["kW", "KW"]),
    Line::new("megawatt", D::POWER, "1000000", SI).ucum("MW").symbols(&["MW"]),
    Line::new("gigawatt", D::POWER, "1000000000", SI).ucum("GW").symbols(&["GW"]),
    Line::new("terawatt", D::POWER, "1000000000000", SI).ucum("TW").symbols(&["TW"]),
    // 550 ft·lbf/s with the standard acceleration of free fall, 9.80665 m/s² (CGPM 1901).
    Line::new("mechanical horsepower", D::POWER, "745.69987158227022", SP811).ucum("[HP]").forms(&[
        "imperial horsepower",
        "bhp",
        "brake horsepower",
    ]),
    // 75 kgf·m/s.
    Line::new("metric horsepower", D::POWER, "735.49875", SP811).symbols(&["PS", "cv"]),
    Line::new("electric horsepower", D::POWER, "746", SP811),
    // Information.
    Line::new("bit", D::INFORMATION, "1", IEC).ucum("bit").symbols(&["bit"]),
    Line::new("kilobit", D::INFORMATION, "1000", IEC).symbols(&["kbit", "kb"]),
    Line::new("megabit", D::INFORMATION, "1000000", IEC).symbols(&["Mbit", "Mb"]),
    Line::new("gigabit", D::INFORMATION, "1000000000", IEC).symbols(&["Gbit", "Gb"]),
    Line::new("terabit", D::INFORMATION, "1000000000000", IEC).symbols(&["Tbit", "Tb"]),
    Line::new("byte", D::INFORMATION, "8", IEC).ucum("By").names(&["octet"]),
    Line::new("decimal kilobyte", D::INFORMATION, "8000", IEC).ucum("kBy").symbols(&["kB"]),
    Line::new("decimal megabyte", D::INFORMATION, "8000000", IEC).ucum("MBy"),
    Line::new("decimal gigabyte", D::INFORMATION, "8000000000", IEC).ucum("GBy"),
    Line::new("decimal terabyte", D::INFORMATION, "8000000000000", IEC).ucum("TBy"),
    Line::new("decimal petabyte", D::INFORMATION, "8000000000000000", IEC).ucum("PBy"),
    Line::new("exabyte", D::INFORMATION, "8000000000000000000", IEC).symbols(&["EB"]),
    Line::new("zettabyte", D::INFORMATION, "8000000000000000000000", IEC).symbols(&["ZB"]),
    Line::new("kibibyte", D::INFORMATION, "8192", IEC).ucum("KiBy").symbols(&["KiB"]),
    Line::new("mebibyte", D::INFORMATION, "8388608", IEC).ucum("MiBy").symbols(&["MiB"]),
    Line::new("gibibyte", D::INFORMATION, "8589934592", IEC).ucum("GiBy").symbols(&["GiB"]),
    Line::new("tebibyte", D::INFORMATION, "8796093022208", IEC).ucum("TiBy").symbols(&["TiB"]),
    Line::new("pebibyte", D::INFORMATION, "9007199254740992", IEC).symbols(&["PiB"]),
    // The other things a bare "degree" can be: a degree awarded, a degree of an angle or a scale.
    Line::new("degree (not of temperature)", D::COUNT, "1", "no standard: a count of degrees").kind("degree"),
];

/// A name that means several lines, and what settles it.
pub(super) struct Ambiguous {
    /// Any letter case; the plural in -s is understood.
    pub(super) names: &'static [&'static str],
    /// Case matters.
    pub(super) symbols: &'static [&'static str],
    /// Names of lines (or codes of currencies), most usual first.
    pub(super) meanings: &'static [&'static str],
    /// The first that holds settles what is meant, or narrows it.
    pub(super) settled: &'static [Settled],
}

/// What a country, or a text in another language than English, leaves of an ambiguous name.
pub(super) struct Settled {
    pub(super) by: By,
    pub(super) meanings: &'static [&'static str],
}

/// Whose law or usage it is.
pub(super) enum By {
    /// ISO 3166-1 alpha-2 codes.
    Country(&'static [&'static str]),
    /// A country is given, and none of the other rules names it.
    Elsewhere,
    /// The text is in a language other than English.
    NotEnglish,
}

/// The United States and its territories, whose units are those of NIST Handbook 44.
const US: &[&str] = &["US", "PR", "GU", "VI", "AS", "MP", "UM"];
/// The United Kingdom and the Crown dependencies.
const GB: &[&str] = &["GB", "IM", "JE", "GG"];
/// Where the law defines or last defined the gallon, quart and pint as imperial: UK Units of Measurement Regulations
/// 1995 (SI 1995/1804); Ireland, Metrology Act 1996; Canada, Weights and Measures Act (R.S.C. 1985, c. W-6), Schedule II.
const IMPERIAL_VOLUME: &[&str] = &["GB", "IM", "JE", "GG", "IE", "CA"];
/// Everyday temperatures are given in °F: the United States and its neighbours under US weather practice.
const FAHRENHEIT: &[&str] =
    &["US", "PR", "GU", "VI", "AS", "MP", "UM", "BS", "BZ", "KY", "PW", "FM", "MH", "LR"];

const fn settled(by: By, meanings: &'static [&'static str]) -> Settled {
    Settled { by, meanings }
}

/// Ambiguous names other than money.
pub(super) static AMBIGUOUS: &[Ambiguous] = &[
    Ambiguous {
        names: &["ton"],
        symbols: &[],
        meanings: &["short ton", "tonne", "long ton"],
        settled: &[
            // HB 44, Appendix C; a US text that means tonnes says "metric tons".
            settled(By::Country(US), &["short ton"]),
            // The long ton lost its legal use in 1985; both are still written "ton".
            settled(By::Country(GB), &["tonne", "long ton"]),
            // Weights and Measures Act (Canada), Schedule II: ton = 2000 lb; metric since the 1970s.
            settled(By::Country(&["CA"]), &["short ton", "tonne"]),
            // Directive 80/181/EEC and its like: no other ton is in use.
            settled(By::NotEnglish, &["tonne"]),
        ],
    },
    Ambiguous {
        names: &["hundredweight"],
        symbols: &["cwt", "cwt."],
        meanings: &["short hundredweight", "long hundredweight"],
        settled: &[
            settled(By::Country(&["US", "PR", "GU", "VI", "AS", "MP", "UM", "CA"]), &["short hundredweight"]),
            settled(By::Country(&["GB", "IM", "JE", "GG", "IE"]), &["long hundredweight"]),
        ],
    },
    // Drugs and food are weighed by the one, gold by the other, in every country.
    Ambiguous {
        names: &["ounce"],
        symbols: &["oz", "oz."],
        meanings: &["ounce avoirdupois", "ounce troy"],
        settled: &[],
    },
    Ambiguous {
        names: &["mile"],
        symbols: &["mi"],
        meanings: &["statute mile", "nautical mile"],
        // HB 44, Appendix C; UK Units of Measurement Regulations 1995: the bare mile of the law is the statute mile.
        settled: &[settled(By::Country(US), &["statute mile"]), settled(By::Country(GB), &["statute mile"])],
    },
    Ambiguous {
        names: &["gallon"],
        symbols: &["gal", "gal."],
        meanings: &["US gallon", "imperial gallon"],
        settled: &[
            settled(By::Country(US), &["US gallon"]),
            settled(By::Country(IMPERIAL_VOLUME), &["imperial gallon"]),
        ],
    },
    Ambiguous {
        names: &["quart"],
        symbols: &["qt"],
        meanings: &["US quart", "imperial quart", "US dry quart"],
        settled: &[
            settled(By::Country(US), &["US quart", "US dry quart"]),
            settled(By::Country(IMPERIAL_VOLUME), &["imperial quart"]),
        ],
    },
    Ambiguous {
        names: &["pint"],
        symbols: &["pt"],
        meanings: &["US pint", "imperial pint", "US dry pint"],
        settled: &[
            settled(By::Country(US), &["US pint", "US dry pint"]),
            settled(By::Country(IMPERIAL_VOLUME), &["imperial pint"]),
        ],
    },
    Ambiguous {
        names: &["fluid ounce"],
        symbols: &["fl oz", "fl. oz."],
        meanings: &["US fluid ounce", "imperial fluid ounce"],
        settled: &[
            settled(By::Country(US), &["US fluid ounce"]),
            settled(By::Country(IMPERIAL_VOLUME), &["imperial fluid ounce"]),
        ],
    },
    // What is in the barrel decides, not the country.
    Ambiguous {
        names: &["barrel"],
        symbols: &[],
        meanings: &["oil barrel", "US beer barrel", "UK beer barrel", "US dry barrel"],
        settled: &[],
    },
    Ambiguous {
        names: &["beer barrel", "barrel of beer"],
        symbols: &[],
        meanings: &["US beer barrel", "UK beer barrel"],
        settled: &[
            settled(By::Country(US), &["US beer barrel"]),
            settled(By::Country(GB), &["UK beer barrel"]),
        ],
    },
    Ambiguous {
        names: &["bushel"],
        symbols: &[],
        meanings: &["US bushel", "imperial bushel"],
        settled: &[settled(By::Country(US), &["US bushel"]), settled(By::Country(GB), &["imperial bushel"])],
    },
    // In food the word is short for the kilocalorie, in science it is not.
    Ambiguous {
        names: &["calorie", "cal"],
        symbols: &[],
        meanings: &["kilocalorie", "thermochemical calorie", "IT calorie"],
        settled: &[],
    },
    Ambiguous {
        names: &[],
        symbols: &["hp", "HP", "horsepower", "Horsepower"],
        meanings: &["mechanical horsepower", "metric horsepower", "electric horsepower"],
        settled: &[
            // SP 811, Appendix B; motors are rated by either of the two.
            settled(By::Country(US), &["mechanical horsepower", "electric horsepower"]),
            // PS, ch, cv: Directive 80/181/EEC, Annex, chapter IV.
            settled(By::NotEnglish, &["metric horsepower"]),
        ],
    },
    // Never settled wholly: universities award degrees, too.
    Ambiguous {
        names: &["degree"],
        symbols: &["°"],
        meanings: &["degree Celsius", "degree Fahrenheit", "degree (not of temperature)"],
        settled: &[settled(By::Country(FAHRENHEIT), &["degree Fahrenheit", "degree (not of temperature)"])],
    },
    Ambiguous {
        names: &["kilobyte"],
        symbols: &["KB"],
        meanings: &["decimal kilobyte", "kibibyte"],
        settled: &[],
    },
    Ambiguous {
        names: &["megabyte"],
        symbols: &["MB"],
        meanings: &["decimal megabyte", "mebibyte"],
        settled: &[],
    },
    Ambiguous {
        names: &["gigabyte"],
        symbols: &["GB"],
        meanings: &["decimal gigabyte", "gibibyte"],
        settled: &[],
    },
    Ambiguous {
        names: &["terabyte"],
        symbols: &["TB"],
        meanings: &["decimal terabyte", "tebibyte"],
        settled: &[],
    },
    Ambiguous {
        names: &["petabyte"],
        symbols: &["PB"],
        meanings: &["decimal petabyte", "pebibyte"],
        settled: &[],
    },
    // Weight or money; the sign £ and the symbol lb say which.
    Ambiguous {
        names: &["pound"],
        symbols: &[],
        meanings: &["pound avoirdupois", "GBP", "EGP", "FKP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"],
        settled: &[
            settled(By::Country(US), &["pound avoirdupois"]),
            settled(By::Country(&["EG"]), &["pound avoirdupois", "GBP", "EGP"]),
            settled(By::Country(&["FK"]), &["pound avoirdupois", "GBP", "FKP"]),
            settled(By::Country(&["GI"]), &["pound avoirdupois", "GBP", "GIP"]),
            settled(By::Country(&["LB"]), &["pound avoirdupois", "GBP", "LBP"]),
            settled(By::Country(&["SD"]), &["pound avoirdupois", "GBP", "SDG"]),
            settled(By::Country(&["SH"]), &["pound avoirdupois", "GBP", "SHP"]),
            settled(By::Country(&["SS"]), &["pound avoirdupois", "GBP", "SSP"]),
            settled(By::Country(&["SY"]), &["pound avoirdupois", "GBP", "SYP"]),
            // Where no pound is legal tender the bare pound of money is sterling.
            settled(By::Elsewhere, &["pound avoirdupois", "GBP"]),
        ],
    },
];

/// Other ways to write a compound unit.
pub(super) static SAME_AS: &[(&str, &str)] = &[
    ("mph", "miles/hour"),
    ("kph", "km/h"),
    ("kmh", "km/h"),
    ("kmph", "km/h"),
    ("mpg", "miles/gallon"),
    ("kbps", "kbit/s"),
    ("Mbps", "Mbit/s"),
    ("Gbps", "Gbit/s"),
    ("bpd", "barrels of oil/day"),
    ("b/d", "barrels of oil/day"),
];
