//! Datelines: place, date and agency at the start of a paragraph, in any order. Reads a text; fills in nothing.

use std::ops::Range;

use rapporteur_model::PartialDate;

use crate::cues::FURNITURE;
use crate::dates;

/// A dateline as written; ranges are bytes of the paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Parsed {
    /// Up to and with the sign that ends it.
    pub(crate) len: usize,
    pub(crate) place: Option<Range<usize>>,
    pub(crate) date: Option<(Range<usize>, PartialDate)>,
    pub(crate) agency: Option<Range<usize>>,
}

/// Longest dateline in bytes.
pub(crate) const LONGEST: usize = 160;

/// The dateline that a paragraph begins with: a date with a place or an agency, or an agency with a place or behind its sign.
pub(crate) fn parse(text: &str) -> Option<Parsed> {
    let mut found = Parsed::default();
    let mut at = 0;
    while let Some(end) = element(text, at, &mut found) {
        let sign = Separator::read(&text[end..]);
        found.len = end + sign.len;
        // "5 мая 2023 г. Министр": one full stop for two.
        let over = sign.ends || text[..end].ends_with('.');
        if over && found.is_whole() && !continues(text, found.len, &found) {
            return Some(found.settled(text));
        }
        if sign.len == 0 || found.len >= text.len() || found.len > LONGEST {
            break;
        }
        at = found.len;
    }
    None
}

impl Parsed {
    fn is_whole(&self) -> bool {
        self.agency.is_some() || (self.place.is_some() && self.date.is_some())
    }

    /// A sign of an agency may have been taken for a place: it is a known name, or stands first and alone.
    fn settled(mut self, text: &str) -> Self {
        if let (Some(place), None) = (self.place.clone(), &self.agency)
            && FURNITURE.agency_at(&text[place.clone()]).is_some_and(|name| name.len() == place.len())
        {
            self.agency = self.place.take();
        }
        self
    }
}

/// After a whole dateline an agency or a date may still follow ("МИНСК, 22 дек – РИА Новости.").
fn continues(text: &str, at: usize, found: &Parsed) -> bool {
    let mut next = found.clone();
    let end = if at >= text.len() { None } else { agency(text, at, &mut next).or_else(|| date(text, at, &mut next)) };
    end.is_some_and(|end| Separator::read(&text[end..]).ends)
}

/// Reads one element at `at`; the end of what it covers.
fn element(text: &str, at: usize, found: &mut Parsed) -> Option<usize> {
    date(text, at, found).or_else(|| agency(text, at, found)).or_else(|| place(text, at, found))
}

fn date(text: &str, at: usize, found: &mut Parsed) -> Option<usize> {
    if found.date.is_some() {
        return None;
    }
    let window = clip(&text[at..], 40);
    let first = dates::find(window).into_iter().next().filter(|f| f.range.start == 0)?;
    let range = at..at + first.range.end;
    found.date = Some((range.clone(), first.date));
    Some(range.end)
}

/// A known sign, or capitalised words in brackets or slashes: "(Reuters)", "/Корр. БЕЛТА/".
fn agency(text: &str, at: usize, found: &mut Parsed) -> Option<usize> {
    if found.agency.is_some() {
        return None;
    }
    let rest = &text[at..];
    let close = match rest.chars().next()? {
        '(' => Some(')'),
        '/' => Some('/'),
        '«' if found.date.is_some() || found.place.is_some() => Some('»'),
        _ => None,
    };
    let Some(close) = close else {
        let name = FURNITURE.agency_at(rest).or_else(|| sign_behind(text, at, found))?;
        found.agency = Some(at..at + name.len());
        return Some(at + name.len());
    };
    let open = rest.chars().next().map_or(1, char::len_utf8);
    let inside = &rest[open..];
    let len = inside.find(close).filter(|&len| (2..=60).contains(&len))?;
    let name = &inside[..len];
    let behind = inside[len + close.len_utf8()..].trim_start();
    if close == '»' && !behind.starts_with(['.', '-', '–', '—']) {
        return None;
    }
    let mark =
        FURNITURE.agency_marks.iter().filter(|mark| name.to_lowercase().starts_with(mark.as_str())).map(String::len).max().unwrap_or(0);
    let skip = name[mark..].len() - name[mark..].trim_start_matches(['.', ' ']).len() + mark;
    let name = &name[skip..];
    name.chars().next().filter(|c| c.is_uppercase())?;
    found.agency = Some(at + open + skip..at + open + skip + name.len());
    Some(at + open + len + close.len_utf8())
}

/// "ТАШКЕНТ, 17 янв – Агровестник.": behind place, date and a dash one word, or capitalised words, before a full stop sign a report.
fn sign_behind<'t>(text: &'t str, at: usize, found: &Parsed) -> Option<&'t str> {
    let dash = text[..at].trim_end().ends_with(['-', '–', '—', '−']);
    let rest = clip(&text[at..], 60);
    let name = &rest[..capitalised(rest)];
    let ends = rest[name.len()..].starts_with(". ");
    (dash && ends && found.place.is_some() && found.date.is_some() && name.chars().count() >= 3).then_some(name)
}

/// One to four capitalised words, at most twice ("ASTANA, Kazakhstan").
fn place(text: &str, at: usize, found: &mut Parsed) -> Option<usize> {
    let rest = clip(&text[at..], 60);
    let len = capitalised(rest);
    let name = &rest[..len];
    if name.chars().count() < 3 || FURNITURE.no_place.iter().any(|word| name.eq_ignore_ascii_case(word) || name == word) {
        return None;
    }
    let second = found.place.as_ref().is_some_and(|first| first.end + 2 != at || found.date.is_some());
    if second {
        return None;
    }
    let start = found.place.as_ref().map_or(at, |first| first.start);
    if rest[..len].split(' ').count() > 4 {
        return None;
    }
    found.place = Some(start..at + len);
    Some(at + len)
}

