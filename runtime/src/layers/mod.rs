//! Layers: what each primitive operation computes, and the weights it holds.
//!
//! One file per primitive, and one line in the list below. Its meaning to the compiler (parameters, shape, cost) is in
//! `nas_compiler`; every layer computes what its like in `torch.nn` computes, and starts from weights of the same
//! distribution.

mod activation;
mod append;
mod attention;
mod avg_pool;
mod batch_norm;
mod bias;
mod channel_shuffle;
mod class_token;
mod concat;
mod conv;
mod conv1d;
mod conv_transpose;
mod crop;
mod cross_attention;
mod drop_path;
mod dropout;
mod dynamic_conv;
mod embedding;
mod error;
mod flatten;
mod geometry;
mod global_avg_pool;
mod global_max_pool;
mod group_norm;
mod identity;
mod init;
mod layer_norm;
mod lightweight_conv;
mod linear;
mod matmul;
mod max_pool;
mod mean;
mod merge;
mod mul;
mod named;
mod noise;
mod pixel_shuffle;
mod pixel_unshuffle;
mod position;
mod position_embedding;
mod position_encoding;
mod positions;
mod registry;
mod relative_attention;
mod resize;
mod running;
mod scale;
mod site;
mod slice;
mod softmax;
mod sum;
mod to_image;
mod to_sequence;
mod transpose;
mod unfold;
mod value;
mod window;
mod zero;

#[cfg(test)]
pub(crate) mod laws;

pub use error::LayerError;
pub use init::{Init, fan_in_bound, xavier_bound};
pub use named::{NamedLayers, trainable};
pub use noise::Noise;
pub use registry::Primitive;
pub use running::Running;
pub use site::Site;
pub use value::{Inputs, Signature, Transform, Value};

registry::layers! {
    ClippedRelu(activation::clipped_relu),
    Gelu(activation::gelu),
    HardSigmoid(activation::hard_sigmoid),
    HardSwish(activation::hard_swish),
    LeakyRelu(activation::leaky_relu),
    Mish(activation::mish),
    Relu(activation::relu),
    Relu6(activation::relu6),
    Sigmoid(activation::sigmoid),
    Silu(activation::silu),
    Tanh(activation::tanh),
    Append(append),
    Attention(attention),
    AvgPool(avg_pool),
    BatchNorm(batch_norm),
    Bias(bias),
    ChannelShuffle(channel_shuffle),
    ClassToken(class_token),
    Concat(concat),
    Conv(conv),
    Conv1d(conv1d),
    ConvTranspose(conv_transpose),
    Crop(crop),
    CrossAttention(cross_attention),
    DropPath(drop_path),
    Dropout(dropout),
    DynamicConv(dynamic_conv),
    Embedding(embedding),
    Flatten(flatten),
    GlobalAvgPool(global_avg_pool),
    GlobalMaxPool(global_max_pool),
    GroupNorm(group_norm),
    Identity(identity),
    LayerNorm(layer_norm),
    LightweightConv(lightweight_conv),
    Linear(linear),
    Matmul(matmul),
    MaxPool(max_pool),
    Mean(mean),
    Mul(mul),
    PixelShuffle(pixel_shuffle),
    PixelUnshuffle(pixel_unshuffle),
    Position(position),
    PositionEmbedding(position_embedding),
    PositionEncoding(position_encoding),
    Positions(positions),
    RelativeAttention(relative_attention),
    Resize(resize),
    Scale(scale),
    Slice(slice),
    Softmax(softmax),
    Sum(sum),
    ToImage(to_image),
    ToSequence(to_sequence),
    Transpose(transpose),
    Unfold(unfold),
    Zero(zero),
}
