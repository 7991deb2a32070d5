//! The day of a build.

use akoma::Date;

/// Today, or the day that SOURCE_DATE_EPOCH says, for builds that must be reproducible.
pub(crate) fn today() -> Option<Date> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|s| s.parse().ok());
    let day = match epoch {
        Some(seconds) => {
            let instant = jiff::Timestamp::from_second(seconds).ok()?;
            instant.to_zoned(jiff::tz::TimeZone::UTC).date()
        }
        None => jiff::Zoned::now().date(),
    };
    let part = |n: i8| u8::try_from(n).ok();
    Date::new(u16::try_from(day.year()).ok()?, part(day.month()), part(day.day()))
}
