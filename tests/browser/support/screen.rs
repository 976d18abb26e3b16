//! What a visitor sits before.

/// How large the screen is, whether the system is dark, which zone its clock is set to (else the machine's own).
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    pub zone: Option<&'static str>,
    /// Pages may run scripts.
    pub scripts: bool,
}

impl Screen {
    pub const DESK: Self = Self { width: 1280, height: 900, dark: false, zone: None, scripts: true };
    pub const PHONE: Self = Self { width: 360, height: 740, dark: false, zone: None, scripts: true };

    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    /// As a visitor has it who has switched scripts off.
    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    pub const fn in_zone(self, zone: &'static str) -> Self {
        Self { zone: Some(zone), ..self }
    }

    /// Held in a hand, and touched.
    pub const fn is_small(self) -> bool {
        self.width < 500
    }
}
