package dev.skerry.api.identity;

import dev.skerry.api.values.EmailAddress;
import dev.skerry.api.values.Password;
import dev.skerry.api.values.SetupToken;

/// Creates the first administrator, once, with the word the server left in its state folder.
public record SetUp(SetupToken token, EmailAddress email, Password password) {}
