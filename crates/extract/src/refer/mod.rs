//! From an argument's token to the mentions it stands for: names, titles with their holders, "стороны", pronouns. Invents nobody:
//! what refers to no mention gives nothing.

mod cast;
mod delegations;
mod houses;
mod times;
mod titles;
mod walk;
mod wanted;
mod weight;

pub use weight::top;

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, Edtf, MentionKind, Modality, Number, Role, Span, Upos, Value};

use crate::graph::Graph;
use crate::named;
use crate::posts::Post;
use walk::Meanings;

/// Titles by mention, and who was spoken of so far.
pub struct Referents {
    posts: Vec<Post>,
    meanings: Meanings,
    /// Who took part together in the events told so far, by trigger, for "стороны" and "the parties".
    groups: Vec<Group>,
    /// Who came on the visits told so far, by trigger, for "делегация" and "the guests".
    guests: Vec<(u32, Vec<u32>)>,
    /// Words with those who say them, for "I" and "we".
    said: Vec<(Span, Vec<u32>)>,
}

/// Who took part together in one event, told of at a token.
struct Group {
    at: u32,
    session: bool,
    ahead: bool,
    date: Option<Edtf>,
    persons: Vec<u32>,
}

const ACTORS: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body];

impl Referents {
    pub fn new(graph: &Graph, posts: Vec<Post>) -> Self {
        Self { meanings: Meanings::new(graph, &posts), posts, groups: Vec::new(), guests: Vec::new(), said: Vec::new() }
    }

    /// Adds the groups that these claims tell of.
    pub fn add_groups(&mut self, graph: &Graph, claims: &[Claim]) {
        const TOGETHER: &[Role] = &[Role::CoChair, Role::DelegationHead, Role::Participant, Role::Signatory];
        for claim in claims {
            let group = TOGETHER.iter().map(|&role| claim.mentions(role).collect::<Vec<u32>>()).find(|g| g.len() > 1);
            let at = graph.analysis.tokens_in(claim.trigger).start;
            let session = claim.kind == ClaimKind::Session;
            let ahead = claim.modality != Modality::Happened;
            let date = claim.date(Role::Date);
            self.groups.extend(group.map(|persons| Group { at, session, ahead, date, persons }));
        }
        self.groups.sort_by_key(|g| g.at);
    }

    /// Adds those who came on the visits that these claims tell of.
    pub fn add_guests(&mut self, graph: &Graph, claims: &[Claim]) {
        for claim in claims {
            let visitors: Vec<u32> = claim.mentions(Role::Visitor).collect();
            if !visitors.is_empty() {
                self.guests.push((graph.analysis.tokens_in(claim.trigger).start, visitors));
            }
        }
        self.guests.sort();
        self.guests.dedup();
    }

    /// Adds those who were received by an event told of at a token.
    pub fn add_received(&mut self, at: u32, guests: Vec<u32>) {
        if !guests.is_empty() {
            self.guests.push((at, guests));
            self.guests.sort();
        }
    }

    /// Those who come on the visit told of last, in this sentence or the two before.
    pub fn guests_before(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let sentence = graph.analysis.sentence_of(t);
        let near = |at: u32| at < t && sentence - graph.analysis.sentence_of(at) <= 2;
        self.guests.iter().rfind(|(at, _)| near(*at)).map_or_else(Vec::new, |(_, who)| who.clone())
    }

    /// Adds the words of these statements with their speakers.
    pub fn add_said(&mut self, statements: &[Claim]) {
        for claim in statements {
            let speakers: Vec<u32> = claim.mentions(Role::Speaker).collect();
            self.said.extend(claim.all(Role::Words).map(|f| (f.span, speakers.clone())));
        }
    }

