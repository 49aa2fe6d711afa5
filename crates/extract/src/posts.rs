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

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Number, Phase, Role, Upos, Value};

use crate::frame;
use crate::graph::Graph;

/// A title with what it was linked to; all are indices of mentions.
#[derive(Debug, Clone)]
pub struct Post {
    pub title: u32,
    pub persons: Vec<u32>,
    pub place: Option<u32>,
    /// A country stated by an adjective before the title: its token.
    pub adjective: Option<u32>,
    pub phase: Phase,
    pub confidence: f32,
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
            (Some((left, true)), _) => Some((left, 0.85)),
            (_, Some(right)) => Some((right, 0.95)),
            (Some((left, false)), None) => Some((left, 0.9)),
            (None, None) => predicate(graph, post).map(|p| (p, 0.75)),
        };
        if let Some((person, confidence)) = person {
            post.persons = together(graph, post, person);
            post.confidence = confidence;
        }
    }
    share(graph, &mut posts);
    by_context(graph, &mut posts);
    posts
}

/// A post of the state without a place takes the one country that the report names most, at low confidence and with that name as its words.
fn by_context(graph: &Graph, posts: &mut [Post]) {
    let Some(place) = main_country(graph) else { return };
    for post in posts.iter_mut().filter(|p| p.place.is_none() && p.adjective.is_none() && !p.persons.is_empty()) {
        if graph.lexicon.is("of_state", graph.lemma(graph.mention(post.title).head)) {
            post.place = Some(place);
            post.confidence *= 0.6;
        }
    }
}

/// The first mention of the country named most often; none where two are named equally often.
fn main_country(graph: &Graph) -> Option<u32> {
    let mut counts: std::collections::BTreeMap<rapporteur_model::Country, (u32, u32)> = std::collections::BTreeMap::new();
    for (m, mention) in graph.analysis.mentions.iter().enumerate() {
        let whole = mention.detail == rapporteur_model::Detail::None;
        if let (MentionKind::Place, Some(country), true) = (mention.kind, mention.country, whole) {
            counts.entry(country).or_insert((0, m as u32)).0 += 1;
        }
    }
    let most = counts.values().map(|c| c.0).max()?;
    let mut first = counts.values().filter(|c| c.0 == most);
    let found = first.next()?.1;
    first.next().is_none().then_some(found)
}

/// Who heads an organisation by a verb ("возглавляет", "led by"): a post whose title is not stated.
fn heads(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let verbs = (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("head_verbs", graph.lemma(t)));
    let mut found = Vec::new();
    for t in verbs {
        let person = frame::subjects(graph, t).into_iter().find_map(|s| person_of(graph, s).or_else(|| titled(graph, posts, s)));
        let governed = |&c: &u32| graph.base(c) == Deprel::Obl && graph.case(c) == Some(Case::Ins) && graph.preposition(c).is_none();
        let object = frame::objects(graph, t).into_iter().chain(graph.children(t).iter().copied().filter(governed));
        let place = object.into_iter().find_map(|o| graph.at(o, &[MentionKind::Organisation, MentionKind::Body]));
        if let (Some(person), Some(place)) = (person, place) {
            let mut claim = Claim::new(ClaimKind::Post, graph.token(t).span, "post.heads");
            claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
            claim.push(Role::Organisation, Value::Mention(place), graph.mention(place).span);
            found.push(claim);
        }
    }
    found
}

fn titled(graph: &Graph, posts: &[Post], t: u32) -> Option<u32> {
    let title = graph.at(t, &[MentionKind::Post])?;
    posts.iter().find(|p| p.title == title)?.persons.first().copied()
}

