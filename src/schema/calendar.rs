//! Dates, times and durations as XML Schema writes them.

/// Takes two digits off the start.
fn two(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = bytes.split_at_checked(2)?;
    let [a @ b'0'..=b'9', b @ b'0'..=b'9'] = digits else { return None };
    Some((u32::from(a - b'0') * 10 + u32::from(b - b'0'), rest))
}

fn digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.iter().take_while(|b| b.is_ascii_digit()).count())
}

/// The number in `digits`, or 0 for none; too large a one for libxml2 is no number.
fn number(digits: &[u8]) -> Option<i64> {
    let add = |n: i64, d: &u8| n.checked_mul(10)?.checked_add(i64::from(d - b'0'));
    digits.iter().try_fold(0, add)
}

/// What follows a day that exists.
fn after_date(bytes: &[u8]) -> Option<&[u8]> {
    let (year, rest) = digits(bytes.strip_prefix(b"-").unwrap_or(bytes));
    // There is no year 0, and none of more than four digits begins with one.
    if year.len() < 4 || year.len() > 4 && year[0] == b'0' {
        return None;
    }
    let year = number(year).filter(|&y| y != 0)?;
    let (month, rest) = two(rest.strip_prefix(b"-")?)?;
    let (day, rest) = two(rest.strip_prefix(b"-")?)?;
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(rest)
}

/// What follows a time of day; 24:00:00 is one.
fn after_time(bytes: &[u8]) -> Option<&[u8]> {
    let (hour, rest) = two(bytes)?;
    let (minute, rest) = two(rest.strip_prefix(b":")?)?;
    let (second, rest) = two(rest.strip_prefix(b":")?)?;
    let (fraction, rest) = match rest.strip_prefix(b".") {
        Some(rest) => {
            let (fraction, rest) = digits(rest);
            if fraction.is_empty() {
                return None;
            }
            (fraction, rest)
        }
        None => (&[][..], rest),
    };
    // libxml2 adds up the digits as it goes: with fourteen nines the sum is sixty.
    let seconds = fraction.iter().fold((f64::from(second), 1.0), |(sum, unit), digit| {
        (sum + f64::from(digit - b'0') * (unit / 10.0), unit / 10.0)
    });
    let midnight = hour == 24 && minute == 0 && second == 0 && fraction.iter().all(|&d| d == b'0');
    (midnight || hour < 24 && minute < 60 && seconds.0 < 60.0).then_some(rest)
}

/// Whether nothing is left, or a time zone: `Z`, or up to fourteen hours.
fn is_zone(bytes: &[u8]) -> bool {
    let hours = match bytes {
        [] | [b'Z'] => return true,
        [b'+' | b'-', hours @ ..] => hours,
        _ => return false,
    };
    let Some((hour, minutes)) = two(hours) else { return false };
    let Some((minute, rest)) = minutes.strip_prefix(b":").and_then(two) else { return false };
    rest.is_empty() && minute < 60 && hour * 60 + minute <= 14 * 60
}

/// Whether `value` is an `xsd:date`.
pub(super) fn is_date(value: &str) -> bool {
    after_date(value.as_bytes()).is_some_and(is_zone)
}

/// Whether `value` is an `xsd:time`.
pub(super) fn is_time(value: &str) -> bool {
    after_time(value.as_bytes()).is_some_and(is_zone)
}

/// Whether `value` is an `xsd:dateTime`. White space may follow a time zone, as libxml2 has it.
pub(super) fn is_date_time(value: &str) -> bool {
    let time = after_date(value.as_bytes()).and_then(|rest| rest.strip_prefix(b"T"));
    time.and_then(after_time).is_some_and(|rest| {
        let zone = rest.trim_ascii_end();
        is_zone(zone) && (rest.is_empty() || !zone.is_empty())
    })
}

/// Whether `value` is an `xsd:duration`.
pub(super) fn is_duration(value: &str) -> bool {
    duration(value.as_bytes()).is_some()
}

fn duration(bytes: &[u8]) -> Option<()> {
    /// Where the parts after the `T` begin.
    const TIME: usize = 3;
    let mut left: &[u8] = b"YMDHMS";
    let mut rest = bytes.strip_prefix(b"-").unwrap_or(bytes).strip_prefix(b"P")?;
    let mut in_time = false;
    let (mut months, mut days) = (0_i64, 0_i64);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix(b"T") {
            if in_time {
                return None;
            }
            in_time = true;
            left = &b"YMDHMS"[TIME..];
            rest = time;
        }
        let (whole, after) = digits(rest);
        let n = number(whole)?;
        let (fraction, after) = match after.strip_prefix(b".") {
            Some(after) => {
                let (fraction, after) = digits(after);
                (Some(fraction), after)
            }
            None => (None, after),
        };
        let (&designator, after) = after.split_first()?;
        // The date's parts are what is left but the time's, and the other way round.
        let parts = if in_time { left } else { &left[..left.len().checked_sub(TIME)?] };
        let at = parts.iter().position(|&d| d == designator)?;
        left = &left[at + 1..];
        if whole.is_empty() && fraction.is_none_or(<[u8]>::is_empty) {
            return None;
        }
        if fraction.is_some() && designator != b'S' {
            return None;
        }
        // libxml2 counts months and days in a `long`.
        match (in_time, designator) {
            (false, b'Y') => months = n.checked_mul(12)?,
            (false, b'M') => months = months.checked_add(n)?,
            (false, _) => days = n,
            (true, b'H') => days = days.checked_add(n / 24)?,
            (true, b'M') => days = days.checked_add(n / (24 * 60))?,
            (true, _) => days = days.checked_add(n / (24 * 60 * 60))?,
        }
        rest = after;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for right in ["2021-11-22", "2020-02-29Z", "-0044-03-15", "12021-01-01+14:00"] {
            assert!(is_date(right), "{right}");
        }
        for wrong in [
            "2021-2-3",
            "2021-02-29",
            "1900-02-29",
            "0000-01-01",
            "02021-01-01",
            "2021-13-01",
            "2021-11-22T10:00:00",
            "2021-11-22+14:01",
            "20211122",
        ] {
            assert!(!is_date(wrong), "{wrong}");
        }
    }

    #[test]
    fn times() {
        for right in ["10:30:00", "24:00:00.0", "23:59:59.999-05:00"] {
            assert!(is_time(right), "{right}");
        }
        for wrong in ["10:30", "24:00:01", "23:59:60", "10:00:00.", "1:00:00"] {
            assert!(!is_time(wrong), "{wrong}");
        }
        assert!(is_date_time("2021-11-22T10:30:00Z"));
        assert!(is_date_time("2021-11-22T10:30:00Z "));
        assert!(!is_date_time("2021-11-22T10:30:00 "));
        assert!(!is_date_time("2021-11-22"));
        assert!(!is_date_time("2021-11-22 10:30:00"));
    }

    #[test]
    fn durations() {
        for right in ["P1Y", "-P1Y2M3DT4H5M6.7S", "PT.5S", "PT1.S", "P0D", "P1YT1H"] {
            assert!(is_duration(right), "{right}");
        }
        for wrong in ["P", "PT", "P1DT", "1D", "P1W", "P1M1Y", "PT1D", "P1.5D", " P1D", "P1H"] {
            assert!(!is_duration(wrong), "{wrong}");
        }
    }
}
