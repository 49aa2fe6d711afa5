//! Where a post is that names no organisation: by a possessive pronoun before it, or by a common noun behind it that means a house
//! named before. At lower confidence than words beside the title.

use rapporteur_model::{Case, Gender, MentionKind, Number, Upos};

use super::{HOLDERS, Post};
use crate::graph::Graph;
use crate::named;
use crate::topic;

/// "её председатель Иванов", "Думе … их лидеры": a possessive pronoun before the title means the last organisation or place named
/// that agrees with it, within this and the two sentences before.
pub(super) fn by_possessives(graph: &Graph, posts: &mut [Post]) {
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.adjective.is_none() && !p.persons.is_empty()) {
        let start = graph.range(post.title).start;
        let near = graph.sentence(start).start.max(start.saturating_sub(3))..start;
        let Some(pronoun) = near.rev().find(|&t| ITS.iter().any(|class| graph.lexicon.is(class, graph.lower(t)))) else {
            continue;
        };
        // "её принял директор завода": whom he received.
        if (pronoun + 1..start).any(|t| graph.is_verb(t) && !graph.is_participle(t)) {
            continue;
        }
        post.place = owner(graph, pronoun, state_post(graph, post));
        if post.place.is_some() {
            post.rule = "post.possessive";
        }
    }
}

const ITS: &[&str] = &["its", "its_feminine", "its_plural"];

/// Places have mayors, governors and presidents; what has any other officer is a house.
fn state_post(graph: &Graph, post: &Post) -> bool {
    let head = graph.lemma(graph.mention(post.title).head);
    ["state_posts", "of_state", "chiefs"].iter().any(|class| graph.lexicon.is(class, head))
}

fn owner(graph: &Graph, pronoun: u32, land: bool) -> Option<u32> {
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(pronoun).saturating_sub(2))?.tokens.start;
    let form = graph.form(pronoun).to_lowercase();
    let class = |name: &str| graph.lexicon.is(name, &form);
    let fits = |m: &u32| {
        let feats = graph.token(graph.mention(*m).head).feats;
        let plural = feats.number == Some(Number::Plur);
        if class("its_plural") {
            plural
        } else if class("its_feminine") {
            !plural && feats.gender.is_none_or(|g| g == Gender::Fem)
        } else {
            !plural && feats.gender.is_none_or(|g| g != Gender::Fem)
        }
    };
    let house = |m: &u32| land || graph.mention(*m).kind != MentionKind::Place;
    let all: Vec<u32> = graph.mentions_in(from..pronoun, HOLDERS).into_iter().filter(fits).filter(house).collect();
    // "The council said … would go to the ministry. Its chief executive": whom the sentence before is about.
    let told = |m: &u32| graph.english() && graph.base(graph.mention(*m).head) == rapporteur_model::Deprel::Nsubj;
    let before = |m: &u32| graph.range(*m).end <= graph.sentence(pronoun).start;
    let main =
        |m: &u32| told(m) && graph.head(graph.mention(*m).head).is_some_and(|verb| graph.base(verb) == rapporteur_model::Deprel::Root);
    let subjects = || all.iter().copied().filter(|m| before(m));
    let subject = subjects().rfind(main).or_else(|| subjects().rfind(told)).filter(|_| all.iter().all(before));
    let found = subject.or_else(|| topic::last_named(graph, &all))?;
    // "председатель Иванов. Его заместителем избран …": a person named since may be meant, if of that gender.
    let gender = if class("its_feminine") { Gender::Fem } else { Gender::Masc };
    let other = |m: &u32| {
        let shown = graph.range(*m).find_map(|t| graph.token(t).feats.gender);
        !class("its_plural") && shown.is_some_and(|g| g != gender)
    };
    graph.mentions_in(graph.range(found).end..pronoun, &[MentionKind::Person]).iter().all(other).then_some(found)
}

/// "генеральный директор компании", "глава ведомства", "премьер-министр страны": a common noun of an organisation or country behind a
/// title means one that was named; a noun that says enough by itself ("депутат парламента") stands as it is.
pub(super) fn by_nouns(graph: &Graph, posts: &mut [Post]) {
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.adjective.is_none() && !p.persons.is_empty()) {
        if let Some(m) = the_latter(graph, post) {
            (post.place, post.rule) = (Some(m), "post.pointed");
            continue;
        }
        let Some(noun) = noun_behind(graph, post) else { continue };
        let house = topic::named_by(graph, noun, named::HOUSES).or_else(|| named_here(graph, noun));
        post.place = match house {
            Some(house) => Some(house).filter(|&m| !gone_to(graph, m)),
            None => topic::named_by(graph, noun, &[MentionKind::Place]),
        };
        if post.place.is_some() {
            post.rule = "post.pointed";
        } else if graph.lexicon.is("houses", graph.lemma(noun)) {
            post.house = Some(noun);
        }
    }
}

