//! Result pages: Markdown with the command in the head and pipe tables below, written and read back for comparison.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

/// A table: the first `labels` columns name the row, the others are figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Heading.
    pub title: String,
    /// Column heads.
    pub heads: Vec<String>,
    /// Number of columns that name the row.
    pub labels: usize,
    /// Cells, as many as heads in each row.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(title: impl Into<String>, labels: &[&str], figures: &[&str]) -> Self {
        let heads = labels.iter().chain(figures).map(ToString::to_string).collect();
        Self { title: title.into(), heads, labels: labels.len(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, labels: &[&str], figures: Vec<String>) {
        self.rows.push(labels.iter().map(ToString::to_string).chain(figures).collect());
    }

    /// The table as Markdown, columns lined up.
    #[must_use]
    pub fn markdown(&self) -> String {
        let width = |c: usize| self.rows.iter().map(|r| r[c].chars().count()).chain([self.heads[c].chars().count(), 3]).max().unwrap_or(3);
        let widths: Vec<usize> = (0..self.heads.len()).map(width).collect();
        let mut out = if self.title.is_empty() { String::new() } else { format!("## {}\n\n", self.title) };
        self.line(&mut out, &self.heads, &widths);
        for (column, &width) in widths.iter().enumerate() {
            let rule = "-".repeat(width + 1);
            let _ = if column < self.labels { write!(out, "|{rule}-") } else { write!(out, "|{rule}:") };
        }
        out.push_str("|\n");
        for row in &self.rows {
            self.line(&mut out, row, &widths);
        }
        out
    }

    fn line(&self, out: &mut String, cells: &[String], widths: &[usize]) {
        for (column, (cell, &width)) in cells.iter().zip(widths).enumerate() {
            let _ = if column < self.labels { write!(out, "| {cell:width$} ") } else { write!(out, "| {cell:>width$} ") };
        }
        out.push_str("|\n");
    }
}

/// A page of results.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// File name without its ending, and heading.
    pub name: String,
    /// The command that makes it.
    pub command: String,
    /// What the figures are, a paragraph.
    pub about: String,
    /// Tables.
    pub tables: Vec<Table>,
}

impl Page {
    /// The page as Markdown.
    #[must_use]
    pub fn markdown(&self) -> String {
        let tables: Vec<String> = self.tables.iter().map(Table::markdown).collect();
        format!("# {}\n\n    {}\n\n{}\n\n{}", self.name, self.command, self.about, tables.join("\n"))
    }

    /// Writes `NAME.md` in this folder.
    ///
    /// # Errors
    /// When the folder or file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("{}.md", self.name));
        std::fs::write(&path, self.markdown()).with_context(|| format!("cannot write {}", path.display()))
    }
}

/// One figure of a page: where it stands and its value.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Title of the table, labels of the row, head of the column.
    pub at: String,
    /// The value.
    pub value: f64,
}

/// The figures of a page in these columns, read back from its Markdown.
///
/// Row labels are the leading cells that are no numbers.
#[must_use]
pub fn figures(markdown: &str, columns: &[&str]) -> Vec<Figure> {
    let (mut title, mut heads, mut out) = (String::new(), Vec::new(), Vec::new());
    for line in markdown.lines() {
        if let Some(text) = line.strip_prefix("## ") {
            text.clone_into(&mut title);
            heads.clear();
        }
        let Some(inside) = line.strip_prefix('|').and_then(|l| l.strip_suffix('|')) else {
            if !line.is_empty() {
                continue;
            }
            heads.clear();
            continue;
        };
        let cells: Vec<String> = inside.split('|').map(|c| c.trim().to_owned()).collect();
        if heads.is_empty() {
            heads = cells;
            continue;
        }
        let labels: Vec<&str> = cells.iter().map(String::as_str).take_while(|c| c.parse::<f64>().is_err()).collect();
        for (head, cell) in heads.iter().zip(&cells) {
            if let (true, Ok(value)) = (columns.contains(&head.as_str()), cell.parse()) {
                out.push(Figure { at: format!("{title} / {} / {head}", labels.join(" / ")), value });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Page, Table, figures};

    #[test]
    fn figures_come_back() {
        let mut table = Table::new("Track 1", &["half", "type"], &["P", "F1"]);
        table.row(&["even", "per"], vec!["0.500".into(), "0.612".into()]);
        let page = Page { name: "x".into(), command: "make x".into(), about: "About.".into(), tables: vec![table.clone(), table] };
        let found = figures(&page.markdown(), &["F1"]);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].at.as_str(), found[0].value), ("Track 1 / even / per / F1", 0.612));
    }
}
