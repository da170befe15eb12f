//! What a span of days holds of itself: Chinese public holidays and shifted workdays, and birthdays by the sun and by the moon.

mod birthdays;
mod holidays;

pub use birthdays::{BirthdayRow, BirthdaysOf, birthdays};
pub use holidays::{Holiday, HolidayName, holidays, holidays_until};
