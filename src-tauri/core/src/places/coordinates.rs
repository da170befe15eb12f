//! Coordinates as people type them: `30.2741, 120.1551`, `N30°16′27″ E120°9′18″`, `北纬30.27 东经120.15`.

use super::datums::to_wgs84;
use super::{Datum, PlaceProblem, ReadPoint, links};
use crate::values::texts::to_half_width;

/// Reads coordinates, typed or in a link of a map.
///
/// Typed: decimal degrees, degrees and minutes, degrees, minutes and seconds, with or without signs for them, with N/S/E/W or
/// 北纬/南纬/东经/西经 before or behind, full-width or not. Without letters the latitude comes first, unless the first number
/// can be none (over 90). They are taken as WGS-84.
///
/// Links: Google, Apple, OpenStreetMap, `geo:`, Baidu, Amap (高德), Tencent, wherever in the text they stand; what Chinese maps give is
/// converted from GCJ-02 or BD-09.
///
/// # Errors
/// The [`PlaceProblem`] that fits best.
pub fn read(text: &str) -> Result<ReadPoint, PlaceProblem> {
    if let Some(read) = links::read(text) {
        return read;
    }
    let (lat, lon) = typed(text)?;
    let point = to_wgs84(Datum::Wgs84, lat, lon).ok_or(PlaceProblem::OffTheEarth)?;
    Ok(ReadPoint { point, datum: Datum::Wgs84 })
}

/// Two numbers as they stand in a link; latitude first.
pub(super) fn pair(lat: &str, lon: &str) -> Option<(f64, f64)> {
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    Some((number(lat)?, number(lon)?))
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number(f64),
    /// 1 degrees, 60 minutes, 3600 seconds.
    Unit(f64),
    /// One of N, S, E, W.
    Letter(char),
    Comma,
}

/// One of the two: its sides and what it says.
#[derive(Debug, Clone, Copy, Default)]
struct Angle {
    letter: Option<char>,
    degrees: Option<f64>,
    /// The unit that the next number may have at most.
    next: f64,
    negative: bool,
}

