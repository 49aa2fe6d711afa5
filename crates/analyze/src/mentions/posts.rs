//! Titles of posts: the noun, the adjectives that belong to the title, and the words behind it that are no organisation
//! ("заместитель министра иностранных дел", "Minister of Foreign Affairs"). Who holds the post is said by `extract`.

use rapporteur_model::{Case, Deprel, MentionKind, Upos};

use super::english_field;
use super::layers::{Chunk, Layers, holding};
use super::phrase::{Reach, left, right};

/// All titles, outermost only, in order. `organisations` are the chunks of organisations found before.
pub(super) fn find(layers: &Layers, organisations: &[Chunk]) -> Vec<Chunk> {
    let mut found: Vec<Chunk> = Vec::new();
    for i in 0..layers.tokens.len() as u32 {
        if found.last().is_some_and(|last| last.holds(i)) || !is_title_noun(layers, i) {
            continue;
        }
        let held = |j: u32| holding(organisations, j).is_some();
        if held(i) && !(layers.english() && held_before_name(layers, i, organisations)) {
            continue;
        }
        let title = if layers.english() { english(layers, i, organisations) } else { russian(layers, i, &held) };
        let title = sought(layers, title, organisations);
        let title = Chunk { start: found.last().map_or(title.start, |last| title.start.max(last.end)), ..title };
        if !(layers.english() && (title.start..title.end).all(|j| layers.lexicon().ranks.contains(layers.lemma(j)))) {
            found.push(title);
        }
    }
    found
}

/// "кандидат в мэры Омска", "candidate for mayor": with the post that is sought, which nobody holds by that.
fn sought(layers: &Layers, title: Chunk, organisations: &[Chunk]) -> Chunk {
    let posts = &layers.lexicon().posts;
    let limit = layers.bounds(title.head).end;
    let seeks = posts.candidates.contains(layers.lemma(title.head)) && title.end == title.head + 1;
    if !seeks || title.end + 1 >= limit || !posts.candidate_for.contains(layers.form(title.end)) {
        return title;
    }
    let held = |j: u32| holding(organisations, j).is_some();
    let light = |j: u32| layers.is(j, &[Upos::Det, Upos::Adj]) || posts.openings.contains(&layers.form(j).to_lowercase());
    let noun = (title.end + 1..limit.min(title.end + 5)).find(|&j| posts.is_post(layers.lemma(j)) || !light(j));
    let Some(noun) = noun.filter(|&j| posts.is_post(layers.lemma(j)) && !held(j)) else { return title };
    let inner = if layers.english() { english(layers, noun, organisations) } else { russian(layers, noun, &held) };
    Chunk { end: inner.end.max(noun + 1), ..title }
}

/// "временный поверенный в делах": a title by the form of a participle, whatever the tagger has made of it, with the words that go on.
fn charged(layers: &Layers, i: u32) -> bool {
    let posts = &layers.lexicon().posts;
    let noun = layers.is(i, &[Upos::Verb, Upos::Adj, Upos::Noun]) && posts.participles.iter().any(|word| like(layers, i, word));
    noun && fixed_behind(layers, i + 1, layers.bounds(i).end).is_some()
}

/// "the nominee for the post of", "candidate for mayor", where the noun before is no title itself.
fn only_sought(layers: &Layers, i: u32) -> bool {
    let posts = &layers.lexicon().posts;
    let first = layers.bounds(i).start;
    let light = |j: u32| {
        layers.is(j, &[Upos::Det, Upos::Adj]) || posts.openings.contains(&layers.form(j).to_lowercase()) || posts.is_post(layers.lemma(j))
    };
    let before = (first..i).rev().take(5).find(|&j| !light(j)).filter(|&j| j > first && posts.candidate_for.contains(layers.form(j)));
    before.is_some_and(|j| posts.candidates.contains(layers.lemma(j - 1)))
}

fn is_title_noun(layers: &Layers, i: u32) -> bool {
    let named = layers.name_of(i).is_some_and(|n| n.kind != MentionKind::Person || n.tokens.len() > 1);
    let modifier = layers.is(i, &[Upos::Adj]) && layers.token(i).deprel == Deprel::Amod && !layers.english();
    let fixed = layers.token(i).deprel == Deprel::Fixed;
    if charged(layers, i) {
        return !named;
    }
    !modifier
        && !only_sought(layers, i)
        && !fixed
        && layers.is(i, &[Upos::Noun, Upos::Propn, Upos::Adj, Upos::X])
        && layers.lexicon().posts.is_post(layers.lemma(i))
        && !named
}

