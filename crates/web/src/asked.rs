//! Filters and cursors as they stand in an address, into those of `views`; and back into addresses that differ in one choice.

use std::fmt::Write;

use rapporteur_model::{Country, Edtf};
use rapporteur_views::Side;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

/// Names and values of a query, in its order. Empty values, as forms send them, ask for nothing and are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Asked(Vec<(String, String)>);

/// Longer values ask for nothing that could be there.
const LONGEST: usize = 500;
/// Parts of a list, where none is asked for.
pub(crate) const PAGE: u32 = 50;
/// The most of a list in one answer.
pub(crate) const MOST: u32 = 1000;
/// Parameters that every address takes.
const ALWAYS: &[&str] = &["lang", "limit", "cursor", "format"];

impl Asked {
    /// Reads a query.
    pub(crate) fn of(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let decoded = pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value).trim().to_owned())
        });
        Self(decoded.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// Refuses parameters that are not known here, and values that are too long.
    pub(crate) fn only(self, known: &[&str]) -> Result<Self, Problem> {
        for (name, value) in &self.0 {
            if !known.contains(&name.as_str()) && !ALWAYS.contains(&name.as_str()) {
                let known: Vec<&str> = known.iter().chain(ALWAYS).copied().collect();
                return Err(Problem::filter(format!("there is no filter {name:?} here; there are {}", known.join(", "))));
            }
            if value.len() > LONGEST {
                return Err(Problem::filter(format!("the value of {name} is longer than {LONGEST} bytes")));
            }
            if value.contains('\0') {
                return Err(Problem::filter(format!("the value of {name} holds a null character")));
            }
        }
        Ok(self)
    }

    /// The last value of a name.
    pub(crate) fn one(&self, name: &str) -> Option<String> {
        self.0.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.clone())
    }

    /// All values of a name; commas part them, too.
    pub(crate) fn many(&self, name: &str) -> Vec<String> {
        let values = self.0.iter().filter(|(n, _)| n == name).flat_map(|(_, value)| value.split(','));
        values.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()
    }

    /// True where this very choice is made.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.many(name).iter().any(|v| v == value) || self.one(name).as_deref() == Some(value)
    }

    /// Names and values, for the hidden fields of a form.
    pub(crate) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Words of a closed list.
    pub(crate) fn words<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Problem> {
        let read = |word: String| {
            serde_json::from_value(serde_json::Value::String(word.clone())).map_err(|error| {
                let known = error.to_string();
                let list = known.split_once("expected ").map_or(known.as_str(), |(_, list)| list).replace('`', "");
                Problem::filter(format!("{name} cannot be {word:?}: expected {list}"))
            })
        };
        self.many(name).into_iter().map(read).collect()
    }

    /// A country by its code.
    pub(crate) fn country(&self, name: &str) -> Result<Option<Country>, Problem> {
        let read = |code: String| {
            Country::new(&code).ok_or_else(|| Problem::filter(format!("{name} cannot be {code:?}: expected two letters, as BY, CN, RU")))
        };
        self.one(name).map(read).transpose()
    }

    /// First and last day asked for; the last may not lie before the first.
    pub(crate) fn period(&self) -> Result<(Option<String>, Option<String>), Problem> {
        let bounds = |name: &str| {
            let read = |text: String| {
                let bounds = text.parse::<Edtf>().ok().and_then(Edtf::bounds);
                bounds.ok_or_else(|| Problem::filter(format!("{name} cannot be {text:?}: expected 2024, 2024-10 or 2024-10-05")))
            };
            self.one(name).map(read).transpose()
        };
        let (from, to) = (bounds("from")?.map(|b| b.0), bounds("to")?.map(|b| b.1));
        if let (Some(first), Some(last)) = (from, to)
            && last < first
        {
            return Err(Problem::filter(format!("from {first} lies behind to {last}: nothing can be within")));
        }
        Ok((from.map(|d| d.to_string()), to.map(|d| d.to_string())))
    }

    /// A day.
    pub(crate) fn day(&self, name: &str) -> Result<Option<jiff::civil::Date>, Problem> {
        let read =
            |text: String| text.parse().map_err(|_| Problem::filter(format!("{name} cannot be {text:?}: expected a day as 2025-12-01")));
        self.one(name).map(read).transpose()
    }

    /// Those who must all take part: `with` of any number, `between` of two.
    pub(crate) fn sides(&self) -> Result<Vec<Side>, Problem> {
        let mut all: Vec<String> = self.0.iter().filter(|(n, _)| n == "with").map(|(_, v)| v.clone()).collect();
        for (_, pair) in self.0.iter().filter(|(n, _)| n == "between") {
            let Some((a, b)) =
                pair.split_once(',').map(|(a, b)| (a.trim(), b.trim())).filter(|(a, b)| !a.is_empty() && !b.is_empty() && a != b)
            else {
                return Err(Problem::filter(format!("between cannot be {pair:?}: expected two with a comma between, as BY,RS")));
            };
            all.extend([a.to_owned(), b.to_owned()]);
        }
        Ok(all.into_iter().map(side).collect())
    }

    /// True for `1`, `true`, `yes`, `on`.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.one(name).as_deref() {
            None | Some("0" | "false" | "no" | "off") => Ok(false),
            Some("1" | "true" | "yes" | "on") => Ok(true),
            Some(other) => Err(Problem::filter(format!("{name} cannot be {other:?}: expected true or false"))),
        }
    }

    /// How many.
    pub(crate) fn limit(&self) -> Result<u32, Problem> {
        let Some(text) = self.one("limit") else { return Ok(PAGE) };
        let wrong = || Problem::filter(format!("limit cannot be {text:?}: expected a number from 1 to {MOST}"));
        text.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(wrong)
    }

    /// A place in a list that is kept by number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, Problem> {
        let read = |text: String| text.parse().map_err(|_| Problem::filter(format!("{name} cannot be {text:?}: expected a number")));
        self.one(name).map(read).transpose()
    }

    /// The address with this choice made in place of others of its name; without cursor.
    pub(crate) fn with(&self, path: &str, name: &str, value: &str) -> String {
        let mut pairs: Vec<(&str, &str)> = self.others(&[name, "cursor"]);
        pairs.push((name, value));
        address(path, &pairs)
    }

    /// The address with this choice made beside others of its name, or no longer made.
    pub(crate) fn toggled(&self, path: &str, name: &str, value: &str) -> String {
        let mut values = self.many(name);
        if values.iter().any(|v| v == value) {
            values.retain(|v| v != value);
        } else {
            values.push(value.to_owned());
        }
        let joined = values.join(",");
        let mut pairs: Vec<(&str, &str)> = self.others(&[name, "cursor"]);
        if !joined.is_empty() {
            pairs.push((name, &joined));
        }
        address(path, &pairs)
    }

    /// The address without choices of these names.
    pub(crate) fn without(&self, path: &str, names: &[&str]) -> String {
        let mut names = names.to_vec();
        names.push("cursor");
        address(path, &self.others(&names))
    }

    fn others(&self, names: &[&str]) -> Vec<(&str, &str)> {
        self.0.iter().filter(|(n, _)| !names.contains(&n.as_str())).map(|(n, v)| (n.as_str(), v.as_str())).collect()
    }
}

