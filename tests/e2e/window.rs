//! A journey through the real window: what one does, what one sees, a picture of each step.

use crate::app::{Driver, pictures, program, start_again_with};
use crate::driver::Page;
use crate::keys::chord;
use crate::things::{FIND, Thing};
use fantoccini::elements::Element;
use rounds_api::words::Words;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A program of our own with a fresh home, in one language.
pub struct Window {
    page: Option<Page>,
    driver: Option<Driver>,
    home: Option<TempDir>,
    words: Words,
    language: &'static str,
    pictures: PathBuf,
    step: usize,
    interactions: usize,
}

impl Window {
    /// Starts the program for the first time. Pictures go to `target/shots/NAME-LANGUAGE/NN-step.png`.
    pub fn open(name: &str, language: &'static str) -> Self {
        let home = tempfile::tempdir().unwrap_or_else(|why| panic!("no home: {why}"));
        let words = Words::load(language).unwrap_or_else(|why| panic!("no words: {why}"));
        let pictures = pictures(&format!("{name}-{language}"));
        let (page, driver, home) = (None, None, Some(home));
        let mut window = Self { page, driver, home, words, language, pictures, step: 0, interactions: 0 };
        window.start();
        window
    }

    /// Ends the program and starts it again on the same home.
    pub fn restart(&mut self) {
        self.end();
        self.start();
    }

    /// Ends the program; what it left behind.
    pub fn close(mut self) -> TempDir {
        self.end();
        self.home.take().unwrap_or_else(|| panic!("the window is closed"))
    }

    fn start(&mut self) {
        for _ in 0..3 {
            let driver = Driver::start(self.home(), self.language);
            self.page = Page::open(&driver.address(), &program());
            self.driver = Some(driver);
            if self.page.is_some() {
                return;
            }
            self.end();
        }
        panic!("the program does not open its window");
    }

    fn end(&mut self) {
        if let Some(page) = self.page.take() {
            page.close();
        }
        self.driver = None;
    }

    /// The wording of a message in the journey's language.
    pub fn say(&self, key: &str) -> String {
        self.words.text(key, &Map::new())
    }

    /// The wording of a message with arguments, given as a JSON object.
    pub fn say_with(&self, key: &str, args: &Value) -> String {
        self.words.text(key, args.as_object().unwrap_or(&Map::new()))
    }

    /// The folder with everything of this program.
    pub fn home(&self) -> &Path {
        self.home.as_ref().map_or(Path::new(""), TempDir::path)
    }

    /// Waits until the thing is there.
    pub fn sees(&mut self, thing: &Thing) -> &mut Self {
        self.find(thing);
        self
    }

    /// Waits until the thing is not there (any more).
    pub fn misses(&mut self, thing: &Thing) -> &mut Self {
        let gone = self.page().wait(|| self.look(thing).is_none().then_some(()));
        if gone.is_none() {
            self.fail(&format!("{thing:?} is still there"));
        }
        self
    }

    /// Waits until the script, a JavaScript expression, is true.
    pub fn until(&mut self, what: &str, expression: &str) -> &mut Self {
        let script = format!("return Boolean({expression});");
        let came = self.page().wait(|| (self.page().run(&script, vec![]) == json!(true)).then_some(()));
        if came.is_none() {
            self.fail(&format!("it never came that {what}"));
        }
        self
    }

    /// What a JavaScript expression is now.
    pub fn value(&self, expression: &str) -> Value {
        self.page().run(&format!("return ({expression});"), vec![])
    }

    /// Clicks the thing. One interaction.
    pub fn click(&mut self, thing: &Thing) -> &mut Self {
        self.interactions += 1;
        // What is about to move, or lies under a fading panel, is clicked once it can be.
        let mut last = String::new();
        let clicked = self.page().wait(|| {
            let element = self.look(thing)?;
            self.page().click(&element).map_err(|why| last = why).ok()
        });
        if clicked.is_none() {
            self.fail(&format!("{thing:?} cannot be clicked: {last}"));
        }
        self
    }

    /// Types a text where the focus is. One interaction.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.interactions += 1;
        self.page().type_text(text);
        self
    }

    /// Presses a chord, such as `Control+Shift+z`. One interaction.
    pub fn presses(&mut self, name: &str) -> &mut Self {
        self.interactions += 1;
        self.page().press(&chord(name));
        self
    }

    /// Hands a file over as a double click on it does: a second start of the program, which finds the first.
    pub fn is_given(&mut self, file: &Path) -> &mut Self {
        start_again_with(self.home(), file);
        self
    }

    /// Gives the window a size, in pixels.
    pub fn resize(&mut self, width: u32, height: u32) -> &mut Self {
        self.page().resize(width, height);
        self
    }

    /// Prefers something, and draws the page anew.
    pub fn prefers(&mut self, prefs: &Value) -> &mut Self {
        self.page().call("prefs_set", prefs);
        self.page().run("location.reload();", vec![]);
        self
    }

    /// Goes to a place of the window by its address, without an interaction.
    pub fn goes_to(&mut self, path: &str) -> &mut Self {
        self.page().run("location.hash = arguments[0];", vec![json!(path)]);
        self
    }

    /// Takes a picture of this step.
    pub fn shot(&mut self, step: &str) -> &mut Self {
        self.step += 1;
        let file = self.pictures.join(format!("{:02}-{step}.png", self.step));
        std::fs::write(&file, self.page().picture()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        self
    }

    /// How many interactions, and how long, the steps took.
    pub fn costs(&mut self, steps: impl FnOnce(&mut Self)) -> (usize, Duration) {
        let (before, begun) = (self.interactions, Instant::now());
        steps(self);
        (self.interactions - before, begun.elapsed())
    }

    fn find(&mut self, thing: &Thing) -> Element {
        match self.page().wait(|| self.look(thing)) {
            Some(element) => element,
            None => self.fail(&format!("{thing:?} does not come")),
        }
    }

    fn look(&self, thing: &Thing) -> Option<Element> {
        self.page().element(FIND, thing.asked())
    }

    fn page(&self) -> &Page {
        self.page.as_ref().unwrap_or_else(|| panic!("the window is closed"))
    }

    /// Ends the journey with a picture of where it stands and the words on the page.
    fn fail(&mut self, why: &str) -> ! {
        self.shot("failed");
        let words = self.value("document.body.innerText");
        panic!("{why}\nPictures: {}\nOn the page:\n{}", self.pictures.display(), words.as_str().unwrap_or_default());
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        self.end();
    }
}

/// All files below a folder.
pub fn files_below(dir: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| if entry.path().is_dir() { files_below(&entry.path()) } else { vec![entry.path()] })
        .collect()
}
