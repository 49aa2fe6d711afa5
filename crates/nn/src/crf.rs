//! Decoding a linear-chain CRF.

/// The best tag of every position. `scores` is `[position][tag]`, `transitions` is `[from][to]`; there are no scores for the
/// start and the end; of equal sums the first tag wins. `tags` is overwritten.
///
/// # Panics
/// If `transitions` is not square with the side `count`, or `scores` is not a whole number of positions.
pub fn viterbi(scores: &[f32], transitions: &[f32], count: usize, tags: &mut Vec<u8>) {
    assert_eq!(transitions.len(), count * count, "transitions are square");
    assert!(count > 0 && count <= 256 && scores.len().is_multiple_of(count), "whole positions");
    tags.clear();
    let Some(first) = scores.get(..count) else { return };
    let mut sums = first.to_vec();
    let mut next = vec![0.0; count];
    let mut back: Vec<u8> = Vec::with_capacity(scores.len());
    for row in scores.chunks_exact(count).skip(1) {
        for to in 0..count {
            let (from, sum) = best((0..count).map(|from| sums[from] + transitions[from * count + to]));
            next[to] = sum + row[to];
            back.push(from as u8);
        }
        std::mem::swap(&mut sums, &mut next);
    }
    let mut tag = best(sums.iter().copied()).0;
    tags.push(tag as u8);
    for step in back.chunks_exact(count).rev() {
        tag = step[tag] as usize;
        tags.push(tag as u8);
    }
    tags.reverse();
}

fn best(values: impl Iterator<Item = f32>) -> (usize, f32) {
    values.enumerate().fold((0, f32::NEG_INFINITY), |best, (at, value)| if value > best.1 { (at, value) } else { best })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::viterbi;

    fn score(scores: &[f32], transitions: &[f32], tags: &[u8]) -> f32 {
        let emitted: f32 = tags.iter().enumerate().map(|(t, &tag)| scores[t * 3 + tag as usize]).sum();
        emitted + tags.windows(2).map(|w| transitions[w[0] as usize * 3 + w[1] as usize]).sum::<f32>()
    }

    proptest! {
        #[test]
        fn no_other_path_is_better(
            scores in prop::collection::vec(-4i8..4, 12).prop_map(|v| v.into_iter().map(f32::from).collect::<Vec<_>>()),
            transitions in prop::collection::vec(-4i8..4, 9).prop_map(|v| v.into_iter().map(f32::from).collect::<Vec<_>>()),
        ) {
            let mut tags = Vec::new();
            viterbi(&scores, &transitions, 3, &mut tags);
            let found = score(&scores, &transitions, &tags);
            for path in 0..81u32 {
                let other: Vec<u8> = (0..4).map(|t| (path / 3u32.pow(t) % 3) as u8).collect();
                prop_assert!(score(&scores, &transitions, &other) <= found);
            }
        }
    }

    #[test]
    fn the_first_of_equal_tags_wins() {
        let mut tags = vec![9];
        viterbi(&[0.0; 6], &[0.0; 9], 3, &mut tags);
        assert_eq!(tags, [0, 0]);
        viterbi(&[], &[0.0; 9], 3, &mut tags);
        assert!(tags.is_empty());
    }
}
