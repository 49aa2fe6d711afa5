//! From names, dates and word classes to [`Mention`]s: posts, organisations, bodies, places, instruments, gatherings, products.
//! One finder a file, word lists in `knowledge/`. Finders say where and what kind; who is who is for `resolve`.

mod capitals;
mod cities;
mod consultations;
mod described;
mod english_field;
mod english_names;
mod filed;
mod gatherings;
mod glued;
mod holders;
mod honorifics;
mod house_before_title;
mod layers;
mod lexicon;
#[cfg(test)]
mod linear;
mod official;
mod organisations;
mod others;
mod parted;
mod persons;
mod phrase;
mod placed;
mod posts;
mod proper;
mod regions;
mod retype;
mod selected;
mod titled_names;
mod unmarked;
mod whole_names;

use std::collections::BTreeSet;

use rapporteur_model::{Case, Country, Deprel, Detail, Gender, Mention, MentionKind, Number, Upos};

use cities::Cities;
pub(crate) use honorifics::reroot;
use layers::{Chunk, holding, sharing, sharing_names};
pub use layers::{Layers, lower_lemmas};
pub use persons::split as split_person_name;
pub use proper::proper_name;

use crate::lemma;
use crate::places::Countries;
use crate::time;

/// All mentions of a report, ordered by (start, longest first). Mentions of different kinds may nest; those of one kind do not overlap.
#[must_use]
pub fn find(layers: &Layers) -> Vec<Mention> {
    let names = retype::names(layers);
    mentions(&Layers { names: &names, ..*layers })
}

fn mentions(layers: &Layers) -> Vec<Mention> {
    let talks = consultations::find(layers);
    let mut gatherings = gatherings::find(layers);
    gatherings.retain(|g| !talks.iter().any(|t| t.holds(g.chunk.head)));
    let mut organisations = organisations::find(layers, talks);
    organisations.retain(|o| !gatherings::near(&gatherings, o.chunk).iter().any(|g| g.is(o.chunk)));
    let org_chunks: Vec<Chunk> = organisations.iter().map(|o| o.chunk).collect();
    let posts = posts::find(layers, &org_chunks);
    let unnamed = organisations::behind_titles(layers, &posts, &org_chunks);
    let mut mentions: Vec<Mention> =
        organisations.iter().filter_map(|o| Some(organisation(layers, o.kind, beside(layers, o.chunk, &posts)?))).collect();
    mentions.extend(unnamed.iter().map(|&chunk| organisation(layers, MentionKind::Organisation, chunk)));
    mentions.extend(posts.iter().map(|&chunk| post(layers, chunk)));
    mentions.extend(named(layers));
    let gatherings: Vec<_> =
        gatherings.into_iter().filter(|g| [&org_chunks, &posts].iter().all(|taken| holding(taken, g.chunk.head).is_none())).collect();
    let taken: Vec<Chunk> = org_chunks.iter().chain(&posts).copied().chain(gatherings.iter().map(|g| g.chunk)).collect();
    mentions.extend(gatherings.iter().map(|g| gathering(layers, g)));
    mentions.extend(others::find(layers, &taken).into_iter().map(|(chunk, kind, detail)| mention(layers, kind, chunk, detail)));
    mentions.extend(dates(layers));
    mentions.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end()), m.kind));
    mentions.dedup_by(|b, a| a.kind == b.kind && a.span == b.span);
    quoted_names(layers, &mut mentions);
    family_names(layers, &mut mentions);
    mentions
}

/// "Визит же Октая" beside "Сердар Октай": a family name alone is shown as the report has it in full names, where it is a form of that.
fn family_names(layers: &Layers, mentions: &mut [Mention]) {
    if layers.english() {
        return;
    }
    let full = |m: &&Mention| m.kind == MentionKind::Person && m.name.contains(' ');
    let known: BTreeSet<String> = mentions
        .iter()
        .filter(full)
        .filter_map(|m| m.name.rsplit(' ').next().filter(|word| word.chars().count() > 2))
        .map(str::to_owned)
        .collect();
    for mention in mentions.iter_mut().filter(|m| m.kind == MentionKind::Person && !m.name.contains(' ') && !known.contains(&m.name)) {
        let form = mention.span.slice(&layers.report.text);
        if let Some(other) = lemma::uninflected(form).into_iter().find(|other| known.contains(other)) {
            mention.detail = Detail::Person(persons::split(&other));
            mention.name = other;
        }
    }
}

