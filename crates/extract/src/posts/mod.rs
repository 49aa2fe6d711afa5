//! Who holds which post where.
//!
//! # What it does
//! Links each title to the persons and to the organisation or place of its sentence: by apposition before or behind the name,
//! across brackets and dashes, by a copula, and along a row of titles that share a person.
//!
//! # Why
//! Word order and case agreement are steadier than far arcs of the tree, so the phrase is walked token by token; the tree is
//! asked only where a verb stands between.
//!
//! # Example
//! "заместитель начальника управления генерал-майор Чжань Шисянь": title, organisation, rank (skipped), person.

mod apposition;
mod belonging;
mod context;
mod counterpart;
mod diplomat;
pub mod english;
mod firm;
pub mod heads;
mod holder;
mod home;
pub mod known;
pub mod nation;
mod predicate;
mod region;
mod row;
pub mod same;
mod sides;
mod signature;
mod since;
pub mod unit;

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Phase, Role, Upos, Value};

use crate::factuality;
use crate::frame::Hit;
use crate::graph::Graph;
use apposition::{person_before, person_behind, together};
use holder::{adjective, holder, holder_before, starting};

/// A title with what it was linked to; all are indices of mentions.
#[derive(Debug, Clone)]
pub struct Post {
    pub title: u32,
    pub persons: Vec<u32>,
    pub place: Option<u32>,
    /// Where a diplomat was sent; also the place where nothing says by whom.
    pub serves: Option<u32>,
    /// A common noun that says what house it is at ("депутат парламента"): its token.
    pub house: Option<u32>,
    /// A country stated by an adjective before the title: its token.
    pub adjective: Option<u32>,
    /// The firm that the words before speak of, where the title or its board names none.
    pub firm: Option<u32>,
    /// The country that words around the title say, where its own say none.
    pub country: Option<nation::Stated>,
    pub phase: Phase,
    /// The word of a predicate that gives the title, where one does.
    pub given: Option<u32>,
    /// The rule that found the person, then the one that found the place where that was another.
    pub rule: &'static str,
}

const HOLDERS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Place, MentionKind::Gathering];

/// All titles of the report, linked, in order.
pub fn link(graph: &Graph) -> Vec<Post> {
    let titles: Vec<u32> = (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Post).collect();
    let mut posts: Vec<Post> = titles.iter().map(|&title| alone(graph, title)).collect();
    let behind: Vec<Option<u32>> = posts.iter().map(|p| person_behind(graph, p)).collect();
    let before: Vec<Option<(u32, bool)>> = posts.iter().map(|p| person_before(graph, p)).collect();
    for (i, post) in posts.iter_mut().enumerate() {
        let person = match (before[i], behind[i]) {
            (Some((left, true)), _) => Some((left, "post.dash")),
            (_, Some(right)) => Some((right, "post.before_name")),
            (Some((left, false)), None) => Some((left, "post.comma")),
            (None, None) => apposition::person_behind_comma(graph, post).map(|right| (right, "post.behind_comma")),
        };
        // "Milica Savić, the outgoing ambassador's successor": whose successor somebody is holds another post.
        let end = graph.range(post.title).end;
        let possessive = end < graph.len() && matches!(graph.form(end), "'s" | "’s");
        if let Some((person, rule)) = person.filter(|(_, rule)| !(possessive && *rule == "post.comma")) {
            post.persons = together(graph, post, person);
            post.rule = rule;
        }
    }
    by_predicates(graph, &mut posts);
    for post in posts.iter_mut().filter(|p| p.place.is_none()) {
        post.place = post.given.and_then(|word| same::house_before(graph, word));
    }
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.persons.len() == 1) {
        post.place = belonging::behind_name(graph, post.persons[0], post.title);
    }
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.adjective.is_none() && p.persons.len() == 1) {
        post.place = belonging::land_behind_name(graph, post);
    }
    for post in posts.iter_mut().filter(|p| p.phase == Phase::Current && matches!(p.rule, "post.comma" | "post.dash")) {
        if told_of_before(graph, post.title) {
            post.phase = Phase::Former;
        }
    }
    for post in posts.iter_mut().filter(|p| p.place.is_none() && matches!(p.rule, "post.comma" | "post.dash")) {
        post.place = holder::behind_comma(graph, post.title);
    }
    signature::by_lines(graph, &mut posts);
    row::share(graph, &mut posts);
    context::by_possessives(graph, &mut posts);
    context::by_nouns(graph, &mut posts);
    context::by_ministries(graph, &mut posts);
    region::by_ellipsis(graph, &mut posts);
    firm::by_ellipsis(graph, &mut posts);
    of_the_dead(graph, &mut posts);
    nation::by_context(graph, &mut posts);
    posts
}

