//! A report with the offending lines: the only file that knows `annotate-snippets`.

use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::text::{Style, Told, heading, is_safe, printable};
use crate::dossier::read::locate_all;
use crate::error::{Error, Place};
use crate::report::Report;
use crate::rule::{Finding, Severity};
use crate::source::Source;

/// So many characters of a line are shown: a file may be a single one.
const SHOWN: usize = 160;

/// So many problems of a file are shown with their line; the others are told in one line each.
const WITH_LINE: usize = 20;

impl Report {
    /// The report with each finding's line and a caret under the field it is about.
    ///
    /// ```
    /// # #[cfg(feature = "toml")] {
    /// use saltgrain::{Checker, Source, render::Style};
    /// let source = Source::toml("story.toml", "[[claim]]\nid = \"a\"\nshare = { part = \"30 kg\", whole = \"5 kg\" }\n");
    /// let report = source.check(&Checker::default())?;
    /// let text = report.render(&source, Style::Plain);
    /// assert!(text.contains("error[AR03] part-exceeds-whole: "));
    /// assert!(text.contains("--> story.toml:3:"));
    /// # }
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn render(&self, source: &Source, style: Style) -> String {
        let lines = Lines::new(source);
        // A report made from the dossier alone has pointers, but no places.
        let is_unplaced = |finding: &&Finding| finding.places().first().is_some_and(|at| at.place.is_none());
        let unplaced: Vec<String> = self
            .findings()
            .iter()
            .filter(is_unplaced)
            .filter_map(|finding| finding.pointers().next())
            .collect();
        let found = if unplaced.is_empty() {
            Vec::new()
        } else {
            {
                let unplaced: Vec<&str> = unplaced.iter().map(String::as_str).collect();
                locate_all(source.text(), source.format(), &unplaced)
            }
        };
        let found: HashMap<String, Place> = unplaced
            .iter()
            .zip(found)
            .filter_map(|(pointer, location)| {
                location.map(|location| {
                    (pointer.to_string(), lines.place(location.value.start, location.value.end))
                })
            })
            .collect();
        let renderer = renderer(style);
        self.text(style, &mut |told| {
            let at = told.first.places().first();
            let place = at.and_then(|at| at.place.or_else(|| found.get(&at.pointer.to_string()).copied()));
            show(&renderer, told, place, &lines)
        })
    }
}

impl Error {
    /// The problems, each as `file:line:column: message` and with its line and a caret.
    ///
    /// ```
    /// # #[cfg(feature = "toml")] {
    /// use saltgrain::{Source, render::Style};
    /// let source = Source::toml("story.toml", "titel = \"A story\"\n");
    /// let error = source.dossier().unwrap_err();
    /// let text = error.render(&source, Style::Plain);
    /// assert!(text.starts_with("story.toml:1:1: unknown key `titel`\n"));
    /// assert!(text.contains("1 | titel = \"A story\"\n"));
    /// assert!(text.contains("^^^^^"));
    /// assert!(text.contains("= help: did you mean `title`?"));
    /// # }
    /// ```
    #[must_use]
    pub fn render(&self, source: &Source, style: Style) -> String {
        let lines = Lines::new(source);
        let renderer = renderer(style);
        let mut text = String::new();
        for (i, problem) in self.problems().iter().enumerate() {
            let Some(place) = problem.place.filter(|_| i < WITH_LINE) else {
                text.push_str(&printable(&problem.in_file(source.name()).to_string()));
                text.push('\n');
                continue;
            };
            let title = format!("{}:{}:{}: {}", source.name(), place.line, place.column, problem.message);
            let cut = lines.cut(place);
            let mut group = Group::with_title(Level::ERROR.no_name().primary_title(printable(&title)))
                .element(
                    Snippet::source(cut.text)
                        .line_start(place.line)
                        .annotation(AnnotationKind::Primary.span(cut.start..cut.end)),
                );
            if let Some(help) = &problem.help {
                group = group.element(Level::HELP.message(printable(help)));
            }
            text.push_str(&renderer.render(&[group]));
            text.push('\n');
        }
        text
    }
}

fn renderer(style: Style) -> Renderer {
    match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    }
}

