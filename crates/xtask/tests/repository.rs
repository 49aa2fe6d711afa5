//! The checks of the repository, run with all other tests. Passed over, with a message, where this is no git checkout.

#[test]
fn the_repository_keeps_its_rules() {
    let root = xtask::root();
    if xtask::tracked(&root).is_err() {
        eprintln!("skipped: not a git checkout");
        return;
    }
    let findings: Vec<String> =
        xtask::all(&root).unwrap().into_iter().flat_map(|(check, found)| found.into_iter().map(move |f| format!("{check}: {f}"))).collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}
