//! Arrays of JSON, and objects that hold one: each member is read as a line of JSON is.

use rapporteur_model::{Issue, IssueKind};
use serde_json::Value;

use super::fields::{Fields, filled};
use super::table::{Field, field, is_list};
use super::{Content, Part, Row, Settings, Sink, Source};
use crate::decode;

pub(super) const ARRAY: Row = Row { name: "JSON", fits, read };

/// An array of objects, or an object over several lines that holds a list of them.
fn fits(start: &[u8], name: &str) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(4096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    let inside = head.strip_prefix('[').map(str::trim_start);
    let array = inside.is_some_and(|rest| rest.starts_with(['{', ']']));
    array || (name.ends_with(".json") && head.starts_with('{') && holds_list(head))
}

/// True where a list of objects stands under the name of a list of reports.
fn holds_list(head: &str) -> bool {
    head.match_indices('[').take(50).any(|(at, _)| {
        let (before, behind) = (head[..at].trim_end().strip_suffix(':').map(str::trim_end), head[at + 1..].trim_start());
        let name = before.and_then(|before| before.strip_suffix('"')).and_then(|before| before.rsplit('"').next());
        behind.starts_with('{') && name.is_some_and(is_list)
    })
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let (text, _) = decode::decode(&source.whole(settings.limits.bytes)?)?;
    let (members, error) = match serde_json::from_str::<Value>(&text) {
        Ok(value) => (list(value), None),
        Err(error) => (whole_members(&text), Some(error)),
    };
    if let Some(error) = error
        && out(Err(super::broken("the JSON", &error))).is_break()
    {
        return Ok(());
    }
    if members.is_empty() {
        let _ = out(Err(Issue::new(
            IssueKind::Empty,
            "the JSON holds no reports; expected a list of {\"id\",\"text\",\"title\"?,\"published\"?,\"url\"?,\"lang\"?}",
        )));
    }
    for (n, member) in members.into_iter().enumerate() {
        let place = format!("member {}", n + 1);
        let given = match fields(&member) {
            Some(fields) => out(Ok(Part { place, address: fields.url.clone(), content: Content::Fields(fields) })),
            None => out(Err(Issue::new(IssueKind::Json, format!("{place} has no field \"text\"")))),
        };
        if given.is_break() {
            break;
        }
    }
    Ok(())
}

/// The list of reports of a value: itself, the list that one of its fields is, or the object alone.
fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list,
        Value::Object(map) => {
            let named = map.iter().find(|(name, value)| is_list(name) && value.is_array()).map(|(name, _)| name.clone());
            match named.and_then(|name| map.get(&name).cloned()) {
                Some(Value::Array(list)) => list,
                _ => vec![Value::Object(map)],
            }
        }
        _ => Vec::new(),
    }
}

/// The whole objects at the beginning of a list that is broken behind them.
fn whole_members(text: &str) -> Vec<Value> {
    let Some(start) = text.find('[') else { return Vec::new() };
    let (mut rest, mut all) = (text[start + 1..].trim_start(), Vec::new());
    while rest.starts_with('{') {
        let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(value)) = stream.next() else { break };
        let read = stream.byte_offset();
        all.push(value);
        rest = rest[read..].trim_start().trim_start_matches(',').trim_start();
    }
    all
}

/// The fields of an object by their usual names.
pub(crate) fn fields(value: &Value) -> Option<Fields> {
    let map = value.as_object()?;
    let mut found = Fields::default();
    for (name, value) in map {
        let words = match value {
            Value::String(words) => filled(words.as_str()),
            Value::Number(number) => Some(number.to_string()),
            // {"title":{"rendered":"…"}}, {"source":{"name":"…"}}
            Value::Object(inner) => {
                ["rendered", "name", "value", "text"].iter().find_map(|key| inner.get(*key)).and_then(Value::as_str).and_then(filled)
            }
            // "text": ["The minister met ", {"type": "link", "text": "the ambassador"}, "."]
            Value::Array(pieces) if field(name) == Some(Field::Text) => {
                let words = |piece: &Value| piece.as_str().or_else(|| piece.get("text")?.as_str()).map(str::to_owned);
                filled(pieces.iter().filter_map(words).collect::<String>())
            }
            _ => None,
        };
        let (Some(field), Some(words)) = (field(name), words) else { continue };
        let exact = |known: &Option<String>| known.is_none();
        match field {
            Field::Text if found.text.is_empty() || name == "text" => found.text = words,
            Field::Title if exact(&found.title) || name == "title" => found.title = Some(words),
            Field::Date if exact(&found.published) || name == "published" => found.published = Some(words),
            Field::Publisher if exact(&found.publisher) || name == "publisher" => found.publisher = Some(words),
            Field::Url if exact(&found.url) || name == "url" => found.url = Some(words),
            Field::Id => found.id = Some(words),
            Field::Lang => found.lang = Some(words),
            _ => {}
        }
    }
    (!found.text.trim().is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{parts_of, survives};

    #[test]
    fn members_are_reports() {
        let array = r#"[{"id":1,"text":"One.","published":"2024-03-13"}, {"headline":"T","content":{"rendered":"<p>Two.</p>"},"link":"https://a.example/2"}, {"x":1}]"#;
        assert_eq!(
            parts_of("a.json", array.as_bytes()),
            [
                "member 1 |  |  | 2024-03-13 | One.",
                "member 2 | https://a.example/2 | T |  | <p>Two.</p>",
                "! : member 3 has no field \"text\"",
            ]
        );
        survives("a.json", array.as_bytes());
        let channel =
            r#"{"name":"News","messages":[{"id":1,"date":"2024-03-13T10:00:00","text":["One ",{"type":"bold","text":"two"},"."]}]}"#;
        assert_eq!(parts_of("result.json", channel.as_bytes()), ["member 1 |  |  | 2024-03-13T10:00:00 | One two."]);
        let answer = "{\n\"status\":\"ok\",\n\"articles\":[{\"title\":\"T\",\"source\":{\"name\":\"A\"},\"content\":\"Words.\"}]}";
        assert_eq!(parts_of("a.json", answer.as_bytes()), ["member 1 |  | T |  | Words."]);
    }

    #[test]
    fn a_list_that_was_cut_off_gives_its_whole_members() {
        let parts = parts_of("a.json", br#"[{"text":"One."},{"text":"Tw"#);
        assert!(parts[0].starts_with("! ") && parts[1].ends_with("One.") && parts.len() == 2, "{parts:?}");
    }
}
