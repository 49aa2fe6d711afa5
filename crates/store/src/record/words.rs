//! The words under which entries of the record are found.

use rapporteur_model::{Event, Record};
use rusqlite::Connection;

use crate::Result;
use crate::columns::word;
use crate::terms::index_text;

/// Indexes all entries. `kind` is that of the entry: an entity's own kind, "event", "instrument" or "commitment".
pub(super) fn write(connection: &Connection, record: &Record) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO record_words (kind, id, words) VALUES (?1, ?2, ?3)")?;
    for entity in record.entities.iter().filter(|e| e.listed) {
        let mut text = entity.name.clone();
        entity.names.iter().for_each(|name| join(&mut text, &name.text));
        entity.posts.iter().for_each(|post| join(&mut text, &post.title));
        insert.execute([&word(&entity.kind), &entity.id, &index_text(&text)])?;
    }
    for event in &record.events {
        insert.execute(["event", event.id.as_str(), &index_text(&event_text(event))])?;
    }
    for instrument in &record.instruments {
        insert.execute(["instrument", instrument.id.as_str(), &index_text(&instrument.title)])?;
    }
    for commitment in &record.commitments {
        insert.execute(["commitment", commitment.id.as_str(), &index_text(&commitment.act)])?;
    }
    Ok(())
}

fn event_text(event: &Event) -> String {
    let mut text = event.title.clone();
    if let Some(body) = &event.body {
        join(&mut text, &body.name);
    }
    if let Some(place) = &event.place {
        join(&mut text, &place.name);
    }
    event.topics.iter().for_each(|topic| join(&mut text, topic));
    event.details.iter().for_each(|(_, detail)| join(&mut text, detail));
    for participant in &event.participants {
        join(&mut text, &participant.entity.name);
        participant.organisation.iter().for_each(|organisation| join(&mut text, &organisation.name));
    }
    text
}

fn join(text: &mut String, more: &str) {
    text.push(' ');
    text.push_str(more);
}
