//! How many letters two words have in common: one less the edit distance (optimal string alignment) by the longer length.

/// 1 for equal words, 0 for words without a letter in common.
pub fn alike(a: &str, b: &str) -> f32 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 1.0;
    }
    // More letters missing than half: nothing alike.
    if a.len().abs_diff(b.len()) * 2 > longest {
        return 0.0;
    }
    let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    1.0 - rows[a.len()][b.len()] as f32 / longest as f32
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn letters_in_common() {
        assert!((alike("sargsyan", "sargsyan") - 1.0).abs() < 1e-6);
        assert!((alike("abcd", "abdc") - 0.75).abs() < 1e-6);
        assert!(alike("ab", "xyzuvw").abs() < 1e-6 && (alike("", "") - 1.0).abs() < 1e-6);
    }
}
