//! Pieces into a report: the clean text, its blocks, its way back. Decides nothing about what is kept.

use rapporteur_model::{Alignment, Block, BlockKind, Span};

use crate::aligned::Aligned;
use crate::select::Piece;

/// The clean text with its blocks.
#[derive(Debug)]
pub(crate) struct Clean {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) alignment: Alignment,
    /// The block that is the line of publication.
    pub(crate) publication: Option<Span>,
}

/// Joins pieces with line ends.
pub(crate) fn assemble(pieces: &[Piece]) -> Clean {
    let (mut all, mut blocks, mut publication) = (Aligned::default(), Vec::new(), None);
    for piece in pieces {
        if !all.text.is_empty() {
            all.push_inserted("\n");
        }
        let start = all.text.len();
        all.append(&piece.body);
        let span = Span::new(start, all.text.len());
        blocks.push(Block { kind: piece.kind, span });
        if piece.publication {
            publication = Some(span);
        }
    }
    let (text, alignment) = all.finish();
    Clean { text, blocks, alignment, publication }
}

impl Clean {
    /// The span of the headline.
    pub(crate) fn title(&self) -> Option<Span> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Title).map(|block| block.span)
    }
}
