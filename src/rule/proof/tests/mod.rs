//! Honest proofs are accepted, forged ones are not, and no proof holds against a text that is true.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod consistent;
mod forged;
mod honest;
mod hostile;
mod mutated;
mod truth;

use super::*;
use crate::number::{Exact, Figure, Interval, NumberFormat};

/// Reads "5 kg", "12 %", "17 busts" with just the units that the tests need.
fn amount(text: &str) -> PrintedAmount {
    let (figure, unit) = Figure::split(text, &NumberFormat::default()).unwrap();
    let (factor, counted, dimension) = match unit {
        "" => ((1, 1), false, [0; 7]),
        "%" => ((1, 100), false, [0; 7]),
        "per 10,000" => ((1, 10_000), false, [0; 7]),
        "kg" => ((1, 1), false, [1, 0, 0, 0, 0, 0, 0]),
        "t" => ((1000, 1), false, [1, 0, 0, 0, 0, 0, 0]),
        "days" => ((86_400, 1), false, [0, 0, 1, 0, 0, 0, 0]),
        "kg/day" => ((1, 86_400), false, [1, 0, -1, 0, 0, 0, 0]),
        "people" | "busts" | "points" => ((1, 1), true, [0, 0, 0, 0, 0, 0, 1]),
        unit => panic!("the tests know no unit {unit}"),
    };
    PrintedAmount {
        text: text.to_owned(),
        figure,
        factor: Interval::point(exact(factor.0, factor.1)),
        counted,
        dimension,
        base_unit: match unit {
            "t" => "kg".to_owned(),
            "people" | "busts" | "points" | "kg" => unit.to_owned(),
            _ => String::new(),
        },
    }
}

fn excerpt(figures: &[(&str, &str)], statements: impl IntoIterator<Item = Statement>) -> Excerpt {
    let text =
        figures.iter().fold(Excerpt::default(), |text, (at, printed)| text.with_amount(at, amount(printed)));
    statements.into_iter().fold(text, Excerpt::with_statement)
}

fn exact(numer: i64, denom: i64) -> Exact {
    Exact::new(numer, denom).unwrap()
}

fn owned(pointers: &[&str]) -> Vec<String> {
    pointers.iter().map(|&at| at.to_owned()).collect()
}

fn cleared(statement: Statement, fixed: &[&str], turned: bool) -> Premise {
    Premise::Cleared { statement, relation: 0, fixed: owned(fixed), turned }
}

