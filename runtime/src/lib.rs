//! The runtime of nas: networks, supernets, training and searches on burn. The only crate that sees burn.

pub mod data;
pub mod layers;
pub mod network;
pub mod run;
pub mod search;
pub mod supernet;
pub mod task;
pub mod train;
