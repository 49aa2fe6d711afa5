//! Lists as tables: one row a line where that fits the width or no width is given; columns of words wrapped at spaces where there is room;
//! else each row as a few lines. No word and no id is ever broken.

use textwrap::core::display_width;

/// Columns whose cells are never wrapped: ids, days, words of closed lists, numbers.
const FIXED: [&str; 19] = [
    "id",
    "date",
    "due",
    "published",
    "kind",
    "status",
    "change",
    "country",
    "lang",
    "reports",
    "count",
    "outcome",
    "since",
    "start",
    "end",
    "number",
    "from",
    "to",
    "package",
];
/// Columns of bare numbers, which need their label where a row is several lines.
const NUMBERS: [&str; 6] = ["reports", "count", "start", "end", "number", "since"];
/// Columns that need no label where a row is several lines.
const PLAIN: [&str; 4] = ["title", "what", "name", "text"];
/// Blanks between two columns.
const GAP: usize = 2;
/// A column of words is not made narrower than this, nor than its longest word up to the next number.
const NARROW: usize = 30;
const WIDEST_WORD: usize = 40;

/// The lines of a table. `shown` are the headings as the reader sees them.
pub fn lines(header: &[&str], shown: &[String], rows: &[Vec<String>], width: Option<usize>) -> Vec<String> {
    let natural: Vec<usize> = (0..header.len())
        .map(|n| rows.iter().map(|row| display_width(&row[n])).chain([display_width(&shown[n])]).max().unwrap_or_default())
        .collect();
    match width {
        None => laid_out(shown, rows, &natural),
        Some(width) => match widths(header, rows, &natural, width) {
            Some(widths) => laid_out(shown, rows, &widths),
            None => rows.iter().flat_map(|row| stacked(header, shown, row, width)).collect(),
        },
    }
}

/// Widths of the columns that fit together; `None` where they do not.
fn widths(header: &[&str], rows: &[Vec<String>], natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let fixed = |n: &usize| FIXED.contains(&header[*n]);
    let gaps = GAP * header.len().saturating_sub(1);
    let taken: usize = (0..header.len()).filter(|n| fixed(n)).map(|n| natural[n]).sum();
    let mut room = width.checked_sub(gaps + taken)?;
    let mut open: Vec<usize> = (0..header.len()).filter(|n| !fixed(n)).collect();
    let longest = |n: usize| rows.iter().flat_map(|row| row[n].split_whitespace()).map(display_width).max().unwrap_or_default();
    let least = |n: usize| natural[n].min(NARROW.max(longest(n).min(WIDEST_WORD)));
    if open.iter().map(|&n| least(n)).sum::<usize>() > room {
        return None;
    }
    let mut widths = natural.to_vec();
    // Columns that need no more than their share keep what they need; the others share the rest.
    open.sort_by_key(|&n| natural[n]);
    for (place, &n) in open.iter().enumerate() {
        let later: usize = open[place + 1..].iter().map(|&n| least(n)).sum();
        let share = (room / (open.len() - place)).max(least(n)).min(room.saturating_sub(later));
        widths[n] = natural[n].min(share);
        room = room.saturating_sub(widths[n]);
    }
    Some(widths)
}

fn laid_out(shown: &[String], rows: &[Vec<String>], widths: &[usize]) -> Vec<String> {
    let head: Vec<String> = shown.iter().map(|h| h.to_uppercase()).collect();
    std::iter::once(&head).chain(rows).flat_map(|row| row_lines(row, widths)).collect()
}

/// A row as the lines that its longest cell needs.
fn row_lines(row: &[String], widths: &[usize]) -> Vec<String> {
    let wrap = |cell: &String, width: usize| -> Vec<String> {
        let options = textwrap::Options::new(width.max(1)).break_words(false).word_splitter(textwrap::WordSplitter::NoHyphenation);
        if display_width(cell) <= width { vec![cell.clone()] } else { textwrap::wrap(cell, options).into_iter().map(Into::into).collect() }
    };
    let cells: Vec<Vec<String>> = row.iter().zip(widths).map(|(cell, &width)| wrap(cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    let line = |n: usize| {
        let mut out = String::new();
        for (cell, &width) in cells.iter().zip(widths) {
            let text = cell.get(n).map_or("", String::as_str);
            out.push_str(text);
            out.push_str(&" ".repeat(width.saturating_sub(display_width(text)) + GAP));
        }
        out.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// A row as a block: what is never broken in the first line, then each column of words for itself.
fn stacked(header: &[&str], shown: &[String], row: &[String], width: usize) -> Vec<String> {
    let filled = || (0..header.len()).filter(|&n| !row[n].is_empty());
    let cell = |n: usize| if NUMBERS.contains(&header[n]) { format!("{}: {}", shown[n], row[n]) } else { row[n].clone() };
    let head = filled().filter(|&n| FIXED.contains(&header[n])).map(|n| cell(n).replace(' ', "\u{a0}")).collect::<Vec<_>>();
    let wrap = |text: &str, first: &str| -> Vec<String> {
        let options = textwrap::Options::new(width)
            .break_words(false)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .initial_indent(first)
            .subsequent_indent("    ");
        textwrap::wrap(text, options).into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
    };
    let mut out = wrap(&head.join("  "), "");
    for n in filled().filter(|&n| !FIXED.contains(&header[n])) {
        let text = if PLAIN.contains(&header[n]) { row[n].clone() } else { format!("{}: {}", shown[n], row[n]) };
        out.extend(wrap(&text, "  "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::lines;

    const HEADER: [&str; 4] = ["id", "date", "place", "title"];

    fn table(width: Option<usize>) -> Vec<String> {
        let rows = [vec![
            "e-12345678".to_owned(),
            "28 September 2023".to_owned(),
            "Belgrade, RS".to_owned(),
            "9th session of the Belarusian-Serbian Intergovernmental Commission on Trade and Economic Cooperation in Belgrade".to_owned(),
        ]];
        lines(&HEADER, &HEADER.map(str::to_owned), &rows, width)
    }

    #[test]
    fn tables_fit_and_break_no_word() {
        for width in [20, 40, 60, 80, 160] {
            let lines = table(Some(width));
            assert!(lines.iter().all(|line| line.chars().count() <= width.max(28)), "{width}: {lines:#?}");
            let all = lines.join(" ");
            for word in ["e-12345678", "28 September 2023", "Intergovernmental", "Cooperation"] {
                assert!(all.contains(word), "{width}: {word} is broken in {lines:#?}");
            }
        }
        assert_eq!(table(Some(160)).len(), 2);
        assert_eq!(table(None).len(), 2);
    }
}
