//! A journey through the real window: what one does, what one sees, a picture of each step.

use crate::app::{Driver, Process, pictures, program, start_again_with};
use crate::driver::Page;
use crate::keys::chord;
use crate::things::{FIND, HAS_FOCUS, Thing, button, msg, msg_with};
use fantoccini::elements::Element;
use rounds_api::words::Words;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// More presses of Tab than any screen has stops.
const MOST_TABS: usize = 150;
const COMPOSE: &str = include_str!("compose.js");

/// How a web view tells of the Enter that takes an input method's candidate.
#[derive(Clone, Copy, Debug)]
pub enum Enter {
    /// As a key of the composition.
    WhileComposing,
    /// After its end, by the key code 229.
    AfterComposing,
}

/// A program of our own with a fresh home, in one language.
pub struct Window {
    page: Option<Page>,
    driver: Option<Driver>,
    home: Option<TempDir>,
    words: Words,
    language: &'static str,
    environment: Vec<(&'static str, String)>,
    pictures: PathBuf,
    step: usize,
    interactions: usize,
    clicks: usize,
}

impl Window {
    /// Starts the program for the first time. Pictures go to `target/shots/NAME-LANGUAGE/NN-step.png`.
    pub fn open(name: &str, language: &'static str) -> Self {
        Self::open_in(name, language, |_| Vec::new())
    }

