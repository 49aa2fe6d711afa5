//! The words of the interface in each language. Typed: a phrase that a language lacks does not compile, a term that one lacks fails a test.

mod en;
mod ru;

pub(crate) use en::EN;
pub(crate) use ru::RU;

use crate::problem::Kind;

/// A noun with its forms by number.
#[derive(Debug)]
pub(crate) struct Plural {
    /// 1 report · 1, 21 публикация
    pub(crate) one: &'static str,
    /// 2, 3, 4 публикации; in English as `many`.
    pub(crate) few: &'static str,
    /// 5 reports · 5 публикаций
    pub(crate) many: &'static str,
}

/// A language of the interface.
#[derive(Debug)]
#[allow(clippy::struct_field_names, reason = "each field is a phrase")]
pub(crate) struct Words {
    pub(crate) lang: &'static str,
    /// Name of the other language, in it.
    pub(crate) other_name: &'static str,
    pub(crate) other_lang: &'static str,
    pub(crate) skip: &'static str,
    pub(crate) menu: &'static str,
    pub(crate) timeline: &'static str,
    pub(crate) people: &'static str,
    pub(crate) organisations: &'static str,
    pub(crate) bodies: &'static str,
    pub(crate) places: &'static str,
    pub(crate) products: &'static str,
    pub(crate) sessions: &'static str,
    pub(crate) instruments: &'static str,
    pub(crate) promises: &'static str,
    pub(crate) relations: &'static str,
    pub(crate) pairs: &'static str,
    pub(crate) pairs_note: &'static str,
    pub(crate) missing_only: &'static str,
    pub(crate) disagreements: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) reports: &'static str,
    pub(crate) map: &'static str,
    pub(crate) review: &'static str,
    pub(crate) judgements: &'static str,
    pub(crate) add: &'static str,
    pub(crate) about: &'static str,
    pub(crate) api: &'static str,
    pub(crate) more_pages: &'static str,
    pub(crate) search: &'static str,
    pub(crate) search_hint: &'static str,
    pub(crate) search_empty: &'static str,
    pub(crate) behind: &'static str,
    pub(crate) filters: &'static str,
    pub(crate) apply: &'static str,
    pub(crate) clear: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) status: &'static str,
    pub(crate) country: &'static str,
    pub(crate) between: &'static str,
    pub(crate) between_hint: &'static str,
    pub(crate) person: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) body: &'static str,
    pub(crate) place: &'static str,
    pub(crate) language: &'static str,
    pub(crate) text: &'static str,
    pub(crate) disputed_only: &'static str,
    pub(crate) newest_first: &'static str,
    pub(crate) oldest_first: &'static str,
    pub(crate) nothing_found: &'static str,
    pub(crate) nothing_found_hint: &'static str,
    pub(crate) empty_record: &'static str,
    pub(crate) older: &'static str,
    pub(crate) next: &'static str,
    pub(crate) first_page: &'static str,
    pub(crate) undated: &'static str,
    pub(crate) save_as: &'static str,
    pub(crate) dossier: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) show_words: &'static str,
    pub(crate) hide_words: &'static str,
    pub(crate) disagree_on: &'static str,
    pub(crate) sure: &'static str,
    pub(crate) likely: &'static str,
    pub(crate) unsure: &'static str,
    pub(crate) confidence: &'static str,
    pub(crate) events_by_month: &'static str,
    pub(crate) events_by_year: &'static str,
    pub(crate) signed_by: &'static str,
    pub(crate) date: &'static str,
    pub(crate) number: &'static str,
    pub(crate) participants: &'static str,
    pub(crate) role: &'static str,
    pub(crate) post: &'static str,
    pub(crate) topics: &'static str,
    pub(crate) history: &'static str,
    pub(crate) value: &'static str,
    pub(crate) names: &'static str,
    pub(crate) names_note: &'static str,
    pub(crate) name: &'static str,
    pub(crate) times: &'static str,
    pub(crate) posts: &'static str,
    pub(crate) posts_note: &'static str,
    pub(crate) events: &'static str,
    pub(crate) all_events: &'static str,
    pub(crate) with_whom: &'static str,
    pub(crate) with_whom_note: &'static str,
    pub(crate) neighbours: &'static str,
    pub(crate) neighbours_note: &'static str,
    pub(crate) no_neighbours: &'static str,
    pub(crate) as_table: &'static str,
    pub(crate) together: &'static str,
    pub(crate) ladder: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) co_chairs: &'static str,
    pub(crate) sessions_note: &'static str,
    pub(crate) not_the_same: &'static str,
    pub(crate) not_the_same_note: &'static str,
    pub(crate) correct: &'static str,
    pub(crate) correct_note: &'static str,
    pub(crate) judge: &'static str,
    pub(crate) why: &'static str,
    pub(crate) why_hint: &'static str,
    pub(crate) who: &'static str,
    pub(crate) why_default: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) sign_in_note: &'static str,
    pub(crate) token: &'static str,
    pub(crate) signed_in: &'static str,
    pub(crate) publisher: &'static str,
    pub(crate) published: &'static str,
    pub(crate) path: &'static str,
    pub(crate) report_text: &'static str,
    pub(crate) claims: &'static str,
    pub(crate) claims_note: &'static str,
    pub(crate) source: &'static str,
    pub(crate) source_note: &'static str,
    pub(crate) source_gone: &'static str,
    pub(crate) download: &'static str,
    pub(crate) issues: &'static str,
    pub(crate) versions: &'static str,
    pub(crate) legend: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) due: &'static str,
    pub(crate) what: &'static str,
    pub(crate) by_whom: &'static str,
    pub(crate) first_told: &'static str,
    pub(crate) promises_note: &'static str,
    pub(crate) no_day: &'static str,
    pub(crate) disagreements_note: &'static str,
    pub(crate) changes_note: &'static str,
    pub(crate) since: &'static str,
    pub(crate) since_last_visit: &'static str,
    pub(crate) review_note: &'static str,
    pub(crate) review_empty: &'static str,
    pub(crate) of: &'static str,
    pub(crate) skip_item: &'static str,
    pub(crate) previous: &'static str,
    pub(crate) undo: &'static str,
    pub(crate) taken: &'static str,
    pub(crate) keys: &'static str,
    pub(crate) log: &'static str,
    pub(crate) state: &'static str,
    pub(crate) add_note: &'static str,
    pub(crate) files: &'static str,
    pub(crate) paste: &'static str,
    pub(crate) address: &'static str,
    pub(crate) address_note: &'static str,
    pub(crate) no_fetch: &'static str,
    pub(crate) drop_here: &'static str,
    pub(crate) read_them: &'static str,
    pub(crate) runs: &'static str,
    pub(crate) new: &'static str,
    pub(crate) read_anew: &'static str,
    pub(crate) known: &'static str,
    pub(crate) not_analysed: &'static str,
    pub(crate) what_came: &'static str,
    pub(crate) not_read: &'static str,
    pub(crate) map_note: &'static str,
    pub(crate) without_position: &'static str,
    pub(crate) about_text: &'static str,
    pub(crate) about_marks: &'static str,
    pub(crate) about_keys: &'static str,
    pub(crate) feeds: &'static str,
    pub(crate) feed_events: &'static str,
    pub(crate) feed_promises: &'static str,
    pub(crate) calendar: &'static str,
    pub(crate) api_note: &'static str,
    pub(crate) parameters: &'static str,
    pub(crate) problem_back: &'static str,
    pub(crate) parties: &'static str,
    pub(crate) event_word: Plural,
    pub(crate) report_word: Plural,
    pub(crate) witness_word: Plural,
    pub(crate) session_word: Plural,
    /// Words of closed lists, by list and word: `kind.session`.
    terms: &'static [(&'static str, &'static str)],
    /// What is wrong, and what to do.
    problems: fn(Kind) -> (&'static str, &'static str),
}