    /// "я", "мы с X", "we" in somebody's words: the one who says them, with X; of "we" alone the house whose officer that one is.
    fn first_person(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let we = graph.lexicon.is("we", graph.lemma(t)) && graph.token(t).upos == Upos::Pron;
        let span = graph.token(t).span;
        let inside = |words: &Span| words.contains(span);
        let Some((_, speakers)) = self.said.iter().filter(|_| we).find(|(words, _)| inside(words)) else { return Vec::new() };
        let with = |&c: &u32| graph.preposition(c).is_some_and(|p| graph.lexicon.is("together_with", &p)) && c > t && c < t + 3;
        if let Some(&c) = graph.children(t).iter().find(|c| with(c)) {
            return speakers.iter().copied().chain(self.actors(graph, c)).collect();
        }
        if graph.lexicon.is("i", graph.lower(t)) {
            return speakers.clone();
        }
        let house = |m: u32| {
            let same = |p: &u32| self.meanings.full(*p) == self.meanings.full(m);
            let post = self.posts.iter().find(|p| p.phase == rapporteur_model::Phase::Current && p.persons.iter().any(same));
            post.and_then(|p| p.place).filter(|&h| graph.mention(h).kind == MentionKind::Organisation)
        };
        speakers.iter().map(|&m| house(m).unwrap_or(m)).collect()
    }

    /// "делегация", "гости", "the guests" alone: those who came on the visit told of last.
    fn came(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let plain = |&c: &u32| matches!(graph.base(c), Deprel::Nmod | Deprel::Amod | Deprel::Compound | Deprel::Nummod);
        let bare = graph.lexicon.is("guests", graph.lemma(t)) && !graph.children(t).iter().any(plain);
        let before = || self.guests.iter().rfind(|(at, _)| *at < t);
        before().filter(|_| bare).map_or_else(Vec::new, |(_, who)| who.clone())
    }

    /// The last group told of before this token; those who chaired a session before those who only met. Nobody where the clause tells
    /// of another time than the group was together.
    fn group(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let before = || self.groups.iter().filter(|g| g.at < t);
        let found = before().rfind(|g| g.session).or_else(|| before().next_back());
        let past = times::past(graph, t);
        let other = |g: &Group| {
            let apart = || (past || times::anybody(graph, t)) && times::elsewhen(graph, t, g.date);
            g.ahead && past || times::of_before(graph, t) || apart()
        };
        // "Последний раз министры виделись в июне", "the two last met in May": the same people at another time.
        let verb = graph.clause(t);
        let once = |&c: &u32| {
            let last = |u: u32| graph.lexicon.is("last_of", graph.lemma(u));
            graph.lexicon.is("times", graph.lemma(c)) && graph.children(c).iter().any(|&u| last(u))
                || graph.english() && graph.lower(c) == "last"
        };
        let last = graph.children(verb).iter().any(once);
        let now = found.filter(|g| last && !g.ahead || !other(g));
        now.map_or_else(Vec::new, |g| g.persons.clone())
    }

    /// Puts the longest name of a person for each shorter one in what happened; the words that say it stay.
    pub fn full_names(&self, claims: &mut [Claim]) {
        for field in claims.iter_mut().filter(|c| c.kind != ClaimKind::Post).flat_map(|c| &mut c.fields) {
            if let Value::Mention(m) = field.value {
                field.value = Value::Mention(self.meanings.full(m));
            }
        }
        for claim in claims.iter_mut().filter(|c| c.kind != ClaimKind::Post) {
            once(&mut claim.fields);
        }
    }

    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// The title mention at this token, linked.
    pub fn post_at(&self, graph: &Graph, t: u32) -> Option<&Post> {
        let title = graph.at(t, &[MentionKind::Post])?;
        self.posts.iter().find(|p| p.title == title)
    }

