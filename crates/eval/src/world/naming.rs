//! How a report names people with their posts, bodies with their sides, and organisations with their countries.

use super::grammar::{Case, Word, adjective, place};
use super::society::{Institution, Organisation, Post, Thing};
use super::telling::{Teller, Tongue};

impl Teller<'_> {
    /// A person: introduced with post and country, by the name alone, by the post alone, or as later in a report.
    pub(super) fn person(&mut self, which: usize, mode: &str, case: Case) {
        match mode {
            "post" => self.post(which, case),
            "name" => {
                self.full_name(which, case, 0);
                self.introduced[which] = true;
            }
            "short" => self.short_name(which, case),
            _ => {
                let form = self.random.weighted(&[90, 6, 4]);
                if self.tongue == Tongue::En && self.random.chance(0.4) {
                    self.full_name(which, case, form);
                    self.page.say(", ");
                    self.post(which, case);
                    self.page.say(",");
                } else {
                    self.post(which, case);
                    self.page.say(" ");
                    self.full_name(which, case, form);
                }
                self.introduced[which] = true;
            }
        }
    }

    /// The name: 0 full, 1 initials and surname, 2 surname.
    fn full_name(&mut self, which: usize, case: Case, form: usize) {
        let id = self.who(which);
        let (name, habit) = (&self.society.people[id as usize].name, self.habits.name);
        let words = match (self.tongue, form) {
            (Tongue::Ru, 1) => name.initials_ru(case, self.habits.father, habit),
            (Tongue::Ru, 2) => name.surname_ru(case, habit),
            (Tongue::Ru, _) => name.full_ru(case, self.habits.father, habit),
            (Tongue::En, 1) => name.initials_en(&self.data.letters, habit),
            (Tongue::En, 2) => name.surname_en(&self.data.letters, habit),
            (Tongue::En, _) => name.full_en(&self.data.letters, habit),
        };
        self.page.name(&words, Thing::Person(id), false);
    }

    fn short_name(&mut self, which: usize, case: Case) {
        let form = if self.random.chance(0.15) { 1 } else { 2 };
        self.full_name(which, case, form);
    }

    fn post(&mut self, which: usize, case: Case) {
        let slot = &self.society.slots[self.event.posts[which] as usize];
        let (land, post) = (slot.land, slot.post);
        match self.tongue {
            Tongue::Ru => self.post_ru(land, post, case),
            Tongue::En => self.post_en(land, post),
        }
    }

    fn post_noun(&self, key: &str, case: Case) -> String {
        let noun = &self.data.institutions.post[key];
        if self.tongue == Tongue::Ru { noun.ru[case.row()].clone() } else { noun.en.clone() }
    }

    fn post_ru(&mut self, land: u16, post: Post, case: Case) {
        match post {
            Post::Minister(subject) | Post::Deputy(subject) => {
                let of = &self.data.institutions.subject[subject].of;
                let noun = self.post_noun(if matches!(post, Post::Minister(_)) { "minister" } else { "deputy" }, case);
                if self.random.chance(0.12) && matches!(post, Post::Minister(_)) {
                    let adjective = adjective_of_person(&self.land_data(land).adjective, case);
                    self.page.say(&format!("{adjective} {noun} {of}"));
                } else {
                    self.page.say(&format!("{noun} {of} "));
                    self.land(land, Case::Gen);
                }
            }
            Post::Ambassador(to) => {
                self.page.say(&format!("{} ", self.post_noun("ambassador", case)));
                self.land(land, Case::Gen);
                self.page.say(" в ");
                self.land(to, Case::Loc);
            }
            Post::Head(organisation) => {
                self.page.say(&format!("{} ", self.post_noun(self.head(organisation), case)));
                self.organisation(organisation, Case::Gen);
            }
        }
    }

    fn head(&self, organisation: u32) -> &'static str {
        match self.society.organisations[organisation as usize].what {
            Institution::Committee(..) => "chair",
            Institution::Company(..) => "chief",
            _ => "head",
        }
    }

    fn post_en(&mut self, land: u16, post: Post) {
        let adjective = self.land_data(land).en_adjectives[0].clone();
        match post {
            Post::Minister(subject) | Post::Deputy(subject) => {
                let deputy = if matches!(post, Post::Deputy(_)) { "Deputy " } else { "" };
                let of = &self.data.institutions.subject[subject].en;
                match self.random.below(4) {
                    0 => self.page.say(&format!("{adjective} {deputy}Minister of {of}")),
                    1 => self.page.say(&format!("{adjective} {deputy}{of} Minister")),
                    2 => {
                        self.land(land, Case::Nom);
                        self.page.say(&format!("'s {deputy}{of} Minister"));
                    }
                    _ => {
                        self.page.say(&format!("{deputy}Minister of {of} of "));
                        self.land(land, Case::Nom);
                    }
                }
            }
            Post::Ambassador(to) => {
                if self.random.chance(0.4) {
                    self.page.say(&format!("{adjective} Ambassador to "));
                } else {
                    self.page.say("Ambassador of ");
                    self.land(land, Case::Nom);
                    self.page.say(" to ");
                }
                self.land(to, Case::Nom);
            }
            Post::Head(organisation) => {
                self.page.say(&format!("{} of the ", self.post_noun(self.head(organisation), Case::Nom)));
                self.organisation(organisation, Case::Nom);
            }
        }
    }

    /// The body of the event.
    pub(super) fn body_slot(&mut self, later: bool, case: Case) {
        let Some((body, _)) = self.event.session else { return };
        let bare = self.habits.bare_body;
        if later {
            let class = &self.data.institutions.class[self.society.bodies[body as usize].class];
            let words = if self.tongue == Tongue::Ru { class.ru[case.row()].clone() } else { class.en.clone() };
            return self.page.name(&words, Thing::Body(body), bare);
        }
        self.body(body, bare, case);
    }

    fn body(&mut self, body: u32, bare: bool, case: Case) {
        let start = self.page.begin();
        match (self.tongue, self.society.bodies[body as usize].parent) {
            (_, Some(_)) => self.part(body, bare, case),
            (Tongue::Ru, None) => self.body_ru(body, bare, case),
            (Tongue::En, None) => self.body_en(body, bare),
        }
        self.page.end(start, Thing::Body(body), bare);
    }

    /// "подкомиссия по туризму армяно-казахстанской комиссии по …"
    fn part(&mut self, id: u32, bare: bool, case: Case) {
        let body = &self.society.bodies[id as usize];
        let (class, subject) = (&self.data.institutions.class[body.class], &self.data.institutions.subject[body.subject]);
        let ru = self.tongue == Tongue::Ru;
        let words = if ru { format!("{} {}", class.ru[case.row()], subject.on_ru) } else { format!("{} {}", class.en, subject.on_en) };
        self.page.say(&words);
        if let (Some(parent), false) = (body.parent, bare) {
            self.page.say(if ru { " " } else { " of the " });
            self.body(parent, false, Case::Gen);
        }
    }

    fn body_ru(&mut self, id: u32, bare: bool, case: Case) {
        let body = &self.society.bodies[id as usize];
        let (class, subject) = (&self.data.institutions.class[body.class], &self.data.institutions.subject[body.subject]);
        let signs = &class.signs_ru[self.habits.form % class.signs_ru.len()];
        let signs: String = signs.split(' ').map(|sign| format!("{} ", adjective(sign, class.feminine, case))).collect();
        let noun = &class.ru[case.row()];
        let [a, b] = self.sides(body.sides);
        let (first, second) = (self.land_data(a), self.land_data(b));
        let pair = format!("{}-{} ", first.prefix, adjective(&second.adjective, class.feminine, case));
        match (bare, self.habits.form / 3) {
            (true, _) => self.page.say(&format!("{signs}{noun} {}", subject.on_ru)),
            (_, 0) => self.page.say(&format!("{signs}{pair}{noun} {}", subject.on_ru)),
            (_, 1) => self.page.say(&format!("{pair}{signs}{noun} {}", subject.on_ru)),
            (_, 2) => {
                self.page.say(&format!("{signs}{noun} {} между ", subject.on_ru));
                self.land(a, Case::Ins);
                self.page.say(" и ");
                self.land(b, Case::Ins);
            }
            _ => {
                self.page.say(&format!("{signs}{noun} "));
                self.land(a, Case::Nom);
                self.page.say(" – ");
                self.land(b, Case::Nom);
                self.page.say(&format!(" {}", subject.on_ru));
            }
        }
    }

    fn body_en(&mut self, id: u32, bare: bool) {
        let body = &self.society.bodies[id as usize];
        let (class, subject) = (&self.data.institutions.class[body.class], &self.data.institutions.subject[body.subject]);
        let sign = &class.signs_en[self.habits.form % class.signs_en.len()];
        let noun = format!("{sign} {}", class.en);
        let [a, b] = self.sides(body.sides);
        match (bare, self.habits.form / 3) {
            (true, _) => self.page.say(&format!("{noun} {}", subject.on_en)),
            (_, 0) => {
                let pair = format!("{}-{}", self.land_data(a).en_adjectives[0], self.land_data(b).en_adjectives[0]);
                self.page.say(&format!("{pair} {noun} {}", subject.on_en));
            }
            (_, 1) => {
                let dash = if self.habits.words { "–" } else { "-" };
                self.land(a, Case::Nom);
                self.page.say(dash);
                self.land(b, Case::Nom);
                self.page.say(&format!(" {noun} {}", subject.on_en));
            }
            (_, form) => {
                self.page.say(&format!("{noun} {} {} ", subject.on_en, if form == 2 { "between" } else { "of" }));
                self.land(a, Case::Nom);
                self.page.say(" and ");
                self.land(b, Case::Nom);
            }
        }
    }

    fn sides(&self, [a, b]: [u16; 2]) -> [u16; 2] {
        if self.habits.turned { [b, a] } else { [a, b] }
    }

    /// The organisation of the event.
    pub(super) fn organisation_slot(&mut self, later: bool, case: Case) {
        let id = self.event.organisation;
        let bare = self.habits.bare_organisation;
        let organisation = &self.society.organisations[id as usize];
        let (ru, en) = self.short(organisation, case);
        match (later || bare, ru, en) {
            (true, Some(ru), Some(en)) => {
                let words = if self.tongue == Tongue::Ru { ru } else { en };
                self.page.name(&words, Thing::Organisation(id), bare);
            }
            _ => self.organisation(id, case),
        }
    }

    /// The name without its country, as later in a report.
    fn short(&self, organisation: &Organisation, case: Case) -> (Option<String>, Option<String>) {
        let data = &self.data.institutions;
        match organisation.what {
            Institution::Ministry(subject) => {
                let subject = &data.subject[subject];
                (Some(short_case(&subject.short, case)), Some(format!("{} Ministry", subject.en)))
            }
            Institution::Agency(agency) if self.letters => {
                (Some(data.agency[agency].ru_short.clone()), Some(data.agency[agency].en_short.clone()))
            }
            Institution::Agency(_) => {
                let (ru, en) = self.agency_names(organisation);
                (Some(neuter(ru, case)), Some(en.to_owned()))
            }
            _ => (None, None),
        }
    }

    fn agency_names(&self, organisation: &Organisation) -> (&str, &str) {
        let Institution::Agency(agency) = organisation.what else { return ("", "") };
        let agency = &self.data.institutions.agency[agency];
        let renamed = organisation.renamed.is_some_and(|day| day < self.event.day);
        match (&agency.after_ru, &agency.after_en) {
            (Some(ru), Some(en)) if renamed => (ru, en),
            _ => (&agency.ru, &agency.en),
        }
    }

    /// The later name of the event's agency.
    pub(super) fn new_name(&mut self) {
        let id = self.event.organisation;
        let Institution::Agency(agency) = self.society.organisations[id as usize].what else { return };
        let agency = &self.data.institutions.agency[agency];
        let words = if self.tongue == Tongue::Ru { agency.after_ru.clone() } else { agency.after_en.clone() };
        self.page.name(&words.unwrap_or_default(), Thing::Organisation(id), false);
    }

    /// An organisation with its country.
    fn organisation(&mut self, id: u32, case: Case) {
        if matches!(self.society.organisations[id as usize].what, Institution::Company(..)) && self.tongue == Tongue::En {
            self.page.drop_article();
        }
        let start = self.page.begin();
        match self.tongue {
            Tongue::Ru => self.organisation_ru(id, case),
            Tongue::En => self.organisation_en(id),
        }
        self.page.end(start, Thing::Organisation(id), false);
        if matches!(self.society.organisations[id as usize].what, Institution::Agency(_)) {
            self.acronym(id);
        }
    }

    /// " (НАПЭ)" behind an agency's name, in a share of the reports.
    fn acronym(&mut self, id: u32) {
        let organisation = &self.society.organisations[id as usize];
        let renamed = organisation.renamed.is_some_and(|day| day < self.event.day);
        let Institution::Agency(agency) = organisation.what else { return };
        if self.letters || renamed || self.habits.form.is_multiple_of(2) {
            return;
        }
        let agency = &self.data.institutions.agency[agency];
        self.letters = true;
        self.page.say(" (");
        self.page.name(if self.tongue == Tongue::Ru { &agency.ru_short } else { &agency.en_short }, Thing::Organisation(id), false);
        self.page.say(")");
    }

    fn organisation_ru(&mut self, id: u32, case: Case) {
        let society = self.society;
        let organisation = &society.organisations[id as usize];
        let (data, land) = (&self.data.institutions, organisation.land);
        match &organisation.what {
            Institution::Ministry(subject) => {
                let subject = &data.subject[*subject];
                if self.habits.form % 3 == 2 {
                    let adjective = adjective(&self.land_data(land).adjective, false, case);
                    return self.page.say(&format!("{adjective} {}", short_case(&subject.short, case)));
                }
                let words = match self.habits.form % 3 {
                    0 => format!("{} {} ", data.words.ministry_ru[case.row()], subject.of),
                    _ => format!("{} ", short_case(&subject.short, case)),
                };
                self.page.say(&words);
                self.land(land, Case::Gen);
            }
            Institution::Agency(_) => {
                let name = neuter(self.agency_names(organisation).0, case);
                self.page.say(&format!("{name} "));
                self.land(land, Case::Gen);
            }
            Institution::House(house) => {
                self.page.say(&format!("{} ", data.house[*house].ru[usize::from(case != Case::Nom)]));
                self.land(land, Case::Gen);
            }
            Institution::Committee(committee, house) => {
                self.page.say(&format!("{} {} ", data.words.committee_ru[case.row()], data.committee[*committee].ru));
                self.organisation(*house, Case::Gen);
            }
            Institution::Company(ru, _, form, _) => {
                let form = &data.company.forms_ru[*form];
                let form = if form.ends_with('а') || form.ends_with("ия") {
                    super::grammar::surname(form, super::grammar::Gender::Woman, case, false)
                } else {
                    form.clone()
                };
                self.page.say(&format!("{form} «{ru}»"));
            }
        }
    }

    fn organisation_en(&mut self, id: u32) {
        let society = self.society;
        let organisation = &society.organisations[id as usize];
        let (data, land) = (&self.data.institutions, organisation.land);
        let adjective = self.land_data(land).en_adjectives[0].clone();
        match &organisation.what {
            Institution::Ministry(subject) => {
                let of = &data.subject[*subject].en;
                match self.habits.form % 4 {
                    0 => return self.page.say(&format!("{adjective} Ministry of {of}")),
                    1 => return self.page.say(&format!("{adjective} {of} Ministry")),
                    2 => self.page.say(&format!("{of} Ministry of ")),
                    _ => self.page.say(&format!("Ministry of {of} of ")),
                }
                self.land(land, Case::Nom);
            }
            Institution::Agency(_) => {
                let name = self.agency_names(organisation).1.to_owned();
                if self.habits.form.is_multiple_of(4) {
                    return self.page.say(&format!("{adjective} {name}"));
                }
                self.page.say(&format!("{name} of "));
                self.land(land, Case::Nom);
            }
            Institution::House(house) => {
                if self.habits.form.is_multiple_of(2) {
                    return self.page.say(&format!("{adjective} {}", data.house[*house].en));
                }
                self.page.say(&format!("{} of ", data.house[*house].en));
                self.land(land, Case::Nom);
            }
            Institution::Committee(committee, house) => {
                let name = &data.committee[*committee].en;
                let words = if self.habits.turned { format!("{name} Committee of the ") } else { format!("Committee on {name} of the ") };
                self.page.say(&words);
                self.organisation(*house, Case::Nom);
            }
            Institution::Company(_, en, _, form) => {
                let form = &data.company.forms_en[*form];
                let words = if form.is_empty() { en.clone() } else { format!("{en} {form}") };
                self.page.say(&words);
            }
        }
    }
}

