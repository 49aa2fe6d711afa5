//! The words under which entries of the record are found.

use rapporteur_model::{Entity, Event};
use rusqlite::{Connection, params};

use crate::Result;
use crate::terms::index_text;

/// Indexes an entry in place of what stood under its id, if that was found by other words. `kind`: an entity's own kind, "event",
/// "instrument" or "commitment".
pub(super) fn put(connection: &Connection, kind: &str, id: &str, text: &str) -> Result<()> {
    let words = index_text(text);
    let sum = hash(&words);
    let mut stands = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM record_words WHERE rowid = ?1 AND kind = ?2 AND sum = ?3)")?;
    if stands.query_row(params![hash(id), kind, sum], |row| row.get(0))? {
        return Ok(());
    }
    drop(connection, id)?;
    let sql = "INSERT INTO record_words (rowid, kind, id, sum, words) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.prepare_cached(sql)?.execute(params![hash(id), kind, id, sum, words])?;
    Ok(())
}

/// Takes an entry out of the index.
pub(super) fn drop(connection: &Connection, id: &str) -> Result<()> {
    connection.prepare_cached("DELETE FROM record_words WHERE rowid = ?1")?.execute([hash(id)])?;
    Ok(())
}

/// FNV-1a of 64 bits, <http://www.isthe.com/chongo/tech/comp/fnv/>; of an id it is the row.
fn hash(text: &str) -> i64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    hash.cast_signed()
}

/// The words of an entity: names and titles of posts.
pub(super) fn of_entity(entity: &Entity) -> String {
    let mut text = entity.name.clone();
    entity.names.iter().for_each(|name| join(&mut text, &name.text));
    entity.posts.iter().for_each(|post| join(&mut text, &post.title));
    text
}

/// The words of an event: all that it shows.
pub(super) fn of_event(event: &Event) -> String {
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
