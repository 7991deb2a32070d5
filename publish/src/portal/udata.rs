//! udata, the software of data.gouv.fr, by its API.
