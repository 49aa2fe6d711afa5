//! Who published a report, where it was filed and when, from its own words. Unknown stays unknown: no clock, no file time.

use std::ops::Range;

use rapporteur_model::{BlockKind, Dateline, Edtf, PartialDate, Span, Stated};

use crate::assemble::Clean;
use crate::cues::{Cue, FURNITURE};
use crate::publisher::{self, At, Beside};
use crate::{dateline, dates, house, told};

/// What the head of a report says.
#[derive(Debug, Default)]
pub(crate) struct Publication {
    pub(crate) publisher: Option<Stated<String>>,
    pub(crate) dateline: Option<Dateline>,
    pub(crate) published: Option<Stated<Edtf>>,
}

/// What came with the input or stood in lines that were left out.
#[derive(Debug, Default)]
pub(crate) struct Known<'a> {
    /// Date given with the report (JSON field, a page's metadata).
    pub(crate) published: Option<Edtf>,
    /// Publisher given with the report.
    pub(crate) publisher: Option<String>,
    /// Date in the address.
    pub(crate) address_date: Option<PartialDate>,
    /// Date that the page shows near its headline, or behind a label.
    pub(crate) shown_date: Option<PartialDate>,
    /// The host of its address.
    pub(crate) host: Option<String>,
    /// Dates of the page's furniture.
    pub(crate) other_dates: &'a [PartialDate],
    /// Lines around the article.
    pub(crate) beside: &'a [Beside],
}

/// Reads dateline, publisher and date of publication.
pub(crate) fn read(clean: &Clean, known: &Known<'_>) -> Publication {
    let line = find_dateline(clean, known);
    let header = clean.publication.and_then(|span| header_date(clean, span));
    let signed = signed(clean);
    let published = published(header, line.as_ref(), known, &signed);
    let publisher = publisher(clean, line.as_ref(), known);
    let year = published.as_ref().and_then(|p| p.value.first()).and_then(PartialDate::year);
    let dateline = line.map(|line| {
        let fill = |date: PartialDate| Edtf::Date(year.and_then(|y| nearest_year(date, y, published.as_ref())).unwrap_or(date));
        Dateline {
            span: line.span,
            place: line.place.map(|span| Stated { value: span.slice(&clean.text).to_owned(), span: Some(span) }),
            date: line.date.map(|(span, date)| Stated { value: fill(date), span: Some(span) }),
        }
    });
    Publication { publisher, dateline, published }
}

struct Line {
    span: Span,
    place: Option<Span>,
    date: Option<(Span, PartialDate)>,
    agency: Option<Span>,
}

fn find_dateline(clean: &Clean, known: &Known<'_>) -> Option<Line> {
    let flow =
        clean.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Heading) && Some(b.span) != clean.publication);
    flow.take(4).find_map(|block| {
        let found = dateline::parse(block.span.slice(&clean.text))?;
        let at = |range: Range<usize>| Span::new(block.span.start() + range.start, block.span.start() + range.end);
        let len = block.span.slice(&clean.text)[..found.len].trim_end().len();
        let mut line =
            Line { span: at(0..len), place: found.place.map(at), date: found.date.map(|(r, d)| (at(r), d)), agency: found.agency.map(at) };
        if let (Some(place), None) = (line.place, line.agency)
            && known.publisher.is_none()
            && is_sign(place.slice(&clean.text), &clean.text, known)
        {
            line.agency = line.place.take();
        }
        Some(line)
    })
}

/// A name in capitals that also stands alone in the page's head, and nowhere in the text as an inflected place would.
fn is_sign(name: &str, text: &str, known: &Known<'_>) -> bool {
    let capitals = name.chars().all(|c| !c.is_lowercase());
    let alone = capitals && known.beside.iter().any(|line| matches!(line.at, At::First | At::Head | At::Dated) && line.text.trim() == name);
    let stem: String =
        name.chars().take(4).enumerate().flat_map(|(i, c)| if i == 0 { vec![c] } else { c.to_lowercase().collect() }).collect();
    alone && !text.contains(&stem)
}

fn header_date(clean: &Clean, span: Span) -> Option<(Span, PartialDate)> {
    let text = span.slice(&clean.text);
    let found = dates::find(text).into_iter().next()?;
    Some((Span::new(span.start() + found.range.start, span.start() + found.range.end), found.date))
}

/// Days by which the date of a page's head may be later than the dateline and still give its year.
const YEAR_REACH: i64 = 31;

/// Longest line that closes a report, in bytes.
const SIGNED: usize = 60;

/// Days by which a page may follow its dateline and still be of the day that its own head says.
const NEXT_DAYS: i64 = 2;