/// "директор «Зарафшан Телекома»" beside «Зарафшан Телеком»: a name in quotes that stands in a case is shown as the report has it elsewhere.
fn quoted_names(layers: &Layers, mentions: &mut [Mention]) {
    if layers.english() {
        return;
    }
    let inner = |name: &str| -> Option<String> {
        let quote = |c: char| matches!(c, '«' | '»' | '"' | '“' | '”' | '„');
        let (open, close) = (name.find(quote)?, name.rfind(quote)?);
        let inside = name.get(open..close)?.trim_matches(quote).trim();
        (!inside.is_empty()).then(|| inside.to_owned())
    };
    let house = |m: &&Mention| m.kind == MentionKind::Organisation;
    let known: BTreeSet<String> = mentions.iter().filter(house).filter_map(|m| inner(&m.name)).collect();
    for mention in mentions.iter_mut().filter(|m| m.kind == MentionKind::Organisation) {
        let Some(own) = inner(&mention.name) else { continue };
        let found = lemma::uninflected(&own).into_iter().find(|other| *other != own && known.contains(other));
        if let Some(other) = found {
            mention.name = mention.name.replace(&own, &other);
        }
    }
}

/// An English name that swallowed part of a title gives way to it: what stands before the title is left ("Ikarus Nova" of "Ikarus Nova
/// General" Manager), unless it is an adjective ("Kazakh Agriculture" Minister).
fn beside(layers: &Layers, chunk: Chunk, posts: &[Chunk]) -> Option<Chunk> {
    let over = sharing(posts, chunk.start, chunk.end).iter().find(|p| !(chunk.start <= p.start && p.end <= chunk.end));
    let Some(post) = over else { return Some(chunk) };
    let adjective = || (chunk.start..post.start).all(|j| !layers.adjective_countries(j).is_empty());
    let left = chunk.start < post.start && post.end >= chunk.end && !adjective();
    left.then(|| Chunk { start: chunk.start, end: post.start, head: layers.head_in(chunk.start, post.start) })
}

fn mention(layers: &Layers, kind: MentionKind, chunk: Chunk, detail: Detail) -> Mention {
    let tokens = &layers.tokens[chunk.start as usize..chunk.end as usize];
    Mention {
        kind,
        span: layers.span(chunk.start, chunk.end),
        head: chunk.head,
        name: lemma::nominative_beside(layers.lang, kind, tokens, chunk.start, layers.quiet, shown(layers, chunk)),
        country: None,
        detail,
        same_as: None,
    }
}

/// What the title beside a name and the small words in it show.
fn shown(layers: &Layers, chunk: Chunk) -> lemma::Shown {
    let lists = layers.lexicon();
    let has = |list: &foldhash::HashSet<String>| (chunk.start..chunk.end).any(|i| list.contains(layers.form(i)));
    let son = has(lists.sons).then_some(Gender::Masc);
    let daughter = (has(lists.daughters) || acts_as_woman(layers, chunk)).then_some(Gender::Fem);
    let (case, inner) = titled(layers, chunk);
    lemma::Shown { case, inner, gender: daughter.or(son) }
}

/// "провела заместитель министра Нигора Рахимова": a name, or the title that it stands in apposition to, is the subject of a feminine verb.
fn acts_as_woman(layers: &Layers, chunk: Chunk) -> bool {
    let up = std::iter::successors(Some(chunk.head), |&i| {
        let apposed = matches!(layers.token(i).deprel.base(), Deprel::Appos | Deprel::Flat);
        // Over a verb the parser may hang the name of the object on the title of the subject.
        let near = |h: u32| !(h..i).any(|j| layers.is(j, &[Upos::Verb]));
        let title = |h: u32| layers.lexicon().posts.is_post(layers.lemma(h)) && near(h);
        layers.token(i).head.filter(|&h| apposed && h < i && (h >= chunk.start || title(h)))
    });
    let feminine = |&i: &u32| {
        let feats = layers.token(i).feats;
        layers.is(i, &[Upos::Verb]) && feats.gender == Some(Gender::Fem) && feats.number == Some(Number::Sing)
    };
    let subject = |i: u32| layers.token(i).deprel.base() == Deprel::Nsubj && layers.token(i).head.as_ref().is_some_and(feminine);
    !layers.english() && up.take(4).any(subject)
}