    /// Persons, organisations and countries that act or are acted upon at this token.
    pub fn actors(&self, graph: &Graph, t: u32) -> Vec<u32> {
        if let Some(person) = graph.at(t, &[MentionKind::Person]) {
            return vec![person];
        }
        if graph.is_dateline(t) {
            return Vec::new();
        }
        if let Some(post) = self.post_at(graph, t) {
            if !post.persons.is_empty() {
                return post.persons.clone();
            }
            let held = [self.beside(graph, t), self.meanings.at(graph.mention(post.title).head).into_iter().collect()]
                .into_iter()
                .find(|all| !all.is_empty());
            // "представители завода" act for it; "глава завода" is a person.
            let several = graph.token(t).feats.number == Some(Number::Plur);
            let stands = || if several && graph.lexicon.is("stand_in", graph.lemma(t)) { self.stood_for(graph, t) } else { Vec::new() };
            let stood = held.unwrap_or_else(stands);
            let named = || self.named_beside(graph, t);
            return [stood, named()].into_iter().find(|all| !all.is_empty()).unwrap_or_else(|| self.anaphor(graph, t));
        }
        // "Межмидовские консультации Армении и Индии": an event is nobody.
        let event = |m: &u32| {
            let head = graph.lemma(graph.mention(*m).head);
            graph.lexicon.frames(ClaimKind::Meeting).any(|f| !f.light && f.nouns.contains(head))
        };
        if let Some(organisation) = graph.at(t, ACTORS).filter(|m| !event(m)) {
            let persons = |m: &u32| graph.mention(*m).kind == MentionKind::Person;
            let head = graph.mention(organisation).head;
            let guests = graph.lexicon.is("stand_in", graph.lemma(head)) && !self.led(graph, head).is_empty();
            let all = if guests { self.led(graph, head) } else { self.apposed(graph, t) };
            let found: Vec<u32> = all.into_iter().filter(persons).collect();
            if found.is_empty() {
                return std::iter::once(organisation).chain(self.represented(graph, head).into_iter().filter(persons)).collect();
            }
            return found;
        }
        if let Some(place) = graph.at(t, &[MentionKind::Place]) {
            return if graph.mention(place).country.is_some() || place_acts(graph, t) { vec![place] } else { Vec::new() };
        }
        let apposed = self.apposed(graph, t);
        if !apposed.is_empty() {
            return apposed;
        }
        if let Some(person) = apposed_below(graph, t) {
            return vec![person];
        }
        if graph.lexicon.is("stand_in", graph.lemma(t)) {
            let mut all = self.stood_for(graph, t);
            all.extend(self.led(graph, t));
            // "Following the meeting, the two delegations visited": those of both sides.
            if all.is_empty() && self.is_pair(graph, t) {
                all = self.group(graph, t);
            }
            // "The Georgian official": one of another country who was named before.
            let one = || self.meanings.at(t).filter(|_| graph.token(t).feats.number != Some(Number::Plur)).map(|m| vec![m]);
            return if all.is_empty() { one().unwrap_or_else(|| self.came(graph, t)) } else { all };
        }
        // "lawmakers led by X": those who lead people that nothing else is told of.
        let several = graph.token(t).feats.number == Some(Number::Plur) && graph.token(t).upos == Upos::Noun;
        let led = if several { self.led(graph, t) } else { Vec::new() };
        if !led.is_empty() {
            return led;
        }
        // "с коллегой Иваном Ивановым", "with his Danish counterpart Mette Holm"
        let colleague = graph.is_counterpart(t);
        if let Some(person) = named_behind(graph, t, t + 1).filter(|_| colleague) {
            return vec![person];
        }
        // "со своим коллегой – министром транспорта Иваном Ивановым"
        let mark = t + 2 < graph.sentence(t).end && matches!(graph.form(t + 1), "–" | "—" | "-" | ",");
        let title = Some(t + 2).filter(|_| colleague && mark).and_then(|u| graph.at(u, &[MentionKind::Post]));
        let named = title.and_then(|m| self.posts.iter().find(|p| p.title == m)).map_or(&[][..], |p| &p.persons);
        if !named.is_empty() {
            return named.to_vec();
        }
        let represented = self.represented(graph, t);
        if !represented.is_empty() {
            return represented;
        }
        if let Some(state) = self.own_state(graph, t) {
            return vec![state];
        }
        let came = self.came(graph, t);
        let found = [came, self.anaphor(graph, t)].into_iter().find(|all| !all.is_empty());
        found.unwrap_or_else(|| houses::meant(graph, t))
    }

