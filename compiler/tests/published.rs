//! Every published number of the standard library is found, and the page of the reference shows it.

use std::{fs, path::Path};

mod zoo;

use zoo::Published;

#[test]
fn every_published_number_is_found_and_on_the_page() {
    // The networks of the smallest table are counted here too, those of the others by the example.
    let found = |it: &Published| if it.module == "nasbench201" { it.found() } else { it.found_soon() };
    let all: Vec<_> = zoo::published().unwrap().into_iter().map(|it| (it.clone(), found(&it))).collect();
    assert!(all.len() >= 100);
    for (it, found) in &all {
        for (quantity, expected) in &it.expected {
            assert_eq!(
                found[quantity].as_ref(),
                Ok(expected),
                "{}, {} ({})",
                it.subject(),
                it.architecture(),
                it.source
            );
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/zoo.md");
    let page = zoo::page::page(&all);
    if std::env::var_os("NAS_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == page, "zoo.md is not current: set NAS_BLESS=1");
}
