//! Which language: by the letters and the common words of what is written, `whatlang` only where these say nothing.
//!
//! One or two sentences, a headline of three words, are enough: letters that a language does not have speak against it, words
//! such as "of", "встретился" for it, and of what fits several the languages with an engine of their own come first.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rapporteur_model::{Lang, Report};
use whatlang::{Lang as W, Script};

/// Characters looked at; more says nothing new.
const PROBE: usize = 1500;
/// A paragraph of fewer letters takes the language of its report.
const SHORT: usize = 40;
/// What a common word counts, where a word that fits the alphabet counts one.
const COMMON: usize = 3;
/// What the page's own word on its language counts: as much as two common words.
const TOLD: usize = 2 * COMMON;
/// Fewer common words than one in so many do not make a text a language's.
const RARE: usize = 12;

/// The language of most of a text, [`Lang::Und`] where it has too few letters to tell.
#[must_use]
pub fn detect(text: &str) -> Lang {
    detect_told(text, None)
}

/// As [`detect`]; a page or feed that says in which language it is written (`en`, `en-GB`) decides what the words leave open.
#[must_use]
pub(crate) fn detect_told(text: &str, told: Option<&str>) -> Lang {
    let end = text.char_indices().nth(PROBE).map_or(text.len(), |(at, _)| at);
    let probe = &text[..end];
    let words = Words::of(probe);
    let told = told.map(|code| code.split(['-', '_']).next().unwrap_or_default().to_lowercase());
    match words.script() {
        None => Lang::Und,
        Some(Script::Cyrillic) => words.best(CYRILLIC, told.as_deref()).map_or(Lang::Other, |best| best.lang()),
        Some(Script::Latin) => latin(probe, &words, told.as_deref()),
        Some(_) => whatlang::detect(probe).map_or(Lang::Und, |info| from_whatlang(info.lang())),
    }
}

/// The language of every block, in their order; short blocks take the report's.
#[must_use]
pub fn of_blocks(report: &Report) -> Vec<Lang> {
    let short = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() < SHORT;
    let of = |text: &str| if short(text) { report.lang } else { detect_told(text, Some(report.lang.code())) };
    report.blocks.iter().map(|block| of(block.span.slice(&report.text))).collect()
}

fn latin(probe: &str, words: &Words, told: Option<&str>) -> Lang {
    let best = words.best(LATIN, told);
    let sure = best.as_ref().is_some_and(|best| best.common * RARE >= words.all.len() && best.common > 0);
    if let (true, Some(best)) = (sure, &best) {
        return best.lang();
    }
    let asked = whatlang::detect(probe).filter(|info| info.is_reliable() && words.letters >= SHORT).map(|info| from_whatlang(info.lang()));
    let fitting = best.filter(|best| best.fits_all).map(|best| best.lang());
    asked.or(fitting).unwrap_or(Lang::Und)
}

/// The rows of `knowledge/languages.toml` as bits: bit n of a letter or word is set where it belongs to language n.
struct Table {
    codes: Vec<String>,
    letters: HashMap<char, u32>,
    words: HashMap<String, u32>,
    /// Small words of names.
    in_names: HashSet<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file = rapporteur_knowledge::languages::languages();
    let in_names = file.in_names.split_whitespace().map(str::to_owned).collect();
    let mut table = Table { codes: Vec::new(), letters: HashMap::new(), words: HashMap::new(), in_names };
    for (n, row) in file.language.iter().enumerate() {
        row.letters.chars().for_each(|letter| *table.letters.entry(letter).or_default() |= 1 << n);
        row.words.split_whitespace().for_each(|word| *table.words.entry(word.to_owned()).or_default() |= 1 << n);
        table.codes.push(row.code.clone());
    }
    table
});

/// Languages by a letter that all of their alphabets share.
const CYRILLIC: char = 'а';
const LATIN: char = 'a';

/// The words of a text, each with the languages whose alphabet and whose common words it belongs to.
struct Words {
    all: Vec<Word>,
    letters: usize,
}

struct Word {
    fits: u32,
    common: u32,
    /// Begins with a small letter: no name, so that its letters count.
    small: bool,
    script: Option<Script>,
    letters: usize,
    /// A small word of names.
    in_names: bool,
}

/// The language that most words speak for.
struct Best {
    code: &'static str,
    /// Words that are common words of it.
    common: usize,
    /// Every word that counts has letters of its alphabet only.
    fits_all: bool,
}

impl Best {
    fn lang(&self) -> Lang {
        Lang::from_code(self.code)
    }
}

