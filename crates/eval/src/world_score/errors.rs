//! The largest wrong joinings and splits, with words, to look at.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::pairs::Item;
use super::{KINDS, Scored};

/// How many of each kind are shown.
const SHOWN: usize = 40;
/// How many parts of one are shown.
const PARTS: usize = 8;

/// Writes them, kind by kind.
pub(super) fn write(path: &Path, scored: &Scored, things: &[String]) -> Result<()> {
    let mut out = String::new();
    for ((kind, items), words) in KINDS.iter().zip(&scored.items).zip(&scored.words) {
        let entry = |n: u32| scored.entries.names.get(n as usize).cloned().unwrap_or_else(|| "(no entry)".to_owned());
        let thing = |n: u32| things[n as usize].clone();
        section(&mut out, &format!("{kind}: joined wrongly"), items, words, (|i| i.found, entry), (|i| Some(i.truth), thing));
        section(
            &mut out,
            &format!("{kind}: split"),
            items,
            words,
            (|i| Some(i.truth).filter(|_| i.found.is_some()), thing),
            (|i| i.found, entry),
        );
        let _ = writeln!(out, "\n## {kind}: not found\n");
        let missed = items.iter().zip(words).filter(|(i, _)| i.found.is_none()).map(|(_, w)| w);
        for words in missed.take(SHOWN) {
            let _ = writeln!(out, "- {words}");
        }
    }
    std::fs::write(path, out).with_context(|| format!("cannot write {}", path.display()))
}

type Key = fn(&Item) -> Option<u32>;

/// Groups by the first key that hold several of the second.
fn section<N: Fn(u32) -> String, M: Fn(u32) -> String>(
    out: &mut String,
    title: &str,
    items: &[Item],
    words: &[String],
    whole: (Key, N),
    part: (Key, M),
) {
    let mut groups: HashMap<u32, HashMap<u32, (usize, &str)>> = HashMap::new();
    for (item, words) in items.iter().zip(words) {
        if let (Some(whole), Some(part)) = ((whole.0)(item), (part.0)(item)) {
            groups.entry(whole).or_default().entry(part).or_insert((0, words)).0 += 1;
        }
    }
    let mut groups: Vec<_> = groups.into_iter().filter(|(_, parts)| parts.len() > 1).collect();
    let wrong = |parts: &HashMap<u32, (usize, &str)>| {
        let all: usize = parts.values().map(|p| p.0).sum();
        all * all - parts.values().map(|p| p.0 * p.0).sum::<usize>()
    };
    groups.sort_by_key(|(id, parts)| (std::cmp::Reverse(wrong(parts)), *id));
    let _ = writeln!(out, "\n## {title}: {}\n", groups.len());
    for (id, parts) in groups.iter().take(SHOWN) {
        let mut parts: Vec<_> = parts.iter().collect();
        parts.sort_by_key(|(id, (count, _))| (std::cmp::Reverse(*count), **id));
        let told: Vec<String> =
            parts.iter().take(PARTS).map(|(id, (count, words))| format!("{} ×{count} {words:?}", (part.1)(**id))).collect();
        let _ = writeln!(out, "- {} ({}): {}", (whole.1)(*id), parts.len(), told.join("; "));
    }
}
