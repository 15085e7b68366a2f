//! How time and memory of checking, counting and sampling grow with a space.
//!
//! `cargo run --release -p nas-compiler --example growth` prints tables; with `-- --write` it writes them, with pictures, as
//! the page of the reference about growth. `-- --show` prints the spaces.
#![expect(clippy::print_stdout, reason = "an example shows something")]

use std::{env, error::Error, fs, path::Path};

#[path = "../../tests/growth/mod.rs"]
mod growth;
mod measure;
mod plot;

use growth::{FAMILIES, Grows, bomb::BOMBS, page};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => print(),
        ["--write"] => write(),
        ["--show"] => {
            let texts = FAMILIES.iter().flat_map(|it| it.sizes().map(|size| it.text(size)));
            texts.for_each(|it| println!("{it}"));
            Ok(())
        }
        [measure::ONE, family, size, stage] => {
            println!("{}", measure::one(family.parse()?, size.parse()?, stage.parse()?)?);
            Ok(())
        }
        [measure::ONE, bomb] => {
            println!("{}", measure::one_bomb(bomb.parse()?)?);
            Ok(())
        }
        _ => Err("known are `--write` and `--show`".into()),
    }
}

fn print() -> Result<(), Box<dyn Error>> {
    for family in &FAMILIES {
        print!("{}", page::table(&measure::table(family)?));
    }
    println!();
    for bomb in 0..BOMBS.len() {
        print!("{}", page::row(&measure::bomb(bomb)?));
    }
    Ok(())
}

/// Writes the page and its pictures.
fn write() -> Result<(), Box<dyn Error>> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let tables = FAMILIES.iter().map(measure::table).collect::<Result<Vec<_>, _>>()?;
    let bombs = (0..BOMBS.len()).map(measure::bomb).collect::<Result<Vec<_>, _>>()?;
    fs::write(docs.join("reference/growth.md"), page::page(&tables, &bombs))?;
    for grows in [Grows::Layers, Grows::Choices] {
        fs::write(docs.join("pictures").join(grows.picture()), plot::picture(grows, &tables)?)?;
    }
    Ok(())
}
