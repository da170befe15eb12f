//! A picture of every scene, in each language, theme, size and filling of the book: `cargo xtask shots`.

use crate::app::pictures;
use crate::journeys::{CHINESE, ENGLISH, Language};
use crate::scenes::{Needs, cut_words, furnish, scenes};
use crate::things::{button, msg};
use crate::window::Window;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const SIZES: [(u32, u32); 3] = [(1024, 700), (1440, 900), (2560, 1440)];
const THEMES: [&str; 2] = ["light", "dark"];
/// Fillings of the book: what they are called, how many customers, and what they are enough for.
const BOOKS: [(&str, u32, Needs); 3] =
    [("empty", 0, Needs::Nothing), ("few", 3, Needs::Few), ("many", 300, Needs::Many)];

/// The pictures of each scene: its rows by name, the three sizes of each.
type Sheets = BTreeMap<&'static str, Vec<String>>;

#[test]
#[ignore = "makes pictures: cargo xtask shots"]
fn every_scene() {
    let dir = pictures("scenes");
    let mut sheets = Sheets::new();
    // One window for each language: they stand still for most of the time.
    std::thread::scope(|scope| {
        let windows = [CHINESE, ENGLISH].map(|language| {
            let dir = &dir;
            scope.spawn(move || in_language(dir, language))
        });
        for window in windows {
            let made = window.join().unwrap_or_else(|why| std::panic::resume_unwind(why));
            made.into_iter().for_each(|(scene, rows)| sheets.entry(scene).or_default().extend(rows));
        }
    });
    write_sheets(&dir, &sheets);
}

fn in_language(dir: &Path, language: Language) -> Sheets {
    let mut sheets = Sheets::new();
    first_start(dir, language, &mut sheets);
    for (book, customers, enough) in BOOKS {
        let mut window = Window::open_with("scenes-on-the-way", language.tag, customers);
        furnish(&window);
        for scene in scenes().into_iter().filter(|scene| scene.needs <= enough && is_wanted(scene.name)) {
            // A scene that is worth more in a longer list is not shown again in a short one.
            scene.show(&mut window);
            in_all_looks(&mut window, dir, scene.name, &format!("{book}-{}", language.tag), &mut sheets);
        }
    }
    sheets
}

/// Whether a scene is asked for: `ROUNDS_SCENES` begins their names, one after another; all if it is not there.
fn is_wanted(scene: &str) -> bool {
    let wanted = std::env::var("ROUNDS_SCENES").unwrap_or_default();
    wanted.is_empty() || wanted.split(' ').any(|begins| scene.starts_with(begins))
}

fn first_start(dir: &Path, language: Language, sheets: &mut Sheets) {
    let mut window = Window::open("scenes-on-the-way", language.tag);
    window.sees(&button(language.own_name));
    in_all_looks(&mut window, dir, "first-start-language", language.tag, sheets);
    window.click(&button(language.own_name)).sees(&button(msg("start-sample-title")));
    in_all_looks(&mut window, dir, "first-start-book", language.tag, sheets);
}

fn in_all_looks(window: &mut Window, dir: &Path, scene: &'static str, row: &str, sheets: &mut Sheets) {
    let folder = dir.join(scene);
    std::fs::create_dir_all(&folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    for theme in THEMES {
        window.in_theme(theme);
        let row = format!("{row}-{theme}");
        for (width, height) in SIZES {
            window.resize(width, height).rests().shot_to(&folder.join(format!("{row}-{width}.png")));
            assert_eq!(cut_words(window), Vec::<String>::new(), "words cut off: {scene}, {row}, {width}");
        }
        sheets.entry(scene).or_default().push(row);
    }
}

/// A sheet for each scene with all its pictures, and one with all sheets.
fn write_sheets(dir: &Path, sheets: &Sheets) {
    let mut contents = page("Scenes");
    for (scene, rows) in sheets {
        let mut sheet = page(scene);
        for row in rows {
            let _ = write!(sheet, "<h2>{row}</h2><p>");
            for (width, _) in SIZES {
                let _ = write!(sheet, "<a href='{row}-{width}.png'><img loading=lazy src='{row}-{width}.png'></a>");
            }
        }
        write_page(&dir.join(scene).join("index.html"), &sheet);
        let first = rows.last().map_or("", String::as_str);
        let _ = write!(
            contents,
            "<a class=one href='{scene}/index.html'><img loading=lazy src='{scene}/{first}-1440.png'>{scene}</a>"
        );
    }
    write_page(&dir.join("index.html"), &contents);
}

fn page(title: &str) -> String {
    format!(
        "<!doctype html><meta charset=utf-8><title>{title}</title><style>body{{font:14px sans-serif;margin:16px}}\
         img{{width:32%;margin-right:1%;border:1px solid #bbb}}.one{{display:inline-block;width:32%;margin:0 1% 16px 0}}\
         .one img{{width:100%;display:block}}</style><h1>{title}</h1>"
    )
}

fn write_page(file: &Path, text: &str) {
    std::fs::write(file, text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
}
