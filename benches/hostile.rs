//! What XML that means harm takes, in time and memory, at full size: minutes, and gigabytes.
//! `cargo bench --bench hostile` prints a line for each input, each in a process of its own.

#![allow(clippy::unwrap_used, reason = "what cannot be measured stops")]

#[path = "../tests/hostile/answers.rs"]
mod answers;
#[path = "../tests/hostile/inputs.rs"]
mod inputs;

use akoma::akn;
use answers::answers;
use std::process::{Command, ExitCode};
use std::time::Instant;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("nothing measured: `cargo bench --bench hostile` does");
        return ExitCode::SUCCESS;
    }
    if let Ok(name) = std::env::var("AKOMA_HOSTILE") {
        one_of_full_size(&name);
        return ExitCode::SUCCESS;
    }
    let mut wrong = Vec::new();
    for input in inputs::ALL {
        let child = Command::new(std::env::current_exe().unwrap())
            .arg("--bench")
            .env("AKOMA_HOSTILE", input.name)
            .output()
            .unwrap();
        print!("{}", String::from_utf8_lossy(&child.stdout));
        if !child.status.success() {
            let why = String::from_utf8_lossy(&child.stderr).chars().take(500).collect::<String>();
            println!("{}: {}: {why}", input.name, child.status);
            wrong.push(input.name);
        }
    }
    if wrong.is_empty() {
        return ExitCode::SUCCESS;
    }
    println!("without a clear answer: {wrong:?}");
    ExitCode::FAILURE
}

fn one_of_full_size(name: &str) {
    let input = inputs::ALL.iter().find(|input| input.name == name).unwrap();
    let xml = (input.make)(input.full);
    let before = peak();
    let clock = Instant::now();
    let read = akn::read(&xml).map(|doc| doc.text().len());
    let (reading, after_reading) = (clock.elapsed(), peak());
    let clock = Instant::now();
    let validation = akoma::validate(&xml);
    let validating = clock.elapsed();
    println!(
        "{name}: {} MB; made {before} MB, read {reading:.2?} {after_reading} MB, validate {validating:.2?} {} MB; {:?}, {} with {} findings",
        xml.len() / 1_000_000,
        peak(),
        read.map_err(|e| e.kind()),
        validation.verdict(),
        validation.report().len()
    );
    drop(validation);
    answers(input, &xml);
}

/// The most memory that this process has held, in megabytes; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
