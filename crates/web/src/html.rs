//! Text in pages: escaped, with characters that would not show, or would turn what stands around them, made visible; and words marked.

use std::fmt::{self, Write};

/// Escapes what templates of pages put in: names, titles, words of a field. None of them is so long that a page could not hold it.
#[derive(Clone, Copy)]
pub(crate) struct Html;

/// More of one text than so many bytes is left out of a page, and said to be.
const LONGEST: usize = 4000;

/// As much of a text as a page can hold of one.
pub(crate) fn beginning(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or_default()]
}

impl askama::filters::Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut dest: W, string: &str) -> fmt::Result {
        if string.len() <= LONGEST {
            return write_escaped(dest, string);
        }
        let shown = beginning(string);
        write_escaped(&mut dest, shown)?;
        write!(dest, " … [+{}]", string.len() - shown.len())
    }
}

fn write_escaped<W: Write>(mut dest: W, string: &str) -> fmt::Result {
    let mut plain = 0;
    for (at, c) in string.char_indices() {
        let instead = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            c if is_hidden(c) => "",
            _ => continue,
        };
        dest.write_str(&string[plain..at])?;
        if instead.is_empty() {
            write!(dest, "{}", shown(c))?;
        } else {
            dest.write_str(instead)?;
        }
        plain = at + c.len_utf8();
    }
    dest.write_str(&string[plain..])
}

/// True for control characters and for those that turn the direction of text.
fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\r'))
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// A hidden character as it is shown: the symbol of a control, else its number.
fn shown(c: char) -> String {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(c)).map(String::from).unwrap_or_default(),
        '\x7f' => "\u{2421}".to_owned(),
        c => format!("[U+{:04X}]", u32::from(c)),
    }
}

/// Text in which what is hidden is shown, for files that know no markup.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { shown(c) } else { c.to_string() }).collect()
}

/// A text of a page that templates put in as it is: as they would escape it.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(LONGEST) + 32);
    let _ = askama::filters::Escaper::write_escaped_str(&Html, &mut out, text);
    out
}

/// Text escaped for a page, all of it: a report's own.
pub(crate) fn whole(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let _ = write_escaped(&mut out, text);
    out
}

/// The language of a text as pages name it (BCP 47): what is told and has no code here is undetermined.
pub(crate) fn tag(lang: &str) -> &str {
    if lang == "other" { "und" } else { lang }
}

/// Words to be marked.
#[derive(Debug, Clone, Default)]
pub(crate) struct MarkSpan {
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// What kind of words: the end of the class `m-…`.
    pub(crate) class: String,
    /// What they are, shown when they are pointed at.
    pub(crate) title: String,
    /// Where they lead.
    pub(crate) href: Option<String>,
}

/// A stretch of a text, which begins at byte `base` of it, with words marked. Of words that overlap, the outer are marked.
pub(crate) fn marked(text: &str, base: usize, mut marks: Vec<MarkSpan>) -> String {
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    let piece = |from: usize, to: usize| text.get(from.saturating_sub(base)..to.saturating_sub(base)).unwrap_or_default();
    let end = base + text.len();
    let (mut out, mut at) = (String::with_capacity(text.len() * 2), base);
    for mark in marks {
        if mark.start < at || mark.end > end || mark.start >= mark.end {
            continue;
        }
        out.push_str(&whole(piece(at, mark.start)));
        let words = whole(piece(mark.start, mark.end));
        let title = escaped(&mark.title);
        let _ = match &mark.href {
            Some(href) => write!(out, "<a class=\"m m-{}\" title=\"{title}\" href=\"{}\">{words}</a>", mark.class, escaped(href)),
            None => write!(out, "<mark class=\"m m-{}\" title=\"{title}\">{words}</mark>", mark.class),
        };
        at = mark.end;
    }
    out.push_str(&whole(piece(at, end)));
    out
}

#[cfg(test)]
mod tests {
    use super::{MarkSpan, escaped, marked};

    #[test]
    fn nothing_breaks_out_or_hides() {
        assert_eq!(escaped("<b onload='x'>&\"\0\u{202e}"), "&lt;b onload=&#39;x&#39;&gt;&amp;&quot;\u{2400}[U+202E]");
    }

    #[test]
    fn words_are_marked_where_they_stand() {
        let mark = |start, end| MarkSpan { start, end, class: "date".into(), title: "a \"b\"".into(), href: None };
        let text = "до <7 мая> и";
        let out = marked(text, 10, vec![mark(16, 24), mark(18, 20), mark(100, 101)]);
        assert_eq!(out, "до &lt;<mark class=\"m m-date\" title=\"a &quot;b&quot;\">7 мая</mark>&gt; и");
    }
}