/// An adjective of a living masculine noun.
fn adjective_of_person(word: &str, case: Case) -> String {
    adjective(word, false, if case == Case::Acc { Case::Gen } else { case })
}

/// A ministry's short name, declined where it ends in a consonant.
fn short_case(word: &str, case: Case) -> String {
    if word.ends_with(['а', 'и', 'о', 'ы', 'я']) { word.to_owned() } else { place(&Word::new(word), case) }
}

/// "Национальное агентство по …" in a case: adjectives and the noun up to the first that stays as it is.
fn neuter(name: &str, case: Case) -> String {
    let mut open = true;
    let decline = |word: &str| {
        let ended = |stem: &str, endings: [&str; 6]| format!("{stem}{}", endings[case.row()]);
        if !open {
            return word.to_owned();
        }
        if let Some(stem) = word.strip_suffix("ое") {
            return ended(stem, ["ое", "ого", "ому", "ое", "ым", "ом"]);
        }
        open = false;
        if let Some(stem) = word.strip_suffix("ие") {
            return ended(stem, ["ие", "ия", "ию", "ие", "ием", "ии"]);
        }
        word.strip_suffix('о').map_or_else(|| word.to_owned(), |stem| ended(stem, ["о", "а", "у", "о", "ом", "е"]))
    };
    name.split(' ').map(decline).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Case, neuter, short_case};

    #[test]
    fn names_of_organisations_in_cases() {
        assert_eq!(neuter("Национальное агентство по продвижению экспорта", Case::Loc), "Национальном агентстве по продвижению экспорта");
        assert_eq!(neuter("Управление водных ресурсов", Case::Gen), "Управления водных ресурсов");
        assert_eq!(short_case("Минздрав", Case::Loc), "Минздраве");
        assert_eq!(short_case("Минкультуры", Case::Loc), "Минкультуры");
    }
}
