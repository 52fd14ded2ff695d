//! Typing: the prompt for the lecturer's statements, and the answers to `input()`.

use ratatui::crossterm::event::KeyEvent;

use super::App;
use super::prompt::Typed;
use crate::model::Doing;
use crate::stage::Request;
use crate::trace::TaskId;
use crate::view::ui::{Overlay, Run};

impl App {
    pub(super) fn open_prompt(&mut self) {
        let objects = self
            .session
            .iter()
            .flat_map(|session| session.model.objects.iter());
        let named =
            objects.flat_map(|object| object.names.iter().map(|name| (name.clone(), object.kind)));
        self.editor.open(named.collect());
        self.hold_for_typing();
    }

    /// Whether the threads stand still while a statement is typed is turned over, and said.
    pub(super) fn toggle_hold_for_typing(&mut self) {
        self.options.live_prompt = !self.options.live_prompt;
        let key = if self.options.live_prompt {
            "notice.typing-live"
        } else {
            "notice.typing-holds"
        };
        let sentence = self.texts().get(key).to_owned();
        self.remark(sentence);
    }

    /// The threads stand still while a statement is typed, unless the command line or a key said otherwise.
    pub(super) fn hold_for_typing(&mut self) {
        if self.ui.run == Run::Running && !self.options.live_prompt {
            self.hold(Run::Pausing);
            self.typing = true;
        }
    }

    /// The prompt is closed: those who were held for it go on.
    fn typed(&mut self) {
        let stands = matches!(self.ui.run, Run::Pausing | Run::Paused);
        if std::mem::take(&mut self.typing) && stands {
            self.let_go();
        }
    }

    /// Opens the prompt for whoever asks for input.
    pub(super) fn open_answer(&mut self) {
        self.put_aside = None;
        self.serve_asker();
    }

    pub(super) fn type_in(&mut self, key: KeyEvent) {
        let asker = match self.editor.prompt().map(|prompt| &prompt.purpose) {
            Some(crate::view::ui::Purpose::Input { task, .. }) => Some(*task),
            _ => None,
        };
        if asker.is_some() && crate::app::keys::name(key).as_deref() == Some("ctrl-d") {
            self.editor.close();
            self.request(Request::Answer(None));
            return;
        }
        let typed = self.editor.key(key);
        self.take_typed(typed, asker);
    }

    /// Closes the prompt as esc does.
    pub(super) fn leave_prompt(&mut self) {
        let asker = match self.editor.prompt().map(|prompt| &prompt.purpose) {
            Some(crate::view::ui::Purpose::Input { task, .. }) => Some(*task),
            Some(_) => None,
            None => return,
        };
        self.editor.close();
        self.take_typed(Typed::Left, asker);
    }

    /// Text that was pasted; several lines at the prompt for statements are run.
    pub(super) fn paste(&mut self, text: &str) {
        if self.editor.is_open() {
            let typed = self.editor.paste(text);
            self.take_typed(typed, None);
        }
    }

    fn take_typed(&mut self, typed: Typed, asker: Option<TaskId>) {
        match (typed, asker) {
            (Typed::Edited, _) => {}
            (Typed::Left, asker) => {
                self.put_aside = asker;
                self.typed();
            }
            (Typed::Entered(line), Some(_)) => self.request(Request::Answer(Some(line))),
            (Typed::Entered(statement), None) => {
                self.said_at_prompt = true;
                self.tell_of_queue();
                self.request(Request::Say(statement));
                self.typed();
            }
        }
    }

    /// What the statement that was typed has said is told at every size, wherever the output stands.
    pub(super) fn tell_result(&mut self) {
        let result = self
            .session
            .as_mut()
            .and_then(|session| session.result.take());
        if let Some((statement, said)) = result.filter(|_| self.said_at_prompt) {
            let first = statement.lines().next().unwrap_or_default();
            let said: Vec<&str> = said.lines().collect();
            let fields = [("statement", first), ("result", &*said.join("  "))];
            let remark = self.texts().fill("notice.result", &fields);
            self.answer(remark);
        }
    }

    pub(super) fn serve_asker(&mut self) {
        let asker = self
            .session
            .as_ref()
            .and_then(|session| session.model.askers.first().copied());
        if self.put_aside.is_some() && self.put_aside != asker {
            self.put_aside = None;
        }
        let shown = self.editor.prompt().map(|prompt| prompt.purpose.clone());
        match (asker, shown) {
            (Some(task), None) if self.put_aside.is_none() && self.ui.overlay == Overlay::None => {
                self.editor.ask(task, self.prompt_of(task));
            }
            // Whoever asked has been answered or is gone.
            (asker, Some(crate::view::ui::Purpose::Input { task, .. })) if asker != Some(task) => {
                self.editor.close();
                self.serve_asker();
            }
            _ => {}
        }
    }

    fn prompt_of(&self, task: TaskId) -> crate::trace::Text {
        let doing = self
            .session
            .as_ref()
            .and_then(|session| session.model.task(task))
            .map(|task| &task.doing);
        match doing {
            Some(Doing::Asking { prompt }) => prompt.clone(),
            _ => "".into(),
        }
    }
}
