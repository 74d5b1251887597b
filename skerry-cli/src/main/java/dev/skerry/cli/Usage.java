package dev.skerry.cli;

import dev.skerry.cli.input.Field;
import dev.skerry.cli.input.Field.Shape;
import dev.skerry.cli.input.Field.Step;
import dev.skerry.cli.input.Value;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A command as picocli describes it, for help and for the completion of shells. What is typed is read by
/// `Arguments`: picocli's classes are of a kind that Java cannot keep in its AOT cache, and cost each start 0.1 s.
final class Usage {
    private static final int WIDEST = 110;
    private static final int NARROWEST = 60;

    private Usage() {}

    /// How a command is used, line by line, as wide as there is room.
    static CommandLine of(Command command, int width) {
        return new CommandLine(spec(command, "skerry " + command.words()))
                .setInterpolateVariables(false)
                .setUsageHelpWidth(Math.clamp(width, NARROWEST, WIDEST));
    }

    /// Under the last of its words, to be hung into a tree.
    static CommandSpec leaf(Command command) {
        var words = command.words();
        return spec(command, words.substring(words.lastIndexOf(' ') + 1));
    }

    private static CommandSpec spec(Command command, String name) {
        var spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(escaped(command.summary()) + ".")
                .sortOptions(false)
                .abbreviateSynopsis(true);
        var position = 0;
        for (var field : command.fields().all()) {
            if (field.isPositional()) {
                spec.addPositional(positional(field, position++));
            } else {
                spec.addOption(option(field));
            }
        }
        EnumSet.allOf(Switch.class).stream()
                .filter(command.switches()::contains)
                .forEach(choice -> spec.addOption(flag(choice.description(), choice.names())));
        spec.addOption(OptionSpec.builder(Arguments.HELP.toArray(String[]::new))
                .usageHelp(true)
                .description("Show this text")
                .build());
        return spec;
    }

    private static PositionalParamSpec positional(Field field, int position) {
        var least = field.required() ? "1" : "0";
        var argument =
                PositionalParamSpec.builder().paramLabel(field.placeholder()).description(description(field));
        if (field.shape() instanceof Shape.Single(Value.Choice choice)) {
            argument.completionCandidates(choice.shown());
        }
        return field.isPlural()
                ? argument.index(position + "..*")
                        .arity(least + "..*")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build()
                : argument.index(Integer.toString(position))
                        .arity(field.required() ? "1" : "0..1")
                        .type(String.class)
                        .build();
    }

    private static OptionSpec option(Field field) {
        if (field.isFlag()) {
            return flag(description(field), field.names());
        }
        var option = OptionSpec.builder(field.names().toArray(String[]::new))
                .arity("1")
                .paramLabel(field.placeholder())
                .description(description(field))
                .required(field.required() && !field.isSecret());
        if (field.shape() instanceof Shape.Single(Value.Choice choice)) {
            option.completionCandidates(choice.shown());
        }
        return field.isPlural()
                ? option.type(List.class).auxiliaryTypes(String.class).build()
                : option.type(String.class).build();
    }

    private static OptionSpec flag(String description, List<String> names) {
        return OptionSpec.builder(names.toArray(String[]::new))
                .arity("0")
                .type(Boolean.class)
                .description(description)
                .build();
    }

    private static String description(Field field) {
        var rule = switch (field.shape()) {
            case Shape.Single(var value) -> value.rule();
            case Shape.Many(var value) -> value.rule() + "; may be given more than once";
            case Shape.Pairs(var key, var value) -> "KEY is %s; VALUE %s".formatted(key.rule(), value.rule());
            case Shape.Pick _ -> choice(field.path().getLast());
        };
        var document = field.isDocument() ? "; @FILE reads a file, @- standard input" : "";
        var asked = field.isSecret() && field.needed() ? "; asked for when it is not given" : "";
        var fallback = field.fallback().isEmpty() ? "" : "; %s when it is not given".formatted(field.fallback());
        return escaped(rule + document + asked + fallback);
    }

    private static String choice(Step step) {
        return "'%s' as %s, with nothing more to say".formatted(step.alternative(), step.component());
    }

    /// Picocli formats its texts.
    private static String escaped(String text) {
        return text.replace("%", "%%");
    }
}
