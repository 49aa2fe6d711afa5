//! Bytes into [`Report`]s: format, encoding, cleaning, the way back to the source, and what a report says of itself.
//!
//! [`read`] takes the bytes of one input and gives an [`Intake`]: its reports, and as data what could not be read. [`Inputs`]
//! finds and opens files one after the other, [`read_line`] reads one line of JSON, [`detect`] tells a language.
//! Nothing here knows linguistics beyond the word lists of `knowledge/furniture.toml` and `knowledge/dates-head.toml`, and
//! nothing but [`Inputs`] touches a file.
//!
//! # What the clean text is
//! Blocks in the order of the source, joined by line ends. Navigation, boxes and lists around the article are left out, a
//! headline stands once, a sentence that links had broken over lines is one paragraph again. The words that date the report in
//! the page's head ("РИА Новости, 22.12.2025", "date 2025-08-19") are kept as a block of kind `Heading`, so that they can be
//! quoted. Marks of list items are left out, white space is one space. Every clean byte that stands in the source is found
//! there by the report's alignment; only spaces and line ends that were put in, and characters that HTML wrote as entities,
//! come from nowhere.
//!
//! ```
//! use rapporteur_text::{Options, read};
//! let page = "Новости\nВойти\n21.05.2025\nМинистры обсудили торговлю\nМинистры торговли двух стран\nпровели переговоры в Минске и подписали протокол.\nКомментарии\n";
//! let report = read("page.txt", page.as_bytes(), &Options::default()).reports.remove(0);
//! assert_eq!(report.title.unwrap().value, "Министры обсудили торговлю");
//! assert_eq!(report.published.unwrap().value.to_string(), "2025-05-21");
//! assert_eq!(report.text.lines().last(), Some("Министры торговли двух стран провели переговоры в Минске и подписали протокол."));
//! ```
//!
//! [`Report`]: rapporteur_model::Report

mod aligned;
mod article;
mod assemble;
mod cues;
mod dateline;
mod dates;
mod decode;
mod formats;
mod house;
mod html;
mod intake;
mod json;
mod lang;
mod lines;
mod opened;
mod page;
mod paras;
mod parts;
mod publication;
mod publisher;
mod respell;
mod select;
mod title;
mod told;
mod walk;

pub use decode::text_of;
pub use formats::{Columns, Limits, PdfLine, PdfPages, PdfReader, Settings};
pub use html::resolve;
pub use intake::{Format, Intake, MAX_HTML, MAX_TEXT, Options, content_id, kind_of, read};
pub use json::{read_item, read_line};
pub use lang::{detect, of_blocks};
pub use walk::{Input, Inputs, MAX_FILE};