/// A country by two capital letters, else an id or words of a name.
fn side(text: String) -> Side {
    let code = text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase());
    match Country::new(&text).filter(|_| code) {
        Some(country) => Side::Country(country),
        None => Side::Name(text),
    }
}

/// A path with a query.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    for (n, (name, value)) in pairs.iter().enumerate() {
        let _ = write!(out, "{}{}={}", if n == 0 { '?' } else { '&' }, encode(name), encode(value));
    }
    out
}

/// Text as it stands in a part of an address.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' => out.push(char::from(byte)),
            byte => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
        match (bytes[at], bytes.get(at + 1).copied().and_then(hex), bytes.get(at + 2).copied().and_then(hex)) {
            (b'+', ..) => out.push(b' '),
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 2;
            }
            (byte, ..) => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Asked, decode, encode};
    use rapporteur_model::EventKind;

    #[test]
    fn queries_are_read_and_written() {
        let asked = Asked::of("kind=meeting&kind=visit,signing&from=&q=%D0%B0+b%");
        assert_eq!(asked.words::<EventKind>("kind").unwrap(), [EventKind::Meeting, EventKind::Visit, EventKind::Signing]);
        assert_eq!((asked.one("from"), asked.one("q").as_deref()), (None, Some("а b%")));
        assert_eq!(asked.toggled("/", "kind", "visit"), "/?q=%D0%B0%20b%25&kind=meeting,signing");
        assert_eq!(decode(&encode("а&=?#/ +%\u{202e}")), "а&=?#/ +%\u{202e}");
    }

    #[test]
    fn nonsense_is_refused_in_words() {
        let detail = |query: &str| Asked::of(query).period().unwrap_err().detail;
        assert!(detail("from=soon").contains("expected 2024"));
        assert!(detail("from=2025&to=2024").contains("nothing can be within"));
        assert!(Asked::of("kind=banquet").words::<EventKind>("kind").unwrap_err().detail.contains("expected one of"));
        assert!(Asked::of("limit=0").limit().is_err() && Asked::of("limit=1001").limit().is_err());
        assert!(Asked::of("x=1").only(&["y"]).is_err() && Asked::of("y=1&lang=ru").only(&["y"]).is_ok());
        assert!(Asked::of("between=BY").sides().is_err());
    }
}
