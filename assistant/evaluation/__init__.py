"""How good the product is, measured on questions whose answers are known: `yubei eval`."""
