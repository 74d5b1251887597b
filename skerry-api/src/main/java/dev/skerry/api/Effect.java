package dev.skerry.api;

/// What an operation does to the world: decides auditing, confirmation and what an agent may do unasked.
public enum Effect {
    /// Changes nothing.
    READ,
    /// Makes or changes something that can be changed back.
    WRITE,
    /// Takes something away. Clients ask for confirmation.
    DESTROY
}
