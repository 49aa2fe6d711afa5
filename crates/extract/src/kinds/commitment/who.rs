//! Who is to do it: the subject, an agent, those told to do it, or the speaker who says "we".

use rapporteur_model::{Case, Claim, ClaimKind, Deprel, MentionKind, Number, Person, Role, Span, Upos, Value, VerbForm};

use crate::build::Context;
use crate::frame::{self, Hit};
use crate::graph::Graph;

/// Who is to do it.
#[derive(Default)]
pub struct Who {
    /// Mentions with the words that say so.
    pub actors: Vec<(u32, Span)>,
    /// The tokens of subject or agent, also where they are no names.
    pub subjects: Vec<u32>,
    /// The subject is what something is done to.
    pub patient: bool,
    /// Said of themselves ("мы построим").
    pub we: bool,
}

/// The actors of an act under a word of intent.
pub fn of(context: &Context, act: u32, over: u32, hit: Option<&Hit>) -> Who {
    let graph = context.graph;
    let told: Vec<u32> = hit.map_or_else(Vec::new, |h| h.all(Role::Actor).collect());
    let passive = graph.is_passive(act);
    let subjects = if !told.is_empty() && !graph.is_passive(over) { told } else { doers(graph, act, over) };
    let we = subjects.iter().any(|&t| graph.lexicon.is("we", graph.lower(t))) || (subjects.is_empty() && first_person(graph, over));
    let mut actors: Vec<(u32, Span)> = Vec::new();
    for t in subjects.iter().flat_map(|&s| graph.conjuncts(s)).filter(|&t| !aside(graph, t)) {
        for m in context.referents.actors(graph, t) {
            let span = context.words(t, m);
            let known = actors.iter().any(|(o, _)| *o == m);
            let nobody = graph.range(m).contains(&t) && inert(graph, m);
            if !known && !nobody {
                actors.push((m, span));
            }
        }
    }
    let patient = passive && subjects.is_empty();
    let subjects = if patient { frame::objects(graph, act) } else { subjects };
    Who { actors, subjects, patient, we }
}

/// The subject of the act or, of an infinitive, of what governs it; the agent of a passive one.
fn doers(graph: &Graph, act: u32, over: u32) -> Vec<u32> {
    let own = frame::subjects(graph, act);
    if !own.is_empty() || graph.is_passive(act) || act == over {
        return own;
    }
    let all = if graph.is_passive(over) { frame::objects(graph, over) } else { frame::subjects(graph, over) };
    // "поручено Минтрансу подготовить", "предстоит построить заводу"
    let dative = |&c: &u32| graph.case(c) == Some(Case::Dat) && graph.preposition(c).is_none() && graph.is_nominal(c);
    let given: Vec<u32> = graph.children(over).iter().copied().filter(|c| !graph.english() && dative(c)).collect();
    if given.is_empty() { all.into_iter().filter(|&s| graph.token(s).feats.verb_form != Some(VerbForm::Inf)).collect() } else { given }
}

/// A place that does nothing: one that stands with a preposition or in a date line.
fn inert(graph: &Graph, m: u32) -> bool {
    let mention = graph.mention(m);
    mention.kind == MentionKind::Place && (graph.preposition(mention.head).is_some() || mention.country.is_none())
}

/// A name in apposition to a project ("The satellite, Turan-1") acts no more than it does.
fn aside(graph: &Graph, t: u32) -> bool {
    matches!(graph.base(t), Deprel::Appos | Deprel::Flat) && graph.preposition(t).is_some()
}

fn first_person(graph: &Graph, verb: u32) -> bool {
    graph.token(verb).feats.person == Some(Person::First)
}

/// "партнёры", "the museums", "they": the parties of the last agreement or the sides of the last meeting told of before.
pub fn together(graph: &Graph, made: &[Claim], who: &Who) -> Vec<(u32, Span)> {
    const ROLES: &[Role] = &[Role::Party, Role::Participant, Role::CoChair, Role::Signatory];
    let several = |t: &&u32| {
        let word = graph.lexicon.is("parties", graph.lemma(**t)) || graph.lexicon.is("partners", graph.lemma(**t));
        let they = graph.lexicon.is("third", graph.lemma(**t)) && graph.token(**t).upos == Upos::Pron;
        (word || they) && (graph.token(**t).feats.number == Some(Number::Plur) || graph.lower(**t) == "they")
    };
    let Some(&t) = who.subjects.iter().find(several) else { return Vec::new() };
    let start = graph.token(t).span.start();
    let near = |c: &&Claim| {
        let at = graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
        c.trigger.end() <= start && graph.analysis.sentence_of(t).saturating_sub(at) <= 4
    };
    let sides = |c: &Claim| ROLES.iter().map(|&r| c.mentions(r).collect::<Vec<u32>>()).find(|all| all.len() > 1);
    let last = made.iter().filter(near).filter(|c| sides(c).is_some()).max_by_key(|c| c.trigger);
    last.and_then(sides).unwrap_or_default().into_iter().map(|m| (m, graph.token(t).span)).collect()
}

/// Who says "we": the speakers of the statement in whose words the act stands.
pub fn speakers(graph: &Graph, made: &[Claim], act: u32) -> Vec<(u32, Span)> {
    let span = graph.token(act).span;
    let says = |c: &&Claim| c.kind == ClaimKind::Statement && c.all(Role::Words).any(|w| w.span.contains(span));
    let fields = made.iter().filter(says).flat_map(|c| c.all(Role::Speaker));
    fields.filter_map(|f| if let Value::Mention(m) = f.value { Some((m, f.span)) } else { None }).collect()
}

/// For whom they say "we": the organisation of which they were said to be an officer, else they themselves.
pub fn houses(graph: &Graph, made: &[Claim], speakers: Vec<(u32, Span)>) -> Vec<(u32, Span)> {
    let same = |a: u32, b: u32| a == b || graph.mention(a).name == graph.mention(b).name;
    let past = |c: &Claim| c.get(Role::Phase).is_some_and(|f| f.value == Value::Text("former".to_owned()));
    let of = |m: u32| {
        let post = |c: &&Claim| c.kind == ClaimKind::Post && !past(c) && c.mentions(Role::Person).any(|p| same(p, m));
        let house = |c: &Claim| c.mentions(Role::Organisation).find(|&o| graph.mention(o).kind == MentionKind::Organisation);
        made.iter().filter(post).find_map(house)
    };
    speakers.into_iter().map(|(m, span)| (of(m).unwrap_or(m), span)).collect()
}
