//! What the networks of a language say of one report: sentences, tokens with their tree, name spans. Kept apart from the mentions
//! laid over it, so that it can be written once as CoNLL-U and everything behind it run without a network. Decides nothing.

use std::fmt::Write as _;

use rapporteur_model::{Analysis, Deprel, Feats, Issue, IssueKind, Lang, MentionKind, Report, Sentence, Span, Token, Upos};

use crate::mentions::{self, Layers};
use crate::places::Gazetteer;
use crate::{NameSpan, english, russian};

/// Names the models and rules of a language in claims; changes whenever an analysis may change. Empty where no engine reads it.
pub(crate) fn version(lang: Lang) -> &'static str {
    match lang {
        Lang::Ru => "slovnet-news-v1+rules-1",
        Lang::En => "rapporteur-en-1+rules-1",
        _ => "",
    }
}

/// What the networks say of one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Annotation {
    /// Sentences in the order of the text.
    pub sentences: Vec<Sentence>,
    /// Tokens in the order of the text.
    pub tokens: Vec<Token>,
    /// Names in the order of the text, none over another.
    pub names: Vec<NameSpan>,
}

/// Lines that are no annotation of the text that they are read for. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConlluError {
    /// A line is not ten columns, or a column is not what it should be.
    #[error("line {line}: {column} is missing or unknown")]
    Column {
        /// Which line.
        line: usize,
        /// Which column, as CoNLL-U calls it.
        column: &'static str,
    },
    /// A word does not come next in the text.
    #[error("line {line}: the text goes on with another word than \"{form}\"")]
    Word {
        /// Which line.
        line: usize,
        /// The word.
        form: String,
    },
    /// The text goes on behind the last word.
    #[error("the text goes on behind the last word, from \"{0}\"")]
    Rest(String),
}

impl Annotation {
    /// The analysis of the report that this is of: mentions laid over the tokens, by the rules of the report's language.
    #[must_use]
    pub fn analysis(mut self, report: &Report, gazetteer: &Gazetteer) -> Analysis {
        let (text, lang) = (&report.text, report.lang);
        let (quiet, cut) = match lang {
            Lang::Ru => {
                let split = russian::Split::new(text);
                (russian::quiet(text, &split), split.cut)
            }
            Lang::En => {
                let split = english::Split::of(report);
                mentions::reroot(text, &mut self.tokens);
                (english::quiet(text, &split), split.cut)
            }
            _ => return Analysis { lang, ..Analysis::default() },
        };
        let Self { sentences, tokens, names } = self;
        let lemmas = mentions::lower_lemmas(&tokens);
        let layers =
            Layers { report, lang, sentences: &sentences, tokens: &tokens, lemmas: &lemmas, names: &names, quiet: &quiet, gazetteer };
        let mentions = mentions::find(&layers);
        Analysis { lang, model: version(lang).to_owned(), sentences, tokens, mentions, issues: in_parts(cut) }
    }

    /// One paragraph a sentence of CoNLL-U: ID, FORM, LEMMA, UPOS, FEATS, HEAD, DEPREL, and in MISC the name that begins (`Name=person`)
    /// or goes on (`Name=+`) at the word. A dictionary form that is the word itself is written `=`.
    #[must_use]
    pub fn conllu(&self, text: &str) -> String {
        let mut out = String::new();
        for sentence in &self.sentences {
            for (at, i) in sentence.tokens.clone().enumerate() {
                let token = &self.tokens[i as usize];
                let form = token.span.slice(text);
                let lemma = if *token.lemma == *form { "=" } else { &token.lemma };
                let head = token.head.map_or(0, |head| head - sentence.tokens.start + 1);
                let Token { upos, feats, deprel, .. } = token;
                let _ = writeln!(out, "{}\t{form}\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{deprel}\t_\t{}", at + 1, self.misc(i));
            }
            out.push('\n');
        }
        out
    }

    fn misc(&self, token: u32) -> String {
        match self.names.iter().find(|name| name.tokens.contains(&token)) {
            None => "_".to_owned(),
            Some(name) if name.tokens.start == token => format!("Name={}", name.kind.name()),
            Some(_) => "Name=+".to_owned(),
        }
    }

    /// Reads what [`conllu`](Self::conllu) writes, for the same text. Comments are passed over.
    ///
    /// # Errors
    /// [`ConlluError`] where a line is not whole or the words are not those of the text.
    pub fn read_conllu(conllu: &str, text: &str) -> Result<Self, ConlluError> {
        let mut read = Self::default();
        let mut at = 0;
        let mut first = 0;
        for (line, row) in (1..).zip(conllu.lines().chain([""])) {
            if row.starts_with('#') {
                continue;
            }
            if row.is_empty() {
                read.end_sentence(&mut first, line)?;
                continue;
            }
            read.add(Row { line, columns: row.split('\t').collect() }, text, &mut at, first)?;
        }
        match text[at..].trim_start() {
            "" => Ok(read),
            rest => Err(ConlluError::Rest(rest.chars().take(40).collect())),
        }
    }

    fn end_sentence(&mut self, first: &mut u32, line: usize) -> Result<(), ConlluError> {
        let end = self.tokens.len() as u32;
        if self.tokens[*first as usize..].iter().any(|token| token.head.is_some_and(|head| head >= end)) {
            return Err(ConlluError::Column { line, column: "HEAD" });
        }
        if *first < end {
            let span = self.tokens[*first as usize].span.cover(self.tokens[end as usize - 1].span);
            self.sentences.push(Sentence { span, tokens: *first..end });
        }
        *first = end;
        Ok(())
    }

