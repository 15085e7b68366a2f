//! Resizing of images: areas are averaged when an axis shrinks, neighbours interpolated when it grows.

use super::Image;

/// Where one value of a resized axis comes from: weights, adding up to 1, of the old values from `first` on.
struct Mixture {
    first: usize,
    weights: Vec<f32>,
}

/// Resizes every channel to `height` x `width`, each axis on its own.
pub(super) fn resize(image: &Image, height: usize, width: usize) -> Image {
    let [channels, old_height, old_width] = image.shape;
    if [old_height, old_width] == [height, width] {
        return image.clone();
    }
    let rows = mixtures(old_height, height);
    let columns = mixtures(old_width, width);
    let mut values = Vec::with_capacity(channels * height * width);
    for plane in image.values.chunks_exact((old_height * old_width).max(1)) {
        for row in &rows {
            let line = mix_rows(plane, old_width, row);
            values.extend(columns.iter().map(|it| mix(&line, it)));
        }
    }
    Image { shape: [channels, height, width], values }
}

fn mixtures(old: usize, new: usize) -> Vec<Mixture> {
    let step = old as f64 / new as f64;
    (0..new).map(|at| if new < old { area(at, step, old) } else { neighbours(at, step, old) }).collect()
}

/// The old values that the interval of the new one covers, by the length covered.
fn area(at: usize, step: f64, old: usize) -> Mixture {
    let (start, end) = (at as f64 * step, (at + 1) as f64 * step);
    let first = start as usize;
    let last = (end.ceil() as usize).min(old);
    let covered = |it: usize| (end.min((it + 1) as f64) - start.max(it as f64)) / step;
    Mixture { first, weights: (first..last).map(|it| covered(it) as f32).collect() }
}

/// The two old values nearest to the centre of the new one; pixel centres lie at halves.
fn neighbours(at: usize, step: f64, old: usize) -> Mixture {
    let centre = ((at as f64 + 0.5) * step - 0.5).clamp(0.0, (old - 1) as f64);
    let first = centre as usize;
    let share = (centre - first as f64) as f32;
    let weights = if first + 1 < old { vec![1.0 - share, share] } else { vec![1.0] };
    Mixture { first, weights }
}

fn mix_rows(plane: &[f32], width: usize, mixture: &Mixture) -> Vec<f32> {
    let mut line = vec![0.0; width];
    for (row, weight) in plane.chunks_exact(width).skip(mixture.first).zip(&mixture.weights) {
        for (sum, value) in line.iter_mut().zip(row) {
            *sum += weight * value;
        }
    }
    line
}

fn mix(line: &[f32], mixture: &Mixture) -> f32 {
    line[mixture.first..].iter().zip(&mixture.weights).map(|(value, weight)| value * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f32], width: usize) -> Vec<f32> {
        resize(&Image { shape: [1, 1, values.len()], values: values.to_vec() }, 1, width).values
    }

    fn close(found: &[f32], expected: &[f32]) -> bool {
        found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-6)
    }

    #[test]
    fn halving_averages_blocks_of_each_channel() {
        let values = (0..32).map(|it| it as f32).collect();
        let half = resize(&Image { shape: [2, 4, 4], values }, 2, 2);
        assert_eq!(half.shape, [2, 2, 2]);
        assert!(close(&half.values, &[2.5, 4.5, 10.5, 12.5, 18.5, 20.5, 26.5, 28.5]));
    }

    #[test]
    fn shrinking_by_a_fraction_weighs_pixels_by_their_covered_part() {
        // Three pixels to two: each new one covers one and a half.
        assert!(close(&line(&[1.0, 2.0, 6.0], 2), &[(1.0 + 0.5 * 2.0) / 1.5, (0.5 * 2.0 + 6.0) / 1.5]));
    }

    #[test]
    fn growing_interpolates_between_pixel_centres() {
        // torch.nn.functional.interpolate(torch.tensor([[[[0., 1.]]]]), (1, 4), mode="bilinear", align_corners=False)
        assert!(close(&line(&[0.0, 1.0], 4), &[0.0, 0.25, 0.75, 1.0]));
    }

    #[test]
    fn every_size_keeps_a_constant_image_constant() {
        for old in 1..9 {
            for new in 1..20 {
                assert!(close(&line(&vec![0.7; old], new), &vec![0.7; new]), "{old} to {new}");
            }
        }
    }

    #[test]
    fn shrinking_keeps_the_mean() {
        let values: Vec<f32> = (0..28).map(|it| (it * it % 17) as f32).collect();
        let mean = |it: &[f32]| it.iter().sum::<f32>() / it.len() as f32;
        for new in 1..28 {
            assert!((mean(&line(&values, new)) - mean(&values)).abs() < 1e-4, "{new}");
        }
    }
}
