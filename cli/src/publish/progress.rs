//! How a push gets on, for people.

use akoma_publish::portal::Progress;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal};
use std::sync::Mutex;
use std::time::Duration;

/// Progress on a terminal.
pub(super) struct PushBar(Mutex<ProgressBar>);

impl PushBar {
    pub(super) fn new(hidden: bool) -> Self {
        let bar = match hidden || !io::stderr().is_terminal() {
            true => ProgressBar::hidden(),
            false => {
                let bar = ProgressBar::new_spinner();
                bar.enable_steady_tick(Duration::from_millis(120));
                bar
            }
        };
        Self(Mutex::new(bar))
    }

    fn with(&self, act: impl FnOnce(&ProgressBar)) {
        if let Ok(bar) = self.0.lock() {
            act(&bar);
        }
    }

    pub(super) fn clear(&self) {
        self.with(ProgressBar::finish_and_clear);
    }
}

impl Progress for PushBar {
    fn begin(&self, what: &str, bytes: Option<u64>) {
        let template = match bytes {
            Some(_) => "{msg} {bar:30} {bytes} of {total_bytes}, {eta} left",
            None => "{msg} {spinner}",
        };
        self.with(|bar| {
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(what.to_owned());
            bar.set_length(bytes.unwrap_or(0));
            bar.set_position(0);
        });
    }

    fn sent(&self, bytes: u64) {
        self.with(|bar| bar.inc(bytes));
    }
}