    /// Adds the word of a line, which stands in the text behind `at`.
    fn add(&mut self, row: Row, text: &str, at: &mut usize, first: u32) -> Result<(), ConlluError> {
        let form = row.get(1, "FORM")?;
        let start = text.len() - text[*at..].trim_start().len();
        if form.is_empty() || !text[start..].starts_with(form) {
            return Err(ConlluError::Word { line: row.line, form: form.to_owned() });
        }
        *at = start + form.len();
        let lemma = row.get(2, "LEMMA")?;
        let head: u32 = row.parsed(6, "HEAD", |head| head.parse().ok())?;
        let token = Token {
            span: Span::new(start, *at),
            lemma: if lemma == "=" { form.into() } else { lemma.into() },
            upos: row.parsed(3, "UPOS", Upos::parse)?,
            feats: Feats::read(row.get(5, "FEATS")?),
            head: head.checked_sub(1).map(|head| first + head),
            deprel: row.parsed(7, "DEPREL", Deprel::parse)?,
        };
        self.add_name(&row, token.span)?;
        self.tokens.push(token);
        Ok(())
    }

    fn add_name(&mut self, row: &Row, span: Span) -> Result<(), ConlluError> {
        let here = self.tokens.len() as u32;
        match row.get(9, "MISC")?.strip_prefix("Name=") {
            None => {}
            Some("+") => {
                let name = self.names.last_mut().filter(|name| name.tokens.end == here);
                let name = name.ok_or(ConlluError::Column { line: row.line, column: "MISC" })?;
                (name.tokens.end, name.span) = (here + 1, name.span.cover(span));
            }
            Some(_) => {
                let kind = row.parsed(9, "MISC", |misc| named(misc.strip_prefix("Name=")?))?;
                self.names.push(NameSpan { span, tokens: here..here + 1, kind });
            }
        }
        Ok(())
    }
}

/// The kind of a name, as `--json` calls it.
fn named(name: &str) -> Option<MentionKind> {
    [MentionKind::Person, MentionKind::Organisation, MentionKind::Place].into_iter().find(|kind| kind.name() == name)
}

/// A line with its columns.
struct Row<'a> {
    line: usize,
    columns: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, at: usize, column: &'static str) -> Result<&'a str, ConlluError> {
        self.columns.get(at).copied().ok_or(ConlluError::Column { line: self.line, column })
    }

    fn parsed<T>(&self, at: usize, column: &'static str, read: impl Fn(&'a str) -> Option<T>) -> Result<T, ConlluError> {
        read(self.get(at, column)?).ok_or(ConlluError::Column { line: self.line, column })
    }
}

/// The issue of sentences too long to be parsed as one.
fn in_parts(count: usize) -> Vec<Issue> {
    let which = if count == 1 { "a sentence is".to_owned() } else { format!("{count} sentences are") };
    let issue = || Issue::new(IssueKind::LongSentence, format!("{which} too long to be parsed as one and read in parts"));
    (count > 0).then(issue).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Annotation, ConlluError};

    const TEXT: &str = "Ван Хуа прибыл. Он\nздесь";
    const ROWS: &str = "# sent_id = 1\n\
        1\tВан\t=\tPROPN\t_\tCase=Nom\t3\tnsubj\t_\tName=person\n\
        2\tХуа\t=\tPROPN\t_\tCase=Nom\t1\tflat:name\t_\tName=+\n\
        3\tприбыл\tприбыть\tVERB\t_\tTense=Past\t0\troot\t_\t_\n\
        4\t.\t=\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n\
        1\tОн\tон\tPRON\t_\t_\t2\tnsubj\t_\t_\n\
        2\tздесь\t=\tADV\t_\t_\t0\troot\t_\t_\n\n";

    #[test]
    fn what_is_written_is_read() {
        let read = Annotation::read_conllu(ROWS, TEXT).expect("whole");
        assert_eq!(read.sentences.len(), 2);
        assert_eq!((read.tokens[1].head, read.tokens[4].head, read.tokens[5].head), (Some(0), Some(5), None));
        assert_eq!(read.names[0].span.slice(TEXT), "Ван Хуа");
        assert_eq!(&*read.tokens[2].lemma, "прибыть");
        assert_eq!(read.conllu(TEXT), ROWS.split_once('\n').expect("a comment").1);
    }

    #[test]
    fn another_text_and_torn_lines_are_refused() {
        let read = |rows: &str, text: &str| Annotation::read_conllu(rows, text).expect_err("refused");
        assert_eq!(read(ROWS, "Ван Хуань прибыл."), ConlluError::Word { line: 4, form: "прибыл".to_owned() });
        assert_eq!(read(ROWS, &format!("{TEXT} и там")), ConlluError::Rest("и там".to_owned()));
        assert_eq!(read("1\tВан\t=\tNAME\t_\t_\t0\troot\t_\t_", "Ван"), ConlluError::Column { line: 1, column: "UPOS" });
        assert_eq!(read("1\tВан\t=\tPROPN", "Ван"), ConlluError::Column { line: 1, column: "HEAD" });
        assert_eq!(read("1\tВан\t=\tPROPN\t_\t_\t2\troot\t_\t_", "Ван"), ConlluError::Column { line: 2, column: "HEAD" });
        assert_eq!(read("1\tВан\t=\tPROPN\t_\t_\t0\troot\t_\tName=+", "Ван"), ConlluError::Column { line: 1, column: "MISC" });
    }
}