/// An English name span that swallowed the title behind it ("SAMI Minister") ends before the title.
fn held_before_name(layers: &Layers, i: u32, organisations: &[Chunk]) -> bool {
    holding(organisations, i).is_some_and(|o| o.end == i + 1) && layers.name_at(i + 1).is_some_and(|n| n.kind == MentionKind::Person)
}

fn russian(layers: &Layers, head: u32, held: &dyn Fn(u32) -> bool) -> Chunk {
    let posts = &layers.lexicon().posts;
    let lemma = layers.lemma(head);
    let accept = |j: u32| {
        let word = layers.lemma(j);
        let pair = posts.inside_pairs.contains(&format!("{word} {lemma}"));
        let inside = pair || (posts.inside.contains(word) && posts.inside_before.contains(lemma));
        let told = layers.place_adjective(j) || aged(layers.form(j)) || (!inside && posts.outside.contains(word));
        layers.name_of(j).is_none() && !told && !held(j) && depends(layers, j, head)
    };
    let start = fixed_before(layers, left(layers, head, &accept));
    let takes = posts.takes_complement(lemma);
    let stop = |j: u32| held(j) || heads_organisation(layers, j) || (!takes && !layers.lexicon().posts.is_post(layers.lemma(j)));
    let reach = Reach { quoted: false, names: false, genitive: true, stop: &stop, prepositions: &["по"] };
    let by_topic = |j: u32| held(j);
    let topic = Reach { stop: &by_topic, genitive: false, ..reach };
    if let Some(end) = fixed_behind(layers, head + 1, layers.bounds(head).end).filter(|_| charged(layers, head)) {
        return Chunk { start, end, head };
    }
    let genitive = right(layers, head, head + 1, &Reach { prepositions: &[], ..reach });
    let end = right(layers, head, genitive, &topic);
    let end = if end > genitive { right(layers, head, end, &Reach { stop: &by_topic, prepositions: &[], ..reach }) } else { end };
    let end = if end > genitive { governed(layers, head, end, held) } else { end };
    Chunk { start, end: listed(layers, head, end, held), head }
}

/// "министра инвестиций, промышленности | и торговли Республики Узбекистан": the last of a row of genitives before a name, wherever the parser
/// hung it.
fn listed(layers: &Layers, head: u32, end: u32, held: &dyn Fn(u32) -> bool) -> u32 {
    let limit = layers.bounds(head).end;
    let row = (head + 1..end).any(|j| layers.form(j) == ",") && end + 1 < limit && layers.form(end) == "и";
    let word = |&j: &u32| {
        let nominal = layers.is(j, &[Upos::Noun, Upos::Adj]) && layers.case(j) == Some(Case::Gen);
        nominal && layers.name_of(j).is_none() && !held(j) && !layers.capital(j) && !layers.lexicon().posts.is_post(layers.lemma(j))
    };
    let last = (end + 1..limit.min(end + 4)).take_while(word).last().filter(|&j| row && layers.is_noun(j));
    let named = |j: u32| j < limit && (layers.name_of(j).is_some() || layers.capital(j));
    last.filter(|&j| named(j + 1)).map_or(end, |j| j + 1)
}

/// "по управлению чрезвычайными ситуациями": the instrumental behind a noun of a title that governs it.
fn governed(layers: &Layers, head: u32, end: u32, held: &dyn Fn(u32) -> bool) -> u32 {
    let limit = layers.bounds(head).end;
    let governs = layers.lexicon().posts.governs_instrumental.contains(layers.lemma(end - 1));
    let word = |j: &u32| {
        let nominal = layers.is_noun(*j) || layers.is_adjective(*j);
        nominal && layers.case(*j) == Some(Case::Ins) && layers.name_of(*j).is_none() && !held(*j) && !layers.capital(*j)
    };
    let last = (end..limit).take_while(word).last().filter(|&j| governs && layers.is_noun(j));
    last.map_or(end, |j| j + 1)
}

/// Start of a title with the fixed words that stand before it ("Чрезвычайный и Полномочный Посол"), whatever their tags.
fn fixed_before(layers: &Layers, start: u32) -> u32 {
    let first = layers.bounds(start).start;
    let fits = |words: &&String| {
        let len = words.split(' ').count() as u32;
        start >= first + len && words.split(' ').zip(start - len..start).all(|(word, i)| like(layers, i, word))
    };
    let found = layers.lexicon().posts.before.iter().find(fits);
    found.map_or(start, |words| start - words.split(' ').count() as u32)
}

/// The word by its dictionary form, or by all but its ending.
fn like(layers: &Layers, i: u32, word: &str) -> bool {
    let form = layers.form(i).to_lowercase();
    let stem: String = word.chars().take(word.chars().count().saturating_sub(2).max(1)).collect();
    form == word || layers.lemma(i) == word || (stem.chars().count() > 4 && form.starts_with(&stem))
}

