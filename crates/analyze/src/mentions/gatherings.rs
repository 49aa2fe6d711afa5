//! Gatherings: a noun of exhibitions, forums, summits or exercises with what names the one that is meant, and names with an edition
//! alone ("IDEX 2025"). Tells them from organisations of the same noun by edition, year and surroundings; bounds and kind only.

use rapporteur_model::{Deprel, GatheringKind, MentionKind, Upos};

use super::layers::{Chunk, Layers};
use super::others::keyed;
use super::phrase::{Reach, dated, left, right};

/// Years that may stand behind a gathering's name.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2049;
/// Shortest noun that ends compounds, in bytes.
const ENDING: usize = 8;

/// A gathering's chunk and its kind.
pub(super) struct Found {
    pub chunk: Chunk,
    pub kind: GatheringKind,
}

impl Found {
    /// The chunk of an organisation is this gathering, or a part of its name that the network cut off.
    pub fn is(&self, organisation: Chunk) -> bool {
        organisation.head == self.chunk.head || organisation.holds(self.chunk.head) && self.chunk.start <= organisation.start
    }
}

/// The gatherings whose heads lie in a chunk or are its head.
pub(super) fn near(all: &[Found], chunk: Chunk) -> &[Found] {
    let from = all.partition_point(|g| g.chunk.head < chunk.start.min(chunk.head));
    let to = all.partition_point(|g| g.chunk.head < chunk.end.max(chunk.head + 1));
    &all[from..to.max(from)]
}

/// All gatherings that can be told from others of their kind, in order.
pub(super) fn find(layers: &Layers) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for i in 0..layers.tokens.len() as u32 {
        if layers.is(i, &[Upos::Noun, Upos::Propn, Upos::X]) && found.last().is_none_or(|last| !last.chunk.holds(i)) {
            found.extend(noun(layers, i).or_else(|| edition(layers, i)));
        }
    }
    found
}

fn noun(layers: &Layers, i: u32) -> Option<Found> {
    let kind = kind(layers, i)?;
    let chunk = phrase(layers, i);
    let signs = &layers.lexicon().gathering_signs;
    let (start, end) = (chunk.start, chunk.end);
    let first = layers.bounds(i).start;
    let numbered = with_number(layers, chunk);
    let named = numbered
        || (start..end).any(|j| layers.opens_quote(j) || (j != i && layers.capital(j) && j != first))
        || end - start > 2
        || (start..i).any(|j| layers.adjective_countries(j).len() > 1)
        || (end - start > 1 && layers.capital(start) && start < i);
    let organisation = layers.in_name(i, MentionKind::Organisation) || signs.either.contains(layers.lemma(i)) && layers.capital(i);
    let meant = !organisation || !ambiguous(layers, i, kind) || numbered || happens(layers, i);
    let proper = if layers.english() { layers.capital(i) && chunk.start < i } else { layers.capital(start) && start > first && start < i };
    let meant = meant && (proper || !signs.proper.contains(layers.lemma(i)));
    let quoted = i > first && layers.opens_quote(i - 1);
    (named && meant && !quoted && !layers.in_name(i, MentionKind::Person)).then_some(Found { chunk, kind })
}