/// One text for each kind of argument, with a proof that its figures contradict one another.
fn specimens() -> Vec<(&'static str, Excerpt, Argument)> {
    let part =
        excerpt(&[("/part", "30.5 kg"), ("/whole", "5 kg")], [Statement::part_of_whole("/part", "/whole")]);
    // Titanic, with a transposition: 760 for 706.
    let aboard = [
        ("/first", "325 people"),
        ("/second", "285 people"),
        ("/third", "760 people"),
        ("/crew", "885 people"),
    ];
    let groups = aboard.map(|(at, _)| at);
    let total = excerpt(
        &[aboard.as_slice(), &[("/all", "2,201 people")]].concat(),
        [Statement::parts_make_whole(&groups, "/all")],
    );
    let short = excerpt(
        &[("/a", "12 people"), ("/b", "13 people"), ("/all", "26 people")],
        [Statement::PartsOfWhole {
            parts: owned(&["/a", "/b"]),
            whole: "/all".into(),
            exclusive: false,
            exhaustive: true,
        }],
    );
    let twice =
        excerpt(&[("/here", "2.5 t"), ("/there", "2,701 kg")], [Statement::same_quantity("/here", "/there")]);
    let ceiling = excerpt(
        &[("/users", "87 people"), ("/world", "81 people")],
        [Statement::Ceiling { of: "/users".into(), ceiling: "/world".into() }],
    );
    let unlike =
        excerpt(&[("/rate", "5 kg/day"), ("/mass", "5 kg")], [Statement::same_dimension("/rate", "/mass")]);
    // Snow 1855, Table IX.
    let snow = excerpt(
        &[("/deaths", "1,422"), ("/houses", "256,423"), ("/rate", "59 per 10,000")],
        [Statement::ratio("/deaths", "/houses", "/rate")],
    );
    let average = Statement::Average { overall: "/pooled".into(), groups: owned(&["/one", "/two"]) };
    let averaged =
        excerpt(&[("/pooled", "13 %"), ("/one", "11.45 %"), ("/two", "2.80 %")], [average.clone()]);
    let refuted = Statement::Conclusion {
        at: "/conclusion/0".into(),
        left: Expression::from("/deaths").over("/houses"),
        operator: Operator::Greater,
        right: exact(1, 100).into(),
    };
    let concluded = excerpt(&[("/deaths", "1,422"), ("/houses", "256,423")], [refuted.clone()]);
    let grim = excerpt(&[("/mean", "5.19"), ("/n", "28 people")], [Statement::whole("/mean", "/n")]);
    let pairs = ["/r12", "/r13", "/r23"];
    let correlated = excerpt(
        &[("/r12", "0.90"), ("/r13", "0.80"), ("/r23", "0.10")],
        [Statement::Correlations { entries: owned(&pairs) }],
    );
    // Neither 11 nor 12 nor 13 people have an average of 5.22 whole points.
    let scanned = excerpt(&[("/mean", "5.22"), ("/n", "11 to 13 people")], [Statement::whole("/mean", "/n")]);
    let each_n = Argument::each_whole_number(Split::Figure("/n".into()), &scanned, |_, supposed| {
        Argument::gap("/mean", "/n", &[supposed], &scanned)
    });
    // x (1 − x) is at most 1/4, which interval arithmetic sees only in short pieces.
    let x = Expression::from("/x");
    let formula = Statement::Formula {
        stated: "/variance".into(),
        expression: x.clone().times(Expression::from(1).minus(x)),
    };
    let curved = excerpt(&[("/x", "0.5"), ("/variance", "0.30")], [formula.clone()]);
    let ends = [(40, 45), (45, 50), (50, 55), (55, 60)];
    let pieces = ends.map(|(low, high)| Case {
        when: Interval::closed(exact(low, 100), exact(high, 100)).unwrap(),
        because: Argument::refuted(formula.clone(), 0),
    });
    // Four whole numbers with the mean 3.50 sum to 14; with a standard deviation of 1.10 their squares sum to 49 and
    // three times something in (1.1881, 1.2321).
    let sum = Expression::from("/mean").times("/n");
    let squares = Expression::from("/n")
        .minus(1)
        .times(Expression::from("/sd").to_the(2))
        .plus(sum.to_the(2).over("/n"));
    let grimmer = excerpt(
        &[("/mean", "3.50"), ("/sd", "1.10"), ("/n", "4 people")],
        [Statement::whole("/mean", "/n"), Statement::whole(squares.clone(), 1)],
    );
    let totals = Split::Whole { value: "/mean".into(), times: "/n".into() };
    let each_total = Argument::each_whole_number(totals, &grimmer, |_, supposed| {
        Argument::gap(squares.clone(), 1, &[supposed], &grimmer)
    });
    // A is 41 % of B and B is 51 % of C, each to the whole per cent: then A is at most 0.42 × 0.52 × 60.1 = 13.1.
    let ratios = [Statement::ratio("/a", "/b", "/s"), Statement::ratio("/b", "/c", "/t")];
    let chained = excerpt(
        &[("/a", "14.0 kg"), ("/b", "25 to 35 kg"), ("/c", "60.0 kg"), ("/s", "41 %"), ("/t", "51 %")],
        ratios.clone(),
    );
    let [first, second] = ratios;
    let lines =
        [(Exact::ONE, cleared(first, &["/s"], true)), (exact(42, 100), cleared(second, &["/t"], true))];
    let chain = Argument::balanced(lines, &chained).unwrap();
    // Groups of 11 and 21 with averages of 3.0 and 4.0 have one near 3.66, not 3.5.
    let (sizes, means) = (["/n", "/m"], ["/x", "/y"]);
    let weighted = Statement::Formula {
        stated: "/pooled".into(),
        expression: Expression::sum(sizes.into_iter().zip(means).map(|(n, x)| Expression::from(n).times(x)))
            .over(Expression::sum(sizes)),
    };
    let pooled = excerpt(
        &[
            ("/n", "11 people"),
            ("/m", "21 people"),
            ("/x", "3.0 kg"),
            ("/y", "4.0 kg"),
            ("/pooled", "3.50 kg"),
        ],
        [weighted.clone()],
    );
    let high = [(Exact::ONE, cleared(weighted, &["/x", "/y", "/pooled"], true))];
    let pool = Argument::balanced(high, &pooled).unwrap();
    vec![
        ("ratios in a row", chained, chain),
        ("average with sizes", pooled, pool),
        ("part exceeds whole", part, Argument::part_exceeds_whole("/part", "/whole")),
        ("parts exceed whole", total, Argument::parts_exceed_whole(&groups, "/all", true)),
        ("parts fall short", short, Argument::parts_fall_short(&["/a", "/b"], "/all", false)),
        ("one quantity twice", twice, Argument::same_quantity_differs("/here", "/there")),
        ("ceiling", ceiling, Argument::exceeds_ceiling("/users", "/world")),
        ("dimensions", unlike.clone(), Argument::unequal_dimensions("/rate", "/mass", &unlike).unwrap()),
        ("ratio", snow, Argument::ratio_disjoint("/deaths", "/houses", "/rate")),
        ("average", averaged, Argument::refuted(average, 0)),
        ("conclusion", concluded, Argument::refuted(refuted, 0)),
        ("gap", grim.clone(), Argument::gap("/mean", "/n", &[], &grim).unwrap()),
        ("vector", correlated, Argument::vector(&pairs, vec![exact(1, 1), exact(-4, 5), exact(-13, 20)])),
        ("cases by number", scanned.clone(), each_n.unwrap()),
        (
            "cases by interval",
            curved,
            Argument::Cases(Cases { by: Split::Figure("/x".into()), cases: pieces.into() }),
        ),
        ("cases by total", grimmer.clone(), each_total.unwrap()),
    ]
}
