//! What is true: a table of places, groups and years, of which every figure is a sum of cells.

use std::ops::Range;

use super::random::Random;

/// The first year of every table.
pub const FIRST: usize = 2015;

/// How many sets of three marks there are.
const MARKED: usize = 8;

pub const GROUPS: [&str; 4] = ["young", "middle", "old", "oldest"];
pub const MARKS: [&str; 3] = ["tenant", "cyclist", "smoker"];

/// The whole country, one of its two regions, or one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    Land,
    Region(usize),
    Place(usize),
}

/// What is counted, weighed or paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    People,
    /// People with a mark.
    Marked(usize),
    Crashes,
    /// In grams.
    Goods,
    /// In cents.
    Spending,
    Arrivals,
    Departures,
    /// Arrivals less departures.
    Balance,
}

/// How two of the marks lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nesting {
    Free,
    /// Who has the second has the first.
    Within,
    /// Nobody has both.
    Disjoint,
}

#[derive(Debug, Clone)]
pub struct Population {
    pub places: usize,
    /// How many places are in the first region.
    pub split: usize,
    pub groups: usize,
    pub years: usize,
    pub nesting: Nesting,
    people: Vec<[i128; MARKED]>,
    crashes: Vec<i128>,
    grams: Vec<i128>,
    cents: Vec<i128>,
    arrivals: Vec<i128>,
    departures: Vec<i128>,
}

/// Cells of up to so many digits: zeros, equal ones, and all sizes.
struct Cells {
    largest: i64,
    zeros: u64,
    equal: u64,
    last: i128,
}

impl Cells {
    fn new(random: &mut Random) -> Self {
        Cells {
            largest: random.between(0, 12),
            zeros: random.one(&[0, 5, 40]),
            equal: random.one(&[0, 20, 90]),
            last: 1,
        }
    }

    fn next(&mut self, random: &mut Random) -> i128 {
        if random.chance(self.zeros) {
            return 0;
        }
        if !random.chance(self.equal) {
            let digits = random.between((self.largest - 2).max(0), self.largest);
            let below = 10i64.pow(u32::try_from(digits).unwrap());
            self.last = random.between(0, below).into();
        }
        self.last
    }
}

impl Population {
    pub fn new(random: &mut Random) -> Self {
        let (places, groups, years) = (2 + random.index(4), 1 + random.index(4), 1 + random.index(4));
        let nesting = random.one(&[Nesting::Free, Nesting::Free, Nesting::Within, Nesting::Disjoint]);
        let count = places * groups * years;
        let cells = |random: &mut Random| {
            let mut cells = Cells::new(random);
            (0..count).map(|_| cells.next(random)).collect::<Vec<i128>>()
        };
        let mut marks = Cells::new(random);
        let people = (0..count)
            .map(|_| {
                std::array::from_fn(|marked| {
                    let ruled_out = match nesting {
                        Nesting::Free => false,
                        Nesting::Within => marked & 0b11 == 0b10,
                        Nesting::Disjoint => marked & 0b11 == 0b11,
                    };
                    if ruled_out { 0 } else { marks.next(random) }
                })
            })
            .collect();
        Population {
            places,
            split: 1 + random.index(places - 1),
            groups,
            years,
            nesting,
            people,
            crashes: cells(random),
            grams: cells(random),
            cents: cells(random),
            arrivals: cells(random),
            departures: cells(random),
        }
    }

    pub fn places_of(&self, area: Area) -> Range<usize> {
        match area {
            Area::Land => 0..self.places,
            Area::Region(0) => 0..self.split,
            Area::Region(_) => self.split..self.places,
            Area::Place(place) => place..place + 1,
        }
    }

    /// The areas of which one is made up.
    pub fn parts_of(&self, area: Area) -> Vec<Area> {
        match area {
            Area::Land => vec![Area::Region(0), Area::Region(1)],
            area => self.places_of(area).map(Area::Place).collect(),
        }
    }

    pub fn area(&self, random: &mut Random) -> Area {
        match random.index(4) {
            0 | 1 => Area::Land,
            2 => Area::Region(random.index(2)),
            _ => Area::Place(random.index(self.places)),
        }
    }

