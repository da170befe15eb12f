//! WebDriver, one call after the other: a journey has one thread of time.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long a condition may take to come true before a journey fails. Generous: an import in a debug build on a machine
/// that does much else is among them, and what fails is not slower for being waited for.
const PATIENCE: Duration = Duration::from_secs(180);
/// How long a start may take.
const START: Duration = Duration::from_secs(60);
/// How long between two looks.
const GLANCE: Duration = Duration::from_millis(15);

/// Calls back when nothing moves any more, or after a second, and two frames later.
const AT_REST: &str = "
    const done = arguments[0];
    const ends = (animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    const moves = () => document.getAnimations().some((one) => one.playState === 'running' && ends(one));
    const latest = performance.now() + 5000;
    // What fades in may begin to only a frame or two after it is there.
    const look = (still) => {
        if (still > 3 || performance.now() > latest) setTimeout(done);
        else requestAnimationFrame(() => look(moves() ? 0 : still + 1));
    };
    look(0);
";

/// A session with the program's page.
pub struct Page {
    runtime: Runtime,
    client: Client,
}

impl Page {
    /// Starts the program under the driver at `address`, and waits for its page. None if it does not come: a second
    /// start that still finds the first one hands over to it and ends, and its driver waits for ever.
    pub fn open(address: &str, program: &Path) -> Option<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.unwrap_or_else(|why| panic!("no runtime: {why}"));
        let options = json!({ "webkitgtk:browserOptions": { "binary": program, "args": [] } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().cloned().unwrap_or_default());
        let connected = async {
            loop {
                // The driver needs a moment before it listens.
                match builder.connect(address).await {
                    Ok(client) => return client,
                    Err(_) => tokio::time::sleep(GLANCE).await,
                }
            }
        };
        let client = runtime.block_on(async { tokio::time::timeout(START, connected).await });
        client.ok().map(|client| Self { runtime, client })
    }

    /// Runs a script in the page; what it returns.
    pub fn run(&self, script: &str, args: Vec<Value>) -> Value {
        self.runtime.block_on(self.client.execute(script, args)).unwrap_or_else(|why| panic!("{why}\nin {script}"))
    }

    /// Runs a script that calls back with what it has.
    pub fn run_async(&self, script: &str, args: Vec<Value>) -> Value {
        let done = self.runtime.block_on(self.client.execute_async(script, args));
        done.unwrap_or_else(|why| panic!("{why}\nin {script}"))
    }

    /// The element that a script returns, if it returns one.
    pub fn element(&self, script: &str, args: Vec<Value>) -> Option<Element> {
        // A page that is being left has no elements for a moment.
        let found = self.runtime.block_on(self.client.execute(script, args)).ok()?;
        let id = found.as_object()?.values().next()?.as_str()?.to_owned();
        Some(Element::from_element_id(self.client.clone(), ElementRef::from(id)))
    }

    /// Looks until the closure has something, or the patience ends.
    pub fn wait<T>(&self, mut look: impl FnMut() -> Option<T>) -> Option<T> {
        let begun = Instant::now();
        loop {
            match look() {
                Some(found) => return Some(found),
                None if begun.elapsed() > PATIENCE => return None,
                None => std::thread::sleep(GLANCE),
            }
        }
    }

    /// Clicks in the middle of the element, as the mouse does: what lies over it gets the click.
    pub fn click(&self, element: &Element) -> Result<(), String> {
        self.runtime.block_on(element.click()).map_err(|why| why.to_string())
    }

    /// Types a text where the focus is.
    pub fn type_text(&self, text: &str) {
        let typed = self.runtime.block_on(async {
            let focused = self.client.active_element().await?;
            focused.send_keys(text).await
        });
        typed.unwrap_or_else(|why| panic!("typing {text:?}: {why}"));
    }

    /// Presses chords one right after the other: the keys of each together in this order, let go of in the opposite one.
    pub fn press(&self, chords: &[Vec<char>]) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for keys in chords {
            let down = keys.iter().map(|&value| KeyAction::Down { value });
            let up = keys.iter().rev().map(|&value| KeyAction::Up { value });
            actions = down.chain(up).fold(actions, KeyActions::then);
        }
        let done = self.runtime.block_on(self.client.perform_actions(actions));
        done.unwrap_or_else(|why| panic!("pressing keys: {why}"));
    }

    /// Drags with the mouse from one point of the page to another, over a few points between: true events of the display,
    /// as with the wheel.
    pub fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        const STEPS: u32 = 8;
        let (left, above) = self.corner();
        let on_display = |(x, y): (f64, f64)| (x + left, y + above);
        let (from, to) = (on_display(from), on_display(to));
        let mut mouse = std::process::Command::new("xdotool");
        let move_to = |(x, y): (f64, f64)| ["mousemove".to_owned(), format!("{x:.0}"), format!("{y:.0}")];
        // What shows itself under the pointer only, such as a handle, needs a moment.
        mouse.args(move_to((from.0 - 1.0, from.1))).args(["sleep", "0.1"]).args(move_to(from));
        mouse.args(["sleep", "0.25", "mousedown", "1", "sleep", "0.1"]);
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            mouse.args(move_to((from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)));
            mouse.args(["sleep", "0.05"]);
        }
        mouse.args(["sleep", "0.1", "mouseup", "1", "sleep", "0.1"]);
        let dragged = mouse.status().unwrap_or_else(|why| panic!("xdotool, the mouse: {why}"));
        assert!(dragged.success(), "dragging from {from:?} to {to:?}: {dragged}");
    }

    /// Where the page's corner stands on the display: the window may have a frame of its own.
    fn corner(&self) -> (f64, f64) {
        const SOMEWHERE: (f64, f64) = (640.0, 480.0);
        self.run(
            "window.mouseAt = null;
             addEventListener('mousemove', (event) => { window.mouseAt = [event.clientX, event.clientY]; }, { capture: true, once: true });",
            vec![],
        );
        let (x, y) = SOMEWHERE;
        for at in (0..30).map(|step| x + f64::from(step)) {
            let moved =
                std::process::Command::new("xdotool").args(["mousemove", &at.to_string(), &y.to_string()]).status();
            assert!(moved.is_ok_and(|status| status.success()), "xdotool moves the mouse");
            std::thread::sleep(Duration::from_millis(100));
            let seen = self.run("return window.mouseAt;", vec![]);
            if let (Some(seen_x), Some(seen_y)) = (seen[0].as_f64(), seen[1].as_f64()) {
                return (at - seen_x, y - seen_y);
            }
        }
        panic!("the page does not see the mouse");
    }

    /// Turns the mouse wheel downwards over a point of the display, a notch each `every` milliseconds: true events of the
    /// display, for the driver's own wheel moves nothing. The window stands at its corner.
    pub fn turn_wheel(&self, (x, y): (u32, u32), notches: u32, every: u32) {
        let mut wheel = std::process::Command::new("xdotool");
        wheel.args(["mousemove", &x.to_string(), &y.to_string()]);
        wheel.args(["click", "--repeat", &notches.to_string(), "--delay", &every.to_string(), "5"]);
        let turned = wheel.status().unwrap_or_else(|why| panic!("xdotool, the mouse wheel: {why}"));
        assert!(turned.success(), "turning the wheel: {turned}");
    }

    /// A picture of the page, as PNG, once what is in it is drawn and has come to rest.
    pub fn picture(&self) -> Vec<u8> {
        self.rests();
        self.runtime.block_on(self.client.screenshot()).unwrap_or_default()
    }

    /// Waits until what is in the page is drawn and has come to rest.
    pub fn rests(&self) {
        let _ = self.runtime.block_on(self.client.execute_async(AT_REST, vec![]));
    }

    /// Gives the window a size, in pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let done = self.runtime.block_on(self.client.set_window_rect(0, 0, width, height));
        done.unwrap_or_else(|why| panic!("the window does not become {width}×{height}: {why}"));
    }

    /// Runs a command of the door, as the page would, and waits for its end.
    pub fn call(&self, command: &str, args: &Value) -> Value {
        let script = "const [command, args, done] = arguments; \
            window.__TAURI_INTERNALS__.invoke('call', { command, args }).then(done, (why) => done({ refused: why }));";
        self.run_async(script, vec![json!(command), args.clone()])
    }

    /// Ends the session, and the program with it.
    pub fn close(self) {
        let _ = self.runtime.block_on(async { tokio::time::timeout(START, self.client.close()).await });
    }
}
