//! Rows of tables and pairs of lists of definitions: short cells side by side are one line of text. Joins; drops nothing but row numbers.

use super::Block;
use crate::paras::Tag;

/// Most bytes of a row of data; what is longer is layout.
const LONGEST: usize = 800;
/// Most cells of a row that is a line of text.
const CELLS: usize = 12;

/// Rows that are open, the innermost last: the number of blocks before each.
#[derive(Debug, Default)]
pub(super) struct Rows(Vec<usize>);

impl Rows {
    pub(super) fn open(&mut self, blocks: usize) {
        self.0.push(blocks);
    }

    /// Ends the innermost row; `container` is what stands around its table.
    pub(super) fn close(&mut self, blocks: &mut Vec<Block>, container: u32) {
        if let Some(first) = self.0.pop().filter(|&first| first < blocks.len())
            && join(blocks, first)
            && let Some(row) = blocks.last_mut()
        {
            row.container = container;
        }
    }
}

/// Joins the blocks from `first` on where they are the cells of a row.
fn join(blocks: &mut Vec<Block>, first: usize) -> bool {
    let row = &blocks[first..];
    let cells: Vec<u32> = row.iter().filter_map(|block| block.cell).collect();
    let each_its_own = cells.len() == row.len() && cells.windows(2).all(|pair| pair[0] != pair[1]);
    let length: usize = row.iter().map(|block| block.body.text.len()).sum();
    if !each_its_own || !(2..=CELLS).contains(&row.len()) || length > LONGEST {
        return false;
    }
    let mut cells: Vec<Block> = blocks.drain(first..).collect();
    if cells.len() > 2 && is_number(&cells[0].body.text) {
        cells.remove(0);
    }
    blocks.extend(joined(cells, Tag::Row));
    true
}

fn is_number(text: &str) -> bool {
    text.len() <= 5 && text.bytes().any(|b| b.is_ascii_digit()) && text.chars().all(|c| c.is_ascii_digit() || ".)№".contains(c))
}

/// A term and what is said of it, as one line.
pub(super) fn pair(blocks: &mut Vec<Block>) {
    let at = blocks.len().saturating_sub(2);
    let [term, said] = &blocks[at..] else { return };
    if term.tag == Tag::Term && said.tag != Tag::Term && term.body.text.len() <= 200 {
        let both: Vec<Block> = blocks.drain(at..).collect();
        blocks.extend(joined(both, Tag::Row));
    }
}

fn joined(cells: Vec<Block>, tag: Tag) -> Option<Block> {
    let mut cells = cells.into_iter();
    let first = cells.next()?;
    let mut row = Block { tag, cell: None, ..first };
    for (n, cell) in cells.enumerate() {
        let sign = if row.body.text.ends_with([':', ',', ';', '–', '—', '-']) {
            " "
        } else if n == 0 {
            " – "
        } else {
            ", "
        };
        row.body.push_inserted(sign);
        row.body.append(&cell.body);
        row.linked += cell.linked;
        row.link = row.link.or(cell.link);
    }
    Some(row)
}
