//! The scenes to choose from.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::View;
use super::footer;
use super::paint::{self, Pen};
use super::theme::{Depth, Role};
use super::ui::{Gallery, GalleryEntry};
use crate::trace::ObjectKind;

/// Columns of the icon.
const ICON: u16 = 14;

pub(super) fn draw(buf: &mut Buffer, area: Rect, view: View, gallery: &Gallery) {
    let look = view.look;
    let head = Rect { height: 1, ..area };
    paint::tint(buf, head, look.on(Role::Text, Role::Raised));
    let mut pen = Pen::new(buf, head, 0);
    pen.skip(2)
        .raw(
            "primviz",
            look.on(Role::Accent, Role::Raised)
                .add_modifier(Modifier::BOLD),
        )
        .skip(2);
    pen.text(
        view.get("gallery.tagline"),
        look.on(Role::Text, Role::Raised),
        look,
    );
    let foot = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    footer::hints(buf, foot, &view.ui.hints, view);

    let body = Rect {
        y: area.y + 1,
        height: area.height - 2,
        ..area
    };
    let count = gallery.entries.len().max(1) as u16;
    let rows = (body.height / count).clamp(4, 8);
    let width = body.width.min(120);
    let body = Rect {
        x: body.x + (body.width - width) / 2,
        width,
        ..body
    };
    let fitting = usize::from(body.height / rows).max(1);
    let first = (gallery.chosen + 1).saturating_sub(fitting);
    let shown = gallery.entries.iter().enumerate().skip(first).take(fitting);
    let used = rows * (gallery.entries.len().saturating_sub(first).min(fitting)) as u16;
    let top = body.y + (body.height - used.min(body.height)) / 2;
    for (place, (index, entry)) in shown.enumerate() {
        let card = Rect {
            y: top + place as u16 * rows,
            height: rows,
            ..body
        };
        draw_card(buf, card, entry, gallery, index == gallery.chosen, view);
    }
}

fn draw_card(
    buf: &mut Buffer,
    area: Rect,
    entry: &GalleryEntry,
    gallery: &Gallery,
    chosen: bool,
    view: View,
) {
    let look = view.look;
    let card = Rect {
        height: area.height - 1,
        ..area
    };
    let lit = |style: Style| {
        if chosen && look.depth != Depth::None {
            style.bg(look.color(Role::Lit))
        } else {
            style
        }
    };
    if chosen {
        paint::tint(buf, card, lit(look.fg(Role::Text)));
        for row in 0..card.height {
            Pen::new(buf, card, row).char(
                if look.ascii { '|' } else { '▌' },
                lit(look.fg(Role::Accent)),
            );
        }
    }
    let aside = if area.width >= 76 { ICON + 4 } else { 3 };
    let text = Rect {
        x: card.x + aside,
        width: card.width.saturating_sub(aside + 1),
        ..card
    };
    let mut pen = Pen::new(buf, text, 0);
    let title = lit(look
        .fg(if chosen { Role::Accent } else { Role::Bright })
        .add_modifier(Modifier::BOLD));
    let title = if chosen && look.depth == Depth::None {
        title.add_modifier(Modifier::REVERSED)
    } else {
        title
    };
    pen.raw(view.ui.lang.pick(&entry.title), title).skip(2);
    for (index, kind) in entry.kinds.iter().enumerate() {
        let name = kind_name(*kind);
        if paint::width(name) + 2 > pen.room() {
            break;
        }
        if index > 0 {
            pen.raw(", ", lit(look.fg(Role::Dim)));
        }
        pen.raw(name, lit(look.fg(Role::Info)));
    }
    let bottom = text.height.saturating_sub(1);
    let about = view.ui.lang.pick(&entry.about);
    let mut row = 1;
    for line in paint::wrap(about, text.width) {
        if row >= bottom {
            break;
        }
        Pen::new(buf, text, row).raw(line, lit(look.fg(Role::Text)));
        row += 1;
    }
    if !entry.variants.is_empty() {
        variants(
            buf,
            text,
            row.min(bottom),
            entry,
            chosen.then_some(gallery.variant),
            view,
            lit,
        );
    }
}

fn variants(
    buf: &mut Buffer,
    area: Rect,
    row: u16,
    entry: &GalleryEntry,
    chosen: Option<usize>,
    view: View,
    lit: impl Fn(Style) -> Style,
) {
    let look = view.look;
    let mut pen = Pen::new(buf, area, row);
    let names = std::iter::once(view.get("gallery.plain"))
        .chain(entry.variants.iter().map(|(name, _)| &**name));
    for (index, name) in names.enumerate() {
        if paint::width(name) + 3 > pen.room() {
            break;
        }
        let here = chosen == Some(index);
        let mark = match (here, look.ascii) {
            (true, false) => "● ",
            (true, true) => "* ",
            (false, false) => "○ ",
            (false, true) => "- ",
        };
        let style = lit(look.fg(if here { Role::Accent } else { Role::Dim }));
        pen.raw(mark, style).raw(name, style).skip(3);
    }
    let about = chosen.and_then(|index| entry.variants.get(index.checked_sub(1)?));
    if let Some((_, words)) = about {
        pen.text(view.ui.lang.pick(words), lit(look.fg(Role::Dim)), look);
    }
}

fn kind_name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Lock => "Lock",
        ObjectKind::RLock => "RLock",
        ObjectKind::Semaphore => "Semaphore",
        ObjectKind::Event => "Event",
        ObjectKind::Condition => "Condition",
        ObjectKind::Barrier => "Barrier",
        ObjectKind::Queue => "Queue",
        ObjectKind::RwLock => "RWLock",
        ObjectKind::Timer => "Timer",
        ObjectKind::Pool => "Pool",
        ObjectKind::Pipe => "Pipe",
        ObjectKind::Variable => "variable",
    }
}
