//! The pane of a question: while it stands, when it is answered, and the line while the run plays on.

use primviz::model::{Answer, Question, Sure, questions};
use primviz::text::Lang;
use primviz::view;
use primviz::view::theme::Depth;
use primviz::view::ui::{Asking, Overlay, Phase, Ui};
use ratatui::layout::Rect;

use super::sample::{self, Tale};

fn asked(tale: &Tale, kind: &str, votes: &[u32]) -> Ui {
    let all = questions(&tale.model, None);
    let index = all.iter().position(|question| question.ask.kind() == kind);
    let index = index.expect("the moment has such a question");
    let question: Question = all[index].clone();
    let mut counts = vec![0; question.answers.len()];
    counts[..votes.len()].copy_from_slice(votes);
    Ui {
        overlay: Overlay::Question,
        asking: Some(Asking {
            now: tale.model.time,
            place: (index, all.len()),
            votes: counts,
            counting: None,
            phase: Phase::Open,
            question,
        }),
        ..tale.ui()
    }
}

fn answered(ui: &mut Ui, came: Answer, sure: Sure) {
    let asking = ui.asking.as_mut().expect("a question was asked");
    asking.phase = Phase::Answered {
        came: Some(came),
        sure,
        cause: None,
    };
}

/// All but the picture above the pane, which has tests of its own.
fn snapshot(name: &str, tale: &Tale, ui: &mut Ui, (width, height): (u16, u16)) {
    let buf = super::frame(tale, ui, width, height);
    let area = Rect::new(0, 0, width, height);
    let stage = view::stage_area(&tale.model, ui, area, tale.time);
    let rule = |y: &u16| ["━", "="].contains(&buf[(0, *y)].symbol());
    let top = (stage.top()..stage.bottom()).find(rule);
    let picture = Rect {
        height: top.unwrap_or(stage.bottom()) - stage.y,
        ..stage
    };
    super::record(&format!("{name}_{width}x{height}"), &buf, picture, ui.look);
}

#[test]
fn a_question_stands_large_below_the_stage() {
    let tale = sample::traffic();
    for size in [(80, 24), (120, 40), (200, 60)] {
        let mut ui = asked(&tale, "blocks", &[7, 14]);
        snapshot("question", &tale, &mut ui, size);
    }
    let mut ui = asked(&tale, "blocks", &[]);
    ui.look.ascii = true;
    ui.look.depth = Depth::None;
    snapshot("question_ascii_none", &tale, &mut ui, (80, 24));
}

#[test]
fn the_right_answer_is_told_by_a_word_not_by_its_colour() {
    let tale = sample::traffic();
    let mut ui = asked(&tale, "blocks", &[7, 14, 0, 2]);
    ui.lang = Lang::Zh;
    ui.look.depth = Depth::None;
    answered(&mut ui, Answer::No, Sure::Depends);
    snapshot("answered_zh_none", &tale, &mut ui, (80, 24));
    let mut ui = asked(&tale, "blocks", &[7, 14]);
    answered(&mut ui, Answer::Yes, Sure::Only);
    snapshot("answered", &tale, &mut ui, (120, 40));
}

#[test]
fn while_the_run_plays_on_the_question_is_one_line() {
    let tale = sample::traffic();
    let mut ui = asked(&tale, "blocks", &[]);
    ui.overlay = Overlay::None;
    ui.asking.as_mut().expect("it was asked").phase = Phase::Playing;
    snapshot("question_plays", &tale, &mut ui, (80, 24));
}
