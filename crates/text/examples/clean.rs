//! Prints what is read from files: the head's facts, then the blocks with their kinds; with `AS_IS=1` the bare lines of a page or
//! text. For looking, not for programs.

use rapporteur_text::{Format, Inputs, Options, read};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let as_is = std::env::var_os("AS_IS").is_some();
    for input in Inputs::of(&arguments, &rapporteur_text::Settings::default()) {
        let options =
            Options { lines_before: input.lines_before, as_is, format: input.format, charset: input.charset.clone(), ..Options::default() };
        let intake = match &input.bytes {
            Ok(bytes) if input.format == Some(Format::JsonLines) => {
                rapporteur_text::read_item(&input.address, &String::from_utf8_lossy(bytes), &options)
            }
            Ok(bytes) => read(&input.address, bytes, &options),
            Err(issue) => {
                println!("{}: {}", input.address, issue.message);
                continue;
            }
        };
        for report in &intake.reports {
            if as_is {
                println!("{}", report.text);
                continue;
            }
            println!("=== {} [{}] {} -> {} characters", report.path, report.lang.code(), report.chars_raw, report.chars_clean);
            println!("title: {:?}\npublisher: {:?}", report.title, report.publisher);
            println!("dateline: {:?}\npublished: {:?}", report.dateline, report.published);
            for block in &report.blocks {
                println!("{:?}: {}", block.kind, block.span.slice(&report.text));
            }
            println!("issues: {:?}", report.issues);
        }
        println!("{:?}", intake.issues);
    }
}
