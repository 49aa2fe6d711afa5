//! How far two spellings in one alphabet lie apart: letters weighed by sound, so that a vowel or a silent letter costs less than a consonant.
//! Works on canonical Latin keys; knows no names.

/// Words longer than this are compared by their beginnings.
const LONGEST: usize = 28;
/// A consonant for another.
const CONSONANT: u16 = 100;
/// A last vowel that tells gender.
const GENDER: u16 = 220;

/// Pairs of letters that spellings exchange, with the cost.
const ALIKE: [(u8, u8, u16); 21] = [
    (b'i', b'e', 30),
    (b'o', b'u', 25),
    (b'a', b'e', 35),
    (b'a', b'o', 40),
    (b'c', b'k', 10),
    (b'c', b's', 35),
    (b's', b'z', 30),
    (b'v', b'f', 30),
    (b'v', b'b', 60),
    (b'u', b'v', 35),
    (b'g', b'h', 40),
    (b'g', b'k', 40),
    (b'h', b'k', 45),
    (b'g', b'j', 35),
    (b'j', b'i', 30),
    (b'j', b'z', 50),
    (b'j', b'h', 60),
    (b'd', b't', 50),
    (b'b', b'p', 60),
    (b'm', b'n', 70),
    (b'f', b'p', 60),
];

fn vowel(c: u8) -> bool {
    matches!(c, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn exchanged(a: u8, b: u8, first: bool, last: bool) -> u16 {
    if a == b {
        return 0;
    }
    // "Igor" is not "Egor".
    if first && vowel(a) && vowel(b) {
        return 60;
    }
    // "Mario" is not "Maria".
    if last
        && vowel(a)
        && vowel(b)
        && (a == b'a' || b == b'a')
        && (a == b'o' || b == b'o' || a == b'e' || b == b'e' || a == b'u' || b == b'u')
    {
        return CONSONANT;
    }
    let listed = ALIKE.iter().find(|(x, y, _)| (a, b) == (*x, *y) || (a, b) == (*y, *x));
    listed.map_or(if vowel(a) && vowel(b) { 45 } else { CONSONANT }, |(_, _, cost)| *cost)
}

/// A letter that one spelling has more; `before` is the letter before it.
fn added(word: &[u8], at: usize) -> u16 {
    let (c, before, last) = (word[at], at.checked_sub(1).map(|b| word[b]), at + 1 == word.len());
    match c {
        b'a' if last => GENDER,
        b'h' if before.is_some() => 25,
        b'c' if word.get(at + 1) == Some(&b'h') => 30,
        b'e' if before.is_some_and(|b| matches!(b, b'o' | b'u' | b'a' | b'i')) => 15,
        _ if vowel(c) && last && c != b'e' => 80,
        _ if vowel(c) => 45,
        _ => CONSONANT,
    }
}

/// The cost of making one canonical key the other, in hundredths of a consonant; equal keys cost nothing. Gives up above `most`.
pub fn distance(a: &str, b: &str, most: u16) -> Option<u16> {
    let (a, b) = (&a.as_bytes()[..a.len().min(LONGEST)], &b.as_bytes()[..b.len().min(LONGEST)]);
    if a.len().abs_diff(b.len()) > 3 {
        return None;
    }
    let mut rows = [[0_u16; LONGEST + 1]; 3];
    for j in 1..=b.len() {
        rows[0][j] = rows[0][j - 1].saturating_add(added(b, j - 1));
    }
    for i in 1..=a.len() {
        let (now, before, earlier) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[now][0] = rows[before][0].saturating_add(added(a, i - 1));
        let mut least = rows[now][0];
        for j in 1..=b.len() {
            let last = i == a.len() && j == b.len();
            let mut cost = rows[before][j - 1] + exchanged(a[i - 1], b[j - 1], i == 1 && j == 1, last);
            cost = cost.min(rows[before][j].saturating_add(added(a, i - 1)));
            cost = cost.min(rows[now][j - 1].saturating_add(added(b, j - 1)));
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && a[i - 1] != b[j - 1] {
                cost = cost.min(rows[earlier][j - 2] + 60);
            }
            rows[now][j] = cost;
            least = least.min(cost);
        }
        if least > most + 60 {
            return None;
        }
    }
    Some(rows[a.len() % 3][b.len()]).filter(|&cost| cost <= most)
}

/// How near two canonical keys are, from 0 to 1: 1 is equal, from .8 a spelling of the same sounds, from .7 one that differs in vowels, from
/// .6 one letter may be wrong.
pub fn nearness(a: &str, b: &str) -> f32 {
    if a == b {
        return 1.0;
    }
    let length = a.len().min(b.len());
    let (sound, near, wrong) = match length {
        0..=2 => return 0.0,
        3 => (0, 15, 30),
        4 => (15, 30, 40),
        5 | 6 => (30, 45, 65),
        7..=9 => (45, 60, 85),
        _ => (50, 80, 110),
    };
    match distance(a, b, wrong) {
        None => 0.0,
        Some(cost) if cost <= sound => 0.9 - f32::from(cost) / 500.0,
        Some(cost) if cost <= near => 0.75,
        Some(_) => 0.65,
    }
}

#[cfg(test)]
mod tests {
    use super::nearness;

    fn check(a: &str, b: &str, least: f32, most: f32) {
        let (x, y) = (nearness(a, b), nearness(b, a));
        assert!((x - y).abs() < f32::EPSILON && (least..=most).contains(&x), "{a} {b} {x} {y}");
    }

    #[test]
    fn sounds_cost_less_than_letters() {
        check("muler", "mueler", 0.8, 1.0);
        check("katherine", "catherine", 0.8, 1.0);
        check("michael", "micheal", 0.6, 0.9);
        check("pemberton", "pembertan", 0.6, 0.9);
        check("carver", "carter", 0.0, 0.5);
        check("jonson", "jonston", 0.0, 0.5);
        check("mario", "maria", 0.0, 0.5);
        check("aleksandr", "aleksandra", 0.0, 0.5);
        check("li", "liu", 0.0, 0.5);
    }
}
