//! When the fiscal years of central governments begin.

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Period;

/// Which of its two calendar years a fiscal year is named by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FiscalNaming {
    /// The year in which it ends: FY2019 of the US ended on 30 September 2019.
    End,
    /// The year in which it begins: FY2019 of Japan began on 1 April 2019.
    Start,
    /// Usage differs, or no source settles it: only `FY2018-19` is unambiguous.
    Unsettled,
}

/// The fiscal year of a country's central government.
///
/// States, cities, firms and tax authorities have years of their own; `FY2019` in a text is read as the
/// government's.
///
/// ```
/// use saltgrain::vocabulary::{FiscalNaming, FiscalYear};
/// let us = FiscalYear::of("US").unwrap();
/// assert_eq!((us.month(), us.naming()), (10, FiscalNaming::End));
/// assert_eq!(us.period(2019), "2018-10/2019-09".parse().ok());
/// // From 1844 to 1976 it began in July; the table does not reach back there.
/// assert_eq!(us.period(1976), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiscalYear {
    country: &'static str,
    month: i8,
    naming: FiscalNaming,
    /// The first calendar year in which one began on this day.
    since: i16,
    source: &'static str,
}

/// For countries whose law was not read: a list kept up to date, so sound for recent years only.
const FACTBOOK: &str = "CIA, The World Factbook, field 'Fiscal year'; Huang and van Eden, The Timing of the \
                        Government's Fiscal Year, IMF PFM Blog, 2016";
/// Fiscal years are moved now and then (Sweden's to January in 1997): what is only known from lists of the 2010s is
/// not carried back further than this.
const LISTED_SINCE: i16 = 2010;

const fn law(
    country: &'static str,
    month: i8,
    naming: FiscalNaming,
    since: i16,
    source: &'static str,
) -> FiscalYear {
    FiscalYear { country, month, naming, since, source }
}

const fn listed(country: &'static str, month: i8) -> FiscalYear {
    law(country, month, FiscalNaming::Unsettled, LISTED_SINCE, FACTBOOK)
}

use FiscalNaming::{End, Start, Unsettled};

/// Sorted by country. Countries that reckon by another calendar (Afghanistan, Ethiopia, Iran, Nepal) or have moved
/// their year since (Costa Rica, Laos, Malawi, Mauritius, Myanmar, Qatar) are left out: there, months must be written.
static FISCAL_YEARS: [FiscalYear; 73] = [
    listed("AR", 1),
    listed("AT", 1),
    law("AU", 7, End, 1901, "Acts Interpretation Act 1901 (Cth) s 2B, 'financial year'"),
    listed("BB", 4),
    listed("BD", 7),
    listed("BE", 1),
    listed("BG", 1),
    listed("BN", 4),
    law("BR", 1, End, 1964, "Lei 4.320/1964 art. 34"),
    listed("BW", 4),
    law("CA", 4, End, 1907, "Financial Administration Act, RSC 1985 c F-11, s 2, 'fiscal year'"),
    listed("CH", 1),
    listed("CL", 1),
    law("CN", 1, End, 1995, "Budget Law of the People's Republic of China 1994, budget year"),
    listed("CO", 1),
    listed("CY", 1),
    listed("CZ", 1),
    law("DE", 1, End, 1970, "Bundeshaushaltsordnung 1969 § 4"),
    listed("DK", 1),
    listed("EE", 1),
    listed("EG", 7),
    listed("ES", 1),
    listed("FI", 1),
    listed("FR", 1),
    law("GB", 4, End, 1854, "Interpretation Act 1978 Sch 1, 'financial year'"),
    listed("GH", 1),
    listed("GR", 1),
    listed("HK", 4),
    listed("HR", 1),
    listed("HT", 10),
    listed("HU", 1),
    listed("ID", 1),
    listed("IE", 1),
    listed("IL", 1),
    law("IN", 4, End, 1897, "General Clauses Act 1897 s 3(21), 'financial year'"),
    listed("IS", 1),
    listed("IT", 1),
    listed("JM", 4),
    law("JP", 4, Start, 1947, "Public Finance Act (Act 34 of 1947) art. 11"),
    listed("KE", 7),
    listed("KR", 1),
    listed("LS", 4),
    listed("LT", 1),
    listed("LU", 1),
    listed("LV", 1),
    listed("MX", 1),
    listed("MY", 1),
    listed("NG", 1),
    listed("NL", 1),
    listed("NO", 1),
    law("NZ", 7, End, 1989, "Public Finance Act 1989 s 2, 'financial year'"),
    listed("PE", 1),
    listed("PH", 1),
    listed("PK", 7),
    listed("PL", 1),
    listed("PT", 1),
    listed("RO", 1),
    listed("RU", 1),
    listed("SE", 1),
    listed("SG", 4),
    listed("SI", 1),
    listed("SK", 1),
    listed("SZ", 4),
    listed("TH", 10),
    listed("TR", 1),
    listed("TT", 10),
    listed("TZ", 7),
    listed("UA", 1),
    listed("UG", 7),
    law("US", 10, End, 1976, "31 USC 1102 (from fiscal year 1977 on)"),
    listed("UY", 1),
    listed("VN", 1),
    law("ZA", 4, Unsettled, 1999, "Public Finance Management Act 1 of 1999 s 1, 'financial year'"),
];

impl FiscalYear {
    /// The fiscal year of a country (ISO 3166-1 alpha-2, in any case).
    #[must_use]
    pub fn of(country: &str) -> Option<&'static FiscalYear> {
        FISCAL_YEARS.iter().find(|year| year.country.eq_ignore_ascii_case(country))
    }

    /// The country, ISO 3166-1 alpha-2.
    #[must_use]
    pub fn country(&self) -> &'static str {
        self.country
    }

    /// The month on whose first day it begins.
    #[must_use]
    pub fn month(&self) -> i8 {
        self.month
    }

    /// Which year it is named by, where it spans two.
    #[must_use]
    pub fn naming(&self) -> FiscalNaming {
        self.naming
    }

    /// Where this is laid down.
    #[must_use]
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Whether it is the calendar year.
    #[must_use]
    pub fn is_calendar_year(&self) -> bool {
        self.month == 1
    }

    /// The fiscal year that is named by one year; `None` where usage differs on which year that is, or where it began
    /// on another day then.
    #[must_use]
    pub fn period(&self, named: i16) -> Option<Period> {
        self.first_year(named).and_then(|year| self.beginning_in(year))
    }

    /// The calendar year in which the fiscal year of this name begins.
    pub(super) fn first_year(&self, named: i16) -> Option<i16> {
        match self.naming {
            _ if self.is_calendar_year() => Some(named),
            Start => Some(named),
            End => Some(named - 1),
            Unsettled => None,
        }
    }

    pub(super) fn beginning_in(&self, year: i16) -> Option<Period> {
        if year < self.since {
            return None;
        }
        let first = Date::new(year, self.month, 1).ok()?;
        let last = first.checked_add(1.year()).ok()?.yesterday().ok()?;
        Period::new(Some(first), Some(last))
    }
}

#[cfg(test)]
pub(super) fn all() -> &'static [FiscalYear] {
    &FISCAL_YEARS
}