/// The kind of a noun alone, with the adjective or noun before it, as the end of a compound, or with a number behind it.
fn kind(layers: &Layers, i: u32) -> Option<GatheringKind> {
    let lists = layers.lexicon();
    let lemma = layers.lemma(i);
    let pair = || i > 0 && lists.gathering_signs.never.contains(&format!("{} {lemma}", layers.lemma(i - 1)));
    if lists.gathering_signs.never.contains(lemma) || pair() {
        return None;
    }
    let compound = || {
        let ends = |noun: &&String| noun.len() >= ENDING && lemma.len() > noun.len() && lemma.ends_with(noun.as_str());
        lists.gatherings.keys().filter(ends).max().and_then(|noun| lists.gatherings.get(noun)).copied()
    };
    let bare = || lists.gatherings.get(lemma.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-')).copied();
    let of_time = || calendar(layers, i).then_some(GatheringKind::Festival);
    keyed(layers, i, lists.gatherings)
        .or_else(of_time)
        .or_else(compound)
        .or_else(|| lemma.ends_with(|c: char| c.is_ascii_digit()).then(bare).flatten())
}

/// "Vietnam Goods Week", "EU–Armenia Business Days", "Дни культуры": a noun of time with a capital in a name of several words.
fn calendar(layers: &Layers, i: u32) -> bool {
    let list = &layers.lexicon().gathering_signs.calendar;
    let bounds = layers.bounds(i);
    let name = |j: u32| layers.capital(j) && layers.is_noun(j) && !crate::time::speaks_of_time(layers.form(j), layers.lang);
    if layers.english() {
        let before = i.checked_sub(1).filter(|&j| j >= bounds.start);
        let pair = before.and_then(|j| j.checked_sub(1)).filter(|&j| j >= bounds.start);
        let capital = |j: Option<u32>| j.is_some_and(|j| name(j) || layers.capital(j) && !layers.adjective_countries(j).is_empty());
        return list.contains(&layers.form(i).to_lowercase()) && layers.capital(i) && capital(before) && capital(pair);
    }
    let several = layers.lemma(i) != "день" || layers.token(i).feats.number == Some(rapporteur_model::Number::Plur);
    let next = i + 1 < bounds.end
        && layers.case(i + 1) == Some(rapporteur_model::Case::Gen)
        && (layers.is_noun(i + 1) || layers.is_adjective(i + 1));
    let place = i > bounds.start || happens(layers, i);
    list.contains(layers.lemma(i)) && layers.capital(i) && several && next && place && layers.name_of(i + 1).is_none()
}

/// A noun that organisations are called by as well.
fn ambiguous(layers: &Layers, i: u32, kind: GatheringKind) -> bool {
    let either = &layers.lexicon().gathering_signs.either;
    either.contains(layers.lemma(i)) || matches!(kind, GatheringKind::Congress)
}

/// The noun with its adjectives and number, what it is about, its name in quotes and its year; a name span around it belongs to it.
fn phrase(layers: &Layers, i: u32) -> Chunk {
    let never = |j: u32| layers.one_holder(j);
    let prepositions: &[&str] = if layers.english() { &["on", "of", "for"] } else { &["по", "о", "об"] };
    let reach = Reach { quoted: true, names: true, genitive: true, stop: &never, prepositions };
    let accept = |j: u32| layers.name_of(j).is_none_or(|n| n.kind != MentionKind::Person);
    let own = layers.name_of(i).filter(|n| n.kind != MentionKind::Person);
    let start = left(layers, own.map_or(i, |n| n.tokens.start.min(i)), &accept).min(left(layers, i, &accept));
    // "Caspian Forum in Aktau": where it takes place is no part of its name.
    let located = |j: &u32| layers.english() && layers.form(*j) == "in";
    let from = own.map_or(i + 1, |n| (i + 1..n.tokens.end).find(located).unwrap_or(n.tokens.end));
    let mut end = right(layers, i, from, &reach);
    end = bare_name(layers, i, end);
    end = parties(layers, i, end).unwrap_or(end);
    end = in_field(layers, i, end).unwrap_or(end);
    end = dated(layers, i, end).unwrap_or(end);
    Chunk { start: numbered_start(layers, start), end: year_behind(layers, i, end).unwrap_or(end), head: i }
}

/// "Forum of Women in Science", "Conference on Education in Emergencies": what behind "in" is no place and no month is part of the name.
fn in_field(layers: &Layers, i: u32, end: u32) -> Option<u32> {
    let limit = layers.bounds(i).end;
    let about = end > i + 1 && end + 1 < limit && layers.english() && layers.form(end) == "in";
    let word = |j: &u32| {
        let known = layers.gazetteer.has(layers.form(*j)) || layers.country_named(*j..*j + 1).is_some();
        let named = known || layers.name_of(*j).is_some_and(|n| matches!(n.kind, MentionKind::Place | MentionKind::Person));
        layers.capital(*j) && layers.is_noun(*j) && !named && !crate::time::speaks_of_time(layers.form(*j), layers.lang)
    };
    let words = (end + 1..limit).take_while(word).count() as u32;
    (about && words > 0).then_some(end + 1 + words)
}

/// "саммит Россия — Африка": names of places or organisations with a dash between.
fn parties(layers: &Layers, i: u32, end: u32) -> Option<u32> {
    let limit = layers.bounds(i).end;
    let side = |j: u32| layers.name_at(j).filter(|n| j < limit && n.kind != MentionKind::Person).map(|n| n.tokens.end);
    let dash = side(end).unwrap_or(end);
    let joined = dash > i + 1 && dash + 1 < limit && matches!(layers.form(dash), "—" | "–" | "-");
    side(dash + 1).filter(|_| joined && !layers.english())
}

/// "XII выставка", "29-я конференция": a number written as a word of digits or Roman letters before the phrase.
fn numbered_start(layers: &Layers, start: u32) -> u32 {
    let before = start.checked_sub(1).filter(|&i| i >= layers.bounds(start).start);
    before.filter(|&i| roman(layers.form(i)) || ordinal_figure(layers.form(i))).unwrap_or(start)
}

fn roman(form: &str) -> bool {
    form.chars().all(|c| "IVXLC".contains(c))
}

fn ordinal_figure(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit()) && form.ends_with(char::is_alphabetic) && form.chars().count() < 7
}

