//! Who says so: claims that stand in the words of a statement carry its speakers, and are denied where the speaker denies them.

use rapporteur_model::{Claim, ClaimKind, Modality, Role, Span, Value};

use crate::graph::Graph;

/// What one statement says of the claims in its words.
struct Said {
    statement: usize,
    words: Vec<Span>,
    speakers: Vec<(Value, Span)>,
    denied: bool,
}

/// Adds the field attribution to every claim whose trigger lies in attributed words.
pub fn add(graph: &Graph, claims: &mut [Claim]) {
    let statements = claims.iter().enumerate().filter(|(_, c)| c.kind == ClaimKind::Statement);
    let all: Vec<Said> = statements.map(|(i, c)| said(graph, i, c)).collect();
    others(graph, &all, claims);
    for (i, claim) in claims.iter_mut().enumerate() {
        let trigger = claim.trigger;
        for said in all.iter().filter(|s| s.statement != i && s.words.iter().any(|w| w.contains(trigger))) {
            for (value, span) in &said.speakers {
                claim.push(Role::Attribution, value.clone(), *span);
            }
            if said.denied && claim.modality == Modality::Happened {
                claim.modality = Modality::Denied;
            }
        }
    }
}

/// "«Он пробыл в Тамбове неделю», – рассказал X": in somebody's own words "he" is another.
fn others(graph: &Graph, all: &[Said], claims: &mut [Claim]) {
    let quoted = |words: &Span| {
        let before = graph.report.text[..words.start()].trim_end().chars().next_back();
        before.is_some_and(|c| matches!(c, '«' | '"' | '“' | '„'))
    };
    let third = |span: Span| {
        let t = graph.analysis.tokens_in(span).start;
        t < graph.len() && graph.token(t).span == span && graph.lexicon.is("third", graph.lemma(t))
    };
    for (i, claim) in claims.iter_mut().enumerate().filter(|(_, c)| c.kind != ClaimKind::Statement) {
        let trigger = claim.trigger;
        let direct = |s: &&Said| s.statement != i && s.words.iter().any(|w| w.contains(trigger) && quoted(w));
        for said in all.iter().filter(direct) {
            claim.fields.retain(|f| !(third(f.span) && said.speakers.iter().any(|(value, _)| *value == f.value)));
        }
    }
}

fn said(graph: &Graph, statement: usize, claim: &Claim) -> Said {
    let verb = graph.analysis.tokens_in(claim.trigger).start;
    Said {
        statement,
        words: claim.all(Role::Words).map(|f| f.span).collect(),
        speakers: claim.all(Role::Speaker).map(|f| (f.value.clone(), f.span)).collect(),
        denied: verb < graph.len() && graph.lexicon.is("denying", graph.lemma(verb)),
    }
}
