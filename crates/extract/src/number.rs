//! Ordinal numbers in words, digits with letters, and Roman figures. Reads words; where they stand is for the rules.

use rapporteur_knowledge::ordinals::ordinals;
use rapporteur_model::Span;

use crate::graph::Graph;

/// The ordinal number that a token belongs to, with all its words ("двадцать пятое", "twenty-fifth"), at most 999.
pub fn at(graph: &Graph, t: u32) -> Option<(u32, Span)> {
    let sentence = graph.sentence(t);
    let mut last = t;
    while adds(graph, last).is_some() {
        last = over_glue(graph, last + 1).filter(|u| sentence.contains(u))?;
    }
    let (mut number, mut first) = (ordinal(graph.form(last), graph.lemma(last))?, last);
    while let Some((before, value)) = addend(graph, first, sentence.start).filter(|(_, value)| fits(*value, number)) {
        (number, first) = (number + value, before);
    }
    (first <= t).then(|| (number, graph.token(first).span.cover(graph.token(last).span)))
}

/// True where "двадцать" goes before five and "сто" before twenty-five.
fn fits(value: u32, number: u32) -> bool {
    number < if value >= 100 { 100 } else { 10 }
}

/// The word right before a token, over a hyphen or "and", that adds to the number there.
fn addend(graph: &Graph, t: u32, first: u32) -> Option<(u32, u32)> {
    let glue = |u: u32| matches!(graph.form(u), "-" | "‑" | "–") || graph.english() && graph.lower(u) == "and";
    let before = t.checked_sub(1).filter(|&u| u >= first)?;
    let before = if glue(before) { before.checked_sub(1).filter(|&u| u >= first)? } else { before };
    adds(graph, before).map(|value| (before, value))
}

/// The token here, or the next one where a hyphen or "and" stands here.
fn over_glue(graph: &Graph, t: u32) -> Option<u32> {
    let here = Some(t).filter(|&u| u < graph.len())?;
    let glue = matches!(graph.form(here), "-" | "‑" | "–") || graph.english() && graph.lower(here) == "and";
    Some(if glue { here + 1 } else { here }).filter(|&u| u < graph.len())
}

fn adds(graph: &Graph, t: u32) -> Option<u32> {
    ordinals().before.get(graph.lower(t)).copied()
}

/// The number of an ordinal of one word ("24-е", "пятое", "21st", "XXII"; "двадцать" is none), at most 999; `None` for anything else.
fn ordinal(form: &str, lemma: &str) -> Option<u32> {
    let table = ordinals();
    let joined = || {
        let (tens, ones) = lemma.split_once(['-', '‑'])?;
        let (tens, ones) = (*table.before.get(tens)?, *table.ordinal.get(ones)?);
        fits(tens, ones).then_some(tens + ones)
    };
    table.ordinal.get(lemma).copied().or_else(joined).or_else(|| digits(form)).or_else(|| roman(form))
}

/// "24-е", "24-м", "21st", "№ 5" without the sign; bare digits are no ordinal.
fn digits(form: &str) -> Option<u32> {
    let lower = form.to_lowercase();
    let split = lower.find(|c: char| !c.is_ascii_digit())?;
    let (number, ending) = lower.split_at(split);
    let ending = ending.trim_start_matches(['-', '‑', '–']);
    let known = matches!(ending, "st" | "nd" | "rd" | "th")
        || (ending.chars().count() <= 3 && !ending.is_empty() && ending.chars().all(|c| matches!(c, 'а'..='я')));
    number.parse().ok().filter(|&n| known && (1..=999).contains(&n))
}

/// Capital Roman figures of two or more letters, or a single I, V or X; in Latin letters or the Cyrillic ones of that look.
fn roman(form: &str) -> Option<u32> {
    let latin: String = form.chars().map(latin).collect::<Option<_>>()?;
    if latin.is_empty() || latin.len() > 7 || matches!(form, "C" | "L" | "С" | "У" | "І") {
        return None;
    }
    let value = |b: u8| match b {
        b'I' => 1,
        b'V' => 5,
        b'X' => 10,
        b'L' => 50,
        _ => 100,
    };
    let bytes = latin.as_bytes();
    let total = bytes.iter().enumerate().fold(0i32, |sum, (i, &b)| {
        let smaller = bytes.get(i + 1).is_some_and(|&next| value(next) > value(b));
        if smaller { sum - value(b) } else { sum + value(b) }
    });
    u32::try_from(total).ok()
}

/// The Roman figure that a letter is or looks like.
fn latin(c: char) -> Option<char> {
    match c {
        'I' | 'V' | 'X' | 'L' | 'C' => Some(c),
        'І' | 'Ӏ' | '\u{2160}' => Some('I'),
        'У' | 'Ү' | '\u{2164}' => Some('V'),
        'Х' | '\u{2169}' => Some('X'),
        'С' => Some('C'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::ordinal;

    #[test]
    fn reads_ordinals() {
        for (form, lemma, number) in [
            ("24-е", "24-е", 24),
            ("21st", "21st", 21),
            ("XXII", "xxii", 22),
            ("IX", "ix", 9),
            ("пятое", "пятый", 5),
            ("fifth", "fifth", 5),
            ("twenty-fifth", "twenty-fifth", 25),
            ("15е", "15е", 15),
            ("ХVII", "хvii", 17),
            ("ХХІ", "ххі", 21),
        ] {
            assert_eq!(ordinal(form, lemma), Some(number), "{form}");
        }
        for form in ["24", "2024", "SAMI", "10:37", "2-ой-и-ещё", "", "двадцать", "СССР", "У"] {
            assert_eq!(ordinal(form, form), None, "{form}");
        }
    }
}
