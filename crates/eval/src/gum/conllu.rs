//! Reads GUM's CoNLL-U: words with trees, marked entities and dated expressions, over a text of paragraphs. Scores nothing.
//!
//! Formats: <https://universaldependencies.org/format.html> and <https://wiki.gucorpling.org/gum>. Positions are bytes of the text.

use std::ops::Range;

use anyhow::{Context, Result, ensure};
use rapporteur_model::{Edtf, PartialDate};

/// A syntactic word.
#[derive(Debug, Clone)]
pub struct Word {
    /// The form.
    pub form: String,
    /// The lemma.
    pub lemma: String,
    /// Word class as written.
    pub upos: String,
    /// Features as written.
    pub feats: String,
    /// Index of the head in the document; none for a root.
    pub head: Option<usize>,
    /// Relation as written.
    pub deprel: String,
    /// Where.
    pub at: Range<usize>,
}

/// A marked stretch of words: entity type and indices of words.
pub type Marked = (String, Range<usize>);

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Name (`GUM_news_korea`).
    pub name: String,
    /// Sentences joined by spaces, paragraphs by line ends.
    pub text: String,
    /// Words.
    pub words: Vec<Word>,
    /// First and end word of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Entities.
    pub entities: Vec<Marked>,
    /// Dated expressions with their values.
    pub dates: Vec<(Range<usize>, Edtf)>,
    /// Date of publication as the corpus gives it.
    pub published: Option<Edtf>,
}

/// Reads one document.
///
/// # Errors
/// A line has another form, or a word does not stand in its sentence's text.
pub fn read(name: &str, content: &str) -> Result<Document> {
    let mut document = Document { name: name.to_owned(), ..Document::default() };
    let mut open = Open::default();
    for block in content.split("\n\n").filter(|b| !b.trim().is_empty()) {
        sentence(&mut document, &mut open, block).with_context(|| format!("{name}: {}", block.lines().last().unwrap_or_default()))?;
    }
    Ok(document)
}

/// Marks that are not closed yet.
#[derive(Default)]
struct Open {
    entities: Vec<(String, String, usize)>,
    dates: Vec<(usize, Option<Edtf>)>,
}

fn sentence(document: &mut Document, open: &mut Open, block: &str) -> Result<()> {
    let comment =
        |key: &str| block.lines().find_map(|l| l.strip_prefix("# ")?.strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim));
    if let Some(date) = comment("meta::dateCreated") {
        document.published = date.parse().ok();
    }
    let text = comment("text").context("a sentence without text")?;
    let paragraph = block.lines().any(|l| l.starts_with("# newpar") || l.starts_with("# newdoc"));
    if !document.text.is_empty() {
        document.text.push(if paragraph { '\n' } else { ' ' });
    }
    let (start, first) = (document.text.len(), document.words.len());
    document.text.push_str(text);
    let mut cursor = start;
    for line in block.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        ensure!(cells.len() == 10, "{line:?} has no ten columns");
        let Ok(id) = cells[0].parse::<usize>() else { continue };
        ensure!(id == document.words.len() - first + 1, "word {id} is out of order");
        let found = document.text[cursor..].find(cells[1]).with_context(|| format!("{:?} is not in the text", cells[1]))?;
        let at = cursor + found..cursor + found + cells[1].len();
        cursor = at.end;
        let head: usize = cells[6].parse().context("no head")?;
        let index = document.words.len();
        let [form, lemma, upos, feats, deprel] = [1, 2, 3, 5, 7].map(|c| cells[c].to_owned());
        document.words.push(Word { form, lemma, upos, feats, head: head.checked_sub(1).map(|h| first + h), deprel, at });
        marks(document, open, index, cells[9]);
    }
    document.sentences.push(first..document.words.len());
    Ok(())
}

fn marks(document: &mut Document, open: &mut Open, word: usize, misc: &str) {
    for (key, value) in misc.split('|').filter_map(|pair| pair.split_once('=')) {
        match key {
            "Entity" => entities(document, open, word, value),
            "XML" => dates(document, open, word, value),
            _ => {}
        }
    }
}