/// The case of the title that a name stands in apposition to, behind it ("с председателем Саидой Рузиевой"), and of a title in the
/// genitive under that one ("с заместителем министра Нгуеном Бао"), which it may belong to as well.
fn titled(layers: &Layers, chunk: Chunk) -> (Option<Case>, Option<Case>) {
    let name = layers.token(chunk.head);
    let apposed = name.head.filter(|&h| h < chunk.start && matches!(name.deprel.base(), Deprel::Appos | Deprel::Flat));
    let first = layers.bounds(chunk.start).start;
    let beside = chunk.start.checked_sub(1).filter(|&i| i >= first && layers.is_noun(i) && !layers.english());
    let post = |&i: &u32| layers.lexicon().posts.is_post(layers.lemma(i));
    let one = |&i: &u32| layers.token(i).feats.number != Some(Number::Plur);
    // Behind another person's name the parser may hang this one on that one's title.
    let other = |j: u32| layers.in_name(j, MentionKind::Person);
    let near = |title: u32| !(title + 1..chunk.start).any(|j| layers.form(j) == "," || layers.is(j, &[Upos::Verb]) || other(j));
    let title = apposed.filter(post).filter(|&title| near(title)).or_else(|| beside.filter(post).filter(one));
    let Some(title) = title.or_else(|| over_complement(layers, chunk.start).filter(one)) else { return (None, None) };
    if given(layers, title, name.feats.case) {
        return (Some(Case::Acc), None);
    }
    let case = layers.case(title);
    let over =
        (case == Some(Case::Gen)).then(|| over_complement(layers, chunk.start)).flatten().filter(|&over| over != title && one(&over));
    match over {
        Some(over) => (layers.case(over), case),
        None => (case, None),
    }
}

/// "избрали председателем Динару Садыкову": a title that a verb gives stands in a case of its own.
fn given(layers: &Layers, title: u32, name: Option<Case>) -> bool {
    let predicate = layers.token(title).deprel.base() == Deprel::Xcomp;
    predicate && layers.case(title) == Some(Case::Ins) && name.is_some_and(|case| case != Case::Ins)
}

/// Longest complement between a title and its name, in tokens.
const COMPLEMENT: u32 = 14;

/// "с министром энергетики Республики Узбекистан X": the title in front of a name, over genitives, names of no persons and phrases of
/// place between; of titles that are all in the genitive the first.
fn over_complement(layers: &Layers, start: u32) -> Option<u32> {
    let first = layers.bounds(start).start.max(start.saturating_sub(COMPLEMENT));
    let mut at = start;
    let mut outermost = None;
    while !layers.english() && at > first {
        let before = at - 1;
        if let Some(name) = layers.name_of(before) {
            if name.kind == MentionKind::Person {
                return outermost;
            }
            at = name.tokens.start;
            continue;
        }
        let title = layers.is_noun(before) && layers.lexicon().posts.is_post(layers.lemma(before));
        if title && layers.case(before) != Some(Case::Gen) {
            return (at < start || outermost.is_some()).then_some(before);
        }
        if title && at < start {
            outermost = Some(before);
        }
        let case = matches!(layers.case(before), Some(Case::Gen | Case::Dat | Case::Loc));
        let inside = case && layers.is(before, &[Upos::Noun, Upos::Adj, Upos::Propn])
            || layers.is(before, &[Upos::Cconj])
            || layers.form(before) == ","
            || layers.is(before, &[Upos::Adp]) && matches!(layers.form(before), "по" | "в" | "во" | "при");
        if !inside {
            return outermost;
        }
        at = before;
    }
    outermost
}

