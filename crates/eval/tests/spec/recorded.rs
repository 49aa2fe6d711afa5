//! Analyses of the test texts as the networks gave them, committed in `specs/recorded`, so that the tests behind them run in seconds
//! and without models: one CoNLL-U file a file of texts, and `cities.json`, the part of the gazetteer that they ask for.
//!
//! Where the models are installed, a text that is not recorded is read with them, and a test compares what is recorded with what they
//! say. `ANALYSES=update` (or `SPECS=update`) writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rapporteur_analyze::places::{Gazetteer, build_gazetteer};
use rapporteur_analyze::{Annotation, Engines, install};
use rapporteur_model::{Analysis, Lang, Report, Stated};

/// What to do about texts whose analysis is not recorded.
const HOW: &str = "with the models installed (rapporteur setup): ANALYSES=update cargo test -p rapporteur-eval --test specs";

/// A text of the tests: the file of recorded analyses that it belongs in, and its name there.
pub struct Text {
    pub file: String,
    pub name: String,
    pub report: Report,
}

impl Text {
    pub fn new(file: &str, name: &str, lang: Lang, text: &str, published: Option<&str>) -> Self {
        let mut report = Report::as_is("spec", text);
        report.lang = lang;
        report.published = published.map(|day| Stated { value: day.parse().expect("an anchor is EDTF"), span: None });
        Self { file: file.to_owned(), name: name.to_owned(), report }
    }
}

/// The recorded analyses, and the models where there are any.
pub struct Recorded {
    cities: Gazetteer,
    texts: BTreeMap<(String, String), String>,
    engines: Option<Engines>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folder() -> PathBuf {
    root().join("specs/recorded")
}

impl Recorded {
    pub fn open() -> Self {
        let json = std::fs::read(folder().join("cities.json")).unwrap_or_else(|_| b"{}".to_vec());
        let place = tempfile::tempdir().expect("a folder");
        let file = place.path().join(Gazetteer::FILE);
        build_gazetteer(&json[..], "specs/recorded").expect("cities.json is whole").write(&file).expect("written");
        let cities = Gazetteer::open(&file).expect("what was written can be read");
        let engines = install::default_folder().and_then(|folder| Engines::open(&folder).ok());
        Self { cities, texts: recorded_texts(), engines }
    }

    /// The analysis of a text as recorded; where it is not, as the models give it.
    pub fn analysis(&self, text: &Text) -> Result<Analysis, String> {
        match (self.annotation(text), &self.engines) {
            (Ok(annotation), _) => Ok(annotation.analysis(&text.report, &self.cities)),
            (Err(_), Some(engines)) => Ok(engines.analyze(&text.report)),
            (Err(why), None) => Err(format!("{}: {}: {why}; {HOW}", text.file, text.name)),
        }
    }

    fn annotation(&self, text: &Text) -> Result<Annotation, String> {
        let conllu = self.texts.get(&(text.file.clone(), text.name.clone())).ok_or("its analysis is not recorded")?;
        Annotation::read_conllu(conllu, &text.report.text).map_err(|error| format!("what is recorded is of another text: {error}"))
    }
}

/// What is recorded, by file and name.
fn recorded_texts() -> BTreeMap<(String, String), String> {
    let mut all = BTreeMap::new();
    for path in files() {
        let file = path.strip_prefix(folder()).expect("a file of the folder").with_extension("").to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).expect("a recorded file is readable");
        for part in text.split("# newdoc id = ").skip(1) {
            let (name, rows) = part.split_once('\n').unwrap_or((part, ""));
            let before = all.insert((file.clone(), name.to_owned()), rows.to_owned());
            assert!(before.is_none(), "{file} has two texts named {name:?}");
        }
    }
    all
}

fn files() -> Vec<PathBuf> {
    let within = |dir: PathBuf| std::fs::read_dir(dir).into_iter().flatten().map(|entry| entry.expect("an entry").path());
    let all = within(folder()).flat_map(|path| if path.is_dir() { within(path).collect() } else { vec![path] });
    let mut files: Vec<PathBuf> = all.filter(|path| path.extension().is_some_and(|e| e == "conllu")).collect();
    files.sort();
    files
}

/// Compares what is recorded with what the models say of all texts, or writes it. Skipped where there are no models.
pub fn compare(texts: &[Text]) {
    let recorded = Recorded::open();
    let Some(engines) = &recorded.engines else {
        eprintln!("skipped: the models are not installed (rapporteur setup); the recorded analyses are taken as they are");
        return;
    };
    let models = install::default_folder().expect("the engines were found there");
    let cities = Gazetteer::open(&models.join(Gazetteer::FILE)).expect("the engines opened it").noting();
    let (mut files, mut other) = (BTreeMap::<&str, String>::new(), Vec::new());
    for text in texts {
        let annotation = engines.annotate(&text.report).expect("the models can be used");
        if recorded.annotation(text).as_ref() != Ok(&annotation) {
            other.push(format!("{}: {}", text.file, text.name));
        }
        let _ = write!(files.entry(&text.file).or_default(), "# newdoc id = {}\n{}", text.name, annotation.conllu(&text.report.text));
        // Mentions ask for the cities.
        let _ = annotation.analysis(&text.report, &cities);
    }
    if ["ANALYSES", "SPECS"].iter().any(|name| std::env::var(name).is_ok_and(|mode| mode == "update")) {
        return write(&files, &cities.asked());
    }
    assert!(other.is_empty(), "the models read these otherwise than is recorded: {other:#?}\n{HOW}");
    let unknown = beyond(&cities.asked());
    assert!(unknown.is_empty(), "these cities are asked for and not recorded: {unknown:#?}\n{HOW}");
}

/// Lines of cities that `cities.json` does not have, with all these names.
fn beyond(asked: &str) -> Vec<String> {
    let read = |json: &str| serde_json::from_str::<BTreeMap<String, serde_json::Value>>(json).expect("an object of cities");
    let recorded = read(&std::fs::read_to_string(folder().join("cities.json")).unwrap_or_else(|_| "{}".to_owned()));
    let names = |city: &serde_json::Value| city["alternatenames"].as_array().cloned().unwrap_or_default();
    let known = |id: &String, city| recorded.get(id).map(names).is_some_and(|all| names(city).iter().all(|name| all.contains(name)));
    read(asked).iter().filter(|(id, city)| !known(id, city)).map(|(_, city)| city.to_string()).collect()
}

fn write(files: &BTreeMap<&str, String>, cities: &str) {
    for (file, rows) in files {
        let path = folder().join(format!("{file}.conllu"));
        std::fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("a folder");
        std::fs::write(path, rows).expect("written");
    }
    for path in self::files() {
        let kept = files.keys().any(|file| path == folder().join(format!("{file}.conllu")));
        if !kept {
            std::fs::remove_file(path).expect("a file of texts that are no more");
        }
    }
    std::fs::write(folder().join("cities.json"), cities).expect("written");
}