/// Claims of kind post for every title with a person.
pub fn claims(graph: &Graph, posts: &[Post]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for post in posts.iter().filter(|p| !creative_without_place(graph, p)) {
        let places = places_in_turn(graph, post);
        for (i, &person) in post.persons.iter().enumerate() {
            let own = Post { place: places.get(i).copied().or(post.place), ..post.clone() };
            claims.push(claim(graph, &own, person));
        }
    }
    claims.extend(heads(graph, posts));
    claims
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

fn claim(graph: &Graph, post: &Post, person: u32) -> Claim {
    let title = graph.mention(post.title);
    let mut claim = Claim::new(ClaimKind::Post, title.span, "post");
    claim.confidence = post.confidence;
    claim.push(Role::Person, Value::Mention(person), graph.mention(person).span);
    claim.push(Role::Title, Value::Mention(post.title), title.span);
    if let Some(place) = post.place {
        claim.push(place_role(graph, place), Value::Mention(place), graph.mention(place).span);
    }
    let country = post.place.and_then(|p| graph.mention(p).country).or(title.country);
    if let Some(country) = country {
        let span = post.adjective.map_or_else(|| graph.mention(post.place.unwrap_or(post.title)).span, |t| graph.token(t).span);
        claim.push(Role::Country, Value::Text(country.to_string()), span);
    }
    if post.phase != Phase::Current {
        let name = format!("{:?}", post.phase).to_lowercase();
        claim.push(Role::Phase, Value::Text(name), title.span);
    }
    claim
}

/// Writers, players and workers hold a post only at an organisation.
fn creative_without_place(graph: &Graph, post: &Post) -> bool {
    graph.lexicon.is("creative", graph.lemma(graph.mention(post.title).head))
        && post.place.is_none_or(|p| graph.mention(p).kind == MentionKind::Place)
}

fn alone(graph: &Graph, title: u32) -> Post {
    let range = graph.range(title);
    let place = holder(graph, range.end, graph.mention(title).head).or_else(|| holder_before(graph, range.start));
    let adjective = graph.mention(title).country.and_then(|_| adjective(graph, range.start));
    Post { title, persons: Vec::new(), place, adjective, phase: phase(graph, range), confidence: 0.8 }
}

/// "бывший", "former", "и. о." directly before the title or inside it.
fn phase(graph: &Graph, range: std::ops::Range<u32>) -> Phase {
    let first = graph.sentence(range.start).start.max(range.start.saturating_sub(3));
    let words = first..range.end;
    let near = |class: &str| {
        words.clone().any(|t| {
            let in_reach = t >= range.start
                || (t..range.start).all(|u| {
                    graph.token(u).upos == Upos::Adj
                        || graph.token(u).upos == Upos::Adv
                        || graph.lexicon.is(class, graph.lemma(u))
                        || graph.token(u).upos == Upos::Punct
                });
            in_reach
                && (graph.lexicon.is(class, graph.lemma(t))
                    || graph.lexicon.list(class).iter().any(|w| w.ends_with('-') && graph.lemma(t).starts_with(w.as_str())))
        })
    };
    // "И. о. ректора": tokens of letters and points.
    let before = graph.report.text.get(..graph.token(range.start).span.start()).unwrap_or_default().trim_end().to_lowercase();
    if ["и. о.", "и.о.", "вр. и. о."].iter().any(|short| before.ends_with(short)) {
        return Phase::Acting;
    }
    if near("former") {
        Phase::Former
    } else if near("acting") {
        Phase::Acting
    } else if near("incoming") {
        Phase::Incoming
    } else {
        Phase::Current
    }
}

/// The adjective before a title that states its country (analysis has read the country off it).
fn adjective(graph: &Graph, start: u32) -> Option<u32> {
    let before = start.checked_sub(1).filter(|&t| graph.sentence(start).contains(&t))?;
    (graph.token(before).upos == Upos::Adj).then_some(before)
}

/// The organisation or place whose post it is: the mention that begins where the title ends, a preposition allowed between.
fn holder(graph: &Graph, end: u32, head: u32) -> Option<u32> {
    let sentence = graph.sentence(head);
    let mut at = end;
    if !sentence.contains(&at) {
        return None;
    }
    let form = graph.form(at).to_lowercase();
    if graph.english() {
        if !matches!(form.as_str(), "of" | "at" | "for" | "in" | "to" | "with" | "from") {
            return None;
        }
        at += 1;
        while sentence.contains(&at) && graph.token(at).upos == Upos::Det {
            at += 1;
        }
        return starting(graph, at).filter(|_| sentence.contains(&at));
    }
    if let Some(found) = starting(graph, at) {
        let case = graph.case(graph.mention(found).head);
        // "управляющий компанией": nouns made of participles govern the instrumental.
        let instrumental = graph.lemma(head).ends_with("щий") && case == Some(Case::Ins);
        return case.is_none_or(|c| c == Case::Gen || instrumental || !declines(graph, found)).then_some(found);
    }
    if matches!(form.as_str(), "в" | "во" | "при" | "по" | "на" | "от" | "из" | "«" | "\"") && sentence.contains(&(at + 1)) {
        return starting(graph, at + 1);
    }
    // "руководитель балета Большого театра": one genitive noun between.
    let noun = |t: u32| sentence.contains(&t) && graph.is_nominal(t) && graph.case(t) == Some(Case::Gen) && graph.covering(t).is_empty();
    let next = if noun(at) { at + 1 } else { at + 2 };
    let between = noun(at) || (graph.token(at).upos == Upos::Adj && graph.case(at) == Some(Case::Gen) && noun(at + 1));
    if between && sentence.contains(&next) {
        return starting(graph, next).filter(|&m| graph.case(graph.mention(m).head).is_none_or(|c| c == Case::Gen) || !declines(graph, m));
    }
    None
}

/// Names in capitals or other letters do not show their case.
fn declines(graph: &Graph, mention: u32) -> bool {
    let head = graph.mention(mention).head;
    let form = graph.form(head);
    form.chars().any(char::is_lowercase) && !form.is_ascii()
}

/// The longest holder that begins at this token.
fn starting(graph: &Graph, at: u32) -> Option<u32> {
    graph.at(at, HOLDERS).filter(|&m| graph.range(m).start == at)
}

/// "SAMI Minister", "Indian Foreign Minister", "Russia's prime minister", and in Russian only an adjective's place.
fn holder_before(graph: &Graph, start: u32) -> Option<u32> {
    let mut before = start.checked_sub(1).filter(|&t| graph.sentence(start).contains(&t))?;
    if !graph.english() {
        return None;
    }
    if matches!(graph.form(before), "'s" | "’s" | "'" | "’") {
        before = before.checked_sub(1)?;
    }
    graph.at(before, HOLDERS).filter(|&m| graph.range(m).end == before + 1)
}

/// The person whose name follows the title, over its organisation, ranks and genitives.
fn person_behind(graph: &Graph, post: &Post) -> Option<u32> {
    let range = graph.range(post.title);
    let sentence = graph.sentence(range.start);
    let mut at = post.place.map_or(range.end, |p| graph.range(p).end.max(range.end));
    let mut steps = 0;
    while sentence.contains(&at) && steps < 24 {
        if let Some(person) = graph.at(at, &[MentionKind::Person]) {
            return agrees(graph, graph.mention(post.title).head, person).then_some(person);
        }
        at = skip(graph, at, post)?;
        steps += 1;
    }
    None
}

/// The token after what may stand between a title and its name; `None` where the link breaks.
fn skip(graph: &Graph, at: u32, post: &Post) -> Option<u32> {
    if let Some(m) = graph.at(at, &[MentionKind::Post])
        && m != post.title
    {
        return None;
    }
    if let Some(m) = graph.at(at, HOLDERS) {
        return Some(graph.range(m).end);
    }
    let token = graph.token(at);
    let genitive = matches!(token.feats.case, Some(Case::Gen | Case::Loc | Case::Dat))
        && matches!(token.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Verb | Upos::Det);
    let rank = graph.lexicon.is("ranks", graph.lemma(at)) || graph.lexicon.is("owners", graph.lemma(at));
    let quote = matches!(graph.form(at), "«" | "»" | "\"" | "“" | "”" | "-" | ")" | "(");
    let glue =
        matches!(token.upos, Upos::Adp | Upos::Cconj) && !matches!(graph.form(at), "с" | "к" | "with" | "to") || token.upos == Upos::Num;
    let under = |t: u32| std::iter::successors(Some(t), |&u| graph.token(u).head).take(9).any(|u| u == graph.mention(post.title).head);
    let word = (genitive || glue) && !graph.english() || (rank || quote);
    let english = graph.english()
        && (matches!(token.upos, Upos::Det | Upos::Propn | Upos::Noun | Upos::Adj) || matches!(graph.form(at), "of" | "for" | ","));
    (word || (english && under(at))).then_some(at + 1)
}

/// A name and its title stand in one case where both show it.
fn agrees(graph: &Graph, title_head: u32, person: u32) -> bool {
    let head = graph.mention(person).head;
    let range = graph.range(person);
    let case = graph.case(title_head);
    let mut shown = range.filter_map(|t| graph.case(t)).peekable();
    // "исполняющий обязанности губернатора Иванов": the title stands in the genitive of the office.
    let under = (1..4).filter_map(|back| title_head.checked_sub(back)).any(|t| graph.lexicon.is("under", graph.lemma(t)));
    graph.english()
        || under
        || case.is_none()
        || shown.peek().is_none()
        || shown.any(|c| Some(c) == case)
        || graph.token(head).head == Some(title_head)
}

/// The person before the title: "Name, title", "Name — title", "Name (title". The flag says that a dash or bracket stands between.
fn person_before(graph: &Graph, post: &Post) -> Option<(u32, bool)> {
    let range = graph.range(post.title);
    let first = graph.sentence(range.start).start;
    let mut at = range.start.checked_sub(1)?;
    // Adjectives before the title that are no part of it, articles.
    while at > first
        && (matches!(graph.token(at).upos, Upos::Adj | Upos::Det | Upos::Adv)
            || graph.at(at, HOLDERS).is_some_and(|m| graph.range(m).end <= range.start && graph.english())
            || matches!(graph.form(at), "'s" | "’s"))
    {
        at -= 1;
    }
    if at <= first {
        return None;
    }
    let strong = matches!(graph.form(at), "—" | "–" | "-" | "(" | ":");
    if !(strong || graph.form(at) == ",") {
        return None;
    }
    let person = graph.at(at - 1, &[MentionKind::Person]).filter(|&m| graph.range(m).end == at)?;
    let plural = graph.token(graph.mention(post.title).head).feats.number == Some(Number::Plur) && !graph.english();
    let fits = agrees(graph, graph.mention(post.title).head, person) && !plural;
    let nominative = graph.case(graph.mention(post.title).head).is_none_or(|c| c == Case::Nom);
    (fits || (strong && nominative && !plural)).then_some((person, strong && !matches!(graph.form(at), ":")))
}

/// "X является директором", "X was elected president", "X на посту министра": subject and title meet at one verb.
fn predicate(graph: &Graph, post: &Post) -> Option<u32> {
    let head = graph.mention(post.title).head;
    let mut at = head;
    for _ in 0..3 {
        if copula(graph, at, head) {
            return subject_person(graph, at);
        }
        at = graph.token(at).head?;
    }
    None
}

fn copula(graph: &Graph, verb: u32, title: u32) -> bool {
    if verb == title {
        return graph.children(title).iter().any(|&c| graph.base(c) == Deprel::Cop);
    }
    let case = graph.case(title);
    graph.lexicon.is("copulas", graph.lemma(verb))
        && (graph.english() || matches!(case, Some(Case::Ins | Case::Gen | Case::Nom | Case::Acc) | None))
}

fn subject_person(graph: &Graph, verb: u32) -> Option<u32> {
    let subject = |&c: &u32| matches!(graph.base(c), Deprel::Nsubj) || (graph.base(c) == Deprel::Obj);
    graph.children(verb).iter().filter(|c| subject(c)).find_map(|&c| person_of(graph, c))
}

fn person_of(graph: &Graph, t: u32) -> Option<u32> {
    graph.at(t, &[MentionKind::Person]).or_else(|| {
        let names = graph.children(t).iter().filter(|&&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
        names.clone().find_map(|&c| graph.at(c, &[MentionKind::Person]))
    })
}

/// A plural title is held by everybody in the list of names that begins with `person`.
fn together(graph: &Graph, post: &Post, person: u32) -> Vec<u32> {
    let head = graph.mention(post.title).head;
    if graph.token(head).feats.number != Some(Number::Plur) {
        return vec![person];
    }
    let mut all = vec![person];
    let limit = graph.sentence(head).end;
    let mut at = graph.range(person).end;
    while at + 1 < limit && (graph.token(at).upos == Upos::Cconj || graph.form(at) == ",") {
        let Some(next) = graph.at(at + 1, &[MentionKind::Person]) else { break };
        all.push(next);
        at = graph.range(next).end;
    }
    all
}

/// Titles in a row ("министр … , председатель …", "президент и генеральный директор X") share the person and, where only one has it, the place.
fn share(graph: &Graph, posts: &mut [Post]) {
    for i in (1..posts.len()).rev() {
        if in_row(graph, &posts[i - 1], &posts[i]) {
            if posts[i - 1].persons.is_empty() {
                posts[i - 1].persons = posts[i].persons.clone();
                posts[i - 1].confidence = posts[i].confidence * 0.95;
            }
            if posts[i - 1].place.is_none() && posts[i - 1].adjective.is_none() && joined(graph, &posts[i - 1], &posts[i]) {
                posts[i - 1].place = posts[i].place;
            }
        }
    }
    for i in 1..posts.len() {
        if posts[i].persons.is_empty() && in_row(graph, &posts[i - 1], &posts[i]) {
            posts[i].persons = posts[i - 1].persons.clone();
            posts[i].confidence = posts[i - 1].confidence * 0.95;
        }
    }
}

/// Same sentence, same case and number, nothing between them but the first one's place, a comma or "and".
fn in_row(graph: &Graph, a: &Post, b: &Post) -> bool {
    let (left, right) = (graph.range(a.title), graph.range(b.title));
    let end = a.place.map_or(left.end, |p| graph.range(p).end.max(left.end));
    if end > right.start || !graph.sentence(left.start).contains(&right.start) {
        return false;
    }
    let (x, y) = (graph.mention(a.title).head, graph.mention(b.title).head);
    let feats = |t: u32| (graph.case(t), graph.token(t).feats.number);
    let same = feats(x) == feats(y) || graph.english();
    let between: Vec<u32> = (end..right.start).collect();
    let glue = |&t: &u32| {
        matches!(graph.token(t).upos, Upos::Cconj | Upos::Det | Upos::Adj | Upos::Adv) || matches!(graph.form(t), "," | ")" | "»" | "\"")
    };
    // "наблюдатель от ОБСЕ португальский парламентарий Хуан Суареш": no comma, but a case that is no complement's.
    let bare = !graph.english() && graph.case(y).is_some_and(|c| c != Case::Gen || a.place.is_some());
    same && between.len() <= 4
        && between.iter().all(glue)
        && (bare || between.iter().any(|&t| graph.form(t) == "," || graph.token(t).upos == Upos::Cconj))
}

/// Two titles directly joined by "and".
fn joined(graph: &Graph, a: &Post, b: &Post) -> bool {
    let (left, right) = (graph.range(a.title), graph.range(b.title));
    right.start == left.end + 1 && graph.token(left.end).upos == Upos::Cconj
}
