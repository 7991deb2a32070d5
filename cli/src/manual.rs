//! `akoma completions` and `akoma man`: the command described for shells and for `man`.

use crate::exit::{FINE, WRONG};
use crate::findings;
use crate::written::{to_stdout, write_whole};
use clap::Args as ClapArgs;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io;
use std::path::PathBuf;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  akoma completions bash > ~/.local/share/bash-completion/completions/akoma
  akoma completions zsh > ~/.zfunc/_akoma        with ~/.zfunc in fpath
  akoma completions fish > ~/.config/fish/completions/akoma.fish")]
pub(crate) struct Completions {
    /// Shell to complete commands in
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  akoma man | man -l -                           read it
  akoma man build | man -l -                     the page of one command
  akoma man -o ~/.local/share/man/man1           all pages, for `man akoma-build`")]
pub(crate) struct Manual {
    /// Command to describe, for example `query mentions`; `akoma` itself if none is named
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Folder to write the pages of all commands to
    #[arg(short, long, value_name = "DIR", conflicts_with = "command")]
    output: Option<PathBuf>,
}

/// A command whose paragraphs of help fill the lines of the terminal.
pub(crate) fn flowing(mut command: clap::Command) -> clap::Command {
    if let Some(help) = command.get_after_help().map(|help| joined(&help.to_string())) {
        command = command.after_help(help);
    }
    if let Some(help) = command.get_after_long_help().map(|help| joined(&help.to_string())) {
        command = command.after_long_help(help);
    }
    command.mut_subcommands(flowing)
}

/// Paragraphs as one line each, to be broken where the terminal ends; what is indented stays.
fn joined(help: &str) -> String {
    let mut out = String::new();
    let mut in_paragraph = false;
    for line in help.lines() {
        let runs = !line.is_empty() && !line.starts_with(' ');
        if !out.is_empty() {
            out.push(if in_paragraph && runs { ' ' } else { '\n' });
        }
        out.push_str(line);
        in_paragraph = runs;
    }
    out
}

pub(crate) fn completions(args: &Completions, mut command: clap::Command) -> io::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "akoma", &mut script);
    to_stdout(&String::from_utf8_lossy(&script))?;
    Ok(FINE)
}

pub(crate) fn man(args: &Manual, command: clap::Command) -> io::Result<u8> {
    let all = pages(command)?;
    if let Some(folder) = &args.output {
        for (name, page) in &all {
            if let Err(e) = write_whole(&folder.join(format!("{name}.1")), page.as_bytes()) {
                findings::error(&e);
                return Ok(WRONG);
            }
        }
        return Ok(FINE);
    }
    let wanted = [&["akoma".to_owned()], args.command.as_slice()].concat().join("-");
    match all.iter().find(|(name, _)| *name == wanted) {
        Some((_, page)) => {
            to_stdout(page)?;
            Ok(FINE)
        }
        None => {
            let named = args.command.join(" ");
            findings::usage(&format!("expected a command of akoma, but found `{named}`"));
            findings::help_line("`akoma help` lists them");
            Ok(WRONG)
        }
    }
}

/// The pages of all commands, each with its name: `akoma-query-mentions`.
fn pages(command: clap::Command) -> io::Result<Vec<(String, String)>> {
    let mut root = command.disable_help_subcommand(true);
    // Tells each command what those above it are called.
    root.build();
    let mut pages = Vec::new();
    let mut left = vec![&root];
    while let Some(command) = left.pop() {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        let mut page = Vec::new();
        let source = concat!("akoma ", env!("CARGO_PKG_VERSION"));
        let command_page = command.clone().version(env!("CARGO_PKG_VERSION"));
        Man::new(command_page).source(source).render(&mut page)?;
        pages.push((name, String::from_utf8_lossy(&page).replace(".SH EXTRA\n", ".SH NOTES\n")));
        left.extend(command.get_subcommands());
    }
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn paragraphs_flow_and_examples_stay() {
        let help = "Une phrase\nqui continue.\n\nExemples:\n  akoma show\n  akoma text\nFin\nici.";
        let flowing = "Une phrase qui continue.\n\nExemples:\n  akoma show\n  akoma text\nFin ici.";
        assert_eq!(joined(help), flowing);
        assert_eq!(joined(""), "");
    }
}
