//! A dossier as Markdown, its quotes as footnotes: to be pasted into a paper.

use std::fmt::Write;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rapporteur_model::Phase;
use rapporteur_views::{Entry, EventView, Reader};

use super::country_words;
use super::line::note;
use crate::app::App;
use crate::lists::word;
use crate::problem::Problem;
use crate::request::Ask;
use crate::words::Words;

/// Gives the dossier of an entry as a file.
pub(super) async fn dossier(State(app): State<App>, Path(id): Path<String>, ask: Ask) -> Result<Response, Problem> {
    app.read(&ask, move |reader, view| {
        if super::is_private(reader, &id)? {
            return Err(Problem::not_found("entry with this id"));
        }
        let text = written(reader, &id, view.ask.words)?;
        let plain: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
        let saved = format!("attachment; filename=\"{plain}.md\"");
        let headers = [(header::CONTENT_TYPE, "text/markdown; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, saved)];
        Ok((headers, text).into_response())
    })
    .await
}

/// A file being written: its text, and the notes under it.
struct Paper<'w> {
    w: &'w Words,
    text: String,
    notes: Vec<String>,
}

fn written(reader: &Reader<'_>, id: &str, w: &Words) -> Result<String, Problem> {
    let dossier = rapporteur_views::dossier(reader, id)?.ok_or_else(|| Problem::not_found("entry with this id"))?;
    let mut paper = Paper { w, text: String::new(), notes: Vec::new() };
    match &dossier.entry {
        Entry::Entity(e) => {
            let _ = writeln!(paper.text, "# {}\n", escaped(&e.name));
            let kind = w.term("entity", &word(&e.kind));
            let line = [kind, country_words(e.country, w)].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
            let _ = writeln!(paper.text, "{line}\n");
            let others: Vec<String> = e.names.iter().map(|n| n.text.clone()).filter(|n| *n != e.name).collect();
            if !others.is_empty() {
                let _ = writeln!(paper.text, "{}: {}\n", w.names, escaped(&others.join("; ")));
            }
            paper.posts(reader, e)?;
        }
        Entry::Event(e) => {
            let _ = writeln!(paper.text, "# {}\n", escaped(&e.title));
            paper.event(reader, e)?;
        }
        Entry::Instrument(i) => {
            let _ = writeln!(paper.text, "# {}\n\n{} {}\n", escaped(&i.title), w.date(i.date), w.term("status", &word(&i.status)));
            paper.evidence(reader, id)?;
        }
        Entry::Commitment(c) => {
            let _ = writeln!(paper.text, "# {}\n\n{}: {}\n", escaped(&c.act), w.due, w.date(c.due));
            paper.evidence(reader, id)?;
        }
        Entry::Relation(r) => {
            let ends = r.ends.iter().map(|e| e.entity.name.as_str()).collect::<Vec<_>>().join(", ");
            let _ = writeln!(paper.text, "# {}: {}\n", super::lists::relation_words(r, w), escaped(&ends));
            paper.evidence(reader, id)?;
        }
        Entry::Report(r) => {
            let _ = writeln!(paper.text, "# {}\n", escaped(r.title.as_deref().unwrap_or(&r.path)));
        }
    }
    if !dossier.events.is_empty() {
        let _ = writeln!(paper.text, "## {}\n", w.events);
        for event in &dossier.events {
            paper.event(reader, event)?;
        }
    }
    if !dossier.reports.is_empty() {
        let _ = writeln!(paper.text, "\n## {}\n", w.reports);
        for r in &dossier.reports {
            let from = [r.publisher.clone().unwrap_or_default(), w.date(r.published), r.path.clone()];
            let from = from.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
            let _ = writeln!(paper.text, "- {} ({})", escaped(r.title.as_deref().unwrap_or(&r.path)), escaped(&from));
        }
    }
    let notes = paper.notes.iter().enumerate().map(|(n, note)| format!("[^{}]: {note}\n", n + 1)).collect::<String>();
    Ok(format!("{}\n{notes}", paper.text))
}

impl Paper<'_> {
    fn posts(&mut self, reader: &Reader<'_>, e: &rapporteur_views::EntityView) -> Result<(), Problem> {
        if e.posts.is_empty() {
            return Ok(());
        }
        let _ = writeln!(self.text, "## {}\n", self.w.posts);
        for p in &e.posts {
            let house = p.organisation.as_ref().map(|o| format!(", {}", o.name)).unwrap_or_default();
            let phase = if p.phase == Phase::Current { String::new() } else { format!(" ({})", self.w.term("phase", &word(&p.phase))) };
            let (from, to) = (self.w.date(p.from), self.w.date(p.to));
            let when = if from == to { from } else { format!("{from} – {to}") };
            let mark = match p.evidence.first() {
                Some(q) => self.note(reader, &q.report, &q.quote)?,
                None => String::new(),
            };
            let _ = writeln!(self.text, "- {}{phase}: {when}{mark}", escaped(&format!("{}{house}", p.full_title())));
        }
        self.text.push('\n');
        Ok(())
    }

    fn event(&mut self, reader: &Reader<'_>, e: &EventView) -> Result<(), Problem> {
        let w = self.w;
        let place = e.place.as_ref().map(|p| super::place_words(&p.name, p.country, w)).unwrap_or_default();
        let head = [w.date(e.date), place, w.term("status", &word(&e.status))];
        let head = head.into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(", ");
        let who = e.participants.iter().map(|p| {
            let note = note(p, e.kind, w);
            if note.is_empty() { p.entity.name.clone() } else { format!("{} ({note})", p.entity.name) }
        });
        let who = who.collect::<Vec<_>>().join("; ");
        let mut marks = String::new();
        if let Some(why) = rapporteur_views::why(reader, &e.id)? {
            for p in why.passages.iter().take(5) {
                marks.push_str(&self.note(reader, &p.report, &p.text)?);
            }
        }
        let _ = writeln!(self.text, "- **{}** ({}){marks}", escaped(&e.title), escaped(&head));
        if !who.is_empty() {
            let _ = writeln!(self.text, "  {}", escaped(&who));
        }
        Ok(())
    }

    fn evidence(&mut self, reader: &Reader<'_>, id: &str) -> Result<(), Problem> {
        if let Some(why) = rapporteur_views::why(reader, id)? {
            for p in why.passages.iter().take(20) {
                let mark = self.note(reader, &p.report, &p.text)?;
                let _ = writeln!(self.text, "- {}{mark}", escaped(p.title.as_deref().unwrap_or(&p.path)));
            }
        }
        Ok(())
    }

    /// Puts a quote under the text; gives the mark that leads to it.
    fn note(&mut self, reader: &Reader<'_>, report: &str, quote: &str) -> Result<String, Problem> {
        let from = match rapporteur_views::report(reader, report)? {
            Some(r) => [r.publisher.unwrap_or_default(), r.title.unwrap_or(r.path), self.w.date(r.published)]
                .into_iter()
                .filter(|s| !s.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            None => report.to_owned(),
        };
        self.notes.push(format!("“{}” – {}", escaped(&quote.split_whitespace().collect::<Vec<_>>().join(" ")), escaped(&from)));
        Ok(format!("[^{}]", self.notes.len()))
    }
}

/// Text that Markdown takes for nothing but text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in crate::html::plain(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '>' | '#' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '\n' | '\r' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_is_text() {
        assert_eq!(super::escaped("<b>[x](y)*\n"), "&lt;b\\>\\[x\\](y)\\* ");
    }
}
