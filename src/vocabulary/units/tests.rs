use super::*;
#[test]
fn dump() {
    for (t, any, _) in lookup::all_words() {
        if any {
            println!("NAME {t}");
        }
    }
    println!("{:?} size {}", lookup::counts(), std::mem::size_of::<Unit>());
}
