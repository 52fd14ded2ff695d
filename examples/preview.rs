//! Prints pictures to the terminal.
use primviz::view::canvas::{Canvas, Wear};
use primviz::view::sprite;
use primviz::view::theme::{Depth, Look, Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

fn arg(name: &str) -> Option<String> {
    let mut args = std::env::args();
    args.find(|a| a == name)?;
    args.next()
}

fn code(color: Color, bg: bool) -> String {
    let base = if bg { 40 } else { 30 };
    match color {
        Color::Reset => format!("{}", base + 9),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
        Color::Indexed(i) => format!("{};5;{i}", base + 8),
        Color::Black => format!("{base}"),
        Color::Red => format!("{}", base + 1),
        Color::Green => format!("{}", base + 2),
        Color::Yellow => format!("{}", base + 3),
        Color::Blue => format!("{}", base + 4),
        Color::Magenta => format!("{}", base + 5),
        Color::Cyan => format!("{}", base + 6),
        Color::Gray => format!("{}", base + 7),
        Color::DarkGray => format!("{}", base + 60),
        Color::LightRed => format!("{}", base + 61),
        Color::LightGreen => format!("{}", base + 62),
        Color::LightYellow => format!("{}", base + 63),
        Color::LightBlue => format!("{}", base + 64),
        Color::LightMagenta => format!("{}", base + 65),
        Color::LightCyan => format!("{}", base + 66),
        Color::White => format!("{}", base + 67),
    }
}

fn print(buffer: &Buffer) {
    let area = *buffer.area();
    let mut out = String::from("\x1b[2J\x1b[H\x1b[?25l");
    for y in 0..area.height {
        out += &format!("\x1b[{};1H", y + 1);
        for x in 0..area.width {
            let cell = &buffer[(x, y)];
            if cell.symbol().is_empty() {
                continue;
            }
            let mut mods = String::new();
            for (m, c) in [
                (Modifier::BOLD, "1"),
                (Modifier::DIM, "2"),
                (Modifier::UNDERLINED, "4"),
                (Modifier::REVERSED, "7"),
            ] {
                if cell.modifier.contains(m) {
                    mods += c;
                    mods += ";";
                }
            }
            out += &format!("\x1b[0;{mods}{};{}m{}", code(cell.fg, false), code(cell.bg, true), cell.symbol());
        }
    }
    out += "\x1b[0m";
    print!("{out}");
    use std::io::Write;
    let _ = std::io::stdout().flush();
}

fn main() {
    let (w, h) = arg("--size")
        .and_then(|s| {
            let (w, h) = s.split_once('x')?;
            Some((w.parse().ok()?, h.parse().ok()?))
        })
        .unwrap_or((80, 24));
    let look = Look {
        theme: arg("--theme").and_then(|t| Theme::named(&t)).unwrap_or(Theme::dark()),
        depth: match arg("--depth").as_deref() {
            Some("0") => Depth::None,
            Some("16") => Depth::Ansi16,
            Some("256") => Depth::Ansi256,
            _ => Depth::True,
        },
        ascii: std::env::args().any(|a| a == "--ascii"),
    };
    let scale = arg("--scale").and_then(|s| s.parse().ok()).unwrap_or(1);
    let area = Rect::new(0, 0, w, h);
    let mut buffer = Buffer::empty(area);
    let mut canvas = Canvas::new(area, look, scale);
    let (mut x, mut y, mut tall) = (1, 1, 0);
    let prefix = arg("--only").unwrap_or_default();
    for (i, (name, sprite)) in sprite::all().filter(|(n, _)| n.starts_with(&prefix)).enumerate() {
        for frame in 0..sprite.frames() {
            if x + sprite.width() > canvas.width() {
                x = 1;
                y += tall + 3 + tall % 2;
                tall = 0;
            }
            tall = tall.max(sprite.height());
            canvas.sprite(sprite, x as f32, y as f32, Wear { frame, tint: i, ..Wear::default() });
            let (c, r) = (canvas.column(x as f32), canvas.row((y + sprite.height() + 1) as f32));
            let _ = (name, c, r);
            x += sprite.width() + 2;
        }
    }
    canvas.big(1, canvas.height() - 6, "SET CLEAR 0123456789/∞×+", Role::Good, 1);
    canvas.finish(&mut buffer);
    print(&buffer);
    std::thread::sleep(std::time::Duration::from_secs(20));
}
