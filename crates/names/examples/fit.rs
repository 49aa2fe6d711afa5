use rapporteur_names::PersonKey;
fn main() {
    for l in std::io::stdin().lines() {
        let l = l.unwrap();
        let (a, b) = l.split_once('\t').unwrap();
        let (x, y) = (PersonKey::of_words(a), PersonKey::of_words(b));
        println!("{:?} clash {} spelled {} decl {} | {a} | {b} full {} {}", x.fit(&y), x.clashes(&y), x.may_be_spelled_as(&y), x.can_decline(&y), x.full(), y.full());
    }
}
