use super::*;
#[test]
fn show() {
    println!("{}", format(include_str!("../parse/tour.nas")).unwrap());
    panic!()
}