impl Words {
    /// The words of a language, by its code.
    pub(crate) fn of(lang: &str) -> Option<&'static Self> {
        [&EN, &RU].into_iter().find(|words| words.lang == lang)
    }

    /// A word of a closed list, by the name of the list and the word as in JSON; the word itself where the table has none.
    pub(crate) fn term(&self, list: &str, word: &str) -> String {
        let key = format!("{list}.{word}");
        let found = self.terms.iter().find(|(k, _)| *k == key).map(|(_, text)| (*text).to_owned());
        found.unwrap_or_else(|| word.replace('_', " "))
    }

    /// A number with its noun.
    pub(crate) fn count(&self, noun: &Plural, n: impl TryInto<u64>) -> String {
        let n = n.try_into().unwrap_or_default();
        format!("{} {}", self.figure(n), self.form(noun, n))
    }

    /// The form of a noun behind a number.
    pub(crate) fn form(&self, noun: &Plural, n: u64) -> &'static str {
        let (tens, ones) = (n % 100, n % 10);
        let russian = self.lang == "ru";
        match () {
            () if russian && ones == 1 && tens != 11 => noun.one,
            () if russian && (2..=4).contains(&ones) && !(12..=14).contains(&tens) => noun.few,
            () if !russian && n == 1 => noun.one,
            () => noun.many,
        }
    }

    /// A number with its thousands apart.
    pub(crate) fn figure(&self, n: u64) -> String {
        let digits = n.to_string();
        let gap = if self.lang == "ru" { '\u{a0}' } else { ',' };
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
                out.push(gap);
            }
            out.push(digit);
        }
        out
    }

    /// What is wrong, and what to do.
    pub(crate) fn problem(&self, kind: Kind) -> (&'static str, &'static str) {
        (self.problems)(kind)
    }

    /// A date in words.
    pub(crate) fn date(&self, date: Option<rapporteur_model::Edtf>) -> String {
        date.map(|d| rapporteur_views::date_in_words(d, self.lang)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{EN, RU};
    use std::collections::BTreeSet;

    #[test]
    fn nouns_follow_numbers() {
        let told = |n: u64| (EN.count(&EN.report_word, n), RU.count(&RU.report_word, n));
        assert_eq!(told(1), ("1 report".to_owned(), "1 публикация".to_owned()));
        assert_eq!(told(22), ("22 reports".to_owned(), "22 публикации".to_owned()));
        assert_eq!(told(11), ("11 reports".to_owned(), "11 публикаций".to_owned()));
        assert_eq!(told(12_345), ("12,345 reports".to_owned(), "12\u{a0}345 публикаций".to_owned()));
    }

    #[test]
    fn every_language_has_every_term_once() {
        let keys = |terms: &'static [(&'static str, &'static str)]| terms.iter().map(|(k, _)| *k).collect::<Vec<_>>();
        let (en, ru) = (keys(EN.terms), keys(RU.terms));
        let (a, b): (BTreeSet<_>, BTreeSet<_>) = (en.iter().collect(), ru.iter().collect());
        assert_eq!(a.symmetric_difference(&b).collect::<Vec<_>>(), Vec::<&&&str>::new());
        assert_eq!((a.len(), b.len()), (en.len(), ru.len()));
    }
}
