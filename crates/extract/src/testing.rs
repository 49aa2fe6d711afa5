//! Test help: an analysis from a few lines "form lemma upos feats head deprel" and a list of mentions by their words.

use rapporteur_model::{
    Analysis, Claim, Deprel, Detail, Edtf, Feats, InstrumentKind, Lang, Mention, MentionKind, Report, Role, Sentence, Span, Token, Upos,
    Value,
};

/// Builds a report and its analysis. Tokens are joined by spaces; heads count from 1 within the one sentence, 0 is the root.
pub fn analysis(lang: Lang, rows: &str, mentions: &[(MentionKind, &str)]) -> (Report, Analysis) {
    let rows: Vec<Vec<&str>> = rows.lines().map(|l| l.split_whitespace().collect::<Vec<_>>()).filter(|r| r.len() == 6).collect();
    let text = rows.iter().map(|r| r[0]).collect::<Vec<_>>().join(" ");
    let mut at = 0;
    let mut tokens = Vec::new();
    for row in &rows {
        let head: u32 = row[4].parse().expect("a head is a number");
        tokens.push(Token {
            span: Span::new(at, at + row[0].len()),
            lemma: row[1].into(),
            upos: Upos::parse(row[2]).expect("a UPOS tag"),
            feats: Feats::read(row[3]),
            head: head.checked_sub(1),
            deprel: Deprel::read(row[5]),
        });
        at += row[0].len() + 1;
    }
    let sentence = Sentence { span: Span::new(0, text.len()), tokens: 0..tokens.len() as u32 };
    let mut analysis = Analysis { lang, model: "test".into(), sentences: vec![sentence], tokens, ..Analysis::default() };
    analysis.mentions = mentions.iter().map(|(kind, words)| mention(&analysis, &text, *kind, words)).collect();
    analysis.mentions.sort_by_key(|m| (m.span.start(), std::cmp::Reverse(m.span.end())));
    let mut report = Report::as_is("test", text);
    report.lang = lang;
    (report, analysis)
}

fn mention(analysis: &Analysis, text: &str, kind: MentionKind, words: &str) -> Mention {
    let (words, date) = words.split_once(" = ").unwrap_or((words, ""));
    let start = text.find(words).expect("the words of a mention stand in the text");
    let span = Span::new(start, start + words.len());
    let tokens = analysis.tokens_in(span);
    let head = tokens.clone().find(|&t| analysis.tokens[t as usize].head.is_none_or(|h| !tokens.contains(&h))).expect("a head");
    let detail = match kind {
        MentionKind::Date => Detail::Date(date.parse::<Edtf>().expect("a date mention has its value")),
        MentionKind::Instrument => Detail::Instrument(InstrumentKind::Protocol),
        _ => Detail::None,
    };
    Mention { kind, span, head, name: words.to_owned(), country: None, detail, same_as: None }
}

/// The claims as "kind modality role=words …", in order.
pub fn claims(lang: Lang, rows: &str, mentions: &[(MentionKind, &str)]) -> Vec<String> {
    let (report, analysis) = analysis(lang, rows, mentions);
    crate::extract(&report, &analysis).iter().map(|c| line(c, &analysis)).collect()
}

fn line(claim: &Claim, analysis: &Analysis) -> String {
    let mut out = format!("{:?} {:?}:", claim.kind, claim.modality);
    for field in claim.fields.iter().filter(|f| f.role != Role::Words) {
        let value = match &field.value {
            Value::Mention(m) => analysis.mentions[*m as usize].name.clone(),
            Value::Text(text) => text.clone(),
            Value::Date(date) => date.to_string(),
            Value::Number(number) => number.to_string(),
        };
        out.push_str(&format!(" {:?}={value}", field.role));
    }
    out
}
