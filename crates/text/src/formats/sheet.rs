//! Workbooks (XLSX, XLS, ODS) by `calamine`: each sheet is a table whose first row names its columns.

use calamine::{Data, DataType, Reader, open_workbook_auto_from_rs};
use rapporteur_model::Issue;

use super::table::Table;
use super::{Row, Settings, Sink, Source, damaged, unread};

pub(super) const XLSX: Row = Row { name: "workbook", fits: is_xlsx, read };
pub(super) const XLS: Row = Row { name: "workbook", fits: is_xls, read };
pub(super) const ODS: Row = Row { name: "workbook", fits: is_ods, read };

fn is_xlsx(start: &[u8], name: &str) -> bool {
    start.starts_with(b"PK\x03\x04")
        && (name.ends_with(".xlsx")
            || memchr::memmem::find(start, b"xl/workbook.xml").is_some()
            || memchr::memmem::find(start, b"xl/worksheets").is_some())
}

fn is_xls(start: &[u8], name: &str) -> bool {
    name.ends_with(".xls") && unread::is_old_office(start, name)
}

fn is_ods(start: &[u8], _: &str) -> bool {
    start.starts_with(b"PK\x03\x04") && memchr::memmem::find(&start[..start.len().min(200)], b"opendocument.spreadsheet").is_some()
}

fn read(source: Source, settings: &Settings, out: &mut Sink<'_>) -> Result<(), Issue> {
    let bytes = source.whole(settings.limits.bytes)?;
    let wrong = |error: &dyn std::fmt::Display| damaged("workbook", error);
    let mut book = open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).map_err(|error| wrong(&error))?;
    for sheet in book.sheet_names() {
        let range = match book.worksheet_range(&sheet) {
            Ok(range) => range,
            Err(error) => {
                if out(Err(wrong(&error))).is_break() {
                    return Ok(());
                }
                continue;
            }
        };
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let mut rows = range.rows().map(|row| row.iter().map(words).collect::<Vec<String>>());
        let Some(head) = rows.next() else { continue };
        let mut table = Table::new(head, &settings.columns, format!("{sheet}, row "), first + 1);
        table.look(|column| {
            Box::new(range.rows().skip(1).filter_map(move |row| match row.get(column) {
                Some(Data::String(text)) => Some(text.as_str()),
                _ => None,
            }))
        });
        for row in rows {
            if table.row(row, out).is_break() {
                return Ok(());
            }
        }
        if table.end(out).is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// A cell as words; a day as it is written internationally.
fn words(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(moment) => moment.clone(),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.as_string().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use crate::formats::testing::{parts_of, survives};

    #[test]
    fn rows_of_a_sheet_are_reports() {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, words) in [
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            (
                "META-INF/manifest.xml",
                "<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"></manifest:manifest>",
            ),
            (
                "content.xml",
                "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet><table:table table:name=\"News\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Date</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Text</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type=\"date\" office:date-value=\"2024-03-13\"><text:p>13.03.2024</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Ann met Bob in Suva.</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>",
            ),
        ] {
            writer.start_file(name, zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
            writer.write_all(words.as_bytes()).unwrap();
        }
        let book = writer.finish().unwrap().into_inner();
        let parts = parts_of("a.ods", &book);
        assert!(
            parts.iter().any(|part| part.starts_with("News, row 2 |  |  | 2024-03-13") && part.ends_with("| Ann met Bob in Suva.")),
            "{parts:?}"
        );
        survives("a.ods", &book);
    }
}