fn typed(text: &str) -> Result<(f64, f64), PlaceProblem> {
    let tokens = tokens(text)?;
    let leading = matches!(tokens.first(), Some(Token::Letter(_)));
    let angles = angles(&tokens, leading)?;
    let [first, second] = angles.as_slice() else {
        return Err(if angles.len() == 1 { PlaceProblem::OneOnly } else { PlaceProblem::NotCoordinates });
    };
    let value = |angle: &Angle| {
        let degrees = angle.degrees.unwrap_or(0.0);
        let south = matches!(angle.letter, Some('S' | 'W'));
        if south != angle.negative { -degrees } else { degrees }
    };
    let east = |angle: &Angle| matches!(angle.letter, Some('E' | 'W'));
    let (a, b) = (value(first), value(second));
    match (first.letter, second.letter) {
        (None, None) if a.abs() > 90.0 => Ok((b, a)),
        (None, None) => Ok((a, b)),
        (Some(_), Some(_)) if east(first) == east(second) => Err(PlaceProblem::OneOnly),
        _ if east(first) || (second.letter.is_some() && !east(second)) => Ok((b, a)),
        _ => Ok((a, b)),
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, PlaceProblem> {
    let mut plain = to_half_width(text).to_uppercase();
    for (word, letter) in [
        ("北纬", "N"),
        ("北緯", "N"),
        ("南纬", "S"),
        ("南緯", "S"),
        ("东经", "E"),
        ("東經", "E"),
        ("西经", "W"),
        ("西經", "W"),
        ("LATITUDE", "N"),
        ("LONGITUDE", "E"),
        ("LAT", "N"),
        ("LNG", "E"),
        ("LON", "E"),
        ("纬度", "N"),
        ("緯度", "N"),
        ("经度", "E"),
        ("經度", "E"),
        ("''", "\""),
        ("′′", "\""),
    ] {
        plain = plain.replace(word, letter);
    }
    let mut found = Vec::new();
    let mut characters = plain.chars().peekable();
    while let Some(character) = characters.next() {
        found.push(match character {
            'N' | 'S' | 'E' | 'W' => Token::Letter(character),
            '°' | 'º' | '˚' | '度' => Token::Unit(1.0),
            '\'' | '′' | '’' | '‘' | '´' | '分' => Token::Unit(60.0),
            '"' | '″' | '”' | '“' | '秒' => Token::Unit(3600.0),
            ',' | '，' | ';' | '、' | '/' | '|' => Token::Comma,
            ' ' | '\t' | '\n' | '\r' | ':' | '(' | ')' | '[' | ']' | '=' => continue,
            '-' | '+' | '.' | '0'..='9' => {
                let mut number = String::from(character);
                while let Some(next) = characters.next_if(|next| next.is_ascii_digit() || *next == '.') {
                    number.push(next);
                }
                let number = number.parse::<f64>().map_err(|_| PlaceProblem::NotCoordinates)?;
                Token::Number(number)
            }
            _ => return Err(PlaceProblem::NotCoordinates),
        });
    }
    Ok(found)
}

/// Puts numbers, units and letters together; `leading`: letters stand before their numbers.
fn angles(tokens: &[Token], leading: bool) -> Result<Vec<Angle>, PlaceProblem> {
    // Six bare numbers, or four, are degrees, minutes (and seconds) of both.
    let numbers = tokens.iter().filter(|token| matches!(token, Token::Number(_))).count();
    let bare = !tokens.iter().any(|token| matches!(token, Token::Unit(_)));
    let each = match numbers {
        4 | 6 if bare => numbers / 2,
        _ => 1,
    };
    let mut found: Vec<Angle> = Vec::new();
    let mut open = Angle { next: 1.0, ..Angle::default() };
    let mut in_open = 0;
    let mut close = |open: &mut Angle, in_open: &mut usize| {
        if open.degrees.is_some() {
            found.push(*open);
        }
        *open = Angle { next: 1.0, ..Angle::default() };
        *in_open = 0;
    };
    for (index, token) in tokens.iter().enumerate() {
        match *token {
            Token::Comma => {
                if each == 1 || in_open == each {
                    close(&mut open, &mut in_open);
                }
            }
            Token::Letter(letter) => {
                if leading {
                    close(&mut open, &mut in_open);
                    open.letter = Some(letter);
                } else {
                    if open.degrees.is_none() || open.letter.is_some() {
                        return Err(PlaceProblem::NotCoordinates);
                    }
                    open.letter = Some(letter);
                    close(&mut open, &mut in_open);
                }
            }
            Token::Unit(_) => {}
            Token::Number(number) => {
                let unit = match tokens.get(index + 1) {
                    Some(Token::Unit(unit)) => *unit,
                    _ if bare && each > 1 && in_open > 0 && in_open < each => open.next,
                    // The last number of 30°15 27 has lost its sign.
                    _ if !bare && open.next > 1.0 => open.next,
                    _ => 1.0,
                };
                if unit < open.next || (unit == 1.0 && open.degrees.is_some()) {
                    close(&mut open, &mut in_open);
                }
                if unit > 1.0 && (open.degrees.is_none() || !(0.0..60.0).contains(&number)) {
                    return Err(if open.degrees.is_none() {
                        PlaceProblem::NotCoordinates
                    } else {
                        PlaceProblem::OffTheEarth
                    });
                }
                open.negative |= number.is_sign_negative();
                open.degrees = Some(open.degrees.unwrap_or(0.0) + number.abs() / unit);
                open.next = unit * 60.0;
                in_open += 1;
            }
        }
    }
    close(&mut open, &mut in_open);
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::Point;
    use super::*;

    fn read_typed(text: &str) -> Result<Point, PlaceProblem> {
        read(text).map(|read| read.point)
    }

    #[test]
    fn coordinates_are_read_as_people_write_them() {
        let hangzhou = Point::at(30.2741, 120.1551).unwrap();
        for text in [
            "30.2741, 120.1551",
            "30.2741,120.1551",
            "30.2741 120.1551",
            "120.1551,30.2741",
            " 30.2741；120.1551 ",
            "30.2741，120.1551",
            "３０．２７４１，１２０．１５５１",
            "N30.2741 E120.1551",
            "30.2741N 120.1551E",
            "E120.1551, N30.2741",
            "120.1551°E 30.2741°N",
            "北纬30.2741 东经120.1551",
            "东经120.1551度，北纬30.2741度",
            "(30.2741, 120.1551)",
            "30.2741°, 120.1551°",
            "纬度:30.2741 经度:120.1551",
            "lat=30.2741, lng=120.1551",
            "Latitude: 30.2741 Longitude: 120.1551",
            "经度120.1551 纬度30.2741",
            "+30.2741 +120.1551",
            "30.2741/120.1551",
        ] {
            assert_eq!(read_typed(text), Ok(hangzhou), "{text}");
        }
        let by_seconds = Point::at(30.0 + 16.0 / 60.0 + 27.0 / 3600.0, 120.0 + 9.0 / 60.0 + 18.5 / 3600.0).unwrap();
        for text in [
            "30°16′27″N 120°9′18.5″E",
            "30°16'27\"N, 120°9'18.5\"E",
            "N30°16'27'' E120°9'18.5''",
            "30 16 27 N 120 9 18.5 E",
            "30 16 27, 120 9 18.5",
            "北纬30度16分27秒，东经120度9分18.5秒",
            "30°16′27″, 120°9′18.5″",
            "E120°9′18.5″ N30°16′27″",
            "30° 16’ 27” N 120° 9’ 18.5” E",
        ] {
            assert_eq!(read_typed(text), Ok(by_seconds), "{text}");
        }
        let by_minutes = Point::at(30.0 + 16.45 / 60.0, 120.0 + 9.3 / 60.0).unwrap();
        for text in ["30°16.45'N 120°9.3'E", "30 16.45 N, 120 9.3 E", "N30°16.45′ E120°9.3′"] {
            assert_eq!(read_typed(text), Ok(by_minutes), "{text}");
        }
        for (text, lat, lon) in [
            ("-1.2921, 36.8219", -1.2921, 36.8219),
            ("1.2921S 36.8219E", -1.2921, 36.8219),
            ("33.4489, -70.6693", 33.4489, -70.6693),
            ("33°26'56\"S 70°40'09\"W", -33.448_889, -70.669_167),
            ("-0.5°, -0.25°", -0.5, -0.25),
            ("-0°30' 0°15'", -0.5, 0.25),
        ] {
            assert_eq!(read_typed(text), Ok(Point::at(lat, lon).unwrap()), "{text}");
        }
    }

    #[test]
    fn what_gives_no_point_says_why() {
        use PlaceProblem::{NotCoordinates, OffTheEarth, OneOnly};
        for (text, problem) in [
            ("", NotCoordinates),
            ("杭州市", NotCoordinates),
            ("30.2741", OneOnly),
            ("N30.2741", OneOnly),
            ("91, 181", OffTheEarth),
            ("120.1, 130.2", OffTheEarth),
            ("30°61'00\"N 120°0'0\"E", OffTheEarth),
            ("30.1N 31.2N", OneOnly),
            ("1,2,3", NotCoordinates),
            ("13800001111", OneOnly),
            ("a 30 120", NotCoordinates),
            ("1.2.3, 4", NotCoordinates),
            ("N E", NotCoordinates),
            ("-", NotCoordinates),
            ("NaN, inf", NotCoordinates),
        ] {
            assert_eq!(read_typed(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn any_text_is_read_or_refused() {
        for text in
            ["°", "°°°", "N°'\"", "1°1°1°", "''''", "9999999999999999999999 1", "-+-+", "1'1\"", "E W N S", "\u{0}1,1"]
        {
            let read = read_typed(text);
            assert!(read.is_ok() || read.is_err(), "{text}");
        }
    }
}