    /// "her country will deliver", «его страна передаст»: the state whose officer that one is.
    fn own_state(&self, graph: &Graph, t: u32) -> Option<u32> {
        let pronoun = |&c: &u32| c < t && self.meanings.at(c).is_some();
        let whose = graph.children(t).iter().copied().find(pronoun).filter(|_| graph.lexicon.is("own_state", graph.lemma(t)))?;
        let person = self.meanings.at(whose)?;
        let same = |p: &u32| self.meanings.full(*p) == self.meanings.full(person);
        let post = self.posts.iter().find(|p| p.phase == rapporteur_model::Phase::Current && p.persons.iter().any(same))?;
        post.place.filter(|&m| graph.mention(m).kind == MentionKind::Place && graph.mention(m).country.is_some())
    }

    /// "the Commissioner for Partnerships, Ms Eveliina Koskinen": the person whom the tree puts beside a title.
    fn named_beside(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let end = graph.at(t, &[MentionKind::Post]).map_or(t + 1, |m| graph.range(m).end);
        let beside = |&c: &u32| matches!(graph.base(c), Deprel::Appos | Deprel::Flat | Deprel::Conj) && c >= end;
        let comma = |m: u32| graph.range(m).start.checked_sub(1).is_some_and(|u| graph.form(u) == ",");
        let persons = graph.children(t).iter().copied().filter(beside).filter_map(|c| graph.at(c, &[MentionKind::Person]));
        let several = several_behind(graph, t, end);
        if several.len() > 1 {
            return several;
        }
        persons.filter(|&m| comma(m)).take(1).chain(named_behind(graph, t, end)).take(1).collect()
    }

    /// "Заместитель Премьер-министра – министр иностранных дел X": holders of a title in apposition to this one.
    fn beside(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let titles = graph.children(t).iter().copied().filter(|&c| matches!(graph.base(c), Deprel::Appos | Deprel::Flat));
        titles.filter_map(|c| self.post_at(graph, c)).flat_map(|p| p.persons.clone()).collect()
    }

    fn person_at(&self, graph: &Graph, t: u32) -> Option<u32> {
        graph.at(t, &[MentionKind::Person])
    }

    /// Persons named in apposition to a common noun ("с коллегой Иваном Ивановым", "участники во главе с …").
    fn apposed(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let mut found = Vec::new();
        for &c in graph.children(t) {
            let led = graph.preposition(c).is_some_and(|p| p == "во главе с" || p == "led by") || graph.lower(c) == "главе";
            if matches!(graph.base(c), Deprel::Appos | Deprel::Flat) || led {
                for each in graph.conjuncts(c) {
                    // "с коллегой – министром X": whose title it is, not whom the parser hung on it from before.
                    let held = || self.post_at(graph, each).and_then(|p| p.persons.first().copied());
                    let below = || graph.children(each).iter().filter(|&&d| d > c).find_map(|&d| graph.at(d, &[MentionKind::Person]));
                    found.extend(graph.at(each, &[MentionKind::Person, MentionKind::Organisation]).or_else(held).or_else(below));
                }
            }
        }
        found
    }

    /// The person that a possessive or personal pronoun at `t` means.
    pub fn person_before(&self, graph: &Graph, t: u32) -> Option<u32> {
        self.meanings.at(t).or_else(|| person_before(graph, t))
    }

