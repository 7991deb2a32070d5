//! CKAN, by its Action API.