/// Length of the capitalised words at the start: letters, hyphens and apostrophes; small words only inside ("Rio de Janeiro").
fn capitalised(text: &str) -> usize {
    let mut end = 0;
    for (at, word) in text.split(' ').scan(0, |at, word| {
        let start = *at;
        *at += word.len() + 1;
        Some((start, word))
    }) {
        let letters = word.trim_end_matches([',', '.', ':', ')', '/']);
        let is_name = letters.chars().next().is_some_and(char::is_uppercase)
            && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '‑'));
        if !is_name {
            break;
        }
        end = at + letters.len();
        if letters.len() < word.len() {
            break;
        }
    }
    end
}

fn clip(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// What stands between elements.
struct Separator {
    len: usize,
    /// A dateline may be over here.
    ends: bool,
}

impl Separator {
    fn read(text: &str) -> Self {
        let trimmed = text.trim_start();
        let space = text.len() - trimmed.len();
        if trimmed.is_empty() {
            return Self { len: text.len(), ends: true };
        }
        let run = trimmed.len() - trimmed.trim_start_matches(['.', ',', '-', '–', '—', '−', ':', '/', '|', ' ']).len();
        let signs = &trimmed[..run];
        // An opening slash or bracket belongs to the next element.
        let opens = signs.ends_with('/') && (signs.len() > 1 || space > 0) && trimmed[run..].starts_with(char::is_uppercase);
        let len = if opens { run - 1 } else { run };
        let signs = &trimmed[..len];
        let dash = signs.contains(['-', '–', '—', '−']) && (space > 0 || signs.starts_with(['.', ':', ',', ' ']) || signs.ends_with(' '));
        Self { len: space + len, ends: dash || signs.starts_with('.') || signs.starts_with(':') }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn check(text: &str, expected: Option<(&str, &str, &str, &str)>) {
        let found = parse(text);
        let words = found.as_ref().map(|p| {
            let at = |range: Option<&std::ops::Range<usize>>| range.map_or("", |r| &text[r.clone()]);
            (&text[..p.len], at(p.place.as_ref()), p.date.as_ref().map_or("", |(r, _)| &text[r.clone()]), at(p.agency.as_ref()))
        });
        let words = words.map(|(all, place, date, agency)| (all.trim(), place, date, agency));
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn usual_datelines() {
        check("МИНСК, 22 дек – РИА Новости.", Some(("МИНСК, 22 дек – РИА Новости.", "МИНСК", "22 дек", "РИА Новости")));
        check("ЦАМТО, 18 августа. В Минске прошло заседание.", Some(("ЦАМТО, 18 августа.", "", "18 августа", "ЦАМТО")));
        check("MOSCOW, July 25 (Reuters) - The ministry said", Some(("MOSCOW, July 25 (Reuters) -", "MOSCOW", "July 25", "Reuters")));
        check("Минск, 7 октября, БЕЛТА", Some(("Минск, 7 октября, БЕЛТА", "Минск", "7 октября", "БЕЛТА")));
        check("7 октября, Минск /Корр. БЕЛТА/. Встреча прошла", Some(("7 октября, Минск /Корр. БЕЛТА/.", "Минск", "7 октября", "БЕЛТА")));
        check(
            "Москва. 12 октября. INTERFAX.RU - Министр сообщил",
            Some(("Москва. 12 октября. INTERFAX.RU -", "Москва", "12 октября", "INTERFAX.RU")),
        );
        check("ASTANA, Kazakhstan (AP) — Leaders met", Some(("ASTANA, Kazakhstan (AP) —", "ASTANA, Kazakhstan", "", "AP")));
        check("BEIJING, July 5 (Xinhua) -- China", Some(("BEIJING, July 5 (Xinhua) --", "BEIJING", "July 5", "Xinhua")));
        check("МОСКВА, 5 мая. Путин, выступая", Some(("МОСКВА, 5 мая.", "МОСКВА", "5 мая", "")));
        check("МОСКВА, 5 мая 2023 года. /ТАСС/. Министр", Some(("МОСКВА, 5 мая 2023 года. /ТАСС/.", "МОСКВА", "5 мая 2023 года", "ТАСС")));
        check("МИНСК, 5 мая 2023 г. Министр", Some(("МИНСК, 5 мая 2023 г.", "МИНСК", "5 мая 2023 г.", "")));
        check("ТАШКЕНТ, 17 янв – Агровестник. Министр", Some(("ТАШКЕНТ, 17 янв – Агровестник.", "ТАШКЕНТ", "17 янв", "Агровестник")));
        check("БРЕСТ, 5 сентября. «Граница». Встреча", Some(("БРЕСТ, 5 сентября. «Граница».", "БРЕСТ", "5 сентября", "Граница")));
        check("МИНСК, 5 мая – «Встреча полезна», – сказал министр.", Some(("МИНСК, 5 мая –", "МИНСК", "5 мая", "")));
        check("ТАСС, Москва. Министр", Some(("ТАСС, Москва.", "Москва", "", "ТАСС")));
    }

    #[test]
    fn sentences_are_no_datelines() {
        check("Сегодня, 5 октября, в Минске прошла встреча.", None);
        check("В Минске 15 августа прошло заседание.", None);
        check("Минск, 7 октября, принял гостей.", None);
        check("On 7 October, the parties noted progress.", None);
        check("Министр обороны, 5 мая посетивший завод, уехал.", None);
        check("Reuters reported on Friday that talks had failed.", None);
        check("", None);
    }
}
