//! An event told of again by its noun alone: "Подписание меморандума прошло в Лимасоле", "The visit took place in May".
//!
//! # What it does
//! A signing or visit told by a noun, behind one of the same kind, that names nobody and nothing new, adds its day and place to that one.
//!
//! # Why
//! A report tells of one event in several sentences; two claims would be two events.
//!
//! # Example
//! "A и Б подписали меморандум. Подписание меморандума прошло в Лимасоле": one signing, in Limassol.

use rapporteur_model::{Claim, ClaimKind, Role, Value};

use crate::build::Context;
use crate::graph::Graph;

/// How many sentences behind its event a noun may stand.
const REACH: usize = 3;

const KINDS: &[ClaimKind] = &[ClaimKind::Signing, ClaimKind::Visit];

/// Puts such claims into those that they tell again.
pub fn join(context: &Context, claims: &mut Vec<Claim>) {
    let graph = context.graph;
    let mut order: Vec<usize> = (0..claims.len()).filter(|&i| KINDS.contains(&claims[i].kind)).collect();
    order.sort_by_key(|&i| claims[i].trigger);
    let mut gone = Vec::new();
    for at in 1..order.len() {
        let i = order[at];
        let meant = |j: usize| again(graph, &claims[j], &claims[i]) || paper(graph, &claims[j], &claims[i]);
        let before = order[..at].iter().rev().copied().find(|&j| !gone.contains(&j) && meant(j));
        let Some(j) = before else { continue };
        let lacking: Vec<Role> = claims[i].fields.iter().map(|f| f.role).filter(|&role| claims[j].get(role).is_none()).collect();
        for field in claims[i].fields.clone() {
            if lacking.contains(&field.role) {
                claims[j].push(field.role, field.value, field.span);
            }
        }
        gone.push(i);
    }
    let mut at = 0;
    claims.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// "Согласован проект соглашения о туризме. Подписать документ планируется в мае": of a word for any paper the one instrument that the
/// sentences before name.
pub fn papers(context: &Context, claims: &mut [Claim]) {
    let graph = context.graph;
    let plain = |m: u32| graph.range(m).len() == 1 && graph.lexicon.is("papers", graph.lemma(graph.mention(m).head));
    let plural = |m: u32| graph.token(graph.mention(m).head).feats.number == Some(rapporteur_model::Number::Plur);
    for claim in claims.iter_mut().filter(|c| c.kind == ClaimKind::Signing) {
        for field in claim.fields.iter_mut().filter(|f| f.role == Role::Instrument) {
            let Value::Mention(m) = field.value else { continue };
            if !plain(m) || plural(m) {
                continue;
            }
            let head = graph.mention(m).head;
            let here = graph.analysis.sentence_of(head);
            let before = graph.mentions_in(0..head, &[rapporteur_model::MentionKind::Instrument]);
            let near = |o: &u32| (1..=2).contains(&(here - graph.analysis.sentence_of(graph.mention(*o).head)));
            let named: Vec<u32> = before.into_iter().filter(|o| near(o) && !plain(*o)).collect();
            let one = named.iter().all(|&o| graph.mention(o).name == graph.mention(named[0]).name && !plural(o));
            if let Some(&meant) = named.last().filter(|_| one) {
                field.value = Value::Mention(meant);
            }
        }
    }
}

/// "Подписан протокол. Документ подписали X и Y": who signed what the sentence before tells of, by a word for any paper.
fn paper(graph: &Graph, first: &Claim, second: &Claim) -> bool {
    let sentence = |c: &Claim| graph.analysis.sentence_of(graph.analysis.tokens_in(c.trigger).start);
    let apart = sentence(second).saturating_sub(sentence(first));
    let bare = |m: u32| graph.range(m).len() == 1 && graph.lexicon.is("papers", graph.lemma(graph.mention(m).head));
    let one = |c: &Claim| c.mentions(Role::Instrument).count() == 1;
    let who = [Role::Signatory, Role::Party].iter().any(|&role| second.get(role).is_some());
    let open = first.get(Role::Signatory).is_none();
    let agrees = |role: Role| first.get(role).zip(second.get(role)).is_none_or(|(a, b)| a.value == b.value);
    let both = first.kind == ClaimKind::Signing && second.kind == ClaimKind::Signing && first.modality == second.modality;
    let named = one(first) && one(second) && second.mentions(Role::Instrument).all(bare) && !first.mentions(Role::Instrument).all(bare);
    // "скрепили подписями план": the verb and its noun tell of one signing.
    let instruments = |c: &Claim| c.mentions(Role::Instrument).collect::<Vec<u32>>();
    if both && apart == 0 && instruments(first) == instruments(second) {
        let close =
            graph.clause(graph.analysis.tokens_in(first.trigger).start) == graph.clause(graph.analysis.tokens_in(second.trigger).start);
        return close && agrees(Role::Date) && agrees(Role::Place);
    }
    both && named && who && open && (0..=REACH).contains(&apart) && agrees(Role::Date) && agrees(Role::Place)
}

/// The second claim is told by a noun, near the first, of the same kind and modality, and contradicts it in nothing.
fn again(graph: &Graph, first: &Claim, second: &Claim) -> bool {
    let start = |c: &Claim| graph.analysis.tokens_in(c.trigger).start;
    let apart = graph.analysis.sentence_of(start(second)).saturating_sub(graph.analysis.sentence_of(start(first)));
    let noun = graph.is_nominal(start(second)) && (1..=REACH).contains(&apart);
    let same = first.kind == second.kind && first.modality == second.modality;
    let roles = [Role::Signatory, Role::Party, Role::Visitor, Role::Instrument, Role::Destination];
    let told = |role: Role| second.mentions(role).all(|m| first.mentions(role).any(|o| alike(graph, o, m, role)));
    let dates = first.date(Role::Date).zip(second.date(Role::Date)).is_none_or(|(a, b)| a.may_equal(b));
    noun && same && dates && roles.into_iter().all(told) && !second.fields.iter().any(|f| matches!(f.value, Value::Number(_)))
}

/// The same name; of instruments the same noun, where the second says no more.
fn alike(graph: &Graph, first: u32, second: u32, role: Role) -> bool {
    let (a, b) = (graph.mention(first), graph.mention(second));
    let family = |long: &str, short: &str| long.split(' ').next_back() == Some(short);
    let noun = role == Role::Instrument
        && graph.lemma(a.head) == graph.lemma(b.head)
        && graph.token(a.head).feats.number == graph.token(b.head).feats.number
        && a.name.to_lowercase().contains(&b.name.to_lowercase());
    a.name == b.name || a.same_as.is_some() && a.same_as == b.same_as || noun || family(&a.name, &b.name)
}