/// "Airshow 2023", "форум 2024": a year in figures that is no date of its own ("2024 года").
fn year_behind(layers: &Layers, i: u32, end: u32) -> Option<u32> {
    let year = |j: u32| layers.form(j).parse().is_ok_and(|y: u32| YEARS.contains(&y));
    let dated = |j: u32| j < layers.bounds(i).end && layers.lemma(j) == "год";
    let hanging = |j: u32| layers.glued(j - 1, j) && layers.form(j).chars().all(|c| c.is_ascii_digit());
    (end < layers.bounds(i).end && !dated(end + 1) && (year(end) || hanging(end))).then_some(end + 1)
}

/// The phrase says which of a row: an ordinal, a Roman number or a year.
fn with_number(layers: &Layers, chunk: Chunk) -> bool {
    let word = |i: u32| {
        let form = layers.form(i);
        let figure =
            form.starts_with(|c: char| c.is_ascii_digit()) || form.rsplit('-').next().is_some_and(|end| end.parse::<u32>().is_ok());
        figure || (roman(form) && i < chunk.head) || layers.lexicon().ordinals.contains(layers.lemma(i))
    };
    (chunk.start..chunk.end).any(word) || layers.lemma(chunk.head).ends_with(|c: char| c.is_ascii_digit())
}

/// What stands around says that it takes place: its verb, a preposition of occasions, "участие в".
fn happens(layers: &Layers, i: u32) -> bool {
    let signs = &layers.lexicon().gathering_signs;
    let token = layers.token(i);
    let Some(head) = token.head else { return false };
    let preposition = |&j: &u32| layers.token(j).head == Some(i) && layers.token(j).deprel.base() == Deprel::Case;
    // A preposition of two words ("в ходе") hangs its noun on the first.
    let around = |j: u32| {
        let second = j + 1 < i && layers.token(j + 1).head == Some(j);
        signs.around.contains(layers.lemma(j)) || (second && signs.around.contains(layers.lemma(j + 1)))
    };
    let case = (layers.bounds(i).start..i).filter(preposition).any(around);
    let works = layers.is_noun(head) && layers.lexicon().posts.is_post(layers.lemma(head));
    let subject = token.deprel == Deprel::Nsubj;
    let verbs = if subject { &signs.verbs } else { &signs.done };
    // "took part in the Forum"
    let part =
        |j: u32| layers.token(j).head == Some(head) && layers.token(j).deprel == Deprel::Obj && signs.around.contains(layers.lemma(j));
    let verb = layers.is(head, &[Upos::Verb, Upos::Adj]) && (verbs.contains(layers.lemma(head)) || !subject && (head + 1..i).any(part));
    (case && !works) || verb || (layers.is_noun(head) && signs.around.contains(layers.lemma(head)))
}