    fn cells(&self, area: Area, group: Option<usize>, years: Range<usize>) -> impl Iterator<Item = usize> {
        let (groups, all) = (self.groups, self.years);
        let own = match group {
            Some(group) => group..group + 1,
            None => 0..groups,
        };
        self.places_of(area).flat_map(move |place| {
            let years = years.clone();
            own.clone()
                .flat_map(move |group| years.clone().map(move |year| (place * groups + group) * all + year))
        })
    }

    /// The sum of the cells. People are counted once a year.
    pub fn sum(&self, column: Column, area: Area, group: Option<usize>, years: Range<usize>) -> i128 {
        let cells = || self.cells(area, group, years.clone());
        let add = |of: &[i128]| cells().map(|cell| of[cell]).sum();
        match column {
            Column::People => self.with(area, group, years.start, |_| true),
            Column::Marked(mark) => self.with(area, group, years.start, |marked| marked & (1 << mark) != 0),
            Column::Crashes => add(&self.crashes),
            Column::Goods => add(&self.grams),
            Column::Spending => add(&self.cents),
            Column::Arrivals => add(&self.arrivals),
            Column::Departures => add(&self.departures),
            Column::Balance => add(&self.arrivals) - add(&self.departures),
        }
    }

    /// The people whose set of marks fits.
    pub fn with(&self, area: Area, group: Option<usize>, year: usize, fits: impl Fn(usize) -> bool) -> i128 {
        let fitting = |cell: usize| -> i128 {
            let marks = self.people[cell].iter().enumerate();
            marks.filter(|(marked, _)| fits(*marked)).map(|(_, n)| *n).sum()
        };
        self.cells(area, group, year..year + 1).map(fitting).sum()
    }

    /// What the names mean.
    pub fn taxonomies(&self) -> String {
        let list = |names: Vec<String>| names.join("\", \"");
        let divided = |whole: &str, parts: Vec<String>| {
            format!("  {{ whole = \"{whole}\", parts = [\"{}\"] }},\n", list(parts))
        };
        let mut partitions = String::new();
        for stem in ["resident", "crash", "goods", "spending", "arrival", "departure"] {
            let parts = (0..self.groups).map(|group| format!("{stem}-{}", GROUPS[group])).collect();
            partitions += &divided(stem, parts);
        }
        let mut is_a: Vec<String> = MARKS.iter().map(|mark| format!("{mark} = \"resident\"")).collect();
        let mut disjoint = String::new();
        match self.nesting {
            Nesting::Free => {}
            Nesting::Within => is_a[1] = format!("{} = [\"{}\", \"resident\"]", MARKS[1], MARKS[0]),
            Nesting::Disjoint => disjoint = format!("disjoint = [[\"{}\", \"{}\"]]\n", MARKS[0], MARKS[1]),
        }
        let places = [Area::Land, Area::Region(0), Area::Region(1)]
            .map(|area| divided(&place(area), self.parts_of(area).into_iter().map(place).collect()));
        format!(
            "[taxonomy]\nis_a = {{ {} }}\n{disjoint}partition = [\n{partitions}]\n\n\
             [taxonomy.place]\npartition = [\n{}]\n",
            is_a.join(", "),
            places.concat()
        )
    }
}

/// The name of an area.
pub fn place(area: Area) -> String {
    match area {
        Area::Land => "land".into(),
        Area::Region(0) => "north".into(),
        Area::Region(_) => "south".into(),
        Area::Place(place) => format!("town-{place}"),
    }
}

impl Column {
    /// The name of what is counted, of one group or of all.
    pub fn name(self, group: Option<usize>) -> String {
        let stem = match self {
            Column::People => "resident",
            Column::Marked(mark) => MARKS[mark],
            Column::Crashes => "crash",
            Column::Goods => "goods",
            Column::Spending => "spending",
            Column::Arrivals => "arrival",
            Column::Departures => "departure",
            Column::Balance => "migration",
        };
        match group {
            Some(group) => format!("{stem}-{}", GROUPS[group]),
            None => stem.into(),
        }
    }

    pub fn is_stock(self) -> bool {
        matches!(self, Column::People | Column::Marked(_))
    }

    pub fn flow(self) -> &'static str {
        match self {
            Column::People | Column::Marked(_) => "stock",
            Column::Balance => "net",
            _ => "flow",
        }
    }
}
