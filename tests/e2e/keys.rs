//! Chords by their names: `Control+Shift+z`, `Enter`, `/`.

/// The WebDriver codes of a chord's keys, those to be held first.
pub fn chord(name: &str) -> Vec<char> {
    // A plus alone is a key, too.
    if name == "+" {
        return vec!['+'];
    }
    name.split('+').map(key).collect()
}

fn key(name: &str) -> char {
    match name {
        "Control" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Meta" => '\u{e03d}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Space" => ' ',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "End" => '\u{e010}',
        "Home" => '\u{e011}',
        "F2" => '\u{e032}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        letter => {
            let mut characters = letter.chars();
            match (characters.next(), characters.next()) {
                (Some(one), None) => one,
                _ => panic!("no such key: {letter}"),
            }
        }
    }
}

#[test]
fn chords_are_read_by_name() {
    assert_eq!(chord("Control+z"), ['\u{e009}', 'z']);
    assert_eq!(chord("/"), ['/']);
    assert_eq!(chord("+"), ['+']);
}
