//! A report with the offending lines: the only file that knows `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::text::{Style, clean, notes};
use crate::dossier::read::locate_all;
use crate::report::Report;
use crate::rule::{Finding, Severity};
use crate::source::Source;

impl Report {
    /// The report with each finding's line and a caret under the field it is about.
    ///
    /// ```
    /// use saltgrain::{Checker, Source, render::Style};
    /// let source = Source::toml("story.toml", "[[claim]]\nid = \"a\"\nshare = { part = \"30 kg\", whole = \"5 kg\" }\n");
    /// let report = source.check(&Checker::default())?;
    /// let text = report.render(&source, Style::Plain);
    /// assert!(text.contains("story.toml:3:"));
    /// # Ok::<(), saltgrain::Error>(())
    /// ```
    #[must_use]
    pub fn render(&self, source: &Source, style: Style) -> String {
        let renderer = match style {
            Style::Plain => Renderer::plain(),
            Style::Colour => Renderer::styled(),
        };
        // Escapes keep their length: a control character becomes a space, so that the places stay right.
        let lines: String = source
            .text()
            .chars()
            .map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c })
            .collect();
        let lines = if lines.len() == source.text().len() { lines } else { clean(source.text()) };
        let pointers: Vec<&str> =
            self.findings().iter().filter_map(|finding| finding.pointers().next()).collect();
        let mut located = locate_all(source.text(), source.format(), &pointers).into_iter();
        self.text(&mut |finding| {
            let place = finding.pointers().next().and_then(|_| located.next().flatten());
            let span = place.map_or(0..0, |location| {
                location.value.start..location.value.end.max(location.value.start + 1)
            });
            let end = span.end.min(lines.len());
            show(
                &renderer,
                finding,
                source.name(),
                &lines,
                span.start.min(end)..first_line(&lines, span.start, end),
            )
        })
    }
}

/// The end of the span on its first line: a table of twenty lines needs one caret, not twenty.
fn first_line(text: &str, start: usize, end: usize) -> usize {
    let span = text.get(start..end).unwrap_or_default();
    span.find('\n').map_or(end, |length| start + length)
}

fn show(
    renderer: &Renderer,
    finding: &Finding,
    name: &str,
    text: &str,
    span: std::ops::Range<usize>,
) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let rule = finding.rule();
    let id = rule.code.to_string();
    let title = format!("{}: {}", rule.name, clean(&finding.message()));
    let label = match (finding.claim(), finding.conclusion()) {
        (Some(claim), Some(_)) => format!("drawn from {claim}"),
        _ => String::new(),
    };
    let mut annotation = AnnotationKind::Primary.span(span);
    if !label.is_empty() {
        annotation = annotation.label(&label);
    }
    let lines: Vec<(&str, String)> =
        notes(finding).into_iter().map(|(label, line)| (label, clean(&line))).collect();
    let mut group = Group::with_title(level.primary_title(&title).id(&id))
        .element(Snippet::source(text).path(name).line_start(1).annotation(annotation));
    for (label, line) in &lines {
        group = group.element(Level::NOTE.with_name(*label).message(line.as_str()));
    }
    renderer.render(&[group])
}