/// End of an English title with the fixed words behind it ("Ambassador Extraordinary and Plenipotentiary").
fn fixed_behind(layers: &Layers, end: u32, limit: u32) -> Option<u32> {
    let fits = |words: &&String| {
        let len = words.split(' ').count() as u32;
        end + len <= limit && words.split(' ').zip(end..end + len).all(|(word, i)| layers.form(i).to_lowercase() == word)
    };
    layers.lexicon().posts.behind.iter().find(fits).map(|words| end + words.split(' ').count() as u32)
}

/// "31-летний" says how old, in digits or words.
fn aged(form: &str) -> bool {
    form.contains("летн") && form.chars().count() > 7
}

/// The adjective hangs on the noun, through other adjectives ("чрезвычайный и полномочный посол"); a participle that is the sentence's verb does not ("застрелен глава").
fn depends(layers: &Layers, i: u32, head: u32) -> bool {
    let chain = std::iter::successors(layers.token(i).head, |&h| layers.token(h).head);
    let adjective = |h: &u32| *h == head || layers.is_adjective(*h);
    chain.take(4).take_while(adjective).any(|h| h == head)
}

/// A noun that would begin an organisation's description ("начальник управления").
fn heads_organisation(layers: &Layers, i: u32) -> bool {
    let lists = &layers.lexicon().organisations;
    let lemma = layers.lemma(i);
    layers.is_noun(i) && (lists.heads.contains(lemma) || lists.units.contains(lemma) || lists.collective.contains(lemma))
}

fn english(layers: &Layers, first: u32, organisations: &[Chunk]) -> Chunk {
    let posts = &layers.lexicon().posts;
    let held = |j: u32| holding(organisations, j).is_some();
    let limit = layers.bounds(first).end;
    // "Deputy Prime Minister", "chief executive officer": the last title noun of the run is the head.
    let mut head = first;
    let mut j = first + 1;
    while j < limit && layers.name_of(j).is_none() && (english_title_word(layers, j) || layers.form(j) == "-") && j - first < 5 {
        // "Finance Minister Senator X": a title of its own beside another.
        if posts.apart.contains(layers.lemma(j)) && j == head + 1 && !posts.openings.contains(&layers.form(head).to_lowercase()) {
            break;
        }
        let behind_chief = layers.lemma(head) == "chief" && j == head + 1 && posts.behind_chief.contains(&layers.lemma(j).to_lowercase());
        if (posts.is_post(layers.lemma(j)) || behind_chief) && layers.is_noun(j) {
            head = j;
        }
        j += 1;
    }
    let swallowed = |j: u32| swallowed(layers, j, first);
    let accept = |j: u32| {
        let word = layers.lemma(j);
        // "received yesterday Ambassador Lee": a day is no part of a title.
        let day = crate::time::is_day(layers.form(j), layers.lang);
        let plain = layers.name_of(j).is_none() && layers.adjective_countries(j).is_empty() && !day;
        let inside = posts.inside.contains(word) && j + 1 < limit && posts.inside_before.contains(layers.lemma(j + 1));
        swallowed(j)
            || plain
                && (inside || !(posts.outside.contains(word) || posts.outside.contains(&word.to_lowercase())))
                && !held(j)
                && !before_capital(layers, j)
                && (layers.is(j, &[Upos::Adj, Upos::Noun]) || layers.capital(j) || posts.openings.contains(layers.form(j)))
    };
    let start = left(layers, with_prefix(layers, first), &accept);
    let takes = (start..=head).any(|j| posts.takes_complement(layers.lemma(j)));
    let stop = |j: u32| {
        held(j)
            || addresses(layers, j)
            || layers.acronym(j) && layers.form(j).chars().count() > 2 && layers.form(j - 1) != "and"
            || crate::time::speaks_of_time(layers.form(j), layers.lang)
            || heads_organisation(layers, j)
            || posts.is_post(layers.lemma(j))
            || layers.country_named(j..j + 1).is_some()
    };
    let reach = Reach { quoted: false, names: false, genitive: true, stop: &stop, prepositions: &["of", "for"] };
    let end = if takes {
        before_house(layers, head, right(layers, head, head + 1, &reach), &held)
    } else {
        english_field::of_noun(layers, head, &reach).unwrap_or(head + 1)
    };
    let end = english_field::end(layers, head, end, organisations, &reach);
    let end = fixed_behind(layers, end, limit).unwrap_or(end);
    let end = field_in_brackets(layers, head, end, limit);
    // "Kenyan Agriculture Cabinet Secretary": the adjective of a country says whose, not which.
    let start = if start < head && !layers.adjective_countries(start).is_empty() { start + 1 } else { start };
    Chunk { start, end, head }
}

