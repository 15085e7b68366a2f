use std::blocks::{bn_relu}