/// The full date that is one part of a line of the page's head ("Harbour Weekly | 21 June 2024 | 3 min read"), where no other line differs.
fn in_parts(known: &Known<'_>) -> Option<PartialDate> {
    let head = known.beside.iter().filter(|line| matches!(line.at, At::First | At::Head | At::Dated) && line.text.contains('|'));
    let parts = head.flat_map(|line| line.text.split('|')).filter(|part| dates::letters_beside(part) == 0);
    let mut found = parts.flat_map(dates::find).map(|found| found.date).filter(|date| date.to_day().is_some());
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Dates of short lines behind the text ("QNA 081512 Mar 25").
fn signed(clean: &Clean) -> Vec<PartialDate> {
    let lines = clean.blocks.iter().rev().take(2).map(|block| block.span.slice(&clean.text)).filter(|line| line.len() <= SIGNED);
    lines.flat_map(dates::find).map(|found| found.date).collect()
}

fn published(header: Option<(Span, PartialDate)>, line: Option<&Line>, known: &Known<'_>, signed: &[PartialDate]) -> Option<Stated<Edtf>> {
    let stated = |span: Option<Span>, date: PartialDate| Some(Stated { value: Edtf::Date(date), span });
    let filed = line.and_then(|line| line.date);
    if let Some(given) = known.published {
        let said = [header, filed].into_iter().flatten().find(|(_, date)| given.may_equal(Edtf::Date(*date)));
        return Some(Stated { value: given, span: said.map(|(span, _)| span) });
    }
    if let Some((span, date)) = filed.filter(|(_, date)| date.year().is_some()) {
        return stated(Some(span), date);
    }
    let full = header.filter(|(_, date)| date.year().is_some());
    match (full, filed) {
        (Some((head_span, head)), Some((span, date))) => match before(date, head) {
            Some((_, days)) if days <= NEXT_DAYS => stated(Some(head_span), head),
            Some((filled, days)) if days <= YEAR_REACH => stated(Some(span), filled),
            _ => stated(Some(head_span), head),
        },
        (Some((span, date)), None) => stated(Some(span), date),
        (None, _) => {
            let Some((span, date)) = filed.or(header) else {
                return known.shown_date.or(known.address_date).or_else(|| in_parts(known)).and_then(|date| stated(None, date));
            };
            stated(Some(span), year_elsewhere(date, known, signed).unwrap_or(date))
        }
    }
}

/// A day and month in the year that makes it fall before `head` or on the day after it (time zones), and the days between.
fn before(date: PartialDate, head: PartialDate) -> Option<(PartialDate, i64)> {
    let (day, year) = (head.to_day()?, head.year()?);
    let candidates = [year + 1, year, year - 1].into_iter().filter_map(|y| date.in_year(y));
    candidates
        .filter_map(|filled| Some((filled, i64::from(filled.to_day()?.until(day).ok()?.get_days()))))
        .find(|(_, days)| *days >= -1)
        .map(|(filled, days)| (filled, days.max(0)))
}

/// The year that all near dates of the page agree on.
fn year_elsewhere(date: PartialDate, known: &Known<'_>, signed: &[PartialDate]) -> Option<PartialDate> {
    let others =
        known.other_dates.iter().chain(signed).copied().chain(known.shown_date).chain(known.address_date).filter(|d| d.to_day().is_some());
    let mut filled = others.filter_map(|other| before(date, other).filter(|(_, days)| *days <= YEAR_REACH).map(|(filled, _)| filled));
    let first = filled.next()?;
    filled.all(|other| other == first).then_some(first)
}

fn nearest_year(date: PartialDate, year: i16, published: Option<&Stated<Edtf>>) -> Option<PartialDate> {
    let of_publication = published.and_then(|p| p.value.first()).filter(|p| p.to_day().is_some());
    of_publication
        .and_then(|head| before(date, head))
        .filter(|(_, days)| *days <= YEAR_REACH)
        .map(|(filled, _)| filled)
        .or_else(|| date.in_year(year))
}

fn publisher(clean: &Clean, line: Option<&Line>, known: &Known<'_>) -> Option<Stated<String>> {
    let said = |span: Span| Stated { value: span.slice(&clean.text).to_owned(), span: Some(span) };
    // A wire that the dateline names wrote the report; who publishes it is the house that the page says, in its head or by its address.
    if let Some(given) = known.publisher.clone().filter(|name| !name.trim().is_empty()) {
        return Some(Stated { value: given, span: None });
    }
    let sign = clean.publication.and_then(|span| name_in(clean, span));
    let beside = publisher::beside(clean, sign, known.beside, known.host.as_deref());
    if let Some(agency) = line.and_then(|line| line.agency).filter(|_| beside.as_ref().is_none_or(|(_, sure)| !sure)) {
        return Some(said(agency));
    }
    beside
        .map(|(house, _)| house)
        .or_else(|| {
            let named = known.beside.iter().find(|l| FURNITURE.agency_at(&l.text).is_some_and(|name| name.len() == l.text.len()));
            named.map(|line| Stated { value: line.text.clone(), span: None }).or_else(|| of_itself(clean, line.is_some()))
        })
        .or_else(|| known.host.as_deref().map(|host| Stated { value: house::of_host(host), span: None }))
}

/// The house that the first paragraphs say reports.
fn of_itself(clean: &Clean, filed: bool) -> Option<Stated<String>> {
    let flow = clean.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    flow.take(2).find_map(|block| {
        let found = told::house(block.span.slice(&clean.text), filed)?;
        let span = Span::new(block.span.start() + found.start, block.span.start() + found.end);
        Some(Stated { value: span.slice(&clean.text).to_owned(), span: Some(span) })
    })
}

/// The name that stands with the date in the line of publication.
fn name_in(clean: &Clean, span: Span) -> Option<Span> {
    let text = span.slice(&clean.text);
    if matches!(FURNITURE.cue(text), Some((Cue::DateLabel | Cue::UpdatedLabel, _))) {
        return None;
    }
    let date = dates::find(text).into_iter().next().map_or(text.len()..text.len(), |found| found.range);
    let sides = [&text[..date.start], text[date.end..].trim_start_matches(|c: char| !c.is_alphabetic())];
    let side = sides.into_iter().find(|side| side.chars().any(char::is_alphabetic))?;
    // "Kabar / Interview": a house and its section.
    let side = side.split(" / ").find(|part| part.chars().any(char::is_alphabetic))?;
    let name = side.trim_matches(|c: char| c.is_whitespace() || ",.|-–—:·•/«»".contains(c));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let start = span.start() + (name.as_ptr() as usize - text.as_ptr() as usize);
    (letters >= 2).then(|| Span::new(start, start + name.len()))
}