    fn anaphor(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let token = graph.token(t);
        // The verb shows the number where the tagger missed it.
        let plural = |u: u32| graph.token(u).feats.number == Some(Number::Plur);
        let several = plural(t) || (graph.base(t) == Deprel::Nsubj && !graph.english() && graph.head(t).is_some_and(plural));
        if !self.meanings.all_at(t).is_empty() {
            return self.meanings.all_at(t).to_vec();
        }
        if graph.lexicon.is("parties", graph.lemma(t)) && several {
            return self.group(graph, t);
        }
        // "the two then signed", «оба подписали»
        if graph.lexicon.is("both", graph.lower(t))
            && graph.covering(t).is_empty()
            && !graph.children(t).iter().any(|&c| graph.is_nominal(c))
        {
            let two = self.group(graph, t);
            return if two.len() == 2 { two } else { Vec::new() };
        }
        if let Some(person) = self.meanings.at(t) {
            return vec![person];
        }
        if let Some(group) = self.group_before(graph, t) {
            return group;
        }
        // "it was agreed" means nobody.
        let expletive = graph.lexicon.is("it", graph.lemma(t)) && graph.english() && graph.token(t).deprel != Deprel::Nsubj;
        if let Some((Value::Mention(house), _)) = named::meant(graph, t).filter(|_| !several && !expletive && token.upos == Upos::Pron) {
            return vec![house];
        }
        if token.upos != Upos::Pron {
            return Vec::new();
        }
        if graph.lexicon.is("relative", graph.lemma(t)) {
            return self.antecedent_of_clause(graph, t);
        }
        let first = self.first_person(graph, t);
        if !first.is_empty() {
            return first;
        }
        if graph.lexicon.is("third", graph.lemma(t)) {
            if token.feats.number == Some(Number::Plur) { self.group(graph, t) } else { self.meanings.at(t).into_iter().collect() }
        } else {
            Vec::new()
        }
    }

    /// «Делегация посетила завод. Там её принял директор», "The delegation … It then met the mayor": a pronoun for the group that the sentence
    /// before is about, with those who came in it; nobody where they are not told.
    fn group_before(&self, graph: &Graph, t: u32) -> Option<Vec<u32>> {
        let token = graph.token(t);
        let third = token.upos == Upos::Pron && (graph.lexicon.is("third", graph.lemma(t)) || graph.lexicon.is("it", graph.lemma(t)));
        let before = graph.sentence(t).start.checked_sub(1).filter(|_| third && token.feats.number != Some(Number::Plur))?;
        let group = |&u: &u32| {
            let noun = graph.token(u).upos == Upos::Noun && graph.lexicon.is("stand_in", graph.lemma(u));
            noun && graph.base(u) == Deprel::Nsubj && token.feats.gender.is_none_or(|g| graph.token(u).feats.gender.is_none_or(|h| g == h))
        };
        let subject = graph.sentence(before).find(group)?;
        let first = graph.sentence(before).find(|&u| graph.base(u) == Deprel::Nsubj);
        (first == Some(subject)).then(|| self.actors(graph, subject))
    }

    /// "который": what the clause is about.
    fn antecedent_of_clause(&self, graph: &Graph, t: u32) -> Vec<u32> {
        let mut at = t;
        for _ in 0..6 {
            if graph.base(at) == Deprel::Acl {
                let Some(head) = graph.head(at) else { return Vec::new() };
                // "X и Y, которые встречаются": several are meant by one noun only with those joined to it.
                let plural = |u: u32| graph.token(u).feats.number == Some(Number::Plur);
                let all = if plural(t) && !plural(head) { graph.conjuncts(head) } else { vec![head] };
                return all.into_iter().flat_map(|h| self.actors(graph, h)).collect();
            }
            let Some(head) = graph.head(at) else { break };
            at = head;
        }
        Vec::new()
    }
}

/// Of several words for one mention in one role the first.
fn once(fields: &mut Vec<rapporteur_model::Field>) {
    let mut at = 0;
    while at < fields.len() {
        let (role, value) = (fields[at].role, fields[at].value.clone());
        let known = matches!(value, Value::Mention(_)) && fields[..at].iter().any(|f| f.role == role && f.value == value);
        if known {
            fields.remove(at);
        } else {
            at += 1;
        }
    }
}

