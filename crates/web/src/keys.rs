//! The token that changes need, and what is derived from it: the cookie of a browser that gave it, the key of its forms.

use sha2::{Digest, Sha256};

/// A token with what is derived from it.
#[derive(Clone)]
pub(crate) struct Keys {
    token: String,
    cookie: String,
    form: String,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    pub(crate) fn new(token: String) -> Self {
        let derived = |what: &str| hex(&Sha256::digest(format!("rapporteur {what} {token}")));
        Self { cookie: derived("cookie"), form: derived("form"), token }
    }

    /// The token itself, to be told to who started the server.
    pub(crate) fn token(&self) -> &str {
        &self.token
    }

    /// What the browser keeps in place of the token.
    pub(crate) fn cookie(&self) -> &str {
        &self.cookie
    }

    /// What a form of ours carries, so that no other page can send one in its place.
    pub(crate) fn form(&self) -> &str {
        &self.form
    }

    pub(crate) fn is_token(&self, given: &str) -> bool {
        same(given, &self.token)
    }

    pub(crate) fn is_cookie(&self, given: &str) -> bool {
        same(given, &self.cookie)
    }

    pub(crate) fn is_form(&self, given: &str) -> bool {
        same(given, &self.form)
    }
}

/// Compares in a time that tells nothing of where two texts differ.
fn same(a: &str, b: &str) -> bool {
    let (a, b) = (Sha256::digest(a), Sha256::digest(b));
    a.iter().zip(b.iter()).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

/// A token that nobody guesses: 128 random bits.
pub(crate) fn random() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(hex(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Keys, random};

    #[test]
    fn each_key_opens_its_own_door() {
        let keys = Keys::new("a token of the test".to_owned());
        assert!(keys.is_token("a token of the test") && keys.is_cookie(keys.cookie()) && keys.is_form(keys.form()));
        assert!(!keys.is_token("a token of the tesT") && !keys.is_cookie(keys.form()) && !keys.is_form(keys.token()));
        assert_ne!(random().unwrap(), random().unwrap());
    }
}
