package dev.skerry.api.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.UUID;

/// What a reader says over the WebSocket.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Wish.SignIn.class, name = "sign-in"),
    @JsonSubTypes.Type(value = Wish.Watch.class, name = "watch")
})
public sealed interface Wish {
    /// The first message of a reader that could not send its token as a header, as browsers cannot.
    record SignIn(String token) implements Wish {
        @Override
        public String toString() {
            return "SignIn[token=***]";
        }
    }

    /// From now on only what concerns these applications; with none of them everything again.
    ///
    /// @param applications their ids
    record Watch(List<UUID> applications) implements Wish {
        public Watch {
            applications = List.copyOf(applications);
        }
    }
}
