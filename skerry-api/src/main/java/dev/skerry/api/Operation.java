package dev.skerry.api;

import java.util.List;

/// One row of the catalogue: something Skerry can do. REST route, OpenAPI, command line, authorisation and their tests
/// are
/// all derived from it.
///
/// @param name noun and verb, `applications.deploy`
/// @param body what its requests carry: the input, or bytes beside it
/// @param path below the server's root; `{component}` stands for a component of the input record
/// @param input a record of checked value types; what is not in the path comes from body or query
/// @param status of the answer when it went well
/// @param command the words of the command line, `apps deploy`
/// @param positional the components given on the command line without a flag, in order
public record Operation<I extends Record, O>(
        String name,
        Permission permission,
        Scope scope,
        Effect effect,
        Method method,
        Body body,
        String path,
        Class<I> input,
        Output<O> output,
        int status,
        String summary,
        String command,
        List<String> positional) {
    public Operation {
        positional = List.copyOf(positional);
    }

    /// Whether the input that is not in the path stands in the body; otherwise in the query.
    public boolean hasInputInBody() {
        return body == Body.FIELDS && method.hasBody();
    }

    /// Begins a row.
    public static Row operation(String name, Permission permission, Scope scope, Effect effect) {
        return new Row(name, permission, scope, effect);
    }

    /// A row that does not know its address yet.
    public record Row(String name, Permission permission, Scope scope, Effect effect) {
        public Addressed get(String path) {
            return new Addressed(this, Method.GET, Body.FIELDS, path, 200);
        }

        public Addressed post(String path) {
            return new Addressed(this, Method.POST, Body.FIELDS, path, 200);
        }

        public Addressed put(String path) {
            return new Addressed(this, Method.PUT, Body.FIELDS, path, 200);
        }

        public Addressed patch(String path) {
            return new Addressed(this, Method.PATCH, Body.FIELDS, path, 200);
        }

        public Addressed delete(String path) {
            return new Addressed(this, Method.DELETE, Body.FIELDS, path, 204);
        }
    }

    /// A row that does not know its records yet.
    public record Addressed(Row row, Method method, Body body, String path, int status) {
        /// 201: something was made.
        public Addressed creates() {
            return new Addressed(row, method, body, path, 201);
        }

        /// 202: the work goes on after the answer.
        public Addressed accepts() {
            return new Addressed(row, method, body, path, 202);
        }

        /// The body is bytes: a file that is sent.
        public Addressed uploads() {
            return new Addressed(row, method, Body.BYTES, path, status);
        }

        public <I extends Record, O> Described<I, O> takes(Class<I> input, Output<O> output) {
            return new Described<>(this, input, output);
        }
    }

    /// A row that does not know its words yet.
    public record Described<I extends Record, O>(Addressed addressed, Class<I> input, Output<O> output) {
        public Operation<I, O> says(String summary, String command, String... positional) {
            var row = addressed.row();
            return new Operation<>(
                    row.name(),
                    row.permission(),
                    row.scope(),
                    row.effect(),
                    addressed.method(),
                    addressed.body(),
                    addressed.path(),
                    input,
                    output,
                    addressed.status(),
                    summary,
                    command,
                    List.of(positional));
        }
    }
}