/// "The defence ministers of Georgia and Latvia, X and Y, met": the names behind a plural title and its houses.
fn several_behind(graph: &Graph, t: u32, end: u32) -> Vec<u32> {
    const SKIPPED: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Place];
    let limit = graph.sentence(t).end;
    if graph.token(t).feats.number != Some(Number::Plur) {
        return Vec::new();
    }
    let joins = |u: u32| matches!(graph.token(u).upos, Upos::Cconj | Upos::Adp | Upos::Det) || graph.form(u) == ",";
    let over = |u: u32| joins(u) || graph.at(u, SKIPPED).is_some();
    let first = (end..limit).find(|&u| !over(u)).unwrap_or(limit);
    let mut found = Vec::new();
    let mut at = first;
    while let Some(m) =
        graph.mentions_in(at..(at + 1).min(limit), &[MentionKind::Person]).first().copied().filter(|&m| graph.range(m).start == at)
    {
        found.push(m);
        let next = graph.range(m).end;
        let joined = next < limit && (graph.form(next) == "," || graph.token(next).upos == Upos::Cconj);
        at = if joined { next + 1 } else { limit };
        if at >= limit {
            break;
        }
    }
    found
}

/// "с матерью девушки Яффой Иссахар": a name in the noun's case that the parser hung on the genitive between them.
fn apposed_below(graph: &Graph, t: u32) -> Option<u32> {
    let case = graph.case(t).filter(|&c| !graph.english() && c != Case::Gen)?;
    let between = |&c: &u32| graph.base(c) == Deprel::Nmod && graph.case(c) == Some(Case::Gen) && graph.preposition(c).is_none();
    let below = graph.children(t).iter().copied().filter(between).flat_map(|c| graph.children(c)).copied();
    let named = |&c: &u32| matches!(graph.base(c), Deprel::Appos | Deprel::Flat | Deprel::Nmod) && graph.case(c) == Some(case);
    below.filter(named).find_map(|c| graph.at(c, &[MentionKind::Person]).filter(|&m| graph.mention(m).head == c))
}

/// "министра энергетики Республики Узбекистан Бахтиёра Назирова": the name right behind a title and its house, in the title's case.
fn named_behind(graph: &Graph, t: u32, end: u32) -> Option<u32> {
    const HOUSE: &[MentionKind] = &[MentionKind::Organisation, MentionKind::Body, MentionKind::Place];
    let mut at = end;
    let limit = graph.sentence(t).end;
    let starting =
        |at: u32| graph.mentions_in(at..(at + 1).min(graph.len()), HOUSE).first().copied().filter(|&m| graph.range(m).start == at);
    // "ambassador to Estonia X"
    let to = |at: u32| graph.english() && at + 1 < limit && graph.token(at).upos == Upos::Adp;
    while let Some(m) = starting(at).or_else(|| Some(at + 1).filter(|_| to(at)).and_then(starting)) {
        at = graph.range(m).end;
    }
    let ranks = (at..limit).take_while(|&u| graph.lexicon.is("ranks", graph.lemma(u))).count() as u32;
    let person = graph.at((at + ranks).min(graph.len() - 1), &[MentionKind::Person]).filter(|&m| graph.range(m).start == at + ranks)?;
    let class = |case: Option<Case>| case.map(|c| if c == Case::Acc { Case::Gen } else { c });
    let (own, name) = (class(graph.case(t)), class(graph.case_of_name(person)));
    let agrees = graph.english() || own.is_none() || name.is_none_or(|c| Some(c) == own);
    (at + ranks < limit && agrees).then_some(person)
}

/// "Россия и Белоруссия подписали": a place that does something stands for its authorities.
fn place_acts(graph: &Graph, t: u32) -> bool {
    graph.token(t).deprel == Deprel::Nsubj
}

/// The person that a pronoun means, by names alone; within this and the two sentences before.
pub fn person_before(graph: &Graph, t: u32) -> Option<u32> {
    walk::by_names(graph, t)
}
