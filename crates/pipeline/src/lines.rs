//! Reports as JSON lines in, analyses and claims as JSON lines out, in the same order and with bounded memory. Keeps nothing.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};

use rapporteur_model::{Analysis, Claim, Edtf, Issue, IssueKind, Mention, MentionKind, Modality, Reading, Role, Token, Value};
use rapporteur_text::{Options, read_line};
use rayon::prelude::*;
use serde::Serialize;

use crate::guard::{self, catching};
use crate::{Pipeline, Result};

/// Lines of a batch for each thread.
const LINES: usize = 16;
/// A batch ends when it holds so many bytes.
const BYTES: usize = 8 << 20;
/// Of a longer line only so much is read; it is then no whole JSON, and an issue says so.
const LINE: u64 = 64 << 20;

/// What to write.
#[derive(Debug, Clone, Copy, Default)]
pub struct LineOptions {
    /// Takes texts as they are: nothing is cleaned, positions are those of `text`.
    pub as_is: bool,
    /// Also writes the tokens.
    pub tokens: bool,
    /// Parses only sentences that can state something.
    pub telling: bool,
}

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LinesDone {
    /// Lines written.
    pub lines: usize,
    /// Lines that gave no report, or of which a part was lost.
    pub errors: usize,
}

#[derive(Serialize)]
struct Out {
    id: Option<String>,
    lang: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    mentions: Vec<OutMention>,
    claims: Vec<OutClaim>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<OutToken>>,
    issues: Vec<Issue>,
}

#[derive(Serialize)]
struct OutMention {
    kind: MentionKind,
    start: usize,
    end: usize,
    text: String,
    name: String,
    /// Index of the mention that introduces the same thing in this report.
    entity: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Edtf>,
}

#[derive(Serialize)]
struct OutClaim {
    kind: rapporteur_model::ClaimKind,
    status: &'static str,
    modality: Modality,
    /// The values of each field, by its name.
    #[serde(flatten)]
    fields: BTreeMap<Role, Vec<String>>,
    confidence: f32,
    rule: String,
    evidence: Vec<OutEvidence>,
}

#[derive(Serialize)]
struct OutEvidence {
    field: Role,
    start: usize,
    end: usize,
    quote: String,
    /// Index of the mention that is the field's value.
    #[serde(skip_serializing_if = "Option::is_none")]
    mention: Option<u32>,
}

#[derive(Serialize)]
struct OutToken {
    start: usize,
    end: usize,
    text: String,
    lemma: String,
    upos: rapporteur_model::Upos,
    feats: rapporteur_model::Feats,
    head: Option<u32>,
    deprel: rapporteur_model::Deprel,
}

impl Pipeline {
    /// Reads `{"id","text","lang"?,"title"?,"published"?}` a line and writes one line for each that is not blank.
    ///
    /// # Errors
    /// When lines cannot be read or written. A line that is no report comes out as a line with its issue.
    pub fn extract_lines(&self, mut input: impl BufRead, mut output: impl Write, options: LineOptions) -> Result<LinesDone> {
        let (mut done, mut number) = (LinesDone::default(), 0);
        loop {
            let batch = batch(&mut input, &mut number, LINES * self.threads.current_num_threads())?;
            if batch.is_empty() {
                output.flush()?;
                return Ok(done);
            }
            let lines: Vec<(String, bool)> =
                self.threads.install(|| batch.into_par_iter().map(|(number, line)| self.extract_line(number, &line, options)).collect());
            for (line, failed) in lines {
                writeln!(output, "{line}")?;
                done.lines += 1;
                done.errors += usize::from(failed);
            }
            output.flush()?;
        }
    }