    /// The same with variables of the environment, made for its home.
    pub fn open_in(
        name: &str,
        language: &'static str,
        environment: impl FnOnce(&Path) -> Vec<(&'static str, String)>,
    ) -> Self {
        let home = tempfile::tempdir().unwrap_or_else(|why| panic!("no home: {why}"));
        let words = Words::load(language).unwrap_or_else(|why| panic!("no words: {why}"));
        let pictures = pictures(&format!("{name}-{language}"));
        let environment = environment(home.path());
        let (page, driver, home) = (None, None, Some(home));
        let (step, interactions, clicks) = (0, 0, 0);
        let mut window =
            Self { page, driver, home, words, language, environment, pictures, step, interactions, clicks };
        window.start();
        window
    }

    /// The same with a book of so many made-up customers, open at its list; with 0, a book of one's own, still empty.
    pub fn open_with(name: &str, language: &'static str, customers: u32) -> Self {
        Self::open(name, language).with(customers)
    }

    /// Goes past the first start to a book of so many made-up customers; with 0, to one of one's own, still empty.
    pub fn with(mut self, customers: u32) -> Self {
        self.sees(&button("English"));
        self.call("prefs_set", &json!({ "language": self.language }));
        match customers {
            0 => self.call("book_create", &json!({ "home_country": "CN" })),
            _ => self.call("sample_make", &json!({ "customers": customers })),
        };
        self.reload();
        self
    }

    /// Ends the program and starts it again on the same home.
    pub fn restart(&mut self) {
        self.end();
        self.start();
    }

    /// Ends the program, does something to its folder, and starts it again.
    pub fn meanwhile(&mut self, harm: impl FnOnce(&Path)) -> &mut Self {
        self.end();
        harm(self.home());
        self.start();
        self
    }

    /// Ends the program; what it left behind.
    pub fn close(mut self) -> TempDir {
        self.end();
        self.home.take().unwrap_or_else(|| panic!("the window is closed"))
    }

    fn start(&mut self) {
        for _ in 0..3 {
            let driver = Driver::start(self.home(), self.language, &self.environment);
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
    pub fn say(&self, key: &'static str) -> String {
        msg(key).said(&self.words)
    }

    /// The wording of a message with arguments.
    pub fn words_of(&self, key: &'static str, args: Value) -> String {
        msg_with(key, args).said(&self.words)
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
        self.clicks += 1;
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

    /// Drags from one point to another, each a JavaScript expression that is `[x, y]` in the page. One interaction.
    pub fn drags(&mut self, from: &str, to: &str) -> &mut Self {
        self.interactions += 1;
        self.rests();
        let point = |expression: &str| {
            let found = self.value(expression);
            match (found[0].as_f64(), found[1].as_f64()) {
                (Some(x), Some(y)) => (x, y),
                _ => panic!("{expression} is no point: {found}"),
            }
        };
        let (from, to) = (point(from), point(to));
        self.page().drag(from, to);
        self
    }

    /// Types a text where the focus is. One interaction.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.interactions += 1;
        self.page().type_text(text);
        self
    }

    /// Presses a chord, such as `Control+Shift+z`, or one after the other, such as `g s`. One interaction.
    pub fn presses(&mut self, name: &str) -> &mut Self {
        self.interactions += 1;
        self.page().press(&name.split(' ').map(chord).collect::<Vec<_>>());
        self
    }

    /// Presses a chord again and again.
    pub fn presses_times(&mut self, times: usize, name: &str) -> &mut Self {
        (0..times).for_each(|_| {
            self.presses(name);
        });
        self
    }

    /// Goes on with Tab until the thing has the focus: the keyboard alone reaches it.
    pub fn reaches(&mut self, thing: &Thing) -> &mut Self {
        self.sees(thing);
        let asked = thing.asked(&self.words);
        self.tabs(&format!("{thing:?} has the focus"), |page| page.run(HAS_FOCUS, asked.clone()))
    }

    /// Goes on with Tab until a JavaScript expression is true.
    pub fn tabs_until(&mut self, what: &str, expression: &str) -> &mut Self {
        let script = format!("return Boolean({expression});");
        self.tabs(what, |page| page.run(&script, vec![]))
    }

    fn tabs(&mut self, what: &str, there: impl Fn(&Page) -> Value) -> &mut Self {
        for _ in 0..MOST_TABS {
            if there(self.page()) == json!(true) {
                return self;
            }
            self.presses("Tab");
        }
        self.fail(&format!("Tab alone never leads to where {what}"))
    }

    /// Waits until the thing has the focus by itself.
    pub fn until_focused(&mut self, thing: &Thing) -> &mut Self {
        let came =
            self.page().wait(|| (self.page().run(HAS_FOCUS, thing.asked(&self.words)) == json!(true)).then_some(()));
        if came.is_none() {
            self.fail(&format!("{thing:?} does not get the focus"));
        }
        self
    }

    /// Writes by an input method where the focus is, and takes the candidate by Enter; what stands in the box then.
    pub fn composes(&mut self, text: &str, enter: Enter) -> String {
        let tells = if matches!(enter, Enter::WhileComposing) { "while" } else { "after" };
        self.page().run(COMPOSE, vec![json!(text), json!(tells)]).as_str().unwrap_or_default().to_owned()
    }

    /// Runs a command of the door as the page does, and has its answer. No interaction.
    pub fn call(&self, command: &str, args: &Value) -> Value {
        let answer = self.page().call(command, args);
        assert!(answer.get("refused").is_none(), "{command} {args} is refused: {answer}");
        answer
    }

    /// The error by which the door refuses a command.
    pub fn refusal(&self, command: &str, args: &Value) -> Value {
        self.page().call(command, args)["refused"].clone()
    }

    /// The ids of the first so many customers, by name.
    pub fn customers(&self, limit: usize) -> Vec<Value> {
        let sort = json!({ "by": "name", "desc": false });
        let list = json!({ "where": { "all": [] }, "sort": sort, "at": 0, "limit": limit });
        let rows = self.call("customers_list", &list)["rows"].clone();
        rows.as_array().into_iter().flatten().map(|row| row["id"].clone()).collect()
    }

    /// Hands a file over as a double click on it does: a second start of the program, which finds the first.
    pub fn is_given(&mut self, file: &Path) -> &mut Self {
        start_again_with(self.home(), file, &self.environment);
        self
    }

    /// Gives the window a size, in pixels.
    pub fn resize(&mut self, width: u32, height: u32) -> &mut Self {
        self.page().resize(width, height);
        self
    }

    /// Draws what is shown in a theme, without a new page: what the preference sets, and nothing else.
    pub fn in_theme(&mut self, theme: &str) -> &mut Self {
        self.page().run("document.documentElement.dataset.mantineColorScheme = arguments[0];", vec![json!(theme)]);
        self
    }

    /// Waits until nothing moves.
    pub fn rests(&mut self) -> &mut Self {
        self.page().rests();
        self
    }

    /// Draws the page anew, and waits for its frame.
    pub fn reload(&mut self) -> &mut Self {
        // The old page is marked, so that it is not taken for the new one.
        self.page().run("window.isOld = true; location.reload();", vec![]);
        self.until("the page is new", "!window.isOld && document.querySelector('main, nav')")
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
        self.shot_to(&file)
    }

    /// Takes a picture into this file.
    pub fn shot_to(&mut self, file: &Path) -> &mut Self {
        std::fs::write(file, self.page().picture()).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        self
    }

    /// How many interactions, and how long, the steps took.
    pub fn costs(&mut self, steps: impl FnOnce(&mut Self)) -> (usize, Duration) {
        let (before, begun) = (self.interactions, Instant::now());
        steps(self);
        (self.interactions - before, begun.elapsed())
    }

    /// The processes of this window: the driver, the program, and those of its web view.
    pub fn processes(&self) -> Vec<Process> {
        self.driver.as_ref().map(Driver::processes).unwrap_or_default()
    }

    /// How often the mouse was used.
    pub fn clicks(&self) -> usize {
        self.clicks
    }

    fn find(&mut self, thing: &Thing) -> Element {
        match self.page().wait(|| self.look(thing)) {
            Some(element) => element,
            None => self.fail(&format!("{thing:?} does not come")),
        }
    }

    fn look(&self, thing: &Thing) -> Option<Element> {
        self.page().element(FIND, thing.asked(&self.words))
    }

    /// The page itself.
    pub fn page(&self) -> &Page {
        self.page.as_ref().unwrap_or_else(|| panic!("the window is closed"))
    }

    /// Ends the journey with a picture of where it stands and the words on the page.
    pub fn fail(&mut self, why: &str) -> ! {
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
