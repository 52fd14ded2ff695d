//! The README's picture: a frame of the real binary, as SVG. `cargo test --test picture -- --ignored` paints it anew.
#![cfg(unix)]

mod common;

use std::fmt::Write;
use std::fs;

use common::pty::Terminal;
use vt100::{Cell, Color, Screen};

const WIDE: u32 = 9;
const HIGH: u32 = 18;
const GROUND: &str = "#101216";
const INK: &str = "#d8dee9";

/// Half-block pixels become rectangles, so that they meet whatever the font; everything else is text of a fixed width.
fn svg(screen: &Screen) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (u32::from(columns) * WIDE, u32::from(rows) * HIGH);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" font-size=\"14\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{GROUND}\"/>\n<g shape-rendering=\"crispEdges\">\n"
    );
    let mut words = String::new();
    for row in 0..rows {
        let top = u32::from(row) * HIGH;
        let mut pixels: [Vec<(u32, u32, String)>; 2] = [Vec::new(), Vec::new()];
        let mut run: Option<Run> = None;
        for column in 0..columns {
            let Some(cell) = screen.cell(row, column) else {
                continue;
            };
            let left = u32::from(column) * WIDE;
            let (ink, ground) = colours(cell);
            let halves = match cell.contents() {
                "▀" => [ink.clone(), ground.clone()],
                "▄" => [ground.clone(), ink.clone()],
                "█" => [ink.clone(), ink.clone()],
                _ => [ground.clone(), ground.clone()],
            };
            for (line, half) in pixels.iter_mut().zip(halves) {
                match line.last_mut() {
                    Some((_, end, colour)) if *colour == half && *end == left => *end = left + WIDE,
                    _ => line.push((left, left + WIDE, half)),
                }
            }
            let text = match cell.contents() {
                "" | " " | "▀" | "▄" | "█" => "",
                text => text,
            };
            let cells = if cell.is_wide() { 2 } else { 1 };
            match &mut run {
                Some(run) if !text.is_empty() && run.goes_on(left, &ink, cell) => {
                    run.push(text, cells);
                }
                _ if text.is_empty() => {}
                _ => {
                    run.take().inspect(|run| run.write(&mut words, top));
                    run = Some(Run {
                        left,
                        cells,
                        ink,
                        bold: cell.bold(),
                        text: text.to_owned(),
                    });
                }
            }
        }
        run.inspect(|run| run.write(&mut words, top));
        for (half, line) in pixels.iter().enumerate() {
            for (left, right, colour) in line.iter().filter(|(_, _, colour)| colour != GROUND) {
                let (top, width, high) = (top + half as u32 * HIGH / 2, right - left, HIGH / 2);
                let _ = writeln!(
                    out,
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{high}\" fill=\"{colour}\"/>"
                );
            }
        }
    }
    let _ = write!(out, "</g>\n{words}</svg>\n");
    out
}

/// Text without a gap in it, of one colour.
struct Run {
    left: u32,
    cells: u32,
    ink: String,
    bold: bool,
    text: String,
}

impl Run {
    fn goes_on(&self, left: u32, ink: &str, cell: &Cell) -> bool {
        self.left + self.cells * WIDE == left && self.ink == ink && self.bold == cell.bold()
    }

    fn push(&mut self, text: &str, cells: u32) {
        self.text += text;
        self.cells += cells;
    }

    fn write(&self, out: &mut String, top: u32) {
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;");
        let weight = if self.bold {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{weight}>{text}</text>",
            self.left,
            top + 13,
            self.cells * WIDE,
            self.ink
        );
    }
}

fn colours(cell: &Cell) -> (String, String) {
    let of = |colour: Color, or: &str| match colour {
        Color::Rgb(red, green, blue) => format!("#{red:02x}{green:02x}{blue:02x}"),
        _ => or.to_owned(),
    };
    let (ink, ground) = (of(cell.fgcolor(), INK), of(cell.bgcolor(), GROUND));
    if cell.inverse() {
        (ground, ink)
    } else {
        (ink, ground)
    }
}

#[test]
#[ignore = "paints docs/picture.svg"]
fn the_readme_s_picture() {
    let mut terminal = Terminal::open(120, 40, &["deadlock", "--seed", "4"]);
    terminal.sees("DEADLOCK");
    terminal.settles();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/picture.svg");
    fs::write(path, terminal.with_screen(svg)).unwrap();
    terminal.keys("q");
    terminal.ends();
}
