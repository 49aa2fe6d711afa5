//! An analyst's wish made into a judgement: checked, anchored to words, not yet taken. Knows the time only from who asks.

use rapporteur_model::{Anchor, Judgement, Verdict};
use rapporteur_store::{MentionFilter, Result};

use crate::{Reader, anchor, correction_problem, pair_problem};

/// What is wished. Ids are whole; of a judgement the beginning of one will do.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in `rapporteur_model::Judgement`")]
pub enum Wish {
    /// Two entries are one.
    Same { a: String, b: String },
    /// Two entries are not one.
    Different { a: String, b: String },
    /// What one report means by an entry, or by one of its mentions, is another thing.
    Split { id: String, report: String, mention: Option<String> },
    /// An entry is right.
    Confirm { id: String },
    /// An entry is wrong.
    Reject { id: String },
    /// A field has another value.
    Correct { id: String, field: String, value: String },
    /// A judgement is in force no more.
    Undo { judgement: String },
}

/// By whom, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    /// Who decides.
    pub who: String,
    /// When, RFC 3339.
    pub when: String,
    /// The reason, for those who come after.
    pub why: String,
}

/// The judgement that says so; or, as a clause, why there can be none.
///
/// # Errors
/// When the record cannot be read.
pub fn decide(reader: &Reader<'_>, wish: &Wish, ground: &Ground) -> Result<std::result::Result<Judgement, String>> {
    match wish {
        Wish::Same { a, b } => of_pair(reader, Verdict::Same, a, b, ground),
        Wish::Different { a, b } => of_pair(reader, Verdict::Different, a, b, ground),
        Wish::Split { id, report, mention } => of_split(reader, id, report, mention.as_deref(), ground),
        Wish::Confirm { id } => of_one(reader, Verdict::Confirm, id, None, ground),
        Wish::Reject { id } => of_one(reader, Verdict::Reject, id, None, ground),
        Wish::Correct { id, field, value } => of_correction(reader, id, field, value, ground),
        Wish::Undo { judgement } => of_undo(reader, judgement, ground),
    }
}

type Decided = Result<std::result::Result<Judgement, String>>;

fn of_pair(reader: &Reader<'_>, verdict: Verdict, a: &str, b: &str, ground: &Ground) -> Decided {
    if let Some(problem) = pair_problem(reader, a, b)? {
        return Ok(Err(problem));
    }
    let Some(other) = anchor(reader, b, None)? else { return Ok(Err("the second entry has no words in a report".to_owned())) };
    let first = of_one(reader, verdict, a, None, ground)?;
    Ok(first.map(|first| Judgement { other: Some(other), entries: vec![a.to_owned(), b.to_owned()], ..first }))
}

fn of_split(reader: &Reader<'_>, id: &str, report: &str, mention: Option<&str>, ground: &Ground) -> Decided {
    let Some(told) = reader.report(report)? else {
        return Ok(Err(format!("{report} is no report; `rapporteur show {id}` lists those that tell of it")));
    };
    let mut judgement = match of_one(reader, Verdict::Split, id, Some(report), ground)? {
        Ok(judgement) => judgement,
        Err(problem) => return Ok(Err(problem)),
    };
    if let Some(words) = mention {
        let wanted = MentionFilter { report: Some(report.to_owned()), entity: Some(id.to_owned()), ..MentionFilter::default() };
        let Some(found) = reader.mentions(&wanted)?.into_iter().find(|m| m.text == *words) else {
            return Ok(Err(format!("the report does not mean {id} by “{words}”; `rapporteur mentions --report {report}` lists its words")));
        };
        judgement.anchor = Anchor::at(&told, found.mention.span);
        judgement.correction = Some(("mention".to_owned(), String::new()));
    }
    Ok(Ok(judgement))
}

fn of_correction(reader: &Reader<'_>, id: &str, field: &str, value: &str, ground: &Ground) -> Decided {
    let (field, value) = (field.trim(), value.trim());
    if let Some(problem) = correction_problem(reader, id, field, value)? {
        return Ok(Err(problem));
    }
    let correction = Some((field.to_owned(), value.to_owned()));
    Ok(of_one(reader, Verdict::Correct, id, None, ground)?.map(|one| Judgement { correction, ..one }))
}

fn of_undo(reader: &Reader<'_>, beginning: &str, ground: &Ground) -> Decided {
    let all = reader.judgements()?;
    let found: Vec<&Judgement> = all.iter().filter(|j| !beginning.is_empty() && j.id().starts_with(beginning)).collect();
    let [one] = found.as_slice() else {
        let many = if found.is_empty() { "no judgement has" } else { "several judgements have" };
        return Ok(Err(format!("{many} the id {beginning}; `rapporteur judgements` lists them")));
    };
    Ok(Ok(Judgement {
        verdict: Verdict::Undo,
        anchor: one.anchor.clone(),
        other: None,
        correction: None,
        undoes: Some(one.id()),
        entries: Vec::new(),
        who: ground.who.clone(),
        when: ground.when.clone(),
        why: ground.why.clone(),
    }))
}

fn of_one(reader: &Reader<'_>, verdict: Verdict, id: &str, report: Option<&str>, ground: &Ground) -> Decided {
    let Some(anchor) = anchor(reader, id, report)? else {
        return Ok(Err(match report {
            Some(report) => format!("the report {report} does not tell of {id}"),
            None => format!("{id} is no entry of the record and cannot be judged"),
        }));
    };
    let (who, when, why) = (ground.who.clone(), ground.when.clone(), ground.why.clone());
    Ok(Ok(Judgement { verdict, anchor, other: None, correction: None, undoes: None, entries: vec![id.to_owned()], who, when, why }))
}
