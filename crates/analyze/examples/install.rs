//! Converts wheels into model files of the user's data folder: `cargo run -p rapporteur-analyze --example install WHEEL…`.

use rapporteur_analyze::install;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = install::default_folder().ok_or("no home folder")?;
    for wheel in std::env::args_os().skip(1) {
        for file in install::from_wheel(wheel.as_ref(), &folder)? {
            println!("{} ({} bytes)", file.path.display(), file.bytes);
        }
    }
    Ok(())
}