/// An organisation with the country that its own words state: an adjective, or the name of a place in it.
fn organisation(layers: &Layers, kind: MentionKind, chunk: Chunk) -> Mention {
    let mut found = mention(layers, kind, chunk, Detail::None);
    if let Some(start) = proper::without_country(layers, chunk) {
        let tokens = &layers.tokens[start as usize..chunk.end as usize];
        found.name = lemma::nominative(layers.lang, kind, tokens, start, layers.quiet);
    }
    let adjectives: Vec<Country> = (chunk.start..chunk.end).flat_map(|i| layers.adjective_countries(i)).collect();
    let places: Vec<Country> = sharing_names(layers.names, &(chunk.start..chunk.end))
        .iter()
        .filter(|n| n.kind == MentionKind::Place && chunk.holds(n.tokens.start))
        .filter_map(|n| layers.country_named(n.tokens.clone()))
        .collect();
    let mut all: Vec<Country> = adjectives.into_iter().chain(places).collect();
    all.dedup();
    found.country = match all.as_slice() {
        [country] => Some(*country),
        // "Osh Region", which the network takes for a house.
        [] => owner(layers, chunk).or_else(|| Countries::load().region(&found.name, layers.lang).map(|region| region.country)),
        _ => owner(layers, chunk),
    };
    found
}

/// A gathering under the name that stands in its phrase, or under the whole phrase.
fn gathering(layers: &Layers, found: &gatherings::Found) -> Mention {
    let mut mention = mention(layers, MentionKind::Gathering, found.chunk, Detail::Gathering(found.kind));
    let start = gatherings::unnumbered(layers, found.chunk);
    let tokens = &layers.tokens[start as usize..found.chunk.end as usize];
    let whole = || lemma::nominative(layers.lang, MentionKind::Gathering, tokens, start, layers.quiet);
    mention.name = gatherings::proper_name(layers, found.chunk).unwrap_or_else(whole);
    mention
}

/// "Omani-Finnish group of the parliament of Finland": of several countries the one whose house it is stands last, behind "of".
fn owner(layers: &Layers, chunk: Chunk) -> Option<Country> {
    let last = sharing_names(layers.names, &(chunk.start..chunk.end))
        .iter()
        .find(|n| n.kind == MentionKind::Place && chunk.holds(n.tokens.start) && n.tokens.end == chunk.end)?;
    let before = (chunk.start..last.tokens.start).rev().find(|&i| layers.form(i) != "the")?;
    (layers.english() && layers.form(before) == "of").then(|| layers.country_named(last.tokens.clone())).flatten()
}

/// A title with the country of the adjective before it ("французский президент", "Indian Foreign Minister").
fn post(layers: &Layers, chunk: Chunk) -> Mention {
    let mut found = mention(layers, MentionKind::Post, chunk, Detail::None);
    let several = !layers.english() || !layers.lexicon().posts.is_post(&layers.form(chunk.head).to_lowercase());
    if layers.token(chunk.head).feats.number == Some(Number::Plur) && several {
        found.name = if layers.english() { one_of_several(layers, chunk) } else { one_of_many(layers, chunk) };
    }
    for prefix in ["экс-", "ex-"] {
        let rest = found.name.get(prefix.len()..).filter(|_| found.name.to_lowercase().starts_with(prefix)).map(str::to_owned);
        found.name = rest.unwrap_or(found.name);
    }
    let before = chunk.start.checked_sub(1).filter(|&i| layers.bounds(chunk.head).contains(&i));
    if let Some([country]) = before.map(|i| layers.adjective_countries(i)).as_deref() {
        found.country = Some(*country);
    }
    found
}

/// The title in the singular ("министры обороны" is the title "министр обороны"): head and adjectives in their dictionary form.
fn one_of_many(layers: &Layers, chunk: Chunk) -> String {
    // «вновь назначенных послов»: a participle says how they came to it.
    let told = |i: &u32| *i == chunk.head || !layers.is(*i, &[Upos::Verb]);
    let head: Vec<&str> = (chunk.start..=chunk.head).filter(told).map(|i| layers.lemma(i)).collect();
    let rest = if chunk.head + 1 < chunk.end { layers.span(chunk.head + 1, chunk.end).slice(&layers.report.text) } else { "" };
    format!("{} {rest}", head.join(" ")).trim_end().to_owned()
}

