//! The standard library of nas: plain `.nas` files, embedded.

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// Every module: the name behind `std::` and its text.
        pub const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!($name, ".nas")))),*];
    };
}

modules! {
    "blocks",
    "nasbench201",
}

/// Returns the text of the module with a name such as `blocks`.
pub fn get(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|it| it.0 == name).map(|it| it.1)
}