fn show(renderer: &Renderer, told: &Told<'_>, place: Option<Place>, lines: &Lines<'_>) -> String {
    let finding = told.first;
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.with_name(heading(finding)).primary_title(printable(&finding.message()));
    let mut group = Group::with_title(title);
    if let Some(place) = place {
        let cut = lines.cut(place);
        let mut annotation = AnnotationKind::Primary.span(cut.start..cut.end);
        if !told.from.is_empty() {
            annotation = annotation.label(format!("drawn from {}", told.drawn_from()));
        }
        let name = printable(lines.source.name());
        let snippet = Snippet::source(cut.text).line_start(place.line).annotation(annotation);
        group = if cut.is_whole {
            group.element(snippet.path(name))
        } else {
            // The column in what is shown is not that in the file.
            group.element(Origin::path(name).line(place.line).char_column(place.column)).element(snippet)
        };
    }
    for (label, note) in told.notes() {
        group = group.element(Level::NOTE.with_name(label).message(note));
    }
    renderer.render(&[group])
}

/// A source, with the start of every line.
struct Lines<'s> {
    source: &'s Source,
    starts: Vec<usize>,
}

/// What is shown of a line, and where in it the caret goes.
struct Cut {
    text: String,
    start: usize,
    end: usize,
    /// Whether the line is shown from its beginning.
    is_whole: bool,
}

impl<'s> Lines<'s> {
    fn new(source: &'s Source) -> Self {
        let ends = source.text().bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(i, _)| i + 1);
        Lines { source, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The line that holds a byte: its number from 0 and its text, without the end.
    fn line(&self, byte: usize) -> (usize, usize, &'s str) {
        let number = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        let start = self.starts.get(number).copied().unwrap_or_default();
        let end = self.starts.get(number + 1).copied().unwrap_or(self.source.text().len());
        let line = self.source.text().get(start..end).unwrap_or_default();
        (number, start, line.trim_end_matches(['\n', '\r']))
    }

    fn place(&self, start: usize, end: usize) -> Place {
        let (number, line_start, line) = self.line(start);
        let before = line.get(..start.saturating_sub(line_start)).unwrap_or_default();
        Place { line: number + 1, column: before.chars().count() + 1, start, end }
    }

    /// The part of the line around a place, made printable. A place of several lines is shown on its first: a table
    /// of twenty lines needs one caret, not twenty.
    fn cut(&self, place: Place) -> Cut {
        let (_, line_start, line) = self.line(place.start);
        let from = place.start.saturating_sub(line_start).min(line.len());
        let to = place.end.saturating_sub(line_start).min(line.len()).max(from);
        let before = line.get(..from).unwrap_or_default();
        let within = line.get(from..to).unwrap_or_default();
        let after = line.get(to..).unwrap_or_default();
        // What matters most is the place itself; then what stands before it.
        let within = Shown::start_of(within, SHOWN);
        let before = Shown::end_of(before, (SHOWN - within.chars) / 2);
        let after = Shown::start_of(after, SHOWN - within.chars - before.chars);
        let is_whole = before.text.chars().count() == before.chars;
        let start = before.text.len();
        let mut end = start + within.text.len();
        let mut text = before.text + &within.text + &after.text;
        if start == end {
            // Where something is missing, the caret stands under what comes instead, or after the end of the line.
            let next = text.get(start..).and_then(|rest| rest.chars().next());
            if next.is_none() {
                text.push(' ');
            }
            end += next.map_or(1, char::len_utf8);
        }
        Cut { text, start, end, is_whole }
    }
}

/// Some characters of a line, made printable.
struct Shown {
    text: String,
    chars: usize,
}

impl Shown {
    fn start_of(text: &str, most: usize) -> Shown {
        match text.char_indices().nth(most) {
            Some((end, _)) => Shown::new("", text.get(..end).unwrap_or_default(), "…"),
            None => Shown::new("", text, ""),
        }
    }

    fn end_of(text: &str, most: usize) -> Shown {
        match text.char_indices().rev().nth(most) {
            Some((start, c)) => Shown::new("…", text.get(start + c.len_utf8()..).unwrap_or_default(), ""),
            None => Shown::new("", text, ""),
        }
    }

    fn new(before: &str, text: &str, after: &str) -> Shown {
        let chars = text.chars().count();
        // One character each, so that the caret stays where it belongs.
        let clean = text.chars().map(|c| match c {
            '\t' => ' ',
            c if is_safe(c) => c,
            _ => '\u{fffd}',
        });
        Shown { text: before.chars().chain(clean).chain(after.chars()).collect(), chars }
    }
}
