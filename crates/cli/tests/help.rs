//! Help and errors that need no record, as transcripts in `tests/help/`.

#[test]
fn transcripts() {
    trycmd::TestCases::new().env("COLUMNS", "100").env("RAPPORTEUR_RECORD", "none.db").case("tests/help/*.trycmd");
}
