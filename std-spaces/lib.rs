//! The standard library of nas: plain `.nas` files, embedded.

macro_rules! modules {
    ($($name:literal),* $(,)?) => {
        /// Every module: the name behind `std::` and its text.
        pub const MODULES: &[(&str, &str)] = &[$(($name, include_str!(concat!($name, ".nas")))),*];
    };
}

modules! {
    "auto_deeplab",
    "autoformer",
    "blocks",
    "darts",
    "darts_one_cell",
    "darts_recurrent",
    "densenet",
    "dynamic_conv",
    "efficientnet",
    "einspace",
    "enas",
    "enas_recurrent",
    "evolved_transformer",
    "fbnet",
    "gpt",
    "hat",
    "hierarchical_nasbench201",
    "mnasnet",
    "mobilenet_v2",
    "mobilenet_v3",
    "nas_fpn",
    "nasbench101",
    "nasbench201",
    "nasbench_asr",
    "nasbench_macro",
    "nasnet",
    "nats_bench",
    "once_for_all",
    "pc_darts",
    "proxylessnas",
    "recurrent",
    "regnet",
    "resnet",
    "shufflenet_v2",
    "single_path_one_shot",
    "tiny",
    "transnasbench101",
    "vit",
    "zoph2017",
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
    "amoebanet_a",
    "auto_deeplab",
    "autoformer_base",
    "autoformer_small",
    "autoformer_tiny",
    "darts_recurrent_v1",
    "darts_recurrent_v2",
    "darts_v1",
    "darts_v2",
    "enas_macro",
    "enas_micro",
    "enas_recurrent",
    "fbnet_c",
    "gdas",
    "hat_raspberrypi_3500ms",
    "hat_raspberrypi_6900ms",
    "hat_titanxp_208ms",
    "hat_titanxp_57ms",
    "hat_xeon_450ms",
    "nas_fpn",
    "nasnet_a",
    "p_darts",
    "pc_darts",
    "proxylessnas_cpu",
    "proxylessnas_gpu",
    "proxylessnas_mobile",
    "single_path_one_shot",
    "transnas_64_111441_basic",
    "transnas_64_1234_basic",
    "transnas_64_41414_3_10_231",
}

/// Returns the text of the module with a name such as `blocks`.
pub fn get(name: &str) -> Option<&'static str> {
    MODULES.iter().find(|it| it.0 == name).map(|it| it.1)
}