impl Words {
    fn of(text: &str) -> Self {
        let stress = |c: char| ('\u{300}'..='\u{36f}').contains(&c);
        let letter = |c: char| c.is_alphabetic() || stress(c);
        let words = text.split(|c: char| !letter(c)).filter(|word| word.chars().any(char::is_alphabetic));
        let words = words.filter(|word| !is_ending(text, word));
        let read = |word: &str| {
            let mut read = Word::of(&word.chars().filter(|c| !stress(*c)).collect::<String>());
            if read.script == Some(Script::Cyrillic) && is_name(text, word) {
                read.common = 0;
            }
            read
        };
        let all: Vec<Word> = words.map(read).collect();
        let letters = all.iter().map(|word| word.letters).sum();
        let mut words = Self { all, letters };
        words.pass_over_names();
        words
    }

    /// "Ursula von der Leyen": two small words between capitals are no common words of a language.
    fn pass_over_names(&mut self) {
        for i in 0..self.all.len().saturating_sub(2) {
            let named = !self.all[i].small || i.checked_sub(1).is_some_and(|before| !self.all[before].small);
            if named && self.all[i].in_names && self.all[i + 1].in_names && !self.all[i + 2].small {
                (self.all[i].common, self.all[i + 1].common) = (0, 0);
            }
        }
    }

    /// The script of most letters of words in small letters, else of all; none where there are too few to tell.
    fn script(&self) -> Option<Script> {
        let most = |small: bool| {
            let counted = || self.all.iter().filter(move |word| word.small || !small);
            let of = |script: Script| counted().filter(|word| word.script == Some(script)).map(|word| word.letters).sum::<usize>();
            let scripts = counted().filter_map(|word| word.script).collect::<Vec<_>>();
            scripts.into_iter().max_by_key(|script| of(*script))
        };
        if self.letters < 3 { None } else { most(true).or_else(|| most(false)) }
    }

    fn best(&self, sharing: char, told: Option<&str>) -> Option<Best> {
        let any_small = self.all.iter().any(|word| word.small);
        let judged = || self.all.iter().filter(move |word| word.small || !any_small);
        let of_script = TABLE.letters.get(&sharing).copied().unwrap_or_default();
        let score = |n: usize| {
            let bit = 1 << n;
            let fits = judged().filter(|word| word.fits & bit != 0).count();
            let common = self.all.iter().filter(|word| word.common & bit != 0).count();
            let said = if told == Some(TABLE.codes[n].as_str()) { TOLD } else { 0 };
            (fits + COMMON * common + said, fits, common)
        };
        let scored = (0..TABLE.codes.len()).filter(|n| of_script & (1 << n) != 0).map(|n| (n, score(n)));
        // Of equal ones the first row.
        let (n, (_, fits, common)) = scored.reduce(|best, next| if next.1.0 > best.1.0 { next } else { best })?;
        Some(Best { code: &TABLE.codes[n], common, fits_all: fits == judged().count() })
    }
}

impl Word {
    fn of(word: &str) -> Self {
        let lower = word.to_lowercase();
        let fits = lower.chars().fold(u32::MAX, |bits, c| bits & TABLE.letters.get(&c).copied().unwrap_or_default());
        let script = lower.chars().next().and_then(script_of);
        Self {
            fits: if hard_before_consonant(&lower) { fits & !of_soft_languages() } else { fits },
            common: TABLE.words.get(&lower).copied().unwrap_or_default(),
            small: word.chars().next().is_some_and(char::is_lowercase) || !word.chars().any(|c| c.is_lowercase() || c.is_uppercase()),
            script,
            letters: lower.chars().count(),
            in_names: TABLE.in_names.contains(&lower),
        }
    }
}

/// "Омар Али": a capital inside a sentence; what it spells in another language says nothing. `word` is a part of `text`.
fn is_name(text: &str, word: &str) -> bool {
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '«', '"', '“', '„', '(']);
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    capital && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '»' | '–' | '—' | '-'))
}

/// "8-е", "21st", "s/o": letters that belong to a figure or to a stroke are no word of a language. `word` is a part of `text`.
fn is_ending(text: &str, word: &str) -> bool {
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    let before = text[..at].trim_end_matches(['-', '\u{2011}', '\u{2013}']);
    let behind = &text[at + word.len()..];
    let short = word.chars().count() <= 3;
    let single = word.chars().count() == 1;
    let figure = before.ends_with(|c: char| c.is_ascii_digit()) && at > 0 && !text[..at].ends_with(' ');
    short && figure || single && (text[..at].ends_with('/') || behind.starts_with('/'))
}

fn script_of(c: char) -> Option<Script> {
    match c {
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        _ => whatlang::detect_script(c.encode_utf8(&mut [0; 4])),
    }
}

/// The hard sign as a vowel ("министърът"): Russian and its neighbours write it before е, ё, ю, я only.
fn hard_before_consonant(word: &str) -> bool {
    let mut after = word.split('ъ').skip(1);
    after.any(|rest| !rest.starts_with(['е', 'ё', 'ю', 'я', 'і']))
}