    fn extract_line(&self, number: usize, line: &[u8], options: LineOptions) -> (String, bool) {
        let text = String::from_utf8_lossy(line);
        let reading = Options { as_is: options.as_is, ..Options::default() };
        let intake = catching(|| read_line("-", number, &text, &reading));
        let (report, mut issues) = match intake {
            Ok(mut intake) => (intake.reports.pop(), intake.issues),
            Err(message) => (None, vec![Issue::new(IssueKind::Other, format!("line {number}: could not be read ({message})"))]),
        };
        if let (std::borrow::Cow::Owned(_), true) = (&text, report.is_some()) {
            issues.push(Issue::new(IssueKind::Encoding, format!("line {number}: bytes that are no UTF-8 were replaced")));
        }
        let out = match report {
            Some(report) => {
                let (reading, analysis) = guard::read(&self.engines, options.telling.then_some(&self.sieve), report);
                out(reading, &analysis, issues, options)
            }
            None => Out { id: None, lang: "und", text: None, mentions: Vec::new(), claims: Vec::new(), tokens: None, issues },
        };
        let failed = out.issues.iter().any(Issue::is_error);
        (serde_json::to_string(&out).expect("plain structs with text keys are always JSON"), failed)
    }
}

/// The next lines that are not blank, with their numbers from 1.
fn batch(input: &mut impl BufRead, number: &mut usize, lines: usize) -> Result<Vec<(usize, Vec<u8>)>> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    while batch.len() < lines && bytes < BYTES {
        let mut line = Vec::new();
        if input.take(LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.len() as u64 == LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
        }
        *number += 1;
        if !line.trim_ascii().is_empty() {
            bytes += line.len();
            batch.push((*number, line));
        }
    }
    Ok(batch)
}

fn out(reading: Reading, analysis: &Analysis, mut issues: Vec<Issue>, options: LineOptions) -> Out {
    let Reading { report, mentions, claims } = reading;
    issues.retain(|issue| !report.issues.contains(issue));
    issues.extend(report.issues);
    let text = &report.text;
    Out {
        id: Some(report.id),
        lang: report.lang.code(),
        mentions: mentions.iter().enumerate().map(|(n, m)| out_mention(n, m, text)).collect(),
        claims: claims.into_iter().map(|c| out_claim(c, &mentions, text)).collect(),
        tokens: options.tokens.then(|| analysis.tokens.iter().map(|t| out_token(t, text)).collect()),
        issues,
        text: (!options.as_is).then_some(report.text),
    }
}

fn out_mention(n: usize, m: &Mention, text: &str) -> OutMention {
    let own = u32::try_from(n).unwrap_or(u32::MAX);
    OutMention {
        kind: m.kind,
        start: m.span.start(),
        end: m.span.end(),
        text: m.span.slice(text).to_owned(),
        name: m.name.clone(),
        entity: m.same_as.unwrap_or(own),
        date: m.date(),
    }
}

fn out_claim(claim: Claim, mentions: &[Mention], text: &str) -> OutClaim {
    let mut fields: BTreeMap<Role, Vec<String>> = BTreeMap::new();
    let mut evidence = Vec::new();
    for field in claim.fields {
        let mention = if let Value::Mention(m) = field.value { Some(m) } else { None };
        let value = match field.value {
            Value::Mention(m) => mentions[m as usize].name.clone(),
            Value::Text(words) => words,
            Value::Date(date) => date.to_string(),
            Value::Number(number) => number.to_string(),
        };
        fields.entry(field.role).or_default().push(value);
        let (start, end, quote) = (field.span.start(), field.span.end(), field.span.slice(text).to_owned());
        evidence.push(OutEvidence { field: field.role, start, end, quote, mention });
    }
    let (kind, modality, confidence, rule) = (claim.kind, claim.modality, claim.confidence, claim.rule);
    OutClaim { kind, status: status(modality), modality, fields, confidence, rule, evidence }
}

fn status(modality: Modality) -> &'static str {
    match modality {
        Modality::Happened => "held",
        Modality::Planned | Modality::Proposed | Modality::Conditional => "planned",
        Modality::Denied => "denied",
        Modality::Cancelled => "cancelled",
    }
}

fn out_token(token: &Token, text: &str) -> OutToken {
    OutToken {
        start: token.span.start(),
        end: token.span.end(),
        text: token.span.slice(text).to_owned(),
        lemma: token.lemma.to_string(),
        upos: token.upos,
        feats: token.feats,
        head: token.head,
        deprel: token.deprel,
    }
}
