//! The standard library of nas: plain `.nas` files, embedded.

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// Every module: the name behind `std::` and its text.
        pub const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!($name, ".nas")))),*];
    };
}

modules! {
    "blocks",
    "darts",
    "darts_one_cell",
    "densenet",
    "efficientnet",
    "enas",
    "fbnet",
    "mnasnet",
    "mobilenet_v2",
    "mobilenet_v3",
    "nasbench101",
    "nasbench201",
    "nasbench_macro",
    "once_for_all",
    "proxylessnas",
    "resnet",
    "tiny",
    "transnasbench101",
    "vit",
}

/// Published numbers of the spaces and networks of the library, with where each comes from: RON.
pub const PUBLISHED: &str = include_str!("published.ron");

macro_rules! genotypes {
    ($($name:literal),* $(,)?) => {
        /// Published architectures: the name of each and its file.
        pub const GENOTYPES: &[(&str, &str)] = &[$(($name, include_str!(concat!("genotypes/", $name, ".ron")))),*];
    };
}

genotypes! {
    "darts_v1",
    "darts_v2",
    "gdas",
    "p_darts",
    "pc_darts",
}

/// Returns the text of the module with a name such as `blocks`.
pub fn get(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|it| it.0 == name).map(|it| it.1)
}
