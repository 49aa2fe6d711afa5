//! An analysis into claims: what one report states, field by field, with the words.
//!
//! [`extract`] is the crate: [`graph`](crate) views over tokens and mentions, frames of triggers and slots from
//! `knowledge/events.toml`, titles linked to persons, and one rule file a kind of claim under `kinds/`. It does no I/O, knows
//! no other stage, and says nothing that has no span in the text.
//!
//! ```
//! use rapporteur_model::{Analysis, Report};
//! let report = Report::as_is("a", "");
//! assert!(rapporteur_extract::extract(&report, &Analysis::default()).is_empty());
//! ```

mod apart;
mod attribution;
mod build;
mod circumstance;
mod confidence;
mod factuality;
mod frame;
mod graph;
mod kinds;
mod lexicon;
mod lone;
mod named;
mod nations;
mod nominative;
mod number;
mod occasion;
mod posts;
mod quotes;
mod refer;
mod rows;
mod scene;
mod side_rows;
mod subject;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod topic;
mod tree;

use rapporteur_model::{Analysis, BlockKind, Claim, ClaimKind, Lang, Report, Role};

use build::Context;
use frame::Hits;
use graph::Graph;
use refer::Referents;

/// Version of the rules and word lists; claims carry it with the model's.
pub const RULES: &str = "rules-5";

/// Everything that a report states, in the order of the text. Captions of pictures state nothing.
#[must_use]
pub fn extract(report: &Report, analysis: &Analysis) -> Vec<Claim> {
    if analysis.tokens.is_empty() {
        // A language without an engine: no rule of another language is asked.
        return Vec::new();
    }
    let analysis = tree::mended(report, analysis);
    let graph = Graph::new(report, &analysis);
    let posts = posts::link(&graph);
    let mut claims = posts::claims(&graph, &posts);
    let hits = Hits::new(&graph);
    let mut context = Context { graph: &graph, referents: Referents::new(&graph, posts), hits: &hits };
    // Who says what is known to the rules that follow ("I", "we").
    let said = kinds::statement::claims(&context);
    context.referents.add_said(&said);
    // Who sat or met together is known to the rules that follow ("the parties").
    let mut sessions = kinds::session::claims(&context);
    kinds::numbered::add(&graph, &mut sessions);
    context.referents.add_groups(&graph, &sessions);
    // … and so is who came on a visit ("the guests").
    context.referents.add_guests(&graph, &kinds::visit::claims(&context));
    claims.extend(kinds::meeting::claims(&mut context, &sessions));
    claims.extend(sessions);
    claims.extend(kinds::signing::claims(&mut context));
    for rule in [
        posts::english::claims,
        kinds::visit::claims,
        kinds::statement::claims,
        kinds::gathering::claims,
        kinds::appointment::claims,
        kinds::structure::claims,
        kinds::deal::claims,
        kinds::ownership::claims,
    ] {
        claims.extend(rule(&context));
    }
    kinds::ownership::add_rows(&context, &mut claims);
    kinds::meets_again::turn(&context, &mut claims);
    kinds::took_place::add(&context, &mut claims);
    kinds::took_place::set(&context, &mut claims);
    kinds::present::add(&context, &mut claims);
    kinds::purpose::add(&context, &mut claims);
    kinds::taken_back::settle(&context, &mut claims);
    factuality::day::settle(&graph, &mut claims);
    let promised = kinds::commitment::claims(&context, &claims);
    claims.extend(promised);
    kinds::listed::add(&context, &mut claims);
    kinds::commitment::words(&context, &mut claims);
    kinds::again::join(&context, &mut claims);
    kinds::again::papers(&context, &mut claims);
    occasion::add(&context, &mut claims);
    kinds::extent::add(&context, &mut claims);
    scene::add(&context, &mut claims);
    kinds::appointment::settle(&mut claims);
    attribution::add(&graph, &mut claims);
    kinds::statement::report::drop(&graph, &mut claims);
    kinds::statement::transcript::silence(&graph, &mut claims);
    claims.retain(|c| c.kind != ClaimKind::Visit || c.get(Role::Visitor).is_some() || c.rule.starts_with("visit.title"));
    context.referents.full_names(&mut claims);
    finish(report, &analysis, claims)
}

/// True for a dictionary form, in lower case, that can tell of an event or state of affairs: of a sentence without such a word and
/// without a name hardly anything is said.
#[must_use]
pub fn is_trigger(lemma: &str, lang: Lang) -> bool {
    lexicon::lexicon(lang).can_tell(lemma)
}

/// True for a dictionary form, in lower case, of an officer whom every state has ("президент", "министр").
#[must_use]
pub fn is_office_of_state(lemma: &str, lang: Lang) -> bool {
    lexicon::lexicon(lang).is("of_state", lemma)
}

/// Leaves out captions, orders claims and fields by their words, and adds versions to the rule names.
fn finish(report: &Report, analysis: &Analysis, mut claims: Vec<Claim>) -> Vec<Claim> {
    claims.retain(|c| report.block_of(c.trigger).is_none_or(|b| b.kind != BlockKind::Caption));
    for claim in &mut claims {
        claim.fields.sort_by_key(|f| (f.span, f.role));
        claim.confidence = confidence::of(&claim.rule).unwrap_or(claim.confidence);
        claim.rule = format!("{}/{RULES} {}", claim.rule, analysis.model);
    }
    claims.sort_by(|a, b| (a.trigger, a.kind, &a.rule).cmp(&(b.trigger, b.kind, &b.rule)));
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        let again = |k: &&Claim| k.trigger == claim.trigger;
        if !kept.iter().rev().take_while(again).any(|k| *k == claim) {
            kept.push(claim);
        }
    }
    kept
}