/// "X, director of the institute, has died": posts of a sentence that tells of their holder's death are over.
fn of_the_dead(graph: &Graph, posts: &mut [Post]) {
    let dead: Vec<(usize, u32)> = (0..graph.len())
        .filter(|&t| graph.is_verb(t) && graph.lexicon.is("dying", graph.lemma(t)))
        .flat_map(|t| crate::frame::subjects(graph, t).into_iter().map(move |s| (graph.analysis.sentence_of(t), s)))
        .filter_map(|(sentence, s)| predicate::person_at(graph, posts, s).map(|m| (sentence, m)))
        .collect();
    for post in posts.iter_mut().filter(|p| p.phase == Phase::Current) {
        let sentence = graph.analysis.sentence_of(graph.mention(post.title).head);
        if post.persons.iter().any(|&p| dead.contains(&(sentence, p))) {
            post.phase = Phase::Former;
        }
    }
}

/// Titles without a name beside them, given by a verb or a noun of appointing.
fn by_predicates(graph: &Graph, posts: &mut [Post]) {
    for i in 0..posts.len() {
        if let Some(found) = posts[i].persons.is_empty().then(|| predicate::predicate(graph, posts, &posts[i])).flatten() {
            posts[i].persons = vec![found.person];
            posts[i].given = Some(found.word);
            posts[i].phase = predicate::phase(graph, found.word, posts[i].phase);
            posts[i].rule = "post.predicate";
        } else if let Some(person) = posts[i].persons.is_empty().then(|| predicate::by_tree(graph, &posts[i])).flatten() {
            posts[i].persons = together(graph, &posts[i], person);
            posts[i].rule = "post.tree";
        }
    }
}

/// Claims of kind post for every title with a person.
pub fn claims(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for post in posts.iter().filter(|p| !creative_without_place(graph, p) && !of_delegation(graph, p) && !counted(graph, p)) {
        let places = places_in_turn(graph, post);
        for (i, &person) in post.persons.iter().enumerate() {
            let own = Post { place: places.get(i).copied().or(post.place), ..post.clone() };
            claims.push(claim(graph, &own, person));
        }
    }
    claims.extend(heads::claims(graph, posts));
    claims.extend(same::claims(graph, posts));
    let alike = counterpart::claims(graph, posts, &claims);
    claims.extend(alike);
    let named = belonging::claims(graph, &claims);
    claims.extend(named);
    claims
}

/// "Three ministers were sworn in": how many they are is nobody's title.
fn counted(graph: &Graph, post: &Post) -> bool {
    graph.token(graph.range(post.title).start).upos == Upos::Num
}

/// "министры юстиции России и Армении А и Б": as many places as persons, in turn; empty otherwise.
fn places_in_turn(graph: &Graph, post: &Post) -> Vec<u32> {
    let Some(first) = post.place.filter(|_| post.persons.len() > 1) else { return Vec::new() };
    let mut all = vec![first];
    let mut at = graph.range(first).end;
    while at + 1 < graph.sentence(graph.mention(first).head).end && (graph.token(at).upos == Upos::Cconj || graph.form(at) == ",") {
        let Some(next) = starting(graph, at + 1) else { break };
        all.push(next);
        at = graph.range(next).end;
    }
    if all.len() == post.persons.len() { all } else { Vec::new() }
}

/// Under which role the holder of a post stands.
pub fn place_role(graph: &Graph, m: u32) -> Role {
    let place = graph.mention(m).kind == MentionKind::Place && !(graph.english() && crate::named::unknown_place(graph, m));
    if place { Role::Place } else { Role::Organisation }
}

