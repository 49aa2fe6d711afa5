//! Other names of an organisation: in brackets, behind "далее", "бывший", "formerly", and by verbs of naming.

use rapporteur_model::{Claim, ClaimKind, Deprel, Role, Span, Upos, Value};

use super::claim;
use crate::frame;
use crate::graph::Graph;
use crate::named::{self, HOUSES, Named};
use crate::nominative;
use crate::topic;

/// Claims of other names.
pub fn claims(graph: &Graph) -> Vec<Claim> {
    let houses =
        (0..graph.analysis.mentions.len() as u32).filter(|&m| HOUSES.contains(&graph.mention(m).kind) || named::unknown_place(graph, m));
    let beside = houses.filter_map(|m| beside(graph, m));
    let verbs = (0..graph.len()).filter(|&t| graph.is_verb(t) && graph.lexicon.is("calling", graph.lemma(t)));
    let mut found: Vec<Claim> = beside.chain(verbs.filter_map(|t| renamed(graph, t))).collect();
    for claim in (0..graph.len()).filter_map(|t| by_initials(graph, t)) {
        if !found.iter().any(|c| c.all(Role::AlsoCalled).any(|f| claim.all(Role::AlsoCalled).any(|g| g.span == f.span))) {
            found.push(claim);
        }
    }
    found
}

/// "Inter Services Public Relations (ISPR)": the words before a bracket whose initials the organisation in it is made of, where no mention
/// covers them as one.
fn by_initials(graph: &Graph, open: u32) -> Option<Claim> {
    let short = open + 1;
    let sentence = graph.sentence(open);
    let bracket = graph.form(open) == "(" && short + 1 < sentence.end && graph.form(short + 1) == ")";
    let letters: Vec<char> = graph.form(short.min(graph.len() - 1)).chars().collect();
    let acronym = (2..9).contains(&letters.len()) && letters.iter().all(|c| c.is_uppercase());
    let m = graph.at(short.min(graph.len() - 1), HOUSES).filter(|&m| bracket && acronym && graph.range(m) == (short..short + 1))?;
    let small = |u: u32| matches!(graph.token(u).upos, Upos::Adp | Upos::Cconj | Upos::Det) || graph.form(u) == "-";
    let initial = |u: u32| graph.form(u).chars().next().and_then(|c| c.to_uppercase().next());
    let (mut at, mut left) = (open, letters.len());
    while left > 0 {
        at = at.checked_sub(1).filter(|u| sentence.contains(u))?;
        if initial(at) == Some(letters[left - 1]) {
            left -= 1;
        } else if !small(at) {
            return None;
        }
    }
    let capital = graph.form(at).chars().next().is_some_and(char::is_uppercase);
    let head = (at..open).find(|&u| graph.is_nominal(u) && graph.head(u).is_none_or(|h| !(at..open).contains(&h))).unwrap_or(at);
    let span = graph.words(at..open).filter(|_| capital)?;
    let covering = graph.at(head, HOUSES).filter(|&long| graph.mention(long).span == span);
    let long = covering.map_or_else(|| Value::Text(nominative::phrase(graph, head, span)), Value::Mention);
    let mut claim = Claim::new(ClaimKind::Structure, graph.token(open).span, "structure.alias");
    claim.push(Role::Organisation, long, span);
    claim.push(Role::AlsoCalled, Value::Mention(m), graph.mention(m).span);
    Some(claim)
}

/// "X (ФСВТС)", "X (далее – Y)", "X, formerly Y,".
fn beside(graph: &Graph, long: u32) -> Option<Claim> {
    let sentence = graph.sentence(graph.mention(long).head);
    let end = graph.range(long).end;
    // A bracket or comma may stand behind a closing quote.
    let mark = (end..sentence.end.min(end + 2)).find(|&t| !matches!(graph.form(t), "»" | "\"" | "”"))?;
    let bracket = graph.form(mark) == "(";
    if !(bracket || graph.form(mark) == ",") {
        return None;
    }
    let word = |t: u32| graph.lexicon.is("also", graph.lemma(t)) || graph.lexicon.is("also", graph.lower(t));
    let glue = |t: u32| {
        word(t)
            || (graph.token(t).upos == Upos::Punct && matches!(graph.form(t), "—" | "–" | "-" | ":"))
            || article(graph, t)
            || graph.lexicon.is("as", graph.lemma(t))
    };
    let start = (mark + 1..sentence.end.min(mark + 6)).find(|&t| !glue(t))?;
    let said = (mark + 1..start).any(word);
    let (value, span, after) = name(graph, start, said)?;
    let closed = graph.sentence(end.saturating_sub(1)).contains(&after) && graph.form(after) == if bracket { ")" } else { "," };
    let known = matches!(value, Value::Mention(_)) || said;
    if !(closed && known && (bracket || said)) || span == graph.mention(long).span {
        return None;
    }
    let mut claim = Claim::new(ClaimKind::Structure, graph.token(mark).span, "structure.alias");
    claim.push(Role::Organisation, Value::Mention(long), graph.mention(long).span);
    claim.push(Role::AlsoCalled, value, span);
    Some(claim)
}

fn article(graph: &Graph, t: u32) -> bool {
    graph.english() && graph.token(t).upos == Upos::Det
}

/// A mention that begins at a token, or the proper nouns there; with the token behind it.
fn name(graph: &Graph, start: u32, said: bool) -> Option<(Value, Span, u32)> {
    if let Some(m) = named::mention(graph, start, HOUSES).filter(|&m| graph.range(m).start <= start && graph.range(m).end > start) {
        let whole = graph.range(m).start == start || graph.form(graph.range(m).start) == "«";
        return whole.then(|| (Value::Mention(m), graph.mention(m).span, graph.range(m).end));
    }
    let proper =
        |&t: &u32| graph.token(t).upos == Upos::Propn || graph.token(t).upos == Upos::X || matches!(graph.form(t), "«" | "»" | "“" | "”");
    let end = (start..graph.sentence(start).end).take_while(proper).last()? + 1;
    let span = graph.words(start..end).filter(|_| said)?;
    Some((Value::Text(span.slice(&graph.report.text).trim_matches(['«', '»', '“', '”']).to_owned()), span, end))
}

/// "The agency was formerly called X", "завод переименован в X".
fn renamed(graph: &Graph, verb: u32) -> Option<Claim> {
    let subject = frame::objects(graph, verb).into_iter().chain(frame::subjects(graph, verb)).find_map(|t| house(graph, t))?;
    let wanted = |&c: &u32| {
        let plain = matches!(graph.preposition(c).as_deref(), None | Some("as" | "в"));
        matches!(graph.base(c), Deprel::Xcomp | Deprel::Obl | Deprel::Obj | Deprel::Appos) && c > verb && plain
    };
    let other = graph.children(verb).iter().copied().filter(wanted).find_map(|c| named::one(graph, c, HOUSES)).filter(|n| *n != subject)?;
    let mut found = claim(graph, verb, "structure.renamed", subject);
    found.push(Role::AlsoCalled, other.0, other.1);
    graph.is_passive(verb).then_some(found)
}

fn house(graph: &Graph, t: u32) -> Option<Named> {
    named::one(graph, t, HOUSES).or_else(|| topic::meant(graph, t, HOUSES).map(|m| (Value::Mention(m), graph.mention(m).span)))
}
