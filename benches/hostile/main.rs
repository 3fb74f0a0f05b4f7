//! What hostile files cost: `cargo bench --bench hostile` prints the milliseconds of each beside the target.

#![allow(clippy::unwrap_used, reason = "a bench may stop on its own mistakes")]

mod inputs;

use std::time::{Duration, Instant};

use inputs::{hostile, swept};
use saltgrain::render::Style;
use saltgrain::{Checker, Source};

const TARGET: Duration = Duration::from_millis(100);

fn main() {
    let mut missed = 0;
    println!("milliseconds (target: {} from file to message)\n", TARGET.as_millis());
    let mut tell = |name: &str, told: &str, work: &dyn Fn() -> String| {
        // What else the machine does only ever adds to it.
        let shortest = (0..5)
            .map(|_| {
                let begin = Instant::now();
                let message = work();
                let took = begin.elapsed();
                assert!(!message.is_empty());
                took
            })
            .min()
            .unwrap();
        missed += usize::from(shortest > TARGET);
        println!(
            "{name:50} {:8.2}  {told}{}",
            shortest.as_secs_f64() * 1e3,
            if shortest > TARGET { "  missed" } else { "" }
        );
    };
    for hostile in hostile() {
        let read = if hostile.is_json { Source::json } else { Source::toml };
        tell(hostile.name, if hostile.told.is_empty() { "report" } else { hostile.told }, &|| {
            let source = read("hostile", hostile.text.clone());
            match source.check(&Checker::default()) {
                Ok(report) => report.render(&source, Style::Plain),
                Err(error) => error.to_string(),
            }
        });
    }
    let (text, range) = (swept(), "coverage=5%..100%".parse().unwrap());
    tell("a sweep over 10,000 conclusions", "table", &|| {
        let source = Source::toml("hostile", text.clone());
        source.sweep(&Checker::default(), &range).unwrap().to_string()
    });
    let claim = "[[claim]]\nid = \"a\"\nfigure = \"5 kg\"\n";
    tell("100,000 suppositions", "report", &|| {
        let checker = (0..100_000)
            .try_fold(Checker::default(), |checker, i| checker.assume(&format!("coverage={}%", i % 100)));
        let source = Source::toml("hostile", claim);
        source.check(&checker.unwrap()).map_or_else(|error| error.to_string(), |report| report.to_string())
    });
    println!("\n{missed} of the inputs miss the target");
}
