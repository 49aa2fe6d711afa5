//! Transcripts: lines that begin with who speaks, a colon, and what is said.
//!
//! # What it does
//! "ВОПРОС: …", "ИВАН РОКОШ: …", "QUESTION: …", "ROKOS (through interpreter): …": each answer is a statement of its speaker; what is asked
//! claims nothing.
//!
//! # Why
//! In a transcript no verb says who speaks, and a question names events that nobody says took place.
//!
//! # Example
//! "Q: Did you meet Karel Novak?" claims nothing; "IVAN ROKOS: Yes, I met him" is Rokos's.

use rapporteur_model::{Claim, ClaimKind, MentionKind, Role, Span, Value};

use crate::build::Context;
use crate::graph::Graph;

/// The longest label of a speaker, in characters.
const LABEL: usize = 80;

/// What one says until the next begins.
struct Turn {
    label: Span,
    words: Span,
    asks: bool,
}

/// Claims of kind statement, one for each answer of a transcript.
pub fn claims(context: &Context) -> Vec<Claim> {
    let graph = context.graph;
    let turns = turns(graph);
    let answers = turns.iter().filter(|t| !t.asks && !t.words.is_empty());
    answers.filter_map(|turn| claim(context, &turns, turn)).collect()
}

/// Takes out what is claimed by questions, and labels as parts of what is said.
pub fn silence(graph: &Graph, claims: &mut Vec<Claim>) {
    let turns = turns(graph);
    if turns.is_empty() {
        return;
    }
    let asked = |span: Span| turns.iter().any(|t| t.asks && (t.words.contains(span) || t.label.contains(span)));
    claims.retain(|c| !asked(c.trigger));
    let label = |span: Span| turns.iter().any(|t| t.label.contains(span));
    for claim in claims.iter_mut().filter(|c| !matches!(c.kind, ClaimKind::Post | ClaimKind::Statement)) {
        let person = |f: &rapporteur_model::Field| matches!(f.value, Value::Mention(m) if graph.mention(m).kind == MentionKind::Person);
        let own = label(claim.trigger);
        claim.fields.retain(|f| own || f.role == Role::Attribution || person(f) || !label(f.span));
    }
}

fn claim(context: &Context, turns: &[Turn], turn: &Turn) -> Option<Claim> {
    let graph = context.graph;
    let (value, span) = speaker(context, turns, turn)?;
    let mut claim = Claim::new(ClaimKind::Statement, turn.label, "statement.transcript");
    claim.push(Role::Speaker, value, span);
    super::push_words(graph, &mut claim, &[turn.words]);
    Some(claim)
}

/// Who is named in the label, by the fullest name that the report gives; of "A:" and "ОТВЕТ:" the one who is introduced before.
fn speaker(context: &Context, turns: &[Turn], turn: &Turn) -> Option<(Value, Span)> {
    let graph = context.graph;
    let text = turn.label.slice(&graph.report.text);
    if answers(graph, text) {
        let first = turns.first().map_or(0, |t| t.label.start());
        let m = super::interview::introduced(context, first)?;
        return Some((Value::Mention(m), turn.label));
    }
    let persons = || (0..graph.analysis.mentions.len() as u32).filter(|&m| graph.mention(m).kind == MentionKind::Person);
    let inside = persons().find(|&m| turn.label.contains(graph.mention(m).span));
    let name = name_of(text);
    let last = |s: &str| s.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let same = persons()
        .filter(|&m| last(&graph.mention(m).name) == last(&name))
        .max_by_key(|&m| (graph.mention(m).name.len(), std::cmp::Reverse(m)));
    let m = inside.filter(|&m| graph.mention(m).name.contains(' ')).or(same).or(inside);
    Some(m.map_or((Value::Text(titled(&name)), turn.label), |m| (Value::Mention(m), turn.label)))
}

/// The turns of the report's lines, where there are two speakers or a question at least; else none.
fn turns(graph: &Graph) -> Vec<Turn> {
    let text = &graph.report.text;
    let mut turns: Vec<Turn> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.trim_end().len());
        at += line.len();
        match label(graph, line, start) {
            Some(length) => {
                let words =
                    text[start + length..end].find(|c: char| c != ':' && !c.is_whitespace()).map_or(end, |skip| start + length + skip);
                let label = Span::new(start, start + length);
                let asks = asks(graph, label.slice(text), &text[words..end]);
                turns.push(Turn { label, words: Span::new(words, end), asks });
            }
            None => {
                if let Some(last) = turns.last_mut().filter(|_| end > start) {
                    last.words = Span::new(last.words.start(), end);
                }
            }
        }
    }
    if turns.len() > 1 && turns.iter().any(|t| t.asks) { turns } else { Vec::new() }
}

/// The length of the label that a line begins with: a word for who asks or answers, a person's name or a name in capitals, with a title
/// or bracket.
fn label(graph: &Graph, line: &str, start: usize) -> Option<usize> {
    let colon = line.find(':').filter(|&c| c > 0)?;
    let text = &line[..colon];
    let name = name_of(text);
    let capitals = name.chars().any(char::is_alphabetic) && name.chars().all(|c| !c.is_lowercase()) && name.split(' ').count() <= 4;
    let word = questions(graph, text) || answers(graph, text);
    let person = graph.analysis.mentions.iter().any(|m| m.kind == MentionKind::Person && m.span == Span::new(start, start + name.len()));
    (text.chars().count() <= LABEL && (word || capitals || person) && line[colon + 1..].starts_with(char::is_whitespace)).then_some(colon)
}

/// A label without its title and brackets ("IVAN ROKOS, TRADE MINISTER", "ROKOS (through interpreter)").
fn name_of(label: &str) -> String {
    label.split([',', '(', '[']).next().unwrap_or_default().trim().trim_end_matches('.').to_owned()
}

/// The label is one of those who ask, or its line is a question and its letters are no answer's.
fn asks(graph: &Graph, label: &str, words: &str) -> bool {
    let short = name_of(label).chars().count() <= 3 && !answers(graph, label);
    questions(graph, label) || short && words.trim_end().ends_with('?')
}

fn questions(graph: &Graph, label: &str) -> bool {
    graph.lexicon.is("asking_labels", &name_of(label).to_lowercase())
}

fn answers(graph: &Graph, label: &str) -> bool {
    graph.lexicon.is("answering_labels", &name_of(label).to_lowercase())
}

/// "ИВАН РОКОШ" as a name is written.
fn titled(name: &str) -> String {
    let word = |w: &str| {
        let mut letters = w.chars();
        letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect::<String>())
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
