//! Words of a phrase in the nominative, made of dictionary forms and regular endings. Leaves as written what it cannot make.

use rapporteur_model::{Case, Gender, Number, Span, Upos};

use crate::graph::Graph;

/// A noun in the nominative of its number ("журналистам" → "журналисты").
pub fn one_word(graph: &Graph, t: u32) -> String {
    let lemma = graph.lemma(t);
    let several = graph.token(t).feats.number == Some(Number::Plur) && !graph.english();
    if several { plural(lemma).unwrap_or_else(|| lemma.to_owned()) } else { lemma.to_owned() }
}

/// A phrase whose head stands in the singular of an oblique case: head and the adjectives before it in the nominative, the rest as
/// written ("росте поставок" → "рост поставок").
pub fn phrase(graph: &Graph, head: u32, words: Span) -> String {
    let as_written = words.slice(&graph.report.text).replace('\n', " ");
    let feats = graph.token(head).feats;
    let oblique = graph.case(head).is_some_and(|c| !matches!(c, Case::Nom | Case::Acc));
    if graph.english() || !oblique || feats.number == Some(Number::Plur) || !matches!(graph.token(head).upos, Upos::Noun | Upos::Propn) {
        return as_written;
    }
    let range = graph.analysis.tokens_in(words);
    let mut made = Vec::new();
    for t in range.start..head {
        let modifies = graph.head(t) == Some(head) && graph.token(t).upos == Upos::Adj;
        match modifies.then(|| adjective(graph.lemma(t), feats.gender)).flatten() {
            Some(form) => made.push(as_in(graph.form(t), form)),
            None => return as_written,
        }
    }
    made.push(as_in(graph.form(head), graph.lemma(head).to_owned()));
    let rest = graph.report.text.get(graph.token(head).span.end()..words.end()).unwrap_or_default().replace('\n', " ");
    made.join(" ") + &rest
}

/// A name of several words in quotes: like [`phrase`], and where it stands in the accusative, too («Полярную треску»).
pub fn quoted(graph: &Graph, head: u32, words: Span) -> String {
    let range = graph.analysis.tokens_in(words);
    let accusative = graph.case(head) == Some(Case::Acc) && graph.token(head).feats.number == Some(Number::Sing);
    let modifies = |t: u32| graph.head(t) == Some(head) && graph.token(t).upos == Upos::Adj;
    let plain = head + 1 == range.end && (range.start..head).all(modifies) && graph.token(head).upos == Upos::Noun;
    if graph.english() || !accusative || !plain {
        return phrase(graph, head, words);
    }
    let gender = graph.token(head).feats.gender;
    let made: Option<Vec<String>> =
        (range.start..head).map(|t| adjective(graph.lemma(t), gender).map(|form| as_in(graph.form(t), form))).collect();
    match made {
        Some(mut made) => {
            made.push(as_in(graph.form(head), graph.lemma(head).to_owned()));
            made.join(" ")
        }
        None => words.slice(&graph.report.text).replace('\n', " "),
    }
}

/// With a capital where the written word has one; acronyms as they are.
fn as_in(form: &str, lemma: String) -> String {
    // Who writes «Шелковый» writes no ё.
    let lemma = if form.contains('ё') { lemma } else { lemma.replace('ё', "е") };
    let mut letters = form.chars();
    match letters.next() {
        Some(c) if c.is_uppercase() && letters.any(char::is_lowercase) => {
            let first: String = lemma.chars().take(1).flat_map(char::to_uppercase).collect();
            first + &lemma.chars().skip(1).collect::<String>()
        }
        Some(c) if c.is_uppercase() => form.to_owned(),
        _ => lemma,
    }
}

/// An adjective's dictionary form in another gender.
fn adjective(lemma: &str, gender: Option<Gender>) -> Option<String> {
    let (stem, soft) = match () {
        () if lemma.ends_with("ый") || lemma.ends_with("ой") => (lemma.strip_suffix("ый").or_else(|| lemma.strip_suffix("ой"))?, false),
        () if lemma.ends_with("ий") => {
            (lemma.strip_suffix("ий")?, !lemma.ends_with("кий") && !lemma.ends_with("гий") && !lemma.ends_with("хий"))
        }
        () => return None,
    };
    let hushing = stem.ends_with(['ж', 'ш', 'ч', 'щ']);
    match gender? {
        Gender::Masc => Some(lemma.to_owned()),
        Gender::Fem => Some(format!("{stem}{}", if soft && !hushing { "яя" } else { "ая" })),
        Gender::Neut => Some(format!("{stem}{}", if soft { "ее" } else { "ое" })),
    }
}

/// The regular plural of a noun.
fn plural(lemma: &str) -> Option<String> {
    let last = lemma.chars().next_back()?;
    let stem = |n: usize| lemma.chars().rev().skip(n).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    let hard = |stem: &str| if stem.ends_with(['г', 'к', 'х', 'ж', 'ш', 'ч', 'щ']) { "и" } else { "ы" };
    Some(match last {
        'ь' | 'й' | 'я' => stem(1) + "и",
        'а' => stem(1) + hard(&stem(1)),
        'о' | 'е' | 'и' | 'у' | 'ю' | 'ы' | 'э' => return None,
        c if c.is_alphabetic() => lemma.to_owned() + hard(lemma),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use rapporteur_model::Gender;

    #[test]
    fn regular_endings() {
        assert_eq!(super::plural("журналист").as_deref(), Some("журналисты"));
        assert_eq!(super::plural("коллега").as_deref(), Some("коллеги"));
        assert_eq!(super::adjective("новый", Some(Gender::Fem)).as_deref(), Some("новая"));
        assert_eq!(super::adjective("военный", Some(Gender::Neut)).as_deref(), Some("военное"));
        assert_eq!(super::adjective("общий", Some(Gender::Neut)).as_deref(), Some("общее"));
    }
}
