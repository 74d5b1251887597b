package dev.skerry.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/// How the wire is written and read, on both sides: unknown and doubled fields are errors, absent is null.
public final class Json {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;

    /// Reads and writes whatever comes.
    public static final JsonMapper MAPPER = mapper(StreamReadConstraints.builder());

    private Json() {}

    /// Reads no more than so many names, values and brackets of one document: what is made of each in memory is many
    /// times what it takes on the wire.
    public static JsonMapper bounded(int tokens) {
        return mapper(StreamReadConstraints.builder().maxTokenCount(tokens));
    }

    private static JsonMapper mapper(StreamReadConstraints.Builder constraints) {
        return JsonMapper.builder(JsonFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .streamReadConstraints(constraints
                                .maxNestingDepth(MAX_DEPTH)
                                .maxStringLength(MAX_TEXT)
                                .build())
                        .build())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfig(LogicalType.Textual, Json::takeNoScalars)
                .withCoercionConfig(LogicalType.Boolean, Json::takeNoScalars)
                .withCoercionConfig(LogicalType.Enum, Json::takeNoScalars)
                .changeDefaultPropertyInclusion(include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    /// A text stays one where something else is meant, as queries are made of texts; nothing else is bent.
    private static void takeNoScalars(MutableCoercionConfig config) {
        for (var shape : List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
            config.setCoercion(shape, CoercionAction.Fail);
        }
    }
}