/// "IDEX 2025", "MILEX-2025", «Иннопром-2023»: capitals, or a name in quotes, with a year, where what stands around takes place.
fn edition(layers: &Layers, i: u32) -> Option<Found> {
    let form = layers.form(i);
    let letters = form.trim_end_matches(|c: char| c.is_ascii_digit());
    let year = |text: &str| text.parse().is_ok_and(|y: u32| YEARS.contains(&y));
    let hanging = letters.ends_with('-') && year(&form[letters.len()..]);
    let before = i.checked_sub(1).filter(|&b| layers.opens_quote(b) && layers.bounds(i).contains(&b));
    let name = letters.trim_end_matches('-');
    let capitals = name.chars().count() > 2 && name.chars().all(char::is_uppercase);
    if !(capitals || (before.is_some() && hanging && layers.capital(i))) || layers.in_name(i, MentionKind::Person) {
        return None;
    }
    let end = if hanging { i + 1 } else { year_behind(layers, i, i + 1).filter(|_| letters == form)? };
    let close = before.filter(|_| end < layers.bounds(i).end && layers.closes_quote(end));
    let chunk = Chunk { start: close.unwrap_or(i), end: if close.is_some() { end + 1 } else { end }, head: i };
    (before.is_some() == close.is_some() && happens(layers, i)).then_some(Found { chunk, kind: GatheringKind::Other })
}

/// The proper name inside a gathering's phrase: what stands in quotes, or in Latin letters behind a Russian noun ("выставка MILEX-2025").
pub(super) fn proper_name(layers: &Layers, chunk: Chunk) -> Option<String> {
    let from = if layers.opens_quote(chunk.start) { chunk.start } else { chunk.head + 1 };
    let quoted = (from..chunk.end).find_map(|i| layers.quoted(i, chunk.end).map(|end| (i + 1, end - 1)));
    let latin = || {
        let first = (chunk.head + 1..chunk.end).find(|&i| layers.form(i).starts_with(|c: char| c.is_ascii_uppercase()))?;
        (!layers.english()).then_some((first, chunk.end))
    };
    let english = || {
        let title = layers.lexicon().gathering_signs.named.contains(layers.lemma(chunk.head)) && chunk.end > chunk.head + 1;
        (layers.english() && title).then_some((chunk.head + 1, chunk.end))
    };
    let (start, end) = quoted.or_else(latin).or_else(english)?;
    (start < end).then(|| layers.span(start, end).slice(&layers.report.text).to_owned())
}

/// Where the name begins behind the number of the edition ("V Конгресс", "12th Conference").
pub(super) fn unnumbered(layers: &Layers, chunk: Chunk) -> u32 {
    let number = numbered_word(layers, chunk.start) && chunk.start < chunk.head;
    if number { chunk.start + 1 } else { chunk.start }
}

fn numbered_word(layers: &Layers, i: u32) -> bool {
    roman(layers.form(i)) || ordinal_figure(layers.form(i)) || layers.lexicon().ordinals.contains(layers.lemma(i))
}

/// A name in other letters behind the noun ("выставки MILEX-2025"), or in English a name in capitals behind "exercise".
fn bare_name(layers: &Layers, i: u32, end: u32) -> u32 {
    let limit = layers.bounds(end.saturating_sub(1)).end;
    let named = layers.english() && end == i + 1 && layers.lexicon().gathering_signs.named.contains(layers.lemma(i));
    let word = |j: u32| {
        if layers.english() {
            named && layers.capital(j) && layers.is_noun(j)
        } else {
            layers.form(j).starts_with(|c: char| c.is_ascii_uppercase())
        }
    };
    let mut end = end;
    while end < limit && word(end) && layers.name_of(end).is_none_or(|n| n.kind != MentionKind::Person) {
        end += 1;
    }
    end
}