/// `(1-person-…` opens, `1)` closes, `(1-person-…)` is one word.
fn entities(document: &mut Document, open: &mut Open, word: usize, value: &str) {
    let mut rest = value;
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('(') {
            let end = inside.find(['(', ')']).unwrap_or(inside.len());
            let mut fields = inside[..end].split('-');
            let (id, kind) = (fields.next().unwrap_or_default().to_owned(), fields.next().unwrap_or_default().to_owned());
            if inside[end..].starts_with(')') {
                document.entities.push((kind, word..word + 1));
                rest = &inside[end + 1..];
            } else {
                open.entities.push((id, kind, word));
                rest = &inside[end..];
            }
        } else {
            let (id, behind) = rest.split_once(')').unwrap_or((rest, ""));
            if let Some(index) = open.entities.iter().rposition(|e| e.0 == id) {
                let (_, kind, start) = open.entities.remove(index);
                document.entities.push((kind, start..word + 1));
            }
            rest = behind;
        }
    }
}

/// `<date when:::"2015-08-21">` opens, `</date>` closes; both may stand at one word.
fn dates(document: &mut Document, open: &mut Open, word: usize, value: &str) {
    for tag in value.split('<').skip(1) {
        if let Some(attributes) = tag.strip_prefix("date") {
            open.dates.push((word, date(attributes)));
        } else if tag.starts_with("/date")
            && let Some((start, Some(value))) = open.dates.pop()
        {
            document.dates.push((start..word + 1, value));
        }
    }
}

/// `when`, or `from` with `to`; dates that are bounds only (`notBefore`) have no value.
fn date(attributes: &str) -> Option<Edtf> {
    let attribute = |name: &str| {
        let at = attributes.find(&format!("{name}:::\""))? + name.len() + 4;
        attributes[at..].split('"').next()
    };
    let one = |text: &str| -> Option<PartialDate> {
        let day = text.split('T').next()?;
        // The corpus writes --08-21 for a day of no year.
        day.strip_prefix("--").map_or_else(|| day.to_owned(), |rest| format!("XXXX-{rest}")).parse().ok()
    };
    match (attribute("when"), attribute("from"), attribute("to")) {
        (Some(when), ..) => Some(Edtf::Date(one(when)?)),
        (None, Some(from), Some(to)) => Some(Edtf::between(one(from)?, one(to)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    const SAMPLE: &str = "# newdoc id = X\n# meta::dateCreated = 2015-08-21\n# newpar\n# text = Ann doesn't live in Minsk.\n\
        1\tAnn\tAnn\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new-1)\n\
        2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
        4\tlive\tlive\tVERB\tVB\t_\t0\troot\t_\t_\n\
        5\tin\tin\tADP\tIN\t_\t6\tcase\t_\t_\n\
        6\tMinsk\tMinsk\tPROPN\tNNP\t_\t4\tobl\t_\tEntity=(2-place-new-1)|SpaceAfter=No\n\
        7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n\
        # newpar\n# text = May 5, 2012\n\
        1\tMay\tMay\tPROPN\tNNP\t_\t0\troot\t_\tXML=<p><date when:::\"2012-05-05\">|Entity=(3-time-new-1\n\
        2\t5\t5\tNUM\tCD\t_\t1\tnummod\t_\tSpaceAfter=No\n\
        3\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n\
        4\t2012\t2012\tNUM\tCD\t_\t1\tnmod\t_\tEntity=3)|XML=</date></p>\n";

    #[test]
    fn words_entities_and_dates() {
        let document = read("X", SAMPLE).expect("read");
        assert_eq!(document.text, "Ann doesn't live in Minsk.\nMay 5, 2012");
        assert_eq!(&document.text[document.words[2].at.clone()], "n't");
        assert_eq!(document.words[7].at.start, document.text.find("May").unwrap());
        assert_eq!(document.entities, [("person".to_owned(), 0..1), ("place".to_owned(), 5..6), ("time".to_owned(), 7..11)]);
        assert_eq!((document.dates[0].0.clone(), document.dates[0].1.to_string()), (7..11, "2012-05-05".to_owned()));
        assert_eq!(document.published.map(|d| d.to_string()).as_deref(), Some("2015-08-21"));
        assert!(read("X", "# text = a\n1\tb\tb\tX\tX\t_\t0\troot\t_\t_").is_err());
    }
}
