//! Universal Dependencies v2: word classes, the features that rules look at, relations. Only names, no rules.

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($(#[$meta:meta])* $name:ident, $fallback:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "names of Universal Dependencies, https://universaldependencies.org")]
        pub enum $name { $(#[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name as in CoNLL-U.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Reads the name as in CoNLL-U.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

names!(
    /// Universal part of speech.
    Upos, X {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ", Noun = "NOUN", Num = "NUM",
        Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
);

names!(
    /// Universal dependency relation, with the subtypes that the models in use know.
    Deprel, Dep {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl", Advmod = "advmod", AdvmodEmph = "advmod:emph", Amod = "amod", Appos = "appos",
        Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass",
        CsubjOuter = "csubj:outer", Dep = "dep", Det = "det", DetPredet = "det:predet", Discourse = "discourse", Dislocated = "dislocated", Expl = "expl",
        Fixed = "fixed", Flat = "flat", FlatForeign = "flat:foreign", FlatName = "flat:name", Goeswith = "goeswith", Iobj = "iobj",
        List = "list", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss", NmodDesc = "nmod:desc", NmodUnmarked = "nmod:unmarked", NmodTmod = "nmod:tmod", NmodNpmod = "nmod:npmod", Nsubj = "nsubj",
        NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer", Nummod = "nummod", NummodEntity = "nummod:entity", NummodGov = "nummod:gov",
        Obj = "obj", Obl = "obl", OblAgent = "obl:agent", OblTmod = "obl:tmod", OblNpmod = "obl:npmod", OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative", Xcomp = "xcomp",
    }
);

impl Deprel {
    /// Reads a relation; an unknown subtype falls back to its base, an unknown base to `dep`.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Self::parse(text).or_else(|| Self::parse(text.split(':').next().unwrap_or_default())).unwrap_or(Self::Dep)
    }

    /// The relation without its subtype.
    #[must_use]
    pub fn base(self) -> Self {
        match self.name().split_once(':') {
            Some((base, _)) => Self::parse(base).unwrap_or(self),
            None => self,
        }
    }
}

names!(/// Case.
    Case, Nom { Nom = "Nom", Gen = "Gen", Dat = "Dat", Acc = "Acc", Ins = "Ins", Loc = "Loc", Voc = "Voc", Par = "Par" });
names!(/// Number.
    Number, Sing { Sing = "Sing", Plur = "Plur" });
names!(/// Gender.
    Gender, Masc { Masc = "Masc", Fem = "Fem", Neut = "Neut" });
names!(/// Grammatical person.
    Person, Third { First = "1", Second = "2", Third = "3" });
names!(/// Tense.
    Tense, Past { Past = "Past", Pres = "Pres", Fut = "Fut" });
names!(/// Mood.
    Mood, Ind { Ind = "Ind", Imp = "Imp", Cnd = "Cnd", Sub = "Sub" });
names!(/// Aspect.
    Aspect, Imp { Imp = "Imp", Perf = "Perf" });
names!(/// Form of a verb.
    VerbForm, Fin { Fin = "Fin", Inf = "Inf", Part = "Part", Conv = "Conv", Ger = "Ger" });
names!(/// Voice.
    Voice, Act { Act = "Act", Pass = "Pass", Mid = "Mid" });

/// The features of a token that rules look at; others are not kept.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[allow(missing_docs, reason = "names of Universal Dependencies features")]
pub struct Feats {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<Case>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<Person>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tense: Option<Tense>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mood: Option<Mood>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aspect: Option<Aspect>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb_form: Option<VerbForm>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<Voice>,
    /// `Animacy=Anim` true, `Animacy=Inan` false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub animate: Option<bool>,
    /// `Variant=Short`: a short adjective or participle.
    #[serde(default)]
    pub short: bool,
    /// `Polarity=Neg`.
    #[serde(default)]
    pub negative: bool,
}

impl Feats {
    /// Reads `Case=Nom|Number=Sing|…`; features that are not kept are passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut feats = Self::default();
        for (name, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
            match name {
                "Case" => feats.case = Case::parse(value),
                "Number" => feats.number = Number::parse(value),
                "Gender" => feats.gender = Gender::parse(value),
                "Person" => feats.person = Person::parse(value),
                "Tense" => feats.tense = Tense::parse(value),
                "Mood" => feats.mood = Mood::parse(value),
                "Aspect" => feats.aspect = Aspect::parse(value),
                "VerbForm" => feats.verb_form = VerbForm::parse(value),
                "Voice" => feats.voice = Voice::parse(value),
                "Animacy" => feats.animate = Some(value == "Anim"),
                "Variant" => feats.short = value == "Short",
                "Polarity" => feats.negative = value == "Neg",
                _ => {}
            }
        }
        feats
    }
}

impl std::fmt::Display for Feats {
    /// As [`Feats::read`] reads it, in the order of the alphabet; `_` where there is none.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all = [
            ("Animacy", self.animate.map(|yes| if yes { "Anim" } else { "Inan" })),
            ("Aspect", self.aspect.map(Aspect::name)),
            ("Case", self.case.map(Case::name)),
            ("Gender", self.gender.map(Gender::name)),
            ("Mood", self.mood.map(Mood::name)),
            ("Number", self.number.map(Number::name)),
            ("Person", self.person.map(Person::name)),
            ("Polarity", self.negative.then_some("Neg")),
            ("Tense", self.tense.map(Tense::name)),
            ("Variant", self.short.then_some("Short")),
            ("VerbForm", self.verb_form.map(VerbForm::name)),
            ("Voice", self.voice.map(Voice::name)),
        ];
        let mut written = all.iter().filter_map(|(name, value)| value.map(|value| (name, value)));
        let Some((name, value)) = written.next() else { return f.write_str("_") };
        write!(f, "{name}={value}")?;
        written.try_for_each(|(name, value)| write!(f, "|{name}={value}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Deprel, Feats, Upos};

    #[test]
    fn reads_conllu_names() {
        assert_eq!(Upos::parse("PROPN"), Some(Upos::Propn));
        assert_eq!(Deprel::read("nsubj:pass").base(), Deprel::Nsubj);
        assert_eq!(Deprel::read("obl:lmod"), Deprel::Obl);
        let feats = Feats::read("Animacy=Anim|Case=Ins|Foo=Bar");
        assert_eq!((feats.case, feats.animate), (Some(Case::Ins), Some(true)));
        let all = "Animacy=Inan|Aspect=Perf|Case=Gen|Gender=Fem|Mood=Ind|Number=Plur|Person=3|Polarity=Neg|Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass";
        assert_eq!(Feats::read(all).to_string(), all);
        assert_eq!(Feats::default().to_string(), "_");
    }
}
