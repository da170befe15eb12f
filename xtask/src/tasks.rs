//! The commands, each a short list of steps.

use crate::displays::Display;
use crate::packages::{Missing, PACKAGING, RUNNING, TESTING, set_up};
use crate::steps::{Count, Steps, in_the_open, output_of};
use crate::{Result, bindings as generated, cargo, files, interface, journeys, messages};
use std::path::Path;
use std::process::Command;

const CLIPPY: &str = "clippy";
const FRESH: &str = "generated files are fresh";
const RUST: &str = "Rust and door tests";
const JOURNEYS: &str = "journeys in the real window";

/// Sets up, builds and opens the window.
pub fn run(args: &[&str]) -> Result {
    let (ours, theirs) = match args.iter().position(|arg| *arg == "--") {
        Some(at) => (args.get(..at).unwrap_or_default(), args.get(at + 1..).unwrap_or_default()),
        None => (args, [].as_slice()),
    };
    let release = match ours {
        [] => false,
        ["--release"] => true,
        other => return Err(format!("run does not know: {}", other.join(" "))),
    };
    set_up(&RUNNING, Missing::Install)?;
    interface::build()?;
    let (mut build, profile) =
        if release { (cargo::plain("build"), "release") } else { (cargo::workspace("build"), "debug") };
    // With an example among them, Cargo settles the features as for tests: what these have built serves here too.
    let what: &[&str] = if release { &["--package", "rounds", "--release"] } else { &["--bins", "--examples"] };
    in_the_open(build.args(what))?;
    in_the_open(Command::new(cargo::built(profile, "rounds")).args(theirs))
}

/// Everything, ending in one line of counts.
pub fn test(only: &[&str]) -> Result {
    set_up(&TESTING, Missing::Install)?;
    interface::build()?;
    let mut steps = Steps::new(only);
    lints(&mut steps);
    let in_the_page = steps.beside("UI tests", Count::Vitest, interface::npm(&["run", "--silent", "test"]));
    // One build for all that follows.
    let follows = [CLIPPY, FRESH, RUST, JOURNEYS].iter().any(|name| steps.wants(name));
    let is_built = follows && build(&mut steps);
    // The rest wants the machine for itself.
    steps.wait_for(in_the_page);
    if is_built {
        steps.command(RUST, Count::Cargo(journeys::BINARY), cargo::workspace("test").arg("--no-fail-fast"));
        steps.counted(JOURNEYS, journeys::run);
    }
    steps.end()
}

/// The fast part.
pub fn check() -> Result {
    set_up(&RUNNING, Missing::Install)?;
    interface::build()?;
    let mut steps = Steps::new(&[]);
    lints(&mut steps);
    if build(&mut steps) {
        let walls = ["--test", "walls"];
        steps.command("walls of the crates", Count::Cargo(""), cargo::workspace("test").args(walls));
    }
    steps.end()
}

/// Builds everything; whether that went well. The compiler must have nothing to say, and what is generated must be fresh.
fn build(steps: &mut Steps) -> bool {
    let Some(said) = steps.must("build", &mut cargo::build_all()) else { return false };
    let warns = said.lines().any(|line| line.starts_with("warning"));
    steps.check(CLIPPY, || match cargo::has_clippy() {
        false => Err("Clippy is missing: rustup component add clippy".to_owned()),
        true if warns => Err(said),
        true => Ok(()),
    });
    steps.check(FRESH, generated::are_fresh);
    true
}

/// Writes the generated files.
pub fn bindings() -> Result {
    set_up(&RUNNING, Missing::Install)?;
    in_the_open(cargo::workspace("build").args(["--examples", "--quiet"]))?;
    generated::write()
}

/// A long proof: an ignored test `prove_NAME…`, in the build of the tests, with every assertion and overflow checked.
pub fn prove(name: Option<&str>) -> Result {
    set_up(&RUNNING, Missing::Install)?;
    interface::build()?;
    // The programs, too: some proofs kill them.
    in_the_open(&mut cargo::build_all())?;
    let mut proof = cargo::workspace("test");
    proof.args(["--lib", "--tests", "--", "--ignored"]);
    match name {
        Some(name) => proof.args(["--nocapture", "--test-threads=1"]).arg(format!("prove_{}", name.replace('-', "_"))),
        None => proof.args(["--list", "prove_"]),
    };
    in_the_open(&mut proof)
}

/// The benchmark, in release; what it understands is said at its beginning.
pub fn bench(args: &[&str]) -> Result {
    if let ["window", theirs @ ..] = args {
        return bench_window(theirs);
    }
    set_up(&RUNNING, Missing::Install)?;
    in_the_open(cargo::plain("bench").args(["--package", "rounds-tests", "--bench", "speed", "--"]).args(args))
}

