//! Which language: by letters among those of Cyrillic script, else by `whatlang`. Reads no word list of its own.

use rapporteur_model::{Lang, Report};
use whatlang::{Lang as W, Script};

/// Characters looked at; more says nothing new.
const PROBE: usize = 1500;
/// A paragraph of fewer letters takes the language of its report.
const SHORT: usize = 40;

/// The language of most of a text, [`Lang::Und`] where it has too few letters to tell.
///
/// Letters that only one of the East Slavic alphabets has decide between these; everything else is `whatlang`'s trigrams,
/// believed only when it is reliable or the text is long.
#[must_use]
pub fn detect(text: &str) -> Lang {
    let end = text.char_indices().nth(PROBE).map_or(text.len(), |(at, _)| at);
    let probe = &text[..end];
    let letters = probe.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 {
        return Lang::Und;
    }
    let in_cyrillic = probe.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count();
    if in_cyrillic * 2 > letters {
        return cyrillic(probe);
    }
    let Some(info) = whatlang::detect(probe) else { return Lang::Und };
    if letters < SHORT && !info.is_reliable() { short_latin(probe, info.script()) } else { from_whatlang(info.lang()) }
}

/// The language of every block, in their order; short blocks take the report's.
#[must_use]
pub fn of_blocks(report: &Report) -> Vec<Lang> {
    let of = |text: &str| if text.chars().filter(|c| c.is_alphabetic()).count() < SHORT { report.lang } else { detect(text) };
    report.blocks.iter().map(|block| of(block.span.slice(&report.text))).collect()
}

/// ASCII words alone are most often English; other short texts stay open.
fn short_latin(text: &str, script: Script) -> Lang {
    if script == Script::Latin && text.chars().all(|c| !c.is_alphabetic() || c.is_ascii()) { Lang::En } else { Lang::Und }
}

fn cyrillic(text: &str) -> Lang {
    let count = |letters: &str| text.chars().filter(|c| letters.contains(*c)).count();
    let all = text.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count();
    // One letter in a hundred: a foreign name or two does not make a text Belarusian.
    let many = |n: usize| n * 100 >= all.max(1);
    if many(count("әғқңұүһөҳҷӣӯҡҙҫƏҒҚҢҰҮҺӨ")) || many(count("јљњћђџЈЉЊЋЂЏѓќѕ")) {
        return Lang::Other;
    }
    let (i, short_u, ukrainian) = (count("іІ"), count("ўЎ"), count("їєґЇЄҐ"));
    let (russian, i_and_yeru) = (count("иъщИЪЩ"), count("ыэёЫЭЁ"));
    match () {
        () if many(i + short_u) && (short_u > ukrainian || (ukrainian == 0 && i_and_yeru > 0 && russian <= i)) => Lang::Be,
        () if many(i + ukrainian) => Lang::Uk,
        // Bulgarian: the hard sign is a vowel there, and Russian's ы, э, ё do not exist.
        () if i_and_yeru == 0 && many(count("ъЪ")) && all >= SHORT => Lang::Other,
        () => Lang::Ru,
    }
}

fn from_whatlang(lang: W) -> Lang {
    match lang {
        W::Rus => Lang::Ru,
        W::Eng => Lang::En,
        W::Bel => Lang::Be,
        W::Ukr => Lang::Uk,
        W::Deu => Lang::De,
        W::Fra => Lang::Fr,
        W::Spa => Lang::Es,
        W::Cmn => Lang::Zh,
        W::Ara => Lang::Ar,
        _ => Lang::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::detect;
    use rapporteur_model::Lang;

    #[test]
    fn neighbours_are_told_apart() {
        for (text, lang) in [
            ("Председатель комитета провёл встречу с министром, стороны обсудили сотрудничество.", Lang::Ru),
            ("Старшыня камітэта правёў сустрэчу з міністрам, бакі абмеркавалі супрацоўніцтва.", Lang::Be),
            ("Голова комітету провів зустріч із міністром, сторони обговорили співпрацю.", Lang::Uk),
            ("Министърът на външните работи се срещна със своя колега и обсъди сътрудничеството между страните.", Lang::Other),
            ("Комитет төрағасы министрмен кездесу өткізіп, ынтымақтастықты талқылады.", Lang::Other),
            ("The minister met his colleague in Minsk and signed a memorandum.", Lang::En),
            ("Der Minister traf seinen Kollegen in Berlin und unterzeichnete ein Abkommen.", Lang::De),
            ("Le ministre a rencontré son homologue à Paris et signé un accord.", Lang::Fr),
            ("国防部长会见了代表团并签署了协议", Lang::Zh),
            ("Talks in Minsk", Lang::En),
            ("12.05.2024 — 7", Lang::Und),
            ("Женщину оправдали в Пакистане после смертного вердикта за богохульство, сообщил адвокат", Lang::Ru),
            ("Встреча в Минске", Lang::Ru),
        ] {
            assert_eq!(detect(text), lang, "{text}");
        }
    }
}
