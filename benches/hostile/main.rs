//! What hostile files cost: `cargo bench --bench hostile` prints the milliseconds of each beside the target.

#![allow(clippy::unwrap_used, reason = "a bench may stop on its own mistakes")]

mod inputs;

use std::time::{Duration, Instant};

use inputs::hostile;
use saltgrain::render::Style;
use saltgrain::{Checker, Source};

const TARGET: Duration = Duration::from_millis(100);

fn main() {
    let mut missed = 0;
    println!("milliseconds (target: {} from file to message)\n", TARGET.as_millis());
    for hostile in hostile() {
        let read = if hostile.is_json { Source::json } else { Source::toml };
        // What else the machine does only ever adds to it.
        let shortest = (0..5)
            .map(|_| {
                let text = hostile.text.clone();
                let begin = Instant::now();
                let source = read("hostile", text);
                let message = match source.check(&Checker::default()) {
                    Ok(report) => report.render(&source, Style::Plain),
                    Err(error) => error.to_string(),
                };
                let took = begin.elapsed();
                assert!(!message.is_empty());
                took
            })
            .min()
            .unwrap();
        missed += usize::from(shortest > TARGET);
        println!(
            "{:34} {:8.2}  {}{}",
            hostile.name,
            shortest.as_secs_f64() * 1e3,
            if hostile.told.is_empty() { "report" } else { hostile.told },
            if shortest > TARGET { "  missed" } else { "" }
        );
    }
    println!("\n{missed} of the inputs miss the target");
}
