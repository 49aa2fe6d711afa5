//! Which of the Cyrillic encodings of one byte a letter: by how often Russian uses each letter, from `knowledge/letters.toml`.

use std::sync::LazyLock;

use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_R, WINDOWS_1251, X_MAC_CYRILLIC};

/// The first letter of the table, and how many it has: small Cyrillic letters.
const FIRST: u32 = 0x430;
const COUNT: usize = 0x30;

/// How Russian uses each small Cyrillic letter, from U+0430 on.
static LETTERS: LazyLock<[Option<f32>; COUNT]> = LazyLock::new(|| {
    let mut table = [None; COUNT];
    for (&letter, share) in &rapporteur_knowledge::languages::letters().russian {
        if let Some(place) = place(letter).and_then(|place| table.get_mut(place)) {
            *place = Some((share / 1000.0).ln());
        }
    }
    table
});

fn place(letter: char) -> Option<usize> {
    usize::try_from(u32::from(letter).checked_sub(FIRST)?).ok()
}

/// Of a letter that Russian does not use, or a sign inside a word.
const STRANGE: f32 = -9.0;
/// By how much another encoding must read better over all letters: odds of some hundreds to one.
const CLEARLY: f32 = 6.0;
/// What reads like Russian reads at least so well.
const LIKELY: f32 = -4.2;
/// Fewer letters say nothing.
const LEAST: usize = 12;

/// The guessed encoding, or another Cyrillic one in which the bytes read clearly better.
pub(super) fn better(bytes: &[u8], guessed: &'static Encoding) -> &'static Encoding {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    let letters = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    if high < LEAST || high < letters {
        return guessed;
    }
    let read = |encoding: &'static Encoding| likeness(&encoding.decode_without_bom_handling(bytes).0);
    let mut best = (guessed, read(guessed) + CLEARLY / high.min(20_000) as f32);
    for encoding in [WINDOWS_1251, KOI8_R, X_MAC_CYRILLIC, IBM866, ISO_8859_5] {
        let score = read(encoding);
        if score > best.1 {
            best = (encoding, score);
        }
    }
    if best.1 >= LIKELY || best.0 == guessed { best.0 } else { guessed }
}

/// How much a text reads like Russian: the mean logarithm of how often its letters beyond ASCII are used; capitals inside words count
/// as strange.
pub(super) fn likeness(text: &str) -> f32 {
    let (mut sum, mut count, mut before, mut inner) = (0.0, 0usize, ' ', false);
    for c in text.chars().take(20_000) {
        // A capital behind a small letter, and those behind that.
        inner = c.is_uppercase() && (inner || before.is_lowercase());
        if !c.is_ascii() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            let usual = "«»–—…№“”„’\u{a0}".contains(c);
            sum += match place(lower).and_then(|place| LETTERS.get(place).copied().flatten()) {
                _ if inner => STRANGE,
                Some(score) => score,
                None if usual => -4.5,
                None => STRANGE,
            };
            count += 1;
        }
        before = c;
    }
    if count == 0 { 0.0 } else { sum / count as f32 }
}
