package dev.skerry.jobs;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Payloads as JSON. Unknown properties are skipped, so that a job of a newer version survives a step back.
final class JsonPayloads implements Serializer {
    private final JsonMapper mapper = JsonMapper.builder().build();

    @Override
    public byte[] serialize(@Nullable Object data) {
        return mapper.writeValueAsBytes(data);
    }

    @Override
    public <T> T deserialize(Class<T> type, byte[] data) {
        return mapper.readValue(data, type);
    }
}
