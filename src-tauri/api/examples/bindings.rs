//! Writes what TypeScript and the check of the messages need: types, the table of commands, the codes.
//!
//! `cargo run -p rounds-api --features bindings --example bindings -- FOLDER CODES PHONES`

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use ts_rs::Config;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(folder), Some(codes), Some(phones)) = (args.next(), args.next(), args.next()) else {
        return Err("give the folder for the types, the file for the codes and that for the groups of phones".into());
    };
    fs::write(phones, groups_of_phones()?)?;
    let config = Config::from_env().with_out_dir(folder.join("types")).with_large_int("number");
    if folder.join("types").exists() {
        fs::remove_dir_all(folder.join("types"))?;
    }
    fs::create_dir_all(folder.join("types"))?;
    rounds_api::bindings::export(&config)?;

    let table = rounds_api::bindings::table(&config);
    let mut names: Vec<String> = fs::read_dir(folder.join("types"))?
        .map(|file| Ok(file?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()))
        .collect::<std::io::Result<_>>()?;
    names.sort();
    let mut types = String::from("// Made by `cargo xtask bindings`; not to be edited.\n\n");
    for name in &names {
        writeln!(types, "export type {{ {name} }} from \"./types/{name}\";")?;
    }
    fs::write(folder.join("index.ts"), types)?;

    let used: Vec<&String> = names
        .iter()
        .filter(|name| table.iter().any(|(_, request, response)| mentions(request, name) || mentions(response, name)))
        .collect();
    let mut commands = String::from("// Made by `cargo xtask bindings`; not to be edited.\n\n");
    writeln!(commands, "import type {{")?;
    for name in used {
        writeln!(commands, "  {name},")?;
    }
    writeln!(commands, "}} from \".\";\n\n/** Every command of the door. */\nexport interface Commands {{")?;
    for (name, request, response) in &table {
        writeln!(commands, "  {name}: {{ args: {request}; result: {response} }};")?;
    }
    writeln!(commands, "}}")?;
    fs::write(folder.join("commands.ts"), commands)?;

    let mut list = String::new();
    for code in rounds_api::ERROR_CODES {
        writeln!(list, "error-{}", code.replace('_', "-"))?;
    }
    for verb in rounds_api::VERBS {
        writeln!(list, "change-{}", verb.replace(['.', '_'], "-"))?;
    }
    for job in rounds_api::JOBS {
        writeln!(list, "job-{}", job.replace(['.', '_'], "-"))?;
    }
    for what in rounds_api::EDITS {
        writeln!(list, "edit-{}", what.replace('_', "-"))?;
    }
    for what in rounds_api::KEPT {
        writeln!(list, "kept-{}", what.replace('_', "-"))?;
    }
    for key in rounds_api::EVIDENCE {
        writeln!(list, "{key}")?;
    }
    for sentence in rounds_api::SENTENCES {
        writeln!(list, "{sentence}")?;
    }
    fs::write(codes, list)?;
    Ok(())
}

fn mentions(text: &str, name: &str) -> bool {
    text.split(|ch: char| !ch.is_alphanumeric()).any(|word| word == name)
}

/// How phones are grouped, by calling code: `[written, digits, begins]`, in the order in which they are tried.
fn groups_of_phones() -> Result<String, std::fmt::Error> {
    let mut text = String::from(
        "// Made by `cargo xtask bindings`; not to be edited.\n\n/** How numbers are grouped, by calling code: as written, how they are built, how they begin. */\nexport const GROUPS: Record<string, Array<[string, string, string]>> = {\n",
    );
    let all = rounds_core::values::phones::groupings();
    for groups in all.chunk_by(|one, next| one.code == next.code) {
        let Some(first) = groups.first() else { continue };
        writeln!(text, "  {}: [", first.code)?;
        for one in groups {
            writeln!(text, "    [{:?}, {:?}, {:?}],", one.written, one.digits, one.begins)?;
        }
        text.push_str("  ],\n");
    }
    text.push_str("};\n");
    Ok(text)
}
