//! The status row says what the clock does.

use primviz::text::{Lang, Texts};
use primviz::view::ui::{Run, Tempo, Ui};
use ratatui::buffer::Buffer;

use crate::{frame, sample};

fn first_row(buf: &Buffer) -> String {
    let row = (0..buf.area().width).map(|x| buf[(x, 0)].symbol());
    row.collect()
}

#[test]
fn a_clock_that_does_not_run_says_why_at_every_width_and_moves_nothing() {
    for lang in [Lang::En, Lang::Zh] {
        for width in [60, 72, 80, 100, 120, 200] {
            let row = |tempo: Tempo| {
                let tale = sample::traffic();
                let mut ui = Ui {
                    lang,
                    tempo,
                    ..tale.ui()
                };
                first_row(&frame(&tale, &mut ui, width, 30))
            };
            let texts = Texts::of(lang);
            let [beat, lines] = if width < 100 {
                ["status.beat_short", "status.lines_short"]
            } else {
                ["status.beat", "status.lines"]
            };
            let rows = [row(Tempo::Runs), row(Tempo::Beat), row(Tempo::Lines)];
            for (shown, words) in rows.iter().zip(["1x", texts.get(beat), texts.get(lines)]) {
                assert!(
                    shown.contains(words),
                    "{lang:?} {width}: {words} in {shown}"
                );
                assert_eq!(shown.contains("1x"), words == "1x", "{shown}");
                let running = texts.get("status.running");
                assert_eq!(shown.find(running), rows[0].find(running), "{shown}");
            }
        }
    }
}

#[test]
fn a_run_that_the_lecturer_holds_is_paused_and_nothing_else() {
    let tale = sample::traffic();
    let mut ui = Ui {
        tempo: Tempo::Lines,
        run: Run::Paused,
        ..tale.ui()
    };
    let row = first_row(&frame(&tale, &mut ui, 120, 40));
    assert!(
        row.contains("paused") && !row.contains("waits for"),
        "{row}"
    );
}
