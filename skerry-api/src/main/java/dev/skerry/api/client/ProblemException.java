package dev.skerry.api.client;

import dev.skerry.api.ErrorCode;
import dev.skerry.api.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The server understood and said no, with a problem document.
public final class ProblemException extends RuntimeException {
    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    /// The code, when this client is as new as the server that gave it.
    public Optional<ErrorCode> code() {
        return Arrays.stream(ErrorCode.values())
                .filter(code -> code.code().equals(problem.code()))
                .findFirst();
    }

    /// The HTTP status.
    public int status() {
        return problem.status();
    }

    /// The input fields at fault; empty when it is none of them.
    public List<Problem.FieldError> errors() {
        return problem.errors() == null ? List.of() : problem.errors();
    }
}
