//! One report through the stages, guarded: what breaks becomes an issue of that report. Repairs nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rapporteur_analyze::{Engines, Sieve};
use rapporteur_model::{Analysis, Issue, IssueKind, Reading, Report, Span, Value};

/// Analyses a report, or those of its sentences that pass a sieve, and extracts its claims.
pub(crate) fn read(engines: &Engines, sieve: Option<&Sieve>, mut report: Report) -> (Reading, Analysis) {
    let stages = || {
        let analysis = sieve.map_or_else(|| engines.analyze(&report), |sieve| engines.analyze_some(&report, sieve));
        let claims = rapporteur_extract::extract(&report, &analysis);
        (analysis, claims)
    };
    match catching(stages) {
        Ok((mut analysis, claims)) => {
            let mentions = std::mem::take(&mut analysis.mentions);
            report.issues.append(&mut analysis.issues);
            let mut reading = Reading { report, mentions, claims };
            check(&mut reading);
            (reading, analysis)
        }
        Err(message) => {
            let lang = report.lang;
            report
                .issues
                .push(Issue::new(IssueKind::Other, format!("could not be analysed ({message}); please report this with the text")));
            (Reading { report, mentions: Vec::new(), claims: Vec::new() }, Analysis { lang, ..Analysis::default() })
        }
    }
}

/// Runs a stage; a panic comes back as its message.
pub(crate) fn catching<T>(stage: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(stage)).map_err(|panic| {
        let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned()).or_else(|| panic.downcast_ref::<String>().cloned());
        text.unwrap_or_else(|| "internal error".to_owned())
    })
}

/// Evidence is an invariant of the record: a claim that points outside its report is left out and told.
fn check(reading: &mut Reading) {
    let Reading { report, mentions, claims } = reading;
    let inside = |span: Span| report.text.get(span.start()..span.end()).is_some();
    let (mentioned, claimed) = (mentions.len(), claims.len());
    if mentions.iter().any(|m| !inside(m.span)) {
        // Claims point to mentions by index, so none can be taken out.
        mentions.clear();
    }
    claims.retain(|claim| {
        let sound = |value: &Value| !matches!(value, Value::Mention(m) if *m as usize >= mentions.len());
        inside(claim.trigger) && claim.fields.iter().all(|f| inside(f.span) && sound(&f.value))
    });
    let lost = mentioned - mentions.len() + claimed - claims.len();
    if lost > 0 {
        report.issues.push(Issue::new(IssueKind::Other, format!("{lost} mentions or claims pointed outside the text and were left out")));
    }
}

#[cfg(test)]
mod tests {
    use super::{catching, check};
    use rapporteur_model::{Claim, ClaimKind, Reading, Report, Role, Span, Value};

    #[test]
    fn a_panic_is_a_message() {
        assert_eq!(catching(|| 1), Ok(1));
        assert_eq!(catching(|| -> i32 { panic!("no tree for {}", "it") }), Err("no tree for it".to_owned()));
    }

    #[test]
    fn claims_outside_the_text_are_left_out() {
        let mut good = Claim::new(ClaimKind::Visit, Span::new(0, 4), "t");
        good.push(Role::Form, Value::Text("x".into()), Span::new(0, 4));
        let mut no_mention = good.clone();
        no_mention.push(Role::Visitor, Value::Mention(0), Span::new(0, 4));
        let half_a_letter = Claim::new(ClaimKind::Visit, Span::new(0, 3), "t");
        let report = Report::as_is("a", "да");
        let mut reading = Reading { report, mentions: vec![], claims: vec![no_mention, good.clone(), half_a_letter] };
        check(&mut reading);
        assert_eq!(reading.claims, [good]);
        assert_eq!(reading.report.issues.len(), 1);
    }
}
