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
    "densenet",
    "efficientnet",
    "enas",
    "fbnet",
    "mnasnet",
    "mobilenet_v2",
    "mobilenet_v3",
    "nasbench201",
    "nasbench_macro",
    "once_for_all",
    "proxylessnas",
    "resnet",
    "tiny",
    "transnasbench101",
    "vit",
}

/// Returns the text of the module with a name such as `blocks`.
pub fn get(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|it| it.0 == name).map(|it| it.1)
}
