//! What reading, resolving and checking cost beside `serde_json::from_str::<Value>` on the same bytes.
//!
//! `cargo bench` runs the benches and then prints one table of every ratio beside its target; `cargo bench -- check` runs
//! some of the benches only, `cargo bench -- summary` prints the table only. Stories are the founding example repeated under other ids, places and numbers; the adversarial ones are in
//! [`stories`]. Peak memory is the high-water mark of a process of its own, so it is printed on Linux only.

#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    reason = "a bench may stop on its own mistakes, and prints rounded numbers"
)]

mod stories;

use std::hint::black_box;
use std::process::Command;
use std::time::{Duration, Instant};

use divan::Bencher;
use saltgrain::dossier::Resolved;
use saltgrain::dossier::read::{Format, read};
use saltgrain::{Checker, Dossier, Report};
use stories::{Shape, story};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const SMALL: usize = 1_000;
const LARGE: usize = 100_000;

/// The variable that tells a child process which story to run and how far, for its peak memory.
const CHILD: &str = "SALTGRAIN_BENCH_CHILD";

fn floor(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

fn read_dossier(text: &str) -> Dossier {
    let (dossier, problems) = read::<Dossier>(text, Format::Json);
    assert!(problems.is_empty(), "{}", problems[0]);
    dossier.unwrap()
}

fn resolve(dossier: &Dossier) -> Resolved<'_> {
    dossier.resolve().unwrap()
}

fn check(dossier: &Dossier) -> Report {
    Checker::default().check(dossier).unwrap()
}

#[divan::bench(name = "floor", args = SIZES, sample_count = 10)]
fn bench_floor(bencher: Bencher<'_, '_>, claims: usize) {
    let text = story(Shape::Founding, claims);
    bencher.bench_local(|| floor(&text));
}

#[divan::bench(name = "read", args = SIZES, sample_count = 10)]
fn bench_read(bencher: Bencher<'_, '_>, claims: usize) {
    let text = story(Shape::Founding, claims);
    bencher.bench_local(|| read_dossier(&text));
}

#[divan::bench(name = "resolve", args = SIZES, sample_count = 10)]
fn bench_resolve(bencher: Bencher<'_, '_>, claims: usize) {
    let dossier = read_dossier(&story(Shape::Founding, claims));
    bencher.bench_local(|| resolve(&dossier));
}

#[divan::bench(name = "resolve_and_check", args = SIZES, sample_count = 10)]
fn bench_check(bencher: Bencher<'_, '_>, claims: usize) {
    let dossier = read_dossier(&story(Shape::Founding, claims));
    bencher.bench_local(|| check(&dossier));
}

fn main() {
    if let Ok(order) = std::env::var(CHILD) {
        return run_child(&order);
    }
    divan::main();
    // Any other filter asks for single benches, and `--test` only for proof that they run.
    if std::env::args().skip(1).all(|argument| argument == "--bench" || argument == "summary") {
        summary();
    }
}

/// The shortest time of `work`: what else the machine does only ever adds to it. Dropping the result is not counted.
fn time<T>(mut work: impl FnMut() -> T) -> Duration {
    let budget = Duration::from_millis(1_500);
    let start = Instant::now();
    let mut shortest = Duration::MAX;
    let mut runs = 0;
    while runs < 5 || start.elapsed() < budget && runs < 1_000 {
        let begin = Instant::now();
        let result = black_box(work());
        shortest = shortest.min(begin.elapsed());
        drop(result);
        runs += 1;
    }
    shortest
}

/// The four times of one story.
struct Times {
    claims: usize,
    floor: Duration,
    read: Duration,
    resolve: Duration,
    check: Duration,
}

impl Times {
    fn of(shape: Shape, claims: usize) -> Self {
        let text = story(shape, claims);
        let floor = time(|| floor(&text));
        let read = time(|| read_dossier(&text));
        let dossier = read_dossier(&text);
        Times { claims, floor, read, resolve: time(|| resolve(&dossier)), check: time(|| check(&dossier)) }
    }

    fn per_claim(&self, part: Duration) -> f64 {
        part.as_secs_f64() * 1e9 / self.claims as f64
    }
}

