//! The `saltgrain` command.

use std::io::{self, IsTerminal, Read, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use saltgrain::dossier::Sweep;
use saltgrain::dossier::read::Format as FileFormat;
use saltgrain::number::Reading;
use saltgrain::render::{Style, printable};
use saltgrain::vocabulary::spelling;
use saltgrain::{Checker, Error, Report, Rule, Severity, Source, rules};
use serde_json::json;

/// Statistical sanity checks on reported figures.
#[derive(Parser)]
#[command(name = "saltgrain", version, about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check dossiers: exit 0 if nothing reaches --fail-on, 1 if something does, 2 if a file cannot be read.
    Check(Check),
    /// Move one assumption and print how the verdicts on the conclusions change with it.
    Sweep(SweepOf),
    /// Print where the true value of every figure lies, by all that the claims state of them together; or of one figure, were
    /// it not printed, the tightest range that the others leave it.
    Range(RangeOf),
    /// List the rules.
    Rules {
        /// How to write the list.
        #[arg(long, value_enum, default_value_t = Output::Text)]
        format: Output,
    },
    /// Explain a rule, by code or name.
    Explain {
        /// Such as AR01 or ratio-recomputation.
        rule: String,
    },
    /// Write a commented template to start from.
    New,
}

#[derive(clap::Args)]
struct Check {
    /// Files ending in .toml or .json; - reads standard input.
    #[arg(required = true)]
    files: Vec<String>,
    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Output::Text)]
    format: Output,
    /// Run only these rules or families (codes or names, separated by commas).
    #[arg(long, value_delimiter = ',')]
    select: Vec<String>,
    /// Leave out these rules or families.
    #[arg(long, value_delimiter = ',')]
    ignore: Vec<String>,
    /// Suppose a number for this run: coverage=10%, or coverage:us-seizures=10% of one frame, claim or conclusion.
    #[arg(long, value_name = "NAME=VALUE")]
    assume: Vec<String>,
    /// The least grave finding that makes the command fail.
    #[arg(long, value_enum, default_value_t = Level::Error)]
    fail_on: Level,
    /// The format of standard input.
    #[arg(long, value_enum, default_value_t = InputFormat::Toml)]
    stdin_format: InputFormat,
    /// When to colour the report.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    color: When,
}

#[derive(clap::Args)]
struct SweepOf {
    /// A file ending in .toml or .json; - reads standard input.
    file: String,
    /// What is moved from where to where: coverage=5%..100%, or coverage:us-seizures=5%..100%.
    range: String,
    /// In how many equal steps.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=1000))]
    steps: u32,
    /// Suppose another number meanwhile: upstream_share=10%.
    #[arg(long, value_name = "NAME=VALUE")]
    assume: Vec<String>,
    /// The format of standard input.
    #[arg(long, value_enum, default_value_t = InputFormat::Toml)]
    stdin_format: InputFormat,
}

