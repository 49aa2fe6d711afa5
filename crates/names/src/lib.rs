//! Names made comparable and compared: people, organisations, bodies, places, over scripts and languages.
//!
//! A name becomes a [`PersonKey`], a [`UnitKey`] (organisations and bodies) or a [`PlaceKey`], each made of [`Part`]s: words with a canonical
//! Latin spelling. Keys tell by themselves whether two names can be one; whether two *things* are one is for `resolve`, which
//! weighs what reports say of them. Nothing here reads a text, a record or a file.
//!
//! ```
//! use rapporteur_names::{Fit, PersonKey};
//! assert_eq!(PersonKey::of_words("Дмитрий Пантус").fit(&PersonKey::of_words("Dmitry Pantus")), Fit::Same);
//! ```

mod align;
pub mod compare;
pub mod concepts;
pub mod countries;
pub mod given;
mod part;
mod person;
mod place;
pub mod roman;
mod scripts;
mod spelling;
mod syllables;
pub mod text;
pub mod transliteration;
mod unit;
mod wording;

pub use compare::{Form, NameKind, Verdict};
pub use part::{Likeness, Part};
pub use person::{Fit, PersonKey};
pub use place::PlaceKey;
pub use unit::{Kinship, UnitKey, covers};