/// "Foreign ministers" is the title "Foreign minister": the head in its dictionary form, as it is written.
fn one_of_several(layers: &Layers, chunk: Chunk) -> String {
    let text = &layers.report.text;
    let before = text.get(layers.token(chunk.start).span.start()..layers.token(chunk.head).span.start()).unwrap_or_default();
    let behind = text.get(layers.token(chunk.head).span.end()..layers.token(chunk.end - 1).span.end()).unwrap_or_default();
    format!("{before}{}{behind}", lemma::recase(layers.form(chunk.head), layers.lemma(chunk.head)))
}

/// Persons and places, as the network named them.
fn named(layers: &Layers) -> Vec<Mention> {
    let chunk = |n: &crate::NameSpan| {
        let stops = |&i: &u32| {
            i > n.tokens.start && (layers.form(i) == "(" || (n.kind == MentionKind::Place && matches!(layers.form(i), "по" | ",")))
        };
        let end = n.tokens.clone().find(stops).unwrap_or(n.tokens.end);
        Chunk { start: n.tokens.start, end, head: layers.head_in(n.tokens.start, end) }
    };
    let cities = Cities::new(layers);
    let one = |n: &crate::NameSpan| {
        let mut found = mention(layers, n.kind, chunk(n), Detail::None);
        match n.kind {
            MentionKind::Person => {
                found.name = persons::uncapitalised(&persons::turned(&found.name));
                found.detail = Detail::Person(persons::split(&found.name));
            }
            _ => {
                // "RAWALPINDI – The Secretary": a town in capitals, if it is longer than acronyms are.
                if filed::holds(layers, n.span) || found.name.chars().filter(|c| c.is_alphabetic()).count() > 5 {
                    found.name = filed::name(&found.name);
                }
                found.country = Countries::load().by_name(&found.name, layers.lang).or_else(|| layers.country_named(n.tokens.clone()));
                let city = || cities.nominative(n.span.slice(&layers.report.text), &found.name).filter(|_| found.country.is_none());
                let state = || found.country.and_then(|country| country_name(layers, n, &found.name, country));
                found.name = regions::name(layers, n).or_else(city).or_else(state).unwrap_or(found.name);
                cities.locate(&mut found);
            }
        }
        found
    };
    let names = layers.names.iter().filter(|n| n.kind != MentionKind::Organisation).map(one);
    names.chain(capitals::find(layers, &cities)).collect()
}

/// The listed name of a Russian country of one word whose own form the dictionary did not lead back ("Мальдив").
fn country_name(layers: &Layers, name: &crate::NameSpan, found: &str, country: Country) -> Option<String> {
    let countries = Countries::load();
    if layers.english() || name.tokens.len() > 1 || countries.lists(found, country) {
        return None;
    }
    countries.nominative(name.span.slice(&layers.report.text), country).map(str::to_owned)
}

fn dates(layers: &Layers) -> Vec<Mention> {
    let published = layers.report.published.as_ref().map(|p| p.value);
    let dateline = layers.report.dateline.as_ref().and_then(|d| d.date.as_ref()).map(|d| d.value);
    let anchor = time::Anchor { published, dateline };
    time::expressions(&layers.report.text, layers.tokens, layers.sentences, layers.lang, &anchor)
        .into_iter()
        .map(|found| Mention {
            kind: MentionKind::Date,
            span: found.span,
            head: head_of(layers, found.span),
            name: found.span.slice(&layers.report.text).to_owned(),
            country: None,
            detail: found.value.map_or(Detail::None, |(value, _)| Detail::Date(value)),
            same_as: None,
        })
        .collect()
}

fn head_of(layers: &Layers, span: rapporteur_model::Span) -> u32 {
    let start = layers.tokens.partition_point(|t| t.span.end() <= span.start());
    let end = layers.tokens.partition_point(|t| t.span.start() < span.end()).max(start + 1);
    layers.head_in(start as u32, end.min(layers.tokens.len()) as u32)
}