#[derive(clap::Args)]
struct RangeOf {
    /// A file ending in .toml or .json; - reads standard input.
    file: String,
    /// A figure to take as blank: claim and field, by-age/share/whole, as the list of all names it. A figure that nobody
    /// printed is written as a limit that says nothing: "at least 0 people".
    figure: Option<String>,
    /// How loosely digits are read: rounded to nearest, as written, or as loosely as anybody prints.
    #[arg(long, value_enum, default_value_t = Digits::Widest)]
    reading: Digits,
    /// The format of standard input.
    #[arg(long, value_enum, default_value_t = InputFormat::Toml)]
    stdin_format: InputFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum Digits {
    Nearest,
    AsWritten,
    Widest,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    Text,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum InputFormat {
    Toml,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum Level {
    Error,
    Warning,
    Note,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

const FOUND: u8 = 1;
const UNREADABLE: u8 = 2;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Command::Check(check) => run_check(&check),
        Command::Sweep(sweep) => run_sweep(&sweep),
        Command::Range(range) => run_range(&range),
        Command::Rules { format } => print(&list(format)).map(|()| 0),
        Command::Explain { rule } => explain(&rule),
        Command::New => print(include_str!("template.toml")).map(|()| 0),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        // The reader has gone, as `head` does: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "saltgrain: {error}");
            ExitCode::from(UNREADABLE)
        }
    }
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// An error without lines to show; what the input says cannot speak to the terminal.
fn told(error: &Error) -> String {
    error.to_string().lines().map(|line| printable(line) + "\n").collect()
}

fn complain(text: &str) -> io::Result<u8> {
    let mut err = io::stderr().lock();
    err.write_all(text.trim_end().as_bytes())?;
    err.write_all(b"\n")?;
    Ok(UNREADABLE)
}

fn run_check(check: &Check) -> io::Result<u8> {
    let checker = match checker(check) {
        Ok(checker) => checker,
        Err(error) => return complain(&told(&error)),
    };
    let style = style(check.color, io::stdout().is_terminal());
    let error_style = style_of_errors(check.color);
    let mut worst: Option<Severity> = None;
    let mut unreadable = false;
    let mut reports: Vec<Report> = Vec::new();
    let mut shown = 0;
    for file in &check.files {
        let source = match source(file, check.stdin_format)? {
            Ok(source) => source,
            Err(error) => {
                complain(&told(&error))?;
                unreadable = true;
                continue;
            }
        };
        match source.check(&checker) {
            Ok(report) => {
                worst = worst.max(report.worst());
                if check.format == Output::Text {
                    if shown > 0 {
                        print("\n")?;
                    }
                    shown += 1;
                    print(&report.render(&source, style))?;
                } else {
                    reports.push(report);
                }
            }
            Err(error) => {
                complain(&error.render(&source, error_style))?;
                unreadable = true;
            }
        }
    }
    if check.format == Output::Json {
        print(&json(&reports, check.files.len()))?;
    }
    let limit = match check.fail_on {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Note => Severity::Note,
    };
    Ok(match (unreadable, worst) {
        (true, _) => UNREADABLE,
        (false, Some(worst)) if worst >= limit => FOUND,
        _ => 0,
    })
}

fn checker(check: &Check) -> Result<Checker, Error> {
    let checker = Checker::default();
    let checker = if check.select.is_empty() {
        checker
    } else {
        checker.select(check.select.iter().map(String::as_str))?
    };
    supposing(checker.ignore(check.ignore.iter().map(String::as_str))?, &check.assume)
}

fn supposing(checker: Checker, assume: &[String]) -> Result<Checker, Error> {
    assume.iter().try_fold(checker, |checker, supposition| checker.assume(supposition))
}

fn run_sweep(sweep: &SweepOf) -> io::Result<u8> {
    let range = sweep.range.parse::<Sweep>().map(|range| range.steps(sweep.steps));
    let checker = supposing(Checker::default(), &sweep.assume);
    let (range, checker) = match (range, checker) {
        (Ok(range), Ok(checker)) => (range, checker),
        (Err(error), _) | (_, Err(error)) => return complain(&told(&error)),
    };
    let source = match source(&sweep.file, sweep.stdin_format)? {
        Ok(source) => source,
        Err(error) => return complain(&told(&error)),
    };
    match source.sweep(&checker, &range) {
        Ok(table) => print(&table.to_string()).map(|()| 0),
        Err(error) => complain(&error.render(&source, style_of_errors(When::Auto))),
    }
}

fn run_range(range: &RangeOf) -> io::Result<u8> {
    let source = match source(&range.file, range.stdin_format)? {
        Ok(source) => source,
        Err(error) => return complain(&told(&error)),
    };
    let reading = match range.reading {
        Digits::Nearest => Reading::Nearest,
        Digits::AsWritten => Reading::AsWritten,
        Digits::Widest => Reading::Widest,
    };
    match source.ranges(reading, range.figure.as_deref()) {
        Ok(table) => {
            let lines = table.to_string();
            print(&lines.lines().map(|line| printable(line) + "\n").collect::<String>()).map(|()| 0)
        }
        Err(error) => complain(&error.render(&source, style_of_errors(When::Auto))),
    }
}

fn source(file: &str, format: InputFormat) -> io::Result<Result<Source, Error>> {
    if file != "-" {
        return Ok(Source::open(file));
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let format = match format {
        InputFormat::Toml => FileFormat::Toml,
        InputFormat::Json => FileFormat::Json,
    };
    Ok(Source::from_bytes("-", bytes, format))
}

fn style_of_errors(when: When) -> Style {
    style(when, io::stderr().is_terminal())
}

/// Colours on a terminal, unless `NO_COLOR` is set (no-color.org) or the caller said otherwise.
fn style(when: When, is_terminal: bool) -> Style {
    let colour = match when {
        When::Always => true,
        When::Never => false,
        When::Auto => is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    if colour { Style::Colour } else { Style::Plain }
}

fn json(reports: &[Report], files: usize) -> String {
    match reports {
        [report] if files == 1 => report.to_json() + "\n",
        [] if files == 1 => String::new(),
        reports => {
            let documents: Vec<String> = reports.iter().map(Report::to_json).collect();
            format!("[{}]\n", documents.join(",\n"))
        }
    }
}

fn list(format: Output) -> String {
    let rules = rules::all();
    match format {
        Output::Json => {
            let list: Vec<_> = rules
                .map(|rule| {
                    json!({
                        "rule": rule.code,
                        "name": rule.name,
                        "family": rule.family,
                        "at_most": rule.max_severity,
                        "subject": rule.subjects(),
                        "since": rule.since,
                        "summary": rule.summary,
                    })
                })
                .collect();
            format!("{:#}\n", serde_json::Value::from(list))
        }
        Output::Text => {
            let width = rules::all().map(|rule| rule.name.len()).max().unwrap_or(0);
            let line = |rule: &Rule| {
                format!(
                    "{}  {:width$}  {:7}  {}\n",
                    rule.code,
                    rule.name,
                    rule.max_severity.word(),
                    rule.summary
                )
            };
            rules.map(line).collect()
        }
    }
}

fn explain(name: &str) -> io::Result<u8> {
    let found = rules::all()
        .find(|rule| rule.code.eq_ignore_ascii_case(name) || rule.name.eq_ignore_ascii_case(name));
    let Some(rule) = found else {
        let known = rules::all().flat_map(|rule| [&*rule.code, &*rule.name]);
        let hint = match spelling::nearest(name, known) {
            Some(nearest) => format!("did you mean '{nearest}'?"),
            None => "`saltgrain rules` lists them".to_string(),
        };
        return complain(&format!("saltgrain: no rule is called '{}' ({hint})", printable(name)));
    };
    let docs: String =
        rule.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_string() + "\n").collect();
    print(&format!(
        "{} {}: {}\nAt most: {}\n\n{docs}",
        rule.code, rule.name, rule.summary, rule.max_severity
    ))?;
    Ok(0)
}