fn summary() {
    let mut missed = 0;
    // The adversarial stories have targets for growth only: what they cost is shown, and not judged.
    let mut verdict = |ratio: f64, target: Option<f64>| match target {
        None => format!("{ratio:5.2}"),
        Some(target) => {
            missed += usize::from(ratio > target);
            format!("{ratio:5.2} (≤ {target}{})", if ratio > target { ", missed" } else { "" })
        }
    };
    let text = story(Shape::Founding, LARGE);
    let dossier = read_dossier(&text);
    let report = check(&dossier);
    let mut with_finding: Vec<&str> =
        report.findings().iter().filter_map(saltgrain::Finding::claim).collect();
    with_finding.sort_unstable();
    with_finding.dedup();
    println!(
        "\n{LARGE} claims, {} bytes each as JSON: {} findings, {} % of the claims have one\n",
        text.len() / LARGE,
        report.findings().len(),
        with_finding.len() * 100 / LARGE,
    );
    assert!(with_finding.len() * 2 >= LARGE, "at least half of the claims have a finding");
    drop((text, report, dossier));

    println!(
        "ns a claim       claims    floor     read  resolve  resolve+check   read/floor          resolve+check/floor"
    );
    let mut growths = Vec::new();
    for shape in Shape::ALL {
        let judged = shape == Shape::Founding;
        let [small, large] = [SMALL, LARGE].map(|claims| Times::of(shape, claims));
        for times in [&small, &large] {
            println!(
                "{:16} {:6} {:8.0} {:8.0} {:8.0} {:14.0}   {:18}  {:18}",
                shape.name(),
                times.claims,
                times.per_claim(times.floor),
                times.per_claim(times.read),
                times.per_claim(times.resolve),
                times.per_claim(times.check),
                verdict(times.read.div_duration_f64(times.floor), judged.then_some(4.0)),
                verdict(times.check.div_duration_f64(times.floor), judged.then_some(3.0)),
            );
        }
        let growth =
            |part: fn(&Times) -> Duration| large.per_claim(part(&large)) / small.per_claim(part(&small));
        growths.push((
            shape,
            growth(|times| times.floor),
            growth(|times| times.read),
            growth(|times| times.resolve),
            growth(|times| times.check),
        ));
    }
    println!("\ncost of a claim among {LARGE} beside one among {SMALL}");
    println!("growth            floor   read            resolve         resolve+check");
    for (shape, floor, read, resolve, check) in growths {
        // Resolving is a part of the last column, and judged there.
        let (read, check) = (verdict(read, Some(1.3)), verdict(check, Some(1.3)));
        let resolve = verdict(resolve, None);
        println!("{:16} {floor:6.2}   {read:14}  {resolve:14}  {check:14}", shape.name());
    }
    println!("\npeak memory       kB a claim: floor   read            read+resolve    read+resolve+check");
    for shape in Shape::ALL {
        let Some([floor, read, resolve, check]) = memory(shape) else {
            println!("not known here: needs /proc/self/status");
            break;
        };
        let target = (shape == Shape::Founding).then_some(2.0);
        let [read, resolve, check] = [read, resolve, check].map(|peak| verdict(peak, target));
        println!("{:16} {floor:17.2}   {read:14}  {resolve:14}  {check:14}", shape.name());
    }
    println!("\n{missed} of the ratios above miss their target");
}

/// Peak memory in kilobytes a claim of the floor, of reading, of reading and resolving, and of all three: what the largest
/// story takes beyond the small one, the text itself left out of account.
fn memory(shape: Shape) -> Option<[f64; 4]> {
    let peaks = |stage: usize| {
        let peak = |claims: usize| child_peak(shape, claims, stage);
        Some((peak(LARGE)? - peak(SMALL)?) / (LARGE - SMALL) as f64)
    };
    let text = peaks(0)?;
    Some([peaks(1)? - text, peaks(2)? - text, peaks(3)? - text, peaks(4)? - text])
}

fn child_peak(shape: Shape, claims: usize, stage: usize) -> Option<f64> {
    let path = std::env::temp_dir().join(format!("saltgrain-bench-{}.json", std::process::id()));
    std::fs::write(&path, story(shape, claims)).ok()?;
    let order = format!("{stage} {}", path.display());
    let output = Command::new(std::env::current_exe().ok()?).env(CHILD, order).output().ok()?;
    std::fs::remove_file(&path).ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// Goes as far with a story as `order` says, then prints the most memory this process ever held, in kilobytes.
fn run_child(order: &str) {
    let (stage, path) = order.split_once(' ').unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    match stage {
        "0" => {}
        "1" => drop(black_box(floor(&text))),
        stage => {
            let dossier = read_dossier(&text);
            match stage {
                "2" => {}
                "3" => drop(black_box(resolve(&dossier))),
                _ => drop(black_box(check(&dossier))),
            }
        }
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    println!("{}", peak.and_then(|peak| peak.trim().strip_suffix(" kB")).unwrap_or("unknown"));
}
