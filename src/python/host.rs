//! What the prelude and the library ask of the world, by number: their calls of `_world` are understood when they are compiled.

macro_rules! host_calls {
    ($($name:ident $text:literal $least:literal, $most:literal;)*) => {
        /// Something that the world does for code that is written in Python.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum HostCall { $($name),* }

        impl HostCall {
            /// Every one.
            pub const ALL: &'static [HostCall] = &[$(HostCall::$name),*];

            /// The text that names it in a call, and how many arguments it takes: the fewest and the most.
            fn form(self) -> (&'static str, usize, usize) {
                match self { $(HostCall::$name => ($text, $least, $most)),* }
            }
        }
    };
}

host_calls! {
    ActionDone "action_done" 1, 1;
    ActionFailed "action_failed" 1, 1;
    Alive "alive" 1, 1;
    Annotations "annotations" 1, 1;
    Answer "answer" 1, 1;
    Begun "begun" 1, 1;
    Bind "bind" 3, 3;
    Call "call" 3, 3;
    Caller "caller" 0, 0;
    Cancel "cancel" 1, 1;
    Check "check" 3, 3;
    Close "close" 1, 1;
    Current "current" 0, 0;
    Evaluate "evaluate" 4, 4;
    Exit "exit" 1, 1;
    Exitcode "exitcode" 1, 1;
    Feed "feed" 1, 1;
    Feeder "feeder" 2, 2;
    Feeders "feeders" 0, 0;
    Feeds "feeds" 0, 0;
    File "file" 2, 3;
    Finish "finish" 0, 0;
    Finished "finished" 0, 0;
    Fork "fork" 5, 5;
    GlobalsOf "globals of" 1, 1;
    Handled "handled" 0, 0;
    Import "import" 1, 1;
    Join "join" 2, 2;
    Leave "leave" 0, 0;
    Loaded "loaded" 1, 1;
    LoadedNames "loaded names" 0, 0;
    Locals "locals" 0, 0;
    Main "main" 0, 0;
    Make "make" 3, 4;
    Manage "manage" 1, 1;
    Managed "managed" 4, 4;
    Me "me" 0, 0;
    NamesOf "names of" 1, 1;
    OfModule "of module" 2, 2;
    Parameters "parameters" 1, 1;
    Open "open" 1, 1;
    Part "part" 5, 6;
    Pid "pid" 1, 1;
    Pipe "pipe" 1, 1;
    Place "place" 0, 0;
    Process "process" 0, 0;
    Refuse "refuse" 0, 0;
    Rename "rename" 2, 2;
    Report "report" 2, 2;
    SetOfModule "set of module" 3, 3;
    SetTrace "set trace" 3, 3;
    Settle "settle" 3, 3;
    Signal "signal" 2, 2;
    Start "start" 5, 5;
    Tasks "tasks" 0, 0;
    Terminate "terminate" 1, 2;
    Throw "throw" 2, 2;
    TraceOf "trace of" 1, 1;
    Traceback "traceback" 2, 2;
    Turn "turn" 0, 0;
    Unbind "unbind" 2, 2;
}

impl HostCall {
    /// The one of this name, if it can be called with so many arguments.
    pub fn find(name: &str, arguments: usize) -> Option<Self> {
        Self::ALL.iter().copied().find(|call| {
            let (known, least, most) = call.form();
            known == name && (least..=most).contains(&arguments)
        })
    }

    /// The one of this number.
    pub fn of(number: i64) -> Option<Self> {
        Self::ALL.get(usize::try_from(number).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_found_by_its_name_and_arguments_and_again_by_its_number() {
        for (number, &call) in HostCall::ALL.iter().enumerate() {
            let (name, least, most) = call.form();
            assert_eq!(HostCall::find(name, least), Some(call));
            assert_eq!(HostCall::find(name, most + 1), None);
            assert_eq!(HostCall::of(number as i64), Some(call));
        }
    }
}
