//! CKAN, by its Action API.
use super::*;
use crate::error::Error;
pub struct Ckan;
impl Ckan {
    pub fn new(_: &Connection, _: Option<String>, _: bool) -> Result<super::site::Site, Error> {
        super::site::Site::new("x", None)
    }
}