/// The words that say who: the name, or the pronoun of a predicate where the name stands in another sentence.
fn words_for(graph: &Graph, post: &Post, person: u32) -> rapporteur_model::Span {
    let name = graph.mention(person);
    let sentence = graph.sentence(graph.mention(post.title).head);
    let pronoun = |&t: &u32| graph.lexicon.is("third", graph.lemma(t)) && graph.base(t) == Deprel::Nsubj;
    let said = post.given.filter(|_| !sentence.contains(&name.head)).and_then(|word| (sentence.start..word).rev().find(pronoun));
    said.map_or(name.span, |t| graph.token(t).span)
}

/// Adds the title and where it is held; a unit of a house belongs to the title.
pub fn office(graph: &Graph, post: &Post, claim: &mut Claim) {
    if let Some(parts) = unit::split(graph, post) {
        claim.push(Role::Title, parts.title.0, parts.title.1);
        let firm = post.firm.map(|m| (Value::Mention(m), graph.mention(m).span));
        if let Some((house, span)) = parts.house.or(firm) {
            claim.push(Role::Organisation, house, span);
        }
        return;
    }
    claim.push(Role::Title, Value::Mention(post.title), graph.mention(post.title).span);
    if let Some(place) = post.place {
        claim.push(place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    }
    if let Some((words, span)) = post.serves.and_then(|there| diplomat::words(graph, there)) {
        claim.push(Role::Destination, Value::Text(words), span);
    }
}

/// The country that a post is of, with the words that say it.
pub fn country(graph: &Graph, post: &Post, claim: &mut Claim) {
    if let Some(country) = nation::known(graph, post) {
        let words = nation::land(post).unwrap_or(post.title);
        let span = post.adjective.map_or_else(|| graph.mention(words).span, |t| graph.token(t).span);
        claim.push(Role::Country, Value::Text(country.to_string()), span);
    } else if let Some((country, span)) = post.country {
        claim.push(Role::Country, Value::Text(country.to_string()), span);
    }
}

fn claim(graph: &Graph, post: &Post, person: u32) -> Claim {
    let title = graph.mention(post.title);
    let mut claim = Claim::new(ClaimKind::Post, title.span, post.rule);
    if let Some(word) = post.given {
        claim.modality = factuality::of(graph, &Hit::at(word, Some(word)));
    }
    claim.push(Role::Person, Value::Mention(person), words_for(graph, post, person));
    office(graph, post, &mut claim);
    if let Some(noun) = post.house.filter(|_| post.place.is_none()) {
        let (house, span) = context::house_words(graph, noun);
        claim.push(Role::Organisation, house, span);
    }
    if let Some((date, span)) = since::since(graph, post) {
        claim.push(Role::From, Value::Date(date), span);
    }
    country(graph, post, &mut claim);
    if post.phase != Phase::Current {
        let name = format!("{:?}", post.phase).to_lowercase();
        claim.push(Role::Phase, Value::Text(name), title.span);
    }
    claim
}

/// "руководитель делегации": a role for a day, unless the words say whose delegation it is.
fn of_delegation(graph: &Graph, post: &Post) -> bool {
    let next = graph.range(post.title).end;
    post.place.is_none() && next < graph.len() && graph.lexicon.is("delegation", graph.lemma(next))
}

/// Writers, players and workers hold a post only at an organisation.
fn creative_without_place(graph: &Graph, post: &Post) -> bool {
    graph.lexicon.is("creative", graph.lemma(graph.mention(post.title).head))
        && post.place.is_none_or(|p| graph.mention(p).kind == MentionKind::Place)
}

fn alone(graph: &Graph, title: u32) -> Post {
    let range = graph.range(title);
    let abroad =
        holder_before(graph, range.start).filter(|_| holder::is_abroad(graph, range.end) || diplomat::serves(graph, title, None).is_some());
    let place = abroad.or_else(|| holder(graph, range.end, graph.mention(title).head)).or_else(|| holder_before(graph, range.start));
    let taught = place.filter(|_| graph.english()).and_then(|m| english::taught(graph, title, m));
    let place = taught.unwrap_or_else(|| place.or_else(|| english::place(graph, title).filter(|_| graph.english())));
    // "the Turkish ambassador": an adjective that was taken for a name.
    let people =
        place.filter(|&m| graph.english() && graph.range(m).end == range.start && graph.token(graph.mention(m).head).upos == Upos::Adj);
    let place = place.filter(|_| people.is_none());
    let adjective =
        graph.mention(title).country.or(people.and_then(|m| graph.mention(m).country)).and_then(|_| adjective(graph, range.start));
    Post {
        title,
        persons: Vec::new(),
        place,
        serves: diplomat::serves(graph, title, place),
        adjective,
        country: None,
        firm: None,
        phase: phase(graph, range),
        given: None,
        house: None,
        rule: "post.alone",
    }
}

/// "X, ранее замминистра", "X, until now chief operating officer": a word for an earlier time between the mark and the title.
fn told_of_before(graph: &Graph, title: u32) -> bool {
    let start = graph.range(title).start;
    let first = graph.sentence(start).start.max(start.saturating_sub(4));
    let between = (first..start).rev().take_while(|&t| graph.token(t).upos != Upos::Punct);
    let words: Vec<&str> = between.map(|t| graph.lower(t)).collect();
    let said: Vec<&str> = words.iter().rev().copied().collect();
    let said = said.join(" ");
    graph.lexicon.list("before_now").iter().any(|word| said == *word || said.starts_with(&format!("{word} ")))
        || graph.lexicon.list("until_now").iter().any(|words| said.starts_with(words.as_str()))
}

/// "бывший", "former", "и. о." directly before the title or inside it.
fn phase(graph: &Graph, range: std::ops::Range<u32>) -> Phase {
    let reach = if graph.english() { 6 } else { 3 };
    let first = graph.sentence(range.start).start.max(range.start.saturating_sub(reach));
    let words = first..range.end;
    let near = |class: &str| {
        words.clone().any(|t| {
            let in_reach = t >= range.start
                || (t..range.start).all(|u| {
                    graph.token(u).upos == Upos::Adj
                        || graph.token(u).upos == Upos::Adv
                        || (graph.english() && graph.at(u, &[MentionKind::Place, MentionKind::Organisation]).is_some())
                        || graph.lexicon.is(class, graph.lemma(u))
                        || (graph.english() && graph.lexicon.is(class, graph.lower(u)))
                        || graph.lexicon.is("under", graph.lemma(u))
                        || (graph.token(u).upos == Upos::Punct && graph.form(u) != ",")
                        || (graph.form(u) == "," && range.start - u < 3)
                        || matches!(graph.form(u), "'s" | "’s")
                });
            // "was elected president" is told of the past; "the elected president" has still to begin.
            let bare = graph.base(t) == Deprel::Amod || graph.lower(t).ends_with("ing");
            let verb = graph.english() && graph.token(t).upos == Upos::Verb && !bare;
            // "обязанности директора исполняет академик X": what a finite verb says is said of its object.
            let finite = !graph.english() && t < range.start && graph.token(t).feats.verb_form == Some(rapporteur_model::VerbForm::Fin);
            in_reach
                && !verb
                && !finite
                && (graph.lexicon.is(class, graph.lemma(t))
                    || (graph.english() && graph.lexicon.is(class, graph.lower(t)))
                    || graph.lexicon.list(class).iter().any(|w| w.ends_with('-') && graph.lemma(t).starts_with(w.as_str())))
        })
    };
    // "И. о. ректора": tokens of letters and points.
    let before = graph.report.text.get(..graph.token(range.start).span.start()).unwrap_or_default().trim_end();
    let last: Vec<char> = before.chars().rev().take(12).collect();
    let before = last.into_iter().rev().collect::<String>().to_lowercase();
    if ["и. о.", "и.о.", "вр. и. о."].iter().any(|short| before.ends_with(short)) {
        return Phase::Acting;
    }
    // "в прошлом управляющий партнёр"
    let past = |t: u32| graph.lexicon.is("times_gone", graph.lower(t)) && graph.token(t - 1).upos == Upos::Adp;
    let gone = (first.max(1)..range.start).any(past);
    if near("former") || gone {
        Phase::Former
    } else if near("acting") {
        Phase::Acting
    } else if near("incoming") {
        Phase::Incoming
    } else {
        Phase::Current
    }
}