/// "Директор последнего, X": the organisation named last before the title.
fn the_latter(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let word = range.end < graph.sentence(range.start).end && graph.lexicon.is("latter", graph.lemma(range.end));
    let from = graph.analysis.sentences.get(graph.analysis.sentence_of(range.start).saturating_sub(1))?.tokens.start;
    graph.mentions_in(from..range.start, named::HOUSES).pop().filter(|_| word && !graph.english())
}

/// "secretary general of the finance ministry", "spokesman for the foreign ministry": a house of the state that an English title is at, told
/// by its noun with the words in front of it.
pub(super) fn by_ministries(graph: &Graph, posts: &mut [Post]) {
    let open = |p: &&mut Post| p.place.is_none() && p.house.is_none() && p.adjective.is_none() && !p.persons.is_empty();
    for post in posts.iter_mut().filter(|_| graph.english()).filter(open) {
        post.house = common_house(graph, graph.range(post.title).end, graph.sentence(graph.mention(post.title).head).end);
    }
}

/// The noun of a house behind a preposition of belonging, an article and small words that say which one.
fn common_house(graph: &Graph, at: u32, end: u32) -> Option<u32> {
    let belongs = at < end && graph.lexicon.is("belonging_to", graph.lower(at));
    let small = |t: u32| {
        let word = matches!(graph.token(t).upos, Upos::Noun | Upos::Adj) && graph.covering(t).is_empty();
        word && !graph.form(t).chars().any(char::is_uppercase)
    };
    let first = (at + 1..end).find(|&t| graph.token(t).upos != Upos::Det).filter(|&t| belongs && small(t))?;
    let noun = (first..end.min(first + 4)).take_while(|&t| small(t)).last()?;
    (noun > first && graph.lexicon.is("state_houses", graph.lemma(noun))).then_some(noun)
}

/// A house that its noun tells, with the words: the dictionary form in Russian, in English with the small words in front of it.
pub(super) fn house_words(graph: &Graph, noun: u32) -> named::Named {
    use rapporteur_model::Value;
    let start = graph.sentence(noun).start;
    let before = (start..noun).rev().take_while(|&t| matches!(graph.token(t).upos, Upos::Noun | Upos::Adj)).last().unwrap_or(noun);
    let span = graph.words(before..noun + 1).filter(|_| graph.english());
    match span {
        Some(span) => (Value::Text(span.slice(&graph.report.text).split_whitespace().collect::<Vec<_>>().join(" ")), span),
        None => (Value::Text(graph.lemma(noun).to_owned()), graph.token(noun).span),
    }
}

/// "прибудут в «Заря»": a name without a noun behind the preposition of where something goes is a place here.
pub(super) fn gone_to(graph: &Graph, m: u32) -> bool {
    let first = graph.range(m).start;
    let bare = graph.range(m).all(|t| graph.token(t).upos == Upos::Propn || !graph.form(t).chars().any(char::is_alphabetic));
    bare && first.checked_sub(1).is_some_and(|t| graph.lexicon.is("serving_in", graph.lower(t)))
}

/// "побывали в центре «Волна», где их встретил начальник учреждения": the last organisation named in this sentence or the one before.
fn named_here(graph: &Graph, noun: u32) -> Option<u32> {
    let sentence = graph.analysis.sentence_of(noun);
    let from = graph.analysis.sentences.get(sentence.saturating_sub(1))?.tokens.start;
    let vague = graph.lexicon.is("vague_houses", graph.lemma(noun));
    let here = |&m: &u32| graph.range(m).end < noun && !gone_to(graph, m);
    graph.mentions_in(from..noun, named::HOUSES).into_iter().rfind(here).filter(|_| vague)
}

/// The noun in the genitive right behind a title, or the last one inside it, that is no part of a name.
fn noun_behind(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let genitive = |t: u32| graph.case(t) == Some(Case::Gen) && graph.token(t).upos == Upos::Noun && graph.at(t, HOLDERS).is_none();
    let next = Some(range.end).filter(|&t| graph.sentence(range.start).contains(&t) && genitive(t) && !graph.english());
    let last = range.end - 1;
    // "заместитель министра": somebody, no house.
    let thing = graph.token(last).feats.animate != Some(true);
    next.or_else(|| (last > graph.mention(post.title).head && thing && genitive(last) && !graph.english()).then_some(last))
}
