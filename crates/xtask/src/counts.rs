//! How much there is of what should become less: functions that may answer "no", places that name a language, words of natural language
//! in code, circles. For `cargo run -p xtask -- counts`; figures to report, checked by nothing.

use std::path::Path;

use anyhow::Result;

use crate::{circles, sources};

/// Parts of crates that are counted, by crate and the module they are under.
const PARTS: &[(&str, &str)] = &[("extract", ""), ("analyze", "mentions"), ("resolve", ""), ("text", "")];

/// A table of counts as Markdown.
///
/// # Errors
/// When a source cannot be read.
pub fn table(root: &Path) -> Result<String> {
    let mut out = String::from(
        "| part | files | lines | functions | may answer \"no\" | files that name a language | places | lines with Cyrillic words | circles |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|--:|\n",
    );
    let all = circles::all(root)?;
    for (name, part) in PARTS {
        let modules = sources::modules(&root.join("crates").join(name).join("src"))?;
        let own: Vec<&String> =
            modules.iter().filter(|(m, _)| part.is_empty() || m.first().is_some_and(|f| f == part)).map(|(_, t)| t).collect();
        let sum = |count: &dyn Fn(&str) -> usize| own.iter().map(|text| count(text)).sum::<usize>();
        let named = own.iter().filter(|text| languages(text) > 0).count();
        let circles = all.iter().filter(|(of, c)| of == name && c.iter().all(|m| part.is_empty() || m.starts_with(part))).count();
        let lines = sum(&|text| text.lines().filter(|line| !line.trim().is_empty()).count());
        let (functions, no) = (sum(&functions), sum(&may_say_no));
        let (places, words) = (sum(&languages), sum(&cyrillic));
        let label = if part.is_empty() { (*name).to_owned() } else { format!("{name}/{part}") };
        out += &format!("| {label} | {} | {lines} | {functions} | {no} | {named} | {places} | {words} | {circles} |\n", own.len());
    }
    Ok(out)
}

fn functions(text: &str) -> usize {
    text.match_indices("fn ").filter(|(at, _)| text[..*at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(')).count()
}

/// Functions whose answer is a yes or no, or may be nothing.
fn may_say_no(text: &str) -> usize {
    let heads = text.split("fn ").skip(1).map(|rest| rest.split('{').next().unwrap_or_default());
    let answers = heads.filter_map(|head| head.rsplit_once("->").map(|(_, answer)| answer.trim_start()));
    answers.filter(|answer| answer.starts_with("bool") || answer.starts_with("Option")).count()
}

fn languages(text: &str) -> usize {
    ["Lang::Ru", "Lang::En", ".english()"].iter().map(|name| text.matches(name).count()).sum()
}

/// Lines with a text in double quotes in which a Cyrillic letter stands.
fn cyrillic(text: &str) -> usize {
    let quoted = |line: &&str| line.split('"').skip(1).step_by(2).any(|part| part.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c)));
    text.lines().filter(quoted).count()
}

#[cfg(test)]
mod tests {
    use super::{cyrillic, functions, languages, may_say_no};

    #[test]
    fn what_is_counted() {
        let text =
            "pub fn a(x: &str) -> bool {\n  x == \"из\"\n}\nfn b() -> Option<u32> { lang == Lang::Ru; graph.english() }\nfn c() -> u32 {";
        assert_eq!((functions(text), may_say_no(text), languages(text), cyrillic(text)), (3, 2, 2, 1));
    }
}