/// Those that have both ъ and ы.
fn of_soft_languages() -> u32 {
    let of = |c: char| TABLE.letters.get(&c).copied().unwrap_or_default();
    of('ъ') & of('ы')
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
    use super::{detect, detect_told};
    use rapporteur_model::Lang;

    fn check(cases: &[(&str, Lang)]) {
        let wrong: Vec<_> =
            cases.iter().filter(|(text, lang)| detect(text) != *lang).map(|(text, lang)| (text, lang, detect(text))).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn neighbours_are_told_apart() {
        check(&[
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
        ]);
    }

    #[test]
    fn one_sentence_full_of_names_is_enough() {
        check(&[
            (
                "Deputy Minister of Tourism of Mongolia Ivan Misharin met Deputy Minister of Transport of Cuba Leo Martin in Havana on 2 May 2020.",
                Lang::En,
            ),
            ("Jan Kos visited Tirana.", Lang::En),
            ("VIENNA MINISTER MEETS KOS", Lang::En),
            ("Von der Leyen meets Rama in Tirana", Lang::En),
            ("Tariq Malik arrived in Ulan-Ude on Tuesday.", Lang::En),
            ("Huawei and ZTE signed a contract with Nokia Solutions.", Lang::En),
            ("Đorđe Jovanović and Łukasz Wójcik signed the protocol in Kraków.", Lang::En),
            ("José Muñoz, Peru's trade minister, flew to Bogotá.", Lang::En),
            ("Министр Әсет Қонысбай встретился с послом Яном Косом в Астане.", Lang::Ru),
            ("Объект ввели.", Lang::Ru),
            ("В Минске прошел съезд промышленников, объявлен конкурс.", Lang::Ru),
            ("Концерн «Восток» объединяет завод «Калина», сообщил министр Иван Рокош.", Lang::Ru),
            ("Huawei Technologies и Nokia Solutions подписали Memorandum of Understanding.", Lang::Ru),
            ("МИНИСТР ИВАН РОКОШ ПРИБЫЛ В БАКУ", Lang::Ru),
            ("Рокош — в Баку", Lang::Ru),
            ("Омару Али поручено возглавить завод «Маяк».", Lang::Ru),
            ("Двадцать вторая сессия Смешанной комиссии Гана – Оман открылась в Аккре вчера и продлится до пятницы.", Lang::Ru),
            ("Межправительственная комиссия Эстонии и Кении провела своё 8-е заседание в Найроби.", Lang::Ru),
            ("Minister Muhammad Akram s/o Ghulam Rasool met Governor Simon Rakitin.", Lang::En),
        ]);
    }

    #[test]
    fn short_texts_of_others_are_theirs() {
        check(&[
            ("Президентът Петров пристигна в Рим.", Lang::Other),
            ("Министрите се срещнаха в София.", Lang::Other),
            ("Премиерът подписа споразумение с Румъния.", Lang::Other),
            ("Министар Марко Ковач састао се са амбасадором у Београду.", Lang::Other),
            ("Председник је потписао споразум.", Lang::Other),
            ("Міністр зустрівся з послом у Києві.", Lang::Uk),
            ("Президент прибув до Варшави з візитом.", Lang::Uk),
            ("Міністр сустрэўся з паслом у Мінску.", Lang::Be),
            ("Прэзідэнт прыбыў у Маскву.", Lang::Be),
            ("Gespräche in Minsk: Minister trifft Botschafter", Lang::De),
            ("Außenminister Klaus Weber reist nach Oslo.", Lang::De),
            ("Le ministre Paul Durand arrive à Tunis.", Lang::Fr),
            ("Visite du président à Dakar", Lang::Fr),
            ("El ministro de Comercio viaja a Lima.", Lang::Es),
            ("Los presidentes firmaron un acuerdo en Quito.", Lang::Es),
            ("Minister Jan Nowak spotkał się z ambasadorem w Warszawie.", Lang::Other),
            ("Prezydent podpisał umowę z Litwą.", Lang::Other),
            ("Ministar Marko Kovač sastao se sa ambasadorom u Beogradu.", Lang::Other),
            ("Il ministro ha incontrato l'ambasciatore a Roma.", Lang::Other),
            ("Bakan Ankara'da büyükelçi ile görüştü.", Lang::Other),
            ("Menteri Perdagangan bertemu dengan duta besar di Jakarta.", Lang::Other),
            ("Ministern träffade ambassadören i Stockholm.", Lang::Other),
        ]);
    }

    #[test]
    fn the_page_decides_what_the_words_leave_open() {
        assert_eq!(detect_told("Madrid – Lima 2024", Some("es-PE")), Lang::Es);
        assert_eq!(detect_told("Minister Meyer in Wien", Some("de")), Lang::De);
        // A template's word does not turn one language into another.
        assert_eq!(detect_told("Министр провёл встречу с послом.", Some("en-US")), Lang::Ru);
        assert_eq!(detect_told("Der Minister traf den Botschafter und unterzeichnete das Abkommen.", Some("en")), Lang::De);
    }
}
