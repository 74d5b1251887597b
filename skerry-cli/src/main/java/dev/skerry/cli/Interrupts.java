package dev.skerry.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

/// Catches Ctrl-C (SIGINT), which else ends the process. Java has no other way to see the second one: a shutdown hook
/// runs once. The class that can is not of the language's own packages, so it is looked for; without it Ctrl-C ends the
/// process as usual.
final class Interrupts implements AutoCloseable {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private final Optional<Object> before;

    private Interrupts(Optional<Object> before) {
        this.before = before;
    }

    /// Until closed, each Ctrl-C runs the action, in a thread of its own.
    static Interrupts handledBy(Runnable action) {
        try {
            var handler = Class.forName(HANDLER);
            InvocationHandler handling = (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    action.run();
                }
                return null;
            };
            var ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handling);
            return new Interrupts(Optional.ofNullable(install(ours)));
        } catch (ReflectiveOperationException e) {
            return new Interrupts(Optional.empty());
        }
    }

    @Override
    public void close() {
        before.ifPresent(handler -> {
            try {
                install(handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot give Ctrl-C back", e);
            }
        });
    }

    /// @return who handled it before
    private static Object install(Object handler) throws ReflectiveOperationException {
        var signal = Class.forName(SIGNAL);
        var interrupt = signal.getConstructor(String.class).newInstance("INT");
        try {
            return signal.getMethod("handle", signal, Class.forName(HANDLER)).invoke(null, interrupt, handler);
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(e.getTargetException());
        }
    }
}
