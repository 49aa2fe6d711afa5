//! Whether a clause tells of the time at which a group was together: "the parties" of 2016 need not be those of today. Asks the graph alone.

use rapporteur_model::{Edtf, MentionKind, Tense, Upos};

use crate::graph::Graph;

/// Days that the parties to a visit or a session may stay together.
const TOGETHER: i32 = 10;

/// The verb over a word tells of what was.
pub fn past(graph: &Graph, t: u32) -> bool {
    graph.token(graph.clause(t)).feats.tense == Some(Tense::Past)
}

/// "стороны", "the two sides": whoever stands for them then; "the ministers" are those who hold the office.
pub fn anybody(graph: &Graph, t: u32) -> bool {
    graph.lexicon.is("two_sides", graph.lemma(t)) || graph.token(t).upos == Upos::Pron
}

/// "the previous agreement was signed by the parties", «прежний документ стороны подписали»: what the clause is about is of an earlier time.
pub fn of_before(graph: &Graph, t: u32) -> bool {
    let verb = graph.clause(t);
    let old = |c: u32| {
        let word = graph.lemma(c);
        graph.lexicon.is("late", word) || graph.lexicon.is("order", word) && !graph.lexicon.is("next", word)
    };
    let about = graph.children(verb).iter().copied().filter(|&c| graph.is_nominal(c));
    about.into_iter().any(|c| graph.children(c).iter().any(|&d| d < c && old(d)))
}

/// The clause has a day, month or year of its own that is not the group's. Of a group without a day only a whole year is another time.
pub fn elsewhen(graph: &Graph, t: u32, date: Option<Edtf>) -> bool {
    let clause = graph.clause(t);
    let dates = graph.mentions_in(graph.sentence(t), &[MentionKind::Date]).into_iter();
    // "a programme until 2028": years of what is signed are not when it was.
    let free = |m: u32| {
        let head = graph.mention(m).head;
        graph.at(head, &[MentionKind::Instrument]).is_none() && graph.head(head).is_none_or(|h| !graph.is_nominal(h))
    };
    let mut own = dates.filter(|&m| graph.clause(graph.mention(m).head) == clause && free(m)).filter_map(|m| graph.mention(m).date());
    let year = |d: Edtf| matches!(d, Edtf::Date(d) if d.month().is_none());
    own.any(|told| date.map_or_else(|| year(told), |date| date.days_apart(told).is_some_and(|days| days > TOGETHER)))
}
