//! Pictures of measurements: a panel for the time of each stage and one for memory, all with logarithmic axes.

use std::error::Error;

use plotters::{
    chart::{ChartBuilder, SeriesLabelPosition},
    coord::{Shift, combinators::IntoLogRange as _},
    drawing::{DrawingArea, IntoDrawingArea as _},
    element::{Circle, PathElement},
    prelude::{Color as _, IntoFont as _, LineSeries, PointSeries, RGBColor, SVGBackend},
};

use crate::growth::{
    Grows,
    page::{Measured, Table},
};

/// Colours that the colour-blind tell apart (Okabe and Ito, 2008), and what stands for each where the page is dark.
const COLORS: [(RGBColor, &str); 5] = [
    (RGBColor(0, 0, 0), "#e4e8ee"),
    (RGBColor(213, 94, 0), "#ff9a52"),
    (RGBColor(0, 158, 115), "#4fd0a8"),
    (RGBColor(0, 114, 178), "#6cbcf0"),
    (RGBColor(204, 121, 167), "#f0a8d0"),
];
const PAPER: RGBColor = RGBColor(255, 255, 255);
const INK: RGBColor = RGBColor(28, 36, 48);
const GRID: RGBColor = RGBColor(218, 222, 228);
/// What stands for paper, ink and grid where the page is dark.
const DARK: [(RGBColor, &str); 3] = [(PAPER, "#14181e"), (INK, "#e4e8ee"), (GRID, "#333b47")];

/// The width and the height of a picture.
const SIZE: (u32, u32) = (860, 680);

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn = Result<(), Box<dyn Error>>;

/// What a panel shows of a space.
struct Panel {
    title: &'static str,
    unit: &'static str,
    of: fn(&Measured) -> f64,
}

const PANELS: [Panel; 4] = [
    Panel { title: "check", unit: "time in ms", of: |it| it.efforts[0].seconds * 1e3 },
    Panel { title: "count", unit: "time in ms", of: |it| it.efforts[1].seconds * 1e3 },
    Panel { title: "draw", unit: "time in µs", of: |it| it.efforts[2].seconds * 1e6 },
    Panel { title: "memory of check and count", unit: "MiB", of: |it| it.efforts[1].mebibytes },
];

/// Draws the families that grow in one way.
pub(crate) fn picture(grows: Grows, tables: &[Table]) -> Result<String, Box<dyn Error>> {
    let tables: Vec<&Table> = tables.iter().filter(|it| it.0.grows == grows).collect();
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        area.fill(&PAPER)?;
        for (part, shown) in area.split_evenly((2, 2)).iter().zip(&PANELS) {
            panel(part, shown, &tables)?;
        }
        area.present()?;
    }
    Ok(adaptive(&svg))
}

fn panel(area: &Area<'_>, Panel { title, unit, of }: &Panel, tables: &[&Table]) -> Drawn {
    let grows = tables.first().ok_or("nothing to draw")?.0.grows;
    let points =
        |table: &Table| -> Vec<(f64, f64)> { table.1.iter().map(|it| (grows.of(it.size) as f64, of(it))).collect() };
    let all: Vec<(f64, f64)> = tables.iter().flat_map(|it| points(it)).collect();
    let [x, y] = [all.iter().map(|it| it.0).collect(), all.iter().map(|it| it.1).collect()].map(decades);
    let font = |size: u32| ("sans-serif", size).into_font().color(&INK);
    let mut chart = ChartBuilder::on(area)
        .margin(12)
        .caption(*title, font(16))
        .x_label_area_size(40)
        .y_label_area_size(64)
        .build_cartesian_2d((x.0..x.1).log_scale(), (y.0..y.1).log_scale())?;
    chart
        .configure_mesh()
        .x_desc(if grows == Grows::Layers { "layers" } else { "choices at each layer" })
        .y_desc(*unit)
        .axis_style(INK)
        .bold_line_style(GRID)
        .light_line_style(PAPER)
        .label_style(font(12))
        .axis_desc_style(font(13))
        .x_label_formatter(&|it| format!("{it}"))
        .y_label_formatter(&|it| format!("{it}"))
        .draw()?;
    for (table, (color, _)) in tables.iter().zip(COLORS) {
        chart
            .draw_series(LineSeries::new(points(table), color.stroke_width(2)))?
            .label(table.0.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], color.stroke_width(2)));
        chart.draw_series(PointSeries::of_element(points(table), 3, color.filled(), &|at, size, style| {
            Circle::new(at, size, style)
        }))?;
    }
    if *title == PANELS[0].title {
        let mut labels = chart.configure_series_labels();
        labels.position(SeriesLabelPosition::UpperLeft).label_font(font(12)).background_style(PAPER).draw()?;
    }
    Ok(())
}

/// The powers of ten around numbers.
fn decades(numbers: Vec<f64>) -> (f64, f64) {
    let (least, most) =
        numbers.into_iter().fold((f64::MAX, f64::MIN), |it, number| (it.0.min(number), it.1.max(number)));
    let power = |it: f64| 10_f64.powf(it);
    // A little more, so that the numbers at the ends are written.
    (0.999 * power((least * 1.001).log10().floor()), 1.001 * power((most / 1.001).log10().ceil()))
}

/// Gives every colour another where the page is dark.
fn adaptive(svg: &str) -> String {
    let hex = |it: RGBColor| format!("#{:02X}{:02X}{:02X}", it.0, it.1, it.2);
    let rule = |(light, dark): (RGBColor, &str)| {
        ["fill", "stroke"].map(|it| format!("[{it}=\"{}\"] {{ {it}: {dark} }}\n", hex(light))).concat()
    };
    let rules: String = COLORS.into_iter().chain(DARK).map(rule).collect();
    let style = format!("<style>\n@media screen and (prefers-color-scheme: dark) {{\n{rules}}}\n</style>\n");
    let head = svg.find('>').map_or(0, |it| it + 1);
    format!("{}\n{style}{}", &svg[..head], svg[head..].trim_start())
}