/// "Secretary (West)", "Director General (South Asia)": the end of a title with what it is for in brackets.
fn field_in_brackets(layers: &Layers, head: u32, end: u32, limit: u32) -> u32 {
    let takes = layers.lexicon().posts.field_in_brackets.contains(&layers.lemma(head).to_lowercase());
    let word = |&j: &u32| layers.capital(j) && !layers.acronym(j) || matches!(layers.form(j), "and" | "&");
    let words = (end + 1..limit).take(4).take_while(word).count() as u32;
    let close = end + 1 + words;
    if takes && words > 0 && close < limit && layers.form(end) == "(" && layers.form(close) == ")" { close + 1 } else { end }
}

/// "Earlier in the day Transport Minister X": a small word before a title in capitals belongs to it only if it is of titles itself.
fn before_capital(layers: &Layers, j: u32) -> bool {
    let posts = &layers.lexicon().posts;
    let word = layers.form(j).to_lowercase();
    let of_titles = posts.is_post(layers.lemma(j)) || posts.openings.contains(&word) || posts.inside.contains(&word) || word.contains('-');
    !layers.capital(j) && layers.capital(j + 1) && !of_titles
}

/// "secretary general of the finance ministry": the words behind a title belong to the noun of a house that stands right behind them;
/// "director general of national carrier Air Mada": common nouns right before a name say what it is.
fn before_house(layers: &Layers, head: u32, end: u32, held: &dyn Fn(u32) -> bool) -> u32 {
    let behind = end > head + 1 && end < layers.bounds(head).end;
    let house = behind && heads_organisation(layers, end);
    let joined = house && layers.token(end - 1).head == Some(end) && layers.is_noun(end - 1);
    let described = behind && held(end) && layers.is(end - 1, &[Upos::Noun]) && !layers.capital(end - 1);
    if joined || described { head + 1 } else { end }
}

/// "Minister of State for Trade Lord X": a form of address is in no title.
fn addresses(layers: &Layers, i: u32) -> bool {
    layers.capital(i) && layers.lexicon().honorifics.contains(layers.form(i).to_lowercase().trim_end_matches('.'))
}

/// "Vice-Chancellor", "Co-Chair": the prefix of a title that a hyphen joins.
fn with_prefix(layers: &Layers, first: u32) -> u32 {
    let bounds = layers.bounds(first);
    let hyphen = first >= bounds.start + 2 && matches!(layers.form(first - 1), "-" | "‑") && layers.glued(first - 1, first);
    let joined = hyphen && layers.glued(first - 2, first - 1) && layers.name_of(first - 2).is_none();
    let first = if joined && layers.form(first - 2).chars().all(char::is_alphabetic) { first - 2 } else { first };
    // "managing director": a word that opens titles, though it looks like a verb.
    let opens = |j: u32| layers.is(j, &[Upos::Verb]) && layers.lexicon().posts.openings.contains(&layers.form(j).to_lowercase());
    if first > bounds.start && opens(first - 1) { first - 1 } else { first }
}

/// A word before the title that the network took for the end of an organisation, or for one alone: "Kazakh Agriculture Minister",
/// "Labour Minister", "Ikarus Nova General Manager".
fn swallowed(layers: &Layers, j: u32, first: u32) -> bool {
    let posts = &layers.lexicon().posts;
    let Some(name) = layers.name_of(j).filter(|n| n.kind == MentionKind::Organisation && n.tokens.end == first) else { return false };
    let adjective = j > name.tokens.start && !layers.adjective_countries(name.tokens.start).is_empty();
    let field = name.tokens.len() == 1 && !layers.acronym(j) && posts.portfolios.contains(layers.lemma(first));
    let last = layers.form(first - 1).to_lowercase();
    let cabinet =
        !layers.acronym(j) && posts.portfolios.contains(layers.lemma(first)) && posts.openings.contains(&last) && name.tokens.len() < 4;
    let opening = j > name.tokens.start && (j..first).all(|k| posts.openings.contains(&layers.form(k).to_lowercase()));
    adjective || field || opening || (cabinet && layers.country_named(name.tokens.start..name.tokens.start + 1).is_none())
}

fn english_title_word(layers: &Layers, i: u32) -> bool {
    layers.is(i, &[Upos::Noun, Upos::Propn, Upos::Adj]) && layers.form(i).chars().all(|c| c.is_alphabetic() || c == '-')
}
