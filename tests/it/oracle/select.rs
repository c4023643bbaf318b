//! The first that is true decides.

use super::value::Answer;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Excluded,
    Possible,
    Open,
    Applies,
}

impl Status {
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Excluded => "excluded",
            Self::Possible => "possible",
            Self::Open => "open",
            Self::Applies => "applies",
        }
    }
}

/// How the steps stand.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) statuses: Vec<Status>,
    /// Some candidate applied before the moves of chapter 27.
    ended: bool,
}

impl Selection {
    /// Each step: its condition, and whether the agency may go on all the same.
    pub(super) fn of<'a>(steps: impl IntoIterator<Item = (&'a Answer, bool)>) -> Self {
        let mut decided = false;
        let mut statuses = Vec::new();
        for (condition, open) in steps {
            let status = match condition.as_bool() {
                _ if decided => Status::Excluded,
                Some(false) => Status::Excluded,
                None => Status::Possible,
                Some(true) if open => Status::Open,
                Some(true) => Status::Applies,
            };
            decided |= status == Status::Applies;
            statuses.push(status);
        }
        Self { statuses, ended: decided }
    }

    /// The same, where steps are not tried as they stand.
    pub(super) fn in_order(steps: &[(&Answer, bool)], order: &[usize]) -> Self {
        let tried = Self::of(order.iter().map(|at| steps[*at]));
        let mut statuses = vec![Status::Excluded; steps.len()];
        for (at, status) in order.iter().zip(&tried.statuses) {
            statuses[*at] = *status;
        }
        Self { statuses, ended: tried.ended }
    }

    /// Those that are not excluded.
    pub(super) fn candidates(&self) -> Vec<usize> {
        let at =
            |(at, status): (usize, &Status)| (*status != Status::Excluded).then_some(at);
        self.statuses.iter().enumerate().filter_map(at).collect()
    }

    pub(super) fn has(&self, status: Status) -> bool {
        self.statuses.contains(&status)
    }

    /// The only candidate, if it applies.
    pub(super) fn decided(&self) -> Option<usize> {
        match self.candidates()[..] {
            [only] if self.statuses[only] == Status::Applies => Some(only),
            _ => None,
        }
    }

    /// Nothing is left over.
    pub(super) const fn ends(&self) -> bool {
        self.ended
    }
}