/// The figures of the real window, in release, over a sample book that is made once.
fn bench_window(args: &[&str]) -> Result {
    let customers = match args {
        [] => "100000",
        ["--customers", number] if number.parse::<u32>().is_ok() => number,
        other => return Err(format!("bench window does not know: {}", other.join(" "))),
    };
    set_up(&TESTING, Missing::Install)?;
    interface::build()?;
    in_the_open(&mut weight())?;
    in_the_open(cargo::plain("build").args(["--release", "--package", "rounds", "--package", "rounds-cli"]))?;
    let dir = files::target().join("bench");
    let book = dir.join(format!("window-{customers}.rounds"));
    if !book.exists() {
        println!("A book of {customers} customers is made …");
        let mut sample = Command::new(cargo::built("release", "rounds-cli"));
        sample.args(["--lang", "zh-CN", "--config-dir"]).arg(dir.join("config")).arg("sample").arg(&book);
        in_the_open(sample.args(["--customers", customers, "--seed", "1"]))?;
    }
    let display = Display::start(journeys::SCREEN)?;
    let mut figures = journeys::in_a_row(&["figures::of_the_window"])?;
    figures.arg("--nocapture").env("ROUNDS_APP", cargo::built("release", "rounds")).env("ROUNDS_BOOK", book);
    in_the_open(&mut display.show(&figures))
}

/// A picture of every screen, or of those whose names begin so.
pub fn shots(scenes: &[&str]) -> Result {
    set_up(&TESTING, Missing::Install)?;
    interface::build()?;
    in_the_open(&mut cargo::build_all())?;
    let display = Display::start("2560x1440")?;
    let mut shots = journeys::in_a_row(&["shots::"])?;
    let done = in_the_open(&mut display.show(shots.env("ROUNDS_SCENES", scenes.join(" "))));
    println!("The pictures are in {}.", files::shown(&files::target().join("shots/scenes/index.html")));
    done
}

/// The packages of a release.
pub fn package() -> Result {
    set_up(&PACKAGING, Missing::Install)?;
    interface::build()?;
    let features = ["--features", "vendored-openssl"];
    in_the_open(interface::tauri().args(["build", "--no-bundle"]).args(features))?;
    write_for_shells(&files::target().join("package"))?;
    in_the_open(interface::tauri().args(["bundle", "--bundles", "deb,rpm"]).args(features))?;
    let bundle = files::target().join("release/bundle");
    pack_smaller(&bundle.join("deb"))?;
    println!("The packages are in {}.", files::shown(&bundle));
    Ok(())
}

/// What packages bring along for shells: completions and manual pages of the command line, as it writes them itself.
fn write_for_shells(folder: &Path) -> Result {
    let said = |why: std::io::Error| format!("{}: {why}", files::shown(folder));
    std::fs::create_dir_all(folder).map_err(said)?;
    let cli = || {
        let mut cli = Command::new(cargo::built("release", "rounds"));
        cli.arg("cli");
        cli
    };
    for (shell, file) in [("bash", "rounds-cli.bash"), ("zsh", "_rounds-cli"), ("fish", "rounds-cli.fish")] {
        let (well, script) = output_of(cli().args(["completions", shell]))?;
        if !well {
            return Err(script);
        }
        std::fs::write(folder.join(file), script).map_err(said)?;
    }
    in_the_open(cli().arg("man").arg(folder.join("man1")))
}

/// Packs Debian packages anew with xz, which the bundler does not offer for them, and as what they mostly are, x86 code, which
/// dpkg does not offer but unpacks: seven tenths of the size.
fn pack_smaller(folder: &Path) -> Result {
    let said = |why: std::io::Error| format!("{}: {why}", files::shown(folder));
    let unpacked = folder.join("unpacked");
    for package in std::fs::read_dir(folder).map_err(said)?.flatten().map(|entry| entry.path()) {
        if package.extension().is_some_and(|ending| ending == "deb") {
            let bare = unpacked.join("bare.deb");
            let tree = unpacked.join("tree");
            std::fs::create_dir_all(&unpacked).map_err(said)?;
            in_the_open(Command::new("dpkg-deb").arg("--raw-extract").args([&package, &tree]))?;
            let build = ["--root-owner-group", "-Znone", "--build"];
            in_the_open(Command::new("dpkg-deb").args(build).args([&tree, &bare]))?;
            let here = |program: &str| {
                let mut command = Command::new(program);
                command.current_dir(&unpacked);
                command
            };
            in_the_open(here("ar").args(["x", "bare.deb"]))?;
            let code: &[&str] = if cfg!(target_arch = "x86_64") { &["--x86"] } else { &[] };
            in_the_open(here("xz").args(code).args(["--lzma2=preset=9e,lc=4", "data.tar"]))?;
            in_the_open(here("xz").arg("control.tar"))?;
            in_the_open(here("ar").args(["rc", "small.deb", "debian-binary", "control.tar.xz", "data.tar.xz"]))?;
            std::fs::rename(unpacked.join("small.deb"), &package).map_err(said)?;
            std::fs::remove_dir_all(&unpacked).map_err(said)?;
        }
    }
    Ok(())
}

/// What reads code without running it.
fn lints(steps: &mut Steps) {
    steps.command("format", Count::One, cargo::plain("fmt").args(["--all", "--", "--check", "-l"]));
    steps.check("messages", messages::check);
    let mut walls = Command::new("node");
    steps.command("walls of the UI", Count::One, walls.current_dir(files::at("ui")).arg("scripts/walls.mjs"));
    steps.command("weight of the start", Count::One, &mut weight());
    steps.command("Biome", Count::One, &mut interface::npm(&["run", "--silent", "lint"]));
    steps.command("types of the UI", Count::One, &mut interface::npm(&["run", "--silent", "typecheck"]));
}

/// What the window loads at its start, weighed.
fn weight() -> Command {
    let mut weight = Command::new("node");
    weight.current_dir(files::at("ui")).arg("scripts/weight.mjs");
    weight
}
