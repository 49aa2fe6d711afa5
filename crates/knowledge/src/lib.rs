//! The data of `knowledge/` as typed tables: each file is parsed once, and a key that nobody reads is refused. Knows no report.
//!
//! One module a file or a few that belong together; [`ByLanguage`] is what a table says of each language, [`read`] the way in for
//! every table, which says which file and which line is wrong. [`rules`] is the registry of the rules that make claims. [`files`]
//! lists what there is, and gives the version of it all.
//!
//! ```
//! use rapporteur_knowledge::{rules, titles};
//! assert!(titles::posts().en.is_post("minister"));
//! assert!(rules::registry().get("post.before_name").is_some_and(|rule| !rule.says.is_empty()));
//! ```

mod by_language;
pub mod cleaning;
pub mod confidence;
pub mod events;
pub mod factuality;
pub mod files;
pub mod languages;
pub mod naming;
pub mod ordinals;
pub mod organisations;
pub mod places;
pub mod references;
pub mod rules;
pub mod showing;
mod table;
pub mod things;
pub mod time;
pub mod titles;

pub use by_language::ByLanguage;
pub use table::{Error, read};
