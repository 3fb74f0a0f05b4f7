//! Places in a source text: bytes, lines and columns.

/// A stretch of a source text, in bytes: from `start` up to but without `end`.
///
/// ```
/// use saltgrain::dossier::read::Span;
///
/// let span = Span { start: 5, end: 9 };
/// assert_eq!(span.of("says kilo"), Some("kilo"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The text there; `None` if the span does not lie within `source` or cuts a character.
    #[must_use]
    pub fn of<'s>(&self, source: &'s str) -> Option<&'s str> {
        source.get(self.start..self.end)
    }
}

/// A span as the tree keeps it: half the size, which is what most of a tree consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Extent {
    pub start: u32,
    pub end: u32,
}

impl Extent {
    /// Positions above 4 GiB stick there; [`parse`](super::parse) refuses such sources before any is made.
    pub fn new(start: usize, end: usize) -> Extent {
        Extent {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    pub fn span(self) -> Span {
        Span { start: index(self.start), end: index(self.end) }
    }
}

pub(super) fn index(position: u32) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// Line and column of a byte, both counted from 1; the column counts characters, a tab being one.
///
/// A line ends with a line feed; a byte order mark at the start of the text is no character. A position past the end
/// counts as the end, one inside a character as that character.
///
/// ```
/// use saltgrain::dossier::read::line_column;
///
/// assert_eq!(line_column("é = 1\n\tü = 2", 11), (2, 4));
/// ```
#[must_use]
pub fn line_column(source: &str, byte: usize) -> (usize, usize) {
    line_columns(source, &[byte]).first().copied().unwrap_or((1, 1))
}

/// [`line_column`] of many bytes, in the order asked for, in one pass over the text.
///
/// ```
/// use saltgrain::dossier::read::line_columns;
///
/// assert_eq!(line_columns("a\nb", &[2, 0]), [(2, 1), (1, 1)]);
/// ```
#[must_use]
pub fn line_columns(source: &str, bytes: &[usize]) -> Vec<(usize, usize)> {
    let mut order: Vec<(usize, usize)> =
        bytes.iter().copied().enumerate().map(|(i, byte)| (byte, i)).collect();
    order.sort_unstable();
    let mut places = vec![(1, 1); bytes.len()];
    let (mut line, mut column) = (1, 1);
    let mut at = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    for (byte, i) in order {
        let mut target = byte.min(source.len());
        while !source.is_char_boundary(target) {
            target -= 1;
        }
        if let Some(passed) = source.get(at..target) {
            let lines = passed.bytes().filter(|b| *b == b'\n').count();
            if lines > 0 {
                line += lines;
                column = 1;
            }
            let rest = passed.rsplit('\n').next().unwrap_or(passed);
            column += rest.chars().count();
            at = target;
        }
        if let Some(place) = places.get_mut(i) {
            *place = (line, column);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plainly(source: &str, byte: usize) -> (usize, usize) {
        let (mut line, mut column) = (1, 1);
        for (i, c) in source.char_indices() {
            if i + c.len_utf8() > byte {
                break;
            }
            match c {
                '\u{feff}' if i == 0 => {}
                '\n' => (line, column) = (line + 1, 1),
                _ => column += 1,
            }
        }
        (line, column)
    }

    proptest! {
        #[test]
        fn agrees_with_counting_one_by_one(source in "\u{feff}?[aé\t\r\n𝄞]{0,30}", bytes in proptest::collection::vec(0_usize..80, 0..6)) {
            let expected: Vec<_> = bytes.iter().map(|b| plainly(&source, *b)).collect();
            prop_assert_eq!(line_columns(&source, &bytes), expected);
        }
    }

    #[test]
    fn tabs_and_letters_count_one() {
        let source = "\u{feff}a\r\n\té𝄞x";
        assert_eq!(line_column(source, 3), (1, 1));
        assert_eq!(line_column(source, source.len() - 1), (2, 4));
        assert_eq!(line_column("", 7), (1, 1));
    }
}
