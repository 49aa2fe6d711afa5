//! What a claim's confidence is: the share of its rule's claims that were right where they were counted. Knows no rule's inside.

use rapporteur_knowledge::confidence::confidence;

/// The confidence of a rule by the longest entry of `knowledge/confidence.toml` that its name begins with, points parting the name;
/// `None` where there is none.
#[must_use]
pub fn of(rule: &str) -> Option<f32> {
    let mut name = rule;
    loop {
        if let Some(&confidence) = confidence().get(name) {
            return Some(confidence);
        }
        name = name.rsplit_once('.')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_rule_has_its_own_figure_or_that_of_its_kind() {
        assert_eq!(of("post.of_another_kind"), of("post"));
        assert!(of("post.before_name") > of("post.main_country"));
        assert_eq!(of("unheard"), None);
    }
}
