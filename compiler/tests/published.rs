//! Every published number of the standard library is found.

mod zoo;

#[test]
fn every_published_number_is_found() {
    let all = zoo::published().unwrap();
    assert!(all.len() > 50);
    for it in all {
        assert_eq!(it.found().as_ref(), Ok(&it.expected), "{} {:?} ({})", it.subject(), it.quantity, it.source);
    }
}
