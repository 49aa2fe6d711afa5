//! The data of `knowledge/` as typed tables: each file is parsed once, and a key that nobody reads is refused. Knows no report.
//!
//! [`rules`] is the registry of the rules that make claims. [`read`] is the way in for every table: it says which file and which line
//! is wrong.
//!
//! ```
//! let rule = rapporteur_knowledge::rules::registry().get("post.before_name").expect("it is in the registry");
//! assert!(!rule.says.is_empty());
//! ```

pub mod rules;
mod table;

pub use table::{Error, read};
