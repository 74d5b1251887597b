package dev.skerry.api.values;

/// The bounds of a whole number. Value types hold one as `FORMAT`.
public record NumberFormat(String what, int min, int max, int example) {
    /// @throws InvalidValueException when the number is out of bounds
    public int check(int number) {
        if (number < min || number > max) {
            throw new InvalidValueException(
                    what, Integer.toString(number), "must be between %d and %d".formatted(min, max));
        }
        return number;
    }
}
