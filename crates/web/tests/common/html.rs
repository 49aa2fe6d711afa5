//! A strict reading of HTML: tags that close, attributes in quotes, no script or style in the page, names used once.

use std::collections::BTreeSet;

const VOID: &[&str] = &["meta", "link", "input", "br", "hr", "img"];

/// What is wrong with a page.
pub fn problems(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut open, mut ids): (Vec<String>, BTreeSet<String>) = (Vec::new(), BTreeSet::new());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let text = &rest[..at];
        if text.contains('>') {
            found.push(format!("a bare > in {:?}", &text[..text.len().min(60)]));
        }
        found.extend(bare_ampersand(text));
        if text.chars().any(|c| (c.is_control() && !"\n\t\r".contains(c)) || ('\u{202a}'..='\u{202e}').contains(&c)) {
            found.push(format!("a hidden character in {text:?}"));
        }
        rest = &rest[at..];
        let Some(end) = end_of_tag(rest) else {
            found.push(format!("a tag that does not end: {:?}", &rest.chars().take(60).collect::<String>()));
            break;
        };
        let tag = &rest[1..end];
        rest = &rest[end + 1..];
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            match open.pop() {
                Some(last) if last == name => {}
                other => found.push(format!("</{name}> closes {other:?}")),
            }
            continue;
        }
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let name = tag.split([' ', '\n']).next().unwrap_or_default().to_owned();
        for (attribute, value) in attributes(tag, &mut found) {
            if attribute == "style" || attribute.starts_with("on") {
                found.push(format!("{attribute} in <{name}>"));
            }
            if attribute == "id" && !ids.insert(value.clone()) {
                found.push(format!("id {value:?} is used twice"));
            }
            if (attribute == "href" || attribute == "action") && !(value.starts_with(['/', '#']) || value.starts_with("http")) {
                found.push(format!("{attribute} leads to {value:?}"));
            }
        }
        if name == "script" && !tag.contains("src=") {
            found.push("a script in the page".to_owned());
        }
        if !VOID.contains(&name.as_str()) && !closed {
            open.push(name);
        }
    }
    if !open.is_empty() {
        found.push(format!("not closed: {open:?}"));
    }
    found
}

fn end_of_tag(rest: &str) -> Option<usize> {
    let mut quote = false;
    rest.char_indices().find_map(|(at, c)| {
        if c == '"' {
            quote = !quote;
        }
        (c == '>' && !quote).then_some(at)
    })
}

fn bare_ampersand(text: &str) -> Option<String> {
    let bare = text.match_indices('&').find(|(at, _)| {
        let entity = text[*at..].split(';').next().unwrap_or_default();
        !text[*at..].contains(';') || entity.len() > 9 || !entity[1..].chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
    });
    bare.map(|(at, _)| format!("a bare & in {:?}", text[at..].chars().take(40).collect::<String>()))
}

/// Names and values; what is in no quotes is told.
fn attributes(tag: &str, found: &mut Vec<String>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = tag.find([' ', '\n']).map_or("", |at| &tag[at..]).trim_start();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ', '\n']).unwrap_or(rest.len());
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            match after.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
                Some((inside, behind)) => {
                    value = inside.to_owned();
                    found.extend(bare_ampersand(inside));
                    rest = behind;
                }
                None => {
                    found.push(format!("{name} has no quotes in <{tag}>"));
                    return out;
                }
            }
        }
        if !name.chars().all(|c| c.is_ascii_alphanumeric() || "-:".contains(c)) {
            found.push(format!("an attribute {name:?} in <{tag}>"));
        }
        out.push((name, value));
        rest = rest.trim_start();
    }
    out
}

/// Addresses of this server that a page leads to.
pub fn links(page: &str) -> Vec<String> {
    let plain = |value: &str| value.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
    let hrefs = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|to| to.starts_with('/')).map(|to| plain(to.split('#').next().unwrap_or_default())).collect()
}

/// Text without tags.
pub fn text(page: &str) -> String {
    let mut out = String::new();
    for part in page.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
