//! From a frame's hit to the fields of a claim. Shared by all kinds of events; each kind says which roles take which mentions.

use rapporteur_model::{Claim, ClaimKind, Deprel, MentionKind, Modality, Role, Tense, Value};

use crate::circumstance;
use crate::factuality;
use crate::frame::{self, Hit, Hits};
use crate::graph::Graph;
use crate::nominative;
use crate::refer::Referents;

/// What rules of all kinds work with.
pub struct Context<'g, 'a> {
    pub graph: &'g Graph<'a>,
    pub referents: Referents,
    pub hits: &'g Hits,
}

impl<'g> Context<'g, '_> {
    /// The triggers of a kind, in the order of the text.
    pub fn hits(&self, kind: ClaimKind) -> &'g [Hit] {
        self.hits.of(kind)
    }

    /// A claim at a hit, with modality, date and places.
    pub fn claim(&self, kind: ClaimKind, rule: &str, hit: &Hit) -> Claim {
        let mut claim = Claim::new(kind, self.graph.token(hit.trigger).span, rule);
        claim.modality = factuality::of(self.graph, hit);
        circumstance::add(self.graph, hit, &mut claim, self.hits.events());
        // "The visit, due on Friday, was put off": the day that it was set for is off, and where none other is told none is known.
        let moved_to = |m: u32| self.graph.mention(m).date().is_some();
        if factuality::postponed(self.graph, hit) {
            if !factuality::new_day(self.graph, hit).is_some_and(moved_to) {
                claim.fields.iter_mut().filter(|f| f.role == Role::Date).for_each(|f| f.role = Role::SetFor);
            }
            let own = claim.get(Role::Date).map(|f| f.span);
            if let Some((date, span)) = circumstance::set_for(self.graph, hit, own) {
                claim.push(Role::SetFor, Value::Date(date), span);
            }
        }
        if matches!(claim.modality, Modality::Planned | Modality::Proposed | Modality::Conditional) {
            claim.fields.retain(|f| f.role != Role::Date || !self.of_past(hit, f.span));
        }
        claim
    }

    /// "Договорённость о проведении заседания достигнута 12 марта": the day of what was done, not of what is to come.
    fn of_past(&self, hit: &Hit, words: rapporteur_model::Span) -> bool {
        let graph = self.graph;
        let date =
            graph.mentions_in(graph.analysis.tokens_in(words), &[MentionKind::Date]).into_iter().find(|&m| graph.mention(m).span == words);
        let over = date.and_then(|m| graph.head(graph.mention(m).head)).filter(|&v| graph.is_verb(v));
        let past = |v: u32| graph.token(v).feats.tense == Some(Tense::Past) || graph.token(v).feats.short;
        let own = |v: u32| v == hit.trigger || Some(v) == hit.participle || hit.supported && Some(v) == hit.verb;
        let plans = |v: u32| !graph.lexicon.facts.over(graph.lemma(v)).is_empty();
        let direct = |v: u32| graph.head(hit.trigger) == Some(v);
        // "перешло к X, и встреча пройдёт в мае": the event's own verb stands nearer.
        let day = graph.analysis.tokens_in(words).start;
        let nearer = |v: u32| hit.verb.is_some_and(|w| w != v && (v.min(day)..v.max(day)).contains(&w));
        over.is_some_and(|v| past(v) && !own(v) && !plans(v) && !direct(v) && !nearer(v))
    }

    /// Adds the persons, organisations and countries in a role of the hit under a role of the claim.
    pub fn actors(&self, claim: &mut Claim, hit: &Hit, from: Role, to: Role) {
        for t in hit.all(from) {
            for m in self.referents.actors(self.graph, t) {
                claim.push(to, Value::Mention(m), self.words(t, m));
            }
        }
    }

    /// The words that say it: those at the token; they differ from the mention's own where a title or pronoun refers.
    pub fn words(&self, t: u32, m: u32) -> rapporteur_model::Span {
        let own = self.graph.mention(m).span;
        if self.graph.sentence(t).contains(&self.graph.mention(m).head) {
            return own;
        }
        self.graph.at(t, &[MentionKind::Post]).map_or(self.graph.token(t).span, |p| self.graph.mention(p).span)
    }

    /// The tokens of those who attend what `t` heads: "в форуме участвовали X и Y", "took part in the meeting", "was attended by X".
    pub fn attendants(&self, t: u32) -> Vec<u32> {
        let graph = self.graph;
        let attends = |v: u32| graph.lexicon.is("attending", graph.lemma(v));
        // "The meeting, attended by X and Y, discussed trade"
        let by = |&c: &u32| graph.preposition(c).as_deref() == Some("by");
        let clause = |&c: &u32| graph.base(c) == Deprel::Acl && attends(c) && graph.english();
        let clauses = graph.children(t).iter().filter(|c| clause(c));
        let agents: Vec<u32> = clauses.flat_map(|&c| graph.children(c)).copied().filter(by).flat_map(|a| graph.conjuncts(a)).collect();
        if !agents.is_empty() {
            return agents;
        }
        let Some(above) = graph.head(t) else { return Vec::new() };
        let noun = |v: u32| graph.children(v).iter().any(|&c| c != t && graph.is_nominal(c) && attends(c));
        let verb = if graph.is_verb(above) || attends(above) && graph.has_copula(above) {
            Some(above).filter(|&v| attends(v) || noun(v))
        } else {
            graph.head(above).filter(|&v| attends(above) && graph.is_verb(v))
        };
        let Some(verb) = verb else { return Vec::new() };
        let own = frame::subjects(graph, verb).into_iter().flat_map(|s| graph.conjuncts(s));
        own.chain(frame::other_side(graph, verb)).collect()
    }

    /// Adds the words under the tokens of a role as text, cut at the clause's end.
    pub fn topics(&self, claim: &mut Claim, hit: &Hit) {
        // "О переговорах написала газета": in front of the clause it is the topic as well.
        let opens = |t: u32| !self.graph.english() && self.graph.subtree(t).start == self.graph.sentence(t).start;
        for t in hit.all(Role::Topic).filter(|&t| t > hit.trigger || opens(t)) {
            let person = self.graph.at(t, &[MentionKind::Person, MentionKind::Date]).is_some()
                || self.graph.lexicon.is("sidelines", self.graph.lower(t));
            if let Some(span) = self.graph.words(self.graph.phrase_of(t)).filter(|_| !person) {
                claim.push(Role::Topic, Value::Text(nominative::phrase(self.graph, t, span)), span);
            }
        }
    }
}
