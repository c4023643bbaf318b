//! What rules mean: each test is a sentence about the language.

mod deciding;
mod discretion;
mod exceptions;
mod lenient;
mod logic;
mod moments;
mod never_wrong;
mod profiles;
mod receipts;
mod scope;
mod time;
mod versions;
