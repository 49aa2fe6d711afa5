//! A text that grows, and the mentions in it.

use super::society::Thing;

/// A mention of the truth.
#[derive(Debug, Clone, Copy)]
pub struct Mention {
    /// What it stands for.
    pub thing: Thing,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether nothing in the report says which of several it is.
    pub bare: bool,
}

/// A text with its mentions.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The text.
    pub text: String,
    /// The mentions.
    pub mentions: Vec<Mention>,
    sentence: bool,
}

impl Page {
    /// Begins a sentence.
    pub fn sentence(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.sentence = true;
    }

    /// Words of a frame.
    pub fn literal(&mut self, words: &str) {
        if words.starts_with(['.', ',', ';', ':']) && self.text.ends_with(',') {
            self.text.pop();
        }
        self.say(words);
        if words.ends_with(". ") {
            self.sentence = true;
        }
    }

    /// Other words.
    pub fn say(&mut self, words: &str) {
        let mut letters = words.chars();
        match letters.next() {
            Some(first) if self.sentence => {
                self.text.extend(first.to_uppercase());
                self.text.push_str(letters.as_str());
                self.sentence = false;
            }
            Some(_) => self.text.push_str(words),
            None => {}
        }
    }

    /// Prepositions fit what follows: "во Вьетнаме", "об обмене".
    pub fn before(&mut self, next: &str) {
        let lower = next.to_lowercase();
        if ["вьет", "вьен"].iter().any(|start| lower.starts_with(start)) && [" в ", "В "].iter().any(|end| self.text.ends_with(end))
        {
            self.text.insert(self.text.len() - 1, 'о');
        }
        if lower.starts_with(['а', 'о', 'у', 'э', 'и']) && self.text.ends_with(" о ") {
            self.text.insert(self.text.len() - 1, 'б');
        }
    }

    /// An article before a name that has none is taken back.
    pub fn drop_article(&mut self) {
        if self.text.ends_with(" the ") {
            self.text.truncate(self.text.len() - 4);
        } else if self.text.ends_with("The ") {
            self.text.truncate(self.text.len() - 4);
            self.sentence = true;
        }
    }

    /// Where a mention begins.
    pub fn begin(&self) -> usize {
        self.text.len()
    }

    /// Ends the mention that began there.
    pub fn end(&mut self, start: usize, thing: Thing, bare: bool) {
        self.mentions.push(Mention { thing, start, end: self.text.len(), bare });
    }

    /// A mention of these words.
    pub fn name(&mut self, words: &str, thing: Thing, bare: bool) {
        let start = self.begin();
        self.say(words);
        self.end(start, thing, bare);
    }
}

#[cfg(test)]
mod tests {
    use super::{Page, Thing};

    #[test]
    fn sentences_articles_and_commas() {
        let mut page = Page::default();
        page.sentence();
        page.literal("The ");
        page.drop_article();
        page.name("belvara", Thing::Organisation(1), false);
        page.say(",");
        page.literal(". ");
        page.literal("о ");
        assert_eq!(page.text, "Belvara. О ");
        assert_eq!((page.mentions[0].start, page.mentions[0].end), (0, 7));
    }

    #[test]
    fn prepositions() {
        let mut page = Page::default();
        page.say("речь о ");
        page.before("обмене");
        page.say("обмене в ");
        page.before("Вьетнаме");
        assert_eq!(page.text, "речь об обмене во ");
    }
}
